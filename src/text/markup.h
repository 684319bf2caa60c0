/*
 * XML, and pieces of HTML as feeds and JSON carry them, flattened into an
 * array in document order.  The parser is ours because every character must
 * be known by its byte: nothing is copied, nothing expanded beyond single
 * characters, nothing loaded, no depth costs stack.  It repairs what it can;
 * whole web pages are read with libxml2 (text/html.h).
 */
#ifndef CC_TEXT_MARKUP_H
#define CC_TEXT_MARKUP_H

#include "text/build.h"

#define MARKUP_MAX_NODES 4000000u

enum markup_kind { MARKUP_XML, MARKUP_HTML };
enum markup_type { MARKUP_ELEMENT, MARKUP_TEXT, MARKUP_CDATA, MARKUP_COMMENT };

struct markup_node {
    enum markup_type type;
    uint32_t from, to;      /* in the source: text, or an element's name without prefix */
    uint32_t attr, attr_to; /* an element's attributes as they stand */
    uint32_t inner, inner_to; /* an element's content */
    uint32_t parent;          /* index; the root's is its own */
    uint32_t end;             /* index behind the subtree */
};

struct markup {
    const struct source *src;
    enum markup_kind kind;
    VEC(struct markup_node) nodes; /* [0] is a root around everything */
    bool cut;                      /* there were more than MARKUP_MAX_NODES */
    size_t unclosed; /* elements closed by another's end, or by the end of all */
    size_t entities; /* references that name nothing known and were left out */
};

/* Takes the source apart from offset `from` on; never fails.  The source must
 * outlive the markup. */
void markup_parse(struct markup *m, const struct source *src, size_t from,
                  enum markup_kind kind);
void markup_release(struct markup *m); /* frees the array */

/* The element's name without its prefix; empty for other nodes. */
struct str markup_name(const struct markup *m, size_t i);
/* True for an element of this name (case as it stands for XML). */
bool markup_is(const struct markup *m, size_t i, const char *name);
/* The first child element of that name, 0 if there is none. */
size_t markup_child(const struct markup *m, size_t parent, const char *name);
/* By a path: "head/docdata/date.issue"; "*" is any element. 0 if none. */
size_t markup_find(const struct markup *m, size_t from, const char *path);
/* The next child of the same parent and name behind `i`, 0 if none. */
size_t markup_next(const struct markup *m, size_t i, const char *name);
/* An attribute's value as it stands between its quotes; empty if absent. */
struct str markup_attr(const struct markup *m, size_t i, const char *name);

/* Appends one text node, references replaced, to the open block. */
void markup_put(struct build *b, struct markup *m, size_t i);
/* Appends all text below a node to `out`, references replaced: what an element
 * with markup inside its text holds. */
void markup_collect(struct mapped *out, struct markup *m, size_t i);
/* The same as one trimmed line in the arena, at most `max` bytes. */
struct str markup_text(struct arena *a, struct markup *m, size_t i, size_t max);

#endif
