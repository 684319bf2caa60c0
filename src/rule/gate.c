/*
 * Reads a PCRE2 pattern just well enough to say which literals every match
 * must hold.  Whatever it does not know makes the part unknown (any length, no
 * literal) or, where it could change the meaning of the rest, the whole gate
 * open.
 */
#include "rule/gate.h"

#include "base/utf8.h"
#include "rule/gate_set.h"

#define MAX_DEPTH 40
#define MAX_CLASS 16

struct parser {
    const char *p, *end;
    struct arena *a;
    int depth;
    bool gave_up;
};

static struct part part_unknown(uint32_t min, uint32_t max)
{
    return (struct part){.min = min, .max = max};
}

static struct part part_empty(struct parser *ps)
{
    struct part r = {.min = 0};
    r.exact = lits_one(ps->a, STR(""));
    return r;
}

static struct part give_up(struct parser *ps)
{
    ps->gave_up = true;
    ps->p = ps->end;
    return part_unknown(0, GATE_FAR);
}

/* Code points whose only caseless match is themselves or, for ASCII letters,
 * their other case. */
static bool is_plain(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
    } plain[] = {{0, 0x7F},        {0xA2, 0xA3},     {0xA5, 0xA5},     {0xA7, 0xA7},
                 {0xB1, 0xB1},     {0xB7, 0xB7},     {0xBC, 0xBE},     {0xD7, 0xD7},
                 {0x2010, 0x20BF}, {0x2150, 0x215F}, {0x2200, 0x23FF}, {0x3000, 0x9FFF}};
    for (size_t i = 0; i < ARRAY_LEN(plain); i++)
        if (cp >= plain[i].from && cp <= plain[i].to)
            return true;
    return false;
}

static struct part part_char(struct parser *ps, uint32_t cp)
{
    char utf[4];
    int n = utf8_put(utf, cp);
    if (!is_plain(cp))
        return part_unknown(1, 4);
    if (cp >= 'A' && cp <= 'Z')
        utf[0] = (char)(cp + 32);
    struct part r = part_unknown((uint32_t)n, (uint32_t)n);
    r.exact = lits_one(ps->a, str_of(utf, (size_t)n));
    return r;
}

static struct part part_digits(struct parser *ps)
{
    struct part r = part_unknown(1, 1);
    r.exact = (struct lits){ARENA_ARRAY(ps->a, struct str, 10), 10};
    static const char digits[] = "0123456789";
    for (int i = 0; i < 10; i++)
        r.exact.v[i] = str_of(digits + i, 1);
    return r;
}

static bool eat(struct parser *ps, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(ps->end - ps->p) < n || memcmp(ps->p, word, n) != 0)
        return false;
    ps->p += n;
    return true;
}

static void skip_past(struct parser *ps, char c)
{
    while (ps->p < ps->end && *ps->p != c)
        ps->p++;
    if (ps->p < ps->end)
        ps->p++;
}

static uint32_t next_cp(struct parser *ps)
{
    int n;
    uint32_t cp = utf8_get(ps->p, ps->end, &n);
    ps->p += n;
    return cp;
}

/* \x{..} and \xhh after the x; false when it is anything else. */
static bool read_hex(struct parser *ps, uint32_t *cp)
{
    bool braces = eat(ps, "{");
    *cp = 0;
    int n = 0;
    for (; ps->p < ps->end && n < (braces ? 6 : 2); n++, ps->p++) {
        const char *hex = "0123456789abcdef";
        const char *at = memchr(hex, *ps->p | 0x20, 16);
        if (!at || *ps->p < '0')
            break;
        *cp = *cp * 16 + (uint32_t)(at - hex);
    }
    return n > 0 && (!braces || eat(ps, "}"));
}

/* An escape that stands for one character, in or out of a class. */
static bool escape_char(struct parser *ps, char c, uint32_t *cp)
{
    static const char from[] = "tnrfea", to[] = "\t\n\r\f\x1b\a";
    const char *at = memchr(from, c, sizeof(from) - 1);
    if (c == 'x')
        return read_hex(ps, cp);
    if (at) {
        *cp = (unsigned char)to[at - from];
        return true;
    }
    bool alnum = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    *cp = (unsigned char)c;
    return !alnum && (unsigned char)c < 0x80;
}

