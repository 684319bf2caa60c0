/*
 * From an input to its article or articles: decompression, decoding, the
 * choice of a reader, and what is done for every format afterwards.
 */
#include "text/feed.h"

#include "text/docx.h"
#include "text/eml.h"
#include "text/encoding.h"
#include "text/intake.h"
#include "text/meta.h"
#include "text/reader.h"
#include "text/sentence.h"

#include "base/io.h"

#define DETECT_BYTES (64u << 10) /* what the readers' detection looks at */
#define GZIP_RATIO   100         /* what a gzip may grow by */

static const struct reader *reader_for(struct str head, enum doc_format format)
{
    const struct reader *best = NULL;
    int best_score = 0;

    for (size_t i = 0; i < n_readers; i++) {
        const struct reader *r = &readers[i];
        int score = format == DOC_AUTO && r->detect ? r->detect(head) : 0;

        if (format == r->format && format != DOC_AUTO)
            return r;
        if (score > best_score) {
            best_score = score;
            best = r;
        }
    }
    return best;
}

/* What the options say goes before what the article says. */
static void apply_options(struct doc *d, const struct read_opts *o)
{
    if (o->title)
        d->title = arena_str(&d->arena, str_c(o->title));
    if (o->lang && strcmp(o->lang, "auto") != 0)
        d->lang = arena_str(&d->arena, str_c(o->lang));
    if (o->url && !d->url.n)
        d->url = arena_str(&d->arena, str_c(o->url));
    if (o->published != DATE_NONE) {
        d->published = o->published;
        d->published_source = DATE_SRC_OPTION;
    }
}

/* The article in the builder is complete. */
static bool finish(struct build *b, const struct read_opts *o, struct err *e)
{
    struct doc *d = b->d;

    build_finish(b);
    if (!d->blocks.n && d->notes.n)
        return err_set(e, "'%.*s' has no text: %s", STR_FMT(d->path), d->notes.p[0].msg);
    if (!d->blocks.n)
        return err_set(e, "'%.*s' has no text", STR_FMT(d->path));
    apply_options(d, o);
    meta_from_text(d);
    sentences_split(d);
    return true;
}

static void begin_next(struct intake *in)
{
    struct doc *d = in->b->d;

    doc_next(d);
    d->path = arena_str(&d->arena, str_c(in->path));
    build_init(in->b, d);
}

bool intake_next(struct intake *in)
{
    struct err e;
    bool ok = finish(in->b, in->o, &e);

    in->n++;
    if (!ok && in->n > 1)
        err_set(&e, "article %zu of '%s' has no text", in->n, in->path);
    if (!in->sink.fn(in->sink.ctx, in->b->d, ok ? NULL : &e))
        return false;
    begin_next(in);
    return true;
}

bool intake_next_text(struct intake *in)
{
    build_end(in->b);
    if (in->b->d->blocks.n)
        return intake_next(in);
    begin_next(in);
    return true;
}

bool intake_fail(struct intake *in, const struct err *why)
{
    in->n++;
    if (!in->sink.fn(in->sink.ctx, in->b->d, why))
        return false;
    begin_next(in);
    return true;
}

static bool read_source(struct doc *d, const struct source *src, struct intake *in,
                        struct err *e)
{
    const struct read_opts *o = in->o;
    const struct reader *r = reader_for(str_sub(src->s, 0, DETECT_BYTES), o->format);
    struct build b;

    if (!r)
        return err_set(e, "'%.*s': there is no reader for the format '%s'",
                       STR_FMT(d->path), doc_format_name(o->format));
    d->format = r->format;
    build_init(&b, d);
    in->b = &b;
    if (r->each) {
        if (!r->each(in, src, e))
            return false;
        return in->n > 0 || err_set(e, "'%s' holds no article", in->path);
    }
    if (!r->read(&b, src, o, e) || !finish(&b, o, e))
        return false;
    in->n++;
    in->sink.fn(in->sink.ctx, d, NULL);
    return true;
}

/* Compressed input and documents that are archives: what is inside becomes the
 * document's input. */
static bool unpack(struct doc *d, struct read_opts *o, struct err *e)
{
    d->unpacked.max = IO_MAX_INPUT;
    if (io_is_gzip(d->input)) {
        if (!io_gunzip(d->input, GZIP_RATIO, &d->unpacked, e))
            return false;
        d->input = buf_str(&d->unpacked);
    }
    if ((o->format == DOC_AUTO || o->format == DOC_DOCX) && docx_is(d->input)) {
        struct buf xml;
        bool ok;

        buf_init(&xml, 0);
        ok = docx_unpack(d->input, &xml, e);
        if (ok) {
            buf_release(&d->unpacked);
            d->unpacked = xml;
            d->input = buf_str(&d->unpacked);
            o->format = DOC_DOCX;
        } else {
            buf_release(&xml);
        }
        return ok;
    }
    return true;
}

bool doc_read_many(struct doc *d, struct str input, const char *path,
                   const struct read_opts *o, struct article_sink sink, struct err *e)
{
    struct read_opts mine = *o;
    struct intake in = {.path = path, .o = &mine, .sink = sink};
    struct source src;

    doc_clear(d);
    d->path = arena_str(&d->arena, str_c(path));
    d->input = input;
    if (!input.n)
        return err_set(e, "'%s' is empty", path);
    if (!unpack(d, &mine, e))
        return err_at(e, path, 0, 0);
    /* each part of a mail has an encoding of its own */
    if (mine.format == DOC_AUTO && eml_detect(str_sub(d->input, 0, DETECT_BYTES)))
        mine.format = DOC_EML;
    if (mine.format == DOC_EML)
        src = (struct source){.s = d->input};
    else if (!decode_input(d, mine.encoding, &src, e))
        return false;
    return read_source(d, &src, &in, e);
}

/* The first article that can be read, or the first error. */
struct first {
    bool found;
    struct err why;
};

static bool take_first(void *ctx, struct doc *d, const struct err *why)
{
    struct first *f = ctx;

    (void)d;
    if (why && !f->why.msg[0])
        f->why = *why;
    f->found = !why;
    return !f->found;
}

bool doc_read(struct doc *d, struct str input, const char *path,
              const struct read_opts *o, struct err *e)
{
    struct first f = {0};

    if (!doc_read_many(d, input, path, o, (struct article_sink){take_first, &f}, e))
        return false;
    if (!f.found && e)
        *e = f.why;
    return f.found;
}
