/*
 * Usage: the rows of a sheet (one day or week of a snapshot) and, at the end of
 * the file, the sheet's own line.  A sheet that says what an earlier one says
 * shares its rows, so that a daily download of thirty days adds two or three.
 */
#include "store/writer.h"

#include <inttypes.h>

struct sheet {
    struct snap *snap;
    enum sheet_kind kind;
    int span;
    date_t start;
    bool partial;
    bool has_other, has_total;
    int64_t named, least, sum, other, total, half;
    int64_t figures; /* lines of the file */
};

static int64_t series_id(struct writer *w, struct str slug, struct err *e)
{
    int64_t *id = map_get(&w->series, slug);
    sqlite3_stmt *st;
    int found;

    if (id)
        return *id;
    st = db_bind(&w->db, SQL_GET_SERIES, e, "s", &slug);
    found = st ? db_step(&w->db, st, e) : -1;
    if (found < 0 || (found == 0 && !db_run(&w->db, SQL_PUT_SERIES, e, "s", &slug)))
        return 0;
    id = ARENA_NEW(&w->arena, int64_t);
    *id = found ? sqlite3_column_int64(st, 0) : sqlite3_last_insert_rowid(w->db.h);
    if (found)
        sqlite3_reset(st);
    else
        w->relink = true;
    map_put(&w->series, slug, id);
    return *id;
}

static struct sheet *sheet_of(struct writer *w, struct snap *s, const struct usage_in *u)
{
    char key[96];
    int n = snprintf(key, sizeof(key), "%" PRId64 "/%d/%d/%d", s->id, u->span,
                     (int)u->start, (int)u->kind);
    struct sheet *sheet = map_get(&w->sheets, str_of(key, (size_t)n));

    if (sheet)
        return sheet;
    sheet = ARENA_NEW(&w->arena, struct sheet);
    sheet->snap = s;
    sheet->kind = u->kind;
    sheet->span = u->span;
    sheet->start = u->start;
    sheet->partial = s->day < u->start + u->span; /* the span was not over */
    map_put(&w->sheets, str_of(key, (size_t)n), sheet);
    return sheet;
}

static bool put_once(bool *has, int64_t *to, const struct usage_in *u, struct err *e)
{
    if (*has)
        return err_set(e, "'%.*s' stands twice on one day", STR_FMT(u->model));
    *has = true;
    *to = u->tokens;
    return true;
}

static bool put_named(struct writer *w, struct sheet *sheet, const struct usage_in *u,
                      struct err *e)
{
    int64_t id;

    if (!writer_good_slug(u->model))
        return err_set(e, "'%.*s' is no permaslug", STR_FMT(u->model));
    id = series_id(w, u->model, e);
    if (!id)
        return false;
    if (!db_run(&w->db, SQL_PUT_USAGE, e, "iiiii", (int64_t)u->span, (int64_t)u->start,
                sheet->snap->id, id, u->tokens)) {
        if (sqlite3_errcode(w->db.h) == SQLITE_CONSTRAINT)
            err_set(e, "'%.*s' stands twice on one day", STR_FMT(u->model));
        return false;
    }
    sheet->least = sheet->named && sheet->least < u->tokens ? sheet->least : u->tokens;
    sheet->named++;
    sheet->sum += u->tokens;
    return true;
}

bool writer_usage(struct writer *w, struct snap *s, const struct usage_in *u,
                  struct err *e)
{
    struct sheet *sheet;

    if (u->tokens < 0 || u->tokens > STORE_MAX_TOKENS)
        return err_set(e, "%" PRId64 " is no number of tokens", u->tokens);
    sheet = sheet_of(w, s, u);
    sheet->partial |= u->partial;
    sheet->figures++;
    s->rows++;
    if (str_eqc(u->model, "other"))
        return put_once(&sheet->has_other, &sheet->other, u, e);
    if (str_eqc(u->model, "total")) {
        sheet->half = u->half;
        return put_once(&sheet->has_total, &sheet->total, u, e);
    }
    return put_named(w, sheet, u, e);
}

/* ---- the end of a file ---- */

