/*
 * Inline Markdown: emphasis marks, code ticks, link targets, images, HTML tags
 * and comments are cut out of a block's text, character references replaced.
 * One pass notes what is to be cut, in order; a mark whose partner comes later
 * is noted first and decided then.  The second pass writes what is left.
 */
#include "text/entity.h"
#include "text/md.h"

#include "base/utf8.h"

#define TAG_MAX      4096 /* bytes of an HTML tag */
#define SHORT_MAX    512  /* bytes of a template tag or a link's title */
#define MAX_BRACKETS 32   /* open '[' that are remembered */

struct inline_scan {
    struct md *m;
    struct str s;
    size_t from, i, to;
    size_t brackets[MAX_BRACKETS]; /* cuts of open '[' or '![' */
    size_t n_brackets;
    size_t star, underscore, tilde; /* cut of an opener that waits, SIZE_MAX */
    size_t next_brace[3];           /* the same for what closes template tags */
    size_t next_gt;    /* the first '>' at or behind the last look, SIZE_MAX: none */
    size_t no_target;  /* no link target ends before this offset */
    uint32_t no_ticks; /* bit k: no closing run of k ticks any more */
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_punct(char c)
{
    return c > ' ' && c < 0x7F && !is_word(c);
}

static size_t add_cut(struct inline_scan *k, size_t at, size_t n, int action)
{
    VEC_PUSH(&k->m->cuts, ((struct md_cut){.at = at, .n = n, .action = action}));
    return k->m->cuts.n - 1;
}

static size_t run_length(const struct inline_scan *k, size_t at)
{
    size_t n = 1;

    while (at + n < k->to && k->s.p[at + n] == k->s.p[at])
        n++;
    return n;
}

/* Behind the run of n ticks that closes the one at k->i; 0 if none does. */
static size_t code_end(struct inline_scan *k, size_t n)
{
    size_t i = k->i + n;

    while (i < k->to && n < 32 && !(k->no_ticks >> n & 1)) {
        const char *tick = memchr(k->s.p + i, '`', k->to - i);
        size_t close;

        if (!tick)
            break;
        i = (size_t)(tick - k->s.p);
        close = run_length(k, i);
        i += close;
        if (close == n)
            return i;
    }
    k->no_ticks |= n < 32 ? 1u << n : 0;
    return 0;
}

/* `code`: the ticks go, also those inside; the rest stays as it is. */
static void on_tick(struct inline_scan *k)
{
    size_t n = run_length(k, k->i), end = code_end(k, n);

    add_cut(k, k->i, n, CUT_DROP);
    k->i += n;
    while (k->i < end) {
        const char *tick = memchr(k->s.p + k->i, '`', end - k->i);

        k->i = (size_t)(tick - k->s.p);
        n = run_length(k, k->i);
        add_cut(k, k->i, n, CUT_DROP);
        k->i += n;
    }
}

/* A matched pair of delimiters goes; one alone stays until its partner. */
static void pair_up(struct inline_scan *k, size_t *opener, size_t n, bool opens,
                    bool closes)
{
    size_t cut = add_cut(k, k->i, n, CUT_KEEP);

    if (closes && *opener != SIZE_MAX) {
        k->m->cuts.p[*opener].action = CUT_DROP;
        k->m->cuts.p[cut].action = CUT_DROP;
        *opener = SIZE_MAX;
    } else if (opens) {
        *opener = cut;
    }
}

/* Emphasis.  A star between two digits multiplies; a single one between two
 * letters is left alone; two or more are emphasis even without a partner. */
static void on_delimiter(struct inline_scan *k)
{
    char c = k->s.p[k->i];
    size_t n = run_length(k, k->i);
    char before = k->i > k->from ? k->s.p[k->i - 1] : ' ';
    char after = k->i + n < k->to ? k->s.p[k->i + n] : ' ';
    bool opens = !is_space(after), closes = !is_space(before);
    bool inside = is_word(before) && is_word(after);

    if (c == '~') {
        if (n == 2)
            pair_up(k, &k->tilde, n, opens, closes);
    } else if (c == '*' && n > 1) {
        if ((opens || closes) && !(is_digit(before) && is_digit(after)))
            add_cut(k, k->i, n, CUT_DROP);
    } else if (!inside) {
        opens &= !(c == '_' && is_word(before));
        closes &= !(c == '_' && is_word(after));
        pair_up(k, c == '*' ? &k->star : &k->underscore, n, opens, closes);
    }
    k->i += n;
}

static void open_bracket(struct inline_scan *k, size_t n)
{
    size_t cut = add_cut(k, k->i, n, CUT_KEEP);

    if (k->n_brackets == MAX_BRACKETS) {
        memmove(k->brackets, k->brackets + 1, sizeof(k->brackets) - sizeof(*k->brackets));
        k->n_brackets--;
    }
    k->brackets[k->n_brackets++] = cut;
    k->i += n;
}

/* "[^1]" and "[ ]" / "[x]" of a task list are no text. */
static void on_bracket(struct inline_scan *k)
{
    const char *p = k->s.p + k->i;
    size_t left = k->to - k->i;
    const char *close = left > 2 ? memchr(p, ']', left < 64 ? left : 64) : NULL;

    if (close && p[1] == '^' && close > p + 2) {
        add_cut(k, k->i, (size_t)(close - p) + 1, CUT_DROP);
        k->i += (size_t)(close - p) + 1;
    } else if (close == p + 2 && k->i == k->from && strchr(" xX", p[1])) {
        add_cut(k, k->i, 3, CUT_DROP);
        k->i += 3;
    } else {
        open_bracket(k, 1);
    }
}

/* Behind a link's "(": the offset behind its ")", 0 if it is no target. */
static size_t target_end(struct inline_scan *k, size_t at)
{
    size_t i = at, depth = 1;
    char quote = 0;

    if (at < k->no_target)
        return 0;
    while (i < k->to && is_space(k->s.p[i]))
        i++;
    for (; i < k->to && depth && !is_space(k->s.p[i]); i++)
        depth += (size_t)(k->s.p[i] == '(') - (size_t)(k->s.p[i] == ')');
    if (!depth)
        return i;
    k->no_target = i;
    while (i < k->to && is_space(k->s.p[i]))
        i++;
    if (i < k->to && strchr("\"'(", k->s.p[i]))
        quote = k->s.p[i] == '(' ? ')' : k->s.p[i];
    if (quote) {
        const char *p = memchr(k->s.p + i + 1, quote,
                               k->to - i - 1 < SHORT_MAX ? k->to - i - 1 : SHORT_MAX);

        if (!p)
            return 0;
        i = (size_t)(p - k->s.p) + 1;
        while (i < k->to && is_space(k->s.p[i]))
            i++;
    }
    return i < k->to && k->s.p[i] == ')' ? i + 1 : 0;
}

/* The end of what follows "]": a target, or a reference "[id]"; 0 if neither. */
static size_t link_end(struct inline_scan *k)
{
    size_t at = k->i + 1;
    const char *close;

    if (at >= k->to)
        return 0;
    if (k->s.p[at] == '(')
        return target_end(k, at + 1);
    if (k->s.p[at] != '[')
        return 0;
    close = memchr(k->s.p + at, ']', k->to - at < 128 ? k->to - at : 128);
    return close ? (size_t)(close - k->s.p) + 1 : 0;
}

static void on_close_bracket(struct inline_scan *k)
{
    struct md_cut *open;
    size_t end, index;

    if (!k->n_brackets) {
        k->i++;
        return;
    }
    index = k->brackets[--k->n_brackets];
    open = &k->m->cuts.p[index];
    end = link_end(k);
    if (!end) {
        k->i++;
        return;
    }
    open->action = CUT_DROP;
    if (open->n == 2) { /* an image: nothing of it is text */
        open->n = end - open->at;
        k->m->cuts.n = index + 1;
        k->star = k->underscore = k->tilde = SIZE_MAX;
    } else {
        add_cut(k, k->i, end - k->i, CUT_DROP);
    }
    k->i = end;
}

static bool tag_breaks(struct str tag)
{
    static const char *const names[] = {"br", "p",   "/p",  "/td",  "/th", "/tr",
                                        "li", "/li", "div", "/div", "hr"};
    size_t n = 0;

    while (n < tag.n && (is_word(tag.p[n]) || (n == 0 && tag.p[n] == '/')))
        n++;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_ieq(str_sub(tag, 0, n), str_c(names[i])))
            return true;
    return false;
}

