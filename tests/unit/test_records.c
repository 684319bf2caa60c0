/*
 * Streams, and the containers that are read from them: JSON lines, tar, WARC.
 */
#include "unit/unit.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/io.h"
#include "text/http.h"
#include "text/records.h"

static char file[] = "/tmp/claimcheck-unit-records-XXXXXX";

static int setup(void **state)
{
    int fd = mkstemp(file);

    (void)state;
    return fd < 0 ? -1 : close(fd);
}

static int teardown(void **state)
{
    (void)state;
    return unlink(file);
}

static void put(struct str data)
{
    struct err e;

    assert_true(io_write_file(file, data, &e));
}

static struct stream *open_it(struct str data)
{
    struct err e;
    struct stream *s;

    put(data);
    s = stream_open(file, -1, &e);
    assert_non_null(s);
    return s;
}

/* One gzip member of its own. */
static void add_gzip(struct buf *out, struct str data)
{
    z_stream z = {0};
    size_t room = data.n + data.n / 100 + 200;
    unsigned char *packed = xmalloc(room);

    deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (unsigned char *)(uintptr_t)data.p;
    z.avail_in = (uInt)data.n;
    z.next_out = packed;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    buf_add(out, packed, room - z.avail_out);
    deflateEnd(&z);
    free(packed);
}

static void lines_of_any_length(void **state)
{
    struct buf b;
    struct str line;
    struct err e;

    (void)state;
    buf_init(&b, 0);
    buf_addc(&b, "one\n\n");
    for (int i = 0; i < 300000; i++)
        buf_addch(&b, 'x');
    buf_addc(&b, "\nlast");
    struct stream *s = open_it(buf_str(&b));
    assert_int_equal(stream_line(s, 1000, &line, &e), STREAM_OK);
    assert_str(line, "one");
    assert_int_equal(stream_line(s, 1000, &line, &e), STREAM_OK);
    assert_str(line, "");
    assert_int_equal(stream_line(s, 1000, &line, &e), STREAM_LONG);
    assert_int_equal(stream_line(s, 1000, &line, &e), STREAM_OK);
    assert_str(line, "last");
    assert_int_equal(stream_line(s, 1000, &line, &e), STREAM_END);
    assert_int_equal(stream_taken(s), b.n);
    stream_close(s);
    s = open_it(buf_str(&b));
    stream_line(s, 400000, &line, &e);
    stream_line(s, 400000, &line, &e);
    assert_int_equal(stream_line(s, 400000, &line, &e), STREAM_OK);
    assert_int_equal(line.n, 300000);
    stream_close(s);
    buf_release(&b);
}

static void gzip_member_by_member(void **state)
{
    struct buf packed, out;
    struct err e;
    struct str line;

    (void)state;
    buf_init(&packed, 0);
    buf_init(&out, 0);
    add_gzip(&packed, STR("first\nsec"));
    add_gzip(&packed, STR(""));
    add_gzip(&packed, STR("ond\n"));
    buf_add(&packed, "\0\0\0\0", 4);
    struct stream *s = open_it(buf_str(&packed));
    assert_true(stream_was_gzip(s));
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_OK);
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_OK);
    assert_str(line, "second");
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_END);
    stream_close(s);

    packed.n -= 6; /* now the last member lacks its end */
    s = open_it(buf_str(&packed));
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_OK);
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_OK);
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_ERROR);
    assert_err(&e, "compressed data end too early");
    assert_false(stream_resync(s));
    stream_close(s);
    buf_release(&packed);
    buf_release(&out);
}

static void a_limit_is_an_end(void **state)
{
    struct str line, ahead;
    struct err e;
    struct buf b;
    struct stream *s = open_it(STR("ab\ncd\nef\n"));

    (void)state;
    buf_init(&b, 0);
    stream_limit(s, 5);
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_OK);
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_OK);
    assert_str(line, "cd");
    assert_int_equal(stream_left(s), 0);
    assert_int_equal(stream_line(s, 100, &line, &e), STREAM_END);
    assert_int_equal(stream_skip(s, 1, &e), STREAM_END);
    stream_limit(s, UINT64_MAX);
    assert_true(stream_peek(s, 2, &ahead, &e));
    assert_true(str_starts(ahead, STR("\nef")));
    assert_int_equal(stream_skip(s, 1, &e), STREAM_OK);
    assert_int_equal(stream_read(s, 9, &b, &e), STREAM_END);
    assert_str(buf_str(&b), "ef\n");
    buf_release(&b);
    stream_close(s);
}

