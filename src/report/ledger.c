/*
 * Sorting rows into quantities, and finding what cannot both hold.  Two
 * wordings clash when they allow no common value for one quantity, unless the
 * data bear out both (then they speak of different sets).  One figure told
 * twice of different weeks, subjects or wholes clashes only when the data bear
 * out one telling and not the other; otherwise different figures that differ
 * by period or whole are no contradiction and are kept apart.
 */
#include "report/ledger.h"

#include "report/ledger_impl.h"

#define APART_MAX 500
#define MOVED_SIG 3  /* digits that make it the same figure and no coincidence */
#define GROUP_MAX 64 /* tellings of one figure that are compared with each other */

const char *clash_name(enum clash_why w)
{
    static const char *const names[] = {"figure", "period", "subject", "set"};

    return names[w];
}

static int compare_fields(const struct voice *a, const struct voice *b, int from, int to)
{
    for (int i = from; i < to; i++) {
        int c = str_cmp(a->f[i], b->f[i]);

        if (c)
            return c;
    }
    return 0;
}

static int by_key(const void *x, const void *y)
{
    static const int then[] = {LF_PUBLISHED, LF_PATH, LF_LINE};
    const struct voice *a = x, *b = y;
    int c = compare_fields(a, b, 0, LEDGER_KEY_FIELDS);

    for (size_t i = 0; !c && i < ARRAY_LEN(then); i++)
        c = compare_fields(a, b, then[i], then[i] + 1);
    return c ? c : compare_fields(a, b, 0, LF_COUNT);
}

/* ---- entries ---- */

static bool same_article(const struct voice *a, const struct voice *b)
{
    return str_eq(a->f[LF_PATH], b->f[LF_PATH]) && str_eq(a->f[LF_TITLE], b->f[LF_TITLE]);
}

/* The same words and number in another article are a copy of the earliest. */
static void mark_copies(struct ledger *l, struct entry *t)
{
    for (uint32_t i = t->first; i < t->first + t->n; i++) {
        struct voice *v = &l->voices.p[i];

        for (uint32_t k = t->first; k < i && !v->copy_of; k++) {
            const struct voice *o = &l->voices.p[k];

            if (!o->copy_of && str_eq(o->f[LF_WORDS], v->f[LF_WORDS]) &&
                str_eq(o->f[LF_VALUE], v->f[LF_VALUE]))
                v->copy_of = k + 1;
        }
        t->own += !v->copy_of;
    }
}

static void find_entries(struct ledger *l)
{
    for (uint32_t i = 0; i < l->voices.n; i++) {
        struct voice *v = &l->voices.p[i];

        if (i == 0 || compare_fields(v - 1, v, 0, LEDGER_KEY_FIELDS) != 0)
            VEC_PUSH(&l->entries, ((struct entry){.first = i}));
        v->entry = (uint32_t)l->entries.n - 1;
        l->entries.p[v->entry].n++;
    }
    for (size_t i = 0; i < l->entries.n; i++)
        mark_copies(l, &l->entries.p[i]);
}

/* ---- one quantity, two figures ---- */

static bool is_borne_out(const struct voice *v)
{
    return str_eqc(v->f[LF_VERDICT], "supported") || str_eqc(v->f[LF_VERDICT], "close");
}

static bool is_plausible(const struct voice *v)
{
    return is_borne_out(v) || str_eqc(v->f[LF_VERDICT], "ambiguous");
}

/* The data cannot speak of it, so the wordings stand alone. */
static bool is_beyond_data(const struct voice *v)
{
    return !v->f[LF_VERDICT].n || str_eqc(v->f[LF_REASON], "no_series") ||
           str_eqc(v->f[LF_REASON], "period_not_covered");
}

/* Two articles, both surely about this quantity, and not both right.  Weakly
 * bound figures prove nothing against each other. */
static bool cannot_both_hold(const struct voice *a, const struct voice *b)
{
    bool wrong_a = str_eqc(a->f[LF_VERDICT], "contradicted");
    bool wrong_b = str_eqc(b->f[LF_VERDICT], "contradicted");

    if (same_article(a, b))
        return false;
    return (wrong_a && (wrong_b || is_plausible(b))) || (wrong_b && is_plausible(a)) ||
           (is_beyond_data(a) && is_beyond_data(b));
}

static void clashes_within(struct ledger *l, const struct entry *t)
{
    for (uint32_t i = t->first; i < t->first + t->n; i++) {
        struct voice *a = &l->voices.p[i];
        uint32_t against = 0, others = 0;

        if (a->copy_of)
            continue;
        for (uint32_t k = t->first; k < t->first + t->n; k++) {
            const struct voice *b = &l->voices.p[k];

            if (k == i || b->copy_of)
                continue;
            others++;
            if (!interval_disjoint(&a->allowed, &b->allowed))
                continue;
            against++;
            if (k > i && cannot_both_hold(a, b))
                VEC_PUSH(&l->clashes, ((struct clash){CLASH_FIGURE, i, k}));
        }
        a->outlier = others >= 2 && against == others && !is_borne_out(a);
    }
}

/* ---- one figure, two tellings ---- */

static int by_figure(const void *x, const void *y, void *voices)
{
    static const int order[] = {LF_KIND, LF_UNIT, LF_VALUE};
    const struct voice *all = voices;
    uint32_t i = *(const uint32_t *)x, k = *(const uint32_t *)y;

    for (size_t n = 0; n < ARRAY_LEN(order); n++) {
        int c = compare_fields(&all[i], &all[k], order[n], order[n] + 1);

        if (c)
            return c;
    }
    return i < k ? -1 : i > k;
}

