/*
 * `claimcheck data query`: the questions that a reporter derives from the
 * figures: ranks, shares, growth, and what was restated.
 */
#include "cmd/data.h"

#include <inttypes.h>

struct question {
    const struct data_opts *o;
    struct data_view v;
    struct data_who who;
    enum scope scope;
    date_t from, to;
    struct grid g;
};

static const char *const scopes[] = {"the chart's named models", "the ten most used",
                                     "all named models", "all traffic"};

static enum found ask(struct question *q, enum set_kind set, date_t from, date_t to,
                      date_t vintage, struct usage *u, struct err *e)
{
    struct usage_sel sel = {.set = set,
                            .scope = q->scope,
                            .from = from,
                            .to = to,
                            .top = q->o->top ? q->o->top : 10,
                            .vintage = vintage};

    if (set != SET_ALL) {
        sel.ents = q->who.ents;
        sel.n_ents = q->who.n;
    }
    return store_usage(q->v.store, &sel, &q->v.arena, q->v.rats, u, e);
}

static bool must(enum found found, struct question *q, date_t from, date_t to,
                 struct err *e)
{
    if (found == FOUND_NOTHING)
        err_set(e, "there are no figures of %s for %s", q->who.title,
                data_days(&q->v.arena, from, to));
    return found == FOUND;
}

static const char *percent(struct question *q, crat v)
{
    rat p = rat_mul(q->v.rats, v, rat_i64(q->v.rats, 100));

    return arena_printf(&q->v.arena, "%s%%", rat_fixed(&q->v.arena, p, 2));
}

static const char *percent_range(struct question *q, const struct interval *v)
{
    if (!v->hi)
        return arena_printf(&q->v.arena, "at least %s", percent(q, v->lo));
    if (strcmp(percent(q, v->lo), percent(q, v->hi)) == 0)
        return percent(q, v->lo);
    return arena_printf(&q->v.arena, "%s to %s", percent(q, v->lo), percent(q, v->hi));
}

static const char *digits(struct question *q, crat v)
{
    return v ? rat_decimal(&q->v.arena, v) : "not known";
}

static const char *upper(struct question *q, const struct usage *u)
{
    return interval_is_point(&u->value) ? "" : digits(q, u->value.hi);
}

/* ---- rank ---- */

static bool query_rank(struct question *q, struct err *e)
{
    static const struct grid_column columns[] = {
        {"rank", "rank", true},
        {"id", "id", false},
        {"name", "name", false},
        {"tokens", "tokens", true},
        {"tokens_at_most", "at most", true},
    };
    size_t limit = q->o->top ? (size_t)q->o->top : 10;
    struct arena *a = &q->v.arena;
    struct ranking r;
    enum found found;

    found = store_ranking(q->v.store, "mac"[q->o->rank_by], q -> from, q -> to, DATE_NONE,
                          q -> scope, limit, a, &r, e);
    q->who.title = "models";
    if (!must(found, q, q->from, q->to, e))
        return false;
    grid_init(&q->g, columns, ARRAY_LEN(columns));
    q->g.title = arena_printf(a, "most used, %s, over %s", data_days(a, q->from, q->to),
                              scopes[q->scope]);
    for (size_t i = 0; i < r.n; i++)
        grid_row(&q->g, (const char *[]){arena_printf(a, "%zu", i + 1), r.v[i].permaslug,
                                         r.v[i].model ? r.v[i].model->name : "",
                                         arena_printf(a, "%" PRId64, r.v[i].tokens),
                                         r.v[i].most == r.v[i].tokens
                                             ? ""
                                             : arena_printf(a, "%" PRId64, r.v[i].most)});
    if (r.days_covered < r.days)
        grid_note(&q->g,
                  arena_printf(a, "figures for %d of %d days", r.days_covered, r.days));
    if (!r.complete)
        grid_note(&q->g, "something that is not named may rank among these");
    return true;
}

/* ---- share ---- */

/* x / (x + rest), with everything else of the same set as the rest. */
static bool share_of(struct question *q, const struct usage *part,
                     const struct usage *whole, struct interval *out, struct err *e)
{
    struct interval rest;

    if (!part->value.hi || !whole->value.hi)
        return err_set(e, "days are missing: there is no share of %s", q->who.title);
    rest.lo = rat_sub(q->v.rats, whole->value.lo, part->value.hi);
    rest.hi = rat_sub(q->v.rats, whole->value.hi, part->value.lo);
    if (rat_sgn(rest.lo) < 0)
        rest.lo = rat_i64(q->v.rats, 0);
    rest.lo_closed = rest.hi_closed = true;
    if (rat_cmp(whole->value.lo, whole->value.hi) == 0) {
        if (rat_sgn(whole->value.lo) <= 0)
            return err_set(e, "the whole is nothing");
        return interval_div(q->v.rats, &part->value, &whole->value, out);
    }
    return interval_share(q->v.rats, &part->value, &rest, out) ||
           err_set(e, "the whole may be nothing");
}

