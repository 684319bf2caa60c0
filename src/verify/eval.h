/*
 * The evaluators, one for each op, and what they share.
 */
#ifndef CC_VERIFY_EVAL_H
#define CC_VERIFY_EVAL_H

#include "verify/ctx.h"

typedef enum found eval_fn(struct ctx *c, const struct query *q, struct answer *out);

/* tokens of the subject in the window */
enum found eval_level(struct ctx *c, const struct query *q, struct answer *out);
/* percent of the object or of all in q->whole */
enum found eval_share(struct ctx *c, const struct query *q, struct answer *out);
/* percent, window over base */
enum found eval_growth(struct ctx *c, const struct query *q, struct answer *out);
/* percent by which the share grew */
enum found eval_share_growth(struct ctx *c, const struct query *q, struct answer *out);
/* subject over object, or window over base */
enum found eval_ratio(struct ctx *c, const struct query *q, struct answer *out);
/* tokens, subject less object, or window less base */
enum found eval_diff(struct ctx *c, const struct query *q, struct answer *out);
/* percentage points between two shares */
enum found eval_points(struct ctx *c, const struct query *q, struct answer *out);
/* place of the subject, or of all its members */
enum found eval_rank(struct ctx *c, const struct query *q, struct answer *out);
/* members among the first n */
enum found eval_count_top(struct ctx *c, const struct query *q, struct answer *out);
/* models or labs listed on a day */
enum found eval_count(struct ctx *c, const struct query *q, struct answer *out);
/* tokens by which the subject is ahead */
enum found eval_order(struct ctx *c, const struct query *q, struct answer *out);
/* weeks in a row that the subject was ahead */
enum found eval_streak(struct ctx *c, const struct query *q, struct answer *out);
/* place of the window among the subject's weeks */
enum found eval_record(struct ctx *c, const struct query *q, struct answer *out);
/* USD per million tokens */
enum found eval_price(struct ctx *c, const struct query *q, struct answer *out);
/* subject's price over the object's */
enum found eval_price_ratio(struct ctx *c, const struct query *q, struct answer *out);
/* subject's price less the object's */
enum found eval_price_order(struct ctx *c, const struct query *q, struct answer *out);
/* percent from the price before */
enum found eval_price_cut(struct ctx *c, const struct query *q, struct answer *out);
/* tokens of context */
enum found eval_context(struct ctx *c, const struct query *q, struct answer *out);
/* listing day as days since 1970 */
enum found eval_date(struct ctx *c, const struct query *q, struct answer *out);

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
/* a - b at the corners */
struct interval minus(struct rats *p, const struct interval *a, const struct interval *b);
/* a + by */
struct interval shift(struct rats *p, const struct interval *a, int64_t by);
/* a * num / den, num and den positive */
struct interval times(struct rats *p, const struct interval *a, int64_t num, int64_t den);
/* The smallest interval that holds both. */
struct interval hull(const struct interval *a, const struct interval *b);

/* ---- text (show.c) ---- */
/* arena_printf, "" while c->mute */
const char *word(struct ctx *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "5.155T", "1.68T to 1.71T", "at least 1.2T" */
const char *show_tokens(struct ctx *c, const struct interval *d);
/* "127.6%", "3.91 points": the unit stands behind the figure */
const char *show_percent(struct ctx *c, const struct interval *d, const char *unit);
/* "11.3" */
const char *show_plain(struct ctx *c, const struct interval *d);
/* "$1.10" from "1.1" */
const char *show_usd(struct ctx *c, const char *decimal);
/* "12 February 2026" */
const char *show_date(struct ctx *c, date_t d);
/* "9–15 February 2026", "February 2026", "2026" */
const char *show_span(struct ctx *c, const struct span *s);

/* The word (or words) stands in the text, case folded, not inside another. */
bool has_word(struct str text, struct str word);

/* Appends rows of evidence, biggest first kept, at most 32. */
void rows_join(struct ctx *c, struct rows *into, const struct rows *more);

#endif
