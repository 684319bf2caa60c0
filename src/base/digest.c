/*
 * The parts of io.h that need libmd and zlib: digests and compressed input.
 * Compressed data come from outside, so what they may grow to is limited by
 * their own size.
 */
#include "base/io.h"

#include <sha2.h>
#include <zlib.h>

#define INFLATE_FREE (1u << 20) /* bytes allowed whatever the ratio */
#define INFLATE_STEP 65536u
#define GZIP_OR_ZLIB 32         /* zlib: detect the header */

void io_sha256(struct str data, char out[65])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX ctx;

    SHA256Init(&ctx);
    SHA256Update(&ctx, (const uint8_t *)(data.p ? data.p : ""), data.n);
    SHA256Final(digest, &ctx);
    for (size_t i = 0; i < sizeof(digest); i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[64] = '\0';
}

bool io_is_gzip(struct str data)
{
    return str_starts(data, STR("\x1f\x8b"));
}

/* Feeds the next part of the input; zlib counts in unsigned int. */
static void feed(z_stream *z, struct str *left)
{
    size_t n = left->n < UINT_MAX ? left->n : UINT_MAX;

    if (z->avail_in || !n)
        return;
    z->next_in = (Bytef *)(uintptr_t)left->p;
    z->avail_in = (uInt)n;
    *left = str_sub(*left, n, left->n);
}

/* After the end of a member: true when another begins, false when the rest is
 * padding or nothing; *result says when it is neither. */
static bool next_member(z_stream *z, int *result)
{
    if (z->avail_in >= 2 && z->next_in[0] == 0x1f && z->next_in[1] == 0x8b)
        return (*result = inflateReset(z)) == Z_OK;
    while (z->avail_in && *z->next_in == 0) {
        z->next_in++;
        z->avail_in--;
    }
    *result = z->avail_in ? Z_DATA_ERROR : Z_OK;
    return false;
}

/* Z_OK when all was read, Z_MEM_ERROR when the limit was reached, else what
 * zlib says. */
static int inflate_all(z_stream *z, struct str left, size_t limit, struct buf *out)
{
    unsigned char step[INFLATE_STEP];
    size_t start = out->n;
    int result;

    for (;;) {
        size_t got;

        feed(z, &left);
        z->next_out = step;
        z->avail_out = sizeof(step);
        result = inflate(z, Z_NO_FLUSH);
        got = sizeof(step) - z->avail_out;
        if (got > limit - (out->n - start) || !buf_add(out, step, got))
            return Z_MEM_ERROR;
        if (result == Z_STREAM_END && !next_member(z, &result))
            return result;
        if (result != Z_OK)
            return result;
    }
}

bool io_gunzip(struct str data, unsigned max_ratio, struct buf *out, struct err *e)
{
    size_t start = out->n, limit = INFLATE_FREE;
    z_stream z = {0};
    int result;

    if (max_ratio && data.n < (SIZE_MAX - INFLATE_FREE) / max_ratio)
        limit += data.n * max_ratio;
    if (inflateInit2(&z, MAX_WBITS + GZIP_OR_ZLIB) != Z_OK)
        return err_set(e, "cannot set up zlib");
    result = inflate_all(&z, data, limit, out);
    inflateEnd(&z);
    if (result == Z_OK)
        return true;
    out->n = start;
    if (out->p)
        out->p[start] = '\0';
    if (result == Z_MEM_ERROR)
        return err_set(e, "compressed data grow beyond the limit of %zu bytes", limit);
    return err_set(e, "compressed data are broken or cut short");
}
