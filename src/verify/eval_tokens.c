/*
 * Token counts and what is computed from them: levels, shares, growth,
 * multiples, differences, percentage points.
 */
#include "verify/eval.h"

#define CHART_MODELS 9

static const struct {
    enum scope scope;
    int top;
    bool no_free;
} pools[POOL_N] = {
    [POOL_CHART] = {SCOPE_CHART, 0, false},
    [POOL_CHART_PAID] = {SCOPE_CHART, 0, true},
    [POOL_TOP] = {SCOPE_TOP, 0, false},
    [POOL_TOP10] = {SCOPE_TOP, 10, false},
    [POOL_NAMED] = {SCOPE_NAMED, 0, false},
    [POOL_NAMED_PAID] = {SCOPE_NAMED, 0, true},
    [POOL_TRAFFIC] = {SCOPE_TRAFFIC, 0, false},
    [POOL_ROW] = {SCOPE_NAMED, 0, false},
};

/* The n of "top n" that the claim speaks of, 10 when it names none. */
static int top_of(const struct query *q, const struct who *w)
{
    if (w->top > 0)
        return w->top;
    return q->has_object && q->object.top > 0 ? q->object.top : 10;
}

static bool listed_later(const struct who *w, date_t to)
{
    for (uint32_t i = 0; i < w->n; i++)
        if (w->ents[i]->created == DATE_NONE || w->ents[i]->created <= to)
            return false;
    return w->n > 0 && w->set == SET_MODELS;
}

static struct usage_sel sel_of(const struct query *q, const struct who *w, enum pool pool,
                               const struct span *window)
{
    struct usage_sel sel = {
        .set = w->set,
        .scope = pools[pool].scope,
        .top = pool == POOL_TOP ? top_of(q, w) : pools[pool].top,
        .ents = w->ents,
        .n_ents = w->n,
        .from = window->from,
        .to = window->to,
        .vintage = q->vintage,
        .no_free = pools[pool].no_free,
    };

    if (w->top > 0 || w->open_set) {
        sel.set = SET_ALL;
        sel.ents = NULL;
        sel.n_ents = 0;
    }
    return sel;
}

const struct usage_sel *query_sel(struct ctx *c, const struct query *q)
{
    struct usage_sel *sel;

    if (q->metric != METRIC_TOKENS || q->op == OP_NONE || q->op == OP_COUNT ||
        q->op >= OP_PRICE || q->window.from == DATE_NONE || q->window.to < q->window.from)
        return NULL;
    sel = ARENA_NEW(c->a, struct usage_sel);
    *sel = sel_of(q, &q->subject, q->pool, &q->window);
    return sel;
}

#define ROWS_SEEN 60

/* The most used row of the ranking that is the subject's: of one model its
 * biggest variant, of the nine or the first n the first of all. */
static enum found biggest_row(struct ctx *c, const struct usage_sel *sel,
                              struct usage *out)
{
    struct ranking r;
    enum found found = cache_ranking(c, 'm', sel, ROWS_SEEN, &r);

    if (found != FOUND)
        return found;
    for (size_t i = 0; i < r.n; i++) {
        struct row *row;

        if (sel->set == SET_MODELS && (!r.v[i].model || r.v[i].model != sel->ents[0]))
            continue;
        memset(out, 0, sizeof(*out));
        out->value =
            interval_closed(rat_i64(c->p, r.v[i].tokens), rat_i64(c->p, r.v[i].most));
        out->days = r.days;
        out->days_covered = r.days_covered;
        row = ARENA_NEW(c->a, struct row);
        *row = (struct row){r.rows.n ? r.rows.v[0].dataset : "usage",
                            r.v[i].permaslug,
                            sel->from,
                            sel->to,
                            arena_printf(c->a, "%lld", (long long)r.v[i].tokens),
                            r.rows.n ? r.rows.v[0].snapshot : 0};
        out->rows = (struct rows){row, 1, 1};
        return FOUND;
    }
    return FOUND_NOTHING;
}

enum found eval_tokens(struct ctx *c, const struct query *q, const struct who *w,
                       enum pool pool, const struct span *window, struct usage *out)
{
    struct usage_sel sel = sel_of(q, w, pool, window);
    enum found found;

    if (window->from == DATE_NONE || window->to == DATE_NONE || window->to < window->from)
        return FOUND_NOTHING;
    if (pool == POOL_ROW || q->maximum)
        return pool == POOL_ROW && (sel.set != SET_MODELS || sel.n_ents != 1)
                   ? FOUND_NOTHING
                   : biggest_row(c, &sel, out);
    found = cache_usage(c, &sel, out);
    if (found == FOUND_NOTHING && sel.scope == SCOPE_CHART && sel.vintage != DATE_NONE) {
        sel.scope = SCOPE_TOP; /* the chart's nine are the week's first nine */
        sel.top = CHART_MODELS;
        found = cache_usage(c, &sel, out);
    }
    if (found == FOUND_NOTHING && listed_later(w, window->to)) {
        memset(out, 0, sizeof(*out));
        out->value = interval_point(rat_new(c->p));
        out->days = out->days_covered = window->to - window->from + 1;
        return FOUND;
    }
    return found;
}