static const struct grid_column parts[] = {
    {"what", "", false},           {"period", "period", false},
    {"tokens", "tokens", true},    {"tokens_at_most", "at most", true},
    {"why", "why a range", false},
};

static void part_row(struct question *q, const char *what, date_t from, date_t to,
                     const struct usage *u)
{
    grid_row(&q->g, (const char *[]){what, data_days(&q->v.arena, from, to),
                                     digits(q, u->value.lo), upper(q, u),
                                     data_causes(&q->v.arena, u->causes)});
}

static bool query_share(struct question *q, struct err *e)
{
    struct usage part, whole;
    struct interval share;

    if (q->who.set == SET_ALL)
        return err_set(e, "say whose share: --model, --author or --country");
    if (!must(ask(q, q->who.set, q->from, q->to, DATE_NONE, &part, e), q, q->from, q->to,
              e) ||
        !must(ask(q, SET_ALL, q->from, q->to, DATE_NONE, &whole, e), q, q->from, q->to,
              e) ||
        !share_of(q, &part, &whole, &share, e))
        return false;
    grid_init(&q->g, parts, ARRAY_LEN(parts));
    q->g.title = arena_printf(&q->v.arena, "share of %s in %s: %s", q->who.title,
                              scopes[q->scope], percent_range(q, &share));
    part_row(q, "part", q->from, q->to, &part);
    part_row(q, "whole", q->from, q->to, &whole);
    return true;
}

/* ---- growth ---- */

static void base_window(const struct question *q, date_t *from, date_t *to)
{
    date_t day = q->o->against;

    *to = q->from - 1;
    *from = q->from - (q->to - q->from + 1);
    if (q->o->month)
        *from = date_add_months(q->from, -1);
    if (day == DATE_NONE)
        return;
    *from = q->o->week != DATE_NONE ? date_monday(day)
            : q->o->month           ? day - date_ymd(day).d + 1
                                    : day;
    *to = q->o->month ? date_add_months(*from, 1) - 1 : *from + (q->to - q->from);
}

static bool query_growth(struct question *q, struct err *e)
{
    struct usage now, before;
    struct interval ratio, growth;
    date_t from, to;
    crat one = rat_i64(q->v.rats, 1);

    base_window(q, &from, &to);
    if (!must(ask(q, q->who.set, q->from, q->to, DATE_NONE, &now, e), q, q->from, q->to,
              e) ||
        !must(ask(q, q->who.set, from, to, DATE_NONE, &before, e), q, from, to, e))
        return false;
    if (!now.value.hi || !before.value.hi ||
        !interval_div(q->v.rats, &now.value, &before.value, &ratio))
        return err_set(
            e, "days are missing or the base is nothing: there is no growth of %s",
            q->who.title);
    growth = interval_closed(rat_sub(q->v.rats, ratio.lo, one),
                             rat_sub(q->v.rats, ratio.hi, one));
    grid_init(&q->g, parts, ARRAY_LEN(parts));
    q->g.title = q->who.set == SET_ALL
                     ? arena_printf(&q->v.arena, "growth of %s: %s", scopes[q->scope],
                                    percent_range(q, &growth))
                     : arena_printf(&q->v.arena, "growth of %s over %s: %s", q->who.title,
                                    scopes[q->scope], percent_range(q, &growth));
    part_row(q, "now", q->from, q->to, &now);
    part_row(q, "before", from, to, &before);
    return true;
}

/* ---- diff ---- */

static const struct grid_column vintages[] = {
    {"as_of", "as of", false},      {"id", "id", false},
    {"tokens", "tokens", true},     {"tokens_at_most", "at most", true},
    {"days_covered", "days", true}, {"change", "change", false},
    {"dataset", "from", false},
};

/* The change from one vintage's value to the next one's, "" for none. */
static const char *change(struct question *q, const struct usage *before,
                          const struct usage *now)
{
    struct interval ratio;
    rat mid_a, mid_b, by, half = rat_frac(q->v.rats, 1, 2);
    bool up;

    if (!before->value.lo || !before->value.hi || !now->value.hi ||
        !interval_div(q->v.rats, &now->value, &before->value, &ratio))
        return "";
    /* rounded figures: from the middle of the one to the middle of the other */
    mid_a =
        rat_mul(q->v.rats, rat_add(q->v.rats, before->value.lo, before->value.hi), half);
    mid_b = rat_mul(q->v.rats, rat_add(q->v.rats, now->value.lo, now->value.hi), half);
    if (rat_cmp(mid_a, mid_b) == 0)
        return "";
    up = rat_cmp(mid_b, mid_a) > 0;
    by = rat_sub(q->v.rats, rat_div(q->v.rats, mid_b, mid_a), rat_i64(q->v.rats, 1));
    if (rat_cmp(rat_abs(q->v.rats, by), rat_frac(q->v.rats, 1, 20000)) < 0)
        return up ? "+ under 0.01%" : "- under 0.01%";
    return arena_printf(&q->v.arena, "%s%s", up ? "+" : "", percent(q, by));
}

