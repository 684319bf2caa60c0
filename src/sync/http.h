/*
 * One HTTPS request.  The work is done by the network plugin (net_http.c), the
 * only user of libcurl here; this header knows nothing of it.
 */
#ifndef CC_SYNC_HTTP_H
#define CC_SYNC_HTTP_H

#include "base/err.h"
#include "base/str.h"

#define HTTP_MAX_BODY (64u << 20)

struct http_request {
    const char *url;       /* https only */
    const char *key;       /* bearer token; NULL: none */
    const char *etag;      /* answer only if it has changed; NULL: always */
    long seconds;          /* for the whole answer */
    const char *authority; /* file with the certificates to trust; NULL: the system's */
};
struct http_response {
    long status; /* 0: there was no whole answer */
    struct buf body;
    char etag[200];
    char location[512]; /* of a redirect, as sent */
    long retry_after;   /* seconds; -1 not said */
    bool again;         /* no whole answer, but another try may get one */
    bool slow;          /* it took too long: one more try is enough */
};

/* Makes a request; redirects are not followed.  False with error when there was
 * no whole answer (response->again: worth another try).  The caller owns
 * `out` (http_init, http_release). */
typedef bool http_get_fn(const struct http_request *r, struct http_response *out,
                         struct err *e);

/* An empty answer. */
void http_init(struct http_response *r);
/* Frees the body. */
void http_release(struct http_response *r);

/* The plugin's, see http_get_fn. */
bool net_http_get(const struct http_request *q, struct http_response *out, struct err *e);

#endif
