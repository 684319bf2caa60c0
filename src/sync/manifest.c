/*
 * Manifests are checked field by field: a download is believed only when size
 * and digest are the ones that its manifest states.
 */
#include "sync/manifest.h"

#include <inttypes.h>

#include "base/io.h"

bool manifest_detect(const cJSON *json)
{
    return json_get(json, "snapshot_date") && json_get(json, "files") &&
           json_get(json, "dataset");
}

static bool copy(const cJSON *v, const char *name, char *out, size_t size, struct err *e)
{
    struct str s = json_string(v);

    if (!s.n || s.n >= size)
        return err_set(e, "the manifest has no usable '%s'", name);
    snprintf(out, size, "%.*s", STR_FMT(s));
    return true;
}

static bool is_digest(const char *s)
{
    return strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

bool manifest_read(const cJSON *json, struct manifest *out, struct err *e)
{
    const cJSON *csv = json_get(json_get(json, "files"), "csv");

    memset(out, 0, sizeof(*out));
    if (!str_eqc(json_string(json_get(json, "dataset")), "rankings-daily") ||
        !str_eqc(json_string(json_get(json, "schema_version")), "v1"))
        return err_set(
            e, "the manifest is of another dataset or schema than rankings-daily v1");
    if (!copy(json_get(json, "snapshot_date"), "snapshot_date", out->snapshot_date,
              sizeof(out->snapshot_date), e) ||
        !copy(json_get(json, "retrieved_at"), "retrieved_at", out->retrieved_at,
              sizeof(out->retrieved_at), e) ||
        !copy(json_get(csv, "url"), "files.csv.url", out->csv_url, sizeof(out->csv_url),
              e) ||
        !copy(json_get(csv, "sha256"), "files.csv.sha256", out->csv_sha256,
              sizeof(out->csv_sha256), e))
        return false;
    if (!str_i64(json_figure(json_get(csv, "bytes")), &out->bytes) ||
        !str_i64(json_figure(json_get(json, "row_count")), &out->rows) ||
        date_parse(str_c(out->snapshot_date)) == DATE_NONE || !is_digest(out->csv_sha256))
        return err_set(e, "the manifest's date, size or digest is not well formed");
    return true;
}

bool manifest_fits(const struct manifest *m, struct str csv, struct err *e)
{
    char digest[65];

    if ((int64_t)csv.n != m->bytes)
        return err_set(e, "the table has %zu bytes, its manifest says %" PRId64, csv.n,
                       m->bytes);
    io_sha256(csv, digest);
    return strcmp(digest, m->csv_sha256) == 0 ||
           err_set(e, "the table's sha256 is %s, its manifest says %s", digest,
                   m->csv_sha256);
}
