/*
 * The verifier: every claim of an article tried, judged against the others,
 * explained.
 */
#include "verify/cause.h"
#include "verify/explain.h"
#include "verify/flags.h"
#include "verify/internal.h"

struct verifier *verifier_new(const struct rules *r, const struct names *n,
                              struct store *store, const struct verify_opts *o)
{
    struct verifier *v = xcalloc(1, sizeof(*v));

    v->rules = r;
    v->names = n;
    v->store = store;
    v->opts = *o;
    v->cache = cache_new();
    v->tables_ok = tables_load(&v->tables, r, &v->table_err);
    return v;
}

void verifier_free(struct verifier *v)
{
    if (!v)
        return;
    cache_free(v->cache);
    free(v);
}

/* ---- before judging ---- */

/* Without a publication date the article is as old as its newest figure. */
static date_t newest_period(const struct claims *claims)
{
    date_t newest = DATE_NONE;

    for (size_t i = 0; i < claims->v.n; i++) {
        const struct claim *cl = &claims->v.p[i];

        if (cl->modality == MOD_FACT && cl->period.set && !cl->period.carried &&
            cl->period.to != DATE_NONE && cl->period.to > newest)
            newest = cl->period.to;
    }
    return newest == DATE_NONE ? DATE_NONE : newest + 1;
}

/* ---- one claim ---- */

static int severity(const struct trial *t)
{
    static const int order[] = {[VERDICT_CONTRADICTED] = 0,
                                [VERDICT_INSUFFICIENT] = 1,
                                [VERDICT_AMBIGUOUS] = 2,
                                [VERDICT_CLOSE] = 3,
                                [VERDICT_SUPPORTED] = 4};

    return order[t->verdict];
}

/* "Each more than 600 billion": the claim is as right as its worst member. */
static bool try_each(struct ctx *c, const struct claim *cl, struct trial *out)
{
    struct trial one;

    for (uint32_t i = 0; i < cl->subject.n; i++) {
        if (!trial_run(c, cl, (int)i, &one))
            return false;
        if (i == 0 || severity(&one) < severity(out))
            *out = one;
    }
    return true;
}

static bool try_claim(struct ctx *c, const struct claim *cl, struct trial *out)
{
    bool one_by_one = cl->subject.mode == REF_EACH && cl->subject.n > 1 &&
                      cl->kind != KIND_RANK && cl->kind != KIND_COUNT;

    return one_by_one ? try_each(c, cl, out) : trial_run(c, cl, -1, out);
}

static crat keep_rat(struct ctx *c, crat v)
{
    return v ? rat_dup(c->p, v) : NULL;
}

static struct interval keep_interval(struct ctx *c, const struct interval *i)
{
    struct interval out = *i;

    out.lo = keep_rat(c, i->lo);
    out.hi = keep_rat(c, i->hi);
    return out;
}

static const char *keep_text(struct ctx *c, const char *s)
{
    return s ? arena_strdup(c->a, str_c(s)) : NULL;
}

/* Evidence comes out of the cache, which does not live as long as a report. */
static struct rows keep_rows(struct ctx *c, const struct rows *rows)
{
    struct rows out = *rows;

    out.v = ARENA_ARRAY(c->a, struct row, rows->n ? rows->n : 1);
    for (size_t i = 0; i < rows->n; i++) {
        out.v[i] = rows->v[i];
        out.v[i].dataset = keep_text(c, rows->v[i].dataset);
        out.v[i].series = keep_text(c, rows->v[i].series);
        out.v[i].value = keep_text(c, rows->v[i].value);
    }
    return out;
}

static void keep_readings(struct ctx *c, const struct trial *t, struct judgement *j)
{
    j->readings = ARENA_ARRAY(c->a, struct reading, t->n ? (size_t)t->n : 1);
    j->n_readings = (uint32_t)t->n;
    for (int i = 0; i < t->n; i++) {
        const struct tried *r = &t->v[i];

        j->readings[i] = (struct reading){
            .definition = spec_definition(c, &r->spec,
                                          r->answer.rows.n ? &r->answer.rows.v[0] : NULL),
            .is_default = r->spec.is_default,
            .prior = r->spec.prior,
            .verdict = r->verdict,
            .computed = keep_interval(c, &r->d),
            .shown = r->answer.shown,
            .formula =
                r->answer.formula
                    ? arena_printf(c->a, "%s = %s", r->answer.formula, r->answer.shown)
                    : r->answer.shown,
            .evidence = keep_rows(c, &r->answer.rows),
            .sel = query_sel(c, &r->spec.q),
        };
    }
}

