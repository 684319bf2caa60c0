/*
 * Verdicts: of one interval against another, and of a claim over its readings.
 */
#include "verify/judge.h"

#include "verify/cause.h"
#include "verify/firm.h"

enum verdict judge(const struct allowed *allowed, const struct interval *d)
{
    if (interval_subset(d, &allowed->ok))
        return VERDICT_SUPPORTED;
    if (interval_subset(d, &allowed->close))
        return VERDICT_CLOSE;
    if (interval_disjoint(d, &allowed->close))
        return VERDICT_CONTRADICTED;
    return VERDICT_INSUFFICIENT;
}

/* ---- C of one claim ---- */

/* Ahead: above zero; behind: below; level ("the same price"): zero. */
static void order_allowed(struct ctx *c, const struct claim *cl, struct allowed *out)
{
    crat zero = rat_new(c->p);
    bool behind = cl->falls || cl->hedge == HEDGE_UNDER || cl->hedge == HEDGE_AT_MOST;

    if (cl->unit && strcmp(cl->unit, "equal") == 0)
        out->ok = interval_point(zero);
    else if (behind)
        out->ok = (struct interval){NULL, zero, false, false};
    else
        out->ok = (struct interval){zero, NULL, false, false};
    out->close = out->ok;
}

/* Listing day and announcement day may differ by one. */
static void date_allowed(struct ctx *c, const struct claim *cl, struct allowed *out)
{
    rat day = rat_i64(c->p, cl->date), one = rat_i64(c->p, 1);

    out->ok = interval_point(day);
    out->close = interval_closed(rat_sub(c->p, day, one), rat_add(c->p, day, one));
}

bool claim_allowed(struct ctx *c, const struct claim *cl, const struct binding *b,
                   struct allowed *out)
{
    if (b->base.op == OP_ORDER || b->base.op == OP_PRICE_ORDER) {
        order_allowed(c, cl, out);
        return true;
    }
    if (b->base.op == OP_DATE) {
        date_allowed(c, cl, out);
        return true;
    }
    if (!cl->num.value)
        return false;
    allowed_for(c, cl, rat_i64(c->p, 1), NULL, out);
    return true;
}

void allowed_for(struct ctx *c, const struct claim *cl, crat by, crat add,
                 struct allowed *out)
{
    struct number n = cl->num;
    struct wording w = wording_of(c->doc, cl);

    n.value = rat_mul(c->p, n.value, by);
    if (add)
        n.value = rat_add(c->p, n.value, add);
    n.hi = n.hi ? rat_mul(c->p, n.hi, by) : NULL;
    n.place = n.place ? rat_mul(c->p, n.place, rat_abs(c->p, by)) : NULL;
    n.round = n.round ? rat_mul(c->p, n.round, rat_abs(c->p, by)) : NULL;
    w.num = &n;
    w.falls = rat_sgn(n.value) < 0;
    allowed_of(&c->v->tables.allow, c->p, &w, out);
}

/* ---- one reading ---- */

static bool speaks_of_listing(struct ctx *c, const struct claim *cl)
{
    const struct vocab *words = rules_vocab(c->v->rules, "verify_listing_words");
    const struct doc *d = c->doc;
    struct str s;

    if (cl->sentence >= d->sentences.n)
        return false;
    s = str_sub(d->text, d->sentences.p[cl->sentence].start,
                d->sentences.p[cl->sentence].end);
    for (size_t i = 0; words && i < words->n; i++)
        if (has_word(s, words->items[i].key))
            return true;
    return false;
}

#define STAMP_DAYS 7

/* The model's own name carries a later day ("...-20251124"): what was made then
 * cannot have come out long before. */
static bool stamped_later(struct ctx *c, const struct claim *cl)
{
    struct model_info info;
    struct str slug, stamp;
    int64_t day;
    date_t made;

    if (cl->subject.n != 1 || cache_model(c, cl->subject.ents[0], &info) != FOUND)
        return false;
    slug = str_c(info.permaslug);
    if (slug.n < 9 || slug.p[slug.n - 9] != '-')
        return false;
    stamp = str_sub(slug, slug.n - 8, slug.n);
    if (!str_i64(stamp, &day))
        return false;
    made = date_of((int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100));
    return made != DATE_NONE && made > cl->date + STAMP_DAYS;
}

