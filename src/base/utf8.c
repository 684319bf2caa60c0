/*
 * UTF-8 by the table of the Unicode standard (3-7): no overlong forms, no
 * surrogates, nothing above U+10FFFF.
 */
#include "base/utf8.h"

/* Range of the second byte, and the length, of a sequence by its first byte. */
struct lead {
    unsigned char from, to;     /* first byte */
    unsigned char lo, hi;       /* second byte */
    unsigned char len;
};
static const struct lead leads[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

static const struct lead *lead_of(unsigned char c)
{
    for (size_t i = 0; i < ARRAY_LEN(leads); i++)
        if (c >= leads[i].from && c <= leads[i].to)
            return &leads[i];
    return NULL;
}

/* Length of the valid sequence at p, 0 when there is none. */
static size_t sequence(const unsigned char *p, size_t n)
{
    const struct lead *l;

    if (p[0] < 0x80)
        return 1;
    l = lead_of(p[0]);
    if (!l || n < l->len || p[1] < l->lo || p[1] > l->hi)
        return 0;
    for (size_t i = 2; i < l->len; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return l->len;
}

size_t utf8_valid(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;

    while (i < s.n) {
        uint64_t eight;
        size_t len;

        if (s.n - i >= sizeof(eight)) {
            memcpy(&eight, p + i, sizeof(eight));
            if (!(eight & 0x8080808080808080u)) {
                i += sizeof(eight);
                continue;
            }
        }
        len = sequence(p + i, s.n - i);
        if (!len)
            return i;
        i += len;
    }
    return s.n;
}

uint32_t utf8_get(const char *p, const char *end, int *len)
{
    static const unsigned char first_bits[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *s = (const unsigned char *)p;
    size_t n = p < end ? sequence(s, (size_t)(end - p)) : 0;
    uint32_t cp;

    if (!n) {
        *len = 1;
        return 0xFFFD;
    }
    cp = s[0] & first_bits[n];
    for (size_t i = 1; i < n; i++)
        cp = cp << 6 | (s[i] & 0x3F);
    *len = (int)n;
    return cp;
}

int utf8_put(char out[4], uint32_t cp)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

size_t utf8_count(struct str s)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t count = 0, i = 0;

    for (uint64_t eight; s.n - i >= sizeof(eight); i += sizeof(eight)) {
        memcpy(&eight, s.p + i, sizeof(eight));
        /* one bit a byte that is no continuation, summed by the product */
        count += ((((~eight >> 7) | (eight >> 6)) & ones) * ones) >> 56;
    }
    for (; i < s.n; i++)
        count += (s.p[i] & 0xC0) != 0x80;
    return count;
}

size_t utf16_count(struct str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        count += ((c & 0xC0) != 0x80) + (c >= 0xF0);
    }
    return count;
}
