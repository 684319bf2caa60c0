/*
 * The windows that a claim's period can mean: "this week" is the seven days up
 * to one of several days, a week in words is Monday to Sunday, "mid-February"
 * one of a few weeks.  Which of them are tried, with what prior, stands in
 * rules/verify; here is only how each is made.
 */
#include "verify/bind.h"

struct maker { /* state while the choices are made */
    struct ctx *c;
    const struct claim *cl;
    struct binding *b;
    struct span given;    /* the period's days */
    date_t day;           /* the article's */
    struct choice choice; /* the row's entry that is being made */
};

static void add(struct maker *m, struct span w, int mean, int weight, bool is_default)
{
    struct windows *out = &m->b->windows;
    int prior = m->choice.prior * weight / 100;

    if (out->n == WINDOWS_MAX || w.from == DATE_NONE || w.to < w.from)
        return;
    for (int i = 0; i < out->n; i++)
        if (out->v[i].window.from == w.from && out->v[i].window.to == w.to &&
            out->v[i].mean == mean)
            return;
    out->v[out->n++] = (struct window_choice){
        .window = w,
        .base = {DATE_NONE, DATE_NONE},
        .mean = mean,
        .prior = prior > 0 ? prior : 1,
        .is_default = m->choice.is_default && is_default,
        .text = arena_strdup(m->c->a, m->choice.name),
    };
}

static struct span days_to(date_t to, int n)
{
    return (struct span){to - n + 1, to};
}

static struct span week_at(date_t d)
{
    return (struct span){date_monday(d), date_monday(d) + 6};
}

/* ---- makers ---- */

static void make_given(struct maker *m)
{
    add(m, m->given, 0, 100, true);
}

static void make_mean(struct maker *m)
{
    add(m, m->given, m->cl->rate == RATE_WEEK ? 7 : 1, 100, true);
}

/* Trailing n complete days up to each day that the writer can have seen. */
static void trail(struct maker *m, date_t last, int n)
{
    const struct tables *t = &m->c->v->tables;
    int near = tables_limit(t, "trailing_default"),
        far = tables_limit(t, "trailing_other");

    add(m, days_to(last - 1, n), 0, 100, true);
    for (int back = 0; back <= far; back++)
        if (back != 1)
            add(m, days_to(last - back, n), 0, back <= near ? 50 : 15, back <= near);
}

static void make_trail(struct maker *m)
{
    trail(m, m->day, 7);
}

static void make_trail30(struct maker *m)
{
    trail(m, m->day, 30);
}

/* "the past seven days" said with its last day: that day only. */
static void make_trail_to(struct maker *m)
{
    add(m, days_to(m->given.to, 7), 0, 100, true);
}

static void make_week_of(struct maker *m)
{
    add(m, week_at(m->given.to), 0, 100, true);
}

static void make_first_week(struct maker *m)
{
    struct span w = week_at(m->given.from + 6);

    add(m, w, 0, 100, true);
}

static void make_last_week(struct maker *m)
{
    date_t end = m->given.to < m->day ? m->given.to : m->day - 1;

    add(m, week_at(end - 6), 0, 100, true);
}

static void make_last_month(struct maker *m)
{
    struct ymd y = date_ymd(m->day);
    date_t first = date_of(y.y, y.m, 1);

    add(m, (struct span){date_add_months(first, -1), first - 1}, 0, 100, true);
}

static void make_to_date(struct maker *m)
{
    add(m, (struct span){m->given.from, m->day - 1}, 0, 100, true);
}

/* Each week, Monday to Sunday, that the period touches. */
static void make_weeks(struct maker *m)
{
    date_t monday = date_monday(m->given.from);

    for (int i = 0; i < 6 && monday <= m->given.to; i++, monday += 7)
        add(m, week_at(monday), 0, 100, true);
}

static void make_month_of(struct maker *m)
{
    struct ymd y = date_ymd(m->given.to);
    date_t first = date_of(y.y, y.m, 1);

    add(m, (struct span){first, first + date_month_days(y.y, y.m) - 1}, 0, 100, true);
}

/* "in its second week": days counted from the listing, or the calendar week. */
static void make_event(struct maker *m)
{
    add(m, m->given, 0, 100, true);
}

static void make_event_week(struct maker *m)
{
    const struct period *p = &m->cl->period;
    date_t listed = m->given.from - p->anchor_from;

    if (p->anchor_to - p->anchor_from == 6)
        add(m, week_at(date_monday(listed) + p->anchor_from), 0, 100, true);
}

static const struct {
    const char *name;
    void (*make)(struct maker *m);
} makers[] = {
    {"given", make_given},           {"mean", make_mean},
    {"trail", make_trail},           {"trail30", make_trail30},
    {"trail_to", make_trail_to},     {"week_of", make_week_of},
    {"first_week", make_first_week}, {"last_week", make_last_week},
    {"last_month", make_last_month}, {"to_date", make_to_date},
    {"weeks", make_weeks},           {"month_of", make_month_of},
    {"event", make_event},           {"event_week", make_event_week},
};

/* ---- classes ---- */

