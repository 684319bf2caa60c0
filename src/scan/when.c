/*
 * Dates by the calendar: days, ranges of days, weeks, months, quarters, years.
 * A year that is not printed is the latest one that does not put the date
 * after publication (a little later is allowed: articles are written ahead),
 * unless the sentence looks forward.
 */
#include "scan/convert.h"

#define SLACK_DAYS  7    /* how far after publication a day may lie */
#define YEAR_SEARCH 2000 /* bytes around a date where a year is looked for */

char span_of(const struct conv *v, struct str word)
{
    rat factor;
    const char *s = table_unit(v, "spans", word, &factor);
    return s ? s[0] : 0;
}

struct period period_at(const struct tag *t, enum period_type type)
{
    return (struct period){.start = t->start,
                           .end = t->end,
                           .from = DATE_NONE,
                           .to = DATE_NONE,
                           .type = type,
                           .set = true,
                           .base_from = DATE_NONE,
                           .base_to = DATE_NONE};
}

int month_of(const struct conv *v, struct str word)
{
    rat factor;
    int64_t m = 0;
    const char *s = table_unit(v, "months", word, &factor);
    if (!s)
        s = word.p && word.n <= 2 ? arena_strdup(v->arena, word) : "";
    return str_i64(str_c(s), &m) && m >= 1 && m <= 12 ? (int)m : 0;
}

/* "9", "09", "9th", "ninth". */
static int day_number(const struct conv *v, struct str s)
{
    size_t n = 0;
    int64_t d;
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    if (n)
        return str_i64(str_sub(s, 0, n), &d) && d <= 31 ? (int)d : 0;
    int ordinal = s.n ? ordinal_of(v, s) : 0;
    return ordinal > 0 && ordinal <= 31 ? ordinal : 0;
}

/* "2026", "'26", "26"; 0 when it is no year. */
static int year_number(struct str s)
{
    int64_t y;
    while (s.n && (s.p[0] < '0' || s.p[0] > '9'))
        s = str_sub(s, 1, s.n);
    if (!str_i64(s, &y))
        return 0;
    if (s.n == 2)
        y += y < 70 ? 2000 : 1900;
    return y >= 1000 && y <= 2999 ? (int)y : 0;
}

/* ---- the year that is meant ---- */

static bool looks_ahead(const struct conv *v, const struct cand *c)
{
    uint32_t from = c->start > v->from + 80 ? c->start - 80 : v->from;
    struct str before = str_sub(v->text, from, c->start), word;
    while (str_split(&before, ' ', &word))
        if (rules_lookup(v->rules, "future_cues", word).p)
            return true;
    return false;
}

static bool is_digit_at(struct str t, size_t i)
{
    return i < t.n && t.p[i] >= '0' && t.p[i] <= '9';
}

/* A number that reads as a year at `i`, 0 if there is none. */
static int year_at(struct str t, size_t i)
{
    if (!is_digit_at(t, i) || (i && (is_digit_at(t, i - 1) || t.p[i - 1] == ',')) ||
        is_digit_at(t, i + 4) ||
        (i + 4 < t.n && t.p[i + 4] == ',' && is_digit_at(t, i + 5)))
        return 0;
    int64_t y;
    if (!str_i64(str_sub(t, i, i + 4), &y))
        return 0;
    return y >= 1990 && y <= 2099 ? (int)y : 0;
}

/* A printed year in the sentence, the next one behind first; 0 none. */
static int sentence_year(const struct conv *v, const struct cand *c)
{
    for (uint32_t i = c->end; i < v->to && i < c->end + YEAR_SEARCH; i++)
        if (year_at(v->text, i))
            return year_at(v->text, i);
    for (uint32_t i = c->start; i-- > v->from && c->start - i < YEAR_SEARCH;)
        if (year_at(v->text, i))
            return year_at(v->text, i);
    return 0;
}

