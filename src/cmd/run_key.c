/*
 * What decides the bytes of a report besides its article, as one hash: for the
 * cache and for going on with an interrupted run.
 */
#include "cmd/run_impl.h"

#include "base/io.h"

static void add(struct buf *b, const char *name, const char *value)
{
    if (value)
        buf_addf(b, "%s=%s\n", name, value);
}

static void add_options(const struct run *r, struct buf *b)
{
    const struct settings *s = &r->s;
    const struct report_env *env = &r->env;

    buf_addf(b,
             "format=%s scan=%d color=%d verbose=%d quiet=%d sort=%d width=%d many=%d\n",
             r->writer->name, r->o->scan_only, env->color, env->verbose, env->quiet,
             s->sort, env->width, !feeder_single(&r->feeder));
    buf_addf(b, "today=%d date=%d as_of=%d lang=%d fail=%u update=%d input=%d\n",
             (int)env->today, (int)s->date, (int)s->as_of, s->lang, r->fail_mask,
             s->update_baseline, s->input);
    add(b, "title", s->title);
    add(b, "encoding", s->encoding);
    for (size_t i = 0; i < r->baseline.entries.n; i++)
        buf_addf(b, "accepted=%.*s\n", STR_FMT(r->baseline.entries.items[i].key));
}

void run_key(const struct run *r, char key[65])
{
    struct buf b;

    buf_init(&b, 0);
    add(&b, "version", CC_VERSION);
    add(&b, "rules", r->env.rules_hash);
    add(&b, "store", r->engine.store_path);
    add(&b, "store_error", r->engine.store_err.msg);
    if (r->engine.store)
        store_identity(r->engine.store, &b);
    add_options(r, &b);
    io_sha256(buf_str(&b), key);
    buf_release(&b);
}
