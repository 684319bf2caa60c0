/*
 * Few requests rather than few rows: a request costs quota, a row does not.
 */
#include "sync/plan.h"

#define JOIN_DAYS 60 /* days in between that are asked for again */

static void add(plan_windows *out, date_t from, date_t to)
{
    struct plan_window *last = out->n ? &out->p[out->n - 1] : NULL;
    struct plan_window w = {from, to};

    if (last && from - last->to <= JOIN_DAYS && to - last->from < PLAN_MAX_DAYS)
        last->to = to > last->to ? to : last->to;
    else
        VEC_PUSH(out, w);
}

void plan_days(date_t since, date_t last, const bool *covered, plan_windows *out)
{
    for (date_t d = since; d <= last; d++)
        if (!covered[d - since] || d > last - PLAN_FRESH_DAYS)
            add(out, d, d);
}
