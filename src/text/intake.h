/*
 * Between the readers and doc_read: a reader of several articles fills one
 * builder after the other.
 */
#ifndef CC_TEXT_INTAKE_H
#define CC_TEXT_INTAKE_H

#include "text/build.h"
#include "text/feed.h"

struct intake {
    struct build *b; /* the article that is being read */
    const char *path;
    const struct read_opts *o;
    struct article_sink sink;
    size_t n; /* articles and failures so far */
};

/* Ends the article in in->b, hands it on, and makes in->b ready for the next
 * one.  False: no more are wanted; the document stays as it is. */
bool intake_next(struct intake *in);
/* As intake_next, but passes over an article without any text, as feeds have
 * for pictures and sound. */
bool intake_next_text(struct intake *in);
/* Instead of an article: one that cannot be read. */
bool intake_fail(struct intake *in, const struct err *why);

/* Empties a document of its article; input and encoding stay (text/doc.c). */
void doc_next(struct doc *d);

#endif
