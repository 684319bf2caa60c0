/*
 * Which encoding bytes are in: by name, byte order mark, declaration in the
 * text, and else by what the bytes look like.
 */
#ifndef CC_TEXT_CHARSET_H
#define CC_TEXT_CHARSET_H

#include "base/str.h"

enum charset_kind {
    CHARSET_UTF8,
    CHARSET_UTF16,
    CHARSET_UTF32,
    CHARSET_ICONV, /* `name` is iconv's */
    CHARSET_BINARY /* no text at all */
};

struct charset {
    enum charset_kind kind;
    bool little;      /* UTF-16, UTF-32: byte order */
    size_t bom;       /* length of the byte order mark */
    const char *name; /* a constant */
};

/* `name` is what the user or the server said, NULL for nothing.  False when it
 * names no known encoding; *out is set in any case.  A byte order mark goes
 * before all, and text that is valid UTF-8 is UTF-8 whatever it declares. */
bool charset_detect(struct str s, const char *name, struct charset *out);

#endif
