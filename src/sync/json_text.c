/*
 * The text is rewritten before cJSON reads it: a number 12 becomes the string
 * "\u000112", and every object gets a first member "\u0002" with its line.
 * Control characters cannot stand in a string of the input without being
 * written out, and those two are refused there, so nothing can be mistaken.
 */
#include "sync/json_text.h"

#define MAX_DEPTH 64
#define NUMBER    "\\u0001"
#define LINE_KEY  "\x02"

struct rewrite {
    struct str in;
    size_t i;
    struct buf out;
    int line, depth;
};

static bool bad(struct rewrite *r, struct err *e, const char *what)
{
    err_set(e, "this is no JSON that can be read: %s", what);
    return err_at(e, "", r->line, 0);
}

/* "\u0000", "\u0001", "\u0002" in a string of the input. */
static bool is_reserved(struct str escape)
{
    return str_starts(escape, STR("u000")) && escape.n > 4 && strchr("012", escape.p[4]);
}

static bool copy_string(struct rewrite *r, struct err *e)
{
    size_t from = r->i++;

    for (; r->i < r->in.n && r->in.p[r->i] != '"'; r->i++) {
        unsigned char c = (unsigned char)r->in.p[r->i];

        if (c < 0x20)
            return bad(r, e, "a control character in a string");
        if (c != '\\')
            continue;
        r->i++;
        if (is_reserved(str_sub(r->in, r->i, r->i + 5)))
            return bad(r, e, "a control character in a string");
    }
    if (r->i >= r->in.n)
        return bad(r, e, "a string is not closed");
    r->i++;
    buf_add(&r->out, r->in.p + from, r->i - from);
    return true;
}

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || (c && strchr("+-.eE", c));
}

/* -?digits, a fraction, an exponent. */
static bool is_number(struct str s)
{
    size_t i = s.n && s.p[0] == '-', digits = 0;

    for (int part = 0; part < 3; part++) {
        if (part == 1 && i < s.n && s.p[i] == '.')
            i++;
        else if (part == 2 && i < s.n && (s.p[i] == 'e' || s.p[i] == 'E'))
            i += 1 + (i + 1 < s.n && (s.p[i + 1] == '-' || s.p[i + 1] == '+'));
        else if (part > 0)
            continue;
        for (digits = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
            digits++;
        if (!digits)
            return false;
    }
    return i == s.n;
}

static bool copy_number(struct rewrite *r, struct err *e)
{
    size_t from = r->i;
    struct str s;

    while (r->i < r->in.n && is_number_char(r->in.p[r->i]))
        r->i++;
    s = str_sub(r->in, from, r->i);
    if (!is_number(s))
        return bad(r, e, "a number is not well formed");
    return buf_addf(&r->out, "\"" NUMBER "%.*s\"", STR_FMT(s));
}

static bool is_empty_object(const struct rewrite *r)
{
    size_t i = r->i;

    while (i < r->in.n && memchr(" \t\r\n", r->in.p[i], 4))
        i++;
    return i < r->in.n && r->in.p[i] == '}';
}

static bool copy_bracket(struct rewrite *r, struct err *e)
{
    char c = r->in.p[r->i++];

    r->depth += c == '{' || c == '[' ? 1 : -1;
    if (r->depth > MAX_DEPTH)
        return bad(r, e, "it is nested too deep");
    buf_addch(&r->out, c);
    if (c == '{')
        buf_addf(&r->out, "\"\\u0002\":\"%d\"%s", r->line, is_empty_object(r) ? "" : ",");
    return true;
}

static bool rewrite(struct rewrite *r, struct err *e)
{
    while (r->i < r->in.n) {
        char c = r->in.p[r->i];
        bool ok = true;

        if (c == '"') {
            ok = copy_string(r, e);
        } else if (is_number_char(c) && c != 'e' && c != 'E') {
            ok = copy_number(r, e);
        } else if (strchr("{}[]", c) && c) {
            ok = copy_bracket(r, e);
        } else {
            r->line += c == '\n';
            buf_addch(&r->out, c);
            r->i++;
        }
        if (!ok)
            return false;
    }
    return !r->out.cut || bad(r, e, "it is too large");
}

cJSON *json_parse(struct str text, struct err *e)
{
    struct rewrite r = {.in = text, .line = 1};
    const char *end = NULL;
    cJSON *root = NULL;

    if (str_starts(text, STR("\xef\xbb\xbf")))
        r.i = 3;
    buf_init(&r.out, 512u << 20);
    if (memchr(text.p ? text.p : "", '\0', text.n)) {
        bad(&r, e, "a NUL byte");
    } else if (rewrite(&r, e)) {
        root = cJSON_ParseWithOpts(r.out.p ? r.out.p : "", &end, 1);
        r.line = 1;
        for (const char *p = r.out.p; !root && p && end && p < end; p++)
            r.line += *p == '\n';
        if (!root)
            bad(&r, e, "its syntax");
    }
    buf_release(&r.out);
    return root;
}

const cJSON *json_get(const cJSON *o, const char *key)
{
    return cJSON_IsObject(o) ? cJSON_GetObjectItemCaseSensitive(o, key) : NULL;
}

const cJSON *json_first(const cJSON *v)
{
    const cJSON *c = v ? v->child : NULL;

    return cJSON_IsObject(v) && c ? c->next : c;
}

struct str json_string(const cJSON *v)
{
    if (!cJSON_IsString(v) || v->valuestring[0] == '\x01')
        return STR_NONE;
    return str_c(v->valuestring);
}

struct str json_figure(const cJSON *v)
{
    if (!cJSON_IsString(v))
        return STR_NONE;
    return str_c(v->valuestring + (v->valuestring[0] == '\x01'));
}

int json_line(const cJSON *o)
{
    int64_t line = 0;

    str_i64(json_string(json_get(o, LINE_KEY)), &line);
    return (int)line;
}

bool json_is_table(const cJSON *v)
{
    return cJSON_IsArray(v) && cJSON_IsObject(v->child);
}