/* A model may have been out before it was listed: an early date is no error
 * unless the listing itself is meant. */
static enum verdict judge_date(struct ctx *c, const struct claim *cl,
                               const struct allowed *allowed, const struct interval *d)
{
    enum verdict v = judge(allowed, d);
    bool listed_later = v == VERDICT_CONTRADICTED && rat_cmp(d->lo, allowed->ok.lo) > 0;

    return listed_later && !speaks_of_listing(c, cl) && !stamped_later(c, cl)
               ? VERDICT_INSUFFICIENT
               : v;
}

/* What was known then; when nothing was yet, what was known first. */
static enum found answer_known(struct ctx *c, struct query *q, struct answer *out)
{
    date_t then = q->vintage;
    enum found found = query_answer(c, q, out);
    const date_t *days;
    size_t n;

    if (found != FOUND_NOTHING || then == DATE_NONE)
        return found;
    n = cache_vintages(c, &q->window, &days);
    for (size_t i = 0; i + 1 < n && found == FOUND_NOTHING; i++)
        if (days[i] > then) {
            q->vintage = days[i];
            found = query_answer(c, q, out);
        }
    return found;
}

static bool answer_spec(struct ctx *c, const struct claim *cl, struct trial *t,
                        const struct spec *s)
{
    struct tried *r = &t->v[t->n];
    enum found found;

    r->spec = *s;
    found = answer_known(c, &r->spec.q, &r->answer);
    if (found == FOUND_ERROR)
        return false;
    if (found == FOUND_NOTHING)
        return true;
    r->d = times(c->p, &r->answer.d, t->binding.scale_num, t->binding.scale_den);
    r->verdict = s->q.op == OP_DATE ? judge_date(c, cl, &t->allowed, &r->d)
                                    : judge(&t->allowed, &r->d);
    t->n++;
    return true;
}

/* ---- all readings ---- */

static bool same_but_vintage(const struct spec *a, const struct spec *b)
{
    struct query q = a->q;

    q.vintage = b->q.vintage;
    return query_same(&q, &b->q);
}

/* The wording's own reading may have no figures in its vintage: then the next
 * vintage of the same reading stands in for it, else the likeliest of all. */
static void promote(const struct specs *specs, struct trial *t)
{
    bool any = false;

    for (int i = 0; i < specs->n; i++) {
        bool found = false;
        struct tried *stand_in = NULL;

        for (int k = 0; k < t->n; k++) {
            found |= query_same(&t->v[k].spec.q, &specs->v[i].q);
            if (!stand_in && same_but_vintage(&t->v[k].spec, &specs->v[i]))
                stand_in = &t->v[k];
        }
        if (specs->v[i].is_default && !found && stand_in)
            stand_in->spec.is_default = true;
    }
    for (int k = 0; k < t->n; k++)
        any |= t->v[k].spec.is_default;
    if (!any && t->n)
        t->v[0].spec.is_default = true;
}

static int fit(enum verdict v)
{
    static const int order[] = {[VERDICT_SUPPORTED] = 0,
                                [VERDICT_CLOSE] = 1,
                                [VERDICT_INSUFFICIENT] = 2,
                                [VERDICT_CONTRADICTED] = 3,
                                [VERDICT_AMBIGUOUS] = 4};

    return order[v];
}

static bool comes_first(const struct tried *a, const struct tried *b)
{
    if (fit(a->verdict) != fit(b->verdict))
        return fit(a->verdict) < fit(b->verdict);
    if (a->spec.is_default != b->spec.is_default)
        return a->spec.is_default;
    return a->spec.prior > b->spec.prior;
}

static void sort_readings(struct trial *t)
{
    for (int i = 1; i < t->n; i++) {
        struct tried x = t->v[i];
        int k = i;

        for (; k > 0 && comes_first(&x, &t->v[k - 1]); k--)
            t->v[k] = t->v[k - 1];
        t->v[k] = x;
    }
}

/* First reading that is (or is not) the wording's own, -1 if none. */
static int first_of(const struct trial *t, bool is_default)
{
    for (int i = 0; i < t->n; i++)
        if (t->v[i].spec.is_default == is_default)
            return i;
    return -1;
}

