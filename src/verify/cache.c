/*
 * One look into the store for each series and window: an article asks the
 * same again and again (readings, causes, flags), a batch even more so.
 */
#include "verify/ctx.h"

#define CACHE_MAX_BYTES (8u << 20) /* between articles */

struct cache {
    struct arena arena;
    struct rats *rats;
    struct map map; /* serialised selection -> struct entry */
};
struct entry {
    enum found found;
    struct usage usage;
    struct ranking ranking;
    struct price *prices;
    size_t n_prices;
    struct model_info model;
    date_t *vintages;
    size_t n_vintages;
};
struct key {
    char bytes[2048];
    size_t n;
};

static void open_cache(struct cache *k)
{
    arena_init(&k->arena);
    k->rats = rats_new();
    map_init(&k->map);
}

static void close_cache(struct cache *k)
{
    map_release(&k->map);
    rats_free(k->rats);
    arena_release(&k->arena);
}

struct cache *cache_new(void)
{
    struct cache *k = xcalloc(1, sizeof(*k));

    open_cache(k);
    return k;
}

void cache_free(struct cache *k)
{
    if (!k)
        return;
    close_cache(k);
    free(k);
}

void cache_trim(struct cache *k)
{
    if (k->arena.used < CACHE_MAX_BYTES)
        return;
    close_cache(k);
    open_cache(k);
}

static void put(struct key *k, const void *p, size_t n)
{
    if (k->n + n <= sizeof(k->bytes))
        memcpy(k->bytes + k->n, p, n);
    k->n += n; /* a key beyond its room is not cached */
}

static void put_int(struct key *k, int v)
{
    put(k, &v, sizeof(v));
}

static void put_sel(struct key *k, const struct usage_sel *sel)
{
    put_int(k, sel->set);
    put_int(k, sel->scope);
    put_int(k, sel->top);
    put_int(k, sel->from);
    put_int(k, sel->to);
    put_int(k, sel->vintage);
    put_int(k, sel->no_free);
    for (uint32_t i = 0; i < sel->n_ents; i++)
        put(k, &sel->ents[i], sizeof(sel->ents[i]));
}

/* The entry for a key; *fresh when it has to be filled. */
static struct entry *entry_for(struct cache *c, const struct key *k, bool *fresh)
{
    bool fits = k->n <= sizeof(k->bytes);
    struct str s = str_of(k->bytes, fits ? k->n : 0);
    struct entry *e = fits ? map_get(&c->map, s) : NULL;

    *fresh = !e;
    if (e)
        return e;
    e = ARENA_NEW(&c->arena, struct entry);
    if (fits)
        map_put(&c->map, s, e);
    return e;
}

enum found cache_usage(struct ctx *c, const struct usage_sel *sel, struct usage *out)
{
    struct cache *k = c->v->cache;
    struct key key = {.n = 0};
    struct entry *e;
    bool fresh;

    put_int(&key, 'u');
    put_sel(&key, sel);
    e = entry_for(k, &key, &fresh);
    if (fresh)
        e->found = store_usage(c->v->store, sel, &k->arena, k->rats, &e->usage, c->err);
    *out = e->usage;
    return e->found;
}

enum found cache_ranking(struct ctx *c, char by, const struct usage_sel *sel,
                         size_t limit, struct ranking *out)
{
    struct cache *k = c->v->cache;
    struct key key = {.n = 0};
    struct entry *e;
    bool fresh;

    put_int(&key, by);
    put_int(&key, (int)limit);
    put_sel(&key, sel);
    e = entry_for(k, &key, &fresh);
    if (fresh)
        e->found = store_ranking(c->v->store, by, sel->from, sel->to, sel->vintage,
                                 sel->scope, limit, &k->arena, &e->ranking, c->err);
    *out = e->ranking;
    return e->found;
}

enum found cache_prices(struct ctx *c, const struct entity *model, date_t from, date_t to,
                        struct price **out, size_t *n)
{
    struct cache *k = c->v->cache;
    struct key key = {.n = 0};
    struct entry *e;
    bool fresh;

    put_int(&key, 'p');
    put(&key, &model, sizeof(model));
    put_int(&key, from);
    put_int(&key, to);
    e = entry_for(k, &key, &fresh);
    if (fresh)
        e->found = store_prices(c->v->store, model, from, to, &k->arena, &e->prices,
                                &e->n_prices, c->err);
    *out = e->prices;
    *n = e->n_prices;
    return e->found;
}

enum found cache_model(struct ctx *c, const struct entity *model, struct model_info *out)
{
    struct cache *k = c->v->cache;
    struct key key = {.n = 0};
    struct entry *e;
    bool fresh;

    put_int(&key, 'i');
    put(&key, &model, sizeof(model));
    e = entry_for(k, &key, &fresh);
    if (fresh)
        e->found = store_model(c->v->store, model, &k->arena, &e->model, c->err);
    *out = e->model;
    return e->found;
}

size_t cache_vintages(struct ctx *c, const struct span *w, const date_t **out)
{
    struct cache *k = c->v->cache;
    struct key key = {.n = 0};
    struct entry *e;
    bool fresh;

    put_int(&key, 'v');
    put_int(&key, w->from);
    put_int(&key, w->to);
    e = entry_for(k, &key, &fresh);
    if (fresh) {
        size_t n;

        e->vintages = ARENA_ARRAY(&k->arena, date_t, VINTAGES_MAX);
        n = store_vintages(c->v->store, w->from, w->to, e->vintages, VINTAGES_MAX);
        e->n_vintages = n < VINTAGES_MAX ? n : VINTAGES_MAX;
    }
    *out = e->vintages;
    return e->n_vintages;
}
