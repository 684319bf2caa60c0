/*
 * The HTML report: one self-contained page, readable without scripts.
 */
#ifndef CC_REPORT_HTML_H
#define CC_REPORT_HTML_H

#include "report/report.h"

extern const struct writer writer_html;

#endif
