/*
 * How firmly a claim is tied to its words.  A number that stands right by its
 * owner and its period can be accused; one that reaches for them across a
 * pronoun, another name or a paragraph only when the number itself shows the
 * slip.
 */
#ifndef CC_VERIFY_FIRM_H
#define CC_VERIFY_FIRM_H

#include "verify/judge.h"

/* REASON_NONE when the subject is firmly bound, else what is loose. */
enum reason firm_subject(struct ctx *c, const struct claim *cl, const struct who *w);
/* The same for the period (only claims whose op needs one). */
enum reason firm_period(struct ctx *c, const struct claim *cl);
/* "Up from 36.1 trillion", "against $1.25": the figure of something else. */
bool firm_base(struct ctx *c, const struct claim *cl);
/* REASON_NONE when the words right by the price say input or output; else both
 * are meant. */
enum reason firm_metric(struct ctx *c, const struct claim *cl);

/* The sentence has one number, one owner, one period, and says nothing else. */
bool firm_alone(struct ctx *c, const struct claim *cl);

#endif
