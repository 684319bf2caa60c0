/*
 * The output side: reports in their order, the journal of how far the run is,
 * the counts, and the end of the file.
 */
#include "cmd/run_impl.h"

#include "base/io.h"

#define NOTE_MS 500 /* how often the journal is written */

static void broken(struct run *r, const struct err *e)
{
    if (!__atomic_exchange_n(&r->full, true, __ATOMIC_RELAXED)) {
        progress_hide(&r->progress);
        complain(e);
    }
    r->journal.error = true;
}

static void put(struct run *r, struct str s)
{
    struct err e;

    if (!r->full && !output_put(&r->output, s, &e))
        broken(r, &e);
    stop_progress(r->stop);
}

void run_begin_output(struct run *r)
{
    struct buf head;

    r->begun = true;
    if (!r->writer->begin || r->output.written)
        return; /* a run that goes on has it already */
    buf_init(&head, 0);
    r->writer->begin(&r->env, &head);
    put(r, buf_str(&head));
    buf_release(&head);
}

static void note(struct run *r)
{
    int64_t now = progress_elapsed(&r->progress);
    struct err e;

    if (!r->resumable || r->full || (r->noted && now - r->noted < NOTE_MS))
        return;
    r->noted = now ? now : 1;
    if (!output_note(&r->output, &r->journal, &e))
        broken(r, &e);
}

void run_emit(void *ctx, const struct done *d)
{
    struct run *r = ctx;
    struct journal *j = &r->journal;

    if (r->full)
        return;
    if (!r->begun) { /* one input, and now it is known how many articles it has */
        r->env.one_of_many = d->totals.articles > 1;
        run_begin_output(r);
    }
    if (d->diagnostics.n) {
        progress_hide(&r->progress);
        fwrite(d->diagnostics.p, 1, d->diagnostics.n, stderr);
    }
    if (j->totals.articles > 0 && d->totals.articles > 0 && r->writer->separator)
        put(r, str_c(r->writer->separator));
    put(r, buf_str(&d->body));
    buf_adds(&r->tail, buf_str(&d->tail));
    buf_adds(&r->accepted, buf_str(&d->accepted));
    j->error |= d->error;
    j->found |= d->found;
    j->items += d->totals.records;
    totals_add(&j->totals, &d->totals);
    buf_clear(&j->last);
    buf_adds(&j->last, buf_str(&d->last));
    note(r);
    progress_show(&r->progress, &j->totals, d->stored);
}

static void write_counts(struct run *r, const char *path, int64_t ms)
{
    struct buf text;
    struct err e;

    if (!path)
        return;
    buf_init(&text, 0);
    totals_json(&r->journal.totals, &r->env, ms, r->n_workers, &text);
    if (strcmp(path, "-") == 0) {
        fwrite(text.p, 1, text.n, stderr);
    } else if (!io_write_file(path, buf_str(&text), &e)) {
        complain(&e);
        r->journal.error = true;
    }
    buf_release(&text);
}

/* The run was stopped or cannot write: what there is stays as it is. */
static bool cut_short(struct run *r)
{
    struct err e;

    if (!r->full && !stop_requested(r->stop))
        return false;
    if (r->resumable && !output_note(&r->output, &r->journal, &e))
        complain(&e);
    return true;
}

void run_finish_output(struct run *r)
{
    struct err e;
    struct buf foot;

    progress_hide(&r->progress);
    if (cut_short(r))
        return;
    if (!r->begun)
        run_begin_output(r);
    buf_init(&foot, 0);
    if (r->writer->end)
        r->writer->end(&r->env, r->journal.totals.articles, buf_str(&r->tail), &foot);
    put(r, buf_str(&foot));
    buf_release(&foot);
    if (!r->full && !output_finish(&r->output, &e))
        broken(r, &e);
    write_counts(r, r->s.summary, -1);
    write_counts(r, r->s.stats, progress_elapsed(&r->progress));
}
