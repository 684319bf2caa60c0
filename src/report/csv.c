/*
 * CSV (RFC 4180, CRLF): one row a claim, one a tool error.  Every field is
 * quoted, none is a formula.
 */
#include "report/csv.h"

#include "report/escape.h"
#include "report/facts.h"

static const char header[] = "file,line,column,kind,verdict,quote,value,unit,computed,"
                             "deviation,reason,formula,suggestion,explanation,rule,"
                             "fingerprint,suppressed\r\n";

static void field(struct buf *out, struct str s)
{
    escape_csv(out, s);
    buf_addch(out, ',');
}

static void fieldc(struct buf *out, const char *s)
{
    field(out, str_c(s));
}

static void judged_fields(struct buf *out, const struct judgement *j)
{
    const struct reading *g = j && j->n_readings ? &j->readings[0] : NULL;
    fieldc(out, g ? g->shown : NULL);
    fieldc(out, j ? j->deviation : NULL);
    fieldc(out, j ? reason_name(j->reason) : NULL);
    fieldc(out, g ? g->formula : NULL);
    fieldc(out, j ? j->suggestion : NULL);
    fieldc(out, j ? j->explanation : NULL);
}

static void row(struct buf *out, struct arena *a, const struct article_report *r,
                size_t i)
{
    const struct claim *c = &r->claims->v.p[i];
    const struct judgement *j = fact_judgement(r, i);
    struct position p = doc_position(r->doc, c->start, c->end);
    fieldc(out, r->path);
    buf_addf(out, "\"%u\",\"%u\",", p.line, p.column);
    fieldc(out, claim_kind_name(c->kind));
    fieldc(out, j ? verdict_name(j->verdict) : NULL);
    field(out, fact_quote(r, c));
    fieldc(out, fact_value(a, c));
    fieldc(out, c->unit);
    judged_fields(out, j);
    fieldc(out, c->rule);
    fieldc(out, r->prints ? r->prints[i] : NULL);
    escape_csv(out, str_c(fact_suppressed(r, i) ? r->suppressed[i].by : NULL));
    buf_addc(out, "\r\n");
}

static void error_row(struct buf *out, const struct article_report *r,
                      const struct err *e)
{
    fieldc(out, r->path);
    buf_addc(out, "\"\",\"\",\"\",\"error\",");
    for (int empty = 0; empty < 8; empty++)
        buf_addc(out, "\"\",");
    fieldc(out, e->msg);
    buf_addc(out, "\"\",\"\",\"\"\r\n");
}

static void csv_begin(const struct report_env *env, struct buf *out)
{
    (void)env;
    buf_addc(out, header);
}

static void csv_article(const struct report_env *env, const struct article_report *r,
                        size_t index, const struct sink *to)
{
    struct arena a;
    (void)env;
    (void)index;
    arena_init(&a);
    for (size_t i = 0; i < r->n_errors; i++)
        error_row(to->body, r, &r->errors[i]);
    for (size_t i = 0; r->claims && i < r->claims->v.n; i++)
        row(to->body, &a, r, i);
    arena_release(&a);
}

const struct writer writer_csv = {
    .name = "csv",
    .help = "one row a claim, for a spreadsheet",
    .begin = csv_begin,
    .article = csv_article,
};
