/*
 * Decoding.  UTF-8 stays where it is; UTF-16 and UTF-32 are decoded here, the
 * rest by iconv, one character at a time so that each one's bytes are known.
 */
#include "text/encoding.h"

#include <errno.h>
#include <iconv.h>

#include "text/charset.h"

#include "base/utf8.h"

#define DECODE_MAX     (64u << 20) /* bytes of an input that is no UTF-8 */
#define CHAR_MAX_BYTES 8           /* of one character in any encoding */

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

static bool refuse_magic(const struct doc *d, struct err *e)
{
    for (size_t i = 0; i < ARRAY_LEN(magics); i++)
        if (str_starts(d->input, str_of(magics[i].bytes, magics[i].n)))
            return err_set(e, "'%.*s' is %s, not text", STR_FMT(d->path), magics[i].what);
    return true;
}

/* A decoding that is under way. */
struct decoding {
    struct mapped out;
    struct source in;
    size_t at;
    size_t invalid, invalid_at; /* bytes that are nothing in this encoding */
};

static void put(struct decoding *k, size_t n, uint32_t cp)
{
    char utf8[4];

    mapped_fold(&k->out, &k->in, k->at, n, str_of(utf8, (size_t)utf8_put(utf8, cp)));
    k->at += n;
}

static void put_invalid(struct decoding *k, size_t n)
{
    if (!k->invalid++)
        k->invalid_at = k->at;
    put(k, n, 0xFFFD);
}

static uint32_t unit(const struct decoding *k, size_t at, size_t size, bool little)
{
    uint32_t v = 0;

    for (size_t i = 0; i < size; i++)
        v = v << 8 | (unsigned char)k->in.s.p[at + (little ? size - 1 - i : i)];
    return v;
}

static void decode_utf16(struct decoding *k, bool little)
{
    size_t n = k->in.s.n;

    while (k->at + 2 <= n) {
        uint32_t u = unit(k, k->at, 2, little);
        uint32_t low = k->at + 4 <= n ? unit(k, k->at + 2, 2, little) : 0;

        if (u < 0xD800 || u > 0xDFFF)
            put(k, 2, u);
        else if (u < 0xDC00 && low >= 0xDC00 && low < 0xE000)
            put(k, 4, 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00));
        else
            put_invalid(k, 2);
    }
    if (k->at < n)
        put_invalid(k, 1);
}

static void decode_utf32(struct decoding *k, bool little)
{
    size_t n = k->in.s.n;

    while (k->at + 4 <= n) {
        uint32_t u = unit(k, k->at, 4, little);

        if (u > 0x10FFFF || (u >= 0xD800 && u < 0xE000))
            put_invalid(k, 4);
        else
            put(k, 4, u);
    }
    if (k->at < n)
        put_invalid(k, n - k->at);
}

/* The character at k->at by iconv: bytes taken, its UTF-8 in out; 0 if there
 * is none. */
static size_t iconv_char(iconv_t cd, const struct decoding *k, char out[8], size_t *n_out)
{
    size_t left = k->in.s.n - k->at;

    for (size_t n = 1; n <= CHAR_MAX_BYTES && n <= left; n++) {
        char *from = (char *)k->in.s.p + k->at, *to = out;
        size_t in_left = n, out_left = 8;

        if (iconv(cd, &from, &in_left, &to, &out_left) != (size_t)-1) {
            *n_out = 8 - out_left;
            return n;
        }
        iconv(cd, NULL, NULL, NULL, NULL);
        if (errno != EINVAL)
            return 0;
    }
    return 0;
}

/* All encodings here are ASCII in their low half, outside of characters that
 * a high byte begins. */
static bool decode_iconv(struct decoding *k, const char *name)
{
    iconv_t cd = iconv_open("UTF-8", name);
    struct str s = k->in.s;

    if (cd == (iconv_t)-1)
        return false;
    while (k->at < s.n) {
        size_t run = k->at, n, n_out;
        char out[8];

        while (run < s.n && (unsigned char)s.p[run] < 0x80)
            run++;
        mapped_run(&k->out, &k->in, k->at, run - k->at);
        k->at = run;
        if (run == s.n)
            break;
        n = iconv_char(cd, k, out, &n_out);
        if (!n) {
            put_invalid(k, 1);
            continue;
        }
        mapped_fold(&k->out, &k->in, run, n, str_of(out, n_out));
        k->at += n;
    }
    iconv_close(cd);
    return true;
}

static void note_invalid(struct doc *d, const struct decoding *k, const char *name)
{
    struct err e;

    if (!k->invalid)
        return;
    err_set(&e, "%zu characters invalid in %s, the first at byte %zu, read as U+FFFD",
            k->invalid, name, k->invalid_at);
    VEC_PUSH(&d->notes, e);
}

/* Decodes all of k->in; false when this system lacks the encoding. */
static bool run_decoding(struct decoding *k, const struct charset *c)
{
    k->at = c->bom;
    if (c->kind == CHARSET_ICONV)
        return decode_iconv(k, c->name);
    if (c->kind == CHARSET_UTF16)
        decode_utf16(k, c->little);
    else
        decode_utf32(k, c->little);
    return true;
}

bool decode_source(const struct source *src, const char *name, struct mapped *out)
{
    struct decoding k = {.in = *src, .out = *out};
    struct charset c;

    charset_detect(src->s, name, &c);
    return c.kind != CHARSET_UTF8 && c.kind != CHARSET_BINARY && run_decoding(&k, &c);
}

static bool decode(struct doc *d, const struct charset *c, struct source *out,
                   struct err *e)
{
    struct decoded *dec;
    struct decoding k = {.in = {.s = d->input}};

    if (d->input.n > DECODE_MAX)
        return err_set(e, "'%.*s' is in %s and above %u MiB: convert it to UTF-8 first",
                       STR_FMT(d->path), c->name, DECODE_MAX >> 20);
    dec = xcalloc(1, sizeof(*dec));
    buf_init(&dec->text, 0);
    d->decoded = dec;
    k.out = (struct mapped){&dec->text, &dec->segments};
    if (!run_decoding(&k, c))
        return err_set(e, "'%.*s': this system cannot convert from %s", STR_FMT(d->path),
                       c->name);
    note_invalid(d, &k, c->name);
    *out = mapped_source(&k.out);
    return true;
}

bool decode_input(struct doc *d, const char *name, struct source *out, struct err *e)
{
    struct charset c;

    if (!refuse_magic(d, e))
        return false;
    if (!charset_detect(d->input, name, &c)) {
        struct err note;

        err_set(&note, "the encoding '%s' is not known; detected by content instead",
                name);
        VEC_PUSH(&d->notes, note);
    }
    if (c.kind == CHARSET_BINARY)
        return err_set(e, "'%.*s' is binary, not text", STR_FMT(d->path));
    if (c.kind != CHARSET_UTF8)
        return decode(d, &c, out, e);
    *out = (struct source){.s = str_sub(d->input, c.bom, d->input.n), .base = c.bom};
    return true;
}
