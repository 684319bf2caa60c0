/*
 * Encoding detection.  The bytes decide before a declaration does where they
 * can: UTF-8 with characters beyond ASCII is not mistaken for anything else.
 */
#include "text/charset.h"

#include "base/utf8.h"

#define SNIFF_BYTES   4096u
#define DECLARE_BYTES 1024u /* where a declaration is looked for */
#define GUESS_BYTES   (64u << 10)

struct label {
    const char *label; /* lower case, without '-', '_' and ' ' */
    enum charset_kind kind;
    bool little;
    const char *name;
};
/* Names as they are written, and what they mean on the web. */
static const struct label labels[] = {
    {"utf8", CHARSET_UTF8, false, "UTF-8"},
    {"utf16", CHARSET_UTF16, true, "UTF-16"},
    {"utf16le", CHARSET_UTF16, true, "UTF-16LE"},
    {"ucs2", CHARSET_UTF16, true, "UTF-16LE"},
    {"unicode", CHARSET_UTF16, true, "UTF-16LE"},
    {"utf16be", CHARSET_UTF16, false, "UTF-16BE"},
    {"utf32", CHARSET_UTF32, true, "UTF-32"},
    {"utf32le", CHARSET_UTF32, true, "UTF-32LE"},
    {"utf32be", CHARSET_UTF32, false, "UTF-32BE"},
    {"ascii", CHARSET_ICONV, false, "CP1252"},
    {"usascii", CHARSET_ICONV, false, "CP1252"},
    {"latin1", CHARSET_ICONV, false, "CP1252"},
    {"l1", CHARSET_ICONV, false, "CP1252"},
    {"iso88591", CHARSET_ICONV, false, "CP1252"},
    {"cp1252", CHARSET_ICONV, false, "CP1252"},
    {"windows1252", CHARSET_ICONV, false, "CP1252"},
    {"cp1250", CHARSET_ICONV, false, "CP1250"},
    {"windows1250", CHARSET_ICONV, false, "CP1250"},
    {"cp1251", CHARSET_ICONV, false, "CP1251"},
    {"windows1251", CHARSET_ICONV, false, "CP1251"},
    {"cp1253", CHARSET_ICONV, false, "CP1253"},
    {"windows1253", CHARSET_ICONV, false, "CP1253"},
    {"cp1254", CHARSET_ICONV, false, "CP1254"},
    {"windows1254", CHARSET_ICONV, false, "CP1254"},
    {"iso88599", CHARSET_ICONV, false, "CP1254"},
    {"cp1255", CHARSET_ICONV, false, "CP1255"},
    {"windows1255", CHARSET_ICONV, false, "CP1255"},
    {"cp1256", CHARSET_ICONV, false, "CP1256"},
    {"windows1256", CHARSET_ICONV, false, "CP1256"},
    {"cp1257", CHARSET_ICONV, false, "CP1257"},
    {"windows1257", CHARSET_ICONV, false, "CP1257"},
    {"cp1258", CHARSET_ICONV, false, "CP1258"},
    {"windows1258", CHARSET_ICONV, false, "CP1258"},
    {"iso88592", CHARSET_ICONV, false, "ISO-8859-2"},
    {"latin2", CHARSET_ICONV, false, "ISO-8859-2"},
    {"iso88595", CHARSET_ICONV, false, "ISO-8859-5"},
    {"iso88597", CHARSET_ICONV, false, "ISO-8859-7"},
    {"iso885915", CHARSET_ICONV, false, "ISO-8859-15"},
    {"latin9", CHARSET_ICONV, false, "ISO-8859-15"},
    {"koi8r", CHARSET_ICONV, false, "KOI8-R"},
    {"koi8u", CHARSET_ICONV, false, "KOI8-U"},
    {"macintosh", CHARSET_ICONV, false, "MACINTOSH"},
    {"gb2312", CHARSET_ICONV, false, "GB18030"},
    {"gbk", CHARSET_ICONV, false, "GB18030"},
    {"cp936", CHARSET_ICONV, false, "GB18030"},
    {"gb18030", CHARSET_ICONV, false, "GB18030"},
    {"xgbk", CHARSET_ICONV, false, "GB18030"},
    {"big5", CHARSET_ICONV, false, "BIG5-HKSCS"},
    {"big5hkscs", CHARSET_ICONV, false, "BIG5-HKSCS"},
    {"cp950", CHARSET_ICONV, false, "CP950"},
    {"shiftjis", CHARSET_ICONV, false, "CP932"},
    {"sjis", CHARSET_ICONV, false, "CP932"},
    {"xsjis", CHARSET_ICONV, false, "CP932"},
    {"windows31j", CHARSET_ICONV, false, "CP932"},
    {"cp932", CHARSET_ICONV, false, "CP932"},
    {"eucjp", CHARSET_ICONV, false, "EUC-JP"},
    {"euckr", CHARSET_ICONV, false, "CP949"},
    {"ksc56011987", CHARSET_ICONV, false, "CP949"},
    {"cp949", CHARSET_ICONV, false, "CP949"},
};

