/*
 * The first header of every file: fixed-width types, the broken-invariant
 * macro and the banned calls.  Knows no domain word.
 */
#ifndef CC_BASE_BASE_H
#define CC_BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"

/* Stops the program: an invariant of ours is broken.  Never for bad input. */
#define BUG(...) cc_bug(__FILE__, __LINE__, __VA_ARGS__)
/* Behind BUG(): place and message to standard error, then abort. */
_Noreturn void cc_bug(const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Memory or death: out of memory is the one fatal condition (message, exit 2). */
void *xmalloc(size_t size);
/* Zeroed; the product is checked for overflow. */
void *xcalloc(size_t count, size_t size);
/* Moves and keeps the content; a NULL `old` allocates. */
void *xrealloc(void *old, size_t size);
/* A copy for free(). */
char *xstrdup(const char *s);

#endif
