/*
 * What models are listed at: prices, their ratios, orders and cuts, context
 * lengths.  USD per million tokens, exact.
 */
#include "verify/listing.h"

/* The q->nth candidate of one side as a point with its row of evidence. */
static enum found listed_value(struct ctx *c, const struct query *q, int side,
                               struct interval *d, struct listed *l, struct answer *out)
{
    const struct who *w = side ? &q->object : &q->subject;
    struct listed v[LISTING_MAX];
    struct row *row;
    rat value;
    int n, places, sig;

    if (w->n != 1 || w->set != SET_MODELS || q->window.to == DATE_NONE)
        return FOUND_NOTHING;
    n = listing_find(c, w->ents[0], q->metric, q->window.to, v);
    if (n < 0)
        return FOUND_ERROR;
    if (q->nth[side] >= n)
        return FOUND_NOTHING;
    *l = v[q->nth[side]];
    if (!rat_parse(c->p, str_c(l->value), &value, &places, &sig))
        return FOUND_NOTHING;
    *d = interval_point(value);
    row = ARENA_NEW(c->a, struct row);
    *row = (struct row){"prices",    l->model_id, l->valid.from,
                        l->valid.to, l->value,    l->snapshot};
    rows_join(c, &out->rows, &(struct rows){row, 1, 1});
    return FOUND;
}

enum found eval_price(struct ctx *c, const struct query *q, struct answer *out)
{
    struct listed l;
    enum found found = listed_value(c, q, 0, &out->d, &l, out);

    if (found != FOUND)
        return found;
    out->shown = show_usd(c, l.value);
    return FOUND;
}

static enum found both_values(struct ctx *c, const struct query *q, struct interval d[2],
                              struct listed l[2], struct answer *out)
{
    enum found found = listed_value(c, q, 0, &d[0], &l[0], out);

    if (found == FOUND)
        found = listed_value(c, q, 1, &d[1], &l[1], out);
    return found;
}

enum found eval_price_ratio(struct ctx *c, const struct query *q, struct answer *out)
{
    struct interval d[2];
    struct listed l[2];
    enum found found = both_values(c, q, d, l, out);

    if (found != FOUND || rat_sgn(d[1].lo) == 0)
        return found == FOUND ? FOUND_NOTHING : found;
    out->d = over(c->p, &d[0], &d[1]);
    if (q->increase)
        out->d = shift(c->p, &out->d, -1);
    out->formula = word(c, "%s / %s%s", show_usd(c, l[0].value), show_usd(c, l[1].value),
                        q->increase ? " - 1" : "");
    out->shown = show_plain(c, &out->d);
    return FOUND;
}

enum found eval_price_order(struct ctx *c, const struct query *q, struct answer *out)
{
    struct interval d[2];
    struct listed l[2];
    enum found found = both_values(c, q, d, l, out);

    if (found != FOUND)
        return found;
    out->d = minus(c->p, &d[0], &d[1]);
    out->formula =
        word(c, "%s against %s", show_usd(c, l[0].value), show_usd(c, l[1].value));
    out->shown = show_plain(c, &out->d);
    return FOUND;
}

/* From the value before the one that holds on the day to that one. */
enum found eval_price_cut(struct ctx *c, const struct query *q, struct answer *out)
{
    struct query before = *q;
    struct interval now, then, ratio;
    struct listed l[2];
    enum found found = listed_value(c, q, 0, &now, &l[0], out);

    if (found != FOUND)
        return found;
    before.nth[0] = q->nth[0];
    before.window.to = q->base.to != DATE_NONE ? q->base.to : l[0].valid.from - 1;
    found = listed_value(c, &before, 0, &then, &l[1], out);
    if (found != FOUND || rat_sgn(then.lo) == 0)
        return found == FOUND ? FOUND_NOTHING : found;
    ratio = over(c->p, &now, &then);
    ratio = times(c->p, &ratio, 100, 1);
    out->d = shift(c->p, &ratio, -100);
    out->formula =
        word(c, "%s / %s - 1", show_usd(c, l[0].value), show_usd(c, l[1].value));
    out->shown = show_percent(c, &out->d, "%");
    return FOUND;
}

enum found eval_context(struct ctx *c, const struct query *q, struct answer *out)
{
    struct listed l;
    enum found found = listed_value(c, q, 0, &out->d, &l, out);

    if (found != FOUND)
        return found;
    out->shown = word(c, "%s tokens", l.value);
    if (q->binary_k) {
        out->d = times(c->p, &out->d, 1000, 1024);
        out->formula = word(c, "%s / 1024 x 1000", l.value);
    }
    return FOUND;
}
