/*
 * The claim object of the JSON report.
 */
#ifndef CC_REPORT_JSON_CLAIM_H
#define CC_REPORT_JSON_CLAIM_H

#include "report/json_out.h"
#include "report/report.h"

/* Writes claim i of the report as the emitter's next value. */
void report_json_claim(struct json *j, struct arena *a, const struct article_report *r,
                       size_t i);
/* Writes one error object: message, where. */
void report_json_error(struct json *j, struct arena *a, const struct err *e);

#endif
