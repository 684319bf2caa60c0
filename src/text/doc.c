/*
 * The document: its life, and the way back from text offsets to the input.
 * How it is filled: read.c.
 */
#include "text/doc.h"

#include "text/encoding.h"
#include "text/intake.h"

#include "base/utf8.h"

/* Where doc_position last was; counts are of the input before `at`. */
struct seek {
    size_t at;         /* byte offset in the input's UTF-8 form */
    size_t line_start; /* code points before the line */
    uint32_t line;
    uint64_t points, utf16;
};

const char *doc_format_name(enum doc_format f)
{
    static const char *const names[] = {
        [DOC_AUTO] = "auto",     [DOC_TXT] = "txt",     [DOC_MD] = "md",
        [DOC_HTML] = "html",     [DOC_FEED] = "feed",   [DOC_NITF] = "nitf",
        [DOC_NEWSML] = "newsml", [DOC_NINJS] = "ninjs", [DOC_ANS] = "ans",
        [DOC_WP] = "wp",         [DOC_JSONL] = "jsonl", [DOC_JSONFEED] = "jsonfeed",
        [DOC_DOCX] = "docx",     [DOC_EML] = "eml",
    };

    return f < ARRAY_LEN(names) ? names[f] : "unknown";
}

static struct seek *seek_new(struct arena *a)
{
    struct seek *k = ARENA_NEW(a, struct seek);

    k->line = 1;
    return k;
}

void doc_init(struct doc *d)
{
    *d = (struct doc){.published = DATE_NONE};
    arena_init(&d->arena);
    d->seek = seek_new(&d->arena);
}

void doc_release(struct doc *d)
{
    decoded_free(d->decoded);
    arena_release(&d->arena);
    VEC_FREE(&d->segments);
    VEC_FREE(&d->blocks);
    VEC_FREE(&d->sentences);
    VEC_FREE(&d->notes);
    VEC_FREE(&d->ignored);
    buf_release(&d->buf);
    buf_release(&d->unpacked);
    *d = (struct doc){.published = DATE_NONE};
}

static void forget_article(struct doc *d, struct seek seek)
{
    struct doc old = *d;

    *d = (struct doc){.arena = old.arena, .published = DATE_NONE};
    arena_clear(&d->arena);
    d->seek = seek_new(&d->arena);
    *d->seek = seek;
    d->segments = old.segments;
    d->blocks.p = old.blocks.p;
    d->blocks.cap = old.blocks.cap;
    d->sentences.p = old.sentences.p;
    d->sentences.cap = old.sentences.cap;
    d->notes.p = old.notes.p;
    d->notes.cap = old.notes.cap;
    d->ignored.p = old.ignored.p;
    d->ignored.cap = old.ignored.cap;
    d->buf = old.buf;
    d->unpacked = old.unpacked;
    VEC_CLEAR(&d->segments);
    buf_clear(&d->buf);
}

void doc_clear(struct doc *d)
{
    decoded_free(d->decoded);
    forget_article(d, (struct seek){.line = 1});
    buf_clear(&d->unpacked);
}

void doc_next(struct doc *d)
{
    struct str input = d->input;
    struct decoded *decoded = d->decoded;
    enum doc_format format = d->format;

    forget_article(d, *d->seek);
    d->input = input;
    d->decoded = decoded;
    d->format = format;
}

static const struct segment *segment_at(const struct doc *d, uint32_t at)
{
    return &d->segments.p[segment_find(d->segments.p, d->segments.n, at)];
}

uint64_t doc_input_start(const struct doc *d, uint32_t at)
{
    const struct segment *g;

    if (!d->segments.n)
        return 0;
    if (at >= d->text.n)
        return doc_input_end(d, (uint32_t)d->text.n);
    g = segment_at(d, at);
    return g->folded ? g->in : g->in + (at - g->at);
}

uint64_t doc_input_end(const struct doc *d, uint32_t end)
{
    const struct segment *g;

    if (!d->segments.n)
        return 0;
    if (end == 0)
        return doc_input_start(d, 0);
    g = segment_at(d, end - 1);
    return g->folded ? g->in + g->in_len : g->in + (end - g->at);
}

/* The offset in the UTF-8 form of the input that byte `in` belongs to. */
static size_t utf8_offset(const struct doc *d, uint64_t in)
{
    const struct segment *seg;
    size_t lo = 0, hi;

    if (!d->decoded)
        return in < d->input.n ? (size_t)in : d->input.n;
    seg = d->decoded->segments.p;
    hi = d->decoded->segments.n;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;

        if (seg[mid].in <= in)
            lo = mid;
        else
            hi = mid;
    }
    if (!hi || in < seg[lo].in)
        return 0;
    if (!seg[lo].folded)
        return seg[lo].at + (size_t)(in - seg[lo].in);
    return in < seg[lo].in + seg[lo].in_len || lo + 1 == d->decoded->segments.n
               ? seg[lo].at
               : seg[lo + 1].at;
}

static struct str utf8_input(const struct doc *d)
{
    return d->decoded ? buf_str(&d->decoded->text) : d->input;
}

/* Counts forward to byte `to` of the input's UTF-8 form. */
static void seek_to(struct seek *k, struct str s, size_t to)
{
    while (k->at < to) {
        unsigned char c = (unsigned char)s.p[k->at];
        int len = 1;
        uint32_t cp = c;

        if (c >= 0x80)
            cp = utf8_get(s.p + k->at, s.p + s.n, &len);
        k->at += (size_t)len;
        if (cp == 0xFEFF && k->at == 3)
            continue; /* the byte order mark is no character */
        k->points++;
        k->utf16 += 1 + (cp > 0xFFFF);
        if (c == '\n' || (c == '\r' && (k->at >= s.n || s.p[k->at] != '\n'))) {
            k->line++;
            k->line_start = k->points;
        }
    }
}

struct position doc_position(const struct doc *d, uint32_t start, uint32_t end)
{
    struct position pos = {.start = doc_input_start(d, start),
                           .end = doc_input_end(d, end)};
    struct str s = utf8_input(d);
    size_t from = utf8_offset(d, pos.start), to = utf8_offset(d, pos.end);
    struct seek behind;

    if (from < d->seek->at)
        *d->seek = (struct seek){.line = 1};
    seek_to(d->seek, s, from);
    pos.line = d->seek->line;
    pos.column = (uint32_t)(d->seek->points - d->seek->line_start) + 1;
    pos.utf16_start = d->seek->utf16;
    behind = *d->seek;
    seek_to(&behind, s, to);
    pos.utf16_end = behind.utf16;
    return pos;
}

size_t doc_sentence_at(const struct doc *d, uint32_t at)
{
    size_t lo = 0, hi = d->sentences.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (at < d->sentences.p[mid].start)
            hi = mid;
        else if (at >= d->sentences.p[mid].end)
            lo = mid + 1;
        else
            return mid;
    }
    return d->sentences.n;
}
