/*
 * A hash map from byte strings to pointers.  Keys are copied; iteration is
 * in insertion order, so output that depends on it is deterministic.
 */
#ifndef CC_BASE_MAP_H
#define CC_BASE_MAP_H

#include "base/arena.h"

struct map_item {
    struct str key;
    void *value;
};
struct map {
    struct arena arena;
    struct map_item *items; /* insertion order */
    uint32_t *slots;        /* index + 1 into items, 0 free */
    size_t n, cap, n_slots;
};

/* Empty; nothing is allocated before the first put. */
void map_init(struct map *m);
/* Frees keys and table, not the values; empty afterwards. */
void map_release(struct map *m);
void *map_get(const struct map *m, struct str key);  /* NULL if absent */
/* Adds or replaces; returns the value that was there, NULL if none. */
void *map_put(struct map *m, struct str key, void *value);
uint64_t hash_bytes(const void *p, size_t n);        /* FNV-1a, stable */

#endif
