/*
 * Pauses, second tries and redirects.
 */
#include "sync/fetch.h"

#include <inttypes.h>

#include "sync/clock.h"
#include "sync/json_text.h"

#define FIRST_WAIT_MS 250
#define MAX_REDIRECTS 3

void http_init(struct http_response *r)
{
    memset(r, 0, sizeof(*r));
    buf_init(&r->body, HTTP_MAX_BODY);
    r->retry_after = -1;
}

void http_release(struct http_response *r)
{
    buf_release(&r->body);
}

static void reset(struct http_response *r)
{
    buf_clear(&r->body);
    r->status = 0;
    r->etag[0] = r->location[0] = '\0';
    r->retry_after = -1;
    r->again = r->slow = false;
}

struct str fetch_origin(struct str url)
{
    struct str scheme = STR("https://");
    size_t end = scheme.n;

    if (!str_starts(url, scheme))
        return STR_NONE;
    while (end < url.n && url.p[end] != '/' && url.p[end] != '?' && url.p[end] != '#') {
        if (url.p[end] == '@' || url.p[end] == '\\' || (unsigned char)url.p[end] <= ' ')
            return STR_NONE;
        end++;
    }
    return end == scheme.n ? STR_NONE : str_sub(url, 0, end);
}

static void say(struct fetch *f, const char *fmt, ...)
{
    char text[200];
    va_list ap;

    if (!f->say)
        return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
    f->say(f->user, text);
}

/* ---- pauses ---- */

/* Waits until a request with the key fits into the minute; false when the day's
 * quota is used up. */
static bool pace(struct fetch *f, struct err *e)
{
    int64_t oldest = f->sent[f->n_sent % FETCH_PER_MINUTE], now = clock_ms();

    if (f->left_today <= 0)
        return err_set(e, "today's %d requests are used up", FETCH_PER_DAY);
    if (f->n_sent >= FETCH_PER_MINUTE && now - oldest < 60000) {
        say(f, "waiting %" PRId64 " s: %d requests a minute",
            (60999 - (now - oldest)) / 1000, FETCH_PER_MINUTE);
        clock_sleep_ms(60000 - (now - oldest));
    }
    f->sent[f->n_sent++ % FETCH_PER_MINUTE] = clock_ms();
    f->left_today--;
    return true;
}

/* ---- one request and its redirects ---- */

/* Where a redirect leads, when that is the same host; false with error. */
static bool follow(const char *from, const char *location, struct buf *to, struct err *e)
{
    struct str origin = fetch_origin(str_c(from)), there = fetch_origin(str_c(location));

    buf_clear(to);
    if (location[0] == '/' && location[1] != '/')
        buf_addf(to, "%.*s%s", STR_FMT(origin), location);
    else if (str_eq(origin, there))
        buf_addc(to, location);
    else
        return err_set(e, "cannot fetch '%s': it redirects elsewhere, to '%s'", from,
                       location);
    return true;
}

static bool get_once(struct fetch *f, struct http_request *q, struct http_response *out,
                     struct err *e)
{
    struct buf url;
    bool ok;

    buf_init(&url, 2048);
    buf_addc(&url, q->url);
    for (int hops = 0;; hops++) {
        struct buf next;

        reset(out);
        q->url = url.p;
        if (q->key && !pace(f, e)) {
            out->status = 429;
            ok = false;
            break;
        }
        ok = f->get(q, out, e);
        if (!ok || out->status < 300 || out->status > 399 || out->status == 304)
            break;
        buf_init(&next, 2048);
        ok = hops < MAX_REDIRECTS
                 ? follow(url.p, out->location, &next, e)
                 : err_set(e, "cannot fetch '%s': too many redirects", url.p);
        buf_clear(&url);
        buf_adds(&url, buf_str(&next));
        buf_release(&next);
        if (!ok)
            break;
    }
    q->url = NULL;
    buf_release(&url);
    return ok;
}

/* ---- what an answer means ---- */

/* {error: {code, message}}: the message, short and without control characters. */
static void add_reason(const struct http_response *r, char *out, size_t size)
{
    cJSON *json = json_parse(buf_str(&r->body), NULL);
    struct str text = json_string(json_get(json_get(json, "error"), "message"));
    size_t n = 0;

    out[0] = '\0';
    if (text.n && size > 4) {
        n = (size_t)snprintf(out, size, ": %.*s", STR_FMT(str_sub(text, 0, 120)));
        for (size_t i = 0; i < n && i < size; i++)
            if ((unsigned char)out[i] < 0x20)
                out[i] = ' ';
    }
    cJSON_Delete(json);
}

static enum fetch_state judge(const char *url, const struct http_response *r,
                              struct err *e)
{
    char reason[200];

    if (r->status == 200)
        return FETCH_OK;
    if (r->status == 304)
        return FETCH_UNCHANGED;
    add_reason(r, reason, sizeof(reason));
    if (r->status == 401 || r->status == 403) {
        err_set(e, "the key was not accepted (%ld%s): see OPENROUTER_API_KEY", r->status,
                reason);
        return FETCH_DENIED;
    }
    err_set(e, "cannot fetch '%s': the server answered %ld%s", url, r->status, reason);
    return r->status == 429 ? FETCH_LIMITED : FETCH_FAILED;
}

static bool is_passing(const struct http_response *r)
{
    return r->again || r->status == 429 || r->status == 408 || r->status >= 500;
}

/* How long to wait before the next try (ms); -1: not worth it. */
static int64_t wait_for(const struct http_response *r, int attempt)
{
    if (r->retry_after > FETCH_MAX_WAIT)
        return -1;
    if (r->retry_after >= 0)
        return r->retry_after * 1000;
    return clock_jitter((int64_t)FIRST_WAIT_MS << attempt);
}

enum fetch_state fetch_get(struct fetch *f, const char *url, const char *etag, bool keyed,
                           struct http_response *out, struct err *e)
{
    enum fetch_state state = FETCH_FAILED;

    for (int attempt = 0; attempt < FETCH_TRIES; attempt++) {
        struct http_request q = {url, keyed ? f->key : NULL, etag, f->seconds,
                                 f->authority};
        bool whole = get_once(f, &q, out, e);
        int64_t wait;

        state = whole                ? judge(url, out, e)
                : out->status == 429 ? FETCH_LIMITED
                                     : FETCH_FAILED;
        wait = wait_for(out, attempt);
        if ((whole ? !is_passing(out) : !out->again) || attempt + 1 == FETCH_TRIES ||
            (out->slow && attempt > 0))
            return state;
        if (wait < 0) {
            err_set(e, "the server asks to wait %ld s: try again then", out->retry_after);
            return FETCH_LIMITED;
        }
        say(f, "%s; trying again in %" PRId64 " ms", e->msg, wait);
        clock_sleep_ms(wait);
    }
    return state;
}
