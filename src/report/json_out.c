/*
 * The JSON emitter of all JSON-like writers.  Commas and indents follow from
 * the calls, so a writer reads like the document it writes.
 */
#include "report/json_out.h"

#include "base/utf8.h"
#include "report/escape.h"

void json_init(struct json *j, struct buf *out, bool pretty)
{
    *j = (struct json){.out = out, .pretty = pretty};
}

static void newline(struct json *j)
{
    if (!j->pretty)
        return;
    buf_addch(j->out, '\n');
    for (int i = 0; i < j->base + j->depth; i++)
        buf_addc(j->out, "  ");
}

/* What stands before a value or key: the comma and the line break. */
static void before(struct json *j)
{
    if (j->keyed) {
        j->keyed = false;
        return;
    }
    if (j->depth == 0)
        return;
    if (j->filled[j->depth])
        buf_addch(j->out, ',');
    j->filled[j->depth] = true;
    newline(j);
}

void json_open(struct json *j, char bracket)
{
    before(j);
    if (j->depth + 1 >= JSON_MAX_DEPTH)
        BUG("json: deeper than %d", JSON_MAX_DEPTH);
    buf_addch(j->out, bracket);
    j->filled[++j->depth] = false;
}

void json_close(struct json *j, char bracket)
{
    if (j->depth == 0 || j->keyed)
        BUG("json: close without open or with a key open");
    bool any = j->filled[j->depth--];
    if (any)
        newline(j);
    buf_addch(j->out, bracket);
}

void json_key(struct json *j, const char *key)
{
    before(j);
    json_escape(j->out, str_c(key));
    buf_addc(j->out, j->pretty ? ": " : ":");
    j->keyed = true;
}

static void escape_cp(struct buf *out, uint32_t cp)
{
    if (cp >= 0x10000) {
        cp -= 0x10000;
        buf_addf(out, "\\u%04x\\u%04x", 0xd800u + (cp >> 10), 0xdc00u + (cp & 0x3ff));
        return;
    }
    buf_addf(out, "\\u%04x", (unsigned)cp);
}

static const char *short_escape(uint32_t cp)
{
    switch (cp) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

void json_escape(struct buf *out, struct str s)
{
    const char *p = s.p, *end = escape_end(s), *run = p;
    buf_addch(out, '"');
    while (p < end) {
        unsigned char c = (unsigned char)*p;
        if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
            p++;
            continue;
        }
        int len;
        uint32_t cp = utf8_get(p, end, &len);
        const char *shorter = short_escape(cp);
        if (!shorter && !escape_steers(cp) && !(cp == 0xfffd && len == 1)) {
            p += len;
            continue;
        }
        buf_add(out, run, (size_t)(p - run));
        if (shorter)
            buf_addc(out, shorter);
        else
            escape_cp(out, cp);
        p += len;
        run = p;
    }
    if (run)
        buf_add(out, run, (size_t)(p - run));
    buf_addch(out, '"');
}

void json_str(struct json *j, struct str s)
{
    before(j);
    json_escape(j->out, s);
}

void json_c(struct json *j, const char *s)
{
    if (s)
        json_str(j, str_c(s));
    else
        json_null(j);
}

void json_int(struct json *j, int64_t v)
{
    before(j);
    buf_addf(j->out, "%lld", (long long)v);
}

void json_bool(struct json *j, bool v)
{
    before(j);
    buf_addc(j->out, v ? "true" : "false");
}

void json_null(struct json *j)
{
    before(j);
    buf_addc(j->out, "null");
}

void json_kstr(struct json *j, const char *key, struct str s)
{
    json_key(j, key);
    json_str(j, s);
}

void json_kc(struct json *j, const char *key, const char *s)
{
    json_key(j, key);
    json_c(j, s);
}

void json_kc_if(struct json *j, const char *key, const char *s)
{
    if (s && *s)
        json_kc(j, key, s);
}

void json_kint(struct json *j, const char *key, int64_t v)
{
    json_key(j, key);
    json_int(j, v);
}

void json_kbool(struct json *j, const char *key, bool v)
{
    json_key(j, key);
    json_bool(j, v);
}
