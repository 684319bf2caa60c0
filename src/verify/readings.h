/*
 * The readings of a claim: its base query varied over windows, pools,
 * vintages and the rest, each with its prior; judged one by one.
 */
#ifndef CC_VERIFY_READINGS_H
#define CC_VERIFY_READINGS_H

#include "verify/bind.h"

enum { SPECS_MAX = 64 };

struct spec {
    struct query q;
    int prior; /* percent */
    bool is_default;
    const char *window_text, *pool_text, *vintage_text, *extra_text; /* keys or NULL */
};
struct specs {
    struct spec v[SPECS_MAX];
    int n;
};

/* All readings worth trying, likeliest first, at most the limit. */
void specs_make(struct ctx *c, const struct claim *cl, const struct binding *b,
                struct specs *out);
/* "nine named models of the chart, week of 16-22 February 2026"; of a listing,
 * "input price, listed 12-22 February 2026" after the row `listed`, which may be
 * NULL. */
const char *spec_definition(struct ctx *c, const struct spec *s,
                            const struct row *listed);

#endif
