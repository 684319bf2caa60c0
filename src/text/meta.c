/*
 * Metadata from the text: the headline, a date in the byline or dateline, and
 * the language.  A date is taken only where articles print their own date;
 * one in a sentence of the story is what the story is about.
 */
#include "text/meta.h"

#include "base/utf8.h"

#define BYLINE_BLOCKS 10  /* how far down a byline is looked for */
#define BYLINE_MAX    80  /* bytes of a block that is only a byline */
#define LABEL_MAX     240 /* bytes of a block with a label before the date */
#define LANG_SAMPLE   (64u << 10)

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* A cursor over a date's parts; every step moves `i` or fails. */
struct reading {
    struct str s;
    size_t i;
};

static int take_number(struct reading *r, size_t min, size_t max)
{
    size_t from = r->i;
    int v = 0;

    while (r->i < r->s.n && r->i - from < max && is_digit(r->s.p[r->i]))
        v = v * 10 + (r->s.p[r->i++] - '0');
    return r->i - from >= min && !(r->i < r->s.n && is_digit(r->s.p[r->i])) ? v : -1;
}

/* A month's name, in full or by three letters or more; 1-12, -1 if none. */
static int take_month(struct reading *r)
{
    size_t n = 0;

    while (r->i + n < r->s.n && is_letter(r->s.p[r->i + n]))
        n++;
    for (int m = 0; m < 12 && n >= 3; m++) {
        size_t k = 0;

        while (k < n && months[m][k] == lower(r->s.p[r->i + k]))
            k++;
        if (k == n) {
            r->i += n;
            r->i += r->i < r->s.n && r->s.p[r->i] == '.';
            return m + 1;
        }
    }
    return -1;
}

static bool take(struct reading *r, const char *lit)
{
    if (!str_starts(str_sub(r->s, r->i, r->s.n), str_c(lit)))
        return false;
    r->i += strlen(lit);
    return true;
}

static void skip_spaces(struct reading *r)
{
    while (r->i < r->s.n && (r->s.p[r->i] == ' ' || r->s.p[r->i] == ','))
        r->i++;
}

/* "2026-02-25", "2026/2/25", "2026.2.25", "2026年2月27日" */
static date_t year_first(struct reading *r)
{
    static const char *const seps[][3] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
    int y = take_number(r, 4, 4), m, d;
    size_t i = 0;

    while (y >= 0 && i < ARRAY_LEN(seps)) {
        skip_spaces(r);
        if (take(r, seps[i][0]))
            break;
        i++;
    }
    if (y < 0 || i == ARRAY_LEN(seps))
        return DATE_NONE;
    skip_spaces(r);
    m = take_number(r, 1, 2);
    skip_spaces(r);
    if (m < 0 || !take(r, seps[i][1]))
        return DATE_NONE;
    skip_spaces(r);
    d = take_number(r, 1, 2);
    skip_spaces(r);
    return d > 0 && take(r, seps[i][2]) ? date_of(y, m, d) : DATE_NONE;
}

static void skip_ordinal(struct reading *r)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};

    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (take(r, endings[i]))
            return;
}

/* "25 May 2026", "25th of May, 2026" */
static date_t day_first(struct reading *r)
{
    int d = take_number(r, 1, 2), m, y;

    if (d < 1)
        return DATE_NONE;
    skip_ordinal(r);
    skip_spaces(r);
    if (!take(r, "of "))
        take(r, "-");
    m = take_month(r);
    if (m < 0)
        return DATE_NONE;
    skip_spaces(r);
    take(r, "-");
    y = take_number(r, 4, 4);
    return y > 0 ? date_of(y, m, d) : DATE_NONE;
}

/* "May 25, 2026", "Sept. 3rd 2026" */
static date_t month_first(struct reading *r)
{
    int m = take_month(r), d, y;

    if (m < 0)
        return DATE_NONE;
    skip_spaces(r);
    d = take_number(r, 1, 2);
    if (d < 1)
        return DATE_NONE;
    skip_ordinal(r);
    skip_spaces(r);
    y = take_number(r, 4, 4);
    return y > 0 ? date_of(y, m, d) : DATE_NONE;
}

