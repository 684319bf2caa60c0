/*
 * Runs the claim patterns over a sentence's cell string and resolves the
 * overlaps: for each number the rule with the highest priority, then the
 * longest match, then the earlier rule.
 */
#include "scan/match.h"

#include "scan/claim.h"

#define MATCHES_MAX 24 /* of one pattern in one sentence */

struct matcher {
    const struct claim_rules *rules;
    bool ungated;
    int *kinds;           /* per rule */
    struct regex ***regs; /* per rule, per pattern; compiled at first use */
    struct regex_ctx *ctx;
    hits_t found;
};

static const char *const part_names[PART_COUNT] = {
    [PART_VALUE] = "value",   [PART_SUBJECT] = "subject", [PART_OBJECT] = "object",
    [PART_PERIOD] = "period", [PART_BASE] = "base",       [PART_QUOTE] = "quote",
    [PART_TOP] = "top",
};

struct matcher *matcher_new(const struct claim_rules *rules, bool ungated)
{
    struct matcher *m = xcalloc(1, sizeof(*m));
    m->rules = rules;
    m->ungated = ungated;
    m->ctx = regex_ctx_new();
    m->kinds = xcalloc(rules->v.n + 1, sizeof(*m->kinds));
    m->regs = xcalloc(rules->v.n + 1, sizeof(*m->regs));
    for (size_t i = 0; i < rules->v.n; i++) {
        m->kinds[i] = claim_kind_of(str_c(rules->v.p[i].kind));
        m->regs[i] = xcalloc(rules->v.p[i].n_patterns, sizeof(**m->regs));
    }
    return m;
}

void matcher_free(struct matcher *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->rules->v.n; i++) {
        for (uint32_t k = 0; k < m->rules->v.p[i].n_patterns; k++)
            regex_free(m->regs[i][k]);
        free(m->regs[i]);
    }
    free(m->regs);
    free(m->kinds);
    regex_ctx_free(m->ctx);
    VEC_FREE(&m->found);
    free(m);
}

static const struct regex *regex_of(struct matcher *m, size_t rule, uint32_t pattern)
{
    const struct claim_pattern *p = &m->rules->v.p[rule].patterns[pattern];
    if (p->ready)
        return p->ready;
    struct regex **slot = &m->regs[rule][pattern];
    if (*slot)
        return *slot;
    struct err e;
    size_t offset;
    *slot = regex_compile(str_c(p->regex), CLAIM_REGEX_FLAGS, &e, &offset);
    if (!*slot)
        BUG("pattern of '%s': %s at %zu", m->rules->v.p[rule].id, e.msg, offset);
    return *slot;
}

/* ---- finding ---- */

static bool need_met(const struct sym_need *n, const struct symset *s)
{
    for (uint32_t i = 0; i < n->n; i++)
        if (symset_has(s, n->syms[i]))
            return true;
    return false;
}

static bool context_fits(const struct claim_rule *r, const struct cells *c,
                         const struct symset *context)
{
    if (r->off)
        return false;
    for (uint32_t i = 0; i < r->n_when; i++)
        if (!need_met(&r->when[i], context))
            return false;
    return !r->unless.n || !need_met(&r->unless, &c->present);
}

static struct cell_span span_of(const struct cells *c, uint32_t from, uint32_t to)
{
    return (struct cell_span){(uint16_t)cells_index(c, from),
                              (uint16_t)cells_index(c, to)};
}

static void read_hit(struct matcher *m, const struct regex *re, const struct cells *c,
                     struct hit *h)
{
    uint32_t from, to;
    for (int i = 0; i < PART_COUNT; i++) {
        h->part[i] = (struct cell_span){NO_CELL, NO_CELL};
        if (regex_named(re, m->ctx, part_names[i], &from, &to) && to > from)
            h->part[i] = span_of(c, from, to);
    }
    regex_group(m->ctx, 0, &from, &to);
    struct cell_span all = span_of(c, from, to);
    h->from = all.from;
    h->to = all.to;
    h->value = h->rule->value ? NO_CELL : h->part[PART_VALUE].from;
}

/* The same rule found the same number before (from an earlier start). */
static bool is_known(const struct matcher *m, const struct hit *h)
{
    for (size_t i = m->found.n; i-- > 0;) {
        const struct hit *o = &m->found.p[i];
        if (o->rule != h->rule)
            return false;
        if (o->value == h->value &&
            (h->value != NO_CELL ||
             (h->part[PART_QUOTE].from == o->part[PART_QUOTE].from && h->from < o->to)))
            return true;
    }
    return false;
}

