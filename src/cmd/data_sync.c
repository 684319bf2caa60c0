/*
 * `claimcheck data sync`: fetches what is new from OpenRouter.  The key comes
 * from the environment and goes into one header of each request; a process
 * that holds it leaves no core dump.
 */
#include "cmd/data.h"

#include <inttypes.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sync/sync.h"

#define KEY_VARIABLE "OPENROUTER_API_KEY"

struct talk {
    bool quiet, terminal, pending; /* pending: a progress line stands there */
};

static void clear_line(struct talk *t)
{
    if (t->pending)
        fputs("\r\033[K", stderr);
    t->pending = false;
}

static void on_say(void *user, enum sync_say kind, const char *text)
{
    struct talk *t = user;
    struct err e;

    clear_line(t);
    if (kind == SYNC_PROBLEM) {
        err_set(&e, "%s", text);
        complain(&e);
    } else if (kind == SYNC_DONE && !t->quiet) {
        puts(text);
        fflush(stdout);
    } else if (kind == SYNC_STEP && t->terminal && !t->quiet) {
        fprintf(stderr, "%s ...", text);
        fflush(stderr);
        t->pending = true;
    }
}

static const char *environment(const char *name)
{
    const char *v = getenv(name);

    return v && *v ? v : NULL;
}

/* A key is printable ASCII: anything else would break the header it goes into. */
static bool find_key(const char **key, struct err *e)
{
    struct rlimit none = {0, 0};

    *key = environment(KEY_VARIABLE);
    if (!*key)
        return true;
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
    for (const char *p = *key; *p; p++)
        if (*p <= ' ' || *p > '~')
            return err_set(e, KEY_VARIABLE " holds a character that no key has");
    return strlen(*key) < 1000 || err_set(e, KEY_VARIABLE " is too long for a key");
}

static bool find_seconds(long *out, struct err *e)
{
    const char *text = environment("CLAIMCHECK_TIMEOUT");
    int64_t seconds;

    *out = 0;
    if (!text)
        return true;
    if (!str_i64(str_c(text), &seconds) || seconds < 1 || seconds > 3600)
        return err_set(e, "CLAIMCHECK_TIMEOUT: '%s' is no number of seconds", text);
    *out = (long)seconds;
    return true;
}

static void sum_up(const struct data_opts *o, const struct sync_result *r)
{
    if (o->quiet || o->dry_run)
        return;
    printf("%d request%s, %" PRId64 " figures in %d snapshot%s\n", r->requests,
           r->requests == 1 ? "" : "s", r->added, r->snapshots,
           r->snapshots == 1 ? "" : "s");
}

int data_sync(const struct data_opts *o)
{
    struct talk talk = {.quiet = o->quiet, .terminal = isatty(STDERR_FILENO)};
    struct sync_opts s = {.base_url = o->base_url,
                          .authority = environment("SSL_CERT_FILE"),
                          .since = o->since,
                          .dry_run = o->dry_run,
                          .say = on_say,
                          .user = &talk};
    struct sync_result r;
    struct buf path;
    struct err e;
    bool ok;

    buf_init(&path, 0);
    data_store_path(o, &path);
    s.store = path.p;
    ok = find_key(&s.key, &e) && find_seconds(&s.seconds, &e) && sync_run(&s, &r, &e);
    clear_line(&talk);
    buf_release(&path);
    if (!ok)
        return complain(&e);
    sum_up(o, &r);
    return r.problems ? EXIT_ERROR : EXIT_CLEAN;
}
