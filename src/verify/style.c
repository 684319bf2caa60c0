/*
 * Takes the printed number apart (what stands before the digits, the digits,
 * the scale word, what stands behind) and puts another value in its place.
 */
#include "verify/style.h"

struct printed {
    struct str before, digits, after; /* "$", "4.12", " trillion tokens" */
    int decimals, sig;
    bool commas;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* False when there are no digits (a number in words). */
static bool take_apart(struct str s, struct printed *out)
{
    size_t from = 0, to;

    memset(out, 0, sizeof(*out));
    while (from < s.n && !is_digit(s.p[from]))
        from++;
    if (from == s.n)
        return false;
    for (to = from; to < s.n; to++) {
        bool inner = to + 1 < s.n && is_digit(s.p[to + 1]);

        if (!is_digit(s.p[to]) && !((s.p[to] == '.' || s.p[to] == ',') && inner))
            break;
        out->commas |= s.p[to] == ',';
        if (out->decimals || s.p[to] == '.')
            out->decimals++;
        out->sig += is_digit(s.p[to]) && (out->sig > 0 || s.p[to] != '0');
    }
    if (out->decimals)
        out->decimals--;
    out->before = str_sub(s, 0, from);
    out->digits = str_sub(s, from, to);
    out->after = str_sub(s, to, s.n);
    return true;
}

static crat digits_value(struct ctx *c, struct str s)
{
    char plain[64];
    size_t n = 0;
    int places, sig;
    rat v;

    for (size_t i = 0; i < s.n && n < sizeof(plain); i++)
        if (s.p[i] != ',')
            plain[n++] = s.p[i];
    return rat_parse(c->p, str_of(plain, n), &v, &places, &sig) ? v : NULL;
}

/* ---- scale words ---- */

static struct str first_word(struct str s)
{
    size_t from = 0, to;

    while (from < s.n && (s.p[from] == ' ' || s.p[from] == '-'))
        from++;
    for (to = from; to < s.n && s.p[to] != ' ' && s.p[to] != '-'; to++)
        ;
    return str_sub(s, from, to);
}

/* Exponent of a scale word, 0 when it is none. */
static int exponent_of(struct ctx *c, struct str word)
{
    int64_t e;

    return word.n && str_i64(rules_lookup(c->v->rules, "verify_scales", word), &e)
               ? (int)e
               : 0;
}

/* A scale word of the same sort (letter or word, same case) for an exponent. */
static struct str word_of(struct ctx *c, struct str like, int exponent)
{
    const struct vocab *v = rules_vocab(c->v->rules, "verify_scales");