enum found eval_amount(struct ctx *c, const struct query *q, const struct who *w,
                       enum pool pool, const struct span *window, struct usage *out)
{
    enum found found = eval_tokens(c, q, w, pool, window, out);
    int days = window->to - window->from + 1;

    if (found == FOUND && q->mean > 0 && days != q->mean)
        out->value = times(c->p, &out->value, q->mean, days);
    return found;
}

/* "2.57T + 1.04T" when that is the whole sum and short enough to read. */
static const char *sum_text(struct ctx *c, const struct usage *u)
{
    struct buf b;
    const char *text;

    if (c->mute || u->rows.n < 2 || u->rows.n > 9 || u->rows.n != u->rows.total)
        return NULL;
    buf_init(&b, 4096);
    for (size_t i = 0; i < u->rows.n; i++) {
        rat v;
        int places, sig;

        if (!rat_parse(c->p, str_c(u->rows.v[i].value), &v, &places, &sig)) {
            buf_release(&b);
            return NULL;
        }
        buf_addf(&b, "%s%s", i ? " + " : "", rat_human(c->a, v, 4));
    }
    text = arena_strdup(c->a, buf_str(&b));
    buf_release(&b);
    return text;
}

static bool is_zero(const struct interval *i)
{
    return i->hi && rat_sgn(i->hi) == 0;
}

static void take_usage(struct ctx *c, struct answer *out, const struct usage *u)
{
    out->causes |= u->causes;
    rows_join(c, &out->rows, &u->rows);
}

enum found eval_level(struct ctx *c, const struct query *q, struct answer *out)
{
    struct usage u;
    enum found found = eval_amount(c, q, &q->subject, q->pool, &q->window, &u);
    const char *sum;

    if (found != FOUND)
        return found;
    if (is_zero(&u.value)) /* nothing is known of it then; 0 is no figure */
        return FOUND_NOTHING;
    out->d = u.value;
    out->days = u.days;
    out->days_covered = u.days_covered;
    take_usage(c, out, &u);
    sum = q->mean ? NULL : sum_text(c, &u);
    out->shown = show_tokens(c, &out->d);
    if (q->mean && q->window.to - q->window.from + 1 != q->mean)
        sum = word(
            c, "%s / %d days x %d",
            show_tokens(c, &(struct interval){times(c->p, &u.value, u.days, q->mean).lo,
                                              times(c->p, &u.value, u.days, q->mean).hi,
                                              true, true}),
            u.days, q->mean);
    out->formula = sum;
    return FOUND;
}

/* Percent of the object (or of all in q->whole) in one window; x and whole
 * are returned for the formula. */
static enum found share_in(struct ctx *c, const struct query *q,
                           const struct span *window, struct interval *d,
                           struct usage parts[2])
{
    static const struct who everything = {
        .set = SET_ALL, .open_set = true, .label = "all"};
    const struct who *of = q->has_object ? &q->object : &everything;
    enum found found = eval_tokens(c, q, &q->subject, q->pool, window, &parts[0]);
    struct interval x, rest, whole;

    if (found == FOUND)
        found = eval_tokens(c, q, of, q->whole, window, &parts[1]);
    if (found != FOUND)
        return found;
    x = parts[0].value;
    whole = parts[1].value;
    if (!whole.hi || rat_sgn(whole.hi) == 0 || rat_cmp(x.lo, whole.hi) > 0)
        return FOUND_NOTHING; /* no part of that whole */
    if (!x.hi || rat_cmp(x.hi, whole.hi) > 0)
        x.hi = whole.hi;
    rest = minus(c->p, &whole, &x);
    if (rat_sgn(rest.lo) < 0)
        rest.lo = rat_new(c->p);
    if (rat_cmp(rest.hi, rest.lo) < 0)
        rest.hi = rest.lo;
    if (!interval_share(c->p, &x, &rest, d))
        return FOUND_NOTHING;
    *d = times(c->p, d, 100, 1);
    return FOUND;
}

static const char *share_text(struct ctx *c, const struct usage parts[2])
{
    return word(c, "%s / %s", show_tokens(c, &parts[0].value),
                show_tokens(c, &parts[1].value));
}

enum found eval_share(struct ctx *c, const struct query *q, struct answer *out)
{
    struct usage parts[2];
    enum found found = share_in(c, q, &q->window, &out->d, parts);

