/*
 * Plain text.  Blank lines part groups of lines; in a group the lines of a
 * hand-wrapped paragraph are joined, list items and aligned tables are taken
 * apart, and a line that is a headline or a button of the page stays alone.
 */
#include "text/lines.h"
#include "text/reader.h"

#include "base/utf8.h"

#define MAX_CELLS   32
#define HEADING_MAX 400  /* bytes */
#define ROW_MAX     4096 /* a longer line is no table row */

struct txt {
    struct build *b;
    const struct source *src;
    size_t width;  /* lines_wrap_width */
    lines_t lines; /* the group */
};

struct cell {
    size_t from, to;
};
struct cells {
    struct cell c[MAX_CELLS];
    size_t n;
    bool pipes; /* parted by '|' */
};

static bool is_rule_char(char c)
{
    return c == '-' || c == '=' || c == '+' || c == ':' || c == ' ' || c == '|' ||
           c == '\t';
}

/* Where a gap between cells starts at `i`: its length, 0 if it is none. */
static size_t gap_at(struct str s, const struct line *l, size_t i, bool pipes)
{
    size_t n = 0;

    if (pipes)
        return s.p[i] == '|';
    while (i + n < l->to && (s.p[i + n] == ' ' || s.p[i + n] == '\t'))
        n++;
    if (n && memchr(s.p + i, '\t', n))
        return n;
    if (n < 2 || (i > l->from && strchr(".!?:", s.p[i - 1])))
        return 0;
    return n;
}

static void add_cell(struct cells *out, struct str s, size_t from, size_t to)
{
    while (from < to && (s.p[from] == ' ' || s.p[from] == '\t'))
        from++;
    while (to > from && (s.p[to - 1] == ' ' || s.p[to - 1] == '\t'))
        to--;
    if (out->n < MAX_CELLS)
        out->c[out->n++] = (struct cell){from, to};
}

/* The line as cells parted by tabs, two spaces or more, or pipes. */
static void split_cells(struct str s, const struct line *l, struct cells *out)
{
    size_t from = l->from, to = l->to, i;

    *out = (struct cells){0};
    out->pipes = memchr(s.p + from, '|', to - from) != NULL;
    if (out->pipes && s.p[from] == '|')
        from++;
    if (out->pipes && to > from && s.p[to - 1] == '|')
        to--;
    for (i = from; i < to;) {
        size_t gap = gap_at(s, l, i, out->pipes);

        if (!gap) {
            i++;
            continue;
        }
        add_cell(out, s, from, i);
        from = i += gap;
    }
    add_cell(out, s, from, to);
}

/* Two lines that stand in columns: the same number of cells, by pipes, tabs,
 * or with one column's start or end in the same place. */
static bool same_columns(struct str s, const struct line *a, const struct cells *ca,
                         const struct line *b, const struct cells *cb)
{
    if (ca->n != cb->n || ca->n < 2 || ca->pipes != cb->pipes)
        return false;
    if (ca->pipes || (memchr(s.p + a->from, '\t', a->to - a->from) &&
                      memchr(s.p + b->from, '\t', b->to - b->from)))
        return true;
    for (size_t i = 1; i < ca->n; i++) {
        size_t a0 = utf8_count(str_sub(s, a->from, ca->c[i].from)) + a->indent;
        size_t b0 = utf8_count(str_sub(s, b->from, cb->c[i].from)) + b->indent;
        size_t a1 = a0 + utf8_count(str_sub(s, ca->c[i].from, ca->c[i].to));
        size_t b1 = b0 + utf8_count(str_sub(s, cb->c[i].from, cb->c[i].to));

        if (a0 == b0 || a1 == b1)
            return true;
    }
    return false;
}

/* A quick look: most lines of most texts have nothing that parts cells. */
static bool may_be_row(struct str s, const struct line *l)
{
    const char *p = s.p + l->from;
    size_t n = l->to - l->from;
    bool sure;

    return n <= ROW_MAX &&
           (memchr(p, '\t', n) || memchr(p, '|', n) || memmem(p, n, "  ", 2)) &&
           !line_bullet(s, l, &sure);
}

