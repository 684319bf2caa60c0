/*
 * Bringing the store up to date from OpenRouter: the keyless exports and the
 * list of models, and with a key the Data API.  Every answer is one transaction
 * of its own, and what to ask for is found out from the store, so a run that is
 * killed anywhere is continued by the next one.
 */
#ifndef CC_SYNC_SYNC_H
#define CC_SYNC_SYNC_H

#include "base/date.h"
#include "base/err.h"
#include "sync/http.h"

#define SYNC_BASE_URL "https://openrouter.ai"

enum sync_say {
    SYNC_STEP,   /* what is being done: for a terminal */
    SYNC_DONE,   /* what came of it */
    SYNC_PROBLEM /* what went wrong with one part; the others go on */
};
typedef void sync_say_fn(void *user, enum sync_say kind, const char *text);

struct sync_opts {
    const char *store;
    const char *base_url;  /* NULL: SYNC_BASE_URL; https only */
    const char *key;       /* NULL: only what needs none */
    const char *authority; /* certificates to trust; NULL: the system's */
    long seconds;          /* for one answer; 0: two minutes */
    date_t since;          /* DATE_NONE: all that is missing */
    bool dry_run;          /* say what would be asked for; nothing is fetched */
    http_get_fn *get;      /* NULL: the network plugin's */
    sync_say_fn *say;      /* NULL: silence */
    void *user;
};
struct sync_result {
    int requests;
    int64_t added; /* figures */
    int snapshots;
    int problems;
};

/* False with error when nothing could be begun (no store, no plugin, a URL that
 * is not https); parts that failed are counted and told to `say`. */
bool sync_run(const struct sync_opts *o, struct sync_result *out, struct err *e);

#endif