/* The nearest printed year, first in the sentence, then before it, then after. */
static int nearest_year(const struct conv *v, const struct cand *c)
{
    int own = sentence_year(v, c);
    if (own)
        return own;
    for (uint32_t i = c->start; i-- > 0 && c->start - i < YEAR_SEARCH;)
        if (year_at(v->text, i))
            return year_at(v->text, i);
    for (size_t i = v->to; i < v->text.n && i < v->to + (size_t)YEAR_SEARCH; i++)
        if (year_at(v->text, i))
            return year_at(v->text, i);
    return 0;
}

static int days_apart(date_t a, date_t b)
{
    return a > b ? a - b : b - a;
}

int year_for(const struct conv *v, const struct cand *c, int month, int day)
{
    date_t day_one = v->published != DATE_NONE ? v->published : v->anchor;
    if (day_one == DATE_NONE)
        return nearest_year(v, c);
    if (v->published == DATE_NONE && sentence_year(v, c))
        return sentence_year(v, c);
    bool ahead = v->published == DATE_NONE || looks_ahead(v, c);
    int year = date_ymd(day_one).y + 1, best = 0;
    date_t best_date = DATE_NONE;
    for (int y = year; y > year - 10 && !(best && !ahead); y--) {
        date_t d = date_of(y, month, day ? day : 1);
        if (d == DATE_NONE)
            continue;
        if (!ahead && d > day_one + (day ? SLACK_DAYS : 0))
            continue;
        if (!best || days_apart(d, day_one) < days_apart(best_date, day_one)) {
            best = y;
            best_date = d;
        }
    }
    return best;
}

/* ---- days ---- */

date_t day_of(const struct conv *v, const struct cand *c)
{
    int m = month_of(v, conv_part(v, c, CAP_M));
    int d = day_number(v, conv_part(v, c, CAP_D));
    struct str year = conv_part(v, c, CAP_Y);
    if (!m || !d)
        return DATE_NONE;
    int y = year.n ? year_number(year) : year_for(v, c, m, d);
    return y ? date_of(y, m, d) : DATE_NONE;
}

/* Whether the parts could be a day in some year. */
static bool day_possible(int m, int d)
{
    return m >= 1 && m <= 12 && d >= 1 && d <= date_month_days(2000, m);
}

static bool parts_possible(const struct conv *v, const struct cand *c, enum tagger_cap m,
                           enum tagger_cap d)
{
    return day_possible(month_of(v, conv_part(v, c, m)),
                        day_number(v, conv_part(v, c, d)));
}

bool convert_date(const struct conv *v, const struct cand *c, struct tag *out)
{
    out->period = period_at(out, PERIOD_DAY);
    if (!parts_possible(v, c, CAP_M, CAP_D))
        return false;
    out->period.from = out->period.to = day_of(v, c);
    return !conv_part(v, c, CAP_Y).n || out->period.from != DATE_NONE;
}

/* "13/02/2026": told only by a part above twelve or two equal ones. */
bool convert_slash_date(const struct conv *v, const struct cand *c, struct tag *out)
{
    int a = day_number(v, conv_part(v, c, CAP_M)),
        b = day_number(v, conv_part(v, c, CAP_D));
    int y = year_number(conv_part(v, c, CAP_Y));
    out->period = period_at(out, PERIOD_DAY);
    if (!y || (!day_possible(a, b) && !day_possible(b, a)))
        return false;
    if (a > 12 || a == b)
        out->period.from = date_of(y, b, a);
    else if (b > 12)
        out->period.from = date_of(y, a, b);
    out->period.to = out->period.from;
    return true;
}

static bool is_week(const struct period *p)
{
    return p->from != DATE_NONE && p->to - p->from == 6 && date_weekday(p->from) == 0;
}

/* "February 9-15, 2026", "Dec 29 - Jan 4": the second end first, because it
 * carries the year; a first end after it belongs to the year before. */
