/*
 * `claimcheck data show`: one series over a window, row by row, with what is
 * not known of it and a sparkline.
 */
#include "cmd/data.h"

#include <inttypes.h>

#include "store/history.h"

#define BY_DAY   0
#define BY_WEEK  1
#define BY_MONTH 2
#define MAX_ROWS 800

struct show {
    struct data_view v;
    struct data_who who;
    enum scope scope;
    date_t from, to;
    int by;
    struct grid g;
    VEC(const char *) values; /* lower bounds, for the sparkline; NULL: nothing */
};

static const struct grid_column columns[] = {
    {"from", "from", false},       {"to", "to", false},
    {"tokens", "tokens", true},    {"tokens_at_most", "at most", true},
    {"days", NULL, false},         {"days_covered", "days", true},
    {"why", "why a range", false}, {"dataset", "dataset", false},
    {"snapshot", NULL, false},     {"as_of", "as of", false},
};

/* The last day of the row that begins on `day`. */
static date_t row_end(const struct show *s, date_t day)
{
    struct ymd d = date_ymd(day);
    date_t end = day;

    if (s->by == BY_WEEK)
        end = date_monday(day) + 6;
    else if (s->by == BY_MONTH)
        end = day + date_month_days(d.y, d.m) - d.d;
    return end < s->to ? end : s->to;
}

static bool ask(struct show *s, date_t from, date_t to, enum found *found,
                struct usage *u, struct err *e)
{
    struct usage_sel sel = {.set = s->who.set,
                            .scope = s->scope,
                            .ents = s->who.ents,
                            .n_ents = s->who.n,
                            .from = from,
                            .to = to,
                            .top = 10,
                            .vintage = DATE_NONE};

    *found = store_usage(s->v.store, &sel, &s->v.arena, s->v.rats, u, e);
    return *found != FOUND_ERROR;
}

/* Dataset, snapshot and its date of the biggest row of evidence. */
static bool origin(struct show *s, const struct usage *u, const char *out[3],
                   struct err *e)
{
    struct snapshot snap;

    out[0] = out[1] = out[2] = "";
    if (!u->rows.n)
        return true;
    out[0] = u->rows.v[0].dataset;
    out[1] = arena_printf(&s->v.arena, "%" PRId64, u->rows.v[0].snapshot);
    if (store_snapshot(s->v.store, u->rows.v[0].snapshot, &s->v.arena, &snap, e) != FOUND)
        return false;
    out[2] = snap.as_of;
    return true;
}

static bool add_row(struct show *s, date_t from, date_t to, bool total, struct err *e)
{
    struct arena *a = &s->v.arena;
    const char *o[3] = {"", "", ""}, *lo = "", *hi = "";
    struct usage u;
    enum found found;
    char day[2][11];

    if (!ask(s, from, to, &found, &u, e) || (found == FOUND && !origin(s, &u, o, e)))
        return false;
    if (found == FOUND) {
        lo = rat_decimal(a, u.value.lo);
        hi = !u.value.hi                   ? "not known"
             : interval_is_point(&u.value) ? ""
                                           : rat_decimal(a, u.value.hi);
    }
    if (!total)
        VEC_PUSH(&s->values, found == FOUND ? lo : NULL);
    date_format(from, day[0]);
    date_format(to, day[1]);
    grid_row(&s->g, (const char *[]){
                        arena_strdup(a, str_c(day[0])), arena_strdup(a, str_c(day[1])),
                        lo, hi, arena_printf(a, "%d", (int)(to - from + 1)),
                        arena_printf(a, "%d", found == FOUND ? u.days_covered : 0),
                        found == FOUND ? data_causes(a, u.causes) : "no figures", o[0],
                        o[1], o[2]});
    return true;
}

/* ---- the sparkline ---- */

