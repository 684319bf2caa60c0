/*
 * The series behind a claim as an inline SVG: windows as long as the claimed
 * one, before and after it; the claimed window is shaded, the claimed value a
 * line.  The same numbers stand in a table, for those who cannot see it.
 */
#include "report/html_parts.h"

#include "report/escape.h"

#define MAX_WINDOWS   32
#define WINDOWS_AFTER 4
#define PLOT_W        560
#define PLOT_H        140
#define PLOT_LEFT     60
#define PLOT_TOP      18
#define PLOT_BOTTOM   24

struct bar {
    date_t from, to;
    crat tokens; /* lower bound of the window's figure */
    bool claimed, partial;
};
struct chart {
    struct html *h;
    const struct claim *c;
    struct usage_sel sel;
    struct rats *rats;
    struct bar bars[MAX_WINDOWS];
    int n;
    crat top;     /* greatest value shown; > 0 */
    crat claimed; /* NULL: the claim is no amount of tokens */
};

/* The k-th window after the claimed one: months by the calendar, else as long
 * as the claimed one. */
static void shift(date_t from, date_t to, int k, date_t *f, date_t *t)
{
    struct ymd a = date_ymd(from), b = date_ymd(to);
    bool month = a.y == b.y && a.m == b.m && a.d == 1 && b.d == date_month_days(a.y, a.m);
    int days = to - from + 1;
    *f = month ? date_add_months(from, k) : from + k * days;
    *t = month ? date_add_months(from, k + 1) - 1 : to + k * days;
}

static bool add_bar(struct chart *ch, int k)
{
    struct usage u;
    struct usage_sel sel = ch->sel;
    shift(ch->sel.from, ch->sel.to, k, &sel.from, &sel.to);
    if (store_usage(ch->h->env->store, &sel, ch->h->a, ch->rats, &u, NULL) != FOUND ||
        !u.value.lo)
        return false;
    if (ch->n == 0 && k != 0 && rat_sgn(u.value.lo) == 0)
        return true; /* before its first day */
    ch->bars[ch->n++] = (struct bar){.from = sel.from,
                                     .to = sel.to,
                                     .tokens = u.value.lo,
                                     .claimed = k == 0,
                                     .partial = u.days_covered < u.days};
    if (!ch->top || rat_cmp(u.value.lo, ch->top) > 0)
        ch->top = u.value.lo;
    return true;
}

static int windows_before(const struct chart *ch)
{
    int days = ch->sel.to - ch->sel.from + 1;
    if (days > 31)
        return 5;
    return days > 7 ? 11 : 25;
}

/* The series, oldest first; false when there are not two windows to compare. */
static bool collect(struct chart *ch)
{
    int before = windows_before(ch), first = 0;
    date_t last = store_last_day(ch->h->env->store), from, to;
    while (first > -before && ch->n == 0) { /* how far back are there figures? */
        shift(ch->sel.from, ch->sel.to, first - 1, &from, &to);
        struct usage u;
        struct usage_sel sel = ch->sel;
        sel.from = from;
        sel.to = to;
        if (store_usage(ch->h->env->store, &sel, ch->h->a, ch->rats, &u, NULL) != FOUND)
            break;
        first--;
    }
    for (int k = first; k <= WINDOWS_AFTER && ch->n < MAX_WINDOWS; k++) {
        shift(ch->sel.from, ch->sel.to, k, &from, &to);
        if (k > 0 && to > last)
            break;
        add_bar(ch, k);
    }
    return ch->n >= 2 && ch->top && rat_sgn(ch->top) > 0;
}

static double height_of(const struct chart *ch, crat v)
{
    return mpq_get_d(v) / mpq_get_d(ch->top) * PLOT_H;
}

static void bars(struct chart *ch)
{
    struct buf *out = ch->h->out;
    double step = (double)PLOT_W / ch->n;
    for (int i = 0; i < ch->n; i++) {
        const struct bar *b = &ch->bars[i];
        double x = PLOT_LEFT + i * step, tall = height_of(ch, b->tokens);
        if (b->claimed)
            buf_addf(out,
                     "<rect class=\"span\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" "
                     "height=\"%d\"/>\n",
                     x, PLOT_TOP, step, PLOT_H);
        buf_addf(out,
                 "<rect class=\"bar%s%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                 "height=\"%.1f\"><title>",
                 b->claimed ? " here" : "", b->partial ? " part" : "", x + step * 0.12,
                 PLOT_TOP + PLOT_H - tall, step * 0.76, tall);
        html_text(ch->h, fact_days_human(ch->h->a, b->from, b->to));
        buf_addf(out, ": %s</title></rect>\n", rat_human(ch->h->a, b->tokens, 4));
    }
}

