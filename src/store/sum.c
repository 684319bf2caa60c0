/*
 * Sums of token counts.  Counts are below 1e17 each (write.h), windows at most
 * ten years, so that 64 bits hold every sum; an overflow would be a broken
 * store and leaves the sum without an upper bound.
 */
#include "store/sum.h"

#include <inttypes.h>

#define MAX_ROWS 32

void sum_release(struct sum *s)
{
    VEC_FREE(&s->parts);
}

static void add_to(struct sum *s, int64_t *to, int64_t tokens)
{
    *to = add_tokens(*to, tokens);
    s->open = s->open || *to == INT64_MAX;
}

void sum_part(struct sum *s, const struct part *p)
{
    for (size_t i = s->parts.n; i-- > 0 && i + 64 > s->parts.n;) {
        struct part *last = &s->parts.p[i];

        if (last->snapshot != p->snapshot || last->kind != p->kind ||
            last->to + 1 != p->from || strcmp(last->series, p->series) != 0)
            continue;
        last->to = p->to;
        last->value = add_tokens(last->value, p->value);
        return;
    }
    VEC_PUSH(&s->parts, *p);
}

void sum_add(struct sum *s, const struct tile *t, const char *series, int64_t tokens)
{
    struct part p = {series,     t->sheet.kind, t->sheet.span,    tile_from(t),
                     tile_to(t), tokens,        t->sheet.snapshot};

    if (t->cut) {
        sum_add_hidden(s, tokens, WIDTH_WEEK_CUT);
    } else {
        add_to(s, &s->lo, tokens);
        add_to(s, &s->hi, tokens);
    }
    sum_part(s, &p);
}

void sum_add_hidden(struct sum *s, int64_t most, unsigned cause)
{
    if (most == 0)
        return;
    s->causes |= cause;
    if (most < 0)
        s->open = true;
    else
        add_to(s, &s->hi, most);
}

/* ---- evidence ---- */

static const char *dataset_name(const struct part *p)
{
    static const char *const names[] = {
        [SHEET_LIST] = "usage_daily",    [SHEET_ACTIVITY] = "usage_activity",
        [SHEET_CHART] = "usage_weekly",  [SHEET_BOARD] = "leaderboard_weekly",
        [SHEET_TOTAL] = "totals_weekly", [SUM_AUTHORS] = "authors_daily",
    };

    return p->kind == SHEET_TOTAL && p->span == 1 ? "totals_daily" : names[p->kind];
}

static int by_value(const void *a, const void *b)
{
    const struct part *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return strcmp(x->series, y->series);
}

void sum_rows(struct sum *s, struct arena *a, struct rows *out)
{
    if (s->parts.n)
        qsort(s->parts.p, s->parts.n, sizeof(*s->parts.p), by_value);
    out->total = s->parts.n;
    out->n = s->parts.n < MAX_ROWS ? s->parts.n : MAX_ROWS;
    out->v = ARENA_ARRAY(a, struct row, out->n ? out->n : 1);
    for (size_t i = 0; i < out->n; i++) {
        const struct part *p = &s->parts.p[i];

        out->v[i] = (struct row){
            dataset_name(p), arena_strdup(a, str_c(p->series)),     p->from,
            p->to,           arena_printf(a, "%" PRId64, p->value), p->snapshot};
    }
}

void sum_result(struct sum *s, struct arena *a, struct rats *p, struct usage *out)
{
    crat lo = rat_i64(p, s->lo);

    if (s->open)
        out->value = (struct interval){lo, NULL, true, false};
    else
        out->value = interval_closed(lo, s->lo == s->hi ? lo : rat_i64(p, s->hi));
    out->causes = s->causes;
    sum_rows(s, a, &out->rows);
}
