/*
 * The gates of many patterns together: one look at a text says which of them
 * can match in it, and between which places a match can start.
 */
#ifndef CC_RULE_GATES_H
#define CC_RULE_GATES_H

#include "rule/gate.h"

#define GATES_MAX_USERS 0x8000u

struct gates; /* immutable once frozen, shared by threads */

/* An empty set. */
struct gates *gates_new(void);
/* NULL is allowed. */
void gates_free(struct gates *g);
/* The gate of pattern number `user`, below GATES_MAX_USERS; the literals must
 * outlive the set. */
void gates_add(struct gates *g, uint16_t user, const struct gate *gate);
/* Builds the automaton; no adds after it. */
void gates_freeze(struct gates *g);
/* How many different literals there are. */
uint32_t gates_literals(const struct gates *g);
/* Whether any pattern could match: the fastest look at a text. */
bool gates_any(const struct gates *g, struct str text);

/* A pattern that can match, and where a match can start: [first, last]. */
struct awake {
    uint16_t user;
    uint32_t first, last;
};
struct gate_scan; /* the working memory of one thread */

/* Memory for one thread; the set must outlive it. */
struct gate_scan *gate_scan_new(const struct gates *g);
/* NULL is allowed. */
void gate_scan_free(struct gate_scan *s);
/* The patterns that can match in the text, by rising number; `all`: every one
 * of them, as if there were no gates.  Valid until the next call. */
const struct awake *gate_scan_run(struct gate_scan *s, struct str text, bool all,
                                  size_t *n);

#endif
