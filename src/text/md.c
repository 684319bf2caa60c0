/*
 * Markdown, block by block: headings, lists at their depth, quotes, tables;
 * code fences, raw scripts and comments are stepped over.  What a block's text
 * is, md_inline.c decides.
 */
#include "text/md.h"

#include "text/blocks.h"

#define MAX_CELLS 64

struct md_list {
    size_t indent;  /* of the marker */
    size_t content; /* of the text behind it */
};

/* The reader's state between two lines. */
struct md_blocks {
    struct md md;
    struct line_reader r;
    struct line line;
    ranges_t para;        /* lines of the block that is being gathered */
    enum block_type type; /* of that block */
    int level;
    struct md_list lists[BUILD_MAX_DEPTH];
    size_t depth; /* of the list that is open */
    bool blank;   /* the line before was blank */
    bool in_quote;
    bool no_html;      /* an HTML block does not close: take tags as they come */
    unsigned no_fence; /* bits: no fence of this kind and length closes any more */
    unsigned no_raw;   /* bits: no element of this row of raw_html does */
    bool has_title;
};

static struct str line_text(const struct md_blocks *k)
{
    return str_sub(k->md.src->s, k->line.from, k->line.to);
}

static void write_block(struct md_blocks *k, enum block_type type, int level)
{
    if (k->para.n) {
        build_begin(k->md.b, type, level);
        md_inline(&k->md, &k->para);
        build_end(k->md.b);
    }
    VEC_CLEAR(&k->para);
}

static void flush(struct md_blocks *k)
{
    write_block(k, k->type, k->level);
}

static void write_heading(struct md_blocks *k, int level)
{
    struct doc *d = k->md.b->d;
    bool title = level == 1 && !k->has_title && !d->title.n;

    k->has_title |= title;
    k->depth = 0;
    write_block(k, title ? BLOCK_TITLE : BLOCK_HEADING, level);
}

/* "## Heading ##": its level, 0 if it is none. */
static int atx_level(struct str t)
{
    size_t n = 0;

    while (n < t.n && t.p[n] == '#')
        n++;
    return n >= 1 && n <= 6 && (n == t.n || t.p[n] == ' ' || t.p[n] == '\t') ? (int)n : 0;
}

static bool take_atx(struct md_blocks *k)
{
    struct str s = k->md.src->s;
    int level = k->line.indent < 4 ? atx_level(line_text(k)) : 0;
    size_t from = k->line.from + (size_t)level, to = k->line.to;

    if (!level)
        return false;
    flush(k);
    while (from < to && (s.p[from] == ' ' || s.p[from] == '\t'))
        from++;
    while (to > from && s.p[to - 1] == '#')
        to--;
    VEC_PUSH(&k->para, ((struct range){from, to}));
    write_heading(k, level);
    return true;
}

/* A line of only this character, white space apart; how many, 0 if not. */
static size_t only(struct str t, char c)
{
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.p[i] != c && t.p[i] != ' ' && t.p[i] != '\t')
            return 0;
        n += t.p[i] == c;
    }
    return n;
}

static bool take_rule(struct md_blocks *k)
{
    struct str t = line_text(k);
    bool under = k->para.n && k->type == BLOCK_PARA && !k->in_quote &&
                 !memchr(t.p, ' ', t.n) && k->line.indent < 4;

    if (under && only(t, '=')) {
        write_heading(k, 1);
        return true;
    }
    if (under && only(t, '-') >= 2) {
        write_heading(k, 2);
        return true;
    }
    if (only(t, '-') < 3 && only(t, '*') < 3 && only(t, '_') < 3)
        return false;
    flush(k);
    k->depth = 0;
    return true;
}

/* "```" or "~~~", at least three: how many, 0 if the line is no fence. */
static size_t fence_length(struct str t)
{
    size_t n = 0;

    while (n < t.n && (t.p[0] == '`' || t.p[0] == '~') && t.p[n] == t.p[0])
        n++;
    if (n < 3 || (t.p[0] == '`' && memchr(t.p + n, '`', t.n - n)))
        return 0;
    return n;
}

