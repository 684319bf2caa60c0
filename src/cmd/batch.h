/*
 * Work in several threads, results in order.  `next` gives out work one piece
 * at a time, `work` runs in parallel, `emit` gets the results one at a time in
 * the order of the work.  A ring of slots bounds what is in flight, so memory
 * does not grow with the input, however slow one piece or the reader of the
 * output is.
 */
#ifndef CC_CMD_BATCH_H
#define CC_CMD_BATCH_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "text/records.h"

struct item {              /* one article to do */
    const char *path;      /* as it is shown, in the unit's arena */
    const char *url;       /* where it was found (WARC), else NULL */
    const struct err *why; /* why it cannot be read; NULL: it may be */
    enum record_kind kind;
    bool has_bytes; /* its content is unit.bytes[at, at + n); else the path's file */
    size_t at, n;
    uint64_t number; /* line or record in its file, from 1; 0: the whole file */
    uint64_t index;  /* in the run, from 0 */
};
struct unit { /* what one thread does at once */
    struct arena arena;
    VEC(struct item) items;
    struct buf bytes;
    uint64_t stored; /* bytes of stored input used up so far in the run */
};
/* Empty and ready. */
void unit_init(struct unit *u);
/* Ready for other items, memory kept within bounds. */
void unit_clear(struct unit *u);
void unit_release(struct unit *u); /* Frees everything. */

struct totals {        /* what a run has seen */
    uint64_t records;  /* items, also those that could not be read */
    uint64_t articles; /* reports written */
    uint64_t bytes;    /* of the articles' input */
    uint64_t numerals, claims, bound, judged, suppressed;
    uint64_t verdicts[5]; /* in the order of enum verdict */
    uint64_t errors;      /* articles with an error */
    uint64_t cached;      /* reports taken from the cache */
};
/* Adds b to a. */
void totals_add(struct totals *a, const struct totals *b);

struct done { /* the result of a unit */
    struct buf body, tail, diagnostics;
    struct buf accepted; /* lines for a new baseline */
    struct buf last;     /* path of the last item, for the journal */
    struct totals totals;
    uint64_t stored; /* of the unit */
    bool error, found;
};

struct batch {
    void *ctx;
    bool (*next)(void *ctx, struct unit *u); /* false: no more */
    void (*work)(void *ctx, int thread, struct unit *u, struct done *d);
    void (*emit)(void *ctx, const struct done *d);
};

/* Runs until `next` says no more, in `threads` threads (1: in this one). */
void batch_run(const struct batch *b, int threads);

#endif
