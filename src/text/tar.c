/*
 * tar as a stream: ustar with the pax and GNU forms of long names and large
 * sizes.  Only the files in it are looked at, one after the other, so this is
 * all of tar that is needed; a library for archives would bring a dozen formats
 * and as many ways to be attacked.
 */
#include "text/records.h"

#include "text/records_impl.h"

#define BLOCK         512u
#define LONG_NAME_MAX (64u << 10) /* of a pax or GNU header's own data */

struct member {
    char name[512];
    uint64_t size;
    char type;
    bool has_name, has_size; /* from a pax or GNU header in front */
};

/* A field of octal digits, or of base 256 with the first bit set. */
static bool number_of(const unsigned char *p, size_t n, uint64_t *out)
{
    uint64_t v = 0;

    if (p[0] & 0x80) {
        for (size_t i = 1; i < n; i++) {
            if (v >> 54)
                return false;
            v = v << 8 | p[i];
        }
        *out = v;
        return p[0] == 0x80;
    }
    for (size_t i = 0; i < n && p[i] && p[i] != ' '; i++) {
        if (p[i] < '0' || p[i] > '7')
            return false;
        v = v * 8 + (uint64_t)(p[i] - '0');
    }
    *out = v;
    return true;
}

static bool sum_is_right(const unsigned char *h)
{
    uint64_t stated, sum = 0;
    size_t from = 148;

    while (from < 156 && h[from] == ' ')
        from++;
    for (size_t i = 0; i < BLOCK; i++)
        sum += i >= 148 && i < 156 ? ' ' : h[i];
    return number_of(h + from, 156 - from, &stated) && stated == sum;
}

static void set_name(struct member *m, struct str name)
{
    snprintf(m->name, sizeof(m->name), "%.*s", (int)(name.n < 511 ? name.n : 511),
             name.n ? name.p : "");
}

static struct str field(const unsigned char *p, size_t n)
{
    return str_of((const char *)p, strnlen((const char *)p, n));
}

static void header_name(struct member *m, const unsigned char *h)
{
    struct str prefix = memcmp(h + 257, "ustar", 6) == 0 ? field(h + 345, 155) : STR_NONE;
    struct str name = field(h, 100);

    snprintf(m->name, sizeof(m->name), "%.*s%s%.*s", STR_FMT(prefix), prefix.n ? "/" : "",
             STR_FMT(name));
}

/* "27 path=long/name\n" and so on: name and size of the next member. */
static void read_pax(struct member *m, struct str s)
{
    while (s.n) {
        size_t space = str_find(s, STR(" "), 0);
        int64_t n;
        struct str line;

        if (!str_i64(str_sub(s, 0, space), &n) || n <= (int64_t)space ||
            (uint64_t)n > s.n)
            return;
        line = str_sub(s, space + 1, (size_t)n - 1);
        s = str_sub(s, (size_t)n, s.n);
        if (str_starts(line, STR("path="))) {
            set_name(m, str_sub(line, 5, line.n));
            m->has_name = true;
        } else if (str_starts(line, STR("size=")) &&
                   str_i64(str_sub(line, 5, line.n), &n) && n >= 0) {
            m->size = (uint64_t)n;
            m->has_size = true;
        }
    }
}

static uint64_t padding(uint64_t size)
{
    return (BLOCK - size % BLOCK) % BLOCK;
}

/* The data of a header that describes the next member. */
static bool read_extra(struct records *r, struct member *m, char type, uint64_t size)
{
    struct buf data;
    bool ok;

    if (size > LONG_NAME_MAX)
        return false;
    buf_init(&data, 0);
    ok = stream_read(r->s, size, &data, NULL) == STREAM_OK &&
         stream_skip(r->s, padding(size), NULL) == STREAM_OK;
    if (ok && type == 'x') {
        read_pax(m, buf_str(&data));
    } else if (ok && type == 'L') {
        set_name(m, field((const unsigned char *)buf_str(&data).p, data.n));
        m->has_name = true;
    }
    buf_release(&data);
    return ok;
}

