/*
 * Escaping by context.  Strings from articles, stores and file names are
 * hostile: nothing of theirs may steer a terminal, a browser, a spreadsheet
 * or a CI log.  Invalid UTF-8 becomes U+FFFD everywhere.
 */
#ifndef CC_REPORT_ESCAPE_H
#define CC_REPORT_ESCAPE_H

#include "base/str.h"

/* True for code points that act instead of showing: C0, DEL, C1, bidi
 * controls, line separators, byte order mark, tag characters. */
bool escape_steers(uint32_t cp);

/* One past the last byte, NULL for an empty view without memory. */
const char *escape_end(struct str s);

/* Columns a code point takes on a terminal: 0, 1 or 2. */
int escape_width(uint32_t cp);
/* Columns of a whole text. */
int escape_columns(struct str s);

/* One line of terminal text: line breaks and tabs become a space, what steers
 * becomes U+FFFD. */
void escape_term(struct buf *out, struct str s);

/* HTML text and double-quoted attribute values alike. */
void escape_html(struct buf *out, struct str s);

/* One CSV field (RFC 4180): always quoted; a leading = + - @, or one after
 * white space, gets an apostrophe, so that no spreadsheet computes it, unless
 * it is a plain number. */
void escape_csv(struct buf *out, struct str s);

/* GitHub workflow command: message, and property (also ':' and ','). */
void escape_github(struct buf *out, struct str s, bool property);

/* Link target if it is http or https, else false (nothing is written). */
bool escape_href(struct buf *out, struct str url);

/* Percent-encoded relative or absolute path as a URI reference (SARIF). */
void escape_uri(struct buf *out, struct str path);

#endif
