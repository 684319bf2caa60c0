/*
 * Tier 2 as the scanner calls it: the claims of a document.
 */
#ifndef CC_SCAN_EXTRACT_H
#define CC_SCAN_EXTRACT_H

#include "rule/claim_rule.h"
#include "scan/tagging.h"

struct extractor;

/* Reads only from the rules and names, which must outlive it, as `o` must. */
struct extractor *extractor_new(const struct claim_rules *rules,
                                const struct names *names, const struct scan_opts *o);
/* NULL is fine. */
void extractor_free(struct extractor *x);
/* Appends the document's claims in order of position; tier 1 is `t`. */
void extract_doc(struct extractor *x, struct tagging *t, struct doc *d,
                 struct claims *out);

#endif
