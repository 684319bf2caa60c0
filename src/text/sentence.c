/*
 * The sentence splitter: looks at every mark that may end a sentence and
 * decides from the word before and the character after.  When in doubt a
 * sentence goes on: a claim cut in two is worse than two claims in one.
 */
#include "text/sentence.h"

#include "text/normal.h"

#include "base/utf8.h"

/* How an abbreviation stands to the end of a sentence. */
enum abbr {
    ABBR_NEVER,  /* a name or number follows: "Mr. Lee", "No. 2", "vs. 3" */
    ABBR_NUMBER, /* goes on when a digit follows: "Feb. 9" */
    ABBR_MAYBE   /* ends one when a word that starts sentences follows: "Inc. The" */
};
struct abbr_entry {
    const char *word; /* without the last full stop, lower case */
    enum abbr kind;
};
static const struct abbr_entry abbrs[] = {
    {"a.d", ABBR_MAYBE},   {"a.m", ABBR_MAYBE},   {"adm", ABBR_NEVER},
    {"al", ABBR_MAYBE},    {"app", ABBR_NUMBER},  {"approx", ABBR_NEVER},
    {"apr", ABBR_NUMBER},  {"assoc", ABBR_NEVER}, {"aug", ABBR_NUMBER},
    {"ave", ABBR_MAYBE},   {"avg", ABBR_NEVER},   {"bros", ABBR_MAYBE},
    {"c", ABBR_NUMBER},    {"ca", ABBR_NEVER},    {"capt", ABBR_NEVER},
    {"cf", ABBR_NEVER},    {"ch", ABBR_NUMBER},   {"cir", ABBR_NUMBER},
    {"cmdr", ABBR_NEVER},  {"co", ABBR_MAYBE},    {"col", ABBR_NEVER},
    {"corp", ABBR_MAYBE},  {"dec", ABBR_NUMBER},  {"dept", ABBR_NEVER},
    {"dr", ABBR_NEVER},    {"e.g", ABBR_NEVER},   {"ed", ABBR_NUMBER},
    {"eds", ABBR_NEVER},   {"eq", ABBR_NUMBER},   {"esp", ABBR_NEVER},
    {"est", ABBR_NUMBER},  {"etc", ABBR_MAYBE},   {"excl", ABBR_NEVER},
    {"feb", ABBR_NUMBER},  {"fig", ABBR_NUMBER},  {"figs", ABBR_NUMBER},
    {"fri", ABBR_NUMBER},  {"gen", ABBR_NEVER},   {"gov", ABBR_NEVER},
    {"hon", ABBR_NEVER},   {"i.e", ABBR_NEVER},   {"inc", ABBR_MAYBE},
    {"incl", ABBR_NEVER},  {"jan", ABBR_NUMBER},  {"jr", ABBR_MAYBE},
    {"jul", ABBR_NUMBER},  {"jun", ABBR_NUMBER},  {"llc", ABBR_MAYBE},
    {"lt", ABBR_NEVER},    {"ltd", ABBR_MAYBE},   {"maj", ABBR_NEVER},
    {"mar", ABBR_NUMBER},  {"max", ABBR_NUMBER},  {"messrs", ABBR_NEVER},
    {"min", ABBR_NUMBER},  {"mr", ABBR_NEVER},    {"mrs", ABBR_NEVER},
    {"ms", ABBR_NEVER},    {"mt", ABBR_NEVER},    {"no", ABBR_NUMBER},
    {"nos", ABBR_NUMBER},  {"nov", ABBR_NUMBER},  {"oct", ABBR_NUMBER},
    {"p", ABBR_NUMBER},    {"p.m", ABBR_MAYBE},   {"para", ABBR_NUMBER},
    {"pct", ABBR_MAYBE},   {"ph.d", ABBR_MAYBE},  {"plc", ABBR_MAYBE},
    {"pp", ABBR_NUMBER},   {"pres", ABBR_NEVER},  {"prof", ABBR_NEVER},
    {"pt", ABBR_NUMBER},   {"pty", ABBR_MAYBE},   {"rep", ABBR_NEVER},
    {"reps", ABBR_NEVER},  {"resp", ABBR_NEVER},  {"rev", ABBR_NEVER},
    {"sec", ABBR_NUMBER},  {"sen", ABBR_NEVER},   {"sens", ABBR_NEVER},
    {"sep", ABBR_NUMBER},  {"sept", ABBR_NUMBER}, {"sgt", ABBR_NEVER},
    {"sr", ABBR_MAYBE},    {"st", ABBR_NEVER},    {"tab", ABBR_NUMBER},
    {"thu", ABBR_NUMBER},  {"thur", ABBR_NUMBER}, {"tue", ABBR_NUMBER},
    {"tues", ABBR_NUMBER}, {"v", ABBR_NEVER},     {"ver", ABBR_NUMBER},
    {"vol", ABBR_NUMBER},  {"vols", ABBR_NUMBER}, {"vs", ABBR_NEVER},
    {"wed", ABBR_NUMBER},  {"wk", ABBR_MAYBE},    {"yr", ABBR_MAYBE},
};

