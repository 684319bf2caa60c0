/*
 * Regular expressions: PCRE2 behind a small face.  A compiled expression is
 * immutable and shared by threads; matching needs a context that belongs to
 * one thread.  Subjects are valid UTF-8 (not checked again).
 *
 * Machine code is made late: only after some 10 kB of subjects, because for
 * one article it costs more than it saves.  It gives the same matches.
 */
#ifndef CC_RULE_REGEX_H
#define CC_RULE_REGEX_H

#include "base/err.h"
#include "base/str.h"

#define REGEX_MAX_PATTERN (128u << 10)
#define REGEX_MAX_GROUPS  96

struct regex;
struct regex_ctx;

enum regex_flag {
    REGEX_CASELESS = 1,
    REGEX_DUPNAMES = 2 /* the same group name in several alternatives */
};

/* NULL on a bad pattern: error message set (no place), *offset the byte in
 * the pattern where it was noticed. */
struct regex *regex_compile(struct str pattern, unsigned flags, struct err *e,
                            size_t *offset);
/* "10.42 2022-12-11" into out[64]. */
void regex_version(char out[64]);
/* Appends the compiled expressions in a form that the same PCRE2 can load
 * again; `out` must be aligned to 16 bytes at its end. */
bool regex_save(const struct regex *const *res, size_t n, struct buf *out, struct err *e);
/* What regex_save wrote, trusted: the bytes must come from it.  False when it
 * was another PCRE2 or count. */
bool regex_load(struct str bytes, size_t n, struct regex **out);

/* NULL is allowed; no thread may use it any more. */
void regex_free(struct regex *re);
/* Number of the highest group. */
int regex_groups(const struct regex *re);
/* All group names, in the table's order; index < regex_names(). */
int regex_names(const struct regex *re);
/* The name at an index of that table, and its group. */
const char *regex_name_at(const struct regex *re, int index, int *group);
/* Compiles to machine code now (a batch); otherwise it comes by itself. */
void regex_jit(struct regex *re);

/* What one thread needs to match: room for groups, limits. */
struct regex_ctx *regex_ctx_new(void);
/* NULL is allowed. */
void regex_ctx_free(struct regex_ctx *c);

enum regex_result { REGEX_NO, REGEX_YES, REGEX_LIMIT /* gave up on a costly subject */ };

/* Looks for the first match that starts in [from, last] of the subject; what
 * stands before `from` is seen by look-behinds.  The groups stay in the
 * context until its next use. */
enum regex_result regex_find(const struct regex *re, struct regex_ctx *c,
                             struct str subject, size_t from, size_t last);
/* The part a group took in the last match; false (and 0, 0) if it took none. */
bool regex_group(const struct regex_ctx *c, int group, uint32_t *start, uint32_t *end);
/* By name; with REGEX_DUPNAMES the first that took part. */
bool regex_named(const struct regex *re, const struct regex_ctx *c, const char *name,
                 uint32_t *start, uint32_t *end);

#endif
