/*
 * The names of the store as text, one entity a line and its aliases after it:
 *
 *   E <type> <id> <name> <author> <country> <listing day>
 *   a <alias>            w <alias that is a common word>
 *
 * with tabs between the fields.  The text is derived when figures are added and
 * kept in the store, because deriving it takes longer than a whole check.
 */
#ifndef CC_STORE_NAMES_TEXT_H
#define CC_STORE_NAMES_TEXT_H

#include "store/db.h"

/* Goes up when the rules of alias.c change: a text of another version is
 * derived anew. */
#define NAMES_TEXT_VERSION 3

/* Appends the text to `out`. */
bool names_text(struct db *d, struct buf *out, struct err *e);

#endif
