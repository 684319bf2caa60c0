/*
 * Claim rules: which row of words and tags is a claim of which kind.  A rule
 * is data; what the words leave open (whose number, of which week) is bound
 * by the scanner in the same way for all rules.
 *
 *   claims:
 *     - id: en/growth/up-percent
 *       kind: growth              # "none": this number is no claim
 *       pattern: "up {hedge}? {percent}"     # or a list of patterns
 *       when: "{usage}"           # optional: a symbol in the sentence, its
 *                                 #   lead line or the sentence before
 *       unless: "{benchmark}"     # optional: no such symbol in the sentence
 *       measure: tokens           # optional, as unit, value, value_hi, falls ...
 *       priority: 60              # the highest wins where rules want one number
 *       confidence: 95
 *       examples:                 # at least two
 *         - {text: "Usage was up 127% in three weeks.", value: 127}
 *       rejects:                  # at least one
 *         - "It was up to 127% of the quota."
 */
#ifndef CC_RULE_CLAIM_RULE_H
#define CC_RULE_CLAIM_RULE_H

#include "rule/claim_pattern.h"
#include "rule/ruleset.h"

/* What an example says of the claim that its rule finds; empty: not said. */
enum expect {
    EXPECT_VALUE,
    EXPECT_VALUE_HI,
    EXPECT_KIND,
    EXPECT_UNIT,
    EXPECT_HEDGE,
    EXPECT_QUOTE,
    EXPECT_SUBJECT,
    EXPECT_OBJECT,
    EXPECT_PERIOD,
    EXPECT_MEASURE,
    EXPECT_MODALITY,
    EXPECT_COUNT
};
extern const char *const expect_names[EXPECT_COUNT];

struct claim_example {
    struct str text;
    struct str date; /* publication date of the example, or empty */
    struct str expect[EXPECT_COUNT];
    int line;
};

struct claim_rule {
    const char *id, *kind;
    const char *measure, *unit; /* NULL: from the number */
    const char *value,
        *value_hi;     /* decimals that the words stand for; NULL: the number's */
    const char *hedge; /* NULL: from the words */
    int priority, confidence;
    bool falls;       /* the value is negative */
    bool higher_than; /* "N times more": ratio or increase */
    bool follows;     /* a rank one below the last one in the sentence */
    bool like_last;   /* weak: of the kind of the sentence's last claim with
                         such a number, if there is one */
    bool whole;       /* the number is what something else is a part of */
    bool off;         /* known, tested, but used only where asked for */
    struct claim_pattern *patterns;
    uint32_t n_patterns;
    struct sym_need when[4]; /* all must be met in the context */
    uint32_t n_when;
    struct sym_need unless; /* none may be in the sentence */
    const char *file;
    int line;
    struct claim_example *examples; /* only with rules_opts.examples */
    uint32_t n_examples;
    struct claim_example *rejects;
    uint32_t n_rejects;
};

struct claim_rules {
    struct symbols *syms;
    struct map phrases;       /* name -> const char * source */
    struct map index;         /* id -> index + 1 */
    VEC(struct claim_rule) v; /* in order of loading; a later id replaces */
};

/* Sections `phrases:` and `claims:` of a rule file.  False with the place set:
 * a field missing or unknown, a bad pattern (caret in it), too few examples. */
bool claim_phrases_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                        struct err *e);
/* Likewise the rules themselves; phrases must have been read before. */
bool claim_rules_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                      struct err *e);
/* Frees what is not in the set's arena; NULL is fine. */
void claim_rules_release(struct claim_rules *c);

/* The claim rules of a set; NULL when it has none. */
const struct claim_rules *rules_claims(const struct rules *r);
/* A rule by its id, NULL if none. */
const struct claim_rule *claim_rule_get(const struct claim_rules *c, struct str id);

#endif
