/*
 * From the input's bytes to UTF-8: which encoding they are in, and the map
 * back.  UTF-8 input is read in place; nothing is copied.
 */
#ifndef CC_TEXT_ENCODING_H
#define CC_TEXT_ENCODING_H

#include "text/source.h"

/* An input that was no UTF-8, in UTF-8. */
struct decoded {
    struct buf text;
    segments_t segments;
};

/* Makes *out the UTF-8 form of d->input, without byte order mark.  `name` is
 * the encoding by option, NULL to detect it.  False with an error for binary
 * input and for an encoding that is not known. */
bool decode_input(struct doc *d, const char *name, struct source *out, struct err *e);

/* Appends the UTF-8 form of a source, such as a part of a mail, to `out`.
 * False when it is UTF-8 as it stands (nothing was appended), or cannot be
 * decoded. `name` as above. */
bool decode_source(const struct source *src, const char *name, struct mapped *out);

/* Releases what decode_input hung on a document; NULL is fine. */
void decoded_free(struct decoded *dec);

#endif
