/*
 * Parsing HTML with libxml2 and flattening the tree.  The parser says no byte
 * offsets of texts, so its character events are watched: where the input
 * stands when a text is handed over is where that text ends.
 */
#include "text/xml_dom.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

struct watch {
    struct dom *dom;
    struct str html;
    const xmlChar *base;
    uint32_t last;        /* source offset behind the last event */
};

static const struct {
    const char *name;
    enum dom_class class;
    int level;
} classes[] = {
    {"address", DOM_BLOCK, 0}, {"article", DOM_ARTICLE, 0}, {"aside", DOM_ASIDE, 0},
    {"audio", DOM_SKIP, 0}, {"blockquote", DOM_QUOTE, 0}, {"body", DOM_BLOCK, 0},
    {"br", DOM_BREAK, 0}, {"button", DOM_CONTROL, 0}, {"canvas", DOM_SKIP, 0},
    {"caption", DOM_CAPTION, 0}, {"center", DOM_BLOCK, 0}, {"datalist", DOM_SKIP, 0},
    {"dd", DOM_LI, 0}, {"details", DOM_BLOCK, 0}, {"dialog", DOM_CONTROL, 0},
    {"dir", DOM_LIST, 0}, {"div", DOM_BLOCK, 0}, {"dl", DOM_LIST, 0}, {"dt", DOM_LI, 0},
    {"embed", DOM_SKIP, 0}, {"fieldset", DOM_ASIDE, 0}, {"figcaption", DOM_CAPTION, 0},
    {"figure", DOM_BLOCK, 0}, {"footer", DOM_ASIDE, 0}, {"form", DOM_BLOCK, 0},
    {"frameset", DOM_SKIP, 0}, {"h1", DOM_HEADING, 1}, {"h2", DOM_HEADING, 2},
    {"h3", DOM_HEADING, 3}, {"h4", DOM_HEADING, 4}, {"h5", DOM_HEADING, 5},
    {"h6", DOM_HEADING, 6}, {"head", DOM_BLOCK, 0}, {"header", DOM_BLOCK, 0},
    {"hr", DOM_BLOCK, 0}, {"html", DOM_BLOCK, 0}, {"iframe", DOM_SKIP, 0},
    {"input", DOM_CONTROL, 0}, {"label", DOM_CONTROL, 0}, {"legend", DOM_CONTROL, 0},
    {"li", DOM_LI, 0}, {"link", DOM_CONTROL, 0}, {"main", DOM_ARTICLE, 0},
    {"map", DOM_CONTROL, 0}, {"math", DOM_SKIP, 0}, {"menu", DOM_ASIDE, 0},
    {"nav", DOM_ASIDE, 0}, {"noscript", DOM_SKIP, 0}, {"object", DOM_CONTROL, 0},
    {"ol", DOM_LIST, 0}, {"optgroup", DOM_SKIP, 0}, {"option", DOM_SKIP, 0},
    {"p", DOM_PARA, 0}, {"pre", DOM_PRE, 0}, {"progress", DOM_CONTROL, 0},
    {"rp", DOM_SKIP, 0}, {"rt", DOM_SKIP, 0}, {"script", DOM_SKIP, 0},
    {"section", DOM_BLOCK, 0}, {"select", DOM_SKIP, 0}, {"style", DOM_SKIP, 0},
    {"summary", DOM_PARA, 0}, {"svg", DOM_CONTROL, 0}, {"table", DOM_TABLE, 0},
    {"tbody", DOM_TABLE, 0}, {"td", DOM_CELL, 0}, {"template", DOM_SKIP, 0},
    {"textarea", DOM_SKIP, 0}, {"tfoot", DOM_TABLE, 0}, {"th", DOM_CELL, 0},
    {"thead", DOM_TABLE, 0}, {"title", DOM_SKIP, 0}, {"tr", DOM_ROW, 0},
    {"ul", DOM_LIST, 0}, {"video", DOM_SKIP, 0},
};

static void classify(struct dom_item *it)
{
    size_t lo = 0, hi = ARRAY_LEN(classes);

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = strcmp(it->name, classes[mid].name);

        if (c == 0) {
            it->class = classes[mid].class;
            it->level = classes[mid].level;
            return;
        }
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    it->class = DOM_INLINE;
}

/* Where the parser's input stands, as an offset into the source. */
static uint32_t input_offset(const struct watch *w, htmlParserCtxtPtr c)
{
    size_t at = (size_t)(c->input->cur - c->input->base) + c->input->consumed;

    return (uint32_t)(at > w->html.n ? w->html.n : at);
}

