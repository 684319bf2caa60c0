/*
 * `claimcheck data status` and `data log`: what the store covers, and the
 * snapshots that it came from.
 */
#include "cmd/data.h"

#include <inttypes.h>

#include "cmd/terminal.h"
#include "store/history.h"

static const char *number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%" PRId64, n);
}

static const char *stretches(struct arena *a, const struct coverage *c)
{
    struct buf b;
    char *out;

    buf_init(&b, 0);
    for (size_t i = 0; i < c->n; i++)
        buf_addf(&b, "%s%s", i ? ", " : "", data_days(a, c->v[i].from, c->v[i].to));
    out = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return out;
}

static int64_t gap_days(const struct coverage *c)
{
    int64_t days = 0;

    for (size_t i = 1; i < c->n; i++)
        days += c->v[i].from - c->v[i - 1].to - 1;
    return days;
}

/* Long lists of stretches are cut in text; JSON and CSV have them whole. */
static const char *shown(const struct data_opts *o, struct arena *a,
                         const struct coverage *c)
{
    struct coverage first = *c;

    if (o->format != GRID_TEXT || c->n <= 6)
        return stretches(a, c);
    first.n = 2;
    return arena_printf(a, "%s, ... %zu stretches, %s", stretches(a, &first), c->n - 3,
                        data_days(a, c->v[c->n - 1].from, c->v[c->n - 1].to));
}

static void note_age(struct data_view *v, struct grid *g)
{
    date_t last = store_last_day(v->store);
    char day[11];

    if (last == DATE_NONE)
        return;
    date_format(last, day);
    grid_note(g, arena_printf(&v->arena, "last day of figures: %s, %d days ago", day,
                              (int)(terminal_today() - last)));
}

int data_status(const struct data_opts *o)
{
    static const struct grid_column columns[] = {
        {"dataset", "dataset", false},
        {"snapshots", "snapshots", true},
        {"rows", "rows", true},
        {"newest", "newest", false},
        {"gap_days", "days missing", true},
        {"covers", "covers", false},
    };
    struct data_view v;
    struct coverage *c;
    struct grid g;
    struct err e;
    size_t n;
    int status;

    if (!data_open(o, &v, &e))
        return complain(&e);
    grid_init(&g, columns, ARRAY_LEN(columns));
    g.title = arena_printf(&v.arena, "%s", store_path(v.store));
    if (store_coverage(v.store, &v.arena, &c, &n, &e)) {
        for (size_t i = 0; i < n; i++) {
            char day[11];

            date_format(c[i].newest, day);
            grid_row(&g, (const char *[]){c[i].dataset, number(&v.arena, c[i].snapshots),
                                          number(&v.arena, c[i].rows),
                                          arena_strdup(&v.arena, str_c(day)),
                                          c[i].n ? number(&v.arena, gap_days(&c[i])) : "",
                                          shown(o, &v.arena, &c[i])});
        }
        note_age(&v, &g);
        data_cite(&v, &g);
        status = data_print(o, &g);
    } else {
        status = complain(&e);
    }
    grid_release(&g);
    data_close(&v);
    return status;
}

int data_log(const struct data_opts *o)
{
    static const struct grid_column columns[] = {
        {"snapshot", "id", true},      {"dataset", "dataset", false},
        {"as_of", "as of", false},     {"rows", "rows", true},
        {"sha256", "sha256", false},   {"license", NULL, false},
        {"retrieved_at", NULL, false}, {"source", "source", false},
    };
    struct data_view v;
    struct snapshot *s;
    struct grid g;
    struct err e;
    size_t n;
    int status;

    if (!data_open(o, &v, &e))
        return complain(&e);
    grid_init(&g, columns, ARRAY_LEN(columns));
    if (store_log(v.store, o->dataset, (size_t)o->limit, &v.arena, &s, &n, &e)) {
        for (size_t i = 0; i < n; i++) {
            bool text = o->format == GRID_TEXT;
            const char *sha = arena_printf(&v.arena, "%.*s", text ? 12 : 64, s[i].sha256);

            grid_row(&g, (const char *[]){arena_printf(&v.arena, "%" PRId64, s[i].id),
                                          s[i].dataset, s[i].as_of,
                                          number(&v.arena, s[i].rows), sha, s[i].license,
                                          s[i].retrieved_at, s[i].source});
        }
        status = data_print(o, &g);
    } else {
        status = complain(&e);
    }
    grid_release(&g);
    data_close(&v);
    return status;
}
