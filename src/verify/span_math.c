/*
 * Arithmetic on what the data allow: amounts that are not negative and may be
 * known only from below.
 */
#include "verify/eval.h"

struct interval over(struct rats *p, const struct interval *a, const struct interval *b)
{
    bool no_top = !a->hi || !b->lo || rat_sgn(b->lo) <= 0;

    return interval_closed(a->lo && b->hi ? rat_div(p, a->lo, b->hi) : rat_new(p),
                           no_top ? NULL : rat_div(p, a->hi, b->lo));
}

struct interval minus(struct rats *p, const struct interval *a, const struct interval *b)
{
    return interval_closed(a->lo && b->hi ? rat_sub(p, a->lo, b->hi) : NULL,
                           a->hi && b->lo ? rat_sub(p, a->hi, b->lo) : NULL);
}

struct interval shift(struct rats *p, const struct interval *a, int64_t by)
{
    struct interval out = *a;

    out.lo = a->lo ? rat_add(p, a->lo, rat_i64(p, by)) : NULL;
    out.hi = a->hi ? rat_add(p, a->hi, rat_i64(p, by)) : NULL;
    return out;
}

struct interval times(struct rats *p, const struct interval *a, int64_t num, int64_t den)
{
    struct interval out = *a;
    crat by = rat_frac(p, num, den);

    out.lo = a->lo ? rat_mul(p, a->lo, by) : NULL;
    out.hi = a->hi ? rat_mul(p, a->hi, by) : NULL;
    return out;
}

struct interval hull(const struct interval *a, const struct interval *b)
{
    struct interval out = {NULL, NULL, true, true};

    if (a->lo && b->lo)
        out.lo = rat_cmp(a->lo, b->lo) <= 0 ? a->lo : b->lo;
    if (a->hi && b->hi)
        out.hi = rat_cmp(a->hi, b->hi) >= 0 ? a->hi : b->hi;
    return out;
}
