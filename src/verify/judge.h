/*
 * C against D: one reading judged, then all readings of a claim taken
 * together.
 */
#ifndef CC_VERIFY_JUDGE_H
#define CC_VERIFY_JUDGE_H

#include "verify/readings.h"

/* D within ok: supported; within close: close; outside of both: contradicted;
 * partly inside: insufficient (coarse data are never rounded to one side). */
enum verdict judge(const struct allowed *allowed, const struct interval *d);

/* What the wording of the claim allows, in the answer's unit; orders and dates
 * have it too.  False when the claim states nothing that could be wrong. */
bool claim_allowed(struct ctx *c, const struct claim *cl, const struct binding *b,
                   struct allowed *out);
/* The same for another number in the claim's own wording: value, u and r are
 * multiplied by num/den, then `add` (may be NULL) is added to the value. */
void allowed_for(struct ctx *c, const struct claim *cl, crat by, crat add,
                 struct allowed *out);

struct tried { /* one reading with its answer */
    struct spec spec;
    struct answer answer;
    struct interval d; /* in the claim's unit */
    enum verdict verdict;
};
struct trial { /* all readings of one claim */
    struct binding binding;
    struct allowed allowed;
    struct tried *v; /* in the arena; the one that fits first */
    int n;           /* those that could be computed */
    int main;        /* index of the reading that the explanation is about */
    enum verdict verdict;
    enum reason reason;
    bool softened;       /* would be contradicted, but is loosely bound */
    bool hardened;       /* ... and is so, because its neighbours were read rightly */
    const char *earlier; /* "for the first time": the earlier instance; NULL */
};
/* Binds, computes and judges; `each` as in bind_claim.  False on a broken
 * store (c->err is set). */
bool trial_run(struct ctx *c, const struct claim *cl, int each, struct trial *out);
/* first.c: a supported "for the first time" is looked for in earlier windows;
 * sets t->earlier and the verdict when it was not the first. */
void trial_first(struct ctx *c, const struct claim *cl, struct trial *t);
/* settle.c: readings that come to the same are told once; one that knows only
 * a bound gives way to a vintage of it that knows the figure. */
void trial_settle(struct ctx *c, struct trial *t);
/* A loosely bound number turned out to be firmly bound after all (others of
 * its passage fit): takes the softening back. */
void trial_harden(struct trial *t);
/* Takes an accusation back for that reason. */
void trial_doubt(struct trial *t, enum reason why);

#endif
