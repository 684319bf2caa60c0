/*
 * Raw bytes go from the descriptor into a fixed step; a window grows behind
 * it, by copying or by inflating, as far as a caller wants to see.  An error
 * is kept until what came before it has been used up.
 */
#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define RAW_STEP    65536u
#define WINDOW_MIN  131072u
#define WINDOW_KEEP (1u << 20) /* a larger window is given back when it is empty */

struct stream {
    int fd, stop_fd;
    bool own_fd, waits; /* waits: a pipe or terminal, not a file */
    struct stat st;
    unsigned char raw[RAW_STEP];
    size_t raw_at, raw_n;
    bool raw_end;
    uint64_t stored, taken;
    uint64_t limit; /* what may still be shown; UINT64_MAX: all */
    enum { PLAIN, GZIP, GZIP_DONE } kind;
    bool in_member;
    z_stream z;
    char *window;
    size_t at, n, cap; /* visible: window[at, n) */
    bool end;          /* nothing more can be added to the window */
    struct err why;    /* msg not empty: the end is an error */
    char path[];
};

static bool failed(struct stream *s, const char *what, int number)
{
    char words[128];

    s->end = true;
    return err_set(&s->why, "cannot %s '%s': %s", what, s->path,
                   strerror_r(number, words, sizeof(words)));
}

/* False when the wait was ended from outside. */
static bool wait_for_input(struct stream *s)
{
    struct pollfd p[2] = {{.fd = s->fd, .events = POLLIN},
                          {.fd = s->stop_fd, .events = POLLIN}};

    if (!s->waits || s->stop_fd < 0)
        return true;
    while (poll(p, 2, -1) < 0)
        if (errno != EINTR)
            return true;
    return !(p[1].revents & POLLIN);
}

