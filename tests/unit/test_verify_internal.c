/*
 * The article against itself, in any subject and without data: changes,
 * shares, multiples, totals, repetitions; and what must not be accused.
 */
#include "unit/verify_fixture.h"

#define M25   "minimax/minimax-m2.5-20260211"
#define K25   "moonshotai/kimi-k2.5-0127"
#define OPUS  "anthropic/claude-4.6-opus-20260205"
#define Y24   "2024-01-01/2024-12-31"
#define Y25   "2025-01-01/2025-12-31"
#define W0202 "2026-02-02/2026-02-08"
#define W0209 "2026-02-09/2026-02-15"
#define W0216 "2026-02-16/2026-02-22"

struct story {
    struct said said[4]; /* the last one is asked about */
    enum internal_status status;
    const char *formula; /* NULL: not looked at */
};

static const struct story stories[] = {
    /* growth from two levels, both with their rounding */
    {{{KIND_LEVEL, "2.27 trillion", "CN", W0202},
      {KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_GROWTH, "127%", "CN", W0216, .base = W0202}},
     INTERNAL_CONSISTENT,
     "5.16T / 2.27T - 1"},
    {{{KIND_LEVEL, "2.27 trillion", "CN", W0202},
      {KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_GROWTH, "227%", "CN", W0216, .base = W0202}},
     INTERNAL_INCONSISTENT,
     "5.16T / 2.27T - 1"},
    /* in three weeks: the base may be two or three weeks back */
    {{{KIND_LEVEL, "2.27 trillion", "CN", W0202},
      {KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_GROWTH, "127%", "CN", W0216, .steps = 3, .step_unit = 'w'}},
     INTERNAL_CONSISTENT,
     "5.16T / 2.27T - 1"},
    /* any subject: revenue in one sentence */
    {{{KIND_OTHER, "18.4 million", "openrouter", Y25, .sentence = 1},
      {KIND_OTHER, "11.4 million", "openrouter", Y24, .sentence = 1},
      {KIND_GROWTH, "61%", "openrouter", Y25, .measure = "revenue", .sentence = 1}},
     INTERNAL_CONSISTENT,
     NULL},
    {{{KIND_OTHER, "18.4 million", "openrouter", Y25, .sentence = 1},
      {KIND_OTHER, "11.4 million", "openrouter", Y24, .sentence = 1},
      {KIND_GROWTH, "16%", "openrouter", Y25, .measure = "revenue", .sentence = 1}},
     INTERNAL_INCONSISTENT,
     NULL},
    /* a multiple and a difference of two sides */
    {{{KIND_LEVEL, "2.57 trillion", M25, W0216},
      {KIND_LEVEL, "1.04 trillion", K25, W0216},
      {KIND_MULTIPLE, "2.5x", M25, W0216, HEDGE_ABOUT, .object = K25}},
     INTERNAL_CONSISTENT,
     "2.57T / 1.04T"},
    {{{KIND_LEVEL, "4.12 trillion", "CN", W0209},
      {KIND_LEVEL, "2.93 trillion", "US", W0209},
      {KIND_DIFFERENCE, "1.91 trillion", "CN", W0209, .object = "US"}},
     INTERNAL_INCONSISTENT,
     "4.12T - 2.93T"},
    /* prices */
    {{{KIND_PRICE, "$25", OPUS, .measure = "price_output"},
      {KIND_PRICE, "$1.1", M25, .measure = "price_output"},
      {KIND_PRICE_RATIO, "22.7x", OPUS, .object = M25, .measure = "price_output"}},
     INTERNAL_CONSISTENT,
     "$25 / $1.1"},
    {{{KIND_PRICE, "$25", OPUS, .measure = "price_output"},
      {KIND_PRICE, "$1.1", M25, .measure = "price_output"},
      {KIND_PRICE_RATIO, "32.7x", OPUS, .object = M25, .measure = "price_output"}},
     INTERNAL_INCONSISTENT,
     "$25 / $1.1"},
    /* a share of a whole */
    {{{KIND_LEVEL, "8.31 trillion", "named", W0216},
      {KIND_LEVEL, "13.95 trillion", "openrouter", W0216},
      {KIND_SHARE, "60%", "named", W0216, HEDGE_ABOUT, .object = "openrouter"}},
     INTERNAL_CONSISTENT,
     "8.31T / 13.95T"},
    /* percent for points */
    {{{KIND_SHARE, "58.4%", "CN", W0209, .object = "named"},
      {KIND_SHARE, "43.4%", "CN", W0202, .object = "named"},
      {KIND_GROWTH, "15%", "CN", W0209, .measure = "share"}},
     INTERNAL_INCONSISTENT,
     "58.4% / 43.4% - 1"},
    /* a total from its parts */
    {{{KIND_LEVEL, "2.57 trillion", M25, W0216},
      {KIND_LEVEL, "1.04 trillion", K25, W0216},
      {KIND_LEVEL, "3.61 trillion", M25 "+" K25, W0216}},
     INTERNAL_CONSISTENT,
     "2.57T + 1.04T"},
    {{{KIND_LEVEL, "2.57 trillion", M25, W0216},
      {KIND_LEVEL, "1.04 trillion", K25, W0216},
      {KIND_LEVEL, "3.16 trillion", M25 "+" K25, W0216}},
     INTERNAL_INCONSISTENT,
     "2.57T + 1.04T"},
    /* the same figure twice: a rounder one agrees, another one does not */
    {{{KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_LEVEL, "5.2 trillion", "CN", W0216}},
     INTERNAL_NONE,
     NULL},
    {{{KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_LEVEL, "6.15 trillion", "CN", W0216}},
     INTERNAL_INCONSISTENT,
     NULL},
    /* other weeks, other measures, other subjects are no contradiction */
    {{{KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_LEVEL, "4.12 trillion", "CN", W0209}},
     INTERNAL_NONE,
     NULL},
    {{{KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_LEVEL, "2.7 trillion", "US", W0216}},
     INTERNAL_NONE,
     NULL},
    {{{KIND_PRICE, "$5", OPUS, .measure = "price_input"},
      {KIND_PRICE, "$25", OPUS, .measure = "price_output"}},
     INTERNAL_NONE,
     NULL},
    /* a growth over other weeks than the two levels stand for */
    {{{KIND_LEVEL, "2.27 trillion", "CN", W0202},
      {KIND_LEVEL, "5.16 trillion", "CN", W0216},
      {KIND_GROWTH, "25%", "CN", W0216, .base = W0209}},
     INTERNAL_NONE,
     NULL},
};