static void note_text(htmlParserCtxtPtr c, const xmlChar *text, int len)
{
    struct watch *w = c->_private;
    uint32_t at = input_offset(w, c), from = at - (uint32_t)len;
    struct dom_piece piece = {.to = at, .len = (uint32_t)len};
    xmlNodePtr last = c->node ? c->node->last : NULL;

    if (!last || last->type != XML_TEXT_NODE)
        return;
    piece.exact = at >= (uint32_t)len && memcmp(w->html.p + from, text, (size_t)len) == 0;
    piece.from = piece.exact ? from : w->last < at ? w->last : at;
    w->last = at;
    if (!last->_private)
        last->_private = (void *)(uintptr_t)(w->dom->pieces.n + 1);
    VEC_PUSH(&w->dom->pieces, piece);
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
    xmlSAX2Characters(ctx, text, len);
    note_text(ctx, text, len);
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **attrs)
{
    htmlParserCtxtPtr c = ctx;
    struct watch *w = c->_private;

    xmlSAX2StartElement(ctx, name, attrs);
    w->last = input_offset(w, c);
}

static void on_end(void *ctx, const xmlChar *name)
{
    htmlParserCtxtPtr c = ctx;
    struct watch *w = c->_private;

    xmlSAX2EndElement(ctx, name);
    w->last = input_offset(w, c);
}

static void *parse(struct watch *w)
{
    htmlParserCtxtPtr c = htmlCreateMemoryParserCtxt(w->html.p, (int)w->html.n);
    xmlDocPtr doc;

    if (!c)
        return NULL;
    c->_private = w;
    c->sax->characters = on_text;
    c->sax->ignorableWhitespace = on_text;
    c->sax->cdataBlock = on_text;
    c->sax->startElement = on_start;
    c->sax->endElement = on_end;
    /* HUGE: without it text below depth 255 is dropped without a word */
    htmlCtxtUseOptions(c, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                              HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
    xmlSwitchEncoding(c, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(c);
    doc = c->myDoc;
    htmlFreeParserCtxt(c);
    return doc;
}

static void set_pieces(struct dom *d, struct dom_item *it, xmlNodePtr n)
{
    size_t len = strlen(it->text), got = 0;

    it->piece = (uint32_t)((uintptr_t)n->_private);
    if (!it->piece)
        return;
    it->piece--;
    while (got < len && it->piece + it->n_pieces < d->pieces.n)
        got += d->pieces.p[it->piece + it->n_pieces++].len;
}

static bool add_item(struct dom *d, xmlNodePtr n, int32_t parent)
{
    struct dom_item it = {.node = n, .parent = parent};
    const struct dom_item *up = parent < 0 ? NULL : &d->items.p[parent];

    if (n->type == XML_TEXT_NODE) {
        it.class = DOM_TEXT;
        it.text = n->content ? (const char *)n->content : "";
        set_pieces(d, &it, n);
    } else if (n->type == XML_COMMENT_NODE) {
        it.class = DOM_COMMENT;
        it.text = n->content ? (const char *)n->content : "";
    } else if (n->type == XML_ELEMENT_NODE) {
        it.name = (const char *)n->name;
        classify(&it);
    } else {
        return false;
    }
    it.link = (up && up->link) || (it.name && !strcmp(it.name, "a"));
    it.end = (uint32_t)d->items.n + 1;
    VEC_PUSH(&d->items, it);
    return true;
}

/* Document order without recursion: down, else right, else up and right. */
static void flatten(struct dom *d, xmlNodePtr root)
{
    xmlNodePtr n = root;
    int32_t parent = -1;

    while (n) {
        bool added = d->items.n < DOM_MAX_ITEMS && add_item(d, n, parent);

        d->cut = d->cut || d->items.n >= DOM_MAX_ITEMS;
        if (added && n->type == XML_ELEMENT_NODE && n->children) {
            parent = (int32_t)d->items.n - 1;
            n = n->children;
            continue;
        }
        while (n != root && !n->next) {
            n = n->parent;
            d->items.p[parent].end = (uint32_t)d->items.n;
            parent = d->items.p[parent].parent;
        }
        n = n == root ? NULL : n->next;
    }
}

bool dom_parse(struct dom *d, struct str html, struct err *e)
{
    struct watch w = {.dom = d, .html = html};
    xmlNodePtr root;

    memset(d, 0, sizeof *d);
    if (html.n > INT32_MAX / 2)
        return err_set(e, "page too large");
    d->doc = parse(&w);
    root = d->doc ? xmlDocGetRootElement(d->doc) : NULL;
    if (!root) {
        dom_release(d);
        return err_set(e, "no element found in the page");
    }
    flatten(d, root);
    return true;
}

void dom_release(struct dom *d)
{
    if (d->doc)
        xmlFreeDoc(d->doc);
    VEC_FREE(&d->items);
    VEC_FREE(&d->pieces);
    d->doc = NULL;
}

struct str dom_attr(const struct dom_item *it, const char *name)
{
    xmlNodePtr n = it->node;

    if (!it->name)
        return STR_NONE;
    for (xmlAttrPtr a = n->properties; a; a = a->next)
        if (!strcmp((const char *)a->name, name) && a->children && a->children->content)
            return str_c((const char *)a->children->content);
    return STR_NONE;
}
