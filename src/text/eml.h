/*
 * Mails (RFC 5322, MIME): subject, date, sender, and the text of the body.
 */
#ifndef CC_TEXT_EML_H
#define CC_TEXT_EML_H

#include "text/intake.h"

/* How sure the bytes are of being a mail; see struct reader.  Looks at bytes
 * that are not decoded: each part of a mail says its own encoding. */
int eml_detect(struct str head);
/* Reads one mail; see struct reader. */
bool eml_read(struct build *b, const struct source *src, const struct read_opts *o,
              struct err *e);

#endif
