/*
 * Authors over days that no list covers: the rounded figures of authors_daily.
 * They count named models, like the daily list; authors without a line of
 * their own are in "others", models that are not named in "long-tail".
 */
#include "store/usage.h"

struct author_line {
    date_t day;
    char author[65];
    int64_t snapshot, tokens, half;
};
typedef VEC(struct author_line) lines;

/* The newest line of each day and author. */
static bool load(struct store *s, const struct cube *c, lines *out, struct err *e)
{
    sqlite3_stmt *st = db_bind(&s->db, SQL_AUTHOR_DAYS, e, "iii", (int64_t)c->from,
                               (int64_t)c->to, (int64_t)c->limit);
    int found = -1;

    while (st && (found = db_step(&s->db, st, e)) > 0) {
        struct author_line l = {.day = sqlite3_column_int(st, 0),
                                .snapshot = sqlite3_column_int64(st, 2),
                                .tokens = sqlite3_column_int64(st, 3),
                                .half = sqlite3_column_int64(st, 4)};
        const struct author_line *last = out->n ? &out->p[out->n - 1] : NULL;

        if (!is_tokens(l.tokens) || !is_tokens(l.half))
            return err_set(e, "the store '%s' is damaged: a figure without sense",
                           s->path);
        snprintf(l.author, sizeof(l.author), "%.*s", STR_FMT(db_text(st, 1)));
        if (!last || last->day != l.day || strcmp(last->author, l.author) != 0)
            VEC_PUSH(out, l);
    }
    return found == 0;
}

static bool covers_all_days(const lines *v, const struct cube *c)
{
    int days = 0;

    for (size_t i = 0; i < v->n; i++)
        days += i == 0 || v->p[i].day != v->p[i - 1].day;
    return days == c->days;
}

static bool has_line(const lines *v, const char *author)
{
    for (size_t i = 0; i < v->n; i++)
        if (strcmp(v->p[i].author, author) == 0)
            return true;
    return false;
}

/* May "others" hold something of the selection? */
static bool others_count(const struct usage_sel *sel, const lines *v)
{
    if (sel->set == SET_COUNTRY)
        return true;
    for (uint32_t i = 0; sel->set == SET_AUTHORS && i < sel->n_ents; i++)
        if (!has_line(v, sel->ents[i]->id))
            return true;
    return false;
}

static void add_known(struct sum *out, const struct author_line *l)
{
    struct part p = {l->author, SUM_AUTHORS, 1, l->day, l->day, l->tokens, l->snapshot};

    out->lo = add_tokens(out->lo, l->tokens > l->half ? l->tokens - l->half : 0);
    out->hi = add_tokens(out->hi, l->tokens);
    /* no line at all is printed as 0.00: nothing is named then */
    sum_add_hidden(out, l->tokens ? l->half : 0, WIDTH_ROUNDED_SOURCE);
    sum_part(out, &p);
}

static void add_line(struct store *s, const struct usage_sel *sel,
                     const struct author_line *l, bool others, struct sum *out)
{
    if (strcmp(l->author, "long-tail") == 0) {
        if (sel->scope == SCOPE_TRAFFIC)
            sum_add_hidden(out, l->tokens + l->half, WIDTH_HIDDEN_TAIL);
    } else if (strcmp(l->author, "others") == 0) {
        if (sel->set == SET_ALL)
            add_known(out, l);
        else if (others)
            sum_add_hidden(out, l->tokens + l->half, WIDTH_HIDDEN_TAIL);
    } else if (usage_has_author(s, sel, l->author)) {
        add_known(out, l);
    }
}

static int by_author(const void *a, const void *b)
{
    const struct author_line *x = a, *y = b;
    int c = strcmp(x->author, y->author);

    return c ? c : (x->day > y->day) - (x->day < y->day);
}

enum found usage_authors(struct store *s, const struct usage_sel *sel,
                         const struct cube *c, struct sum *out, struct err *e)
{
    enum found found = FOUND_NOTHING;
    lines v = {0};

    if (sel->set == SET_MODELS)
        return FOUND_NOTHING;
    if (!load(s, c, &v, e)) {
        found = FOUND_ERROR;
    } else if (covers_all_days(&v, c)) {
        bool others = others_count(sel, &v);

        qsort(v.p, v.n, sizeof(*v.p), by_author);
        for (size_t i = 0; i < v.n; i++)
            add_line(s, sel, &v.p[i], others, out);
        found = FOUND;
    }
    /* the parts point at the lines' names */
    for (size_t i = 0; i < out->parts.n; i++)
        out->parts.p[i].series =
            found == FOUND ? store_intern(s, out->parts.p[i].series) : "";
    VEC_FREE(&v);
    return found;
}
