/*
 * URL operands.
 */
#ifndef CC_CMD_FETCH_H
#define CC_CMD_FETCH_H

#include "base/err.h"
#include "base/str.h"

/* Fetches a URL into `out`; refused unless `allowed` (--allow-fetch). */
bool fetch_article(const char *url, bool allowed, struct buf *out, struct err *e);

#endif
