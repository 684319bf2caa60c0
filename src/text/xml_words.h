/*
 * What the words in an element's class, id and role say about it.  Names are
 * split into words at anything that is no letter and at camel case
 * ("relatedPosts-list": related, posts, list).
 */
#ifndef CC_TEXT_XML_WORDS_H
#define CC_TEXT_XML_WORDS_H

#include "base/str.h"

enum hint {
    HINT_BODY = 1,      /* names the article's own text: "article-body", "entry-content" */
    HINT_AWAY = 2,      /* names what stands around it: "related", "newsletter" */
    HINT_HARD = 4,      /* never article text, however much there is: "cookie", "comments" */
    HINT_CAPTION = 8,   /* a picture's words */
    HINT_HIDDEN = 16    /* "hidden", "sr-only", "print-only" */
};

/* Bits of enum hint for a class, id or role attribute's value. */
unsigned words_hints(struct str names);

#endif
