/*
 * Civil dates as days since 1970-01-01 (proleptic Gregorian, UTC).  No clock,
 * no locale, no time zone.
 */
#ifndef CC_BASE_DATE_H
#define CC_BASE_DATE_H

#include "base/str.h"

typedef int32_t date_t;
#define DATE_NONE INT32_MIN

struct ymd {
    int y, m, d; /* m 1-12, d 1-31 */
};

date_t date_of(int y, int m, int d);        /* DATE_NONE if there is no such day */
struct ymd date_ymd(date_t d);
int date_weekday(date_t d);                 /* 0 Monday .. 6 Sunday */
date_t date_monday(date_t d);               /* Monday of its week */
int date_month_days(int y, int m);
date_t date_add_months(date_t d, int n);    /* day clamped to the month's end */
/* "YYYY-MM-DD", or the first ten bytes of an ISO time; DATE_NONE if not. */
date_t date_parse(struct str s);
void date_format(date_t d, char out[11]);   /* "YYYY-MM-DD"; "" for DATE_NONE */
date_t date_from_unix(int64_t seconds);     /* UTC day */

#endif
