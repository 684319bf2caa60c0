/*
 * What the report says in words: the explanation, the suggestion, confidence.
 * All sentences are templates of verify_text.
 */
#ifndef CC_VERIFY_EXPLAIN_H
#define CC_VERIFY_EXPLAIN_H

#include "verify/judge.h"

/* Sets j->explanation; everything else of j must be set.  `t` may be NULL. */
void explain(struct ctx *c, const struct claim *cl, const struct trial *t,
             struct judgement *j);
/* Sets j->suggestion, NULL when there is nothing better to say. */
void suggest(struct ctx *c, const struct claim *cl, const struct trial *t,
             struct judgement *j);
/* Sets j->confidence_extraction and j->confidence_binding. */
void confidence(struct ctx *c, const struct claim *cl, const struct trial *t,
                struct judgement *j);

#endif
