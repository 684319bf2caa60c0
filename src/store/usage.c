/*
 * store_usage: which cube a selection is summed over, and the sums of sets.
 * The sum of a set is exact over what is named; over all traffic, what "other"
 * hides of the set is between nothing and all of it.
 */
#include "store/usage.h"

#define CHART_MODELS 9

bool usage_has_author(struct store *s, const struct usage_sel *sel, const char *author)
{
    const char *country;

    if (sel->set == SET_ALL)
        return true;
    if (sel->set == SET_COUNTRY) {
        country = store_country(s, author);
        for (uint32_t i = 0; i < sel->n_ents; i++)
            if (strcmp(sel->ents[i]->id, country) == 0)
                return true;
        return false;
    }
    for (uint32_t i = 0; sel->set == SET_AUTHORS && i < sel->n_ents; i++)
        if (strcmp(sel->ents[i]->id, author) == 0)
            return true;
    return false;
}

bool usage_has_series(struct store *s, const struct usage_sel *sel,
                      const struct series_info *info)
{
    if (sel->no_free && str_ends(str_c(info->slug), STR(":free")))
        return false;
    if (sel->set != SET_MODELS)
        return usage_has_author(s, sel, info->author);
    for (uint32_t i = 0; i < sel->n_ents; i++)
        if (str_eqc(info->base, sel->ents[i]->id))
            return true;
    return false;
}

/* ---- all traffic ---- */

static void sum_totals(const struct cube *c, struct sum *out)
{
    for (size_t i = 0; i < c->tiles.n; i++) {
        const struct tile *t = &c->tiles.p[i];

        sum_add(out, t, "total", t->sheet.total);
        if (t->sheet.half && !t->cut) {
            out->lo -= t->sheet.half;
            sum_add_hidden(out, t->sheet.half, WIDTH_ROUNDED_SOURCE);
        }
    }
}

/* ---- sets over what is named ---- */

/* What a tile may hide of the selection. */
static int64_t hidden_of(const struct usage_sel *sel, const struct tile *t)
{
    bool names_all = t->sheet.kind == SHEET_LIST;

    if (sel->scope == SCOPE_CHART || sel->scope == SCOPE_TOP)
        return 0;
    if (sel->scope == SCOPE_NAMED && names_all)
        return 0;
    return t->sheet.has_other ? t->sheet.other : -1;
}

static void sum_named(struct store *s, const struct usage_sel *sel, const struct cube *c,
                      struct sum *out)
{
    for (size_t i = 0; i < c->entries.n; i++) {
        const struct entry *en = &c->entries.p[i];
        const struct series_info *info = &s->dict.series[en->series];

        if (usage_has_series(s, sel, info))
            sum_add(out, &c->tiles.p[en->tile], info->slug, en->tokens);
    }
    for (size_t i = 0; i < c->tiles.n; i++)
        sum_add_hidden(out, hidden_of(sel, &c->tiles.p[i]), WIDTH_HIDDEN_TAIL);
}

/* ---- the n most used ---- */

struct cell {        /* a series over the whole window */
    size_t first, n; /* entries */
    int64_t lo, hi;
};
typedef VEC(struct cell) cells;

/* What a series has in one tile of a cut week counts as a bound only. */
static void collect(const struct cube *c, cells *out)
{
    int64_t all_hidden = 0;

    for (size_t i = 0; i < c->tiles.n; i++)
        all_hidden =
            add_tokens(all_hidden,
                       tile_hidden(&c->tiles.p[i]) > 0 ? tile_hidden(&c->tiles.p[i]) : 0);
    for (size_t i = 0; i < c->entries.n;) {
        struct cell cell = {i, 0, 0, all_hidden};

        for (; i < c->entries.n &&
               c->entries.p[i].series == c->entries.p[cell.first].series;
             i++, cell.n++) {
            const struct tile *t = &c->tiles.p[c->entries.p[i].tile];
            int64_t hidden = tile_hidden(t);

            cell.lo = add_tokens(cell.lo, t->cut ? 0 : c->entries.p[i].tokens);
            cell.hi =
                add_tokens(cell.hi, c->entries.p[i].tokens - (hidden > 0 ? hidden : 0));
        }
        VEC_PUSH(out, cell);
    }
}

