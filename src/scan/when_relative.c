/*
 * Dates counted from the publication date: "this week", "the past year", "three
 * weeks ago", "yesterday", "so far this month".
 *
 * "This week", "last month" are calendar periods (weeks Monday to Sunday, as on
 * OpenRouter's charts); "the past week", "the last 30 days" are the complete
 * UTC days up to the day before publication, as the site counts its trailing
 * windows.  Without a publication date the words are kept, unresolved.
 */
#include "scan/convert.h"

/* The calendar period of a span that holds a day. */
static void calendar(char span, date_t day, struct period *p)
{
    struct ymd d = date_ymd(day);
    int months = span == 'm' ? 1 : span == 'q' ? 3 : 12;
    switch (span) {
    case 'd':
        p->from = p->to = day;
        return;
    case 'w':
        p->from = date_monday(day);
        p->to = p->from + 6;
        return;
    case 'e':
        p->from = date_monday(day) + 5;
        p->to = p->from + 1;
        return;
    default:
        p->from = date_of(d.y, (d.m - 1) / months * months + 1, 1);
        p->to = date_add_months(p->from, months) - 1;
    }
}

/* A day moved by n spans. */
static date_t shift(date_t day, char span, int n)
{
    switch (span) {
    case 'd':
        return day + n;
    case 'w':
    case 'e':
        return day + 7 * n;
    case 'm':
        return date_add_months(day, n);
    case 'q':
        return date_add_months(day, 3 * n);
    case 'y':
        return date_add_months(day, 12 * n);
    default:
        return day;
    }
}

static enum period_type type_of(char span)
{
    switch (span) {
    case 'w':
        return PERIOD_WEEK;
    case 'm':
        return PERIOD_MONTH;
    case 'q':
        return PERIOD_QUARTER;
    case 'y':
        return PERIOD_YEAR;
    case 'e':
        return PERIOD_RANGE;
    default:
        return PERIOD_DAY;
    }
}

/* -1 last, 0 this, 1 next, 2 beyond what the words say. */
static int direction(const struct conv *v, struct str rel)
{
    rat factor;
    int64_t n;
    const char *s = table_unit(v, "relations", rel, &factor);
    return s && str_i64(str_c(s), &n) ? (int)n : 2;
}

bool convert_relative(const struct conv *v, const struct cand *c, struct tag *out)
{
    char span = span_of(v, conv_part(v, c, CAP_SPAN));
    int n = direction(v, conv_part(v, c, CAP_REL));
    struct str mod = conv_part(v, c, CAP_MOD);
    if (!span || span == 'h' || n > 1)
        return false;
    out->period = period_at(out, type_of(span));
    if (v->published == DATE_NONE)
        return true;
    date_t day = span == 'm' || span == 'q' || span == 'y'
                     ? date_add_months(v->published - date_ymd(v->published).d + 1, 0)
                     : v->published;
    calendar(span, shift(day, span, n), &out->period);
    rat factor;
    const char *part = mod.n ? table_unit(v, "period_parts", mod, &factor) : NULL;
    if (!part)
        return true;
    if (n == 0 && str_ieq(mod, STR("earlier"))) { /* "earlier this month": up to now */
        out->period.to = v->published;
        out->period.type = PERIOD_RANGE;
        out->period.approximate = true;
        return true;
    }
    if (n == 0 && str_ieq(mod, STR("later"))) {
        out->period.from = v->published;
        out->period.type = PERIOD_RANGE;
        out->period.approximate = true;
        return true;
    }
    period_modify(v, mod, &out->period);
    return true;
}

/* "the past week", "the last six months", "the next 30 days". */
bool convert_trailing(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str count = conv_part(v, c, CAP_N);
    char span = span_of(v, conv_part(v, c, CAP_SPAN));
    int n = count.n ? number_int(v, count) : 1;
    int way = direction(v, conv_part(v, c, CAP_REL));
    if (!span || n < 1 || n > 5000 || way > 1)
        return false;
    out->period = period_at(out, PERIOD_TRAILING);
    out->period.steps = n;
    out->period.step_unit = span;
    if (v->published == DATE_NONE)
        return true;
    if (span == 'h') {
        span = 'd';
        n = (n + 23) / 24;
    }
    if (way == 1) {
        out->period.from = v->published + 1;
        out->period.to = shift(v->published, span, n);
    } else {
        out->period.from = shift(v->published, span, -n);
        out->period.to = v->published - 1;
    }
    return true;
}