/* Steps over a code fence; one that never closes is no fence, since half an
 * article would be lost with it. */
static bool take_fence(struct md_blocks *k)
{
    struct str t = line_text(k);
    size_t n = fence_length(t);
    unsigned bit = n ? 1u << ((n < 15 ? n : 15) + (t.p[0] == '~' ? 16 : 0)) : 0;
    struct line_reader ahead = k->r;
    struct line l;

    if (!n)
        return false;
    flush(k);
    while (!(k->no_fence & bit) && line_next(&ahead, &l)) {
        struct str s = str_sub(k->md.src->s, l.from, l.to);

        if (s.n && s.p[0] == t.p[0] && only(s, t.p[0]) >= n) {
            k->r = ahead;
            return true;
        }
    }
    k->no_fence |= bit;
    return true;
}

/* HTML whose content is no text, from the line on to its end. */
static const char *const raw_html[][2] = {
    {"<!--", "-->"},    {"<script", "</script>"}, {"<style", "</style>"},
    {"<svg", "</svg>"}, {"<pre", "</pre>"},       {"<iframe", "</iframe>"},
};

static bool starts_fold(struct str t, const char *word)
{
    return str_ieq(str_sub(t, 0, strlen(word)), str_c(word));
}

static bool take_raw_html(struct md_blocks *k)
{
    struct str t = line_text(k), s = k->md.src->s;

    for (size_t i = 0; i < ARRAY_LEN(raw_html); i++) {
        struct str close = str_c(raw_html[i][1]);
        size_t end;

        if ((k->no_raw >> i & 1) || !starts_fold(t, raw_html[i][0]))
            continue;
        end = str_find(s, close, k->line.from + 4);
        if (end == s.n) {
            k->no_raw |= 1u << i;
            return false;
        }
        flush(k);
        if (i == 0)
            build_comment(k->md.b, str_sub(s, k->line.from + 4, end));
        k->r.at = end + close.n;
        return true;
    }
    return false;
}

/* HTML that is read as blocks, from its start tag to the end tag. */
static const char *const html_blocks[] = {"table", "ul",     "ol",
                                          "dl",    "figure", "blockquote"};

static bool is_tag(struct str s, size_t at, const char *name)
{
    size_t n = strlen(name);
    char c = at + n < s.n ? s.p[at + n] : ' ';

    return str_ieq(str_sub(s, at, at + n), str_c(name)) && strchr(" >\t\r\n/", c) && c;
}

/* Behind the end tag that closes the element whose '<' is at `at`; 0 if none
 * does. */
static size_t element_end(struct str s, size_t at, const char *name)
{
    size_t depth = 0;

    for (; at < s.n; at++) {
        const char *lt = memchr(s.p + at, '<', s.n - at);

        if (!lt)
            return 0;
        at = (size_t)(lt - s.p);
        if (is_tag(s, at + 1, name))
            depth++;
        else if (at + 2 < s.n && s.p[at + 1] == '/' && is_tag(s, at + 2, name) &&
                 --depth == 0)
            return at + 3 + strlen(name);
    }
    return 0;
}

static bool take_html_block(struct md_blocks *k)
{
    struct source part = *k->md.src;
    struct markup m;
    size_t end = 0;

    if (part.s.p[k->line.from] != '<' || k->line.indent >= 4 || k->no_html)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(html_blocks) && !end; i++) {
        if (!is_tag(part.s, k->line.from + 1, html_blocks[i]))
            continue;
        end = element_end(part.s, k->line.from, html_blocks[i]);
        k->no_html = !end;
    }
    if (!end)
        return false;
    flush(k);
    part.s = str_sub(part.s, 0, end);
    markup_parse(&m, &part, k->line.from, MARKUP_HTML);
    blocks_read(k->md.b, &m, 0);
    markup_release(&m);
    k->r.at = end;
    return true;
}