static void what_cannot_be_opened(void **state)
{
    struct err e;

    (void)state;
    assert_null(stream_open("/nonexistent", -1, &e));
    assert_err(&e, "cannot open '/nonexistent': No such file");
    assert_null(stream_open("/tmp", -1, &e));
    assert_err(&e, "Is a directory");
}

static void a_file_that_grows(void **state)
{
    struct stream *s = open_it(STR("abc\n"));
    FILE *f = fopen(file, "a");

    (void)state;
    assert_false(stream_changed(s));
    fputs("more", f);
    fclose(f);
    assert_true(stream_changed(s));
    stream_close(s);
}

/* All records as "kind|name|bytes" or "!error" lines. */
static void read_all(enum container c, struct str data, struct buf *out)
{
    struct stream *s = open_it(data);
    struct record rec;
    struct buf bytes;

    if (c == CONTAINER_NONE)
        c = records_detect(s);
    struct records *r = records_new(s, c);
    buf_init(&bytes, 0);
    while (records_next(r, &rec, &bytes)) {
        if (rec.why.msg[0])
            buf_addf(out, "!%s\n", rec.why.msg);
        else
            buf_addf(out, "%d|%s|%.*s\n", (int)rec.kind, rec.name, (int)bytes.n,
                     bytes.n ? bytes.p : "");
        buf_clear(&bytes);
    }
    records_free(r);
    buf_release(&bytes);
}

static void expect(enum container c, struct str data, const char *records)
{
    struct buf out;

    buf_init(&out, 0);
    read_all(c, data, &out);
    assert_str(buf_str(&out), records);
    buf_release(&out);
}

static void json_lines(void **state)
{
    (void)state;
    expect(CONTAINER_LINES, STR("{\"a\":1}\r\n\n  {\"b\":2}"),
           "1||{\"a\":1}\n1||{\"b\":2}\n");
    expect(CONTAINER_LINES, STR(""), "");
}

static void a_line_beyond_the_limit(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    buf_addc(&b, "one\n");
    for (unsigned i = 0; i <= RECORD_MAX; i++)
        buf_addch(&b, 'x');
    buf_addc(&b, "\ntwo\n");
    expect(CONTAINER_LINES, buf_str(&b),
           "1||one\n!a line is longer than 16777216 bytes\n1||two\n");
    buf_release(&b);
}

/* A ustar header and its data. */
static void add_member(struct buf *out, const char *name, char type, struct str data)
{
    char h[512] = {0};
    unsigned sum = 0;

    snprintf(h, 100, "%s", name);
    snprintf(h + 100, 8, "0000644");
    snprintf(h + 124, 12, "%011zo", data.n);
    memcpy(h + 148, "        ", 8);
    h[156] = type;
    memcpy(h + 257, "ustar\00000", 8);
    for (size_t i = 0; i < 512; i++)
        sum += (unsigned char)h[i];
    snprintf(h + 148, 8, "%06o", sum);
    buf_add(out, h, 512);
    buf_adds(out, data);
    while (out->n % 512)
        buf_addch(out, '\0');
}

