/*
 * Strings travel as pointer and length.  `struct str` is a view that owns
 * nothing; `struct buf` is a growing buffer with a stated maximum that is
 * always NUL-terminated one past its length.
 */
#ifndef CC_BASE_STR_H
#define CC_BASE_STR_H

#include <stdarg.h>

#include "base/base.h"

struct str {
    const char *p;
    size_t n;
};

#define STR(lit) ((struct str){(lit), sizeof(lit) - 1})
#define STR_NONE ((struct str){NULL, 0})
/* for printf("%.*s", STR_FMT(s)) */
#define STR_FMT(s) (int)(s).n, (s).p

struct str str_c(const char *cstr);              /* NULL gives an empty view */
struct str str_of(const char *p, size_t n);
struct str str_sub(struct str s, size_t from, size_t to); /* clamped to s */
struct str str_trim(struct str s);               /* ASCII white space at both ends */
bool str_eq(struct str a, struct str b);
/* str_eq with a C string. */
bool str_eqc(struct str a, const char *b);
bool str_ieq(struct str a, struct str b);        /* ASCII case folded */
bool str_starts(struct str s, struct str prefix);
/* True for an empty suffix. */
bool str_ends(struct str s, struct str suffix);
int str_cmp(struct str a, struct str b);         /* byte order, as memcmp */
size_t str_find(struct str s, struct str needle, size_t from); /* s.n if absent */
/* Cuts the part before `sep` off the front of *s; false when *s was used up
 * (its p is NULL then).  "a," gives "a" and "". */
bool str_split(struct str *s, char sep, struct str *part);
/* Whole of s as a decimal integer, `-` allowed; false on anything else or
 * overflow. */
bool str_i64(struct str s, int64_t *out);

struct buf {
    char *p;
    size_t n, cap, max; /* max 0: 1 GiB */
    bool cut;           /* an append was refused at max; content is intact */
};

/* Empty, with a maximum in bytes; allocates nothing. */
void buf_init(struct buf *b, size_t max);
/* Frees the memory; the buffer is empty and may be used again. */
void buf_release(struct buf *b);
void buf_clear(struct buf *b);                   /* keeps the memory */
bool buf_add(struct buf *b, const void *p, size_t n);
/* Appends a view. */
bool buf_adds(struct buf *b, struct str s);
/* Appends a C string. */
bool buf_addc(struct buf *b, const char *cstr);
/* Appends one byte. */
bool buf_addch(struct buf *b, char c);
/* Appends as printf; nothing when the whole does not fit. */
bool buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* As buf_addf. */
bool buf_addv(struct buf *b, const char *fmt, va_list ap);
/* A view, valid until the buffer changes; never NULL inside. */
struct str buf_str(const struct buf *b);
/* Gives the memory to the caller (free()); the buffer is empty afterwards. */
char *buf_steal(struct buf *b);

#endif
