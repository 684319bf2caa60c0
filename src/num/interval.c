/*
 * Comparison and corner arithmetic of intervals.  An empty interval (bounds
 * crossed, or equal and not both closed) is a subset of all and disjoint from
 * all, as sets are.
 */
#include "num/interval.h"

struct interval interval_point(crat v)
{
    return interval_closed(v, v);
}

struct interval interval_closed(crat lo, crat hi)
{
    return (struct interval){lo, hi, true, true};
}

static bool above_lo(const struct interval *c, crat v)
{
    int cmp = c->lo ? rat_cmp(v, c->lo) : 1;

    return cmp > 0 || (cmp == 0 && c->lo_closed);
}

static bool below_hi(const struct interval *c, crat v)
{
    int cmp = c->hi ? rat_cmp(v, c->hi) : -1;

    return cmp < 0 || (cmp == 0 && c->hi_closed);
}

bool interval_has(const struct interval *c, crat v)
{
    return above_lo(c, v) && below_hi(c, v);
}

/* All of a stands left of all of b. */
static bool left_of(const struct interval *a, const struct interval *b)
{
    int cmp = a->hi && b->lo ? rat_cmp(a->hi, b->lo) : 1;

    return cmp < 0 || (cmp == 0 && !(a->hi_closed && b->lo_closed));
}

static bool is_empty(const struct interval *a)
{
    return left_of(a, a);
}

bool interval_subset(const struct interval *d, const struct interval *c)
{
    if (is_empty(d))
        return true;
    if (c->lo && (!d->lo || rat_cmp(d->lo, c->lo) < 0 ||
                  (rat_cmp(d->lo, c->lo) == 0 && d->lo_closed && !c->lo_closed)))
        return false;
    if (c->hi && (!d->hi || rat_cmp(d->hi, c->hi) > 0 ||
                  (rat_cmp(d->hi, c->hi) == 0 && d->hi_closed && !c->hi_closed)))
        return false;
    return true;
}

bool interval_disjoint(const struct interval *a, const struct interval *b)
{
    return is_empty(a) || is_empty(b) || left_of(a, b) || left_of(b, a);
}

bool interval_is_point(const struct interval *a)
{
    return a->lo && a->hi && a->lo_closed && a->hi_closed && rat_cmp(a->lo, a->hi) == 0;
}

struct interval interval_add(struct rats *p, const struct interval *a,
                             const struct interval *b)
{
    return interval_closed(a->lo && b->lo ? rat_add(p, a->lo, b->lo) : NULL,
                           a->hi && b->hi ? rat_add(p, a->hi, b->hi) : NULL);
}

struct interval interval_sub(struct rats *p, const struct interval *a,
                             const struct interval *b)
{
    return interval_closed(a->lo && b->hi ? rat_sub(p, a->lo, b->hi) : NULL,
                           a->hi && b->lo ? rat_sub(p, a->hi, b->lo) : NULL);
}

struct interval interval_scale(struct rats *p, const struct interval *a, crat by)
{
    crat lo, hi;

    if (rat_sgn(by) == 0)
        return interval_point(rat_new(p));
    lo = a->lo ? rat_mul(p, a->lo, by) : NULL;
    hi = a->hi ? rat_mul(p, a->hi, by) : NULL;
    return rat_sgn(by) > 0 ? interval_closed(lo, hi) : interval_closed(hi, lo);
}

/* a / b for b > 0: monotone in b, falling or rising by the sign of a's bound. */
static bool div_by_positive(struct rats *p, const struct interval *a,
                            const struct interval *b, struct interval *out)
{
    crat under_lo, under_hi, lo, hi = NULL;

    if (!a->lo || (!a->hi && rat_sgn(a->lo) < 0) || (!b->hi && rat_sgn(a->lo) < 0))
        return false;
    under_lo = rat_sgn(a->lo) >= 0 ? b->hi : b->lo;
    lo = under_lo ? rat_div(p, a->lo, under_lo) : rat_new(p);
    if (a->hi) {
        under_hi = rat_sgn(a->hi) >= 0 ? b->lo : b->hi;
        hi = rat_div(p, a->hi, under_hi);
    }
    *out = interval_closed(lo, hi);
    return true;
}

bool interval_div(struct rats *p, const struct interval *a, const struct interval *b,
                  struct interval *out)
{
    struct interval minus_a, minus_b;
    rat minus_one;

    if (b->lo && rat_sgn(b->lo) > 0)
        return div_by_positive(p, a, b, out);
    if (!b->hi || rat_sgn(b->hi) >= 0)
        return false;
    minus_one = rat_i64(p, -1);
    minus_a = interval_scale(p, a, minus_one);
    minus_b = interval_scale(p, b, minus_one);
    return div_by_positive(p, &minus_a, &minus_b, out);
}

/* x / (x + rest); an unbounded rest leaves 0, an unbounded x leaves 1. */
static crat share_corner(struct rats *p, crat x, crat rest)
{
    if (!x)
        return rat_i64(p, 1);
    return rest ? rat_div(p, x, rat_add(p, x, rest)) : rat_new(p);
}

bool interval_share(struct rats *p, const struct interval *x, const struct interval *rest,
                    struct interval *out)
{
    if (!x->lo || !rest->lo || rat_sgn(x->lo) < 0 || rat_sgn(rest->lo) < 0)
        return false;
    if (rat_sgn(x->lo) == 0 && rat_sgn(rest->lo) == 0)
        return false;
    *out = interval_closed(share_corner(p, x->lo, rest->hi),
                           share_corner(p, x->hi, rest->lo));
    return true;
}
