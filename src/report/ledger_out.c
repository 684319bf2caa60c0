/*
 * The ledger in its formats.  All of them begin with what cannot both hold.
 */
#include "report/ledger.h"

#include "report/escape.h"
#include "report/json_out.h"
#include "report/ledger_impl.h"

static void article(const struct report_env *env, const struct article_report *r,
                    size_t index, const struct sink *to)
{
    (void)env;
    (void)index;
    ledger_rows(r, to->tail);
}

/* Rows of ours, or of parts that merge has looked at. */
static void build(struct ledger *l, struct str rows)
{
    struct err e;

    if (!ledger_build(l, rows, &e))
        BUG("%s", e.msg);
}

static const char *why_words(enum clash_why w)
{
    static const char *const words[] = {
        "one quantity, two figures",
        "one figure for two periods",
        "one figure for two subjects",
        "one figure of two wholes",
    };

    return words[w];
}

/* ---- text ---- */

typedef void escape_fn(struct buf *out, struct str s);

/* "2026-02-16/2026-02-22 minimax/minimax-m2.5 level in tokens of top:10" */
static void quantity(struct buf *out, const struct voice *v, escape_fn *esc)
{
    esc(out, v->f[LF_SUBJECT]);
    buf_addf(out, " %.*s in %.*s", STR_FMT(v->f[LF_KIND]), STR_FMT(v->f[LF_UNIT]));
    if (v->f[LF_OBJECT].n) {
        buf_addc(out, " against ");
        esc(out, v->f[LF_OBJECT]);
    }
    buf_addf(out, ", %.*s/%.*s", STR_FMT(v->f[LF_FROM]), STR_FMT(v->f[LF_TO]));
}

static void text_voice(struct buf *out, const struct voice *v)
{
    buf_addc(out, "    ");
    escape_term(out, v->f[LF_PATH]);
    int64_t line = 0;
    str_i64(v->f[LF_LINE], &line);
    buf_addf(out, ":%lld: \u201c", (long long)line);
    escape_term(out, v->f[LF_QUOTE]);
    buf_addf(out, "\u201d %.*s", STR_FMT(v->f[LF_VERDICT]));
    if (v->f[LF_SHOWN].n) {
        buf_addc(out, ", the data say ");
        escape_term(out, v->f[LF_SHOWN]);
    }
    if (v->copy_of)
        buf_addc(out, " (copied)");
    if (v->outlier)
        buf_addc(out, " (outlier)");
    buf_addch(out, '\n');
}

static void text_clash(struct buf *out, const struct ledger *l, const struct clash *c)
{
    const struct voice *a = &l->voices.p[c->a], *b = &l->voices.p[c->b];

    buf_addf(out, "  %s: ", why_words(c->why));
    quantity(out, a, escape_term);
    if (c->why != CLASH_FIGURE) {
        buf_addc(out, "; ");
        quantity(out, b, escape_term);
    }
    buf_addch(out, '\n');
    text_voice(out, a);
    text_voice(out, b);
}

static void text_changed(struct buf *out, const struct ledger *l)
{
    bool any = false;

    for (size_t i = 0; i < l->voices.n; i++) {
        const struct voice *v = &l->voices.p[i];

        if (!voice_changed(v))
            continue;
        if (!any)
            buf_addc(out, "\nverdicts that changed with the figures\n");
        any = true;
        buf_addf(out, "  was %.*s:\n", STR_FMT(v->f[LF_BEFORE]));
        text_voice(out, v);
    }
}

static void text_end(const struct report_env *env, size_t n, struct str tail,
                     struct buf *out)
{
    struct ledger l;
    size_t copies = 0;

    (void)env;
    (void)n;
    build(&l, tail);
    buf_addf(out, "contradictions: %zu\n", l.clashes.n);
    for (size_t i = 0; i < l.clashes.n; i++)
        text_clash(out, &l, &l.clashes.p[i]);
    text_changed(out, &l);
    buf_addc(out, "\nthe ledger\n");
    for (size_t i = 0; i < l.entries.n; i++) {
        const struct entry *t = &l.entries.p[i];

        buf_addc(out, "  ");
        quantity(out, &l.voices.p[t->first], escape_term);
        buf_addch(out, '\n');
        for (uint32_t k = t->first; k < t->first + t->n; k++)
            text_voice(out, &l.voices.p[k]);
        copies += t->n - t->own;
    }
    buf_addf(
        out,
        "\n%zu quantities · %zu figures · %zu copied · %zu contradictions · %zu that "
        "differ by period or set only\n",
        l.entries.n, l.voices.n, copies, l.clashes.n, l.apart.n);
    ledger_release(&l);
}

