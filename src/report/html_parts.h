/*
 * The parts of the HTML report: assets, cards, charts.
 */
#ifndef CC_REPORT_HTML_PARTS_H
#define CC_REPORT_HTML_PARTS_H

#include "report/facts.h"

extern const char html_css[], html_js[];

struct html {
    const struct report_env *env;
    const struct article_report *r;
    struct buf *out;
    struct arena *a;
    size_t index;   /* of the article, for ids */
    uint32_t *mark; /* a claim: the claim whose mark holds it; index + 1, 0 none yet */
};

/* Escaped text of a C string; NULL is empty. */
void html_text(struct html *h, const char *s);
/* The card of claim i. */
void html_card(struct html *h, size_t i);
/* The chart of the series behind claim i with its data table; nothing when
 * there is no series. */
void html_chart(struct html *h, size_t i);
/* Word for a verdict in ids and classes is verdict_name; this is the one shown. */
const char *html_verdict_word(enum verdict v);

#endif
