/*
 * The markup parser: one pass over the source, memchr from tag to tag.
 */
#include "text/markup.h"

#define MAX_CLIMB 256 /* open elements an end tag is compared with */

struct parsing {
    struct markup *m;
    struct str s;
    size_t i;
    uint32_t open;  /* innermost open element */
    bool no_tags;   /* no '>' follows any more */
    bool no_quotes; /* an attribute's quote never closed: ignore them */
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name_start(char c)
{
    return (c | 32) >= 'a' ? (c | 32) <= 'z'
                           : c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool in_list(struct str name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ieq(name, str_c(list[i])))
            return true;
    return false;
}

static bool is_void(struct str name)
{
    static const char *const names[] = {"area",  "base",   "br",    "col",  "embed",
                                        "hr",    "img",    "input", "link", "meta",
                                        "param", "source", "track", "wbr"};

    return in_list(name, names, ARRAY_LEN(names));
}

/* HTML elements whose content is no markup. */
static bool is_raw(struct str name)
{
    static const char *const names[] = {"script", "style",  "textarea", "title",
                                        "xmp",    "iframe", "noframes", "noembed"};

    return in_list(name, names, ARRAY_LEN(names));
}

static struct markup_node *node(const struct parsing *k, size_t i)
{
    return &k->m->nodes.p[i];
}

static uint32_t add_node(struct parsing *k, enum markup_type type, size_t from, size_t to)
{
    uint32_t index = (uint32_t)k->m->nodes.n;

    if (index >= MARKUP_MAX_NODES) {
        k->m->cut = true;
        return 0;
    }
    VEC_PUSH(&k->m->nodes, ((struct markup_node){.type = type,
                                                 .from = (uint32_t)from,
                                                 .to = (uint32_t)to,
                                                 .parent = k->open,
                                                 .end = index + 1}));
    return index;
}

static void add_text(struct parsing *k, size_t from, size_t to)
{
    if (from < to)
        add_node(k, MARKUP_TEXT, from, to);
}

/* The innermost open element ends, its content at source offset `at`. */
static void close_one(struct parsing *k, size_t at)
{
    struct markup_node *n = node(k, k->open);

    n->end = (uint32_t)k->m->nodes.n;
    n->inner_to = (uint32_t)at;
    k->open = n->parent;
}

static void close_to(struct parsing *k, uint32_t element, size_t at)
{
    while (k->open != element) {
        close_one(k, at);
        k->m->unclosed++;
    }
    close_one(k, at);
}

static bool same_name(const struct parsing *k, struct str a, struct str b)
{
    return k->m->kind == MARKUP_HTML ? str_ieq(a, b) : str_eq(a, b);
}

static struct str name_of(const struct parsing *k, uint32_t i)
{
    return str_sub(k->s, node(k, i)->from, node(k, i)->to);
}

/* What a start tag ends that was left open: [0] ends the nearest of [1], not
 * looked for beyond [2]. */
static const char *const implied[][3] = {
    {"li", "li", "ul|ol|menu"},     {"dt", "dt|dd", "dl"},
    {"dd", "dt|dd", "dl"},          {"tr", "tr", "table"},
    {"td", "td|th", "tr|table"},    {"th", "td|th", "tr|table"},
    {"tbody", "tr|thead", "table"}, {"option", "option", "select"},
};
#define P_ENDERS                                                                         \
    "|address|article|aside|blockquote|div|dl|fieldset|figcaption|figure|footer|form|h1" \
    "|h2|h3|h4|h5|h6|header|hr|main|nav|ol|p|pre|section|table|ul|li|"

static bool in_words(struct str name, const char *words)
{
    struct str rest = str_c(words), word;

    while (str_split(&rest, '|', &word))
        if (word.n && str_ieq(word, name))
            return true;
    return false;
}

static void imply_end(struct parsing *k, const char *ends, const char *barrier, size_t at)
{
    uint32_t i = k->open;

    for (int climb = 0; i && climb < 32; climb++) {
        if (in_words(name_of(k, i), ends)) {
            close_to(k, i, at);
            return;
        }
        if (in_words(name_of(k, i), barrier))
            return;
        i = node(k, i)->parent;
    }
}

static void imply_ends(struct parsing *k, struct str name, size_t at)
{
    for (size_t i = 0; i < ARRAY_LEN(implied); i++)
        if (str_ieq(name, str_c(implied[i][0])))
            imply_end(k, implied[i][1], implied[i][2], at);
    if (k->open && in_words(name, P_ENDERS))
        imply_end(k, "p", "div|td|th|li|blockquote|section|article|body|button|table",
                  at);
}

static size_t past_prefix(struct str s, size_t from, size_t to)
{
    const char *colon = memchr(s.p + from, ':', to - from);

    return colon && colon + 1 < s.p + to ? (size_t)(colon - s.p) + 1 : from;
}

/* Offset of the '>' behind i that stands in no quotes; s.n if there is none. */
static size_t quoted_tag_end(const struct parsing *k, size_t i)
{
    while (i < k->s.n && k->s.p[i] != '>') {
        char c = k->s.p[i++];
        const char *p;

        if (c != '"' && c != '\'')
            continue;
        p = i < k->s.n ? memchr(k->s.p + i, c, k->s.n - i) : NULL;
        i = p ? (size_t)(p - k->s.p) + 1 : k->s.n;
    }
    return i;
}

/* Offset of the '>' that ends the tag whose name ends at i; s.n if none.  When
 * quotes lead nowhere they are not looked at any more, so that no text is
 * searched twice. */
static size_t tag_end(struct parsing *k, size_t i)
{
    size_t end = k->no_quotes ? k->s.n : quoted_tag_end(k, i);
    const char *p;

    if (end < k->s.n || k->no_tags)
        return end;
    k->no_quotes = true;
    p = memchr(k->s.p + i, '>', k->s.n - i);
    k->no_tags = !p;
    return p ? (size_t)(p - k->s.p) : k->s.n;
}

/* Steps over the content of a raw element that starts at k->i. */
static void skip_raw(struct parsing *k, uint32_t element)
{
    struct str name = name_of(k, element);
    size_t at = k->i, close;

    for (;;) {
        close = str_find(k->s, STR("</"), at);
        if (close == k->s.n ||
            str_ieq(str_sub(k->s, close + 2, close + 2 + name.n), name))
            break;
        at = close + 2;
    }
    add_text(k, k->i, close);
    k->i = close;
}

static void start_tag(struct parsing *k)
{
    size_t from = k->i + 1, to = from, end;
    bool empty;
    uint32_t index;
    struct str name;

    while (to < k->s.n && !is_space(k->s.p[to]) && k->s.p[to] != '>' && k->s.p[to] != '/')
        to++;
    end = tag_end(k, to);
    if (end == k->s.n) { /* never closed: the '<' was text */
        add_text(k, k->i, from);
        k->i = from;
        return;
    }
    from = past_prefix(k->s, from, to);
    name = str_sub(k->s, from, to);
    empty = k->s.p[end - 1] == '/' || (k->m->kind == MARKUP_HTML && is_void(name));
    if (k->m->kind == MARKUP_HTML)
        imply_ends(k, name, k->i);
    index = add_node(k, MARKUP_ELEMENT, from, to);
    k->i = end + 1;
    if (!index)
        return;
    node(k, index)->attr = (uint32_t)to;
    node(k, index)->attr_to = (uint32_t)end;
    node(k, index)->inner = node(k, index)->inner_to = (uint32_t)k->i;
    if (empty)
        return;
    k->open = index;
    if (k->m->kind == MARKUP_HTML && is_raw(name))
        skip_raw(k, index);
}

static void end_tag(struct parsing *k)
{
    size_t from = k->i + 2, to = from, at = k->i;
    const char *close = memchr(k->s.p + k->i, '>', k->s.n - k->i);
    uint32_t i = k->open;
    struct str name;

    while (to < k->s.n && !is_space(k->s.p[to]) && k->s.p[to] != '>')
        to++;
    name = str_sub(k->s, past_prefix(k->s, from, to), to);
    k->i = close ? (size_t)(close - k->s.p) + 1 : k->s.n;
    for (int climb = 0; i && climb < MAX_CLIMB; climb++) {
        if (same_name(k, name_of(k, i), name)) {
            close_to(k, i, at);
            return;
        }
        i = node(k, i)->parent;
    }
}

/* Where a comment that starts at k->i ends; *inner_to is its text's end. */
static size_t comment_end(const struct parsing *k, size_t *inner_to)
{
    size_t from = k->i + 4, end = str_find(k->s, STR("-->"), from);

    if (k->m->kind == MARKUP_HTML) {
        size_t bang = str_find(str_sub(k->s, 0, end), STR("--!>"), from);

        if (from < k->s.n && k->s.p[from] == '>')
            return *inner_to = from, from + 1;
        if (str_starts(str_sub(k->s, from, k->s.n), STR("->")))
            return *inner_to = from, from + 2;
        if (bang < end) {
            *inner_to = bang;
            return bang + 4;
        }
    }
    *inner_to = end;
    return end < k->s.n ? end + 3 : k->s.n;
}

/* "<!DOCTYPE x [ ... ]>": everything in it is stepped over. */
static size_t doctype_end(const struct parsing *k)
{
    size_t i = k->i + 2;
    bool subset = false;

    for (; i < k->s.n; i++) {
        char c = k->s.p[i];

        if (c == '[')
            subset = true;
        else if (c == ']')
            subset = false;
        else if (c == '>' && !subset)
            return i + 1;
        else if ((c == '"' || c == '\'') && k->m->kind == MARKUP_XML) {
            const char *p = memchr(k->s.p + i + 1, c, k->s.n - i - 1);

            if (p)
                i = (size_t)(p - k->s.p);
        }
    }
    return k->s.n;
}

static void declaration(struct parsing *k)
{
    struct str rest = str_sub(k->s, k->i, k->s.n);
    size_t end, inner_to;

    if (str_starts(rest, STR("<!--"))) {
        end = comment_end(k, &inner_to);
        add_node(k, MARKUP_COMMENT, k->i + 4, inner_to);
        k->i = end;
    } else if (str_starts(rest, STR("<![CDATA["))) {
        end = str_find(k->s, STR("]]>"), k->i + 9);
        if (k->i + 9 < end)
            add_node(k, MARKUP_CDATA, k->i + 9, end);
        k->i = end < k->s.n ? end + 3 : k->s.n;
    } else if (rest.p[1] == '?') {
        end = str_find(k->s, k->m->kind == MARKUP_XML ? STR("?>") : STR(">"), k->i);
        k->i = end < k->s.n ? end + (k->m->kind == MARKUP_XML ? 2 : 1) : k->s.n;
    } else {
        k->i = doctype_end(k);
    }
}

static void markup_step(struct parsing *k)
{
    char next = k->i + 1 < k->s.n ? k->s.p[k->i + 1] : ' ';

    if (next == '!' || next == '?') {
        declaration(k);
    } else if (next == '/') {
        end_tag(k);
    } else if (is_name_start(next)) {
        start_tag(k);
    } else {
        add_text(k, k->i, k->i + 1);
        k->i++;
    }
}

void markup_parse(struct markup *m, const struct source *src, size_t from,
                  enum markup_kind kind)
{
    struct parsing k = {.m = m, .s = src->s, .i = from};

    *m = (struct markup){.src = src, .kind = kind};
    add_node(&k, MARKUP_ELEMENT, 0, 0);
    while (k.i < k.s.n && !m->cut) {
        const char *lt = memchr(k.s.p + k.i, '<', k.s.n - k.i);
        size_t at = lt ? (size_t)(lt - k.s.p) : k.s.n;

        add_text(&k, k.i, at);
        k.i = at;
        if (lt)
            markup_step(&k);
    }
    while (k.open) {
        close_one(&k, k.s.n);
        m->unclosed++;
    }
    m->nodes.p[0].end = (uint32_t)m->nodes.n;
    m->nodes.p[0].inner_to = (uint32_t)k.s.n;
}

void markup_release(struct markup *m)
{
    VEC_FREE(&m->nodes);
}