/* "[id]: target" names a link and is no text. */
static bool take_definition(struct md_blocks *k)
{
    struct str t = line_text(k);
    size_t close = str_find(str_sub(t, 0, 128), STR("]:"), 0);

    if (k->para.n || t.n < 4 || t.p[0] != '[' || t.p[1] == ']' || close >= 127 ||
        close >= t.n)
        return false;
    if (t.p[1] == '^') { /* a footnote: its text is text */
        k->line.from += close + 2;
        return false;
    }
    return true;
}

/* Cells of a table row: the ranges between its pipes. */
static void split_row(struct str s, size_t from, size_t to, ranges_t *cells)
{
    VEC_CLEAR(cells);
    if (from < to && s.p[from] == '|')
        from++;
    if (to > from && s.p[to - 1] == '|' && s.p[to - 2] != '\\')
        to--;
    for (size_t i = from; i < to && cells->n < MAX_CELLS; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == '|') {
            VEC_PUSH(cells, ((struct range){from, i}));
            from = i + 1;
        }
    }
    VEC_PUSH(cells, ((struct range){from, to}));
}

static bool is_delimiter_row(struct str t)
{
    bool dash = false;

    for (size_t i = 0; i < t.n; i++) {
        if (!strchr("|-: \t", t.p[i]))
            return false;
        dash |= t.p[i] == '-';
    }
    return dash && (memchr(t.p, '|', t.n) || memchr(t.p, ':', t.n));
}

static int32_t write_row(struct md_blocks *k, size_t from, size_t to, int32_t header)
{
    ranges_t cells = {0};

    split_row(k->md.src->s, from, to, &cells);
    build_row(k->md.b, header);
    for (size_t i = 0; i < cells.n; i++) {
        ranges_t one = {.p = &cells.p[i], .n = 1};

        if (i)
            build_cell(k->md.b);
        md_inline(&k->md, &one);
    }
    VEC_FREE(&cells);
    return build_end(k->md.b);
}

/* At a delimiter row below one line of text: the table. */
static bool take_table(struct md_blocks *k)
{
    struct str t = line_text(k);
    struct range head;
    int32_t header;

    if (!k->para.n || !is_delimiter_row(t))
        return false;
    head = k->para.p[k->para.n - 1];
    if (!memchr(k->md.src->s.p + head.from, '|', head.to - head.from))
        return false;
    k->para.n--;
    flush(k);
    header = write_row(k, head.from, head.to, -1);
    while (k->r.at < k->md.src->s.n) {
        struct line_reader back = k->r;

        if (!line_next(&k->r, &k->line))
            break;
        t = line_text(k);
        if (!t.n || !memchr(t.p, '|', t.n)) {
            k->r = back;
            break;
        }
        write_row(k, k->line.from, k->line.to, header);
    }
    return true;
}

/* The depth of a list item whose marker stands at `indent`. */
static void enter_item(struct md_blocks *k, size_t indent, size_t content)
{
    while (k->depth && indent < k->lists[k->depth - 1].indent)
        k->depth--;
    if (k->depth && indent < k->lists[k->depth - 1].indent + 2) {
        k->lists[k->depth - 1] = (struct md_list){indent, content};
        return;
    }
    if (k->depth < BUILD_MAX_DEPTH)
        k->depth++;
    k->lists[k->depth - 1] = (struct md_list){indent, content};
}

static bool take_item(struct md_blocks *k)
{
    bool sure;
    size_t n = line_bullet(k->md.src->s, &k->line, &sure);
    bool number =
        n && k->md.src->s.p[k->line.from] >= '0' && k->md.src->s.p[k->line.from] <= '9';

    /* a number in running text starts a list only when it is a first one */
    if (!n || (number && k->para.n && k->type == BLOCK_PARA && !k->depth &&
               k->md.src->s.p[k->line.from] != '1'))
        return false;
    flush(k);
    enter_item(k, k->line.indent, k->line.indent + n);
    k->type = BLOCK_ITEM;
    k->level = (int)k->depth;
    VEC_PUSH(&k->para, ((struct range){k->line.from + n, k->line.to}));
    return true;
}

