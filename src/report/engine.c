/*
 * Runs the stages in their order and gathers the result.  This is the only
 * place where all of them meet.
 */
#include "report/engine.h"

#include "text/feed.h"

static bool load_names(struct engine *g, struct err *e)
{
    g->names = names_new();
    if (g->store && !store_names(g->store, g->names, e))
        return false;
    if (!names_from_rules(g->names, g->rules, e))
        return false;
    names_freeze(g->names);
    return true;
}

bool engine_open(struct engine *g, const struct engine_opts *o, struct err *e)
{
    struct rules_opts ro = {.dirs = o->rule_dirs,
                            .n_dirs = o->n_rule_dirs,
                            .lang = o->lang,
                            .cache = o->rule_cache,
                            .examples = o->examples};
    *g = (struct engine){.store_path = o->store_path, .as_of = o->as_of, .scan = o->scan};
    g->rules = rules_load(&ro, e);
    if (!g->rules)
        return false;
    if (o->store_path)
        g->store = store_open(o->store_path, o->as_of, &g->store_err);
    if (load_names(g, e))
        return true;
    engine_close(g);
    return false;
}

void engine_close(struct engine *g)
{
    if (g->names)
        names_free(g->names);
    if (g->store)
        store_close(g->store);
    if (g->rules)
        rules_free(g->rules);
    *g = (struct engine){0};
}

static bool worker_store(struct worker *w, const struct engine *g, bool first,
                         struct err *e)
{
    if (!g->store)
        return true;
    w->own_store = !first;
    w->store = first ? g->store : store_open(g->store_path, g->as_of, e);
    if (w->store)
        store_use_names(w->store, g->names);
    return w->store != NULL;
}

bool worker_open(struct worker *w, const struct engine *g, bool first, bool scan_only,
                 struct err *e)
{
    struct verify_opts vo = {.as_of = g->as_of, .revised = g->as_of == DATE_NONE};
    *w = (struct worker){.engine = g, .scan_only = scan_only};
    doc_init(&w->doc);
    claims_init(&w->claims);
    judgements_init(&w->judgements);
    if (!worker_store(w, g, first, e))
        return false;
    w->scanner = scanner_new(g->rules, g->names, &g->scan);
    if (!scan_only)
        w->verifier = verifier_new(g->rules, g->names, w->store, &vo);
    return true;
}

void worker_close(struct worker *w)
{
    if (w->verifier)
        verifier_free(w->verifier);
    if (w->plain)
        verifier_free(w->plain);
    if (w->scanner)
        scanner_free(w->scanner);
    if (w->store && w->own_store)
        store_close(w->store);
    doc_release(&w->doc);
    claims_release(&w->claims);
    judgements_release(&w->judgements);
    VEC_FREE(&w->suppressed);
    VEC_FREE(&w->errors);
    free(w->prints);
    *w = (struct worker){0};
}

void worker_add_error(struct worker *w, const struct err *e, struct article_report *r)
{
    VEC_PUSH(&w->errors, *e);
    r->errors = w->errors.p;
    r->n_errors = w->errors.n;
}

void worker_failed(struct worker *w, const char *path, const struct err *why,
                   struct article_report *out)
{
    VEC_CLEAR(&w->errors);
    VEC_PUSH(&w->errors, *why);
    *out = (struct article_report){
        .path = path, .errors = w->errors.p, .n_errors = w->errors.n};
}

static void fingerprints(struct worker *w)
{
    if (w->claims.v.n > w->n_prints) {
        w->n_prints = w->claims.v.n;
        w->prints = xrealloc(w->prints, w->n_prints * sizeof(*w->prints));
    }
    claim_fingerprints(&w->doc, &w->claims, w->prints);
}

/* Claims under an ignore comment are kept and marked. */
static void ignored(struct worker *w)
{
    VEC_CLEAR(&w->suppressed);
    for (size_t i = 0; i < w->claims.v.n; i++) {
        const struct claim *c = &w->claims.v.p[i];
        struct suppression s = {0};
        if (c->ignored)
            s = (struct suppression){.by = "comment", .why = c->ignored_why};
        VEC_PUSH(&w->suppressed, s);
    }
}

/* A store that breaks under way costs the figures, not the report. */
static bool judge(struct worker *w)
{
    static const struct verify_opts vo = {.as_of = DATE_NONE};
    struct err e;
    judgements_clear(&w->judgements);
    if (w->scan_only || verify_doc(w->verifier, &w->doc, &w->claims, &w->judgements, &e))
        return true;
    VEC_PUSH(&w->errors, e);
    if (!w->plain)
        w->plain = verifier_new(w->engine->rules, w->engine->names, NULL, &vo);
    judgements_clear(&w->judgements);
    verify_doc(w->plain, &w->doc, &w->claims, &w->judgements, NULL);
    return false;
}

/* The document of the worker is read: claims and verdicts. */
static bool check_doc(struct worker *w, const char *path, struct article_report *out)
{
    VEC_CLEAR(&w->errors);
    scan_doc(w->scanner, &w->doc, &w->claims);
    fingerprints(w);
    ignored(w);
    bool ok = judge(w);
    *out = (struct article_report){
        .doc = &w->doc,
        .path = path,
        .claims = &w->claims,
        .judgements = !w->scan_only ? &w->judgements : NULL,
        .suppressed = w->suppressed.p,
        .prints = w->prints,
        .errors = w->errors.p,
        .n_errors = w->errors.n,
    };
    return ok;
}

bool worker_check(struct worker *w, struct str input, const char *path,
                  const struct read_opts *o, struct article_report *out)
{
    struct err e;
    doc_clear(&w->doc);
    if (!doc_read(&w->doc, input, path, o, &e)) {
        worker_failed(w, path, &e, out);
        out->id = w->doc.id;
        return false;
    }
    return check_doc(w, path, out);
}

struct checking {
    struct worker *w;
    const char *path;
    struct check_sink sink;
};

static bool check_one(void *ctx, struct doc *d, const struct err *why)
{
    struct checking *k = ctx;
    struct article_report a;
    if (why) {
        worker_failed(k->w, k->path, why, &a);
        a.id = d->id;
    } else {
        check_doc(k->w, k->path, &a);
    }
    k->sink.fn(k->sink.ctx, k->w, &a);
    return true;
}

void worker_check_each(struct worker *w, struct str input, const char *path,
                       const struct read_opts *o, struct check_sink sink)
{
    struct checking k = {w, path, sink};
    struct article_report a;
    struct err e;
    doc_clear(&w->doc);
    if (doc_read_many(&w->doc, input, path, o, (struct article_sink){check_one, &k}, &e))
        return;
    worker_failed(w, path, &e, &a);
    a.id = w->doc.id;
    sink.fn(sink.ctx, w, &a);
}
