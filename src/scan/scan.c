/*
 * A scanner: the two tiers of one thread together.
 */
#include "scan/scan.h"

#include "scan/extract.h"
#include "scan/tagging.h"

struct scanner {
    struct scan_opts opts;
    struct tagging *tagging;
    struct extractor *extractor; /* NULL: the rule set has no claim rules */
};

struct scanner *scanner_new(const struct rules *r, const struct names *names,
                            const struct scan_opts *o)
{
    struct scanner *s = xcalloc(1, sizeof *s);
    const struct claim_rules *claims = rules_claims(r);

    if (o)
        s->opts = *o;
    s->tagging = tagging_new(r, names, s->opts.ungated);
    if (claims)
        s->extractor = extractor_new(claims, names, &s->opts);
    return s;
}

void scanner_free(struct scanner *s)
{
    if (!s)
        return;
    extractor_free(s->extractor);
    tagging_free(s->tagging);
    free(s);
}

void scan_doc(struct scanner *s, struct doc *d, struct claims *out)
{
    claims_clear(out);
    if (s->extractor)
        extract_doc(s->extractor, s->tagging, d, out);
}

void scan_tags(struct scanner *s, struct doc *d, uint32_t start, uint32_t end,
               struct claims *mem, tags_t *out)
{
    tagging_run(s->tagging, d, start, end, mem, out);
}
