/*
 * Exact rationals: the pool, printed decimals, and numbers as people read them.
 */
#include "unit/unit.h"

#include "num/rat.h"

struct fixture {
    struct rats *p;
    struct arena a;
};

static int setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof(*f));

    f->p = rats_new();
    arena_init(&f->a);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    rats_free(f->p);
    arena_release(&f->a);
    free(f);
    return 0;
}

/* A number written "1.25" or "1/3". */
static rat num(struct fixture *f, const char *text)
{
    struct str rest = str_c(text), over;
    rat a, b;
    int places, sig;

    str_split(&rest, '/', &over);
    assert_true(rat_parse(f->p, over, &a, &places, &sig));
    if (!rest.p)
        return a;
    assert_true(rat_parse(f->p, rest, &b, &places, &sig));
    return rat_div(f->p, a, b);
}

static void arithmetic(void **state)
{
    struct fixture *f = *state;
    rat a = num(f, "1/3"), b = num(f, "-2.5");

    assert_int_equal(rat_cmp(rat_add(f->p, a, b), num(f, "-13/6")), 0);
    assert_int_equal(rat_cmp(rat_sub(f->p, a, b), num(f, "17/6")), 0);
    assert_int_equal(rat_cmp(rat_mul(f->p, a, b), num(f, "-5/6")), 0);
    assert_int_equal(rat_cmp(rat_div(f->p, a, b), num(f, "-2/15")), 0);
    assert_int_equal(rat_cmp(rat_neg(f->p, b), num(f, "2.5")), 0);
    assert_int_equal(rat_cmp(rat_abs(f->p, b), num(f, "2.5")), 0);
    assert_int_equal(rat_cmp(rat_pow10(f->p, -3), num(f, "0.001")), 0);
    assert_int_equal(rat_cmp(rat_pow10(f->p, 12), num(f, "1000000000000")), 0);
    assert_int_equal(rat_cmp(rat_frac(f->p, 6, -4), num(f, "-1.5")), 0);
    assert_int_equal(rat_cmp(rat_i64(f->p, INT64_MIN), num(f, "-9223372036854775808")), 0);
    assert_true(rat_cmp(b, a) < 0);
    assert_int_equal(rat_sgn(b), -1);
    assert_int_equal(rat_sgn(rat_new(f->p)), 0);
}

/* A price per token times a million is the literal: the reason for all this. */
static void prices_are_exact(void **state)
{
    struct fixture *f = *state;
    rat v = rat_mul(f->p, num(f, "0.00000125"), rat_pow10(f->p, 6));

    assert_string_equal(rat_decimal(&f->a, v), "1.25");
    v = rat_mul(f->p, num(f, "0.0000002999"), rat_pow10(f->p, 6));
    assert_string_equal(rat_decimal(&f->a, v), "0.2999");
}

static void the_pool_is_used_again(void **state)
{
    struct fixture *f = *state;
    rat first = rat_i64(f->p, 7), again;

    for (int i = 0; i < 1000; i++)
        rat_add(f->p, first, rat_i64(f->p, i));
    rats_clear(f->p);
    again = rat_new(f->p);
    assert_ptr_equal(again, first);
    assert_int_equal(rat_sgn(again), 0); /* zero again */
    for (int i = 0; i < 3000; i++)
        assert_int_equal(rat_sgn(rat_new(f->p)), 0);
}

static void parsing(void **state)
{
    static const struct {
        const char *text, *value;
        int places, sig;
    } good[] = {
        {"0", "0", 0, 1},          {"7", "7", 0, 1},         {"+7", "7", 0, 1},
        {"-7.50", "-7.5", 2, 3},   {".5", "0.5", 1, 1},      {"007", "7", 0, 1},
        {"0.030", "0.03", 3, 2},   {"600", "600", 0, 3},     {"0.00", "0", 2, 1},
        {"-0", "0", 0, 1},         {"1.2820", "1.282", 4, 5},
        {"123456789012345678901234567890", "123456789012345678901234567890", 0, 30},
    };
    static const char *const bad[] = {
        "", "+", "-", ".", "1.", "1..2", "1.2.3", "1,000", " 1", "1 ", "1e3", "0x1", "1/3", "--1",
    };
    struct fixture *f = *state;
    char digits[1000];
    int places = -1, sig = -1;
    rat v = NULL;

    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        assert_true(rat_parse(f->p, str_c(good[i].text), &v, &places, &sig));
        assert_string_equal(rat_decimal(&f->a, v), good[i].value);
        assert_int_equal(places, good[i].places);
        assert_int_equal(sig, good[i].sig);
    }
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(rat_parse(f->p, str_c(bad[i]), &v, &places, &sig));
    memset(digits, '1', sizeof(digits));
    assert_false(rat_parse(f->p, str_of(digits, sizeof(digits)), &v, &places, &sig));
    assert_false(rat_parse(f->p, STR("1\0002"), &v, &places, &sig));
}

