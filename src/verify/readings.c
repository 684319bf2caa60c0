/*
 * Multiplies the dimensions out.  Each dimension turns every spec that is
 * there into one for each of its choices; what is too remote falls away.
 */
#include "verify/readings.h"
#include "verify/firm.h"
#include "verify/listing.h"

struct builder {
    struct ctx *c;
    const struct claim *cl;
    const struct binding *b;
    struct specs *out;
};

static bool is_token_op(enum op op)
{
    return op != OP_PRICE && op != OP_PRICE_RATIO && op != OP_PRICE_ORDER &&
           op != OP_PRICE_CUT && op != OP_CONTEXT && op != OP_DATE && op != OP_COUNT;
}

static bool is_price_op(enum op op)
{
    return op == OP_PRICE || op == OP_PRICE_RATIO || op == OP_PRICE_ORDER ||
           op == OP_PRICE_CUT;
}

static void push(struct builder *m, const struct spec *s, int prior, bool is_default)
{
    struct spec *to;

    if (m->out->n == SPECS_MAX)
        return;
    to = &m->out->v[m->out->n];
    *to = *s;
    to->prior = s->prior * prior / 100;
    to->is_default = s->is_default && is_default;
    if (to->prior >= m->c->v->tables.min_prior || to->is_default)
        m->out->n++;
}

/* ---- dimensions: apply one choice to a spec; false when it does not fit ---- */

typedef bool apply_fn(struct builder *m, struct spec *s, struct str name);

static const struct {
    const char *name;
    enum pool pool, whole;
} pools[] = {
    {"named", POOL_NAMED, POOL_NAMED},
    {"paid", POOL_NAMED_PAID, POOL_NAMED_PAID},
    {"row", POOL_ROW, POOL_NAMED},
    {"row_of_traffic", POOL_ROW, POOL_TRAFFIC},
    {"row_of_chart", POOL_ROW, POOL_CHART},
    {"chart", POOL_CHART, POOL_CHART},
    {"chart_paid", POOL_CHART_PAID, POOL_CHART_PAID},
    {"top", POOL_TOP, POOL_TOP},
    {"top10", POOL_TOP10, POOL_TOP10},
    {"traffic", POOL_TRAFFIC, POOL_TRAFFIC},
    {"named_of_traffic", POOL_NAMED, POOL_TRAFFIC},
    {"chart_of_traffic", POOL_CHART, POOL_TRAFFIC},
    {"top_of_traffic", POOL_TOP, POOL_TRAFFIC},
};

static bool apply_pool(struct builder *m, struct spec *s, struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(pools); i++)
        if (str_eqc(name, pools[i].name)) {
            s->q.pool = pools[i].pool;
            s->q.whole = pools[i].whole;
            s->pool_text = pools[i].name;
            return true;
        }
    (void)m;
    return false;
}

static bool apply_ratio(struct builder *m, struct spec *s, struct str name)
{
    (void)m;
    s->q.increase = str_eqc(name, "increase");
    s->extra_text = s->q.increase ? "increase" : s->extra_text;
    return true;
}

static bool apply_context(struct builder *m, struct spec *s, struct str name)
{
    (void)m;
    s->q.binary_k = str_eqc(name, "binary");
    s->extra_text = s->q.binary_k ? "binary_k" : s->extra_text;
    return true;
}

static bool apply_metric(struct builder *m, struct spec *s, struct str name)
{
    (void)m;
    s->q.metric = str_eqc(name, "output") ? METRIC_OUTPUT : METRIC_INPUT;
    return true;
}

static bool apply_zone(struct builder *m, struct spec *s, struct str name)
{
    (void)m;
    s->q.nth[0] = str_eqc(name, "beijing");
    s->extra_text = s->q.nth[0] ? "beijing_day" : "utc_day";
    return true;
}

/* Snapshot days that hold figures for the window: the last one that the writer
 * could know (else the first one after), and the newest. */
struct known {
    date_t then, newest;
};

static struct known known_days(struct builder *m, const struct span *w)
{
    date_t day = m->c->article_day;
    const date_t *days;
    struct known k = {DATE_NONE, DATE_NONE};
    size_t n = cache_vintages(m->c, w, &days);

    for (size_t i = 0; i < n; i++) {
        if (i == 0 || day == DATE_NONE || days[i] <= day)
            k.then = days[i];
        k.newest = days[i];
    }
    return k;
}

#define MANY_WINDOWS 2

static int then_prior(const struct builder *m)
{
    return tables_limit(&m->c->v->tables, "then_prior");
}

/* Only the wording's own reading is looked up as it was known then and as it is
 * known now; for a remoter one the figures of now are enough. */
static bool apply_vintage(struct builder *m, struct spec *s, struct str name)
{
    struct known k = known_days(m, &s->q.window);
    bool then = str_eqc(name, "then"), one = k.newest == k.then;

    if (m->b->windows.n > MANY_WINDOWS) { /* they differ by more than vintages do */
        s->q.vintage = DATE_NONE;
        s->vintage_text = NULL;
        return then;
    }
    s->vintage_text = one ? NULL : then ? "vintage_then" : "vintage_now";
    s->q.vintage = then && !one ? k.then : DATE_NONE;
    return one ? then : !then || s->is_default || s->prior >= then_prior(m);
}

