/*
 * The claims as a table for a spreadsheet.
 */
#ifndef CC_REPORT_CSV_H
#define CC_REPORT_CSV_H

#include "report/report.h"

extern const struct writer writer_csv;

#endif
