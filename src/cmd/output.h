/*
 * Where a report goes: standard output, a device, or a file.  A file grows as
 * FILE.part and takes its name when the report is complete, so that a failure
 * leaves the old content.  A batch that can go on later leaves FILE.part with
 * FILE.resume beside it, which says how far it came and with what options.
 */
#ifndef CC_CMD_OUTPUT_H
#define CC_CMD_OUTPUT_H

#include "base/err.h"
#include "base/str.h"
#include "cmd/batch.h"

struct journal {             /* state of a run after its last written item */
    char key[65];            /* hash over everything that must be the same */
    uint64_t items, written; /* items done; bytes of FILE.part that count */
    bool error, found;
    struct totals totals;
    struct buf last; /* path of the last item */
};

struct output {
    int fd;
    char *path, *part, *journal_path; /* NULL: not a file of ours */
    const char *shown;                /* for messages */
    uint64_t written, dev, ino;
    bool has_file; /* dev and ino are set: a regular file */
};

/* `path` NULL or "-": standard output.  With `journal` (may be NULL) the file
 * can be gone on with; if `resume`, and an interrupted run left its journal, it
 * is read: journal->items is then above 0 and the file is cut to what counts.
 * False for what cannot be written and for a journal with another key. */
bool output_open(struct output *o, const char *path, struct journal *journal, bool resume,
                 struct err *e);
/* All of it or false: closed pipe, full disk. */
bool output_put(struct output *o, struct str s, struct err *e);
/* Notes how far the run has come. */
bool output_note(struct output *o, const struct journal *j, struct err *e);
/* Gives the file its name and forgets the journal. */
bool output_finish(struct output *o, struct err *e);
/* Closes; what is not finished stays only with a journal. */
void output_close(struct output *o);

#endif
