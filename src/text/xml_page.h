/*
 * What a web page says about its article outside of the text: title, date,
 * author, address.
 */
#ifndef CC_TEXT_XML_PAGE_H
#define CC_TEXT_XML_PAGE_H

#include "text/doc.h"
#include "text/xml_main.h"

/* Fills d's title, author, url, published and lang from JSON-LD, meta
 * elements, <time> and <title>, in that order of trust. */
void page_metadata(struct doc *d, const struct dom *dom, const struct main_mark *marks);

/* Index of the heading that is the article's headline, -1 if there is none:
 * an h1 that the page's title repeats, else the only h1. */
int32_t page_headline(const struct doc *d, const struct dom *dom);

/* The shown text of an element in one line; lives in the arena. */
struct str page_text(struct arena *a, const struct dom *dom, uint32_t element);

#endif
