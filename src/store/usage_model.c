/*
 * One model, series by series (its variants are series of their own).  A tile
 * that does not name a series bounds it: it has no more than the least one
 * named.  A whole week of such days is looked up in the week's bar as well,
 * which is exact for the nine models that it names.
 */
#include "store/usage.h"

#include "store/slug.h"

#define NEAR 7 /* days: a series not seen this close to the window is not offered */

struct point { /* a row of a series, of any snapshot */
    int span;
    date_t start;
    int64_t snapshot, tokens;
};
struct series {
    int64_t id;
    const char *slug;
    const struct entity *ent;
    VEC(struct point) points;
};
typedef VEC(struct series) series_list;

static void release(series_list *v)
{
    for (size_t i = 0; i < v->n; i++)
        VEC_FREE(&v->p[i].points);
    VEC_FREE(v);
}

/* ---- which series ---- */

static bool load_points(struct store *s, struct series *sr, const struct cube *c,
                        struct err *e)
{
    sqlite3_stmt *st =
        db_bind(&s->db, SQL_SERIES_ROWS, e, "iii", sr->id,
                (int64_t)date_monday(c->from) - NEAR, (int64_t)c->to + NEAR);
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct point p = {sqlite3_column_int(st, 0), sqlite3_column_int(st, 1),
                          sqlite3_column_int64(st, 2), sqlite3_column_int64(st, 3)};

        if (!is_tokens(p.tokens))
            return err_set(e, "the store '%s' is damaged: a figure without sense",
                           s->path);
        VEC_PUSH(&sr->points, p);
    }
    return found == 0;
}

/* All series of an entity that the selection wants. */
static bool list_series(struct store *s, const struct usage_sel *sel,
                        const struct entity *ent, series_list *out, struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_SERIES_OF_MODEL, e, "t", ent->id);
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct series sr = {.id = sqlite3_column_int64(st, 0), .ent = ent};

        if (sr.id < 0 || (size_t)sr.id >= s->dict.n_series || !s->dict.series[sr.id].slug)
            continue;
        sr.slug = s->dict.series[sr.id].slug;
        if (usage_has_series(s, sel, &s->dict.series[sr.id]))
            VEC_PUSH(out, sr);
    }
    return found == 0;
}

/* Drops series that are not seen near the window: they are not offered then.
 * When none is, the first stays, so that there is something to bound. */
static void keep_near(series_list *v)
{
    size_t kept = 0;

    for (size_t i = 0; i < v->n; i++) {
        if (v->p[i].points.n == 0 && !(i + 1 == v->n && kept == 0)) {
            VEC_FREE(&v->p[i].points);
            continue;
        }
        v->p[kept++] = v->p[i];
    }
    v->n = kept;
}

static bool find_series(struct store *s, const struct usage_sel *sel,
                        const struct cube *c, series_list *out, struct err *e)
{
    for (uint32_t i = 0; i < sel->n_ents; i++)
        if (!list_series(s, sel, sel->ents[i], out, e))
            return false;
    for (size_t k = 0; k < out->n; k++)
        if (!load_points(s, &out->p[k], c, e))
            return false;
    keep_near(out);
    return true;
}

/* ---- what a tile says of a series ---- */

static const struct point *point_of(const struct series *sr, int span, date_t start,
                                    int64_t snapshot)
{
    for (size_t i = 0; i < sr->points.n; i++) {
        const struct point *p = &sr->points.p[i];

        if (p->span == span && p->start == start && p->snapshot == snapshot)
            return p;
    }
    return NULL;
}

/* The day in the figures of models outside the top; NULL when it is not there. */
static const struct sheet_line *activity(const struct cube *c, const struct series *sr,
                                         const struct tile *t, const struct point **out)
{
    for (size_t i = 0; i < c->sheets.n && t->sheet.kind == SHEET_LIST; i++) {
        const struct sheet_line *l = &c->sheets.p[i];

        if (l->kind != SHEET_ACTIVITY || l->start != t->sheet.start)
            continue;
        *out = point_of(sr, 1, l->start, l->rows_of);
        if (*out)
            return l;
    }
    return NULL;
}

/* Nothing was used before it was listed, a day's slack for the listing. */
static bool listed_later(const struct series *sr, const struct tile *t)
{
    return sr->ent->created != DATE_NONE && tile_to(t) < sr->ent->created - 1;
}

