/*
 * Bump allocation in a chain of blocks that double up to a quarter megabyte.
 * What is larger than that gets a block of its own behind the head, so that
 * the head's free space is not lost.
 */
#include "base/arena.h"

#define FIRST_BLOCK 4096u
#define LAST_BLOCK (256u << 10)
#define ALIGNMENT 16u

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) char data[];
};

void arena_init(struct arena *a)
{
    *a = (struct arena){0};
}

static void free_blocks(struct arena_block *b)
{
    while (b) {
        struct arena_block *next = b->next;

        free(b);
        b = next;
    }
}

void arena_release(struct arena *a)
{
    free_blocks(a->head);
    *a = (struct arena){0};
}

void arena_clear(struct arena *a)
{
    a->used = 0;
    if (!a->head)
        return;
    free_blocks(a->head->next);
    a->head->next = NULL;
    a->head->used = 0;
}

static struct arena_block *block_new(size_t size)
{
    struct arena_block *b = xmalloc(sizeof(*b) + size);

    *b = (struct arena_block){.size = size};
    return b;
}

/* The block that has room for `size` bytes: the head, a larger new head, or a
 * block of its own. */
static struct arena_block *block_for(struct arena *a, size_t size)
{
    struct arena_block *head = a->head, *b;
    size_t want = head ? head->size * 2 : FIRST_BLOCK;

    if (head && size <= head->size - head->used)
        return head;
    if (want > LAST_BLOCK)
        want = LAST_BLOCK;
    if (head && size > want / 4) {
        b = block_new(size);
        b->next = head->next;
        head->next = b;
        return b;
    }
    b = block_new(size > want ? size : want);
    b->next = head;
    a->head = b;
    return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
    struct arena_block *b;
    char *p;

    if (size > SIZE_MAX / 4)
        BUG("arena: %zu bytes wanted", size);
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    b = block_for(a, size);
    p = b->data + b->used;
    b->used += size;
    a->used += size;
    return memset(p, 0, size);
}

void *arena_dup(struct arena *a, const void *p, size_t n)
{
    void *copy = arena_alloc(a, n);

    if (n)
        memcpy(copy, p, n);
    return copy;
}

char *arena_strdup(struct arena *a, struct str s)
{
    char *copy = arena_alloc(a, s.n + 1);

    if (s.n)
        memcpy(copy, s.p, s.n);
    return copy;
}

struct str arena_str(struct arena *a, struct str s)
{
    return (struct str){arena_strdup(a, s), s.n};
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;
    char *out;
    int n;

    va_start(ap, fmt);
    va_copy(again, ap);
    n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0)
        BUG("bad format '%s'", fmt);
    out = arena_alloc(a, (size_t)n + 1);
    vsnprintf(out, (size_t)n + 1, fmt, again);
    va_end(again);
    return out;
}
