/*
 * Tables of figures as comma-separated values: the program's own (a comment
 * "# claimcheck table NAME 1" and a header) and those of collections, which
 * are told by their header.
 */
#ifndef CC_SYNC_TABLE_H
#define CC_SYNC_TABLE_H

#include "sync/source.h"

/* Is the text one of these tables? */
bool table_detect(const struct source *src);
/* Reads it. */
bool table_load(struct source *src, struct err *e);
/* Its rank among formats, and its name. */
const struct format *table_format(const struct source *src);

#endif
