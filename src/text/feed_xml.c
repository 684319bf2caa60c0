/*
 * RSS 0.9 to 2.0, RDF and Atom: one article an item.  Text is taken from the
 * fullest member that an item has.
 */
#include "text/news_xml.h"

#include "text/blocks.h"

#include "base/opt.h"

struct str xml_root_name(struct str head)
{
    struct source src = {.s = head};
    struct markup m;
    struct str name = STR_NONE;

    markup_parse(&m, &src, 0, MARKUP_XML);
    for (size_t i = 1; i < m.nodes.n && !name.p; i++)
        if (m.nodes.p[i].type == MARKUP_ELEMENT)
            name = str_sub(head, m.nodes.p[i].from, m.nodes.p[i].to);
    markup_release(&m);
    return name.p ? name : STR("");
}

/* The root's name when the text begins as markup does. */
static struct str root_of(struct str head)
{
    struct str s = str_trim(head);

    return s.n && s.p[0] == '<' ? xml_root_name(s) : STR("");
}

int feed_detect(struct str head)
{
    return opt_choice("rss|feed|RDF", root_of(head)) >= 0 ? 97 : 0;
}

int nitf_detect(struct str head)
{
    return str_eqc(root_of(head), "nitf") ? 97 : 0;
}

int newsml_detect(struct str head)
{
    return opt_choice("newsItem|newsMessage|NewsML", root_of(head)) >= 0 ? 97 : 0;
}

/* "<?xml", a document type, or a first tag that names a vocabulary. */
int unknown_xml_detect(struct str head)
{
    struct str s = str_trim(head), tag = str_sub(s, 0, str_find(s, STR(">"), 0));
    bool xml = str_starts(s, STR("<?xml")) || str_starts(s, STR("<!DOCTYPE")) ||
               str_find(tag, STR(" xmlns"), 0) < tag.n;

    if (!xml || tag.n < 2 || str_find(tag, STR("xhtml"), 0) < tag.n)
        return 0;
    return opt_choice("html|HTML|", root_of(head)) >= 0 ? 0 : 85;
}

bool unknown_xml_each(struct intake *in, const struct source *src, struct err *e)
{
    return err_set(e, "'%s' is XML of a kind that is not known: '%.*s'", in->path,
                   STR_FMT(root_of(str_sub(src->s, 0, 64u << 10))));
}

bool xml_field(struct xml_read *k, size_t i)
{
    struct mapped out = field_begin(&k->field);

    if (i)
        markup_collect(&out, &k->m, i);
    return str_trim(buf_str(&k->field.text)).n > 0;
}

struct str xml_meta(struct xml_read *k, size_t i)
{
    return i ? markup_text(&k->in->b->d->arena, &k->m, i, 2048) : STR("");
}

void xml_notes(struct xml_read *k)
{
    if (k->m.entities)
        build_note(k->in->b, "%zu references to entities were not expanded",
                   k->m.entities);
    if (k->m.cut)
        build_note(k->in->b, "more than %u elements and texts; the rest was left out",
                   MARKUP_MAX_NODES);
    if (k->m.unclosed)
        build_note(k->in->b, "%zu elements are not closed", k->m.unclosed);
    k->m.entities = 0;
}

/* The prefix of an element's name, with its colon; empty for none. */
static struct str prefix_of(const struct markup *m, size_t i)
{
    size_t to = m->nodes.p[i].from, from = to;

    while (from && m->src->s.p[from - 1] != '<')
        from--;
    return str_sub(m->src->s, from, to);
}

/* The first of these children ("title|headline") of the item's own vocabulary;
 * "dc:" and "content:" are asked for with their prefix. */
static size_t member(const struct markup *m, size_t item, const char *names)
{
    struct str rest = str_c(names), want, own = prefix_of(m, item);

    while (str_split(&rest, '|', &want)) {
        const char *colon = memchr(want.p, ':', want.n);
        size_t skip = colon ? (size_t)(colon - want.p) + 1 : 0;
        struct str prefix = skip ? str_sub(want, 0, skip) : own;
        struct str name = str_sub(want, skip, want.n);

        for (size_t i = item + 1; i < m->nodes.p[item].end; i = m->nodes.p[i].end)
            if (str_eq(markup_name(m, i), name) && str_eq(prefix_of(m, i), prefix))
                return i;
    }
    return 0;
}

