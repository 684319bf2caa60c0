/*
 * Causes in the printed number itself: a slip of scale, N for N - 1, digits
 * that changed places.
 */
#include "verify/cause.h"

/* Does the number, times `by` plus `add`, fit a reading?  Index or -1. */
static int fits_with(struct hunt *h, crat by, crat add)
{
    struct allowed a;

    if (!h->cl->num.value)
        return -1;
    allowed_for(h->c, h->cl, by, add, &a);
    for (int i = 0; i < h->t->n; i++)
        if ((!h->own || h->t->v[i].spec.is_default) && hunt_fits(h, &a, &h->t->v[i].d))
            return i;
    return -1;
}

/* 万 is 10^4 and 亿 10^8: the last ones are slips between scale words. */
static const int exponents[] = {1, 3, 6, 4, 8, 2, 9, 12};

bool cause_scale(struct hunt *h)
{
    if (h->cl->kind == KIND_RANK || h->cl->kind == KIND_DATE ||
        h->cl->kind == KIND_COMPARISON)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(exponents); i++)
        for (int up = 0; up < 2; up++) {
            int e = up ? exponents[i] : -exponents[i];
            int r = fits_with(h, rat_pow10(h->c->p, e), NULL);
            struct interval x;

            if (r < 0)
                continue;
            x = interval_point(h->cl->num.value);
            return hunt_named(
                h, CAUSE_SCALE_SLIP,
                arena_printf(h->c->a, "%s %s 10^%d = %s, the figures give %s",
                             hunt_show(h, &x), up ? "x" : "/", exponents[i],
                             hunt_show(h,
                                       &(struct interval){
                                           rat_mul(h->c->p, x.lo, rat_pow10(h->c->p, e)),
                                           rat_mul(h->c->p, x.lo, rat_pow10(h->c->p, e)),
                                           true, true}),
                             hunt_show(h, &h->t->v[r].d)));
        }
    return false;
}

/* "Grew 3 times" for three times as much; 227 % for up 127 %; five for four. */
bool cause_n_minus_one(struct hunt *h)
{
    enum op op = h->t->binding.base.op;
    bool ratio = op == OP_RATIO || op == OP_PRICE_RATIO, percent = op == OP_GROWTH;
    bool counted = op == OP_COUNT_TOP || op == OP_STREAK;
    int64_t one = percent ? 100 : 1;

    if (!ratio && !percent && !counted)
        return false;
    for (int s = -1; s <= 1; s += 2) {
        int r = fits_with(h, rat_i64(h->c->p, 1), rat_i64(h->c->p, s * one));
        struct interval x;

        if (r < 0)
            continue;
        x = interval_point(h->cl->num.value);
        return hunt_named(
            h, CAUSE_N_MINUS_ONE,
            arena_printf(h->c->a, "%s %s %s = %s, the figures give %s", hunt_show(h, &x),
                         s < 0 ? "-" : "+", percent ? "100%" : "1",
                         hunt_show(h,
                                   &(struct interval){
                                       rat_add(h->c->p, x.lo, rat_i64(h->c->p, s * one)),
                                       rat_add(h->c->p, x.lo, rat_i64(h->c->p, s * one)),
                                       true, true}),
                         hunt_show(h, &h->t->v[r].d)));
    }
    return false;
}

/* The digits as a number string, at most 18 of them; 0 when there are more. */
static int digits_of(struct hunt *h, char out[20])
{
    crat place = h->cl->num.place;
    const char *s;
    size_t n;

    if (!h->cl->num.value || !place || rat_sgn(place) <= 0)
        return 0;
    s = rat_fixed(h->c->a, rat_abs(h->c->p, rat_div(h->c->p, h->cl->num.value, place)),
                  0);
    n = strlen(s);
    if (n < 2 || n > 18)
        return 0;
    memcpy(out, s, n + 1);
    return (int)n;
}

bool cause_transposed(struct hunt *h)
{
    char digits[20];
    int n = digits_of(h, digits);

    for (int i = 0; i + 1 < n; i++) {
        char swapped[20];
        int64_t was, now;
        rat add;
        int r;

        memcpy(swapped, digits, sizeof(swapped));
        swapped[i] = digits[i + 1];
        swapped[i + 1] = digits[i];
        if (swapped[i] == swapped[i + 1] || !str_i64(str_c(digits), &was) ||
            !str_i64(str_of(swapped, (size_t)n), &now))
            continue;
        add = rat_mul(h->c->p, h->cl->num.place, rat_i64(h->c->p, now - was));
        if (rat_sgn(h->cl->num.value) < 0)
            add = rat_neg(h->c->p, add);
        r = fits_with(h, rat_i64(h->c->p, 1), add);
        if (r < 0)
            continue;
        return hunt_named(h, CAUSE_TRANSPOSED,
                          arena_printf(h->c->a, "the digits %c and %c changed places: %s",
                                       digits[i], digits[i + 1],
                                       hunt_show(h, &h->t->v[r].d)));
    }
    return false;
}
