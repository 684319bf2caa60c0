/*
 * URL operands.
 */
#ifndef CC_CMD_FETCH_H
#define CC_CMD_FETCH_H

#include "cmd/batch.h"

/* Fetches the unit's URL into its bytes, with the encoding that the server
 * names; refused unless `allowed` (--allow-fetch). False with u->why set. */
bool fetch_article(struct unit *u, bool allowed);

#endif
