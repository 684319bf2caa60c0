/*
 * Tier 1 at work: which taggers can match in a sentence (one look for all
 * their literals), what they and the names find there, which of it wins.
 */
#ifndef CC_SCAN_TAGGING_H
#define CC_SCAN_TAGGING_H

#include "scan/convert.h"

/* A sentence is looked at in pieces of at most this many bytes, cut between
 * words, so that the cost is linear whatever the text. */
#define TAGGING_PIECE 4096

struct tagging;

/* The state of one thread.  `names` may be NULL; rules and names must outlive
 * it.  `ungated`: every tagger on every sentence. */
struct tagging *tagging_new(const struct rules *r, const struct names *names,
                            bool ungated);
/* NULL is allowed. */
void tagging_free(struct tagging *t);
/* Whether text[from, to) holds anything that a tagger could match, names apart:
 * a fast look that lets a scanner pass over most sentences. */
bool tagging_may(struct tagging *t, struct str text, uint32_t from, uint32_t to);
/* The tags of text[from, to), in order, without overlap; see scan_tags.  Tags
 * go to *out (appended), their strings and numbers to `mem`. */
void tagging_run(struct tagging *t, const struct doc *d, uint32_t from, uint32_t to,
                 struct claims *mem, tags_t *out);
/* Only this tagger from now on (by its index in rules->taggers; -1: none, what is
 * left is the search for literals): for measuring its cost. */
void tagging_only(struct tagging *t, int tagger);
/* For an article without a date: a day not long before it, by which days
 * without a year are read (DATE_NONE: the nearest year in the text). */
void tagging_anchor(struct tagging *t, date_t day);
/* Steps since the start: bytes given to patterns, matches.  For tests of
 * linearity and for the cost of each rule; NULL cost is allowed. */
struct tagging_cost {
    uint64_t searched, matches;
};
/* What has been spent so far. */
struct tagging_cost tagging_cost(const struct tagging *t);

#endif