static void add_tile_of(struct sum *out, const struct cube *c, const struct series *sr,
                        const struct tile *t, const struct usage_sel *sel)
{
    const struct point *p = point_of(sr, t->sheet.span, t->sheet.start, t->sheet.rows_of);
    struct tile other = *t;
    const struct sheet_line *l;

    if (p) {
        sum_add(out, t, sr->slug, p->tokens);
        return;
    }
    if (sel->scope == SCOPE_NAMED && t->sheet.kind == SHEET_LIST)
        return;
    l = activity(c, sr, t, &p);
    if (l) {
        other.sheet = *l;
        sum_add(out, &other, sr->slug, p->tokens);
    } else if (!listed_later(sr, t)) {
        sum_add_hidden(out, tile_hidden(t), WIDTH_HIDDEN_TAIL);
    }
}

/* ---- weeks ---- */

/* A week's bar or board that names the series and lies within the bounds. */
static const struct sheet_line *exact_week(const struct cube *c, const struct series *sr,
                                           date_t monday, const struct sum *days,
                                           const struct point **out)
{
    const struct sheet_line *best = NULL;

    for (size_t i = 0; i < c->sheets.n; i++) {
        const struct sheet_line *l = &c->sheets.p[i];
        const struct point *p;

        if (l->span != 7 || l->start != monday || l->partial ||
            (best && best->seen >= l->seen))
            continue;
        p = point_of(sr, 7, monday, l->rows_of);
        if (!p || p->tokens < days->lo || (p->tokens > days->hi && !days->open))
            continue;
        best = l;
        *out = p;
    }
    return best;
}

static void join(struct sum *to, const struct sum *from)
{
    to->lo = add_tokens(to->lo, from->lo);
    to->hi = add_tokens(to->hi, from->hi);
    to->open = to->open || from->open;
    to->causes |= from->causes;
    for (size_t i = 0; i < from->parts.n; i++)
        sum_part(to, &from->parts.p[i]);
}

/* The tiles [i, end) of one week: their sum, or the week's own figure where
 * that is exact and they are not. */
static void add_week(struct sum *out, const struct cube *c, const struct series *sr,
                     size_t i, size_t end, const struct usage_sel *sel)
{
    date_t monday = date_monday(c->tiles.p[i].sheet.start);
    bool whole = end - i == 7 && !c->tiles.p[end - 1].cut;
    struct sum week = {0};
    const struct sheet_line *l = NULL;
    const struct point *p = NULL;

    for (; i < end; i++)
        add_tile_of(&week, c, sr, &c->tiles.p[i], sel);
    if (whole && (week.hi > week.lo || week.open))
        l = exact_week(c, sr, monday, &week, &p);
    if (l) {
        struct tile t = {*l, false};

        sum_add(out, &t, sr->slug, p->tokens);
    } else {
        join(out, &week);
    }
    sum_release(&week);
}

/* Together the selected models have no more than all that is not named. */
static void cap_hidden(struct sum *week, const struct cube *c, size_t i, size_t end)
{
    int64_t most = 0;

    for (; i < end; i++) {
        const struct tile *t = &c->tiles.p[i];

        if (!t->sheet.has_other || t->cut)
            return;
        most = add_tokens(most, t->sheet.other);
    }
    if (!week->open && week->hi - week->lo > most)
        week->hi = add_tokens(week->lo, most);
}

static void add_all(struct sum *out, const struct cube *c, const series_list *v,
                    const struct usage_sel *sel)
{
    for (size_t i = 0; i < c->tiles.n;) {
        date_t monday = date_monday(c->tiles.p[i].sheet.start);
        struct sum week = {0};
        size_t end = i + 1;

        while (end < c->tiles.n && date_monday(c->tiles.p[end].sheet.start) == monday)
            end++;
        for (size_t k = 0; k < v->n; k++)
            add_week(&week, c, &v->p[k], i, end, sel);
        cap_hidden(&week, c, i, end);
        join(out, &week);
        sum_release(&week);
        i = end;
    }
}

enum found usage_models(struct store *s, const struct usage_sel *sel, struct cube *c,
                        struct sum *out, struct err *e)
{
    series_list v = {0};
    enum found found = FOUND_ERROR;

    if (find_series(s, sel, c, &v, e)) {
        found = v.n ? FOUND : FOUND_NOTHING;
        add_all(out, c, &v, sel);
    }
    release(&v);
    return found;
}
