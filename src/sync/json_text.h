/*
 * JSON from outside, with two things that cJSON does not keep: the digits of a
 * number as they were written (it makes a binary fraction of them), and the
 * line on which an object begins.  Trailing garbage, NUL characters and deep
 * nesting are refused.
 */
#ifndef CC_SYNC_JSON_TEXT_H
#define CC_SYNC_JSON_TEXT_H

#include <cJSON.h>

#include "base/err.h"
#include "base/str.h"

/* NULL with an error that has the line.  Free with cJSON_Delete. */
cJSON *json_parse(struct str text, struct err *e);

/* A member of an object; NULL when it is absent or `o` is no object. */
const cJSON *json_get(const cJSON *o, const char *key);
/* The first element or member that is the text's own; NULL: none. */
const cJSON *json_first(const cJSON *v);
/* A string; empty for anything else. */
struct str json_string(const cJSON *v);
/* A number as written, or a string of one; empty for anything else. */
struct str json_figure(const cJSON *v);
/* The line on which the object began; 0 for anything else. */
int json_line(const cJSON *o);
/* True for an array whose first element is an object. */
bool json_is_table(const cJSON *v);

#endif
