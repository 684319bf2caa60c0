/*
 * The JSON report of one article, as the interface page fixes it; the writers
 * json and jsonl and the public C API share it.
 */
#ifndef CC_REPORT_JSON_H
#define CC_REPORT_JSON_H

#include "report/json_out.h"
#include "report/report.h"

#define REPORT_SCHEMA_VERSION "1"

/* Writes the report object of one article as the emitter's next value. */
void report_json_article(struct json *j, const struct report_env *env,
                         const struct article_report *r);

extern const struct writer writer_json, writer_jsonl;

#endif
