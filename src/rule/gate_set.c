/*
 * Sets of literals for gate.c: products, unions, and which of two sets is the
 * rarer in prose.
 */
#include "rule/gate_set.h"

uint32_t len_add(uint32_t a, uint32_t b)
{
    uint64_t s = (uint64_t)a + b;
    return a == GATE_FAR || b == GATE_FAR || s >= GATE_FAR ? GATE_FAR : (uint32_t)s;
}

uint32_t len_mul(uint32_t a, uint32_t b)
{
    if (a == 0 || b == 0)
        return 0;
    uint64_t s = (uint64_t)a * b;
    return a == GATE_FAR || b == GATE_FAR || s >= GATE_FAR ? GATE_FAR : (uint32_t)s;
}

struct lits lits_one(struct arena *a, struct str s)
{
    struct lits x = {ARENA_NEW(a, struct str), 1};
    x.v[0] = s.n ? arena_str(a, s) : STR("");
    return x;
}

static struct str join(struct arena *a, struct str x, struct str y)
{
    if (!x.n)
        return y;
    if (!y.n)
        return x;
    char *p = arena_alloc(a, x.n + y.n);
    memcpy(p, x.p, x.n);
    memcpy(p + x.n, y.p, y.n);
    return str_of(p, x.n + y.n);
}

uint32_t lits_longest(struct lits x)
{
    size_t n = 0;
    for (uint32_t i = 0; i < x.n; i++)
        n = x.v[i].n > n ? x.v[i].n : n;
    return (uint32_t)n;
}

uint32_t lits_shortest(struct lits x)
{
    size_t n = x.n ? x.v[0].n : 0;
    for (uint32_t i = 1; i < x.n; i++)
        n = x.v[i].n < n ? x.v[i].n : n;
    return (uint32_t)n;
}

struct lits lits_product(struct arena *a, struct lits x, struct lits y)
{
    if (!x.n || !y.n || x.n * y.n > GATE_MAX_PRODUCT ||
        lits_longest(x) + lits_longest(y) > 4 * GATE_MAX_LEN)
        return (struct lits){NULL, 0};
    struct lits r = {ARENA_ARRAY(a, struct str, x.n * y.n), 0};
    for (uint32_t i = 0; i < x.n; i++)
        for (uint32_t j = 0; j < y.n; j++)
            r.v[r.n++] = join(a, x.v[i], y.v[j]);
    return r;
}

struct lits lits_union(struct arena *a, struct lits x, struct lits y)
{
    if (!x.n || !y.n || x.n + y.n > GATE_MAX_LITS)
        return (struct lits){NULL, 0};
    struct lits r = {ARENA_ARRAY(a, struct str, x.n + y.n), x.n + y.n};
    memcpy(r.v, x.v, x.n * sizeof(*r.v));
    memcpy(r.v + x.n, y.v, y.n * sizeof(*r.v));
    return r;
}

struct lits lits_copy(struct arena *a, struct lits x)
{
    struct lits r = {ARENA_ARRAY(a, struct str, x.n), x.n};
    if (x.n)
        memcpy(r.v, x.v, x.n * sizeof(*r.v));
    return r;
}

bool lits_have_empty(struct lits x)
{
    for (uint32_t i = 0; i < x.n; i++)
        if (x.v[i].n == 0)
            return true;
    return false;
}

/* Rough counts per 100,000 bytes of English prose. */
static uint32_t byte_count(unsigned char c)
{
    static const uint16_t letters[26] = {
        6500, 1200, 2200, 3400, 10000, 1800, 1600, 4800, 5600, 120,  650, 3300, 1900,
        5600, 6100, 1500, 80,   4800,  5100, 7400, 2200, 800,  1800, 150, 1600, 70};
    if (c >= 'a' && c <= 'z')
        return letters[c - 'a'];
    if (c == ' ')
        return 16000;
    if (c >= '0' && c <= '9')
        return 40; /* they stand together, in few sentences */
    return c == ',' || c == '.' || c == '-' ? 900 : 60;
}

/* Expected hits per 10^8 bytes, as if letters were half dependent. */
static uint64_t lit_count(struct str s)
{
    uint64_t f = 100000000;
    for (size_t i = 0; i < s.n && i < 8; i++) {
        uint64_t c = byte_count((unsigned char)s.p[i]);
        c = i ? c * 6 : c; /* a letter is likelier where a word has begun */
        f = f * (c < 100000 ? c : 100000) / 100000;
    }
    return f + 1;
}

static uint64_t need_cost(const struct need *x)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < x->lits.n; i++)
        sum += lit_count(x->lits.v[i]);
    return x->far == GATE_FAR ? sum * 4 : sum;
}

struct need need_better(struct need x, struct need y)
{
    if (!x.lits.n)
        return y;
    if (!y.lits.n)
        return x;
    return need_cost(&y) < need_cost(&x) ? y : x;
}