/* Two spaces or a backslash at the end of a line: a break that is meant. */
static bool has_hard_break(struct str s, size_t to)
{
    return (to + 1 < s.n && s.p[to] == ' ' && s.p[to + 1] == ' ') ||
           (to && s.p[to - 1] == '\\');
}

static void add_text(struct md_blocks *k)
{
    struct str s = k->md.src->s;

    if (k->para.n && has_hard_break(s, k->para.p[k->para.n - 1].to) &&
        !(s.p[k->line.from] >= 'a' && s.p[k->line.from] <= 'z'))
        flush(k);
    if (!k->para.n) {
        if (k->depth && k->blank && k->line.indent < k->lists[0].content &&
            k->line.indent <= k->lists[0].indent)
            k->depth = 0;
        k->type = k->depth ? BLOCK_ITEM : k->in_quote ? BLOCK_QUOTE : BLOCK_PARA;
        k->level = (int)k->depth;
    }
    VEC_PUSH(&k->para, ((struct range){k->line.from, k->line.to}));
}

/* Takes "> " off the line; entering or leaving a quote ends a block. */
static void strip_quote(struct md_blocks *k)
{
    struct str s = k->md.src->s;
    bool quote = false;

    while (k->line.from < k->line.to && s.p[k->line.from] == '>') {
        quote = true;
        k->line.from++;
        k->line.indent = 0;
        if (k->line.from < k->line.to && s.p[k->line.from] == ' ')
            k->line.from++;
        while (k->line.from < k->line.to &&
               (s.p[k->line.from] == ' ' || s.p[k->line.from] == '\t')) {
            k->line.from++;
            k->line.indent++;
        }
    }
    if (quote == k->in_quote || (!quote && !k->blank && k->line.from < k->line.to))
        return; /* the last: a quote's line without its mark */
    flush(k);
    k->depth = 0;
    k->in_quote = quote;
}

static void take_line(struct md_blocks *k)
{
    strip_quote(k);
    if (k->line.from == k->line.to) {
        flush(k);
        k->blank = true;
        return;
    }
    if (!take_table(k) && !take_rule(k) && !take_atx(k) && !take_fence(k) &&
        !take_raw_html(k) && !take_html_block(k) && !take_item(k) && !take_definition(k))
        add_text(k);
    k->blank = false;
}

bool md_read(struct build *b, const struct source *src, const struct read_opts *o,
             struct err *e)
{
    struct md_blocks k = {.md = {.b = b, .src = src}};

    (void)o;
    (void)e;
    line_reader_init(&k.r, src->s);
    k.r.at = md_front_matter(&k.md);
    while (line_next(&k.r, &k.line))
        take_line(&k);
    flush(&k);
    VEC_FREE(&k.para);
    VEC_FREE(&k.md.cuts);
    VEC_FREE(&k.md.joined_segs);
    buf_release(&k.md.joined);
    return true;
}

/* What a line adds to the suspicion that the text is Markdown. */
static int line_evidence(struct str s, const struct line *l)
{
    struct str t = str_sub(s, l->from, l->to);
    size_t bold;

    if (!t.n)
        return 0;
    if (l->indent < 4 && (atx_level(t) || fence_length(t)))
        return 30;
    if (is_delimiter_row(t) && t.p[0] == '|')
        return 40;
    if (str_find(t, STR("](http"), 0) < t.n || str_find(t, STR("](/"), 0) < t.n ||
        str_find(t, STR("](#"), 0) < t.n)
        return 30;
    bold = str_find(t, STR("**"), 0);
    if (bold + 2 < t.n && t.p[bold + 2] != ' ' && str_find(t, STR("**"), bold + 3) < t.n)
        return 20;
    return 0;
}

int md_detect(struct str head)
{
    int score = md_front_detect(head);
    struct line_reader r;
    struct line l;

    line_reader_init(&r, head);
    while (score < 80 && line_next(&r, &l))
        score += line_evidence(head, &l);
    return score < 20 ? 0 : score < 80 ? score : 80;
}
