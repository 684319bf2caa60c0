/*
 * Many literals found in one pass (Aho-Corasick), ASCII case folded: what
 * gates are made of.  Immutable once frozen, shared by threads; the cost of a
 * scan does not depend on how many literals there are.
 */
#ifndef CC_RULE_NEEDLES_H
#define CC_RULE_NEEDLES_H

#include "base/str.h"
#include "base/vec.h"

#define NEEDLES_MAX_STATES 60000u

struct needles;
struct needle_hit {
    uint32_t id;    /* as returned by needles_add */
    uint32_t start; /* offset in the scanned text */
};
typedef VEC(struct needle_hit) needle_hits;

/* An empty set. */
struct needles *needles_new(void);
/* NULL is allowed. */
void needles_free(struct needles *n);
/* The literal's number, from 0 up, the same for the same literal; UINT32_MAX
 * when it is empty or the set is full. */
uint32_t needles_add(struct needles *n, struct str lit);
/* Builds the automaton; no adds after it. */
void needles_freeze(struct needles *n);
/* How many literals there are. */
uint32_t needles_count(const struct needles *n);
/* Appends all occurrences, overlapping ones too, in order of their ends; stops
 * when `max` hits are there and says false. */
bool needles_scan(const struct needles *n, struct str text, needle_hits *out, size_t max);
/* Whether any literal occurs: the fastest look at a text. */
bool needles_any(const struct needles *n, struct str text);

#endif
