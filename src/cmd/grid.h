/*
 * A table for people and for programs: the same rows as aligned text, as JSON
 * (one object a row) or as CSV.
 */
#ifndef CC_CMD_GRID_H
#define CC_CMD_GRID_H

#include "base/arena.h"
#include "base/vec.h"

#define GRID_FORMATS "text|json|csv"
#define GRID_COLUMNS 12

enum grid_format { GRID_TEXT, GRID_JSON, GRID_CSV };

struct grid_column {
    const char *key;   /* in JSON and CSV */
    const char *title; /* in text; NULL: not shown there */
    bool number;       /* at the right, with commas in text */
};
struct grid {
    const struct grid_column *columns;
    int n_columns;
    const char *title;       /* above the text; NULL: none */
    struct arena arena;      /* of the text's own forms of numbers */
    VEC(const char *) cells; /* row by row; NULL and "" are empty */
    VEC(const char *) notes; /* below the text, "notes" in JSON; not in CSV */
};

/* `columns` must outlive the grid. */
void grid_init(struct grid *g, const struct grid_column *columns, int n);
/* Frees the lists; the texts belong to whoever made them. */
void grid_release(struct grid *g);
/* Adds a row: one text a column. */
void grid_row(struct grid *g, const char *const *cells);
/* Adds a note. */
void grid_note(struct grid *g, const char *note);
/* Appends it in the format.  Texts may be hostile: they are escaped. */
void grid_print(struct grid *g, enum grid_format format, struct buf *out);

/* An integer with a comma after each three digits, in the arena. */
const char *grid_number(struct arena *a, const char *digits);

#endif
