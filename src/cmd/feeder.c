/*
 * Articles piece by piece.  A plain file is only named here and read by the
 * thread that does it; a container is read here, as a stream.
 */
#include "cmd/feeder.h"

#include <sys/stat.h>

#include "base/io.h"
#include "cmd/fetch.h"
#include "text/http.h"

#define UNIT_BYTES 65536u /* records are gathered up to this */
#define UNIT_ITEMS 4096u
#define COUNT_MAX  100000u /* files whose sizes are added up for the time left */

static enum container container_by_name(const struct settings *s, const char *path)
{
    enum container c = records_by_name(str_c(path));

    if (s->input == INPUT_JSONL && c == CONTAINER_NONE)
        return CONTAINER_LINES;
    return c;
}

/* A file that was named is looked into; what is found in a folder goes by its
 * name, since looking costs as much as reading. */
static enum container container_of(const struct settings *s, const char *path)
{
    enum container c = container_by_name(s, path);
    struct stat st;
    struct stream *in;

    if (c != CONTAINER_NONE || stat(path, &st) < 0 || !S_ISREG(st.st_mode))
        return c;
    in = stream_open(path, -1, NULL);
    if (in)
        c = records_detect(in);
    stream_close(in);
    return c;
}

static bool is_single(const struct settings *s, char **operands, int n)
{
    if (n != 1 || s->files_from)
        return false;
    if (strcmp(operands[0], "-") == 0)
        return s->input != INPUT_JSONL;
    if (walk_is_url(operands[0]))
        return true;
    return !io_is_dir(operands[0]) && container_of(s, operands[0]) == CONTAINER_NONE;
}

void feeder_init(struct feeder *f, const struct settings *s, char **operands, int n)
{
    *f = (struct feeder){.s = s, .stop_fd = -1};
    f->walk_opts = (struct walk_opts){.include = &s->include,
                                      .exclude = &s->exclude,
                                      .files_from = s->files_from,
                                      .null_names = s->null_names};
    f->walk = walk_new(operands, n, &f->walk_opts);
    f->single = is_single(s, operands, n);
}

void feeder_set_output(struct feeder *f, uint64_t dev, uint64_t ino)
{
    f->walk_opts.has_output = true;
    f->walk_opts.out_dev = dev;
    f->walk_opts.out_ino = ino;
}

void feeder_release(struct feeder *f)
{
    walk_free(f->walk);
    records_free(f->records);
    free(f->path);
}

bool feeder_single(const struct feeder *f)
{
    return f->single;
}

/* ---- giving out ---- */

static struct item *add_item(struct feeder *f, struct unit *u, const char *path)
{
    struct item i = {.path = path, .index = f->index++};

    VEC_PUSH(&u->items, i);
    return &u->items.p[u->items.n - 1];
}

static void set_why(struct unit *u, struct item *i, const struct err *why)
{
    i->why = arena_dup(&u->arena, why, sizeof(*why));
}

static void close_records(struct feeder *f)
{
    f->stored += stream_stored(records_stream(f->records));
    records_free(f->records);
    f->records = NULL;
}

/* "archive.tar!member.txt"; a line is known by its file alone. */
static const char *shown_path(const struct feeder *f, struct unit *u,
                              const struct record *rec)
{
    size_t n = u->items.n;

    if (rec->name[0])
        return arena_printf(&u->arena, "%s!%s", f->path, rec->name);
    if (n && !strchr(u->items.p[n - 1].path, '!'))
        return u->items.p[n - 1].path;
    return arena_strdup(&u->arena, str_c(f->path));
}

/* The next record of the open container; false when it is used up. */
static bool add_record(struct feeder *f, struct unit *u)
{
    struct record rec;
    struct item *i;
    size_t at = u->bytes.n;

    if (!records_next(f->records, &rec, &u->bytes)) {
        close_records(f);
        return false;
    }
    i = add_item(f, u, shown_path(f, u, &rec));
    i->kind = rec.kind;
    i->number = rec.number;
    i->has_bytes = true;
    i->at = at;
    i->n = u->bytes.n - at;
    if (rec.kind != RECORD_LINE && walk_is_url(rec.name))
        i->url = arena_strdup(&u->arena, str_c(rec.name));
    if (rec.why.msg[0])
        set_why(u, i, &rec.why);
    return true;
}

static bool is_full(const struct feeder *f, const struct unit *u)
{
    return u->items.n && (u->bytes.n >= UNIT_BYTES || u->items.n >= UNIT_ITEMS ||
                          stream_would_wait(records_stream(f->records)));
}

/* All of a stream that is one article. */
static void add_stream(struct feeder *f, struct unit *u, struct stream *s,
                       const char *path)
{
    struct item *i = add_item(f, u, path);
    struct err e;

    u->bytes.max = IO_MAX_INPUT;
    switch (stream_read(s, UINT64_MAX, &u->bytes, &e)) {
    case STREAM_ERROR:
        set_why(u, i, &e);
        break;
    case STREAM_LONG:
        err_set(&e, "'%s' is larger than %u bytes", path, IO_MAX_INPUT);
        set_why(u, i, &e);
        break;
    default:
        break;
    }
    u->bytes.max = 0;
    i->has_bytes = true;
    i->n = u->bytes.n;
    f->stored += stream_stored(s);
    stream_close(s);
}

