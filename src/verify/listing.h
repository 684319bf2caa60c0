/*
 * What a model was listed at around a day: prices and context lengths change,
 * and collections that read the list on the same day may differ (several
 * endpoints, one headline).  Each distinct value is a candidate.
 */
#ifndef CC_VERIFY_LISTING_H
#define CC_VERIFY_LISTING_H

#include "verify/eval.h"

enum { LISTING_MAX = 6 };

struct listed {
    const char *value; /* exact decimal: USD per million tokens, or tokens */
    struct span valid; /* snapshot days on which it was seen */
    bool on_day;       /* valid on the day asked for */
    bool by_hand;      /* from a price list kept by hand */
    const char *model_id;
    int64_t snapshot;
};
/* Candidates for one model, those valid on `day` first, then by nearness;
 * values that lapsed more than limit "price_days" before `day` only when there
 * is nothing else.  Returns how many, 0 for none, -1 on a store error. */
int listing_find(struct ctx *c, const struct entity *model, enum metric m, date_t day,
                 struct listed out[LISTING_MAX]);

#endif
