/*
 * Markup to blocks: HTML fragments, XHTML and NITF, by one table of elements.
 */
#ifndef CC_TEXT_BLOCKS_H
#define CC_TEXT_BLOCKS_H

#include "text/markup.h"

/* Reads the content of node `root` into blocks; hidden elements, scripts and
 * the like are left out. */
void blocks_read(struct build *b, struct markup *m, size_t root);

/* Reads text that may be HTML: with a tag or a character reference it is a
 * fragment, else plain text. */
void blocks_read_html(struct build *b, const struct source *src);

#endif
