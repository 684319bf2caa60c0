/*
 * Prices: a source lists its models day by day, the store keeps the days on
 * which a model's line changed.  Days may come in any order: one that is put
 * before a later one splits the interval it falls into, by adding rows.
 */
#include "store/writer.h"

struct state {
    const char *input, *output; /* NULL: none */
    int64_t context;
    bool gone;
};
struct change {
    date_t day;
    int64_t snapshot;
    struct state state;
};
struct history {
    int64_t model;
    VEC(struct change) v; /* by day and snapshot */
};
struct listing { /* one snapshot's lines, as in the file */
    struct snap *snap;
    bool full;        /* what it does not name is gone */
    struct map lines; /* model (8 bytes of its id) -> struct state */
};
struct day {
    date_t day;
    int64_t snapshot;
};
struct price_source {
    const char *name;
    struct map histories; /* model -> struct history */
    VEC(struct day) days; /* that the store had, by day and snapshot */
    VEC(struct listing *) listings;
};

static const struct state absent = {NULL, NULL, 0, true};

static struct str model_key(const int64_t *model)
{
    return str_of((const char *)model, sizeof(*model));
}

static bool text_eq(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool state_eq(const struct state *a, const struct state *b)
{
    if (a->gone || b->gone)
        return a->gone == b->gone;
    return text_eq(a->input, b->input) && text_eq(a->output, b->output) &&
           a->context == b->context;
}

/* ---- what the store has ---- */

static struct history *history_of(struct writer *w, struct price_source *src,
                                  int64_t model)
{
    struct history *h = map_get(&src->histories, model_key(&model));

    if (h)
        return h;
    h = ARENA_NEW(&w->arena, struct history);
    h->model = model;
    map_put(&src->histories, model_key(&h->model), h);
    return h;
}

static bool load_changes(struct writer *w, struct price_source *src, struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_PRICE_CHANGES, e, "t", src->name);
    int found = -1;

    while (st && (found = db_step(&w->db, st, e)) > 0) {
        struct history *h = history_of(w, src, sqlite3_column_int64(st, 0));
        struct change c = {(date_t)sqlite3_column_int64(st, 1),
                           sqlite3_column_int64(st, 2),
                           {db_dup(&w->arena, st, 3), db_dup(&w->arena, st, 4),
                            sqlite3_column_int64(st, 5), sqlite3_column_int(st, 6)}};

        VEC_PUSH(&h->v, c);
    }
    return found == 0;
}

static struct price_source *source_of(struct writer *w, struct snap *s, struct err *e)
{
    struct price_source *src = map_get(&w->prices, str_c(s->source));

    if (src)
        return src;
    src = ARENA_NEW(&w->arena, struct price_source);
    src->name = s->source;
    map_init(&src->histories);
    map_put(&w->prices, str_c(s->source), src);
    return load_changes(w, src, e) ? src : NULL;
}

static struct listing *listing_of(struct writer *w, struct snap *s, bool full,
                                  struct err *e)
{
    struct price_source *src = source_of(w, s, e);
    struct listing *l;

    if (!src)
        return NULL;
    for (size_t i = src->listings.n; i-- > 0;)
        if (src->listings.p[i]->snap == s)
            return src->listings.p[i];
    l = ARENA_NEW(&w->arena, struct listing);
    l->snap = s;
    l->full = full;
    map_init(&l->lines);
    VEC_PUSH(&src->listings, l);
    s->keep = true;
    return l;
}

/* ---- what the file says ---- */

static bool good_money(struct str s)
{
    size_t digits = 0, points = 0;

    for (size_t i = 0; i < s.n; i++) {
        points += s.p[i] == '.';
        digits += s.p[i] >= '0' && s.p[i] <= '9';
    }
    return s.n <= 40 && points <= 1 && digits + points == s.n &&
           (s.n == 0 || (digits && s.p[0] != '.' && s.p[s.n - 1] != '.'));
}

static bool add_line(struct writer *w, struct snap *s, const struct price_in *in,
                     bool full, struct err *e)
{
    struct listing *l;
    struct state *state;
    int64_t *model;

    if (!good_money(in->input) || !good_money(in->output))
        return err_set(e, "'%.*s' is no price",
                       STR_FMT(good_money(in->input) ? in->output : in->input));
    model = ARENA_NEW(&w->arena, int64_t);
    *model = writer_model_id(w, in->model_id, e);
    l = *model ? listing_of(w, s, full, e) : NULL;
    if (!l)
        return false;
    state = ARENA_NEW(&w->arena, struct state);
    state->input = in->input.n ? arena_strdup(&w->arena, in->input) : NULL;
    state->output = in->output.n ? arena_strdup(&w->arena, in->output) : NULL;
    state->context = in->context;
    state->gone = in->gone;
    s->rows++;
    if (map_put(&l->lines, model_key(model), state))
        return err_set(e, "'%.*s' stands twice on one day", STR_FMT(in->model_id));
    return true;
}

bool writer_price(struct writer *w, struct snap *s, const struct price_in *in,
                  struct err *e)
{
    return add_line(w, s, in, true, e);
}

bool writer_price_change(struct writer *w, struct snap *s, const struct price_in *in,
                         struct err *e)
{
    return add_line(w, s, in, false, e);
}

/* ---- the end of a file ---- */

/* Days on which a source listed what it had listed before have no change-point,
 * only their line in the provenance. */
