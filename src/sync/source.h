/*
 * What a loader of a format works on: the bytes, the writer, and the helpers
 * that turn text into figures.  A helper that fails has set the error.
 */
#ifndef CC_SYNC_SOURCE_H
#define CC_SYNC_SOURCE_H

#include "base/arena.h"
#include "store/store.h"
#include "sync/import.h"
#include "sync/json_text.h"

struct source {
    struct writer *w;
    struct str text;
    const cJSON *json; /* the text parsed; NULL when it is none */
    const char *name;  /* of the file */
    const struct import_hints *hints;
    struct arena arena;
    struct import_result *result;
    struct snap *last; /* of the row before: most rows share one */
    const char *last_dataset, *last_source, *last_as_of;
};

/* One format: how it is told, how it is read, and when (see import_rank). */
struct format {
    const char *name;
    int rank;
    bool (*detect)(const struct source *src);
    bool (*load)(struct source *src, struct err *e);
};

/* The text as a number of tokens (digits alone). */
bool source_tokens(struct str s, int64_t *out, struct err *e);
/* "49.15" billions: 49150000000, and half a place of the second decimal. */
bool source_billions(struct str s, int64_t *tokens, int64_t *half, struct err *e);
/* "YYYY-MM-DD", also at the front of an ISO time. */
bool source_date(struct str s, date_t *out, struct err *e);
/* Digits, or empty for 0. */
bool source_count(struct str s, int64_t *out, struct err *e);
/* USD per token to USD per million tokens, exactly: "0.0000003" and "3e-07"
 * give "0.3".  A negative price stands for one that varies: empty.  Lives in
 * the source's arena. */
bool source_per_million(struct source *src, struct str per_token, struct str *out,
                        struct err *e);
/* When the content says nothing of it: the hint, else the last date in the
 * file's name, else an error. */
bool source_as_of(struct source *src, const char **out, struct err *e);
/* Adds the line of a JSON row to an error; returns false. */
bool source_bad_row(struct source *src, const cJSON *row, struct err *e);
/* Notes what was left out (printf); the first note stays. */
void source_note(struct source *src, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The snapshot of a row, kept from the row before when it is the same. */
struct snap *source_snap(struct source *src, const struct snap_in *in, struct err *e);

#endif
