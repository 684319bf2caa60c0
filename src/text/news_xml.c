/*
 * NITF, NewsML-G2 and NewsML 1: the story's envelope gives title, date and
 * byline, its content is NITF, XHTML or plain text.
 */
#include "text/news_xml.h"

#include "text/blocks.h"

/* The document's title from the first title block, when nothing else gave it. */
static void title_from_block(struct build *b)
{
    struct doc *d = b->d;

    for (size_t i = 0; i < d->blocks.n && !d->title.n; i++)
        if (d->blocks.p[i].type == BLOCK_TITLE)
            meta_set(d, &d->title,
                     str_sub(buf_str(&d->buf), d->blocks.p[i].start, d->blocks.p[i].end));
}

static void set_date_attr(struct xml_read *k, size_t i, const char *attr)
{
    if (i)
        meta_set_date(k->in->b->d, markup_attr(&k->m, i, attr));
}

/* "By Jane Roe" is Jane Roe. */
static void set_byline(struct xml_read *k, size_t i)
{
    struct str by = xml_meta(k, i);

    if (str_starts(by, STR("By ")) || str_starts(by, STR("by ")))
        by = str_sub(by, 3, by.n);
    meta_set(k->in->b->d, &k->in->b->d->author, by);
}

static void put_title(struct xml_read *k, size_t i)
{
    if (i && !k->in->b->d->title.n && xml_field(k, i))
        field_block(k->in->b, &k->field, BLOCK_TITLE, 1);
}

/* One <nitf>: metadata and body. */
static void put_nitf(struct xml_read *k, size_t nitf)
{
    const struct markup *m = &k->m;
    struct doc *d = k->in->b->d;
    size_t id = markup_find(m, nitf, "head/docdata/doc-id");
    size_t body = markup_child(m, nitf, "body");

    set_date_attr(k, markup_find(m, nitf, "head/docdata/date.issue"), "norm");
    set_date_attr(k, markup_find(m, nitf, "head/pubdata"), "date.publication");
    set_date_attr(k, markup_find(m, nitf, "head/docdata/date.release"), "norm");
    set_date_attr(k, markup_find(m, nitf, "body/body.head/dateline/story.date"), "norm");
    if (id)
        meta_set(d, &d->id, markup_attr(m, id, "id-string"));
    meta_set_lang(d, markup_attr(m, nitf, "baselang"));
    meta_set_lang(d, markup_attr(m, nitf, "xml:lang"));
    set_byline(k, markup_find(m, nitf, "body/body.head/byline"));
    if (!markup_find(m, nitf, "body/body.head/hedline"))
        put_title(k, markup_find(m, nitf, "head/title"));
    if (body)
        blocks_read(k->in->b, &k->m, body);
    title_from_block(k->in->b);
}

bool nitf_each(struct intake *in, const struct source *src, struct err *e)
{
    struct xml_read k = {.in = in};
    size_t root;

    (void)e;
    markup_parse(&k.m, src, 0, MARKUP_XML);
    root = markup_child(&k.m, 0, "nitf");
    if (root)
        put_nitf(&k, root);
    xml_notes(&k);
    intake_next(in);
    field_release(&k.field);
    markup_release(&k.m);
    return true;
}

/* What stands in an inlineXML or DataContent: NITF, a page, or elements. */
static void put_inline_xml(struct xml_read *k, size_t i)
{
    const struct markup *m = &k->m;
    size_t nitf = markup_child(m, i, "nitf"), html = markup_child(m, i, "html");

    if (nitf)
        put_nitf(k, nitf);
    else
        blocks_read(k->in->b, &k->m, html ? html : i);
}

static void put_inline_data(struct xml_read *k, size_t i)
{
    struct str type = markup_attr(&k->m, i, "contenttype");

    if (!xml_field(k, i))
        return;
    if (str_find(type, STR("html"), 0) < type.n)
        field_html(k->in->b, &k->field);
    else
        field_plain(k->in->b, &k->field);
}

static void g2_content(struct xml_read *k, size_t item)
{
    const struct markup *m = &k->m;
    size_t set = markup_child(m, item, "contentSet"), about;

    for (size_t i = set ? set + 1 : 0; i && i < m->nodes.p[set].end;
         i = m->nodes.p[i].end) {
        if (markup_is(m, i, "inlineXML"))
            put_inline_xml(k, i);
        else if (markup_is(m, i, "inlineData"))
            put_inline_data(k, i);
    }
    about = markup_find(m, item, "contentMeta/description");
    if (!markup_find(m, item, "contentSet/inlineXML") && about && xml_field(k, about))
        field_block(k->in->b, &k->field, BLOCK_CAPTION, 0);
}

static void g2_item(struct xml_read *k, size_t item)
{
    const struct markup *m = &k->m;
    struct doc *d = k->in->b->d;

    meta_set_date(d, xml_meta(k, markup_find(m, item, "itemMeta/firstCreated")));
    meta_set_date(d, xml_meta(k, markup_find(m, item, "itemMeta/versionCreated")));
    set_byline(k, markup_find(m, item, "contentMeta/by"));
    meta_set(d, &d->id, markup_attr(m, item, "guid"));
    meta_set_lang(d, markup_attr(m, item, "xml:lang"));
    if (!markup_find(m, item, "contentSet/inlineXML/nitf/body/body.head/hedline"))
        put_title(k, markup_find(m, item, "contentMeta/headline"));
    g2_content(k, item);
    xml_notes(k);
}

/* NewsML 1: components within components; lines of the outermost count. */
static size_t descendant(const struct markup *m, size_t from, const char *name)
{
    for (size_t i = from + 1; i < m->nodes.p[from].end; i++)
        if (markup_is(m, i, name))
            return i;
    return 0;
}

/* The longest of these descendants: a story, not its style sheet. */
static size_t longest(const struct markup *m, size_t from, const char *name)
{
    size_t best = 0, most = 0;

    for (size_t i = from + 1; i < m->nodes.p[from].end; i++) {
        size_t n = m->nodes.p[i].inner_to - m->nodes.p[i].inner;

        if (markup_is(m, i, name) && n > most) {
            best = i;
            most = n;
        }
    }
    return best;
}

static void newsml1_item(struct xml_read *k, size_t item)
{
    const struct markup *m = &k->m;
    struct doc *d = k->in->b->d;
    size_t data;

    meta_set_date(d, xml_meta(k, descendant(m, item, "FirstCreated")));
    meta_set_date(d, xml_meta(k, descendant(m, item, "ThisRevisionCreated")));
    set_byline(k, descendant(m, item, "ByLine"));
    meta_set(d, &d->id, xml_meta(k, descendant(m, item, "PublicIdentifier")));
    data = longest(m, item, "DataContent");
    if (!data || !descendant(m, data, "hedline"))
        put_title(k, descendant(m, item, "HeadLine"));
    if (data)
        put_inline_xml(k, data);
    xml_notes(k);
}

bool newsml_each(struct intake *in, const struct source *src, struct err *e)
{
    struct xml_read k = {.in = in};
    bool go_on = true;

    (void)e;
    markup_parse(&k.m, src, 0, MARKUP_XML);
    for (size_t i = 1; i < k.m.nodes.n && go_on;) {
        bool g2 = markup_is(&k.m, i, "newsItem");

        if (!g2 && !markup_is(&k.m, i, "NewsItem")) {
            i++;
            continue;
        }
        if (g2)
            g2_item(&k, i);
        else
            newsml1_item(&k, i);
        go_on = intake_next(in);
        i = k.m.nodes.p[i].end;
    }
    field_release(&k.field);
    markup_release(&k.m);
    return true;
}
