/*
 * The rule set: vocabulary (tier 1) and claim patterns (tier 2), read from
 * YAML files, checked, compiled once, immutable afterwards and shared by
 * threads.  Only this folder knows PCRE2 and libyaml.
 */
#ifndef CC_RULE_RULES_H
#define CC_RULE_RULES_H

#include "base/err.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

struct rules;

struct rules_opts {
    const char *const *dirs; /* later ones add to and override earlier ones */
    int n_dirs;
    const char *lang;  /* "en", "zh"; NULL: all */
    const char *cache; /* the compiled form, used when it fits; NULL: none */
    bool examples;     /* keep examples and rejects (rules test, explain) */
};

/* NULL with the first error (file, line, column, source line) set. */
struct rules *rules_load(const struct rules_opts *o, struct err *e);
/* Frees the set and all that was handed out of it; NULL is fine. */
void rules_free(struct rules *r);
/* Reads the rule files and writes their compiled form to o->cache. */
bool rules_compile(const struct rules_opts *o, struct err *e);
const char *rules_hash(const struct rules *r); /* 64 hex digits over all files' bytes */

/* A table of the vocabulary by name ("numbers", "scales", "months", "hedge_allow",
 * ...): word -> value string, in file order.  NULL when there is no such table. */
struct vocab_item {
    struct str key, value;
};
struct vocab {
    const char *name;
    const struct vocab_item *items;
    size_t n;
};
/* The table of that name, owned by the rules; NULL when there is none. */
const struct vocab *rules_vocab(const struct rules *r, const char *table);
/* Value of a key (case folded) in a table; an empty str when absent. */
struct str rules_lookup(const struct rules *r, const char *table, struct str key);

#endif
