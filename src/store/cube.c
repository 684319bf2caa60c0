/*
 * Tiling a window.  A day comes from the newest snapshot that lists it; a week
 * from a bar of the chart where its days are not all there; a week that the
 * window cuts is kept as an upper bound; what is in neither is not covered.
 */
#include "store/cube.h"

date_t tile_from(const struct tile *t)
{
    return t->sheet.start;
}

date_t tile_to(const struct tile *t)
{
    return t->sheet.start + t->sheet.span - 1;
}

int64_t tile_hidden(const struct tile *t)
{
    const struct sheet_line *s = &t->sheet;

    if (s->kind == SHEET_BOARD || s->kind == SHEET_ACTIVITY || !s->has_least)
        return -1;
    return s->has_other && s->other < s->least ? s->other : s->least;
}

void cube_free(struct cube *c)
{
    if (!c)
        return;
    VEC_FREE(&c->sheets);
    VEC_FREE(&c->tiles);
    VEC_FREE(&c->entries);
    free(c);
}

/* ---- sheets ---- */

static int64_t optional(sqlite3_stmt *st, int col, bool *has)
{
    *has = sqlite3_column_type(st, col) != SQLITE_NULL;
    return *has ? sqlite3_column_int64(st, col) : 0;
}

static struct sheet_line read_sheet(sqlite3_stmt *st)
{
    struct sheet_line l = {0};

    l.span = sqlite3_column_int(st, 0);
    l.start = sqlite3_column_int(st, 1);
    l.kind = sqlite3_column_int(st, 2);
    l.snapshot = sqlite3_column_int64(st, 3);
    l.rows_of = sqlite3_column_int64(st, 4);
    l.seen = sqlite3_column_int(st, 5);
    l.named = sqlite3_column_int64(st, 6);
    l.least = optional(st, 7, &l.has_least);
    l.other = optional(st, 8, &l.has_other);
    l.total = optional(st, 9, &l.has_total);
    l.half = sqlite3_column_int64(st, 10);
    l.partial = sqlite3_column_int(st, 11);
    return l;
}

/* What the writer keeps to, and a damaged store need not. */
static bool is_sane(const struct sheet_line *l, int span)
{
    bool whole = l->has_total || (l->kind != SHEET_LIST && l->kind != SHEET_TOTAL);

    return l->span == span && l->kind >= SHEET_LIST && l->kind <= SHEET_TOTAL && whole &&
           is_tokens(l->least) && is_tokens(l->other) && is_tokens(l->half) &&
           l->total >= 0 && l->total <= INT64_MAX / 4;
}

static bool load_sheets(struct store *s, struct cube *c, int span, date_t first,
                        struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_SHEETS, e, "iiii", (int64_t)span,
                               (int64_t)first, (int64_t)c->to, (int64_t)c->limit);
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct sheet_line l = read_sheet(st);

        if (!is_sane(&l, span))
            return err_set(e, "the store '%s' is damaged: a day without sense", s->path);
        VEC_PUSH(&c->sheets, l);
    }
    return found == 0;
}

/* The newest sheet of a kind for the span that is whole; NULL when there is
 * none.  Exact ones win over rounded ones of the same day. */
static const struct sheet_line *newest(const struct cube *c, int span, date_t start,
                                       int kind)
{
    const struct sheet_line *best = NULL;

    for (size_t i = 0; i < c->sheets.n; i++) {
        const struct sheet_line *l = &c->sheets.p[i];

        if (l->span == span && l->start > start)
            break; /* they are in order */
        if (l->span != span || l->start != start || l->kind != kind || l->partial)
            continue;
        if (!best || l->seen > best->seen ||
            (l->seen == best->seen && l->half < best->half))
            best = l;
    }
    return best;
}

/* ---- tiling ---- */

static void add_tile(struct cube *c, const struct sheet_line *l, bool cut)
{
    struct tile t = {*l, cut};

    VEC_PUSH(&c->tiles, t);
    c->covered += cut ? 0 : l->span;
}

