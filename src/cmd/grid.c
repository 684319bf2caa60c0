/*
 * Laying out a grid.  Columns are as wide as their widest cell, numbers stand
 * at the right.
 */
#include "cmd/grid.h"

#include "report/escape.h"
#include "report/json_out.h"

void grid_init(struct grid *g, const struct grid_column *columns, int n)
{
    memset(g, 0, sizeof(*g));
    arena_init(&g->arena);
    g->columns = columns;
    g->n_columns = n;
}

void grid_release(struct grid *g)
{
    arena_release(&g->arena);
    VEC_FREE(&g->cells);
    VEC_FREE(&g->notes);
}

void grid_row(struct grid *g, const char *const *cells)
{
    for (int i = 0; i < g->n_columns; i++)
        VEC_PUSH(&g->cells, cells[i] ? cells[i] : "");
}

void grid_note(struct grid *g, const char *note)
{
    VEC_PUSH(&g->notes, note);
}

const char *grid_number(struct arena *a, const char *digits)
{
    size_t n = strspn(digits + (*digits == '-'), "0123456789") + (*digits == '-');
    struct buf b;
    char *out;

    buf_init(&b, 0);
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < n && (n - i) % 3 == 0 && digits[i - 1] != '-')
            buf_addch(&b, ',');
        buf_addch(&b, digits[i]);
    }
    out = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return out;
}

static size_t rows_of(const struct grid *g)
{
    return g->n_columns ? g->cells.n / (size_t)g->n_columns : 0;
}

static const char *cell(const struct grid *g, size_t row, int column)
{
    return g->cells.p[row * (size_t)g->n_columns + (size_t)column];
}

/* ---- text ---- */

/* As people read it: 2570426255378 has commas. */
static const char *shown(struct grid *g, size_t row, int column)
{
    const char *text = cell(g, row, column);

    return g->columns[column].number ? grid_number(&g->arena, text) : text;
}

static int width_of(struct grid *g, int column)
{
    int width = escape_columns(str_c(g->columns[column].title));

    for (size_t r = 0; r < rows_of(g); r++) {
        int w = escape_columns(str_c(shown(g, r, column)));

        width = w > width ? w : width;
    }
    return width;
}

static void put_cell(struct buf *out, const char *text, int width, bool right, bool last)
{
    int pad = width - escape_columns(str_c(text));

    if (right)
        buf_addf(out, "%*s", pad, "");
    escape_term(out, str_c(text));
    if (!right && !last)
        buf_addf(out, "%*s", pad, "");
    buf_addc(out, last ? "" : "  ");
}

static void trim_line(struct buf *out)
{
    while (out->n && out->p[out->n - 1] == ' ')
        out->n--;
    buf_addch(out, '\n');
}

static void put_line(struct grid *g, const int *widths, size_t row, bool head,
                     struct buf *out)
{
    for (int c = 0; c < g->n_columns; c++)
        if (g->columns[c].title)
            put_cell(out, head ? g->columns[c].title : shown(g, row, c), widths[c],
                     g->columns[c].number, c + 1 == g->n_columns);
    trim_line(out);
}

static void print_text(struct grid *g, struct buf *out)
{
    int widths[GRID_COLUMNS];

    if (g->title) {
        escape_term(out, str_c(g->title));
        buf_addc(out, "\n\n");
    }
    for (int c = 0; c < g->n_columns; c++)
        widths[c] = g->columns[c].title ? width_of(g, c) : 0;
    if (g->n_columns)
        put_line(g, widths, 0, true, out);
    for (size_t r = 0; r < rows_of(g); r++)
        put_line(g, widths, r, false, out);
    if (g->notes.n)
        buf_addch(out, '\n');
    for (size_t i = 0; i < g->notes.n; i++) {
        escape_term(out, str_c(g->notes.p[i]));
        buf_addch(out, '\n');
    }
}

/* ---- for programs ---- */

static void print_json(const struct grid *g, struct buf *out)
{
    struct json j;

    json_init(&j, out, true);
    json_open(&j, '{');
    json_kc_if(&j, "title", g->title);
    json_key(&j, "rows");
    json_open(&j, '[');
    for (size_t r = 0; r < rows_of(g); r++) {
        json_open(&j, '{');
        for (int c = 0; c < g->n_columns; c++)
            json_kc_if(&j, g->columns[c].key, cell(g, r, c));
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_key(&j, "notes");
    json_open(&j, '[');
    for (size_t i = 0; i < g->notes.n; i++)
        json_c(&j, g->notes.p[i]);
    json_close(&j, ']');
    json_close(&j, '}');
    buf_addch(out, '\n');
}

static void print_csv(const struct grid *g, struct buf *out)
{
    for (int c = 0; c < g->n_columns; c++)
        buf_addf(out, "%s%s", c ? "," : "", g->columns[c].key);
    buf_addc(out, "\r\n");
    for (size_t r = 0; r < rows_of(g); r++) {
        for (int c = 0; c < g->n_columns; c++) {
            buf_addc(out, c ? "," : "");
            escape_csv(out, str_c(cell(g, r, c)));
        }
        buf_addc(out, "\r\n");
    }
}

void grid_print(struct grid *g, enum grid_format format, struct buf *out)
{
    if (format == GRID_JSON)
        print_json(g, out);
    else if (format == GRID_CSV)
        print_csv(g, out);
    else
        print_text(g, out);
}
