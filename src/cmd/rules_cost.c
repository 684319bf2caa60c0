/*
 * Each tagger runs alone over the same text, gated as always, until enough
 * time has passed to measure it.
 */
#include "cmd/rules_cost.h"

#include "base/io.h"
#include "rule/tagger.h"
#include "scan/tagging.h"

#define MIN_NS     4000000 /* at least this long for each */
#define MAX_ROUNDS 2000
#define MARK_SHARE 100 /* of a thousand */

struct timed {
    const struct tagger *tagger;
    int64_t ns; /* one pass over the text */
};

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The text as documents read it, and its sentences. */
static bool read_articles(struct doc *docs, char **paths, int n, struct err *e)
{
    struct read_opts o = {.published = DATE_NONE};
    for (int i = 0; i < n; i++) {
        struct buf b;
        buf_init(&b, IO_MAX_INPUT);
        bool ok = io_read_file(paths[i], IO_MAX_INPUT, &b, e) &&
                  doc_read(&docs[i], buf_str(&b), paths[i], &o, e);
        buf_release(&b);
        if (!ok)
            return false;
    }
    return true;
}

/* The examples of all taggers as one document, one sentence each. */
static void read_examples(struct doc *d, const struct taggers *all)
{
    struct buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < all->v.n; i++) {
        const struct tagger *t = &all->v.p[i];
        for (uint32_t k = 0; k < t->n_examples; k++) {
            struct sentence s = {.start = (uint32_t)b.n};
            buf_adds(&b, t->examples[k].text);
            s.end = (uint32_t)b.n;
            buf_addch(&b, ' ');
            VEC_PUSH(&d->sentences, s);
        }
    }
    d->text = arena_str(&d->arena, buf_str(&b));
    d->published = DATE_NONE;
    buf_release(&b);
}

static void pass(struct tagging *t, struct doc *docs, int n, struct claims *mem,
                 tags_t *tags)
{
    for (int i = 0; i < n; i++) {
        for (size_t k = 0; k < docs[i].sentences.n; k++) {
            const struct sentence *s = &docs[i].sentences.p[k];
            VEC_CLEAR(tags);
            tagging_run(t, &docs[i], s->start, s->end, mem, tags);
        }
        claims_clear(mem);
    }
}

static int64_t time_pass(struct tagging *t, struct doc *docs, int n)
{
    struct claims mem;
    tags_t tags = {0};
    int rounds = 0;
    claims_init(&mem);
    pass(t, docs, n, &mem, &tags);
    int64_t start = now_ns(), spent = 0;
    while (spent < MIN_NS && rounds++ < MAX_ROUNDS) {
        pass(t, docs, n, &mem, &tags);
        spent = now_ns() - start;
    }
    VEC_FREE(&tags);
    claims_release(&mem);
    return spent / (rounds ? rounds : 1);
}

static int by_cost(const void *a, const void *b)
{
    int64_t x = ((const struct timed *)a)->ns, y = ((const struct timed *)b)->ns;
    return x < y ? 1 : x > y ? -1 : 0;
}

static void measure(const struct engine *g, struct doc *docs, int n, struct buf *out)
{
    const struct taggers *all = g->rules->taggers;
    struct timed *v = xcalloc(all->v.n, sizeof(*v));
    struct tagging *t = tagging_new(g->rules, NULL, false);
    int64_t sum = 1;
    tagging_only(t, -1);
    int64_t base = time_pass(t, docs, n);
    for (size_t i = 0; i < all->v.n; i++) {
        tagging_only(t, (int)i);
        int64_t ns = time_pass(t, docs, n) - base;
        v[i] = (struct timed){&all->v.p[i], ns > 0 ? ns : 0};
        sum += v[i].ns;
    }
    qsort(v, all->v.n, sizeof(*v), by_cost);
    buf_addf(out, "%-34s %9s %6s\n", "tagger", "us/pass", "share");
    for (size_t i = 0; i < all->v.n; i++) {
        int share = (int)(v[i].ns * 1000 / sum);
        buf_addf(out, "%-34s %9lld %4d.%d%%%s\n", v[i].tagger->id,
                 (long long)(v[i].ns / 1000), share / 10, share % 10,
                 share > MARK_SHARE ? "  above a tenth of all" : "");
    }
    buf_addf(out, "%-34s %9lld\n", "looking for literals", (long long)(base / 1000));
    tagging_free(t);
    free(v);
}

bool rules_cost(const struct engine *g, char **articles, int n, struct buf *out,
                struct err *e)
{
    int n_docs = n ? n : 1;
    if (!g->rules->taggers)
        return err_set(e, "there are no taggers in the rules");
    struct doc *docs = xcalloc((size_t)n_docs, sizeof(*docs));
    for (int i = 0; i < n_docs; i++)
        doc_init(&docs[i]);
    bool ok = true;
    if (n)
        ok = read_articles(docs, articles, n, e);
    else
        read_examples(&docs[0], g->rules->taggers);
    if (ok)
        measure(g, docs, n_docs, out);
    for (int i = 0; i < n_docs; i++)
        doc_release(&docs[i]);
    free(docs);
    return ok;
}