/* ---- json ---- */

static void json_voice(struct json *j, const struct ledger *l, const struct voice *v)
{
    static const struct {
        const char *key;
        enum ledger_field field;
    } fields[] = {
        {"path", LF_PATH},       {"title", LF_TITLE},        {"published", LF_PUBLISHED},
        {"text", LF_QUOTE},      {"value", LF_VALUE},        {"hedge", LF_HEDGE},
        {"verdict", LF_VERDICT}, {"reason", LF_REASON},      {"before", LF_BEFORE},
        {"computed", LF_SHOWN},  {"reading", LF_DEFINITION},
    };
    int64_t line = 0;

    json_open(j, '{');
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (v->f[fields[i].field].n)
            json_kstr(j, fields[i].key, v->f[fields[i].field]);
    str_i64(v->f[LF_LINE], &line);
    json_kint(j, "line", line);
    if (v->copy_of)
        json_kstr(j, "copy_of", l->voices.p[v->copy_of - 1].f[LF_PATH]);
    if (v->outlier)
        json_kbool(j, "outlier", true);
    json_close(j, '}');
}

static void json_key_of(struct json *j, const struct voice *v)
{
    static const char *const names[] = {"kind",   "measure", "unit", "subject",
                                        "object", "start",   "end"};

    for (int i = 0; i < LEDGER_KEY_FIELDS; i++)
        if (v->f[i].n)
            json_kstr(j, names[i], v->f[i]);
}

