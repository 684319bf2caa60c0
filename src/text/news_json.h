/*
 * News and posts as JSON: IPTC ninjs 1 to 3, Arc ANS, WordPress REST, JSON
 * Feed, and JSON lines.  Each function is the `detect` or `each` of a row in
 * the readers' table (text/reader.h).
 */
#ifndef CC_TEXT_NEWS_JSON_H
#define CC_TEXT_NEWS_JSON_H

#include "text/fields.h"
#include "text/intake.h"
#include "text/jdoc.h"

/* One JSON document on its way into articles. */
struct json_read {
    struct intake *in;
    struct jdoc j;
    struct field field;
};

/* Sets the field to a string's text; false when it is none or empty. */
bool json_field(struct json_read *k, size_t i);
/* A string as metadata text in the document's arena; empty if it is none. */
struct str json_meta(struct json_read *k, size_t i);

/* IPTC ninjs, any version: how sure the content is of it; see struct reader. */
int ninjs_detect(struct str head);
/* Arc ANS: how sure the content is of it; see struct reader. */
int ans_detect(struct str head);
/* WordPress REST, one post or an array: how sure the content is of it; see struct reader.
 */
int wp_detect(struct str head);
/* JSON Feed: how sure the content is of it; see struct reader. */
int jsonfeed_detect(struct str head);
/* JSON lines: how sure the content is of it; see struct reader. */
int jsonl_detect(struct str head);

/* IPTC ninjs, any version: reads the articles; see struct reader. */
bool ninjs_each(struct intake *in, const struct source *src, struct err *e);
/* Arc ANS: reads the articles; see struct reader. */
bool ans_each(struct intake *in, const struct source *src, struct err *e);
/* WordPress REST, one post or an array: reads the articles; see struct reader. */
bool wp_each(struct intake *in, const struct source *src, struct err *e);
/* JSON Feed: reads the articles; see struct reader. */
bool jsonfeed_each(struct intake *in, const struct source *src, struct err *e);
/* JSON lines: reads the articles; see struct reader. */
bool jsonl_each(struct intake *in, const struct source *src, struct err *e);

/* Parses the source as one document and calls `one` for it, or for each
 * element when it is an array; `one` fills in->b.  False if it is no JSON. */
bool json_each(struct intake *in, const struct source *src,
               void (*one)(struct json_read *k, size_t i), struct err *e);

#endif
