/*
 * How far a run is: a line on the terminal while it goes on, and the counts as
 * JSON afterwards.
 */
#ifndef CC_CMD_PROGRESS_H
#define CC_CMD_PROGRESS_H

#include "cmd/batch.h"
#include "report/report.h"

struct progress {
    bool on;             /* standard error is a terminal, and nobody asked for quiet */
    bool shown;          /* a line stands there now */
    int64_t start, last; /* milliseconds */
    uint64_t total;      /* bytes of stored input, 0 unknown */
};

/* `total` as above. */
void progress_begin(struct progress *p, bool quiet, uint64_t total);
/* Shows the line anew if it is time. */
void progress_show(struct progress *p, const struct totals *t, uint64_t stored);
/* Takes the line away, so that something else can be printed. */
void progress_hide(struct progress *p);
/* Milliseconds since the beginning. */
int64_t progress_elapsed(const struct progress *p);

/* The counts of a run as JSON.  `ms` below 0 leaves out what no two runs have
 * in common (time, speed, memory): such summaries can be merged. */
void totals_json(const struct totals *t, const struct report_env *env, int64_t ms,
                 int jobs, struct buf *out);

#endif
