/*
 * The taggers' own examples, run: what `rules test` says of tier 1.
 */
#ifndef CC_SCAN_TAG_TEST_H
#define CC_SCAN_TAG_TEST_H

#include "scan/tagging.h"

/* Runs the examples and rejects of one tagger (the rules must be loaded with
 * them).  Each that fails adds a line "file:line: what" to `out`; counts go to
 * *passed and *failed. */
void tag_test(struct tagging *t, const struct tagger *g, struct buf *out,
              unsigned *passed, unsigned *failed);

#endif
