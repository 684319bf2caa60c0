/*
 * One computation over the stored figures: everything that decides its result
 * and nothing else.  A claim becomes a base query (bind.c), the readings are
 * variations of it (readings.c), and so are the tries for a cause (cause.c).
 */
#ifndef CC_VERIFY_QUERY_H
#define CC_VERIFY_QUERY_H

#include "verify/tables.h"
#include "verify/verdict.h"

enum op {
    OP_NONE,
    OP_LEVEL,        /* tokens of the subject in the window */
    OP_SHARE,        /* percent of the object, or of all in the scope */
    OP_GROWTH,       /* percent, window over base */
    OP_SHARE_GROWTH, /* percent by which a share grew */
    OP_RATIO,        /* subject over object, or window over base */
    OP_DIFF,         /* tokens, subject minus object, or window minus base */
    OP_POINTS,    /* percentage points between the shares of window and base, or of two */
    OP_RANK,      /* place of the subject */
    OP_COUNT_TOP, /* members of the subject among the first n */
    OP_COUNT,     /* models, authors listed */
    OP_STREAK,    /* weeks in a row, up to the window, that the subject led */
    OP_RECORD,    /* place of the window among the subject's own earlier weeks */
    OP_ORDER,     /* subject minus object: above 0 when the subject is ahead */
    OP_PRICE,     /* USD per million tokens */
    OP_PRICE_RATIO,
    OP_PRICE_ORDER,
    OP_PRICE_CUT, /* percent by which a price moved, window over base */
    OP_CONTEXT,   /* tokens */
    OP_DATE,      /* listing day, days since 1970 */
    OP_N
};
enum metric {
    METRIC_TOKENS,
    METRIC_INPUT,
    METRIC_OUTPUT,
    METRIC_CONTEXT,
    METRIC_RELEASE
};

/* One side of a computation. */
struct who {
    enum set_kind set;
    const struct entity *const *ents;
    uint32_t n;
    int top;           /* group "the top n models"; 0 none */
    bool open_set;     /* "named", "all": the scope says what is in it */
    bool charted;      /* "the nine named models": those of the week's chart */
    const char *label; /* as the explanation names it; never NULL */
};
struct span {
    date_t from, to; /* inclusive; DATE_NONE: none */
};
/* The population: a scope with its count. */
enum pool {
    POOL_CHART,
    POOL_CHART_PAID,
    POOL_TOP,
    POOL_TOP10,
    POOL_NAMED,
    POOL_NAMED_PAID,
    POOL_TRAFFIC,
    POOL_ROW, /* the model's own row of the ranking, without its other variants */
    POOL_N
};

struct query {
    enum op op;
    enum metric metric;
    struct who subject, object;
    bool has_object;
    bool each_object; /* OP_ORDER: ahead of each of them, not of their sum */
    enum pool pool;   /* where the subject is counted */
    enum pool whole;  /* what a share is of */
    struct span window, base;
    int mean;           /* days that the value is a mean over: 0 total, 1, 7, 30 */
    bool increase;      /* OP_RATIO: "increase by N", the ratio less 1 */
    bool binary_k;      /* OP_CONTEXT: 128K is 128 x 1024 */
    char by;            /* OP_RANK: 'm', 'a', 'c' */
    int limit;          /* OP_STREAK: weeks beyond which the count does not matter */
    bool maximum;       /* OP_LEVEL: "up to", the most used one of the subject */
    const char *within; /* OP_RANK: only models of this country; NULL all */
    int nth[2];         /* prices and contexts: which of the listed values of the
                           subject and of the object, see listing.c */
    date_t vintage;
};

struct answer {
    enum found found;
    struct interval d;      /* in the claim's unit */
    unsigned causes;        /* enum width_cause */
    int days, days_covered; /* of the window */
    const char *formula;    /* without "= result" */
    const char *shown;
    struct rows rows;
    const char *detail; /* an earlier instance, the model at that rank; NULL none */
};

struct ctx;
/* Computes; the answer lives in the article's arena.  FOUND_NOTHING when the
 * store has no such series or period; FOUND_ERROR with c->err set. */
enum found query_answer(struct ctx *c, const struct query *q, struct answer *out);
/* The subject's usage in the window, arena-owned; NULL when the computation is
 * not over tokens. */
const struct usage_sel *query_sel(struct ctx *c, const struct query *q);
/* The same computation in every respect, labels aside. */
bool query_same(const struct query *a, const struct query *b);

#endif
