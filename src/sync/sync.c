/*
 * One part after the other: exports, rankings, apps, models.  Answers go to
 * the importer as they came, with what only the request knows (when, from
 * where) beside them.
 */
#include "sync/sync.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/plugin.h"
#include "base/io.h"
#include "store/history.h"
#include "store/write.h"
#include "sync/clock.h"
#include "sync/fetch.h"
#include "sync/import.h"
#include "sync/manifest.h"
#include "sync/plan.h"

#define DATASETS        "/api/v1/datasets/"
#define EXPORTS         DATASETS "exports/rankings-daily/"
#define DEFAULT_SECONDS 120

struct sync {
    const struct sync_opts *o;
    struct sync_result *out;
    struct writer *w;
    struct fetch fetch;
    struct arena arena;
    struct str base;
    char now[21];
    date_t today;
    bool stopped; /* the API takes no more requests with this key */
};

static void say(struct sync *s, enum sync_say kind, const char *fmt, ...)
{
    char text[700];
    va_list ap;

    s->out->problems += kind == SYNC_PROBLEM;
    if (!s->o->say)
        return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
    s->o->say(s->o->user, kind, text);
}

static void say_step(void *user, const char *text)
{
    say(user, SYNC_STEP, "%s", text);
}

/* ---- one answer ---- */

struct part {
    const char *what; /* "rankings 2025-01-01..2025-12-31" */
    const char *url;
    const char *expect; /* format of the answer */
    bool keyed;
    bool keep_etag; /* the URL stands for what is newest */
};

static void count(struct sync *s, int requests)
{
    struct err e;

    if (requests && !writer_use_quota(s->w, s->today, requests, &e))
        say(s, SYNC_PROBLEM, "%s", e.msg);
}

/* Gets a part's answer; false when there is none to import (told to `say`). */
static bool get(struct sync *s, const struct part *p, struct http_response *r)
{
    char etag[200] = "";
    enum fetch_state state;
    int sent = s->fetch.n_sent;
    struct err e;

    if (p->keyed && s->stopped)
        return false;
    if (s->o->dry_run) {
        say(s, SYNC_DONE, "would fetch %s%s", p->url, p->keyed ? " (with the key)" : "");
        return false;
    }
    err_clear(&e);
    if (!writer_etag(s->w, p->url, etag, &e)) {
        say(s, SYNC_PROBLEM, "%s: %s", p->what, e.msg);
        return false;
    }
    say(s, SYNC_STEP, "fetching %s", p->what);
    s->out->requests++;
    state = fetch_get(&s->fetch, p->url, etag, p->keyed, r, &e);
    s->stopped = p->keyed && (state == FETCH_DENIED || state == FETCH_LIMITED);
    count(s, s->fetch.n_sent - sent);
    if (state == FETCH_UNCHANGED)
        say(s, SYNC_DONE, "%s: unchanged", p->what);
    else if (state != FETCH_OK)
        say(s, SYNC_PROBLEM, "%s: %s", p->what, e.msg);
    return state == FETCH_OK;
}

static bool import(struct sync *s, const struct part *p, const struct http_response *r,
                   const char *as_of)
{
    struct import_hints hints = {
        .as_of = as_of, .retrieved_at = s->now, .expect = p->expect};
    struct import_result result;
    struct err e;

    err_clear(&e);
    if (!import_bytes(s->w, p->url, buf_str(&r->body), &hints, &result, &e)) {
        if (e.line)
            say(s, SYNC_PROBLEM, "%s, line %d: %s", p->what, e.line, e.msg);
        else
            say(s, SYNC_PROBLEM, "%s: %s", p->what, e.msg);
        return false;
    }
    if (p->keep_etag && r->etag[0] &&
        !writer_keep_etag(s->w, p->url, r->etag, s->now, &e))
        say(s, SYNC_PROBLEM, "%s: %s", p->what, e.msg);
    s->out->added += result.stats.added;
    s->out->snapshots += result.stats.snapshots;
    if (result.state == IMPORT_ADDED)
        say(s, SYNC_DONE, "%s: %" PRId64 " figures added", p->what, result.stats.added);
    else
        say(s, SYNC_DONE, "%s: nothing new", p->what);
    return true;
}

static void get_and_import(struct sync *s, const struct part *p, const char *as_of)
{
    struct http_response r;

    http_init(&r);
    if (get(s, p, &r))
        import(s, p, &r, as_of);
    http_release(&r);
}

static const char *url_of(struct sync *s, const char *path)
{
    return arena_printf(&s->arena, "%.*s%s", STR_FMT(s->base), path);
}

/* ---- the keyless exports ---- */

/* The path of the table that a manifest names; NULL when it is not one of the
 * exports of OpenRouter or of the mirror that is asked. */
static const char *table_path(struct sync *s, const char *url)
{
    struct str u = str_c(url), origin = fetch_origin(u), path = str_sub(u, origin.n, u.n);

    if (!str_eqc(origin, SYNC_BASE_URL) && !str_eq(origin, s->base))
        return NULL;
    if (!str_starts(path, STR(EXPORTS)) || str_find(path, STR(".."), 0) < path.n ||
        !str_ends(path, STR(".csv")))
        return NULL;
    return arena_strdup(&s->arena, path);
}

static bool read_manifest(struct sync *s, const struct http_response *r,
                          struct manifest *m, const char **path)
{
    struct err e;
    cJSON *json;
    bool ok;

    err_clear(&e);
    json = json_parse(buf_str(&r->body), &e);
    ok = json && manifest_read(json, m, &e);
    cJSON_Delete(json);
    *path = ok ? table_path(s, m->csv_url) : NULL;
    if (ok && !*path)
        ok = err_set(&e, "the manifest names '%s', which is no export", m->csv_url);
    if (!ok)
        say(s, SYNC_PROBLEM, "export manifest: %s", e.msg);
    return ok;
}

