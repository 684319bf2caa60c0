/*
 * UTF-8: every code point there and back, and every kind of broken sequence.
 */
#include "unit/unit.h"

#include "base/utf8.h"

static void every_code_point(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char out[4];
        int n, len;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        n = utf8_put(out, cp);
        assert_int_equal(utf8_valid(str_of(out, (size_t)n)), n);
        assert_int_equal(utf8_get(out, out + n, &len), cp);
        assert_int_equal(len, n);
    }
}

static void what_cannot_be_put(void **state)
{
    static const uint32_t none[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    char out[4];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(none); i++) {
        assert_int_equal(utf8_put(out, none[i]), 3);
        assert_memory_equal(out, "\xEF\xBF\xBD", 3);
    }
}

static void broken_sequences(void **state)
{
    static const char *const broken[] = {
        "\x80",             /* continuation alone */
        "\xBF",             "\xC0\x80",         "\xC1\xBF", /* overlong */
        "\xC3",             "\xC3(",            /* cut, or not continued */
        "\xE0\x80\x80",     "\xE0\x9F\xBF",     /* overlong */
        "\xED\xA0\x80",     "\xED\xBF\xBF",     /* surrogates */
        "\xE2\x82",         "\xE2\x28\xA1",     "\xE2\x82\x28",
        "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", /* overlong */
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", /* above U+10FFFF */
        "\xF0\x9F\x98",     "\xFE",             "\xFF",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        int len = 0;
        char text[32];

        assert_int_equal(utf8_valid(str_c(broken[i])), 0);
        assert_int_equal(utf8_get(broken[i], broken[i] + strlen(broken[i]), &len), 0xFFFD);
        assert_int_equal(len, 1);
        snprintf(text, sizeof(text), "twelve bytes%s", broken[i]);
        assert_int_equal(utf8_valid(str_c(text)), 12);
        snprintf(text, sizeof(text), "%s and eight more", broken[i]);
        assert_int_equal(utf8_valid(str_c(text)), 0);
    }
}

static void the_end_is_respected(void **state)
{
    const char *euro = "\xE2\x82\xAC";
    int len;

    (void)state;
    assert_int_equal(utf8_get(euro, euro + 2, &len), 0xFFFD);
    assert_int_equal(utf8_get(euro, euro, &len), 0xFFFD);
    assert_int_equal(len, 1);
    assert_int_equal(utf8_get(euro, euro + 3, &len), 0x20AC);
    assert_int_equal(utf8_valid(str_of(euro, 2)), 0);
    assert_int_equal(utf8_valid(STR("")), 0);
    assert_int_equal(utf8_valid(STR("a\0b")), 3); /* NUL is valid */
}

static void counting(void **state)
{
    struct str s = STR("a\xC3\xA9\xE4\xB8\x87\xF0\x9F\x98\x80"); /* a é 万 😀 */

    (void)state;
    assert_int_equal(utf8_count(s), 4);
    assert_int_equal(utf16_count(s), 5);
    assert_int_equal(utf8_count(STR_NONE), 0);
    assert_int_equal(utf16_count(STR_NONE), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point),     cmocka_unit_test(what_cannot_be_put),
        cmocka_unit_test(broken_sequences),     cmocka_unit_test(the_end_is_respected),
        cmocka_unit_test(counting),
    };

    return RUN(tests);
}
