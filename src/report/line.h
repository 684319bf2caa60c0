/*
 * One line a problem: for an editor's problem list, and as GitHub workflow
 * annotations.
 */
#ifndef CC_REPORT_LINE_H
#define CC_REPORT_LINE_H

#include "report/report.h"

extern const struct writer writer_line, writer_github;

#endif
