/*
 * `claimcheck data import FILE...`: each file is added whole or refused whole;
 * a refused one does not keep the others out.
 */
#include "cmd/data.h"

#include <inttypes.h>

#include "sync/import.h"

struct job {
    const char *path;
    int rank, order;
};

static int by_rank(const void *a, const void *b)
{
    const struct job *x = a, *y = b;

    return x->rank != y->rank ? x->rank - y->rank : x->order - y->order;
}

static void say(const struct data_opts *o, const char *path,
                const struct import_result *r)
{
    static const char *const words[] = {"", "nothing new", "no figures"};

    if (o->quiet)
        return;
    printf("%s: %s, ", path, r->format);
    if (r->state == IMPORT_ADDED)
        printf("%" PRId64 " of %" PRId64 " figures added in %d snapshot%s",
               r->stats.added, r->stats.rows, r->stats.snapshots,
               r->stats.snapshots == 1 ? "" : "s");
    else
        fputs(words[r->state], stdout);
    printf("%s%s%s\n", r->note[0] ? " (" : "", r->note, r->note[0] ? ")" : "");
}

static int import_all(const struct data_opts *o, struct writer *w, const struct job *jobs,
                      int n)
{
    struct import_hints hints = {0};
    int status = EXIT_CLEAN;
    char day[11];

    if (o->as_of != DATE_NONE) {
        date_format(o->as_of, day);
        hints.as_of = day;
    }
    for (int i = 0; i < n; i++) {
        struct import_result r;
        struct err e;

        err_clear(&e);
        if (import_file(w, jobs[i].path, &hints, &r, &e))
            say(o, jobs[i].path, &r);
        else
            status = complain(&e);
    }
    return status;
}

static int run(const struct data_opts *o, const struct job *jobs, int n)
{
    struct buf path;
    struct writer *w;
    struct err e;
    int status;

    buf_init(&path, 0);
    data_store_path(o, &path);
    w = writer_open(path.p, &e);
    status = w ? import_all(o, w, jobs, n) : complain(&e);
    if (w && o->seal && !writer_seal(w, &e))
        status = complain(&e);
    writer_close(w);
    buf_release(&path);
    return status;
}

int data_import(const struct data_opts *o, int argc, char **argv)
{
    struct job *jobs = xcalloc((size_t)argc + 1, sizeof(*jobs));
    int status;

    for (int i = 0; i < argc; i++)
        jobs[i] = (struct job){argv[i], import_rank(argv[i]), i};
    qsort(jobs, (size_t)argc, sizeof(*jobs), by_rank);
    status = run(o, jobs, argc);
    free(jobs);
    return status;
}
