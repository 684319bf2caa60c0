/*
 * The JSON-LD formats: schema.org ClaimReview drafts and W3C Web Annotations.
 */
#ifndef CC_REPORT_JSONLD_H
#define CC_REPORT_JSONLD_H

#include "report/report.h"

extern const struct writer writer_claimreview, writer_annotation;

#endif
