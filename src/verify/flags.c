/*
 * One small test for each flag, in a table; texts come from verify_text.
 */
#include "verify/flags.h"

#define MAX_FLAGS 8

struct flagger {
    struct ctx *c;
    const struct claim *cl;
    const struct trial *t; /* NULL: nothing was computed */
    struct judgement *j;
    struct flag now; /* being made */
};

static void value(struct flagger *f, const char *text)
{
    if (f->now.n_values < ARRAY_LEN(f->now.values))
        f->now.values[f->now.n_values++] = text;
}

static bool is_right(const struct judgement *j)
{
    return j->verdict == VERDICT_SUPPORTED || j->verdict == VERDICT_CLOSE;
}

static const struct tried *main_of(const struct flagger *f)
{
    return f->t && f->t->n ? &f->t->v[f->t->main] : NULL;
}

static bool is_op(const struct flagger *f, enum op op)
{
    return main_of(f) && main_of(f)->spec.q.op == op;
}

/* ---- tests; each true when the flag stands ---- */

static bool is_duplicate(struct flagger *f)
{
    return f->cl->duplicate_of > 0;
}

/* "about 4.12 trillion" where 4.12 is right to the last digit. */
static bool is_false_precision(struct flagger *f)
{
    struct wording w = wording_of(f->c->doc, f->cl);
    struct allowed bare;

    if (!is_right(f->j) || f->cl->hedge != HEDGE_ABOUT || f->cl->num.sig < 3 ||
        wording_is_round(&w) || f->cl->num.form != FORM_DIGITS)
        return false;
    w.hedge = HEDGE_EXACT;
    allowed_of(&f->c->v->tables.allow, f->c->p, &w, &bare);
    if (!interval_subset(&main_of(f)->d, &bare.ok))
        return false;
    value(f, main_of(f)->answer.shown);
    return true;
}

/* "more than 600 billion" for 800: the next rounder number is passed too. */
static bool is_weak_bound(struct flagger *f)
{
    const struct interval *d = f->t && f->t->n ? &main_of(f)->d : NULL;
    crat x = f->cl->num.value, r = f->cl->num.round;
    bool up = f->cl->hedge == HEDGE_OVER || f->cl->hedge == HEDGE_AT_LEAST;
    rat step, next;

    if (!is_right(f->j) || !x || !r || !d || !d->lo || !d->hi ||
        (!up && f->cl->hedge != HEDGE_UNDER))
        return false;
    step = rat_cmp(x, r) == 0 ? rat_dup(f->c->p, r)
                              : rat_mul(f->c->p, r, rat_i64(f->c->p, 10));
    next = up ? rat_add(f->c->p, x, step) : rat_sub(f->c->p, x, step);
    if (up ? rat_cmp(d->lo, next) < 0 : rat_cmp(d->hi, next) > 0)
        return false;
    value(f, main_of(f)->answer.shown);
    return true;
}

/* "N times more": the ratio and the increase are two numbers. */
static bool is_times_more(struct flagger *f)
{
    const struct tried *r = main_of(f);
    struct interval other;

    if (!r || !f->cl->higher_than ||
        (r->spec.q.op != OP_RATIO && r->spec.q.op != OP_PRICE_RATIO))
        return false;
    other = shift(f->c->p, &r->d, r->spec.q.increase ? 1 : -1);
    value(f, show_plain(f->c, r->spec.q.increase ? &other : &r->d));
    value(f, show_plain(f->c, r->spec.q.increase ? &r->d : &other));
    return true;
}

/* A share of the chart's nine is another one of all traffic. */
static bool is_denominator(struct flagger *f)
{
    const struct tried *r = main_of(f);

    if (!is_right(f->j) || !is_op(f, OP_SHARE) || f->t->binding.base.has_object)
        return false;
    for (int i = 0; i < f->t->n; i++) {
        const struct tried *o = &f->t->v[i];

        if (o->spec.q.whole == r->spec.q.whole || o->verdict != VERDICT_CONTRADICTED ||
            o->spec.q.window.from != r->spec.q.window.from)
            continue;
        value(f, arena_printf(f->c->a, "%s: %s", spec_definition(f->c, &o->spec, NULL),
                              o->answer.shown));
    }
    return f->now.n_values > 0;
}

/* A share that grew by percent: the points are the other number. */
static bool is_pct_vs_pp(struct flagger *f)
{
    struct query q;
    struct answer a;

    if (!is_right(f->j) || !is_op(f, OP_SHARE_GROWTH))
        return false;
    q = main_of(f)->spec.q;
    q.op = OP_POINTS;
    if (query_answer(f->c, &q, &a) != FOUND)
        return false;
    value(f, a.shown);
    return true;
}

/* "global usage" when the data are one router's. */
static bool is_scope(struct flagger *f)
{
    const struct vocab *words = rules_vocab(f->c->v->rules, "verify_scope_words");
    const struct doc *d = f->c->doc;
    struct str sentence;

    if (!main_of(f) || main_of(f)->spec.q.op >= OP_PRICE || !words ||
        f->cl->sentence >= d->sentences.n)
        return false;
    sentence = str_sub(d->text, d->sentences.p[f->cl->sentence].start,
                       d->sentences.p[f->cl->sentence].end);
    for (size_t i = 0; i < words->n; i++)
        if (has_word(sentence, words->items[i].key))
            return true;
    return false;
}