/* A day's list is everything: without an "other" there was nothing else.  A
 * bar's height is its parts. */
static bool add_up(struct sheet *s, struct err *e)
{
    int64_t parts = s->sum + (s->has_other ? s->other : 0);
    char day[11];

    if (s->kind == SHEET_LIST && !s->has_other) {
        s->has_other = true;
        s->other = 0;
    }
    if (s->has_total && s->has_other && s->total != parts) {
        date_format(s->start, day);
        return err_set(e,
                       "%s: the total %" PRId64 " is not the sum of its parts, %" PRId64,
                       day, s->total, parts);
    }
    if (s->has_other && !s->has_total) {
        s->has_total = true;
        s->total = parts;
    }
    return true;
}

static bool same_rows(struct writer *w, const struct sheet *s, int64_t rows_of,
                      bool *same, struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_EQUAL_ROWS, e, "iiii", (int64_t)s->span,
                               (int64_t)s->start, s->snap->id, rows_of);

    if (!st || db_step(&w->db, st, e) < 0)
        return false;
    *same = sqlite3_column_int64(st, 0) == s->named;
    sqlite3_reset(st);
    return true;
}

struct twin {
    int64_t rows_of;
    bool mine; /* of a snapshot with this dataset, source and as_of */
};
typedef VEC(struct twin) twins;

static bool list_twins(struct writer *w, const struct sheet *s, twins *out, struct err *e)
{
    sqlite3_stmt *st = db_bind(
        &w->db, SQL_TWIN_SHEETS, e, "iiiiooii", (int64_t)s->span, (int64_t)s->start,
        (int64_t)s->kind, s->named, s->has_other ? &s->other : NULL,
        s->has_total ? &s->total : NULL, s->half, (int64_t)s->partial);
    int found = -1;

    while (st && (found = db_step(&w->db, st, e)) > 0) {
        struct twin t = {sqlite3_column_int64(st, 1),
                         str_eqc(db_text(st, 2), s->snap->dataset) &&
                             str_eqc(db_text(st, 3), s->snap->source) &&
                             str_eqc(db_text(st, 4), s->snap->as_of)};

        VEC_PUSH(out, t);
    }
    return found == 0;
}

/* Where the rows of the sheet stand: the snapshot's own id, an earlier one's,
 * or 0 when the whole sheet is there already. */
static bool find_home(struct writer *w, const struct sheet *s, int64_t *home,
                      struct err *e)
{
    twins v = {0};
    bool ok = list_twins(w, s, &v, e);

    *home = s->snap->id;
    for (size_t i = 0; ok && i < v.n && *home; i++) {
        bool same = false;

        ok = same_rows(w, s, v.p[i].rows_of, &same, e);
        if (same && v.p[i].mine)
            *home = 0;
        else if (same && *home == s->snap->id && s->named)
            *home = v.p[i].rows_of;
    }
    VEC_FREE(&v);
    return ok;
}

static bool end_sheet(struct writer *w, struct sheet *s, struct err *e)
{
    int64_t home;

    if (!add_up(s, e) || !find_home(w, s, &home, e))
        return false;
    if (home != s->snap->id && !db_run(&w->db, SQL_DROP_USAGE, e, "iii", (int64_t)s->span,
                                       (int64_t)s->start, s->snap->id))
        return false;
    if (home == 0)
        return true;
    if (home == s->snap->id)
        s->snap->added += s->figures;
    s->snap->held = true;
    return db_run(&w->db, SQL_PUT_SHEET, e, "iiiiiiioooii", (int64_t)s->span,
                  (int64_t)s->start, (int64_t)s->kind, s->snap->id, home,
                  (int64_t)s->snap->day, s->named, s->named ? &s->least : NULL,
                  s->has_other ? &s->other : NULL, s->has_total ? &s->total : NULL,
                  s->half, (int64_t)s->partial);
}

bool writer_finish_sheets(struct writer *w, struct err *e)
{
    for (size_t i = 0; i < w->sheets.n; i++)
        if (!end_sheet(w, w->sheets.items[i].value, e))
            return false;
    return true;
}
