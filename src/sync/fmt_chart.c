/*
 * What the rankings page shows: the weekly bars of the chart, and leaderboards
 * of some days.
 */
#include "sync/formats.h"

#define CHART_WEEKS 52

/* ---- the chart: [{x: Monday, ys: {permaslug: tokens, "Others": n}}] ---- */

static const cJSON *find_chart(const cJSON *v)
{
    static const char *const wrappers[] = {"data", "weekly_chart"};

    for (int depth = 0; v && depth < 3; depth++) {
        const cJSON *inner = NULL;

        if (json_is_table(v))
            return json_get(v->child, "x") && json_get(v->child, "ys") ? v : NULL;
        for (size_t i = 0; i < ARRAY_LEN(wrappers) && !inner; i++)
            inner = json_get(v, wrappers[i]);
        v = inner;
    }
    return NULL;
}

static bool is_chart(const struct source *src)
{
    return find_chart(src->json) != NULL;
}

/* What a collector's page says of its day: the newest date of its other rows. */
static struct str newest_row(const struct source *src)
{
    const cJSON *rows = json_get(src->json, "models_week"), *row;
    struct str best = STR_NONE;

    cJSON_ArrayForEach(row, rows)
    {
        struct str day = json_string(json_get(row, "date"));

        if (date_parse(day) != DATE_NONE && str_cmp(day, best) > 0)
            best = day;
    }
    return best;
}

static bool chart_as_of(struct source *src, const char **out, struct err *e)
{
    struct str day = newest_row(src);
    char next[11];

    if (!day.n || (src->hints && src->hints->as_of))
        return source_as_of(src, out, e);
    date_format(date_parse(day) + 1, next);
    *out = arena_strdup(&src->arena, str_c(next));
    return true;
}

static bool bar(struct source *src, struct snap *s, const cJSON *row, bool partial,
                struct err *e)
{
    struct usage_in u = {.kind = SHEET_CHART, .span = 7, .partial = partial};
    const cJSON *v;

    if (!source_date(json_string(json_get(row, "x")), &u.start, e))
        return source_bad_row(src, row, e);
    if (date_weekday(u.start) != 0) {
        err_set(e, "a bar of the chart begins on a Monday");
        return source_bad_row(src, row, e);
    }
    for (v = json_first(json_get(row, "ys")); v; v = v->next) {
        u.model = str_eqc(str_c(v->string), "Others") ? STR("other") : str_c(v->string);
        if (!source_tokens(json_figure(v), &u.tokens, e))
            return source_bad_row(src, row, e);
        if (!formats_usage(src, s, &u, row, e))
            return false;
    }
    return true;
}

/* The oldest bar of a full chart may have lost days already. */
static bool bars(struct source *src, struct snap *s, const cJSON *chart, struct err *e)
{
    bool full = cJSON_GetArraySize(chart) >= CHART_WEEKS;
    const cJSON *row;

    cJSON_ArrayForEach(row, chart)
    {
        if (!cJSON_IsObject(row))
            source_note(src, "elements that are no bars are left out");
        else if (!bar(src, s, row, full && row == chart->child, e))
            return false;
    }
    return true;
}

static bool load_chart(struct source *src, struct err *e)
{
    struct snap_in in = {.dataset = "usage_weekly",
                         .source = "chart",
                         .title = "OpenRouter rankings chart",
                         .license = OPENROUTER_LICENSE,
                         .scope = "full",
                         .origin = src->name,
                         .retrieved_at = ""};
    struct snap *s;

    if (!chart_as_of(src, &in.as_of, e))
        return false;
    s = source_snap(src, &in, e);
    return s && bars(src, s, find_chart(src->json), e);
}

/* ---- a week's leaderboard with prompt and completion tokens ---- */

static bool is_weekly_board(const struct source *src)
{
    const cJSON *models = json_get(src->json, "models");

    return json_get(src->json, "date") && json_is_table(models) &&
           json_get(models->child, "slug") && json_get(models->child, "prompt_tokens") &&
           json_get(models->child, "completion_tokens");
}

/* The tokens are prompt and completion: the total beside them is rounded. */
static bool two_parts(const cJSON *row, const char *prompt, const char *completion,
                      int64_t *out, struct err *e)
{
    int64_t a, b;

    if (!source_tokens(json_figure(json_get(row, prompt)), &a, e) ||
        !source_tokens(json_figure(json_get(row, completion)), &b, e))
        return false;
    *out = a + b;
    return true;
}

static bool board_row(struct source *src, struct snap *s, struct usage_in *u,
                      const cJSON *row, struct err *e)
{
    u->model = json_string(json_get(row, "slug"));
    if (!two_parts(row, "prompt_tokens", "completion_tokens", &u->tokens, e))
        return source_bad_row(src, row, e);
    if (u->tokens == 0) {
        source_note(src, "rows of zero tokens are left out");
        return true;
    }
    return formats_usage(src, s, u, row, e);
}