static void axis(struct chart *ch)
{
    struct buf *out = ch->h->out;
    int base = PLOT_TOP + PLOT_H;
    buf_addf(out, "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
             PLOT_LEFT, base, PLOT_LEFT + PLOT_W, base);
    buf_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
             PLOT_LEFT - 6, PLOT_TOP + 4, rat_human(ch->h->a, ch->top, 3));
    buf_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>\n", PLOT_LEFT - 6,
             base);
    buf_addf(out, "<text x=\"%d\" y=\"%d\">%s</text>\n", PLOT_LEFT, base + 16,
             fact_days_human(ch->h->a, ch->bars[0].from, ch->bars[0].from));
    buf_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
             PLOT_LEFT + PLOT_W, base + 16,
             fact_days_human(ch->h->a, ch->bars[ch->n - 1].to, ch->bars[ch->n - 1].to));
}

static void claimed_line(struct chart *ch)
{
    if (!ch->claimed)
        return;
    double y = PLOT_TOP + PLOT_H - height_of(ch, ch->claimed);
    buf_addf(ch->h->out,
             "<line class=\"claim\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>\n"
             "<text class=\"claim\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">claimed: "
             "%s</text>\n",
             PLOT_LEFT, y, PLOT_LEFT + PLOT_W, y, PLOT_LEFT + PLOT_W, y - 4,
             rat_human(ch->h->a, ch->claimed, 4));
}

static const char *series_name(const struct chart *ch)
{
    if (ch->sel.set == SET_ALL)
        return "all of them";
    return ch->sel.n_ents == 1 ? ch->sel.ents[0]->name
                               : arena_printf(ch->h->a, "%s and %u more",
                                              ch->sel.ents[0]->name, ch->sel.n_ents - 1);
}

static void svg(struct chart *ch, size_t i)
{
    struct buf *out = ch->h->out;
    size_t a = ch->h->index;
    buf_addf(out,
             "<svg role=\"img\" aria-labelledby=\"a%zus%zu\" viewBox=\"0 0 %d %d\">\n"
             "<title id=\"a%zus%zu\">",
             a, i + 1, PLOT_LEFT + PLOT_W + 10, PLOT_TOP + PLOT_H + PLOT_BOTTOM, a,
             i + 1);
    buf_addc(out, "Tokens over time, ");
    html_text(ch->h, series_name(ch));
    buf_addf(out, "; highest %s; the table below has the numbers</title>\n",
             rat_human(ch->h->a, ch->top, 4));
    bars(ch);
    axis(ch);
    claimed_line(ch);
    buf_addc(out, "</svg>\n");
}

static void table(struct chart *ch)
{
    struct buf *out = ch->h->out;
    buf_addc(out,
             "<details><summary>The chart’s numbers</summary>\n<div class=\"wide\" "
             "role=\"group\" aria-label=\"The chart’s numbers\" tabindex=\"0\"><table>\n"
             "<thead><tr><th scope=\"col\">Time</th><th scope=\"col\">Tokens</th></tr>"
             "</thead>\n<tbody>\n");
    for (int i = 0; i < ch->n; i++) {
        const struct bar *b = &ch->bars[i];
        buf_addf(out, "<tr%s><td>", b->claimed ? " class=\"here\"" : "");
        html_text(ch->h, fact_days_human(ch->h->a, b->from, b->to));
        buf_addf(out, "%s</td><td class=\"num\">%s</td></tr>\n",
                 b->partial ? " (not all days stored)" : "",
                 fact_grouped(ch->h->a, rat_decimal(ch->h->a, b->tokens)));
    }
    buf_addc(out, "</tbody>\n</table></div></details>\n");
}

static bool is_tokens(const struct claim *c)
{
    return c->num.value && c->unit && strcmp(c->unit, "tokens") == 0 &&
           rat_sgn(c->num.value) > 0;
}

void html_chart(struct html *h, size_t i)
{
    const struct judgement *j = fact_judgement(h->r, i);
    const struct usage_sel *sel = j->n_readings ? j->readings[0].sel : NULL;
    if (!h->env->store || !sel || sel->from == DATE_NONE || sel->to < sel->from)
        return;
    struct chart ch = {
        .h = h, .c = &h->r->claims->v.p[i], .sel = *sel, .rats = rats_new()};
    ch.sel.vintage = DATE_NONE; /* one vintage for all windows, later ones too */
    if (collect(&ch)) {
        if (is_tokens(ch.c) && ch.c->kind == KIND_LEVEL && ch.c->rate == RATE_NONE)
            ch.claimed = ch.c->num.value;
        if (ch.claimed && rat_cmp(ch.claimed, ch.top) > 0)
            ch.top = ch.claimed;
        /* right numbers need no picture at first sight */
        bool folded = j->verdict == VERDICT_SUPPORTED;
        if (folded)
            buf_addc(h->out, "<details><summary>Chart</summary>\n");
        buf_addc(h->out, "<figure>\n");
        svg(&ch, i);
        buf_addc(h->out, "<figcaption>Tokens on OpenRouter, ");
        html_text(h, series_name(&ch));
        buf_addc(h->out, "; the time of the claim is shaded</figcaption>\n</figure>\n");
        table(&ch);
        if (folded)
            buf_addc(h->out, "</details>\n");
    }
    rats_free(ch.rats);
}
