/*
 * The parts of the Markdown reader: inline markup and front matter.
 */
#ifndef CC_TEXT_MD_H
#define CC_TEXT_MD_H

#include "text/lines.h"
#include "text/reader.h"

/* A line, or the part of one that belongs to a block. */
struct range {
    size_t from, to;
};
typedef VEC(struct range) ranges_t;

/* Markup in a block's text; md_inline.c's own. */
struct md_cut {
    size_t at, n;
    enum { CUT_KEEP, CUT_DROP, CUT_SPACE, CUT_CHAR } action;
    uint32_t cp; /* CUT_CHAR: what stands there instead */
};

/* Working memory of the reader. */
struct md {
    struct build *b;
    const struct source *src;
    struct buf joined;       /* the lines of a block with "\n" between ... */
    segments_t joined_segs;  /* ... and where they came from */
    VEC(struct md_cut) cuts; /* markup in the block */
};

/* Appends the ranges, read as inline Markdown, to the open block. */
void md_inline(struct md *m, const ranges_t *lines);

/* Length of the front matter at the start of the source, 0 if there is none.
 * Title and description become blocks, the rest metadata. */
size_t md_front_matter(struct md *m);
/* How sure the text's start is front matter, 0 to 100. */
int md_front_detect(struct str head);

#endif
