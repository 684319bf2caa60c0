/*
 * Numbers in the article's own style: "4.12 trillion", "$1.10", "12.7x",
 * "third", "No. 2", "February 12", with as many digits as were printed.
 */
#ifndef CC_VERIFY_STYLE_H
#define CC_VERIFY_STYLE_H

#include "verify/judge.h"

/* The value d in the style of the claim's printed number; NULL when d is too
 * wide for one number or the style is not known. */
const char *style_number(struct ctx *c, const struct claim *cl, const struct interval *d);

#endif
