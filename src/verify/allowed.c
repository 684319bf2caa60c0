/*
 * The hedge table at work: picks the row for a wording and puts the printed
 * number into it.  The table is read by allow_load.c.
 */
#include "verify/allowed.h"

enum { VAR_X, VAR_U, VAR_R, VAR_H, VAR_A, VAR_B };

struct wording wording_of(const struct doc *d, const struct claim *c)
{
    bool small_count = c->kind == KIND_COUNT && (c->out_of > 0 || c->num.sig < 3);

    return (struct wording){
        .num = &c->num,
        .hedge = c->hedge,
        .kind = c->kind,
        .falls = c->num.value && rat_sgn(c->num.value) < 0,
        .list_price = c->kind == KIND_PRICE || c->kind == KIND_RANK || small_count,
        .printed = str_sub(d->text, c->num_start, c->num_end),
    };
}

static bool has_decimals(struct str s)
{
    for (size_t i = 1; i + 1 < s.n; i++) {
        bool before = s.p[i - 1] >= '0' && s.p[i - 1] <= '9';
        bool after = s.p[i + 1] >= '0' && s.p[i + 1] <= '9';

        if (s.p[i] == '.' && before && after)
            return true;
    }
    return false;
}

bool wording_is_round(const struct wording *w)
{
    const struct number *n = w->num;

    return (n->form == FORM_DIGITS || n->form == FORM_MULTIPLE) && n->place && n->round &&
           !has_decimals(w->printed) && rat_cmp(n->round, n->place) > 0;
}

static const char *form_key(const struct wording *w)
{
    if (w->num->hi)
        return "range";
    if (w->num->form == FORM_FRACTION)
        return "fraction";
    if (w->num->form == FORM_VAGUE)
        return "vague";
    if (w->list_price && w->num->form != FORM_MULTIPLE)
        return w->kind == KIND_PRICE && has_decimals(w->printed) ? "price" : "list";
    if (w->num->form == FORM_MULTIPLE && !wording_is_round(w) &&
        !has_decimals(w->printed))
        return "multiple";
    return wording_is_round(w) ? "round" : "digits";
}

static const struct allow_row *find(const struct allow_table *t, const char *hedge,
                                    const char *form)
{
    struct str h = str_c(hedge);

    for (size_t i = 0; i < t->n_rows; i++) {
        struct str k = t->rows[i].key;

        if (k.n > h.n && str_starts(k, h) && k.p[h.n] == '.' &&
            str_eqc(str_sub(k, h.n + 1, k.n), form))
            return &t->rows[i];
    }
    return NULL;
}

/* allow_load made sure that every hedge has a row for digits. */
static const struct allow_row *row_of(const struct allow_table *t,
                                      const struct wording *w)
{
    const char *hedge = hedge_name(w->hedge);
    const struct allow_row *row = find(t, hedge, form_key(w));

    if (!row)
        row = find(t, hedge, "digits");
    if (!row)
        BUG("no row for the hedge %s", hedge);
    return row;
}

struct str allowed_row(const struct allow_table *t, const struct wording *w)
{
    return row_of(t, w)->key;
}

/* The neighbours of x among the common fractions; of m/n that is none of
 * them, m/(n+1) and m/(n-1). */
static void neighbours(const struct allow_table *t, struct rats *p, crat x, crat v[])
{
    rat below = NULL, above = NULL;
    bool known = false;

    for (size_t i = 0; i < t->n_fractions; i++) {
        rat f = rat_frac(p, t->fractions[i].num, t->fractions[i].den);
        int cmp = rat_cmp(f, x);

        known |= cmp == 0;
        if (cmp < 0)
            below = f;
        if (cmp > 0 && !above)
            above = f;
    }
    if (!known && rat_sgn(x) > 0) {
        rat inverse = rat_div(p, rat_i64(p, 1), x), one = rat_i64(p, 1);

        below = rat_div(p, one, rat_add(p, inverse, one));
        above =
            rat_cmp(inverse, one) > 0 ? rat_div(p, one, rat_sub(p, inverse, one)) : NULL;
    }
    v[VAR_A] = below ? below : rat_new(p);
    v[VAR_B] = above ? above : rat_i64(p, 1);
}

/* A share said as a fraction is stored in percent: neighbours are too. */
static void fraction_vars(const struct allow_table *t, struct rats *p, crat v[])
{
    rat hundred = rat_i64(p, 100), one = rat_i64(p, 1);
    bool percent = rat_cmp(v[VAR_X], one) > 0;

    neighbours(t, p, percent ? rat_div(p, v[VAR_X], hundred) : v[VAR_X], v);
    if (percent) {
        v[VAR_A] = rat_mul(p, v[VAR_A], hundred);
        v[VAR_B] = rat_mul(p, v[VAR_B], hundred);
    }
    v[VAR_U] = rat_sub(p, v[VAR_B], v[VAR_X]);
    v[VAR_R] = v[VAR_U];
}

static crat finer(crat a, crat b)
{
    return rat_cmp(a, b) < 0 ? a : b;
}

static void variables(const struct allow_table *t, struct rats *p,
                      const struct wording *w, crat v[ALLOW_VARS])
{
    const struct number *n = w->num;
    crat one = rat_i64(p, 1);

    v[VAR_X] = w->falls ? rat_neg(p, n->value) : n->value;
    v[VAR_H] = n->hi ? (w->falls ? rat_neg(p, n->hi) : n->hi) : v[VAR_X];
    if (rat_cmp(v[VAR_H], v[VAR_X]) < 0) {
        crat swap = v[VAR_X];

        v[VAR_X] = v[VAR_H];
        v[VAR_H] = swap;
    }
    v[VAR_U] = n->place ? n->place : one;
    if (n->hi && n->place) /* "4 to 4.5": the finer of the two */
        v[VAR_U] = finer(n->place, rat_last_place(p, n->hi));
    v[VAR_R] = n->round ? n->round : v[VAR_U];
    v[VAR_A] = v[VAR_B] = v[VAR_X];
    if (n->form == FORM_FRACTION && rat_sgn(v[VAR_X]) > 0)
        fraction_vars(t, p, v);
}

static crat bound_value(struct rats *p, const struct allow_bound *b, crat const v[])
{
    rat sum;

    if (b->infinite)
        return NULL;
    sum = rat_new(p);
    for (int i = 0; i < ALLOW_VARS; i++)
        if (b->coef[i].num)
            sum = rat_add(p, sum,
                          rat_mul(p, v[i], rat_frac(p, b->coef[i].num, b->coef[i].den)));
    return sum;
}

static struct interval interval_of(struct rats *p, const struct allow_bound b[2],
                                   crat const v[], bool mirrored)
{
    struct interval i = {bound_value(p, &b[0], v), bound_value(p, &b[1], v), b[0].closed,
                         b[1].closed};

    if (!mirrored)
        return i;
    return (struct interval){i.hi ? rat_neg(p, i.hi) : NULL,
                             i.lo ? rat_neg(p, i.lo) : NULL, i.hi_closed, i.lo_closed};
}

void allowed_of(const struct allow_table *t, struct rats *p, const struct wording *w,
                struct allowed *out)
{
    const struct allow_row *row = row_of(t, w);
    crat v[ALLOW_VARS];

    variables(t, p, w, v);
    out->ok = interval_of(p, row->ok, v, w->falls);
    out->close = row->has_close ? interval_of(p, row->close, v, w->falls) : out->ok;
}
