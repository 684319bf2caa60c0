/*
 * Numbers in words, with a small lexicon of the test's own, and what printed
 * numbers say of their precision.
 */
#include "unit/unit.h"

#include "num/numword.h"

struct entry {
    const char *word;
    struct numword means;
};
static const struct entry lexicon[] = {
    {"zero", {NUMWORD_UNIT, 0}},          {"one", {NUMWORD_UNIT, 1}},
    {"two", {NUMWORD_UNIT, 2}},           {"four", {NUMWORD_UNIT, 4}},
    {"five", {NUMWORD_UNIT, 5}},          {"twelve", {NUMWORD_UNIT, 12}},
    {"nineteen", {NUMWORD_UNIT, 19}},     {"twenty", {NUMWORD_TEN, 20}},
    {"eighty", {NUMWORD_TEN, 80}},        {"hundred", {NUMWORD_HUNDRED, 100}},
    {"thousand", {NUMWORD_SCALE, 1000}},  {"million", {NUMWORD_SCALE, 1000000}},
    {"billion", {NUMWORD_SCALE, 1000000000}},
    {"trillion", {NUMWORD_SCALE, 1000000000000}},
    {"dozen", {NUMWORD_GROUP, 12}},       {"a", {NUMWORD_ARTICLE, 1}},
    {"half", {NUMWORD_HALF, 0}},          {"and", {NUMWORD_AND, 0}},
    {"point", {NUMWORD_POINT, 0}},
};

struct fixture {
    struct rats *p;
    struct arena a;
    bool no_and;
};

static bool lookup(void *ctx, struct str word, struct numword *out)
{
    struct fixture *f = ctx;

    for (size_t i = 0; i < ARRAY_LEN(lexicon); i++) {
        if (!str_ieq(word, str_c(lexicon[i].word)))
            continue;
        *out = lexicon[i].means;
        return !(f->no_and && out->kind == NUMWORD_AND);
    }
    return false;
}

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

static void assert_number(struct fixture *f, const char *text, const char *taken,
                          const char *value, const char *place)
{
    struct precision v;
    size_t n = numword_read(f->p, str_c(text), lookup, f, &v);

    assert_str(str_of(text, n), taken);
    if (!n)
        return;
    assert_string_equal(rat_decimal(&f->a, v.value), value);
    assert_string_equal(rat_decimal(&f->a, v.place), place);
}

