/*
 * Reads the hedge table: "[x - u/2, x + u/2] close [x - u, x + u]" becomes two
 * pairs of bounds, each a sum of variables with rational coefficients.
 */
#include "verify/allowed.h"

static const char variables[ALLOW_VARS] = {'x', 'u', 'r', 'h', 'a', 'b'};

static void skip_blanks(struct str *s)
{
    while (s->n && s->p[0] == ' ')
        *s = str_sub(*s, 1, s->n);
}

static bool take(struct str *s, char c)
{
    skip_blanks(s);
    if (!s->n || s->p[0] != c)
        return false;
    *s = str_sub(*s, 1, s->n);
    return true;
}

/* Up to three digits; 1 when there is none. */
static int take_int(struct str *s)
{
    int v = 0, digits = 0;

    skip_blanks(s);
    while (s->n && digits < 3 && s->p[0] >= '0' && s->p[0] <= '9') {
        v = v * 10 + (s->p[0] - '0');
        digits++;
        *s = str_sub(*s, 1, s->n);
    }
    return digits ? v : 1;
}

static int take_variable(struct str *s)
{
    skip_blanks(s);
    for (int i = 0; s->n && i < ALLOW_VARS; i++)
        if (s->p[0] == variables[i]) {
            *s = str_sub(*s, 1, s->n);
            return i;
        }
    return -1;
}

/* [number] variable [/ number] */
static bool take_term(struct str *s, int sign, struct allow_bound *b)
{
    int num = take_int(s), var = take_variable(s), den;

    if (var < 0)
        return false;
    den = take(s, '/') ? take_int(s) : 1;
    if (den == 0 || b->coef[var].num)
        return false;
    b->coef[var].num = sign * num;
    b->coef[var].den = den;
    return true;
}

static bool take_bound(struct str *s, struct allow_bound *b)
{
    bool more;
    int sign = 1;

    skip_blanks(s);
    if (str_starts(*s, STR("inf"))) {
        *s = str_sub(*s, 3, s->n);
        b->infinite = true;
        return true;
    }
    do {
        if (!take_term(s, sign, b))
            return false;
        sign = 1;
        more = take(s, '+');
        if (!more && take(s, '-')) {
            more = true;
            sign = -1;
        }
    } while (more);
    return true;
}

static bool take_interval(struct str *s, struct allow_bound b[2])
{
    b[0].closed = take(s, '[');
    if (!b[0].closed && !take(s, '('))
        return false;
    if (!take_bound(s, &b[0]) || !take(s, ',') || !take_bound(s, &b[1]))
        return false;
    b[1].closed = take(s, ']');
    return b[1].closed || take(s, ')');
}

static bool parse_row(struct allow_row *row, struct str s)
{
    if (!take_interval(&s, row->ok))
        return false;
    skip_blanks(&s);
    if (s.n == 0)
        return true;
    if (!str_starts(s, STR("close ")))
        return false;
    s = str_sub(s, 6, s.n);
    row->has_close = true;
    if (!take_interval(&s, row->close))
        return false;
    skip_blanks(&s);
    return s.n == 0;
}

static bool load_fractions(struct allow_table *t, const struct vocab *v, struct err *e)
{
    for (size_t i = 0; i < v->n; i++) {
        struct str s = v->items[i].key, num;
        int64_t n, d;

        if (t->n_fractions == ALLOW_MAX_FRACTIONS)
            return err_set(e, "more than %d common fractions", ALLOW_MAX_FRACTIONS);
        if (!str_split(&s, '/', &num) || !str_i64(num, &n) || !str_i64(s, &d) || n <= 0 ||
            d < n || d > 1000)
            return err_set(e, "'%.*s' is no fraction between 0 and 1",
                           STR_FMT(v->items[i].key));
        t->fractions[t->n_fractions].num = (int)n;
        t->fractions[t->n_fractions++].den = (int)d;
    }
    return true;
}

/* Every hedge needs at least its row for digits: allowed_of() counts on it. */
static bool check_hedges(const struct allow_table *t, struct err *e)
{
    for (int h = HEDGE_EXACT; h <= HEDGE_AT_MOST; h++) {
        struct str name = str_c(hedge_name((enum hedge)h));
        bool found = false;

        for (size_t i = 0; i < t->n_rows; i++) {
            struct str k = t->rows[i].key;

            found |=
                k.n == name.n + 7 && str_starts(k, name) && str_ends(k, STR(".digits"));
        }
        if (!found)
            return err_set(e, "table 'verify_allow' has no row '%.*s.digits'",
                           STR_FMT(name));
    }
    return true;
}

bool allow_load(struct allow_table *t, const struct vocab *rows,
                const struct vocab *fractions, struct err *e)
{
    memset(t, 0, sizeof(*t));
    if (!rows || !fractions)
        return err_set(e, "table '%s' is missing",
                       rows ? "verify_fractions" : "verify_allow");
    for (size_t i = 0; i < rows->n; i++) {
        struct allow_row *row = &t->rows[t->n_rows];

        if (t->n_rows == ALLOW_MAX_ROWS)
            return err_set(e, "table 'verify_allow' has more than %d rows",
                           ALLOW_MAX_ROWS);
        row->key = rows->items[i].key;
        if (!parse_row(row, rows->items[i].value))
            return err_set(e, "'%.*s' of 'verify_allow' is no pair of intervals: %.*s",
                           STR_FMT(row->key), STR_FMT(rows->items[i].value));
        t->n_rows++;
    }
    return load_fractions(t, fractions, e) && check_hedges(t, e);
}
