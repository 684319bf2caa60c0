/*
 * Sets of values between two bounds.  C (what a wording allows) and D (what
 * the data allow) are both of this kind; a NULL bound is infinite.
 */
#ifndef CC_NUM_INTERVAL_H
#define CC_NUM_INTERVAL_H

#include "num/rat.h"

struct interval {
    crat lo, hi;              /* NULL: unbounded */
    bool lo_closed, hi_closed;
};

/* [v, v]. */
struct interval interval_point(crat v);
/* [lo, hi]; a NULL bound is infinite. */
struct interval interval_closed(crat lo, crat hi);
/* v lies in c. */
bool interval_has(const struct interval *c, crat v);
/* D in C; an empty interval is in every one. */
bool interval_subset(const struct interval *d, const struct interval *c);
/* No value in common. */
bool interval_disjoint(const struct interval *a, const struct interval *b);
/* One value, both ends closed. */
bool interval_is_point(const struct interval *a);
/* Corner evaluation: the results are closed.  Where false is returned, out is
 * untouched. */

/* a + b; an infinite bound stays infinite, here and in the next two. */
struct interval interval_add(struct rats *p, const struct interval *a,
                             const struct interval *b);
/* a - b. */
struct interval interval_sub(struct rats *p, const struct interval *a,
                             const struct interval *b);
/* a / b, for b on one side of 0.  An unbounded side is followed only for a >= 0
 * and b > 0 (a lower bound divided, or dividing); else false. */
bool interval_div(struct rats *p, const struct interval *a, const struct interval *b,
                  struct interval *out);
/* a * by; a negative factor turns the ends around. */
struct interval interval_scale(struct rats *p, const struct interval *a, crat by);
/* x / (x + rest), both intervals non-negative: monotone in each, so the share
 * is [x.lo/(x.lo+rest.hi), x.hi/(x.hi+rest.lo)]; false when the whole may be 0. */
bool interval_share(struct rats *p, const struct interval *x, const struct interval *rest,
                    struct interval *out);

#endif
