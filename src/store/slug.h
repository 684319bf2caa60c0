/*
 * The parts of a permaslug "author/name-20260211:free".
 */
#ifndef CC_STORE_SLUG_H
#define CC_STORE_SLUG_H

#include "base/str.h"

/* Without the variant: "author/name-20260211". */
struct str slug_base(struct str slug);
/* The variant without its colon: "free"; empty when there is none. */
struct str slug_variant(struct str slug);
/* "author"; the whole when there is no slash. */
struct str slug_author(struct str slug);
/* "name-20260211:free"; the whole when there is no slash. */
struct str slug_name(struct str slug);
/* Without a date at its end: -20260211, -2025-02-11, -04-28, -0127, -2507. */
struct str slug_undated(struct str base);

#endif
