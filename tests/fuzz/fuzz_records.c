/*
 * Fuzz target for the containers: the first byte says which one, the rest is
 * the file.  Reading ends, no record is above the limit, and a stored response
 * comes apart without harm.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "text/http.h"
#include "text/records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take_apart(struct str response)
{
    struct buf room;
    struct http h;
    struct err e;

    buf_init(&room, RECORD_MAX);
    if (http_read(response, &room, &h, &e) == HTTP_BROKEN && !e.msg[0])
        BUG("broken without a word");
    buf_release(&room);
}

static void read_records(struct stream *s, enum container c, size_t size)
{
    struct records *r = records_new(s, c);
    struct record rec;
    struct buf bytes;
    size_t n = 0;

    buf_init(&bytes, 0);
    while (records_next(r, &rec, &bytes)) {
        if (bytes.n > RECORD_MAX)
            BUG("a record of %zu bytes", bytes.n);
        if (++n > size + 10 && !stream_was_gzip(records_stream(r)))
            BUG("%zu records out of %zu bytes", n, size);
        if (rec.kind == RECORD_HTTP && !rec.why.msg[0])
            take_apart(buf_str(&bytes));
        buf_clear(&bytes);
    }
    buf_release(&bytes);
    records_free(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("records", 0);
    char path[64];
    struct stream *s;
    struct err e;

    if (fd < 0 || size == 0)
        return 0;
    if (write(fd, data + 1, size - 1) != (ssize_t)(size - 1))
        BUG("cannot write");
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    s = stream_open(path, -1, &e);
    if (s)
        read_records(s, CONTAINER_LINES + data[0] % 3, size);
    close(fd);
    return 0;
}