/* Dashes and the like, as under a header. */
static bool is_rule(struct str s, const struct line *l)
{
    size_t i = l->from;

    while (i < l->to && is_rule_char(s.p[i]))
        i++;
    return i == l->to && l->to - l->from >= 3;
}

/* Number of lines from `at` on that make a table of two rows or more, rules
 * included; else 0. */
static size_t table_at(struct txt *t, size_t at)
{
    struct cells cells[2];
    const struct line *lines = t->lines.p;
    struct str s = t->src->s;
    size_t i, last = at, rows = 1;

    if (at + 1 >= t->lines.n || !may_be_row(s, &lines[at]) || is_rule(s, &lines[at]))
        return 0;
    split_cells(s, &lines[at], &cells[0]);
    for (i = at + 1; i < t->lines.n && cells[0].n >= 2; i++) {
        const struct cells *above = &cells[(rows - 1) & 1];
        struct cells *here = &cells[rows & 1];

        if (is_rule(s, &lines[i]))
            continue;
        if (!may_be_row(s, &lines[i]))
            break;
        split_cells(s, &lines[i], here);
        if (!same_columns(s, &lines[last], above, &lines[i], here))
            break;
        last = i;
        rows++;
    }
    return rows > 1 ? i - at : 0;
}

static bool has_digit(struct str s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* A table's first row is its header when a rule follows, or when only the
 * rows below have numbers. */
static bool is_header(struct txt *t, size_t at)
{
    struct str s = t->src->s;
    struct cells head, next;

    if (is_rule(s, &t->lines.p[at + 1]))
        return true;
    split_cells(s, &t->lines.p[at], &head);
    split_cells(s, &t->lines.p[at + 1], &next);
    return !has_digit(s, head.c[1].from, head.c[head.n - 1].to) &&
           has_digit(s, next.c[1].from, next.c[next.n - 1].to);
}

static int32_t add_row(struct txt *t, const struct line *l, int32_t header)
{
    struct cells cells;

    if (is_rule(t->src->s, l))
        return -1;
    split_cells(t->src->s, l, &cells);
    build_row(t->b, header);
    for (size_t i = 0; i < cells.n; i++) {
        if (i)
            build_cell(t->b);
        build_text(t->b, t->src, cells.c[i].from, cells.c[i].to);
    }
    return build_end(t->b);
}

static void add_table(struct txt *t, size_t at, size_t n)
{
    int32_t header = -1;

    if (is_header(t, at)) {
        header = add_row(t, &t->lines.p[at], -1);
        at++;
        n--;
    }
    for (size_t i = at; i < at + n; i++)
        add_row(t, &t->lines.p[i], header);
}

/* Share of words that start with a capital, in percent, and their number. */
static int capital_share(struct str s, size_t *words)
{
    size_t capitals = 0, n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || (i && s.p[i - 1] != ' '))
            continue;
        n++;
        capitals += (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= '0' && s.p[i] <= '9');
    }
    *words = n;
    return n ? (int)(capitals * 100 / n) : 0;
}

/* Chinese and Japanese characters among the text's. */
static size_t count_cjk(struct str s)
{
    const char *p = s.p, *end = s.p + s.n;
    size_t n = 0;
    int len;

    for (; p < end; p += len)
        n += normal_is_cjk(utf8_get(p, end, &len));
    return n;
}

/* A sentence ends inside the line. */
static bool has_inner_stop(struct str s)
{
    for (size_t i = 2; i + 1 < s.n; i++)
        if (s.p[i] == '.' && s.p[i + 1] == ' ' && s.p[i - 1] >= 'a' &&
            s.p[i - 1] <= 'z' && s.p[i - 2] >= 'a' && s.p[i - 2] <= 'z')
            return true;
    return false;
}

