/*
 * W3C Web Annotations: one AnnotationPage, each claim found again by its words
 * and by its position.  Positions count code points, in the file itself for
 * text and Markdown, in the extracted text for everything else.
 */
#include "report/jsonld.h"

#include "base/io.h"
#include "base/utf8.h"
#include "report/facts.h"
#include "report/tail.h"

#define CONTEXT_BYTES 32

/* Code points up to an offset, found by going forward. */
struct counter {
    struct str text;
    uint64_t at, points;
    char sha[65];
};

static uint64_t count_to(struct counter *c, uint64_t offset)
{
    if (offset < c->at)
        c->at = c->points = 0;
    for (; c->at < offset && c->at < c->text.n; c->at++)
        c->points += ((unsigned char)c->text.p[c->at] & 0xc0) != 0x80;
    return c->points;
}

static struct str before(struct str text, uint32_t at)
{
    uint32_t from = at > CONTEXT_BYTES ? at - CONTEXT_BYTES : 0;
    while (from < at && ((unsigned char)text.p[from] & 0xc0) == 0x80)
        from++;
    return str_sub(text, from, at);
}

static struct str after(struct str text, uint32_t at)
{
    size_t to = at + CONTEXT_BYTES < text.n ? at + CONTEXT_BYTES : text.n;
    while (to > at && to < text.n && ((unsigned char)text.p[to] & 0xc0) == 0x80)
        to--;
    return str_sub(text, at, to);
}

static void selectors(struct json *j, const struct article_report *r,
                      const struct claim *c, struct counter *n)
{
    bool own_file = n->text.p == r->doc->input.p;
    uint64_t start = own_file ? doc_input_start(r->doc, c->start) : c->start;
    uint64_t end = own_file ? doc_input_end(r->doc, c->end) : c->end;
    json_key(j, "selector");
    json_open(j, '[');
    json_open(j, '{');
    json_kc(j, "type", "TextQuoteSelector");
    json_kstr(j, "exact", fact_quote(r, c));
    json_kstr(j, "prefix", before(r->doc->text, c->start));
    json_kstr(j, "suffix", after(r->doc->text, c->end));
    json_close(j, '}');
    json_open(j, '{');
    json_kc(j, "type", "TextPositionSelector");
    json_kint(j, "start", (int64_t)count_to(n, start));
    json_kint(j, "end", (int64_t)count_to(n, end));
    json_close(j, '}');
    json_close(j, ']');
}

static void body(struct json *j, const struct judgement *v)
{
    json_key(j, "body");
    json_open(j, '[');
    json_open(j, '{');
    json_kc(j, "type", "TextualBody");
    json_kc(j, "value", v->explanation ? v->explanation : "");
    json_kc(j, "format", "text/plain");
    json_kc(j, "language", "en");
    json_kc(j, "purpose", "assessing");
    json_close(j, '}');
    json_open(j, '{');
    json_kc(j, "type", "TextualBody");
    json_kc(j, "value", verdict_name(v->verdict));
    json_kc(j, "purpose", "tagging");
    json_close(j, '}');
    if (v->suggestion) {
        json_open(j, '{');
        json_kc(j, "type", "TextualBody");
        json_kc(j, "value", v->suggestion);
        json_kc(j, "purpose", "editing");
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void target(struct json *j, const struct article_report *r, const struct claim *c,
                   struct counter *n)
{
    struct buf uri;
    buf_init(&uri, 0);
    fact_uri(&uri, r);
    json_key(j, "target");
    json_open(j, '{');
    json_kstr(j, "source", r->doc->url.n ? r->doc->url : buf_str(&uri));
    selectors(j, r, c, n);
    json_close(j, '}');
    buf_release(&uri);
}

static void annotation(struct json *j, const struct report_env *env,
                       const struct article_report *r, size_t i, struct counter *n)
{
    char id[64], day[11], created[32];
    snprintf(id, sizeof(id), "urn:claimcheck:%.12s:%s", n->sha, r->prints[i]);
    date_format(env->today, day);
    snprintf(created, sizeof(created), "%sT00:00:00Z", day);
    json_open(j, '{');
    json_kc(j, "id", id);
    json_kc(j, "type", "Annotation");
    json_kc(j, "motivation", "assessing");
    if (*day)
        json_kc(j, "created", created);
    json_key(j, "generator");
    json_open(j, '{');
    json_kc(j, "type", "Software");
    json_kc(j, "name", "claimcheck");
    json_close(j, '}');
    body(j, fact_judgement(r, i));
    target(j, r, &r->claims->v.p[i], n);
    json_close(j, '}');
}

static void annotation_article(const struct report_env *env,
                               const struct article_report *r, size_t index,
                               const struct sink *to)
{
    struct json j;
    struct counter n = {0};
    (void)index;
    tail_errors(to->tail, r);
    if (!r->judgements)
        return;
    bool own_file = r->doc->format == DOC_TXT || r->doc->format == DOC_MD;
    io_sha256(r->doc->input, n.sha);
    n.text = own_file && !r->doc->decoded ? r->doc->input : r->doc->text;
    for (size_t i = 0; i < r->claims->v.n; i++) {
        if (fact_suppressed(r, i))
            continue;
        tail_item(&j, to->tail, 'R');
        annotation(&j, env, r, i, &n);
        tail_end(&j);
    }
}

static void annotation_end(const struct report_env *env, size_t n_articles,
                           struct str tail, struct buf *out)
{
    (void)env;
    (void)n_articles;
    buf_addc(out,
             "{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{\"errors\":null}],\n"
             "\"id\":\"urn:claimcheck:page\",\n\"type\":\"AnnotationPage\",\n\"items\":");
    tail_list(out, tail, 'R');
    buf_addc(out, ",\n\"errors\":");
    tail_list(out, tail, 'E');
    buf_addc(out, "}\n");
}

const struct writer writer_annotation = {
    .name = "annotation",
    .help = "W3C Web Annotations (JSON-LD)",
    .article = annotation_article,
    .end = annotation_end,
};
