/*
 * The table of writers.  A new format is a file with a `struct writer` and a
 * row here and in REPORT_FORMATS.
 */
#include "report/report.h"

#include "report/csv.h"
#include "report/html.h"
#include "report/json.h"
#include "report/jsonld.h"
#include "report/line.h"
#include "report/sarif.h"
#include "report/text.h"

static const struct writer *const writers[] = {
    &writer_text,  &writer_json,        &writer_jsonl,      &writer_html, &writer_csv,
    &writer_sarif, &writer_claimreview, &writer_annotation, &writer_line, &writer_github,
};

const struct writer *report_writer(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(writers); i++)
        if (strcmp(writers[i]->name, name) == 0)
            return writers[i];
    return NULL;
}
