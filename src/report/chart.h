/*
 * A chart of the figures behind a claim: bars over time, and the same numbers
 * as a table.
 */
#ifndef CC_REPORT_CHART_H
#define CC_REPORT_CHART_H

#include "report/html_parts.h"

#define MAX_BARS 32

struct bar {
    date_t from, to;
    crat value;
    bool here;    /* the time of the claim */
    bool partial; /* not all days are stored */
};
struct chart {
    struct bar bars[MAX_BARS]; /* oldest first */
    int n;
    crat top;           /* greatest value shown; above 0 */
    crat claimed;       /* NULL: the claim is no such amount */
    bool by_days;       /* bars as wide as their time, else all alike */
    const char *what;   /* caption: "Tokens on OpenRouter, Kimi K2.5" */
    const char *column; /* heading of the values: "Tokens" */
    bool money;         /* values in USD, else tokens */
};

/* The series behind claim i; false when there is none to show.  Numbers live
 * in `p`, strings in the arena of `h`. */
bool chart_usage(struct html *h, size_t i, struct rats *p, struct chart *out);
bool chart_price(struct html *h, size_t i, struct rats *p,
                 struct chart *out); /* likewise */

#endif
