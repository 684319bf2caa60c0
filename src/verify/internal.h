/*
 * The article against itself: every derived figure recomputed from those that
 * it can come from, with the rounding of both sides, in any subject and with
 * no data at all.  The report says that one of the numbers is off, not which.
 */
#ifndef CC_VERIFY_INTERNAL_H
#define CC_VERIFY_INTERNAL_H

#include "verify/eval.h"

enum { TUPLE_MAX = 8 };

/* One way to come from figures of the article to another one. */
struct tuple {
    uint32_t src[TUPLE_MAX]; /* claims */
    uint32_t n;
    bool strong;         /* surely these figures are meant */
    struct interval d;   /* what they give, in the derived claim's unit */
    const char *formula; /* without the result */
    const char *shown;
};

struct graph {
    struct ctx *c;
    const struct judgement *verdicts; /* one a claim: what the data say of it */
    struct interval *d;               /* per claim: what its wording allows; lo NULL with
                                         hi NULL when it has no number */
    uint32_t *block;                  /* per claim: index of its block */
    /* of the claim that is being derived */
    uint32_t at;
    struct tuple best;
    enum internal_status status;
};

/* Fills v[i].internal for all claims; v[i].verdict must be set. */
void internal_check(struct ctx *c, struct judgement *v);

/* Takes one tuple for the claim at g->at: a fit settles it, a strong misfit is
 * kept unless something fits. */
void graph_consider(struct graph *g, const struct tuple *t);

/* internal_find.c: the ways, by the kind of the derived claim. */
void graph_find(struct graph *g);

/* internal_same.c */
/* The same entities in the same combination, or the same unresolved words. */
bool same_reference(const struct entref *a, const struct entref *b);
/* Unit, measure and rate agree. */
bool same_unit(const struct claim *a, const struct claim *b);
/* The period is resolved to days. */
bool period_known(const struct claim *cl);
/* The same days, or no period on either side. */
bool same_period(const struct claim *a, const struct claim *b);
/* A figure that others can be derived from. */
bool is_amount(const struct claim *cl);

#endif
