/*
 * Reports: one writer per format behind one interface.  A writer appends to a
 * buffer and never fails on content; every string is escaped for its format.
 */
#ifndef CC_REPORT_REPORT_H
#define CC_REPORT_REPORT_H

#include "verify/verdict.h"

struct suppression { /* parallel to the claims; by NULL: not suppressed */
    const char *by;  /* "comment" or "baseline" */
    struct str why;
};

struct article_report {
    const struct doc *doc; /* NULL when the article could not be read */
    const char *path;
    struct str id; /* of a JSONL line that could not be read */
    const struct claims *claims;
    const struct judgements *judgements;  /* NULL: extraction only (scan) */
    const struct judgements *before;      /* on older figures (corpus --since); NULL none */
    const struct suppression *suppressed; /* one a claim, or NULL */
    const char (*prints)[17];             /* fingerprints, one a claim */
    const struct err *errors;
    size_t n_errors;
};

struct report_env { /* the same for all articles of a run */
    const char *version;
    const char *rules_hash;
    struct store *store; /* for snapshots and chart series; may be NULL */
    const char *store_path;
    date_t as_of;
    bool color, verbose, quiet;
    bool scan_only;    /* extraction: no store, verdicts, readings */
    bool sort_verdict; /* text: contradictions first */
    int width;         /* text: columns, 0 none */
    bool one_of_many;  /* several articles: json writes an array */
    date_t today;      /* for formats that must say when; DATE_NONE unknown */
};

/* What an article adds: `body` goes out in order; `tail` is kept for end(),
 * for formats that list things after all articles (sarif). */
struct sink {
    struct buf *body, *tail;
};

struct writer {
    const char *name;      /* "text", "json", ... */
    const char *help;      /* one line for --help */
    const char *separator; /* between articles when env->one_of_many; NULL none */
    void (*begin)(const struct report_env *env, struct buf *out);
    /* Keeps no state: articles may be written by several threads.  `index` is
     * unique in the run (ids in html), not counted through. */
    void (*article)(const struct report_env *env, const struct article_report *r,
                    size_t index, const struct sink *to);
    void (*end)(const struct report_env *env, size_t n_articles, struct str tail,
                struct buf *out);
};
/* NULL when there is none of this name. */
const struct writer *report_writer(const char *name);

/* The choices as one option argument; what OPT_CHOICE indexes. */
#define REPORT_FORMATS "text|json|jsonl|html|csv|sarif|claimreview|annotation|line|github"

/* Stable under edits elsewhere in the article: hash of kind, normalised quote,
 * value, unit, subject and the number of the same claims before it; 16 hex
 * digits into out[i], one for each claim. */
void claim_fingerprints(const struct doc *d, const struct claims *c, char (*out)[17]);

#endif
