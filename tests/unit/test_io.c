/*
 * Files, folders, digests and compressed input, in a folder of the test's own.
 */
#include "unit/unit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/io.h"

static char folder[64];
static struct buf path_buf;

/* Path of a file in the test's folder, good until the next call. */
static const char *in(const char *name)
{
    buf_clear(&path_buf);
    io_join(&path_buf, folder, name);
    return path_buf.p;
}

static int setup(void **state)
{
    (void)state;
    buf_init(&path_buf, 0);
    snprintf(folder, sizeof(folder), "/tmp/claimcheck-unit-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
    char **names;
    size_t n;
    struct err e;

    (void)state;
    if (!io_list_dir(folder, &names, &n, &e))
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (unlink(in(names[i])) < 0)
            rmdir(in(names[i]));
        free(names[i]);
    }
    free(names);
    buf_release(&path_buf);
    return rmdir(folder);
}

static void put(const char *name, const char *text)
{
    struct err e;

    assert_true(io_write_file(in(name), str_c(text), &e));
}

static void files_there_and_back(void **state)
{
    struct buf out;
    struct err e;

    (void)state;
    buf_init(&out, 0);
    put("a", "one\n");
    buf_addc(&out, "before ");
    assert_true(io_read_file(in("a"), 100, &out, &e));
    assert_str(buf_str(&out), "before one\n");
    put("a", "");
    buf_clear(&out);
    assert_true(io_read_file(in("a"), 100, &out, &e));
    assert_int_equal(out.n, 0);
    assert_true(io_write_file(in("nul"), STR("a\0b"), &e));
    assert_true(io_read_file(in("nul"), 100, &out, &e));
    assert_memory_equal(out.p, "a\0b", 4);
    buf_release(&out);
}

static void what_cannot_be_read(void **state)
{
    struct buf out;
    struct err e;

    (void)state;
    buf_init(&out, 0);
    buf_addc(&out, "kept");
    assert_false(io_read_file(in("missing"), 100, &out, &e));
    assert_err(&e, "No such file or directory");
    assert_err(&e, "cannot open '");
    assert_false(io_read_file(folder, 100, &out, &e));
    assert_err(&e, "Is a directory");
    put("ten", "0123456789");
    assert_true(io_read_file(in("ten"), 10, &out, &e));
    out.n = 4, out.p[4] = '\0';
    assert_false(io_read_file(in("ten"), 9, &out, &e));
    assert_err(&e, "is larger than 9 bytes");
    assert_string_equal(out.p, "kept");
    assert_int_equal(out.n, 4);
    buf_release(&out);
    buf_init(&out, 5); /* the buffer's own maximum counts too */
    assert_false(io_read_file(in("ten"), 100, &out, &e));
    assert_int_equal(out.n, 0);
    buf_release(&out);
}

static void large_files(void **state)
{
    struct buf data, out;
    struct err e;

    (void)state;
    buf_init(&data, 0);
    buf_init(&out, 0);
    for (int i = 0; i < 300000; i++)
        buf_addch(&data, (char)(i * 31 % 251));
    assert_true(io_write_file(in("large"), buf_str(&data), &e));
    assert_true(io_read_file(in("large"), data.n, &out, &e));
    assert_true(str_eq(buf_str(&out), buf_str(&data)));
    buf_release(&data);
    buf_release(&out);
}

