/*
 * Lines of a source, and what can be told from a line alone: shared by the
 * readers of plain text and Markdown.
 */
#ifndef CC_TEXT_LINES_H
#define CC_TEXT_LINES_H

#include "text/source.h"

struct line {
    size_t from, to; /* without indentation and line end; from == to: blank */
    size_t indent;   /* columns before `from`, a tab is 4 */
};
typedef VEC(struct line) lines_t;

struct line_reader {
    struct str s;
    size_t at;    /* where the next line starts */
    bool lone_cr; /* a CR without LF ends a line too */
};

/* Starts at the first line of s. */
void line_reader_init(struct line_reader *r, struct str s);
/* The next line; false at the end. */
bool line_next(struct line_reader *r, struct line *l);

/* Columns at which the text is hard-wrapped; 0 when lines are paragraphs. */
size_t lines_wrap_width(struct str s);
/* True when b goes on with the sentence or paragraph of a; `width` as above. */
bool lines_join(struct str s, const struct line *a, const struct line *b, size_t width);
/* Length of the bullet or list number the line starts with, white space after
 * it included; 0 if none.  `sure`: a bullet that no sentence starts with. */
size_t line_bullet(struct str s, const struct line *l, bool *sure);
/* The line ends as a sentence, clause or introduction does. */
bool line_ends_sentence(struct str s, const struct line *l);

#endif
