/*
 * The report for people: sentence by sentence the article's own words, under
 * them each claim with its verdict, the sum, the row behind it and the better
 * wording.  What needs no attention takes two lines, what does takes more.
 */
#include "report/text.h"

#include "report/escape.h"
#include "report/facts.h"
#include "report/wrap.h"

#define CLAIM_INDENT 2
#define BODY_INDENT  4
#define MAX_SENTENCE 400 /* bytes of a sentence that are shown around the claims */

struct text {
    const struct report_env *env;
    const struct article_report *r;
    struct page page;
    struct arena *a;
    struct buf line; /* one paragraph under way */
};

static const char *const colors[N_VERDICTS] = {"32", "36", "1;31", "1;33", "2"};
static const char *const words[N_VERDICTS] = {"supported", "close", "contradicted",
                                              "ambiguous", "not checked"};

/* ---- paragraphs ---- */

static void add(struct text *t, struct str s)
{
    escape_term(&t->line, s);
}

static void addc(struct text *t, const char *s)
{
    escape_term(&t->line, str_c(s));
}

static void flush(struct text *t, int at, int indent)
{
    page_para(&t->page, at, indent, buf_str(&t->line));
    buf_clear(&t->line);
}

/* "label text" under a claim; nothing without text. */
static void labelled(struct text *t, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    buf_addf(t->page.out, "%*s", BODY_INDENT, "");
    page_sgr(&t->page, "2");
    buf_addf(t->page.out, "%-6s", label);
    page_sgr(&t->page, "");
    addc(t, text);
    flush(t, BODY_INDENT + 6, BODY_INDENT + 6);
}

/* ---- the sentence ---- */

/* The claims i.. of one sentence stand in a row; returns behind the last. */
static size_t same_sentence(const struct text *t, const uint32_t *order, size_t i)
{
    const struct claim *v = t->r->claims->v.p;
    size_t end = i + 1;
    while (end < t->r->claims->v.n && v[order[end]].sentence == v[order[i]].sentence)
        end++;
    return end;
}

/* Window of a long sentence around its claims, at spaces. */
static struct str window(struct str text, uint32_t from, uint32_t to, uint32_t first,
                         uint32_t last)
{
    uint32_t room = MAX_SENTENCE / 3;
    uint32_t a = first > from + room ? first - room : from;
    uint32_t b = last + room < to ? last + room : to;
    while (a > from && a < first && text.p[a - 1] != ' ')
        a++;
    while (b < to && b > last && text.p[b] != ' ')
        b--;
    return str_sub(text, a, b);
}

static void emphasised(struct text *t, struct str shown, const uint32_t *order, size_t i,
                       size_t end)
{
    struct str text = t->r->doc->text;
    uint32_t at = (uint32_t)(shown.p - text.p), stop = at + (uint32_t)shown.n;
    if (!t->page.color) { /* marks of our own would look like the article's */
        add(t, shown);
        return;
    }
    for (; i < end; i++) {
        const struct claim *c = &t->r->claims->v.p[order[i]];
        if (c->start < at || c->end > stop)
            continue;
        add(t, str_sub(text, at, c->start));
        buf_addc(&t->line, EMPH_ON);
        add(t, str_sub(text, c->start, c->end));
        buf_addc(&t->line, EMPH_OFF);
        at = c->end;
    }
    add(t, str_sub(text, at, stop));
}

static void sentence(struct text *t, const uint32_t *order, size_t i, size_t end)
{
    const struct doc *d = t->r->doc;
    const struct claim *v = t->r->claims->v.p;
    uint32_t first = v[order[i]].start, last = v[order[i]].end;
    for (size_t k = i; k < end; k++) {
        first = v[order[k]].start < first ? v[order[k]].start : first;
        last = v[order[k]].end > last ? v[order[k]].end : last;
    }
    struct str whole = fact_sentence(t->r, &v[order[i]]), shown = whole;
    uint32_t from = (uint32_t)(whole.p - d->text.p), to = from + (uint32_t)whole.n;
    if (whole.n > MAX_SENTENCE)
        shown = window(d->text, from, to, first, last);
    int line = (int)doc_position(d, first, last).line;
    char number[16];
    int width = snprintf(number, sizeof(number), "%d", line);
    buf_addch(t->page.out, '\n');
    page_sgr(&t->page, "2");
    buf_addf(t->page.out, "%s", number);
    page_sgr(&t->page, "");
    buf_addc(&t->line, shown.p > whole.p ? "“… " : "“");
    emphasised(t, shown, order, i, end);
    buf_addc(&t->line, shown.p + shown.n < whole.p + whole.n ? " …”" : "”");
    flush(t, width, width + 2 > 5 ? width + 2 : 5);
}

