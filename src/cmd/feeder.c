/*
 * Articles one by one.  Whole files are only named here and read by the
 * thread that does them; a JSONL file is read at once and cut into lines.
 */
#include "cmd/feeder.h"

#include "base/io.h"
#include "cmd/fetch.h"

#define GZIP_RATIO 200

static bool is_lines(const struct feeder *f, const char *path)
{
    struct str s = str_c(path);
    if (input_is_url(path))
        return false;
    if (str_ends(s, STR(".gz")))
        s.n -= 3;
    if (str_eqc(s, "-"))
        return f->s->input == INPUT_JSONL;
    return str_ends(s, STR(".jsonl")) || str_ends(s, STR(".ndjson")) ||
           f->s->input == INPUT_JSONL;
}

void feeder_init(struct feeder *f, const struct settings *s, char **operands, int n)
{
    *f = (struct feeder){.s = s};
    buf_init(&f->lines, 0);
    inputs_add(&f->inputs, operands, n);
    bool plain = n == 1 && (strcmp(operands[0], "-") == 0 || !io_is_dir(operands[0]));
    f->single = plain && !is_lines(f, operands[0]);
}

void feeder_release(struct feeder *f)
{
    inputs_release(&f->inputs);
    buf_release(&f->lines);
}

bool feeder_single(const struct feeder *f)
{
    return f->single;
}

static bool read_whole(const char *path, struct buf *out, struct err *e)
{
    struct buf packed;
    if (!io_read_file(path, IO_MAX_INPUT, out, e))
        return false;
    if (!io_is_gzip(buf_str(out)))
        return true;
    packed = *out;
    buf_init(out, IO_MAX_INPUT);
    bool ok = io_gunzip(buf_str(&packed), GZIP_RATIO, out, e);
    buf_release(&packed);
    return ok;
}

/* Opens the file for next_line; false: it is one failed unit. */
static bool open_lines(struct feeder *f, const char *path, struct unit *u)
{
    buf_clear(&f->lines);
    f->line_at = 0;
    f->line = 0;
    if (!read_whole(path, &f->lines, &u->why))
        return false;
    f->lines_path = path;
    return true;
}

static bool next_line(struct feeder *f, struct unit *u)
{
    while (f->line_at < f->lines.n) {
        struct str rest = str_sub(buf_str(&f->lines), f->line_at, f->lines.n);
        size_t n = str_find(rest, STR("\n"), 0);
        struct str line = str_trim(str_sub(rest, 0, n));
        f->line_at += n + 1;
        f->line++;
        if (line.n == 0)
            continue;
        u->path = f->lines_path;
        u->is_line = true;
        u->line = f->line;
        u->has_bytes = buf_adds(&u->bytes, line);
        return true;
    }
    f->lines_path = NULL;
    return false;
}

bool feeder_next(struct feeder *f, struct unit *u)
{
    for (;;) {
        if (f->lines_path && next_line(f, u))
            return true;
        if (f->at >= f->inputs.v.n)
            return false;
        const struct input *in = &f->inputs.v.p[f->at++];
        u->path = in->path;
        u->why = in->why;
        if (in->why.msg[0] || !is_lines(f, in->path) || !open_lines(f, in->path, u))
            return true;
    }
}

void feeder_read(const struct feeder *f, struct unit *u)
{
    if (u->has_bytes || u->why.msg[0])
        return;
    if (input_is_url(u->path))
        u->has_bytes = fetch_article(u, f->s->allow_fetch);
    else
        u->has_bytes = io_read_file(u->path, IO_MAX_INPUT, &u->bytes, &u->why);
}
