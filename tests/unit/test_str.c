/*
 * Views and buffers: clamping, empty views, maxima.
 */
#include "unit/unit.h"

static void views(void **state)
{
    (void)state;
    assert_str(str_c(NULL), "");
    assert_str(str_sub(STR("tokens"), 2, 4), "ke");
    assert_str(str_sub(STR("tokens"), 4, 2), "");
    assert_str(str_sub(STR("tokens"), 5, 99), "s");
    assert_str(str_sub(STR("tokens"), 99, 100), "");
    assert_str(str_sub(STR_NONE, 1, 2), "");
    assert_str(str_trim(STR(" \t\n a b \r\n")), "a b");
    assert_str(str_trim(STR("  ")), "");
    assert_str(str_trim(STR_NONE), "");
}

static void comparing(void **state)
{
    (void)state;
    assert_true(str_eq(STR_NONE, STR("")));
    assert_false(str_eq(STR("a"), STR("ab")));
    assert_true(str_eqc(STR("a"), "a"));
    assert_true(str_ieq(STR("GLM-5"), STR("glm-5")));
    assert_false(str_ieq(STR("[a"), STR("{a"))); /* 32 apart, no letters */
    assert_true(str_starts(STR("abc"), STR("ab")));
    assert_true(str_starts(STR("abc"), STR("")));
    assert_false(str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_false(str_ends(STR("c"), STR("bc")));
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_true(str_cmp(STR("\xff"), STR("a")) > 0);
    assert_int_equal(str_cmp(STR_NONE, STR("")), 0);
}

static void finding(void **state)
{
    struct str s = STR("aXbXc");

    (void)state;
    assert_int_equal(str_find(s, STR("X"), 0), 1);
    assert_int_equal(str_find(s, STR("X"), 2), 3);
    assert_int_equal(str_find(s, STR("X"), 4), s.n);
    assert_int_equal(str_find(s, STR("X"), 99), s.n);
    assert_int_equal(str_find(s, STR(""), 2), 2);
    assert_int_equal(str_find(STR_NONE, STR("X"), 0), 0);
    assert_int_equal(str_find(s, STR("aXbXcd"), 0), s.n);
}

static void splitting(void **state)
{
    struct str s = STR("a,,b,"), part;

    (void)state;
    assert_true(str_split(&s, ',', &part));
    assert_str(part, "a");
    assert_true(str_split(&s, ',', &part));
    assert_str(part, "");
    assert_true(str_split(&s, ',', &part));
    assert_str(part, "b");
    assert_true(str_split(&s, ',', &part));
    assert_str(part, "");
    assert_false(str_split(&s, ',', &part));
    s = STR("");
    assert_true(str_split(&s, ',', &part));
    assert_str(part, "");
    assert_false(str_split(&s, ',', &part));
}

static void integers(void **state)
{
    static const char *const refused[] = {
        "", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "9223372036854775808",
        "-9223372036854775809", "99999999999999999999999",
    };
    int64_t v = 7;

    (void)state;
    assert_true(str_i64(STR("0"), &v));
    assert_int_equal(v, 0);
    assert_true(str_i64(STR("-0012"), &v));
    assert_int_equal(v, -12);
    assert_true(str_i64(STR("9223372036854775807"), &v));
    assert_true(v == INT64_MAX);
    assert_true(str_i64(STR("-9223372036854775808"), &v));
    assert_true(v == INT64_MIN);
    v = 7;
    for (size_t i = 0; i < ARRAY_LEN(refused); i++)
        assert_false(str_i64(str_c(refused[i]), &v));
    assert_int_equal(v, 7);
}

static void buffer_grows(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    assert_str(buf_str(&b), "");
    for (int i = 0; i < 1000; i++)
        assert_true(buf_addf(&b, "%d,", i % 10));
    assert_int_equal(b.n, 2000);
    assert_int_equal(b.p[b.n], '\0');
    assert_int_equal(b.p[1998], '9');
    buf_clear(&b);
    assert_string_equal(b.p, "");
    assert_true(buf_adds(&b, STR_NONE));
    assert_true(buf_addc(&b, "x"));
    assert_true(buf_addch(&b, 'y'));
    assert_str(buf_str(&b), "xy");
    buf_release(&b);
    assert_null(b.p);
}

static void buffer_keeps_its_maximum(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 4);
    assert_true(buf_addc(&b, "abcd"));
    assert_false(b.cut);
    assert_false(buf_addch(&b, 'e'));
    assert_true(b.cut);
    assert_false(buf_addf(&b, "%d", 12345));
    assert_str(buf_str(&b), "abcd");
    buf_clear(&b);
    assert_false(b.cut);
    assert_false(buf_add(&b, "x", SIZE_MAX));
    assert_int_equal(b.n, 0);
    buf_release(&b);
    assert_int_equal(b.max, 4);
}

static void stealing(void **state)
{
    struct buf b;
    char *p;

    (void)state;
    buf_init(&b, 0);
    p = buf_steal(&b);
    assert_string_equal(p, "");
    free(p);
    buf_addc(&b, "mine");
    p = buf_steal(&b);
    assert_string_equal(p, "mine");
    assert_null(b.p);
    free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views),        cmocka_unit_test(comparing),
        cmocka_unit_test(finding),      cmocka_unit_test(splitting),
        cmocka_unit_test(integers),     cmocka_unit_test(buffer_grows),
        cmocka_unit_test(stealing),     cmocka_unit_test(buffer_keeps_its_maximum),
    };

    return RUN(tests);
}
