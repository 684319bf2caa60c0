/*
 * The evaluators, one for each op, and what they share.
 */
#ifndef CC_VERIFY_EVAL_H
#define CC_VERIFY_EVAL_H

#include "verify/ctx.h"

typedef enum found eval_fn(struct ctx *c, const struct query *q, struct answer *out);

/* eval_tokens.c */
eval_fn eval_level, eval_share, eval_growth, eval_share_growth, eval_ratio, eval_diff,
    eval_points;
/* eval_rank.c */
eval_fn eval_rank, eval_count_top, eval_count;
/* eval_order.c */
eval_fn eval_order, eval_streak, eval_record;
/* eval_price.c */
eval_fn eval_price, eval_price_ratio, eval_price_order, eval_price_cut, eval_context;
/* eval_date.c */
eval_fn eval_date;

/* Tokens of `w` in the pool and window (nothing about means); a model that was
 * not listed yet in the whole window has 0. */
enum found eval_tokens(struct ctx *c, const struct query *q, const struct who *w,
                       enum pool pool, const struct span *window, struct usage *out);
/* The same as a mean over q->mean days when that is set. */
enum found eval_amount(struct ctx *c, const struct query *q, const struct who *w,
                       enum pool pool, const struct span *window, struct usage *out);

/* ---- interval helpers (span_math.c); a NULL bound is infinite ---- */
/* a / b, both not negative; b.lo of 0 or an unbounded a gives no upper bound. */
struct interval over(struct rats *p, const struct interval *a, const struct interval *b);
struct interval minus(struct rats *p, const struct interval *a, const struct interval *b);
struct interval shift(struct rats *p, const struct interval *a, int64_t by);
struct interval times(struct rats *p, const struct interval *a, int64_t num, int64_t den);
/* The smallest interval that holds both. */
struct interval hull(const struct interval *a, const struct interval *b);

/* ---- text (show.c) ---- */
/* "5.155T", "1.68T to 1.71T", "at least 1.2T" */
const char *show_tokens(struct ctx *c, const struct interval *d);
/* "127.6%", "3.91 points", "11.3", "$1.10" with enough digits to tell. */
const char *show_percent(struct ctx *c, const struct interval *d, const char *unit);
const char *show_plain(struct ctx *c, const struct interval *d);
const char *show_usd(struct ctx *c, const char *decimal);
const char *show_date(struct ctx *c, date_t d);
/* "12 February 2026", "9–15 February 2026" */
const char *show_span(struct ctx *c, const struct span *s);

/* Appends rows of evidence, biggest first kept, at most 32. */
void rows_join(struct ctx *c, struct rows *into, const struct rows *more);

#endif
