/*
 * MIME without trust in what it says: unknown encodings are left as they are,
 * a broken line ends nothing, and a part that never ends goes on to the end.
 */
#include "text/mime.h"

#include "text/encoding.h"

struct mime_part mime_part_at(struct str s, size_t from, size_t to)
{
    struct mime_part p = {from, to, to};
    size_t at = from;

    while (at < to) {
        const char *nl = memchr(s.p + at, '\n', to - at);
        size_t end = nl ? (size_t)(nl - s.p) : to;

        if (end == at || (end == at + 1 && s.p[at] == '\r')) {
            p.body = end + 1 < to ? end + 1 : to;
            break;
        }
        at = nl ? end + 1 : to;
    }
    return p;
}

struct str mime_header(struct str s, const struct mime_part *p, const char *name)
{
    size_t n = strlen(name);

    for (size_t at = p->head; at < p->body;) {
        const char *nl = memchr(s.p + at, '\n', p->body - at);
        size_t end = nl ? (size_t)(nl - s.p) : p->body;

        while (end + 1 < p->body && (s.p[end + 1] == ' ' || s.p[end + 1] == '\t')) {
            nl = memchr(s.p + end + 1, '\n', p->body - end - 1);
            end = nl ? (size_t)(nl - s.p) : p->body;
        }
        if (end > at + n && s.p[at + n] == ':' &&
            str_ieq(str_sub(s, at, at + n), str_c(name)))
            return str_trim(str_sub(s, at + n + 1, end));
        at = end + 1;
    }
    return STR_NONE;
}

struct str mime_param(struct str value, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 0; i + n < value.n; i++) {
        struct str rest;

        if (!strchr("; \t\r\n", value.p[i]) || !value.p[i] ||
            !str_ieq(str_sub(value, i + 1, i + 1 + n), str_c(name)))
            continue;
        rest = str_trim(str_sub(value, i + 1 + n, value.n));
        if (!rest.n || rest.p[0] != '=')
            continue;
        rest = str_trim(str_sub(rest, 1, rest.n));
        if (rest.n && rest.p[0] == '"')
            return str_sub(rest, 1, str_find(rest, STR("\""), 1));
        for (n = 0; n < rest.n && !strchr("; \t\r\n", rest.p[n]); n++)
            ;
        return str_sub(rest, 0, n);
    }
    return STR_NONE;
}

/* The next line "--boundary" in [at, to): its start; `to` if there is none. */
static size_t find_boundary(struct str s, size_t at, size_t to, struct str boundary)
{
    struct str part = str_sub(s, 0, to);

    while ((at = str_find(part, boundary, at)) < to) {
        if (at >= 2 && s.p[at - 1] == '-' && s.p[at - 2] == '-' &&
            (at == 2 || s.p[at - 3] == '\n'))
            return at - 2;
        at++;
    }
    return to;
}

bool mime_next_part(struct str s, const struct mime_part *p, struct str boundary,
                    size_t *at, struct mime_part *out)
{
    size_t from = find_boundary(s, *at, p->end, boundary), to, line;
    const char *nl;

    if (!boundary.n || from == p->end)
        return false;
    line = from + 2 + boundary.n;
    if (str_starts(str_sub(s, line, p->end), STR("--")))
        return false;
    nl = memchr(s.p + line, '\n', p->end - line);
    line = nl ? (size_t)(nl - s.p) + 1 : p->end;
    to = find_boundary(s, line, p->end, boundary);
    *out = mime_part_at(s, line, to);
    *at = to;
    return true;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static void decode_quoted(struct mapped *out, const struct source *src, size_t at,
                          size_t to)
{
    const char *p = src->s.p;

    while (at < to) {
        const char *eq = memchr(p + at, '=', to - at);
        size_t stop = eq ? (size_t)(eq - p) : to, n = 1;
        char byte;

        mapped_run(out, src, at, stop - at);
        at = stop;
        if (at == to)
            break;
        if (at + 2 < to + 0 && hex_value(p[at + 1]) >= 0 && hex_value(p[at + 2]) >= 0) {
            byte = (char)(hex_value(p[at + 1]) * 16 + hex_value(p[at + 2]));
            mapped_fold(out, src, at, 3, str_of(&byte, 1));
            n = 3;
        } else if (at + 1 < to && p[at + 1] == '\n') {
            n = 2; /* a line that goes on */
        } else if (at + 2 < to && p[at + 1] == '\r' && p[at + 2] == '\n') {
            n = 3;
        } else {
            mapped_run(out, src, at, 1);
        }
        at += n;
    }
}

static int base64_value(char c)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *hit = c ? strchr(digits, c) : NULL;

    return hit ? (int)(hit - digits) : -1;
}