bool convert_days(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str month2 = conv_part(v, c, CAP_M2), year = conv_part(v, c, CAP_Y);
    struct str year2 = conv_part(v, c, CAP_Y2);
    struct str month = conv_part(v, c, CAP_M);
    int m = month_of(v, month.n ? month : month2);
    int m2 = month_of(v, month2.n ? month2 : month);
    int d = day_number(v, conv_part(v, c, CAP_D));
    int d2 = day_number(v, conv_part(v, c, CAP_D2));
    out->period = period_at(out, PERIOD_RANGE);
    if (!day_possible(m, d) || !day_possible(m2, d2))
        return false;
    struct str printed = year2.n ? year2 : year;
    int y2 = printed.n ? year_number(printed) : year_for(v, c, m2, d2);
    int y = year.n && year2.n ? year_number(year) : y2;
    if (!y2 || !y)
        return printed.n == 0;
    if (y == y2 && (m > m2 || (m == m2 && d > d2)))
        y--;
    out->period.from = date_of(y, m, d);
    out->period.to = date_of(y2, m2, d2);
    if (out->period.from == DATE_NONE || out->period.to == DATE_NONE)
        return false;
    if (is_week(&out->period))
        out->period.type = PERIOD_WEEK;
    return true;
}

/* ---- weeks ---- */

/* "the week of March 3", "the week ending Feb 15", "the week starting Feb 9". */
bool convert_week_of(const struct conv *v, const struct cand *c, struct tag *out)
{
    rat factor;
    const char *side = table_unit(v, "week_sides", conv_part(v, c, CAP_MOD), &factor);
    date_t d = day_of(v, c);
    out->period = period_at(out, PERIOD_WEEK);
    if (!parts_possible(v, c, CAP_M, CAP_D))
        return false;
    if (d == DATE_NONE)
        return true;
    bool end = side && side[0] == 'e', start = side && side[0] == 's';
    out->period.from = end ? d - 6 : start ? d : date_monday(d);
    out->period.to = out->period.from + 6;
    if (date_weekday(out->period.from) != 0)
        out->period.type = PERIOD_TRAILING;
    return true;
}

/* Monday of the n-th week of a month (-1: the last): weeks that lie in it. */
static date_t week_of_month(int y, int m, int n)
{
    date_t first = date_of(y, m, 1), end = first + date_month_days(y, m) - 1;
    date_t monday = first + (7 - date_weekday(first)) % 7;
    return n < 0 ? date_monday(end - 6) : monday + 7 * (n - 1);
}

/* "the first week of February 2026". */
bool convert_week_in(const struct conv *v, const struct cand *c, struct tag *out)
{
    rat factor;
    struct str word = conv_part(v, c, CAP_ORD), year = conv_part(v, c, CAP_Y);
    const char *s = table_unit(v, "ordinals", word, &factor);
    int m = month_of(v, conv_part(v, c, CAP_M));
    int64_t n;
    if (!s)
        s = "-1";
    out->period = period_at(out, PERIOD_WEEK);
    if (!m || !str_i64(str_c(s), &n) || n > 5)
        return false;
    int y = year.n ? year_number(year) : year_for(v, c, m, 0);
    out->period.approximate = true;
    if (!y)
        return !year.n;
    out->period.from = week_of_month(y, m, (int)n);
    out->period.to = out->period.from + 6;
    return true;
}

/* ---- months, quarters, years ---- */

static void set_months(struct period *p, int y, int m, int n)
{
    p->from = date_of(y, m, 1);
    p->to = date_add_months(p->from, n) - 1;
}

