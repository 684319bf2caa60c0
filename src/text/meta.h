/*
 * What the text itself says about the article: title, publication date,
 * language.  Used where no metadata of the format did.
 */
#ifndef CC_TEXT_META_H
#define CC_TEXT_META_H

#include "text/doc.h"

/* A full date (year, month and day) at the start of s: "2026-02-25",
 * "2026/2/25", "25 May 2026", "May 25, 2026", "2026年2月27日".  DATE_NONE if
 * there is none; *len is its length. */
date_t meta_date_at(struct str s, size_t *len);
/* The first full date anywhere in s. */
date_t meta_date_in(struct str s, size_t *at, size_t *len);

/* A date as metadata give it: ISO, RFC 822 ("Tue, 26 May 2026 08:00:00 GMT")
 * or any of the above. */
date_t meta_date(struct str s);

/* "en" or "zh" by the share of Han characters; empty when there is no letter. */
struct str meta_language(struct str text);

/* "en" or "zh" from a language tag ("en-US", "zh_CN"); empty for others. */
struct str meta_lang_code(struct str tag);

/* Fills title, published and lang of a built document where they are empty. */
void meta_from_text(struct doc *d);

#endif