static void writing_keeps_mode_and_links(void **state)
{
    struct stat st;
    struct err e;
    char target[128];

    (void)state;
    put("a", "old");
    assert_int_equal(chmod(in("a"), 0600), 0);
    snprintf(target, sizeof(target), "%s", in("a"));
    assert_int_equal(symlink(target, in("link")), 0);
    assert_true(io_write_file(in("link"), STR("new"), &e));
    assert_int_equal(lstat(in("link"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(stat(in("a"), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(st.st_size, 3);
    assert_true(io_write_file("/dev/null", STR("gone"), &e));
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
}

static void what_cannot_be_written(void **state)
{
    struct err e;

    (void)state;
    assert_false(io_write_file(in("no/such/folder"), STR("x"), &e));
    assert_err(&e, "No such file or directory");
    assert_false(io_write_file(folder, STR("x"), &e));
    assert_err(&e, "Is a directory");
    if (access("/dev/full", W_OK) == 0) {
        assert_false(io_write_file("/dev/full", STR("x"), &e));
        assert_err(&e, "No space left");
    }
}

static void folders(void **state)
{
    static const char *const expected[] = {"B", "a", "b", "sub"};
    char **names;
    size_t n;
    struct err e;

    (void)state;
    put("b", "");
    put("a", "");
    put("B", "");
    assert_int_equal(mkdir(in("sub"), 0700), 0);
    assert_true(io_is_dir(in("sub")));
    assert_false(io_is_dir(in("a")));
    assert_false(io_is_dir(in("missing")));
    assert_true(io_exists(in("a")));
    assert_false(io_exists(in("missing")));
    assert_true(io_list_dir(folder, &names, &n, &e));
    assert_int_equal(n, ARRAY_LEN(expected));
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(names[i], expected[i]);
        free(names[i]);
    }
    free(names);
    assert_false(io_list_dir(in("a"), &names, &n, &e));
    assert_err(&e, "Not a directory");
}

static void an_empty_folder(void **state)
{
    char **names;
    size_t n = 9;
    struct err e;

    (void)state;
    assert_true(io_list_dir(folder, &names, &n, &e));
    assert_int_equal(n, 0);
    free(names);
}

static void beside_the_program(void **state)
{
    static const char *const some[] = {"no such file", "test_io", "."};
    struct buf out;

    (void)state;
    buf_init(&out, 0);
    assert_true(io_exe_dir(&out));
    assert_true(io_is_dir(out.p));
    assert_int_not_equal(out.p[out.n - 1], '/');
    buf_clear(&out);
    assert_true(io_beside_exe(some, ARRAY_LEN(some), &out));
    assert_true(str_ends(buf_str(&out), STR("/test_io")));
    buf_clear(&out);
    buf_addc(&out, "kept");
    assert_false(io_beside_exe(some, 1, &out));
    assert_string_equal(out.p, "kept");
    buf_clear(&out);
    io_join(&out, "a/", "b");
    assert_string_equal(out.p, "a/b");
    buf_release(&out);
}

static void digests(void **state)
{
    char hex[65];

    (void)state;
    io_sha256(STR_NONE, hex);
    assert_string_equal(hex,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    io_sha256(STR("abc"), hex);
    assert_string_equal(hex,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* Appends `data` compressed as gzip (or zlib) to out. */
static void compress_into(struct buf *out, struct str data, bool gzip)
{
    z_stream z = {0};
    size_t room;
    unsigned char *p;

    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, gzip ? 31 : 15, 8, Z_DEFAULT_STRATEGY),
                     Z_OK);
    room = deflateBound(&z, data.n);
    p = xmalloc(room);
    z.next_in = (Bytef *)(uintptr_t)data.p;
    z.avail_in = (uInt)data.n;
    z.next_out = p;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    buf_add(out, p, room - z.avail_out);
    deflateEnd(&z);
    free(p);
}

static void compressed_data(void **state)
{
    struct buf packed, out;
    struct err e;

    (void)state;
    buf_init(&packed, 0);
    buf_init(&out, 0);
    compress_into(&packed, STR("first "), true);
    assert_true(io_is_gzip(buf_str(&packed)));
    compress_into(&packed, STR("second"), true); /* members follow each other */
    buf_add(&packed, "\0\0\0", 3);               /* padding, as tape blocks have */
    assert_true(io_gunzip(buf_str(&packed), 10, &out, &e));
    assert_str(buf_str(&out), "first second");
    buf_clear(&packed);
    buf_clear(&out);
    compress_into(&packed, STR("zlib"), false);
    assert_false(io_is_gzip(buf_str(&packed)));
    assert_true(io_gunzip(buf_str(&packed), 10, &out, &e));
    assert_str(buf_str(&out), "zlib");
    buf_release(&packed);
    buf_release(&out);
}

static void broken_compressed_data(void **state)
{
    struct buf packed, out;
    struct err e;

    (void)state;
    buf_init(&packed, 0);
    buf_init(&out, 0);
    buf_addc(&out, "kept");
    compress_into(&packed, STR("some words to pack"), true);
    for (size_t n = 0; n < packed.n; n++) { /* cut anywhere */
        assert_false(io_gunzip(str_of(packed.p, n), 100, &out, &e));
        assert_err(&e, "broken or cut short");
        assert_str(buf_str(&out), "kept");
    }
    packed.p[packed.n - 6] ^= 1; /* checksum */
    assert_false(io_gunzip(buf_str(&packed), 100, &out, &e));
    packed.p[packed.n - 6] ^= 1;
    buf_addc(&packed, "garbage");
    assert_false(io_gunzip(buf_str(&packed), 100, &out, &e));
    assert_false(io_gunzip(STR("plain text"), 100, &out, &e));
    assert_str(buf_str(&out), "kept");
    buf_release(&packed);
    buf_release(&out);
}

/* Twenty megabytes of nothing pack into twenty kilobytes. */
static void a_bomb_is_stopped(void **state)
{
    struct buf packed, out;
    struct err e;
    size_t size = 20u << 20;
    char *zeros = xcalloc(size, 1);

    (void)state;
    buf_init(&packed, 0);
    buf_init(&out, 0);
    compress_into(&packed, str_of(zeros, size), true);
    assert_false(io_gunzip(buf_str(&packed), 100, &out, &e));
    assert_err(&e, "grow beyond the limit");
    assert_int_equal(out.n, 0);
    assert_true(out.cap < size / 2);
    assert_true(io_gunzip(buf_str(&packed), 2000, &out, &e));
    assert_int_equal(out.n, size);
    buf_release(&out);
    buf_init(&out, 1000); /* the buffer's own maximum counts too */
    assert_false(io_gunzip(buf_str(&packed), 2000, &out, &e));
    assert_int_equal(out.n, 0);
    buf_release(&out);
    buf_release(&packed);
    free(zeros);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(files_there_and_back),
        WITH(what_cannot_be_read),
        WITH(large_files),
        WITH(writing_keeps_mode_and_links),
        WITH(what_cannot_be_written),
        WITH(folders),
        WITH(an_empty_folder),
        cmocka_unit_test(beside_the_program),
        cmocka_unit_test(digests),
        cmocka_unit_test(compressed_data),
        cmocka_unit_test(broken_compressed_data),
        cmocka_unit_test(a_bomb_is_stopped),
    };

    return RUN(tests);
}
