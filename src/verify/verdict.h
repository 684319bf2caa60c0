/*
 * What the tool says of a claim.  See the design of verdicts: C is what the
 * wording allows, D what the data allow.  Everything lives in the judgements'
 * arena and pool.
 */
#ifndef CC_VERIFY_VERDICT_H
#define CC_VERIFY_VERDICT_H

#include "rule/rules.h"
#include "scan/claim.h"
#include "store/store.h"

enum verdict {
    VERDICT_SUPPORTED,
    VERDICT_CLOSE,
    VERDICT_CONTRADICTED,
    VERDICT_AMBIGUOUS,
    VERDICT_INSUFFICIENT
};
enum reason {
    REASON_NONE,
    REASON_NO_SERIES,
    REASON_PERIOD_NOT_COVERED,
    REASON_PARTIAL_PERIOD,
    REASON_PERIOD_UNRESOLVED,
    REASON_ENTITY_UNRESOLVED,
    REASON_METRIC_UNRESOLVED,
    REASON_OUT_OF_SCOPE,
    REASON_DATA_STRADDLES,
    REASON_NOT_A_FACT
};
enum direction {
    DIR_NONE,
    DIR_OVERSTATED,
    DIR_UNDERSTATED,
    DIR_WRONG_ORDER,
    DIR_WRONG_SIGN
};
enum cause {
    CAUSE_NONE,
    CAUSE_SCALE_SLIP,
    CAUSE_PERCENT_POINTS,
    CAUSE_N_MINUS_ONE,
    CAUSE_OTHER_PERIOD,
    CAUSE_OTHER_ENTITY,
    CAUSE_OTHER_METRIC,
    CAUSE_WEEK_DEFINITION,
    CAUSE_TRUNCATED,
    CAUSE_TRANSPOSED,
    CAUSE_STALE_SNAPSHOT
};
/* Names as in the JSON report. */
const char *verdict_name(enum verdict v);
/* "no_series", ... */
/* NULL for REASON_NONE */
const char *reason_name(enum reason r);
/* "overstated", ... */
/* NULL for DIR_NONE */
const char *direction_name(enum direction d);
/* "scale_slip", ... */
/* NULL for CAUSE_NONE */
const char *cause_name(enum cause c);

struct reading {
    const char *definition; /* "nine named models of the chart, week Mon-Sun UTC" */
    bool is_default;
    int prior; /* percent, as stated in the rules */
    enum verdict verdict;
    struct interval computed;
    const char *shown;   /* "5.156T", "127.6%" */
    const char *formula; /* "5.156T / 2.266T - 1 = 127.6%" */
    struct rows evidence;
    const struct usage_sel *sel; /* usage that was asked for (the chart draws it over
                                    time); NULL: not a sum of usage */
};
enum internal_status { INTERNAL_NONE, INTERNAL_CONSISTENT, INTERNAL_INCONSISTENT };
struct internal {
    enum internal_status status;
    const char *formula;
    uint32_t claims[8]; /* indexes of the claims the sum came from */
    uint32_t n_claims;
    struct interval computed;
};
struct flag {
    const char *code; /* "baseline", "times_more", ... */
    const char *text;
    const char *values[8]; /* counter-figures */
    uint32_t n_values;
};
struct judgement {
    enum verdict verdict;
    enum reason reason;
    enum direction direction;
    const char *deviation; /* "-18.2%", NULL none */
    enum cause cause;
    const char *cause_text;   /* the arithmetic that shows the cause; NULL none */
    bool bound;               /* bound to a series of the store */
    struct interval allowed;  /* C */
    struct reading *readings; /* the one that fits first */
    uint32_t n_readings;
    struct internal internal;
    struct flag *flags;
    uint32_t n_flags;
    const char *suggestion; /* NULL none */
    const char *explanation;
    int confidence_extraction, confidence_binding; /* percent */
};
struct judgements {
    struct arena arena;
    struct rats *rats;
    struct judgement *v; /* one a claim, same order */
    size_t n;
    date_t as_of; /* newest data seen; DATE_NONE without a store */
};
/* Empty, ready for verify_doc. */
void judgements_init(struct judgements *j);
/* Forgets the judgements, keeps the memory. */
void judgements_clear(struct judgements *j);
/* Frees everything. */
void judgements_release(struct judgements *j);

struct verifier; /* one a thread */
struct verify_opts {
    date_t as_of; /* DATE_NONE: newest */
    bool revised; /* also judge on the newest data and flag `revised` */
};
/* `store` may be NULL: then only the article is checked against itself. */
struct verifier *verifier_new(const struct rules *r, const struct names *n,
                              struct store *store, const struct verify_opts *o);
/* Rules, names and store are not freed; NULL is fine. */
void verifier_free(struct verifier *v);
/* Judges all claims of one article; false only on a broken store. */
bool verify_doc(struct verifier *v, const struct doc *d, const struct claims *c,
                struct judgements *out, struct err *e);

#endif
