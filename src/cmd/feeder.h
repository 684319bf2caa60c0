/*
 * Gives out the articles of a run in pieces of work: a file each, or as many
 * records of a container (JSON lines, tar, WARC) as fit a piece.
 */
#ifndef CC_CMD_FEEDER_H
#define CC_CMD_FEEDER_H

#include "cmd/batch.h"
#include "cmd/settings.h"
#include "cmd/walk.h"
#include "text/doc.h"

struct feeder {
    const struct settings *s;
    struct walk_opts walk_opts;
    struct walk *walk;
    bool single;
    int stop_fd;             /* readable: no more is wanted; -1 none */
    struct records *records; /* of the open container; NULL none */
    char *path;              /* its name */
    uint64_t index;          /* of the next item */
    uint64_t stored;         /* of the files that are done */
    uint64_t total;          /* of all operands, 0 unknown */
};

/* `s` must outlive the feeder. `out` is the output's descriptor, so that it is
 * not read as well; -1 none. */
void feeder_init(struct feeder *f, const struct settings *s, char **operands, int n);
/* The file that is written to, so that it is not read as well. */
void feeder_set_output(struct feeder *f, uint64_t dev, uint64_t ino);
void feeder_release(struct feeder *f); /* Frees what was opened. */
/* True when the operands are one plain file: json writes one object then. */
bool feeder_single(const struct feeder *f);
/* The next piece of work.  Not for several threads at once. */
bool feeder_next(struct feeder *f, struct unit *u);
/* Passes over the first n items, as a run that goes on does; false when there
 * are fewer.  The path of the last one is appended to `last`. */
bool feeder_skip(struct feeder *f, uint64_t n, struct buf *last);

/* What reading an item needs; one a thread, memory kept. */
struct loaded {
    struct buf file, body;  /* a whole file; a response's body */
    struct str bytes;       /* the article's content */
    enum doc_format format; /* DOC_AUTO: by content */
    char charset[40];       /* as the web server says, else empty */
    bool skip;              /* nothing to report: no article at all */
    struct err why;
};
/* Empty and ready. */
void loaded_init(struct loaded *l);
void loaded_release(struct loaded *l); /* Frees everything. */
/* Gets an item's content; false with l->why when it cannot be had. */
bool feeder_load(const struct feeder *f, const struct unit *u, const struct item *i,
                 struct loaded *l);
/* How to read it: what the options say and what is known of the item. */
struct read_opts feeder_read_opts(const struct settings *s, const struct item *i,
                                  const struct loaded *l);

#endif
