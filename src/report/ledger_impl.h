/*
 * What the parts of the ledger share.
 */
#ifndef CC_REPORT_LEDGER_IMPL_H
#define CC_REPORT_LEDGER_IMPL_H

#include "report/ledger.h"

/* One row into a voice; false with an error for what is none. */
bool ledger_parse(struct ledger *l, struct str line, struct err *e);

extern const struct writer writer_ledger_text, writer_ledger_json, writer_ledger_html,
    writer_ledger_csv, writer_ledger_rows;

#endif
