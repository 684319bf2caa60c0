/*
 * Inputs that hold several articles: feeds, JSON lines, posts in an array,
 * news messages.
 */
#ifndef CC_TEXT_FEED_H
#define CC_TEXT_FEED_H

#include "text/doc.h"

/* Gets each article of an input in turn.  `why` is NULL when `d` was read;
 * else the article could not be and only the error counts.  The document is
 * the callee's until it returns; false ends the reading. */
typedef bool (*article_fn)(void *ctx, struct doc *d, const struct err *why);
struct article_sink {
    article_fn fn;
    void *ctx;
};

/* As doc_read, for all articles of the input, in its order; offsets count from
 * the input's start.  One article of another format is one call.  False with
 * an error only when no article could be found at all. */
bool doc_read_many(struct doc *d, struct str input, const char *path,
                   const struct read_opts *o, struct article_sink sink, struct err *e);

#endif