/* ---- one claim ---- */

static const struct reading *first_reading(const struct judgement *j)
{
    return j->n_readings ? &j->readings[0] : NULL;
}

static void headline(struct text *t, const struct claim *c, const struct judgement *j,
                     const struct suppression *s)
{
    int width = 2 + 2 + 13;
    buf_addf(t->page.out, "%*s", CLAIM_INDENT, "");
    page_sgr(&t->page, colors[j->verdict]);
    buf_addf(t->page.out, "%s %-13s", verdict_symbol(j->verdict), words[j->verdict]);
    page_sgr(&t->page, "");
    add(t, fact_quote(t->r, c));
    if (j->verdict == VERDICT_INSUFFICIENT)
        buf_addf(&t->line, " — %s", fact_reason(j->reason));
    if (j->deviation && j->verdict == VERDICT_CONTRADICTED) {
        buf_addf(&t->line, " — %s by ",
                 j->direction ? direction_name(j->direction) : "off");
        addc(t, j->deviation + strspn(j->deviation, "+-"));
    }
    if (c->duplicate_of)
        buf_addf(&t->line, " (said before)");
    if (s && s->by)
        buf_addf(&t->line, " (accepted: %s)", s->by);
    flush(t, width, width);
}

static const char *as_of_snapshot(struct text *t, int64_t id)
{
    struct snapshot s;
    if (!t->env->store || store_snapshot(t->env->store, id, t->a, &s, NULL) != FOUND)
        return "";
    return s.as_of ? s.as_of : "";
}

static void evidence(struct text *t, const struct reading *g, size_t max)
{
    for (size_t i = 0; i < g->evidence.n && i < max; i++) {
        const struct row *row = &g->evidence.v[i];
        const char *as_of = as_of_snapshot(t, row->snapshot);
        size_t more = i + 1 == max ? g->evidence.total - max : 0;
        const char *rest = !more       ? ""
                           : more == 1 ? " and 1 more row"
                                       : arena_printf(t->a, " and %zu more rows", more);
        labelled(t, "data",
                 arena_printf(t->a, "%s, %s: %s%s%s%s%s", row->series,
                              fact_days_human(t->a, row->from, row->to),
                              fact_grouped(t->a, row->value), rest,
                              *as_of ? " (as of " : "", as_of, *as_of ? ")" : ""));
    }
}

static void reading(struct text *t, const struct judgement *j, const struct reading *g,
                    bool first)
{
    const char *formula = g->formula && *g->formula ? g->formula : g->shown;
    const char *label = first ? "sum" : "or";
    if (!formula || !*formula)
        return;
    if (!first || j->verdict == VERDICT_AMBIGUOUS)
        formula = arena_printf(t->a, "%s %s", verdict_symbol(g->verdict), formula);
    labelled(t, label,
             g->definition && *g->definition
                 ? arena_printf(t->a, "%s  (%s)", formula, g->definition)
                 : formula);
    evidence(t, g, t->env->verbose ? 32 : 1);
}

static bool talks(enum verdict v)
{
    return v == VERDICT_CONTRADICTED || v == VERDICT_AMBIGUOUS || v == VERDICT_CLOSE;
}

/* Beside the one that fits: the reading the words name, or else one that does
 * not fit. */
static const struct reading *counter_reading(const struct judgement *j)
{
    for (uint32_t i = 1; i < j->n_readings; i++)
        if (j->readings[i].is_default)
            return &j->readings[i];
    for (uint32_t i = 1; i < j->n_readings; i++)
        if (j->readings[i].verdict != j->readings[0].verdict)
            return &j->readings[i];
    return NULL;
}

