/*
 * The stored figures: SQLite, append-only by snapshot.  Valid time is the day
 * or week the traffic happened; transaction time is the snapshot's as_of.  A
 * handle belongs to one thread.  Token counts are int64, money decimal text.
 */
#ifndef CC_STORE_STORE_H
#define CC_STORE_STORE_H

#include "base/err.h"
#include "num/interval.h"
#include "scan/names.h"

struct store;

#define STORE_SCHEMA_VERSION 1

/* Opens for reading only (immutable while nobody writes, else WAL reader) and
 * begins one read transaction; NULL with error for a missing, corrupt, foreign
 * or newer file, which is left untouched.  `as_of`: only snapshots with
 * as_of <= this day are seen; DATE_NONE: all. */
struct store *store_open(const char *path, date_t as_of, struct err *e);
/* NULL is fine; what was read into arenas stays valid. */
void store_close(struct store *s);
/* As given to store_open; owned by the store. */
const char *store_path(const struct store *s);
date_t store_as_of(const struct store *s);    /* newest snapshot day that is seen */
date_t store_last_day(const struct store *s); /* last day with usage figures */

/* The names that rankings point into; store_names sets them too. */
void store_use_names(struct store *s, const struct names *n);

/* Fills `n` with models, authors and their aliases derived from names, ids and
 * permaslugs; does not freeze it. */
bool store_names(struct store *s, struct names *n, struct err *e);
/* Families are groups "family:AUTHOR/WORD" ("family:anthropic/claude"), with the
 * author set: is the model one of the family? */
bool store_is_family(const struct entity *family, const struct entity *model);

/* Appends a text that is the same for two stores only if all figures that are
 * seen are the same: their snapshots and the digests of what was read. */
void store_identity(struct store *s, struct buf *out);

/* ---- usage ---- */

enum set_kind {
    SET_MODELS,  /* the given entities (models; variants merged) */
    SET_AUTHORS, /* all models of the given authors */
    SET_COUNTRY, /* all models of developers in the given country */
    SET_ALL      /* everything in the scope */
};
enum scope {               /* over which population */
             SCOPE_CHART,  /* the nine named models of the week's chart bar */
             SCOPE_TOP,    /* the n most used models of the window (usage_sel.top) */
             SCOPE_NAMED,  /* every named model in the daily data */
             SCOPE_TRAFFIC /* all traffic, "other" included */
};
struct usage_sel {
    enum set_kind set;
    enum scope scope;
    int top;                          /* SCOPE_TOP */
    const struct entity *const *ents; /* models, authors or one country */
    uint32_t n_ents;
    date_t from, to; /* inclusive UTC days */
    date_t vintage;  /* figures as known on this day; DATE_NONE newest */
    bool no_free;    /* leave ":free" variants out of the selection (not
                        out of the choice of the chart's nine models) */
};

struct row {             /* one row of evidence */
    const char *dataset; /* "usage_daily", "usage_weekly", "totals_daily", ... */
    const char *series;  /* permaslug, author, "total" */
    date_t from, to;
    const char *value; /* exact decimal */
    int64_t snapshot;  /* id */
};
struct rows {
    struct row *v;   /* biggest first; at most 32 kept */
    size_t n, total; /* total: how many there were */
};

enum width_cause { /* why D is an interval and no point; bit set */
                   WIDTH_ROUNDED_SOURCE = 1, /* source prints 1.7T or 174.44 billion */
                   WIDTH_MISSING_DAYS = 2,
                   WIDTH_HIDDEN_TAIL = 4, /* may be below the top 50: lower bound only */
                   WIDTH_WEEK_CUT = 8     /* a week was cut by the window */
};
struct usage {
    struct interval value; /* tokens; hi NULL when only a lower bound is known */
    unsigned causes;
    int days, days_covered;
    struct rows rows; /* in the caller's arena */
};
enum found { FOUND, FOUND_NOTHING /* no such series or period */, FOUND_ERROR };

/* Tokens of the selection in the window, tiled from days where there are days
 * and whole weeks where there are only weeks.  Results live in `a` and `p`. */
enum found store_usage(struct store *s, const struct usage_sel *sel, struct arena *a,
                       struct rats *p, struct usage *out, struct err *e);

/* Ranking of a window, most used first. */
struct ranked {
    const struct entity *model; /* from the names; NULL when unknown there */
    const char *permaslug;      /* with its variant: variants rank apart */
    int64_t tokens;             /* at least */
    int64_t most;               /* at most; == tokens where all is known */
};
struct ranking {
    struct ranked *v;
    size_t n;
    bool complete; /* nothing unseen can outrank the first n */
    int days, days_covered;
    struct rows rows;
};
/* `by`: 'm' models, 'a' authors, 'c' countries (permaslug holds the slug/code). */
enum found store_ranking(struct store *s, char by, date_t from, date_t to, date_t vintage,
                         enum scope scope, size_t limit, struct arena *a,
                         struct ranking *out, struct err *e);

/* Vintages: the distinct as_of days of the snapshots that hold figures for the
 * window, oldest first; returns how many were written. */
size_t store_vintages(struct store *s, date_t from, date_t to, date_t *out, size_t max);

/* ---- prices, models ---- */
struct price {
    const char *model_id;       /* "minimax/minimax-m2.5" */
    const char *input, *output; /* USD per million tokens, decimal; NULL unknown */
    int64_t context_length;     /* tokens; 0 unknown */
    date_t from, to;            /* observed valid, inclusive snapshot days */
    bool by_hand;               /* from a price list kept by hand, not the router's own
                                   answer: often behind it by weeks */
    int64_t snapshot;
};
/* All price intervals of a model that touch [from, to] (DATE_NONE: open),
 * oldest first, plus the nearest one on each side when none does. */
enum found store_prices(struct store *s, const struct entity *model, date_t from,
                        date_t to, struct arena *a, struct price **out, size_t *n,
                        struct err *e);

struct model_info {
    const char *permaslug, *model_id, *name, *author, *country;
    int64_t created_unix;   /* listing time, UTC; 0 unknown */
    int64_t context_length; /* 0 unknown */
    int64_t snapshot;
};
/* What is known of one model, in the arena. */
enum found store_model(struct store *s, const struct entity *model, struct arena *a,
                       struct model_info *out, struct err *e);
/* Number of models / authors listed on a day (from price or model snapshots),
 * as an interval; dataset rows as evidence. */
enum found store_count(struct store *s, const char *what, date_t day, struct arena *a,
                       struct rats *p, struct usage *out, struct err *e);

/* ---- snapshots ---- */
struct snapshot {
    int64_t id;
    const char *dataset, *source, *as_of, *retrieved_at, *sha256, *license;
    int64_t rows;
};
/* The snapshot with that id, in the arena. */
enum found store_snapshot(struct store *s, int64_t id, struct arena *a,
                          struct snapshot *out, struct err *e);

#endif