    for (size_t i = 0; v && i < v->n; i++) {
        int64_t e;

        if ((v->items[i].key.n > 2) == (like.n > 2) && str_i64(v->items[i].value, &e) &&
            e == exponent)
            return v->items[i].key;
    }
    return STR_NONE;
}

/* ---- rendering ---- */

static int int_digits(struct ctx *c, crat v)
{
    int n = 1;
    crat size = rat_abs(c->p, v);

    while (n < 30 && rat_cmp(size, rat_pow10(c->p, n)) >= 0)
        n++;
    return rat_cmp(size, rat_i64(c->p, 1)) < 0 ? 0 : n;
}

static const char *with_commas(struct arena *a, const char *s)
{
    size_t whole = strcspn(s, "."), n = 0;
    char *out = arena_alloc(a, strlen(s) * 2 + 1);

    for (size_t i = 0; s[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            out[n++] = ',';
        out[n++] = s[i];
    }
    return out;
}

/* As many decimals as give the digits that were printed, no more than three
 * and at least as many as the printed number when it had a point. */
static int decimals_for(struct ctx *c, const struct printed *p, crat v)
{
    int by_sig = p->sig - int_digits(c, v);

    if (p->decimals == 0 && by_sig > 0 && p->sig <= int_digits(c, v) + 1)
        by_sig = p->sig - int_digits(c, v);
    if (by_sig < p->decimals)
        by_sig = p->decimals;
    if (p->decimals == 0 && exponent_of(c, first_word(p->after)) == 0)
        return 0;
    return by_sig > 3 ? 3 : by_sig;
}

static const char *render(struct ctx *c, const struct printed *p, crat v, struct str word,
                          struct str old_word)
{
    const char *digits = rat_fixed(c->a, v, decimals_for(c, p, v));
    struct str rest = p->after;

    if (p->commas)
        digits = with_commas(c->a, digits);
    if (old_word.n && !str_eq(word, old_word)) {
        size_t at = (size_t)(old_word.p - rest.p);

        return arena_printf(c->a, "%.*s%s%.*s%.*s%.*s", STR_FMT(p->before), digits,
                            STR_FMT(str_sub(rest, 0, at)), STR_FMT(word),
                            STR_FMT(str_sub(rest, at + old_word.n, rest.n)));
    }
    return arena_printf(c->a, "%.*s%s%.*s", STR_FMT(p->before), digits, STR_FMT(rest));
}

/* Another scale word when the value would print below 1 or from 1,000 on. */
static const char *scaled(struct ctx *c, const struct printed *p, crat value, crat unit)
{
    struct str old = first_word(p->after), word = old;
    int e = exponent_of(c, old);
    crat v = rat_div(c->p, value, unit);

    if (e == 0)
        return render(c, p, v, STR_NONE, STR_NONE);
    for (int moved = e; moved >= 3; moved -= 3) {
        crat shifted = rat_mul(c->p, v, rat_pow10(c->p, e - moved));

        word = word_of(c, old, moved);
        if (word.n && rat_cmp(rat_abs(c->p, shifted), rat_frac(c->p, 8, 10)) >= 0 &&
            rat_cmp(rat_abs(c->p, shifted), rat_i64(c->p, 1000)) < 0)
            return render(c, p, shifted, moved == e ? old : word, old);
    }
    for (int moved = e + 3; moved <= 15; moved += 3) {
        crat shifted = rat_div(c->p, v, rat_pow10(c->p, moved - e));

        word = word_of(c, old, moved);
        if (word.n && rat_cmp(rat_abs(c->p, shifted), rat_i64(c->p, 1000)) < 0)
            return render(c, p, shifted, word, old);
    }
    return render(c, p, v, old, old);
}

/* ---- words instead of digits ---- */

static const char *in_words(struct ctx *c, const char *table, crat v)
{
    struct str s;
    const char *digits;

    if (mpz_cmp_ui(mpq_denref(v), 1) != 0)
        return NULL;
    digits = rat_fixed(c->a, v, 0);
    s = rules_lookup(c->v->rules, table, str_c(digits));
    return s.n ? arena_strdup(c->a, s) : NULL;
}

static const char *ordinal(struct ctx *c, const struct printed *p, bool digits, crat v)
{
    const char *word = in_words(c, "verify_ordinals", v), *n = rat_fixed(c->a, v, 0);
    bool suffixed = digits && (str_eqc(p->after, "st") || str_eqc(p->after, "nd") ||
                               str_eqc(p->after, "rd") || str_eqc(p->after, "th"));

    if (digits && !suffixed)
        return arena_printf(c->a, "%.*s%s", STR_FMT(p->before), n);
    return word ? word : arena_printf(c->a, "place %s", n);
}

static const char *date_text(struct ctx *c, struct str printed, const struct interval *d)
{
    date_t day = (date_t)mpz_get_si(mpq_numref(d->lo));
    const char *full = show_date(c, day); /* "12 February 2026" */
    struct ymd y = date_ymd(day);
    const char *month = strchr(full, ' ') + 1;
    int month_len = (int)strcspn(month, " ");
    bool month_first = printed.n && !is_digit(printed.p[0]);
    bool with_year = str_find(printed, STR("20"), 0) < printed.n;

    if (!month_first)
        return with_year ? full : arena_printf(c->a, "%d %.*s", y.d, month_len, month);
    return with_year ? arena_printf(c->a, "%.*s %d, %d", month_len, month, y.d, y.y)
                     : arena_printf(c->a, "%.*s %d", month_len, month, y.d);
}

/* ---- entry ---- */

static const char *price_text(struct ctx *c, const struct printed *p, crat v)
{
    const char *exact = rat_decimal(c->a, v);
    const char *point = strchr(exact, '.');
    int places = point ? (int)strlen(point + 1) : 0;

    if (places < p->decimals)
        exact = rat_fixed(c->a, v, p->decimals);
    return arena_printf(c->a, "%.*s%s%.*s", STR_FMT(p->before), exact, STR_FMT(p->after));
}

/* Spelled numbers without a word for the value fall back to digits. */
static const char *words_text(struct ctx *c, const struct claim *cl, crat v)
{
    const char *unit = cl->unit ? cl->unit : "", *word;

    if (cl->kind == KIND_COUNT && (word = in_words(c, "verify_cardinals", v)) != NULL)
        return word;
    if (strcmp(unit, "percent") == 0)
        return arena_printf(c->a, "%s percent", rat_fixed(c->a, v, 0));
    if (strcmp(unit, "tokens") == 0)
        return rat_human(c->a, v, 3);
    if (strcmp(unit, "x") == 0)
        return arena_printf(c->a, "%s times",
                            show_plain(c, &(struct interval){v, v, true, true}));
    return rat_human(c->a, v, 4);
}

const char *style_number(struct ctx *c, const struct claim *cl, const struct interval *d)
{
    struct str s = str_sub(c->doc->text, cl->num_start, cl->num_end);
    struct printed p;
    bool digits = take_apart(s, &p);
    crat shown = digits ? digits_value(c, p.digits) : NULL, v, unit;
    bool falls = cl->num.value && rat_sgn(cl->num.value) < 0;

    if (!d->lo || !d->hi)
        return NULL;
    if (cl->kind == KIND_DATE)
        return date_text(c, s, d);
    v = rat_div(c->p, rat_add(c->p, d->lo, d->hi), rat_i64(c->p, 2));
    if (cl->kind == KIND_RANK)
        return interval_is_point(d) ? ordinal(c, &p, digits, v) : NULL;
    if (falls)
        v = rat_neg(c->p, v);
    if (!digits || !shown || rat_sgn(shown) == 0 || !cl->num.value)
        return words_text(c, cl, v);
    if (cl->kind == KIND_PRICE)
        return price_text(c, &p, v);
    unit = rat_abs(c->p, rat_div(c->p, cl->num.value, shown));
    return scaled(c, &p, v, unit);
}