/* Figures that did not decide are shown where they nearly did. */
static bool undecided(const struct judgement *j)
{
    return j->verdict == VERDICT_INSUFFICIENT && j->reason != REASON_DATA_STRADDLES &&
           j->reason != REASON_PARTIAL_PERIOD;
}

static void readings(struct text *t, const struct judgement *j)
{
    const struct reading *other =
        j->verdict == VERDICT_AMBIGUOUS ? counter_reading(j) : NULL;
    if (t->env->verbose) {
        for (uint32_t i = 0; i < j->n_readings; i++)
            reading(t, j, &j->readings[i], i == 0);
        return;
    }
    if (undecided(j))
        return;
    reading(t, j, &j->readings[0], true);
    if (other)
        reading(t, j, other, false);
    if (j->n_readings > 1 && talks(j->verdict))
        labelled(
            t, "",
            arena_printf(t->a, "%u readings tried; --verbose shows all", j->n_readings));
}

static void internal(struct text *t, const struct internal *in)
{
    if (in->status == INTERNAL_NONE ||
        (in->status == INTERNAL_CONSISTENT && !t->env->verbose))
        return;
    const char *what = in->status == INTERNAL_CONSISTENT
                           ? "fits the article's own figures: "
                           : "does not fit the article's own figures: ";
    labelled(t, in->status == INTERNAL_CONSISTENT ? "own" : "clash",
             arena_printf(t->a, "%s%s", what, in->formula ? in->formula : ""));
}

static void allowed(struct text *t, const struct judgement *j)
{
    const struct interval *c = &j->allowed;
    if (!t->env->verbose || (!c->lo && !c->hi))
        return;
    const char *lo = c->lo ? rat_decimal(t->a, c->lo) : "−∞";
    const char *hi = c->hi ? rat_decimal(t->a, c->hi) : "∞";
    labelled(t, "means",
             arena_printf(t->a, "%c%s, %s%c", c->lo_closed ? '[' : '(', lo, hi,
                          c->hi_closed ? ']' : ')'));
}

static void claim(struct text *t, size_t i)
{
    const struct claim *c = &t->r->claims->v.p[i];
    const struct judgement *j = &t->r->judgements->v[i];
    headline(t, c, j, t->r->suppressed ? &t->r->suppressed[i] : NULL);
    if (c->duplicate_of && !t->env->verbose)
        return;
    /* the sum says it shorter, but where there is none */
    if (t->env->verbose || (talks(j->verdict) && !first_reading(j)))
        labelled(t, "", j->explanation);
    if (first_reading(j))
        readings(t, j);
    allowed(t, j);
    internal(t, &j->internal);
    labelled(t, "cause", fact_cause(t->a, j));
    for (uint32_t k = 0; k < j->n_flags; k++)
        labelled(t, "note", j->flags[k].text);
    labelled(t, "write", j->suggestion);
}

static void claim_scanned(struct text *t, size_t i)
{
    const struct claim *c = &t->r->claims->v.p[i];
    const char *value = fact_value(t->a, c), *hi = fact_value_hi(t->a, c);
    buf_addf(t->page.out, "%*s%-14s ", CLAIM_INDENT, "", claim_kind_name(c->kind));
    add(t, fact_quote(t->r, c));
    if (value)
        buf_addf(&t->line, " = %s%s%s %s", value, hi ? " to " : "", hi ? hi : "",
                 c->unit ? c->unit : "");
    if (c->subject.n) {
        buf_addc(&t->line, ", ");
        addc(t, c->subject.ents[0]->id);
    }
    if (c->period.set && c->period.from != DATE_NONE)
        buf_addf(&t->line, ", %s", fact_days(t->a, c->period.from, c->period.to));
    flush(t, CLAIM_INDENT + 15, CLAIM_INDENT + 15);
}

/* ---- the article ---- */

static bool wanted(const struct text *t, size_t i)
{
    const struct judgement *j = fact_judgement(t->r, i);
    if (!t->env->quiet || !j)
        return true;
    return !fact_suppressed(t->r, i) &&
           (talks(j->verdict) || j->internal.status == INTERNAL_INCONSISTENT);
}

