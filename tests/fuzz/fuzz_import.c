/*
 * Any bytes as a file to import: JSON, tables, exports.  What is refused leaves
 * nothing behind, what is added can be added again without a new figure.
 */
#include <unistd.h>

#include "sync/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct writer *writer;
static char path[64];
static int runs;

static void drop(void)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    char name[80];

    writer_close(writer);
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        snprintf(name, sizeof(name), "%s%s", path, tails[i]);
        unlink(name);
    }
}

/* A new store every now and then, so that one input does not hide another. */
static void renew(void)
{
    struct err e;

    if (writer && ++runs % 500)
        return;
    if (writer)
        drop();
    else
        atexit(drop);
    snprintf(path, sizeof(path), "/tmp/claimcheck-fuzz-%ld.db", (long)getpid());
    writer = writer_open(path, &e);
    if (!writer)
        BUG("%s", e.msg);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct import_hints hints = {.as_of = "2026-01-15"};
    struct str bytes = str_of((const char *)data, size);
    struct import_result r;
    struct err e;

    renew();
    err_clear(&e);
    if (!import_bytes(writer, "view-month", bytes, &hints, &r, &e)) {
        if (!e.msg[0])
            BUG("refused without a word");
        return 0;
    }
    if (!import_bytes(writer, "view-month", bytes, &hints, &r, &e))
        BUG("refused the second time: %s", e.msg);
    if (r.stats.added)
        BUG("added twice");
    return 0;
}
