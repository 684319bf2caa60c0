/*
 * Comma-separated values: quoted fields, LF or CRLF.  Rows keep the number of
 * their first line for errors.
 */
#ifndef CC_SYNC_CSV_H
#define CC_SYNC_CSV_H

#include "base/arena.h"
#include "base/err.h"

#define CSV_MAX_FIELDS 24

struct csv {
    struct str rest; /* what is not read yet */
    int next_line;
    int line; /* of the row in `field` */
    struct str field[CSV_MAX_FIELDS];
    int n;
    struct arena arena; /* fields in quotes */
};

/* `text` must outlive the reader. */
void csv_init(struct csv *c, struct str text);
/* Frees the fields. */
void csv_release(struct csv *c);
/* Reads a row; fields live until the next one.  False at the end, or with the
 * error set (its line too) for a row that is not well formed. */
bool csv_next(struct csv *c, struct err *e);
/* Skips a line as it is (a comment). */
void csv_skip_line(struct csv *c);

#endif
