/*
 * A claim: one number (or rank, date, order) that an article states, with all
 * that is needed to judge it.  Offsets are into doc->text; numbers live in the
 * scan's rat pool, strings in its arena.
 */
#ifndef CC_SCAN_CLAIM_H
#define CC_SCAN_CLAIM_H

#include "num/rat.h"
#include "scan/names.h"
#include "text/doc.h"

enum claim_kind {
    KIND_LEVEL,
    KIND_SHARE,
    KIND_GROWTH,
    KIND_MULTIPLE,
    KIND_DIFFERENCE,
    KIND_RANK,
    KIND_COUNT,
    KIND_PRICE,
    KIND_PRICE_RATIO,
    KIND_CONTEXT_LENGTH,
    KIND_DATE,
    KIND_COMPARISON,
    KIND_OTHER
};
const char *claim_kind_name(enum claim_kind k); /* "level" ... as in the JSON */
int claim_kind_of(struct str name);             /* -1 if none */

enum hedge {
    HEDGE_EXACT,
    HEDGE_ABOUT,
    HEDGE_NEARLY,
    HEDGE_OVER,
    HEDGE_AT_LEAST,
    HEDGE_UNDER,
    HEDGE_AT_MOST
};
/* "exact", "about", ... as in the JSON. */
const char *hedge_name(enum hedge h);
/* The hedge of that name, -1 if none. */
int hedge_of(struct str name);

/* How the number was printed; decides the interval that the wording allows. */
enum form {
    FORM_DIGITS,   /* "4.12 trillion", "70%": place says the precision */
    FORM_WORDS,    /* "five trillion" */
    FORM_FRACTION, /* "two-thirds", "half", "1/13" */
    FORM_MULTIPLE, /* "doubled", "three times", "10x" */
    FORM_ORDINAL,  /* ranks, "No. 2" */
    FORM_VAGUE,    /* "hundreds of", "majority" */
    FORM_NONE      /* no number: a comparison, a date */
};

struct number {
    rat value; /* base units; NULL: none */
    rat hi;    /* upper end of a printed range, else NULL */
    rat place; /* u: last printed digit x magnitude; NULL for exact forms */
    rat round; /* u0: last non-zero digit x magnitude; NULL likewise */
    int sig;   /* significant digits printed */
    enum form form;
};

enum period_type {
    PERIOD_DAY,
    PERIOD_WEEK,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_YEAR,
    PERIOD_TRAILING,
    PERIOD_RANGE,
    PERIOD_POINT
};
const char *period_type_name(enum period_type t); /* quarter prints as "range" */

struct period {
    uint32_t start, end; /* where the words stand (0,0: carried over or implied) */
    date_t from, to;     /* inclusive, UTC; DATE_NONE when not resolved */
    enum period_type type;
    bool set;         /* the claim has a period, resolved or not */
    bool carried;     /* from another clause or sentence */
    bool approximate; /* "mid-February", "late 2024" */
    int steps;        /* growth: weeks/months spanned as worded ("three weeks": 3) */
    char step_unit;   /* 'd','w','m','q','y', 0 none */
    date_t base_from,
        base_to; /* growth, difference: the earlier window when it is stated */
    /* relative to an event ("its second week", "two weeks after release"):
     * resolved in verify through the store */
    const struct entity *anchor; /* model whose listing is meant; NULL none */
    int anchor_from, anchor_to;  /* day offsets from the listing day, inclusive */
};

/* How the members of a reference combine. */
enum ref_mode {
    REF_ONE, /* one entity */
    REF_ANY, /* ambiguous: one of these, context did not decide */
    REF_SUM, /* "together", "combined", a list that shares one number */
    REF_EACH /* "each", "both", "respectively" unfolded into one claim each */
};
struct entref {
    uint32_t start, end; /* words in doc->text; 0,0 when carried over */
    struct str text;
    enum ent_type type;
    enum ref_mode mode;
    const struct entity **ents;
    uint32_t n; /* 0: not resolved, words kept */
    bool carried;
    int top; /* group "the top ten models": 10; else 0 */
};

enum modality { /* anything but FACT is never judged as a plain fact */
                MOD_FACT,
                MOD_FORECAST,
                MOD_TARGET,
                MOD_CONDITIONAL,
                MOD_QUESTION,
                MOD_NEGATED,
                MOD_QUOTE /* in somebody's mouth: judged, but said so */
};
/* "fact", "forecast", ... . */
const char *modality_name(enum modality m);

enum rate { RATE_NONE, RATE_DAY, RATE_WEEK, RATE_MONTH, RATE_YEAR };

struct claim {
    uint32_t start, end;         /* the quote */
    uint32_t num_start, num_end; /* the printed number alone, hedge excluded */
    uint32_t sentence;           /* index into doc->sentences */
    const char *rule;            /* id of the rule that found it */
    enum claim_kind kind;
    const char *measure; /* "tokens", "price_input", "price_output", "context",
                            "release", "models", "requests", "" unknown */
    const char *unit;    /* as in the JSON: "tokens", "percent", "usd_per_mtok", ... */
    struct number num;
    date_t date; /* KIND_DATE; DATE_NONE otherwise */
    enum hedge hedge;
    enum rate rate; /* "per day", "weekly tokens" */
    struct entref subject, object;
    struct period period;
    const char *attribution; /* "OpenRouter", an outlet, NULL */
    enum modality modality;
    bool falls;            /* growth or difference downward (value is negative) */
    bool first;            /* "for the first time" */
    bool higher_than;      /* "Nx higher", "N times more": ratio or increase */
    int out_of;            /* "four of the top five": 5; 0 none */
    int confidence;        /* extraction, 0..100, from the rule */
    uint32_t duplicate_of; /* index + 1 of the earlier same passage; 0 none */
    bool ignored;          /* under an ignore comment */
    struct str ignored_why;
};

struct loser { /* for --verbose: what an overlap threw away */
    uint32_t start, end;
    const char *rule, *winner;
    const char *why; /* "shorter", "lower priority", "same value twice" */
};

struct claims {
    struct arena arena;
    struct rats *rats;
    VEC(struct claim) v; /* in order of position */
    VEC(struct loser) losers;
    uint32_t numerals; /* numbers seen in the text, claims or not */
};
/* Empty, ready for scan_doc. */
void claims_init(struct claims *c);
/* Forgets the claims, keeps the memory for the next article. */
void claims_clear(struct claims *c);
/* Frees everything. */
void claims_release(struct claims *c);

#endif
