/*
 * The table of formats, and the way of a file from bytes to a committed
 * transaction.
 */
#include "sync/import.h"

#include "base/io.h"
#include "sync/formats.h"
#include "sync/manifest.h"
#include "sync/table.h"

#define UNZIP_RATIO  200
#define RANK_UNKNOWN 100

static const struct format *const json_formats[] = {export_formats, api_formats,
                                                    model_formats, chart_formats};

static const struct format *find_format(const struct source *src)
{
    if (!src->json)
        return table_detect(src) ? table_format(src) : NULL;
    for (size_t i = 0; i < ARRAY_LEN(json_formats); i++)
        for (const struct format *f = json_formats[i]; f->name; f++)
            if (f->detect(src))
                return f;
    return NULL;
}

static bool looks_like_json(struct str text)
{
    struct str s = str_trim(str_sub(text, 0, 200));

    return s.n &&
           (s.p[0] == '{' || s.p[0] == '[' || str_starts(s, STR("\xef\xbb\xbf{")) ||
            str_starts(s, STR("\xef\xbb\xbf[")));
}

/* ---- one file ---- */

static bool add(struct source *src, const struct format *f, const struct file_in *file,
                struct err *e)
{
    switch (writer_begin(src->w, file, e)) {
    case FILE_KNOWN:
        src->result->state = IMPORT_SAME;
        return true;
    case FILE_ERROR:
        return false;
    case FILE_NEW:
        break;
    }
    if (!f->load(src, e) || !writer_commit(src->w, &src->result->stats, e)) {
        writer_rollback(src->w);
        return false;
    }
    src->result->state = src->result->stats.added  ? IMPORT_ADDED
                         : src->result->stats.rows ? IMPORT_SAME
                                                   : IMPORT_NOTHING;
    return true;
}

static bool import_text(struct source *src, struct file_in *file, struct err *e)
{
    const struct format *f;
    cJSON *json = NULL;
    bool ok;

    if (looks_like_json(src->text)) {
        json = json_parse(src->text, e);
        src->json = json;
        if (!json)
            return err_at(e, src->name, e ? e->line : 0, 0);
    }
    f = find_format(src);
    if (src->hints && src->hints->expect &&
        (!f || strcmp(f->name, src->hints->expect) != 0)) {
        cJSON_Delete(json);
        return err_set(
            e, "the answer is in another form than '%s': has the source changed it?",
            src->hints->expect);
    }
    if (f)
        src->result->format = file->format = f->name;
    ok = f ? add(src, f, file, e)
           : err_set(e, "'%s' is in no format that is known here", src->name);
    cJSON_Delete(json);
    return ok;
}

/* The bytes as text: unpacked when they are gzipped; `store` holds them. */
static bool as_text(struct str bytes, struct buf *store, struct str *out, struct err *e)
{
    *out = bytes;
    if (!io_is_gzip(bytes))
        return true;
    if (!io_gunzip(bytes, UNZIP_RATIO, store, e))
        return false;
    *out = buf_str(store);
    return true;
}

bool import_bytes(struct writer *w, const char *name, struct str bytes,
                  const struct import_hints *hints, struct import_result *out,
                  struct err *e)
{
    struct source src = {.w = w, .name = name, .hints = hints, .result = out};
    struct file_in file = {.name = name, .bytes = (int64_t)bytes.n};
    struct buf text;
    bool ok;

    memset(out, 0, sizeof(*out));
    buf_init(&text, IMPORT_MAX_BYTES);
    arena_init(&src.arena);
    io_sha256(bytes, file.sha256);
    ok = as_text(bytes, &text, &src.text, e) && import_text(&src, &file, e);
    arena_release(&src.arena);
    buf_release(&text);
    return ok;
}

/* ---- files ---- */

/* "x.csv" has its manifest in "x.manifest.json". */
static bool manifest_beside(const char *path, struct buf *out)
{
    size_t n = strlen(path);

    if (n < 5 || strcmp(path + n - 4, ".csv") != 0)
        return false;
    buf_addf(out, "%.*s.manifest.json", (int)(n - 4), path);
    return io_exists(out->p);
}

static bool check_manifest(const char *path, struct str csv, struct manifest *m,
                           struct err *e)
{
    struct buf text;
    cJSON *json = NULL;
    bool ok;

    buf_init(&text, IMPORT_MAX_BYTES);
    ok = io_read_file(path, IMPORT_MAX_BYTES, &text, e) &&
         (json = json_parse(buf_str(&text), e)) && manifest_read(json, m, e) &&
         manifest_fits(m, csv, e);
    cJSON_Delete(json);
    buf_release(&text);
    return ok || err_at(e, path, 0, 0);
}

/* Fills the hints from a manifest beside the file, if there is one. */
static bool use_manifest(const char *path, struct str csv, struct manifest *m,
                         struct import_hints *hints, struct err *e)
{
    struct buf beside;
    bool ok = true;

    buf_init(&beside, 0);
    if (manifest_beside(path, &beside)) {
        ok = check_manifest(beside.p, csv, m, e);
        hints->as_of = m->snapshot_date;
        hints->retrieved_at = m->retrieved_at;
    }
    buf_release(&beside);
    return ok;
}

bool import_file(struct writer *w, const char *path, const struct import_hints *given,
                 struct import_result *out, struct err *e)
{
    struct import_hints hints = given ? *given : (struct import_hints){0};
    struct manifest m;
    struct buf data;
    bool ok;

    memset(out, 0, sizeof(*out));
    buf_init(&data, IMPORT_MAX_BYTES);
    ok = io_read_file(path, IMPORT_MAX_BYTES, &data, e) &&
         use_manifest(path, buf_str(&data), &m, &hints, e) &&
         import_bytes(w, path, buf_str(&data), &hints, out, e);
    buf_release(&data);
    return ok;
}

static int rank_of(struct str bytes)
{
    struct source src = {.name = ""};
    const struct format *f = NULL;
    cJSON *json = NULL;
    struct buf text;

    buf_init(&text, IMPORT_MAX_BYTES);
    if (as_text(bytes, &text, &src.text, NULL)) {
        if (looks_like_json(src.text))
            src.json = json = json_parse(src.text, NULL);
        f = find_format(&src);
    }
    cJSON_Delete(json);
    buf_release(&text);
    return f ? f->rank : RANK_UNKNOWN;
}

int import_rank(const char *path)
{
    struct buf data;
    int rank = RANK_UNKNOWN;

    buf_init(&data, IMPORT_MAX_BYTES);
    if (io_read_file(path, IMPORT_MAX_BYTES, &data, NULL))
        rank = rank_of(buf_str(&data));
    buf_release(&data);
    return rank;
}
