/*
 * Errors as values, and the one place that lays them out for a terminal.
 * Names and lines in an error come from outside, so control bytes and broken
 * UTF-8 are escaped here.
 */
#include "base/err.h"

#include "base/utf8.h"

void err_clear(struct err *e)
{
    if (!e)
        return;
    e->msg[0] = e->where[0] = e->source[0] = '\0';
    e->line = e->col = 0;
}

bool err_set(struct err *e, const char *fmt, ...)
{
    va_list ap;

    if (!e)
        return false;
    err_clear(e);
    va_start(ap, fmt);
    vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
    va_end(ap);
    return false;
}

bool err_at(struct err *e, const char *where, int line, int col)
{
    if (!e)
        return false;
    snprintf(e->where, sizeof(e->where), "%s", where ? where : "");
    e->line = line;
    e->col = col;
    return false;
}

/* Code points that take two columns on a terminal. */
static bool is_wide(uint32_t cp)
{
    static const uint32_t wide[][2] = {
        {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},   {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    for (size_t i = 0; i < ARRAY_LEN(wide); i++)
        if (cp >= wide[i][0] && cp <= wide[i][1])
            return true;
    return false;
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

/* Adds one code point, escaped where a terminal would act on it; returns the
 * columns it takes.  A tab is a space, so that the caret stays in its place. */
static int add_shown(struct buf *out, const char *p, int len, uint32_t cp)
{
    size_t before = out->n;

    if (cp == '\t') {
        buf_addch(out, ' ');
        return 1;
    }
    if (!is_control(cp) && !(cp == 0xFFFD && len == 1)) {
        buf_add(out, p, (size_t)len);
        return is_wide(cp) ? 2 : 1;
    }
    for (int i = 0; i < len; i++)
        buf_addf(out, "\\x%02X", (unsigned char)p[i]);
    return (int)(out->n - before);
}

/* Adds a text; *caret becomes the column at which code point number `col`
 * (1-based, 0 for none) begins. */
static void add_text(struct buf *out, const char *text, int col, int *caret)
{
    const char *end = text + strlen(text);
    int columns = 0, len;

    for (int i = 1; text < end; i++, text += len) {
        uint32_t cp = utf8_get(text, end, &len);

        if (i == col)
            *caret = columns;
        columns += add_shown(out, text, len, cp);
    }
    if (col && *caret < 0)
        *caret = columns;
}

static void add_place(struct buf *out, const struct err *e)
{
    if (!e->where[0])
        return;
    add_text(out, e->where, 0, NULL);
    if (e->line)
        buf_addf(out, ":%d", e->line);
    if (e->line && e->col)
        buf_addf(out, ":%d", e->col);
    buf_addc(out, ": ");
}

size_t err_format(const struct err *e, char *out, size_t size)
{
    struct buf text;
    size_t n;
    int caret = -1;

    if (!size)
        return 0;
    buf_init(&text, 0);
    buf_addc(&text, "claimcheck: error: ");
    add_place(&text, e);
    add_text(&text, e->msg, 0, NULL);
    buf_addch(&text, '\n');
    if (e->source[0]) {
        buf_addc(&text, "  ");
        add_text(&text, e->source, e->col, &caret);
        buf_addch(&text, '\n');
    }
    if (caret >= 0)
        buf_addf(&text, "  %*s^\n", caret, "");
    n = text.n < size - 1 ? text.n : size - 1;
    memcpy(out, text.p, n);
    out[n] = '\0';
    buf_release(&text);
    return n;
}
