/*
 * UTF-8: validation and stepping.  Text inside the program is always valid
 * UTF-8; this is where that is made sure.
 */
#ifndef CC_BASE_UTF8_H
#define CC_BASE_UTF8_H

#include "base/str.h"

/* Offset of the first byte that is no valid UTF-8; s.n when all is. */
size_t utf8_valid(struct str s);
/* Decodes one code point at p < end of valid text; *len 1..4.  On an invalid
 * byte: U+FFFD with *len 1. */
uint32_t utf8_get(const char *p, const char *end, int *len);
int utf8_put(char out[4], uint32_t cp); /* bytes written */
size_t utf8_count(struct str s);        /* code points */
size_t utf16_count(struct str s);       /* UTF-16 code units */

#endif