static bool covered_alike(const struct usage *a, const struct usage *b)
{
    return a->days_covered == b->days_covered;
}

/* One line a vintage: the same window as it was known then. */
static bool query_diff(struct question *q, struct err *e)
{
    struct usage before = {0}, u;
    date_t v[256];
    size_t n = store_vintages(q->v.store, q->from, q->to, v, ARRAY_LEN(v));

    grid_init(&q->g, vintages, ARRAY_LEN(vintages));
    q->g.title = arena_printf(&q->v.arena, "%s, %s, as known at different times",
                              q->who.title, data_days(&q->v.arena, q->from, q->to));
    for (size_t i = 0; i < n; i++) {
        enum found found;
        char day[11];

        if (q->o->against != DATE_NONE && v[i] < q->o->against && i + 1 < n &&
            v[i + 1] <= q->o->against)
            continue; /* the vintage of that day is a later one */
        found = ask(q, q->who.set, q->from, q->to, v[i], &u, e);
        if (found == FOUND_ERROR)
            return false;
        if (found == FOUND_NOTHING || u.days_covered == 0)
            continue;
        date_format(v[i], day);
        grid_row(&q->g,
                 (const char *[]){
                     arena_strdup(&q->v.arena, str_c(day)),
                     q->who.n ? q->who.ents[0]->id : "total", digits(q, u.value.lo),
                     upper(q, &u), arena_printf(&q->v.arena, "%d", u.days_covered),
                     covered_alike(&before, &u) ? change(q, &before, &u) : "",
                     u.rows.n ? u.rows.v[0].dataset : ""});
        before = u;
    }
    return true;
}

/* ---- which ---- */

static const struct {
    const char *word;
    bool (*run)(struct question *q, struct err *e);
    enum scope scope; /* unless --of says otherwise, for models and all traffic */
    enum scope sets;  /* for authors and countries */
} questions[] = {
    {"rank", query_rank, SCOPE_NAMED, SCOPE_NAMED},
    {"share", query_share, SCOPE_TRAFFIC, SCOPE_NAMED},
    {"growth", query_growth, SCOPE_TRAFFIC, SCOPE_NAMED},
    {"diff", query_diff, SCOPE_TRAFFIC, SCOPE_NAMED},
};

/* Without a window: the last whole week of figures. */
static bool find_window(struct question *q, struct err *e)
{
    date_t last = store_last_day(q->v.store);
    bool given;

    if (!data_window(q->o, &q->from, &q->to, &given, e))
        return false;
    if (given)
        return true;
    if (last == DATE_NONE)
        return err_set(e, "the store holds no figures of usage");
    q->to = date_weekday(last) == 6 ? last : date_monday(last) - 1;
    q->from = q->to - 6;
    return true;
}

static bool run(struct question *q, size_t which, const char *name, struct err *e)
{
    bool set;

    if (!data_open(q->o, &q->v, e) || !data_who(&q->v, q->o, name, &q->who, e) ||
        !find_window(q, e))
        return false;
    set = q->who.set == SET_AUTHORS || q->who.set == SET_COUNTRY;
    q->scope = q->o->of >= 0 ? (enum scope)q->o->of
               : set         ? questions[which].sets
                             : questions[which].scope;
    if (!questions[which].run(q, e))
        return false;
    data_cite(&q->v, &q->g);
    return true;
}

int data_query(const struct data_opts *o, int argc, char **argv)
{
    struct question q = {.o = o};
    struct err e;
    size_t which = 0;
    int status;

    while (which < ARRAY_LEN(questions) &&
           (argc == 0 || strcmp(argv[0], questions[which].word) != 0))
        which++;
    if (which == ARRAY_LEN(questions) || argc > 2) {
        err_set(&e, which == ARRAY_LEN(questions)
                        ? "say what to ask: data query rank, share, growth or diff"
                        : "data query takes one name");
        return complain(&e);
    }
    status = run(&q, which, argc > 1 ? argv[1] : NULL, &e) ? data_print(o, &q.g)
                                                           : complain(&e);
    grid_release(&q.g);
    if (q.v.store)
        data_close(&q.v);
    return status;
}
