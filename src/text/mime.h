/*
 * MIME: headers, parts, and text out of its transfer encodings, with the map
 * to the bytes as they were sent.
 */
#ifndef CC_TEXT_MIME_H
#define CC_TEXT_MIME_H

#include "text/source.h"

/* A message or part: where its headers and body stand. */
struct mime_part {
    size_t head, body, end;
};

/* Takes [from, to) apart: the body begins behind the first empty line. */
struct mime_part mime_part_at(struct str s, size_t from, size_t to);
/* A header's value, still folded and encoded; empty if there is none. */
struct str mime_header(struct str s, const struct mime_part *p, const char *name);
/* A parameter of a header's value: the boundary of a Content-Type. */
struct str mime_param(struct str value, const char *name);
/* The next part between boundary lines behind *at (at first p->body); false at
 * the end. */
bool mime_next_part(struct str s, const struct mime_part *p, struct str boundary,
                    size_t *at, struct mime_part *out);

/* Appends source bytes [from, to) out of a transfer encoding ("base64",
 * "quoted-printable"; others as they are). */
void mime_decode(struct mapped *out, const struct source *src, size_t from, size_t to,
                 struct str encoding);
/* Appends a header's text in UTF-8, encoded words decoded; a character of one
 * stands for the whole word. */
void mime_words(struct mapped *out, const struct source *src, size_t from, size_t to);

#endif
