/*
 * Requests with manners: pauses between them as the API asks, waiting when it
 * says so, trying again when the line breaks, never following to another host.
 */
#ifndef CC_SYNC_FETCH_H
#define CC_SYNC_FETCH_H

#include "sync/http.h"

#define FETCH_PER_MINUTE 30
#define FETCH_PER_DAY    500
#define FETCH_TRIES      4
#define FETCH_MAX_WAIT   300 /* seconds that a server may ask us to wait */

/* What happens, for who wants to see: "waiting 2 s", "trying again". */
typedef void fetch_say_fn(void *user, const char *text);

struct fetch {
    http_get_fn *get;
    const char *key;                /* NULL: none */
    const char *authority;          /* see http.h */
    long seconds;                   /* for one answer */
    int64_t sent[FETCH_PER_MINUTE]; /* times (ms) of the last requests with the key */
    int n_sent;                     /* of this run, all with the key */
    int left_today;                 /* of the day's quota */
    fetch_say_fn *say;
    void *user;
};

enum fetch_state {
    FETCH_OK,
    FETCH_UNCHANGED, /* what the ETag stands for is still there */
    FETCH_DENIED,    /* the key was not accepted */
    FETCH_LIMITED,   /* the quota is used up, or the wait is too long */
    FETCH_FAILED
};
/* Gets a URL; `keyed`: with the key.  All but OK and UNCHANGED set the error.
 * The answer's body is the caller's. */
enum fetch_state fetch_get(struct fetch *f, const char *url, const char *etag, bool keyed,
                           struct http_response *out, struct err *e);

/* Scheme and host of a URL, "https://host:port"; empty when it is not https or
 * has something odd before the host. */
struct str fetch_origin(struct str url);

#endif
