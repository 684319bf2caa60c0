/*
 * Wraps text at a terminal's width by columns, not bytes.  Chinese breaks
 * between any two characters, other text at spaces.
 */
#include "report/wrap.h"

#include "base/utf8.h"
#include "report/escape.h"

struct flow {
    const struct page *p;
    int col, indent;
    bool emph, fresh; /* fresh: nothing on this line after the indent */
};

void page_sgr(const struct page *p, const char *code)
{
    if (p->color)
        buf_addf(p->out, "\033[%sm", *code ? code : "0");
}

static void set_emph(struct flow *f, bool on)
{
    if (f->p->color)
        page_sgr(f->p, on ? "1" : "22");
    else
        buf_addch(f->p->out, '*');
    f->emph = on;
}

static void break_line(struct flow *f)
{
    buf_addf(f->p->out, "\n%*s", f->indent, "");
    f->col = f->indent;
    f->fresh = true;
}

/* Length in bytes of the next unbreakable piece, and its columns. */
static size_t piece(struct str s, int *cols)
{
    const char *p = s.p, *end = escape_end(s);
    *cols = 0;
    while (p < end && *p != ' ') {
        int len;
        uint32_t cp = utf8_get(p, end, &len);
        int w = *p == EMPH_ON[0] || *p == EMPH_OFF[0] ? 0 : escape_width(cp);
        if (w == 2 && p > s.p)
            break;
        *cols += w;
        p += len;
        if (w == 2)
            break;
    }
    return (size_t)(p - s.p);
}

static void put_piece(struct flow *f, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i <= s.n; i++) {
        bool mark = i < s.n && (s.p[i] == EMPH_ON[0] || s.p[i] == EMPH_OFF[0]);
        if (i < s.n && !mark)
            continue;
        buf_add(f->p->out, s.p + from, i - from);
        from = i + 1;
        if (mark)
            set_emph(f, s.p[i] == EMPH_ON[0]);
    }
    f->fresh = false;
}

void page_para(const struct page *p, int at, int indent, struct str s)
{
    struct flow f = {.p = p, .col = at, .indent = indent, .fresh = true};
    int gap = 0;
    if (at < indent) {
        buf_addf(p->out, "%*s", indent - at, "");
        f.col = indent;
    }
    while (s.n > 0) {
        if (s.p[0] == ' ') {
            gap = 1;
            s = str_sub(s, 1, s.n);
            continue;
        }
        int cols;
        size_t n = piece(s, &cols);
        if (p->width && !f.fresh && f.col + gap + cols > p->width)
            break_line(&f);
        else if (gap && !f.fresh)
            f.col += buf_addch(p->out, ' ');
        put_piece(&f, str_sub(s, 0, n));
        f.col += cols;
        gap = 0;
        s = str_sub(s, n, s.n);
    }
    buf_addch(p->out, '\n');
}
