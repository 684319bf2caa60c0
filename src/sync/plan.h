/*
 * What a sync asks for: which days of rankings, and in which requests.
 */
#ifndef CC_SYNC_PLAN_H
#define CC_SYNC_PLAN_H

#include "base/date.h"
#include "base/vec.h"

#define PLAN_FIRST_DAY  20089 /* 2025-01-01, where the Data API begins */
#define PLAN_MAX_DAYS   366   /* of one request */
#define PLAN_FRESH_DAYS 7     /* asked for again: recent days are restated */

struct plan_window {
    date_t from, to;
};
typedef VEC(struct plan_window) plan_windows;

/* Windows that cover every day from `since` to `last` which is not `covered`
 * (one flag a day from `since` on), and the newest days in any case; near ones
 * are joined.  None is longer than PLAN_MAX_DAYS. */
void plan_days(date_t since, date_t last, const bool *covered, plan_windows *out);

#endif
