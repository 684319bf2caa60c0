/*
 * What the keyless exports have besides their table (that one is in table.c),
 * and answers of the API that hold no figures of usage, price or listing: they
 * are known, so that nobody wonders, and nothing of them is kept.
 */
#include "sync/formats.h"

#include "sync/manifest.h"

static bool is_manifest(const struct source *src)
{
    return manifest_detect(src->json);
}

static bool load_manifest(struct source *src, struct err *e)
{
    struct manifest m;

    source_note(src, "a manifest holds no figures; it is checked with its table");
    return manifest_read(src->json, &m, e) || err_at(e, src->name, 1, 0);
}

static bool is_index(const struct source *src)
{
    return json_is_table(json_get(src->json, "datasets")) &&
           json_get(src->json, "schema_version");
}

static bool is_benchmark(const struct source *src)
{
    const cJSON *data = json_get(src->json, "data");

    if (json_get(data, "classifications"))
        return true;
    return json_is_table(data) && json_get(data->child, "source") &&
           json_get(data->child, "model_permaslug");
}

static bool is_providers(const struct source *src)
{
    return json_is_table(src->json) && json_get(src->json->child, "adapterName") &&
           json_get(src->json->child, "slug");
}

static bool load_nothing(struct source *src, struct err *e)
{
    (void)e;
    source_note(src, "no figures of usage, prices or listings");
    return true;
}

const struct format export_formats[] = {
    {"export manifest", 5, is_manifest, load_manifest},
    {"exports index", 5, is_index, load_nothing},
    {"benchmarks or tasks", 20, is_benchmark, load_nothing},
    {"providers", 20, is_providers, load_nothing},
    {NULL, 0, NULL, NULL},
};