void period_modify(const struct conv *v, struct str mod, struct period *p)
{
    rat factor;
    const char *part = mod.n ? table_unit(v, "period_parts", mod, &factor) : NULL;
    if (!part)
        return;
    p->approximate = true;
    if (p->from == DATE_NONE)
        return;
    date_t from = p->from, to = p->to;
    int months = to - from > 31 ? (to - from + 5) / 30 : 0;
    int third =
        to - from > 20 ? 10 : 2; /* days 1-10, 11-20, the rest; a week: two days */
    date_t cut1 = months ? date_add_months(from, (months + 1) / 3) : from + third;
    date_t cut2 = months ? date_add_months(from, months - months / 3) : cut1 + third;
    if (part[0] == 'e')
        p->to = cut1 - 1;
    if (part[0] == 'm') {
        p->from = cut1;
        p->to = cut2 - 1;
    }
    if (part[0] == 'l')
        p->from = cut2;
}

bool convert_month(const struct conv *v, const struct cand *c, struct tag *out)
{
    int m = month_of(v, conv_part(v, c, CAP_M));
    struct str year = conv_part(v, c, CAP_Y);
    out->period = period_at(out, PERIOD_MONTH);
    if (!m)
        return false;
    int y = year.n ? year_number(year) : year_for(v, c, m, 0);
    if (y)
        set_months(&out->period, y, m, 1);
    period_modify(v, conv_part(v, c, CAP_MOD), &out->period);
    return y || !year.n;
}

bool convert_months(const struct conv *v, const struct cand *c, struct tag *out)
{
    int m = month_of(v, conv_part(v, c, CAP_M)),
        m2 = month_of(v, conv_part(v, c, CAP_M2));
    struct str year = conv_part(v, c, CAP_Y), year2 = conv_part(v, c, CAP_Y2);
    out->period = period_at(out, PERIOD_RANGE);
    if (!m || !m2)
        return false;
    struct str printed = year2.n ? year2 : year;
    int y2 = printed.n ? year_number(printed) : year_for(v, c, m2, 0);
    int y = year.n && year2.n ? year_number(year) : m > m2 ? y2 - 1 : y2;
    if (!y2)
        return !printed.n;
    set_months(&out->period, y2, m2, 1);
    out->period.from = date_of(y, m, 1);
    return out->period.from != DATE_NONE && out->period.from <= out->period.to;
}

/* "Q1 2026", "the second half of 2025": arg says how many months one is. */
bool convert_quarter(const struct conv *v, const struct cand *c, struct tag *out)
{
    rat factor;
    struct str q = conv_part(v, c, CAP_Q), year = conv_part(v, c, CAP_Y);
    const char *word = table_unit(v, "ordinals", q, &factor);
    int64_t n, months = 3;
    if (c->t->arg)
        str_i64(str_c(c->t->arg), &months);
    if (!str_i64(word ? str_c(word) : q, &n))
        n = str_ieq(q, STR("last"))    ? 12 / months
            : str_ieq(q, STR("final")) ? 12 / months
                                       : 0;
    if (n < 1 || n > 12 / months)
        return false;
    int m = (int)((n - 1) * months) + 1;
    int y = year.n ? year_number(year) : year_for(v, c, m, 0);
    out->period = period_at(out, months == 3 ? PERIOD_QUARTER : PERIOD_RANGE);
    if (y)
        set_months(&out->period, y, m, (int)months);
    return y || !year.n;
}

bool convert_year(const struct conv *v, const struct cand *c, struct tag *out)
{
    int y = year_number(conv_part(v, c, CAP_Y));
    out->period = period_at(out, PERIOD_YEAR);
    if (!y)
        return false;
    set_months(&out->period, y, 1, 12);
    period_modify(v, conv_part(v, c, CAP_MOD), &out->period);
    return true;
}

bool convert_years(const struct conv *v, const struct cand *c, struct tag *out)
{
    int y = year_number(conv_part(v, c, CAP_Y)),
        y2 = year_number(conv_part(v, c, CAP_Y2));
    out->period = period_at(out, PERIOD_RANGE);
    if (conv_part(v, c, CAP_Y2).n == 2)
        y2 = y - y % 100 + y2 % 100;
    if (!y || y2 <= y)
        return false;
    out->period.from = date_of(y, 1, 1);
    out->period.to = date_of(y2, 12, 31);
    return true;
}
