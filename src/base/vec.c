/*
 * The one function behind the VEC macros: doubling, with the overflow check
 * that every growing array needs.
 */
#include "base/vec.h"

void *vec_grow(void *p, size_t *cap, size_t size)
{
    size_t want = *cap ? *cap * 2 : 8;

    if (want < *cap || want > SIZE_MAX / 2 / size)
        BUG("array of %zu items of %zu bytes cannot grow", *cap, size);
    *cap = want;
    return xrealloc(p, want * size);
}
