/*
 * The files that operands stand for, one at a time and in a fixed order:
 * operands as given, then what a list names (--files-from), and for a folder
 * the articles in it by name.  A folder's names are kept while it is open,
 * nothing else.  Links to folders are not followed, so a loop cannot be walked
 * into; links to files are.
 */
#ifndef CC_CMD_WALK_H
#define CC_CMD_WALK_H

#include "base/err.h"
#include "base/opt.h"

#define WALK_MAX_DEPTH 64

struct walk_opts {
    const struct opt_list *include, *exclude; /* globs; NULL none */
    const char *files_from;                   /* NULL none; "-" standard input */
    bool null_names;                          /* names in the list end with a NUL */
    bool has_output;                          /* the file that is written to ... */
    uint64_t out_dev, out_ino;                /* ... is passed over */
};
struct walk_item {
    const char *path; /* good until the next call */
    bool named;       /* an operand or of the list, not found in a folder */
    bool is_output;   /* it is what is written to: not to be read */
    uint64_t size;    /* bytes; 0 unknown */
    struct err why;   /* msg not empty: cannot be read */
};
struct walk;

/* The operands and options must outlive the walk. */
struct walk *walk_new(char **operands, int n, const struct walk_opts *o);
/* NULL is fine. */
void walk_free(struct walk *w);
/* The next file; false when there are no more.  A folder without any article
 * that was named itself is an item with an error. */
bool walk_next(struct walk *w, struct walk_item *out);

/* Whether a name found in a folder is wanted: an article or a container of
 * articles by its ending, or what --include says, and nothing that --exclude
 * says.  A glob with a slash is compared with the path below the folder. */
bool walk_wants(const struct walk_opts *o, const char *below, const char *name,
                bool is_dir);
/* Begins with http:// or https://. */
bool walk_is_url(const char *path);

#endif