static bool damaged(struct records *r, struct record *out, const char *what)
{
    char first[256];

    r->done = true;
    snprintf(first, sizeof(first), "%.200s", out->why.msg[0] ? out->why.msg : what);
    err_set(&out->why, "%s; the rest of the archive is not read", first);
    return true;
}

/* Header by header to the next file; false at the end or with an error. */
static bool next_member(struct records *r, struct member *m, struct record *out)
{
    for (;;) {
        unsigned char h[BLOCK];
        struct str ahead;
        uint64_t size;

        if (!stream_peek(r->s, BLOCK, &ahead, &out->why))
            return false;
        if (ahead.n == 0 || (ahead.n >= BLOCK && ahead.p[0] == '\0'))
            return false; /* the end, or the block of zeros before it */
        if (ahead.n < BLOCK)
            return err_set(&out->why, "the archive ends within a header");
        memcpy(h, ahead.p, BLOCK);
        stream_take(r->s, BLOCK);
        if (!sum_is_right(h) || !number_of(h + 124, 12, &size))
            return err_set(&out->why, "the archive has a damaged header");
        if (h[156] == 'x' || h[156] == 'L' || h[156] == 'g' || h[156] == 'K') {
            if (!read_extra(r, m, (char)h[156], size))
                return err_set(&out->why, "the archive has a damaged header");
            continue;
        }
        m->type = (char)h[156];
        if (!m->has_size)
            m->size = size;
        if (!m->has_name)
            header_name(m, h);
        return true;
    }
}

static bool is_file(const struct member *m)
{
    const char *base = strrchr(m->name, '/');

    base = base ? base + 1 : m->name;
    return (m->type == '0' || m->type == '\0' || m->type == '7') && base[0] &&
           base[0] != '.';
}

/* Reads the file; what is too large is passed over. */
static bool read_member(struct records *r, const struct member *m, struct record *out,
                        struct buf *bytes)
{
    enum stream_got got;

    out->kind = RECORD_ARTICLE;
    out->number = ++r->number;
    snprintf(out->name, sizeof(out->name), "%s", m->name);
    r->pad = padding(m->size);
    if (m->size > RECORD_MAX) {
        err_set(&out->why, "the file is larger than %u bytes", RECORD_MAX);
        got = stream_skip(r->s, m->size, NULL);
        r->done = got != STREAM_OK;
        return true;
    }
    got = stream_read(r->s, m->size, bytes, &out->why);
    return got == STREAM_OK ? true : damaged(r, out, "the archive is cut off");
}

/* The next line of a member that holds lines. */
static bool member_line(struct records *r, struct record *out, struct buf *bytes)
{
    uint64_t number = r->number;

    snprintf(out->name, sizeof(out->name), "%s", r->member);
    if (lines_next(r, out, bytes))
        return true;
    if (stream_left(r->s) > 0) {
        out->number = r->number = number;
        return damaged(r, out, "the archive is cut off");
    }
    r->in_lines = false;
    stream_limit(r->s, UINT64_MAX);
    return false;
}

static void open_lines(struct records *r, const struct member *m)
{
    snprintf(r->member, sizeof(r->member), "%s", m->name);
    r->in_lines = true;
    r->number = 0;
    r->pad = padding(m->size);
    stream_limit(r->s, m->size);
}

bool tar_next(struct records *r, struct record *out, struct buf *bytes)
{
    for (;;) {
        struct member m = {0};
        struct str name;

        if (r->in_lines && member_line(r, out, bytes))
            return true;
        if (r->pad && stream_skip(r->s, r->pad, &out->why) == STREAM_ERROR)
            return damaged(r, out, "the archive is cut off");
        r->pad = 0;
        if (!next_member(r, &m, out))
            return out->why.msg[0] ? damaged(r, out, "") : false;
        name = str_c(m.name);
        if (is_file(&m) && records_by_name(name) == CONTAINER_LINES &&
            !str_ends(name, STR(".gz")))
            open_lines(r, &m);
        else if (is_file(&m) && records_is_article(name))
            return read_member(r, &m, out, bytes);
        else if (stream_skip(r->s, m.size + padding(m.size), &out->why) == STREAM_ERROR)
            return damaged(r, out, "the archive is cut off");
    }
}
