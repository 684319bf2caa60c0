/*
 * Every claim rule brings its own tests: its examples must give a claim by
 * this rule with the stated fields, its rejects must not.
 */
#ifndef CC_SCAN_SELFTEST_H
#define CC_SCAN_SELFTEST_H

#include "scan/scan.h"

struct selftest {
    size_t passed, failed;
    struct buf report; /* one line a failure: "file:line: rule: what is wrong" */
};

/* Runs the examples of all claim rules of a set that was loaded with
 * rules_opts.examples; `only`: just this rule id, NULL all.  `names` may be
 * NULL.  The caller has initialised report and releases it. */
void scan_selftest(const struct rules *r, const struct names *names, const char *only,
                   struct selftest *out);

#endif
