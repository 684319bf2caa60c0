/*
 * URL operands.
 */
#ifndef CC_CMD_FETCH_H
#define CC_CMD_FETCH_H

#include "base/err.h"
#include "base/str.h"

/* Appends the page at the URL; `charset` gets the encoding that the server
 * names, or "".  Refused unless `allowed` (--allow-fetch). */
bool fetch_article(const char *url, bool allowed, char charset[40], struct buf *out,
                   struct err *e);

#endif
