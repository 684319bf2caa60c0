/*
 * Text to figures.  No binary fraction anywhere: decimals are moved by their
 * point.
 */
#include "sync/source.h"

bool source_tokens(struct str s, int64_t *out, struct err *e)
{
    if (s.n == 0 || s.n > 18 || s.p[0] == '-' || s.p[0] == '+' || !str_i64(s, out))
        return err_set(e, "'%.*s' is no number of tokens", STR_FMT(str_sub(s, 0, 60)));
    return true;
}

bool source_count(struct str s, int64_t *out, struct err *e)
{
    *out = 0;
    return s.n == 0 || source_tokens(s, out, e);
}

bool source_billions(struct str s, int64_t *tokens, int64_t *half, struct err *e)
{
    size_t point = str_find(s, STR("."), 0), places = point < s.n ? s.n - point - 1 : 0;
    char digits[24];
    size_t n = 0;
    int64_t unit = 1000000000;

    for (size_t i = 0; i < s.n && n < sizeof(digits); i++)
        if (i != point)
            digits[n++] = s.p[i];
    for (size_t i = 0; i < places && i < 9; i++)
        unit /= 10;
    if (places > 8 || n > 10 || (point < s.n && !places) ||
        !source_tokens(str_of(digits, n), tokens, NULL))
        return err_set(e, "'%.*s' is no number of billions", STR_FMT(str_sub(s, 0, 60)));
    *tokens *= unit;
    /* "53.6" is 53.60 without its zero: these series have two decimals */
    *half = (unit > 10000000 ? 10000000 : unit) / 2;
    return true;
}

bool source_date(struct str s, date_t *out, struct err *e)
{
    *out = date_parse(s);
    if (*out == DATE_NONE)
        return err_set(e, "'%.*s' is no date", STR_FMT(str_sub(s, 0, 60)));
    return true;
}

/* A decimal number as its digits and the place of the point behind them:
 * "2.5e-06" is 25 with the point 7 places to the left. */
struct decimal {
    char digits[41]; /* NUL-terminated */
    int n, places;
};

static bool split_decimal(struct str s, struct decimal *d)
{
    size_t end = str_find(s, STR("e"), 0), point;
    int64_t exp = 0;

    if (end == s.n)
        end = str_find(s, STR("E"), 0);
    if (s.n > 40 || (end < s.n && !str_i64(str_sub(s, end + 1, s.n), &exp)) || exp > 20 ||
        exp < -30)
        return false;
    s = str_sub(s, 0, end);
    point = str_find(s, STR("."), 0);
    d->n = 0;
    d->places = (point < s.n ? (int)(s.n - point) - 1 : 0) - (int)exp;
    for (size_t i = 0; i < s.n; i++) {
        if (i == point)
            continue;
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        d->digits[d->n++] = s.p[i];
    }
    d->digits[d->n] = '\0';
    return d->n > 0 && point != 0 && point + 1 != s.n;
}

static void put_decimal(const struct decimal *d, struct buf *out)
{
    int whole = d->n - d->places, last = d->n, first = 0;

    if (strspn(d->digits, "0") >= (size_t)d->n) {
        buf_addch(out, '0');
        return;
    }
    while (last > 0 && (last > whole || whole <= 0) && d->digits[last - 1] == '0')
        last--;
    while (first < d->n && first < whole - 1 && d->digits[first] == '0')
        first++;
    if (whole <= 0)
        buf_addch(out, '0');
    for (int i = first; i < whole; i++)
        buf_addch(out, i < d->n ? d->digits[i] : '0');
    if (last <= (whole > 0 ? whole : 0) && (whole > 0 || last == 0))
        return;
    buf_addch(out, '.');
    for (int i = whole; i < last; i++)
        buf_addch(out, i < 0 ? '0' : d->digits[i]);
}

bool source_per_million(struct source *src, struct str s, struct str *out, struct err *e)
{
    struct decimal d;
    struct buf b;

    *out = STR_NONE;
    if (s.n > 1 && s.p[0] == '-')
        return true;
    if (!split_decimal(s, &d))
        return err_set(e, "'%.*s' is no price", STR_FMT(str_sub(s, 0, 60)));
    d.places -= 6;
    buf_init(&b, 120);
    put_decimal(&d, &b);
    *out = arena_str(&src->arena, buf_str(&b));
    buf_release(&b);
    return true;
}

/* The last "YYYY-MM-DD" of a file's own name. */
static struct str date_in_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    struct str s = str_c(slash ? slash + 1 : name);

    for (size_t i = s.n; i >= 10; i--)
        if (date_parse(str_sub(s, i - 10, i)) != DATE_NONE)
            return str_sub(s, i - 10, i);
    return STR_NONE;
}

bool source_as_of(struct source *src, const char **out, struct err *e)
{
    struct str day;

    if (src->hints && src->hints->as_of) {
        *out = src->hints->as_of;
        return true;
    }
    day = date_in_name(src->name);
    *out = arena_strdup(&src->arena, day);
    return day.n || err_set(e, "'%s' does not say as of when: give --as-of", src->name);
}

bool source_bad_row(struct source *src, const cJSON *row, struct err *e)
{
    int line = json_line(row);

    return err_at(e, src->name, line ? line : 1, 0);
}

void source_note(struct source *src, const char *fmt, ...)
{
    va_list ap;

    if (src->result->note[0])
        return;
    va_start(ap, fmt);
    vsnprintf(src->result->note, sizeof(src->result->note), fmt, ap);
    va_end(ap);
}

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

struct snap *source_snap(struct source *src, const struct snap_in *in, struct err *e)
{
    if (src->last && same_text(src->last_dataset, in->dataset) &&
        same_text(src->last_source, in->source) && same_text(src->last_as_of, in->as_of))
        return src->last;
    src->last = writer_snap(src->w, in, e);
    src->last_dataset = arena_strdup(&src->arena, str_c(in->dataset));
    src->last_source = arena_strdup(&src->arena, str_c(in->source));
    src->last_as_of = arena_strdup(&src->arena, str_c(in->as_of));
    return src->last;
}
