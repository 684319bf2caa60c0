/*
 * Sends a query to its evaluator.
 */
#include "verify/query.h"

#include "verify/eval.h"

static eval_fn *const evaluators[OP_N] = {
    [OP_LEVEL] = eval_level,
    [OP_SHARE] = eval_share,
    [OP_GROWTH] = eval_growth,
    [OP_SHARE_GROWTH] = eval_share_growth,
    [OP_RATIO] = eval_ratio,
    [OP_DIFF] = eval_diff,
    [OP_POINTS] = eval_points,
    [OP_RANK] = eval_rank,
    [OP_COUNT_TOP] = eval_count_top,
    [OP_COUNT] = eval_count,
    [OP_STREAK] = eval_streak,
    [OP_RECORD] = eval_record,
    [OP_ORDER] = eval_order,
    [OP_PRICE] = eval_price,
    [OP_PRICE_RATIO] = eval_price_ratio,
    [OP_PRICE_ORDER] = eval_price_order,
    [OP_PRICE_CUT] = eval_price_cut,
    [OP_CONTEXT] = eval_context,
    [OP_DATE] = eval_date,
};

enum found query_answer(struct ctx *c, const struct query *q, struct answer *out)
{
    memset(out, 0, sizeof(*out));
    if (q->op == OP_NONE || !c->v->store)
        return out->found = FOUND_NOTHING;
    return out->found = evaluators[q->op](c, q, out);
}

static bool same_who(const struct who *a, const struct who *b)
{
    if (a->set != b->set || a->n != b->n || a->top != b->top ||
        a->open_set != b->open_set)
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (a->ents[i] != b->ents[i])
            return false;
    return true;
}

static bool same_span(const struct span *a, const struct span *b)
{
    return a->from == b->from && a->to == b->to;
}

bool query_same(const struct query *a, const struct query *b)
{
    return a->op == b->op && a->metric == b->metric &&
           same_who(&a->subject, &b->subject) && a->has_object == b->has_object &&
           same_who(&a->object, &b->object) && a->pool == b->pool &&
           a->whole == b->whole && same_span(&a->window, &b->window) &&
           same_span(&a->base, &b->base) && a->mean == b->mean &&
           a->increase == b->increase && a->binary_k == b->binary_k && a->by == b->by &&
           a->within == b->within && a->maximum == b->maximum &&
           a->vintage == b->vintage && a->nth[0] == b->nth[0] && a->nth[1] == b->nth[1];
}
