/*
 * Facts about an article's report that several writers show: counts, strings
 * and the snapshots behind the evidence.
 */
#include "report/facts.h"

#include "base/utf8.h"
#include "report/escape.h"

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
        return arena_printf(a, "%d %s – %d %s %d", f.d, months[f.m - 1], t.d,
                            months[t.m - 1], f.y);
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

bool fact_as_of(const struct report_env *env, const struct article_report *r,
                char out[11])
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

struct ending fact_end(const struct doc *d, const struct claim *c,
                       const struct position *start)
{
    struct ending end = {start->line, start->column};
    struct str raw = str_sub(d->input, (size_t)start->start, (size_t)start->end);
    if (d->decoded || utf8_valid(raw) != raw.n)
        raw = str_sub(d->text, c->start, c->end);
    for (size_t i = 0; i < raw.n; i++) {
        unsigned char b = (unsigned char)raw.p[i];
        if (b == '\n') {
            end.line++;
            end.column = 1;
        } else if ((b & 0xc0) != 0x80) {
            end.column++;
        }
    }
    return end;
}

bool fact_problem(const struct article_report *r, size_t i)
{
    const struct judgement *j = fact_judgement(r, i);
    if (!j || fact_suppressed(r, i))
        return false;
    return j->verdict == VERDICT_CONTRADICTED || j->verdict == VERDICT_AMBIGUOUS ||
           j->verdict == VERDICT_CLOSE || j->internal.status == INTERNAL_INCONSISTENT;
}

void fact_message(struct buf *out, const struct article_report *r, size_t i)
{
    const struct judgement *j = fact_judgement(r, i);
    struct str quote = fact_quote(r, &r->claims->v.p[i]);
    buf_addf(out, "\"%.*s\"", STR_FMT(quote));
    if (!j)
        return;
    if (j->explanation && *j->explanation)
        buf_addf(out, ": %s", j->explanation);
    if (j->internal.status == INTERNAL_INCONSISTENT && j->internal.formula &&
        !(j->explanation && strstr(j->explanation, j->internal.formula)))
        buf_addf(out, " The article's own figures: %s.", j->internal.formula);
    if (j->suggestion)
        buf_addf(out, " Better: \"%s\".", j->suggestion);
}

void fact_uri(struct buf *out, const struct article_report *r)
{
    struct str path = str_c(r->path);
    if (str_starts(path, STR("http://")) || str_starts(path, STR("https://"))) {
        buf_adds(out, path);
        return;
    }
    if (str_eqc(path, "-"))
        path = STR("stdin");
    if (path.n && path.p[0] == '/')
        buf_addc(out, "file://");
    escape_uri(out, path);
}

const char *fact_grouped(struct arena *a, const char *digits)
{
    struct str s = str_c(digits);
    size_t whole = str_find(s, STR("."), 0), n = 0;
    char *out = arena_alloc(a, s.n * 2 + 1);
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        out[n++] = s.p[i];
        if (digit && i + 1 < whole && (whole - i - 1) % 3 == 0)
            out[n++] = ',';
    }
    return out;
}

const char *fact_cause(struct arena *a, const struct judgement *j)
{
    static const char *const words[] = {
        [CAUSE_NONE] = "",
        [CAUSE_SCALE_SLIP] = "a slip of scale",
        [CAUSE_PERCENT_POINTS] = "percent and percentage points",
        [CAUSE_N_MINUS_ONE] = "N times, or by N times",
        [CAUSE_OTHER_PERIOD] = "another period",
        [CAUSE_OTHER_ENTITY] = "somebody else's figure",
        [CAUSE_OTHER_METRIC] = "another measure",
        [CAUSE_WEEK_DEFINITION] = "other days for the week",
        [CAUSE_TRUNCATED] = "cut off instead of rounded",
        [CAUSE_TRANSPOSED] = "digits swapped",
        [CAUSE_STALE_SNAPSHOT] = "an older state of the figures",
    };
    if (j->cause == CAUSE_NONE)
        return NULL;
    if (!j->cause_text || !*j->cause_text)
        return words[j->cause];
    return arena_printf(a, "%s: %s", words[j->cause], j->cause_text);
}

const char *fact_reason(enum reason r)
{
    static const char *const words[] = {
        [REASON_NONE] = "",
        [REASON_NO_SERIES] = "no stored figures for this",
        [REASON_PERIOD_NOT_COVERED] = "no stored figures for that time",
        [REASON_PARTIAL_PERIOD] = "the stored figures cover only part of that time",
        [REASON_PERIOD_UNRESOLVED] = "it is not clear which time is meant",
        [REASON_ENTITY_UNRESOLVED] = "it is not clear who is meant",
        [REASON_METRIC_UNRESOLVED] = "it is not clear what is counted",
        [REASON_OUT_OF_SCOPE] = "not about OpenRouter's figures",
        [REASON_DATA_STRADDLES] = "the stored figures are too coarse to tell",
        [REASON_NOT_A_FACT] = "a forecast, a target or a question",
    };
    return words[r];
}
