/*
 * Claim patterns: written over words, word classes and tags, compiled to a
 * regular expression over the cell string of a sentence (rule/symbols.h).
 *
 *   {hedge}? value={percent} of {gap:3} {usage}
 *
 *   word           the word itself, in any case
 *   {rose}         a word (or phrase) of the vocabulary's table "rose"
 *   {percent}      a tag; {quantity:tokens} with its unit; {entity:model}
 *   {topic:tokens} (in `when` only) the article speaks of tokens; {topic:price}
 *                  the paragraph of prices per million
 *   a/{b}/c        one cell that is any of these
 *   a/b+c          one cell that is a or b, and also c
 *   !a/b           one cell that is none of these
 *   {gap} {gap:6}  up to 4 (6) words, names or dates; no number, no mark
 *   {any:8}        up to 8 cells of any sort, commas too, but no strong mark
 *   x? (a | b)     optional, alternatives
 *   (?= ...) (?! ...)   what follows must, must not be this
 *   ^ $            start and end of the sentence
 *   name=x         the part called `name`: value, subject, object, period ...
 *   {phrase}       a shared part, written once under `phrases`
 *
 * Repetition is bounded everywhere, so a match costs at most a constant times
 * the sentence's length.
 */
#ifndef CC_RULE_CLAIM_PATTERN_H
#define CC_RULE_CLAIM_PATTERN_H

#include "base/err.h"
#include "rule/symbols.h"

#define CLAIM_REGEX_FLAGS REGEX_DUPNAMES /* for the regex of a pattern */
#define PATTERN_MAX_GAP   12
#define PATTERN_MAX_DEPTH 12
#define PATTERN_MAX_NEEDS 8

/* One of these symbols is in every match. */
struct sym_need {
    const sym_t *syms;
    uint32_t n;
};

struct regex;

struct claim_pattern {
    const char *source;                       /* as written */
    const char *regex;                        /* for regex_compile, over a cell string */
    struct sym_need needs[PATTERN_MAX_NEEDS]; /* derived: all must be met */
    uint32_t n_needs;
    const struct regex *ready; /* already compiled, or NULL; owned by the rule set */
    bool has_value;            /* has a part called "value" */
};

struct rules;

struct claim_env {
    struct arena *arena;       /* results live here */
    struct symbols *syms;      /* words and classes of the pattern are added */
    const struct rules *rules; /* for its word tables */
    const struct map *phrases; /* name -> const char * source; may be NULL */
};

/* Adds what every rule set has: the tags, the marks, and the tables that the
 * scanner binds with (named "bind_..."). */
void claim_symbols_init(struct symbols *syms, const struct rules *rules);

/* False with a message (no place) and *offset where in the source it went
 * wrong: an unknown class, an unbalanced bracket, too deep, too long a gap.
 * The first tag of a number is called "value" when no part has that name. */
bool claim_pattern_compile(const struct claim_env *env, struct str source,
                           struct claim_pattern *out, struct err *e, size_t *offset);

/* Whether a sentence with these symbols can match at all. */
bool claim_pattern_gate(const struct claim_pattern *p, const struct symset *present);

#endif
