/*
 * Numbers as they are printed: digits or words, scale words and letters,
 * ranges with one scale for both ends.  Values are exact, and carry the place
 * of their last digit because the wording's interval is made from it.
 */
#include "scan/convert.h"

#include "num/numword.h"

#define MAX_WORD 64

struct str conv_part(const struct conv *v, const struct cand *c, enum tagger_cap cap)
{
    for (int i = 0; c->t && i < c->t->n_caps; i++) {
        if (c->t->caps[i].cap != cap || c->part[i].from == c->part[i].to)
            continue;
        return str_sub(v->text, c->base + c->part[i].from, c->base + c->part[i].to);
    }
    return STR_NONE;
}

/* ---- words and tables ---- */

static struct str fold_word(struct str w, char out[MAX_WORD])
{
    size_t n = 0;
    for (size_t i = 0; i < w.n && n < MAX_WORD; i++) {
        char ch = w.p[i];
        if (ch == '-' || ch == '\n')
            ch = ' ';
        out[n++] = ch >= 'A' && ch <= 'Z' ? (char)(ch | 0x20) : ch;
    }
    return str_of(out, n);
}

/* The table's value for a word, tried also without a final point or 's'. */
static struct str table_word(const struct conv *v, const char *table, struct str word)
{
    char room[MAX_WORD];
    struct str w = fold_word(str_trim(word), room);
    struct str value = rules_lookup(v->rules, table, w);
    if (!value.p && w.n > 1 && (w.p[w.n - 1] == '.' || w.p[w.n - 1] == ' '))
        value = rules_lookup(v->rules, table, str_sub(w, 0, --w.n));
    if (!value.p && w.n > 2 && str_ends(w, STR("s")))
        value = rules_lookup(v->rules, table, str_sub(w, 0, w.n - 1));
    return value;
}

const char *table_unit(const struct conv *v, const char *table, struct str word,
                       rat *factor)
{
    struct str value = table_word(v, table, word);
    *factor = NULL;
    if (!value.p)
        return NULL;
    size_t space = str_find(value, STR(" "), 0);
    int places, sig;
    if (space < value.n &&
        !rat_parse(v->rats, str_sub(value, space + 1, value.n), factor, &places, &sig))
        *factor = NULL;
    return arena_strdup(v->arena, str_sub(value, 0, space));
}

enum rate rate_of(const struct conv *v, struct str word)
{
    switch (span_of(v, word)) {
    case 'd':
        return RATE_DAY;
    case 'w':
        return RATE_WEEK;
    case 'm':
        return RATE_MONTH;
    case 'y':
        return RATE_YEAR;
    default:
        return RATE_NONE;
    }
}

static bool lookup_word(void *ctx, struct str word, struct numword *out)
{
    static const struct {
        const char *name;
        enum numword_kind kind;
    } kinds[] = {
        {"unit", NUMWORD_UNIT},   {"ten", NUMWORD_TEN},     {"hundred", NUMWORD_HUNDRED},
        {"scale", NUMWORD_SCALE}, {"group", NUMWORD_GROUP}, {"article", NUMWORD_ARTICLE},
        {"half", NUMWORD_HALF},   {"and", NUMWORD_AND},     {"point", NUMWORD_POINT},
    };
    const struct conv *v = ctx;
    struct str rest = rules_lookup(v->rules, "number_words", word), kind;
    if (!rest.p || !str_split(&rest, ' ', &kind))
        return false;
    out->value = 0;
    str_i64(rest, &out->value);
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        out->kind = kinds[i].kind;
        if (str_eqc(kind, kinds[i].name))
            return true;
    }
    return false;
}

/* ---- digits ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t digits_end(struct str s)
{
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    while (i < s.n && (is_digit(s.p[i]) || ((s.p[i] == ',' || s.p[i] == '.') &&
                                            i + 1 < s.n && is_digit(s.p[i + 1]))))
        i++;
    return i;
}

/* The scale word or letter at `at` (after one blank or hyphen); its end, or
 * `at` when there is none. */
static size_t scale_end(const struct conv *v, struct str s, size_t at, rat *scale)
{
    size_t from = at + (at < s.n && (s.p[at] == ' ' || s.p[at] == '-'));
    size_t to = from;
    while (to < s.n && is_letter(s.p[to]))
        to++;
    int64_t by;
    struct str value = table_word(v, "scales", str_sub(s, from, to));
    if (to == from || !value.p || !str_i64(value, &by))
        return at;
    *scale =
        *scale ? rat_mul(v->rats, *scale, rat_i64(v->rats, by)) : rat_i64(v->rats, by);
    return to;
}

