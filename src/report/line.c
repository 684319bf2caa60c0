/*
 * The formats with one line a problem.  Claims that are right, or that cannot
 * be judged, are no problem and are left out unless --verbose asks for them.
 */
#include "report/line.h"

#include "report/escape.h"
#include "report/facts.h"

static bool listed(const struct report_env *env, const struct article_report *r, size_t i)
{
    return env->verbose ? !fact_suppressed(r, i) : fact_problem(r, i);
}

/* A right number can still clash with the article's own figures. */
static const char *label(const struct judgement *j)
{
    if (!j)
        return "claim";
    bool clash = j->internal.status == INTERNAL_INCONSISTENT;
    bool fine = j->verdict == VERDICT_SUPPORTED || j->verdict == VERDICT_INSUFFICIENT;
    return clash && fine ? "inconsistent" : verdict_name(j->verdict);
}

static void line_article(const struct report_env *env, const struct article_report *r,
                         size_t index, const struct sink *to)
{
    struct buf message;
    (void)index;
    buf_init(&message, 0);
    for (size_t i = 0; i < r->n_errors; i++) {
        escape_term(to->body, str_c(r->path));
        buf_addc(to->body, ": error: ");
        escape_term(to->body, str_c(r->errors[i].msg));
        buf_addch(to->body, '\n');
    }
    for (size_t i = 0; r->claims && i < r->claims->v.n; i++) {
        const struct claim *c = &r->claims->v.p[i];
        if (!listed(env, r, i))
            continue;
        struct position p = doc_position(r->doc, c->start, c->end);
        buf_clear(&message);
        fact_message(&message, r, i);
        escape_term(to->body, str_c(r->path));
        buf_addf(to->body, ":%u:%u: %s: ", p.line, p.column, label(fact_judgement(r, i)));
        escape_term(to->body, buf_str(&message));
        buf_addf(to->body, " [%s]\n", c->rule);
    }
    buf_release(&message);
}

static const char *github_level(const struct judgement *j)
{
    if (j && j->verdict == VERDICT_CONTRADICTED)
        return "error";
    return j && (j->verdict == VERDICT_AMBIGUOUS ||
                 j->internal.status == INTERNAL_INCONSISTENT)
               ? "warning"
               : "notice";
}

static void github_claim(struct buf *out, const struct article_report *r, size_t i)
{
    const struct claim *c = &r->claims->v.p[i];
    const struct judgement *j = fact_judgement(r, i);
    struct position p = doc_position(r->doc, c->start, c->end);
    struct ending end = fact_end(r->doc, c, &p);
    struct buf message;
    buf_init(&message, 0);
    buf_addf(out, "::%s file=", github_level(j));
    escape_github(out, str_c(r->path), true);
    buf_addf(out, ",line=%u,endLine=%u,col=%u,endColumn=%u,title=", p.line, end.line,
             p.column, end.column);
    escape_github(out, str_c(label(j)), true);
    buf_addc(out, "::");
    fact_message(&message, r, i);
    escape_github(out, buf_str(&message), false);
    buf_addch(out, '\n');
    buf_release(&message);
}

static void github_article(const struct report_env *env, const struct article_report *r,
                           size_t index, const struct sink *to)
{
    (void)index;
    for (size_t i = 0; i < r->n_errors; i++) {
        buf_addc(to->body, "::error file=");
        escape_github(to->body, str_c(r->path), true);
        buf_addc(to->body, ",title=error::");
        escape_github(to->body, str_c(r->errors[i].msg), false);
        buf_addch(to->body, '\n');
    }
    for (size_t i = 0; r->claims && i < r->claims->v.n; i++)
        if (listed(env, r, i))
            github_claim(to->body, r, i);
}

const struct writer writer_line = {
    .name = "line",
    .help = "file:line:column: verdict: message [rule]",
    .article = line_article,
};

const struct writer writer_github = {
    .name = "github",
    .help = "GitHub workflow annotations",
    .article = github_article,
};
