/*
 * The formats in JSON, as tables for import.c; each ends with a NULL name.
 */
#ifndef CC_SYNC_FORMATS_H
#define CC_SYNC_FORMATS_H

#include "sync/source.h"

#define OPENROUTER_LICENSE "CC BY 4.0"

/* The Data API: rankings-daily and app-rankings, also as collectors wrap them. */
extern const struct format api_formats[];
/* /api/v1/models. */
extern const struct format model_formats[];
/* The rankings chart and leaderboards. */
extern const struct format chart_formats[];
/* Keyless exports: the table, its manifest, the index; and what is no figure. */
extern const struct format export_formats[];

/* A row of usage in a table: its date, model and tokens members, already read. */
bool formats_usage(struct source *src, struct snap *s, const struct usage_in *u,
                   const cJSON *row, struct err *e);

#endif