static bool is_implied(const struct ctx *c, const struct period *p)
{
    return p->carried && p->end == 0 && p->type == PERIOD_POINT &&
           p->to == c->article_day;
}

/* A window that still ran when the article appeared. */
static bool is_running(const struct ctx *c, const struct period *p)
{
    return c->published && p->to >= c->article_day && p->from <= c->article_day;
}

static const char *now_class(int days)
{
    if (days <= 10)
        return "now_week";
    return days <= 31 ? "now_month" : "now_long";
}

static const char *class_of(const struct ctx *c, const struct period *p)
{
    struct span s = {p->from, p->to};

    if (p->anchor)
        return "event";
    if (is_implied(c, p))
        return "implied";
    if (p->approximate)
        return "approx";
    if (span_days(&s) > 1 && (p->type == PERIOD_TRAILING || is_running(c, p)))
        return p->type == PERIOD_TRAILING && !is_running(c, p) &&
                       p->to < c->article_day - 7
                   ? "trailing"
                   : now_class(span_days(&s));
    if (span_is_week(&s))
        return "week";
    if (span_is_month(&s))
        return "month";
    if (s.from == s.to)
        return p->type == PERIOD_POINT ? "point" : "day";
    return p->type == PERIOD_YEAR ? "year" : "range";
}

static const char *rate_word(enum rate r)
{
    return r == RATE_DAY ? "daily" : r == RATE_WEEK ? "weekly" : "any";
}

/* ---- how firmly the period is tied to the claim ---- */

static uint32_t block_at(const struct doc *d, uint32_t at)
{
    size_t s = doc_sentence_at(d, at);

    return s < d->sentences.n ? d->sentences.p[s].block : UINT32_MAX;
}

/* Words of another paragraph carry over only loosely, unless they lead a list
 * or head a table or a section. */
static bool loosely_carried(const struct doc *d, const struct claim *cl)
{
    uint32_t here = block_at(d, cl->start), there = block_at(d, cl->period.start);

    if (!cl->period.carried || cl->period.end == 0 || here == there)
        return false;
    if (here == UINT32_MAX || there == UINT32_MAX)
        return true;
    if (d->blocks.p[here].type == BLOCK_ITEM || d->blocks.p[here].type == BLOCK_ROW)
        return d->blocks.p[here].lead != (int32_t)there;
    return true;
}

static void tie_period(const struct ctx *c, const struct claim *cl, struct binding *b)
{
    if (is_implied(c, &cl->period))
        bind_loosen(b, TIE_GUESS, REASON_PERIOD_UNRESOLVED);
    else if (loosely_carried(c->doc, cl))
        bind_loosen(b, TIE_CARRIED, REASON_PERIOD_UNRESOLVED);
}

/* ---- all together ---- */

static bool needs_window(enum op op)
{
    return op != OP_PRICE && op != OP_PRICE_RATIO && op != OP_PRICE_ORDER &&
           op != OP_CONTEXT && op != OP_DATE && op != OP_PRICE_CUT && op != OP_COUNT;
}

/* A listing is looked up on one day: that of the period, else the article's. */
static void window_for_day(struct ctx *c, const struct claim *cl, struct binding *b)
{
    date_t day =
        cl->period.set && cl->period.to != DATE_NONE ? cl->period.to : c->article_day;
    struct windows *w = &b->windows;

    if (c->published && day > c->article_day)
        day = c->article_day;
    if (day == DATE_NONE && c->v->store)
        day = store_last_day(c->v->store);
    b->period_class = "day";
    w->v[w->n++] =
        (struct window_choice){.window = {day, day},
                               .base = {cl->period.base_from, cl->period.base_to},
                               .prior = 100,
                               .is_default = true};
}

static void make_windows(struct maker *m)
{
    const char *words[3] = {m->b->period_class, rate_word(m->cl->rate),
                            m->b->subject_class};
    struct choices row;

    tables_choices(&m->c->v->tables, "window", words, &row);
    for (int i = 0; i < row.n; i++) {
        m->choice = row.v[i];
        for (size_t k = 0; k < ARRAY_LEN(makers); k++)
            if (str_eqc(m->choice.name, makers[k].name))
                makers[k].make(m);
    }
}

void bind_windows(struct ctx *c, const struct claim *cl, struct binding *b)
{
    const struct period *p = &cl->period;
    struct maker m = {.c = c, .cl = cl, .b = b, .given = {p->from, p->to}};

    if (!needs_window(b->base.op)) {
        window_for_day(c, cl, b);
        return;
    }
    if (!p->set || p->from == DATE_NONE || p->to == DATE_NONE) {
        b->reason = REASON_PERIOD_UNRESOLVED;
        return;
    }
    if (c->published && p->from > c->article_day) {
        b->reason = REASON_NOT_A_FACT;
        return;
    }
    m.day = c->article_day;
    b->period_class = class_of(c, p);
    tie_period(c, cl, b);
    bind_long_change(cl, b, &m.given);
    make_windows(&m);
    bind_bases(c, cl, b);
    if (b->windows.n == 0)
        b->reason = REASON_PERIOD_UNRESOLVED;
}
