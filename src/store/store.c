/*
 * Opening a store for questions, and what it says of itself: its newest day,
 * its snapshots and vintages.
 */
#include "store/store.h"

#include "store/cube.h"
#include "store/slug.h"

static bool one_date(struct store *s, enum sql id, date_t *out, struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, id, e, "i", (int64_t)s->limit);

    if (!st || db_step(&s->db, st, e) < 0)
        return false;
    *out = sqlite3_column_type(st, 0) == SQLITE_NULL
               ? DATE_NONE
               : (date_t)sqlite3_column_int64(st, 0);
    sqlite3_reset(st);
    return true;
}

struct store *store_open(const char *path, date_t as_of, struct err *e)
{
    struct store *s = xcalloc(1, sizeof(*s));

    s->limit = as_of == DATE_NONE ? INT32_MAX : as_of;
    arena_init(&s->dict.arena);
    map_init(&s->dict.countries);
    map_init(&s->dict.interned);
    if (!db_open_read(&s->db, path, e) || !one_date(s, SQL_NEWEST_DAY, &s->newest, e) ||
        !one_date(s, SQL_LAST_USAGE_DAY, &s->last_day, e)) {
        store_close(s);
        return NULL;
    }
    s->path = xstrdup(path);
    return s;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < STORE_CUBES; i++)
        cube_free(s->cubes[i]);
    map_release(&s->dict.countries);
    map_release(&s->dict.interned);
    arena_release(&s->dict.arena);
    db_close(&s->db);
    free(s->path);
    free(s);
}

const char *store_path(const struct store *s)
{
    return s->path;
}

date_t store_as_of(const struct store *s)
{
    return s->newest;
}

date_t store_last_day(const struct store *s)
{
    return s->last_day;
}

void store_use_names(struct store *s, const struct names *n)
{
    s->names = n;
}

date_t store_limit(const struct store *s, date_t vintage)
{
    return vintage == DATE_NONE || vintage > s->limit ? s->limit : vintage;
}

/* ---- dictionary ---- */

static bool load_authors(struct store *s, struct err *e)
{
    struct dict *d = &s->dict;
    sqlite3_stmt *st = db_bind(&s->db, SQL_ALL_AUTHORS, e, "");
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0)
        map_put(&d->countries, db_text(st, 0), db_need(&d->arena, st, 3));
    return found == 0;
}

const char *store_country(struct store *s, const char *author)
{
    const char *country = map_get(&s->dict.countries, str_c(author));

    return country ? country : "??";
}

const char *store_intern(struct store *s, const char *text)
{
    char *kept = map_get(&s->dict.interned, str_c(text));

    if (!kept) {
        kept = arena_strdup(&s->dict.arena, str_c(text));
        map_put(&s->dict.interned, str_c(text), kept);
    }
    return kept;
}

static void add_series(struct store *s, size_t id, const char *slug)
{
    struct series_info *info = &s->dict.series[id];
    char author[160];

    info->slug = slug;
    info->base = slug_base(str_c(slug));
    snprintf(author, sizeof(author), "%.*s", STR_FMT(slug_author(str_c(slug))));
    info->author = store_intern(s, author);
    info->country = store_country(s, info->author);
}

struct slug_row {
    size_t id;
    const char *slug;
};

#define MAX_SERIES 1000000

static bool load_series(struct store *s, struct err *e)
{
    struct dict *d = &s->dict;
    sqlite3_stmt *st = db_bind(&s->db, SQL_ALL_SERIES, e, "");
    VEC(struct slug_row) v = {0};
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        int64_t id = sqlite3_column_int64(st, 0);
        struct slug_row row = {(size_t)id, db_need(&d->arena, st, 1)};

        if (id < 1 || id > MAX_SERIES || (v.n && row.id <= v.p[v.n - 1].id)) {
            err_set(e, "the store '%s' is damaged: a series without sense", s->path);
            found = -1;
            break;
        }
        VEC_PUSH(&v, row);
    }
    d->n_series = found == 0 && v.n ? v.p[v.n - 1].id + 1 : 1;
    d->series = ARENA_ARRAY(&d->arena, struct series_info, d->n_series);
    for (size_t i = 0; found == 0 && i < v.n; i++)
        add_series(s, v.p[i].id, v.p[i].slug);
    VEC_FREE(&v);
    return found == 0;
}

bool store_dict(struct store *s, struct err *e)
{
    if (!s->dict.loaded)
        s->dict.loaded = load_authors(s, e) && load_series(s, e);
    return s->dict.loaded;
}

/* ---- snapshots ---- */

enum found store_snapshot(struct store *s, int64_t id, struct arena *a,
                          struct snapshot *out, struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_SNAPSHOT, e, "i", id);
    int found = st ? db_step(&s->db, st, e) : -1;

    if (found <= 0)
        return found ? FOUND_ERROR : FOUND_NOTHING;
    out->id = id;
    out->dataset = db_need(a, st, 1);
    out->source = db_need(a, st, 2);
    out->as_of = db_need(a, st, 3);
    out->retrieved_at = db_need(a, st, 4);
    out->sha256 = db_need(a, st, 5);
    out->license = db_need(a, st, 6);
    out->rows = sqlite3_column_int64(st, 7);
    sqlite3_reset(st);
    return FOUND;
}

void store_identity(struct store *s, struct buf *out)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_ALL_SNAPSHOTS, NULL, "");

    buf_addf(out, "limit %d\n", (int)s->limit);
    while (st && db_step(&s->db, st, NULL) > 0) {
        for (int i = 0; i < 5; i++)
            buf_addf(out, "%.*s ", STR_FMT(db_text(st, i)));
        buf_addch(out, '\n');
    }
    if (st)
        sqlite3_reset(st);
}

size_t store_vintages(struct store *s, date_t from, date_t to, date_t *out, size_t max)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_VINTAGES, NULL, "iii", (int64_t)from,
                               (int64_t)to, (int64_t)s->limit);
    size_t n = 0;

    while (st && n < max && db_step(&s->db, st, NULL) > 0)
        out[n++] = (date_t)sqlite3_column_int64(st, 0);
    if (st)
        sqlite3_reset(st);
    return n;
}
