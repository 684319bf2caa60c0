/*
 * What a wording allows: every row of the hedge table, with the close zones,
 * round integers, fractions with their neighbours, ranges and exact numbers.
 */
#include "unit/verify_fixture.h"

#include "verify/judge.h"

struct expected {
    const char *number;
    enum hedge hedge;
    enum claim_kind kind;
    const char *ok, *close; /* "[4.115T,4.125T]"; close NULL: the same as ok */
};

static const char *bound(struct arena *a, crat v)
{
    return v ? rat_human(a, v, 8) : "inf";
}

static const char *show(struct arena *a, const struct interval *i)
{
    return arena_printf(a, "%c%s,%s%c", i->lo && i->lo_closed ? '[' : '(',
                        i->lo ? bound(a, i->lo) : "-inf", bound(a, i->hi),
                        i->hi && i->hi_closed ? ']' : ')');
}

static const struct expected rows[] = {
    {"4.12 trillion", HEDGE_EXACT, KIND_LEVEL, "[4.115T,4.125T]", "[4.11T,4.13T]"},
    {"4.10 trillion", HEDGE_EXACT, KIND_LEVEL, "[4.095T,4.105T]", "[4.09T,4.11T]"},
    {"600 billion", HEDGE_EXACT, KIND_LEVEL, "[599.5B,600.5B]", "[550B,650B]"},
    {"70%", HEDGE_EXACT, KIND_SHARE, "[69.5,70.5]", "[65,75]"},
    {"47.17%", HEDGE_EXACT, KIND_SHARE, "[47.165,47.175]", "[47.16,47.18]"},
    {"10x", HEDGE_EXACT, KIND_MULTIPLE, "[9.5,10.5]", "[5,15]"},
    {"3x", HEDGE_EXACT, KIND_MULTIPLE, "[2.5,3.5]", "[1.5,4.5]"},
    {"2.5x", HEDGE_EXACT, KIND_MULTIPLE, "[2.45,2.55]", "[2.4,2.6]"},
    {"half", HEDGE_EXACT, KIND_SHARE, "[45,55]", "[40,60]"},
    {"a third", HEDGE_EXACT, KIND_SHARE, "[29.166667,36.666667]", "[25,40]"},
    {"two-thirds", HEDGE_EXACT, KIND_SHARE, "[63.333333,70.833333]", "[60,75]"},
    {"three quarters", HEDGE_EXACT, KIND_SHARE, "[70.833333,77.5]", "[66.666667,80]"},
    {"$0.30", HEDGE_EXACT, KIND_PRICE, "[0.3,0.3]", "[0.295,0.305]"},
    {"$5", HEDGE_EXACT, KIND_PRICE, "[5,5]", NULL},
    {"2", HEDGE_EXACT, KIND_RANK, "[2,2]", NULL},
    {"4", HEDGE_EXACT, KIND_COUNT, "[4,4]", NULL},
    {"-40%", HEDGE_EXACT, KIND_GROWTH, "[-40.5,-39.5]", "[-45,-35]"},

    {"4.12 trillion", HEDGE_ABOUT, KIND_LEVEL, "[4.11T,4.13T]", "[4.1T,4.14T]"},
    {"600 billion", HEDGE_ABOUT, KIND_LEVEL, "[599B,601B]", "[550B,650B]"},
    {"$1.1", HEDGE_ABOUT, KIND_PRICE, "[1,1.2]", "[0.9,1.3]"},
    {"a third", HEDGE_ABOUT, KIND_SHARE, "[29.166667,36.666667]", "[25,40]"},

    {"70%", HEDGE_NEARLY, KIND_SHARE, "[65,70)", "[60,70.5]"},
    {"4.12 trillion", HEDGE_NEARLY, KIND_LEVEL, "[4.115T,4.12T)", "[4.11T,4.125T]"},
    {"half", HEDGE_NEARLY, KIND_SHARE, "[45,50)", "[40,55]"},

    {"600 billion", HEDGE_OVER, KIND_LEVEL, "(600B,inf)", "[599.5B,inf)"},
    {"2", HEDGE_OVER, KIND_COUNT, "(2,inf)", NULL},
    {"-20%", HEDGE_OVER, KIND_GROWTH, "(-inf,-20)", "(-inf,-19.5]"},
    {"half", HEDGE_OVER, KIND_SHARE, "(50,inf)", "[45,inf)"},
    {"600 billion", HEDGE_AT_LEAST, KIND_LEVEL, "[600B,inf)", "[599.5B,inf)"},
    {"20%", HEDGE_UNDER, KIND_SHARE, "(-inf,20)", "(-inf,20.5]"},
    {"2.5x", HEDGE_AT_MOST, KIND_MULTIPLE, "[2.45,2.55]", "[2.4,2.6]"},
};

static void hedge_table(void **state)
{
    struct fixture *f = *state;
    struct allow_table table;
    struct err e = {0};

    assert_true(allow_load(&table, rules_vocab(f->rules, "verify_allow"),
                           rules_vocab(f->rules, "verify_fractions"), &e));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct said s = {
            .kind = rows[i].kind, .number = rows[i].number, .hedge = rows[i].hedge};
        struct allowed a;
        struct wording w;

        start_article(f);
        say(f, &s);
        f->doc.text = buf_str(&f->text);
        w = wording_of(&f->doc, &f->claims.v.p[0]);
        allowed_of(&table, f->claims.rats, &w, &a);
        if (strcmp(show(&f->claims.arena, &a.ok), rows[i].ok) != 0 ||
            strcmp(show(&f->claims.arena, &a.close),
                   rows[i].close ? rows[i].close : rows[i].ok) != 0)
            fail_msg("%s %s: %s close %s", hedge_name(rows[i].hedge), rows[i].number,
                     show(&f->claims.arena, &a.ok), show(&f->claims.arena, &a.close));
    }
}

