/*
 * Line by line: where lines end, whether the text was wrapped by hand, and
 * which lines start a list item.
 */
#include "text/lines.h"

#include "base/utf8.h"

#define WRAP_MAX    120          /* a longer line was not wrapped by hand */
#define WRAP_SAMPLE (256u << 10) /* bytes that are looked at */

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Length of the white space character at p that is not ASCII; 0 if none. */
static size_t wide_blank(const char *p, size_t n)
{
    static const char *const blanks[] = {"\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B",
                                         "\xEF\xBB\xBF"};

    for (size_t i = 0; i < ARRAY_LEN(blanks); i++) {
        size_t len = strlen(blanks[i]);

        if (n >= len && memcmp(p, blanks[i], len) == 0)
            return len;
    }
    return 0;
}

void line_reader_init(struct line_reader *r, struct str s)
{
    const char *p = s.p, *end = s.p + s.n;

    *r = (struct line_reader){.s = s};
    while (p < end && (p = memchr(p, '\r', (size_t)(end - p))) && !r->lone_cr) {
        r->lone_cr = p + 1 == end || p[1] != '\n';
        p++;
    }
}

/* Sets the line's start behind its white space, and the indentation. */
static void skip_indent(struct str s, struct line *l)
{
    while (l->from < l->to) {
        unsigned char c = (unsigned char)s.p[l->from];
        size_t len = 1;

        if (c == '\t')
            l->indent += 4 - l->indent % 4;
        else if (c == ' ')
            l->indent++;
        else if (c >= 0x80 && (len = wide_blank(s.p + l->from, l->to - l->from)))
            l->indent++;
        else if (!is_blank((char)c))
            return;
        l->from += len;
    }
}

bool line_next(struct line_reader *r, struct line *l)
{
    const char *p = r->s.p + r->at, *nl, *cr;
    size_t left = r->s.n - r->at;

    if (!left)
        return false;
    nl = memchr(p, '\n', left);
    if (r->lone_cr) {
        cr = memchr(p, '\r', nl ? (size_t)(nl - p) : left);
        if (cr && cr + 1 != nl)
            nl = cr;
    }
    *l = (struct line){.from = r->at, .to = nl ? (size_t)(nl - r->s.p) : r->s.n};
    r->at = nl ? l->to + 1 : r->s.n;
    while (l->to > l->from && is_blank(r->s.p[l->to - 1]))
        l->to--;
    skip_indent(r->s, l);
    return true;
}

static struct str text_of(struct str s, const struct line *l)
{
    return str_sub(s, l->from, l->to);
}

static size_t first_word(struct str s, const struct line *l)
{
    const char *p = s.p + l->from;
    const char *sp = l->to > l->from ? memchr(p, ' ', l->to - l->from) : NULL;

    return utf8_count(str_of(p, sp ? (size_t)(sp - p) : l->to - l->from));
}

/* Columns of a line for wrapping; 0 for one that says nothing about it. */
static size_t wrap_columns(struct str s, const struct line *l)
{
    size_t n = l->to - l->from;
    const char *space = n ? memrchr(s.p + l->from, ' ', n) : NULL;

    if (!space)
        return n > 3 * WRAP_MAX && (unsigned char)s.p[l->from] >= 0x80 ? n : 0;
    if (n > WRAP_MAX && (size_t)(space - (s.p + l->from)) < WRAP_MAX - 20)
        return 0;
    return l->indent + utf8_count(text_of(s, l));
}

size_t lines_wrap_width(struct str s)
{
    struct line_reader r;
    struct line l;
    size_t width = 0;

    line_reader_init(&r, str_sub(s, 0, WRAP_SAMPLE));
    while (line_next(&r, &l)) {
        size_t columns = wrap_columns(s, &l);

        if (columns > WRAP_MAX)
            return 0;
        if (columns > width)
            width = columns;
    }
    return width;
}

/* The last character of the line before closing quotes and brackets. */
static uint32_t last_mark(struct str s, const struct line *l)
{
    static const char closers[] = "\"')]*_`";
    size_t at = l->to;
    int len;

    while (at > l->from) {
        size_t start = at - 1;
        uint32_t cp;

        while (start > l->from && (s.p[start] & 0xC0) == 0x80)
            start--;
        cp = utf8_get(s.p + start, s.p + at, &len);
        if (!(cp < 0x80 && strchr(closers, (int)cp)) && cp != 0x201D && cp != 0x2019 &&
            cp != 0x300D && cp != 0xFF09)
            return cp;
        at = start;
    }
    return 0;
}

bool line_ends_sentence(struct str s, const struct line *l)
{
    uint32_t c = last_mark(s, l);

    return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == 0x3002 ||
           c == 0xFF01 || c == 0xFF1F || c == 0xFF1A || c == 0xFF1B || c == 0x2026;
}

bool lines_join(struct str s, const struct line *a, const struct line *b, size_t width)
{
    char first = b->from < b->to ? s.p[b->from] : 0;

    if (a->from == a->to || b->from == b->to)
        return false;
    if (width && a->indent + utf8_count(text_of(s, a)) + 1 + first_word(s, b) > width)
        return true;
    if (line_ends_sentence(s, a))
        return false;
    return (first >= 'a' && first <= 'z') || s.p[a->to - 1] == ',';
}

struct bullet {
    const char *mark;
    bool sure;
};
static const struct bullet bullets[] = {
    {"\xE2\x80\xA2", true},
    {"\xE2\x97\x8F", true},
    {"\xE2\x97\xA6", true},
    {"\xE2\x80\xA3", true},
    {"\xE2\x96\xAA", true},
    {"\xE2\x96\xA0", true},
    {"\xE2\x96\xB6", true},
    {"\xE2\x97\x86", true},
    {"\xC2\xB7", true},
    {"\xE2\x80\x93", false},
    {"\xE2\x80\x94", false},
    {"-", false},
    {"*", false},
    {"+", false},
};

/* "1." "12)" "(3)": at most two digits, since longer ones are years. */
static size_t list_number(struct str t)
{
    size_t i = t.n && t.p[0] == '(', digits = 0;
    bool open = i;

    while (i < t.n && digits < 3 && t.p[i] >= '0' && t.p[i] <= '9') {
        i++;
        digits++;
    }
    if (digits < 1 || digits > 2 || i >= t.n)
        return 0;
    return t.p[i] == ')' || (t.p[i] == '.' && !open) ? i + 1 : 0;
}

size_t line_bullet(struct str s, const struct line *l, bool *sure)
{
    struct str t = text_of(s, l);
    size_t n = 0;

    *sure = false;
    if (t.n < 2 || ((t.p[0] | 32) >= 'a' && (t.p[0] | 32) <= 'z'))
        return 0; /* as most lines are */
    for (size_t i = 0; i < ARRAY_LEN(bullets) && !n; i++) {
        if (str_starts(t, str_c(bullets[i].mark))) {
            n = strlen(bullets[i].mark);
            *sure = bullets[i].sure;
        }
    }
    if (!n)
        n = list_number(t);
    if (!n || n >= t.n || (t.p[n] != ' ' && t.p[n] != '\t' && !*sure))
        return 0;
    while (n < t.n && (t.p[n] == ' ' || t.p[n] == '\t'))
        n++;
    return n;
}
