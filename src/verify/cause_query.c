/*
 * Causes in what was looked up: percent for points, another period, another
 * subject of the article, another price, other weeks, an older snapshot.
 */
#include "verify/cause.h"

#define READINGS_TRIED 2

typedef bool tweak_fn(struct hunt *h, struct query *q, int n);

/* The tweaked query's answer fits what the article says; computed without its
 * words, which only the first that fits needs. */
static bool fits(struct hunt *h, const struct query *q)
{
    struct answer a;
    struct interval d;
    enum found found;

    h->c->mute = true;
    found = query_answer(h->c, q, &a);
    h->c->mute = false;
    if (found != FOUND)
        return false;
    d = times(h->c->p, &a.d, h->t->binding.scale_num, h->t->binding.scale_den);
    return hunt_fits(h, &h->t->allowed, &d);
}

static bool name_it(struct hunt *h, const struct query *q, enum cause cause,
                    const char *what)
{
    struct answer a;

    query_answer(h->c, q, &a);
    if (cause == CAUSE_OTHER_ENTITY)
        what = q->subject.label;
    else if (cause == CAUSE_OTHER_PERIOD || cause == CAUSE_WEEK_DEFINITION)
        what = show_span(h->c, &q->window);
    return hunt_named(h, cause,
                      arena_printf(h->c->a, "%s: %s%s%s", what,
                                   a.formula ? a.formula : "", a.formula ? " = " : "",
                                   a.shown));
}

/* Tweaks the likeliest readings in turn; true when one fits. */
static bool try_tweaks(struct hunt *h, tweak_fn *tweak, enum cause cause,
                       const char *what)
{
    int readings = h->t->n < READINGS_TRIED ? h->t->n : READINGS_TRIED;

    for (int i = 0; i < readings; i++)
        for (int n = 0;; n++) {
            struct query q = h->t->v[i].spec.q;

            if (!tweak(h, &q, n))
                break;
            if (!query_same(&q, &h->t->v[i].spec.q) && fits(h, &q))
                return name_it(h, &q, cause, what);
        }
    return false;
}

/* ---- percent for percentage points ---- */

static bool tweak_points(struct hunt *h, struct query *q, int n)
{
    static const struct {
        enum op from, to;
    } pairs[] = {{OP_SHARE_GROWTH, OP_POINTS},
                 {OP_POINTS, OP_SHARE_GROWTH},
                 {OP_GROWTH, OP_POINTS}};
    static const enum pool wholes[] = {POOL_TRAFFIC, POOL_CHART, POOL_NAMED};

    (void)h;
    if (n >= (int)ARRAY_LEN(wholes))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (q->op == pairs[i].from) {
            q->op = pairs[i].to;
            if (pairs[i].from == OP_GROWTH) {
                q->whole = wholes[n];
                q->pool = wholes[n] == POOL_TRAFFIC ? POOL_NAMED : wholes[n];
            }
            return true;
        }
    return false;
}

bool cause_points(struct hunt *h)
{
    const struct query *q = &h->t->binding.base;

    if (q->op == OP_GROWTH && q->subject.set == SET_ALL)
        return false; /* the share of everything does not move */
    return try_tweaks(h, tweak_points, CAUSE_PERCENT_POINTS,
                      q->op == OP_POINTS ? "in percent" : "in percentage points");
}

/* ---- the adjacent period, or another one that the article speaks of ---- */

static struct span moved(struct span s, int n)
{
    if (s.from == DATE_NONE)
        return s;
    if (span_is_month(&s))
        return span_back(s, -n, 'm');
    return span_back(s, -n * span_days(&s), 'd');
}

static const struct claim *period_of(const struct hunt *h, int n)
{
    size_t i = (size_t)n;

    return i < h->c->claims->v.n ? &h->c->claims->v.p[i] : NULL;
}