static void decode_base64(struct mapped *out, const struct source *src, size_t at,
                          size_t to)
{
    size_t first = at, n = 0;
    uint32_t bits = 0;

    for (; at < to && src->s.p[at] != '='; at++) {
        int v = base64_value(src->s.p[at]);
        char bytes[3];

        if (v < 0)
            continue;
        if (n == 0)
            first = at;
        bits = bits << 6 | (uint32_t)v;
        if (++n < 4)
            continue;
        for (int i = 0; i < 3; i++)
            bytes[i] = (char)(bits >> (16 - 8 * i));
        mapped_fold(out, src, first, at + 1 - first, str_of(bytes, 3));
        n = 0;
        bits = 0;
    }
    if (n >= 2) {
        char bytes[2];

        bits <<= 6 * (4 - n);
        bytes[0] = (char)(bits >> 16);
        bytes[1] = (char)(bits >> 8);
        mapped_fold(out, src, first, at - first, str_of(bytes, n - 1));
    }
}

void mime_decode(struct mapped *out, const struct source *src, size_t from, size_t to,
                 struct str encoding)
{
    if (str_ieq(encoding, STR("base64")))
        decode_base64(out, src, from, to);
    else if (str_ieq(encoding, STR("quoted-printable")))
        decode_quoted(out, src, from, to);
    else
        mapped_run(out, src, from, to - from);
}

/* "=?charset?Q?text?=" at `at`: behind it, its parts in out[0..2]; 0 if none. */
static size_t word_end(struct str s, size_t at, struct str out[3])
{
    struct str rest = str_sub(s, at, at + 200 < s.n ? at + 200 : s.n);
    size_t marks[4], n = 0;

    for (size_t i = 0; i < rest.n && n < 4; i++)
        if (rest.p[i] == '?')
            marks[n++] = i;
    if (n < 4 || rest.p[0] != '=' || marks[0] != 1 || marks[2] != marks[1] + 2 ||
        marks[3] + 1 >= rest.n || rest.p[marks[3] + 1] != '=')
        return 0;
    out[0] = str_sub(rest, 2, marks[1]);
    out[1] = str_sub(rest, marks[1] + 1, marks[2]);
    out[2] = str_sub(rest, marks[2] + 1, marks[3]);
    return at + marks[3] + 2;
}

/* The bytes of an encoded word's text; all of them stand for all of it. */
static void word_bytes(struct buf *bytes, struct str encoding, struct str text)
{
    struct source src = {.s = text};
    segments_t unused = {0};
    struct mapped out = {bytes, &unused};

    if (str_ieq(encoding, STR("B"))) {
        decode_base64(&out, &src, 0, text.n);
    } else {
        decode_quoted(&out, &src, 0, text.n);
        for (size_t i = 0; i < bytes->n; i++)
            if (bytes->p[i] == '_')
                bytes->p[i] = ' ';
    }
    VEC_FREE(&unused);
}

static void put_word(struct mapped *out, const struct source *src, size_t at, size_t n,
                     const struct str part[3])
{
    char name[40];
    struct buf bytes, utf8;
    segments_t segments = {0};
    struct mapped decoded = {&utf8, &segments};
    struct source raw;

    buf_init(&bytes, 0);
    buf_init(&utf8, 0);
    snprintf(name, sizeof(name), "%.*s", STR_FMT(part[0]));
    word_bytes(&bytes, part[1], part[2]);
    raw = (struct source){.s = buf_str(&bytes)};
    if (decode_source(&raw, name, &decoded))
        mapped_fold(out, src, at, n, buf_str(&utf8));
    else
        mapped_fold(out, src, at, n, buf_str(&bytes));
    VEC_FREE(&segments);
    buf_release(&utf8);
    buf_release(&bytes);
}

void mime_words(struct mapped *out, const struct source *src, size_t from, size_t to)
{
    struct str s = str_sub(src->s, 0, to);
    size_t at = from, behind_word = SIZE_MAX;

    while (at < to) {
        size_t next = str_find(s, STR("=?"), at), end;
        struct str part[3];

        /* white space between two encoded words is none */
        if (at != behind_word || str_trim(str_sub(s, at, next)).n || next == to)
            mapped_run(out, src, at, next - at);
        if (next == to)
            break;
        end = word_end(s, next, part);
        if (end)
            put_word(out, src, next, end - next, part);
        else
            mapped_run(out, src, next, 2);
        at = end ? end : next + 2;
        behind_word = end ? end : SIZE_MAX;
    }
}
