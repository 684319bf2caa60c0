/*
 * The table of formats, and the way of a file from bytes to a committed
 * transaction.
 */
#include "sync/import.h"

#include "base/io.h"
#include "sync/table.h"

#define UNZIP_RATIO 200

static const struct format *find_format(const struct source *src)
{
    if (table_detect(src))
        return table_format(src);
    return NULL;
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
    src->result->state = src->result->stats.added ? IMPORT_ADDED : IMPORT_SAME;
    return true;
}

static bool import_text(struct source *src, struct file_in *file, struct err *e)
{
    const struct format *f = find_format(src);

    if (!f)
        return err_set(e, "'%s' is in no format that is known here", src->name);
    src->result->format = file->format = f->name;
    return add(src, f, file, e);
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

bool import_file(struct writer *w, const char *path, struct import_result *out,
                 struct err *e)
{
    struct buf data;
    bool ok;

    buf_init(&data, IMPORT_MAX_BYTES);
    ok = io_read_file(path, IMPORT_MAX_BYTES, &data, e) &&
         import_bytes(w, path, buf_str(&data), NULL, out, e);
    buf_release(&data);
    return ok;
}
