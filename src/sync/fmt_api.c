/*
 * The Data API's envelope {data, meta} for rankings-daily and app-rankings, and
 * the same rows as some collectors wrap them.
 */
#include "sync/formats.h"

#define API_VERSION "v1"

static bool has_member(const cJSON *table, const char *key)
{
    return json_is_table(table) && json_get(table->child, key);
}

bool formats_usage(struct source *src, struct snap *s, const struct usage_in *u,
                   const cJSON *row, struct err *e)
{
    if (s && writer_usage(src->w, s, u, e))
        return true;
    return source_bad_row(src, row, e);
}

/* ---- rankings-daily ---- */

static bool is_rankings(const struct source *src)
{
    const cJSON *data = json_get(src->json, "data");

    return has_member(data, "date") && has_member(data, "model_permaslug") &&
           has_member(data, "total_tokens") && json_get(src->json, "meta");
}

static bool check_version(const cJSON *meta, struct err *e)
{
    struct str version = json_string(json_get(meta, "version"));

    return str_eqc(version, API_VERSION) ||
           err_set(e,
                   "version '%.*s' of the Data API is not known here (only " API_VERSION
                   ")",
                   STR_FMT(str_sub(version, 0, 40)));
}

struct window {
    date_t from, to;
};

static bool read_window(const cJSON *meta, struct window *w, struct err *e)
{
    return source_date(json_string(json_get(meta, "start_date")), &w->from, e) &&
           source_date(json_string(json_get(meta, "end_date")), &w->to, e) &&
           (w->from <= w->to || err_set(e, "the window ends before it begins"));
}

static bool ranking_row(struct source *src, struct snap *s, const struct window *w,
                        const cJSON *row, struct err *e)
{
    struct usage_in u = {.kind = SHEET_LIST, .span = 1};

    u.model = json_string(json_get(row, "model_permaslug"));
    if (!source_date(json_string(json_get(row, "date")), &u.start, e) ||
        !source_tokens(json_figure(json_get(row, "total_tokens")), &u.tokens, e))
        return source_bad_row(src, row, e);
    if (w && (u.start < w->from || u.start > w->to)) {
        err_set(e, "the day lies outside the window that the answer states");
        return source_bad_row(src, row, e);
    }
    return formats_usage(src, s, &u, row, e);
}

static bool ranking_rows(struct source *src, struct snap *s, const struct window *w,
                         const cJSON *rows, struct err *e)
{
    const cJSON *row;

    cJSON_ArrayForEach(row, rows) if (!ranking_row(src, s, w, row, e)) return false;
    return true;
}

static char *text_of(struct source *src, const cJSON *v)
{
    return arena_strdup(&src->arena, json_string(v));
}

static bool load_rankings(struct source *src, struct err *e)
{
    const cJSON *meta = json_get(src->json, "meta");
    struct snap_in in = {.dataset = "usage_daily",
                         .source = "data-api",
                         .title = "OpenRouter Data API, rankings-daily",
                         .license = OPENROUTER_LICENSE,
                         .scope = "full",
                         .origin = src->name,
                         .as_of = text_of(src, json_get(meta, "as_of"))};
    struct window w;
    struct snap *s;

    in.retrieved_at =
        src->hints && src->hints->retrieved_at ? src->hints->retrieved_at : "";
    if (!check_version(meta, e) || !read_window(meta, &w, e))
        return err_at(e, src->name, json_line(meta), 0);
    s = source_snap(src, &in, e);
    if (!s)
        return err_at(e, src->name, json_line(meta), 0);
    return ranking_rows(src, s, &w, json_get(src->json, "data"), e);
}

/* A collector's wrapper: {source, date, fetched_at, rows}. */
static bool is_wrapped(const struct source *src)
{
    const cJSON *rows = json_get(src->json, "rows");

    return has_member(rows, "model_permaslug") && json_get(src->json, "fetched_at") &&
           str_eqc(json_string(json_get(src->json, "source")),
                   "openrouter-rankings-daily");
}

