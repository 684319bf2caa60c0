/*
 * What each tagger costs: `claimcheck rules test --cost [ARTICLE...]`.
 */
#ifndef CC_CMD_RULES_COST_H
#define CC_CMD_RULES_COST_H

#include "report/engine.h"

/* Times every tagger alone on the articles (none: on the rules' own examples)
 * and writes a table, the costliest first; those above a tenth of the sum are
 * marked.  False when an article cannot be read. */
bool rules_cost(const struct engine *g, char **articles, int n, struct buf *out,
                struct err *e);

#endif
