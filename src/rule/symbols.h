/*
 * The alphabet of the claim patterns.  A sentence is matched not as letters
 * but as a row of cells, one a word, tag or mark; each cell carries symbols:
 * the word itself, the word classes it belongs to, what kind of tag it is.
 * Only what some pattern or class mentions is a symbol.
 *
 * A phrase of several words is a symbol on the cell of its first word, with
 * its length behind it; a class's item in a pattern takes that many cells.
 *
 * In the string that PCRE2 sees a cell is a marker byte (what sort of cell)
 * followed by one code point a symbol; neither occurs in an article's text,
 * because the text itself is not in that string.
 */
#ifndef CC_RULE_SYMBOLS_H
#define CC_RULE_SYMBOLS_H

#include "base/map.h"
#include "base/str.h"

#define SYM_MAX        4096
#define SYM_CODE_BASE  0x100u /* code point of symbol 0 */
#define SYM_CODE_WORDS 0x80u  /* + n: the symbol before it is of a phrase of n words */
#define LEX_MAX_PHRASE 6      /* words in a phrase of a class */

typedef uint16_t sym_t;
#define SYM_NONE UINT16_MAX

/* The marker byte of a cell, at the same time the sort of symbol that it can
 * carry first.  A hedge cell carries word symbols, too ("topped"). */
enum cell_mark {
    CELL_WORD = 1,
    CELL_VALUE, /* a number: quantity, percent, money ... */
    CELL_STOP,  /* a strong mark: . ; : dash bracket */
    CELL_COMMA,
    CELL_ENTITY,
    CELL_PERIOD, /* date, range, duration */
    CELL_HEDGE,
    CELL_MARKS /* one beyond the last */
};

/* The symbols present in a sentence. */
struct symset {
    uint64_t bits[SYM_MAX / 64];
};
static inline void symset_add(struct symset *s, sym_t sym)
{
    s->bits[sym >> 6] |= (uint64_t)1 << (sym & 63);
}
static inline bool symset_has(const struct symset *s, sym_t sym)
{
    return s->bits[sym >> 6] >> (sym & 63) & 1;
}

/* What a word or phrase means: its symbols; `prefix`: a longer phrase begins
 * with it. */
struct lex_entry {
    sym_t *syms;
    uint32_t n;
    bool prefix;
};

struct symbols;
/* An empty table; the caller frees it. */
struct symbols *symbols_new(void);
/* NULL is fine. */
void symbols_free(struct symbols *s);

/* The symbol of this name, added when it is new; SYM_NONE when SYM_MAX are
 * taken.  Words are named by themselves in lower case, classes and tags in
 * braces ("{rose}", "{quantity:tokens}"), marks by their character. */
sym_t symbols_add(struct symbols *s, struct str name, enum cell_mark mark);
/* SYM_NONE when nothing has this name. */
sym_t symbols_get(const struct symbols *s, struct str name);
/* The name it was added under; "" for SYM_NONE. */
const char *symbols_name(const struct symbols *s, sym_t sym);
/* The sort of cell it stands in; the symbol must exist. */
enum cell_mark symbols_mark(const struct symbols *s, sym_t sym);
/* How long its phrases are: bit n is set when one has n words. */
unsigned symbols_lengths(const struct symbols *s, sym_t sym);
/* Whether it is a class that binding looks at ("{bind_...}"). */
bool symbols_binds(const struct symbols *s, sym_t sym);
/* How many there are: one more than the highest. */
size_t symbols_count(const struct symbols *s);

/* Puts a word or phrase (lower case, single spaces, at most LEX_MAX_PHRASE
 * words) under a symbol; false when it is longer or empty. */
bool symbols_phrase(struct symbols *s, struct str phrase, sym_t sym);
/* Each known phrase with what it means, in the order of adding; false when
 * there is no phrase `i`. */
bool symbols_phrase_at(const struct symbols *s, size_t i, struct str *phrase,
                       const struct lex_entry **entry);
/* NULL when neither the phrase nor one that begins with it is known. */
const struct lex_entry *symbols_lookup(const struct symbols *s, struct str phrase);

#endif
