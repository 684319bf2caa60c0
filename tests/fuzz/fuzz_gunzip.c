/*
 * Fuzz target for compressed input: whatever comes, the output stays below
 * the limit and is untouched when there is an error.
 */
#include "base/io.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str packed = str_of((const char *)data, size);
    struct buf out;
    struct err e;
    bool ok;

    buf_init(&out, 0);
    buf_addc(&out, "kept");
    ok = io_gunzip(packed, 20, &out, &e);
    if (out.n > 4 + size * 20 + (1u << 20))
        BUG("%zu bytes out of %zu", out.n, size);
    if (!ok && out.n != 4)
        BUG("%zu bytes after an error", out.n);
    buf_release(&out);
    return 0;
}