/* "<https://...>": the brackets go. */
static bool is_autolink(struct str inside)
{
    size_t scheme = str_find(inside, STR("://"), 0);

    return (scheme < inside.n && scheme < 12) || str_starts(inside, STR("mailto:"));
}

/* Offset of the '>' behind k->i, far away if there is none. */
static size_t tag_end(struct inline_scan *k)
{
    if (k->next_gt <= k->i) {
        const char *p = memchr(k->s.p + k->i, '>', k->to - k->i);

        k->next_gt = p ? (size_t)(p - k->s.p) : SIZE_MAX;
    }
    return k->next_gt;
}

static void on_angle(struct inline_scan *k)
{
    struct str rest = str_sub(k->s, k->i, k->to), inside;
    char c = rest.n > 1 ? rest.p[1] : ' ';
    size_t end;

    if (str_starts(rest, STR("<!--"))) {
        end = str_find(rest, STR("-->"), 4);
        end = end < rest.n ? end + 3 : rest.n;
        add_cut(k, k->i, end, CUT_DROP);
        k->i += end;
        return;
    }
    end = (is_word(c) && !is_digit(c)) || c == '/' ? tag_end(k) - k->i : TAG_MAX;
    if (end >= TAG_MAX) {
        k->i++;
        return;
    }
    inside = str_sub(rest, 1, end);
    if (is_autolink(inside)) {
        add_cut(k, k->i, 1, CUT_DROP);
        add_cut(k, k->i + end, 1, CUT_DROP);
    } else {
        add_cut(k, k->i, end + 1, tag_breaks(inside) ? CUT_SPACE : CUT_DROP);
    }
    k->i += end + 1;
}

