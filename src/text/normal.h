/*
 * Normal text: what is left of a source's bytes when everything that only
 * looks different is made the same.
 *
 *   invalid bytes            U+FFFD each, counted
 *   NUL, C0, C1, DEL         gone (NULs counted); terminal escapes as a whole
 *   white space, also NBSP, narrow and ideographic spaces, tabs, line ends
 *                            runs become one space; none at a block's ends, and
 *                            none for a line end between two CJK characters
 *   soft hyphen, zero width, bidi controls, variation selectors    gone
 *   full-width digits, letters, %, $, +, -, /, ~ and the like      ASCII
 *   U+2010, U+2011, U+2212   '-'
 *
 * Nothing of the input can therefore produce the control characters that
 * later stages use as markers.
 */
#ifndef CC_TEXT_NORMAL_H
#define CC_TEXT_NORMAL_H

#include "text/source.h"

struct normal {
    struct mapped out;
    size_t block_start;           /* output offset of the open block: no space there */
    bool space;                   /* white space was seen and not written yet ... */
    bool line_end;                /* ... with a line end in it ... */
    uint64_t space_in, space_end; /* ... its first character's input bytes */
    uint64_t invalid, nuls;       /* how many were met */
    uint64_t invalid_at, nul_at;  /* input offset of the first */
};

/* Appends the bytes [from, to) of the source in normal form. */
void normal_add(struct normal *n, const struct source *src, size_t from, size_t to);

/* Appends bytes that are in normal form already and stand for the input's
 * [in, end): separators, characters by name. */
void normal_put(struct normal *n, uint64_t in, uint64_t end, struct str bytes);

/* Code points that stand for CJK writing, where no space parts two lines. */
bool normal_is_cjk(uint32_t cp);

#endif