static void json_clashes(struct json *j, const struct ledger *l, const struct clash *c,
                         size_t n)
{
    json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        json_open(j, '{');
        json_kc(j, "why", clash_name(c[i].why));
        json_key_of(j, &l->voices.p[c[i].a]);
        json_key(j, "a");
        json_voice(j, l, &l->voices.p[c[i].a]);
        json_key(j, "b");
        json_voice(j, l, &l->voices.p[c[i].b]);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_entries(struct json *j, const struct ledger *l)
{
    json_open(j, '[');
    for (size_t i = 0; i < l->entries.n; i++) {
        const struct entry *t = &l->entries.p[i];

        json_open(j, '{');
        json_key_of(j, &l->voices.p[t->first]);
        json_kint(j, "voices", t->own);
        json_key(j, "figures");
        json_open(j, '[');
        for (uint32_t k = t->first; k < t->first + t->n; k++)
            json_voice(j, l, &l->voices.p[k]);
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_changed(struct json *j, const struct ledger *l)
{
    json_open(j, '[');
    for (size_t i = 0; i < l->voices.n; i++)
        if (voice_changed(&l->voices.p[i]))
            json_voice(j, l, &l->voices.p[i]);
    json_close(j, ']');
}

static void json_end(const struct report_env *env, size_t n, struct str tail,
                     struct buf *out)
{
    struct ledger l;
    struct json j;

    (void)n;
    build(&l, tail);
    json_init(&j, out, true);
    json_open(&j, '{');
    json_kc(&j, "schema_version", "1");
    json_kc(&j, "version", env->version);
    json_kc(&j, "rules_hash", env->rules_hash);
    json_key(&j, "contradictions");
    json_clashes(&j, &l, l.clashes.p, l.clashes.n);
    json_key(&j, "apart");
    json_clashes(&j, &l, l.apart.p, l.apart.n);
    json_key(&j, "changed");
    json_changed(&j, &l);
    json_key(&j, "ledger");
    json_entries(&j, &l);
    json_close(&j, '}');
    buf_addch(out, '\n');
    ledger_release(&l);
}

/* ---- csv ---- */

static void csv_end(const struct report_env *env, size_t n, struct str tail,
                    struct buf *out)
{
    static const enum ledger_field order[] = {
        LF_KIND,  LF_UNIT,    LF_SUBJECT,   LF_OBJECT, LF_FROM,
        LF_TO,    LF_PATH,    LF_PUBLISHED, LF_QUOTE,  LF_VALUE,
        LF_HEDGE, LF_VERDICT, LF_REASON,    LF_BEFORE, LF_SHOWN};
    struct ledger l;

    (void)env;
    (void)n;
    build(&l, tail);
    buf_addc(out, "kind,unit,subject,object,start,end,path,published,quote,value,hedge,"
                  "verdict,reason,before,computed,copied,outlier,contradicts\r\n");
    for (size_t i = 0; i < l.voices.n; i++) {
        const struct voice *v = &l.voices.p[i];
        size_t clashes = 0;

        for (size_t k = 0; k < ARRAY_LEN(order); k++) {
            escape_csv(out, v->f[order[k]]);
            buf_addch(out, ',');
        }
        for (size_t k = 0; k < l.clashes.n; k++)
            clashes += l.clashes.p[k].a == i || l.clashes.p[k].b == i;
        buf_addf(out, "\"%d\",\"%d\",\"%zu\"\r\n", v->copy_of > 0, v->outlier, clashes);
    }
    ledger_release(&l);
}

/* ---- html ---- */

static void cell(struct buf *out, struct str s)
{
    buf_addc(out, "<td>");
    escape_html(out, s);
    buf_addc(out, "</td>");
}

static void html_voice(struct buf *out, const struct voice *v)
{
    buf_addc(out, "<tr>");
    cell(out, v->f[LF_PATH]);
    cell(out, v->f[LF_PUBLISHED]);
    cell(out, v->f[LF_QUOTE]);
    cell(out, v->f[LF_VERDICT]);
    cell(out, v->f[LF_SHOWN]);
    cell(out, str_c(v->copy_of ? "copied" : v->outlier ? "outlier" : ""));
    buf_addc(out, "</tr>\n");
}

static void html_table(struct buf *out)
{
    buf_addc(out, "<table><thead><tr><th scope=\"col\">article</th>"
                  "<th scope=\"col\">published</th><th scope=\"col\">its words</th>"
                  "<th scope=\"col\">verdict</th><th scope=\"col\">the data say</th>"
                  "<th scope=\"col\">note</th></tr></thead><tbody>\n");
}

static void html_clashes(struct buf *out, const struct ledger *l)
{
    buf_addf(out, "<h2>Contradictions: %zu</h2>\n", l->clashes.n);
    for (size_t i = 0; i < l->clashes.n; i++) {
        const struct clash *c = &l->clashes.p[i];

        buf_addf(out, "<h3>%s: ", why_words(c->why));
        quantity(out, &l->voices.p[c->a], escape_html);
        buf_addc(out, "</h3>\n");
        html_table(out);
        html_voice(out, &l->voices.p[c->a]);
        html_voice(out, &l->voices.p[c->b]);
        buf_addc(out, "</tbody></table>\n");
    }
}

static void html_end(const struct report_env *env, size_t n, struct str tail,
                     struct buf *out)
{
    struct ledger l;

    (void)env;
    (void)n;
    build(&l, tail);
    buf_addc(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n<title>Ledger</title>\n<style>\n"
        "body{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;width:100%}"
        "td,th{border:1px solid #767676;padding:.3rem .5rem;text-align:left}\n"
        "</style></head><body><main><h1>Ledger</h1>\n");
    html_clashes(out, &l);
    buf_addc(out, "<h2>Quantities</h2>\n");
    for (size_t i = 0; i < l.entries.n; i++) {
        const struct entry *t = &l.entries.p[i];

        buf_addc(out, "<h3>");
        quantity(out, &l.voices.p[t->first], escape_html);
        buf_addc(out, "</h3>\n");
        html_table(out);
        for (uint32_t k = t->first; k < t->first + t->n; k++)
            html_voice(out, &l.voices.p[k]);
        buf_addc(out, "</tbody></table>\n");
    }
    buf_addc(out, "</main></body></html>\n");
    ledger_release(&l);
}

/* ---- rows ---- */

static int line_order(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Sorted, so that the parts' order leaves no trace. */
static void rows_end(const struct report_env *env, size_t n, struct str tail,
                     struct buf *out)
{
    VEC(struct str) lines = {0};
    struct str line;

    (void)n;
    while (str_split(&tail, '\n', &line))
        if (line.n && !str_starts(line, STR(LEDGER_MAGIC)))
            VEC_PUSH(&lines, line);
    if (lines.n)
        qsort(lines.p, lines.n, sizeof(*lines.p), line_order);
    buf_addf(out, "%s\t%s\t%s\n", LEDGER_MAGIC, env->version, env->rules_hash);
    for (size_t i = 0; i < lines.n; i++)
        buf_addf(out, "%.*s\n", STR_FMT(lines.p[i]));
    VEC_FREE(&lines);
}

const struct writer writer_ledger_text = {
    .name = "text", .help = "the ledger for people", .article = article, .end = text_end};
const struct writer writer_ledger_json = {
    .name = "json", .help = "the ledger as JSON", .article = article, .end = json_end};
const struct writer writer_ledger_html = {
    .name = "html", .help = "the ledger as a page", .article = article, .end = html_end};
const struct writer writer_ledger_csv = {
    .name = "csv", .help = "a figure a row", .article = article, .end = csv_end};
const struct writer writer_ledger_rows = {
    .name = "rows", .help = "for merge", .article = article, .end = rows_end};
