/*
 * The values that gate derivation computes with: small sets of literals, and
 * what is known of a part of a pattern.
 */
#ifndef CC_RULE_GATE_SET_H
#define CC_RULE_GATE_SET_H

#include "rule/gate.h"

/* A set of literals; n 0 means "not known". */
struct lits {
    struct str *v;
    uint32_t n;
};
/* A requirement: one of the literals stands between near and far bytes after
 * the start of the part. */
struct need {
    struct lits lits;
    uint32_t near, far;
};
/* What is known of a part of a pattern. */
struct part {
    uint32_t min, max; /* length in bytes; max may be GATE_FAR */
    struct lits exact; /* the part matches exactly one of these, or not known */
    struct lits pre;   /* it begins with one of these; only where exact is not known */
    struct lits suf;   /* it ends with one of these; likewise */
    struct need need;  /* lits.n 0: none */
    struct need also;  /* a second requirement, which holds as well */
};

/* Saturating at GATE_FAR. */
uint32_t len_add(uint32_t a, uint32_t b);
/* Saturating product; anything times 0 is 0. */
uint32_t len_mul(uint32_t a, uint32_t b);

struct lits lits_one(struct arena *a, struct str s); /* s is copied */
/* Every member of x followed by every member of y; n 0 when that is too many
 * or either is not known. */
struct lits lits_product(struct arena *a, struct lits x, struct lits y);
/* Members of both; n 0 when that is too many or either is not known. */
struct lits lits_union(struct arena *a, struct lits x, struct lits y);
/* A copy whose members can be cut without changing x. */
struct lits lits_copy(struct arena *a, struct lits x);
/* Without the empty string. */
struct lits lits_full(struct arena *a, struct lits x);
/* Is the empty string a member? */
bool lits_have_empty(struct lits x);

/* The better (rarer in prose) of two requirements. */
struct need need_better(struct need x, struct need y);
/* A requirement from an exact set at an offset; none if it has the empty string. */
struct need need_of(struct arena *a, struct lits x, uint32_t near, uint32_t far);
/* The same requirement seen from min to max bytes farther left. */
struct need need_shift(struct need x, uint32_t min, uint32_t max);
/* Either of two requirements; none if one is none. */
struct need need_or(struct arena *a, struct need x, struct need y);
/* The part's own best requirement, from `need` or its exact set. */
struct need part_need(struct arena *a, const struct part *p);
/* The best requirement that follows from either of two parts. */
struct need need_either(struct arena *a, const struct part *x, const struct part *y);
/* What the part begins and ends with: from its exact set, or pre and suf. */
struct lits part_pre(const struct part *p);
/* Likewise its end. */
struct lits part_suf(const struct part *p);
/* Takes a requirement into a part as the best or second best it has. */
void part_require(struct part *p, struct need x);
/* Longest and shortest member of a set. */
uint32_t lits_longest(struct lits x);
/* Likewise the shortest; 0 for none. */
uint32_t lits_shortest(struct lits x);
/* Does every literal of x hold one of y? */
bool lits_imply(struct lits x, struct lits y);
/* Drops literals that hold another one of the set, widening the window. */
void need_absorb(struct need *x);

#endif
