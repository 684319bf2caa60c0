/*
 * The walk over flattened markup.  What an element means for the text below
 * it is worked out once a node, from its parent's; a text then opens a block
 * when its nearest block element is another than that of the open one.
 */
#include "text/blocks.h"

#include "text/reader.h"

enum action {
    ACT_INLINE,
    ACT_BLOCK, /* parts blocks, means nothing itself */
    ACT_PARA,
    ACT_TITLE,
    ACT_HEADING, /* level in `level` */
    ACT_LIST,
    ACT_ITEM,
    ACT_QUOTE,
    ACT_CAPTION,
    ACT_TABLE,
    ACT_ROW,
    ACT_CELL,
    ACT_BREAK,
    ACT_SKIP
};

struct element {
    const char *name;
    enum action action;
    int level;
};
/* Sorted by name.  NITF's names stand among HTML's; they do not clash. */
static const struct element elements[] = {
    {"abstract", ACT_BLOCK, 0},
    {"address", ACT_PARA, 0},
    {"article", ACT_BLOCK, 0},
    {"aside", ACT_BLOCK, 0},
    {"audio", ACT_SKIP, 0},
    {"block", ACT_BLOCK, 0},
    {"blockquote", ACT_QUOTE, 0},
    {"body", ACT_BLOCK, 0},
    {"body.content", ACT_BLOCK, 0},
    {"body.end", ACT_BLOCK, 0},
    {"body.head", ACT_BLOCK, 0},
    {"bq", ACT_QUOTE, 0},
    {"br", ACT_BREAK, 0},
    {"button", ACT_SKIP, 0},
    {"byline", ACT_PARA, 0},
    {"canvas", ACT_SKIP, 0},
    {"caption", ACT_CAPTION, 0},
    {"center", ACT_BLOCK, 0},
    {"dateline", ACT_PARA, 0},
    {"dd", ACT_ITEM, 0},
    {"details", ACT_BLOCK, 0},
    {"distributor", ACT_SKIP, 0},
    {"div", ACT_BLOCK, 0},
    {"dl", ACT_LIST, 0},
    {"docdata", ACT_SKIP, 0},
    {"dt", ACT_PARA, 0},
    {"figcaption", ACT_CAPTION, 0},
    {"figure", ACT_BLOCK, 0},
    {"footer", ACT_BLOCK, 0},
    {"form", ACT_BLOCK, 0},
    {"h1", ACT_HEADING, 1},
    {"h2", ACT_HEADING, 2},
    {"h3", ACT_HEADING, 3},
    {"h4", ACT_HEADING, 4},
    {"h5", ACT_HEADING, 5},
    {"h6", ACT_HEADING, 6},
    {"head", ACT_SKIP, 0},
    {"header", ACT_BLOCK, 0},
    {"hedline", ACT_BLOCK, 0},
    {"hl1", ACT_TITLE, 1},
    {"hl2", ACT_HEADING, 2},
    {"hr", ACT_BLOCK, 0},
    {"html", ACT_BLOCK, 0},
    {"iframe", ACT_SKIP, 0},
    {"legend", ACT_PARA, 0},
    {"li", ACT_ITEM, 0},
    {"main", ACT_BLOCK, 0},
    {"math", ACT_SKIP, 0},
    {"media", ACT_BLOCK, 0},
    {"media-caption", ACT_CAPTION, 0},
    {"media-metadata", ACT_SKIP, 0},
    {"media-object", ACT_SKIP, 0},
    {"media-producer", ACT_SKIP, 0},
    {"media-reference", ACT_SKIP, 0},
    {"nav", ACT_SKIP, 0},
    {"nitf-table", ACT_TABLE, 0},
    {"nitf-table-metadata", ACT_SKIP, 0},
    {"noscript", ACT_SKIP, 0},
    {"note", ACT_BLOCK, 0},
    {"object", ACT_SKIP, 0},
    {"ol", ACT_LIST, 0},
    {"option", ACT_SKIP, 0},
    {"p", ACT_PARA, 0},
    {"pre", ACT_PARA, 0},
    {"rp", ACT_SKIP, 0},
    {"rt", ACT_SKIP, 0},
    {"script", ACT_SKIP, 0},
    {"section", ACT_BLOCK, 0},
    {"select", ACT_SKIP, 0},
    {"style", ACT_SKIP, 0},
    {"summary", ACT_PARA, 0},
    {"svg", ACT_SKIP, 0},
    {"table", ACT_TABLE, 0},
    {"td", ACT_CELL, 0},
    {"template", ACT_SKIP, 0},
    {"textarea", ACT_SKIP, 0},
    {"th", ACT_CELL, 0},
    {"title", ACT_SKIP, 0},
    {"tr", ACT_ROW, 0},
    {"ul", ACT_LIST, 0},
    {"video", ACT_SKIP, 0},
};

