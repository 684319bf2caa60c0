/*
 * The inside of a rule set, for the files of this folder and for the scanner,
 * which only reads it.  Everything lives in the set's arena; nothing changes
 * after rules_load.
 */
#ifndef CC_RULE_RULESET_H
#define CC_RULE_RULESET_H

#include "rule/regex.h"
#include "rule/rules.h"
#include "rule/yaml.h"

/* A word table: what rules_vocab shows, and its index by folded key. */
struct table {
    struct vocab vocab;
    VEC(struct vocab_item) items;
    uint32_t *slots; /* hash of the folded key -> index + 1 into items; 0 free */
    uint32_t n_slots;
};

/* A rule file while it is loaded. */
struct rule_file {
    struct yfile y;
    struct str lang; /* "en", "zh"; empty: vocabulary or verify */
};

struct taggers; /* tier 1; see rule/tagger.h */
struct claim_pattern;
struct claim_rules; /* tier 2; see rule/claim_rule.h */

struct rules {
    struct arena arena;
    bool examples; /* keep examples and rejects */
    VEC(struct rule_file) files;
    VEC(struct table *) tables;
    struct map table_index;    /* name -> struct table */
    struct map fragments;      /* name -> struct str: shared pieces of patterns */
    struct rule_cache *cache;  /* while loading: the compiled form, or NULL */
    VEC(struct regex *) ready; /* patterns that came compiled, owned */
    VEC(const struct claim_pattern *) compiled; /* all claim patterns, as compiled */
    char *cache_bytes; /* the compiled form's file, which strings point into */
    bool overridden;   /* some tagger replaced another */
    struct taggers *taggers;
    struct claim_rules *claims;
    char hash[65];
};

/* ---- tables (rule/vocab.c) ---- */

/* Section `tables:` of a file: name -> {key: value} or [key, ...]; adds to and
 * overrides what earlier files said. */
bool vocab_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                struct err *e);
/* The table of that name, NULL if none. */
const struct table *vocab_table(const struct rules *r, struct str name);
/* Adds or overrides one entry of a table, which is made when it is new. */
void vocab_put(struct rules *r, struct str table, struct str key, struct str value);
/* Points every table's public view at its items; after the last vocab_put. */
void vocab_finish(struct rules *r);
/* Frees what the tables hold outside the arena. */
void vocab_release(struct rules *r);

/* ---- patterns (rule/expand.c) ---- */

/* Where a pattern's text came from, for the caret of an error. */
struct expanded {
    struct str text; /* what PCRE2 sees */
    struct {
        uint32_t at, from; /* text offset -> offset in the source pattern */
    } map[128];
    int n_map;
};

/* Section `fragments:` name -> piece of pattern. */
bool fragments_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                    struct err *e);
/* Replaces {table:NAME} by an alternation of the table's keys, (?&NAME) by the
 * fragment in a group, and drops line breaks with the blanks that follow.  The
 * result lives in the set's arena.  False with the place set when a name is
 * unknown or the text grows too long. */
bool pattern_expand(struct rules *r, const struct yfile *f, const struct ynode *n,
                    struct expanded *out, struct err *e);
/* Expands and compiles the pattern of a node; a bad pattern's error points at
 * the place in the file. */
struct regex *pattern_compile(struct rules *r, const struct yfile *f,
                              const struct ynode *n, unsigned flags,
                              struct expanded *text, struct err *e);

#endif
