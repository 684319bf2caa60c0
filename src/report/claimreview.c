/*
 * ClaimReview drafts (schema.org, JSON-LD): judged claims only.  The newsroom
 * adds the address of its own page and its name before it publishes one.
 */
#include "report/jsonld.h"

#include "report/escape.h"
#include "report/facts.h"
#include "report/tail.h"

struct rating {
    int value; /* 5 best, 1 worst */
    const char *name;
};

static struct rating rating_of(const struct judgement *v)
{
    static const struct rating ratings[N_VERDICTS] = {
        [VERDICT_SUPPORTED] = {5, "Accurate"},
        [VERDICT_CLOSE] = {4, "Mostly accurate"},
        [VERDICT_CONTRADICTED] = {1, "Incorrect"},
        [VERDICT_AMBIGUOUS] = {3, "Depends on the reading"},
    };
    if (v->verdict == VERDICT_CONTRADICTED && v->direction == DIR_OVERSTATED)
        return (struct rating){2, "Exaggerated"};
    if (v->verdict == VERDICT_CONTRADICTED && v->direction == DIR_UNDERSTATED)
        return (struct rating){2, "Understated"};
    return ratings[v->verdict];
}

static void article_object(struct json *j, const struct article_report *r)
{
    struct buf href;
    buf_init(&href, 0);
    json_key(j, "appearance");
    json_open(j, '{');
    json_kc(j, "@type", "NewsArticle");
    json_kstr(j, "headline", fact_name(r));
    if (escape_href(&href, r->doc->url))
        json_kstr(j, "url", r->doc->url);
    json_close(j, '}');
    buf_release(&href);
}

static void item_reviewed(struct json *j, const struct article_report *r,
                          const struct claim *c)
{
    char day[11];
    date_format(r->doc->published, day);
    json_key(j, "itemReviewed");
    json_open(j, '{');
    json_kc(j, "@type", "Claim");
    json_kstr(j, "text", fact_quote(r, c));
    json_kc_if(j, "datePublished", day);
    if (r->doc->author.n) {
        json_key(j, "author");
        json_open(j, '{');
        json_kc(j, "@type", "Person");
        json_kstr(j, "name", r->doc->author);
        json_close(j, '}');
    }
    article_object(j, r);
    json_close(j, '}');
}

static void review_rating(struct json *j, const struct judgement *v)
{
    struct rating rating = rating_of(v);
    json_key(j, "reviewRating");
    json_open(j, '{');
    json_kc(j, "@type", "Rating");
    json_kint(j, "ratingValue", rating.value);
    json_kint(j, "bestRating", 5);
    json_kint(j, "worstRating", 1);
    json_kc(j, "alternateName", rating.name);
    json_kc_if(j, "ratingExplanation", v->explanation);
    json_close(j, '}');
}

static void review(struct json *j, const struct report_env *env,
                   const struct article_report *r, size_t i)
{
    const struct claim *c = &r->claims->v.p[i];
    char day[11];
    date_format(env->today, day);
    json_open(j, '{');
    json_kc(j, "@type", "ClaimReview");
    json_kstr(j, "claimReviewed", fact_sentence(r, c));
    json_kc_if(j, "datePublished", day);
    if (r->doc->lang.n)
        json_kstr(j, "inLanguage", r->doc->lang);
    json_key(j, "author");
    json_open(j, '{');
    json_kc(j, "@type", "Organization");
    json_kc(j, "name", "claimcheck (draft)");
    json_close(j, '}');
    item_reviewed(j, r, c);
    review_rating(j, fact_judgement(r, i));
    json_close(j, '}');
}

static void claimreview_article(const struct report_env *env,
                                const struct article_report *r, size_t index,
                                const struct sink *to)
{
    struct json j;
    (void)index;
    tail_errors(to->tail, r);
    for (size_t i = 0; r->judgements && i < r->claims->v.n; i++) {
        const struct judgement *v = fact_judgement(r, i);
        if (fact_suppressed(r, i) || v->verdict == VERDICT_INSUFFICIENT)
            continue;
        tail_item(&j, to->tail, 'R');
        review(&j, env, r, i);
        tail_end(&j);
    }
}

static void claimreview_end(const struct report_env *env, size_t n_articles,
                            struct str tail, struct buf *out)
{
    (void)env;
    (void)n_articles;
    buf_addc(out,
             "{\"@context\":[\"https://schema.org\",{\"errors\":null}],\n\"@graph\":");
    tail_list(out, tail, 'R');
    buf_addc(out, ",\n\"errors\":");
    tail_list(out, tail, 'E');
    buf_addc(out, "}\n");
}

const struct writer writer_claimreview = {
    .name = "claimreview",
    .help = "schema.org ClaimReview drafts of the judged claims",
    .article = claimreview_article,
    .end = claimreview_end,
};
