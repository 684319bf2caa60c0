/*
 * Encodings: what is detected, and that offsets are those of the bytes as
 * they came.
 */
#include "unit/unit.h"

#include "text/charset.h"
#include "text/doc.h"

static struct doc d;

static int setup(void **state)
{
    (void)state;
    doc_init(&d);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    doc_release(&d);
    return 0;
}

static void read_bytes(struct str input, const char *encoding)
{
    struct read_opts o = {.encoding = encoding, .published = DATE_NONE};
    struct err e;

    err_clear(&e);
    if (!doc_read(&d, input, "t", &o, &e))
        fail_msg("not read: %s", e.msg);
}

struct case_of {
    const char *bytes;
    size_t n;
    const char *encoding, *text;
};
#define CASE(bytes, encoding, text)                                                      \
    {                                                                                    \
        bytes, sizeof(bytes) - 1, encoding, text                                         \
    }

static void detected(void **state)
{
    static const struct case_of cases[] = {
        CASE("\xEF\xBB\xBF"
             "5%",
             NULL, "5%"),
        CASE("\xFF\xFE"
             "5\0%\0",
             NULL, "5%"),
        CASE("\xFE\xFF\0"
             "5\0%",
             NULL, "5%"),
        CASE("5\0 \0t\0r\0i\0l\0l\0i\0o\0n\0", NULL, "5 trillion"),
        CASE("\0"
             "5\0 \0t\0r\0i\0l\0l\0i\0o\0n",
             NULL, "5 trillion"),
        CASE("\xFF\xFE\0\0"
             "5\0\0\0%\0\0\0",
             NULL, "5%"),
        CASE("=\xD8\0\xDE", "utf-16le", "\xF0\x9F\x98\x80"),
        CASE("caf\xE9 costs \x80"
             "5 \x96 \x93more\x94 than \xA3"
             "3",
             NULL,
             "caf\xC3\xA9 costs \xE2\x82\xAC"
             "5 \xE2\x80\x93 \xE2\x80\x9Cmore\xE2\x80\x9D than "
             "\xC2\xA3"
             "3"),
        CASE("caf\xE9", "latin1", "caf\xC3\xA9"),
        CASE("\xD6\xD0\xB9\xFA\xC4\xA3\xD0\xCD"
             "5%",
             NULL,
             "\xE4\xB8\xAD\xE5\x9B\xBD\xE6\xA8\xA1\xE5\x9E\x8B"
             "5%"),
        CASE("<meta charset=\"gb2312\"><p>\xD6\xD0", NULL, NULL),
        CASE("\xA4\xA4\xB0\xEA\xBC\xD2\xAB\xAC\xA9\xF5", "big5", NULL),
        CASE("\x83\x82\x83\x66\x83\x8B\x82\xCC"
             "5%",
             NULL,
             "\xE3\x83\xA2\xE3\x83\x87\xE3\x83\xAB\xE3\x81\xAE"
             "5%"),
        CASE("\xC8\xF1\xEF\xEE\xEB\xFC\xE7\xEE\xE2\xE0\xED\xE8\xE5", NULL,
             "\xD0\x98\xD1\x81\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x8C\xD0\xB7\xD0\xBE\xD0\xB2"
             "\xD0\xB0"
             "\xD0\xBD\xD0\xB8\xD0\xB5"),
        CASE("4.55 \xFF\xFE trillion \xC0\xAF tokens", NULL,
             "4.55 \xEF\xBF\xBD\xEF\xBF\xBD trillion \xEF\xBF\xBD\xEF\xBF\xBD tokens"),
        CASE("\xC3\xA9"
             "a\xC3\xA9"
             "b\xC3\xA9"
             "c\xC3\xA9"
             "d\xC3\xA9 \xE9",
             NULL,
             "\xC3\xA9"
             "a\xC3\xA9"
             "b\xC3\xA9"
             "c\xC3\xA9"
             "d\xC3\xA9 \xEF\xBF\xBD"),
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        read_bytes(str_of(cases[i].bytes, cases[i].n), cases[i].encoding);
        if (cases[i].text)
            assert_str(d.text, cases[i].text);
    }
}

static void declarations(void **state)
{
    static const char *const cases[][2] = {
        {"<?xml version='1.0' encoding='Shift_JIS'?><a>\x82\xA0</a>", "CP932"},
        {"<meta http-equiv=x content=\"text/html; charset=gb2312\">\xD6\xD0", "GB18030"},
        {"<meta charset=ISO-8859-1>\xE9", "CP1252"},
        {"<meta charset=iso-8859-1>\xC3\xA9", "UTF-8"},
        {"<meta charset=nonsense>caf\xE9", "CP1252"},
        {"charset=gb2312 in a text caf\xE9", "CP1252"},
    };
    struct charset c;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_true(charset_detect(str_c(cases[i][0]), NULL, &c));
        assert_string_equal(c.name, cases[i][1]);
    }
    assert_false(charset_detect(STR("abc"), "klingon", &c));
    assert_string_equal(c.name, "UTF-8");
}

static void unknown_name_is_noted(void **state)
{
    (void)state;
    read_bytes(STR("abc 5%"), "klingon");
    assert_str(d.text, "abc 5%");
    assert_int_equal(d.notes.n, 1);
    assert_err(&d.notes.p[0], "'klingon' is not known");
}

static void damage_is_noted(void **state)
{
    (void)state;
    read_bytes(str_of("a\0\x00\xD8"
                      "b\0x",
                      7),
               "utf-16le");
    assert_str(d.text, "a\xEF\xBF\xBD"
                       "b\xEF\xBF\xBD");
    assert_int_equal(d.notes.n, 1);
    assert_err(&d.notes.p[0], "2 characters invalid in UTF-16LE, the first at byte 2");
    read_bytes(STR("\xD6\xD0\xFF x"), "gbk");
    assert_err(&d.notes.p[0], "1 characters invalid in GB18030");
}

static void offsets(void **state)
{
    struct position p;

    (void)state;
    /* "x 中 5%\n\n国" in UTF-16 with a mark */
    read_bytes(str_of("\xFF\xFEx\0 \0\x2D\x4E \0"
                      "5\0%\0\n\0\n\0\xFD\x56",
                      20),
               NULL);
    assert_str(d.text, "x \xE4\xB8\xAD 5%\n\n\xE5\x9B\xBD");
    p = doc_position(&d, 2, 5);
    assert_int_equal(p.start, 6);
    assert_int_equal(p.end, 8);
    assert_int_equal(p.column, 3);
    p = doc_position(&d, 6, 8);
    assert_int_equal(p.start, 10);
    assert_int_equal(p.end, 14);
    assert_int_equal(p.utf16_start, 4);
    p = doc_position(&d, 10, 13);
    assert_int_equal(p.start, 18);
    assert_int_equal(p.end, 20);
    assert_int_equal(p.line, 3);
    assert_int_equal(p.column, 1);
    read_bytes(STR("ab \xD6\xD0\xB9\xFA 5"), "gb18030");
    p = doc_position(&d, 3, 9);
    assert_int_equal(p.start, 3);
    assert_int_equal(p.end, 7);
    p = doc_position(&d, 10, 11);
    assert_int_equal(p.start, 8);
    assert_int_equal(p.column, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(detected, setup, teardown),
        cmocka_unit_test(declarations),
        cmocka_unit_test_setup_teardown(unknown_name_is_noted, setup, teardown),
        cmocka_unit_test_setup_teardown(damage_is_noted, setup, teardown),
        cmocka_unit_test_setup_teardown(offsets, setup, teardown),
    };

    return RUN(tests);
}
