/*
 * Work in several threads, results in order.  `next` gives out work one at a
 * time, `work` runs in parallel, `emit` gets the results one at a time in the
 * order of the work.  At most BATCH_WINDOW results wait for an earlier one.
 */
#ifndef CC_CMD_BATCH_H
#define CC_CMD_BATCH_H

#include "base/err.h"
#include "base/str.h"

#define BATCH_WINDOW 64

struct unit {         /* one article to do */
    size_t seq;       /* 0, 1, 2, ... */
    const char *path; /* lives as long as the run */
    struct err why;   /* why it cannot be done; msg empty: it can */
    struct buf bytes; /* owned: its content, when has_bytes */
    bool has_bytes;
    char charset[40]; /* as the web server says, else empty */
    bool is_line;     /* one line of a JSONL file */
    int line;         /* its number, 1-based */
};
struct done { /* its result */
    struct buf body, tail, diagnostics;
    size_t articles; /* reports in body */
    bool error, found;
    void *data; /* handed to emit, which frees it */
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
