/*
 * Character references: "&amp;", "&#39;", "&#x27;".
 */
#ifndef CC_TEXT_ENTITY_H
#define CC_TEXT_ENTITY_H

#include "base/str.h"

/* The reference at the start of s (which begins with '&').  Returns its
 * length and the code point, 0 when it is none.  Numbers 128-159 mean
 * windows-1252, numbers that are no character U+FFFD. */
size_t entity_at(struct str s, uint32_t *cp);

#endif
