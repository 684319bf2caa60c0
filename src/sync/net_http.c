/*
 * HTTPS with libcurl; part of the network plugin.  Certificates are always
 * checked, nothing but https is spoken, and the key is in a header of this one
 * request only: it is not sent on by a redirect, because none is followed.
 */
#include "sync/http.h"

#include <curl/curl.h>

#define CONNECT_SECONDS 10L
#define SLOW_BYTES      200L /* a second, over SLOW_SECONDS: a drip */
#define SLOW_SECONDS    20L

struct answer {
    struct http_response *r;
    bool too_large;
};

static size_t on_body(char *p, size_t size, size_t n, void *user)
{
    struct answer *a = user;

    if (buf_add(&a->r->body, p, size * n))
        return size * n;
    a->too_large = true;
    return 0;
}

/* The value of a header line with this name; false when it is another. */
static bool header(struct str line, const char *name, struct str *value)
{
    size_t n = strlen(name);

    if (line.n <= n || line.p[n] != ':' || !str_ieq(str_sub(line, 0, n), str_c(name)))
        return false;
    *value = str_trim(str_sub(line, n + 1, line.n));
    return true;
}

static void keep(char *out, size_t size, struct str value)
{
    snprintf(out, size, "%.*s", STR_FMT(str_sub(value, 0, size - 1)));
}

static size_t on_header(char *p, size_t size, size_t n, void *user)
{
    struct http_response *r = ((struct answer *)user)->r;
    struct str line = str_of(p, size * n), value;
    int64_t seconds;

    if (header(line, "etag", &value))
        keep(r->etag, sizeof(r->etag), value);
    else if (header(line, "location", &value))
        keep(r->location, sizeof(r->location), value);
    else if (header(line, "retry-after", &value) && str_i64(value, &seconds) &&
             seconds >= 0)
        r->retry_after = seconds > 86400 ? 86400 : (long)seconds;
    return size * n;
}

static struct curl_slist *headers_of(const struct http_request *q)
{
    struct curl_slist *list =
        curl_slist_append(NULL, "Accept: application/json, text/csv");
    struct buf line;

    buf_init(&line, 4096);
    if (q->key) {
        buf_addf(&line, "Authorization: Bearer %s", q->key);
        list = curl_slist_append(list, line.p);
        explicit_bzero(line.p, line.n);
        buf_clear(&line);
    }
    if (q->etag && *q->etag) {
        buf_addf(&line, "If-None-Match: %s", q->etag);
        list = curl_slist_append(list, line.p);
    }
    buf_release(&line);
    return list;
}

static void set_options(CURL *c, const struct http_request *q, struct answer *a,
                        struct curl_slist *headers, char *why)
{
    long slow = q->seconds < SLOW_SECONDS ? q->seconds : SLOW_SECONDS;

    curl_easy_setopt(c, CURLOPT_URL, q->url);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (q->authority)
        curl_easy_setopt(c, CURLOPT_CAINFO, q->authority);
    curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, q->seconds);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, slow);
    curl_easy_setopt(c, CURLOPT_MAXFILESIZE, (long)HTTP_MAX_BODY);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(c, CURLOPT_USERAGENT, "claimcheck/" CC_VERSION);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, a);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, a);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
}

/* Errors of the line, not of what is said over it. */
static bool worth_another_try(CURLcode code)
{
    static const CURLcode codes[] = {
        CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_PARTIAL_FILE,
        CURLE_OPERATION_TIMEDOUT,   CURLE_SEND_ERROR,      CURLE_RECV_ERROR,
        CURLE_GOT_NOTHING,          CURLE_HTTP2_STREAM,    CURLE_BAD_CONTENT_ENCODING,
    };

    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        if (code == codes[i])
            return true;
    return false;
}

static bool finish(CURL *c, CURLcode code, const char *why, const struct http_request *q,
                   struct answer *a, struct err *e)
{
    if (code == CURLE_OK) {
        curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &a->r->status);
        return true;
    }
    a->r->again = worth_another_try(code);
    a->r->slow = code == CURLE_OPERATION_TIMEDOUT;
    if (a->too_large || code == CURLE_FILESIZE_EXCEEDED) {
        a->r->again = false;
        return err_set(e, "cannot fetch '%s': the answer is larger than %u MiB", q->url,
                       HTTP_MAX_BODY >> 20);
    }
    return err_set(e, "cannot fetch '%s': %s", q->url,
                   *why ? why : curl_easy_strerror(code));
}

bool net_http_get(const struct http_request *q, struct http_response *out, struct err *e)
{
    struct answer a = {.r = out};
    char why[CURL_ERROR_SIZE] = "";
    struct curl_slist *headers;
    CURL *c = curl_easy_init();
    bool ok;

    if (!c)
        return err_set(e, "cannot fetch '%s': libcurl does not start", q->url);
    headers = headers_of(q);
    set_options(c, q, &a, headers, why);
    ok = finish(c, curl_easy_perform(c), why, q, &a, e);
    for (struct curl_slist *h = headers; h; h = h->next)
        explicit_bzero(h->data, strlen(h->data));
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return ok;
}
