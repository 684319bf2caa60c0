/*
 * A stored HTTP response taken apart: what a WARC's response record holds.
 */
#ifndef CC_TEXT_HTTP_H
#define CC_TEXT_HTTP_H

#include "base/err.h"
#include "base/str.h"
#include "text/doc.h"

enum http_result {
    HTTP_ARTICLE, /* body and encoding are set */
    HTTP_OTHER,   /* an image, a redirect, a page that was not found: not an article */
    HTTP_BROKEN   /* said in the error */
};
struct http {
    struct str body;        /* a view into `response` or into the buffer */
    enum doc_format format; /* DOC_AUTO when the server did not say */
    char charset[40];       /* "" when the server did not say */
};

/* Undoes transfer and content encoding (chunked; gzip, deflate).  `room` is
 * where the body is unpacked to when it must be; at most its maximum.  A body
 * that a crawler already unpacked, though its header says otherwise, is taken
 * as it is. */
enum http_result http_read(struct str response, struct buf *room, struct http *out,
                           struct err *e);

#endif
