/*
 * Gates: what a text must hold for a pattern to match at all.  A gate is a set
 * of literals of which at least one occurs in every match, and the farthest
 * that a match can start before it.  Derived from the pattern, never written
 * by hand, and only ever too generous: a gated search finds the same matches.
 *
 * Literals are compared with ASCII case folded (they are stored folded), so a
 * gate holds for a caseless pattern, too.  Two letters beyond ASCII fold to
 * ASCII ones (U+212A to k, U+017F to s): a text that holds one of them must be
 * searched without gates.
 */
#ifndef CC_RULE_GATE_H
#define CC_RULE_GATE_H

#include "base/arena.h"

#define GATE_MAX_LITS    256
#define GATE_MAX_PRODUCT 128 /* of parts that stand side by side */
#define GATE_MAX_LEN     8   /* longer literals are cut to their start */
#define GATE_FAR         UINT32_MAX

struct gate {
    bool open; /* nothing could be derived: the pattern may match anywhere */
    const struct str *lits;
    uint32_t n;
    uint32_t near, far; /* a match starts at least / at most this many bytes before
                           the start of the literal; far may be GATE_FAR */
    const struct str *also;
    uint32_t n_also; /* one of these occurs, too; 0: nothing more is known */
};

/* Never fails: what it does not understand leaves the gate open.  The literals
 * live in `a`. */
void gate_derive(struct str pattern, struct arena *a, struct gate *out);

#endif
