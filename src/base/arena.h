/*
 * Memory that is freed all at once: one arena an article, one a rule set.
 * Nothing allocated here is freed alone.
 */
#ifndef CC_BASE_ARENA_H
#define CC_BASE_ARENA_H

#include "base/str.h"

struct arena_block;
struct arena {
    struct arena_block *head;
    size_t used;  /* bytes handed out since the last clear */
};

/* Empty; nothing is allocated before the first use. */
void arena_init(struct arena *a);
/* Frees everything; the arena may be used again. */
void arena_release(struct arena *a);
void arena_clear(struct arena *a);               /* keeps one block */
void *arena_alloc(struct arena *a, size_t size); /* zeroed, 16-byte aligned */
void *arena_dup(struct arena *a, const void *p, size_t n);
char *arena_strdup(struct arena *a, struct str s); /* NUL-terminated copy */
struct str arena_str(struct arena *a, struct str s);
/* As sprintf, into memory of its own. */
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

#endif
