/*
 * The way of one article through the program: read, scan, verify, report.  An
 * engine holds what all threads share and never changes; a worker belongs to
 * one thread and keeps its memory from article to article.
 */
#ifndef CC_REPORT_ENGINE_H
#define CC_REPORT_ENGINE_H

#include "report/report.h"
#include "scan/scan.h"

struct engine_opts {
    const char *const *rule_dirs;
    int n_rule_dirs;
    const char *rule_cache; /* their compiled form; NULL: none */
    const char *lang;       /* "en", "zh"; NULL: all */
    const char *store_path; /* NULL: no store */
    date_t as_of;           /* DATE_NONE: newest */
    bool examples;          /* keep the rules' examples (rules explain, test) */
    struct scan_opts scan;
};

struct engine {
    struct rules *rules;
    struct names *names;
    struct store *store; /* the first worker's handle; NULL: no store */
    const char *store_path;
    struct err store_err; /* why there is no store; msg empty: none was asked for */
    date_t as_of;
    struct scan_opts scan;
};

/* Loads rules, store and names.  False for faulty rules.  A store that cannot
 * be used is not fatal: store_err says why, and articles are then only checked
 * against themselves.  The paths must outlive the engine. */
bool engine_open(struct engine *g, const struct engine_opts *o, struct err *e);
/* After the workers; also of an engine that did not open. */
void engine_close(struct engine *g);

/* Result of one article; it lives until the worker's next article. */
struct worker {
    const struct engine *engine;
    struct store *store;
    bool own_store;
    bool scan_only; /* stop after the claims */
    struct scanner *scanner;
    struct verifier *verifier; /* NULL when scan_only */
    struct verifier *plain;    /* without a store: when the store breaks under way */
    struct doc doc;
    struct claims claims;
    struct judgements judgements;
    VEC(struct suppression) suppressed;
    VEC(struct err) errors;
    char (*prints)[17];
    size_t n_prints;
};

/* `first`: use the engine's own store handle instead of opening another; only
 * one worker may. False when the store cannot be opened again. */
bool worker_open(struct worker *w, const struct engine *g, bool first, bool scan_only,
                 struct err *e);
/* Frees the worker and the result of its last article. */
void worker_close(struct worker *w);

/* Takes one article the whole way. `out` is always filled: what cannot be read
 * has no doc and an error; `input` must live as long as the result.  False
 * when the article could not be read or the store broke. */
bool worker_check(struct worker *w, struct str input, const char *path,
                  const struct read_opts *o, struct article_report *out);
/* Takes each report of worker_check_each; it is valid until `fn` returns. */
struct check_sink {
    void (*fn)(void *ctx, struct worker *w, struct article_report *r);
    void *ctx;
};
/* As worker_check for an input that may hold several articles, such as a feed:
 * `fn` gets a report for each one, and one for an input without any. */
void worker_check_each(struct worker *w, struct str input, const char *path,
                       const struct read_opts *o, struct check_sink sink);
/* Adds an error to the report of the worker's present article. */
void worker_add_error(struct worker *w, const struct err *e, struct article_report *r);
/* An article that failed before it could be read, as a report. */
void worker_failed(struct worker *w, const char *path, const struct err *why,
                   struct article_report *out);

#endif
