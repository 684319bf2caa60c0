/*
 * The JSON parser: strict RFC 8259, one loop with a stack of open containers.
 */
#include "text/jdoc.h"

#include "base/utf8.h"

struct parsing {
    struct jdoc *j;
    struct str s;
    size_t i;
    uint32_t open[JDOC_MAX_DEPTH];
    size_t depth;
    struct err *e;
};

static bool fail(struct parsing *k, const char *what)
{
    size_t line = 1, start = 0;

    for (size_t i = 0; i < k->i && i < k->s.n; i++) {
        if (k->s.p[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    err_set(k->e, "not JSON: %s", what);
    return err_at(k->e, "", (int)line, (int)utf8_count(str_sub(k->s, start, k->i)) + 1);
}

static void skip_space(struct parsing *k)
{
    while (k->i < k->s.n && strchr(" \t\r\n", k->s.p[k->i]) && k->s.p[k->i])
        k->i++;
}

static struct jdoc_value *value(const struct parsing *k, size_t i)
{
    return &k->j->v.p[i];
}

static bool add(struct parsing *k, enum jdoc_type type, size_t from, size_t to)
{
    if (k->j->v.n >= JDOC_MAX_VALUES)
        return fail(k, "too many values");
    VEC_PUSH(&k->j->v, ((struct jdoc_value){.type = type,
                                            .from = (uint32_t)from,
                                            .to = (uint32_t)to,
                                            .end = (uint32_t)k->j->v.n + 1}));
    return true;
}

/* Steps over a string whose quote is at k->i; leaves k->i behind it. */
static bool string_end(struct parsing *k, size_t *from, size_t *to)
{
    size_t i = k->i + 1;

    *from = i;
    while (i < k->s.n && k->s.p[i] != '"') {
        if ((unsigned char)k->s.p[i] < ' ') {
            k->i = i;
            return fail(k, "a control character in a string");
        }
        i += 1 + (k->s.p[i] == '\\');
    }
    if (i >= k->s.n) {
        k->i = k->s.n;
        return fail(k, "a string does not end");
    }
    *to = i;
    k->i = i + 1;
    return true;
}

static bool take_string(struct parsing *k)
{
    size_t from, to;

    return string_end(k, &from, &to) && add(k, JDOC_STRING, from, to);
}

static bool take_word(struct parsing *k)
{
    static const struct {
        const char *word;
        enum jdoc_type type;
    } words[] = {{"true", JDOC_BOOL}, {"false", JDOC_BOOL}, {"null", JDOC_NULL}};
    struct str rest = str_sub(k->s, k->i, k->i + 5);

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        size_t n = strlen(words[i].word);

        if (!str_starts(rest, str_c(words[i].word)))
            continue;
        if (!add(k, words[i].type, k->i, k->i + n))
            return false;
        k->i += n;
        return true;
    }
    return fail(k, "a value is expected");
}

static size_t digits(const struct parsing *k, size_t i)
{
    while (i < k->s.n && k->s.p[i] >= '0' && k->s.p[i] <= '9')
        i++;
    return i;
}

static bool take_number(struct parsing *k)
{
    size_t from = k->i, i = from + (k->s.p[from] == '-'), to = digits(k, i);

    if (to == i || (to > i + 1 && k->s.p[i] == '0'))
        return fail(k, "not a number");
    if (to < k->s.n && k->s.p[to] == '.') {
        i = to + 1;
        to = digits(k, i);
        if (to == i)
            return fail(k, "not a number");
    }
    if (to < k->s.n && (k->s.p[to] | 32) == 'e') {
        i = to + 1;
        i += i < k->s.n && (k->s.p[i] == '+' || k->s.p[i] == '-');
        to = digits(k, i);
        if (to == i)
            return fail(k, "not a number");
    }
    k->i = to;
    return add(k, JDOC_NUMBER, from, to);
}

static bool open_container(struct parsing *k, enum jdoc_type type)
{
    if (k->depth == JDOC_MAX_DEPTH)
        return fail(k, "nested too deeply");
    k->open[k->depth++] = (uint32_t)k->j->v.n;
    return add(k, type, k->i++, 0);
}

static void close_container(struct parsing *k)
{
    struct jdoc_value *v = value(k, k->open[--k->depth]);

    v->to = (uint32_t)++k->i;
    v->end = (uint32_t)k->j->v.n;
}

static bool take_value(struct parsing *k)
{
    char c = k->i < k->s.n ? k->s.p[k->i] : '\0';

    if (c == '"')
        return take_string(k);
    if (c == '{')
        return open_container(k, JDOC_OBJECT);
    if (c == '[')
        return open_container(k, JDOC_ARRAY);
    if (c == '-' || (c >= '0' && c <= '9'))
        return take_number(k);
    return take_word(k);
}

/* "key" : value, with k->i at the key. */
static bool take_member(struct parsing *k)
{
    size_t from, to, index;

    if (k->i >= k->s.n || k->s.p[k->i] != '"')
        return fail(k, "a name in quotes is expected");
    if (!string_end(k, &from, &to))
        return false;
    skip_space(k);
    if (k->i >= k->s.n || k->s.p[k->i] != ':')
        return fail(k, "':' is expected");
    k->i++;
    skip_space(k);
    index = k->j->v.n;
    if (!take_value(k))
        return false;
    value(k, index)->key = (uint32_t)from;
    value(k, index)->key_to = (uint32_t)to;
    return true;
}

/* Inside a container: its end, or its next member. */
static bool go_on(struct parsing *k)
{
    const struct jdoc_value *in = value(k, k->open[k->depth - 1]);
    char close = in->type == JDOC_OBJECT ? '}' : ']';
    bool first = k->open[k->depth - 1] + 1 == k->j->v.n;

    skip_space(k);
    if (k->i < k->s.n && k->s.p[k->i] == close) {
        close_container(k);
        return true;
    }
    if (!first) {
        if (k->i >= k->s.n || k->s.p[k->i] != ',')
            return fail(k, "',' or the end of the list is expected");
        k->i++;
        skip_space(k);
    }
    return close == '}' ? take_member(k) : take_value(k);
}

bool jdoc_parse(struct jdoc *j, const struct source *src, size_t from, struct err *e)
{
    struct parsing k = {.j = j, .s = src->s, .i = from, .e = e};
    bool ok;

    *j = (struct jdoc){.src = src};
    skip_space(&k);
    ok = take_value(&k);
    while (ok && k.depth)
        ok = go_on(&k);
    skip_space(&k);
    j->end = k.i;
    if (!ok)
        jdoc_release(j);
    return ok;
}

void jdoc_release(struct jdoc *j)
{
    VEC_FREE(&j->v);
}

size_t jdoc_first(const struct jdoc *j, size_t i)
{
    return i < j->v.n && j->v.p[i].end > i + 1 ? i + 1 : 0;
}

size_t jdoc_next(const struct jdoc *j, size_t up, size_t i)
{
    return j->v.p[i].end < j->v.p[up].end ? j->v.p[i].end : 0;
}

static size_t member(const struct jdoc *j, size_t i, struct str key)
{
    if (i >= j->v.n || j->v.p[i].type != JDOC_OBJECT)
        return 0;
    for (size_t k = jdoc_first(j, i); k; k = jdoc_next(j, i, k))
        if (str_eq(str_sub(j->src->s, j->v.p[k].key, j->v.p[k].key_to), key))
            return k;
    return 0;
}

size_t jdoc_get(const struct jdoc *j, size_t i, const char *key)
{
    return member(j, i, str_c(key));
}

static size_t element(const struct jdoc *j, size_t i, int64_t n)
{
    size_t k = j->v.p[i].type == JDOC_ARRAY ? jdoc_first(j, i) : 0;

    while (k && n-- > 0)
        k = jdoc_next(j, i, k);
    return k;
}

size_t jdoc_path(const struct jdoc *j, size_t i, const char *path)
{
    struct str rest = str_c(path), name;
    int64_t n;

    while (str_split(&rest, '/', &name)) {
        i = str_i64(name, &n) ? element(j, i, n) : member(j, i, name);
        if (!i)
            return 0;
    }
    return i;
}

static struct str raw(const struct jdoc *j, size_t i)
{
    return str_sub(j->src->s, j->v.p[i].from, j->v.p[i].to);
}

bool jdoc_is(const struct jdoc *j, size_t i, const char *text)
{
    return i && j->v.p[i].type == JDOC_STRING && str_eqc(raw(j, i), text);
}

static int hex4(struct str s, size_t at)
{
    int v = 0;

    if (at + 4 > s.n)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = s.p[i];
        int d = c >= '0' && c <= '9'                 ? c - '0'
                : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                     : -1;

        if (d < 0)
            return -1;
        v = v * 16 + d;
    }
    return v;
}

/* The escape at s.p[at]: the character it stands for; its length. */
static size_t escape(struct str s, size_t at, uint32_t *cp)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    const char *hit = at + 1 < s.n ? strchr(from, s.p[at + 1]) : NULL;
    int v, low;

    *cp = 0xFFFD;
    if (hit && *hit) {
        *cp = (unsigned char)into[hit - from];
        return 2;
    }
    v = at + 1 < s.n && s.p[at + 1] == 'u' ? hex4(s, at + 2) : -1;
    if (v < 0)
        return 1;
    *cp = (uint32_t)v;
    if (v < 0xD800 || v > 0xDFFF)
        return 6;
    *cp = 0xFFFD;
    low = v < 0xDC00 && at + 8 <= s.n && s.p[at + 6] == '\\' && s.p[at + 7] == 'u'
              ? hex4(s, at + 8)
              : -1;
    if (low < 0xDC00 || low > 0xDFFF)
        return 6;
    *cp = 0x10000 + ((uint32_t)(v - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    return 12;
}

void jdoc_collect(struct mapped *out, const struct jdoc *j, size_t i)
{
    struct str s = str_sub(j->src->s, 0, j->v.p[i].to);
    size_t at = j->v.p[i].from;

    if (j->v.p[i].type != JDOC_STRING)
        return;
    while (at < s.n) {
        const char *p = memchr(s.p + at, '\\', s.n - at);
        size_t stop = p ? (size_t)(p - s.p) : s.n, n;
        char utf8[4];
        uint32_t cp;

        mapped_run(out, j->src, at, stop - at);
        at = stop;
        if (!p)
            break;
        n = escape(s, at, &cp);
        mapped_fold(out, j->src, at, n, str_of(utf8, (size_t)utf8_put(utf8, cp)));
        at += n;
    }
}

struct str jdoc_text(struct arena *a, const struct jdoc *j, size_t i, size_t max)
{
    struct buf text;
    segments_t segments = {0};
    struct str s;

    if (!i || i >= j->v.n)
        return STR("");
    if (j->v.p[i].type == JDOC_NUMBER)
        return arena_str(a, str_sub(raw(j, i), 0, max));
    buf_init(&text, 0);
    jdoc_collect(&(struct mapped){&text, &segments}, j, i);
    s = arena_str(a, str_sub(str_trim(buf_str(&text)), 0, max));
    buf_release(&text);
    VEC_FREE(&segments);
    return s;
}