static void run_pattern(struct matcher *m, const struct cells *c, size_t rule,
                        uint32_t pattern)
{
    const struct regex *re = regex_of(m, rule, pattern);
    struct str s = buf_str(&c->s);
    size_t at = 0;
    for (int n = 0; n < MATCHES_MAX && at < s.n && m->found.n < HITS_MAX; n++) {
        struct hit h = {.rule = &m->rules->v.p[rule], .kind = m->kinds[rule]};
        if (regex_find(re, m->ctx, s, at, s.n) != REGEX_YES)
            return;
        read_hit(m, re, c, &h);
        if ((h.value != NO_CELL || h.rule->value || h.kind == KIND_COMPARISON ||
             h.kind == KIND_DATE || h.kind < 0) &&
            h.to > h.from && !is_known(m, &h))
            VEC_PUSH(&m->found, h);
        size_t next = (size_t)h.from + 1;
        at = next < c->v.n ? c->v.p[next].at : s.n;
    }
}

/* ---- choosing ---- */

static bool better(const struct hit *a, const struct hit *b)
{
    if (a->rule->priority != b->rule->priority)
        return a->rule->priority > b->rule->priority;
    if (a->to - a->from != b->to - b->from)
        return a->to - a->from > b->to - b->from;
    return a->rule < b->rule;
}

/* Where a hit without a number stands: its quote if it has one. */
static struct cell_span place_of(const struct hit *h)
{
    struct cell_span q = h->part[PART_QUOTE];
    return q.from != NO_CELL && h->value == NO_CELL ? q
                                                    : (struct cell_span){h->from, h->to};
}

static bool overlap(const struct hit *a, const struct hit *b)
{
    struct cell_span p = place_of(a), q = place_of(b);
    return p.from < q.to && q.from < p.to;
}

/* Two hits that cannot both stand: one number, or two readings of the same
 * words without a number. */
static bool collide(const struct hit *a, const struct hit *b)
{
    if (a->value != NO_CELL && b->value != NO_CELL)
        return a->value == b->value;
    if (a->value == NO_CELL && b->value == NO_CELL)
        return overlap(a, b);
    bool alike = a->kind == b->kind || (a->kind == KIND_RANK && b->kind == KIND_COUNT) ||
                 (a->kind == KIND_COUNT && b->kind == KIND_RANK) || a->kind < 0 ||
                 b->kind < 0;
    return alike && overlap(a, b);
}

static const char *loss_reason(const struct hit *loser, const struct hit *winner)
{
    if (winner->kind < 0)
        return "no claim";
    if (loser->rule->priority != winner->rule->priority)
        return "lower priority";
    return loser->kind == winner->kind ? "same value twice" : "shorter";
}

static int by_rank(const void *x, const void *y)
{
    const struct hit *a = x, *b = y;
    return better(a, b) ? -1 : better(b, a) ? 1 : 0;
}

static int by_place(const void *x, const void *y)
{
    const struct hit *a = x, *b = y;
    int pa = a->value != NO_CELL ? a->value : place_of(a).from;
    int pb = b->value != NO_CELL ? b->value : place_of(b).from;
    return pa - pb;
}

static void choose(struct matcher *m, hits_t *out, lost_t *losers)
{
    if (m->found.n > 1)
        qsort(m->found.p, m->found.n, sizeof(*m->found.p), by_rank);
    for (size_t i = 0; i < m->found.n; i++) {
        const struct hit *h = &m->found.p[i];
        size_t k = 0;
        while (k < out->n && !collide(h, &out->p[k]))
            k++;
        if (k == out->n) {
            VEC_PUSH(out, *h);
        } else if (losers) {
            struct lost l = {*h, out->p[k].rule, loss_reason(h, &out->p[k])};
            VEC_PUSH(losers, l);
        }
    }
    size_t n = 0;
    for (size_t i = 0; i < out->n; i++)
        if (out->p[i].kind >= 0)
            out->p[n++] = out->p[i];
    out->n = n;
    if (n > 1)
        qsort(out->p, n, sizeof(*out->p), by_place);
}

void matcher_run(struct matcher *m, const struct cells *c, const struct symset *context,
                 hits_t *out, lost_t *losers)
{
    VEC_CLEAR(&m->found);
    VEC_CLEAR(out);
    for (size_t i = 0; i < m->rules->v.n && m->found.n < HITS_MAX; i++) {
        const struct claim_rule *r = &m->rules->v.p[i];
        if (!context_fits(r, c, context))
            continue;
        for (uint32_t k = 0; k < r->n_patterns; k++)
            if (m->ungated || claim_pattern_gate(&r->patterns[k], &c->present))
                run_pattern(m, c, i, k);
    }
    choose(m, out, losers);
}
