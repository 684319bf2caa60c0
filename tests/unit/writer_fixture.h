/*
 * A store of the test's own, made from text.
 */
#ifndef CC_TESTS_WRITER_FIXTURE_H
#define CC_TESTS_WRITER_FIXTURE_H

#include "unit/unit.h"

#include <unistd.h>

#include "store/store.h"
#include "sync/import.h"

static char folder[64], path[80];
static struct writer *writer;

static int make_store(void **state)
{
    struct err e;

    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/claimcheck-unit-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof(path), "%s/s.db", folder);
    writer = writer_open(path, &e);
    return writer ? 0 : -1;
}

static int drop_store(void **state)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    char name[100];

    (void)state;
    writer_close(writer);
    writer = NULL;
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        snprintf(name, sizeof(name), "%s%s", path, tails[i]);
        unlink(name);
    }
    return rmdir(folder);
}

static struct import_result last_import;
static struct err last_error;

/* Imports text under a name; false leaves the error in last_error. */
static inline bool import_text_as(const char *name, const char *text)
{
    err_clear(&last_error);
    return import_bytes(writer, name, str_c(text), NULL, &last_import, &last_error);
}

/* Must go well; how many figures were new. */
static inline int64_t added(const char *name, const char *text)
{
    if (!import_text_as(name, text))
        fail_msg("%s: %s", name, last_error.msg);
    return last_import.stats.added;
}

/* Must be refused, with this text in the message, at this line (0: any). */
static inline void assert_refused(const char *text, const char *why, int line)
{
    if (import_text_as("x", text))
        fail_msg("not refused: %s", text);
    assert_err(&last_error, why);
    if (line)
        assert_int_equal(last_error.line, line);
}

#endif
