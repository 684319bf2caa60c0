/*
 * Any bytes as a store: opening and asking must end in an answer or an error.
 * The input is written over a small real store, so that it gets past the header.
 */
#include <unistd.h>

#include "base/io.h"
#include "store/history.h"
#include "sync/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[64];
static struct buf whole;

static void drop(void)
{
    unlink(path);
    buf_release(&whole);
}

static void make(void)
{
    static const char text[] = "# claimcheck table usage_daily 1\n"
                               "date,model,tokens,source,as_of\n"
                               "2026-01-01,a/b,10,s,2026-01-05\n"
                               "2026-01-01,a/b:free,3,s,2026-01-05\n"
                               "2026-01-01,other,5,s,2026-01-05\n";
    struct import_result r;
    struct writer *w;
    struct err e;

    snprintf(path, sizeof(path), "/tmp/claimcheck-fuzz-store-%ld.db", (long)getpid());
    unlink(path);
    w = writer_open(path, &e);
    if (!w || !import_bytes(w, "x", STR(text), NULL, &r, &e) || !writer_seal(w, &e))
        BUG("%s", e.msg);
    writer_close(w);
    buf_init(&whole, 0);
    if (!io_read_file(path, IO_MAX_INPUT, &whole, &e))
        BUG("%s", e.msg);
    atexit(drop);
}

static void ask(struct store *s)
{
    struct usage_sel sel = {.set = SET_ALL,
                            .scope = SCOPE_NAMED,
                            .from = 20454,
                            .to = 20460,
                            .vintage = DATE_NONE};
    struct names *names = names_new();
    struct rats *rats = rats_new();
    struct coverage *c;
    struct ranking r;
    struct arena a;
    struct usage u;
    struct err e;
    size_t n;

    arena_init(&a);
    store_names(s, names, &e);
    names_freeze(names);
    store_usage(s, &sel, &a, rats, &u, &e);
    store_ranking(s, 'm', 20454, 20460, DATE_NONE, SCOPE_NAMED, 5, &a, &r, &e);
    store_coverage(s, &a, &c, &n, &e);
    arena_release(&a);
    rats_free(rats);
    names_free(names);
}

/* Two bytes say where the rest is written. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct store *s;
    struct buf copy;
    struct err e;
    size_t at;

    if (!path[0])
        make();
    if (size < 3)
        return 0;
    buf_init(&copy, 0);
    buf_adds(&copy, buf_str(&whole));
    at = ((size_t)data[0] << 8 | data[1]) * 2 % copy.n;
    for (size_t i = 2; i < size && at + i - 2 < copy.n; i++)
        copy.p[at + i - 2] = (char)data[i];
    if (!io_write_file(path, buf_str(&copy), &e))
        BUG("%s", e.msg);
    s = store_open(path, DATE_NONE, &e);
    if (s)
        ask(s);
    store_close(s);
    buf_release(&copy);
    return 0;
}
