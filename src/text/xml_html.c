/*
 * Web pages: the article's part of the page (xml_main.c) as blocks, every
 * character with the bytes it came from.  Entry point of the plugin; reached
 * through html.c.
 */
#include "text/html.h"

#include "text/xml_main.h"
#include "text/xml_page.h"

#define LAYOUT_CELL 600 /* characters from which on a table cell is page layout */

struct emit {
    struct build *b;
    const struct source *src;
    const struct dom *dom;
    const struct main_mark *marks;
    int32_t block;         /* item that the open block belongs to, -1 none */
    int32_t row, cell;     /* of the open table row, -1 none */
    int32_t table, header; /* block index of that table's header row, -1 */
    int breaks;            /* line breaks in a row */
    int32_t headline;      /* item of the headline, shown first */
};

static const struct dom_item *item(const struct emit *e, int32_t i)
{
    return &e->dom->items.p[i];
}

static bool is_block(enum dom_class c)
{
    return c != DOM_INLINE && c != DOM_TEXT && c != DOM_BREAK && c != DOM_COMMENT;
}

static int32_t up_to_block(const struct emit *e, int32_t i)
{
    while (i >= 0 && !is_block(item(e, i)->class))
        i = item(e, i)->parent;
    return i;
}

static int32_t up_to(const struct emit *e, int32_t i, enum dom_class class)
{
    while (i >= 0 && item(e, i)->class != class)
        i = item(e, i)->parent;
    return i;
}

static int list_depth(const struct emit *e, int32_t i)
{
    int depth = 0;

    for (; i >= 0; i = item(e, i)->parent)
        depth += item(e, i)->class == DOM_LIST;
    return depth ? depth : 1;
}

/* ---- tables ---- */

static bool is_data_cell(const struct emit *e, int32_t cell)
{
    if (cell < 0 || e->marks[cell].chars > LAYOUT_CELL)
        return false;
    for (uint32_t i = (uint32_t)cell + 1; i < item(e, cell)->end; i++)
        if (e->dom->items.p[i].class == DOM_TABLE)
            return false;
    return true;
}

static bool row_is_header(const struct emit *e, int32_t row)
{
    for (uint32_t i = (uint32_t)row + 1; i < item(e, row)->end; i++)
        if (e->dom->items.p[i].name && !strcmp(e->dom->items.p[i].name, "td"))
            return false;
    return true;
}

static int32_t outer_table(const struct emit *e, int32_t row)
{
    int32_t t = item(e, row)->parent;

    while (t >= 0 && item(e, t)->parent >= 0 &&
           item(e, item(e, t)->parent)->class == DOM_TABLE)
        t = item(e, t)->parent;
    return t;
}

static void end_block(struct emit *e)
{
    int32_t index = build_end(e->b);

    if (e->row >= 0 && index >= 0 && row_is_header(e, e->row))
        e->header = index;
    e->block = e->row = e->cell = -1;
}

static void begin_cell(struct emit *e, int32_t cell, int32_t row)
{
    if (e->row != row) {
        int32_t table = outer_table(e, row);

        end_block(e);
        if (table != e->table)
            e->header = -1;
        e->table = table;
        build_row(e->b, e->header);
        e->row = row;
    } else if (e->cell != cell) {
        build_cell(e->b);
    }
    e->cell = cell;
}

/* ---- blocks ---- */

static void begin_plain(struct emit *e, int32_t block)
{
    const struct dom_item *it = item(e, block);

    end_block(e);
    if (it->class == DOM_HEADING)
        build_begin(e->b, BLOCK_HEADING, it->level);
    else if (it->class == DOM_CAPTION || up_to(e, block, DOM_CAPTION) >= 0)
        build_begin(e->b, BLOCK_CAPTION, 0);
    else if (up_to(e, block, DOM_LI) >= 0)
        build_begin(e->b, BLOCK_ITEM, list_depth(e, block));
    else if (up_to(e, block, DOM_QUOTE) >= 0)
        build_begin(e->b, BLOCK_QUOTE, 0);
    else
        build_begin(e->b, BLOCK_PARA, 0);
}

