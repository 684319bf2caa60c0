/*
 * A sentence as a row of cells (rule/symbols.h): words, tags and marks with
 * their symbols, and the string of it that the claim patterns are matched on.
 * Hyphens within words, quotes and emphasis marks are no cells; the possessive
 * 's is a cell of its own.
 */
#ifndef CC_SCAN_CELLS_H
#define CC_SCAN_CELLS_H

#include "rule/claim_rule.h"
#include "scan/tag.h"

#define CELL_MAX_SYMS 40
#define CELLS_MAX     600 /* of one sentence; what follows is not looked at */

struct cell {
    uint32_t start, end; /* in doc->text */
    uint32_t at;         /* in the cell string */
    enum cell_mark mark;
    const struct tag *tag; /* NULL: a word or mark */
    sym_t mark_sym;        /* STOP, COMMA: which mark; else SYM_NONE */
    bool capital;          /* a word that begins with a capital or digit */
    bool word;             /* can be part of a phrase of the lexicon */
    uint8_t n_syms;
    sym_t syms[CELL_MAX_SYMS];
    uint8_t words[CELL_MAX_SYMS]; /* the symbol's phrase takes so many cells; 0: is
                                     a later word of one */
};

struct cells {
    VEC(struct cell) v;
    struct buf s;
    struct symset present;
    struct str text; /* the document's text */
};

/* An empty row. */
void cells_init(struct cells *c);
/* Frees the row's memory. */
void cells_release(struct cells *c);
/* Empties it and keeps the memory. */
void cells_clear(struct cells *c);

/* Appends the cells of text[from, to), with these tags (in order, all within
 * it).  The text and the tags must outlive the cells. */
void cells_add(struct cells *c, const struct claim_rules *rules, struct str text,
               uint32_t from, uint32_t to, const tags_t *tags);
/* A mark that the text does not hold (between the parts of a table row). */
void cells_add_mark(struct cells *c, const struct claim_rules *rules, const char *mark,
                    uint32_t at);
/* Looks up words and phrases and writes the cell string; after the last
 * cells_add, before any use. */
void cells_finish(struct cells *c, const struct claim_rules *rules);
/* Index of the cell at an offset of the cell string; v.n at its end. */
size_t cells_index(const struct cells *c, uint32_t at);
/* Whether the cell carries the symbol (SYM_NONE: false). */
bool cell_has(const struct cells *c, size_t i, sym_t sym);
/* The words of cells [from, to) as they stand in the text. */
struct str cells_text(const struct cells *c, size_t from, size_t to);

#endif
