/*
 * One file out of a ZIP archive in memory.  Nothing is written anywhere.
 */
#ifndef CC_TEXT_ZIP_H
#define CC_TEXT_ZIP_H

#include "base/err.h"
#include "base/str.h"

/* True when the bytes begin as an archive does. */
bool zip_is(struct str bytes);

/* Appends the content of the member `name` to out, at most to out->max, and
 * at most 200 times the size it is stored in.  False with an error when there
 * is none, or it cannot be unpacked; `out` is then unchanged. */
bool zip_member(struct str archive, const char *name, struct buf *out, struct err *e);

#endif