struct need need_of(struct arena *a, struct lits x, uint32_t near, uint32_t far)
{
    if (!x.n || lits_have_empty(x))
        return (struct need){{NULL, 0}, 0, 0};
    struct need r = {lits_copy(a, x), near, far};
    need_absorb(&r);
    return r;
}

struct need need_shift(struct need x, uint32_t min, uint32_t max)
{
    x.near = len_add(x.near, min);
    x.far = len_add(x.far, max);
    return x;
}

struct need need_or(struct arena *a, struct need x, struct need y)
{
    struct need r = {lits_union(a, x.lits, y.lits), x.near < y.near ? x.near : y.near,
                     x.far > y.far ? x.far : y.far};
    return r;
}

struct need part_need(struct arena *a, const struct part *p)
{
    return need_better(p->need, need_of(a, p->exact, 0, 0));
}

/* The best requirement that follows from either of two parts: of the ones each
 * has, that pair which is rarest together and not too many. */
struct need need_either(struct arena *a, const struct part *x, const struct part *y)
{
    struct need xs[2] = {part_need(a, x), x->also}, ys[2] = {part_need(a, y), y->also};
    struct need best = {{NULL, 0}, 0, 0};
    for (int i = 0; i < 4; i++)
        best = need_better(best, need_or(a, xs[i / 2], ys[i % 2]));
    return best;
}

struct lits part_pre(const struct part *p)
{
    return p->exact.n ? p->exact : p->pre;
}

struct lits part_suf(const struct part *p)
{
    return p->exact.n ? p->exact : p->suf;
}

void part_require(struct part *p, struct need x)
{
    if (!x.lits.n || (p->need.lits.n && lits_imply(p->need.lits, x.lits)))
        return;
    if (p->need.lits.n && need_cost(&x) >= need_cost(&p->need)) {
        p->also = need_better(p->also, x);
        return;
    }
    if (!lits_imply(x.lits, p->need.lits))
        p->also = need_better(p->also, p->need);
    p->need = x;
    if (p->also.lits.n && lits_imply(x.lits, p->also.lits))
        p->also.lits.n = 0;
}

/* First place of a literal in another, n if none.  Both are short, and a plain
 * loop is several times faster than memmem then. */
static size_t place_in(struct str s, struct str lit)
{
    for (size_t i = 0; i + lit.n <= s.n; i++)
        if (s.p[i] == lit.p[0] && memcmp(s.p + i, lit.p, lit.n) == 0)
            return i;
    return s.n;
}

/* Does the literal v[j] stand inside v[i]?  Of two equal ones the first stays. */
static bool holds(const struct lits *x, uint32_t i, uint32_t j)
{
    struct str a = x->v[i], b = x->v[j];
    if (b.n == a.n)
        return j < i && memcmp(a.p, b.p, a.n) == 0;
    return b.n < a.n && place_in(a, b) < a.n;
}

static bool holds_other(const struct lits *x, uint32_t i)
{
    for (uint32_t j = 0; j < x->n; j++)
        if (j != i && holds(x, i, j))
            return true;
    return false;
}

bool lits_imply(struct lits x, struct lits y)
{
    for (uint32_t i = 0; i < x.n; i++) {
        uint32_t j = 0;
        while (j < y.n && place_in(x.v[i], y.v[j]) == x.v[i].n)
            j++;
        if (j == y.n)
            return false;
    }
    return true;
}

struct lits lits_full(struct arena *a, struct lits x)
{
    struct lits r = {ARENA_ARRAY(a, struct str, x.n), 0};
    for (uint32_t i = 0; i < x.n; i++)
        if (x.v[i].n)
            r.v[r.n++] = x.v[i];
    return r;
}

/* First place in `s` of one of the kept literals; there is one. */
static uint32_t first_kept(const struct str *kept, uint32_t n, struct str s)
{
    for (uint32_t j = 0; j < n; j++) {
        size_t at = place_in(s, kept[j]);
        if (at < s.n)
            return (uint32_t)at;
    }
    BUG("no literal is left in '%.*s'", STR_FMT(s));
}

void need_absorb(struct need *x)
{
    struct str kept[GATE_MAX_LITS], dropped[GATE_MAX_LITS];
    uint32_t n = 0, d = 0, extra = 0;
    for (uint32_t i = 0; i < x->lits.n; i++) {
        if (holds_other(&x->lits, i))
            dropped[d++] = x->lits.v[i];
        else
            kept[n++] = x->lits.v[i];
    }
    for (uint32_t i = 0; i < d; i++) {
        uint32_t at = first_kept(kept, n, dropped[i]);
        extra = at > extra ? at : extra;
    }
    memcpy(x->lits.v, kept, n * sizeof(*kept));
    x->lits.n = n;
    x->far = len_add(x->far, extra);
}
