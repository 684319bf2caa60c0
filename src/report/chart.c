/*
 * Draws a chart as an inline SVG: the time of the claim is shaded, the claimed
 * value a line.  The same numbers stand in a table, for those who cannot see
 * it.  All sizes are in the SVG's own units.
 */
#include "report/chart.h"

#include "report/escape.h"

#define PLOT_W      560
#define PLOT_H      140
#define PLOT_LEFT   60
#define PLOT_TOP    18
#define PLOT_BOTTOM 24

static const char *shown(const struct html *h, const struct chart *ch, crat v)
{
    return ch->money ? arena_printf(h->a, "$%s", rat_decimal(h->a, v))
                     : rat_human(h->a, v, 4);
}

static double height_of(const struct chart *ch, crat v)
{
    return mpq_get_d(v) / mpq_get_d(ch->top) * PLOT_H;
}

/* Left edge of bar i; of bar n: the right edge of the last one. */
static double left_of(const struct chart *ch, int i)
{
    if (!ch->by_days)
        return PLOT_LEFT + (double)PLOT_W * i / ch->n;
    date_t first = ch->bars[0].from, end = ch->bars[ch->n - 1].to + 1;
    date_t day = i < ch->n ? ch->bars[i].from : end;
    return PLOT_LEFT + (double)PLOT_W * (day - first) / (end - first);
}

static void bars(struct html *h, const struct chart *ch)
{
    for (int i = 0; i < ch->n; i++) {
        const struct bar *b = &ch->bars[i];
        double x = left_of(ch, i), step = left_of(ch, i + 1) - x;
        double gap = ch->by_days ? 0.5 : step * 0.12, tall = height_of(ch, b->value);
        double width = step > 2 * gap + 1 ? step - 2 * gap : 1;
        if (b->here)
            buf_addf(h->out,
                     "<rect class=\"span\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" "
                     "height=\"%d\"/>\n",
                     x, PLOT_TOP, step, PLOT_H);
        buf_addf(h->out,
                 "<rect class=\"bar%s%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                 "height=\"%.1f\"><title>",
                 b->here ? " here" : "", b->partial ? " part" : "", x + gap,
                 PLOT_TOP + PLOT_H - tall, width, tall);
        html_text(h, fact_days_human(h->a, b->from, b->to));
        buf_addf(h->out, ": %s</title></rect>\n", shown(h, ch, b->value));
    }
}

static void label(struct html *h, int x, int y, bool end, const char *text)
{
    buf_addf(h->out, "<text x=\"%d\" y=\"%d\"%s>%s</text>\n", x, y,
             end ? " text-anchor=\"end\"" : "", text);
}

static void axis(struct html *h, const struct chart *ch)
{
    int base = PLOT_TOP + PLOT_H, right = PLOT_LEFT + PLOT_W;
    date_t first = ch->bars[0].from, last = ch->bars[ch->n - 1].to;
    buf_addf(h->out, "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
             PLOT_LEFT, base, right, base);
    label(h, PLOT_LEFT - 6, PLOT_TOP + 4, true, shown(h, ch, ch->top));
    label(h, PLOT_LEFT - 6, base, true, "0");
    label(h, PLOT_LEFT, base + 16, false, fact_days_human(h->a, first, first));
    label(h, right, base + 16, true, fact_days_human(h->a, last, last));
}

static void claimed_line(struct html *h, const struct chart *ch)
{
    if (!ch->claimed)
        return;
    double y = PLOT_TOP + PLOT_H - height_of(ch, ch->claimed);
    buf_addf(h->out,
             "<line class=\"claim\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>\n"
             "<text class=\"claim\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">"
             "claimed: %s</text>\n",
             PLOT_LEFT, y, PLOT_LEFT + PLOT_W, y, PLOT_LEFT + PLOT_W, y - 4,
             shown(h, ch, ch->claimed));
}

static void svg(struct html *h, const struct chart *ch, size_t i)
{
    buf_addf(h->out,
             "<svg role=\"img\" aria-labelledby=\"a%zus%zu\" viewBox=\"0 0 %d %d\">\n"
             "<title id=\"a%zus%zu\">",
             h->index, i + 1, PLOT_LEFT + PLOT_W + 10, PLOT_TOP + PLOT_H + PLOT_BOTTOM,
             h->index, i + 1);
    html_text(h, ch->what);
    buf_addf(h->out, ", over time; highest %s; the table below has the numbers</title>\n",
             shown(h, ch, ch->top));
    bars(h, ch);
    axis(h, ch);
    claimed_line(h, ch);
    buf_addc(h->out, "</svg>\n");
}

static void table(struct html *h, const struct chart *ch)
{
    buf_addf(h->out,
             "<details><summary>The chart’s numbers</summary>\n<div class=\"wide\" "
             "role=\"group\" aria-label=\"The chart’s numbers\" tabindex=\"0\"><table>\n"
             "<thead><tr><th scope=\"col\">Time</th><th scope=\"col\">%s</th></tr>"
             "</thead>\n<tbody>\n",
             ch->column);
    for (int i = 0; i < ch->n; i++) {
        const struct bar *b = &ch->bars[i];
        buf_addf(h->out, "<tr%s><td>", b->here ? " class=\"here\"" : "");
        html_text(h, fact_days_human(h->a, b->from, b->to));
        buf_addf(h->out, "%s</td><td class=\"num\">%s</td></tr>\n",
                 b->partial ? " (not all days stored)" : "",
                 fact_grouped(h->a, rat_decimal(h->a, b->value)));
    }
    buf_addc(h->out, "</tbody>\n</table></div></details>\n");
}

static void figure(struct html *h, const struct chart *ch, size_t i)
{
    /* right numbers need no picture at first sight */
    bool folded = fact_judgement(h->r, i)->verdict == VERDICT_SUPPORTED;
    if (folded)
        buf_addc(h->out, "<details><summary>Chart</summary>\n");
    buf_addc(h->out, "<figure>\n");
    svg(h, ch, i);
    buf_addc(h->out, "<figcaption>");
    html_text(h, ch->what);
    buf_addc(h->out, "; the time of the claim is shaded</figcaption>\n</figure>\n");
    table(h, ch);
    if (folded)
        buf_addc(h->out, "</details>\n");
}

void html_chart(struct html *h, size_t i)
{
    if (!h->env->store)
        return;
    struct chart ch = {0}, price = {0};
    struct rats *p = rats_new();
    bool any = chart_usage(h, i, p, &ch);
    if (!any && chart_price(h, i, p, &price)) {
        ch = price;
        any = true;
    }
    if (any) {
        if (ch.claimed && rat_cmp(ch.claimed, ch.top) > 0)
            ch.top = ch.claimed;
        figure(h, &ch, i);
    }
    rats_free(p);
}
