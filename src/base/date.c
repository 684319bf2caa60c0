/*
 * Days and civil dates, by counting in eras of 400 years that begin on the
 * first of March, so that a leap day is the last day of its year.
 */
#include "base/date.h"

#define ERA_DAYS 146097 /* days in 400 years */
#define EPOCH_SHIFT 719468 /* days from 0000-03-01 to 1970-01-01 */
#define YEAR_MIN 1
#define YEAR_MAX 9999

static bool is_leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

int date_month_days(int y, int m)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (m < 1 || m > 12)
        return 0;
    return days[m - 1] + (m == 2 && is_leap(y));
}

date_t date_of(int y, int m, int d)
{
    int era, year_of_era, day_of_year;

    if (y < YEAR_MIN || y > YEAR_MAX || d < 1 || d > date_month_days(y, m))
        return DATE_NONE;
    y -= m <= 2;
    era = y / 400;
    year_of_era = y - era * 400;
    day_of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
           day_of_year - EPOCH_SHIFT;
}

struct ymd date_ymd(date_t d)
{
    int64_t z = (int64_t)d + EPOCH_SHIFT;
    int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
    int doe = (int)(z - era * ERA_DAYS);
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int m = mp < 10 ? mp + 3 : mp - 9;

    return (struct ymd){(int)(yoe + era * 400) + (m <= 2), m,
                        doy - (153 * mp + 2) / 5 + 1};
}

int date_weekday(date_t d)
{
    int w = (int)(((int64_t)d + 3) % 7); /* 1970-01-01 was a Thursday */

    return w < 0 ? w + 7 : w;
}

date_t date_monday(date_t d)
{
    return d == DATE_NONE ? d : d - date_weekday(d);
}

date_t date_add_months(date_t d, int n)
{
    struct ymd v;
    int64_t months;
    int y, m, last;

    if (d == DATE_NONE)
        return d;
    v = date_ymd(d);
    months = (int64_t)v.y * 12 + v.m - 1 + n;
    if (months < YEAR_MIN * 12 || months >= (YEAR_MAX + 1) * 12)
        return DATE_NONE;
    y = (int)(months / 12);
    m = (int)(months % 12) + 1;
    last = date_month_days(y, m);
    return date_of(y, m, v.d < last ? v.d : last);
}

/* `n` digits at p, -1 when one of them is none. */
static int digits(const char *p, int n)
{
    int v = 0;

    for (int i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9')
            return -1;
        v = v * 10 + (p[i] - '0');
    }
    return v;
}

date_t date_parse(struct str s)
{
    if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-')
        return DATE_NONE;
    if (s.n > 10 && !memchr("Tt Z+", s.p[10], 5))
        return DATE_NONE;
    return date_of(digits(s.p, 4), digits(s.p + 5, 2), digits(s.p + 8, 2));
}

void date_format(date_t d, char out[11])
{
    struct ymd v;

    out[0] = '\0';
    if (d == DATE_NONE)
        return;
    v = date_ymd(d);
    if (v.y < 0 || v.y > YEAR_MAX)
        return;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)v.y % 10000u, (unsigned)v.m % 100u,
             (unsigned)v.d % 100u);
}

date_t date_from_unix(int64_t seconds)
{
    int64_t d = seconds / 86400 - (seconds % 86400 < 0);

    if (d < date_of(YEAR_MIN, 1, 1) || d > date_of(YEAR_MAX, 12, 31))
        return DATE_NONE;
    return (date_t)d;
}
