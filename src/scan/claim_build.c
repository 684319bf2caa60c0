/*
 * From a hit to a claim: the number in base units, the unit, the quote; what
 * the words around it leave open is bound by the bind_* files.
 */
#include "scan/extractor.h"

#define QUOTE_BEFORE 4 /* cells of the match kept before the number */
#define QUOTE_AFTER  8

static struct rats *pool(struct extractor *x)
{
    return x->out->rats;
}

static rat decimal(struct extractor *x, const char *s)
{
    rat out;
    int places, sig;
    if (!rat_parse(pool(x), str_c(s), &out, &places, &sig))
        BUG("rule value '%s' is no number", s);
    return out;
}

/* ---- numbers ---- */

static const struct tag *value_tag(const struct extractor *x, const struct hit *h)
{
    return h->value != NO_CELL ? x->sent.cells.v.p[h->value].tag : NULL;
}

static rat scaled(struct extractor *x, crat v, crat by)
{
    return v ? rat_mul(pool(x), v, by) : NULL;
}

static void scale_number(struct extractor *x, struct number *n, crat by)
{
    n->value = scaled(x, n->value, by);
    n->hi = scaled(x, n->hi, by);
    n->place = scaled(x, n->place, by);
    n->round = scaled(x, n->round, by);
}

static void negate(struct extractor *x, struct claim *c)
{
    if (c->num.value && rat_sgn(c->num.value) > 0)
        c->num.value = rat_neg(pool(x), c->num.value);
    if (c->num.hi && rat_sgn(c->num.hi) > 0)
        c->num.hi = rat_neg(pool(x), c->num.hi);
    c->falls = true;
}

static void set_number(struct extractor *x, const struct hit *h, struct claim *c)
{
    const struct tag *t = value_tag(x, h);
    if (t)
        c->num = t->num;
    else
        c->num.form = FORM_NONE;
    if (h->rule->value) {
        c->num.value = decimal(x, h->rule->value);
        c->num.form = c->kind == KIND_RANK    ? FORM_ORDINAL
                      : c->kind == KIND_SHARE ? FORM_FRACTION
                                              : FORM_WORDS;
    }
    if (h->rule->value_hi)
        c->num.hi = decimal(x, h->rule->value_hi);
    if (t)
        c->rate = t->rate;
}

/* A fraction of something is said in percent: "a third" is 33.3. */
static void fraction_to_percent(struct extractor *x, const struct hit *h, struct claim *c)
{
    const struct tag *t = value_tag(x, h);
    bool percent = c->kind == KIND_SHARE || c->kind == KIND_GROWTH;
    if (t && t->type == TAG_FRACTION && c->kind == KIND_COUNT && x->top_rank)
        scale_number(x, &c->num,
                     rat_i64(pool(x), x->top_rank)); /* "7/10 of the top 10" */
    if (!t || !percent || t->type == TAG_PERCENT || !c->num.value)
        return;
    if (mpq_cmp_si(c->num.value, 1, 1) <= 0)
        scale_number(x, &c->num, rat_i64(pool(x), 100));
}

/* A growth printed with its sign, "-20%", falls by itself. */
static void set_sign(struct extractor *x, const struct hit *h, struct claim *c)
{
    bool change = c->kind == KIND_GROWTH || c->kind == KIND_DIFFERENCE;
    if (h->rule->falls && change)
        negate(x, c);
    else if (change && c->num.value && rat_sgn(c->num.value) < 0)
        c->falls = true;
}

/* "the top three positions": a place from 1 to 3. */
static void set_group_rank(struct extractor *x, const struct hit *h, struct claim *c)
{
    if (c->kind != KIND_RANK || !h->rule->value || h->rule->value_hi || !x->top_rank)
        return;
    c->num.hi = rat_i64(pool(x), x->top_rank);
}

static const char *unit_of(const struct hit *h, const struct tag *t, enum claim_kind k)
{
    static const char *const by_kind[] = {
        [KIND_SHARE] = "percent", [KIND_MULTIPLE] = "x", [KIND_RANK] = "rank",
        [KIND_PRICE_RATIO] = "x", [KIND_DATE] = "date",  [KIND_CONTEXT_LENGTH] = "tokens",
        [KIND_OTHER] = NULL,
    };
    if (h->rule->unit)
        return h->rule->unit;
    bool percent = t && t->type == TAG_PERCENT;
    if (k == KIND_PRICE_RATIO && percent)
        return "percent";
    if (k < (enum claim_kind)ARRAY_LEN(by_kind) && by_kind[k])
        return by_kind[k];
    if (k == KIND_PRICE && t && t->unit)
        return !strcmp(t->unit, "usd")   ? "usd_per_mtok"
               : !strcmp(t->unit, "cny") ? "cny_per_mtok"
                                         : t->unit;
    if (k == KIND_GROWTH)
        return t && t->unit && !strcmp(t->unit, "points") ? "points" : "percent";
    if (t && t->unit)
        return t->unit;
    if (k == KIND_LEVEL || k == KIND_DIFFERENCE)
        return "tokens";
    return k == KIND_COUNT ? "models" : "";
}

/* ---- quote ---- */

