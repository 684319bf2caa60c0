/*
 * Rankings of a window: models as the rankings page lists them (variants rank
 * apart), authors or countries.  A model that a tile does not name has no more
 * than the least one named there, which bounds what may be missing above.
 */
#include "store/sum.h"

#include "store/usage.h"

struct rank_item {
    const char *key; /* permaslug, author or country */
    struct str base; /* of a model */
    int64_t lo, hi;
    uint32_t *tiles; /* times each tile named it */
    bool kept;       /* among those that are returned */
};
struct rank_table {
    struct map by_key;
    struct arena arena;
    VEC(struct rank_item *) items;
    struct rank_item **of; /* of each entry of the cube */
    int64_t hidden;        /* what a key that no tile names may have */
    bool open;             /* that is not known */
};

static const char *key_of(const struct series_info *info, char by)
{
    return by == 'a' ? info->author : by == 'c' ? info->country : info->slug;
}

static struct rank_item *item_of(struct rank_table *t, const char *key, size_t n_tiles)
{
    struct rank_item *item = map_get(&t->by_key, str_c(key));

    if (item)
        return item;
    item = ARENA_NEW(&t->arena, struct rank_item);
    item->key = key;
    item->tiles = ARENA_ARRAY(&t->arena, uint32_t, n_tiles ? n_tiles : 1);
    map_put(&t->by_key, str_c(key), item);
    VEC_PUSH(&t->items, item);
    return item;
}

/* What a tile may hide of one key: of a model no more than the least named, of
 * an author or a country as much as "other" has. */
static int64_t hidden_in(const struct tile *t, char by, enum scope scope)
{
    if (by == 'm')
        return tile_hidden(t);
    if (t->sheet.kind == SHEET_LIST && scope != SCOPE_TRAFFIC)
        return 0;
    return t->sheet.has_other ? t->sheet.other : -1;
}

static void add_hidden(struct rank_table *t, const struct cube *c, char by,
                       enum scope scope)
{
    for (size_t i = 0; i < c->tiles.n; i++) {
        int64_t most = hidden_in(&c->tiles.p[i], by, scope);

        t->open = t->open || most < 0;
        t->hidden = add_tokens(t->hidden, most > 0 ? most : 0);
        for (size_t k = 0; most > 0 && k < t->items.n; k++)
            if (by != 'm' || !t->items.p[k]->tiles[i])
                t->items.p[k]->hi = add_tokens(t->items.p[k]->hi, most);
    }
}

static void fill(struct store *s, const struct cube *c, char by, struct rank_table *t)
{
    t->of = ARENA_ARRAY(&t->arena, struct rank_item *, c->entries.n + 1);
    for (size_t i = 0; i < c->entries.n; i++) {
        const struct entry *en = &c->entries.p[i];
        const struct series_info *info = &s->dict.series[en->series];
        bool again = i && c->entries.p[i - 1].series == en->series;
        struct rank_item *item =
            again ? t->of[i - 1] : item_of(t, key_of(info, by), c->tiles.n);

        t->of[i] = item;
        if (by == 'm')
            item->base = info->base;
        item->lo = add_tokens(item->lo, c->tiles.p[en->tile].cut ? 0 : en->tokens);
        item->hi = add_tokens(item->hi, en->tokens);
        item->tiles[en->tile]++;
    }
}

static int by_tokens(const void *a, const void *b)
{
    const struct rank_item *x = *(struct rank_item *const *)a;
    const struct rank_item *y = *(struct rank_item *const *)b;

    if (x->lo != y->lo)
        return x->lo > y->lo ? -1 : 1;
    return strcmp(x->key, y->key);
}

/* Can nothing that is not among the first n have more than the last of them? */
static bool is_complete(const struct rank_table *t, const struct cube *c, size_t n)
{
    if (t->open || c->covered < c->days || n == 0)
        return false;
    for (size_t i = n; i < t->items.n; i++)
        if (t->items.p[i]->hi > t->items.p[n - 1]->lo)
            return false;
    return t->hidden <= t->items.p[n - 1]->lo;
}

static void evidence(struct store *s, const struct cube *c, const struct rank_table *t,
                     struct sum *out)
{
    for (size_t i = 0; i < c->entries.n; i++) {
        const struct entry *en = &c->entries.p[i];

        if (t->of[i]->kept)
            sum_add(out, &c->tiles.p[en->tile], s->dict.series[en->series].slug,
                    en->tokens);
    }
}

static void put_result(struct store *s, const struct cube *c, const struct rank_table *t,
                       size_t limit, struct arena *a, struct ranking *out)
{
    out->n = t->items.n < limit ? t->items.n : limit;
    out->v = ARENA_ARRAY(a, struct ranked, out->n ? out->n : 1);
    for (size_t i = 0; i < out->n; i++) {
        struct rank_item *item = t->items.p[i];
        const struct entity *model = NULL;

        item->kept = true;
        if (s->names && item->base.n)
            model = names_get(s->names, ENT_MODEL, item->base);
        out->v[i] =
            (struct ranked){model, arena_strdup(a, str_c(item->key)), item->lo, item->hi};
    }
    out->complete = is_complete(t, c, out->n);
    out->days = c->days;
    out->days_covered = c->covered;
}

static void rank(struct store *s, const struct cube *c, char by, enum scope scope,
                 struct rank_table *t)
{
    fill(s, c, by, t);
    if (scope == SCOPE_CHART)
        t->hidden = 0;
    else
        add_hidden(t, c, by, scope);
    if (t->items.n)
        qsort(t->items.p, t->items.n, sizeof(*t->items.p), by_tokens);
}

enum found store_ranking(struct store *s, char by, date_t from, date_t to, date_t vintage,
                         enum scope scope, size_t limit, struct arena *a,
                         struct ranking *out, struct err *e)
{
    bool weeks = date_weekday(from) == 0 && date_weekday(to) == 6;
    struct rank_table t = {0};
    struct sum sum = {0};
    struct cube *c;

    memset(out, 0, sizeof(*out));
    if (from == DATE_NONE || to == DATE_NONE || to < from || to - from >= STORE_MAX_DAYS)
        return FOUND_NOTHING;
    c = store_dict(s, e)
            ? cube_get(s, scope == SCOPE_CHART && weeks ? TILE_CHART : TILE_NAMED, from,
                       to, store_limit(s, vintage), e)
            : NULL;
    if (!c || !cube_rows(s, c, e))
        return FOUND_ERROR;
    map_init(&t.by_key);
    arena_init(&t.arena);
    rank(s, c, by, scope, &t);
    put_result(s, c, &t, limit, a, out);
    evidence(s, c, &t, &sum);
    sum_rows(&sum, a, &out->rows);
    sum_release(&sum);
    VEC_FREE(&t.items);
    map_release(&t.by_key);
    arena_release(&t.arena);
    return out->n ? FOUND : FOUND_NOTHING;
}
