/*
 * The text report: what an editor reads on a terminal.
 */
#ifndef CC_REPORT_TEXT_H
#define CC_REPORT_TEXT_H

#include "report/report.h"

extern const struct writer writer_text;

#endif