static void set_quote(const struct extractor *x, const struct hit *h, struct claim *c)
{
    const struct cells *cells = &x->sent.cells;
    size_t from = h->from, to = h->to;
    if (h->part[PART_QUOTE].from != NO_CELL) {
        from = h->part[PART_QUOTE].from;
        to = h->part[PART_QUOTE].to;
    } else if (h->value != NO_CELL) {
        if (h->value - from > QUOTE_BEFORE)
            from = h->value - QUOTE_BEFORE;
        if (to - h->value > QUOTE_AFTER)
            to = h->value + QUOTE_AFTER;
    }
    while (to > from + 1 && (cells->v.p[to - 1].mark == CELL_STOP ||
                             cells->v.p[to - 1].mark == CELL_COMMA))
        to--;
    while (from + 1 < to &&
           (cells->v.p[from].mark == CELL_STOP || cells->v.p[from].mark == CELL_COMMA))
        from++;
    c->start = cells->v.p[from].start;
    c->end = cells->v.p[to - 1].end;
    const struct tag *t = value_tag(x, h);
    c->num_start = t ? t->start : c->start;
    c->num_end = t ? t->end : c->end;
}

/* ---- dates and ranks ---- */

static bool set_date(struct extractor *x, const struct hit *h, struct claim *c)
{
    c->date = DATE_NONE;
    if (c->kind != KIND_DATE)
        return true;
    for (size_t k = h->from; k < h->to; k++) {
        const struct tag *t = x->sent.cells.v.p[k].tag;
        if (!t || x->sent.cells.v.p[k].mark != CELL_PERIOD ||
            t->period.from == DATE_NONE || t->period.type != PERIOD_DAY)
            continue;
        c->date = t->period.from;
        c->num_start = t->start;
        c->num_end = t->end;
        c->num.form = FORM_NONE;
        return true;
    }
    return false;
}

/* The size of a top group within the match: "top three positions". */
static int top_of(const struct extractor *x, const struct hit *h)
{
    struct cell_span part = h->part[PART_TOP];
    if (part.from != NO_CELL) {
        const struct tag *t = x->sent.cells.v.p[part.from].tag;
        return t && t->num.value ? (int)mpz_get_si(mpq_numref(t->num.value)) : 0;
    }
    for (size_t k = h->from; k < h->to; k++)
        if (x->sent.cells.v.p[k].tag && x->sent.cells.v.p[k].tag->top)
            return x->sent.cells.v.p[k].tag->top;
    return 0;
}

static void set_rank(struct extractor *x, const struct hit *h, struct claim *c)
{
    x->top_rank = top_of(x, h);
    if (c->kind == KIND_COUNT)
        c->out_of = x->top_rank;
    set_group_rank(x, h, c);
    if (!h->rule->follows)
        return;
    for (size_t i = x->out->v.n; i-- > 0;) {
        const struct claim *o = &x->out->v.p[i];
        if (o->sentence != x->sent.index)
            break;
        if (o->kind == KIND_RANK && o->num.value) {
            c->num.value = rat_add(pool(x), o->num.value, decimal(x, "1"));
            return;
        }
    }
    c->num.value = NULL;
}

static bool in_ignored(const struct doc *d, const struct claim *c, struct str *why)
{
    for (size_t i = 0; i < d->ignored.n; i++)
        if (c->start >= d->ignored.p[i].start && c->start < d->ignored.p[i].end) {
            *why = d->ignored.p[i].why;
            return true;
        }
    return false;
}

/* "gained 20 percent, the latter 16 percent": the second is what the first
 * was. */
static const struct claim *last_alike(const struct extractor *x, const struct hit *h)
{
    if (!h->rule->like_last || !x->out->v.n || h->value == NO_CELL)
        return NULL;
    const struct claim *c = &x->out->v.p[x->out->v.n - 1];
    const struct tag *t = value_tag(x, h);
    enum tag_type was = x->last_type;
    return c->sentence == x->sent.index && x->sent.row.from == NO_CELL && was == t->type
               ? c
               : NULL;
}

bool claim_build(struct extractor *x, const struct hit *h, struct claim *c)
{
    const struct claim *last = last_alike(x, h);
    memset(c, 0, sizeof(*c));
    c->kind = last ? last->kind : (enum claim_kind)h->kind;
    c->rule = h->rule->id;
    c->sentence = x->sent.index;
    c->confidence = h->rule->confidence;
    c->higher_than = h->rule->higher_than;
    set_quote(x, h, c);
    if (!set_date(x, h, c))
        return false;
    set_number(x, h, c);
    set_rank(x, h, c);
    if (h->rule->follows && !c->num.value)
        return false;
    fraction_to_percent(x, h, c);
    set_sign(x, h, c);
    if (last && last->falls && last->kind == KIND_GROWTH)
        negate(x, c);
    x->last_type = value_tag(x, h) ? value_tag(x, h)->type : TAG_WORD;
    c->unit = unit_of(h, value_tag(x, h), c->kind);
    bind_hedge(x, h, c);
    bind_rate(x, h, c);
    bind_measure(x, h, c);
    bind_subject(x, h, c);
    bind_object(x, h, c);
    bind_period(x, h, c);
    bind_attribution(x, c);
    bind_modality(x, h, c);
    c->ignored = in_ignored(x->doc, c, &c->ignored_why);
    return true;
}
