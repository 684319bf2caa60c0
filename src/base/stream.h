/*
 * A file read once from front to back, in memory that does not depend on its
 * size.  Compressed input (gzip, also many members one after the other) is
 * undone on the way.  Nothing is mapped: a file that is cut short while it is
 * read gives an error, not a signal.
 */
#ifndef CC_BASE_STREAM_H
#define CC_BASE_STREAM_H

#include "base/err.h"
#include "base/str.h"

struct stream;

/* "-" is standard input.  `stop_fd`: a descriptor that becomes readable when
 * waiting for a slow input should end (the stream then ends), -1 none.  NULL
 * with the system's words when there is nothing to read. */
struct stream *stream_open(const char *path, int stop_fd, struct err *e);
/* NULL is fine. */
void stream_close(struct stream *s);
/* Device and inode, to find out whether two names are one file. */
bool stream_is_file(const struct stream *s, uint64_t dev, uint64_t ino);
/* Size in bytes as stored (compressed), 0 when the system does not say. */
uint64_t stream_size(const struct stream *s);
/* Bytes consumed of the stored (compressed) input. */
uint64_t stream_stored(const struct stream *s);
/* Bytes taken so far, after decompression. */
uint64_t stream_taken(const struct stream *s);
/* Whether the file's size or time is another than when it was opened. */
bool stream_changed(const struct stream *s);
/* Whether the input was compressed. */
bool stream_was_gzip(const struct stream *s);

enum stream_got {
    STREAM_OK,
    STREAM_END,  /* nothing left */
    STREAM_LONG, /* longer than the limit; it has been skipped */
    STREAM_ERROR /* reading or decompressing failed; stream_resync may help */
};

/* Makes at least `want` bytes visible, fewer only before the end, often more.
 * The view is good until the next call.  False on an error. */
bool stream_peek(struct stream *s, size_t want, struct str *ahead, struct err *e);
/* Goes forward over bytes that stream_peek showed. */
void stream_take(struct stream *s, size_t n);
/* One line without its newline, good until the next call; the last one may
 * lack the newline.  A line above `max` bytes is passed over (STREAM_LONG). */
enum stream_got stream_line(struct stream *s, size_t max, struct str *line,
                            struct err *e);
/* The same with another byte than a newline at the end of lines. */
enum stream_got stream_until(struct stream *s, char end, size_t max, struct str *line,
                             struct err *e);
/* Goes forward over n bytes; STREAM_END when there were fewer. */
enum stream_got stream_skip(struct stream *s, uint64_t n, struct err *e);
/* Appends exactly n bytes to out; STREAM_END (and what there was) when there
 * were fewer, STREAM_LONG when out has no room. */
enum stream_got stream_read(struct stream *s, uint64_t n, struct buf *out, struct err *e);
/* From here on only the next n bytes are shown, as if the input ended there;
 * UINT64_MAX takes the limit away. */
void stream_limit(struct stream *s, uint64_t n);
/* What the limit still allows, UINT64_MAX without one. */
uint64_t stream_left(const struct stream *s);
/* A pipe or terminal that holds no further line at the moment. */
bool stream_would_wait(const struct stream *s);
/* After an error in compressed data: forgets what was not taken and goes on
 * with the next gzip member. False when there is none. */
bool stream_resync(struct stream *s);

#endif
