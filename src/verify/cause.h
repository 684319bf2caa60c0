/*
 * What most likely went wrong: the causes in the order of verdicts.md, each
 * tried on the readings of the claim, the first that fits is named with the
 * arithmetic that shows it.
 */
#ifndef CC_VERIFY_CAUSE_H
#define CC_VERIFY_CAUSE_H

#include "verify/judge.h"

/* Sets j->cause and j->cause_text; CAUSE_NONE when nothing fits. */
void cause_find(struct ctx *c, const struct claim *cl, const struct trial *t,
                struct judgement *j);
/* Sets j->direction and j->deviation against the main reading. */
void deviation_find(struct ctx *c, const struct claim *cl, const struct trial *t,
                    struct judgement *j);

/* cause_value.c: causes that change the printed number. */
struct hunt {
    struct ctx *c;
    const struct claim *cl;
    const struct trial *t;
    struct judgement *j;
    bool loose;          /* second round: the close zone counts too */
};
typedef bool cause_fn(struct hunt *h);
cause_fn cause_scale, cause_n_minus_one, cause_transposed;
/* cause_query.c: causes that change what was looked up. */
cause_fn cause_points, cause_period, cause_entity, cause_metric, cause_week, cause_stale;

/* D fits C in this round. */
bool hunt_fits(const struct hunt *h, const struct allowed *a, const struct interval *d);
/* Names the cause; returns true. */
bool hunt_named(struct hunt *h, enum cause cause, const char *text);
/* A figure of the claim's kind for people. */
const char *hunt_show(const struct hunt *h, const struct interval *d);

#endif