/* The table; its manifest's ETag is kept only when the table is in, so that a
 * broken download is asked for again. */
static void sync_table(struct sync *s, const struct part *manifest,
                       const struct http_response *mr)
{
    struct part p = {.expect = "export csv"};
    struct http_response r;
    struct manifest m;
    const char *path;
    struct err e;

    if (!read_manifest(s, mr, &m, &path))
        return;
    p.what = arena_printf(&s->arena, "export %s", m.snapshot_date);
    p.url = url_of(s, path);
    http_init(&r);
    if (get(s, &p, &r)) {
        err_clear(&e);
        if (!manifest_fits(&m, buf_str(&r.body), &e))
            say(s, SYNC_PROBLEM, "%s: %s", p.what, e.msg);
        else if (import(s, &p, &r, m.snapshot_date) &&
                 !writer_keep_etag(s->w, manifest->url, mr->etag, s->now, &e))
            say(s, SYNC_PROBLEM, "%s: %s", p.what, e.msg);
    }
    http_release(&r);
}

static void sync_export(struct sync *s)
{
    struct part p = {"export manifest", url_of(s, EXPORTS "latest.manifest.json"), NULL,
                     false, true};
    struct http_response r;

    http_init(&r);
    if (get(s, &p, &r))
        sync_table(s, &p, &r);
    http_release(&r);
}

/* ---- the Data API ---- */

static void sync_window(struct sync *s, const struct plan_window *w)
{
    struct part p = {.expect = "rankings-daily", .keyed = true};
    char from[11], to[11];

    date_format(w->from, from);
    date_format(w->to, to);
    p.what = arena_printf(&s->arena, "rankings %s..%s", from, to);
    p.url = url_of(s, arena_printf(&s->arena,
                                   DATASETS "rankings-daily?start_date=%s&end_date=%s",
                                   from, to));
    get_and_import(s, &p, s->now);
}

/* What the store has already; a store that is not there has nothing. */
static bool find_covered(struct sync *s, date_t since, date_t last, bool *covered,
                         struct err *e)
{
    struct store *store;
    bool ok;

    if (s->o->since != DATE_NONE || (s->o->dry_run && !io_exists(s->o->store)))
        return true;
    store = store_open(s->o->store, DATE_NONE, e);
    ok = store && store_listed(store, since, last, covered, e);
    store_close(store);
    return ok;
}

static void sync_rankings(struct sync *s)
{
    date_t since = s->o->since == DATE_NONE || s->o->since < PLAN_FIRST_DAY
                       ? PLAN_FIRST_DAY
                       : s->o->since;
    date_t last = s->today - 1;
    plan_windows windows = {0};
    bool *covered;
    struct err e;

    if (since > last)
        return;
    covered = ARENA_ARRAY(&s->arena, bool, (size_t)(last - since + 1));
    if (!find_covered(s, since, last, covered, &e)) {
        say(s, SYNC_PROBLEM, "rankings: %s", e.msg);
        return;
    }
    plan_days(since, last, covered, &windows);
    for (size_t i = 0; i < windows.n; i++)
        sync_window(s, &windows.p[i]);
    VEC_FREE(&windows);
}

static void sync_apps(struct sync *s)
{
    struct part p = {"app rankings", url_of(s, DATASETS "app-rankings?limit=100"),
                     "app-rankings", true, false};

    get_and_import(s, &p, s->now);
}

static void sync_models(struct sync *s)
{
    struct part p = {"models", url_of(s, "/api/v1/models"), "models", false, true};

    get_and_import(s, &p, s->now);
}

/* ---- all of it ---- */

static bool open_fetch(struct sync *s, struct err *e)
{
    struct fetch *f = &s->fetch;
    int used;

    f->get = s->o->get;
    if (!f->get && !s->o->dry_run) {
        void *symbol = plugin_symbol(PLUGIN_NET, "net_http_get", e);

        if (!symbol)
            return false;
        memcpy(&f->get, &symbol, sizeof(symbol));
    }
    f->key = s->o->key;
    f->authority = s->o->authority;
    f->seconds = s->o->seconds > 0 ? s->o->seconds : DEFAULT_SECONDS;
    f->say = say_step;
    f->user = s;
    return s->o->dry_run || (writer_quota(s->w, s->today, &used, e) &&
                             ((f->left_today = FETCH_PER_DAY - used), true));
}

static bool open_all(struct sync *s, struct err *e)
{
    const char *base = s->o->base_url ? s->o->base_url : SYNC_BASE_URL;

    s->base = fetch_origin(str_c(base));
    if (!s->base.n || s->base.n + 1 < strlen(base))
        return err_set(e, "'%s' is no address of a server (https://HOST)", base);
    s->today = date_from_unix(clock_now());
    clock_format(clock_now(), s->now);
    if (!s->o->dry_run)
        s->w = writer_open(s->o->store, e);
    return (s->o->dry_run || s->w) && open_fetch(s, e);
}

static void run_parts(struct sync *s)
{
    sync_export(s);
    sync_models(s);
    if (!s->o->key) {
        say(s, SYNC_DONE, "without OPENROUTER_API_KEY: no history of rankings, no apps");
        return;
    }
    sync_rankings(s);
    sync_apps(s);
}

bool sync_run(const struct sync_opts *o, struct sync_result *out, struct err *e)
{
    struct sync s = {.o = o, .out = out};
    bool ok;

    memset(out, 0, sizeof(*out));
    arena_init(&s.arena);
    ok = open_all(&s, e);
    if (ok)
        run_parts(&s);
    writer_close(s.w);
    arena_release(&s.arena);
    return ok;
}
