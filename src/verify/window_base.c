/*
 * What a change is measured from: the window that the words name, the one that
 * many steps back, or the one before.
 */
#include "verify/bind.h"

int span_days(const struct span *s)
{
    return s->to - s->from + 1;
}

bool span_is_week(const struct span *s)
{
    return span_days(s) == 7;
}

bool span_is_month(const struct span *s)
{
    struct ymd y = date_ymd(s->from);

    return y.d == 1 && span_days(s) == date_month_days(y.y, y.m);
}

static struct span months_back(struct span s, int n)
{
    bool whole = span_is_month(&s);
    date_t from = date_add_months(s.from, -n);

    if (whole) {
        struct ymd y = date_ymd(from);

        return (struct span){from, from + date_month_days(y.y, y.m) - 1};
    }
    if (span_is_week(&s))
        from = s.from - 7 * ((n * 52 + 6) / 12); /* 4 weeks a month, 52 a year */
    return (struct span){from, from + span_days(&s) - 1};
}

struct span span_back(struct span s, int n, char unit)
{
    switch (unit) {
    case 'w':
        return (struct span){s.from - 7 * n, s.to - 7 * n};
    case 'm':
        return months_back(s, n);
    case 'q':
        return months_back(s, 3 * n);
    case 'y':
        return months_back(s, 12 * n);
    default:
        return (struct span){s.from - n, s.to - n};
    }
}

static bool needs_base(const struct query *q)
{
    switch (q->op) {
    case OP_GROWTH:
    case OP_SHARE_GROWTH:
    case OP_POINTS:
        return true;
    case OP_RATIO:
    case OP_DIFF:
        return !q->has_object;
    default:
        return false;
    }
}

/* "up 127% in the three weeks to Feb 22": the change runs over the period, and
 * its last week is compared. */
void bind_long_change(const struct claim *cl, struct binding *b, struct span *given)
{
    int days = span_days(given);

    if (!needs_base(&b->base) || cl->period.steps < 1 ||
        cl->period.base_from != DATE_NONE)
        return;
    if (cl->period.step_unit == 'w' && days > 10 && days >= 7 * cl->period.steps - 1) {
        given->from = given->to - 6;
        b->period_class = "week";
    } else if (cl->period.step_unit == 'd' && days > 1 && days >= cl->period.steps) {
        given->from = given->to;
        b->period_class = "day";
    }
}

/* ---- one window becomes several, one for each base ---- */

struct base_maker {
    struct windows *out;
    const struct window_choice *from;
};

static void add_base(struct base_maker *m, struct span base, int prior, bool is_default)
{
    struct window_choice w = *m->from;

    if (m->out->n == WINDOWS_MAX)
        return;
    w.base = base;
    w.prior = w.prior * prior / 100;
    w.is_default &= is_default;
    m->out->v[m->out->n++] = w;
}

/* Names of rows "steps" and "guess": how far back. */
static const struct {
    const char *name;
    int n;
    char unit;
} guesses[] = {
    {"day_before", 1, 'd'}, {"week_before", 1, 'w'},    {"month_before", 1, 'm'},
    {"four_weeks", 4, 'w'}, {"quarter_before", 1, 'q'}, {"year_before", 1, 'y'},
};

static void bases_by_steps(struct ctx *c, const struct claim *cl, struct base_maker *m)
{
    const char *words[3] = {cl->period.steps > 1 ? "many" : "one", "any", "any"};
    struct choices row;

    tables_choices(&c->v->tables, "steps", words, &row);
    for (int i = 0; i < row.n; i++) {
        int n = cl->period.steps - (str_eqc(row.v[i].name, "less_one") ? 1 : 0);

        add_base(m, span_back(m->from->window, n, cl->period.step_unit), row.v[i].prior,
                 row.v[i].is_default);
    }
}

static void bases_by_guess(struct ctx *c, const struct span *w, struct base_maker *m)
{
    const char *length = span_is_week(w)      ? "week"
                         : span_is_month(w)   ? "month"
                         : w->from == w->to   ? "day"
                         : span_days(w) > 360 ? "year"
                                              : "other";
    const char *words[3] = {length, "any", "any"};
    struct choices row;

    tables_choices(&c->v->tables, "guess", words, &row);
    for (int i = 0; i < row.n; i++)
        for (size_t k = 0; k < ARRAY_LEN(guesses); k++)
            if (str_eqc(row.v[i].name, guesses[k].name))
                add_base(m, span_back(*w, guesses[k].n, guesses[k].unit), row.v[i].prior,
                         row.v[i].is_default);
}

/* "from January to June" said of a change: its first and its last week. */
static void bases_by_range(struct binding *b, struct base_maker *m)
{
    struct span w = m->from->window, first = {w.from, w.from + 6};
    struct window_choice last = *m->from;

    if (span_days(&w) < 14)
        return;
    last.window.from = w.to - 6;
    m->from = &last;
    add_base(m, first, 60, true);
    bind_loosen(b, TIE_LOOSE, REASON_PERIOD_UNRESOLVED);
}

void bind_bases(struct ctx *c, const struct claim *cl, struct binding *b)
{
    struct windows old = b->windows;
    const struct period *p = &cl->period;

    if (!needs_base(&b->base))
        return;
    b->windows.n = 0;
    for (int i = 0; i < old.n; i++) {
        struct base_maker m = {&b->windows, &old.v[i]};
        struct span w = old.v[i].window;

        if (p->base_from != DATE_NONE && p->base_to != DATE_NONE)
            add_base(&m, (struct span){p->base_from, p->base_to}, 100, true);
        else if (p->steps > 0)
            bases_by_steps(c, cl, &m);
        else if (strcmp(b->period_class, "range") == 0)
            bases_by_range(b, &m);
        else {
            bases_by_guess(c, &w, &m);
            bind_loosen(b, TIE_LOOSE, REASON_PERIOD_UNRESOLVED);
        }
    }
}