static struct part parse_escape(struct parser *ps)
{
    if (ps->p == ps->end)
        return give_up(ps);
    char c = *ps->p++;
    uint32_t cp;
    switch (c) {
    case 'b':
    case 'B':
    case 'A':
    case 'z':
    case 'Z':
    case 'G':
        return part_empty(ps);
    case 'd':
        return part_digits(ps);
    case 'w':
    case 's':
        return part_unknown(1, 1);
    case 'W':
    case 'S':
    case 'D':
    case 'N':
        return part_unknown(1, 4);
    case 'h':
    case 'v':
    case 'R':
    case 'H':
    case 'V':
        return part_unknown(1, 4);
    case 'p':
    case 'P':
        if (eat(ps, "{"))
            skip_past(ps, '}');
        else if (ps->p < ps->end)
            ps->p++;
        return part_unknown(1, 4);
    default:
        return escape_char(ps, c, &cp) ? part_char(ps, cp) : give_up(ps);
    }
}

/* ---- character classes ---- */

struct class
{
    uint32_t cp[MAX_CLASS];
    int n;
    bool wide; /* too many members, or ones that are not plain */
};

static void class_add(struct class *k, uint32_t from, uint32_t to)
{
    if (to < from || to - from >= MAX_CLASS || !is_plain(from) || !is_plain(to))
        k->wide = true;
    for (uint32_t c = from; c <= to && !k->wide; c++) {
        if (k->n == MAX_CLASS)
            k->wide = true;
        else
            k->cp[k->n++] = c;
    }
}

/* One member; false when it is a whole set of characters (taken as wide,
 * except \d). */
static bool class_member(struct parser *ps, struct class *k, uint32_t *cp)
{
    if (eat(ps, "[:") || eat(ps, "[.") || eat(ps, "[=")) {
        skip_past(ps, ']');
        if (!strchr(":.=", ps->p[-2]))
            ps->gave_up = true; /* a class that merely holds "[:" */
        k->wide = true;
        return false;
    }
    if (!eat(ps, "\\")) {
        *cp = next_cp(ps);
        return true;
    }
    if (ps->p == ps->end)
        return false;
    char c = *ps->p++;
    if (c == 'd') {
        class_add(k, '0', '9');
        return false;
    }
    if (c == 'p' || c == 'P') {
        if (eat(ps, "{"))
            skip_past(ps, '}');
        else if (ps->p < ps->end)
            ps->p++;
    }
    if (c == 'Q' || c == 'E' || c == 'N' || c == 'c' || c == 'o')
        ps->gave_up = true;
    if (escape_char(ps, c, cp))
        return true;
    k->wide = true;
    return false;
}

static struct part class_part(struct parser *ps, const struct class *k)
{
    if (k->wide || k->n == 0)
        return part_unknown(1, 4);
    struct part r = part_unknown(4, 0);
    for (int i = 0; i < k->n; i++) {
        struct part one = part_char(ps, k->cp[i]);
        r.exact = i ? lits_union(ps->a, r.exact, one.exact) : one.exact;
        r.min = one.min < r.min ? one.min : r.min;
        r.max = one.max > r.max ? one.max : r.max;
    }
    return r;
}

static struct part parse_class(struct parser *ps)
{
    struct class k = {.n = 0};
    k.wide = eat(ps, "^");
    for (bool first = true; ps->p < ps->end && (first || *ps->p != ']'); first = false) {
        uint32_t from, to;
        if (!class_member(ps, &k, &from))
            continue;
        if (ps->end - ps->p >= 2 && ps->p[0] == '-' && ps->p[1] != ']') {
            ps->p++;
            if (!class_member(ps, &k, &to)) {
                k.wide = true;
                continue;
            }
            class_add(&k, from, to);
        } else {
            class_add(&k, from, from);
        }
    }
    if (!eat(ps, "]"))
        return give_up(ps);
    return class_part(ps, &k);
}

/* ---- groups ---- */

static struct part parse_alternatives(struct parser *ps);

/* The inside of a group whose opening is read, and its closing bracket. */
static struct part parse_inside(struct parser *ps)
{
    if (++ps->depth > MAX_DEPTH)
        return give_up(ps);
    struct part r = parse_alternatives(ps);
    ps->depth--;
    return eat(ps, ")") ? r : give_up(ps);
}

static struct part parse_assertion(struct parser *ps)
{
    parse_inside(ps);
    return part_empty(ps);
}

/* Options such as (?i) or (?i:...); x changes how the rest is read. */
static struct part parse_options(struct parser *ps)
{
    while (ps->p < ps->end && *ps->p != ')' && *ps->p != ':') {
        if (!memchr("ismnJU-^", *ps->p, 8))
            return give_up(ps);
        ps->p++;
    }
    if (eat(ps, ":"))
        return parse_inside(ps);
    return eat(ps, ")") ? part_empty(ps) : give_up(ps);
}