static void take_trial(struct ctx *c, const struct trial *t, struct judgement *j)
{
    j->verdict = t->verdict;
    j->reason = t->reason;
    j->bound = t->n > 0;
    keep_readings(c, t, j);
}

/* What the wording allows, also for what is never judged. */
static void set_allowed(struct ctx *c, const struct claim *cl, const struct trial *t,
                        struct judgement *j)
{
    struct allowed a;
    struct wording w;

    if (t && t->n) {
        j->allowed = keep_interval(c, &t->allowed.ok);
        return;
    }
    if (!cl->num.value)
        return;
    w = wording_of(c->doc, cl);
    allowed_of(&c->v->tables.allow, c->p, &w, &a);
    j->allowed = a.ok;
}

static bool in_table(const struct ctx *c, const char *table, struct str word)
{
    const struct vocab *v = rules_vocab(c->v->rules, table);

    for (size_t i = 0; v && i < v->n; i++)
        if (str_ieq(v->items[i].key, word))
            return true;
    return false;
}

/* "their": which ones are meant was found out, not read. */
static bool says_plural(const struct ctx *c, const struct claim *cl)
{
    struct str rest = str_trim(cl->subject.text), word;

    str_split(&rest, ' ', &word);
    return in_table(c, "verify_plurals", word);
}

#define DIRECTION_LETTERS 5 /* "input", not "in" */

/* Whether the sentence says which of the two prices it means. */
static bool says_direction(const struct ctx *c, const struct claim *cl)
{
    const struct sentence *s = &c->doc->sentences.p[cl->sentence];
    static const char *const tables[] = {"bind_input", "bind_output"};
    struct str text = str_sub(c->doc->text, s->start, s->end);

    for (size_t t = 0; t < ARRAY_LEN(tables); t++) {
        const struct vocab *v = rules_vocab(c->v->rules, tables[t]);

        for (size_t i = 0; v && i < v->n; i++)
            if (v->items[i].key.n >= DIRECTION_LETTERS &&
                str_find(text, v->items[i].key, 0) < text.n)
                return true;
    }
    return false;
}

/* A number whose period or subject was carried over and that fits another one
 * was more likely read wrongly by us than written wrongly by the reporter. */
static bool misread(const struct ctx *c, const struct claim *cl, const struct trial *t,
                    const struct judgement *j)
{
    bool other = j->cause == CAUSE_OTHER_PERIOD || j->cause == CAUSE_OTHER_ENTITY ||
                 j->cause == CAUSE_OTHER_METRIC || j->cause == CAUSE_WEEK_DEFINITION;

    if (j->verdict != VERDICT_CONTRADICTED)
        return false;
    if (j->cause == CAUSE_OTHER_METRIC && cl->kind == KIND_PRICE &&
        !says_direction(c, cl))
        return true;
    if (says_plural(c, cl))
        return other || j->cause == CAUSE_NONE;
    return t->hardened && other;
}

static void withdraw(struct trial *t, struct judgement *j)
{
    trial_doubt(t, j->cause == CAUSE_OTHER_ENTITY ? REASON_ENTITY_UNRESOLVED
                                                  : REASON_PERIOD_UNRESOLVED);
    j->verdict = t->verdict;
    j->reason = t->reason;
    j->cause = CAUSE_NONE;
    j->cause_text = NULL;
    j->direction = DIR_NONE;
    j->deviation = NULL;
}