static bool load_weekly_board(struct source *src, struct err *e)
{
    struct snap_in in = {.dataset = "leaderboard_weekly",
                         .source = "johnbean393",
                         .title = "OpenRouter weekly leaderboard, collected by"
                                  " johnbean393/openrouter-inference-stats",
                         .license = OPENROUTER_LICENSE,
                         .scope = "top",
                         .origin = src->name,
                         .retrieved_at = ""};
    struct usage_in u = {.kind = SHEET_BOARD, .span = 7};
    struct snap *s;
    const cJSON *row;

    in.as_of = arena_strdup(&src->arena, json_string(json_get(src->json, "date")));
    s = source_snap(src, &in, e);
    if (!s)
        return source_bad_row(src, src->json, e);
    u.start = date_parse(str_c(in.as_of)) - 7;
    cJSON_ArrayForEach(
        row,
        json_get(src->json, "models")) if (!board_row(src, s, &u, row, e)) return false;
    return true;
}

/* ---- the page's own leaderboard: a day, a week or a month ---- */

static const cJSON *view_table(const struct source *src)
{
    const cJSON *data = json_get(src->json, "data");

    return data ? data : src->json;
}

static bool is_view(const struct source *src)
{
    const cJSON *t = view_table(src);

    return json_is_table(t) && json_get(t->child, "model_permaslug") &&
           json_get(t->child, "total_prompt_tokens") &&
           json_get(t->child, "total_completion_tokens");
}

/* How many days a row sums up stands in the request only, so in the name. */
static int view_span(const struct source *src)
{
    static const struct {
        const char *word;
        int days;
    } views[] = {{"view-month", 30}, {"view=month", 30}, {"view-week", 7},
                 {"view=week", 7},   {"view-day", 1},    {"view=day", 1}};

    for (size_t i = 0; i < ARRAY_LEN(views); i++)
        if (strstr(src->name, views[i].word))
            return views[i].days;
    return 0;
}

static bool last_day(struct source *src, date_t *out, struct err *e)
{
    const cJSON *row;

    *out = DATE_NONE;
    cJSON_ArrayForEach(row, view_table(src))
    {
        date_t day;

        if (!source_date(json_string(json_get(row, "date")), &day, e))
            return source_bad_row(src, row, e);
        *out = day > *out ? day : *out;
    }
    return true;
}

static bool view_row(struct source *src, struct snap *s, struct usage_in *u,
                     const cJSON *row, struct err *e)
{
    const cJSON *variant = json_get(row, "variant_permaslug");

    u->model = json_string(variant ? variant : json_get(row, "model_permaslug"));
    if (!two_parts(row, "total_prompt_tokens", "total_completion_tokens", &u->tokens, e))
        return source_bad_row(src, row, e);
    if (u->tokens == 0 || str_find(u->model, STR("/"), 0) == u->model.n) {
        source_note(src, "rows of zero tokens or without an author are left out");
        return true;
    }
    return formats_usage(src, s, u, row, e);
}

static bool load_view(struct source *src, struct err *e)
{
    struct snap_in in = {.dataset = "leaderboard",
                         .source = "page",
                         .title = "OpenRouter rankings page, leaderboard",
                         .license = OPENROUTER_LICENSE,
                         .scope = "full",
                         .origin = src->name,
                         .retrieved_at = ""};
    struct usage_in u = {.kind = SHEET_BOARD, .span = view_span(src)};
    const cJSON *row;
    struct snap *s;
    char next[11];
    date_t last;

    if (!last_day(src, &last, e))
        return false;
    if (!u.span)
        return err_set(
            e,
            "'%s' does not say whether it sums a day, a week or a month: its name"
            " must hold view-day, view-week or view-month",
            src->name);
    u.start = last - u.span + 1;
    date_format(last + 1, next);
    in.as_of = next;
    s = source_snap(src, &in, e);
    cJSON_ArrayForEach(row,
                       view_table(src)) if (!view_row(src, s, &u, row, e)) return false;
    return true;
}

/* ---- a copy of the page: the first nine of the running week ---- */

static bool is_page(const struct source *src)
{
    const cJSON *models = json_get(src->json, "models");

    return json_is_table(models) && json_get(models->child, "model_id") &&
           json_get(models->child, "tokens") &&
           json_get(json_get(src->json, "meta"), "fetched_at");
}

static bool load_page(struct source *src, struct err *e)
{
    const cJSON *meta = json_get(src->json, "meta"), *row;
    char *fetched = arena_strdup(&src->arena, json_string(json_get(meta, "fetched_at")));
    struct snap_in in = {.dataset = "usage_weekly",
                         .source = "page",
                         .title = "OpenRouter rankings page",
                         .license = OPENROUTER_LICENSE,
                         .scope = "full",
                         .origin = src->name,
                         .as_of = fetched,
                         .retrieved_at = fetched};
    struct usage_in u = {.kind = SHEET_CHART, .span = 7, .partial = true};
    struct snap *s = source_snap(src, &in, e);

    if (!s)
        return source_bad_row(src, meta, e);
    u.start = date_monday(date_parse(str_c(fetched)));
    source_note(src,
                "a week that was still running; other tables of the page are left out");
    cJSON_ArrayForEach(row, json_get(src->json, "models"))
    {
        u.model = json_string(json_get(row, "model_id"));
        if (!source_tokens(json_figure(json_get(row, "tokens")), &u.tokens, e))
            return source_bad_row(src, row, e);
        if (!formats_usage(src, s, &u, row, e))
            return false;
    }
    return true;
}

const struct format chart_formats[] = {
    {"rankings chart", 12, is_chart, load_chart},
    {"weekly leaderboard", 12, is_weekly_board, load_weekly_board},
    {"leaderboard", 12, is_view, load_view},
    {"rankings page", 12, is_page, load_page},
    {NULL, 0, NULL, NULL},
};
