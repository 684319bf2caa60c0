/*
 * Sentences: the pieces in which rules are matched.
 */
#ifndef CC_TEXT_SENTENCE_H
#define CC_TEXT_SENTENCE_H

#include "text/doc.h"

/* A longer sentence is cut at white space, so that hostile lines stay cheap. */
#define SENTENCE_MAX 4096

/* Fills d->sentences from d->text and d->blocks.  A table row is one. */
void sentences_split(struct doc *d);

#endif
