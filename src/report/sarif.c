/*
 * SARIF 2.1.0: one run over all articles.  A SARIF rule is a kind of claim;
 * the rule file's id stands in the properties.  Level is "none" wherever kind
 * is not "fail", as the standard demands (3.27.10).
 */
#include "report/sarif.h"

#include "base/io.h"
#include "report/facts.h"
#include "report/tail.h"

struct sarif_rule {
    const char *name, *text;
};

/* By enum claim_kind. */
static const struct sarif_rule rules[] = {
    [KIND_LEVEL] = {"Level",
                    "An amount of usage of a model, a developer, a country or all."},
    [KIND_SHARE] = {"Share", "A part of the usage of a larger whole."},
    [KIND_GROWTH] = {"Growth", "A change of usage over time in percent or as a factor."},
    [KIND_MULTIPLE] = {"Multiple", "How many times one usage is the other."},
    [KIND_DIFFERENCE] = {"Difference", "By how much two usages differ."},
    [KIND_RANK] = {"Rank", "A place in the ranking."},
    [KIND_COUNT] = {"Count", "A number of models, developers or places."},
    [KIND_PRICE] = {"Price", "A price per million tokens."},
    [KIND_PRICE_RATIO] = {"PriceRatio", "How many times one price is the other."},
    [KIND_CONTEXT_LENGTH] = {"ContextLength", "A model's context length."},
    [KIND_DATE] = {"Date", "The day of a release or of another event."},
    [KIND_COMPARISON] = {"Comparison", "Which of two usages is the greater."},
    [KIND_OTHER] = {"Other", "Another number that is no OpenRouter figure."},
};

struct sarif_result {
    const char *kind, *level;
};
static const struct sarif_result results[N_VERDICTS] = {
    [VERDICT_SUPPORTED] = {"pass", "none"},     [VERDICT_CLOSE] = {"fail", "note"},
    [VERDICT_CONTRADICTED] = {"fail", "error"}, [VERDICT_AMBIGUOUS] = {"review", "none"},
    [VERDICT_INSUFFICIENT] = {"open", "none"},
};

static void text_object(struct json *j, const char *key, const char *text)
{
    json_key(j, key);
    json_open(j, '{');
    json_kc(j, "text", text);
    json_close(j, '}');
}

static void rule_object(struct json *j, int kind)
{
    json_open(j, '{');
    json_kc(j, "id", claim_kind_name((enum claim_kind)kind));
    json_kc(j, "name", rules[kind].name);
    text_object(j, "shortDescription", rules[kind].text);
    text_object(j, "help",
                "The claim is computed again from stored OpenRouter figures; the "
                "message has the sum.");
    json_key(j, "defaultConfiguration");
    json_open(j, '{');
    json_kc(j, "level", "error");
    json_close(j, '}');
    json_close(j, '}');
}

static void tool_object(struct json *j, const struct report_env *env)
{
    json_key(j, "tool");
    json_open(j, '{');
    json_key(j, "driver");
    json_open(j, '{');
    json_kc(j, "name", "claimcheck");
    json_kc(j, "version", env->version);
    json_kc(j, "semanticVersion", env->version);
    json_key(j, "rules");
    json_open(j, '[');
    for (size_t k = 0; k < ARRAY_LEN(rules); k++)
        rule_object(j, (int)k);
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, '}');
}

static void artifact_location(struct json *j, const struct article_report *r)
{
    struct buf uri;
    buf_init(&uri, 0);
    fact_uri(&uri, r);
    json_key(j, "artifactLocation");
    json_open(j, '{');
    json_kstr(j, "uri", buf_str(&uri));
    json_close(j, '}');
    buf_release(&uri);
}

static void location(struct json *j, const struct article_report *r,
                     const struct claim *c)
{
    struct position p = doc_position(r->doc, c->start, c->end);
    struct ending end = fact_end(r->doc, c, &p);
    json_key(j, "locations");
    json_open(j, '[');
    json_open(j, '{');
    json_key(j, "physicalLocation");
    json_open(j, '{');
    artifact_location(j, r);
    json_key(j, "region");
    json_open(j, '{');
    json_kint(j, "startLine", p.line);
    json_kint(j, "startColumn", p.column);
    json_kint(j, "endLine", end.line);
    json_kint(j, "endColumn", end.column);
    json_kint(j, "byteOffset", (int64_t)p.start);
    json_kint(j, "byteLength", (int64_t)(p.end - p.start));
    json_key(j, "snippet");
    json_open(j, '{');
    json_kstr(j, "text", fact_quote(r, c));
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, ']');
}

