/*
 * "For the first time": what holds in the claim's window must hold in no
 * earlier one of the series.
 */
#include "verify/judge.h"

/* Kinds of statement that can be true of one week and not of another: an
 * order, a place, a bound.  A figure to the digit is never the first. */
static bool can_be_first(const struct claim *cl)
{
    bool bound = cl->hedge == HEDGE_OVER || cl->hedge == HEDGE_AT_LEAST ||
                 cl->hedge == HEDGE_UNDER;

    if (cl->kind == KIND_COMPARISON || cl->kind == KIND_RANK)
        return true;
    return bound && (cl->kind == KIND_LEVEL || cl->kind == KIND_SHARE);
}

static char unit_of(const struct span *s)
{
    if (span_is_month(s))
        return 'm';
    return span_is_week(s) ? 'w' : s->from == s->to ? 'd' : 0;
}

/* Held `n` units before?  False also when there are no figures; *seen says. */
static bool held(struct ctx *c, const struct trial *t, int n, char unit, struct query *q,
                 bool *seen)
{
    struct answer a;
    struct interval d;

    *q = t->v[t->main].spec.q;
    q->window = span_back(q->window, n, unit);
    q->vintage = DATE_NONE;
    c->mute = true;
    *seen = query_answer(c, q, &a) == FOUND;
    c->mute = false;
    if (!*seen)
        return false;
    d = times(c->p, &a.d, t->binding.scale_num, t->binding.scale_den);
    return judge(&t->allowed, &d) == VERDICT_SUPPORTED;
}

void trial_first(struct ctx *c, const struct claim *cl, struct trial *t)
{
    int limit = tables_limit(&c->v->tables, "record_weeks");
    char unit;

    if (!cl->first || !can_be_first(cl) || t->n == 0 ||
        (t->verdict != VERDICT_SUPPORTED && t->verdict != VERDICT_CLOSE))
        return;
    unit = unit_of(&t->v[t->main].spec.q.window);
    for (int n = 1; unit && n <= limit; n++) {
        struct query q;
        struct answer a;
        bool seen;

        if (held(c, t, n, unit, &q, &seen) && query_answer(c, &q, &a) == FOUND) {
            t->earlier = arena_printf(c->a, "%s%s%s%s, %s", a.formula ? a.formula : "",
                                      a.formula ? " (" : "", a.shown,
                                      a.formula ? ")" : "", show_span(c, &q.window));
            t->verdict =
                t->binding.tie == TIE_FIRM ? VERDICT_CONTRADICTED : VERDICT_INSUFFICIENT;
            t->reason = t->binding.loose;
            return;
        }
        if (!seen)
            return;
    }
}
