/*
 * Tier 1: what the vocabulary sees in one sentence.  Tags do not overlap
 * (longest wins, then priority) and are in order.
 */
#ifndef CC_SCAN_TAG_H
#define CC_SCAN_TAG_H

#include "scan/claim.h"

enum tag_type {
    TAG_QUANTITY, /* a number with or without unit; tag.unit says which */
    TAG_PERCENT,  /* unit percent or points */
    TAG_FRACTION,
    TAG_MULTIPLE, /* 10x, doubled, three times */
    TAG_MONEY,    /* usd, cny, usd_per_mtok, ... */
    TAG_ORDINAL,  /* second, No. 2 */
    TAG_DATE,
    TAG_DATE_RANGE,
    TAG_DURATION,
    TAG_ENTITY,
    TAG_HEDGE,
    TAG_WORD /* a lexicon class: tag.word is its name ("reached", "rank_top") */
};
const char *
tag_type_name(enum tag_type t); /* quantity, percent, ..., for `claimcheck tag` */

struct tag {
    enum tag_type type;
    uint32_t start, end; /* offsets in doc->text */
    struct number num;
    const char *unit; /* NULL: bare number */
    enum rate rate;
    enum hedge hedge;           /* TAG_HEDGE */
    const char *word;           /* TAG_WORD: class; TAG_DATE*: the vocabulary rule's id */
    struct period period;       /* dates, ranges, durations */
    const struct entity **ents; /* TAG_ENTITY: alternatives */
    uint32_t n_ents;
    int top; /* "top five": 5 */
};
typedef VEC(struct tag) tags_t;

#endif