static void decimals(void **state)
{
    static const char *const cases[][2] = {
        {"0", "0"},
        {"-1.50", "-1.5"},
        {"1/8", "0.125"},
        {"1/3", "0.333333"},
        {"-2/3", "-0.666667"},
        {"12345/7", "1763.571429"},
        {"1/3000", "0.000333333"},
        {"29999999/30000000", "1"}, /* 0.99999996... to six digits, zeros dropped */
        {"0.00000000000000000001", "0.00000000000000000001"}, /* 20 places, exact */
        {"0.000000000000000000012", "0.000000000000000000012"},
        {"5156000000000", "5156000000000"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(rat_decimal(&f->a, num(f, cases[i][0])), cases[i][1]);
}

static void fixed_places(void **state)
{
    static const struct {
        const char *value;
        int places;
        const char *text;
    } cases[] = {
        {"1.25", 1, "1.3"},    {"-1.25", 1, "-1.3"}, {"1.35", 1, "1.4"},
        {"0.5", 0, "1"},       {"-0.5", 0, "-1"},    {"0.49", 0, "0"},
        {"-0.004", 2, "0.00"}, {"7", 2, "7.00"},     {"0.05", 2, "0.05"},
        {"1/3", 5, "0.33333"}, {"2/3", 5, "0.66667"}, {"99.96", 1, "100.0"},
        {"0.1", 1, "0.1"},     {"0.01", 1, "0.0"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(rat_fixed(&f->a, num(f, cases[i].value), cases[i].places),
                            cases[i].text);
}

static void for_people(void **state)
{
    static const struct {
        const char *value;
        int sig;
        const char *text;
    } cases[] = {
        {"0", 3, "0"},
        {"5156000000000", 4, "5.156T"},
        {"5156000000000", 2, "5.2T"},
        {"5000000000000", 4, "5T"},
        {"-2700000000000", 3, "-2.7T"},
        {"174440000000", 5, "174.44B"},
        {"174440000000", 2, "174B"}, /* the whole part is never cut */
        {"1000000", 3, "1M"},
        {"999960000", 4, "1B"}, /* rounding goes to the next letter */
        {"999940000", 4, "999.9M"},
        {"999999", 3, "1M"},
        {"10000", 3, "10K"},
        {"12345", 5, "12.345K"},
        {"9999", 3, "9,999"},
        {"1234.5", 3, "1,235"},
        {"9999.6", 4, "10K"},
        {"999.6", 3, "1,000"},
        {"127.63", 4, "127.6"},
        {"0.000123456", 3, "0.000123"},
        {"0.25", 3, "0.25"},
        {"1/3", 3, "0.333"},
        {"1234567000000000", 5, "1,234.6T"},
        {"123456789000000000000", 3, "123,456,789T"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(rat_human(&f->a, num(f, cases[i].value), cases[i].sig),
                            cases[i].text);
}

static void last_places(void **state)
{
    static const char *const cases[][2] = {
        {"0", "1"},          {"7", "1"},        {"600000000000", "100000000000"},
        {"-120", "10"},      {"0.25", "0.01"},  {"4.10", "0.1"},
        {"0.125", "0.001"},  {"100.5", "0.1"},  {"1/3", "0"},
        {"-0.0008", "0.0001"}, {"1/1024", "0.0000000001"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(rat_decimal(&f->a, rat_last_place(f->p, num(f, cases[i][0]))),
                            cases[i][1]);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(arithmetic), WITH(prices_are_exact), WITH(the_pool_is_used_again),
        WITH(parsing),    WITH(decimals),         WITH(fixed_places),
        WITH(for_people), WITH(last_places),
    };

    return RUN(tests);
}
