/*
 * Who is ahead of whom, and for how many weeks: orders, crossings, streaks.
 */
#include "verify/eval.h"

static const struct who everything = {.set = SET_ALL, .open_set = true, .label = "all"};

/* "Led" names nobody: whoever else of the subject's sort has most. */
static enum found next_best(struct ctx *c, const struct query *q,
                            const struct span *window, struct usage *out)
{
    struct usage_sel sel = {.set = SET_ALL,
                            .scope = q->pool == POOL_CHART ? SCOPE_CHART : SCOPE_NAMED,
                            .from = window->from,
                            .to = window->to,
                            .vintage = q->vintage};
    struct ranking r;
    enum found found =
        q->subject.n ? cache_ranking(c, q->by, &sel, 4, &r) : FOUND_NOTHING;

    if (found != FOUND)
        return found;
    for (size_t i = 0; i < r.n; i++) {
        const struct entity *e = q->subject.ents[0];
        bool own =
            q->by == 'm' ? r.v[i].model == e : strcmp(r.v[i].permaslug, e->id) == 0;

        if (own)
            continue;
        memset(out, 0, sizeof(*out));
        out->value =
            interval_closed(rat_i64(c->p, r.v[i].tokens), rat_i64(c->p, r.v[i].most));
        out->days = r.days;
        out->days_covered = r.days_covered;
        out->rows = (struct rows){r.rows.v, r.rows.n < 2 ? r.rows.n : 2, r.rows.total};
        return FOUND;
    }
    return FOUND_NOTHING;
}

/* The object with the most tokens (each of "both X and Y" must be beaten), or
 * their sum when the claim adds them up. */
static enum found rival(struct ctx *c, const struct query *q, const struct span *window,
                        struct usage *out)
{
    struct who one = q->object;
    enum found found = FOUND_NOTHING;

    if (!q->has_object)
        return next_best(c, q, window, out);
    if (!q->each_object)
        return eval_tokens(c, q, &q->object, q->pool, window, out);
    for (uint32_t i = 0; i < q->object.n; i++) {
        struct usage u;

        one.ents = q->object.ents + i;
        one.n = 1;
        if (eval_tokens(c, q, &one, q->pool, window, &u) != FOUND)
            return FOUND_NOTHING;
        if (found != FOUND || rat_cmp(u.value.lo, out->value.lo) > 0)
            *out = u;
        found = FOUND;
    }
    return found;
}

static enum found order_in(struct ctx *c, const struct query *q,
                           const struct span *window, struct interval *d,
                           struct usage u[2])
{
    enum found found = eval_tokens(c, q, &q->subject, q->pool, window, &u[0]);

    if (found == FOUND)
        found = rival(c, q, window, &u[1]);
    if (found == FOUND)
        *d = minus(c->p, &u[0].value, &u[1].value);
    return found;
}

static const char *versus(struct ctx *c, const struct usage u[2])
{
    return word(c, "%s against %s", show_tokens(c, &u[0].value),
                show_tokens(c, &u[1].value));
}

enum found eval_order(struct ctx *c, const struct query *q, struct answer *out)
{
    struct usage u[2];
    enum found found = order_in(c, q, &q->window, &out->d, u);

    if (found != FOUND)
        return found;
    rows_join(c, &out->rows, &u[0].rows);
    rows_join(c, &out->rows, &u[1].rows);
    out->causes = u[0].causes | u[1].causes;
    out->days = u[0].days;
    out->days_covered = u[0].days_covered;
    out->formula = versus(c, u);
    out->shown = show_tokens(c, &out->d);
    if (q->base.from != DATE_NONE &&
        order_in(c, q, &q->base, &(struct interval){0}, u) == FOUND)
        out->detail = versus(c, u);
    return FOUND;
}

static struct span week_before(const struct span *s, int weeks)
{
    return (struct span){s->from - 7 * weeks, s->to - 7 * weeks};
}

/* 1 ahead, -1 behind, 0 not known. */
static int sign(const struct interval *d)
{
    if (d->lo && rat_sgn(d->lo) > 0)
        return 1;
    return d->hi && rat_sgn(d->hi) < 0 ? -1 : 0;
}

/* Weeks in a row up to the window in which the subject was ahead of the
 * object.  A week without figures ends the count as a lower bound. */
enum found eval_streak(struct ctx *c, const struct query *q, struct answer *out)
{
    struct span last = {q->window.to - 6, q->window.to}; /* of a longer period */
    int limit = tables_limit(&c->v->tables, "streak_weeks"), weeks = 0, s = 0;
    enum found found = FOUND_NOTHING;
    struct usage u[2];

    if (q->limit > 0 && q->limit < limit)
        limit = q->limit;
    for (; weeks < limit; weeks++) {
        struct span w = week_before(&last, weeks);
        struct interval d;

        found = order_in(c, q, &w, &d, u);
        if (found == FOUND_ERROR)
            return found;
        s = found == FOUND ? sign(&d) : 0;
        if (weeks == 0 && s != 1)
            break;
        if (s != 1)
            break;
        if (weeks == 0) {
            rows_join(c, &out->rows, &u[0].rows);
            rows_join(c, &out->rows, &u[1].rows);
        }
    }
    if (weeks == 0) /* who never led has no streak: somebody else is meant */
        return FOUND_NOTHING;
    out->d = interval_closed(rat_i64(c->p, weeks), s == -1 ? rat_i64(c->p, weeks) : NULL);
    out->shown = word(c, "%s%d weeks", s == -1 ? "" : "at least ", weeks);
    if (s == -1)
        out->formula = word(
            c, "%s in the week of %s", versus(c, u),
            show_span(c, &(struct span){last.from - 7 * weeks, last.to - 7 * weeks}));
    return FOUND;
}

/* Place of the window among the subject's own weeks up to it: one more than
 * the earlier weeks that had more. */
enum found eval_record(struct ctx *c, const struct query *q, struct answer *out)
{
    int limit = tables_limit(&c->v->tables, "record_weeks"), higher = 0, seen = 0;
    const struct who *w = q->subject.n || q->subject.open_set ? &q->subject : &everything;
    struct usage now, then;
    enum found found = eval_tokens(c, q, w, q->pool, &q->window, &now);

    if (found != FOUND)
        return found;
    rows_join(c, &out->rows, &now.rows);
    out->days = now.days;
    out->days_covered = now.days_covered;
    for (int i = 1; i <= limit; i++) {
        struct span s = week_before(&q->window, i);

        found = eval_tokens(c, q, w, q->pool, &s, &then);
        if (found != FOUND)
            break;
        seen++;
        if (then.value.lo && now.value.hi && rat_cmp(then.value.lo, now.value.hi) > 0 &&
            !higher++)
            out->detail = word(c, "%s in the week of %s", show_tokens(c, &then.value),
                               show_span(c, &s));
    }
    if (found == FOUND_ERROR || seen == 0)
        return seen ? found : FOUND_NOTHING;
    out->d = interval_point(rat_i64(c->p, higher + 1));
    out->shown = word(c, "place %d of %d weeks", higher + 1, seen + 1);
    out->formula = out->detail ? out->detail
                               : word(c, "%s, the most in %d weeks",
                                      show_tokens(c, &now.value), seen + 1);
    return FOUND;
}
