/*
 * Coverage and log.  Coverage is counted from the sheets, so that a snapshot
 * which brought nothing new does not look like more data.
 */
#include "store/history.h"

#include "store/handle.h"

typedef VEC(struct stretch_days) stretches;

static void add_span(stretches *v, date_t from, date_t to)
{
    struct stretch_days *last = v->n ? &v->p[v->n - 1] : NULL;
    struct stretch_days s = {from, to};

    if (last && from <= last->to + 1)
        last->to = to > last->to ? to : last->to;
    else
        VEC_PUSH(v, s);
}

static bool spans(struct store *s, enum sql id, struct coverage *c, struct arena *a,
                  struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, id, e, "ti", c->dataset, (int64_t)s->limit);
    stretches v = {0};
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0)
        add_span(&v, sqlite3_column_int(st, 0), sqlite3_column_int(st, 1));
    c->n = v.n;
    c->v = v.n ? arena_dup(a, v.p, v.n * sizeof(*v.p)) : NULL;
    VEC_FREE(&v);
    return found == 0;
}

/* Where the days of a dataset stand. */
static enum sql spans_of(const char *dataset)
{
    if (strcmp(dataset, "authors_daily") == 0)
        return SQL_SPANS_AUTHORS;
    if (strcmp(dataset, "apps") == 0)
        return SQL_SPANS_APPS;
    if (strcmp(dataset, "prices") == 0 || strcmp(dataset, "models") == 0)
        return SQL_SPANS_DAYS;
    return SQL_SPANS_SHEETS;
}

bool store_coverage(struct store *s, struct arena *a, struct coverage **out, size_t *n,
                    struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_DATASETS, e, "i", (int64_t)s->limit);
    VEC(struct coverage) v = {0};
    int found = -1;
    bool ok;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct coverage c = {.dataset = db_need(a, st, 0),
                             .snapshots = sqlite3_column_int64(st, 1),
                             .rows = sqlite3_column_int64(st, 2),
                             .newest = sqlite3_column_int(st, 3)};

        VEC_PUSH(&v, c);
    }
    ok = found == 0;
    for (size_t i = 0; ok && i < v.n; i++)
        ok = spans(s, spans_of(v.p[i].dataset), &v.p[i], a, e);
    *n = v.n;
    *out = v.n ? arena_dup(a, v.p, v.n * sizeof(*v.p)) : NULL;
    VEC_FREE(&v);
    return ok;
}

bool store_log(struct store *s, const char *dataset, size_t limit, struct arena *a,
               struct snapshot **out, size_t *n, struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_LOG, e, "iti", (int64_t)s->limit, dataset,
                               limit ? (int64_t)limit : (int64_t)-1);
    VEC(struct snapshot) v = {0};
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct snapshot x = {.id = sqlite3_column_int64(st, 0),
                             .dataset = db_need(a, st, 1),
                             .source = db_need(a, st, 2),
                             .as_of = db_need(a, st, 3),
                             .retrieved_at = db_need(a, st, 4),
                             .sha256 = db_need(a, st, 5),
                             .license = db_need(a, st, 6),
                             .rows = sqlite3_column_int64(st, 7)};

        VEC_PUSH(&v, x);
    }
    *n = v.n;
    *out = v.n ? arena_dup(a, v.p, v.n * sizeof(*v.p)) : NULL;
    VEC_FREE(&v);
    return found == 0;
}

bool store_listed(struct store *s, date_t from, date_t to, bool *covered, struct err *e)
{
    sqlite3_stmt *st =
        db_bind(&s->db, SQL_LISTED_DAYS, e, "ii", (int64_t)from, (int64_t)to);
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0)
        covered[sqlite3_column_int(st, 0) - from] = true;
    return found == 0;
}

enum found store_reveal(struct store *s, const struct entity *model, struct arena *a,
                        struct reveal *out, struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_REVEAL, e, "t", model->id);
    int found = st ? db_step(&s->db, st, e) : -1;

    if (found <= 0)
        return found ? FOUND_ERROR : FOUND_NOTHING;
    out->author = db_need(a, st, 0);
    out->model = db_need(a, st, 1);
    out->day = sqlite3_column_int(st, 2);
    sqlite3_reset(st);
    return FOUND;
}
