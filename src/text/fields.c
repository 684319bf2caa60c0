/*
 * Fields to blocks and metadata.
 */
#include "text/fields.h"

#include "text/blocks.h"
#include "text/meta.h"
#include "text/reader.h"

struct mapped field_begin(struct field *f)
{
    buf_clear(&f->text);
    VEC_CLEAR(&f->segments);
    return (struct mapped){&f->text, &f->segments};
}

struct source field_source(struct field *f)
{
    return mapped_source(&(struct mapped){&f->text, &f->segments});
}

void field_release(struct field *f)
{
    buf_release(&f->text);
    VEC_FREE(&f->segments);
}

static void put_inline(struct build *b, const struct source *src)
{
    struct markup m;

    markup_parse(&m, src, 0, MARKUP_HTML);
    for (size_t i = 0; i < m.nodes.n; i++)
        if (m.nodes.p[i].type == MARKUP_TEXT)
            markup_put(b, &m, i);
    markup_release(&m);
}

void field_inline(struct build *b, struct field *f)
{
    struct source src = field_source(f);

    put_inline(b, &src);
}

void field_block(struct build *b, struct field *f, enum block_type type, int level)
{
    struct source src = field_source(f);
    struct doc *d = b->d;
    int32_t index;

    if (!src.s.n)
        return;
    build_begin(b, type, level);
    put_inline(b, &src);
    index = build_end(b);
    if (type == BLOCK_TITLE && index >= 0)
        meta_set(
            d, &d->title,
            str_sub(buf_str(&d->buf), d->blocks.p[index].start, d->blocks.p[index].end));
}

void field_html(struct build *b, struct field *f)
{
    struct source src = field_source(f);

    blocks_read_html(b, &src);
}

void field_plain(struct build *b, struct field *f)
{
    struct source src = field_source(f);

    if (src.s.n)
        txt_read(b, &src, NULL, NULL);
}

void meta_set(struct doc *d, struct str *where, struct str text)
{
    text = str_trim(str_sub(text, 0, 2048));
    if (!where->n && text.n)
        *where = arena_str(&d->arena, text);
}

void meta_set_lang(struct doc *d, struct str tag)
{
    if (!d->lang.n)
        d->lang = meta_lang_code(str_trim(tag));
}

void meta_set_date(struct doc *d, struct str text)
{
    date_t date = d->published == DATE_NONE ? meta_date(text) : DATE_NONE;

    if (date == DATE_NONE)
        return;
    d->published = date;
    d->published_source = DATE_SRC_METADATA;
}