/* Opens a container, or standard input, which may be one. */
static void open_stream(struct feeder *f, struct unit *u, const char *path,
                        enum container c)
{
    struct err e;
    struct stream *s = stream_open(path, f->stop_fd, &e);

    if (!s) {
        set_why(u, add_item(f, u, arena_strdup(&u->arena, str_c(path))), &e);
        return;
    }
    if (c == CONTAINER_NONE)
        c = records_detect(s);
    if (c == CONTAINER_NONE) {
        add_stream(f, u, s, arena_strdup(&u->arena, str_c(path)));
        return;
    }
    free(f->path);
    f->path = xstrdup(path);
    f->records = records_new(s, c);
}

/* The file that is written to: in a folder it is no article; where it was
 * named, reading it would be an error. */
static bool take_output(struct feeder *f, struct unit *u, const struct walk_item *w)
{
    struct err e;

    if (!w->is_output)
        return false;
    if (w->named) {
        err_set(&e, "'%s' is also the output", w->path);
        set_why(u, add_item(f, u, arena_strdup(&u->arena, str_c(w->path))), &e);
    }
    return true;
}

static void add_file(struct feeder *f, struct unit *u, const struct walk_item *w)
{
    struct item *i;
    enum container c;

    if (take_output(f, u, w))
        return;
    if (!w->why.msg[0] && !walk_is_url(w->path)) {
        c = w->named ? container_of(f->s, w->path) : container_by_name(f->s, w->path);
        if (c != CONTAINER_NONE || strcmp(w->path, "-") == 0) {
            open_stream(f, u, w->path, c);
            return;
        }
    }
    i = add_item(f, u, arena_strdup(&u->arena, str_c(w->path)));
    f->stored += w->size;
    if (w->why.msg[0])
        set_why(u, i, &w->why);
}

bool feeder_next(struct feeder *f, struct unit *u)
{
    struct walk_item w;

    for (;;) {
        if (f->records) {
            if (is_full(f, u))
                break;
            add_record(f, u);
        } else if (u->items.n) {
            break;
        } else if (walk_next(f->walk, &w)) {
            add_file(f, u, &w);
        } else {
            return false;
        }
    }
    u->stored = f->stored + (f->records ? stream_stored(records_stream(f->records)) : 0);
    return true;
}

/* One item into an emptied unit, as feeder_next gives it. */
static bool next_item(struct feeder *f, struct unit *u)
{
    struct walk_item w;

    while (u->items.n == 0) {
        if (f->records)
            add_record(f, u);
        else if (walk_next(f->walk, &w))
            add_file(f, u, &w);
        else
            return false;
    }
    return true;
}

bool feeder_skip(struct feeder *f, uint64_t n, struct buf *last)
{
    struct unit u;
    bool ok = true;

    unit_init(&u);
    while (ok && f->index < n) {
        unit_clear(&u);
        ok = next_item(f, &u);
    }
    if (ok && n)
        buf_addc(last, u.items.p[0].path);
    unit_release(&u);
    return ok;
}

/* ---- reading ---- */

void loaded_init(struct loaded *l)
{
    *l = (struct loaded){0};
    buf_init(&l->file, 0);
    buf_init(&l->body, RECORD_MAX);
}

void loaded_release(struct loaded *l)
{
    buf_release(&l->file);
    buf_release(&l->body);
}

static bool load_response(struct loaded *l)
{
    struct http h;

    switch (http_read(l->bytes, &l->body, &h, &l->why)) {
    case HTTP_BROKEN:
        return false;
    case HTTP_OTHER:
        l->skip = true;
        return true;
    default:
        l->bytes = h.body;
        l->format = h.format;
        memcpy(l->charset, h.charset, sizeof(l->charset));
        return true;
    }
}

static bool load_file(const struct feeder *f, const struct item *i, struct loaded *l)
{
    if (l->file.cap > UNIT_BYTES * 16)
        buf_release(&l->file);
    buf_clear(&l->file);
    if (walk_is_url(i->path)) {
        if (!fetch_article(i->path, f->s->allow_fetch, l->charset, &l->file, &l->why))
            return false;
    } else if (!io_read_file(i->path, IO_MAX_INPUT, &l->file, &l->why)) {
        return false;
    }
    l->bytes = buf_str(&l->file);
    return true;
}

bool feeder_load(const struct feeder *f, const struct unit *u, const struct item *i,
                 struct loaded *l)
{
    l->format = i->kind == RECORD_LINE ? DOC_JSONL : DOC_AUTO;
    l->charset[0] = '\0';
    l->skip = false;
    err_clear(&l->why);
    if (i->why) {
        l->why = *i->why;
        return false;
    }
    if (!i->has_bytes)
        return load_file(f, i, l);
    l->bytes = str_sub(buf_str(&u->bytes), i->at, i->at + i->n);
    return i->kind != RECORD_HTTP || load_response(l);
}

struct read_opts feeder_read_opts(const struct settings *s, const struct item *i,
                                  const struct loaded *l)
{
    return (struct read_opts){.format = l->format,
                              .encoding = s->encoding     ? s->encoding
                                          : l->charset[0] ? l->charset
                                                          : NULL,
                              .published = s->date,
                              .title = s->title,
                              .lang = settings_lang(s),
                              .url = i->url};
}