static struct part parse_group(struct parser *ps)
{
    if (eat(ps, "*"))
        return give_up(ps); /* verbs change everything */
    if (!eat(ps, "?"))
        return parse_inside(ps);
    if (eat(ps, "=") || eat(ps, "!") || eat(ps, "<=") || eat(ps, "<!"))
        return parse_assertion(ps);
    if (eat(ps, ":") || eat(ps, ">") || eat(ps, "|"))
        return parse_inside(ps);
    if (eat(ps, "(DEFINE)"))
        return parse_assertion(ps);
    if (eat(ps, "#")) {
        skip_past(ps, ')');
        return part_empty(ps);
    }
    if (eat(ps, "&") || eat(ps, "P>") || eat(ps, "P=")) {
        skip_past(ps, ')');
        return part_unknown(0, GATE_FAR);
    }
    if (eat(ps, "<") || eat(ps, "P<")) {
        skip_past(ps, '>');
        return parse_inside(ps);
    }
    if (eat(ps, "'")) {
        skip_past(ps, '\'');
        return parse_inside(ps);
    }
    return parse_options(ps);
}

/* ---- sequences ---- */

static bool read_number(const char **p, const char *end, uint32_t *n)
{
    const char *from = *p;
    for (*n = 0; *p < end && **p >= '0' && **p <= '9' && *n < 100000; (*p)++)
        *n = *n * 10 + (uint32_t)(**p - '0');
    return *p > from;
}

/* {n}, {n,}, {n,m} and, from 10.43 on, {,m}; anything else is literal text. */
static bool read_braces(struct parser *ps, uint32_t *min, uint32_t *max)
{
    const char *p = ps->p + 1;
    bool low = read_number(&p, ps->end, min);
    *max = *min;
    if (p < ps->end && *p == ',') {
        p++;
        if (!read_number(&p, ps->end, max))
            *max = GATE_FAR;
        else if (!low)
            return false;
    }
    if (!low || p == ps->end || *p != '}')
        return false;
    ps->p = p + 1;
    return true;
}

static bool read_quantifier(struct parser *ps, uint32_t *min, uint32_t *max)
{
    if (ps->p == ps->end)
        return false;
    if (*ps->p == '{') {
        if (!read_braces(ps, min, max))
            return false;
    } else if (*ps->p == '*' || *ps->p == '+' || *ps->p == '?') {
        *min = *ps->p == '+';
        *max = *ps->p == '?' ? 1 : GATE_FAR;
        ps->p++;
    } else {
        return false;
    }
    if (ps->p < ps->end && (*ps->p == '+' || *ps->p == '?'))
        ps->p++;
    return true;
}

static struct lits or_empty(struct parser *ps, struct lits x)
{
    return lits_union(ps->a, x, lits_one(ps->a, STR("")));
}

static struct part part_repeat(struct parser *ps, const struct part *x, uint32_t min,
                               uint32_t max)
{
    struct part r = part_unknown(len_mul(x->min, min), len_mul(x->max, max));
    if (max == 0)
        return part_empty(ps);
    if (min == 1 && max == 1)
        return *x;
    if (min == 0 && max == 1)
        r.exact = or_empty(ps, x->exact);
    if (min == 2 && max == 2)
        r.exact = lits_product(ps->a, x->exact, x->exact);
    r.pre = min ? part_pre(x) : or_empty(ps, part_pre(x));
    r.suf = min ? part_suf(x) : or_empty(ps, part_suf(x));
    if (min >= 1) {
        r.need = part_need(ps->a, x);
        r.also = x->also;
    }
    return r;
}

static struct part parse_item(struct parser *ps)
{
    char c = *ps->p;
    struct part r;
    if (eat(ps, "("))
        r = parse_group(ps);
    else if (eat(ps, "["))
        r = parse_class(ps);
    else if (eat(ps, "\\"))
        r = parse_escape(ps);
    else if (c == '^' || c == '$') {
        ps->p++;
        r = part_empty(ps);
    } else if (eat(ps, "."))
        r = part_unknown(1, 4);
    else
        r = part_char(ps, next_cp(ps));
    uint32_t min, max;
    while (!ps->gave_up && read_quantifier(ps, &min, &max))
        r = part_repeat(ps, &r, min, max);
    return r;
}

/* A run of exact parts within a sequence, and where it begins. */
struct run {
    struct lits lits;
    uint32_t near, far;
};

static void close_run(struct parser *ps, struct part *seq, const struct run *run)
{
    part_require(seq, need_of(ps->a, run->lits, run->near, run->far));
}

/* The run that a part which is not exact leaves behind: what it ends with, or,
 * where it may be empty, what stood before it. */
