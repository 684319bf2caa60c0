/*
 * Properties over random claims: rounding a true value to its printed digits,
 * cutting it off, hedging it or taking the hedge away never ends in
 * "contradicted"; moving it outside of what the wording allows always does.
 */
#include "unit/verify_fixture.h"

#include "verify/judge.h"

#define ROUNDS 20000

struct env {
    struct fixture *f;
    struct allow_table table;
    uint64_t seed;
};

/* xorshift: the same numbers in every run. */
static uint64_t next(struct env *v)
{
    v->seed ^= v->seed << 13;
    v->seed ^= v->seed >> 7;
    v->seed ^= v->seed << 17;
    return v->seed;
}

static int64_t below(struct env *v, int64_t n)
{
    return (int64_t)(next(v) % (uint64_t)n);
}

static int64_t power(int exp)
{
    int64_t p = 1;

    while (exp-- > 0)
        p *= 10;
    return p;
}

/* A true value, and digits of it that somebody could print: `digits` times
 * 10^exp, rounded or cut off. */
struct printed {
    int64_t truth, digits;
    int exp;
    bool cut;
};

static struct printed print(struct env *v)
{
    struct printed p;
    int sig = 2 + (int)below(v, 4), len = 0;

    p.truth = 1000000 + below(v, 5000000000000);
    for (int64_t t = p.truth; t > 0; t /= 10)
        len++;
    p.exp = len - sig;
    p.cut = below(v, 3) == 0;
    p.digits = p.truth / power(p.exp);
    if (!p.cut && p.truth % power(p.exp) * 2 >= power(p.exp))
        p.digits++;
    return p;
}

/* The number as the scanner would read it: the magnitude word takes `exp`. */
static struct number number(struct rats *p, const struct printed *v)
{
    struct number n = {.form = FORM_DIGITS, .sig = 3};
    int64_t zeros = 1;

    while (v->digits % (zeros * 10) == 0)
        zeros *= 10;
    n.value = rat_i64(p, v->digits * power(v->exp));
    n.place = rat_i64(p, power(v->exp));
    n.round = rat_i64(p, zeros * power(v->exp));
    return n;
}

static enum verdict verdict_of(struct env *v, const struct number *n, enum hedge hedge,
                               int64_t truth)
{
    struct rats *p = v->f->claims.rats;
    struct wording w = {.num = n, .hedge = hedge, .kind = KIND_LEVEL};
    struct interval d = interval_point(rat_i64(p, truth));
    struct allowed a;

    allowed_of(&v->table, p, &w, &a);
    return judge(&a, &d);
}

static void setup(struct env *v, void **state)
{
    struct err e = {0};

    v->f = *state;
    v->seed = 0x9E3779B97F4A7C15u;
    assert_true(allow_load(&v->table, rules_vocab(v->f->rules, "verify_allow"),
                           rules_vocab(v->f->rules, "verify_fractions"), &e));
}

/* Hedges that are true of a printed value next to the true one. */
static bool is_true(enum hedge h, const struct printed *p)
{
    int64_t x = p->digits * power(p->exp);

    switch (h) {
    case HEDGE_EXACT:
    case HEDGE_ABOUT:
        return true;
    case HEDGE_NEARLY:
        return !p->cut;
    case HEDGE_OVER:
    case HEDGE_AT_LEAST:
        return p->truth >= x || !p->cut; /* rounded up, then "more than": close */
    case HEDGE_UNDER:
        return p->truth <= x || !p->cut;
    default:
        return !p->cut;
    }
}

static void never_accused(void **state)
{
    struct env v;

    setup(&v, state);
    for (int i = 0; i < ROUNDS; i++) {
        struct printed p = print(&v);
        struct number n;

        rats_clear(v.f->claims.rats);
        n = number(v.f->claims.rats, &p);
        for (int h = HEDGE_EXACT; h <= HEDGE_AT_MOST; h++)
            if (is_true((enum hedge)h, &p) &&
                verdict_of(&v, &n, (enum hedge)h, p.truth) == VERDICT_CONTRADICTED)
                fail_msg("%s %lld for %lld is contradicted", hedge_name((enum hedge)h),
                         (long long)(p.digits * power(p.exp)), (long long)p.truth);
    }
}