static void spoken_numbers(void **state)
{
    static const char *const cases[][3] = {
        {"zero", "0", "1"},
        {"five", "5", "1"},
        {"Nineteen", "19", "1"},
        {"eighty", "80", "1"},
        {"eighty-four", "84", "1"},
        {"eighty four", "84", "1"},
        {"hundred-less", NULL, NULL},
        {"two hundred", "200", "100"},
        {"a hundred", "100", "100"},
        {"two hundred five", "205", "1"},
        {"two hundred and five", "205", "1"},
        {"one hundred and five point two", "105.2", "0.1"},
        {"twelve hundred", "1200", "100"},
        {"five trillion", "5000000000000", "1000000000000"},
        {"a million", "1000000", "1000000"},
        {"two hundred and five thousand", "205000", "1000"},
        {"two hundred million", "200000000", "100000000"},
        {"two thousand five hundred", "2500", "100"},
        {"two thousand and five", "2005", "1"},
        {"two million four hundred thousand and twelve", "2400012", "1"},
        {"one point five", "1.5", "0.1"},
        {"one point two five million", "1250000", "10000"},
        {"zero point zero five", "0.05", "0.01"},
        {"two and a half billion", "2500000000", "100000000"},
        {"two and half billion", "2500000000", "100000000"},
        {"half a million", "500000", "100000"},
        {"half a dozen", "6", "1"},
        {"a dozen", "12", "1"},
        {"two dozen", "24", "1"},
        {"two thousand billion", "2000000000000", "1000000000000"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_number(*state, cases[i][0], cases[i][1] ? cases[i][0] : "", cases[i][1],
                      cases[i][2]);
}

static void what_stands_behind(void **state)
{
    static const char *const cases[][4] = {
        {"five models", "five", "5", "1"},
        {"eighty-four percent", "eighty-four", "84", "1"},
        {"two-thirds", "two", "2", "1"},
        {"five, twelve", "five", "5", "1"},
        {"five  million", "five", "5", "1"},
        {"two hundred and more", "two hundred", "200", "100"},
        {"two hundred and five hundred", "two hundred", "200", "100"},
        {"two million and five million", "two million", "2000000", "1000000"},
        {"two thousand and five hundred", "two thousand", "2000", "1000"},
        {"two and five", "two", "2", "1"},
        {"five point", "five", "5", "1"},
        {"two and a", "two", "2", "1"},
        {"one million a day", "one million", "1000000", "1000000"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_number(*state, cases[i][0], cases[i][1], cases[i][2], cases[i][3]);
}

static void what_is_no_number(void **state)
{
    static const char *const none[] = {
        "",        "tokens",       "hundred",  "million",       "a",   "a token",
        "half",    "half a",       "and five", "point five",    "and", "half a hundred",
        "twenty twenty", "twenty nineteen", "five five", " five", "two dozen five",
        "two thousand five million",
    };

    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        assert_number(*state, none[i], "", NULL, NULL);
}

static void a_caller_may_refuse_and(void **state)
{
    struct fixture *f = *state;

    f->no_and = true;
    assert_number(f, "two hundred and five thousand", "two hundred", "200", "100");
}

static void endless_words_end(void **state)
{
    struct fixture *f = *state;
    struct precision v;
    struct buf text;

    buf_init(&text, 0);
    buf_addc(&text, "two");
    for (int i = 0; i < 1000; i++)
        buf_addc(&text, " trillion");
    assert_true(numword_read(f->p, buf_str(&text), lookup, f, &v) < 100);
    buf_release(&text);
}

static void significant_digits(void **state)
{
    struct fixture *f = *state;
    struct precision v;

    numword_read(f->p, STR("five trillion"), lookup, f, &v);
    assert_int_equal(v.sig, 1);
    numword_read(f->p, STR("two hundred and five"), lookup, f, &v);
    assert_int_equal(v.sig, 3);
    numword_read(f->p, STR("one point two five million"), lookup, f, &v);
    assert_int_equal(v.sig, 3);
    numword_read(f->p, STR("zero"), lookup, f, &v);
    assert_int_equal(v.sig, 1);
}

static void printed_numbers(void **state)
{
    static const struct {
        const char *text;
        int exp; /* of the scale word */
        const char *value, *place, *round;
        int sig;
    } cases[] = {
        {"4.12", 12, "4120000000000", "10000000000", "10000000000", 3},
        {"4.10", 12, "4100000000000", "10000000000", "100000000000", 3},
        {"600", 9, "600000000000", "1000000000", "100000000000", 3},
        {"70", 0, "70", "1", "10", 2},
        {"0.030", 0, "0.03", "0.001", "0.01", 2},
        {"1,234,567", 0, "1234567", "1", "1", 7},
        {"1 000 000", 0, "1000000", "1", "1000000", 7},
        {"-3.5", 0, "-3.5", "0.1", "0.1", 2},
        {"0", 6, "0", "1000000", "1000000", 1},
        {"0.00", 0, "0", "0.01", "0.01", 1},
        {"2.5", 3, "2500", "100", "100", 2},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        crat magnitude = cases[i].exp ? rat_pow10(f->p, cases[i].exp) : NULL;
        struct precision v;

        assert_true(precision_read(f->p, str_c(cases[i].text), magnitude, &v));
        assert_string_equal(rat_decimal(&f->a, v.value), cases[i].value);
        assert_string_equal(rat_decimal(&f->a, v.place), cases[i].place);
        assert_string_equal(rat_decimal(&f->a, v.round), cases[i].round);
        assert_int_equal(v.sig, cases[i].sig);
    }
}

static void what_is_not_printed_so(void **state)
{
    static const char *const none[] = {
        "", ",", "1,", ",1", "1,,2", "1.2,3", "1. 2", "1.", "1.2.3", "1e5", "--1", "x",
    };
    struct fixture *f = *state;
    struct precision v;
    char digits[300];

    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        assert_false(precision_read(f->p, str_c(none[i]), NULL, &v));
    memset(digits, '9', sizeof(digits));
    assert_false(precision_read(f->p, str_of(digits, sizeof(digits)), NULL, &v));
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(spoken_numbers),     WITH(what_stands_behind), WITH(what_is_no_number),
        WITH(endless_words_end),  WITH(printed_numbers),    WITH(a_caller_may_refuse_and),
        WITH(significant_digits), WITH(what_is_not_printed_so),
    };

    return RUN(tests);
}
