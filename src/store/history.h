/*
 * What the store holds and how it came to: coverage of each dataset and the
 * snapshots, for people who keep a record.
 */
#ifndef CC_STORE_HISTORY_H
#define CC_STORE_HISTORY_H

#include "store/store.h"

struct stretch_days { /* days without a gap, inclusive */
    date_t from, to;
};
struct coverage {
    const char *dataset; /* "usage_daily" */
    int64_t snapshots, rows;
    date_t newest;          /* newest as_of */
    struct stretch_days *v; /* what it covers, oldest first; n 0: not by days */
    size_t n;
};

/* Every dataset that the handle sees, in a fixed order. */
bool store_coverage(struct store *s, struct arena *a, struct coverage **out, size_t *n,
                    struct err *e);

/* The newest `limit` snapshots, newest first (0: all); of one dataset when it
 * is given. */
bool store_log(struct store *s, const char *dataset, size_t limit, struct arena *a,
               struct snapshot **out, size_t *n, struct err *e);

/* Sets covered[d - from] for each day of [from, to] whose list of models is
 * there, leaves the others. */
bool store_listed(struct store *s, date_t from, date_t to, bool *covered, struct err *e);

/* What a cloaked model turned out to be. */
struct reveal {
    const char *author, *model; /* permaslug */
    date_t day;                 /* on which it became known */
};
/* FOUND_NOTHING: not cloaked, or not revealed by what the store knows. */
enum found store_reveal(struct store *s, const struct entity *model, struct arena *a,
                        struct reveal *out, struct err *e);

#endif
