/*
 * Encoding detection and decoding.
 */
#include "text/encoding.h"

#include "base/utf8.h"

#define SNIFF_BYTES 4096u

void decoded_free(struct decoded *dec)
{
    if (!dec)
        return;
    buf_release(&dec->text);
    VEC_FREE(&dec->segments);
    free(dec);
}

/* Files that are no text, by their first bytes. */
struct magic {
    const char *bytes;
    size_t n;
    const char *what;
};
static const struct magic magics[] = {
    {"%PDF-", 5, "a PDF file"},
    {"\x89PNG", 4, "an image"},
    {"GIF8", 4, "an image"},
    {"\xFF\xD8\xFF", 3, "an image"},
    {"PK\x03\x04", 4, "a ZIP archive"},
    {"\x7F"
     "ELF",
     4, "a program"},
    {"{\\rtf", 5, "an RTF file"},
    {"SQLite format 3", 15, "a database"},
    {"\xD0\xCF\x11\xE0", 4, "an old Office file"},
};

/* Bytes that no text has, among the first few thousand. */
static bool looks_binary(struct str s)
{
    size_t controls = 0, invalid = 0, n = s.n < SNIFF_BYTES ? s.n : SNIFF_BYTES;

    for (size_t i = 0; i < n;) {
        unsigned char c = (unsigned char)s.p[i];
        int len = 1;

        if (c >= 0x80)
            invalid += utf8_get(s.p + i, s.p + s.n, &len) == 0xFFFD && len == 1;
        else
            controls += c == 0 || (c < ' ' && !strchr("\t\n\r\f\b\a\033", c));
        i += (size_t)len;
    }
    return (controls >= 8 && controls * 10 > n) || (controls * 50 > n && invalid * 4 > n);
}

static bool refuse_binary(const struct doc *d, struct err *e)
{
    for (size_t i = 0; i < ARRAY_LEN(magics); i++)
        if (str_starts(d->input, str_of(magics[i].bytes, magics[i].n)))
            return err_set(e, "'%.*s' is %s, not text", STR_FMT(d->path), magics[i].what);
    if (looks_binary(d->input))
        return err_set(e, "'%.*s' is binary, not text", STR_FMT(d->path));
    return true;
}

bool decode_input(struct doc *d, const char *name, struct source *out, struct err *e)
{
    size_t bom = str_starts(d->input, STR("\xEF\xBB\xBF")) ? 3 : 0;

    (void)name;
    if (!refuse_binary(d, e))
        return false;
    *out = (struct source){.s = str_sub(d->input, bom, d->input.n), .base = bom};
    return true;
}
