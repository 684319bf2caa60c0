/*
 * The baseline: claims that somebody looked at and accepted, one a line,
 *
 *     FINGERPRINT VERDICT PATH: QUOTE
 *
 * of which only the fingerprint counts; the rest is for people.  Lines that
 * begin with '#' are comments.
 */
#ifndef CC_CMD_BASELINE_H
#define CC_CMD_BASELINE_H

#include "base/map.h"
#include "report/report.h"

struct baseline_entry {
    struct str line; /* as in the file, without the fingerprint */
    int number;      /* line number */
    bool seen;       /* a claim of this run has it */
};
struct baseline {
    const char *path; /* NULL: none */
    struct arena arena;
    struct map entries; /* fingerprint -> struct baseline_entry */
};

/* No file yet: nothing is accepted. */
void baseline_init(struct baseline *b);
/* Frees the entries. */
void baseline_release(struct baseline *b);
/* Reads the file; a missing one is no error when `may_miss` (it is about to be
 * written). False with file, line and column for a faulty one. */
bool baseline_read(struct baseline *b, const char *path, bool may_miss, struct err *e);
/* The entry of a fingerprint, NULL if it has none. */
struct baseline_entry *baseline_find(const struct baseline *b, const char print[17]);
/* Adds the lines of an article's claims whose verdict is in the mask (bit
 * 1 << verdict) to a new baseline's text. */
void baseline_lines(const struct article_report *r, unsigned mask, struct buf *out);
/* Writes header and lines; false with error. */
bool baseline_write(const char *path, struct str lines, struct err *e);

#endif