static const struct element *element_of(struct str name)
{
    size_t lo = 0, hi = ARRAY_LEN(elements);
    char low[24];

    if (!name.n || name.n >= sizeof(low))
        return NULL;
    for (size_t i = 0; i < name.n; i++)
        low[i] =
            name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] + 32) : name.p[i];
    low[name.n] = '\0';
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(low, elements[mid].name);

        if (order == 0)
            return &elements[mid];
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

/* What stands for the text below an element. */
struct context {
    uint32_t owner; /* the nearest element that parts blocks */
    uint32_t row;   /* of the table cell that this is in, 0 none */
    uint16_t lists; /* depth */
    uint8_t type;   /* enum block_type of a block below */
    uint8_t level;
};

struct walk {
    struct build *b;
    struct markup *m;
    struct context *ctx; /* one a node; of the elements */
    uint32_t owner;      /* of the open block, UINT32_MAX none */
    uint32_t row;        /* of the open table row, 0 none */
    uint32_t table;      /* whose header `header` is */
    int32_t header;      /* block index, -1 none */
    bool row_is_header;
    int breaks; /* line breaks in a row */
};

static void end_block(struct walk *w)
{
    int32_t index = build_end(w->b);

    if (w->row && w->row_is_header && index >= 0)
        w->header = index;
    w->owner = UINT32_MAX;
    w->row = 0;
    w->breaks = 0;
}

static uint32_t table_of(const struct walk *w, uint32_t i)
{
    while (i && !markup_is(w->m, i, "table") && !markup_is(w->m, i, "nitf-table"))
        i = w->m->nodes.p[i].parent;
    return i;
}

/* All cells are headings. */
static bool is_header_row(const struct walk *w, uint32_t row)
{
    bool any = false;

    for (size_t i = row + 1; i < w->m->nodes.p[row].end; i = w->m->nodes.p[i].end) {
        if (markup_is(w->m, i, "td"))
            return false;
        any |= markup_is(w->m, i, "th");
    }
    return any;
}

static void begin_cell(struct walk *w, uint32_t row)
{
    uint32_t table;

    if (w->row == row && w->owner == row) {
        build_cell(w->b);
        return;
    }
    end_block(w);
    table = table_of(w, row);
    if (table != w->table)
        w->header = -1;
    w->table = table;
    w->row_is_header = is_header_row(w, row);
    build_row(w->b, w->header);
    w->row = w->owner = row;
}

static void begin_block(struct walk *w, const struct context *c)
{
    end_block(w);
    build_begin(w->b, (enum block_type)c->type,
                c->type == BLOCK_ITEM ? (c->lists ? c->lists : 1) : c->level);
    w->owner = c->owner;
}

static bool is_blank(struct str s)
{
    return str_trim(s).n == 0;
}

static void on_text(struct walk *w, size_t i)
{
    const struct markup_node *n = &w->m->nodes.p[i];
    const struct context *c = &w->ctx[n->parent];
    bool blank = is_blank(str_sub(w->m->src->s, n->from, n->to));

    if (blank && c->owner != w->owner)
        return;
    if (!blank && c->row && w->row == c->row) {
        markup_put(w->b, w->m, i);
        return;
    }
    if (!blank && (c->owner != w->owner || (w->breaks > 1 && !w->row)))
        begin_block(w, c);
    if (!blank)
        w->breaks = 0;
    markup_put(w->b, w->m, i);
}

/* The context below an element, from its parent's. */
static struct context derive(const struct walk *w, uint32_t i, enum action a, int level)
{
    struct context c = w->ctx[w->m->nodes.p[i].parent];

    if (a == ACT_INLINE || a == ACT_BREAK)
        return c;
    c.owner = i;
    c.level = 0;
    if (a == ACT_LIST)
        c.lists += c.lists < 64;
    else if (a == ACT_ITEM)
        c.type = BLOCK_ITEM;
    else if (a == ACT_QUOTE)
        c.type = BLOCK_QUOTE;
    else if (a == ACT_CAPTION)
        c.type = BLOCK_CAPTION;
    else if (a == ACT_TITLE || a == ACT_HEADING) {
        c.type = a == ACT_TITLE ? BLOCK_TITLE : BLOCK_HEADING;
        c.level = (uint8_t)level;
    } else if (a == ACT_TABLE) {
        c.row = 0;
        c.type = BLOCK_PARA;
    }
    return c;
}

