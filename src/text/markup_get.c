/*
 * Asking flattened markup: names, paths, attributes, text with its character
 * references replaced.
 */
#include "text/markup.h"

#include "text/entity.h"

#include "base/utf8.h"

struct str markup_name(const struct markup *m, size_t i)
{
    const struct markup_node *n = &m->nodes.p[i];

    return n->type == MARKUP_ELEMENT ? str_sub(m->src->s, n->from, n->to) : STR_NONE;
}

bool markup_is(const struct markup *m, size_t i, const char *name)
{
    struct str have = markup_name(m, i);

    return m->kind == MARKUP_HTML ? str_ieq(have, str_c(name)) : str_eqc(have, name);
}

static bool matches(const struct markup *m, size_t i, struct str name)
{
    if (m->nodes.p[i].type != MARKUP_ELEMENT)
        return false;
    return str_eq(name, STR("*")) || str_eq(markup_name(m, i), name);
}

static size_t child(const struct markup *m, size_t parent, size_t from, struct str name)
{
    for (size_t i = from; i < m->nodes.p[parent].end; i = m->nodes.p[i].end)
        if (matches(m, i, name))
            return i;
    return 0;
}

size_t markup_child(const struct markup *m, size_t parent, const char *name)
{
    return child(m, parent, parent + 1, str_c(name));
}

size_t markup_next(const struct markup *m, size_t i, const char *name)
{
    return child(m, m->nodes.p[i].parent, m->nodes.p[i].end, str_c(name));
}

size_t markup_find(const struct markup *m, size_t from, const char *path)
{
    struct str rest = str_c(path), name;

    while (str_split(&rest, '/', &name)) {
        from = child(m, from, from + 1, name);
        if (!from)
            return 0;
    }
    return from;
}

static size_t skip_space(struct str s, size_t i)
{
    while (i < s.n && (s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r')))
        i++;
    return i;
}

/* One attribute from offset *i on: name and value; false at the end. */
static bool next_attr(struct str s, size_t *i, struct str *name, struct str *value)
{
    size_t from, at = skip_space(s, *i);
    char quote;

    while (at < s.n && s.p[at] == '/')
        at = skip_space(s, at + 1);
    if (at >= s.n)
        return false;
    for (from = at; at < s.n && !strchr("= \t\r\n/", s.p[at]);)
        at++;
    *name = str_sub(s, from, at);
    *value = str_sub(s, at, at);
    at = skip_space(s, at);
    if (at >= s.n || s.p[at] != '=') {
        *i = at > *i ? at : at + 1;
        return true;
    }
    at = skip_space(s, at + 1);
    quote = at < s.n && (s.p[at] == '"' || s.p[at] == '\'') ? s.p[at] : '\0';
    from = at += quote != '\0';
    while (at < s.n && (quote ? s.p[at] != quote : !strchr(" \t\r\n", s.p[at])))
        at++;
    *value = str_sub(s, from, at);
    *i = at + 1;
    return true;
}

struct str markup_attr(const struct markup *m, size_t i, const char *name)
{
    const struct markup_node *n = &m->nodes.p[i];
    struct str s = str_sub(m->src->s, n->attr, n->attr_to), have, value;
    size_t at = 0;

    while (n->type == MARKUP_ELEMENT && next_attr(s, &at, &have, &value))
        if (str_ieq(have, str_c(name)))
            return value.p ? value : str_of("", 0);
    return STR_NONE;
}

/* What takes the pieces of a text: 1:1 bytes, or a character for a reference. */
struct sink {
    struct build *b;    /* either this ... */
    struct mapped *out; /* ... or this */
};

static void sink_run(const struct sink *k, const struct source *src, size_t from,
                     size_t to)
{
    if (k->b)
        build_text(k->b, src, from, to);
    else
        mapped_run(k->out, src, from, to - from);
}

static void sink_char(const struct sink *k, const struct source *src, size_t at, size_t n,
                      uint32_t cp)
{
    char utf8[4];
    struct str bytes = str_of(utf8, (size_t)utf8_put(utf8, cp));

    if (k->b)
        build_char(k->b, src, at, at + n, bytes);
    else
        mapped_fold(k->out, src, at, n, bytes);
}

/* Length of a reference by name that names nothing known: "&foo;". */
static size_t unknown_name(struct str s)
{
    size_t i = 1;

    while (i < s.n && i < 64 &&
           (s.p[i] == '_' || s.p[i] == '-' || s.p[i] == '.' ||
            (s.p[i] >= '0' && s.p[i] <= '9') ||
            ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')))
        i++;
    return i > 1 && i < s.n && s.p[i] == ';' ? i + 1 : 0;
}

static void put_node(const struct sink *k, struct markup *m, size_t i)
{
    const struct markup_node *n = &m->nodes.p[i];
    struct str s = str_sub(m->src->s, 0, n->to);
    size_t at = n->from;

    while (at < n->to) {
        const char *amp =
            n->type == MARKUP_CDATA ? NULL : memchr(s.p + at, '&', n->to - at);
        size_t stop = amp ? (size_t)(amp - s.p) : n->to, len;
        uint32_t cp;

        sink_run(k, m->src, at, stop);
        at = stop;
        if (!amp)
            break;
        len = entity_at(str_sub(s, at, at + 40 < s.n ? at + 40 : s.n), &cp);
        if (len) {
            sink_char(k, m->src, at, len, cp);
        } else if (m->kind == MARKUP_XML && (len = unknown_name(str_sub(s, at, s.n)))) {
            m->entities++;
        } else {
            len = 1;
            sink_run(k, m->src, at, at + 1);
        }
        at += len;
    }
}

void markup_put(struct build *b, struct markup *m, size_t i)
{
    put_node(&(struct sink){.b = b}, m, i);
}

void markup_collect(struct mapped *out, struct markup *m, size_t i)
{
    struct sink k = {.out = out};

    for (size_t end = m->nodes.p[i].end; i < end; i++)
        if (m->nodes.p[i].type == MARKUP_TEXT || m->nodes.p[i].type == MARKUP_CDATA)
            put_node(&k, m, i);
}

struct str markup_text(struct arena *a, struct markup *m, size_t i, size_t max)
{
    struct buf text;
    segments_t segments = {0};
    struct mapped out = {&text, &segments};
    struct str one;
    char *p;

    buf_init(&text, 0);
    markup_collect(&out, m, i);
    one = arena_str(a, str_sub(str_trim(buf_str(&text)), 0, max));
    p = (char *)one.p;
    for (size_t k = 0; k < one.n; k++)
        if (p[k] == '\n' || p[k] == '\r' || p[k] == '\t')
            p[k] = ' ';
    buf_release(&text);
    VEC_FREE(&segments);
    return one;
}
