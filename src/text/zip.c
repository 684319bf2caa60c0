/*
 * ZIP archives by their central directory.  A deflated member becomes a gzip
 * by a header and the checksum and size that the directory has, so that the
 * one decompressor with its limits (base/io.h) does the work.
 */
#include "text/zip.h"

#include "base/io.h"

#define ZIP_RATIO   200
#define ENTRY_SIZE  46u /* of the directory, before the name */
#define LOCAL_SIZE  30u
#define END_SIZE    22u
#define MAX_COMMENT 65535u

struct entry {
    uint32_t crc, stored, size, at; /* at: the local header */
    uint16_t method, flags;
};

static uint32_t number(struct str s, size_t at, size_t bytes)
{
    uint32_t v = 0;

    for (size_t i = bytes; i-- > 0;)
        v = v << 8 | (unsigned char)s.p[at + i];
    return v;
}

bool zip_is(struct str bytes)
{
    return str_starts(bytes, STR("PK\x03\x04"));
}

/* Where the directory starts and how many entries it has. */
static bool find_directory(struct str z, size_t *at, size_t *n)
{
    size_t first = z.n > END_SIZE + MAX_COMMENT ? z.n - END_SIZE - MAX_COMMENT : 0;

    for (size_t i = z.n < END_SIZE ? 0 : z.n - END_SIZE + 1; i-- > first;) {
        if (number(z, i, 4) != 0x06054b50)
            continue;
        *n = number(z, i + 10, 2);
        *at = number(z, i + 16, 4);
        return *at < z.n;
    }
    return false;
}

static bool find_entry(struct str z, const char *name, struct entry *out)
{
    size_t at, n;

    if (!find_directory(z, &at, &n))
        return false;
    while (n-- > 0 && at + ENTRY_SIZE <= z.n && number(z, at, 4) == 0x02014b50) {
        size_t len = number(z, at + 28, 2);

        if (str_eqc(str_sub(z, at + ENTRY_SIZE, at + ENTRY_SIZE + len), name)) {
            *out = (struct entry){.crc = number(z, at + 16, 4),
                                  .stored = number(z, at + 20, 4),
                                  .size = number(z, at + 24, 4),
                                  .at = number(z, at + 42, 4),
                                  .method = (uint16_t)number(z, at + 10, 2),
                                  .flags = (uint16_t)number(z, at + 8, 2)};
            return true;
        }
        at += ENTRY_SIZE + len + number(z, at + 30, 2) + number(z, at + 32, 2);
    }
    return false;
}

/* The member's bytes as they are stored. */
static bool stored_bytes(struct str z, const struct entry *m, struct str *out)
{
    size_t at = m->at;

    if (at + LOCAL_SIZE > z.n || number(z, at, 4) != 0x04034b50)
        return false;
    at += LOCAL_SIZE + number(z, at + 26, 2) + number(z, at + 28, 2);
    if (at > z.n || m->stored > z.n - at)
        return false;
    *out = str_sub(z, at, at + m->stored);
    return true;
}

static void add_number(struct buf *b, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        buf_addch(b, (char)(v >> (8 * i)));
}

static bool inflate_member(struct str data, const struct entry *m, struct buf *out,
                           struct err *e)
{
    static const char head[10] = {'\x1F', '\x8B', 8, 0, 0, 0, 0, 0, 0, '\xFF'};
    struct buf gzip;
    bool ok;

    buf_init(&gzip, 0);
    buf_add(&gzip, head, sizeof(head));
    buf_adds(&gzip, data);
    add_number(&gzip, m->crc);
    add_number(&gzip, m->size);
    ok = io_gunzip(buf_str(&gzip), ZIP_RATIO, out, e);
    buf_release(&gzip);
    return ok;
}

bool zip_member(struct str archive, const char *name, struct buf *out, struct err *e)
{
    struct entry m;
    struct str data;

    if (!find_entry(archive, name, &m))
        return err_set(e, "no '%s' in the archive", name);
    if (!stored_bytes(archive, &m, &data))
        return err_set(e, "'%s' in the archive is cut off", name);
    if (m.flags & 1)
        return err_set(e, "'%s' in the archive is encrypted", name);
    if (m.method == 8)
        return inflate_member(data, &m, out, e);
    if (m.method != 0)
        return err_set(e, "'%s' in the archive is packed by an unknown method", name);
    return buf_adds(out, data) || err_set(e, "'%s' in the archive is too large", name);
}
