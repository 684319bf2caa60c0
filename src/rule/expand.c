/*
 * The macro level of patterns: word tables, shared fragments, line breaks.
 * It keeps track of where each piece came from so that PCRE2's complaint about
 * an offset can be shown as a place in the rule file.
 */
#include "rule/ruleset.h"

#define MAX_TEXT    REGEX_MAX_PATTERN
#define MAX_NESTING 8

struct expander {
    struct rules *r;
    struct buf out;
    struct expanded *result;
    const char *problem; /* what went wrong, else NULL */
    struct str subject;  /* of the problem */
    size_t problem_at;   /* in the source pattern */
};

static void note(struct expander *x, size_t from)
{
    struct expanded *r = x->result;
    if (r->n_map == (int)ARRAY_LEN(r->map))
        return;
    r->map[r->n_map].at = (uint32_t)x->out.n;
    r->map[r->n_map].from = (uint32_t)from;
    r->n_map++;
}

/* ---- {table:NAME} as nested alternatives, so that a common start is tried
 * once: (?:j(?:an(?:uary)?|u(?:ne|ly))) ---- */

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void add_literal(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("\\^$.[]|()?*+{}#-", s.p[i]))
            buf_addch(out, '\\');
        buf_addch(out, s.p[i]);
    }
}

/* Length of the start that all words share, not cutting a character. */
static size_t common_start(const struct str *w, size_t n)
{
    size_t len = w[0].n;
    for (size_t i = 1; i < n; i++) {
        size_t k = 0;
        while (k < len && k < w[i].n && w[i].p[k] == w[0].p[k])
            k++;
        len = k;
    }
    while (len > 0 && len < w[0].n && ((unsigned char)w[0].p[len] & 0xC0) == 0x80)
        len--;
    return len;
}

/* First byte as a group key; equal words cannot occur. */
static size_t same_first(const struct str *w, size_t n)
{
    size_t k = 1;
    size_t len = 1;
    while (len < w[0].n && ((unsigned char)w[0].p[len] & 0xC0) == 0x80)
        len++;
    while (k < n && w[k].n >= len && memcmp(w[k].p, w[0].p, len) == 0)
        k++;
    return k;
}

static void add_words(struct buf *out, struct str *w, size_t n);

/* Words that share a first character. */
static void add_branch(struct buf *out, struct str *w, size_t n)
{
    size_t len = common_start(w, n);
    add_literal(out, str_sub(w[0], 0, len));
    for (size_t i = 0; i < n; i++)
        w[i] = str_sub(w[i], len, w[i].n);
    if (n == 1)
        return;
    bool optional = w[0].n == 0;
    add_words(out, w + optional, n - optional);
    if (optional)
        buf_addch(out, '?');
}

static void add_words(struct buf *out, struct str *w, size_t n)
{
    buf_addc(out, "(?:");
    for (size_t i = 0; i < n;) {
        size_t k = same_first(w + i, n - i);
        if (i)
            buf_addch(out, '|');
        add_branch(out, w + i, k);
        i += k;
    }
    buf_addch(out, ')');
}

static void add_table(struct expander *x, struct str name)
{
    const struct table *t = vocab_table(x->r, name);
    if (!t || !t->items.n) {
        x->problem = "unknown or empty table";
        x->subject = name;
        return;
    }
    struct str *w = xmalloc(t->items.n * sizeof(*w));
    for (size_t i = 0; i < t->items.n; i++)
        w[i] = t->items.p[i].key;
    qsort(w, t->items.n, sizeof(*w), by_text);
    add_words(&x->out, w, t->items.n);
    free(w);
}

/* ---- pieces ---- */

/* NAME in `open NAME close` at the front of s; an empty str if it is not. */
static struct str bracketed(struct str s, const char *open, char close)
{
    size_t n = strlen(open);
    if (!str_starts(s, str_c(open)))
        return STR_NONE;
    const char *end = memchr(s.p + n, close, s.n - n);
    return end ? str_of(s.p + n, (size_t)(end - s.p) - n) : STR_NONE;
}

static void add_text(struct expander *x, struct str s, int depth);

static void add_fragment(struct expander *x, struct str name, int depth)
{
    const struct str *body = map_get(&x->r->fragments, name);
    if (!body || depth == MAX_NESTING) {
        x->problem = body ? "fragments nest too deeply" : "unknown fragment";
        x->subject = name;
        return;
    }
    buf_addc(&x->out, "(?:");
    add_text(x, *body, depth + 1);
    buf_addch(&x->out, ')');
}