/* Words that start sentences far more often than they go on after "U.S.". */
static const char *const starters[] = {
    "A",     "About", "According", "After", "Although", "Among",     "An",     "And",
    "As",    "At",    "Before",    "But",   "By",       "Despite",   "During", "Even",
    "For",   "From",  "He",        "Here",  "How",      "However",   "I",      "If",
    "In",    "It",    "Its",       "Last",  "Many",     "Meanwhile", "More",   "Most",
    "Not",   "Nor",   "On",        "One",   "Only",     "Or",        "Our",    "Over",
    "She",   "Since", "So",        "Some",  "Still",    "That",      "The",    "Their",
    "Then",  "There", "These",     "They",  "This",     "Those",     "Though", "To",
    "Under", "Until", "We",        "What",  "When",     "Where",     "While",  "Who",
    "Why",   "With",  "Yet",       "You",
};

/* One block's text while it is split. */
struct cut {
    const char *p;
    size_t from, to; /* of the block */
    size_t start;    /* of the sentence that is open */
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Closing quotes and brackets that belong to the sentence they stand behind. */
static size_t closer_length(const char *p, size_t n)
{
    static const char *const closers[] = {
        "\"",
        "'",
        ")",
        "]",
        "\xE2\x80\x9D",
        "\xE2\x80\x99",
        "\xC2\xBB",
        "\xE3\x80\x8D",
        "\xE3\x80\x8F",
        "\xEF\xBC\x89",
        "\xE3\x80\x8B",
        "\xE3\x80\x91",
    };

    if ((*p >= 'a' && *p <= 'z') || *p == ' ')
        return 0; /* most are followed by neither */
    for (size_t i = 0; i < ARRAY_LEN(closers); i++) {
        size_t len = strlen(closers[i]);

        if (closers[i][0] == *p && n >= len && memcmp(p, closers[i], len) == 0)
            return len;
    }
    return 0;
}

/* Length of the mark at p that may end a sentence; *cjk for a full-width one. */
static size_t mark_length(const char *p, size_t n, bool *cjk)
{
    static const char *const wide[] = {"\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F",
                                       "\xEF\xBD\xA1"};

    *cjk = false;
    if (*p == '.' || *p == '!' || *p == '?')
        return 1;
    if (n < 3 || (unsigned char)*p < 0x80)
        return 0;
    if (memcmp(p, "\xE2\x80\xA6", 3) == 0)
        return 3;
    for (size_t i = 0; i < ARRAY_LEN(wide); i++) {
        if (memcmp(p, wide[i], 3) == 0) {
            *cjk = true;
            return 3;
        }
    }
    return 0;
}

/* The word that ends at `end`: back to white space, an opening bracket or
 * quote, or a dash; at most 16 bytes matter. */
static struct str word_before(const struct cut *c, size_t end)
{
    size_t from = end;