static int by_lo(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;

    if (x->lo != y->lo)
        return x->lo > y->lo ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* Is the cell sure to be (or, `surely` false, possibly) among the first n? */
static bool among(const cells *v, size_t i, int n, bool surely)
{
    int above = 0;

    for (size_t k = 0; k < v->n && above < n; k++)
        if (k != i)
            above += surely ? v->p[k].hi > v->p[i].lo : v->p[k].lo > v->p[i].hi;
    return above < n;
}

static void sum_cell(struct store *s, const struct usage_sel *sel, const struct cube *c,
                     const struct cell *cell, struct sum *out)
{
    const struct series_info *info = &s->dict.series[c->entries.p[cell->first].series];

    if (!usage_has_series(s, sel, info))
        return;
    for (size_t k = cell->first; k < cell->first + cell->n; k++)
        sum_add(out, &c->tiles.p[c->entries.p[k].tile], info->slug,
                c->entries.p[k].tokens);
    sum_add_hidden(out, cell->hi - cell->lo, WIDTH_HIDDEN_TAIL);
}

static void sum_top(struct store *s, const struct usage_sel *sel, const struct cube *c,
                    int n, struct sum *out)
{
    cells v = {0};
    int taken = 0;

    collect(c, &v);
    if (v.n)
        qsort(v.p, v.n, sizeof(*v.p), by_lo);
    for (size_t i = 0; i < v.n; i++) {
        const struct series_info *info =
            &s->dict.series[c->entries.p[v.p[i].first].series];

        if (among(&v, i, n, true)) {
            taken++;
            sum_cell(s, sel, c, &v.p[i], out);
        } else if (among(&v, i, n, false) && usage_has_series(s, sel, info)) {
            sum_add_hidden(out, v.p[i].hi, WIDTH_HIDDEN_TAIL);
        }
    }
    /* fewer are named than were asked for: the next ones are below the last */
    for (size_t i = 0; v.n < (size_t)n && i < c->tiles.n; i++) {
        int64_t hidden = tile_hidden(&c->tiles.p[i]);

        sum_add_hidden(out, hidden < 0 ? -1 : hidden * (n - (int64_t)v.n),
                       WIDTH_HIDDEN_TAIL);
    }
    VEC_FREE(&v);
}

/* ---- the question ---- */

static bool whole_weeks(const struct usage_sel *sel)
{
    return date_weekday(sel->from) == 0 && date_weekday(sel->to) == 6;
}

/* The chart's models: those of each week's bar; where a bar is missing or the
 * window is no row of weeks, the nine most used of the days. */
static void sum_chart(struct store *s, const struct usage_sel *sel, struct cube *c,
                      struct sum *out)
{
    bool bars = true;

    for (size_t i = 0; i < c->tiles.n; i++)
        bars = bars && c->tiles.p[i].sheet.kind == SHEET_CHART;
    if (bars)
        sum_named(s, sel, c, out);
    else
        sum_top(s, sel, c, CHART_MODELS, out);
}

static enum found sum_set(struct store *s, const struct usage_sel *sel, struct cube *c,
                          struct sum *out, struct err *e)
{
    if (!cube_rows(s, c, e))
        return FOUND_ERROR;
    if (sel->scope == SCOPE_CHART)
        sum_chart(s, sel, c, out);
    else if (sel->scope == SCOPE_TOP)
        sum_top(s, sel, c, sel->top > 0 ? sel->top : 10, out);
    else
        sum_named(s, sel, c, out);
    return FOUND;
}

static bool lists_all(const struct cube *c)
{
    for (size_t i = 0; i < c->tiles.n; i++)
        if (c->tiles.p[i].sheet.kind != SHEET_LIST)
            return false;
    return c->covered == c->days;
}

static enum found sum_selection(struct store *s, const struct usage_sel *sel,
                                struct cube *c, struct sum *out, struct err *e)
{
    bool open_scope = sel->scope == SCOPE_NAMED || sel->scope == SCOPE_TRAFFIC;
    enum found found = FOUND_NOTHING;

    if (c->tiling == TILE_TOTAL) {
        sum_totals(c, out);
        return FOUND;
    }
    if (sel->set == SET_MODELS && open_scope)
        return usage_models(s, sel, c, out, e);
    if (open_scope && !sel->no_free && !lists_all(c))
        found = usage_authors(s, sel, c, out, e);
    return found == FOUND_NOTHING ? sum_set(s, sel, c, out, e) : found;
}

static enum tiling tiling_of(const struct usage_sel *sel)
{
    if (sel->set == SET_ALL && sel->scope == SCOPE_TRAFFIC)
        return TILE_TOTAL;
    return sel->scope == SCOPE_CHART && whole_weeks(sel) ? TILE_CHART : TILE_NAMED;
}

/* What the tiles neither cover nor bound may hold anything. */
static void count_days(const struct cube *c, bool by_authors, struct sum *sum,
                       struct usage *out)
{
    out->days = c->days;
    out->days_covered = by_authors ? c->days : c->covered;
    if (out->days_covered + c->bounded < out->days)
        sum_add_hidden(sum, -1, WIDTH_MISSING_DAYS);
}

enum found store_usage(struct store *s, const struct usage_sel *sel, struct arena *a,
                       struct rats *p, struct usage *out, struct err *e)
{
    struct sum sum = {0};
    enum found found;
    struct cube *c;

    memset(out, 0, sizeof(*out));
    if (sel->from == DATE_NONE || sel->to == DATE_NONE || sel->to < sel->from ||
        sel->to - sel->from >= STORE_MAX_DAYS)
        return FOUND_NOTHING;
    if (!store_dict(s, e))
        return FOUND_ERROR;
    c = cube_get(s, tiling_of(sel), sel->from, sel->to, store_limit(s, sel->vintage), e);
    if (!c)
        return FOUND_ERROR;
    found = sum_selection(s, sel, c, &sum, e);
    if (found == FOUND) {
        bool by_authors = sum.parts.n && sum.parts.p[0].kind == SUM_AUTHORS;

        count_days(c, by_authors, &sum, out);
        sum_result(&sum, a, p, out);
        if (!out->days_covered && !out->rows.n)
            found = FOUND_NOTHING;
    }
    sum_release(&sum);
    return found;
}
