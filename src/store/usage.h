/*
 * The parts of store_usage: one model's series, and the rounded figures of
 * authors for days that no list covers.
 */
#ifndef CC_STORE_USAGE_H
#define CC_STORE_USAGE_H

#include "store/sum.h"

/* Tokens of the selected models over the cube's tiles.  FOUND_NOTHING: none of
 * them has a series. */
enum found usage_models(struct store *s, const struct usage_sel *sel, struct cube *c,
                        struct sum *out, struct err *e);

/* Tokens of authors or a country from authors_daily, for the cube's whole
 * window.  FOUND_NOTHING when a day of it is missing there. */
enum found usage_authors(struct store *s, const struct usage_sel *sel,
                         const struct cube *c, struct sum *out, struct err *e);

/* Is the author (a slug) one of the selection? */
bool usage_has_author(struct store *s, const struct usage_sel *sel, const char *author);
/* Is the series part of the selection? */
bool usage_has_series(struct store *s, const struct usage_sel *sel,
                      const struct series_info *info);

#endif