/* Urgent first, then by position. */
static int rank(const struct text *t, uint32_t i)
{
    static const int ranks[N_VERDICTS] = {3, 2, 0, 1, 4};
    const struct judgement *j = fact_judgement(t->r, i);
    if (!j || !t->env->sort_verdict)
        return 0;
    return fact_suppressed(t->r, i) ? 5 : ranks[j->verdict];
}

static size_t order_of(struct text *t, uint32_t *order)
{
    size_t n = 0;
    for (int want = 0; want <= 5; want++)
        for (uint32_t i = 0; i < t->r->claims->v.n; i++)
            if (rank(t, i) == want && wanted(t, i))
                order[n++] = i;
    return n;
}

static void claims(struct text *t)
{
    size_t all = t->r->claims->v.n;
    if (all == 0)
        return;
    uint32_t *order = ARENA_ARRAY(t->a, uint32_t, all);
    size_t n = order_of(t, order);
    for (size_t i = 0; i < n;) {
        size_t end = same_sentence(t, order, i);
        if (end > n)
            end = n;
        sentence(t, order, i, end);
        for (; i < end; i++) {
            if (t->r->judgements)
                claim(t, order[i]);
            else
                claim_scanned(t, order[i]);
        }
    }
}

static void header(struct text *t)
{
    const struct doc *d = t->r->doc;
    static const char *const sources[] = {"", "as given", "metadata", "byline"};
    page_sgr(&t->page, "1");
    escape_term(t->page.out, str_c(t->r->path));
    page_sgr(&t->page, "");
    buf_addch(t->page.out, '\n');
    if (!d)
        return;
    if (d->title.n) {
        add(t, d->title);
        flush(t, 0, 0);
    }
    char day[11];
    date_format(d->published, day);
    if (*day)
        buf_addf(t->page.out, "published %s (%s)\n", day, sources[d->published_source]);
    else
        buf_addc(t->page.out, "no publication date found; --date YYYY-MM-DD gives it\n");
}

static void verdict_counts(struct text *t, const struct tally *y)
{
    static const enum verdict shown[] = {VERDICT_CONTRADICTED, VERDICT_AMBIGUOUS,
                                         VERDICT_CLOSE, VERDICT_SUPPORTED,
                                         VERDICT_INSUFFICIENT};
    const char *gap = "";
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        enum verdict v = shown[i];
        if (!y->verdicts[v])
            continue;
        buf_addc(t->page.out, gap);
        page_sgr(&t->page, colors[v]);
        buf_addf(t->page.out, "%s %u %s", verdict_symbol(v), y->verdicts[v], words[v]);
        page_sgr(&t->page, "");
        gap = "   ";
    }
    if (y->suppressed)
        buf_addf(t->page.out, "%s%u accepted before", gap, y->suppressed);
    buf_addch(t->page.out, '\n');
}

static void footer(struct text *t)
{
    struct tally y = tally_of(t->r);
    char day[11];
    buf_addch(t->page.out, '\n');
    if (t->r->judgements && y.claims)
        verdict_counts(t, &y);
    buf_addf(&t->line, "%u numerals · %u claims", y.numerals, y.claims);
    if (t->r->judgements)
        buf_addf(&t->line, " · %u bound to data · %u judged", y.bound, y.judged);
    if (t->r->judgements && fact_as_of(t->env, t->r, day))
        buf_addf(&t->line, " · data as of %s (OpenRouter, CC BY 4.0)", day);
    else if (t->r->judgements)
        buf_addc(&t->line, " · no stored figures, checked against itself only");
    flush(t, 0, 0);
}

static void text_article(const struct report_env *env, const struct article_report *r,
                         size_t index, const struct sink *to)
{
    struct arena a;
    struct text t = {.env = env, .r = r, .a = &a};
    (void)index;
    t.page = (struct page){to->body, env->width, env->color};
    arena_init(&a);
    buf_init(&t.line, 0);
    header(&t);
    if (r->claims)
        claims(&t);
    if (r->doc)
        footer(&t);
    buf_release(&t.line);
    arena_release(&a);
}

const struct writer writer_text = {
    .name = "text",
    .help = "for reading on a terminal",
    .separator = "\n",
    .article = text_article,
};
