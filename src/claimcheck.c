/*
 * The public C API over the engine: thin, because the program itself uses the
 * same engine.  Translates between public and internal types, owns copies of
 * what the caller gave.
 */
#include "claimcheck.h"

#include "report/engine.h"
#include "report/facts.h"

#ifndef CC_DATADIR
#define CC_DATADIR "/usr/local/share/claimcheck"
#endif

struct cc_rules {
    struct engine engine;
    struct arena arena; /* copies of the options */
};

/* What was found in the scanner's present article. */
struct cc_article {
    const struct cc_scanner *scanner;
    struct article_report report;
    struct arena arena; /* strings given out */
};

struct cc_scanner {
    const struct cc_rules *rules;
    struct worker worker;
    struct buf input; /* copy of the caller's text */
    struct buf path;
    struct cc_article article;
};

static void give_error(struct cc_error *out, const struct err *e)
{
    if (!out)
        return;
    *out = (struct cc_error){.line = e->line, .column = e->col};
    snprintf(out->message, sizeof(out->message), "%s", e->msg);
    snprintf(out->where, sizeof(out->where), "%s", e->where);
}

const char *cc_version(void)
{
    return CC_VERSION;
}

static const char *copied(struct arena *a, const char *s)
{
    return s ? arena_strdup(a, str_c(s)) : NULL;
}

/* A date option; false when it is none. */
static bool read_date(const char *text, date_t *out, struct err *e)
{
    *out = text ? date_parse(str_c(text)) : DATE_NONE;
    return !text || *out != DATE_NONE ||
           err_set(e, "'%s' is no date of the form YYYY-MM-DD", text);
}

static bool engine_options(struct cc_rules *r, const struct cc_options *from,
                           struct engine_opts *o, struct err *e)
{
    struct arena *a = &r->arena;
    size_t n = from->n_rule_dirs ? from->n_rule_dirs : 1;
    const char **dirs = ARENA_ARRAY(a, const char *, n);
    dirs[0] = CC_DATADIR "/rules";
    for (size_t i = 0; i < from->n_rule_dirs; i++)
        dirs[i] = copied(a, from->rule_dirs[i]);
    o->rule_dirs = dirs;
    o->n_rule_dirs = (int)n;
    o->lang = copied(a, from->lang);
    o->store_path =
        from->store ? copied(a, from->store) : CC_DATADIR "/store/openrouter.db";
    if (o->store_path && !*o->store_path)
        o->store_path = NULL;
    return read_date(from->as_of, &o->as_of, e);
}

struct cc_rules *cc_rules_load(const struct cc_options *options, struct cc_error *err)
{
    static const struct cc_options none = {0};
    struct cc_rules *r = xcalloc(1, sizeof(*r));
    struct engine_opts o = {0};
    struct err e;
    arena_init(&r->arena);
    if (engine_options(r, options ? options : &none, &o, &e) &&
        engine_open(&r->engine, &o, &e)) {
        if (!r->engine.store_err.msg[0])
            return r;
        e = r->engine.store_err;
        engine_close(&r->engine);
    }
    give_error(err, &e);
    arena_release(&r->arena);
    free(r);
    return NULL;
}

const char *cc_rules_hash(const struct cc_rules *rules)
{
    return rules_hash(rules->engine.rules);
}

void cc_rules_free(struct cc_rules *rules)
{
    if (!rules)
        return;
    engine_close(&rules->engine);
    arena_release(&rules->arena);
    free(rules);
}

struct cc_scanner *cc_scanner_new(const struct cc_rules *rules, struct cc_error *err)
{
    struct cc_scanner *s = xcalloc(1, sizeof(*s));
    struct err e;
    s->rules = rules;
    s->article.scanner = s;
    buf_init(&s->input, 0);
    buf_init(&s->path, 0);
    arena_init(&s->article.arena);
    if (worker_open(&s->worker, &rules->engine, false, false, &e))
        return s;
    give_error(err, &e);
    cc_scanner_free(s);
    return NULL;
}

