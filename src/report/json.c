/*
 * The JSON writers: one object an article, keys in the order of the interface
 * page, claimed and computed numbers as decimal strings.  The claim objects
 * are in json_claim.c.
 */
#include "report/json.h"

#include "base/io.h"
#include "report/facts.h"
#include "report/json_claim.h"

static void tool_part(struct json *j, const struct report_env *env)
{
    json_key(j, "tool");
    json_open(j, '{');
    json_kc(j, "name", "claimcheck");
    json_kc(j, "version", env->version);
    json_kc(j, "rules_hash", env->rules_hash);
    json_close(j, '}');
}

static void published_part(struct json *j, const struct doc *d)
{
    static const char *const sources[] = {"none", "option", "metadata", "byline"};
    char day[11];
    date_format(d->published, day);
    json_kc_if(j, "published", day);
    json_kc(j, "published_source", sources[d->published_source]);
}

static void doc_part(struct json *j, const struct doc *d)
{
    char sha[65];
    io_sha256(d->input, sha);
    json_key(j, "language");
    json_str(j, d->lang);
    json_kc(j, "format", doc_format_name(d->format));
    json_kc(j, "sha256", sha);
    json_kint(j, "sentences", (int64_t)d->sentences.n);
    if (d->url.n)
        json_kstr(j, "url", d->url);
    if (d->id.n)
        json_kstr(j, "id", d->id);
}

static void no_doc_part(struct json *j, const struct article_report *r)
{
    json_kc(j, "language", NULL);
    json_kc(j, "format", NULL);
    json_kc(j, "sha256", NULL);
    json_kint(j, "sentences", 0);
    if (r->id.n)
        json_kstr(j, "id", r->id);
}

static void article_part(struct json *j, const struct article_report *r)
{
    json_key(j, "article");
    json_open(j, '{');
    json_kc(j, "path", r->path);
    if (r->doc && r->doc->title.n)
        json_kstr(j, "title", r->doc->title);
    if (r->doc)
        published_part(j, r->doc);
    if (r->doc)
        doc_part(j, r->doc);
    else
        no_doc_part(j, r);
    json_close(j, '}');
}

static void snapshot_part(struct json *j, struct arena *a, struct store *s, int64_t id)
{
    struct snapshot snap;
    if (store_snapshot(s, id, a, &snap, NULL) != FOUND)
        return;
    json_open(j, '{');
    json_kint(j, "id", snap.id);
    json_kc(j, "dataset", snap.dataset);
    json_kc(j, "as_of", snap.as_of);
    json_kc(j, "source", snap.source);
    json_kc(j, "license", snap.license);
    json_close(j, '}');
}

static void data_part(struct json *j, struct arena *a, const struct report_env *env,
                      const struct article_report *r)
{
    char day[11];
    int64_t *ids;
    bool known = fact_as_of(env, r, day);
    size_t n = env->store ? fact_snapshots(a, r, &ids) : 0;
    json_key(j, "data");
    json_open(j, '{');
    json_kc(j, "store", env->store ? env->store_path : NULL);
    json_kc(j, "as_of", known ? day : NULL);
    json_key(j, "snapshots");
    json_open(j, '[');
    for (size_t i = 0; i < n; i++)
        snapshot_part(j, a, env->store, ids[i]);
    json_close(j, ']');
    json_close(j, '}');
}

static void coverage_part(struct json *j, const struct tally *t, bool judged)
{
    json_key(j, "coverage");
    json_open(j, '{');
    json_kint(j, "numerals", t->numerals);
    json_kint(j, "claims", t->claims);
    if (judged) {
        json_kint(j, "bound", t->bound);
        json_kint(j, "judged", t->judged);
    }
    json_kint(j, "suppressed", t->suppressed);
    json_close(j, '}');
}

static void summary_part(struct json *j, const struct tally *t)
{
    json_key(j, "summary");
    json_open(j, '{');
    for (int v = 0; v < N_VERDICTS; v++)
        json_kint(j, verdict_name((enum verdict)v), t->verdicts[v]);
    json_close(j, '}');
}

static void claims_part(struct json *j, struct arena *a, const struct article_report *r)
{
    json_key(j, "claims");
    json_open(j, '[');
    for (size_t i = 0; r->claims && i < r->claims->v.n; i++)
        report_json_claim(j, a, r, i);
    json_close(j, ']');
}

void report_json_error(struct json *j, struct arena *a, const struct err *e)
{
    json_open(j, '{');
    json_kc(j, "message", e->msg);
    json_kc_if(j, "where", fact_error_place(a, e));
    json_close(j, '}');
}

static void errors_part(struct json *j, struct arena *a, const struct article_report *r)
{
    json_key(j, "errors");
    json_open(j, '[');
    for (size_t i = 0; i < r->n_errors; i++)
        report_json_error(j, a, &r->errors[i]);
    for (size_t i = 0; r->doc && i < r->doc->notes.n; i++)
        report_json_error(j, a, &r->doc->notes.p[i]);
    json_close(j, ']');
}

void report_json_article(struct json *j, const struct report_env *env,
                         const struct article_report *r)
{
    struct arena a;
    struct tally t = tally_of(r);
    arena_init(&a);
    json_open(j, '{');
    json_kc(j, "schema_version", REPORT_SCHEMA_VERSION);
    tool_part(j, env);
    article_part(j, r);
    if (!env->scan_only)
        data_part(j, &a, env, r);
    coverage_part(j, &t, !env->scan_only);
    if (!env->scan_only)
        summary_part(j, &t);
    claims_part(j, &a, r);
    errors_part(j, &a, r);
    json_close(j, '}');
    arena_release(&a);
}

static void pretty_begin(const struct report_env *env, struct buf *out)
{
    if (env->one_of_many)
        buf_addc(out, "[\n");
}

static void pretty_article(const struct report_env *env, const struct article_report *r,
                           size_t index, const struct sink *to)
{
    struct json j;
    (void)index;
    json_init(&j, to->body, true);
    report_json_article(&j, env, r);
}

static void pretty_end(const struct report_env *env, size_t n_articles, struct str tail,
                       struct buf *out)
{
    (void)tail;
    if (env->one_of_many)
        buf_addc(out, n_articles ? "\n]" : "]");
    buf_addch(out, '\n');
}

static void line_article(const struct report_env *env, const struct article_report *r,
                         size_t index, const struct sink *to)
{
    struct json j;
    (void)index;
    json_init(&j, to->body, false);
    report_json_article(&j, env, r);
    buf_addch(to->body, '\n');
}

const struct writer writer_json = {
    .name = "json",
    .help = "the whole report, one object an article (report.schema.json)",
    .separator = ",\n",
    .begin = pretty_begin,
    .article = pretty_article,
    .end = pretty_end,
};

const struct writer writer_jsonl = {
    .name = "jsonl",
    .help = "the same, one object a line",
    .article = line_article,
};
