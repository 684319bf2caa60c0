/*
 * WordprocessingML to blocks: a paragraph's style says what it is.  What was
 * deleted, field codes and fallbacks are no text.
 */
#include "text/docx.h"

#include "text/markup.h"
#include "text/zip.h"

#define DOCX_MAX (64u << 20) /* bytes of XML */

bool docx_is(struct str bytes)
{
    return zip_is(bytes) && str_find(bytes, STR("word/document.xml"), 0) < bytes.n;
}

bool docx_unpack(struct str archive, struct buf *out, struct err *e)
{
    struct err ignored;

    out->max = DOCX_MAX;
    if (!zip_member(archive, "word/document.xml", out, e))
        return false;
    zip_member(archive, "word/footnotes.xml", out, &ignored); /* few have any */
    return true;
}

/* The value of a property: "pStyle" of "pPr". */
static struct str property(const struct markup *m, size_t i, const char *path)
{
    size_t p = markup_find(m, i, path);

    return p ? markup_attr(m, p, "w:val") : STR_NONE;
}

struct style {
    const char *prefix; /* of the style's name, case folded */
    enum block_type type;
};
static const struct style styles[] = {
    {"title", BLOCK_TITLE},
    {"heading", BLOCK_HEADING},
    {"quote", BLOCK_QUOTE},
    {"intensequote", BLOCK_QUOTE},
    {"blocktext", BLOCK_QUOTE},
    {"caption", BLOCK_CAPTION},
    {"imagecaption", BLOCK_CAPTION},
    {"tablecaption", BLOCK_CAPTION},
    {"list", BLOCK_ITEM},
};

static int digit_of(struct str s, int otherwise)
{
    char c = s.n ? s.p[s.n - 1] : ' ';

    return c >= '0' && c <= '9' ? c - '0' : otherwise;
}

static void begin_paragraph(struct build *b, const struct markup *m, size_t p)
{
    struct str name = property(m, p, "pPr/pStyle");

    if (markup_find(m, p, "pPr/numPr")) {
        build_begin(b, BLOCK_ITEM, digit_of(property(m, p, "pPr/numPr/ilvl"), 0) + 1);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(styles); i++) {
        struct str prefix = str_c(styles[i].prefix);

        if (!str_ieq(str_sub(name, 0, prefix.n), prefix))
            continue;
        build_begin(b, styles[i].type,
                    styles[i].type == BLOCK_TITLE ? 1 : digit_of(name, 1));
        return;
    }
    build_begin(b, BLOCK_PARA, 0);
}

/* Elements inside a paragraph that are no text of it. */
static bool is_left_out(const struct markup *m, size_t i)
{
    static const char *const names[] = {"delText",     "instrText", "Fallback",
                                        "txbxContent", "pPr",       "rPr"};

    for (size_t k = 0; k < ARRAY_LEN(names); k++)
        if (markup_is(m, i, names[k]))
            return true;
    return false;
}

static void put_paragraph(struct build *b, struct markup *m, size_t p)
{
    const struct source *src = m->src;

    for (size_t i = p + 1; i < m->nodes.p[p].end;) {
        const struct markup_node *n = &m->nodes.p[i];

        if (n->type != MARKUP_ELEMENT && markup_is(m, n->parent, "t"))
            markup_put(b, m, i);
        else if (markup_is(m, i, "tab") || markup_is(m, i, "br") || markup_is(m, i, "cr"))
            build_space(b, src, n->from, n->to);
        else if (markup_is(m, i, "noBreakHyphen"))
            build_char(b, src, n->from, n->to, STR("-"));
        i = is_left_out(m, i) ? n->end : i + 1;
    }
}

static void put_cell(struct build *b, struct markup *m, size_t cell)
{
    for (size_t i = cell + 1; i < m->nodes.p[cell].end; i++) {
        if (!markup_is(m, i, "p"))
            continue;
        build_space(b, m->src, m->nodes.p[i].from, m->nodes.p[i].to);
        put_paragraph(b, m, i);
    }
}

static int32_t put_row(struct build *b, struct markup *m, size_t row, int32_t header)
{
    bool first = true;

    build_row(b, header);
    for (size_t c = markup_child(m, row, "tc"); c; c = markup_next(m, c, "tc")) {
        if (!first)
            build_cell(b);
        first = false;
        put_cell(b, m, c);
    }
    return build_end(b);
}

static void put_table(struct build *b, struct markup *m, size_t table)
{
    size_t look = markup_find(m, table, "tblPr/tblLook");
    bool head = look && str_eqc(markup_attr(m, look, "w:firstRow"), "1");
    int32_t header = -1;

    for (size_t r = markup_child(m, table, "tr"); r; r = markup_next(m, r, "tr")) {
        bool is_header = head || markup_find(m, r, "trPr/tblHeader");
        int32_t index = put_row(b, m, r, header);

        if (is_header && index >= 0)
            header = index;
        head = false;
    }
}

bool docx_read(struct build *b, const struct source *src, const struct read_opts *o,
               struct err *e)
{
    struct markup m;

    (void)o;
    (void)e;
    markup_parse(&m, src, 0, MARKUP_XML);
    for (size_t i = 1; i < m.nodes.n;) {
        if (markup_is(&m, i, "tbl")) {
            put_table(b, &m, i);
            i = m.nodes.p[i].end;
            continue;
        }
        if (markup_is(&m, i, "p")) {
            begin_paragraph(b, &m, i);
            put_paragraph(b, &m, i);
            build_end(b);
        }
        i = markup_is(&m, i, "Fallback") ? m.nodes.p[i].end : i + 1;
    }
    if (m.cut)
        build_note(b, "more than %u elements and texts; the rest was left out",
                   MARKUP_MAX_NODES);
    markup_release(&m);
    return true;
}
