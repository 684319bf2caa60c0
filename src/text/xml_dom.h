/*
 * A web page as libxml2 sees it, flattened: one array of elements and texts in
 * document order, each with its parent and the end of its subtree, so that
 * every pass is a loop and no depth of nesting costs stack.  Texts know the
 * bytes of the source they came from.
 */
#ifndef CC_TEXT_XML_DOM_H
#define CC_TEXT_XML_DOM_H

#include "base/err.h"
#include "base/vec.h"
#include "base/str.h"

#define DOM_MAX_ITEMS 2000000u /* elements and texts; the rest of a page is left out */

enum dom_class {
    DOM_INLINE,   /* runs on in its block: a span, a link */
    DOM_BLOCK,    /* a div, a section: a container without a meaning of its own */
    DOM_TEXT,     /* not an element */
    DOM_COMMENT,  /* not an element; its words are in `text` */
    DOM_BREAK,
    DOM_PARA, DOM_HEADING, DOM_LIST, DOM_LI, DOM_TABLE, DOM_ROW, DOM_CELL, DOM_QUOTE,
    DOM_PRE, DOM_CAPTION,
    DOM_ARTICLE,  /* article, main */
    DOM_ASIDE,    /* nav, aside, footer, header, form, menu: around the text */
    DOM_CONTROL,  /* a button, a label: left out, unless left open around the text */
    DOM_SKIP      /* script, style, options: no text for a reader */
};

/* Source bytes [from, to) that became `len` bytes of a text. */
struct dom_piece {
    uint32_t from, to, len;
    bool exact;           /* the same bytes; else a character reference or a repair */
};

struct dom_item {
    void *node;           /* libxml2's */
    const char *name;     /* element name; NULL for a text */
    const char *text;     /* of a DOM_TEXT, NUL-terminated */
    int32_t parent;       /* -1 for the root */
    uint32_t end;         /* index behind the subtree */
    enum dom_class class;
    int level;            /* of a heading */
    bool link;            /* this or an ancestor is a link */
    uint32_t piece, n_pieces; /* of a text */
};

struct dom {
    void *doc;            /* libxml2's */
    VEC(struct dom_item) items;
    VEC(struct dom_piece) pieces;
    bool cut;             /* DOM_MAX_ITEMS was reached */
};

/* Parses UTF-8 HTML; nothing is loaded, no entity beyond HTML's own is
 * expanded.  False when there is no element at all. */
bool dom_parse(struct dom *d, struct str html, struct err *e);
/* Frees the tree and the arrays. */
void dom_release(struct dom *d);

/* An element's attribute; empty when absent.  Lives as long as the dom. */
struct str dom_attr(const struct dom_item *it, const char *name);

#endif