/* "between 4 and 5 trillion" has half a unit on both sides. */
static void ranges(void **state)
{
    struct fixture *f = *state;
    struct allow_table table;
    struct err e = {0};
    struct said s = {.kind = KIND_LEVEL, .number = "4.0 trillion"};
    struct allowed a;
    struct wording w;

    assert_true(allow_load(&table, rules_vocab(f->rules, "verify_allow"),
                           rules_vocab(f->rules, "verify_fractions"), &e));
    start_article(f);
    say(f, &s);
    f->doc.text = buf_str(&f->text);
    f->claims.v.p[0].num.hi = rat_mul(f->claims.rats, rat_i64(f->claims.rats, 5),
                                      rat_pow10(f->claims.rats, 12));
    w = wording_of(&f->doc, &f->claims.v.p[0]);
    allowed_of(&table, f->claims.rats, &w, &a);
    assert_string_equal(show(&f->claims.arena, &a.ok), "[3.95T,5.05T]");
    assert_string_equal(show(&f->claims.arena, &a.close), "[3.9T,5.1T]");
}

/* 1/13 is no common fraction: its neighbours are 1/14 and 1/12. */
static void uncommon_fraction(void **state)
{
    struct fixture *f = *state;
    struct allow_table table;
    struct err e = {0};
    struct rats *p = f->claims.rats;
    struct number n = {.form = FORM_FRACTION};
    struct wording w = {.num = &n, .kind = KIND_PRICE_RATIO};
    struct allowed a;

    n.value = rat_frac(p, 1, 13);
    assert_true(allow_load(&table, rules_vocab(f->rules, "verify_allow"),
                           rules_vocab(f->rules, "verify_fractions"), &e));
    allowed_of(&table, p, &w, &a);
    assert_int_equal(rat_cmp(a.close.lo, rat_frac(p, 1, 14)), 0);
    assert_int_equal(rat_cmp(a.close.hi, rat_frac(p, 1, 12)), 0);
}

static struct interval closed(struct rats *p, int64_t lo, int64_t hi)
{
    return interval_closed(rat_i64(p, lo), rat_i64(p, hi));
}

static void four_outcomes(void **state)
{
    struct fixture *f = *state;
    struct rats *p = f->claims.rats;
    struct allowed a = {closed(p, 10, 20), closed(p, 5, 25)};
    static const struct {
        int64_t lo, hi;
        enum verdict v;
    } cases[] = {
        {10, 20, VERDICT_SUPPORTED},    {12, 12, VERDICT_SUPPORTED},
        {5, 12, VERDICT_CLOSE},         {21, 25, VERDICT_CLOSE},
        {26, 30, VERDICT_CONTRADICTED}, {1, 4, VERDICT_CONTRADICTED},
        {24, 26, VERDICT_INSUFFICIENT}, {1, 30, VERDICT_INSUFFICIENT},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct interval d = closed(p, cases[i].lo, cases[i].hi);

        assert_int_equal(judge(&a, &d), cases[i].v);
    }
}

/* A table that is broken is named with its key; nothing is guessed. */
static void broken_tables(void **state)
{
    static const struct {
        const char *value, *says;
    } bad[] = {
        {"[x - u/2, x + u/2", "is no pair of intervals"},
        {"[x, y]", "is no pair of intervals"},
        {"[x, x] near [x, x]", "is no pair of intervals"},
        {"[x/0, x]", "is no pair of intervals"},
        {"[x, x] close [x, x] more", "is no pair of intervals"},
        {"", "is no pair of intervals"},
        {"[x, x]", "has no row 'about.digits'"},
    };
    struct vocab_item fraction = {STR("1/2"), STR("half")};
    struct vocab fractions = {"verify_fractions", &fraction, 1};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct vocab_item item = {STR("exact.digits"), str_c(bad[i].value)};
        struct vocab rows_bad = {"verify_allow", &item, 1};
        struct allow_table t;
        struct err e = {0};

        assert_false(allow_load(&t, &rows_bad, &fractions, &e));
        assert_err(&e, bad[i].says);
    }
}

static void broken_fractions(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {"half", "3/2", "0/5", "1/2/3", "-1/2"};

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct vocab_item item = {str_c(bad[i]), STR("x")};
        struct vocab fractions = {"verify_fractions", &item, 1};
        struct allow_table t;
        struct err e = {0};

        assert_false(
            allow_load(&t, rules_vocab(f->rules, "verify_allow"), &fractions, &e));
        assert_err(&e, "no fraction");
    }
    {
        struct allow_table t;
        struct err e = {0};

        assert_false(allow_load(&t, NULL, NULL, &e));
        assert_err(&e, "'verify_allow' is missing");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hedge_table),       cmocka_unit_test(ranges),
        cmocka_unit_test(uncommon_fraction), cmocka_unit_test(four_outcomes),
        cmocka_unit_test(broken_tables),     cmocka_unit_test(broken_fractions),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