/* How far from the printed value each hedge can be stretched, in u, and
 * whether the open side allows anything. */
static void always_accused(void **state)
{
    static const struct {
        enum hedge h;
        bool low, high; /* sides on which a number can be wrong */
    } sides[] = {{HEDGE_EXACT, true, true},  {HEDGE_ABOUT, true, true},
                 {HEDGE_OVER, true, false},  {HEDGE_AT_LEAST, true, false},
                 {HEDGE_UNDER, false, true}, {HEDGE_AT_MOST, true, true}};
    struct env v;

    setup(&v, state);
    for (int i = 0; i < ROUNDS; i++) {
        struct printed p = print(&v);
        struct number n;
        int64_t far, x;

        rats_clear(v.f->claims.rats);
        n = number(v.f->claims.rats, &p);
        x = p.digits * power(p.exp);
        /* beyond two units, and beyond half of the last non-zero place */
        far = 2 * power(p.exp) + (int64_t)mpz_get_si(mpq_numref(n.round)) / 2 + 1 +
              below(&v, 100) * power(p.exp);
        for (size_t k = 0; k < ARRAY_LEN(sides); k++) {
            if (sides[k].low && x > far)
                assert_int_equal(verdict_of(&v, &n, sides[k].h, x - far),
                                 VERDICT_CONTRADICTED);
            if (sides[k].high)
                assert_int_equal(verdict_of(&v, &n, sides[k].h, x + far),
                                 VERDICT_CONTRADICTED);
        }
    }
}

/* ---- the same end to end, on the figures that ship ---- */

static const char *const models[] = {
    "minimax/minimax-m2.5-20260211",
    "moonshotai/kimi-k2.5-0127",
    "z-ai/glm-5-20260211",
    "deepseek/deepseek-v3.2-20251201",
    "google/gemini-3-flash-preview-20251217",
    "x-ai/grok-4.1-fast",
};

static int64_t floor_of(struct env *v, crat x)
{
    int64_t n;

    assert_true(str_i64(str_c(rat_fixed(&v->f->claims.arena, x, 0)), &n));
    return n;
}

/* What the figures give for one model and week, 0 for nothing. */
static int64_t truth_of(struct env *v, struct said *s)
{
    const struct judgement *j;

    s->number = "1 trillion";
    j = judge_one(v->f, s, "2026-03-20");
    return j->n_readings && j->readings[0].computed.lo
               ? floor_of(v, j->readings[0].computed.lo)
               : 0;
}

static void on_real_figures(void **state)
{
    struct env v;
    int judged = 0;

    setup(&v, state);
    for (int week = 0; week < 4; week++)
        for (size_t m = 0; m < ARRAY_LEN(models); m++) {
            struct said s = {.kind = KIND_LEVEL, .subject = models[m]};
            date_t monday = date_of(2026, 2, 2) + 7 * week;
            char from[11], to[11], period[24], number[80];
            int64_t truth, place;

            date_format(monday, from);
            date_format(monday + 6, to);
            snprintf(period, sizeof(period), "%s/%s", from, to);
            s.period = period;
            truth = truth_of(&v, &s);
            if (truth < 1000000000)
                continue;
            judged++;
            s.number = number;
            for (int places = 0; places < 3; places++) {
                place = 1000000000 / power(places);
                s.hedge = HEDGE_EXACT;
                snprintf(number, sizeof(number), "%lld.%0*lld billion",
                         (long long)(truth / 1000000000), (places & 7) + 1,
                         (long long)(truth % 1000000000 / (place / 10)));
                assert_int_not_equal(judge_one(v.f, &s, "2026-03-20")->verdict,
                                     VERDICT_CONTRADICTED);
                s.hedge = HEDGE_ABOUT;
                assert_int_not_equal(judge_one(v.f, &s, "2026-03-20")->verdict,
                                     VERDICT_CONTRADICTED);
                snprintf(number, sizeof(number), "%lld.%0*lld billion",
                         (long long)(truth / 1000000000 * 2 + 7), (places & 7) + 1, 0LL);
                assert_int_equal(judge_one(v.f, &s, "2026-03-20")->verdict,
                                 VERDICT_CONTRADICTED);
            }
        }
    assert_true(judged >= 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_accused),
        cmocka_unit_test(always_accused),
        cmocka_unit_test(on_real_figures),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