static void tar_members(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    add_member(&b, "d/", '5', STR(""));
    add_member(&b, "d/a.txt", '0', STR("alpha"));
    add_member(&b, "d/.hidden.txt", '0', STR("no"));
    add_member(&b, "d/photo.png", '0', STR("no"));
    add_member(&b, "link.txt", '2', STR(""));
    add_member(&b, "././@LongLink", 'L', STR("very/long/name.md"));
    add_member(&b, "cut", '0', STR("beta"));
    add_member(&b, "pax", 'x', STR("25 path=other/\xe5\x90\x8d/n.html\n"));
    add_member(&b, "cut", '0', STR("gamma"));
    add_member(&b, "lines.jsonl", '0', STR("{1}\n{2}"));
    add_member(&b, "z.txt", '0', STR("omega"));
    size_t whole = b.n;
    for (int i = 0; i < 1024; i++)
        buf_addch(&b, '\0');
    const char *all = "0|d/a.txt|alpha\n0|very/long/name.md|beta\n"
                      "0|other/\xe5\x90\x8d/n.html|gamma\n"
                      "1|lines.jsonl|{1}\n1|lines.jsonl|{2}\n0|z.txt|omega\n";
    expect(CONTAINER_NONE, buf_str(&b), all);
    expect(CONTAINER_TAR, str_sub(buf_str(&b), 0, whole), all);
    struct buf packed;
    buf_init(&packed, 0);
    add_gzip(&packed, buf_str(&b));
    expect(CONTAINER_NONE, buf_str(&packed), all);
    b.p[1024 + 512 + 10] ^= 1; /* within the data of d/.hidden.txt's header */
    expect(CONTAINER_TAR, buf_str(&b),
           "0|d/a.txt|alpha\n!the archive has a damaged header; the rest of the archive "
           "is not read\n");
    buf_release(&packed);
    buf_release(&b);
}

static void tar_cut_off(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    add_member(&b, "a.txt", '0', STR("alpha"));
    expect(CONTAINER_TAR, str_sub(buf_str(&b), 0, 514),
           "!the archive is cut off; the rest of the archive is not read\n");
    expect(CONTAINER_TAR, str_sub(buf_str(&b), 0, 100),
           "!the archive ends within a header; the rest of the archive is not read\n");
    buf_release(&b);
}

static void add_warc(struct buf *out, const char *type, const char *media,
                     struct str block)
{
    buf_addf(out,
             "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <http://x/%zu>\r\n"
             "content-type: %s\r\nContent-Length: %zu\r\n\r\n",
             type, block.n, media, block.n);
    buf_adds(out, block);
    buf_addc(out, "\r\n\r\n");
}

static void warc_records(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    add_warc(&b, "warcinfo", "application/warc-fields", STR("software: x"));
    add_warc(&b, "request", "application/http; msgtype=request", STR("GET / HTTP/1.0"));
    add_warc(&b, "response", "application/http; msgtype=response", STR("HTTP/1.0 200"));
    add_warc(&b, "conversion", "text/plain", STR("plain"));
    add_warc(&b, "resource", "image/png", STR("\x89PNG"));
    expect(CONTAINER_NONE, buf_str(&b),
           "2|http://x/12|HTTP/1.0 200\n0|http://x/5|plain\n");
    size_t cut = str_find(buf_str(&b), STR("\nplain\r"), 0) + 3;
    expect(CONTAINER_WARC, str_sub(buf_str(&b), 0, cut),
           "2|http://x/12|HTTP/1.0 200\n!the file ends within a record\n");
    expect(CONTAINER_WARC, STR("filedesc://x.arc 0.0.0.0 1 text/plain 3\n"),
           "!ARC files (before WARC) are not read\n");
    buf_release(&b);
}

static void warc_after_damage(void **state)
{
    struct buf b, one;

    (void)state;
    buf_init(&b, 0);
    buf_init(&one, 0);
    add_warc(&one, "conversion", "text/plain", STR("first"));
    add_gzip(&b, buf_str(&one));
    buf_clear(&one);
    add_warc(&one, "conversion", "text/plain", STR("second"));
    size_t second = b.n;
    add_gzip(&b, buf_str(&one));
    memset(b.p + second + 40, 0xff, 30);
    buf_clear(&one);
    add_warc(&one, "conversion", "text/plain", STR("the third"));
    add_gzip(&b, buf_str(&one));
    struct buf out;
    buf_init(&out, 0);
    read_all(CONTAINER_NONE, buf_str(&b), &out);
    assert_true(str_starts(buf_str(&out), STR("0|http://x/5|first\n!'")));
    assert_true(str_ends(buf_str(&out), STR("damaged\n0|http://x/9|the third\n")));
    buf_release(&out);
    buf_clear(&one);
    add_warc(&one, "conversion", "text/plain", STR("ok"));
    buf_addc(&one, "WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\nrubbish\r\n");
    add_warc(&one, "conversion", "text/plain", STR("yes"));
    expect(CONTAINER_WARC, buf_str(&one),
           "0|http://x/2|ok\n!a record has no valid Content-Length\n0|http://x/3|yes\n");
    buf_release(&one);
    buf_release(&b);
}