static struct run run_after(struct parser *ps, const struct part *seq,
                            const struct run *run, const struct part *x)
{
    struct lits suf = part_suf(x);
    if (lits_have_empty(suf))
        suf = lits_union(ps->a, lits_full(ps->a, suf), run->lits);
    struct run r = {suf, len_add(seq->min, x->min), len_add(seq->max, x->max)};
    if (!suf.n) {
        r.lits = lits_one(ps->a, STR(""));
        return r;
    }
    r.near -= r.near > lits_longest(suf) ? lits_longest(suf) : r.near;
    if (r.far != GATE_FAR)
        r.far -= r.far > lits_shortest(suf) ? lits_shortest(suf) : r.far;
    return r;
}

/* Ends the run at a part that cannot be joined to it: what the part begins
 * with still stands right behind it. */
static void break_run(struct parser *ps, struct part *seq, struct run *run,
                      const struct part *x, bool whole)
{
    struct run longer = *run;
    struct lits joined = lits_product(ps->a, run->lits, part_pre(x));
    if (joined.n && !lits_have_empty(joined))
        longer.lits = joined;
    close_run(ps, seq, &longer);
    part_require(seq, need_shift(x->need, seq->min, seq->max));
    part_require(seq, need_shift(x->also, seq->min, seq->max));
    if (whole && !lits_have_empty(longer.lits))
        seq->pre = longer.lits;
    *run = run_after(ps, seq, run, x);
}

static struct part parse_sequence(struct parser *ps)
{
    struct part seq = part_unknown(0, 0);
    struct run run = {lits_one(ps->a, STR("")), 0, 0};
    bool whole = true; /* the run began at the start and was never broken */
    while (ps->p < ps->end && *ps->p != '|' && *ps->p != ')' && !ps->gave_up) {
        struct part x = parse_item(ps);
        struct lits longer = lits_product(ps->a, run.lits, x.exact);
        if (longer.n) {
            run.lits = longer;
        } else {
            break_run(ps, &seq, &run, &x, whole);
            whole = false;
        }
        seq.min = len_add(seq.min, x.min);
        seq.max = len_add(seq.max, x.max);
    }
    if (whole) {
        seq.exact = run.lits;
        return seq;
    }
    close_run(ps, &seq, &run);
    seq.suf = run.lits;
    return seq;
}

static struct part parse_alternatives(struct parser *ps)
{
    struct part all = parse_sequence(ps);
    while (!ps->gave_up && eat(ps, "|")) {
        struct part x = parse_sequence(ps), both = {.min = 0};
        both.need = need_either(ps->a, &all, &x);
        if (all.also.lits.n || x.also.lits.n) /* what has no second has its first */
            both.also =
                need_or(ps->a, all.also.lits.n ? all.also : part_need(ps->a, &all),
                        x.also.lits.n ? x.also : part_need(ps->a, &x));
        both.exact = lits_union(ps->a, all.exact, x.exact);
        both.pre = lits_union(ps->a, part_pre(&all), part_pre(&x));
        both.suf = lits_union(ps->a, part_suf(&all), part_suf(&x));
        both.min = x.min < all.min ? x.min : all.min;
        both.max = x.max > all.max ? x.max : all.max;
        all = both;
    }
    return all;
}

static void cut_literals(struct lits *x)
{
    for (uint32_t i = 0; i < x->n; i++)
        if (x->v[i].n > GATE_MAX_LEN)
            x->v[i].n = GATE_MAX_LEN;
}

static const struct str *keep(struct arena *a, struct lits x)
{
    struct str *v = ARENA_ARRAY(a, struct str, x.n);
    for (uint32_t i = 0; i < x.n; i++)
        v[i] = arena_str(a, x.v[i]);
    return v;
}

/* The second requirement, where it says more than the first. */
static void keep_also(struct parser *ps, struct arena *a, const struct need *first,
                      struct need also, struct gate *out)
{
    also.lits = lits_copy(ps->a, also.lits);
    cut_literals(&also.lits);
    if (also.lits.n)
        need_absorb(&also);
    if (!also.lits.n || lits_imply(first->lits, also.lits))
        return;
    out->also = keep(a, also.lits);
    out->n_also = also.lits.n;
}

void gate_derive(struct str pattern, struct arena *a, struct gate *out)
{
    struct arena work;
    arena_init(&work);
    struct parser ps = {pattern.p, pattern.p + pattern.n, &work, 0, false};
    struct part all = parse_alternatives(&ps);
    struct need need = part_need(&work, &all);
    *out = (struct gate){.open = true};
    if (!ps.gave_up && ps.p == ps.end && need.lits.n) {
        need.lits = lits_copy(&work, need.lits);
        cut_literals(&need.lits);
        need_absorb(&need);
        *out = (struct gate){.lits = keep(a, need.lits),
                             .n = need.lits.n,
                             .near = need.near,
                             .far = need.far};
        keep_also(&ps, a, &need, all.also, out);
    }
    arena_release(&work);
}
