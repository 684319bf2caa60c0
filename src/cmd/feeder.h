/*
 * Gives out the articles of a run one by one: files, standard input, URLs,
 * and each line of a JSONL file.
 */
#ifndef CC_CMD_FEEDER_H
#define CC_CMD_FEEDER_H

#include "cmd/batch.h"
#include "cmd/inputs.h"
#include "cmd/settings.h"

struct feeder {
    const struct settings *s;
    struct inputs inputs;
    size_t at; /* next input */
    bool single;
    struct buf lines; /* the open JSONL file */
    size_t line_at;   /* next line's offset in it */
    int line;
    const char *lines_path; /* NULL: none is open */
};

/* `s` must outlive the feeder. */
void feeder_init(struct feeder *f, const struct settings *s, char **operands, int n);
/* Frees what was read; paths given out are dead then. */
void feeder_release(struct feeder *f);
/* True when the operands are one plain file: json writes one object then. */
bool feeder_single(const struct feeder *f);
/* Next article; a file is named here and read by feeder_read.  Not for several
 * threads at once. */
bool feeder_next(struct feeder *f, struct unit *u);
/* Reads the unit's content if it has none yet; sets u->why on failure. */
void feeder_read(const struct feeder *f, struct unit *u);

#endif
