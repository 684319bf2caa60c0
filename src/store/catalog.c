/*
 * Models and prices.  Prices are kept as the days on which a source's line
 * changed; an interval ends on the source's last day before the next change.
 */
#include "store/handle.h"

/* The model id that goes with a permaslug, and the permaslug itself where a
 * source has prices under it. */
struct ids {
    int64_t v[2];
    int n;
};

static bool ids_of(struct store *s, const struct entity *model, struct ids *out,
                   struct err *e)
{
    static const enum sql ways[] = {SQL_LINK, SQL_MODEL_AT};

    out->n = 0;
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        sqlite3_stmt *st = db_bind(&s->db, ways[i], e, "t", model->id);
        int found = st ? db_step(&s->db, st, e) : -1;
        int64_t id = found > 0 ? sqlite3_column_int64(st, 0) : 0;

        if (found < 0)
            return false;
        if (found > 0)
            sqlite3_reset(st);
        if (id && (out->n == 0 || out->v[0] != id))
            out->v[out->n++] = id;
    }
    return true;
}

/* ---- prices ---- */

struct price_row {
    const char *source;
    date_t day;
    struct price price;
    bool gone;
};
typedef VEC(struct price_row) price_rows;

static bool load_prices(struct store *s, int64_t model, struct arena *a, price_rows *out,
                        struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_PRICES, e, "ii", model, (int64_t)s->limit);
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct price_row r = {.source = db_need(a, st, 0),
                              .day = sqlite3_column_int(st, 1),
                              .gone = sqlite3_column_int(st, 6)};

        r.price.snapshot = sqlite3_column_int64(st, 2);
        r.price.input = db_dup(a, st, 3);
        r.price.output = db_dup(a, st, 4);
        r.price.context_length = sqlite3_column_int64(st, 5);
        r.price.model_id = db_need(a, st, 7);
        r.price.by_hand = str_eqc(db_text(st, 8), "list");
        r.price.from = r.day;
        VEC_PUSH(out, r);
    }
    return found == 0;
}

/* The source's last day before the next change, or its newest. */
static bool last_day(struct store *s, const struct price_row *r,
                     const struct price_row *next, date_t *out, struct err *e)
{
    bool same = next && strcmp(next->source, r->source) == 0 &&
                strcmp(next->price.model_id, r->price.model_id) == 0;
    sqlite3_stmt *st = db_bind(&s->db, SQL_PRICE_DAY_BEFORE, e, "ti", r->source,
                               same ? (int64_t)next->day : (int64_t)s->limit + 1);

    if (!st || db_step(&s->db, st, e) < 0)
        return false;
    *out = sqlite3_column_type(st, 0) == SQLITE_NULL
               ? r->day
               : (date_t)sqlite3_column_int64(st, 0);
    if (*out < r->day)
        *out = r->day;
    sqlite3_reset(st);
    return true;
}

static bool close_intervals(struct store *s, price_rows *v, struct err *e)
{
    for (size_t i = 0; i < v->n; i++)
        if (!last_day(s, &v->p[i], i + 1 < v->n ? &v->p[i + 1] : NULL, &v->p[i].price.to,
                      e))
            return false;
    return true;
}

static int by_from(const void *a, const void *b)
{
    const struct price *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->snapshot > y->snapshot) - (x->snapshot < y->snapshot);
}

/* Those that touch the window; when none does, the nearest before and after. */
static void pick(const price_rows *v, date_t from, date_t to, struct price *out,
                 size_t *n)
{
    const struct price *before = NULL, *after = NULL;

    *n = 0;
    for (size_t i = 0; i < v->n; i++) {
        const struct price *p = &v->p[i].price;
        bool early = from != DATE_NONE && p->to < from,
             late = to != DATE_NONE && p->from > to;

        if (v->p[i].gone)
            continue;
        if (!early && !late)
            out[(*n)++] = *p;
        else if (early && (!before || p->to > before->to))
            before = p;
        else if (late && (!after || p->from < after->from))
            after = p;
    }
    if (*n == 0 && before)
        out[(*n)++] = *before;
    else if (*n)
        after = NULL;
    if (after)
        out[(*n)++] = *after;
    qsort(out, *n, sizeof(*out), by_from);
}

enum found store_prices(struct store *s, const struct entity *model, date_t from,
                        date_t to, struct arena *a, struct price **out, size_t *n,
                        struct err *e)
{
    price_rows v = {0};
    enum found found = FOUND_ERROR;
    struct ids ids;
    bool ok = ids_of(s, model, &ids, e);

    *n = 0;
    for (int i = 0; ok && i < ids.n; i++)
        ok = load_prices(s, ids.v[i], a, &v, e);
    if (ok && close_intervals(s, &v, e)) {
        *out = ARENA_ARRAY(a, struct price, v.n + 1);
        pick(&v, from, to, *out, n);
        found = *n ? FOUND : FOUND_NOTHING;
    }
    VEC_FREE(&v);
    return found;
}

/* ---- models ---- */

/* The newest line that says what an older one may have said too. */
static void take_model(sqlite3_stmt *st, struct arena *a, struct model_info *out)
{
    out->model_id = db_need(a, st, 0);
    if (!out->permaslug && db_text(st, 1).n)
        out->permaslug = db_need(a, st, 1);
    if (!out->name && db_text(st, 2).n)
        out->name = db_need(a, st, 2);
    if (!out->created_unix)
        out->created_unix = sqlite3_column_int64(st, 3);
    if (!out->context_length)
        out->context_length = sqlite3_column_int64(st, 4);
    if (!out->snapshot)
        out->snapshot = sqlite3_column_int64(st, 5);
}

enum found store_model(struct store *s, const struct entity *model, struct arena *a,
                       struct model_info *out, struct err *e)
{
    struct ids ids;
    sqlite3_stmt *st;
    int found = -1;

    memset(out, 0, sizeof(*out));
    if (!ids_of(s, model, &ids, e) || !store_dict(s, e))
        return FOUND_ERROR;
    if (!ids.n)
        return FOUND_NOTHING;
    st = db_bind(&s->db, SQL_MODEL, e, "ii", ids.v[0], (int64_t)s->limit);
    while (st && (found = db_step(&s->db, st, e)) > 0)
        take_model(st, a, out);
    if (found < 0)
        return FOUND_ERROR;
    if (!out->model_id)
        return FOUND_NOTHING;
    out->author = model->author ? arena_strdup(a, str_c(model->author)) : "";
    out->country = store_country(s, out->author);
    if (!out->permaslug)
        out->permaslug = arena_strdup(a, str_c(model->id));
    if (!out->name)
        out->name = arena_strdup(a, str_c(model->name));
    return FOUND;
}
