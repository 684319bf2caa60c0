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

/* b lies within a and knows more. */
static bool narrower(const struct tried *b, const struct tried *a)
{
    return interval_subset(&b->d, &a->d) && !interval_subset(&a->d, &b->d);
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
static bool gives_way(struct tried *a, struct tried *b)
{
    if (variants_of_one(a, b))
        return true;
    if (!vintages_of_one(a, b))
        return false;
    if (!same_value(a, b) && !(bounded(b) && !bounded(a)) && !narrower(b, a))
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

void trial_settle(struct trial *t)
{
    for (int i = t->n - 1; i >= 0; i--)
        for (int k = 0; k < t->n; k++)
            if (k != i && gives_way(&t->v[i], &t->v[k])) {
                drop(t, i);
                break;
            }
    name_vintages(t);
}
