/*
 * From bytes to normal text.  Runs of printable ASCII with single spaces are
 * found eight bytes at a time and copied whole; everything else goes through
 * one step per character with the table below.
 */
#include "text/normal.h"

#include "base/utf8.h"

enum action { KEEP, DROP, SPACE, LINE, TO };

/* What becomes of code points; the rest is kept.  `to` is the first one's
 * replacement, the next code point's is one more. */
struct fold {
    uint32_t from, last;
    enum action action;
    uint32_t to;
};
static const struct fold folds[] = {
    {0x80, 0x84, DROP, 0},       {0x85, 0x85, LINE, 0},      {0x86, 0x9F, DROP, 0},
    {0xA0, 0xA0, SPACE, 0},      {0xAD, 0xAD, DROP, 0},      {0x34F, 0x34F, DROP, 0},
    {0x61C, 0x61C, DROP, 0},     {0x115F, 0x1160, DROP, 0},  {0x1680, 0x1680, SPACE, 0},
    {0x17B4, 0x17B5, DROP, 0},   {0x180B, 0x180F, DROP, 0},  {0x2000, 0x200A, SPACE, 0},
    {0x200B, 0x200F, DROP, 0},   {0x2010, 0x2010, TO, '-'},  {0x2011, 0x2011, TO, '-'},
    {0x2028, 0x2029, LINE, 0},   {0x202A, 0x202E, DROP, 0},  {0x202F, 0x202F, SPACE, 0},
    {0x205F, 0x205F, SPACE, 0},  {0x2060, 0x206F, DROP, 0},  {0x2212, 0x2212, TO, '-'},
    {0x3000, 0x3000, SPACE, 0},  {0x3164, 0x3164, DROP, 0},  {0xFE00, 0xFE0F, DROP, 0},
    {0xFEFF, 0xFEFF, DROP, 0},   {0xFF03, 0xFF07, TO, '#'},  {0xFF0A, 0xFF0B, TO, '*'},
    {0xFF0D, 0xFF0D, TO, '-'},   {0xFF0F, 0xFF19, TO, '/'},  {0xFF1C, 0xFF1E, TO, '<'},
    {0xFF20, 0xFF3A, TO, '@'},   {0xFF3C, 0xFF3C, TO, '\\'}, {0xFF3E, 0xFF5A, TO, '^'},
    {0xFF5C, 0xFF5C, TO, '|'},   {0xFF5E, 0xFF5E, TO, '~'},  {0xFFA0, 0xFFA0, DROP, 0},
    {0xFFE5, 0xFFE5, TO, 0xA5},  {0xFFF9, 0xFFFB, DROP, 0},  {0x1D173, 0x1D17A, DROP, 0},
    {0xE0000, 0xE0FFF, DROP, 0},
};

static const struct fold *fold_of(uint32_t cp)
{
    size_t lo = 0, hi = ARRAY_LEN(folds);

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (cp < folds[mid].from)
            hi = mid;
        else if (cp > folds[mid].last)
            lo = mid + 1;
        else
            return &folds[mid];
    }
    return NULL;
}