static const struct judgement *tell(struct fixture *f, const struct story *s)
{
    struct verify_opts vo = {.as_of = DATE_NONE};
    size_t n = 0;

    start_article(f);
    for (; n < ARRAY_LEN(s->said) && s->said[n].number; n++)
        say(f, &s->said[n]);
    verifier_free(f->verifier);
    f->verifier = verifier_new(f->rules, f->names, NULL, &vo);
    judge_said(f, "2026-02-25");
    return &f->out.v[n - 1];
}

static void without_data(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(stories); i++) {
        const struct judgement *j = tell(f, &stories[i]);

        if (j->internal.status != stories[i].status)
            fail_msg("story %zu: status %d, %s", i, (int)j->internal.status,
                     j->internal.formula ? j->internal.formula : "");
        if (stories[i].formula && !strstr(j->internal.formula, stories[i].formula))
            fail_msg("story %zu: %s", i, j->internal.formula);
    }
}

/* The report names both numbers and both places. */
static void names_both(void **state)
{
    struct fixture *f = *state;
    const struct judgement *j = tell(f, &stories[1]);

    assert_int_equal(j->internal.n_claims, 2);
    assert_non_null(strstr(j->explanation, "\"5.16 trillion\" (c2)"));
    assert_non_null(strstr(j->explanation, "\"2.27 trillion\" (c1)"));
    assert_non_null(strstr(j->explanation, "127.3%"));
    /* and the figures it came from are as suspect */
    assert_int_equal(f->out.v[0].internal.status, INTERNAL_INCONSISTENT);
    assert_int_equal(f->out.v[1].internal.status, INTERNAL_INCONSISTENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_data),
        cmocka_unit_test(names_both),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