static bool load_wrapped(struct source *src, struct err *e)
{
    const char *fetched = text_of(src, json_get(src->json, "fetched_at"));
    struct snap_in in = {.dataset = "usage_daily",
                         .source = "data-api",
                         .title = "OpenRouter Data API, rankings-daily, as collected",
                         .license = OPENROUTER_LICENSE,
                         .scope = "full",
                         .origin = src->name,
                         .as_of = fetched,
                         .retrieved_at = fetched};
    struct snap *s = source_snap(src, &in, e);

    if (!s)
        return source_bad_row(src, src->json, e);
    return ranking_rows(src, s, NULL, json_get(src->json, "rows"), e);
}

/* ---- app-rankings ---- */

static bool is_app_table(const cJSON *v)
{
    return has_member(v, "app_id") && has_member(v, "app_name") &&
           has_member(v, "total_tokens");
}

static bool is_apps(const struct source *src)
{
    return is_app_table(json_get(src->json, "data")) && json_get(src->json, "meta");
}

static bool app_row(struct source *src, struct snap *s, const struct window *w,
                    const cJSON *row, struct err *e)
{
    struct app_in in = {.first = w->from, .last = w->to};

    in.name = json_string(json_get(row, "app_name"));
    if (source_count(json_figure(json_get(row, "rank")), &in.rank, e) &&
        source_count(json_figure(json_get(row, "app_id")), &in.app_id, e) &&
        source_tokens(json_figure(json_get(row, "total_tokens")), &in.tokens, e) &&
        source_count(json_figure(json_get(row, "total_requests")), &in.requests, e) &&
        writer_app(src->w, s, &in, e))
        return true;
    return source_bad_row(src, row, e);
}

static bool app_rows(struct source *src, const char *as_of, const struct window *w,
                     const cJSON *rows, struct err *e)
{
    struct snap_in in = {.dataset = "apps",
                         .source = "data-api",
                         .title = "OpenRouter Data API, app-rankings",
                         .license = OPENROUTER_LICENSE,
                         .scope = "top",
                         .origin = src->name,
                         .retrieved_at = "",
                         .as_of = as_of};
    struct snap *s = source_snap(src, &in, e);
    const cJSON *row;

    if (!s)
        return source_bad_row(src, rows->child, e);
    cJSON_ArrayForEach(row, rows) if (!app_row(src, s, w, row, e)) return false;
    return true;
}

static bool load_app_table(struct source *src, const cJSON *meta, const cJSON *rows,
                           struct err *e)
{
    struct window w;

    if (!check_version(meta, e) || !read_window(meta, &w, e))
        return err_at(e, src->name, json_line(meta), 0);
    return app_rows(src, text_of(src, json_get(meta, "as_of")), &w, rows, e);
}

static bool load_apps(struct source *src, struct err *e)
{
    return load_app_table(src, json_get(src->json, "meta"), json_get(src->json, "data"),
                          e);
}

/* Rows alone: the window is the API's default, the thirty days before. */
static bool is_app_rows(const struct source *src)
{
    return is_app_table(src->json);
}

static bool load_app_rows(struct source *src, struct err *e)
{
    const char *as_of;
    struct window w;

    if (!source_as_of(src, &as_of, e))
        return false;
    w.to = date_parse(str_c(as_of)) - 1;
    w.from = w.to - 29;
    source_note(src, "no window in the file: the thirty days before %s", as_of);
    return app_rows(src, as_of, &w, src->json, e);
}

/* A collector's page: {apps_meta_windowed: {today: META}, apps_today: ROWS}. */
static bool is_app_page(const struct source *src)
{
    return json_get(src->json, "apps_meta_windowed") && json_get(src->json, "api");
}

static bool load_app_page(struct source *src, struct err *e)
{
    const cJSON *meta = json_get(src->json, "apps_meta_windowed");
    const cJSON *w;
    char key[80];

    for (w = json_first(meta); w; w = w->next) {
        const cJSON *rows;

        snprintf(key, sizeof(key), "apps_%s", w->string);
        rows = json_get(src->json, key);
        if (is_app_table(rows) && !load_app_table(src, w, rows, e))
            return false;
    }
    source_note(src, "only the app rankings of the page are kept");
    return true;
}

const struct format api_formats[] = {
    {"rankings-daily", 10, is_rankings, load_rankings},
    {"collected rankings-daily", 10, is_wrapped, load_wrapped},
    {"app-rankings", 11, is_apps, load_apps},
    {"app-rankings rows", 11, is_app_rows, load_app_rows},
    {"app-rankings page", 11, is_app_page, load_app_page},
    {NULL, 0, NULL, NULL},
};
