/*
 * What several writers need to know of an article's report: counts, texts,
 * values as strings, the snapshots behind the evidence.
 */
#ifndef CC_REPORT_FACTS_H
#define CC_REPORT_FACTS_H

#include "report/report.h"

#define N_VERDICTS 5

struct tally {
    uint32_t numerals, claims, bound, judged, suppressed;
    uint32_t verdicts[N_VERDICTS]; /* claims that are not suppressed */
};
/* The counts of the last lines of a report. */
struct tally tally_of(const struct article_report *r);

/* Claim i is not to be judged: by comment or by baseline. */
bool fact_suppressed(const struct article_report *r, size_t i);
/* NULL without judgements (extraction only). */
const struct judgement *fact_judgement(const struct article_report *r, size_t i);
/* The claim's own words, and its whole sentence; views into the document. */
struct str fact_quote(const struct article_report *r, const struct claim *c);
/* The whole sentence of the claim; a view into the document. */
struct str fact_sentence(const struct article_report *r, const struct claim *c);
/* Claimed value as a decimal or a date, arena-owned; NULL: no number claimed. */
const char *fact_value(struct arena *a, const struct claim *c);
const char *fact_value_hi(struct arena *a, const struct claim *c); /* NULL: no range */
/* "1,440,123,000,000" from "1440123000000"; arena-owned. */
const char *fact_grouped(struct arena *a, const char *digits);
/* A bound in base units; NULL is infinite. */
const char *fact_bound(struct arena *a, crat v);
/* "2026-02-09/2026-02-15", one day alone; "" when unknown. */
const char *fact_days(struct arena *a, date_t from, date_t to);
/* "9–15 February 2026", "28 December 2025 – 3 January 2026". */
const char *fact_days_human(struct arena *a, date_t from, date_t to);
/* Something stands there: words or an entity. */
bool fact_has_entity(const struct entref *e);
/* Ids of all snapshots in the evidence, ascending, arena-owned. */
size_t fact_snapshots(struct arena *a, const struct article_report *r, int64_t **ids);
/* Of the article: its title, else its path. */
struct str fact_name(const struct article_report *r);
/* Shown words for a verdict: symbol and word; they never stand alone as colour. */
const char *verdict_symbol(enum verdict v);
struct ending {
    uint32_t line, column; /* one past the last character */
};
/* Where the claim ends in the input, in the units of doc_position. */
struct ending fact_end(const struct doc *d, const struct claim *c,
                       const struct position *start);
/* Needs a reader's eye: contradicted, ambiguous, close, or against the
 * article's own figures; and is not suppressed. */
bool fact_problem(const struct article_report *r, size_t i);
/* `"QUOTE": explanation Better: "..."`, raw text for the caller to escape. */
void fact_message(struct buf *out, const struct article_report *r, size_t i);
/* The article as a URI: its url, a percent-encoded path, "stdin". */
void fact_uri(struct buf *out, const struct article_report *r);
/* Why a claim was not judged, in an editor's words; "" for none. */
const char *fact_reason(enum reason r);
/* "another week: 11–17 February 2026: 2.453T", arena-owned; NULL no cause. */
const char *fact_cause(struct arena *a, const struct judgement *j);
/* "as of 2026-10-11" day of the newest data; false without a store. */
bool fact_as_of(const struct report_env *env, const struct article_report *r,
                char out[11]);
/* First line of what went wrong, "where:line:col: message"; arena-owned. */
const char *fact_error_place(struct arena *a, const struct err *e); /* NULL: no place */

#define REPORT_CITATION "OpenRouter (openrouter.ai/rankings), CC BY 4.0"

#endif
