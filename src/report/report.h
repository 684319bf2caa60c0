/*
 * Reports: one writer per format behind one interface.  A writer appends to a
 * buffer and never fails on content; every string is escaped for its format.
 */
#ifndef CC_REPORT_REPORT_H
#define CC_REPORT_REPORT_H

#include "verify/verdict.h"

struct suppression {            /* parallel to the claims; by NULL: not suppressed */
    const char *by;             /* "comment" or "baseline" */
    struct str why;
};

struct article_report {
    const struct doc *doc;      /* NULL when the article could not be read */
    const char *path;
    const struct claims *claims;
    const struct judgements *judgements; /* NULL: extraction only (scan) */
    const struct suppression *suppressed; /* one a claim, or NULL */
    const struct err *errors;
    size_t n_errors;
};

struct report_env {             /* the same for all articles of a run */
    const char *version;
    const char *rules_hash;
    struct store *store;        /* snapshots and chart series are looked up here; may be NULL */
    const char *store_path;
    date_t as_of;
    bool color, verbose, quiet;
    bool sort_verdict;          /* text: contradictions first */
    int width;                  /* text: columns, 0 none */
    bool one_of_many;           /* json: an array is written */
};

struct writer {
    const char *name;           /* "text", "json", ... */
    const char *help;           /* one line for --help */
    void (*begin)(const struct report_env *env, struct buf *out);
    void (*article)(const struct report_env *env, const struct article_report *r,
                    size_t index, struct buf *out);
    void (*end)(const struct report_env *env, size_t n_articles, struct buf *out);
};
/* NULL when there is none of this name. */
const struct writer *report_writer(const char *name);
const char *report_writer_choices(void); /* "text|json|..." */

/* Stable under edits elsewhere in the article: hash of kind, normalised quote,
 * value, unit, subject and the number of the same claims before it; 16 hex
 * digits into out[17]. */
void claim_fingerprint(const struct doc *d, const struct claims *c, size_t i, char out[17]);

#endif
