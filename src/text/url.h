/*
 * Fetching an article by its address.  libcurl is loaded by the first fetch.
 *
 * What comes from an article's author must not reach into the desk's own
 * network: addresses that are not public are refused after the name has been
 * resolved, for every connection, those of redirects too.
 */
#ifndef CC_TEXT_URL_H
#define CC_TEXT_URL_H

#include "base/err.h"
#include "base/str.h"

#define URL_MAX_BYTES (16u << 20)
#define URL_MAX_SECONDS 30
#define URL_MAX_REDIRECTS 5

struct url_opts {
    bool allow_local;     /* tests only: loopback is let through */
    const char *user_agent;
};

struct url_page {
    struct buf body;
    char content_type[128]; /* as the server says, may be empty */
    char url[2048];         /* after redirects */
};

/* "http://..." or "https://...", whatever stands behind it. */
bool url_is(struct str s);

/* Gets a page: http and https only, no cookies, no netrc, no proxy from the
 * environment, limits as above.  False with an error; page->body is then to be
 * released all the same. */
bool url_fetch(const char *url, const struct url_opts *o, struct url_page *page,
               struct err *e);

/* An IPv4 (4 bytes) or IPv6 (16 bytes) address in network order that is not
 * for public traffic: private, loopback, link-local, CGNAT, multicast,
 * documentation, v4-mapped or translated forms of these. */
bool url_address_refused(const unsigned char *addr, size_t n);

/* The same as url_fetch in the plugin; called through it. */
bool url_fetch_curl(const char *url, const struct url_opts *o, struct url_page *page,
                    struct err *e);

#endif