static bool has_elements(const struct markup *m, size_t i)
{
    for (size_t c = i + 1; c < m->nodes.p[i].end; c++)
        if (m->nodes.p[c].type == MARKUP_ELEMENT)
            return true;
    return false;
}

/* Atom carries what is neither text nor XML in base64. */
static bool is_base64(const struct markup *m, size_t i)
{
    struct str type = markup_attr(m, i, "type");

    if (str_eqc(markup_attr(m, i, "mode"), "base64"))
        return true;
    return type.n && opt_choice("text|html|xhtml", type) < 0 &&
           !str_starts(type, STR("text/")) && !str_ends(type, STR("xml"));
}

/* Text that is HTML in escaped form, markup as it stands, or plain. */
static void put_text(struct xml_read *k, size_t i)
{
    struct build *b = k->in->b;

    if (is_base64(&k->m, i)) {
        build_note(b, "content in base64 was left out");
    } else if (has_elements(&k->m, i)) {
        blocks_read(b, &k->m, i);
    } else if (xml_field(k, i)) {
        field_html(b, &k->field);
    }
}

static void feed_link(struct xml_read *k, size_t item)
{
    struct doc *d = k->in->b->d;
    size_t i = member(&k->m, item, "link");

    for (; i; i = markup_next(&k->m, i, "link")) {
        struct str href = markup_attr(&k->m, i, "href");
        struct str rel = markup_attr(&k->m, i, "rel");

        if (!href.p)
            meta_set(d, &d->url, xml_meta(k, i));
        else if (!rel.p || str_eqc(rel, "alternate"))
            meta_set(d, &d->url, href);
    }
}

static void feed_metadata(struct xml_read *k, size_t item)
{
    struct doc *d = k->in->b->d;
    const struct markup *m = &k->m;
    size_t author = member(m, item, "author|dc:creator"), name;
    size_t lang = markup_find(m, 0, "*/channel/language");

    meta_set_date(d, xml_meta(k, member(m, item,
                                        "pubDate|published|dc:date|issued|created|"
                                        "dcterms:created|updated|modified")));
    name = author ? markup_child(m, author, "name") : 0;
    meta_set(d, &d->author, xml_meta(k, name ? name : author));
    meta_set(d, &d->id, xml_meta(k, member(m, item, "guid|id")));
    feed_link(k, item);
    meta_set_lang(d, markup_attr(m, item, "xml:lang"));
    meta_set_lang(d, xml_meta(k, lang));
}

static void feed_item(struct xml_read *k, size_t item)
{
    size_t text = member(&k->m, item, "content:encoded|content|body|xhtml:body");

    feed_metadata(k, item);
    if (xml_field(k, member(&k->m, item, "title|dc:title")))
        field_block(k->in->b, &k->field, BLOCK_TITLE, 1);
    if (!text)
        text = member(&k->m, item, "description|summary|dc:description");
    if (text)
        put_text(k, text);
    xml_notes(k);
}

static bool is_item(const struct markup *m, size_t i)
{
    struct str up = markup_name(m, m->nodes.p[i].parent);

    return (markup_is(m, i, "item") || markup_is(m, i, "entry")) &&
           opt_choice("channel|rss|RDF|feed", up) >= 0;
}

bool feed_each(struct intake *in, const struct source *src, struct err *e)
{
    struct xml_read k = {.in = in};
    bool go_on = true;

    (void)e;
    markup_parse(&k.m, src, 0, MARKUP_XML);
    for (size_t i = 1; i < k.m.nodes.n && go_on; i++) {
        if (!is_item(&k.m, i))
            continue;
        feed_item(&k, i);
        go_on = intake_next_text(in);
    }
    field_release(&k.field);
    markup_release(&k.m);
    return true;
}
