/*
 * Taggers: the rules of tier 1.  A tagger is a pattern for one kind of
 * expression, the name of the C function that turns its parts into a value,
 * and the examples that show what it does:
 *
 *   taggers:
 *     - id: vocab/percent
 *       type: percent          # tagger_types below
 *       value: number          # tagger_values below; default: by type
 *       pattern: '(?<n>(?&num))[ -]?(?:%|percent)'
 *       unit: percent          # optional, as hedge, arg
 *       case: exact            # optional; default: any
 *       priority: 20           # of two tags of the same length the higher wins
 *       unless_before: 'pattern searched in what stands before the first part'
 *       place: before          # before | after a number, for hedges; default: anywhere
 *       examples:              # at least two
 *         - {text: "It rose 70% in May.", tag: "70%", value: 70}
 *       rejects:               # at least one
 *         - "70 models"
 *
 * The parts of a pattern are named groups; only the names in tagger_caps are
 * known.  Fragments and tables are expanded as rule/ruleset.h says.
 */
#ifndef CC_RULE_TAGGER_H
#define CC_RULE_TAGGER_H

#include "rule/gates.h"
#include "rule/ruleset.h"

/* In the order of scan's enum tag_type; "skip" covers what is no number. */
enum tagger_type {
    TT_QUANTITY,
    TT_PERCENT,
    TT_FRACTION,
    TT_MULTIPLE,
    TT_MONEY,
    TT_ORDINAL,
    TT_DATE,
    TT_DATE_RANGE,
    TT_DURATION,
    TT_ENTITY,
    TT_HEDGE,
    TT_SKIP,
    TT_COUNT
};
extern const char *const tagger_types[TT_COUNT];

/* How the parts become a value; see scan/convert.h. */
enum tagger_value {
    TV_NONE,
    TV_NUMBER,
    TV_FRACTION,
    TV_MULTIPLE,
    TV_RATIO,
    TV_MONEY,
    TV_ORDINAL,
    TV_DATE,
    TV_SLASH_DATE,
    TV_DAYS,
    TV_WEEK_OF,
    TV_WEEK_IN,
    TV_MONTH,
    TV_MONTHS,
    TV_QUARTER,
    TV_YEAR,
    TV_YEARS,
    TV_RELATIVE,
    TV_TRAILING,
    TV_AGO,
    TV_EARLIER,
    TV_WEEKDAY,
    TV_DAY_WORD,
    TV_SO_FAR,
    TV_SINCE,
    TV_DURATION,
    TV_TOP,
    TV_HEDGE,
    TV_COUNT
};
extern const char *const tagger_values[TV_COUNT];

/* The named parts. */
enum tagger_cap {
    CAP_N,
    CAP_N2,
    CAP_UNIT,
    CAP_CUR,
    CAP_PER,
    CAP_RATE,
    CAP_PLUS,
    CAP_NUM,
    CAP_DEN,
    CAP_Y,
    CAP_M,
    CAP_D,
    CAP_Y2,
    CAP_M2,
    CAP_D2,
    CAP_Q,
    CAP_REL,
    CAP_SPAN,
    CAP_MOD,
    CAP_WD,
    CAP_ORD,
    CAP_WEEK,
    CAP_H,
    CAP_DEC,
    CAP_COUNT
};
extern const char *const tagger_caps[CAP_COUNT];

#define TAGGER_MAX_CAPS 16

enum tagger_place { PLACE_ANY, PLACE_BEFORE, PLACE_AFTER };

/* What an example says of the tag; empty: not said. */
enum tag_expect {
    TE_TAG,
    TE_VALUE,
    TE_LO,
    TE_HI,
    TE_UNIT,
    TE_FROM,
    TE_TO,
    TE_HEDGE,
    TE_RATE,
    TE_COUNT
};
extern const char *const tag_expects[TE_COUNT];

struct tagger_example {
    struct str text, date; /* date: publication day, or empty */
    struct str expect[TE_COUNT];
    int line;
};

struct tagger {
    const char *id, *unit, *hedge, *arg; /* NULL where not given */
    enum tagger_type type;
    enum tagger_value value;
    enum tagger_place place;
    int priority;
    struct regex *re, *unless_before;
    struct gate gate;
    struct {
        uint8_t cap, group;
    } caps[TAGGER_MAX_CAPS];
    int n_caps;
    struct str pattern; /* as written */
    const char *file;
    int line;
    struct tagger_example *examples, *rejects; /* only with rules_opts.examples */
    uint32_t n_examples, n_rejects;
};

struct taggers {
    VEC(struct tagger) v; /* in order of loading; a later id replaces */
    struct map index;     /* id -> index + 1 */
    struct gates *gates;  /* of those with place `any`, by index */
};

/* Section `taggers:` of a file.  False with the place set: a field missing or
 * unknown, a bad pattern, too few examples. */
bool taggers_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                  struct err *e);
/* Builds the gates' automaton, once all files are read. */
void taggers_finish(struct rules *r);
/* NULL is allowed. */
void taggers_free(struct taggers *t);
/* The tagger of this id, NULL if none. */
const struct tagger *tagger_get(const struct taggers *t, struct str id);

#endif
