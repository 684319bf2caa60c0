/*
 * Which part of a page is the article: marks on the flattened page.
 *
 * Every run of text in a block is weighed by what it looks like (sentences
 * weigh for, links and short labels against), weights are summed up the tree,
 * and the element with the largest sum holds the article; what inside it
 * weighs against, or is named as something around the text, is left out.
 */
#ifndef CC_TEXT_XML_MAIN_H
#define CC_TEXT_XML_MAIN_H

#include "text/xml_dom.h"

struct main_mark {
    uint32_t chars;       /* without white space, of the subtree's shown text */
    uint32_t link_chars;  /* of these, in links */
    uint32_t sentences;   /* characters in runs that look like sentences */
    int64_t weight;
    unsigned hints;       /* enum hint bits of class, id, role, itemprop */
    bool prose;           /* a text in a run that looks like sentences */
    bool within_away;     /* an ancestor is named as around the text */
    bool hidden;          /* not shown to a reader, or never article text */
    bool keep;            /* the result: an element that is shown, a text that is read */
};

/* Marks for each item, malloc'ed; the caller frees. */
struct main_mark *main_marks(const struct dom *d);

#endif
