/*
 * Files that hold many articles, read as a stream: JSON lines, tar and WARC,
 * each plain or compressed with gzip.  What is kept in memory is one record
 * at a time, of at most RECORD_MAX bytes; a record that is damaged or larger
 * is one record with an error, and the next one is read as if nothing had been.
 */
#ifndef CC_TEXT_RECORDS_H
#define CC_TEXT_RECORDS_H

#include "base/stream.h"

#define RECORD_MAX (16u << 20)

enum container { CONTAINER_NONE, CONTAINER_LINES, CONTAINER_TAR, CONTAINER_WARC };

enum record_kind {
    RECORD_ARTICLE, /* an article as a file would hold it */
    RECORD_LINE,    /* one JSON object */
    RECORD_HTTP     /* headers and body of a response: see text/http.h */
};
struct record {
    enum record_kind kind;
    char name[512];  /* tar: the member; WARC: the address; cut if longer; lines: "" */
    uint64_t number; /* of the line or record, 1-based */
    struct err why;  /* msg not empty: this record cannot be read */
};

struct records;

/* By the first bytes of a file that is open; lines are never detected. */
enum container records_detect(struct stream *s);
/* By the name's ending, ".gz" ignored: jsonl ndjson tar tgz warc. */
enum container records_by_name(struct str name);
/* Name of an article in a format that can be read (txt, md, html, ...), ".gz"
 * ignored; what a folder or a tar is searched for. */
bool records_is_article(struct str name);

/* Takes over the stream. Never NULL. */
struct records *records_new(struct stream *s, enum container c);
/* Closes the stream too; NULL is fine. */
void records_free(struct records *r);
/* The next record; its bytes are appended to `bytes`.  False at the end. A
 * last record with an error may tell that the rest cannot be read. */
bool records_next(struct records *r, struct record *out, struct buf *bytes);
/* The stream that is read, for progress. */
const struct stream *records_stream(const struct records *r);

#endif
