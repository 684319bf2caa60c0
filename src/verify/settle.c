/*
 * Clears the list of readings before they are taken together: vintages that
 * agree are one reading, and a vintage that saw only the first ranks of a week
 * does not stand beside one that saw all.
 */
#include "verify/judge.h"

static bool same_bound(crat a, crat b)
{
    if (!a || !b)
        return !a && !b;
    return rat_cmp(a, b) == 0;
}

static bool same_value(const struct tried *a, const struct tried *b)
{
    return same_bound(a->d.lo, b->d.lo) && same_bound(a->d.hi, b->d.hi);
}

static bool bounded(const struct tried *r)
{
    return r->d.lo && r->d.hi;
}

/* b knows much more than a and does not deny it. */
static bool narrower(struct ctx *c, const struct tried *b, const struct tried *a)
{
    crat wide, narrow;

    if (!bounded(a) || !bounded(b) || interval_disjoint(&a->d, &b->d))
        return false;
    wide = rat_sub(c->p, a->d.hi, a->d.lo);
    narrow = rat_sub(c->p, b->d.hi, b->d.lo);
    return rat_cmp(wide, rat_mul(c->p, narrow, rat_i64(c->p, 2))) > 0;
}

static bool vintages_of_one(const struct tried *a, const struct tried *b)
{
    struct query q = a->spec.q;

    q.vintage = b->spec.q.vintage;
    return query_same(&q, &b->spec.q);
}

static void drop(struct trial *t, int at)
{
    for (int i = at; i + 1 < t->n; i++)
        t->v[i] = t->v[i + 1];
    t->n--;
}

/* A model with one variant: its row is the model, and nothing of it is free. */
static bool variants_of_one(const struct tried *a, const struct tried *b)
{
    struct query q = a->spec.q;

    if (b->spec.q.pool != POOL_NAMED ||
        (a->spec.q.pool != POOL_ROW && a->spec.q.pool != POOL_NAMED_PAID))
        return false;
    q.pool = b->spec.q.pool;
    q.whole = b->spec.q.whole;
    q.vintage = b->spec.q.vintage;
    return query_same(&q, &b->spec.q) && same_value(a, b);
}

/* True when b says what a says, or says it better; a's place goes to b. */
static bool gives_way(struct ctx *c, struct tried *a, struct tried *b)
{
    if (variants_of_one(a, b))
        return true;
    if (!vintages_of_one(a, b))
        return false;
    if (!same_value(a, b) && !(bounded(b) && !bounded(a)) && !narrower(c, b, a))
        return false;
    b->spec.is_default |= a->spec.is_default;
    if (a->spec.prior > b->spec.prior)
        b->spec.prior = a->spec.prior;
    return true;
}

/* A vintage is worth a word only beside another one. */
static void name_vintages(struct trial *t)
{
    for (int i = 0; i < t->n; i++) {
        bool alone = true;

        for (int k = 0; k < t->n; k++)
            alone &= k == i || !vintages_of_one(&t->v[i], &t->v[k]);
        if (alone)
            t->v[i].spec.vintage_text = NULL;
    }
}

/* The words could mean several models: one without figures is not meant. */
static void drop_blind(struct trial *t)
{
    bool decided = false;

    for (int i = 0; i < t->n; i++)
        decided |= t->v[i].verdict != VERDICT_INSUFFICIENT;
    for (int i = t->n - 1; decided && i >= 0; i--)
        if (t->v[i].verdict == VERDICT_INSUFFICIENT)
            drop(t, i);
}

void trial_settle(struct ctx *c, struct trial *t)
{
    if (t->binding.n_alts > 0)
        drop_blind(t);
    for (int i = t->n - 1; i >= 0; i--)
        for (int k = 0; k < t->n; k++)
            if (k != i && gives_way(c, &t->v[i], &t->v[k])) {
                drop(t, i);
                break;
            }
    name_vintages(t);
}