static size_t read_digits(const struct conv *v, struct str s, struct precision *p)
{
    size_t end = digits_end(s), at = end;
    rat scale = NULL;
    if (at < s.n && s.p[at] == '+')
        at++;
    size_t next = scale_end(v, s, at, &scale);
    while (next > at) {
        at = next;
        next = scale_end(v, s, at, &scale);
    }
    struct str printed = str_sub(s, 0, end);
    if (printed.n && printed.p[0] == '+')
        printed = str_sub(printed, 1, printed.n);
    return precision_read(v->rats, printed, scale, p) ? at : 0;
}

/* ---- vague ones: "hundreds of millions" ---- */

/* "a", "an", "the" where one is meant. */
static size_t read_article(const struct conv *v, struct str s, struct number *out)
{
    struct str value = table_word(v, "articles", s);
    rat one;
    int places, sig;
    if (!value.p || !rat_parse(v->rats, value, &one, &places, &sig))
        return 0;
    *out = (struct number){
        .value = one, .place = one, .round = one, .sig = 1, .form = FORM_WORDS};
    return s.n;
}

static size_t read_vague(const struct conv *v, struct str s, struct number *out)
{
    int64_t n;
    struct str value = table_word(v, "vague_numbers", s);
    if (!value.p || !str_i64(value, &n))
        return 0;
    *out = (struct number){.value = rat_i64(v->rats, n), .form = FORM_VAGUE};
    return s.n;
}

size_t number_read(const struct conv *v, struct str s, struct number *out)
{
    struct precision p;
    bool digits = s.n && (is_digit(s.p[0]) || (s.n > 1 && is_digit(s.p[1])));
    size_t n = digits ? read_digits(v, s, &p)
                      : numword_read(v->rats, s, lookup_word, (void *)v, &p);
    if (n)
        *out = (struct number){.value = p.value,
                               .place = p.place,
                               .round = p.round,
                               .sig = p.sig,
                               .form = digits ? FORM_DIGITS : FORM_WORDS};
    return n ? n : read_vague(v, s, out);
}

bool number_whole(const struct conv *v, struct str s, struct number *out)
{
    s = str_trim(s);
    return s.n && (number_read(v, s, out) == s.n || read_article(v, s, out));
}

int number_int(const struct conv *v, struct str s)
{
    struct number n;
    if (!number_whole(v, s, &n) || mpz_cmp_ui(mpq_denref(n.value), 1) != 0 ||
        mpz_cmp_ui(mpq_numref(n.value), 100000) > 0 || rat_sgn(n.value) < 0)
        return -1;
    return (int)mpz_get_si(mpq_numref(n.value));
}

void number_scale(const struct conv *v, struct number *n, crat by)
{
    rat *all[] = {&n->value, &n->hi, &n->place, &n->round};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (*all[i])
            *all[i] = rat_mul(v->rats, *all[i], by);
}

/* ---- ranges ---- */

/* Bytes of the number itself in "20 billion": its digits or number words up to
 * the first scale. */
static bool has_scale(const struct conv *v, struct str s)
{
    size_t end = digits_end(s);
    rat scale = NULL;
    if (end && is_digit(s.p[end - 1]))
        return scale_end(v, s, end + (end < s.n && s.p[end] == '+'), &scale) > end;
    for (size_t i = 0; i < s.n; i++)
        if ((i == 0 || !is_letter(s.p[i - 1])) && is_letter(s.p[i]) &&
            scale_end(v, s, i, &scale) > i)
            return true;
    return false;
}

/* The scale of the second end: its value over that of its digits. */
static rat scale_of(const struct conv *v, struct str s, const struct number *n)
{
    struct precision p;
    size_t end = digits_end(s);
    rat scale = NULL;
    if (end && precision_read(v->rats, str_sub(s, 0, end), NULL, &p) && rat_sgn(p.value))
        return rat_div(v->rats, n->value, p.value);
    for (size_t i = 1; i < s.n; i++)
        if (!is_letter(s.p[i - 1]) && scale_end(v, s, i, &scale) == s.n)
            return scale;
    return rat_i64(v->rats, 1);
}

bool number_parts(const struct conv *v, const struct cand *c, struct number *out)
{
    struct str a = conv_part(v, c, CAP_N), b = conv_part(v, c, CAP_N2);
    struct number hi;
    if (!number_whole(v, a, out))
        return false;
    if (!b.n)
        return true;
    if (!number_whole(v, b, &hi))
        return false;
    bool shared = c->t->arg && !strcmp(c->t->arg, "scale");
    if (!has_scale(v, a) && has_scale(v, b)) {
        rat scale = scale_of(v, b, &hi);
        if (shared || rat_cmp(out->value, rat_div(v->rats, hi.value, scale)) < 0)
            number_scale(v, out, scale);
    }
    if (shared)
        return true;
    out->hi = hi.value;
    if (rat_cmp(out->value, out->hi) > 0) {
        out->hi = out->value;
        out->value = hi.value;
    }
    if (hi.place && (!out->place || rat_cmp(hi.place, out->place) < 0))
        out->place = hi.place;
    return true;
}
