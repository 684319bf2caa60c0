/*
 * True but misleading: flags with the counter-figure that shows why.
 */
#ifndef CC_VERIFY_FLAGS_H
#define CC_VERIFY_FLAGS_H

#include "verify/judge.h"

/* Sets j->flags; j->verdict must be set. `t` may be NULL (nothing computed). */
void flags_find(struct ctx *c, const struct claim *cl, const struct trial *t,
                struct judgement *j);

#endif
