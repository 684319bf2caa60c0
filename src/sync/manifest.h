/*
 * The manifest of a keyless export: which file it is about, and how to know it.
 */
#ifndef CC_SYNC_MANIFEST_H
#define CC_SYNC_MANIFEST_H

#include "base/date.h"
#include "sync/json_text.h"

struct manifest {
    char snapshot_date[11];
    char retrieved_at[40];
    char csv_url[256];
    char csv_sha256[65];
    int64_t rows, bytes;
};

/* Is it one? */
bool manifest_detect(const cJSON *json);
/* Reads it; another dataset, schema version or a field of the wrong shape: false
 * with error. */
bool manifest_read(const cJSON *json, struct manifest *out, struct err *e);
/* Checks a table's bytes against it. */
bool manifest_fits(const struct manifest *m, struct str csv, struct err *e);

#endif
