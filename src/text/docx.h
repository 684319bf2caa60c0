/*
 * Word documents: text, headings, lists, tables, footnotes.
 */
#ifndef CC_TEXT_DOCX_H
#define CC_TEXT_DOCX_H

#include "text/intake.h"

/* Appends the XML of a document's text and footnotes to out; this is what
 * offsets count in.  False with an error when it cannot be unpacked. */
bool docx_unpack(struct str archive, struct buf *out, struct err *e);
/* True for an archive that holds a Word document. */
bool docx_is(struct str bytes);
/* Reads what docx_unpack made; see struct reader. */
bool docx_read(struct build *b, const struct source *src, const struct read_opts *o,
               struct err *e);

#endif