void cc_scanner_free(struct cc_scanner *scanner)
{
    if (!scanner)
        return;
    worker_close(&scanner->worker);
    arena_release(&scanner->article.arena);
    buf_release(&scanner->input);
    buf_release(&scanner->path);
    free(scanner);
}

/* Keeps copies of what must outlive the call. */
static void keep(struct cc_scanner *s, const char *text, size_t length, const char *path)
{
    buf_clear(&s->input);
    buf_add(&s->input, text, length);
    buf_clear(&s->path);
    buf_addc(&s->path, path ? path : "-");
    arena_clear(&s->article.arena);
    s->article.report = (struct article_report){0};
}

const struct cc_article *cc_check(struct cc_scanner *scanner, const char *text,
                                  size_t length, const struct cc_article_options *options,
                                  struct cc_error *err)
{
    static const struct cc_article_options none = {0};
    struct cc_article *article = &scanner->article;
    struct err e;
    if (!options)
        options = &none;
    struct read_opts o = {
        .encoding = options->encoding, .title = options->title, .lang = options->lang};
    keep(scanner, text, length, options->path);
    if (!read_date(options->published, &o.published, &e)) {
        give_error(err, &e);
        return NULL;
    }
    if (!worker_check(&scanner->worker, buf_str(&scanner->input), scanner->path.p, &o,
                      &article->report)) {
        give_error(err, &article->report.errors[0]);
        return NULL;
    }
    return article;
}

size_t cc_claim_count(const struct cc_article *article)
{
    return article->report.claims->v.n;
}

static const char *given(struct arena *a, struct str s)
{
    return arena_strdup(a, s);
}

static void fill_judged(struct cc_claim *out, const struct judgement *j)
{
    out->verdict = (enum cc_verdict)j->verdict;
    out->reason = reason_name(j->reason);
    out->explanation = j->explanation ? j->explanation : "";
    out->formula = j->n_readings ? j->readings[0].formula : NULL;
    out->suggestion = j->suggestion;
}

bool cc_claim_get(const struct cc_article *article, size_t i, struct cc_claim *claim)
{
    const struct article_report *r = &article->report;
    struct arena *a = (struct arena *)&article->arena;
    if (i >= r->claims->v.n)
        return false;
    const struct claim *c = &r->claims->v.p[i];
    struct position p = doc_position(r->doc, c->start, c->end);
    *claim = (struct cc_claim){.text = given(a, fact_quote(r, c)),
                               .kind = claim_kind_name(c->kind),
                               .value = fact_value(a, c),
                               .unit = c->unit ? c->unit : "",
                               .rule = c->rule,
                               .fingerprint = r->prints[i],
                               .start = p.start,
                               .end = p.end,
                               .line = p.line,
                               .column = p.column};
    fill_judged(claim, &r->judgements->v[i]);
    return true;
}

const char *cc_verdict_name(enum cc_verdict verdict)
{
    return verdict_name((enum verdict)verdict);
}

/* One article through a writer, as the program does for a single file. */
static void write_one(const struct cc_article *article, const struct writer *w,
                      struct buf *out)
{
    const struct worker *worker = &article->scanner->worker;
    const struct engine *g = &article->scanner->rules->engine;
    struct report_env env = {.version = CC_VERSION,
                             .rules_hash = rules_hash(g->rules),
                             .store = worker->store,
                             .store_path = worker->store ? g->store_path : NULL,
                             .as_of = g->as_of,
                             .width = 80,
                             .today = DATE_NONE};
    struct buf tail;
    struct sink to = {out, &tail};
    buf_init(&tail, 0);
    if (w->begin)
        w->begin(&env, out);
    w->article(&env, &article->report, 0, &to);
    if (w->end)
        w->end(&env, 1, buf_str(&tail), out);
    buf_release(&tail);
}

char *cc_report(const struct cc_article *article, const char *format, size_t *length,
                struct cc_error *err)
{
    const struct writer *w = report_writer(format);
    struct buf out;
    struct err e;
    if (!w) {
        err_set(&e, "there is no report format '%s'", format);
        give_error(err, &e);
        return NULL;
    }
    buf_init(&out, 0);
    write_one(article, w, &out);
    if (length)
        *length = out.n;
    return buf_steal(&out);
}
