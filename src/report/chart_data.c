/*
 * What the charts show: for usage, windows as long as the claimed one before
 * and after it; for a price, the times it was listed at each price.
 */
#include "report/chart.h"

#define WINDOWS_AFTER 4

static void take(struct chart *ch, const struct bar *b)
{
    if (ch->n == MAX_BARS) { /* the oldest goes */
        memmove(ch->bars, ch->bars + 1, (MAX_BARS - 1) * sizeof(ch->bars[0]));
        ch->n--;
    }
    ch->bars[ch->n++] = *b;
    if (!ch->top || rat_cmp(b->value, ch->top) > 0)
        ch->top = b->value;
}

static bool presentable(const struct chart *ch)
{
    return ch->n >= 2 && ch->top && rat_sgn(ch->top) > 0;
}

/* ---- usage ---- */

struct windows {
    struct html *h;
    struct usage_sel sel; /* of the claim */
    struct rats *p;
};

/* The k-th window after the claimed one: months by the calendar, else as long
 * as the claimed one. */
static struct usage_sel window(const struct windows *w, int k)
{
    struct usage_sel s = w->sel;
    struct ymd a = date_ymd(s.from), b = date_ymd(s.to);
    bool month = a.y == b.y && a.m == b.m && a.d == 1 && b.d == date_month_days(a.y, a.m);
    int days = w->sel.to - w->sel.from + 1;
    s.from = month ? date_add_months(w->sel.from, k) : w->sel.from + k * days;
    s.to = month ? date_add_months(w->sel.from, k + 1) - 1 : w->sel.to + k * days;
    return s;
}

static bool usage_of(const struct windows *w, int k, struct usage *u)
{
    struct usage_sel s = window(w, k);
    return store_usage(w->h->env->store, &s, w->h->a, w->p, u, NULL) == FOUND &&
           u->value.lo;
}

static void add_window(const struct windows *w, int k, struct chart *ch)
{
    struct usage u;
    struct usage_sel s = window(w, k);
    if (!usage_of(w, k, &u))
        return;
    if (ch->n == 0 && k != 0 && rat_sgn(u.value.lo) == 0)
        return; /* before its first day */
    take(ch, &(struct bar){s.from, s.to, u.value.lo, k == 0, u.days_covered < u.days});
}

static int windows_before(const struct windows *w)
{
    int days = w->sel.to - w->sel.from + 1;
    if (days > 31)
        return 5;
    return days > 7 ? 11 : 25;
}

static const char *series_name(struct html *h, const struct usage_sel *s)
{
    if (s->set == SET_ALL)
        return "all of them";
    return s->n_ents == 1
               ? s->ents[0]->name
               : arena_printf(h->a, "%s and %u more", s->ents[0]->name, s->n_ents - 1);
}

static bool claims_tokens(const struct claim *c)
{
    return c->kind == KIND_LEVEL && c->rate == RATE_NONE && c->num.value && c->unit &&
           strcmp(c->unit, "tokens") == 0 && rat_sgn(c->num.value) > 0;
}

bool chart_usage(struct html *h, size_t i, struct rats *p, struct chart *out)
{
    const struct judgement *j = fact_judgement(h->r, i);
    const struct claim *c = &h->r->claims->v.p[i];
    const struct usage_sel *sel = j->n_readings ? j->readings[0].sel : NULL;
    if (!sel || sel->from == DATE_NONE || sel->to < sel->from)
        return false;
    struct windows w = {h, *sel, p};
    date_t last = store_last_day(h->env->store);
    w.sel.vintage = DATE_NONE; /* one vintage for all windows, later ones too */
    for (int k = -windows_before(&w); k <= WINDOWS_AFTER; k++)
        if (k <= 0 || window(&w, k).to <= last)
            add_window(&w, k, out);
    out->claimed = claims_tokens(c) ? c->num.value : NULL;
    out->what = arena_printf(h->a, "Tokens on OpenRouter, %s", series_name(h, sel));
    out->column = "Tokens";
    return presentable(out);
}

/* ---- prices ---- */

/* Sources overlap; in the picture a price holds until the next one is seen. */
static void add_price(struct chart *ch, struct rats *p, const struct price *price,
                      bool output)
{
    const char *text = output ? price->output : price->input;
    int places, sig;
    rat v;
    if (!text || !rat_parse(p, str_c(text), &v, &places, &sig))
        return;
    struct bar *last = ch->n ? &ch->bars[ch->n - 1] : NULL;
    if (last && rat_cmp(last->value, v) == 0) {
        last->to = price->to > last->to ? price->to : last->to;
        return;
    }
    if (last && last->to >= price->from)
        last->to = price->from - 1;
    if (last && last->to < last->from)
        ch->n--;
    take(ch, &(struct bar){price->from, price->to, v, false, false});
}

static void mark_day(struct chart *ch, date_t day)
{
    for (int i = ch->n - 1; i >= 0; i--)
        if (ch->bars[i].from <= day) {
            ch->bars[i].here = day <= ch->bars[i].to;
            return;
        }
}

bool chart_price(struct html *h, size_t i, struct rats *p, struct chart *out)
{
    const struct claim *c = &h->r->claims->v.p[i];
    struct price *prices;
    size_t n;
    if (c->kind != KIND_PRICE || c->subject.n != 1 ||
        c->subject.ents[0]->type != ENT_MODEL || !c->measure || !c->num.value)
        return false;
    bool output = strcmp(c->measure, "price_output") == 0;
    if (store_prices(h->env->store, c->subject.ents[0], DATE_NONE, DATE_NONE, h->a,
                     &prices, &n, NULL) != FOUND)
        return false;
    date_t day =
        c->period.set && c->period.to != DATE_NONE ? c->period.to : h->r->doc->published;
    for (size_t k = 0; k < n; k++)
        add_price(out, p, &prices[k], output);
    mark_day(out, day);
    out->claimed = c->num.value;
    out->by_days = out->money = true;
    out->what = arena_printf(h->a, "%s price of %s", output ? "Output" : "Input",
                             c->subject.ents[0]->name);
    out->column = "USD per million tokens";
    return presentable(out);
}