static void finish(struct ctx *c, const struct claim *cl, struct trial *t,
                   struct judgement *j)
{
    set_allowed(c, cl, t, j);
    if (t && t->n && (j->verdict == VERDICT_CONTRADICTED || j->verdict == VERDICT_CLOSE))
        deviation_find(c, cl, t, j);
    if (t && t->n && j->verdict == VERDICT_CONTRADICTED && !t->earlier)
        cause_find(c, cl, t, j);
    if (t && misread(c, cl, t, j))
        withdraw(t, j);
    flags_find(c, cl, t, j);
    suggest(c, cl, t, j);
    confidence(c, cl, t, j);
    explain(c, cl, t, j);
}

/* ---- the article ---- */

/* The claim bears out that the carried period was read rightly: 2 for a figure
 * of three digits, 1 for one of two. */
static int witness(const struct claim *o, const struct trial *t, const struct claim *cl)
{
    bool same = o->period.set && o->period.from == cl->period.from &&
                o->period.to == cl->period.to && t->binding.tie == TIE_CARRIED &&
                t->verdict == VERDICT_SUPPORTED;

    if (!same || o->num.sig < 2)
        return 0;
    return o->num.sig >= 3 ? 2 : 1;
}

#define WITNESSES 4

/* Other figures of the same passage that fit show that its period was read
 * rightly; then a wrong one among them is wrong. */
static bool corroborated(const struct ctx *c, const struct trial *trials, size_t at)
{
    int weight = 0;

    for (size_t i = 0; i < c->claims->v.n; i++)
        if (i != at)
            weight += witness(&c->claims->v.p[i], &trials[i], &c->claims->v.p[at]);
    return weight >= WITNESSES;
}

static void harden(const struct ctx *c, struct trial *trials)
{
    for (size_t i = 0; i < c->claims->v.n; i++)
        if (trials[i].softened && trials[i].reason == REASON_PERIOD_UNRESOLVED &&
            corroborated(c, trials, i))
            trial_harden(&trials[i]);
}

/* Another number of the sentence already is the figure of the same subject and
 * period: this one must be of something else. */
static void spare_seconds(const struct ctx *c, struct trial *trials)
{
    for (size_t i = 0; i < c->claims->v.n; i++) {
        const struct claim *a = &c->claims->v.p[i];

        if (trials[i].verdict != VERDICT_CONTRADICTED)
            continue;
        for (size_t k = 0; k < c->claims->v.n; k++) {
            const struct claim *b = &c->claims->v.p[k];

            if (k != i && a->sentence == b->sentence && a->kind == b->kind &&
                trials[k].verdict == VERDICT_SUPPORTED && same_unit(a, b) &&
                same_reference(&a->subject, &b->subject) && same_period(a, b))
                trial_doubt(&trials[i], REASON_ENTITY_UNRESOLVED);
        }
    }
}

static bool judge_all(struct ctx *c)
{
    size_t n = c->claims->v.n;
    struct trial *trials = ARENA_ARRAY(c->a, struct trial, n ? n : 1);

    for (size_t i = 0; i < n; i++)
        if (!try_claim(c, &c->claims->v.p[i], &trials[i]))
            return false;
    harden(c, trials);
    spare_seconds(c, trials);
    for (size_t i = 0; i < n; i++)
        take_trial(c, &trials[i], &c->out->v[i]);
    internal_check(c, c->out->v);
    for (size_t i = 0; i < n; i++)
        finish(c, &c->claims->v.p[i], &trials[i], &c->out->v[i]);
    return true;
}

bool verify_doc(struct verifier *v, const struct doc *d, const struct claims *claims,
                struct judgements *out, struct err *e)
{
    struct ctx c = {.v = v, .doc = d, .claims = claims, .out = out, .err = e};

    judgements_clear(out);
    if (!v->tables_ok) {
        *e = v->table_err;
        return false;
    }
    cache_trim(v->cache);
    c.a = &out->arena;
    c.p = out->rats;
    c.published = d->published != DATE_NONE;
    c.article_day = c.published ? d->published : newest_period(claims);
    out->n = claims->v.n;
    out->v = ARENA_ARRAY(c.a, struct judgement, out->n ? out->n : 1);
    out->as_of = v->store ? store_as_of(v->store) : DATE_NONE;
    return judge_all(&c);
}
