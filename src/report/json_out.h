/*
 * A small JSON emitter: keys in the order of the calls, two-space indent or
 * one line, nothing allocated but the buffer.  What is not printable ASCII
 * and could steer a terminal (C0, C1, bidi controls) is written as \uXXXX.
 */
#ifndef CC_REPORT_JSON_OUT_H
#define CC_REPORT_JSON_OUT_H

#include "base/str.h"

#define JSON_MAX_DEPTH 16

struct json {
    struct buf *out;
    bool pretty;
    int depth;
    int base;                    /* extra indent: the value stands inside another */
    bool filled[JSON_MAX_DEPTH]; /* something was written at this depth */
    bool keyed;                  /* a key was written, its value is due */
};

/* Starts one value at the end of `out`; nothing to release. */
void json_init(struct json *j, struct buf *out, bool pretty);
void json_open(struct json *j, char bracket);  /* '{' or '[' */
void json_close(struct json *j, char bracket); /* '}' or ']' */
void json_key(struct json *j, const char *key);
void json_str(struct json *j, struct str s); /* quoted and escaped */
void json_c(struct json *j, const char *s);  /* NULL gives null */
void json_int(struct json *j, int64_t v);
void json_bool(struct json *j, bool v); /* true or false */
void json_null(struct json *j);         /* null */
/* Key and value in one call. */
void json_kstr(struct json *j, const char *key, struct str s);
void json_kc(struct json *j, const char *key, const char *s);    /* NULL gives null */
void json_kc_if(struct json *j, const char *key, const char *s); /* NULL, "": left out */
void json_kint(struct json *j, const char *key, int64_t v);
void json_kbool(struct json *j, const char *key, bool v); /* a flag */
/* A quoted and escaped string alone, for writers that lay out by hand. */
void json_escape(struct buf *out, struct str s);

#endif
