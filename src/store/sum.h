/*
 * Adding figures up: a sum with its bounds, why they are apart, and the rows
 * that it came from.
 */
#ifndef CC_STORE_SUM_H
#define CC_STORE_SUM_H

#include "store/cube.h"

struct part { /* a row of evidence in the making */
    const char *series;
    int kind, span; /* of its sheet; kind SUM_AUTHORS: authors_daily */
    date_t from, to;
    int64_t value, snapshot;
};
#define SUM_AUTHORS 9

struct sum {
    int64_t lo, hi;
    bool open;       /* no upper bound is known */
    unsigned causes; /* enum width_cause */
    VEC(struct part) parts;
};

/* Frees the parts. */
void sum_release(struct sum *s);
/* Adds a known figure of a tile. */
void sum_add(struct sum *s, const struct tile *t, const char *series, int64_t tokens);
/* Adds something between 0 and `most` (-1: no bound known) and why. */
void sum_add_hidden(struct sum *s, int64_t most, unsigned cause);
/* Adds a part; one that follows on the last of its series and snapshot is
 * joined to it. */
void sum_part(struct sum *s, const struct part *p);
/* The result in the caller's arena and pool. */
void sum_result(struct sum *s, struct arena *a, struct rats *p, struct usage *out);
/* The evidence alone. */
void sum_rows(struct sum *s, struct arena *a, struct rows *out);

#endif