/* "three weeks ago", "two days from now". */
bool convert_ago(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str count = conv_part(v, c, CAP_N);
    char span = span_of(v, conv_part(v, c, CAP_SPAN));
    int n = count.n ? number_int(v, count) : 1;
    int way = direction(v, conv_part(v, c, CAP_REL));
    if (!span || n < 0 || n > 20000)
        return false;
    out->period = period_at(out, PERIOD_DAY);
    out->period.approximate = span != 'd' && span != 'h';
    out->period.steps = way == 1 ? n : -n;
    out->period.step_unit = span;
    if (v->published != DATE_NONE)
        out->period.from = out->period.to = shift(v->published, span, out->period.steps);
    return true;
}

/* "a year earlier", "two weeks later": from a date that the words before name,
 * so it is left to the claim; the steps are kept. */
bool convert_earlier(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str count = conv_part(v, c, CAP_N);
    char span = span_of(v, conv_part(v, c, CAP_SPAN));
    int n = count.n ? number_int(v, count) : 1;
    int way = direction(v, conv_part(v, c, CAP_REL));
    if (!span || n < 0 || way > 1)
        return false;
    out->period = period_at(out, type_of(span));
    out->period.steps = way == 1 ? n : -n;
    out->period.step_unit = span;
    return true;
}

/* "on Monday": the latest one up to publication; "next Monday" the one after. */
bool convert_weekday(const struct conv *v, const struct cand *c, struct tag *out)
{
    rat factor;
    int64_t wd;
    const char *s = table_unit(v, "weekdays", conv_part(v, c, CAP_WD), &factor);
    struct str rel = conv_part(v, c, CAP_REL);
    int way = rel.n ? direction(v, rel) : 2;
    if (!s || !str_i64(str_c(s), &wd) || wd < 0 || wd > 6)
        return false;
    out->period = period_at(out, PERIOD_DAY);
    if (v->published == DATE_NONE)
        return true;
    date_t monday = date_monday(v->published), d;
    if (way == 2) {
        d = v->published - (date_weekday(v->published) - (int)wd + 7) % 7;
    } else {
        d = monday + 7 * way + (int)wd;
    }
    out->period.from = out->period.to = d;
    return true;
}

/* "yesterday", "the day before yesterday", "tomorrow". */
bool convert_day_word(const struct conv *v, const struct cand *c, struct tag *out)
{
    rat factor;
    int64_t n;
    const char *s = table_unit(v, "day_words", conv_part(v, c, CAP_REL), &factor);
    if (!s || !str_i64(str_c(s), &n))
        return false;
    out->period = period_at(out, PERIOD_DAY);
    if (v->published != DATE_NONE)
        out->period.from = out->period.to = v->published + (int)n;
    return true;
}

/* "so far this month", "year to date". */
bool convert_so_far(const struct conv *v, const struct cand *c, struct tag *out)
{
    char span = span_of(v, conv_part(v, c, CAP_SPAN));
    if (!span || span == 'h')
        return false;
    out->period = period_at(out, PERIOD_RANGE);
    if (v->published == DATE_NONE)
        return true;
    calendar(span, v->published, &out->period);
    out->period.to = v->published;
    return true;
}

/* "since January", "since 2024", "since March 3": to the publication date. */
bool convert_since(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct tag begin = *out;
    bool day = conv_part(v, c, CAP_D).n > 0, month = conv_part(v, c, CAP_M).n > 0;
    bool weekday = conv_part(v, c, CAP_WD).n > 0, rel = conv_part(v, c, CAP_REL).n > 0;
    bool ok = day       ? convert_date(v, c, &begin)
              : month   ? convert_month(v, c, &begin)
              : weekday ? convert_weekday(v, c, &begin)
              : rel     ? convert_relative(v, c, &begin)
                        : convert_year(v, c, &begin);
    if (!ok)
        return false;
    out->period = begin.period;
    out->period.type = PERIOD_RANGE;
    out->period.to = begin.period.from == DATE_NONE ? DATE_NONE : v->published;
    if (out->period.to == DATE_NONE || out->period.to < out->period.from)
        out->period.from = out->period.to = DATE_NONE;
    return true;
}