date_t meta_date_at(struct str s, size_t *len)
{
    static date_t (*const shapes[])(struct reading *) = {year_first, day_first,
                                                         month_first};

    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        struct reading r = {s, 0};
        date_t d = shapes[i](&r);

        if (d != DATE_NONE && date_ymd(d).y >= 1990 && date_ymd(d).y < 2100) {
            *len = r.i;
            return d;
        }
    }
    return DATE_NONE;
}

date_t meta_date_in(struct str s, size_t *at, size_t *len)
{
    for (size_t i = 0; i < s.n; i++) {
        bool inside = i && (is_digit(s.p[i - 1]) || is_letter(s.p[i - 1]));
        date_t d;

        if (inside || !(is_digit(s.p[i]) || is_letter(s.p[i])))
            continue;
        d = meta_date_at(str_sub(s, i, s.n), len);
        if (d != DATE_NONE) {
            *at = i;
            return d;
        }
    }
    return DATE_NONE;
}

/* "20260225", alone or before a time: "20260225T113000Z". */
static date_t compact_date(struct str s)
{
    struct reading r = {s, 0};
    int v = take_number(&r, 8, 8);

    if (v < 0 || (r.i < s.n && s.p[r.i] != 'T'))
        return DATE_NONE;
    return date_of(v / 10000, v / 100 % 100, v % 100);
}

date_t meta_date(struct str s)
{
    size_t at, len;
    date_t d;

    s = str_trim(str_sub(s, 0, 128));
    d = compact_date(s);
    if (d != DATE_NONE)
        return d;
    return meta_date_in(s, &at, &len);
}

static bool is_han(uint32_t cp)
{
    return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

struct str meta_language(struct str text)
{
    const char *p = text.p, *end = p + (text.n < LANG_SAMPLE ? text.n : LANG_SAMPLE);
    size_t han = 0, latin = 0;

    while (p < end) {
        int len = 1;

        if ((unsigned char)*p < 0x80)
            latin += is_letter(*p);
        else
            han += is_han(utf8_get(p, end, &len));
        p += len;
    }
    if (!han && !latin)
        return STR("");
    return han * 2 > latin ? STR("zh") : STR("en");
}

struct str meta_lang_code(struct str tag)
{
    struct str two = str_sub(tag, 0, 2);

    if (tag.n > 2 && is_letter(tag.p[2]))
        return STR("");
    return str_ieq(two, STR("en"))   ? STR("en")
           : str_ieq(two, STR("zh")) ? STR("zh")
                                     : STR("");
}

static struct str block_text(const struct doc *d, size_t i)
{
    return str_sub(d->text, d->blocks.p[i].start, d->blocks.p[i].end);
}

/* Words that stand before the date of publication, best first. */
static const char *const labels[] = {
    "published",
    "posted",
    "publication date",
    "date:",
    "first published",
    "发布",
    "发表",
    "刊发",
    "日期",
    "来源",
    "updated",
    "last modified",
    "更新",
    "researched",
    "filed",
};

static size_t find_fold(struct str s, const char *word)
{
    size_t n = strlen(word);

    for (size_t i = 0; i + n <= s.n; i++) {
        size_t k = 0;

        while (k < n && lower(s.p[i + k]) == word[k])
            k++;
        if (k == n)
            return i;
    }
    return s.n;
}

/* A date within the 48 bytes behind a label; *rank is the label's place.  In
 * a sentence only a label at its start counts. */
static date_t labelled_date(struct str s, size_t *rank)
{
    bool sentence = str_ends(s, STR(".")) || str_ends(s, STR("。"));

    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        size_t at = find_fold(s, labels[i]), len, where;
        struct str rest;
        date_t d;

        if (at == s.n || (sentence && at > 8))
            continue;
        rest = str_sub(s, at + strlen(labels[i]), at + strlen(labels[i]) + 48);
        d = meta_date_in(rest, &where, &len);
        if (d == DATE_NONE)
            continue;
        *rank = i;
        return d;
    }
    return DATE_NONE;
}

/* A short line that is date and byline only: no sentence, at most a handful of
 * words beside the date, no other number but a time. */
static date_t bare_date(struct str s)
{
    size_t at, len, digits = 0, colons = 0;
    date_t d;

    if (s.n > BYLINE_MAX || (s.n > 30 && str_ends(s, STR("."))))
        return DATE_NONE;
    d = meta_date_in(s, &at, &len);
    if (d == DATE_NONE)
        return d;
    for (size_t i = 0; i < s.n; i++) {
        digits += (i < at || i >= at + len) && is_digit(s.p[i]);
        colons += s.p[i] == ':';
    }
    return digits > (colons ? 8u : 2u) ? DATE_NONE : d;
}