static bool style_hides(struct str style)
{
    char flat[256];
    size_t n = 0;

    for (size_t i = 0; i < style.n && n < sizeof(flat) - 1; i++)
        if (style.p[i] != ' ')
            flat[n++] = style.p[i];
    flat[n] = '\0';
    return strstr(flat, "display:none") || strstr(flat, "visibility:hidden");
}

static bool is_hidden(const struct markup *m, size_t i)
{
    if (m->nodes.p[i].attr == m->nodes.p[i].attr_to)
        return false;
    return markup_attr(m, i, "hidden").p || style_hides(markup_attr(m, i, "style")) ||
           str_eqc(markup_attr(m, i, "aria-hidden"), "true");
}

/* "<sup>[2]</sup>" behind a word marks a note; behind a digit it is a power. */
static bool is_note_mark(const struct walk *w, size_t i)
{
    const struct buf *text = &w->b->d->buf;
    char last = text->n ? text->p[text->n - 1] : ' ';
    size_t n = 0;

    if (!markup_is(w->m, i, "sup") || (last >= '0' && last <= '9'))
        return false;
    for (size_t k = i + 1; k < w->m->nodes.p[i].end; k++) {
        const struct markup_node *t = &w->m->nodes.p[k];

        if (t->type == MARKUP_ELEMENT)
            continue;
        for (size_t at = t->from; at < t->to; at++, n++)
            if (!strchr("0123456789[]()*, ", w->m->src->s.p[at]))
                return false;
    }
    return n <= 8;
}

/* An element: its context, and what it does to the open block.  Index of the
 * node to go on with. */
static size_t on_element(struct walk *w, size_t i)
{
    const struct markup_node *n = &w->m->nodes.p[i];
    const struct element *e = element_of(markup_name(w->m, i));
    enum action a = e ? e->action : ACT_INLINE;
    struct context *c = &w->ctx[i];

    if (a == ACT_SKIP || is_hidden(w->m, i) || is_note_mark(w, i))
        return n->end;
    *c = derive(w, (uint32_t)i, a, e ? e->level : 0);
    if (a == ACT_CELL && markup_is(w->m, n->parent, "tr")) {
        c->row = n->parent;
        begin_cell(w, n->parent);
        return i + 1;
    }
    if (a == ACT_BREAK) {
        build_space(w->b, w->m->src, n->from, n->to);
        w->breaks++;
    } else if (a != ACT_INLINE && c->row && w->row == c->row) {
        build_space(w->b, w->m->src, n->from, n->to);
    } else if (a != ACT_INLINE) {
        end_block(w);
    }
    return i + 1;
}

void blocks_read(struct build *b, struct markup *m, size_t root)
{
    struct walk w = {.b = b, .m = m, .owner = UINT32_MAX, .header = -1};
    size_t end = m->nodes.p[root].end;

    w.ctx = xcalloc(m->nodes.n, sizeof(*w.ctx));
    w.ctx[root] = (struct context){.owner = (uint32_t)root, .type = BLOCK_PARA};
    for (size_t i = root + 1; i < end;) {
        const struct markup_node *n = &m->nodes.p[i];

        if (n->type == MARKUP_ELEMENT) {
            i = on_element(&w, i);
            continue;
        }
        if (n->type == MARKUP_COMMENT)
            build_comment(b, str_sub(m->src->s, n->from, n->to));
        else
            on_text(&w, i);
        i++;
    }
    end_block(&w);
    free(w.ctx);
}

static bool has_markup(struct str s)
{
    for (const char *p = s.p, *end = s.p + s.n; p < end; p++) {
        p = memchr(p, '<', (size_t)(end - p));
        if (!p)
            break;
        if (p + 1 < end &&
            (p[1] == '/' || p[1] == '!' || ((p[1] | 32) >= 'a' && (p[1] | 32) <= 'z')))
            return true;
    }
    return memchr(s.p, '&', s.n) != NULL;
}

void blocks_read_html(struct build *b, const struct source *src)
{
    struct markup m;

    if (!src->s.n)
        return;
    if (!has_markup(src->s)) {
        txt_read(b, src, NULL, NULL);
        return;
    }
    markup_parse(&m, src, 0, MARKUP_HTML);
    blocks_read(b, &m, 0);
    if (m.cut)
        build_note(b, "more than %u elements and texts; the rest was left out",
                   MARKUP_MAX_NODES);
    markup_release(&m);
}