static void http_bodies(void **state)
{
    static const struct {
        const char *response, *body;
        enum http_result result;
    } cases[] = {
        {"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n<p>x",
         "<p>x", HTTP_ARTICLE},
        {"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>x", "", HTTP_OTHER},
        {"HTTP/1.1 200 OK\nContent-Type: image/png\n\nx", "", HTTP_OTHER},
        {"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n"
         "\r\n",
         "abcde", HTTP_ARTICLE},
        {"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n<html>", "<html>", HTTP_ARTICLE},
        {"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n9\r\nde", "abcde",
         HTTP_ARTICLE},
        {"HTTP/1.1 200 OK\nContent-Encoding: br\n\nxyz", "", HTTP_BROKEN},
        {"HTTP/1.1 200 OK\nContent-Encoding: gzip\n\nplain", "plain", HTTP_ARTICLE},
        {"HTTP/1.1 200 OK\n\n", "", HTTP_OTHER},
        {"nothing", "", HTTP_BROKEN},
    };
    struct buf room;
    struct http h;
    struct err e;

    (void)state;
    buf_init(&room, RECORD_MAX);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(http_read(str_c(cases[i].response), &room, &h, &e),
                         cases[i].result);
        if (cases[i].result == HTTP_ARTICLE)
            assert_str(h.body, cases[i].body);
    }
    http_read(str_c(cases[0].response), &room, &h, &e);
    assert_string_equal(h.charset, "utf-8");
    assert_int_equal(h.format, DOC_HTML);
    buf_release(&room);
}

static void http_compressed(void **state)
{
    struct buf room, b;
    struct http h;
    struct err e;

    (void)state;
    buf_init(&room, RECORD_MAX);
    buf_init(&b, 0);
    buf_addc(&b, "HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n");
    add_gzip(&b, STR("<p>packed"));
    assert_int_equal(http_read(buf_str(&b), &room, &h, &e), HTTP_ARTICLE);
    assert_str(h.body, "<p>packed");
    b.n -= 5;
    assert_int_equal(http_read(buf_str(&b), &room, &h, &e), HTTP_BROKEN);
    buf_release(&b);
    buf_release(&room);
}

static void by_name(void **state)
{
    (void)state;
    assert_int_equal(records_by_name(STR("a/x.jsonl.gz")), CONTAINER_LINES);
    assert_int_equal(records_by_name(STR("x.TAR")), CONTAINER_TAR);
    assert_int_equal(records_by_name(STR("x.warc.gz")), CONTAINER_WARC);
    assert_int_equal(records_by_name(STR("x.txt")), CONTAINER_NONE);
    assert_true(records_is_article(STR("x.TXT.gz")));
    assert_false(records_is_article(STR(".txt")));
    assert_false(records_is_article(STR("x.png")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_any_length),
        cmocka_unit_test(gzip_member_by_member),
        cmocka_unit_test(a_limit_is_an_end),
        cmocka_unit_test(what_cannot_be_opened),
        cmocka_unit_test(a_file_that_grows),
        cmocka_unit_test(json_lines),
        cmocka_unit_test(a_line_beyond_the_limit),
        cmocka_unit_test(tar_members),
        cmocka_unit_test(tar_cut_off),
        cmocka_unit_test(warc_records),
        cmocka_unit_test(warc_after_damage),
        cmocka_unit_test(http_bodies),
        cmocka_unit_test(http_compressed),
        cmocka_unit_test(by_name),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
