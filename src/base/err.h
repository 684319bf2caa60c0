/*
 * How a fallible function says what went wrong: it returns false or NULL and
 * fills a struct err that its caller owns.  Messages are lower case, without
 * a full stop, the subject in single quotes.
 */
#ifndef CC_BASE_ERR_H
#define CC_BASE_ERR_H

#include "base/base.h"

struct err {
    char msg[512];   /* what happened; always NUL-terminated, cut if longer */
    char where[256]; /* file, or empty */
    int line, col;   /* 1-based; 0 where unknown */
    char source[256]; /* the offending line for a caret display, or empty */
};

/* No error: everything empty. */
void err_clear(struct err *e);

/* Sets msg, clears the rest; `e` may be NULL.  Returns false, so that a
 * function can `return err_set(e, ...)`. */
bool err_set(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Adds a place to an error that is already set; returns false. */
bool err_at(struct err *e, const char *where, int line, int col);

/* Writes `claimcheck: error: FILE:LINE:COLUMN: ...` (the place if known), then
 * the source line and a caret if known, each line with its newline, into out,
 * which holds `size` bytes; returns the length written.  Control bytes and
 * broken UTF-8 from outside are shown as \xNN. */
size_t err_format(const struct err *e, char *out, size_t size);

#endif