static const struct label *find_label(struct str name)
{
    char flat[32];
    size_t n = 0;

    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];

        if (c == '-' || c == '_' || c == ' ')
            continue;
        if (n == sizeof(flat) - 1)
            return NULL;
        flat[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    flat[n] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        if (strcmp(labels[i].label, flat) == 0)
            return &labels[i];
    return NULL;
}

static void set_label(struct charset *out, const struct label *l)
{
    *out = (struct charset){.kind = l->kind, .little = l->little, .name = l->name};
}

static bool by_mark(struct str s, struct charset *out)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *label;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "utf8"},    {"\xFF\xFE\0\0", 4, "utf32le"},
        {"\0\0\xFE\xFF", 4, "utf32be"}, {"\xFF\xFE", 2, "utf16le"},
        {"\xFE\xFF", 2, "utf16be"},
    };

    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (!str_starts(s, str_of(marks[i].bytes, marks[i].n)))
            continue;
        set_label(out, find_label(str_c(marks[i].label)));
        out->bom = marks[i].n;
        return true;
    }
    return false;
}

/* UTF-16 and UTF-32 without a mark: where the zero bytes of ASCII stand. */
static bool by_zeros(struct str s, struct charset *out)
{
    size_t zeros[4] = {0}, n = (s.n < SNIFF_BYTES ? s.n : SNIFF_BYTES) / 4, even, odd;

    for (size_t i = 0; i < n * 4; i++)
        zeros[i & 3] += s.p[i] == '\0';
    even = zeros[0] + zeros[2];
    odd = zeros[1] + zeros[3];
    if ((even + odd) * 8 < n * 4 || n == 0)
        return false;
    if (!zeros[0] && zeros[1] * 2 > n && zeros[2] == n && zeros[3] == n)
        set_label(out, find_label(STR("utf32le")));
    else if (!zeros[3] && zeros[2] * 2 > n && zeros[0] == n && zeros[1] == n)
        set_label(out, find_label(STR("utf32be")));
    else if (even * 50 < odd && odd > n / 4)
        set_label(out, find_label(STR("utf16le")));
    else if (odd * 50 < even && even > n / 4)
        set_label(out, find_label(STR("utf16be")));
    else
        return false;
    return true;
}

/* The name behind `key` ("charset=", "encoding=") in the first bytes of what
 * begins as markup does. */
static struct str declared(struct str s)
{
    static const char *const keys[] = {"encoding=", "charset="};
    struct str head = str_sub(s, 0, DECLARE_BYTES);
    size_t from, to;

    if (!str_starts(str_trim(head), STR("<")))
        return STR_NONE;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        from = str_find(head, str_c(keys[i]), 0) + strlen(keys[i]);
        if (from >= head.n)
            continue;
        while (from < head.n && strchr("\"' ", head.p[from]))
            from++;
        to = from;
        while (to < head.n && to - from < 31 && !strchr("\"' ;/>?", head.p[to]))
            to++;
        return str_sub(head, from, to);
    }
    return STR_NONE;
}

/* What the bytes beyond ASCII look like. */
struct looks {
    size_t controls;         /* control bytes that no text has */
    size_t high, valid, bad; /* bytes; UTF-8 sequences; bytes that are none */
    size_t western;          /* high bytes that stand as they do in windows-1252 */
    size_t upper, lower;     /* bytes of the quarters that windows-1251 writes with */
    size_t pairs, gb, big5_low, kana, odd; /* two-byte characters; see count_pair */
};

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* A high byte alone between ASCII: punctuation, or a letter next to one. */
static bool is_western(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    char before = i ? s.p[i - 1] : ' ', after = i + 1 < s.n ? s.p[i + 1] : ' ';

    if ((unsigned char)before >= 0xC0 && (unsigned char)after >= 0xC0)
        return false;
    if (c >= 0xC0) /* the last two are hardly ever written */
        return c < 0xFE && (is_letter(before) || is_letter(after));
    if (((unsigned char)before | (unsigned char)after) >= 0xA1 && c > 0xA0)
        return false;
    return c == 0x80 || c == 0x85 || (c >= 0x91 && c <= 0x99) || (c >= 0xA0 && c != 0xAD);
}