    if (found != FOUND)
        return found;
    take_usage(c, out, &parts[0]);
    take_usage(c, out, &parts[1]);
    out->days = parts[0].days;
    out->days_covered = parts[0].days_covered;
    out->formula = share_text(c, parts);
    out->shown = show_percent(c, &out->d, "%");
    return FOUND;
}

/* Both sides of a change or of a ratio: window and base of the subject, or
 * subject and object in the window. */
static enum found two_amounts(struct ctx *c, const struct query *q, struct usage u[2],
                              struct answer *out)
{
    const struct who *second = q->has_object ? &q->object : &q->subject;
    const struct span *when = q->has_object ? &q->window : &q->base;
    enum found found = eval_amount(c, q, &q->subject, q->pool, &q->window, &u[0]);

    if (found == FOUND)
        found = eval_amount(c, q, second, q->pool, when, &u[1]);
    if (found != FOUND)
        return found;
    take_usage(c, out, &u[0]);
    take_usage(c, out, &u[1]);
    out->days = u[0].days + u[1].days;
    out->days_covered = u[0].days_covered + u[1].days_covered;
    return FOUND;
}

enum found eval_growth(struct ctx *c, const struct query *q, struct answer *out)
{
    struct usage u[2];
    enum found found = two_amounts(c, q, u, out);
    struct interval ratio;

    if (found != FOUND || is_zero(&u[1].value))
        return found == FOUND ? FOUND_NOTHING : found;
    ratio = over(c->p, &u[0].value, &u[1].value);
    ratio = times(c->p, &ratio, 100, 1);
    out->d = shift(c->p, &ratio, -100);
    out->formula =
        word(c, "%s / %s - 1", show_tokens(c, &u[0].value), show_tokens(c, &u[1].value));
    out->shown = show_percent(c, &out->d, "%");
    return FOUND;
}

enum found eval_ratio(struct ctx *c, const struct query *q, struct answer *out)
{
    struct usage u[2];
    enum found found = two_amounts(c, q, u, out);

    if (found != FOUND || is_zero(&u[1].value))
        return found == FOUND ? FOUND_NOTHING : found;
    out->d = over(c->p, &u[0].value, &u[1].value);
    if (q->increase)
        out->d = shift(c->p, &out->d, -1);
    out->formula = word(c, "%s / %s%s", show_tokens(c, &u[0].value),
                        show_tokens(c, &u[1].value), q->increase ? " - 1" : "");
    out->shown = show_plain(c, &out->d);
    return FOUND;
}

enum found eval_diff(struct ctx *c, const struct query *q, struct answer *out)
{
    struct usage u[2];
    enum found found = two_amounts(c, q, u, out);

    if (found != FOUND)
        return found;
    out->d = minus(c->p, &u[0].value, &u[1].value);
    out->formula =
        word(c, "%s - %s", show_tokens(c, &u[0].value), show_tokens(c, &u[1].value));
    out->shown = show_tokens(c, &out->d);
    return FOUND;
}

static enum found two_shares(struct ctx *c, const struct query *q, struct interval d[2],
                             struct answer *out)
{
    struct usage now[2], then[2];
    enum found found = share_in(c, q, &q->window, &d[0], now);

    if (found == FOUND)
        found = share_in(c, q, &q->base, &d[1], then);
    if (found != FOUND)
        return found;
    take_usage(c, out, &now[0]);
    take_usage(c, out, &now[1]);
    take_usage(c, out, &then[0]);
    take_usage(c, out, &then[1]);
    return FOUND;
}

enum found eval_points(struct ctx *c, const struct query *q, struct answer *out)
{
    struct interval d[2];
    enum found found = two_shares(c, q, d, out);

    if (found != FOUND)
        return found;
    out->d = minus(c->p, &d[0], &d[1]);
    out->formula =
        word(c, "%s - %s", show_percent(c, &d[0], "%"), show_percent(c, &d[1], "%"));
    out->shown = show_percent(c, &out->d, " points");
    return FOUND;
}

enum found eval_share_growth(struct ctx *c, const struct query *q, struct answer *out)
{
    struct interval d[2], ratio;
    enum found found = two_shares(c, q, d, out);

    if (found != FOUND || is_zero(&d[1]))
        return found == FOUND ? FOUND_NOTHING : found;
    ratio = over(c->p, &d[0], &d[1]);
    ratio = times(c->p, &ratio, 100, 1);
    out->d = shift(c->p, &ratio, -100);
    out->formula =
        word(c, "%s / %s - 1", show_percent(c, &d[0], "%"), show_percent(c, &d[1], "%"));
    out->shown = show_percent(c, &out->d, "%");
    return FOUND;
}
