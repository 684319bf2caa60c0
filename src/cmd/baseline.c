/*
 * Reads and writes the baseline file.  It is meant to be kept under version
 * control beside the articles, so it is sorted as the articles are and says in
 * words what was accepted.
 */
#include "cmd/baseline.h"

#include "base/io.h"
#include "report/escape.h"
#include "report/facts.h"

#define MAX_BASELINE (16u << 20)
#define PRINT_LEN    16

void baseline_init(struct baseline *b)
{
    b->path = NULL;
    arena_init(&b->arena);
    map_init(&b->entries);
}

void baseline_release(struct baseline *b)
{
    map_release(&b->entries);
    arena_release(&b->arena);
}

static bool is_print(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!s.p[i] || !strchr("0123456789abcdef", s.p[i]))
            return false;
    return s.n == PRINT_LEN;
}

static bool read_line(struct baseline *b, struct str line, int number, struct err *e)
{
    line = str_trim(line);
    if (line.n == 0 || line.p[0] == '#')
        return true;
    struct str rest = line, print;
    str_split(&rest, ' ', &print);
    if (!is_print(print)) {
        err_set(e, "no fingerprint of 16 hex digits at the start of the line");
        return err_at(e, b->path, number, 1);
    }
    struct baseline_entry *entry = ARENA_NEW(&b->arena, struct baseline_entry);
    entry->line = arena_str(&b->arena, str_trim(rest));
    entry->number = number;
    map_put(&b->entries, print, entry);
    return true;
}

bool baseline_read(struct baseline *b, const char *path, bool may_miss, struct err *e)
{
    struct buf text;
    b->path = path;
    if (may_miss && !io_exists(path))
        return true;
    buf_init(&text, 0);
    bool ok = io_read_file(path, MAX_BASELINE, &text, e);
    struct str rest = buf_str(&text), line;
    for (int n = 1; ok && str_split(&rest, '\n', &line); n++)
        ok = read_line(b, line, n, e);
    buf_release(&text);
    return ok;
}

struct baseline_entry *baseline_find(const struct baseline *b, const char print[17])
{
    return b->path ? map_get(&b->entries, str_c(print)) : NULL;
}

void baseline_lines(const struct article_report *r, unsigned mask, struct buf *out)
{
    for (size_t i = 0; r->claims && i < r->claims->v.n; i++) {
        const struct judgement *j = fact_judgement(r, i);
        const struct claim *c = &r->claims->v.p[i];
        if (!j || c->ignored || !(mask & 1u << j->verdict))
            continue;
        buf_addf(out, "%s %s ", r->prints[i], verdict_name(j->verdict));
        escape_term(out, str_c(r->path));
        buf_addc(out, ": ");
        escape_term(out, fact_quote(r, c));
        buf_addch(out, '\n');
    }
}

bool baseline_write(const char *path, struct str lines, struct err *e)
{
    struct buf text;
    buf_init(&text, 0);
    buf_addc(&text,
             "# Claims accepted as they are; `claimcheck --baseline FILE` does not "
             "fail on them.\n# fingerprint, verdict, article: quote\n");
    buf_adds(&text, lines);
    bool ok = io_write_file(path, buf_str(&text), e);
    buf_release(&text);
    return ok;
}
