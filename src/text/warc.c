/*
 * WARC as a stream (ISO 28500): responses, resources and conversions to text
 * come out, everything else is passed over.  Files of the crawls have one gzip
 * member a record, so that after damage the next record is found again.
 */
#include "text/records.h"

#include "text/records_impl.h"

#define HEADER_MAX (64u << 10)

static bool lost(struct records *r, struct record *out, const char *what)
{
    bool said = r->lost;

    r->lost = true;
    if (!out->why.msg[0])
        err_set(&out->why, "%s", what);
    return !said;
}

/* Goes forward to a line that begins a record; false at the end. */
static bool find_record(struct records *r, struct record *out)
{
    for (;;) {
        struct str ahead;
        size_t at;

        if (!stream_peek(r->s, HEADER_MAX, &ahead, &out->why) && ahead.n < 8)
            return false;
        at = str_find(ahead, STR("WARC/1."), 0);
        if (at < ahead.n) {
            stream_take(r->s, at);
            return true;
        }
        if (ahead.n < HEADER_MAX)
            return false;
        stream_take(r->s, ahead.n - 8);
    }
}

static void skip_blank(struct stream *s)
{
    struct str ahead;

    while (stream_peek(s, 1, &ahead, NULL) && ahead.n &&
           (ahead.p[0] == '\r' || ahead.p[0] == '\n'))
        stream_take(s, 1);
}

enum header {
    HEADER_FOUND,
    HEADER_END,
    HEADER_BAD,   /* the search goes on in what is there */
    HEADER_BROKEN /* nothing more can be had without a new start */
};

/* The header of the next record, which stays in front of the stream. */
static enum header next_header(struct records *r, struct record *out, struct str *header)
{
    struct str ahead;
    size_t want = 4096;

    if (r->lost) {
        if (!find_record(r, out))
            return out->why.msg[0] ? HEADER_BROKEN : HEADER_END;
    } else {
        skip_blank(r->s);
    }
    for (;; want *= 2) {
        bool all = !stream_peek(r->s, want, &ahead, &out->why) || ahead.n < want;
        size_t n = header_length(ahead);

        if (ahead.n == 0)
            return out->why.msg[0] ? HEADER_BROKEN : HEADER_END;
        if (!str_starts(ahead, STR("WARC/")))
            break;
        if (n) {
            err_clear(&out->why);
            *header = str_sub(ahead, 0, n);
            return HEADER_FOUND;
        }
        if (all || want >= HEADER_MAX)
            break;
    }
    if (str_starts(ahead, STR("filedesc:")) && r->number == 0) {
        r->done = true;
        err_set(&out->why, "ARC files (before WARC) are not read");
    } else if (!out->why.msg[0]) {
        err_set(&out->why, "a record does not begin with a WARC header");
    }
    if (str_starts(ahead, STR("WARC/")))
        stream_take(r->s, 5); /* so that the search goes on behind it */
    return HEADER_BAD;
}

/* What the reader makes of a record, by the fields of its header. */
static bool is_wanted(struct str fields, struct record *out)
{
    struct str type = header_field(fields, "WARC-Type"), media, charset;

    media_type(header_field(fields, "Content-Type"), &media, &charset);
    out->kind = RECORD_ARTICLE;
    if (str_ieq(type, STR("response"))) {
        out->kind = RECORD_HTTP;
        return str_ieq(media, STR("application/http"));
    }
    if (!str_ieq(type, STR("resource")) && !str_ieq(type, STR("conversion")))
        return false;
    if (str_starts(header_field(fields, "WARC-Target-URI"), STR("metadata:")))
        return false; /* what wget notes about itself */
    return str_ieq(media, STR("text/html")) || str_ieq(media, STR("text/plain")) ||
           str_ieq(media, STR("application/xhtml+xml"));
}

static void set_name(struct str fields, struct record *out)
{
    struct str uri = header_field(fields, "WARC-Target-URI");

    if (uri.n > 2 && uri.p[0] == '<' && uri.p[uri.n - 1] == '>')
        uri = str_sub(uri, 1, uri.n - 1); /* as old versions of wget wrote it */
    snprintf(out->name, sizeof(out->name), "%.*s", (int)(uri.n < 511 ? uri.n : 511),
             uri.n ? uri.p : "");
}

/* The block behind the header; true when there is a record to hand out. */
static bool read_block(struct records *r, uint64_t n, struct record *out,
                       struct buf *bytes)
{
    size_t before = bytes->n;
    enum stream_got got;

    if (n > RECORD_MAX) {
        err_set(&out->why, "the record is larger than %u bytes", RECORD_MAX);
        got = stream_skip(r->s, n, NULL);
        r->lost = got != STREAM_OK;
        return true;
    }
    got = stream_read(r->s, n, bytes, &out->why);
    if (got == STREAM_OK)
        return true;
    bytes->n = before;
    lost(r, out, "the file ends within a record");
    return true;
}

/* One record; false: nothing to hand out of it, go on. */
static bool take_record(struct records *r, struct str header, struct record *out,
                        struct buf *bytes)
{
    size_t first = str_find(header, STR("\n"), 0), n = header.n;
    struct str fields = str_sub(header, first + 1, header.n);
    bool wanted = is_wanted(fields, out);
    int64_t length;

    out->number = ++r->number;
    set_name(fields, out);
    if (!str_i64(header_field(fields, "Content-Length"), &length) || length < 0) {
        stream_take(r->s, n);
        return lost(r, out, "a record has no valid Content-Length");
    }
    r->lost = false;
    stream_take(r->s, n);
    if (wanted)
        return read_block(r, (uint64_t)length, out, bytes);
    if (stream_skip(r->s, (uint64_t)length, &out->why) != STREAM_OK)
        return lost(r, out, "the file ends within a record");
    return false;
}

bool warc_next(struct records *r, struct record *out, struct buf *bytes)
{
    for (;;) {
        struct str header;
        bool said = r->lost;

        err_clear(&out->why);
        out->name[0] = '\0';
        switch (next_header(r, out, &header)) {
        case HEADER_FOUND:
            if (take_record(r, header, out, bytes))
                return true;
            break;
        case HEADER_END:
            return false;
        case HEADER_BROKEN:
            r->done = !stream_resync(r->s);
            /* fall through */
        case HEADER_BAD:
            r->lost = true;
            out->number = r->number + 1;
            if (!said)
                return true;
            if (r->done)
                return false;
        }
    }
}
