/*
 * The reader of comma-separated values.  A row with a quote out of place, a
 * quote that is never closed or too many fields is refused, not guessed at.
 */
#include "sync/csv.h"

void csv_init(struct csv *c, struct str text)
{
    memset(c, 0, sizeof(*c));
    c->rest = str_starts(text, STR("\xef\xbb\xbf")) ? str_sub(text, 3, text.n) : text;
    c->next_line = 1;
    arena_init(&c->arena);
}

void csv_release(struct csv *c)
{
    arena_release(&c->arena);
}

static bool bad(struct csv *c, struct err *e, const char *what)
{
    err_set(e, "%s", what);
    err_at(e, "", c->line, 0);
    c->rest.n = 0;
    return false;
}

/* A field in quotes, from the one that opens it; *i ends behind the other. */
static bool quoted(struct csv *c, size_t *i, struct str *out, struct err *e)
{
    size_t from = *i + 1, n = 0;
    char *copy;

    for (*i = from; *i < c->rest.n; ++*i) {
        c->next_line += c->rest.p[*i] == '\n';
        if (c->rest.p[*i] != '"')
            continue;
        if (*i + 1 == c->rest.n || c->rest.p[*i + 1] != '"')
            break;
        ++*i;
    }
    if (*i >= c->rest.n)
        return bad(c, e, "a quote is not closed");
    copy = arena_alloc(&c->arena, *i - from + 1);
    for (size_t k = from; k < *i; k++) {
        copy[n++] = c->rest.p[k];
        k += c->rest.p[k] == '"';
    }
    *out = str_of(copy, n);
    ++*i;
    return true;
}

static bool plain(struct csv *c, size_t *i, struct str *out, struct err *e)
{
    size_t from = *i;

    while (*i < c->rest.n && !memchr(",\r\n", c->rest.p[*i], 3)) {
        if (c->rest.p[*i] == '"')
            return bad(c, e, "a quote inside a field");
        ++*i;
    }
    *out = str_sub(c->rest, from, *i);
    return true;
}

/* Takes a line's end at *i; false when something else stands there. */
static bool line_end(struct csv *c, size_t *i)
{
    if (*i < c->rest.n && c->rest.p[*i] == '\r')
        ++*i;
    if (*i < c->rest.n && c->rest.p[*i] != '\n')
        return false;
    *i += *i < c->rest.n;
    c->next_line++;
    return true;
}

bool csv_next(struct csv *c, struct err *e)
{
    size_t i = 0;

    c->n = 0;
    c->line = c->next_line;
    arena_clear(&c->arena);
    if (c->rest.n == 0)
        return false;
    for (;;) {
        struct str *f;
        bool ok;

        if (c->n == CSV_MAX_FIELDS)
            return bad(c, e, "too many fields");
        f = &c->field[c->n];
        ok = i < c->rest.n && c->rest.p[i] == '"' ? quoted(c, &i, f, e)
                                                  : plain(c, &i, f, e);
        if (!ok)
            return false;
        c->n++;
        if (i >= c->rest.n || c->rest.p[i] != ',')
            break;
        i++;
    }
    if (!line_end(c, &i))
        return bad(c, e, "something follows a field");
    c->rest = str_sub(c->rest, i, c->rest.n);
    return true;
}

void csv_skip_line(struct csv *c)
{
    size_t end = str_find(c->rest, STR("\n"), 0);

    c->rest = str_sub(c->rest, end + 1, c->rest.n);
    c->next_line++;
}
