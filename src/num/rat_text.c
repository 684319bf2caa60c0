/*
 * Rationals as text: exact decimals for machines, rounded ones for people.
 * All rounding is half away from zero, as newspapers round.
 */
#include "num/rat.h"

#define EXACT_PLACES 20  /* a decimal that ends within these is printed whole */
#define ROUNDED_DIGITS 6 /* significant fraction digits of one that does not */
#define MAX_PLACES 1000

/* n = v * 10^places, rounded half away from zero; true when it was exact. */
static bool scale_round(mpz_t n, crat v, int places)
{
    mpz_t rest, den;
    bool exact;

    if (places < -MAX_PLACES || places > MAX_PLACES)
        BUG("%d decimal places", places);
    mpz_inits(rest, den, NULL);
    mpz_ui_pow_ui(n, 10, (unsigned long)(places < 0 ? -places : places));
    if (places >= 0)
        mpz_mul(n, n, mpq_numref(v));
    mpz_set(den, mpq_denref(v));
    if (places < 0) {
        mpz_mul(den, den, n);
        mpz_set(n, mpq_numref(v));
    }
    mpz_tdiv_qr(n, rest, n, den);
    exact = mpz_sgn(rest) == 0;
    mpz_mul_2exp(rest, rest, 1);
    if (mpz_cmpabs(rest, den) >= 0) {
        if (mpq_sgn(v) < 0)
            mpz_sub_ui(n, n, 1);
        else
            mpz_add_ui(n, n, 1);
    }
    mpz_clears(rest, den, NULL);
    return exact;
}

/* Digits of n with the point `places` from the right. */
static char *place_point(struct arena *a, const mpz_t n, int places)
{
    size_t room = mpz_sizeinbase(n, 10) + 2;
    char *digits = arena_alloc(a, room), *out;
    const char *minus = mpz_sgn(n) < 0 ? "-" : "";
    int len;

    mpz_get_str(digits, 10, n);
    if (*minus)
        digits++;
    len = (int)strlen(digits);
    if (places <= 0)
        return arena_printf(a, "%s%s", minus, digits);
    if (len > places)
        return arena_printf(a, "%s%.*s.%s", minus, len - places, digits,
                            digits + len - places);
    out = arena_printf(a, "%s0.%0*d%s", minus, places - len, 0, digits);
    if (places == len)
        out = arena_printf(a, "%s0.%s", minus, digits);
    return out;
}

/* Cuts zeros after a decimal point, and the point when nothing is left. */
static char *drop_zeros(char *s)
{
    char *end = s + strlen(s);

    if (!strchr(s, '.'))
        return s;
    while (end[-1] == '0')
        end--;
    if (end[-1] == '.')
        end--;
    *end = '\0';
    return s;
}

char *rat_fixed(struct arena *a, crat v, int places)
{
    mpz_t n;
    char *out;

    mpz_init(n);
    scale_round(n, v, places);
    out = place_point(a, n, places);
    mpz_clear(n);
    return out;
}

/* Zeros between the point and the first digit of v's fraction; 0 for none. */
static int fraction_zeros(crat v)
{
    mpz_t rest;
    int zeros = 0;

    mpz_init(rest);
    mpz_tdiv_r(rest, mpq_numref(v), mpq_denref(v));
    while (mpz_sgn(rest) != 0 && zeros < MAX_PLACES / 2) {
        mpz_mul_ui(rest, rest, 10);
        if (mpz_cmpabs(rest, mpq_denref(v)) >= 0)
            break;
        zeros++;
    }
    mpz_clear(rest);
    return zeros;
}

char *rat_decimal(struct arena *a, crat v)
{
    mpz_t n;
    char *out;

    mpz_init(n);
    if (scale_round(n, v, EXACT_PLACES))
        out = place_point(a, n, EXACT_PLACES);
    else
        out = rat_fixed(a, v, fraction_zeros(v) + ROUNDED_DIGITS);
    mpz_clear(n);
    return drop_zeros(out);
}

/* Puts a comma between groups of three in the whole part. */
static char *group(struct arena *a, const char *s)
{
    size_t sign = *s == '-', whole = strcspn(s, ".");
    char *out = arena_alloc(a, strlen(s) + whole / 3 + 2), *to = out;

    for (size_t i = 0; i < whole; i++) {
        if (i > sign && (whole - i) % 3 == 0)
            *to++ = ',';
        *to++ = s[i];
    }
    memcpy(to, s + whole, strlen(s + whole) + 1);
    return out;
}

struct scale {
    int from, exp; /* used from 10^from on, divides by 10^exp */
    const char *letter;
};
static const struct scale scales[] = {
    {0, 0, ""}, {4, 3, "K"}, {6, 6, "M"}, {9, 9, "B"}, {12, 12, "T"},
};

static bool reaches(crat v, int exp)
{
    mpz_t bound;
    bool yes;

    mpz_init(bound);
    mpz_ui_pow_ui(bound, 10, (unsigned long)exp);
    mpz_mul(bound, bound, mpq_denref(v));
    yes = mpz_cmpabs(mpq_numref(v), bound) >= 0;
    mpz_clear(bound);
    return yes;
}

/* Decimals of v / 10^exp that leave `sig` significant digits, not fewer than
 * its whole part has. */
static int places_for(crat v, int exp, int sig)
{
    int whole = 0;

    if (!reaches(v, exp))
        return exp ? sig : sig + fraction_zeros(v);
    while (whole < sig && reaches(v, exp + whole))
        whole++;
    return sig - whole;
}

char *rat_human(struct arena *a, crat v, int sig)
{
    const struct scale *s = scales, *last = &scales[ARRAY_LEN(scales) - 1];
    mpq_t rounded;
    mpz_t n;
    int places;
    char *out;

    mpz_init(n);
    mpq_init(rounded);
    while (s < last && reaches(v, s[1].from))
        s++;
    for (;; s++) { /* rounding may carry into the next scale: 999.96M is 1B */
        places = places_for(v, s->exp, sig);
        scale_round(n, v, places - s->exp);
        mpz_ui_pow_ui(mpq_numref(rounded), 10, (unsigned long)s->exp);
        mpz_mul(mpq_numref(rounded), mpq_numref(rounded), n);
        mpz_ui_pow_ui(mpq_denref(rounded), 10, (unsigned long)places);
        mpq_canonicalize(rounded);
        if (s == last || !reaches(rounded, s[1].from))
            break;
    }
    out = group(a, drop_zeros(place_point(a, n, places)));
    mpq_clear(rounded);
    mpz_clear(n);
    return arena_printf(a, "%s%s", out, s->letter);
}

/* Divides n by f as often as it goes; returns how often. */
static int strip(mpz_t n, unsigned long f)
{
    int times = 0;

    while (mpz_divisible_ui_p(n, f)) {
        mpz_divexact_ui(n, n, f);
        times++;
    }
    return times;
}

rat rat_last_place(struct rats *p, crat v)
{
    mpz_t n;
    int twos, fives, exp;
    bool decimal;

    if (mpq_sgn(v) == 0)
        return rat_i64(p, 1);
    mpz_init(n);
    if (mpz_cmp_ui(mpq_denref(v), 1) == 0) {
        mpz_set(n, mpq_numref(v));
        exp = strip(n, 10);
        mpz_clear(n);
        return rat_pow10(p, exp);
    }
    mpz_set(n, mpq_denref(v));
    twos = strip(n, 2);
    fives = strip(n, 5);
    decimal = mpz_cmp_ui(n, 1) == 0;
    mpz_clear(n);
    return decimal ? rat_pow10(p, -(twos > fives ? twos : fives)) : rat_new(p);
}