/* More raw bytes; false at the end or on an error (kept in s->why). */
static bool raw_fill(struct stream *s)
{
    ssize_t got;

    if (s->raw_at < s->raw_n)
        return true;
    if (s->raw_end)
        return false;
    do {
        if (!wait_for_input(s)) {
            s->raw_end = true;
            return false;
        }
        got = read(s->fd, s->raw, RAW_STEP);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        failed(s, "read", errno);
    s->raw_end = got <= 0;
    s->raw_at = 0;
    s->raw_n = got > 0 ? (size_t)got : 0;
    return got > 0;
}

static void raw_use(struct stream *s, size_t n)
{
    s->raw_at += n;
    s->stored += n;
}

/* The next two raw bytes begin a gzip member; the first step is never shorter
 * than two bytes unless the input is. */
static bool at_member(struct stream *s)
{
    if (!raw_fill(s))
        return false;
    if (s->raw_n - s->raw_at == 1 && !s->raw_end) {
        ssize_t got = 0;

        s->raw[0] = s->raw[s->raw_at];
        while (wait_for_input(s) && (got = read(s->fd, s->raw + 1, RAW_STEP - 1)) < 0 &&
               errno == EINTR)
            ;
        s->raw_at = 0;
        s->raw_n = 1 + (got > 0 ? (size_t)got : 0);
        s->raw_end = got <= 0;
    }
    return s->raw_n - s->raw_at >= 2 && s->raw[s->raw_at] == 0x1f &&
           s->raw[s->raw_at + 1] == 0x8b;
}

static bool corrupt(struct stream *s, const char *what)
{
    s->end = true;
    s->in_member = false;
    return err_set(&s->why, "'%s': %s", s->path, what);
}

/* Begins the next member; without one the input is over (padding after the
 * last member is passed over, as gzip does). */
static bool begin_member(struct stream *s)
{
    if (!at_member(s)) {
        s->kind = GZIP_DONE;
        s->end = true;
        return false;
    }
    if (inflateReset(&s->z) != Z_OK)
        return corrupt(s, "cannot begin to decompress");
    s->in_member = true;
    return true;
}

/* Inflates into the window's free end; false when nothing could be added. */
static bool add_inflated(struct stream *s)
{
    size_t before = s->n;

    while (s->n == before && !s->end) {
        int result;

        if (!s->in_member && !begin_member(s))
            break;
        if (!raw_fill(s))
            return s->why.msg[0] ? false : corrupt(s, "compressed data end too early");
        s->z.next_in = s->raw + s->raw_at;
        s->z.avail_in = (uInt)(s->raw_n - s->raw_at);
        s->z.next_out = (unsigned char *)s->window + s->n;
        s->z.avail_out = (uInt)(s->cap - s->n);
        result = inflate(&s->z, Z_NO_FLUSH);
        raw_use(s, s->raw_n - s->raw_at - s->z.avail_in);
        s->n = s->cap - s->z.avail_out;
        if (result == Z_STREAM_END)
            s->in_member = false;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            corrupt(s, "compressed data are damaged");
    }
    return s->n > before;
}

static bool add_plain(struct stream *s)
{
    size_t n;

    if (!raw_fill(s)) {
        s->end = true;
        return false;
    }
    n = s->raw_n - s->raw_at;
    if (n > s->cap - s->n)
        n = s->cap - s->n;
    memcpy(s->window + s->n, s->raw + s->raw_at, n);
    s->n += n;
    raw_use(s, n);
    return true;
}

/* Room for `want` visible bytes and some more. */
static void make_room(struct stream *s, size_t want)
{
    size_t left = s->n - s->at, cap = s->cap ? s->cap : WINDOW_MIN;

    if (left == 0 && s->cap > WINDOW_KEEP && want < WINDOW_MIN) {
        free(s->window);
        s->window = NULL;
        s->cap = s->at = s->n = 0;
        cap = WINDOW_MIN;
    }
    while (cap < want + WINDOW_MIN / 2)
        cap *= 2;
    if (s->at) {
        memmove(s->window, s->window + s->at, left);
        s->at = 0;
        s->n = left;
    }
    if (cap > s->cap) {
        s->window = xrealloc(s->window, cap);
        s->cap = cap;
    }
}

/* Adds something to the window; false at the end. */
static bool add_more(struct stream *s, size_t want)
{
    if (s->end || s->n - s->at >= s->limit)
        return false;
    if (s->at == s->n || s->cap - s->n < WINDOW_MIN / 8 || s->cap - s->at < want)
        make_room(s, want);
    return s->kind == PLAIN ? add_plain(s) : add_inflated(s);
}

static struct str visible(const struct stream *s)
{
    size_t n = s->n - s->at;

    return str_of(s->window ? s->window + s->at : "",
                  n < s->limit ? n : (size_t)s->limit);
}

bool stream_peek(struct stream *s, size_t want, struct str *ahead, struct err *e)
{
    while (s->n - s->at < want && add_more(s, want))
        ;
    *ahead = visible(s);
    if (ahead->n >= want || ahead->n == s->limit || !s->why.msg[0])
        return true;
    if (e)
        *e = s->why;
    return false;
}

void stream_take(struct stream *s, size_t n)
{
    if (n > s->n - s->at)
        BUG("%zu bytes taken of %zu", n, s->n - s->at);
    s->at += n;
    s->taken += n;
    if (s->limit != UINT64_MAX)
        s->limit -= n;
}

void stream_limit(struct stream *s, uint64_t n)
{
    s->limit = n;
}

uint64_t stream_left(const struct stream *s)
{
    return s->limit;
}

static enum stream_got ended(struct stream *s, struct err *e)
{
    if (!s->why.msg[0] || s->limit == 0)
        return STREAM_END;
    if (e)
        *e = s->why;
    return STREAM_ERROR;
}

/* Drops the rest of a line that is too long. */
static enum stream_got skip_line(struct stream *s, char end, struct err *e)
{
    do {
        struct str v = visible(s);
        const char *nl = v.n ? memchr(v.p, end, v.n) : NULL;

        stream_take(s, nl ? (size_t)(nl - v.p) + 1 : v.n);
        if (nl)
            return STREAM_LONG;
    } while (add_more(s, 1));
    return ended(s, e) == STREAM_ERROR ? STREAM_ERROR : STREAM_LONG;
}

enum stream_got stream_until(struct stream *s, char end, size_t max, struct str *line,
                             struct err *e)
{
    size_t seen = 0;

    for (;;) {
        struct str v = visible(s);
        const char *nl = v.n > seen ? memchr(v.p + seen, end, v.n - seen) : NULL;
        size_t length = nl ? (size_t)(nl - v.p) : v.n;

        if (length > max)
            return skip_line(s, end, e);
        if (nl) {
            *line = str_of(v.p, length);
            stream_take(s, length + 1);
            return STREAM_OK;
        }
        seen = v.n;
        if (add_more(s, v.n + 1))
            continue;
        if (v.n == 0 || ended(s, e) == STREAM_ERROR)
            return ended(s, e);
        *line = visible(s);
        stream_take(s, line->n);
        return STREAM_OK;
    }
}

enum stream_got stream_line(struct stream *s, size_t max, struct str *line, struct err *e)
{
    return stream_until(s, '\n', max, line, e);
}

enum stream_got stream_skip(struct stream *s, uint64_t n, struct err *e)
{
    while (n) {
        size_t step = visible(s).n;

        if (step == 0) {
            if (!add_more(s, 1))
                return ended(s, e);
            continue;
        }
        if (step > n)
            step = (size_t)n;
        stream_take(s, step);
        n -= step;
    }
    return STREAM_OK;
}

enum stream_got stream_read(struct stream *s, uint64_t n, struct buf *out, struct err *e)
{
    while (n) {
        size_t step = visible(s).n;

        if (step == 0) {
            if (!add_more(s, 1))
                return ended(s, e);
            continue;
        }
        if (step > n)
            step = (size_t)n;
        if (!buf_add(out, s->window + s->at, step))
            return STREAM_LONG;
        stream_take(s, step);
        n -= step;
    }
    return STREAM_OK;
}

bool stream_resync(struct stream *s)
{
    if (s->kind != GZIP)
        return false;
    s->at = s->n = 0;
    s->in_member = false;
    while (raw_fill(s)) {
        if (at_member(s)) {
            s->end = false;
            err_clear(&s->why);
            return true;
        }
        if (s->raw_at < s->raw_n)
            raw_use(s, 1);
    }
    return false;
}

/* By its first bytes. */
static bool detect(struct stream *s, struct err *e)
{
    if (at_member(s)) {
        s->kind = GZIP;
        if (inflateInit2(&s->z, 16 + MAX_WBITS) != Z_OK)
            return err_set(e, "cannot begin to decompress '%s'", s->path);
    }
    if (s->why.msg[0]) {
        *e = s->why;
        return false;
    }
    return true;
}

static bool open_file(struct stream *s, const char *path, struct err *e)
{
    s->own_fd = strcmp(path, "-") != 0;
    s->fd = s->own_fd ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (s->fd < 0 || fstat(s->fd, &s->st) < 0) {
        failed(s, "open", errno);
    } else if (S_ISDIR(s->st.st_mode)) {
        failed(s, "read", EISDIR);
    } else {
        s->waits = !S_ISREG(s->st.st_mode);
        return detect(s, e);
    }
    *e = s->why;
    return false;
}

struct stream *stream_open(const char *path, int stop_fd, struct err *e)
{
    const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
    struct stream *s = xcalloc(1, sizeof(*s) + strlen(shown) + 1);
    struct err unused;

    memcpy(s->path, shown, strlen(shown) + 1);
    s->fd = -1;
    s->stop_fd = stop_fd;
    s->limit = UINT64_MAX;
    if (open_file(s, path, e ? e : &unused))
        return s;
    stream_close(s);
    return NULL;
}

void stream_close(struct stream *s)
{
    if (!s)
        return;
    if (s->kind != PLAIN)
        inflateEnd(&s->z);
    if (s->own_fd && s->fd >= 0)
        close(s->fd);
    free(s->window);
    free(s);
}

bool stream_is_file(const struct stream *s, uint64_t dev, uint64_t ino)
{
    return (uint64_t)s->st.st_dev == dev && (uint64_t)s->st.st_ino == ino;
}

uint64_t stream_size(const struct stream *s)
{
    return S_ISREG(s->st.st_mode) ? (uint64_t)s->st.st_size : 0;
}

uint64_t stream_stored(const struct stream *s)
{
    return s->stored;
}

uint64_t stream_taken(const struct stream *s)
{
    return s->taken;
}

bool stream_changed(const struct stream *s)
{
    struct stat now;

    if (!S_ISREG(s->st.st_mode) || fstat(s->fd, &now) < 0)
        return false;
    return now.st_size != s->st.st_size || now.st_mtim.tv_sec != s->st.st_mtim.tv_sec ||
           now.st_mtim.tv_nsec != s->st.st_mtim.tv_nsec;
}

bool stream_would_wait(const struct stream *s)
{
    struct pollfd p = {.fd = s->fd, .events = POLLIN};
    struct str v = visible(s);

    return s->waits && !s->end && s->raw_at == s->raw_n &&
           (v.n == 0 || !memchr(v.p, '\n', v.n)) && poll(&p, 1, 0) == 0;
}

bool stream_was_gzip(const struct stream *s)
{
    return s->kind != PLAIN;
}
