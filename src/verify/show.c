/*
 * Figures, dates and evidence as the explanations write them.
 */
#include "verify/eval.h"

#define MAX_ROWS   32
#define SIG_TOKENS 4

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

const char *word(struct ctx *c, const char *format, ...)
{
    va_list ap, again;
    char *s;
    int n;

    if (c->mute)
        return "";
    va_start(ap, format);
    va_copy(again, ap);
    n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    s = arena_alloc(c->a, n > 0 ? (size_t)n + 1 : 1);
    if (n > 0)
        vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

/* One figure of a kind, e.g. rat_human with four digits. */
typedef const char *one_fn(struct ctx *c, crat v);

static const char *one_tokens(struct ctx *c, crat v)
{
    return rat_human(c->a, v, SIG_TOKENS);
}

/* Two decimals, one from 100 on, none from 10,000 on; zeros at the end go. */
static const char *one_plain(struct ctx *c, crat v)
{
    static const struct {
        int from, places;
    } steps[] = {{10000, 0}, {100, 1}, {1, 2}, {0, 4}};
    crat size = rat_abs(c->p, v);
    int places = 0;
    char *s, *end;

    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        if (rat_cmp(size, rat_i64(c->p, steps[i].from)) >= 0) {
            places = steps[i].places;
            break;
        }
    s = rat_fixed(c->a, v, places);
    if (!strchr(s, '.'))
        return s;
    for (end = s + strlen(s); end[-1] == '0'; end--)
        ;
    if (end[-1] == '.')
        end--;
    *end = '\0';
    return s;
}

static const char *show_range(struct ctx *c, const struct interval *d, one_fn *one,
                              const char *unit)
{
    const char *lo, *hi;

    if (c->mute)
        return "";
    lo = d->lo ? one(c, d->lo) : NULL;
    hi = d->hi == d->lo ? lo : d->hi ? one(c, d->hi) : NULL;
    if (lo && hi && (lo == hi || strcmp(lo, hi) == 0))
        return arena_printf(c->a, "%s%s", lo, unit);
    if (lo && hi)
        return arena_printf(c->a, "%s%s to %s%s", lo, unit, hi, unit);
    if (lo)
        return arena_printf(c->a, "at least %s%s", lo, unit);
    return hi ? arena_printf(c->a, "at most %s%s", hi, unit) : "unknown";
}

const char *show_tokens(struct ctx *c, const struct interval *d)
{
    return show_range(c, d, one_tokens, "");
}

const char *show_percent(struct ctx *c, const struct interval *d, const char *unit)
{
    return show_range(c, d, one_plain, unit);
}

const char *show_plain(struct ctx *c, const struct interval *d)
{
    return show_range(c, d, one_plain, "");
}

/* "$1.10", "$0.435": at least cents unless whole dollars. */
const char *show_usd(struct ctx *c, const char *decimal)
{
    const char *point = strchr(decimal, '.');

    if (c->mute)
        return "";
    if (point && strlen(point) == 2)
        return arena_printf(c->a, "$%s0", decimal);
    return arena_printf(c->a, "$%s", decimal);
}

const char *show_date(struct ctx *c, date_t d)
{
    struct ymd y = date_ymd(d);

    return arena_printf(c->a, "%d %s %d", y.d, months[y.m - 1], y.y);
}

static bool whole_month(const struct ymd *a, const struct ymd *b)
{
    return a->y == b->y && a->m == b->m && a->d == 1 &&
           b->d == date_month_days(b->y, b->m);
}

const char *show_span(struct ctx *c, const struct span *s)
{
    struct ymd a, b;

    if (c->mute || s->from == DATE_NONE || s->to == DATE_NONE)
        return "";
    if (s->from == s->to)
        return show_date(c, s->from);
    a = date_ymd(s->from);
    b = date_ymd(s->to);
    if (whole_month(&a, &b))
        return arena_printf(c->a, "%s %d", months[a.m - 1], a.y);
    if (a.y == b.y && a.m == 1 && a.d == 1 && b.m == 12 && b.d == 31)
        return arena_printf(c->a, "%d", a.y);
    if (a.y == b.y && a.m == b.m)
        return arena_printf(c->a, "%d–%d %s %d", a.d, b.d, months[a.m - 1], a.y);
    if (a.y == b.y)
        return arena_printf(c->a, "%d %s – %d %s %d", a.d, months[a.m - 1], b.d,
                            months[b.m - 1], a.y);
    return arena_printf(c->a, "%s – %s", show_date(c, s->from), show_date(c, s->to));
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_word(struct str text, struct str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++) {
        bool start = at == 0 || !is_letter(text.p[at - 1]);
        bool end = at + word.n == text.n || !is_letter(text.p[at + word.n]);

        if (start && end && str_ieq(str_sub(text, at, at + word.n), word))
            return true;
    }
    return false;
}

void rows_join(struct ctx *c, struct rows *into, const struct rows *more)
{
    size_t n = into->n + more->n < MAX_ROWS ? into->n + more->n : MAX_ROWS;
    struct row *v;

    if (c->mute)
        return;
    if (into->n == 0) { /* shared: rows are never changed in place */
        *into = *more;
        into->n = n;
        return;
    }
    v = ARENA_ARRAY(c->a, struct row, n);

    memcpy(v, into->v, into->n * sizeof(*v));
    if (n > into->n)
        memcpy(v + into->n, more->v, (n - into->n) * sizeof(*v));
    into->v = v;
    into->n = n;
    into->total += more->total;
}