static void enter_block(struct emit *e, int32_t block)
{
    int32_t cell = up_to(e, block, DOM_CELL),
            row = cell < 0 ? -1 : up_to(e, cell, DOM_ROW);

    if (block == e->block)
        return;
    if (row >= 0 && is_data_cell(e, cell))
        begin_cell(e, cell, row);
    else
        begin_plain(e, block);
    e->block = block;
}

static void emit_pieces(struct emit *e, const struct dom_item *it)
{
    const char *text = it->text;
    size_t left = strlen(text);

    for (uint32_t k = 0; k < it->n_pieces; k++) {
        const struct dom_piece *p = &e->dom->pieces.p[it->piece + k];
        size_t n = p->len < left ? p->len : left;

        if (p->exact)
            build_text(e->b, e->src, p->from, p->to);
        else
            build_char(e->b, e->src, p->from, p->to, str_of(text, n));
        text += n;
        left -= n;
    }
}

static bool is_blank(const char *s)
{
    return s[strspn(s, " \t\r\n\f")] == '\0';
}

static void emit_text(struct emit *e, int32_t i)
{
    const struct dom_item *it = item(e, i);
    int32_t block = up_to_block(e, it->parent);

    if (is_blank(it->text)) {
        if (block == e->block && e->block >= 0)
            emit_pieces(e, it);
        return;
    }
    if (e->breaks > 1 && e->row < 0)
        end_block(e);
    e->breaks = 0;
    if (block >= 0)
        enter_block(e, block);
    emit_pieces(e, it);
}

static void emit_item(struct emit *e, int32_t i)
{
    const struct dom_item *it = item(e, i);

    if (it->class == DOM_TEXT) {
        emit_text(e, i);
    } else if (it->class == DOM_BREAK) {
        build_space(e->b, e->src, 0, 0);
        e->breaks++;
    } else if (it->class == DOM_COMMENT) {
        build_comment(e->b, str_c(it->text));
    } else if (is_block(it->class) && e->row < 0) {
        end_block(e);
    }
}

static void emit_headline(struct emit *e)
{
    if (e->headline < 0)
        return;
    build_begin(e->b, BLOCK_TITLE, 0);
    for (uint32_t i = (uint32_t)e->headline; i < item(e, e->headline)->end; i++)
        if (e->dom->items.p[i].class == DOM_TEXT)
            emit_pieces(e, &e->dom->items.p[i]);
    end_block(e);
}

static void emit_page(struct emit *e)
{
    emit_headline(e);
    for (int32_t i = 0; i < (int32_t)e->dom->items.n;) {
        bool comment = item(e, i)->class == DOM_COMMENT;

        if (i == e->headline) {
            i = (int32_t)item(e, i)->end;
            continue;
        }
        if (e->marks[i].keep || comment)
            emit_item(e, i);
        i++;
    }
    end_block(e);
}

bool xml_html_read(struct build *b, const struct source *src, const struct read_opts *o,
                   struct err *err)
{
    struct emit e = {.b = b,
                     .src = src,
                     .block = -1,
                     .row = -1,
                     .cell = -1,
                     .table = -1,
                     .header = -1};
    struct main_mark *marks;
    struct dom dom;

    (void)o;
    if (!dom_parse(&dom, src->s, err))
        return false;
    marks = main_marks(&dom);
    page_metadata(b->d, &dom, marks);
    e.dom = &dom;
    e.marks = marks;
    e.headline = page_headline(b->d, &dom);
    emit_page(&e);
    if (dom.cut)
        build_note(b, "the page has more than %u elements; the rest was left out",
                   DOM_MAX_ITEMS);
    free(marks);
    dom_release(&dom);
    return true;
}