static void vary(struct builder *m, const char *dimension, const char *const words[3],
                 apply_fn *apply)
{
    struct specs old = *m->out;
    struct choices row;

    tables_choices(&m->c->v->tables, dimension, words, &row);
    if (row.n == 0)
        return;
    m->out->n = 0;
    for (int i = 0; i < old.n; i++)
        for (int k = 0; k < row.n; k++) {
            struct spec s = old.v[i];

            if (apply(m, &s, row.v[k].name))
                push(m, &s, row.v[k].prior, row.v[k].is_default);
        }
}

/* ---- dimensions that are no table row of names ---- */

static void by_windows(struct builder *m)
{
    const struct windows *w = &m->b->windows;

    for (int i = 0; i < w->n; i++) {
        struct spec s = {.q = m->b->base, .prior = 100, .is_default = true};

        s.q.window = w->v[i].window;
        s.q.base = w->v[i].base;
        s.q.mean = w->v[i].mean;
        s.window_text = w->v[i].text;
        push(m, &s, w->v[i].prior, w->v[i].is_default);
    }
}

static void by_subjects(struct builder *m)
{
    struct specs old = *m->out;

    for (int i = 0; i < old.n; i++)
        for (int k = 0; k < m->b->n_alts; k++) {
            struct spec s = old.v[i];

            s.q.subject = m->b->alts[k];
            push(m, &s, 100, true);
        }
}

/* Each listed price of the two sides; the day's own are the default. */
static void by_listing(struct builder *m)
{
    struct specs old = *m->out;
    struct choices row;
    static const char *const words[3] = {"any", "any", "any"};

    tables_choices(&m->c->v->tables, "listing", words, &row);
    m->out->n = 0;
    for (int i = 0; i < old.n; i++) {
        struct listed a[LISTING_MAX], b[LISTING_MAX] = {{.on_day = true}};
        const struct query *q = &old.v[i].q;
        int na = q->subject.n == 1
                     ? listing_find(m->c, q->subject.ents[0], q->metric, q->window.to, a)
                     : 0;
        int nb = 1;

        if (q->has_object)
            nb = q->object.n == 1
                     ? listing_find(m->c, q->object.ents[0], q->metric, q->window.to, b)
                     : 0;
        for (int k = 0; k < na * (nb > 0 ? nb : 0); k++) {
            struct spec s = old.v[i];
            int x = k % na, y = k / na;
            bool on_day = (a[x].on_day || x == 0) && (b[y].on_day || y == 0);

            s.q.nth[0] = x;
            s.q.nth[1] = y;
            push(m, &s, on_day ? row.v[0].prior : row.v[row.n - 1].prior, on_day);
        }
    }
}

/* ---- all together ---- */

static const char *op_word(enum op op)
{
    if (op == OP_SHARE || op == OP_POINTS || op == OP_SHARE_GROWTH)
        return "share";
    if (op == OP_RANK || op == OP_COUNT_TOP)
        return "rank";
    if (op == OP_STREAK || op == OP_RECORD)
        return "weeks";
    return op == OP_LEVEL ? "level" : "change";
}

static const char *object_word(const struct query *q)
{
    if (!q->has_object)
        return "none";
    if (q->object.top >= 9)
        return "top10";
    return q->object.top > 0 ? "topn" : who_class(&q->object);
}

/* "of all traffic" leaves no doubt about the whole, "on OpenRouter" does. */
static bool says_all(struct builder *m)
{
    const struct vocab *words = rules_vocab(m->c->v->rules, "verify_all_words");
    const struct claim *cl = m->cl;
    uint32_t end = cl->object.end > cl->num_end ? cl->object.end : cl->end;
    struct str text = str_sub(m->c->doc->text, cl->num_end, end);

    for (size_t i = 0; words && i < words->n; i++)
        if (has_word(text, words->items[i].key))
            return true;
    return false;
}

static const char *whole_word(struct builder *m)
{
    const struct query *q = &m->b->base;
    const char *word = object_word(q);

    return strcmp(word, "platform") == 0 && says_all(m) ? "all" : word;
}

/* "Across all named models", "the nine that the chart names": the sentence says
 * which models are counted; that reading is then the wording's own. */
static void hint_pools(struct builder *m)
{
    const struct vocab *hints = rules_vocab(m->c->v->rules, "verify_pool_hints");
    const struct doc *d = m->c->doc;
    struct str s, hint = STR_NONE;
    bool any = false;

    if (m->cl->sentence >= d->sentences.n || m->b->base.subject.set != SET_COUNTRY)
        return;
    s = str_sub(d->text, d->sentences.p[m->cl->sentence].start,
                d->sentences.p[m->cl->sentence].end);
    for (size_t i = 0; hints && i < hints->n && !hint.n; i++)
        if (has_word(s, hints->items[i].key))
            hint = hints->items[i].value;
    for (int i = 0; i < m->out->n; i++)
        any |= hint.n && str_eqc(hint, m->out->v[i].pool_text);
    for (int i = 0; any && i < m->out->n; i++)
        m->out->v[i].is_default = str_eqc(hint, m->out->v[i].pool_text);
}