/* "BEIJING, Feb. 25, 2026 (Xinhua) --": capitals, then the date, then a mark. */
static date_t dateline(struct str s)
{
    size_t at, len;
    struct str head = str_sub(s, 0, 96), rest;
    date_t d = meta_date_in(head, &at, &len);

    if (d == DATE_NONE || at < 3)
        return DATE_NONE;
    for (size_t i = 0; i < 3; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return DATE_NONE;
    rest = str_trim(str_sub(s, at + len, s.n));
    return rest.n && (strchr("(/-", rest.p[0]) || str_starts(rest, STR("—")) ||
                      str_starts(rest, STR("–")))
               ? d
               : DATE_NONE;
}

/* Looks at one block; a better rank replaces what an earlier block gave. */
static void look_for_date(const struct doc *d, size_t i, date_t *best, size_t *best_rank)
{
    struct str s = block_text(d, i);
    bool story = d->blocks.p[i].type == BLOCK_PARA || d->blocks.p[i].type == BLOCK_ITEM;
    size_t rank = ARRAY_LEN(labels);
    date_t found = s.n <= LABEL_MAX ? labelled_date(s, &rank) : DATE_NONE;

    if (found == DATE_NONE) {
        rank = ARRAY_LEN(labels);
        found = bare_date(s);
        if (found == DATE_NONE && story)
            found = dateline(s);
    }
    if (found != DATE_NONE && rank < *best_rank) {
        *best = found;
        *best_rank = rank;
    }
}

static void date_from_text(struct doc *d)
{
    size_t n = d->blocks.n, rank = ARRAY_LEN(labels) + 1;
    date_t best = DATE_NONE;

    for (size_t i = 0; i < n && i < BYLINE_BLOCKS; i++)
        look_for_date(d, i, &best, &rank);
    for (size_t i = n > BYLINE_BLOCKS + 3 ? n - 3 : n; i < n && best == DATE_NONE; i++)
        look_for_date(d, i, &best, &rank);
    if (best == DATE_NONE)
        return;
    d->published = best;
    d->published_source = DATE_SRC_BYLINE;
}

/* The title block, else the longest headline among the first blocks. */
static void title_from_text(struct doc *d)
{
    struct block *best = NULL;

    for (size_t i = 0; i < d->blocks.n && i < 3; i++) {
        struct block *b = &d->blocks.p[i];

        if (b->type == BLOCK_TITLE) {
            best = b;
            break;
        }
        if (b->type != BLOCK_HEADING)
            break;
        if (!best || b->end - b->start > best->end - best->start)
            best = b;
    }
    if (!best)
        return;
    best->type = BLOCK_TITLE;
    best->level = best->level ? best->level : 1;
    d->title = str_sub(d->text, best->start, best->end);
}

/* The name without the comma, dot or dash that parts it from a date. */
static struct str without_mark(struct str name)
{
    static const char *const marks[] = {",", "|", "-", "·", "•", "–", "—", "/", "("};

    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (str_ends(name, str_c(marks[i])))
            return str_trim(str_sub(name, 0, name.n - strlen(marks[i])));
    return name;
}

/* "By Pat Example" alone on a line near the top. */
static void author_from_text(struct doc *d)
{
    for (size_t i = 0; i < d->blocks.n && i < BYLINE_BLOCKS && !d->author.n; i++) {
        struct str s = block_text(d, i), name;
        size_t at, len;

        if (!str_starts(s, STR("By ")) || s.n > BYLINE_MAX || str_ends(s, STR(".")))
            continue;
        name = str_sub(s, 3, s.n);
        if (meta_date_in(name, &at, &len) != DATE_NONE)
            name = str_sub(name, 0, at);
        d->author = without_mark(str_trim(name));
    }
}

void meta_from_text(struct doc *d)
{
    if (!d->author.n)
        author_from_text(d);
    if (!d->title.n)
        title_from_text(d);
    if (d->published == DATE_NONE)
        date_from_text(d);
    if (!d->lang.n)
        d->lang = meta_language(d->text);
}
