/*
 * Escaping for each output context: terminal, HTML, CSV, GitHub commands,
 * URIs.  One place, so that a new writer cannot forget a case.
 */
#include "report/escape.h"

#include "base/utf8.h"

struct range {
    uint32_t from, to;
};

static bool in_ranges(const struct range *r, size_t n, uint32_t cp)
{
    for (size_t i = 0; i < n && r[i].from <= cp; i++)
        if (cp <= r[i].to)
            return true;
    return false;
}

static const struct range steering[] = {
    {0x00, 0x1f},     {0x7f, 0x9f},     {0x061c, 0x061c},
    {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},
    {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

/* Unicode East Asian Width W and F, coarse blocks. */
static const struct range wide[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff}, {0x3400, 0x4dbf},
    {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xac00, 0xd7a3}, {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6}, {0x1f300, 0x1f64f},
    {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

static const struct range zero[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},
    {0x064b, 0x065f}, {0x200b, 0x200d}, {0x20d0, 0x20ff},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xe0100, 0xe01ef},
};

bool escape_steers(uint32_t cp)
{
    return in_ranges(steering, ARRAY_LEN(steering), cp);
}

const char *escape_end(struct str s)
{
    return s.n ? s.p + s.n : s.p;
}

int escape_width(uint32_t cp)
{
    if (cp < 0x300)
        return 1;
    if (in_ranges(zero, ARRAY_LEN(zero), cp))
        return 0;
    return in_ranges(wide, ARRAY_LEN(wide), cp) ? 2 : 1;
}

int escape_columns(struct str s)
{
    int cols = 0;
    for (const char *p = s.p, *end = escape_end(s); p < end;) {
        int len;
        cols += escape_width(utf8_get(p, end, &len));
        p += len;
    }
    return cols;
}

static void put_cp(struct buf *out, uint32_t cp)
{
    char enc[4];
    buf_add(out, enc, (size_t)utf8_put(enc, cp));
}

/* Next code point with line breaks as a space and steering ones as U+FFFD. */
static uint32_t tame(const char **p, const char *end)
{
    int len;
    uint32_t cp = utf8_get(*p, end, &len);
    *p += len;
    if (cp == '\n' || cp == '\r' || cp == '\t' || cp == 0x2028 || cp == 0x2029)
        return ' ';
    return escape_steers(cp) ? 0xfffd : cp;
}

void escape_term(struct buf *out, struct str s)
{
    for (const char *p = s.p, *end = escape_end(s); p < end;)
        put_cp(out, tame(&p, end));
}

static const char *html_entity(uint32_t cp)
{
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case 0xa0:
        return "&nbsp;";
    default:
        return NULL;
    }
}

void escape_html(struct buf *out, struct str s)
{
    for (const char *p = s.p, *end = escape_end(s); p < end;) {
        bool newline = *p == '\n';
        uint32_t cp = tame(&p, end);
        const char *ent = html_entity(cp);
        if (ent)
            buf_addc(out, ent);
        else
            put_cp(out, newline ? '\n' : cp);
    }
}

/* A plain number or percentage, which no spreadsheet reads as a formula. */
static bool is_number(struct str s)
{
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    size_t digits = 0;
    for (; i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.'); i++)
        digits += s.p[i] != '.';
    return digits > 0 && (i == s.n || (i + 1 == s.n && s.p[i] == '%'));
}

/* The first character that a spreadsheet would look at. */
static bool computes(struct str s)
{
    size_t i = 0;
    if (is_number(s))
        return false;
    while (i < s.n &&
           (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r'))
        i++;
    if (i == s.n)
        return false;
    if (strchr("=+-@", s.p[i]))
        return true;
    int len; /* the full-width forms work in some programs too */
    uint32_t cp = utf8_get(s.p + i, s.p + s.n, &len);
    return cp == 0xff1d || cp == 0xff0b || cp == 0xff0d || cp == 0xff20;
}

void escape_csv(struct buf *out, struct str s)
{
    buf_addch(out, '"');
    if (computes(s))
        buf_addch(out, '\'');
    for (const char *p = s.p, *end = escape_end(s); p < end;) {
        uint32_t cp = tame(&p, end);
        if (cp == '"')
            buf_addch(out, '"');
        put_cp(out, cp);
    }
    buf_addch(out, '"');
}

void escape_github(struct buf *out, struct str s, bool property)
{
    for (const char *p = s.p, *end = escape_end(s); p < end;) {
        uint32_t cp = tame(&p, end);
        if (cp == '%' || (property && (cp == ':' || cp == ',')))
            buf_addf(out, "%%%02X", (unsigned)cp);
        else
            put_cp(out, cp);
    }
}

bool escape_href(struct buf *out, struct str url)
{
    struct str head = str_sub(url, 0, 8);
    if (!str_ieq(head, STR("https://")) && !str_ieq(str_sub(url, 0, 7), STR("http://")))
        return false;
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7f)
            return false;
    escape_html(out, url);
    return true;
}

void escape_uri(struct buf *out, struct str path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-._~/";
    for (size_t i = 0; i < path.n; i++) {
        if (path.p[i] && strchr(plain, path.p[i]))
            buf_addch(out, path.p[i]);
        else
            buf_addf(out, "%%%02X", (unsigned char)path.p[i]);
    }
}
