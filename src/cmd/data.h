/*
 * `claimcheck data ...`: one file each for the words after it; here is what
 * they share.
 */
#ifndef CC_CMD_DATA_H
#define CC_CMD_DATA_H

#include "base/date.h"
#include "cmd/cmd.h"
#include "cmd/grid.h"
#include "store/store.h"

struct data_opts {
    bool help, quiet, dry_run, seal;
    int format, top, limit;
    int by;      /* index into DATA_BY, -1: as fits the window */
    int of;      /* index into DATA_OF, -1: as fits the question */
    int rank_by; /* index into DATA_RANK */
    date_t week, day, from, to, as_of, since, against;
    const char *month; /* "2026-02" */
    const char *store, *base_url, *dataset;
    const char *model, *author, *country;
};
#define DATA_BY   "day|week|month"
#define DATA_OF   "chart|top|named|traffic"
#define DATA_RANK "models|authors|countries"

/* A store opened for questions, with its names. */
struct data_view {
    struct store *store;
    struct names *names;
    struct arena arena;
    struct rats *rats;
};
/* Opens the store that the options name; false with error. */
bool data_open(const struct data_opts *o, struct data_view *v, struct err *e);
/* Closes it; `v` may be zeroed. */
void data_close(struct data_view *v);
/* Path of the store to use, appended. */
void data_store_path(const struct data_opts *o, struct buf *out);

/* A selection from words: the entity that the operand or the options name. */
struct data_who {
    enum set_kind set;
    const struct entity *ents[8];
    uint32_t n;
    const char *title; /* "MiniMax M2.5 (minimax/minimax-m2.5-20260211)" */
};
/* "total", an id, or a name as articles use it; a name of several models is an
 * error that lists them. */
bool data_who(struct data_view *v, const struct data_opts *o, const char *name,
              struct data_who *out, struct err *e);

/* The window that the options name; false with error when they contradict each
 * other, *given false when there is none. */
bool data_window(const struct data_opts *o, date_t *from, date_t *to, bool *given,
                 struct err *e);
/* "2026-02-16..2026-02-22", or one day. */
const char *data_days(struct arena *a, date_t from, date_t to);
/* Value of a usage for people ("2,570,426,255,378", "1,000 to 2,000"). */
const char *data_value(struct arena *a, const struct usage *u);
/* Why a usage is no point: "rounded source, missing days". */
const char *data_causes(struct arena *a, unsigned causes);
/* Adds the line that cites the figures. */
void data_cite(struct data_view *v, struct grid *g);
/* Prints the grid in the format of the options; the exit status. */
int data_print(const struct data_opts *o, struct grid *g);

/* The option table of the command, for help and completions. */
void data_options(struct opt table[MAX_OPTIONS]);

/* The words. */
int data_import(const struct data_opts *o, int argc, char **argv); /* adds files */
int data_sync(const struct data_opts *o);                   /* fetches what is new */
int data_status(const struct data_opts *o);                 /* what is covered */
int data_log(const struct data_opts *o);                    /* the snapshots */
int data_show(const struct data_opts *o, const char *name); /* one series */
int data_query(const struct data_opts *o, int argc, char **argv); /* derived questions */

#endif