/* A line alone that reads as a headline. */
static bool is_heading(struct str s, const struct line *l)
{
    struct str text = str_sub(s, l->from, l->to);
    char last = text.p[text.n - 1];
    size_t words, chars;
    int capitals;

    if (text.n > HEADING_MAX || last == '.' || last == ',' ||
        (*text.p >= 'a' && *text.p <= 'z'))
        return false;
    chars = utf8_count(text);
    if (chars > 140)
        return false;
    if (count_cjk(text) >= 4)
        return chars >= 6 && chars <= 45 && !line_ends_sentence(s, l);
    capitals = capital_share(text, &words);
    if (words < 3 || str_starts(text, STR("By ")) || has_inner_stop(text))
        return false;
    if (line_ends_sentence(s, l))
        return capitals >= 60 && (last == '?' || last == '!');
    return capitals >= 50 || chars <= 100;
}

static bool is_item(struct txt *t, size_t i, bool in_list, size_t *skip)
{
    const struct line *l = &t->lines.p[i];
    bool sure;

    *skip = line_bullet(t->src->s, l, &sure);
    return *skip && (sure || i == 0 || in_list ||
                     line_ends_sentence(t->src->s, &t->lines.p[i - 1]));
}

/* A line that is nothing but a comment for us. */
static bool take_comment(struct txt *t, const struct line *l)
{
    struct str s = str_sub(t->src->s, l->from, l->to);

    if (!str_starts(s, STR("<!--")) || !str_ends(s, STR("-->")) || s.n < 7)
        return false;
    return build_comment(t->b, str_sub(s, 4, s.n - 3));
}

/* The paragraph or item whose first line is `i` and text starts at `from`;
 * returns the index behind its last line. */
static size_t add_lines(struct txt *t, size_t i, size_t from, bool item)
{
    struct str s = t->src->s;
    size_t end = i + 1, skip;

    while (end < t->lines.n &&
           lines_join(s, &t->lines.p[end - 1], &t->lines.p[end], t->width) &&
           !is_item(t, end, item, &skip))
        end++;
    if (!item && end == i + 1 && is_heading(s, &t->lines.p[i]))
        build_begin(t->b, BLOCK_HEADING, 2);
    else if (!item)
        build_begin(t->b, BLOCK_PARA, 0);
    build_text(t->b, t->src, from, t->lines.p[end - 1].to);
    build_end(t->b);
    return end;
}

static void add_group(struct txt *t)
{
    bool in_list = false;

    for (size_t i = 0; i < t->lines.n;) {
        const struct line *l = &t->lines.p[i];
        size_t skip, rows = table_at(t, i);

        if (take_comment(t, l)) {
            in_list = true; /* what follows a comment may start a list */
            i++;
        } else if (rows) {
            add_table(t, i, rows);
            i += rows;
        } else if ((in_list = is_item(t, i, in_list, &skip))) {
            build_begin(t->b, BLOCK_ITEM, 1 + (int)(l->indent > 64 ? 8 : l->indent / 4));
            i = add_lines(t, i, l->from + skip, true);
        } else {
            i = add_lines(t, i, l->from, false);
        }
    }
}

/* A headline has something below it. */
static void last_is_no_heading(struct doc *d)
{
    struct block *last = d->blocks.n ? &d->blocks.p[d->blocks.n - 1] : NULL;

    if (last && last->type == BLOCK_HEADING) {
        last->type = BLOCK_PARA;
        last->level = 0;
    }
}

bool txt_read(struct build *b, const struct source *src, const struct read_opts *o,
              struct err *e)
{
    struct txt t = {.b = b, .src = src, .width = lines_wrap_width(src->s)};
    struct line_reader r;
    struct line l;

    (void)o;
    (void)e;
    line_reader_init(&r, src->s);
    while (line_next(&r, &l)) {
        if (l.from < l.to) {
            VEC_PUSH(&t.lines, l);
            continue;
        }
        add_group(&t);
        VEC_CLEAR(&t.lines);
    }
    add_group(&t);
    VEC_FREE(&t.lines);
    last_is_no_heading(b->d);
    return true;
}