/* "&amp;", and "&\#x27;" as some exporters escape it. */
static void on_ampersand(struct inline_scan *k)
{
    struct str rest = str_sub(k->s, k->i, k->i + 24 < k->to ? k->i + 24 : k->to);
    char plain[24];
    uint32_t cp;
    size_t escape = rest.n > 2 && rest.p[1] == '\\' && rest.p[2] == '#', n;

    if (escape) {
        plain[0] = '&';
        memcpy(plain + 1, rest.p + 2, rest.n - 2);
        rest = str_of(plain, rest.n - 1);
    }
    n = entity_at(rest, &cp);
    if (!n) {
        k->i++;
        return;
    }
    add_cut(k, k->i, n + escape, CUT_CHAR);
    k->m->cuts.p[k->m->cuts.n - 1].cp = cp;
    k->i += n + escape;
}

static const char *const brace_ends[] = {"}}", "%}", "}"};

/* Offset of what closes a template tag of that kind behind k->i, SIZE_MAX if
 * nothing does.  Looked for once. */
static size_t brace_end(struct inline_scan *k, size_t kind)
{
    if (k->next_brace[kind] <= k->i) {
        struct str s = str_sub(k->s, 0, k->to);
        size_t at = str_find(s, str_c(brace_ends[kind]), k->i + 1);

        k->next_brace[kind] = at < s.n ? at : SIZE_MAX;
    }
    return k->next_brace[kind];
}

