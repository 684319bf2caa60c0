/*
 * The list of models, {data: [...]} or the array alone: ids, names, listing
 * times, context lengths and headline prices (USD per token as decimal text).
 */
#include "sync/formats.h"

static const cJSON *table_of(const struct source *src)
{
    const cJSON *data = json_get(src->json, "data");

    return data ? data : src->json;
}

static bool row_has(const struct source *src, const char *key)
{
    const cJSON *table = table_of(src);

    return json_is_table(table) && json_get(table->child, key);
}

static bool is_models(const struct source *src)
{
    return row_has(src, "id") && row_has(src, "canonical_slug") && row_has(src, "name") &&
           row_has(src, "created") && row_has(src, "pricing");
}

/* Some models with their prices: no list of all that there are. */
static bool is_excerpt(const struct source *src)
{
    return row_has(src, "id") && row_has(src, "pricing") && !is_models(src);
}

static bool read_price(struct source *src, const cJSON *row, struct price_in *out,
                       struct err *e)
{
    const cJSON *pricing = json_get(row, "pricing");

    out->model_id = json_string(json_get(row, "id"));
    return source_per_million(src, json_figure(json_get(pricing, "prompt")), &out->input,
                              e) &&
           source_per_million(src, json_figure(json_get(pricing, "completion")),
                              &out->output, e) &&
           source_count(json_figure(json_get(row, "context_length")), &out->context, e);
}

static bool model_row(struct source *src, struct snap *models, struct snap *prices,
                      const cJSON *row, struct err *e)
{
    struct price_in price = {.gone = false};
    struct model_in in = {.model_id = json_string(json_get(row, "id")),
                          .permaslug = json_string(json_get(row, "canonical_slug")),
                          .name = json_string(json_get(row, "name"))};

    if (read_price(src, row, &price, e) &&
        source_count(json_figure(json_get(row, "created")), &in.created, e)) {
        in.context = price.context;
        if (writer_model(src->w, models, &in, e) &&
            writer_price(src->w, prices, &price, e))
            return true;
    }
    return source_bad_row(src, row, e);
}

static bool open_snap(struct source *src, const char *dataset, const char *source,
                      struct snap **out, struct err *e)
{
    struct snap_in in = {.dataset = dataset,
                         .source = source,
                         .title = "OpenRouter models API",
                         .license = OPENROUTER_LICENSE,
                         .scope = "full",
                         .origin = src->name,
                         .retrieved_at = ""};

    if (!source_as_of(src, &in.as_of, e))
        return false;
    if (src->hints && src->hints->retrieved_at)
        in.retrieved_at = src->hints->retrieved_at;
    if (str_eqc(str_c(source), "models-excerpt"))
        in.scope = "excerpt";
    *out = writer_snap(src->w, &in, e);
    return *out != NULL;
}

static bool load_models(struct source *src, struct err *e)
{
    struct snap *models, *prices;
    const cJSON *row;

    if (!open_snap(src, "models", "models-api", &models, e) ||
        !open_snap(src, "prices", "models-api", &prices, e))
        return false;
    cJSON_ArrayForEach(
        row, table_of(src)) if (!model_row(src, models, prices, row, e)) return false;
    return true;
}

static bool load_excerpt(struct source *src, struct err *e)
{
    struct snap *s;
    const cJSON *row;

    if (!open_snap(src, "prices", "models-excerpt", &s, e))
        return false;
    source_note(src, "an excerpt: it does not say which models there were no more");
    cJSON_ArrayForEach(row, table_of(src))
    {
        struct price_in in = {.gone = false};

        if (!read_price(src, row, &in, e) || !writer_price_change(src->w, s, &in, e))
            return source_bad_row(src, row, e);
    }
    return true;
}

const struct format model_formats[] = {
    {"models", 9, is_models, load_models},
    {"models excerpt", 9, is_excerpt, load_excerpt},
    {NULL, 0, NULL, NULL},
};
