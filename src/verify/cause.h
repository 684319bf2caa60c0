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
/* The printed number itself shows what happened to it: a scale, neighbouring
 * digits, N for N - 1, percent for points, and nothing looser than its digits. */
bool cause_is_slip(struct ctx *c, const struct claim *cl, const struct trial *t);
/* Sets j->direction and j->deviation against the main reading. */
void deviation_find(struct ctx *c, const struct claim *cl, const struct trial *t,
                    struct judgement *j);

/* cause_value.c: causes that change the printed number. */
struct hunt {
    struct ctx *c;
    const struct claim *cl;
    const struct trial *t;
    struct judgement *j;
    bool own;   /* only the wording's own readings */
    bool loose; /* second round: the close zone counts too */
};
typedef bool cause_fn(struct hunt *h);
/* times or divided by ten, a thousand, a million, 10^4 or 10^8 */
bool cause_scale(struct hunt *h);
/* a ratio for an increase, N for N - 1 */
bool cause_n_minus_one(struct hunt *h);
/* two neighbouring digits changed places */
bool cause_transposed(struct hunt *h);

/* ---- cause_query.c: causes that change what was looked up ---- */
/* percent for percentage points, or the reverse */
bool cause_points(struct hunt *h);
/* the adjacent period, or another that the article speaks of */
bool cause_period(struct hunt *h);
/* another subject or object of the article */
bool cause_entity(struct hunt *h);
/* the other price */
bool cause_metric(struct hunt *h);
/* seven days that begin on another weekday */
bool cause_week(struct hunt *h);
/* an older snapshot */
bool cause_stale(struct hunt *h);

/* D fits C in this round. */
bool hunt_fits(const struct hunt *h, const struct allowed *a, const struct interval *d);
/* Names the cause; returns true. */
bool hunt_named(struct hunt *h, enum cause cause, const char *text);
/* A figure of the claim's kind for people. */
const char *hunt_show(const struct hunt *h, const struct interval *d);

#endif