static enum reason straddle_reason(const struct tried *r)
{
    if (r->spec.q.op == OP_DATE)
        return REASON_METRIC_UNRESOLVED;
    return r->answer.causes & WIDTH_MISSING_DAYS ? REASON_PARTIAL_PERIOD
                                                 : REASON_DATA_STRADDLES;
}

#define PLAUSIBLE 15 /* percent: a straddling reading below this is passed over */

static bool other_straddles(const struct trial *t)
{
    for (int i = 0; i < t->n; i++)
        if (t->v[i].verdict == VERDICT_INSUFFICIENT && t->v[i].spec.prior >= PLAUSIBLE)
            return true;
    return false;
}

/* The data have no answer to the reading that the wording names: another one
 * may fit, but none can accuse. */
static void take_others(struct trial *t)
{
    t->main = 0;
    t->verdict = VERDICT_INSUFFICIENT;
    if (fit(t->v[0].verdict) <= fit(VERDICT_CLOSE))
        t->verdict = VERDICT_AMBIGUOUS;
    else
        t->reason = straddle_reason(&t->v[0]);
}

static void take_together(struct trial *t)
{
    int own = first_of(t, true), other = first_of(t, false);
    enum verdict best;

    if (own < 0) {
        take_others(t);
        return;
    }
    best = t->v[own].verdict;
    t->main = own;
    t->verdict = best;
    if (best == VERDICT_SUPPORTED || best == VERDICT_CLOSE)
        return;
    if (other >= 0 && fit(t->v[other].verdict) <= fit(VERDICT_CLOSE)) {
        t->verdict = VERDICT_AMBIGUOUS;
        t->main = other;
        return;
    }
    if (best == VERDICT_CONTRADICTED && other_straddles(t))
        t->verdict = best = VERDICT_INSUFFICIENT;
    if (best == VERDICT_INSUFFICIENT)
        t->reason =
            straddle_reason(&t->v[t->v[own].verdict == best || other < 0 ? own : other]);
}

#define SLIP_DIGITS 3 /* a slip in fewer could be chance */

static void look_around(struct ctx *c, const struct claim *cl, struct binding *b)
{
    if (firm_subject(c, cl, &b->base.subject) != REASON_NONE)
        bind_loosen(b, TIE_LOOSE, REASON_ENTITY_UNRESOLVED);
    if (b->base.op < OP_PRICE && firm_period(c, cl) != REASON_NONE)
        bind_loosen(b, TIE_LOOSE, REASON_PERIOD_UNRESOLVED);
    if (b->base.op >= OP_PRICE && b->base.op != OP_DATE && firm_base(c, cl))
        bind_loosen(b, TIE_LOOSE, REASON_ENTITY_UNRESOLVED);
}

#define FAR 3 /* times */

/* An amount three times too great or too small that no slip explains was more
 * likely read wrongly than written wrongly. */
static bool far_off(struct ctx *c, const struct trial *t)
{
    enum op op = t->binding.base.op;
    const struct interval *d = &t->v[t->main].d, *ok = &t->allowed.ok;
    crat far = rat_i64(c->p, FAR);

    if (op != OP_LEVEL && op != OP_DIFF && op != OP_RATIO && op != OP_PRICE &&
        op != OP_PRICE_RATIO)
        return false;
    return (d->hi && ok->lo && rat_cmp(rat_mul(c->p, d->hi, far), ok->lo) < 0) ||
           (d->lo && ok->hi && rat_cmp(d->lo, rat_mul(c->p, ok->hi, far)) > 0);
}

/* The number of a list taken together is that of one of its members. */
static bool fits_member(struct ctx *c, const struct trial *t)
{
    const struct who *all = &t->binding.base.subject;

    for (uint32_t i = 0; all->n > 1 && i < all->n; i++) {
        struct query q = t->v[t->main].spec.q;
        struct answer a;
        enum found found;
        struct interval d;

        q.subject.ents = all->ents + i;
        q.subject.n = 1;
        c->mute = true;
        found = query_answer(c, &q, &a);
        c->mute = false;
        if (found != FOUND)
            continue;
        d = times(c->p, &a.d, t->binding.scale_num, t->binding.scale_den);
        if (judge(&t->allowed, &d) <= VERDICT_CLOSE)
            return true;
    }
    return false;
}

