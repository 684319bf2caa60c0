/*
 * Facts about an article's report that several writers show: counts, strings
 * and the snapshots behind the evidence.
 */
#include "report/facts.h"

bool fact_suppressed(const struct article_report *r, size_t i)
{
    return r->suppressed && r->suppressed[i].by;
}

const struct judgement *fact_judgement(const struct article_report *r, size_t i)
{
    return r->judgements && i < r->judgements->n ? &r->judgements->v[i] : NULL;
}

struct tally tally_of(const struct article_report *r)
{
    struct tally t = {0};
    if (!r->claims)
        return t;
    t.numerals = r->claims->numerals;
    t.claims = (uint32_t)r->claims->v.n;
    for (size_t i = 0; i < r->claims->v.n; i++) {
        const struct judgement *j = fact_judgement(r, i);
        if (j) {
            t.bound += j->bound;
            t.judged += j->verdict != VERDICT_INSUFFICIENT;
        }
        if (fact_suppressed(r, i))
            t.suppressed++;
        else if (j)
            t.verdicts[j->verdict]++;
    }
    return t;
}

struct str fact_quote(const struct article_report *r, const struct claim *c)
{
    return str_sub(r->doc->text, c->start, c->end);
}

struct str fact_sentence(const struct article_report *r, const struct claim *c)
{
    if (c->sentence >= r->doc->sentences.n)
        return fact_quote(r, c);
    const struct sentence *s = &r->doc->sentences.p[c->sentence];
    return str_trim(str_sub(r->doc->text, s->start, s->end));
}

const char *fact_days(struct arena *a, date_t from, date_t to)
{
    char f[11], t[11];
    date_format(from, f);
    date_format(to, t);
    if (!*f || !*t || from == to)
        return arena_strdup(a, str_c(*f ? f : t));
    return arena_printf(a, "%s/%s", f, t);
}

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

const char *fact_days_human(struct arena *a, date_t from, date_t to)
{
    if (from == DATE_NONE || to == DATE_NONE)
        return fact_days(a, from, to);
    struct ymd f = date_ymd(from), t = date_ymd(to);
    if (from == to)
        return arena_printf(a, "%d %s %d", f.d, months[f.m - 1], f.y);
    if (f.y == t.y && f.m == t.m)
        return f.d == 1 && t.d == date_month_days(t.y, t.m)
                   ? arena_printf(a, "%s %d", months[f.m - 1], f.y)
                   : arena_printf(a, "%d–%d %s %d", f.d, t.d, months[f.m - 1], f.y);
    if (f.y == t.y)
        return arena_printf(a, "%d %s – %d %s %d", f.d, months[f.m - 1], t.d, months[t.m - 1],
                            f.y);
    return arena_printf(a, "%d %s %d – %d %s %d", f.d, months[f.m - 1], f.y, t.d,
                        months[t.m - 1], t.y);
}

const char *fact_value(struct arena *a, const struct claim *c)
{
    if (c->kind == KIND_DATE && c->date != DATE_NONE)
        return fact_days(a, c->date, c->date);
    return c->num.value ? rat_decimal(a, c->num.value) : NULL;
}

const char *fact_value_hi(struct arena *a, const struct claim *c)
{
    return c->num.hi ? rat_decimal(a, c->num.hi) : NULL;
}

const char *fact_bound(struct arena *a, crat v)
{
    return v ? rat_decimal(a, v) : NULL;
}

bool fact_has_entity(const struct entref *e)
{
    return e->text.n > 0 || e->n > 0;
}

static int by_id(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

static size_t evidence_rows(const struct judgements *js)
{
    size_t n = 0;
    for (size_t i = 0; i < js->n; i++)
        for (uint32_t k = 0; k < js->v[i].n_readings; k++)
            n += js->v[i].readings[k].evidence.n;
    return n;
}

static size_t collect(const struct judgements *js, int64_t *ids)
{
    size_t n = 0;
    for (size_t i = 0; i < js->n; i++)
        for (uint32_t k = 0; k < js->v[i].n_readings; k++) {
            const struct rows *rows = &js->v[i].readings[k].evidence;
            for (size_t m = 0; m < rows->n; m++)
                ids[n++] = rows->v[m].snapshot;
        }
    return n;
}

size_t fact_snapshots(struct arena *a, const struct article_report *r, int64_t **ids)
{
    *ids = NULL;
    size_t n = r->judgements ? evidence_rows(r->judgements) : 0;
    if (n == 0)
        return 0;
    *ids = ARENA_ARRAY(a, int64_t, n);
    n = collect(r->judgements, *ids);
    qsort(*ids, n, sizeof(**ids), by_id);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || (*ids)[kept - 1] != (*ids)[i])
            (*ids)[kept++] = (*ids)[i];
    return kept;
}

struct str fact_name(const struct article_report *r)
{
    return r->doc && r->doc->title.n ? r->doc->title : str_c(r->path);
}

const char *verdict_symbol(enum verdict v)
{
    static const char *const symbols[N_VERDICTS] = {"✓", "≈", "✗", "◐", "?"};
    return symbols[v];
}

bool fact_as_of(const struct report_env *env, const struct article_report *r, char out[11])
{
    date_t day = r->judgements ? r->judgements->as_of : DATE_NONE;
    if (day == DATE_NONE && env->store)
        day = store_as_of(env->store);
    date_format(day, out);
    return day != DATE_NONE;
}

const char *fact_error_place(struct arena *a, const struct err *e)
{
    if (!e->where[0])
        return NULL;
    if (!e->line)
        return arena_strdup(a, str_c(e->where));
    if (!e->col)
        return arena_printf(a, "%s:%d", e->where, e->line);
    return arena_printf(a, "%s:%d:%d", e->where, e->line, e->col);
}
