/*
 * Status line, the few header fields that matter, then the body's encodings
 * in the order in which they were put on.
 */
#include "text/http.h"

#include "base/io.h"
#include "text/records_impl.h"

#define BODY_RATIO 200 /* what a compressed body may grow by */

static const struct {
    const char *type;
    enum doc_format format;
} types[] = {
    {"text/html", DOC_HTML},  {"application/xhtml+xml", DOC_HTML},
    {"text/plain", DOC_AUTO}, {"text/markdown", DOC_MD},
    {"", DOC_AUTO},
};

static bool known_type(struct str type, enum doc_format *format)
{
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        if (str_ieq(type, str_c(types[i].type))) {
            *format = types[i].format;
            return true;
        }
    }
    return false;
}

/* "HTTP/1.1 200 OK": only a plain success is an article. */
static bool is_success(struct str line)
{
    size_t space = str_find(line, STR(" "), 0);

    return str_starts(line, STR("HTTP/")) &&
           str_eq(str_sub(line, space + 1, space + 4), STR("200"));
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Length line of a chunk; false when it is none. */
static bool chunk_size(struct str *s, size_t *size)
{
    size_t i = 0, v = 0;

    while (i < s->n && hex(s->p[i]) >= 0 && v < 1u << 30)
        v = v * 16 + (size_t)hex(s->p[i++]);
    if (i == 0 || v >= 1u << 30)
        return false;
    i = str_find(*s, STR("\n"), i);
    if (i == s->n)
        return false;
    *s = str_sub(*s, i + 1, s->n);
    *size = v;
    return true;
}

/* Appends the chunks; false when the body does not begin with one.  What comes
 * after a damaged chunk is left out. */
static bool unchunk(struct str s, struct buf *out)
{
    size_t size, start = out->n;

    while (chunk_size(&s, &size) && size) {
        struct str data = str_sub(s, 0, size);

        if (!buf_adds(out, data))
            return true;
        s = str_sub(s, data.n, s.n);
        if (data.n < size)
            return true; /* the crawler cut it off */
        if (str_starts(s, STR("\r\n")))
            s = str_sub(s, 2, s.n);
        else if (str_starts(s, STR("\n")))
            s = str_sub(s, 1, s.n);
        else
            return out->n - start > size;
    }
    return out->n > start;
}

static bool says(struct str fields, const char *name, const char *value)
{
    struct str list = header_field(fields, name), word;

    while (str_split(&list, ',', &word))
        if (str_ieq(str_trim(word), str_c(value)))
            return true;
    return false;
}

static bool is_zlib(struct str s)
{
    return s.n > 2 && ((unsigned char)s.p[0] & 0x0f) == 8 &&
           ((unsigned char)s.p[0] << 8 | (unsigned char)s.p[1]) % 31 == 0;
}

/* Unpacks out->body if it is packed. */
static bool decompress(struct str fields, struct buf *room, struct http *out,
                       struct err *e)
{
    struct buf plain;
    bool ok;

    if (says(fields, "Content-Encoding", "br") ||
        says(fields, "Content-Encoding", "zstd"))
        return err_set(e, "the page is compressed in a way that is not read");
    if (!io_is_gzip(out->body) &&
        !(says(fields, "Content-Encoding", "deflate") && is_zlib(out->body)))
        return true;
    buf_init(&plain, room->max);
    ok = io_gunzip(out->body, BODY_RATIO, &plain, e);
    buf_release(room);
    *room = plain;
    out->body = buf_str(room);
    return ok;
}

enum http_result http_read(struct str response, struct buf *room, struct http *out,
                           struct err *e)
{
    size_t n = header_length(response), first = str_find(response, STR("\n"), 0);
    struct str fields, type, charset;

    *out = (struct http){.format = DOC_AUTO};
    if (n == 0 || !str_starts(response, STR("HTTP/")))
        return err_set(e, "the record holds no HTTP response"), HTTP_BROKEN;
    if (!is_success(str_sub(response, 0, first)))
        return HTTP_OTHER;
    fields = str_sub(response, first + 1, n);
    media_type(header_field(fields, "Content-Type"), &type, &charset);
    out->body = str_sub(response, n, response.n);
    if (!known_type(type, &out->format) || str_trim(out->body).n == 0)
        return HTTP_OTHER;
    snprintf(out->charset, sizeof(out->charset), "%.*s",
             (int)(charset.n < 39 ? charset.n : 0), charset.n ? charset.p : "");
    buf_clear(room);
    if (says(fields, "Transfer-Encoding", "chunked") && unchunk(out->body, room))
        out->body = buf_str(room);
    return decompress(fields, room, out, e) ? HTTP_ARTICLE : HTTP_BROKEN;
}
