/*
 * The graph of the article's figures: prepares the intervals, asks
 * internal_find.c for every way to derive a figure and keeps the outcome.
 */
#include "verify/internal.h"

#include "verify/firm.h"

static uint32_t block_of(const struct doc *d, const struct claim *cl)
{
    return cl->sentence < d->sentences.n ? d->sentences.p[cl->sentence].block
                                         : UINT32_MAX;
}

static void prepare(struct graph *g)
{
    struct ctx *c = g->c;
    size_t n = c->claims->v.n;

    g->d = ARENA_ARRAY(c->a, struct interval, n ? n : 1);
    g->block = ARENA_ARRAY(c->a, uint32_t, n ? n : 1);
    for (size_t i = 0; i < n; i++) {
        const struct claim *cl = &c->claims->v.p[i];
        struct wording w = wording_of(c->doc, cl);
        struct allowed allowed;

        g->block[i] = block_of(c->doc, cl);
        if (!cl->num.value)
            continue;
        allowed_of(&c->v->tables.allow, c->p, &w, &allowed);
        g->d[i] = allowed.close;
    }
}

static bool is_right(const struct judgement *j)
{
    return j->verdict == VERDICT_SUPPORTED || j->verdict == VERDICT_CLOSE;
}

/* The data bear out the figure and all it is derived from: then these are not
 * the figures that were meant. */
static bool borne_out(const struct graph *g, const struct tuple *t)
{
    bool all = is_right(&g->verdicts[g->at]);

    for (uint32_t i = 0; i < t->n; i++)
        all &= is_right(&g->verdicts[t->src[i]]);
    return all;
}

static bool is_firm(const struct graph *g, uint32_t i)
{
    const struct claim *cl = &g->c->claims->v.p[i];
    struct who w;
    enum reason why;

    if (!bind_who(g->c, &cl->subject, &w, &why))
        return true; /* words that stand for themselves */
    return firm_subject(g->c, cl, &w) == REASON_NONE &&
           firm_period(g->c, cl) == REASON_NONE;
}

/* Figures that were bound across other names and times are no witnesses,
 * unless all stand in one sentence. */
static bool firmly_bound(const struct graph *g, const struct tuple *t)
{
    const struct claims *all = g->c->claims;
    bool together = true, firm = is_firm(g, g->at);

    for (uint32_t i = 0; i < t->n; i++) {
        together &= all->v.p[t->src[i]].sentence == all->v.p[g->at].sentence;
        firm &= is_firm(g, t->src[i]);
    }
    return together || firm;
}

void graph_consider(struct graph *g, const struct tuple *t)
{
    bool fits = !interval_disjoint(&t->d, &g->d[g->at]);

    if (g->status == INTERNAL_CONSISTENT && (!fits || g->best.strong || !t->strong))
        return;
    if (fits) {
        g->status = INTERNAL_CONSISTENT;
        g->best = *t;
    } else if (t->strong && g->status == INTERNAL_NONE && !borne_out(g, t) &&
               firmly_bound(g, t)) {
        g->status = INTERNAL_INCONSISTENT;
        g->best = *t;
    }
}

static void keep(struct graph *g, struct internal *out)
{
    const struct tuple *t = &g->best;

    out->status = g->status;
    out->formula =
        t->shown ? arena_printf(g->c->a, "%s = %s", t->formula, t->shown) : t->formula;
    out->n_claims = t->n;
    memcpy(out->claims, t->src, t->n * sizeof(*t->src));
    out->computed = t->d;
}

/* The figures behind an inconsistent one are as suspect as itself, unless the
 * data bear them out. */
static void blame_sources(struct graph *g, struct judgement *v)
{
    for (uint32_t i = 0; i < g->best.n; i++) {
        struct judgement *j = &v[g->best.src[i]];
        uint32_t n = 0;

        if (is_right(j) || j->internal.status == INTERNAL_INCONSISTENT)
            continue;
        j->internal = v[g->at].internal;
        for (uint32_t k = 0; k < g->best.n; k++)
            if (k != i)
                j->internal.claims[n++] = g->best.src[k];
        j->internal.claims[n++] = g->at;
        j->internal.n_claims = n;
    }
}

void internal_check(struct ctx *c, struct judgement *v)
{
    struct graph g = {.c = c, .verdicts = v};

    prepare(&g);
    for (size_t i = 0; i < c->claims->v.n; i++) {
        g.at = (uint32_t)i;
        g.status = INTERNAL_NONE;
        if (!g.d[i].lo && !g.d[i].hi)
            continue;
        graph_find(&g);
        if (g.status == INTERNAL_NONE)
            continue;
        if (v[i].internal.status == INTERNAL_INCONSISTENT &&
            g.status == INTERNAL_CONSISTENT)
            continue;
        keep(&g, &v[i].internal);
        if (g.status == INTERNAL_INCONSISTENT)
            blame_sources(&g, v);
    }
}