static bool cause_known(struct ctx *c, const struct claim *cl, const struct trial *t)
{
    struct judgement j = {0};

    cause_find(c, cl, t, &j);
    return j.cause != CAUSE_NONE;
}

/* "Up 7.5 percent" of what fell by 7.5. */
static bool is_wrong_way(struct ctx *c, const struct claim *cl, const struct trial *t)
{
    enum op op = t->binding.base.op;
    struct allowed a;

    if ((op != OP_GROWTH && op != OP_POINTS && op != OP_DIFF) || cl->num.sig < 2)
        return false;
    allowed_for(c, cl, rat_i64(c->p, -1), NULL, &a);
    return interval_subset(&t->v[t->main].d, &a.ok);
}

/* A loosely bound number is accused only when its digits are those of the
 * figure it is bound to, at the wrong scale or in the wrong order. */
static void soften(struct ctx *c, const struct claim *cl, struct trial *t)
{
    struct binding *b = &t->binding;

    if (t->verdict != VERDICT_CONTRADICTED)
        return;
    look_around(c, cl, b);
    if (far_off(c, t) && !firm_alone(c, cl) && !cause_known(c, cl, t))
        bind_loosen(b, TIE_LOOSE, REASON_METRIC_UNRESOLVED);
    if (fits_member(c, t))
        bind_loosen(b, TIE_GUESS, REASON_ENTITY_UNRESOLVED);
    if (b->tie == TIE_FIRM)
        return;
    if (b->tie < TIE_GUESS && cl->num.sig >= SLIP_DIGITS && cause_is_slip(c, cl, t))
        return;
    if (b->tie < TIE_GUESS && is_wrong_way(c, cl, t))
        return;
    t->verdict = VERDICT_INSUFFICIENT;
    t->reason = b->loose;
    t->softened = b->tie == TIE_CARRIED;
}

void trial_harden(struct trial *t)
{
    if (!t->softened)
        return;
    t->softened = false;
    t->hardened = true;
    t->verdict = VERDICT_CONTRADICTED;
    t->reason = REASON_NONE;
}

void trial_doubt(struct trial *t, enum reason why)
{
    t->verdict = VERDICT_INSUFFICIENT;
    t->reason = why;
    bind_loosen(&t->binding, TIE_LOOSE, why);
}

/* ---- nothing found: why ---- */

static enum reason missing_reason(struct ctx *c, const struct specs *specs)
{
    struct usage u;
    struct usage_sel sel = {.set = SET_ALL, .scope = SCOPE_TRAFFIC, .vintage = DATE_NONE};

    if (specs->n == 0 || specs->v[0].q.op >= OP_PRICE)
        return REASON_NO_SERIES;
    sel.from = specs->v[0].q.window.from;
    sel.to = specs->v[0].q.window.to;
    if (cache_usage(c, &sel, &u) == FOUND && u.days_covered > 0)
        return REASON_NO_SERIES;
    return REASON_PERIOD_NOT_COVERED;
}

bool trial_run(struct ctx *c, const struct claim *cl, int each, struct trial *out)
{
    struct specs specs;

    memset(out, 0, sizeof(*out));
    out->verdict = VERDICT_INSUFFICIENT;
    bind_claim(c, cl, each, &out->binding);
    out->reason = out->binding.reason;
    if (out->reason != REASON_NONE)
        return true;
    if (!c->v->store) {
        out->reason = REASON_NO_SERIES;
        return true;
    }
    if (!claim_allowed(c, cl, &out->binding, &out->allowed)) {
        out->reason = REASON_METRIC_UNRESOLVED;
        return true;
    }
    specs_make(c, cl, &out->binding, &specs);
    out->v = ARENA_ARRAY(c->a, struct tried, (size_t)specs.n + 1);
    for (int i = 0; i < specs.n; i++)
        if (!answer_spec(c, cl, out, &specs.v[i]))
            return false;
    if (out->n == 0) {
        out->reason = missing_reason(c, &specs);
        return true;
    }
    promote(&specs, out);
    trial_settle(c, out);
    sort_readings(out);
    take_together(out);
    soften(c, cl, out);
    trial_first(c, cl, out);
    return true;
}