static void by_pools(struct builder *m)
{
    const char *op = op_word(m->b->base.op);
    const char *words[3] = {op, m->b->subject_class,
                            strcmp(op, "share") == 0 ? whole_word(m)
                                                     : m->b->period_class};

    vary(m, "pool", words, apply_pool);
}

static void order(struct specs *s)
{
    for (int i = 1; i < s->n; i++) { /* insertion: stable, short lists */
        struct spec x = s->v[i];
        int k = i;

        for (; k > 0 &&
               (s->v[k - 1].is_default < x.is_default ||
                (s->v[k - 1].is_default == x.is_default && s->v[k - 1].prior < x.prior));
             k--)
            s->v[k] = s->v[k - 1];
        s->v[k] = x;
    }
}

void specs_make(struct ctx *c, const struct claim *cl, const struct binding *b,
                struct specs *out)
{
    struct builder m = {c, cl, b, out};
    const char *words[3] = {cl->higher_than ? "higher" : "any", "any", "any"};
    enum op op = b->base.op;

    out->n = 0;
    by_windows(&m);
    if (b->n_alts)
        by_subjects(&m);
    if (is_token_op(op)) {
        by_pools(&m);
        hint_pools(&m);
        if (op != OP_STREAK && op != OP_RECORD) /* these look at many weeks */
            vary(&m, "vintage", words, apply_vintage);
    }
    if (op == OP_RATIO || op == OP_PRICE_RATIO)
        vary(&m, "ratio", words, apply_ratio);
    if (is_price_op(op) && firm_metric(c, cl) != REASON_NONE)
        vary(&m, "metric", words, apply_metric);
    if (is_price_op(op) || op == OP_CONTEXT)
        by_listing(&m);
    if (op == OP_CONTEXT)
        vary(&m, "context", words, apply_context);
    if (op == OP_DATE)
        vary(&m, "zone", words, apply_zone);
    order(out);
    if (out->n > c->v->tables.max_readings)
        out->n = c->v->tables.max_readings;
}

/* ---- words ---- */

static const char *window_words(struct ctx *c, const struct span *s)
{
    bool week = span_is_week(s) && date_weekday(s->from) == 0;
    struct slot slots[] = {{"span", show_span(c, s)}};
    const char *key = week               ? "window.week"
                      : span_is_week(s)  ? "window.seven_days"
                      : s->from == s->to ? "window.day"
                                         : "window.other";

    return tables_fill(c->a, tables_text(&c->v->tables, c->a, key), slots,
                       ARRAY_LEN(slots));
}

static void join(struct ctx *c, struct buf *b, const char *prefix, const char *key)
{
    if (!key)
        return;
    buf_addf(b, "%s%s", b->n ? ", " : "",
             tables_text(&c->v->tables, c->a, arena_printf(c->a, "%s%s", prefix, key)));
}

static bool is_listing(enum op op)
{
    return is_price_op(op) || op == OP_CONTEXT;
}

/* "listed 12-22 February 2026", "input price" */
static void listing_words(struct ctx *c, struct buf *b, const struct spec *s,
                          const struct row *listed)
{
    struct span seen = s->q.window;
    struct slot slots[] = {{"span", NULL}};

    if (s->q.op != OP_CONTEXT)
        join(c, b, "metric.", s->q.metric == METRIC_OUTPUT ? "output" : "input");
    if (listed)
        seen = (struct span){listed->from, listed->to};
    slots[0].value = show_span(c, &seen);
    buf_addf(
        b, "%s%s", b->n ? ", " : "",
        tables_fill(c->a, tables_text(&c->v->tables, c->a, "window.listed"), slots, 1));
}

const char *spec_definition(struct ctx *c, const struct spec *s, const struct row *listed)
{
    struct buf b;
    const char *text;

    buf_init(&b, 1024);
    join(c, &b, "pool.", s->pool_text);
    if (is_listing(s->q.op))
        listing_words(c, &b, s, listed);
    else if (s->q.op != OP_DATE && s->q.window.from != DATE_NONE)
        buf_addf(&b, "%s%s", b.n ? ", " : "", window_words(c, &s->q.window));
    if (s->q.base.from != DATE_NONE && s->q.op != OP_ORDER && !is_listing(s->q.op))
        buf_addf(&b, " against %s", window_words(c, &s->q.base));
    if (s->q.mean == 1 || s->q.mean == 7)
        join(c, &b, "mean.", s->q.mean == 1 ? "day" : "week");
    join(c, &b, "reading.", s->extra_text);
    join(c, &b, "reading.", s->vintage_text);
    text = arena_strdup(c->a, buf_str(&b));
    buf_release(&b);
    return text;
}
