/*
 * What the readers of the containers share.
 */
#ifndef CC_TEXT_RECORDS_IMPL_H
#define CC_TEXT_RECORDS_IMPL_H

#include "text/records.h"

struct records {
    struct stream *s;
    enum container c;
    uint64_t number; /* of the last record */
    bool done;
    uint64_t pad;     /* tar: bytes to pass over before the next header */
    bool in_lines;    /* tar: the open member holds JSON lines */
    char member[512]; /* its name */
    bool lost;        /* WARC: searching for the next record; the error is said */
};

/* A record, or the end: what each reader returns to records_next. */
bool lines_next(struct records *r, struct record *out, struct buf *bytes);
/* As lines_next, of a tar's members. */
bool tar_next(struct records *r, struct record *out, struct buf *bytes);
/* As lines_next, of a WARC's responses, resources and conversions. */
bool warc_next(struct records *r, struct record *out, struct buf *bytes);

/* "text/html; charset=x" to its value alone: type and charset are views; empty
 * when absent. */
void media_type(struct str value, struct str *type, struct str *charset);
/* The value of a header field, name compared without case; empty when absent.
 * `fields` are the lines after the first. */
struct str header_field(struct str fields, const char *name);
/* Length of the header at the beginning of s with its empty line, 0: no end. */
size_t header_length(struct str s);

#endif