/* Template tags: "{{< x >}}", "{% x %}", "{{ x }}", and "{#id}" "{.class}". */
static void on_brace(struct inline_scan *k)
{
    char c = k->i + 1 < k->to ? k->s.p[k->i + 1] : ' ';
    size_t kind = c == '{' ? 0 : c == '%' ? 1 : 2;
    size_t end = c && strchr("{%#.:", c) ? brace_end(k, kind) : SIZE_MAX;

    if (end == SIZE_MAX || end - k->i > SHORT_MAX) {
        k->i++;
        return;
    }
    end += strlen(brace_ends[kind]);
    add_cut(k, k->i, end - k->i, CUT_DROP);
    k->i = end;
}

static void on_backslash(struct inline_scan *k)
{
    char next = k->i + 1 < k->to ? k->s.p[k->i + 1] : 0;

    if (!is_punct(next) && next != '\n') {
        k->i++;
        return;
    }
    add_cut(k, k->i, 1, CUT_DROP);
    k->i += 2;
}

static void step(struct inline_scan *k)
{
    switch (k->s.p[k->i]) {
    case '\\':
        on_backslash(k);
        break;
    case '`':
        on_tick(k);
        break;
    case '*':
    case '_':
    case '~':
        on_delimiter(k);
        break;
    case '!':
        if (k->i + 1 < k->to && k->s.p[k->i + 1] == '[')
            open_bracket(k, 2);
        else
            k->i++;
        break;
    case '[':
        on_bracket(k);
        break;
    case ']':
        on_close_bracket(k);
        break;
    case '<':
        on_angle(k);
        break;
    case '&':
        on_ampersand(k);
        break;
    default:
        on_brace(k);
    }
}

static size_t next_special(const char *p, size_t i, size_t to)
{
    static const bool special[256] = {
        ['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true,
        ['~'] = true,  ['!'] = true, ['['] = true, [']'] = true,
        ['<'] = true,  ['&'] = true, ['{'] = true,
    };

    while (i < to && !special[(unsigned char)p[i]])
        i++;
    return i;
}

static void put_cut(struct md *m, const struct source *src, const struct md_cut *c)
{
    char utf8[4];

    if (c->action == CUT_KEEP)
        build_text(m->b, src, c->at, c->at + c->n);
    else if (c->action == CUT_SPACE)
        build_space(m->b, src, c->at, c->at + c->n);
    else if (c->action == CUT_CHAR)
        build_char(m->b, src, c->at, c->at + c->n,
                   str_of(utf8, (size_t)utf8_put(utf8, c->cp)));
}

static void inline_text(struct md *m, const struct source *src, size_t from, size_t to)
{
    struct inline_scan k = {.m = m,
                            .s = src->s,
                            .from = from,
                            .i = from,
                            .to = to,
                            .star = SIZE_MAX,
                            .underscore = SIZE_MAX,
                            .tilde = SIZE_MAX};
    size_t at = from;

    VEC_CLEAR(&m->cuts);
    while ((k.i = next_special(k.s.p, k.i, to)) < to)
        step(&k);
    for (size_t i = 0; i < m->cuts.n; i++) {
        const struct md_cut *c = &m->cuts.p[i];

        build_text(m->b, src, at, c->at);
        put_cut(m, src, c);
        at = c->at + c->n;
    }
    build_text(m->b, src, at, to);
}

void md_inline(struct md *m, const ranges_t *lines)
{
    struct mapped joined = {&m->joined, &m->joined_segs};
    struct source src;

    if (lines->n == 1) {
        inline_text(m, m->src, lines->p[0].from, lines->p[0].to);
        return;
    }
    buf_clear(&m->joined);
    VEC_CLEAR(&m->joined_segs);
    for (size_t i = 0; i < lines->n; i++) {
        if (i)
            mapped_run_at(&joined, source_input(m->src, lines->p[i - 1].to), STR("\n"));
        mapped_run(&joined, m->src, lines->p[i].from, lines->p[i].to - lines->p[i].from);
    }
    src = mapped_source(&joined);
    inline_text(m, &src, 0, src.s.n);
}
