/*
 * Parts of an article that stand in fields of a feed or record: a field's
 * text becomes a source of its own and is read as title, HTML or plain text.
 */
#ifndef CC_TEXT_FIELDS_H
#define CC_TEXT_FIELDS_H

#include "text/build.h"

/* Working memory for one field's text after the other. */
struct field {
    struct buf text;
    segments_t segments;
};

/* Begins a field: what is appended to the result is its text. */
struct mapped field_begin(struct field *f);
/* The text as a source, valid until the next field_begin. */
struct source field_source(struct field *f);
void field_release(struct field *f); /* frees the memory */

/* Into the open block; markup in the text is inline. */
void field_inline(struct build *b, struct field *f);
/* One block; markup in the text is inline (tags go, references are replaced).
 * A title also becomes the document's, when that has none. */
void field_block(struct build *b, struct field *f, enum block_type type, int level);
/* Several blocks, as text/blocks.h's blocks_read_html. */
void field_html(struct build *b, struct field *f);
/* Several blocks of plain text. */
void field_plain(struct build *b, struct field *f);

/* Metadata that the document does not have yet; empty text changes nothing. */
void meta_set(struct doc *d, struct str *where, struct str text);
/* As meta_set, for the language's tag. */
void meta_set_lang(struct doc *d, struct str tag);
/* As meta_set, for the date of publication. */
void meta_set_date(struct doc *d, struct str text);

#endif