/* The bytes at p as a character of the double-byte encodings, or as one of
 * four bytes, which only GB 18030 has; its length. */
static size_t count_pair(struct looks *l, const unsigned char *p, size_t n)
{
    unsigned char a = p[0], b = p[1];
    bool four =
        n >= 4 && b >= '0' && b <= '9' && p[2] >= 0x81 && p[3] >= '0' && p[3] <= '9';

    l->pairs++;
    l->gb += four || (a >= 0xA1 && a <= 0xF7 && b >= 0xA1);
    l->big5_low += a >= 0xA1 && a <= 0xF9 && b >= 0x40 && b <= 0x7E;
    l->kana +=
        (a == 0x82 && b >= 0x9F && b <= 0xF1) || (a == 0x83 && b >= 0x40 && b <= 0x96);
    l->odd += !four && (b < 0x40 || b == 0x7F);
    return four ? 4 : 2;
}

static void look_for_pairs(struct str s, struct looks *l)
{
    const unsigned char *p = (const unsigned char *)s.p;

    for (size_t i = 0; i + 1 < s.n;)
        i += p[i] < 0x80 ? 1 : count_pair(l, p + i, s.n - i);
}

static void look(struct str s, struct looks *l)
{
    *l = (struct looks){0};
    s = str_sub(s, 0, GUESS_BYTES);
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        int len = 1;

        if (c < 0x80) {
            l->controls += c == 0 || (c < ' ' && !strchr("\t\n\r\f\b\a\033", c));
            i++;
            continue;
        }
        if (utf8_get(s.p + i, s.p + s.n, &len) == 0xFFFD && len == 1)
            l->bad++;
        else
            l->valid++;
        for (size_t end = i + (size_t)len; i < end; i++) {
            c = (unsigned char)s.p[i];
            l->high++;
            l->upper += c >= 0xC0 && c < 0xE0;
            l->lower += c >= 0xE0;
            l->western += is_western(s, i);
        }
    }
    look_for_pairs(s, l);
}

/* The encoding of bytes that are no UTF-8 and say nothing; NULL for UTF-8
 * with damage. */
static const char *guess(const struct looks *l)
{
    if (l->valid > 4 * l->bad)
        return NULL;
    if (l->western * 10 >= l->high * 9)
        return "cp1252";
    if (l->high >= 8 && (l->upper + l->lower) * 10 >= l->high * 9 &&
        l->lower * 10 >= l->high * 7)
        return "cp1251";
    if (l->pairs < 2 || l->odd * 10 > l->pairs)
        return NULL;
    if (l->kana * 4 > l->pairs)
        return "sjis";
    if (l->gb * 10 >= l->pairs * 7 && l->big5_low * 5 <= l->pairs)
        return "gb18030";
    return l->big5_low * 5 > l->pairs ? "big5" : NULL;
}

static bool looks_binary(const struct looks *l, size_t n)
{
    if (n > GUESS_BYTES)
        n = GUESS_BYTES;
    return (l->controls >= 8 && l->controls * 10 > n) ||
           (l->controls * 50 > n && l->bad * 4 > n);
}

/* A declaration in markup that can be read cannot be of a wide encoding. */
static const struct label *trusted(struct str name)
{
    const struct label *l = name.n ? find_label(name) : NULL;

    return l && l->kind != CHARSET_UTF16 && l->kind != CHARSET_UTF32 ? l : NULL;
}

bool charset_detect(struct str s, const char *name, struct charset *out)
{
    const struct label *given = name ? find_label(str_c(name)) : NULL, *found;
    bool known = !name || given;
    const char *guessed;
    struct looks l;

    if (by_mark(s, out))
        return known;
    if (given) {
        set_label(out, given);
        return true;
    }
    if (by_zeros(s, out))
        return known;
    *out = (struct charset){.kind = CHARSET_UTF8, .name = "UTF-8"};
    look(s, &l);
    if (looks_binary(&l, s.n)) {
        out->kind = CHARSET_BINARY;
        return known;
    }
    if (!l.bad)
        return known;
    found = trusted(declared(s));
    guessed = found ? NULL : guess(&l);
    if (guessed)
        found = find_label(str_c(guessed));
    if (found)
        set_label(out, found);
    return known;
}
