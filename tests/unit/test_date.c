/*
 * Civil dates: leap years, weekdays, month arithmetic, what is no date.
 */
#include "unit/unit.h"

#include "base/date.h"

static date_t day(const char *text)
{
    return date_parse(str_c(text));
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(date_of(1970, 1, 1), 0);
    assert_int_equal(date_of(1969, 12, 31), -1);
    assert_int_equal(date_of(2000, 3, 1), 11017);
    assert_int_equal(date_of(2026, 2, 9), 20493);
    assert_int_equal(date_of(1, 1, 1), -719162);
    assert_int_equal(date_of(9999, 12, 31), 2932896);
}

static void what_is_no_day(void **state)
{
    static const struct ymd none[] = {
        {2026, 2, 29}, {2100, 2, 29}, {2026, 4, 31}, {2026, 0, 1},  {2026, 13, 1},
        {2026, 1, 0},  {2026, 1, 32}, {0, 1, 1},     {10000, 1, 1}, {-5, 1, 1},
        {2026, -1, 5},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        assert_int_equal(date_of(none[i].y, none[i].m, none[i].d), DATE_NONE);
    assert_int_not_equal(date_of(2024, 2, 29), DATE_NONE);
    assert_int_not_equal(date_of(2000, 2, 29), DATE_NONE);
}

/* Every day of 400 years goes there and back, each one after the other. */
static void every_day(void **state)
{
    date_t expected = date_of(1800, 1, 1);

    (void)state;
    for (int y = 1800; y < 2201; y++) {
        for (int m = 1; m <= 12; m++) {
            for (int d = 1; d <= date_month_days(y, m); d++, expected++) {
                struct ymd back = date_ymd(expected);

                assert_int_equal(date_of(y, m, d), expected);
                assert_true(back.y == y && back.m == m && back.d == d);
            }
        }
    }
}

static void weeks(void **state)
{
    (void)state;
    assert_int_equal(date_weekday(day("1970-01-01")), 3);
    assert_int_equal(date_weekday(day("2026-02-09")), 0);
    assert_int_equal(date_weekday(day("2026-02-15")), 6);
    assert_int_equal(date_weekday(day("1969-12-28")), 6);
    assert_int_equal(date_monday(day("2026-02-15")), day("2026-02-09"));
    assert_int_equal(date_monday(day("2026-02-09")), day("2026-02-09"));
    assert_int_equal(date_monday(day("2026-01-01")), day("2025-12-29"));
    assert_int_equal(date_monday(DATE_NONE), DATE_NONE);
}

static void months(void **state)
{
    (void)state;
    assert_int_equal(date_month_days(2024, 2), 29);
    assert_int_equal(date_month_days(1900, 2), 28);
    assert_int_equal(date_month_days(2026, 0), 0);
    assert_int_equal(date_month_days(2026, 13), 0);
    assert_int_equal(date_add_months(day("2026-01-31"), 1), day("2026-02-28"));
    assert_int_equal(date_add_months(day("2024-02-29"), 12), day("2025-02-28"));
    assert_int_equal(date_add_months(day("2026-03-31"), -1), day("2026-02-28"));
    assert_int_equal(date_add_months(day("2026-01-15"), -1), day("2025-12-15"));
    assert_int_equal(date_add_months(day("2026-01-15"), -13), day("2024-12-15"));
    assert_int_equal(date_add_months(day("2026-11-30"), 0), day("2026-11-30"));
    assert_int_equal(date_add_months(DATE_NONE, 1), DATE_NONE);
    assert_int_equal(date_add_months(day("9999-12-01"), 1), DATE_NONE);
    assert_int_equal(date_add_months(day("0001-01-01"), -1), DATE_NONE);
    assert_int_equal(date_add_months(day("2026-01-01"), INT32_MAX), DATE_NONE);
    assert_int_equal(date_add_months(day("2026-01-01"), INT32_MIN), DATE_NONE);
}

static void parsing(void **state)
{
    static const char *const good[] = {
        "2026-02-09", "2026-02-09T10:00:00Z", "2026-02-09 10:00", "2026-02-09Z",
        "2026-02-09+08:00",
    };
    static const char *const bad[] = {
        "",           "2026-02-9",   "2026-2-09",   "26-02-09",    "2026/02/09",
        "2026-02-091", "2026-02-0x", "2026-02-30",  " 2026-02-09", "+026-02-09",
        "2026--2-09", "2026-02-09x", "0000-01-01",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_int_equal(day(good[i]), date_of(2026, 2, 9));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_int_equal(day(bad[i]), DATE_NONE);
    assert_int_equal(date_parse(STR("2026-02-09\0")), DATE_NONE);
}

static void formatting(void **state)
{
    char text[11];

    (void)state;
    date_format(day("2026-02-09"), text);
    assert_string_equal(text, "2026-02-09");
    date_format(day("0007-11-30"), text);
    assert_string_equal(text, "0007-11-30");
    date_format(DATE_NONE, text);
    assert_string_equal(text, "");
    date_format(INT32_MAX, text); /* beyond four digits of a year */
    assert_string_equal(text, "");
}

static void unix_times(void **state)
{
    (void)state;
    assert_int_equal(date_from_unix(0), 0);
    assert_int_equal(date_from_unix(86399), 0);
    assert_int_equal(date_from_unix(86400), 1);
    assert_int_equal(date_from_unix(-1), -1);
    assert_int_equal(date_from_unix(-86400), -1);
    assert_int_equal(date_from_unix(-86401), -2);
    assert_int_equal(date_from_unix(1770595200), day("2026-02-09"));
    assert_int_equal(date_from_unix(INT64_MAX), DATE_NONE);
    assert_int_equal(date_from_unix(INT64_MIN), DATE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days), cmocka_unit_test(what_is_no_day),
        cmocka_unit_test(every_day),  cmocka_unit_test(weeks),
        cmocka_unit_test(months),     cmocka_unit_test(parsing),
        cmocka_unit_test(formatting), cmocka_unit_test(unix_times),
    };

    return RUN(tests);
}
