/*
 * The compiled form of a rule set: a file that `make` writes, so that a run
 * need not read YAML, derive gates and compile patterns again.  It holds the
 * node trees without examples, the gates and PCRE2's own serialized codes, and
 * is used only when a hash over the names and bytes of all rule files, the
 * language and the program's and PCRE2's versions is the same; otherwise the
 * files are read as if there were none.
 */
#ifndef CC_RULE_CACHE_H
#define CC_RULE_CACHE_H

#include "rule/claim_pattern.h"
#include "rule/ruleset.h"

struct tagger;

/* A hash over anything, made in pieces: fast, not for security. */
uint64_t cache_mix(uint64_t seed, struct str s);
/* The start of a key: what the program and its libraries are. */
uint64_t cache_seed(void);

/* An open compiled form; it lives in the rule set's arena and keeps the
 * file's bytes there; its compiled patterns live until cache_close. */
struct rule_cache;

/* NULL when the file is missing, damaged or of another key. */
struct rule_cache *cache_open(const char *path, uint64_t key, struct rules *r);
/* The set's hash for people, 64 hex digits. */
const char *cache_hash(const struct rule_cache *c);
/* The next file's tree, in the order of writing; false when there is none. */
bool cache_next_file(struct rule_cache *c, struct arena *a, struct ynode **root);
/* Gate and compiled patterns of the tagger with this id; each can be taken
 * once.  False when it is not there. */
bool cache_take_tagger(struct rule_cache *c, struct tagger *t);
/* The symbols and phrases of the claim patterns, into an empty table. */
void cache_read_symbols(struct rule_cache *c, struct symbols *syms);
/* The next compiled claim pattern, in the order of writing; false when it was
 * not made from this source. */
bool cache_next_pattern(struct rule_cache *c, struct rules *r, struct str source,
                        struct claim_pattern *out);
/* Frees the patterns that nobody took. */
void cache_close(struct rule_cache *c);

/* Writes the compiled form of a set that was loaded from files. */
bool cache_write(const struct rules *r, uint64_t key, const char *path, struct err *e);

#endif
