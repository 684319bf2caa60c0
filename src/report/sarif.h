/*
 * SARIF 2.1.0 for code scanning and CI.
 */
#ifndef CC_REPORT_SARIF_H
#define CC_REPORT_SARIF_H

#include "report/report.h"

extern const struct writer writer_sarif;

#endif
