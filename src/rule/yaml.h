/*
 * YAML files as trees of nodes that know where they stand, so that an error
 * in a rule can point at its line and column.  Tags, anchors and aliases are
 * refused: a rule file is plain data.
 */
#ifndef CC_RULE_YAML_H
#define CC_RULE_YAML_H

#include "base/arena.h"
#include "base/err.h"

#define YAML_MAX_BYTES (4u << 20)
#define YAML_MAX_DEPTH 16
#define YAML_MAX_NODES 400000u

enum ynode_type { Y_SCALAR, Y_LIST, Y_MAP };

/* A node.  The children of a list or map hang on `first`, in file order; a
 * child of a map carries its key.  Keys of one map are distinct. */
struct ynode {
    enum ynode_type type;
    bool quoted;    /* SCALAR: was in quotes or a block, so never a null */
    int line, col;  /* 1-based, of the value's first character */
    struct str key; /* of a map's child; else empty */
    int key_line, key_col;
    struct str text; /* SCALAR: its value, NUL-terminated */
    struct ynode *first, *next;
    uint32_t n; /* children */
};

/* A parsed file: the tree and what an error needs to show the place. */
struct yfile {
    const char *path;
    struct str source;
    struct ynode *root; /* NULL for an empty file */
};

/* Parses `source` (valid UTF-8, at most YAML_MAX_BYTES) into nodes of arena
 * `a`; path and source must outlive the file.  False with the error's place
 * set on bad syntax, an alias or anchor, a tag, a second document, a repeated
 * key, or too much depth or size. */
bool yaml_parse(struct yfile *f, const char *path, struct str source, struct arena *a,
                struct err *e);

/* Value of a key; NULL if `map` is no map or has no such key. */
const struct ynode *ynode_get(const struct ynode *map, const char *key);
/* Text of a scalar child; an empty str when absent or no scalar. */
struct str ynode_text(const struct ynode *map, const char *key);
/* An error at a node (NULL: the whole file) with the source line for the
 * caret; returns false. */
bool ynode_err(const struct yfile *f, const struct ynode *at, struct err *e,
               const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* Likewise at a line and column of the file. */
bool yfile_err(const struct yfile *f, int line, int col, struct err *e, const char *fmt,
               ...) __attribute__((format(printf, 5, 6)));

#endif