static bool same_figure(const struct voice *a, const struct voice *b)
{
    return compare_fields(a, b, LF_KIND, LF_KIND + 1) == 0 &&
           compare_fields(a, b, LF_UNIT, LF_UNIT + 1) == 0 &&
           compare_fields(a, b, LF_VALUE, LF_VALUE + 1) == 0;
}

/* What alone differs; false when nothing or more than one thing does. */
static bool one_difference(const struct voice *a, const struct voice *b,
                           enum clash_why *why)
{
    bool period = compare_fields(a, b, LF_FROM, LF_TO + 1) != 0;
    bool subject = !str_eq(a->f[LF_SUBJECT], b->f[LF_SUBJECT]);
    bool set = !str_eq(a->f[LF_OBJECT], b->f[LF_OBJECT]);

    *why = period ? CLASH_PERIOD : subject ? CLASH_SUBJECT : CLASH_SET;
    return period + subject + set == 1;
}

/* The data cover it and do not bear it out. */
static bool is_doubtful(const struct voice *v)
{
    return str_eqc(v->f[LF_VERDICT], "contradicted") ||
           str_eqc(v->f[LF_VERDICT], "ambiguous") ||
           str_eqc(v->f[LF_REASON], "data_straddles");
}

static bool has_digits(const struct voice *v)
{
    int64_t sig;

    return str_i64(v->f[LF_SIG], &sig) && sig >= MOVED_SIG;
}

/* One day within the other's week may well have been meant. */
static bool overlap(const struct voice *a, const struct voice *b)
{
    return str_cmp(a->f[LF_FROM], b->f[LF_TO]) <= 0 &&
           str_cmp(b->f[LF_FROM], a->f[LF_TO]) <= 0 &&
           !str_eqc(a->f[LF_VERDICT], "contradicted") &&
           !str_eqc(b->f[LF_VERDICT], "contradicted");
}

static void compare_tellings(struct ledger *l, uint32_t i, uint32_t k)
{
    const struct voice *a = &l->voices.p[i], *b = &l->voices.p[k];
    enum clash_why why;

    if (a->copy_of || b->copy_of || same_article(a, b) || !one_difference(a, b, &why))
        return;
    if (why == CLASH_PERIOD && overlap(a, b))
        return;
    if ((is_borne_out(a) && is_doubtful(b)) || (is_borne_out(b) && is_doubtful(a)))
        VEC_PUSH(&l->clashes, ((struct clash){why, i < k ? i : k, i < k ? k : i}));
}

static void clashes_across(struct ledger *l)
{
    uint32_t n = (uint32_t)l->voices.n, *order = xcalloc(n + 1, sizeof(*order));

    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    if (n)
        qsort_r(order, n, sizeof(*order), by_figure, l->voices.p);
    for (uint32_t i = 0; i < n; i++) {
        const struct voice *a = &l->voices.p[order[i]];

        if (!has_digits(a))
            continue;
        for (uint32_t k = i + 1; k < n && k < i + GROUP_MAX; k++) {
            if (!same_figure(a, &l->voices.p[order[k]]))
                break;
            compare_tellings(l, order[i], order[k]);
        }
    }
    free(order);
}

/* ---- other figures that are no contradiction ---- */

static void find_apart(struct ledger *l)
{
    for (size_t i = 0; i + 1 < l->entries.n && l->apart.n < APART_MAX; i++) {
        uint32_t a = l->entries.p[i].first, b = l->entries.p[i + 1].first;
        const struct voice *va = &l->voices.p[a], *vb = &l->voices.p[b];
        enum clash_why why;

        if (compare_fields(va, vb, LF_KIND, LF_SUBJECT + 1) == 0 &&
            one_difference(va, vb, &why) && !same_article(va, vb) &&
            interval_disjoint(&va->allowed, &vb->allowed))
            VEC_PUSH(&l->apart, ((struct clash){why, a, b}));
    }
}

static int by_place(const void *x, const void *y)
{
    const struct clash *a = x, *b = y;

    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

bool ledger_build(struct ledger *l, struct str rows, struct err *e)
{
    struct str line;

    *l = (struct ledger){.rats = rats_new()};
    arena_init(&l->arena);
    while (str_split(&rows, '\n', &line)) {
        if (!line.n || str_starts(line, STR(LEDGER_MAGIC)))
            continue;
        if (!ledger_parse(l, line, e))
            return false;
    }
    if (l->voices.n)
        qsort(l->voices.p, l->voices.n, sizeof(*l->voices.p), by_key);
    find_entries(l);
    for (size_t i = 0; i < l->entries.n; i++)
        clashes_within(l, &l->entries.p[i]);
    clashes_across(l);
    if (l->clashes.n)
        qsort(l->clashes.p, l->clashes.n, sizeof(*l->clashes.p), by_place);
    find_apart(l);
    return true;
}

void ledger_release(struct ledger *l)
{
    VEC_FREE(&l->voices);
    VEC_FREE(&l->entries);
    VEC_FREE(&l->clashes);
    VEC_FREE(&l->apart);
    rats_free(l->rats);
    arena_release(&l->arena);
}

bool voice_changed(const struct voice *v)
{
    return v->f[LF_BEFORE].n && !str_eq(v->f[LF_BEFORE], v->f[LF_VERDICT]);
}

const struct writer *ledger_writer(const char *name)
{
    static const struct writer *const all[] = {&writer_ledger_text, &writer_ledger_json,
                                               &writer_ledger_html, &writer_ledger_csv,
                                               &writer_ledger_rows};

    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (strcmp(all[i]->name, name) == 0)
            return all[i];
    return NULL;
}
