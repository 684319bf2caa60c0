/*
 * How many models or authors were listed on a day: counted in the full listing
 * nearest to it.
 */
#include "store/handle.h"

#include <inttypes.h>

#include "store/slug.h"

#define NEAR_DAYS 7 /* a listing further away says nothing of the day */

struct listing {
    int64_t snapshot;
    const char *source;
    date_t day;
};

static enum found nearest(struct store *s, date_t day, struct arena *a,
                          struct listing *out, struct err *e)
{
    sqlite3_stmt *st =
        db_bind(&s->db, SQL_LISTED, e, "ii", (int64_t)s->limit, (int64_t)day);
    int found = st ? db_step(&s->db, st, e) : -1;
    date_t off;

    if (found <= 0)
        return found ? FOUND_ERROR : FOUND_NOTHING;
    out->snapshot = sqlite3_column_int64(st, 0);
    out->source = db_need(a, st, 1);
    out->day = sqlite3_column_int(st, 2);
    sqlite3_reset(st);
    off = out->day > day ? out->day - day : day - out->day;
    return off <= NEAR_DAYS ? FOUND : FOUND_NOTHING;
}

/* Distinct models (variants are one) or authors of the listing. */
static int64_t count(struct store *s, const struct listing *l, bool authors,
                     struct err *e)
{
    sqlite3_stmt *st =
        db_bind(&s->db, SQL_LISTED_MODELS, e, "ti", l->source, (int64_t)l->day);
    struct map seen;
    int found = -1;
    int64_t n;

    map_init(&seen);
    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct str id = db_text(st, 0);

        map_put(&seen, authors ? slug_author(id) : slug_base(id), s);
    }
    n = found == 0 ? (int64_t)seen.n : -1;
    map_release(&seen);
    return n;
}

enum found store_count(struct store *s, const char *what, date_t day, struct arena *a,
                       struct rats *p, struct usage *out, struct err *e)
{
    bool authors = strcmp(what, "authors") == 0;
    struct listing l;
    enum found found;
    int64_t n;

    memset(out, 0, sizeof(*out));
    if (!authors && strcmp(what, "models") != 0)
        return FOUND_NOTHING;
    found = nearest(s, day, a, &l, e);
    if (found != FOUND)
        return found;
    n = count(s, &l, authors, e);
    if (n < 0)
        return FOUND_ERROR;
    out->value = interval_point(rat_i64(p, n));
    out->days = 1;
    out->days_covered = l.day == day;
    out->rows.v = ARENA_NEW(a, struct row);
    out->rows.n = out->rows.total = 1;
    out->rows.v[0] = (struct row){"prices", authors ? "authors" : "models", l.day,
                                  l.day,    arena_printf(a, "%" PRId64, n), l.snapshot};
    return FOUND;
}
