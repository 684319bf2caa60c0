/*
 * Fuzz target for the readers of text: any bytes as an article, the first byte
 * choosing the format.  Whatever comes in, text is valid UTF-8 without control
 * characters, blocks and sentences lie in order, and every segment names bytes
 * that the input has.
 */
#include "base/utf8.h"
#include "text/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const struct doc *d)
{
    if (utf8_valid(d->text) != d->text.n)
        BUG("text is no UTF-8 at %zu", utf8_valid(d->text));
    for (size_t i = 0; i < d->text.n; i++)
        if ((unsigned char)d->text.p[i] < ' ' && d->text.p[i] != '\n')
            BUG("control %d at %zu", d->text.p[i], i);
}

static void check_segments(const struct doc *d)
{
    for (size_t i = 0; i < d->segments.n; i++) {
        const struct segment *g = &d->segments.p[i];
        uint64_t end = i + 1 < d->segments.n ? d->segments.p[i + 1].at : d->text.n;
        uint64_t len = g->folded ? g->in_len : end - g->at;

        if (end <= g->at || g->in + len > d->input.n)
            BUG("segment %zu of [%u, %lu): input %lu + %lu of %zu", i, g->at,
                (unsigned long)end, (unsigned long)g->in, (unsigned long)len, d->input.n);
    }
}

static void check_structure(const struct doc *d)
{
    uint32_t last = 0;

    for (size_t i = 0; i < d->blocks.n; i++) {
        const struct block *b = &d->blocks.p[i];

        if (b->start != (i ? last + 2 : 0) || b->end <= b->start || b->lead >= (int32_t)i)
            BUG("block %zu: %u-%u after %u, lead %d", i, b->start, b->end, last, b->lead);
        last = b->end;
    }
    for (size_t i = 0; i < d->sentences.n; i++) {
        const struct sentence *s = &d->sentences.p[i];
        const struct block *b = &d->blocks.p[s->block];

        if (s->start < b->start || s->end > b->end || s->start >= s->end ||
            (i && s->start < s[-1].end))
            BUG("sentence %zu: %u-%u in %u-%u", i, s->start, s->end, b->start, b->end);
        doc_position(d, s->start, s->end);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum doc_format formats[] = {
        DOC_AUTO, DOC_TXT, DOC_MD,    DOC_FEED,     DOC_NITF, DOC_NEWSML, DOC_NINJS,
        DOC_ANS,  DOC_WP,  DOC_JSONL, DOC_JSONFEED, DOC_EML,  DOC_DOCX};
    struct read_opts o = {.published = DATE_NONE};
    struct doc d;
    struct err e;

    if (size < 1)
        return 0;
    o.format = formats[data[0] % ARRAY_LEN(formats)];
    doc_init(&d);
    if (doc_read(&d, str_of((const char *)data + 1, size - 1), "fuzz", &o, &e)) {
        check_text(&d);
        check_segments(&d);
        check_structure(&d);
    }
    doc_release(&d);
    return 0;
}
