/*
 * Lists that are written after all articles: each article leaves compact JSON
 * objects in the sink's tail, one a line behind a letter for its list.
 */
#ifndef CC_REPORT_TAIL_H
#define CC_REPORT_TAIL_H

#include "report/json_out.h"
#include "report/report.h"

/* Starts an item of list `letter`; write one value to *j, then tail_end. */
void tail_item(struct json *j, struct buf *tail, char letter);
/* Ends the item. */
void tail_end(struct json *j);
/* Writes a list as "[...]": its items in order, one a line. */
void tail_list(struct buf *out, struct str tail, char letter);
/* True when the list has an item. */
bool tail_has(struct str tail, char letter);
/* The article's tool errors as items of list 'E': message, where, path. */
void tail_errors(struct buf *tail, const struct article_report *r);

#endif
