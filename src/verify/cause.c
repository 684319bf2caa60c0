/*
 * The order in which causes are tried, and how far off the number is.
 */
#include "verify/cause.h"

static cause_fn *const order[] = {
    cause_scale,  cause_points, cause_n_minus_one, cause_period, cause_entity,
    cause_metric, cause_week,   cause_transposed,  cause_stale,
};

bool hunt_fits(const struct hunt *h, const struct allowed *a, const struct interval *d)
{
    return interval_subset(d, h->loose ? &a->close : &a->ok);
}

bool hunt_named(struct hunt *h, enum cause cause, const char *text)
{
    h->j->cause = cause;
    h->j->cause_text = text;
    return true;
}

const char *hunt_show(const struct hunt *h, const struct interval *d)
{
    const char *unit = h->cl->unit ? h->cl->unit : "";

    if (strcmp(unit, "tokens") == 0)
        return show_tokens(h->c, d);
    if (strcmp(unit, "percent") == 0)
        return show_percent(h->c, d, "%");
    if (strcmp(unit, "points") == 0)
        return show_percent(h->c, d, " points");
    if (strncmp(unit, "usd", 3) == 0 && d->lo)
        return show_usd(h->c, rat_decimal(h->c->a, d->lo));
    if (h->cl->kind == KIND_DATE && d->lo)
        return show_date(h->c, (date_t)mpz_get_si(mpq_numref(d->lo)));
    return show_plain(h->c, d);
}

void cause_find(struct ctx *c, const struct claim *cl, const struct trial *t,
                struct judgement *j)
{
    struct hunt h = {.c = c, .cl = cl, .t = t, .j = j};

    for (int round = 0; round < 2; round++) {
        h.loose = round == 1;
        for (size_t i = 0; i < ARRAY_LEN(order); i++)
            if (order[i](&h))
                return;
    }
}

bool cause_is_slip(struct ctx *c, const struct claim *cl, const struct trial *t)
{
    static cause_fn *const slips[] = {cause_scale, cause_points, cause_n_minus_one,
                                      cause_transposed};
    struct judgement j = {0};
    struct hunt h = {.c = c, .cl = cl, .t = t, .j = &j, .own = true};

    for (size_t i = 0; i < ARRAY_LEN(slips); i++)
        if (slips[i](&h))
            return true;
    return false;
}

/* ---- direction and deviation ---- */

static crat nearest(const struct interval *d, crat x)
{
    if (d->lo && (rat_cmp(x, d->lo) < 0 || !d->hi))
        return d->lo;
    return d->hi;
}

static enum direction direction_of(const struct claim *cl, const struct interval *d,
                                   crat x)
{
    crat y = nearest(d, x);
    int above;

    if (cl->kind == KIND_RANK || cl->kind == KIND_COMPARISON)
        return DIR_WRONG_ORDER;
    if (cl->kind == KIND_DATE || !y)
        return DIR_NONE;
    if (rat_sgn(x) * rat_sgn(y) < 0)
        return DIR_WRONG_SIGN;
    above = rat_cmp(x, y) * (rat_sgn(x) < 0 ? -1 : 1);
    if (above == 0) /* "less than 5" when it is 5 or more */
        above = cl->hedge == HEDGE_OVER || cl->hedge == HEDGE_AT_LEAST ? 1 : -1;
    return above > 0 ? DIR_OVERSTATED : DIR_UNDERSTATED;
}

static const char *signed_text(struct ctx *c, crat v, int places, const char *unit)
{
    return arena_printf(c->a, "%s%s%s", rat_sgn(v) > 0 ? "+" : "",
                        rat_fixed(c->a, v, places), unit);
}

static const char *deviation_text(struct ctx *c, const struct claim *cl,
                                  const struct interval *d, crat x)
{
    crat y = nearest(d, x), off;
    const char *unit = cl->unit ? cl->unit : "";

    if (!y)
        return NULL;
    off = rat_sub(c->p, x, y);
    if (strcmp(unit, "percent") == 0 || strcmp(unit, "points") == 0)
        return signed_text(c, off, 1, " points");
    if (cl->kind == KIND_RANK)
        return signed_text(c, off, 0, " places");
    if (cl->kind == KIND_DATE)
        return signed_text(c, off, 0, " days");
    if (rat_sgn(y) == 0)
        return NULL;
    off = rat_mul(c->p, rat_div(c->p, off, rat_abs(c->p, y)), rat_i64(c->p, 100));
    return signed_text(c, off, 1, "%");
}

void deviation_find(struct ctx *c, const struct claim *cl, const struct trial *t,
                    struct judgement *j)
{
    const struct interval *d = &t->v[t->main].d;
    crat x = cl->num.value;

    if (cl->kind == KIND_DATE)
        x = rat_i64(c->p, cl->date);
    if (cl->kind == KIND_COMPARISON) {
        j->direction = DIR_WRONG_ORDER;
        return;
    }
    if (!x)
        return;
    if (cl->num.hi && d->lo && rat_cmp(d->lo, cl->num.hi) > 0)
        x = cl->num.hi;
    j->direction = direction_of(cl, d, x);
    j->deviation = deviation_text(c, cl, d, x);
}
