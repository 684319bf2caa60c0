/*
 * Typed growing arrays: VEC(struct tag) v = {0}; VEC_PUSH(&v, t); v.p[i].
 * VEC_FREE releases; VEC_CLEAR keeps the memory.
 */
#ifndef CC_BASE_VEC_H
#define CC_BASE_VEC_H

#include "base/base.h"

#define VEC(type) struct { type *p; size_t n, cap; }
#define VEC_PUSH(v, item)                                                      \
    do {                                                                       \
        if ((v)->n == (v)->cap)                                                \
            (v)->p = vec_grow((v)->p, &(v)->cap, sizeof(*(v)->p));             \
        (v)->p[(v)->n] = (item); /* which may look at n */                     \
        (v)->n++;                                                              \
    } while (0)
#define VEC_CLEAR(v) ((v)->n = 0)
#define VEC_FREE(v) (free((v)->p), (v)->p = NULL, (v)->n = (v)->cap = 0)

/* Doubles the capacity of an array of `size`-byte items; never fails. */
void *vec_grow(void *p, size_t *cap, size_t size);

#endif
