/*
 * The card of a claim: verdict, sum, better wording, chart, and folded away
 * the readings and the rows behind them.
 */
#include "report/html_parts.h"

#include "report/escape.h"

static void para(struct html *h, const char *class, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    buf_addf(h->out, "<p class=\"%s\">", class);
    if (label)
        buf_addf(h->out, "<b>%s</b> ", label);
    html_text(h, text);
    buf_addc(h->out, "</p>\n");
}

static void heading(struct html *h, size_t i)
{
    const struct claim *c = &h->r->claims->v.p[i];
    const struct judgement *j = fact_judgement(h->r, i);
    struct position p = doc_position(h->r->doc, c->start, c->end);
    buf_addf(h->out, "<h4 id=\"a%zuh%zu\">", h->index, i + 1);
    if (j)
        buf_addf(
            h->out,
            "<span class=\"verdict\"><span class=\"sym\" aria-hidden=\"true\">%s</span> "
            "%s</span> ",
            verdict_symbol(j->verdict), html_verdict_word(j->verdict));
    buf_addc(h->out, "<q>");
    escape_html(h->out, fact_quote(h->r, c));
    buf_addc(h->out, "</q></h4>\n<p class=\"meta\">");
    if (h->mark[i])
        buf_addf(h->out, "<a href=\"#a%zum%u\">line %u</a>", h->index, h->mark[i],
                 p.line);
    else
        buf_addf(h->out, "line %u", p.line);
    if (j && j->reason != REASON_NONE) {
        buf_addc(h->out, " · ");
        html_text(h, fact_reason(j->reason));
    }
    if (j && j->deviation) {
        buf_addf(h->out, " · %s by ",
                 j->direction ? direction_name(j->direction) : "off");
        html_text(h, j->deviation + strspn(j->deviation, "+-"));
    }
    if (fact_suppressed(h->r, i)) {
        buf_addf(h->out, " · accepted by %s", h->r->suppressed[i].by);
        if (h->r->suppressed[i].why.n)
            buf_addc(h->out, ": ");
        escape_html(h->out, h->r->suppressed[i].why);
    }
    buf_addc(h->out, "</p>\n");
}

static void sum(struct html *h, const struct reading *g)
{
    const char *formula = g->formula && *g->formula ? g->formula : g->shown;
    if (!formula || !*formula)
        return;
    buf_addc(h->out, "<p class=\"sum\"><code>");
    html_text(h, formula);
    buf_addc(h->out, "</code>");
    if (g->definition && *g->definition) {
        buf_addc(h->out, " <span class=\"def\">");
        html_text(h, g->definition);
        buf_addc(h->out, "</span>");
    }
    buf_addc(h->out, "</p>\n");
}

/* More than the bare result, which the explanation names. */
static bool is_sum(const struct reading *g)
{
    return g->formula && g->shown && strcmp(g->formula, g->shown) != 0;
}

static const char *snapshot_day(struct html *h, int64_t id)
{
    struct snapshot s;
    if (!h->env->store || store_snapshot(h->env->store, id, h->a, &s, NULL) != FOUND)
        return NULL;
    return s.as_of;
}

static void evidence(struct html *h, const struct reading *g)
{
    if (!g->evidence.n)
        return;
    buf_addf(h->out,
             "<details><summary>Figures behind it (%zu)</summary>\n<div class=\"wide\" "
             "role=\"group\" aria-label=\"Figures\" tabindex=\"0\"><table>\n<thead><tr>"
             "<th scope=\"col\">Series</th><th scope=\"col\">Time</th>"
             "<th scope=\"col\">Figure</th><th scope=\"col\">As "
             "of</th></tr></thead>\n<tbody>\n",
             g->evidence.total);
    for (size_t i = 0; i < g->evidence.n; i++) {
        const struct row *row = &g->evidence.v[i];
        buf_addc(h->out, "<tr><td>");
        html_text(h, row->series);
        buf_addc(h->out, "</td><td>");
        html_text(h, fact_days_human(h->a, row->from, row->to));
        buf_addc(h->out, "</td><td class=\"num\">");
        html_text(h, fact_grouped(h->a, row->value));
        buf_addc(h->out, "</td><td>");
        html_text(h, snapshot_day(h, row->snapshot));
        buf_addc(h->out, "</td></tr>\n");
    }
    if (g->evidence.total > g->evidence.n)
        buf_addf(h->out, "<tr><td colspan=\"4\">and %zu more</td></tr>\n",
                 g->evidence.total - g->evidence.n);
    buf_addc(h->out, "</tbody>\n</table></div></details>\n");
}

static void other_readings(struct html *h, const struct judgement *j)
{
    if (j->n_readings < 2)
        return;
    buf_addf(h->out,
             "<details%s><summary>%u readings tried</summary>\n<ul class=\"readings\">\n",
             j->verdict == VERDICT_AMBIGUOUS ? " open" : "", j->n_readings);
    for (uint32_t i = 0; i < j->n_readings; i++) {
        const struct reading *g = &j->readings[i];
        buf_addf(h->out,
                 "<li><span class=\"verdict %s\"><span class=\"sym\" "
                 "aria-hidden=\"true\">%s</span> %s</span>%s ",
                 verdict_name(g->verdict), verdict_symbol(g->verdict),
                 html_verdict_word(g->verdict), g->is_default ? " (as worded)" : "");
        sum(h, g);
        buf_addc(h->out, "</li>\n");
    }
    buf_addc(h->out, "</ul></details>\n");
}

static void judged(struct html *h, size_t i, const struct judgement *j)
{
    if (j->verdict != VERDICT_INSUFFICIENT || j->reason == REASON_NONE)
        para(h, "explain", NULL, j->explanation);
    if (j->n_readings && is_sum(&j->readings[0]))
        sum(h, &j->readings[0]);
    bool said = j->internal.formula && j->explanation &&
                j->verdict != VERDICT_INSUFFICIENT &&
                strstr(j->explanation, j->internal.formula);
    if (j->internal.status != INTERNAL_NONE && !said)
        para(h, j->internal.status == INTERNAL_INCONSISTENT ? "clash" : "fits",
             j->internal.status == INTERNAL_INCONSISTENT
                 ? "Does not fit the article’s own figures:"
                 : "Fits the article’s own figures:",
             j->internal.formula);
    para(h, "cause", "Likely cause:", fact_cause(h->a, j));
    para(h, "better", "Better:", j->suggestion);
    for (uint32_t k = 0; k < j->n_flags; k++)
        para(h, "flag", "Note:", j->flags[k].text);
    html_chart(h, i);
    if (j->n_readings)
        evidence(h, &j->readings[0]);
    other_readings(h, j);
}

void html_card(struct html *h, size_t i)
{
    const struct judgement *j = fact_judgement(h->r, i);
    const char *v = j ? verdict_name(j->verdict) : "plain";
    buf_addf(h->out,
             "<article class=\"card %s\" id=\"a%zuc%zu\" data-v=\"%s\" "
             "aria-labelledby=\"a%zuh%zu\" tabindex=\"-1\">\n",
             fact_suppressed(h->r, i) ? "accepted" : v, h->index, i + 1, v, h->index,
             i + 1);
    heading(h, i);
    if (j)
        judged(h, i, j);
    if (!j || j->verdict != VERDICT_INSUFFICIENT)
        para(h, "rule", NULL, h->r->claims->v.p[i].rule);
    buf_addc(h->out, "</article>\n");
}