static const char *sparkline(struct show *s)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int64_t most = 1;
    struct buf b;
    char *out;

    buf_init(&b, 0);
    for (size_t i = 0; i < s->values.n; i++) {
        int64_t v = 0;

        if (s->values.p[i] && str_i64(str_c(s->values.p[i]), &v) && v > most)
            most = v;
    }
    for (size_t i = 0; i < s->values.n; i++) {
        int64_t v = 0;

        if (s->values.p[i] && str_i64(str_c(s->values.p[i]), &v))
            buf_addc(&b, bars[v / (most / 8 + 1)]);
        else
            buf_addch(&b, ' ');
    }
    out = arena_strdup(&s->v.arena, buf_str(&b));
    buf_release(&b);
    return out;
}

/* ---- the window ---- */

static int fitting(date_t from, date_t to)
{
    int days = to - from + 1;

    return days <= 31 ? BY_DAY : days <= 400 ? BY_WEEK : BY_MONTH;
}

/* Without a window: the last twelve weeks (or what --by asks for) of figures. */
static bool find_window(struct show *s, const struct data_opts *o, struct err *e)
{
    date_t last = store_last_day(s->v.store);
    bool given;

    if (!data_window(o, &s->from, &s->to, &given, e))
        return false;
    s->by = o->by;
    if (!given) {
        if (last == DATE_NONE)
            return err_set(e, "the store holds no figures of usage");
        s->by = o->by < 0 ? BY_WEEK : o->by;
        s->to = last;
        s->from = s->by == BY_DAY    ? last - 29
                  : s->by == BY_WEEK ? date_monday(last) - 77
                                     : date_add_months(last, -11);
        if (s->by == BY_MONTH)
            s->from -= date_ymd(s->from).d - 1;
    }
    if (s->by < 0)
        s->by = fitting(s->from, s->to);
    if (s->to - s->from >= MAX_ROWS * (s->by == BY_DAY ? 1 : 7))
        return err_set(e, "the window is too long");
    return true;
}

/* A cloaked model counts for nobody; who it was is told beside its figures. */
static bool note_reveal(struct show *s, struct err *e)
{
    struct reveal r;
    enum found found;
    char day[11];

    if (s->who.set != SET_MODELS)
        return true;
    found = store_reveal(s->v.store, s->who.ents[0], &s->v.arena, &r, e);
    if (found == FOUND) {
        date_format(r.day, day);
        grid_note(&s->g, arena_printf(&s->v.arena, "a cloaked model: %s since %s",
                                      r.model, day));
    }
    return found != FOUND_ERROR;
}

static bool fill(struct show *s, struct err *e)
{
    static const char *const scopes[] = {"the chart's named models", "the ten most used",
                                         "named models", "all traffic"};
    size_t rows = 0;

    for (date_t d = s->from; d <= s->to; d = row_end(s, d) + 1, rows++)
        if (!add_row(s, d, row_end(s, d), false, e))
            return false;
    if (rows > 1 && !add_row(s, s->from, s->to, true, e))
        return false;
    s->g.title = s->who.set == SET_ALL ? scopes[s->scope]
                                       : arena_printf(&s->v.arena, "%s, over %s",
                                                      s->who.title, scopes[s->scope]);
    if (rows > 1) {
        grid_note(&s->g, sparkline(s));
        grid_note(&s->g, "the last row is the whole window");
    }
    data_cite(&s->v, &s->g);
    return note_reveal(s, e);
}

int data_show(const struct data_opts *o, const char *name)
{
    struct show s = {.by = o->by};
    struct err e;
    int status;
    bool ok;

    grid_init(&s.g, columns, ARRAY_LEN(columns));
    ok = data_open(o, &s.v, &e) && data_who(&s.v, o, name, &s.who, &e) &&
         find_window(&s, o, &e);
    if (ok) {
        bool set = s.who.set == SET_AUTHORS || s.who.set == SET_COUNTRY;

        s.scope = o->of >= 0 ? (enum scope)o->of : set ? SCOPE_NAMED : SCOPE_TRAFFIC;
        ok = fill(&s, &e);
    }
    status = ok ? data_print(o, &s.g) : complain(&e);
    VEC_FREE(&s.values);
    grid_release(&s.g);
    if (s.v.store)
        data_close(&s.v);
    return status;
}
