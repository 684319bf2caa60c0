/*
 * The pool behind rat.h.  Numbers stay initialised when the pool is cleared,
 * so that a batch of articles allocates limbs only for its largest article.
 */
#include "num/rat.h"

#define CHUNK 256
#define MAX_POW10 10000
#define MAX_DIGITS 400 /* of a printed number */

struct chunk {
    struct chunk *next;
    int made; /* numbers initialised in this chunk */
    mpq_t v[CHUNK];
};
struct rats {
    struct chunk *first, *now;
    int at; /* next free number in `now` */
};

struct rats *rats_new(void)
{
    return xcalloc(1, sizeof(struct rats));
}

void rats_free(struct rats *p)
{
    struct chunk *c = p ? p->first : NULL;

    while (c) {
        struct chunk *next = c->next;

        for (int i = 0; i < c->made; i++)
            mpq_clear(c->v[i]);
        free(c);
        c = next;
    }
    free(p);
}

void rats_clear(struct rats *p)
{
    p->now = p->first;
    p->at = 0;
}

/* Goes to the next chunk, making it when there is none. */
static void next_chunk(struct rats *p)
{
    struct chunk **link = p->now ? &p->now->next : &p->first;

    if (!*link)
        *link = xcalloc(1, sizeof(struct chunk));
    p->now = *link;
    p->at = 0;
}

rat rat_new(struct rats *p)
{
    rat v;

    if (!p->now || p->at == CHUNK)
        next_chunk(p);
    v = p->now->v[p->at];
    if (p->at++ == p->now->made) {
        mpq_init(v);
        p->now->made++;
    } else {
        mpq_set_ui(v, 0, 1);
    }
    return v;
}

rat rat_i64(struct rats *p, int64_t v)
{
    return rat_frac(p, v, 1);
}

rat rat_frac(struct rats *p, int64_t num, int64_t den)
{
    rat v = rat_new(p);

    if (den == 0)
        BUG("fraction %lld/0", (long long)num);
    mpz_set_si(mpq_numref(v), num);
    mpz_set_si(mpq_denref(v), den);
    mpq_canonicalize(v);
    return v;
}

rat rat_dup(struct rats *p, crat v)
{
    rat out = rat_new(p);

    mpq_set(out, v);
    return out;
}

rat rat_add(struct rats *p, crat a, crat b)
{
    rat v = rat_new(p);

    mpq_add(v, a, b);
    return v;
}

rat rat_sub(struct rats *p, crat a, crat b)
{
    rat v = rat_new(p);

    mpq_sub(v, a, b);
    return v;
}

rat rat_mul(struct rats *p, crat a, crat b)
{
    rat v = rat_new(p);

    mpq_mul(v, a, b);
    return v;
}

rat rat_div(struct rats *p, crat a, crat b)
{
    rat v = rat_new(p);

    if (mpq_sgn(b) == 0)
        BUG("division by zero");
    mpq_div(v, a, b);
    return v;
}

rat rat_neg(struct rats *p, crat a)
{
    rat v = rat_new(p);

    mpq_neg(v, a);
    return v;
}

rat rat_abs(struct rats *p, crat a)
{
    rat v = rat_new(p);

    mpq_abs(v, a);
    return v;
}

rat rat_pow10(struct rats *p, int exp)
{
    rat v = rat_new(p);

    if (exp < -MAX_POW10 || exp > MAX_POW10)
        BUG("10 to the power %d", exp);
    mpq_set_ui(v, 1, 1);
    mpz_ui_pow_ui(exp < 0 ? mpq_denref(v) : mpq_numref(v), 10,
                  (unsigned long)(exp < 0 ? -exp : exp));
    return v;
}

int rat_cmp(crat a, crat b)
{
    return mpq_cmp(a, b);
}

int rat_sgn(crat a)
{
    return mpq_sgn(a);
}

/* A printed decimal, taken apart: all its digits without the point. */
struct printed {
    char digits[MAX_DIGITS + 1];
    int n, places, leading_zeros;
    bool negative, point;
};

static bool take_digit(struct printed *d, char c)
{
    if (c < '0' || c > '9' || d->n == MAX_DIGITS)
        return false;
    if (c == '0' && d->n == d->leading_zeros)
        d->leading_zeros++;
    d->digits[d->n++] = c;
    d->places += d->point;
    return true;
}

static bool take_apart(struct str s, struct printed *d)
{
    size_t i = 0;

    d->n = d->places = d->leading_zeros = 0;
    d->point = false;
    d->negative = s.n && s.p[0] == '-';
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        i = 1;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && !d->point)
            d->point = true;
        else if (!take_digit(d, s.p[i]))
            return false;
    }
    d->digits[d->n] = '\0';
    return d->n > 0 && (!d->point || d->places > 0);
}

bool rat_parse(struct rats *p, struct str s, rat *out, int *places, int *sig)
{
    struct printed d;
    rat v;

    if (!take_apart(s, &d))
        return false;
    v = rat_new(p);
    mpz_set_str(mpq_numref(v), d.digits, 10);
    if (d.negative)
        mpz_neg(mpq_numref(v), mpq_numref(v));
    mpz_ui_pow_ui(mpq_denref(v), 10, (unsigned long)d.places);
    mpq_canonicalize(v);
    *out = v;
    *places = d.places;
    *sig = d.n > d.leading_zeros ? d.n - d.leading_zeros : 1;
    return true;
}