/* Handles a macro or a line break at the front of s; 0 if there is none. */
static size_t add_special(struct expander *x, struct str s, int depth)
{
    if (s.p[0] == '\n') {
        size_t n = 1;
        while (n < s.n && s.p[n] == ' ')
            n++;
        return n;
    }
    struct str name = bracketed(s, "{table:", '}');
    if (name.n) {
        add_table(x, name);
        return name.n + strlen("{table:}");
    }
    name = bracketed(s, "(?&", ')');
    if (name.n)
        add_fragment(x, name, depth);
    return name.n ? name.n + strlen("(?&)") : 0;
}

static void add_text(struct expander *x, struct str s, int depth)
{
    for (size_t i = 0; i < s.n && !x->problem;) {
        size_t n = 0;
        if (s.p[i] == '\n' || s.p[i] == '{' || s.p[i] == '(')
            n = add_special(x, str_sub(s, i, s.n), depth);
        if (n == 0)
            buf_addch(&x->out, s.p[i++]);
        if (n && depth == 0) {
            x->problem_at = i;
            note(x, i + n);
        }
        i += n;
        if (x->out.cut)
            x->problem = "pattern is too long";
    }
}

bool fragments_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                    struct err *e)
{
    if (n->type != Y_MAP)
        return ynode_err(f, n, e, "'fragments' must map names to patterns");
    for (const struct ynode *t = n->first; t; t = t->next) {
        if (t->type != Y_SCALAR || !t->text.n)
            return ynode_err(f, t, e, "a fragment must be a pattern");
        struct str *body = ARENA_NEW(&r->arena, struct str);
        *body = t->text;
        map_put(&r->fragments, t->key, body);
    }
    return true;
}

/* ---- places ---- */

/* Line and column in the file of a byte of a scalar's text.  Exact for one
 * line and for literal blocks; within a double-quoted text escapes shift it. */
static bool scalar_err(const struct yfile *f, const struct ynode *n, size_t at,
                       struct err *e, const char *msg)
{
    int line = n->line;
    size_t from = 0;
    while (at > 0 && at >= n->text.n && n->text.p[n->text.n - 1] == '\n' &&
           n->text.p[at - 1] == '\n')
        at--;
    bool block = n->quoted && memchr(n->text.p, '\n', n->text.n);
    for (size_t i = 0; block && i < at && i < n->text.n; i++) {
        if (n->text.p[i] == '\n') {
            line++;
            from = i + 1;
        }
    }
    int col = n->col + (n->quoted ? 1 : 0) + (int)at;
    if (!block)
        return yfile_err(f, line, col, e, "%s", msg);
    yfile_err(f, line + 1, 1, e, "%s", msg);
    size_t indent = strspn(e ? e->source : "", " ");
    if (e)
        e->col = (int)(indent + at - from) + 1;
    return false;
}

static size_t source_offset(const struct expanded *x, size_t at)
{
    size_t base = 0, from = 0, next = SIZE_MAX;
    for (int i = 0; i < x->n_map; i++) {
        if (x->map[i].at <= at) {
            base = x->map[i].at;
            from = x->map[i].from;
        } else if (x->map[i].from < next) {
            next = x->map[i].from;
        }
    }
    size_t src = from + (at - base);
    return src < next ? src : next - 1;
}

bool pattern_expand(struct rules *r, const struct yfile *f, const struct ynode *n,
                    struct expanded *out, struct err *e)
{
    out->n_map = 0;
    if (!n || n->type != Y_SCALAR || !n->text.n)
        return ynode_err(f, n, e, "a pattern is wanted here");
    struct expander x = {.r = r, .result = out};
    buf_init(&x.out, MAX_TEXT);
    add_text(&x, n->text, 0);
    out->text = arena_str(&r->arena, buf_str(&x.out));
    buf_release(&x.out);
    if (!x.problem)
        return true;
    char msg[200];
    snprintf(msg, sizeof(msg), "%s%s%.*s%s", x.problem, x.subject.n ? " '" : "",
             STR_FMT(x.subject), x.subject.n ? "'" : "");
    return scalar_err(f, n, x.problem_at, e, msg);
}

struct regex *pattern_compile(struct rules *r, const struct yfile *f,
                              const struct ynode *n, unsigned flags,
                              struct expanded *text, struct err *e)
{
    if (!pattern_expand(r, f, n, text, e))
        return NULL;
    size_t at;
    struct err why;
    struct regex *re = regex_compile(text->text, flags, &why, &at);
    if (!re)
        scalar_err(f, n, source_offset(text, at), e, why.msg);
    return re;
}
