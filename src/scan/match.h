/*
 * Tier 2, first half: which claim rules fit a sentence, and which of them
 * wins each number.  A hit names cells; what they mean is bound afterwards.
 */
#ifndef CC_SCAN_MATCH_H
#define CC_SCAN_MATCH_H

#include "rule/regex.h"
#include "scan/cells.h"

#define HITS_MAX 512 /* of one sentence */
#define NO_CELL  UINT16_MAX

struct cell_span {
    uint16_t from, to; /* cells [from, to); from NO_CELL: none */
};

/* The parts of a pattern that have a meaning. */
enum part_name {
    PART_VALUE,
    PART_SUBJECT,
    PART_OBJECT,
    PART_PERIOD,
    PART_BASE,
    PART_QUOTE,
    PART_TOP, /* size of a group of places */
    PART_COUNT
};
struct hit {
    const struct claim_rule *rule;
    int kind;          /* enum claim_kind; -1: no claim */
    uint16_t from, to; /* cells of the match */
    uint16_t value;    /* the number's cell; NO_CELL when the rule brings it */
    struct cell_span part[PART_COUNT];
};
typedef VEC(struct hit) hits_t;

struct matcher;
/* `ungated`: run every pattern on every sentence. */
struct matcher *matcher_new(const struct claim_rules *rules, bool ungated);
/* NULL is fine. */
void matcher_free(struct matcher *m);

/* A hit that lost its number, for --verbose. */
struct lost {
    struct hit hit;
    const struct claim_rule *winner;
    const char *why;
};
typedef VEC(struct lost) lost_t;
/* The winning hits in order of position; `context` holds the symbols of the
 * sentence and of what introduces it.  Losers go to *losers when not NULL. */
void matcher_run(struct matcher *m, const struct cells *c, const struct symset *context,
                 hits_t *out, lost_t *losers);

#endif