static bool add_quiet_days(struct writer *w, struct price_source *src, struct err *e)
{
    VEC(char *) days = {0};
    sqlite3_stmt *st = db_bind(&w->db, SQL_PRICE_DAYS_MISSING, e, "t", src->name);
    int found = -1;
    bool ok;

    while (st && (found = db_step(&w->db, st, e)) > 0)
        VEC_PUSH(&days, db_need(&w->arena, st, 0));
    ok = found == 0;
    for (size_t i = 0; ok && i < days.n; i++) {
        struct snap_in in = {
            .dataset = "prices", .source = src->name, .as_of = days.p[i]};
        struct snap *s = writer_snap(w, &in, e);

        ok = s != NULL;
        if (ok)
            s->keep = true;
    }
    VEC_FREE(&days);
    return ok;
}

static bool is_new(const struct writer *w, int64_t snapshot)
{
    return w->snaps.n && snapshot >= w->snaps.p[0]->id;
}

static bool load_days(struct writer *w, struct price_source *src, struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_PRICE_DAYS, e, "t", src->name);
    int found = -1;

    while (st && (found = db_step(&w->db, st, e)) > 0) {
        struct day d = {(date_t)sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1)};

        if (!is_new(w, d.snapshot))
            VEC_PUSH(&src->days, d);
    }
    return found == 0;
}

static bool later(const struct change *c, date_t day, int64_t snapshot)
{
    return c->day > day || (c->day == day && c->snapshot > snapshot);
}

static bool put_change(struct writer *w, struct price_source *src, struct history *h,
                       const struct change *c, struct err *e)
{
    size_t at = h->v.n;

    VEC_PUSH(&h->v, *c);
    for (; at > 0 && later(&h->v.p[at - 1], c->day, c->snapshot); at--)
        h->v.p[at] = h->v.p[at - 1];
    h->v.p[at] = *c;
    return db_run(&w->db, SQL_PUT_PRICE, e, "itiittii", h->model, src->name,
                  (int64_t)c->day, c->snapshot, c->state.input, c->state.output,
                  c->state.context, (int64_t)c->state.gone);
}

/* The next day of the source that the store had; NULL when there is none. */
static const struct day *next_day(const struct price_source *src, const struct snap *s)
{
    for (size_t i = 0; i < src->days.n; i++)
        if (src->days.p[i].day > s->day ||
            (src->days.p[i].day == s->day && src->days.p[i].snapshot > s->id))
            return &src->days.p[i];
    return NULL;
}

/* Brings one model to `now` on the snapshot's day.  What held before goes on
 * from the source's next day, unless that says something of its own. */
static bool set_state(struct writer *w, struct price_source *src, struct listing *l,
                      struct history *h, const struct state *now, struct err *e)
{
    const struct day *next = l->full ? next_day(src, l->snap) : NULL;
    struct change c = {l->snap->day, l->snap->id, *now};
    struct state before = absent;
    size_t i = 0;

    for (; i < h->v.n && !later(&h->v.p[i], l->snap->day, l->snap->id); i++)
        before = h->v.p[i].state;
    if (state_eq(&before, now))
        return true;
    if (next && (i == h->v.n || later(&h->v.p[i], next->day, next->snapshot))) {
        struct change back = {next->day, next->snapshot, before};

        if (!put_change(w, src, h, &back, e))
            return false;
    }
    l->snap->added++;
    return put_change(w, src, h, &c, e);
}

static bool end_listing(struct writer *w, struct price_source *src, struct listing *l,
                        struct err *e)
{
    for (size_t i = 0; i < l->lines.n; i++) {
        int64_t model;

        memcpy(&model, l->lines.items[i].key.p, sizeof(model));
        if (!set_state(w, src, l, history_of(w, src, model), l->lines.items[i].value, e))
            return false;
    }
    for (size_t i = 0; l->full && i < src->histories.n; i++) {
        struct history *h = src->histories.items[i].value;

        if (!map_get(&l->lines, model_key(&h->model)) &&
            !set_state(w, src, l, h, &absent, e))
            return false;
    }
    return true;
}

static int by_day(const void *a, const void *b)
{
    const struct snap *x = (*(struct listing *const *)a)->snap;
    const struct snap *y = (*(struct listing *const *)b)->snap;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static bool end_source(struct writer *w, struct price_source *src, struct err *e)
{
    bool ok = add_quiet_days(w, src, e) && load_days(w, src, e);

    qsort(src->listings.p, src->listings.n, sizeof(*src->listings.p), by_day);
    for (size_t i = 0; ok && i < src->listings.n; i++)
        ok = end_listing(w, src, src->listings.p[i], e);
    return ok;
}

bool writer_finish_prices(struct writer *w, struct err *e)
{
    for (size_t i = 0; i < w->prices.n; i++)
        if (!end_source(w, w->prices.items[i].value, e))
            return false;
    return true;
}

void writer_free_prices(struct writer *w)
{
    for (size_t i = 0; i < w->prices.n; i++) {
        struct price_source *src = w->prices.items[i].value;

        for (size_t k = 0; k < src->listings.n; k++)
            map_release(&src->listings.p[k]->lines);
        for (size_t k = 0; k < src->histories.n; k++)
            VEC_FREE(&((struct history *)src->histories.items[k].value)->v);
        map_release(&src->histories);
        VEC_FREE(&src->days);
        VEC_FREE(&src->listings);
    }
}
