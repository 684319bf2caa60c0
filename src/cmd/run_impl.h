/*
 * What the parts of a run share: run.c sets up and ends, run_work.c does one
 * piece of work in one of several threads, run_emit.c writes the results in
 * their order.
 */
#ifndef CC_CMD_RUN_IMPL_H
#define CC_CMD_RUN_IMPL_H

#include "cmd/baseline.h"
#include "cmd/batch.h"
#include "cmd/config.h"
#include "cmd/feeder.h"
#include "cmd/output.h"
#include "cmd/places.h"
#include "cmd/progress.h"
#include "cmd/run.h"
#include "cmd/stop.h"
#include "report/engine.h"

/* The same claims judged on older figures (--since). */
struct past {
    struct store *store;
    struct verifier *verifier;
    struct judgements judgements;
};

struct run {
    const struct run_opts *o;
    struct settings s;
    struct config config;
    struct places places;
    struct engine engine;
    struct err broken; /* rules that do not load: said for each article */
    struct report_env env;
    const struct writer *writer;
    struct feeder feeder;
    struct worker *workers;
    struct loaded *loaded; /* one a worker, at least one */
    int n_workers, n_loaded;
    struct past *past; /* one a worker; NULL: not asked for */
    int n_past;
    unsigned fail_mask; /* bit 1 << verdict */
    struct baseline baseline;
    struct buf accepted; /* lines of the new baseline */
    struct buf tail;     /* what the writer wants back at the end */
    struct output output;
    struct journal journal; /* how far the run is; counts of the whole run */
    bool resumable, has_output;
    int64_t noted; /* when the journal was written last, milliseconds */
    struct progress progress;
    struct stop *stop;
    bool begun; /* run_begin_output was called */
    bool full; /* the output cannot take more; atomic */
};

/* The three steps of the batch, as in cmd/batch.h; ctx is the run. */
bool run_next(void *ctx, struct unit *u);
void run_work(void *ctx, int thread, struct unit *u, struct done *d); /* see above */
void run_emit(void *ctx, const struct done *d);                       /* see above */

/* What stands before the first report. */
void run_begin_output(struct run *r);
/* What stands behind the last one; the file gets its name; counts are written. */
void run_finish_output(struct run *r);
/* Hash over everything that shapes the reports besides the articles: options,
 * rules, figures, version; 64 hex digits into key. */
void run_key(const struct run *r, char key[65]);
/* A diagnostic in a buffer instead of on standard error. */
void run_say(struct buf *out, const struct err *e, const char *kind);

#endif
