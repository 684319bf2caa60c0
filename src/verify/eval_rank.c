/*
 * Places in a ranking: of a model, a lab or a country, and how many of the
 * first n belong to somebody.
 */
#include "verify/eval.h"

#define RANK_LIMIT 60
#define SHOWN      5

static enum scope scope_of(enum pool pool)
{
    return pool == POOL_CHART || pool == POOL_CHART_PAID ? SCOPE_CHART : SCOPE_NAMED;
}

static enum found ranking_of(struct ctx *c, const struct query *q, struct ranking *out)
{
    struct usage_sel sel = {.set = SET_ALL,
                            .scope = scope_of(q->pool),
                            .from = q->window.from,
                            .to = q->window.to,
                            .vintage = q->vintage};
    enum found found;

    if (q->window.from == DATE_NONE || q->window.to < q->window.from)
        return FOUND_NOTHING;
    found = cache_ranking(c, q->by, &sel, RANK_LIMIT, out);
    return found == FOUND && out->n == 0 ? FOUND_NOTHING : found;
}

static bool is_member(const struct who *w, const struct ranked *r, char by)
{
    for (uint32_t i = 0; i < w->n; i++) {
        const struct entity *e = w->ents[i];

        if (by != 'm' && strcmp(e->id, r->permaslug) == 0)
            return true;
        if (by == 'm' && r->model && w->set == SET_MODELS && e == r->model)
            return true;
        if (by == 'm' && r->model && w->set == SET_AUTHORS && r->model->author &&
            strcmp(e->id, r->model->author) == 0)
            return true;
        if (by == 'm' && r->model && w->set == SET_COUNTRY && r->model->country &&
            strcmp(e->id, r->model->country) == 0)
            return true;
    }
    return false;
}

static bool is_within(const struct query *q, const struct ranked *r)
{
    if (!q->within)
        return true;
    return r->model && r->model->country && strcmp(r->model->country, q->within) == 0;
}

static const char *name_of(const struct ranked *r)
{
    return r->model && r->model->name ? r->model->name : r->permaslug;
}

/* "1 MiniMax M2.5 2.57T, 2 Kimi K2.5 1.036T" up to place `upto`. */
static const char *list_text(struct ctx *c, const struct query *q,
                             const struct ranking *r, int upto)
{
    struct buf b;
    const char *text;
    int place = 0;

    if (c->mute)
        return "";
    buf_init(&b, 2048);
    for (size_t i = 0; i < r->n && place < upto; i++) {
        if (!is_within(q, &r->v[i]))
            continue;
        place++;
        if (place > upto - SHOWN)
            buf_addf(&b, "%s%d %s %s", b.n ? ", " : "", place, name_of(&r->v[i]),
                     rat_human(c->a, rat_i64(c->p, r->v[i].tokens), 4));
    }
    text = arena_strdup(c->a, buf_str(&b));
    buf_release(&b);
    return text;
}

/* Places of the members: variants of one model rank apart, so the best of each
 * counts; an entry that is known only from below may stand higher or lower. */
struct places {
    int64_t best, worst;
    uint32_t members; /* of the subject's entities, those that are listed */
    int shown;        /* place in the list as it is */
};

static bool same_member(const struct ranked *a, const struct ranked *b)
{
    return a->model && a->model == b->model;
}

static int64_t outranked_by(const struct query *q, const struct ranking *r, size_t at,
                            bool surely)
{
    int64_t n = 1;

    for (size_t i = 0; i < r->n; i++) {
        bool own = i == at || same_member(&r->v[i], &r->v[at]);

        if (own || !is_within(q, &r->v[i]))
            continue;
        n += surely ? r->v[i].tokens > r->v[at].most : r->v[i].most > r->v[at].tokens;
    }
    return n;
}

static bool seen_before(const struct ranking *r, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (same_member(&r->v[i], &r->v[at]))
            return true;
    return false;
}

static void places_of(const struct query *q, const struct ranking *r, struct places *out)
{
    int place = 0;

    memset(out, 0, sizeof(*out));
    for (size_t i = 0; i < r->n; i++) {
        int64_t best, worst;

        if (!is_within(q, &r->v[i]))
            continue;
        place++;
        if (!is_member(&q->subject, &r->v[i], q->by) || seen_before(r, i))
            continue;
        best = outranked_by(q, r, i, true);
        worst = outranked_by(q, r, i, false);
        out->best = out->members && out->best < best ? out->best : best;
        out->worst = out->members && out->worst > worst ? out->worst : worst;
        out->members++;
        out->shown = place;
    }
}

static void take_ranking(struct ctx *c, struct answer *out, const struct ranking *r)
{
    out->days = r->days;
    out->days_covered = r->days_covered;
    rows_join(c, &out->rows, &r->rows);
}

enum found eval_rank(struct ctx *c, const struct query *q, struct answer *out)
{
    struct ranking r;
    struct places p;
    enum found found = ranking_of(c, q, &r);

    if (found != FOUND)
        return found;
    places_of(q, &r, &p);
    take_ranking(c, out, &r);
    if (p.members < q->subject.n) {
        if (!r.complete)
            return FOUND_NOTHING;
        out->d =
            interval_closed(rat_i64(c->p, p.members ? p.best : (int64_t)r.n + 1), NULL);
        out->shown = word(c, "not among the first %d", (int)r.n);
        out->formula = list_text(c, q, &r, SHOWN);
        return FOUND;
    }
    out->d = interval_closed(rat_i64(c->p, p.best), rat_i64(c->p, p.worst));
    out->shown = p.best == p.worst
                     ? word(c, "place %d", (int)p.best)
                     : word(c, "places %d to %d", (int)p.best, (int)p.worst);
    out->formula = list_text(c, q, &r, p.shown + 1 < SHOWN ? p.shown + 1 : p.shown);
    return FOUND;
}

enum found eval_count_top(struct ctx *c, const struct query *q, struct answer *out)
{
    struct ranking r;
    enum found found = ranking_of(c, q, &r);
    int top = q->object.top, members = 0;
    struct buf b;

    if (found != FOUND)
        return found;
    if (top <= 0 || (size_t)top > r.n || !r.complete)
        return FOUND_NOTHING;
    take_ranking(c, out, &r);
    buf_init(&b, 2048);
    for (int i = 0; i < top; i++)
        if (is_member(&q->subject, &r.v[i], 'm')) {
            members++;
            buf_addf(&b, "%s%d %s", b.n ? ", " : "", i + 1, name_of(&r.v[i]));
        }
    out->d = interval_point(rat_i64(c->p, members));
    out->formula = arena_strdup(c->a, buf_str(&b));
    out->shown = word(c, "%d of %d", members, top);
    out->detail = list_text(c, q, &r, top);
    buf_release(&b);
    return FOUND;
}

enum found eval_count(struct ctx *c, const struct query *q, struct answer *out)
{
    const char *what = q->subject.set == SET_AUTHORS ? "authors" : "models";
    struct usage u = {0};
    enum found found =
        store_count(c->v->store, what, q->window.to, c->a, c->p, &u, c->err);

    if (found != FOUND)
        return found;
    out->d = u.value;
    out->causes = u.causes;
    rows_join(c, &out->rows, &u.rows);
    out->shown = show_plain(c, &out->d);
    return FOUND;
}