bool normal_is_cjk(uint32_t cp)
{
    return (cp >= 0x2E80 && cp <= 0xA4CF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0xFE30 && cp <= 0xFE4F) || (cp >= 0xFF00 && cp <= 0xFFEF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* The last code point written into the open block; 0 when it is empty. */
static uint32_t last_written(const struct normal *n)
{
    const struct buf *text = n->out.text;
    size_t at = text->n;
    int len;

    if (at <= n->block_start)
        return 0;
    do
        at--;
    while (at > n->block_start && (text->p[at] & 0xC0) == 0x80);
    return utf8_get(text->p + at, text->p + text->n, &len);
}

/* Writes the white space that was held back, before character `next`. */
static void flush_space(struct normal *n, uint32_t next)
{
    uint32_t last;

    if (!n->space)
        return;
    n->space = false;
    last = last_written(n);
    if (!last || last == ' ' ||
        (n->line_end && normal_is_cjk(last) && normal_is_cjk(next)))
        return;
    if (n->space_end - n->space_in == 1)
        mapped_run_at(&n->out, n->space_in, STR(" "));
    else
        mapped_fold_at(&n->out, n->space_in, n->space_end, STR(" "));
}

static void hold_space(struct normal *n, const struct source *src, size_t at, size_t len)
{
    if (n->space)
        return;
    n->space = true;
    n->line_end = false;
    n->space_in = source_input(src, at);
    n->space_end = source_input_end(src, at + len);
}

#define EACH(byte)  (0x0101010101010101u * (byte))
#define ANY_ZERO(w) (((w)-EACH(1)) & ~(w)&EACH(0x80))

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F;
}

/* Length of the run of printable ASCII at p in which no space is followed by
 * white space and none stands at the end. */
static size_t plain_run(const char *p, size_t n)
{
    size_t i = 0;

    while (i + 9 <= n) {
        uint64_t w, next;

        memcpy(&w, p + i, 8);
        memcpy(&next, p + i + 1, 8);
        if ((w & EACH(0x80)) | ((w - EACH(0x20)) & ~w & EACH(0x80)) |
            ANY_ZERO(w ^ EACH(0x7F)))
            break;
        next = (w ^ EACH(0x20)) | (next ^ EACH(0x20));
        if (ANY_ZERO(next))
            break;
        i += 8;
    }
    while (i < n && is_plain((unsigned char)p[i]) &&
           !(p[i] == ' ' && i && p[i - 1] == ' '))
        i++;
    while (i && p[i - 1] == ' ')
        i--;
    return i;
}

/* Length of the terminal escape at p (ESC first), at least 1. */
static size_t escape_length(const char *p, size_t n)
{
    size_t max = n < 512 ? n : 512, i = 2;

    if (n < 2 || (p[1] != '[' && p[1] != ']'))
        return 1;
    if (p[1] == '[') {
        while (i < max && p[i] >= 0x20 && p[i] < 0x40)
            i++;
        return i < max && p[i] >= 0x40 && p[i] < 0x7F ? i + 1 : 1;
    }
    for (; i < max && p[i] != '\n'; i++) {
        if (p[i] == '\a')
            return i + 1;
        if (p[i] == '\033')
            return i + 1 < max && p[i + 1] == '\\' ? i + 2 : 1;
    }
    return 1;
}

/* An ASCII character that is not plain: white space or a control. */
static size_t add_control(struct normal *n, const struct source *src, size_t at,
                          size_t to)
{
    char c = src->s.p[at];

    if (c == ' ' || (c >= '\t' && c <= '\r')) {
        hold_space(n, src, at, 1);
        n->line_end |= c == '\n' || c == '\r';
        return 1;
    }
    if (c == '\0' && !n->nuls++)
        n->nul_at = source_input(src, at);
    return c == '\033' ? escape_length(src->s.p + at, to - at) : 1;
}

/* Full-width '.' and ',' are CJK punctuation unless they stand in a number. */
static uint32_t number_mark(const struct normal *n, const struct source *src, size_t at,
                            size_t to)
{
    uint32_t before = n->space ? 0 : last_written(n), after;
    int len;

    if (before < '0' || before > '9' || at + 3 >= to)
        return 0;
    after = utf8_get(src->s.p + at + 3, src->s.p + to, &len);
    if (after < 0xFF10 || after > 0xFF19)
        return 0;
    return src->s.p[at + 2] == (char)0x8E ? '.' : ',';
}

static void put_code_point(struct normal *n, const struct source *src, size_t at, int len,
                           uint32_t cp)
{
    char bytes[4];
    int size = utf8_put(bytes, cp);

    flush_space(n, cp);
    mapped_fold(&n->out, src, at, (size_t)len, str_of(bytes, (size_t)size));
}

/* Han, kana, Hangul and accented Latin: the characters no fold applies to. */
static bool is_common_lead(unsigned char c)
{
    return (c >= 0xC3 && c <= 0xCB) || (c >= 0xE4 && c <= 0xEC) ||
           (c >= 0xD0 && c <= 0xD7);
}

/* Length of the run at `at` of valid characters that are kept as they are. */
static size_t kept_run(const char *p, const char *end)
{
    const char *start = p;

    while (p < end && is_common_lead((unsigned char)*p)) {
        int len;

        if (utf8_get(p, end, &len) == 0xFFFD && len == 1)
            break;
        p += len;
    }
    return (size_t)(p - start);
}

static size_t add_invalid(struct normal *n, const struct source *src, size_t at)
{
    if (!n->invalid++)
        n->invalid_at = source_input(src, at);
    put_code_point(n, src, at, 1, 0xFFFD);
    return 1;
}

/* One character beyond ASCII, or a run of such that are kept. */
static size_t add_wide(struct normal *n, const struct source *src, size_t at, size_t to)
{
    const char *p = src->s.p + at, *end = src->s.p + to;
    int len;
    uint32_t cp = utf8_get(p, end, &len);
    const struct fold *f;

    if (cp == 0xFFFD && len == 1)
        return add_invalid(n, src, at);
    f = fold_of(cp);
    if (!f && (cp == 0xFF0E || cp == 0xFF0C)) {
        uint32_t mark = number_mark(n, src, at, to);

        if (mark) {
            put_code_point(n, src, at, len, mark);
            return (size_t)len;
        }
    }
    if (!f) {
        size_t run = (size_t)len + kept_run(p + len, end);

        flush_space(n, cp);
        mapped_run(&n->out, src, at, run);
        return run;
    }
    if (f->action == TO) {
        put_code_point(n, src, at, len, f->to + (cp - f->from));
    } else if (f->action != DROP) {
        hold_space(n, src, at, (size_t)len);
        n->line_end |= f->action == LINE;
    }
    return (size_t)len;
}

void normal_add(struct normal *n, const struct source *src, size_t from, size_t to)
{
    const char *p = src->s.p;

    while (from < to) {
        size_t run = p[from] == ' ' ? 0 : plain_run(p + from, to - from);

        if (run) {
            flush_space(n, (unsigned char)p[from]);
            mapped_run(&n->out, src, from, run);
        } else if ((unsigned char)p[from] >= 0x80) {
            run = add_wide(n, src, from, to);
        } else {
            run = add_control(n, src, from, to);
        }
        from += run;
    }
}

void normal_put(struct normal *n, uint64_t in, uint64_t end, struct str bytes)
{
    int len;

    flush_space(n, utf8_get(bytes.p, bytes.p + bytes.n, &len));
    mapped_fold_at(&n->out, in, end, bytes);
}
