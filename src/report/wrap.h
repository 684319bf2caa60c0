/*
 * Paragraphs for a terminal: wrapped at a width, indented, with emphasis that
 * works with and without colour.
 */
#ifndef CC_REPORT_WRAP_H
#define CC_REPORT_WRAP_H

#include "base/str.h"

/* Put around an emphasised piece of an already tamed text. */
#define EMPH_ON  "\001"
#define EMPH_OFF "\002"

struct page {
    struct buf *out;
    int width; /* columns; 0: no wrapping */
    bool color;
};

/* Adds `s` wrapped, lines begin with `indent` spaces; the cursor is at column
 * `at` of the first one.  Ends with a line break.  `s` was tamed by
 * escape_term except for EMPH_*. */
void page_para(const struct page *p, int at, int indent, struct str s);
/* SGR sequence if in colour, e.g. "1;31"; "" ends it. */
void page_sgr(const struct page *p, const char *code);

#endif