static void suppression_object(struct json *j, const struct suppression *s)
{
    json_key(j, "suppressions");
    json_open(j, '[');
    json_open(j, '{');
    json_kc(j, "kind", strcmp(s->by, "comment") == 0 ? "inSource" : "external");
    if (s->why.n)
        json_kstr(j, "justification", s->why);
    json_close(j, '}');
    json_close(j, ']');
}

static void properties(struct json *j, struct arena *a, const struct claim *c,
                       const struct judgement *v)
{
    json_key(j, "properties");
    json_open(j, '{');
    json_kc(j, "rule", c->rule);
    json_kc(j, "verdict", verdict_name(v->verdict));
    json_kc_if(j, "reason", reason_name(v->reason));
    json_kc(j, "value", fact_value(a, c));
    json_kc(j, "unit", c->unit ? c->unit : "");
    if (v->n_readings) {
        json_kc_if(j, "computed", v->readings[0].shown);
        json_kc_if(j, "formula", v->readings[0].formula);
    }
    json_kc_if(j, "suggestion", v->suggestion);
    json_close(j, '}');
}

static void result_object(struct json *j, struct arena *a, const struct article_report *r,
                          size_t i)
{
    const struct claim *c = &r->claims->v.p[i];
    const struct judgement *v = fact_judgement(r, i);
    struct buf message;
    buf_init(&message, 0);
    fact_message(&message, r, i);
    json_open(j, '{');
    json_kc(j, "ruleId", claim_kind_name(c->kind));
    json_kint(j, "ruleIndex", c->kind);
    json_kc(j, "kind", results[v->verdict].kind);
    json_kc(j, "level", results[v->verdict].level);
    json_key(j, "message");
    json_open(j, '{');
    json_kstr(j, "text", buf_str(&message));
    json_close(j, '}');
    location(j, r, c);
    json_key(j, "partialFingerprints");
    json_open(j, '{');
    json_kc(j, "claimcheck/v1", r->prints[i]);
    json_close(j, '}');
    if (fact_suppressed(r, i))
        suppression_object(j, &r->suppressed[i]);
    properties(j, a, c, v);
    json_close(j, '}');
    buf_release(&message);
}

static void artifact(struct json *j, const struct article_report *r)
{
    char sha[65];
    struct buf uri;
    buf_init(&uri, 0);
    fact_uri(&uri, r);
    io_sha256(r->doc->input, sha);
    json_open(j, '{');
    json_key(j, "location");
    json_open(j, '{');
    json_kstr(j, "uri", buf_str(&uri));
    json_close(j, '}');
    json_kint(j, "length", (int64_t)r->doc->input.n);
    json_key(j, "hashes");
    json_open(j, '{');
    json_kc(j, "sha-256", sha);
    json_close(j, '}');
    json_close(j, '}');
    buf_release(&uri);
}

static void notification(struct json *j, const struct article_report *r,
                         const struct err *e)
{
    json_open(j, '{');
    json_kc(j, "level", "error");
    text_object(j, "message", e->msg);
    json_key(j, "locations");
    json_open(j, '[');
    json_open(j, '{');
    json_key(j, "physicalLocation");
    json_open(j, '{');
    artifact_location(j, r);
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
}

static void sarif_article(const struct report_env *env, const struct article_report *r,
                          size_t index, const struct sink *to)
{
    struct arena a;
    struct json j;
    (void)env;
    (void)index;
    arena_init(&a);
    for (size_t i = 0; r->judgements && i < r->claims->v.n; i++) {
        tail_item(&j, to->tail, 'R');
        result_object(&j, &a, r, i);
        tail_end(&j);
    }
    if (r->doc) {
        tail_item(&j, to->tail, 'A');
        artifact(&j, r);
        tail_end(&j);
    }
    for (size_t i = 0; i < r->n_errors; i++) {
        tail_item(&j, to->tail, 'N');
        notification(&j, r, &r->errors[i]);
        tail_end(&j);
    }
    arena_release(&a);
}

static void sarif_end(const struct report_env *env, size_t n_articles, struct str tail,
                      struct buf *out)
{
    struct json j;
    (void)n_articles;
    json_init(&j, out, false);
    buf_addc(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                  "\"version\":\"2.1.0\",\n\"runs\":[{\n");
    tool_object(&j, env);
    buf_addc(out, ",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":");
    tail_list(out, tail, 'R');
    buf_addc(out, ",\n\"artifacts\":");
    tail_list(out, tail, 'A');
    buf_addf(out,
             ",\n\"invocations\":[{\"executionSuccessful\":%s,"
             "\"toolExecutionNotifications\":",
             tail_has(tail, 'N') ? "false" : "true");
    tail_list(out, tail, 'N');
    buf_addc(out, "}]\n}]}\n");
}

const struct writer writer_sarif = {
    .name = "sarif",
    .help = "SARIF 2.1.0, for code scanning",
    .article = sarif_article,
    .end = sarif_end,
};
