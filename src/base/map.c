/*
 * Open addressing over an array of items in insertion order.  Keys live in
 * the map's arena, items and slots in plain memory because they move.
 */
#include "base/map.h"

#include "base/vec.h"

uint64_t hash_bytes(const void *p, size_t n)
{
    const unsigned char *s = p;
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < n; i++)
        h = (h ^ s[i]) * 0x100000001b3u;
    return h;
}

void map_init(struct map *m)
{
    *m = (struct map){0};
    arena_init(&m->arena);
}

void map_release(struct map *m)
{
    arena_release(&m->arena);
    free(m->items);
    free(m->slots);
    map_init(m);
}

/* The slot that holds the key, or the free one where it belongs. */
static uint32_t *slot_of(const struct map *m, struct str key)
{
    size_t i = hash_bytes(key.p, key.n) & (m->n_slots - 1);

    while (m->slots[i] && !str_eq(m->items[m->slots[i] - 1].key, key))
        i = (i + 1) & (m->n_slots - 1);
    return &m->slots[i];
}

void *map_get(const struct map *m, struct str key)
{
    uint32_t at;

    if (!m->n)
        return NULL;
    at = *slot_of(m, key);
    return at ? m->items[at - 1].value : NULL;
}

/* Keeps at least half of the slots free. */
static void grow_slots(struct map *m)
{
    if (m->n * 2 < m->n_slots)
        return;
    if (m->n >= UINT32_MAX / 4)
        BUG("map of %zu items", m->n);
    m->n_slots = m->n_slots ? m->n_slots * 2 : 16;
    free(m->slots);
    m->slots = xcalloc(m->n_slots, sizeof(*m->slots));
    for (size_t i = 0; i < m->n; i++)
        *slot_of(m, m->items[i].key) = (uint32_t)(i + 1);
}

void *map_put(struct map *m, struct str key, void *value)
{
    uint32_t *slot;
    void *old;

    grow_slots(m);
    slot = slot_of(m, key);
    if (*slot) {
        old = m->items[*slot - 1].value;
        m->items[*slot - 1].value = value;
        return old;
    }
    if (m->n == m->cap)
        m->items = vec_grow(m->items, &m->cap, sizeof(*m->items));
    m->items[m->n] = (struct map_item){arena_str(&m->arena, key), value};
    *slot = (uint32_t)++m->n;
    return NULL;
}
