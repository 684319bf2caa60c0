/*
 * Exact rationals (GMP).  A pool hands out numbers that live until the pool
 * is cleared: one pool an article, so nobody frees a number.
 */
#ifndef CC_NUM_RAT_H
#define CC_NUM_RAT_H

#include <gmp.h>

#include "base/arena.h"

typedef mpq_ptr rat;         /* owned by its pool; canonical */
typedef mpq_srcptr crat;

struct rats;                  /* pool */
struct rats *rats_new(void);
/* Frees the pool and every number of it; NULL is fine. */
void rats_free(struct rats *p);
void rats_clear(struct rats *p);              /* all numbers are gone */
rat rat_new(struct rats *p);                  /* 0 */
rat rat_i64(struct rats *p, int64_t v);
rat rat_frac(struct rats *p, int64_t num, int64_t den); /* den != 0 */
rat rat_dup(struct rats *p, crat v);
/* a + b. */
rat rat_add(struct rats *p, crat a, crat b);
/* a - b. */
rat rat_sub(struct rats *p, crat a, crat b);
/* a * b. */
rat rat_mul(struct rats *p, crat a, crat b);
rat rat_div(struct rats *p, crat a, crat b);  /* b != 0, else BUG */
rat rat_neg(struct rats *p, crat a);
/* |v|. */
rat rat_abs(struct rats *p, crat a);
/* 10^exp; |exp| up to 10,000, else BUG. */
rat rat_pow10(struct rats *p, int exp);
/* Negative, 0 or positive as a is less than, equal to, greater than b. */
int rat_cmp(crat a, crat b);
/* -1, 0 or 1. */
int rat_sgn(crat a);

/* A decimal as printed: optional sign, digits with ',' '_' ' ' groups already
 * removed, optional fraction.  *places: digits after the point (trailing
 * zeros count); *sig: significant digits printed.  False when s is none. */
bool rat_parse(struct rats *p, struct str s, rat *out, int *places, int *sig);
/* Shortest exact decimal when it terminates within 20 places, else rounded
 * half away from zero to 6 significant fraction digits, zeros dropped.  Arena-owned. */
char *rat_decimal(struct arena *a, crat v);
/* Rounded half away from zero to `places` decimals, zeros kept. */
char *rat_fixed(struct arena *a, crat v, int places);
/* For people: 5156000000000 -> "5.156T" with up to `sig` significant digits,
 * zeros dropped, rounded half away from zero; the whole part is never cut, and
 * has commas.  T is the largest letter, K is used only from 10,000. */
char *rat_human(struct arena *a, crat v, int sig);
/* Place value of the last non-zero digit of an integer or decimal; 1 for 0.
 * 600000000000 -> 100000000000; 0.25 -> 0.01; 1/3 -> 0, it has none. */
rat rat_last_place(struct rats *p, crat v);

#endif