/* A stretch of the window within one week. */
struct stretch {
    date_t monday, from, to;
    bool whole;
};

static bool all_days(const struct cube *c, const struct stretch *w, int kind)
{
    for (date_t d = w->from; d <= w->to; d++)
        if (!newest(c, 1, d, kind))
            return false;
    return true;
}

/* What days there are; true when that is all of them. */
static bool tile_days(struct cube *c, const struct stretch *w)
{
    bool all = true;

    for (date_t d = w->from; d <= w->to; d++) {
        const struct sheet_line *l = newest(c, 1, d, SHEET_LIST);

        if (l)
            add_tile(c, l, false);
        else
            all = false;
    }
    return all;
}

static const struct sheet_line *week_of(const struct cube *c, const struct stretch *w)
{
    const struct sheet_line *l = newest(c, 7, w->monday, SHEET_CHART);

    return l ? l : newest(c, 7, w->monday, SHEET_BOARD);
}

/* A week that the window cuts, behind the days that there are. */
static void tile_cut(struct cube *c, const struct stretch *w,
                     const struct sheet_line *week, int covered_before)
{
    add_tile(c, week, true);
    c->bounded += w->to - w->from + 1 - (c->covered - covered_before);
}

static void tile_named(struct cube *c, const struct stretch *w)
{
    const struct sheet_line *week = week_of(c, w);
    int before = c->covered;

    if (week && w->whole && !all_days(c, w, SHEET_LIST)) {
        add_tile(c, week, false);
        return;
    }
    if (!tile_days(c, w) && week && !w->whole)
        tile_cut(c, w, week, before);
}

static void tile_chart(struct cube *c, const struct stretch *w)
{
    const struct sheet_line *week =
        w->whole ? newest(c, 7, w->monday, SHEET_CHART) : NULL;

    if (week)
        add_tile(c, week, false);
    else
        tile_days(c, w);
}

/* A day's total: exact when its newest exact figure agrees with a newer rounded
 * one or is as new. */
static const struct sheet_line *day_total(const struct cube *c, date_t day)
{
    const struct sheet_line *list = newest(c, 1, day, SHEET_LIST);
    const struct sheet_line *total = newest(c, 1, day, SHEET_TOTAL);

    if (!list || !total)
        return list ? list : total;
    if (list->seen >= total->seen || (list->total >= total->total - total->half &&
                                      list->total <= total->total + total->half))
        return list;
    return total;
}

struct day_sum {
    int64_t lo, hi;
    date_t seen; /* of the oldest */
    bool all;
};

static struct day_sum sum_days(const struct cube *c, const struct stretch *w)
{
    struct day_sum sum = {0, 0, INT32_MAX, true};

    for (date_t d = w->from; d <= w->to; d++) {
        const struct sheet_line *l = day_total(c, d);

        if (!l) {
            sum.all = false;
            continue;
        }
        sum.lo = add_tokens(sum.lo, l->total - l->half);
        sum.hi = add_tokens(sum.hi, l->total + l->half);
        sum.seen = l->seen < sum.seen ? l->seen : sum.seen;
    }
    return sum;
}

/* The week's figure to use instead of the sum of its days: a newer one, one
 * where days are missing, or an exact one that rounded days agree with. */
static const struct sheet_line *week_total(const struct cube *c, const struct stretch *w,
                                           const struct day_sum *days)
{
    const struct sheet_line *best = NULL;

    for (size_t i = 0; i < c->sheets.n; i++) {
        const struct sheet_line *l = &c->sheets.p[i];
        bool fits = days->hi > days->lo && l->total >= days->lo && l->total <= days->hi;

        if (l->span != 7 || l->start != w->monday || l->partial || !l->has_total)
            continue;
        if (days->all && l->seen <= days->seen && !fits)
            continue;
        if (!best || l->seen > best->seen)
            best = l;
    }
    return best;
}

