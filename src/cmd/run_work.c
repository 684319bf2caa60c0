/*
 * One piece of work: each of its articles is read, checked and reported into
 * the piece's own buffers.  Runs in several threads; the run is only read.
 */
#include "cmd/run_impl.h"

#include "report/facts.h"

bool run_next(void *ctx, struct unit *u)
{
    struct run *r = ctx;

    return !__atomic_load_n(&r->full, __ATOMIC_RELAXED) && !stop_requested(r->stop) &&
           feeder_next(&r->feeder, u);
}

void run_say(struct buf *out, const struct err *e, const char *kind)
{
    static const size_t prefix = sizeof("claimcheck: error") - 1;
    char text[2048];
    size_t n = err_format(e, text, sizeof(text));

    buf_addf(out, "claimcheck: %s", kind);
    buf_add(out, text + prefix, n - prefix);
}

/* What went wrong, with the line for people; the report itself names no line,
 * so that it is the same however the input was split. */
static void diagnose(struct done *d, const struct article_report *a, const struct item *i)
{
    for (size_t k = 0; k < a->n_errors; k++) {
        struct err e = a->errors[k];

        if (i->number && !e.where[0])
            err_at(&e, a->path, (int)i->number, 0);
        run_say(&d->diagnostics, &e, "error");
    }
    for (size_t k = 0; a->doc && k < a->doc->notes.n; k++) {
        struct err note = a->doc->notes.p[k];

        if (!note.where[0])
            err_at(&note, a->path, (int)i->number, 0);
        run_say(&d->diagnostics, &note, "warning");
    }
}

static bool fails(const struct run *r, const struct article_report *a)
{
    for (size_t i = 0; a->judgements && i < a->judgements->n; i++)
        if (!fact_suppressed(a, i) && (r->fail_mask & 1u << a->judgements->v[i].verdict))
            return true;
    return false;
}

/* Claims of the baseline are suppressed; a line for the new one is kept. */
static void use_baseline(const struct run *r, struct worker *w,
                         const struct article_report *a, struct done *d)
{
    for (size_t i = 0; r->baseline.path && a->claims && i < a->claims->v.n; i++) {
        struct baseline_entry *entry = baseline_find(&r->baseline, a->prints[i]);

        if (!entry)
            continue;
        __atomic_store_n(&entry->seen, true, __ATOMIC_RELAXED);
        if (!r->s.update_baseline && !w->suppressed.p[i].by)
            w->suppressed.p[i] = (struct suppression){.by = "baseline"};
    }
    if (r->s.update_baseline)
        baseline_lines(a, r->fail_mask, &d->accepted);
}

static void count(const struct article_report *a, size_t bytes, struct totals *t)
{
    struct tally n = tally_of(a);

    t->articles++;
    t->bytes += bytes;
    t->numerals += n.numerals;
    t->claims += n.claims;
    t->bound += n.bound;
    t->judged += n.judged;
    t->suppressed += n.suppressed;
    for (size_t i = 0; i < ARRAY_LEN(t->verdicts); i++)
        t->verdicts[i] += n.verdicts[i];
    t->errors += a->n_errors > 0;
}

static void write_report(const struct run *r, const struct report_env *env, size_t index,
                         const struct article_report *a, struct done *d)
{
    struct sink to = {&d->body, &d->tail};

    if (d->totals.articles > 0 && r->writer->separator)
        buf_addc(&d->body, r->writer->separator);
    r->writer->article(env, a, index, &to);
    d->error |= a->n_errors > 0;
    d->found |= fails(r, a);
}

static void failed(const struct run *r, const struct item *i, const struct err *why,
                   struct done *d)
{
    struct article_report a = {.path = i->path, .errors = why, .n_errors = 1};

    if (r->n_workers)
        diagnose(d, &a, i); /* what breaks all articles was said before */
    write_report(r, &r->env, i->index, &a, d);
    count(&a, 0, &d->totals);
}

static void judge_past(const struct run *r, int thread, const struct worker *w,
                       struct article_report *a)
{
    struct past *p = r->past ? &r->past[thread] : NULL;
    struct err e;

    if (!p || !a->judgements)
        return;
    judgements_clear(&p->judgements);
    if (verify_doc(p->verifier, &w->doc, &w->claims, &p->judgements, &e))
        a->before = &p->judgements;
}

/* One item on its way to the reports of its articles. */
struct doing {
    const struct run *r;
    const struct item *i;
    int thread;
    struct report_env env;
    struct done *d;
    size_t n;     /* articles of the item so far */
    size_t bytes; /* of the item */
};

static void one_article(void *ctx, struct worker *w, struct article_report *a)
{
    struct doing *k = ctx;
    const struct run *r = k->r;

    diagnose(k->d, a, k->i);
    if (r->engine.store_err.msg[0] && !r->o->scan_only)
        worker_add_error(w, &r->engine.store_err, a);
    judge_past(r, k->thread, w, a);
    use_baseline(r, w, a, k->d);
    /* the articles of a feed have the item's number in their low half */
    write_report(r, &k->env, (size_t)(k->i->index | (uint64_t)k->n << 40), a, k->d);
    count(a, k->n ? 0 : k->bytes, &k->d->totals);
    k->n++;
}

static void do_item(const struct run *r, int thread, const struct unit *u,
                    const struct item *i, struct done *d)
{
    struct loaded *l = &r->loaded[thread];
    struct doing k = {.r = r, .i = i, .env = r->env, .d = d};
    struct read_opts o;
    struct worker *w;

    d->totals.records++;
    if (!feeder_load(&r->feeder, u, i, l) || !r->n_workers) {
        failed(r, i, l->why.msg[0] ? &l->why : &r->broken, d);
        return;
    }
    if (l->skip)
        return;
    w = &r->workers[thread];
    o = feeder_read_opts(&r->s, i, l);
    k.thread = thread;
    k.env.store = w->store;
    k.bytes = l->bytes.n;
    worker_check_each(w, l->bytes, i->path, &o, (struct check_sink){one_article, &k});
}

void run_work(void *ctx, int thread, struct unit *u, struct done *d)
{
    const struct run *r = ctx;

    for (size_t i = 0; i < u->items.n; i++)
        do_item(r, thread, u, &u->items.p[i], d);
    if (r->resumable && u->items.n)
        buf_addc(&d->last, u->items.p[u->items.n - 1].path);
}
