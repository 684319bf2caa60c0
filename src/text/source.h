/*
 * Text on its way from the input's bytes to the document: a string together
 * with the map of its bytes back to the input.  Each step (decoding, a JSON
 * string's escapes, character references, markup) reads one source and writes
 * another, and the map is composed as it is written, so that whatever the
 * number of steps a segment always names bytes of the input.
 */
#ifndef CC_TEXT_SOURCE_H
#define CC_TEXT_SOURCE_H

#include "text/doc.h"

/* A string to read.  Without segments byte i stands at input offset base + i. */
struct source {
    struct str s;
    const struct segment *seg;
    size_t n_seg;
    uint64_t base;
};

/* A string being written. */
struct mapped {
    struct buf *text;
    segments_t *segments;
};

/* The bytes [at, at + n) of the source are appended 1:1. */
void mapped_run(struct mapped *m, const struct source *from, size_t at, size_t n);

/* `bytes` stand for the bytes [at, at + n) of the source (n may be 0). */
void mapped_fold(struct mapped *m, const struct source *from, size_t at, size_t n,
                 struct str bytes);

/* The same by input offset: bytes that map 1:1 onto the input from `in` on. */
void mapped_run_at(struct mapped *m, uint64_t in, struct str bytes);
/* Bytes that stand, as a whole, for the input's [in, end). */
void mapped_fold_at(struct mapped *m, uint64_t in, uint64_t end, struct str bytes);

/* Input offset behind the last byte written; 0 when nothing was. */
uint64_t mapped_end(const struct mapped *m);

/* A view of what was written; valid until the next write. */
struct source mapped_source(const struct mapped *m);

/* Input offset of byte `at` of the source, which may be s.n. */
uint64_t source_input(const struct source *src, size_t at);
/* Input offset behind byte `end - 1`: a folded run is covered whole. */
uint64_t source_input_end(const struct source *src, size_t end);

/* Index of the segment that holds `at`; n must not be 0. */
size_t segment_find(const struct segment *seg, size_t n, uint32_t at);

#endif