/* A listed price that was last seen long before the article. */
static bool is_stale(struct flagger *f)
{
    const struct tried *r = main_of(f);
    int days = tables_limit(&f->c->v->tables, "stale_days");

    if (!r || r->spec.q.op < OP_PRICE || r->spec.q.op == OP_DATE ||
        r->answer.rows.n == 0 || f->c->article_day == DATE_NONE ||
        f->c->article_day - r->answer.rows.v[0].to <= days)
        return false;
    value(f, show_date(f->c, r->answer.rows.v[0].to));
    return true;
}

static bool is_partial(struct flagger *f)
{
    const struct tried *r = main_of(f);

    if (!r || r->spec.q.op >= OP_PRICE)
        return false;
    if (r->answer.days > 0 && r->answer.days_covered < r->answer.days) {
        value(f, arena_printf(f->c->a, "%d of %d days", r->answer.days_covered,
                              r->answer.days));
        return true;
    }
    return f->c->published && r->spec.q.window.to >= f->c->article_day &&
           r->spec.q.window.from < r->spec.q.window.to;
}

/* Right on the figures of its time, wrong on those of today. */
static bool is_revised(struct flagger *f)
{
    const struct tried *r = main_of(f);

    if (!r || !is_right(f->j) || r->spec.q.vintage == DATE_NONE)
        return false;
    for (int i = 0; i < f->t->n; i++) {
        struct query q = f->t->v[i].spec.q;

        if (q.vintage != DATE_NONE || f->t->v[i].verdict != VERDICT_CONTRADICTED)
            continue;
        q.vintage = r->spec.q.vintage;
        if (!query_same(&q, &r->spec.q))
            continue;
        value(f, f->t->v[i].answer.shown);
        return true;
    }
    return false;
}

static bool growth_from(struct flagger *f, int weeks_back, struct query *q,
                        struct answer *a)
{
    const struct query *own = &main_of(f)->spec.q;

    *q = *own;
    q->base = span_back(own->window, weeks_back, 'w');
    return q->base.from != own->base.from && query_answer(f->c, q, a) == FOUND && a->d.lo;
}

/* Growth from the lowest of the neighbouring baselines. */
static bool is_baseline(struct flagger *f)
{
    int weeks = tables_limit(&f->c->v->tables, "baseline_weeks"), above = 0, seen = 0;
    const struct tried *r = main_of(f);
    struct query q;
    struct answer a;

    if (!is_right(f->j) || !is_op(f, OP_GROWTH) || !r->d.lo || rat_sgn(r->d.lo) <= 0 ||
        !span_is_week(&r->spec.q.window))
        return false;
    f->c->mute = true;
    for (int k = 1; k <= weeks && above == 0; k++)
        if (growth_from(f, k, &q, &a)) {
            seen++;
            above += rat_cmp(a.d.lo, r->d.lo) >= 0;
        }
    f->c->mute = false;
    if (seen < 4 || above > 0)
        return false;
    for (int k = 1; k <= weeks && f->now.n_values + 1 < ARRAY_LEN(f->now.values); k++)
        if (growth_from(f, k, &q, &a))
            value(f, arena_printf(f->c->a, "%s: %s", show_span(f->c, &q.base), a.shown));
    value(f, arena_printf(f->c->a, "1 of %d", seen + 1));
    return true;
}

static const struct {
    const char *code;
    bool (*test)(struct flagger *f);
} tests[] = {
    {"baseline", is_baseline},
    {"times_more", is_times_more},
    {"denominator", is_denominator},
    {"pct_vs_pp", is_pct_vs_pp},
    {"scope", is_scope},
    {"weak_bound", is_weak_bound},
    {"stale", is_stale},
    {"false_precision", is_false_precision},
    {"partial_period", is_partial},
    {"revised", is_revised},
    {"duplicate", is_duplicate},
};

void flags_find(struct ctx *c, const struct claim *cl, const struct trial *t,
                struct judgement *j)
{
    struct flagger f = {.c = c, .cl = cl, .t = t, .j = j};
    struct flag found[ARRAY_LEN(tests)];
    uint32_t n = 0;

    for (size_t i = 0; i < ARRAY_LEN(tests) && n < MAX_FLAGS; i++) {
        memset(&f.now, 0, sizeof(f.now));
        f.now.code = tests[i].code;
        if (!tests[i].test(&f))
            continue;
        f.now.text = tables_text(&c->v->tables, c->a,
                                 arena_printf(c->a, "flag.%s", tests[i].code));
        found[n++] = f.now;
    }
    j->flags = ARENA_ARRAY(c->a, struct flag, n ? n : 1);
    memcpy(j->flags, found, n * sizeof(*found));
    j->n_flags = n;
}
