/*
 * A run over many articles: what check, scan and corpus have in common.
 * Reading, checking and writing go on in several threads; the output is in
 * the order of the input and the same with any number of threads.
 */
#ifndef CC_CMD_RUN_H
#define CC_CMD_RUN_H

#include "cmd/settings.h"
#include "report/report.h"

struct run_opts {
    unsigned mask;       /* FOR_CHECK, FOR_SCAN, ...: whose options */
    const char *command; /* for --help */
    bool scan_only;      /* extraction: no store, verdicts, readings */
    bool ledger;         /* rows of a ledger instead of reports */
    const char *formats; /* choices of --format: what settings.format indexes */
};

/* Parses the words of a command, runs it over its operands, prints the report
 * and the diagnostics; returns the exit status. */
int run_articles(const struct run_opts *o, int argc, char **argv);

#endif
