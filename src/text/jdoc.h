/*
 * JSON with positions: an array of values in document order, each with the
 * bytes it stands in, so that a string's text can be mapped back through its
 * escapes.  (cJSON keeps no positions, ends a string at \u0000 and accepts
 * what follows the value.)  Numbers stay text.
 */
#ifndef CC_TEXT_JDOC_H
#define CC_TEXT_JDOC_H

#include "text/source.h"

#define JDOC_MAX_DEPTH  128
#define JDOC_MAX_VALUES 4000000u

enum jdoc_type {
    JDOC_NULL,
    JDOC_BOOL,
    JDOC_NUMBER,
    JDOC_STRING,
    JDOC_ARRAY,
    JDOC_OBJECT
};

struct jdoc_value {
    enum jdoc_type type;
    uint32_t from, to;    /* the bytes; of a string between its quotes */
    uint32_t key, key_to; /* of a member, between its quotes */
    uint32_t end;         /* index behind the subtree */
};

struct jdoc {
    const struct source *src;
    VEC(struct jdoc_value) v; /* [0] is the document */
    size_t end;               /* offset behind the document */
};

/* Parses one value at `from`, white space around it stepped over; what follows
 * stands at j->end.  False with line and column on what is no JSON. */
bool jdoc_parse(struct jdoc *j, const struct source *src, size_t from, struct err *e);
void jdoc_release(struct jdoc *j); /* frees the array */

/* The member of that name of object `i`, the first if there are several; 0 if
 * none (nothing's member is the document). `i` may be anything. */
size_t jdoc_get(const struct jdoc *j, size_t i, const char *key);
/* By a path: "title/rendered", "headlines/0/value". 0 if there is none. */
size_t jdoc_path(const struct jdoc *j, size_t i, const char *path);
/* The first child of an array or object, 0 if it has none. */
size_t jdoc_first(const struct jdoc *j, size_t i);
/* The next sibling within parent `up`, 0 at the end. */
size_t jdoc_next(const struct jdoc *j, size_t up, size_t i);
bool jdoc_is(const struct jdoc *j, size_t i,
             const char *text); /* a string of this text */

/* Appends a string's text, escapes replaced; another value adds nothing. */
void jdoc_collect(struct mapped *out, const struct jdoc *j, size_t i);
/* A string's or number's text in the arena, at most `max` bytes; empty for
 * others. */
struct str jdoc_text(struct arena *a, const struct jdoc *j, size_t i, size_t max);

#endif