static void tile_total(struct cube *c, const struct stretch *w)
{
    struct day_sum days = sum_days(c, w);
    const struct sheet_line *week = week_total(c, w, &days);
    int before = c->covered;

    if (week && w->whole) {
        add_tile(c, week, false);
        return;
    }
    for (date_t d = w->from; d <= w->to; d++) {
        const struct sheet_line *l = day_total(c, d);

        if (l)
            add_tile(c, l, false);
    }
    if (!days.all && week)
        tile_cut(c, w, week, before);
}

static void tile_window(struct cube *c)
{
    for (date_t m = date_monday(c->from); m <= c->to; m += 7) {
        struct stretch w = {m, m > c->from ? m : c->from, m + 6 < c->to ? m + 6 : c->to,
                            false};

        w.whole = w.from == m && w.to == m + 6;
        if (c->tiling == TILE_NAMED)
            tile_named(c, &w);
        else if (c->tiling == TILE_CHART)
            tile_chart(c, &w);
        else
            tile_total(c, &w);
    }
}

/* ---- rows ---- */

static int by_series(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    return (x->tile > y->tile) - (x->tile < y->tile);
}

static bool load_tile(struct store *s, struct cube *c, uint32_t i, struct err *e)
{
    const struct sheet_line *l = &c->tiles.p[i].sheet;
    sqlite3_stmt *st = db_bind(&s->db, SQL_SHEET_ROWS, e, "iii", (int64_t)l->span,
                               (int64_t)l->start, l->rows_of);
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct entry entry = {sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1),
                              i};

        if (!is_tokens(entry.tokens) || entry.series < 0 ||
            (size_t)entry.series >= s->dict.n_series ||
            !s->dict.series[entry.series].slug)
            return err_set(e, "the store '%s' is damaged: a figure of no series",
                           s->path);
        VEC_PUSH(&c->entries, entry);
    }
    return found == 0;
}

bool cube_rows(struct store *s, struct cube *c, struct err *e)
{
    if (c->has_rows)
        return true;
    if (!store_dict(s, e))
        return false;
    VEC_CLEAR(&c->entries);
    for (uint32_t i = 0; i < c->tiles.n; i++)
        if (!load_tile(s, c, i, e))
            return false;
    if (c->entries.n)
        qsort(c->entries.p, c->entries.n, sizeof(*c->entries.p), by_series);
    c->has_rows = true;
    return true;
}

/* ---- cache ---- */

static struct cube *make(struct store *s, const struct cube *key, struct err *e)
{
    struct cube *c = xcalloc(1, sizeof(*c));

    c->tiling = key->tiling;
    c->from = key->from;
    c->to = key->to;
    c->limit = key->limit;
    c->days = key->to - key->from + 1;
    if (!load_sheets(s, c, 1, c->from, e) ||
        !load_sheets(s, c, 7, date_monday(c->from), e)) {
        cube_free(c);
        return NULL;
    }
    tile_window(c);
    return c;
}

static bool same_key(const struct cube *a, const struct cube *b)
{
    return a->tiling == b->tiling && a->from == b->from && a->to == b->to &&
           a->limit == b->limit;
}

struct cube *cube_get(struct store *s, enum tiling tiling, date_t from, date_t to,
                      date_t limit, struct err *e)
{
    struct cube key = {.tiling = tiling, .from = from, .to = to, .limit = limit};
    struct cube *c;
    size_t i = 0;

    while (i < STORE_CUBES - 1 && s->cubes[i] && !same_key(s->cubes[i], &key))
        i++;
    c = s->cubes[i];
    if (!c || !same_key(c, &key)) {
        struct cube *fresh = make(s, &key, e);

        if (!fresh)
            return NULL;
        cube_free(c);
        c = fresh;
    }
    memmove(s->cubes + 1, s->cubes, i * sizeof(*s->cubes));
    s->cubes[0] = c;
    return c;
}
