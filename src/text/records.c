/*
 * Which container a file is, JSON lines, and what the readers share.
 */
#include "text/records.h"

#include "text/records_impl.h"

static const struct {
    const char *ending;
    enum container c;
} endings[] = {
    {".jsonl", CONTAINER_LINES}, {".ndjson", CONTAINER_LINES}, {".tar", CONTAINER_TAR},
    {".tgz", CONTAINER_TAR},     {".warc", CONTAINER_WARC},    {".wet", CONTAINER_WARC},
};

static const char *const article_endings[] = {
    ".txt",   ".text", ".md",  ".markdown", ".html", ".htm",
    ".xhtml", ".xml",  ".rss", ".atom",     ".docx", ".eml",
};

static bool ends_like(struct str name, const char *ending)
{
    size_t n = strlen(ending);

    return name.n > n && str_ieq(str_sub(name, name.n - n, name.n), str_c(ending));
}

static struct str without_gz(struct str name)
{
    if (ends_like(name, ".gz"))
        name.n -= 3;
    return name;
}

enum container records_by_name(struct str name)
{
    name = without_gz(name);
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (ends_like(name, endings[i].ending))
            return endings[i].c;
    return CONTAINER_NONE;
}

bool records_is_article(struct str name)
{
    name = without_gz(name);
    for (size_t i = 0; i < ARRAY_LEN(article_endings); i++)
        if (ends_like(name, article_endings[i]))
            return true;
    return false;
}

enum container records_detect(struct stream *s)
{
    struct str head;

    stream_peek(s, 262, &head, NULL); /* an error will be met again by the reader */
    if (str_starts(head, STR("WARC/")))
        return CONTAINER_WARC;
    if (head.n >= 262 && str_eq(str_sub(head, 257, 262), STR("ustar")))
        return CONTAINER_TAR;
    return CONTAINER_NONE;
}

struct records *records_new(struct stream *s, enum container c)
{
    struct records *r = xcalloc(1, sizeof(*r));

    r->s = s;
    r->c = c;
    return r;
}

void records_free(struct records *r)
{
    if (!r)
        return;
    stream_close(r->s);
    free(r);
}

const struct stream *records_stream(const struct records *r)
{
    return r->s;
}

bool lines_next(struct records *r, struct record *out, struct buf *bytes)
{
    struct str line;

    for (;;) {
        enum stream_got got = stream_line(r->s, RECORD_MAX, &line, &out->why);

        if (got == STREAM_END)
            return false;
        r->number++;
        out->kind = RECORD_LINE;
        out->number = r->number;
        if (got == STREAM_LONG)
            return err_set(&out->why, "a line is longer than %u bytes", RECORD_MAX), true;
        if (got == STREAM_ERROR) {
            r->done = true;
            return true;
        }
        line = str_trim(line);
        if (line.n == 0)
            continue;
        if (!buf_adds(bytes, line))
            err_set(&out->why, "a line is longer than %u bytes", RECORD_MAX);
        return true;
    }
}

bool records_next(struct records *r, struct record *out, struct buf *bytes)
{
    out->name[0] = '\0';
    out->number = 0;
    err_clear(&out->why);
    if (r->done)
        return false;
    switch (r->c) {
    case CONTAINER_TAR:
        return tar_next(r, out, bytes);
    case CONTAINER_WARC:
        return warc_next(r, out, bytes);
    default:
        return lines_next(r, out, bytes);
    }
}

size_t header_length(struct str s)
{
    size_t at = 0;

    for (;;) {
        const char *nl = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;

        if (!nl)
            return 0;
        at = (size_t)(nl - s.p) + 1;
        if (at < s.n && s.p[at] == '\n')
            return at + 1;
        if (at + 1 < s.n && s.p[at] == '\r' && s.p[at + 1] == '\n')
            return at + 2;
    }
}

struct str header_field(struct str fields, const char *name)
{
    struct str line, wanted = str_c(name);

    while (str_split(&fields, '\n', &line)) {
        if (line.n > wanted.n && line.p[wanted.n] == ':' &&
            str_ieq(str_sub(line, 0, wanted.n), wanted))
            return str_trim(str_sub(line, wanted.n + 1, line.n));
    }
    return STR_NONE;
}

void media_type(struct str value, struct str *type, struct str *charset)
{
    struct str part;

    *charset = STR_NONE;
    *type = STR_NONE;
    if (!str_split(&value, ';', &part))
        return;
    *type = str_trim(part);
    while (str_split(&value, ';', &part)) {
        part = str_trim(part);
        if (!str_ieq(str_sub(part, 0, 8), STR("charset=")))
            continue;
        part = str_trim(str_sub(part, 8, part.n));
        if (part.n >= 2 && part.p[0] == '"' && part.p[part.n - 1] == '"')
            part = str_sub(part, 1, part.n - 1);
        *charset = part;
    }
}
