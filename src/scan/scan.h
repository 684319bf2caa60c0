/*
 * From a document to its claims.  A scanner belongs to one thread; the rule
 * set and the names it uses are immutable and shared.
 */
#ifndef CC_SCAN_SCAN_H
#define CC_SCAN_SCAN_H

#include "rule/rules.h"
#include "scan/tag.h"

struct scanner;

struct scan_opts {
    bool ungated; /* run every rule on every sentence (tests, benchmarks) */
    bool keep_losers;
};

/* `names` may be NULL: then only groups, countries and the platform from the
 * vocabulary are known. */
struct scanner *scanner_new(const struct rules *r, const struct names *names,
                            const struct scan_opts *o);
/* Rules and names are not freed; NULL is fine. */
void scanner_free(struct scanner *s);

/* Adds the document's claims to *out (cleared first).  Never fails: what
 * exceeds a budget is noted in doc->notes. */
void scan_doc(struct scanner *s, struct doc *d, struct claims *out);

/* Tier 1 of one sentence [start, end) of the doc; tags go to *out, strings and
 * numbers to the claims' arena and pool. */
void scan_tags(struct scanner *s, struct doc *d, uint32_t start, uint32_t end,
               struct claims *mem, tags_t *out);

#endif
