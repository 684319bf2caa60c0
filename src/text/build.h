/*
 * Building a document: readers say where blocks begin and end and which bytes
 * of which source are their text; normalisation, the separators between
 * blocks, what a list item hangs from, and passages marked to be ignored are
 * seen to here.
 */
#ifndef CC_TEXT_BUILD_H
#define CC_TEXT_BUILD_H

#include "text/normal.h"

#define BUILD_MAX_DEPTH 8 /* list levels that are told apart */

struct build {
    struct doc *d;
    struct normal normal;
    bool open;
    struct block block;         /* the open one; its start is set by the first byte */
    bool has_text;              /* more than cell separators was written */
    size_t roll_text, roll_seg; /* to here when the block turns out empty */
    int32_t list_lead;          /* what introduces the list that is being read */
    int32_t item_at[BUILD_MAX_DEPTH + 1]; /* the last item of each level, -1 */
    bool ignore;                          /* the next block is under an ignore comment */
    struct str why;
};

/* Begins reading into a cleared document. */
void build_init(struct build *b, struct doc *d);
/* Hands the text over to the document and notes what was repaired. */
void build_finish(struct build *b);

/* Begins a block; one that is open is ended first. */
void build_begin(struct build *b, enum block_type type, int level);
/* A table row: `header` is the index of its header row, -1 for none. */
void build_row(struct build *b, int32_t header);
/* The next cell of the open row. */
void build_cell(struct build *b);
/* Appends the source's [from, to), normalised; opens a paragraph if need be. */
void build_text(struct build *b, const struct source *src, size_t from, size_t to);
/* Appends characters that stand for the source's [from, to): "&amp;" as "&". */
void build_char(struct build *b, const struct source *src, size_t from, size_t to,
                struct str utf8);
/* Appends the source's [from, to) as white space. */
void build_space(struct build *b, const struct source *src, size_t from, size_t to);
/* Ends the open block.  Its index; -1 if it was empty and is no more. */
int32_t build_end(struct build *b);

/* The next block, or list or table, is not to be checked. */
void build_ignore(struct build *b, struct str why);
/* Takes "claimcheck ignore: why" out of a comment's text; false if it is none. */
bool build_comment(struct build *b, struct str comment);

/* Adds a note on something that was repaired or left out. */
void build_note(struct build *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