static bool tweak_period(struct hunt *h, struct query *q, int n)
{
    static const int steps[] = {-1, 1, -2};
    const struct claim *cl;

    if (q->window.from == DATE_NONE || q->op >= OP_PRICE)
        return false;
    if (n < (int)ARRAY_LEN(steps)) {
        q->window = moved(q->window, steps[n]);
        q->base = moved(q->base, steps[n]);
        return true;
    }
    cl = period_of(h, n - (int)ARRAY_LEN(steps));
    if (!cl)
        return false;
    if (cl->period.set && cl->period.from != DATE_NONE && q->base.from == DATE_NONE &&
        cl->period.to - cl->period.from == q->window.to - q->window.from)
        q->window = (struct span){cl->period.from, cl->period.to};
    return true;
}

bool cause_period(struct hunt *h)
{
    return try_tweaks(h, tweak_period, CAUSE_OTHER_PERIOD, "");
}

/* ---- another model, author or country of the article ---- */

static const struct entref *ref_of(const struct hunt *h, int n)
{
    const struct claim *cl = period_of(h, n / 2);

    return cl ? (n % 2 ? &cl->object : &cl->subject) : NULL;
}

/* Sides n of all claims stand for the subject, then for the object, then the
 * two sides change places. */
static bool tweak_entity(struct hunt *h, struct query *q, int n)
{
    int refs = 2 * (int)h->c->claims->v.n, sides = q->has_object ? 2 : 1;
    struct who *side = n < refs ? &q->subject : &q->object, other;
    const struct entref *r;
    enum reason why;

    if (n == refs * sides && q->has_object) {
        struct who w = q->subject;

        q->subject = q->object;
        q->object = w;
        return true;
    }
    if (n >= refs * sides)
        return false;
    r = ref_of(h, n % refs);
    if (r->n == 1 && bind_who(h->c, r, &other, &why) && other.set == side->set &&
        !other.top == !side->top && q->op != OP_COUNT_TOP)
        *side = other;
    else if (r->n == 1 && q->op == OP_COUNT_TOP && side == &q->subject &&
             bind_who(h->c, r, &other, &why) && other.set == side->set)
        *side = other;
    return true;
}

bool cause_entity(struct hunt *h)
{
    return try_tweaks(h, tweak_entity, CAUSE_OTHER_ENTITY, "");
}

/* ---- output for input ---- */

static bool tweak_metric(struct hunt *h, struct query *q, int n)
{
    (void)h;
    if (n > 0 || (q->metric != METRIC_INPUT && q->metric != METRIC_OUTPUT))
        return false;
    q->metric = q->metric == METRIC_INPUT ? METRIC_OUTPUT : METRIC_INPUT;
    return true;
}

bool cause_metric(struct hunt *h)
{
    const char *other =
        h->t->binding.base.metric == METRIC_INPUT ? "output price" : "input price";

    return try_tweaks(h, tweak_metric, CAUSE_OTHER_METRIC, other);
}

/* ---- weeks that begin on another day ---- */

static bool tweak_week(struct hunt *h, struct query *q, int n)
{
    int days = n < 6 ? n - 6 : n - 5; /* -6 .. -1, 1 .. 6 */

    (void)h;
    if (n >= 12 || !span_is_week(&q->window) || q->op >= OP_PRICE)
        return false;
    q->window = span_back(q->window, -days, 'd');
    if (q->base.from != DATE_NONE)
        q->base = span_back(q->base, -days, 'd');
    return true;
}

bool cause_week(struct hunt *h)
{
    return try_tweaks(h, tweak_week, CAUSE_WEEK_DEFINITION, "");
}

/* ---- an older snapshot ---- */

static bool tweak_vintage(struct hunt *h, struct query *q, int n)
{
    const date_t *days;
    size_t found;

    if (q->op >= OP_PRICE || q->window.from == DATE_NONE)
        return false;
    found = cache_vintages(h->c, &q->window, &days);
    if ((size_t)n >= found)
        return false;
    q->vintage = days[n];
    return true;
}

bool cause_stale(struct hunt *h)
{
    return try_tweaks(h, tweak_vintage, CAUSE_STALE_SNAPSHOT, "in an older snapshot");
}