    while (from > c->start && end - from < 16) {
        char ch = c->p[from - 1];

        if (ch == ' ' || ch == '(' || ch == '[' || ch == '"' || ch == '\'' || ch == '/' ||
            (unsigned char)ch >= 0x80)
            break;
        from--;
    }
    return str_of(c->p + from, end - from);
}

static const struct abbr_entry *find_abbr(struct str word)
{
    char low[8];
    size_t lo = 0, hi = ARRAY_LEN(abbrs);

    if (word.n == 0 || word.n >= sizeof(low))
        return NULL;
    for (size_t i = 0; i < word.n; i++)
        low[i] = is_upper(word.p[i]) ? (char)(word.p[i] + 32) : word.p[i];
    low[word.n] = '\0';
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(low, abbrs[mid].word);

        if (order == 0)
            return &abbrs[mid];
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

/* "U.S", "J.P", "K": letters with stops between them. */
static bool is_initials(struct str w)
{
    for (size_t i = 0; i < w.n; i++)
        if (i % 2 ? w.p[i] != '.' : !is_upper(w.p[i]))
            return false;
    return w.n % 2;
}

static bool starts_sentence(const char *p, size_t n)
{
    size_t len = 0;

    while (len < n && len < 16 && (is_upper(p[len]) || is_lower(p[len])))
        len++;
    for (size_t i = 0; i < ARRAY_LEN(starters); i++)
        if (strlen(starters[i]) == len && memcmp(starters[i], p, len) == 0)
            return true;
    return false;
}

/* A lower-case first letter in a name: "xAI", "o3", "gpt-5", "iPhone". */
static bool is_lower_name(const char *p, size_t n)
{
    for (size_t i = 0; i < n && i < 16 && p[i] != ' '; i++)
        if (is_upper(p[i]) || is_digit(p[i]))
            return true;
    return false;
}

/* May a sentence start with what stands at p? */
static bool may_start(const char *p, size_t n)
{
    if (n && is_lower(*p))
        return is_lower_name(p, n);
    return n == 0 || !strchr(",;:)]%", *p);
}

/* A full stop with white space behind it; `next` is what follows. */
static bool stop_ends(const struct cut *c, size_t stop, size_t next)
{
    struct str word = word_before(c, stop);
    const char *p = c->p + next;
    size_t n = c->to - next;
    const struct abbr_entry *a = find_abbr(word);

    if (!may_start(p, n))
        return false;
    if (a && a->kind == ABBR_NEVER)
        return false;
    if (a && a->kind == ABBR_NUMBER && (is_digit(*p) || word.n > 1))
        return !is_digit(*p);
    if (a || is_initials(word))
        return starts_sentence(p, n);
    /* a list number */
    return !(word.n && word.n <= 2 && word.p == c->p + c->start && is_digit(word.p[0]));
}

/* A full stop with a letter right behind it: a missing space, or a name. */
static bool glued_stop_ends(const struct cut *c, size_t stop, size_t next)
{
    struct str word = word_before(c, stop);
    const char *p = c->p + next;
    size_t n = c->to - next, len = 0;
    char last;

    if (!n || !is_upper(*p) || !word.n || find_abbr(word))
        return false;
    last = word.p[word.n - 1];
    while (len < n && len < 24 &&
           (is_upper(p[len]) || is_lower(p[len]) || p[len] == '\''))
        len++;
    if (len > 1 ? !is_lower(p[1]) : *p != 'A' && *p != 'I')
        return false;
    if (len < n && p[len] != ' ' && p[len] != ',' && (unsigned char)p[len] < 0x80)
        return false;
    return is_digit(last) || last == '%' || last == ')' || (is_lower(last) && word.n > 2);
}

/* Whether the marks [mark, behind), closers included, end a sentence. */
static bool ends_here(const struct cut *c, size_t mark, size_t behind, bool dots,
                      bool closed)
{
    size_t next = behind;

    if (behind == c->to)
        return true;
    if (c->p[behind] != ' ') {
        bool capital = is_upper(c->p[behind]);
        char before = mark > c->start ? c->p[mark - 1] : ' ';

        if (!closed)
            return c->p[mark] == '.' && !dots && glued_stop_ends(c, mark, behind);
        return capital && (c->p[mark] != '.' || is_lower(before) || is_digit(before));
    }
    while (next < c->to && c->p[next] == ' ')
        next++;
    if (c->p[mark] != '.' || dots)
        return !is_lower(c->p[next]) && may_start(c->p + next, c->to - next);
    return stop_ends(c, mark, next);
}

static void add_sentence(struct doc *d, uint32_t block, size_t from, size_t to)
{
    while (from < to && d->text.p[from] == ' ')
        from++;
    while (to > from && d->text.p[to - 1] == ' ')
        to--;
    if (from < to)
        VEC_PUSH(&d->sentences, ((struct sentence){(uint32_t)from, (uint32_t)to, block}));
}

/* Where to cut a sentence that grows beyond the maximum: behind the last
 * white space, else behind the last character that is in no word or number. */
static size_t forced_cut(const struct cut *c)
{
    size_t end = c->start + SENTENCE_MAX, i;
    const char *space = memrchr(c->p + c->start, ' ', SENTENCE_MAX);

    if (space && space > c->p + c->start)
        return (size_t)(space - c->p) + 1;
    for (i = end; i > c->start + SENTENCE_MAX / 2; i--) {
        unsigned char ch = (unsigned char)c->p[i - 1];

        if (ch < 0x80 && !is_digit((char)ch) && !is_lower((char)(ch | 32)) && ch != '.' &&
            ch != ',')
            return i;
    }
    for (i = end; i > c->start + 1 && (c->p[i] & 0xC0) == 0x80; i--)
        ;
    return i;
}

#define EACH(byte)  (0x0101010101010101u * (byte))
#define ANY_ZERO(w) (((w)-EACH(1)) & ~(w)&EACH(0x80))

/* The next byte at or behind `i` that may begin an end mark. */
static size_t next_mark(const char *p, size_t i, size_t to)
{
    static const bool may[256] = {['.'] = true,  ['!'] = true,  ['?'] = true,
                                  [0xE2] = true, [0xE3] = true, [0xEF] = true};
    uint64_t w;

    for (; i + 8 <= to; i += 8) {
        memcpy(&w, p + i, 8);
        if ((w & EACH(0x80)) | ANY_ZERO(w ^ EACH('.')) | ANY_ZERO(w ^ EACH('!')) |
            ANY_ZERO(w ^ EACH('?')))
            break;
    }
    while (i < to && !may[(unsigned char)p[i]])
        i++;
    return i;
}

/* Steps over the mark at `mark`, more of them, and closing quotes; *dots for
 * an ellipsis, *closed when a quote or bracket was among them. */
static size_t behind_marks(const struct cut *c, size_t mark, bool *dots, bool *closed,
                           bool *wide)
{
    size_t i = mark, n;
    bool cjk;

    *closed = *wide = false;
    *dots = (unsigned char)c->p[mark] == 0xE2 ||
            (mark + 1 < c->to && c->p[mark] == '.' && c->p[mark + 1] == '.');
    while (i < c->to && i - mark < SENTENCE_MAX / 4) {
        n = mark_length(c->p + i, c->to - i, &cjk);
        if (!n) {
            n = closer_length(c->p + i, c->to - i);
            *closed |= n > 0;
        }
        if (!n)
            break;
        *wide |= cjk;
        i += n;
    }
    return i;
}

static void split_block(struct doc *d, uint32_t index)
{
    const struct block *b = &d->blocks.p[index];
    struct cut c = {d->text.p, b->start, b->end, b->start};
    size_t i = c.from;

    while (i < c.to) {
        bool dots, closed, wide, cjk;
        size_t mark = next_mark(c.p, i, c.to), behind;

        while (mark - c.start > SENTENCE_MAX) {
            size_t at = forced_cut(&c);

            add_sentence(d, index, c.start, at);
            c.start = at;
        }
        if (mark == c.to)
            break;
        if (!mark_length(c.p + mark, c.to - mark, &cjk)) {
            i = mark + 1;
            continue;
        }
        behind = behind_marks(&c, mark, &dots, &closed, &wide);
        if (wide || ends_here(&c, mark, behind, dots, closed)) {
            add_sentence(d, index, c.start, behind);
            while (behind < c.to && c.p[behind] == ' ')
                behind++;
            c.start = behind;
        }
        i = behind;
    }
    add_sentence(d, index, c.start, c.to);
}

void sentences_split(struct doc *d)
{
    VEC_CLEAR(&d->sentences);
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        const struct block *b = &d->blocks.p[i];

        if (b->type == BLOCK_ROW && b->end - b->start <= SENTENCE_MAX)
            add_sentence(d, i, b->start, b->end);
        else
            split_block(d, i);
    }
}
