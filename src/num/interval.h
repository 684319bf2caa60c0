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

struct interval interval_point(crat v);
struct interval interval_closed(crat lo, crat hi);
bool interval_has(const struct interval *c, crat v);
bool interval_subset(const struct interval *d, const struct interval *c); /* D in C */
bool interval_disjoint(const struct interval *a, const struct interval *b);
bool interval_is_point(const struct interval *a);
/* Closed results of corner evaluation; the inputs must be bounded, and a
 * divisor must not contain 0 (false is returned, out untouched). */
struct interval interval_add(struct rats *p, const struct interval *a, const struct interval *b);
struct interval interval_sub(struct rats *p, const struct interval *a, const struct interval *b);
bool interval_div(struct rats *p, const struct interval *a, const struct interval *b,
                  struct interval *out);
struct interval interval_scale(struct rats *p, const struct interval *a, crat by);
/* x / (x + rest), both intervals non-negative: monotone in each, so the share
 * is [x.lo/(x.lo+rest.hi), x.hi/(x.hi+rest.lo)]; false when the whole may be 0. */
bool interval_share(struct rats *p, const struct interval *x, const struct interval *rest,
                    struct interval *out);

#endif
