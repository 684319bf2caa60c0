/*
 * Bringing files into the store.  What a file is is told from its content; the
 * formats are one table.  A file is added whole or refused whole, with the
 * line of its first bad row.
 */
#ifndef CC_SYNC_IMPORT_H
#define CC_SYNC_IMPORT_H

#include "store/write.h"

#define IMPORT_MAX_BYTES (64u << 20)

enum import_state {
    IMPORT_ADDED,  /* figures were added */
    IMPORT_SAME,   /* read before, or nothing in it was new */
    IMPORT_NOTHING /* known, but holds no figures that the store keeps */
};
struct import_result {
    enum import_state state;
    const char *format; /* a static name: "daily usage", "export csv" */
    struct file_stats stats;
    char note[160]; /* what was left out and why; empty: nothing */
};

/* What the caller knows of a file beyond its bytes; all may be NULL. */
struct import_hints {
    const char *as_of; /* "2026-10-08" or an ISO time */
    const char *retrieved_at;
    const char *expect; /* the format that it must be in */
};

/* Imports bytes (gzipped or not); `name` is shown in errors and kept in the
 * store.  `hints` may be NULL. */
bool import_bytes(struct writer *w, const char *name, struct str bytes,
                  const struct import_hints *hints, struct import_result *out,
                  struct err *e);
/* The same for a file.  A manifest beside an export ("x.manifest.json" for
 * "x.csv") must fit it. */
bool import_file(struct writer *w, const char *path, const struct import_hints *hints,
                 struct import_result *out, struct err *e);
/* Files are best imported in the order of this rank: what explains others
 * first.  100 for what is not recognised or cannot be read. */
int import_rank(const char *path);

#endif
