/*
 * Web pages.  libxml2 is loaded by the first page that is read.
 */
#ifndef CC_TEXT_HTML_H
#define CC_TEXT_HTML_H

#include "text/reader.h"

/* How sure the content is of being a web page; see struct reader. */
int html_detect(struct str head);

/* Reads the article of a page: headline, text, lists, tables and captions,
 * without what stands around them. */
bool html_read(struct build *b, const struct source *src, const struct read_opts *o,
               struct err *e);

/* The same in the plugin; called through html_read. */
bool xml_html_read(struct build *b, const struct source *src, const struct read_opts *o,
                   struct err *e);

#endif
