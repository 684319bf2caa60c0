/*
 * The figures of a window as they are used for sums: the window is tiled from
 * sheets (days, or whole weeks where there are only weeks), each tile from one
 * snapshot, so that parts and whole of a share are of one vintage.
 */
#ifndef CC_STORE_CUBE_H
#define CC_STORE_CUBE_H

#include "store/handle.h"
#include "store/write.h"

struct sheet_line { /* a row of the table sheet */
    int span;
    date_t start;
    int kind; /* enum sheet_kind */
    int64_t snapshot, rows_of;
    date_t seen;
    int64_t named, least, other, total, half;
    bool has_least, has_other, has_total, partial;
};

struct tile {
    struct sheet_line sheet;
    bool cut; /* a week of which the window holds a part */
};

struct entry { /* tokens of a series in a tile */
    int64_t series, tokens;
    uint32_t tile;
};

enum tiling {
    TILE_NAMED, /* models: days first, else the chart, else a board */
    TILE_CHART, /* the chart's bars; windows of whole weeks only */
    TILE_TOTAL  /* all traffic: the newest, exact before rounded */
};

struct cube {
    enum tiling tiling;
    date_t from, to, limit;
    VEC(struct sheet_line)
    sheets;                    /* all of the window's, newest first by span and start */
    VEC(struct tile) tiles;    /* in time order */
    VEC(struct entry) entries; /* by series, then tile; empty until cube_rows */
    bool has_rows;
    int days, covered; /* covered: by tiles that are not cut */
    int bounded;       /* days that only a cut week bounds */
};

/* The cube of a window, from the handle's cache; NULL with error.  Lives until
 * the handle has answered STORE_CUBES other windows. */
struct cube *cube_get(struct store *s, enum tiling tiling, date_t from, date_t to,
                      date_t limit, struct err *e);
/* Reads the tiles' rows unless they are there. */
bool cube_rows(struct store *s, struct cube *c, struct err *e);
void cube_free(struct cube *c); /* NULL allowed */

/* What the writer lets in, and a damaged store need not keep to. */
static inline bool is_tokens(int64_t v)
{
    return v >= 0 && v <= STORE_MAX_TOKENS;
}

/* Sums that end at the limits: only figures of a damaged store get there. */
static inline int64_t add_tokens(int64_t a, int64_t b)
{
    int64_t sum;

    if (__builtin_add_overflow(a, b, &sum))
        return a > 0 ? INT64_MAX : INT64_MIN;
    return sum;
}

/* First day of a tile. */
date_t tile_from(const struct tile *t);
/* Last day of a tile. */
date_t tile_to(const struct tile *t);
/* The most that a model which the tile does not name can have; -1: unknown. */
int64_t tile_hidden(const struct tile *t);

#endif
