/*
 * Verdicts, readings and causes on the figures that ship: known facts of
 * February and March 2026, and the same facts with one thing wrong.
 */
#include "unit/verify_fixture.h"

#define M25   "minimax/minimax-m2.5-20260211"
#define K25   "moonshotai/kimi-k2.5-0127"
#define G3F   "google/gemini-3-flash-preview-20251217"
#define GLM5  "z-ai/glm-5-20260211"
#define DS32  "deepseek/deepseek-v3.2-20251201"
#define OPUS  "anthropic/claude-4.6-opus-20260205"
#define W0202 "2026-02-02/2026-02-08"
#define W0209 "2026-02-09/2026-02-15"
#define W0216 "2026-02-16/2026-02-22"

struct fact {
    struct said said;
    enum verdict verdict;
    enum cause cause;
};

/* Right figures: whatever the reading, none is contradicted. */
static const struct fact right[] = {
    {{KIND_LEVEL, "4.12 trillion", "CN", W0209}, VERDICT_SUPPORTED, 0},
    {{KIND_LEVEL, "2.94 trillion", "US", W0209}, VERDICT_CLOSE, 0},
    {{KIND_LEVEL, "5.16 trillion", "CN", W0216}, VERDICT_SUPPORTED, 0},
    {{KIND_LEVEL, "2.27 trillion", "CN", W0202}, VERDICT_SUPPORTED, 0},
    {{KIND_LEVEL, "2.7 trillion", "US", W0216}, VERDICT_AMBIGUOUS, 0},
    {{KIND_LEVEL, "1.24 trillion", "top:10", "2025-03-03/2025-03-09"},
     VERDICT_AMBIGUOUS,
     0},
    {{KIND_LEVEL, "13.95 trillion", "top:10", W0216}, VERDICT_AMBIGUOUS, 0},
    {{KIND_LEVEL, "13.95 trillion", "openrouter", W0216}, VERDICT_SUPPORTED, 0},
    {{KIND_LEVEL, "1.44 trillion", M25, W0209}, VERDICT_SUPPORTED, 0},
    {{KIND_LEVEL, "600 billion", K25 "&" GLM5, W0216, HEDGE_OVER}, VERDICT_SUPPORTED, 0},
    {{KIND_GROWTH, "127%", "CN", "2026-02-02/2026-02-22", .steps = 3, .step_unit = 'w'},
     VERDICT_AMBIGUOUS,
     0},
    {{KIND_GROWTH, "79%", M25, W0216, .base = W0209}, VERDICT_SUPPORTED, 0},
    {{KIND_GROWTH, "-20%", K25, W0216}, VERDICT_SUPPORTED, 0},
    {{KIND_MULTIPLE, "10x", "top:10", W0216, .base = "2025-03-03/2025-03-09",
      .higher_than = true},
     VERDICT_SUPPORTED,
     0},
    {{KIND_MULTIPLE, "2.5x", M25, W0216, HEDGE_ABOUT, .object = K25},
     VERDICT_SUPPORTED,
     0},
    {{KIND_DIFFERENCE, "3.21 trillion", "openrouter", W0209}, VERDICT_SUPPORTED, 0},
    {{KIND_DIFFERENCE, "1.44 trillion", M25, W0209}, VERDICT_SUPPORTED, 0},
    {{KIND_DIFFERENCE, "1.19 trillion", "CN", W0209, .object = "US"},
     VERDICT_SUPPORTED,
     0},
    {{KIND_SHARE, "85.7%", M25 "+" K25 "+" GLM5 "+" DS32, W0216, .object = "top:5"},
     VERDICT_SUPPORTED,
     0},
    {{KIND_SHARE, "18.4%", M25, W0216, .object = "openrouter"}, VERDICT_SUPPORTED, 0},
    {{KIND_SHARE, "62%", "CN", W0216, .object = "named"}, VERDICT_SUPPORTED, 0},
    {{KIND_RANK, "1", M25, W0216}, VERDICT_SUPPORTED, 0},
    {{KIND_RANK, "3", G3F, W0216}, VERDICT_SUPPORTED, 0},
    {{KIND_COUNT, "4", "CN", W0216, .object = "top:5", .out_of = 5},
     VERDICT_SUPPORTED,
     0},
    {{KIND_COMPARISON, NULL, "CN", W0209, .object = "US"}, VERDICT_SUPPORTED, 0},
    {{KIND_COMPARISON, NULL, M25, W0216, .object = K25 "&" GLM5}, VERDICT_SUPPORTED, 0},
    {{KIND_PRICE, "$0.3", M25, .measure = "price_input"}, VERDICT_SUPPORTED, 0},
    {{KIND_PRICE, "$0.30", GLM5, .measure = "price_input"}, VERDICT_AMBIGUOUS, 0},
    {{KIND_PRICE, "$25", OPUS, .measure = "price_output"}, VERDICT_SUPPORTED, 0},
    {{KIND_PRICE_RATIO, "16.7x", OPUS, .object = M25, .measure = "price_input",
      .hedge = HEDGE_ABOUT, .higher_than = true},
     VERDICT_SUPPORTED,
     0},
    {{KIND_PRICE_RATIO, "22.7x", OPUS, .object = M25, .measure = "price_output"},
     VERDICT_SUPPORTED,
     0},
    {{KIND_CONTEXT_LENGTH, "200K", GLM5}, VERDICT_CLOSE, 0},
    {{KIND_DATE, "2026-02-12", M25}, VERDICT_SUPPORTED, 0},
    {{KIND_DATE, "2026-02-13", M25}, VERDICT_CLOSE, 0},
    {{KIND_DATE, "2026-02-12", GLM5}, VERDICT_SUPPORTED, 0},
};

/* One thing wrong, and what. */
static const struct fact wrong[] = {
    {{KIND_LEVEL, "41.2 trillion", "CN", W0209}, VERDICT_CONTRADICTED, CAUSE_SCALE_SLIP},
    {{KIND_LEVEL, "4.12 billion", "CN", W0209}, VERDICT_CONTRADICTED, CAUSE_SCALE_SLIP},
    {{KIND_LEVEL, "1.42 trillion", "CN", W0209}, VERDICT_CONTRADICTED, CAUSE_TRANSPOSED},
    {{KIND_LEVEL, "4.12 trillion", "CN", W0216},
     VERDICT_CONTRADICTED,
     CAUSE_OTHER_PERIOD},
    {{KIND_LEVEL, "4.12 trillion", "US", W0209},
     VERDICT_CONTRADICTED,
     CAUSE_OTHER_ENTITY},
    {{KIND_LEVEL, "1.04 trillion", M25, W0216}, VERDICT_CONTRADICTED, CAUSE_OTHER_ENTITY},
    {{KIND_GROWTH, "227%", "CN", W0216, .base = W0202},
     VERDICT_CONTRADICTED,
     CAUSE_N_MINUS_ONE},
    {{KIND_GROWTH, "12.7%", "CN", W0216, .base = W0202},
     VERDICT_CONTRADICTED,
     CAUSE_SCALE_SLIP},
    {{KIND_GROWTH, "18.7%", "CN", W0216, .base = W0209, .measure = "share",
      .object = "named"},
     VERDICT_CONTRADICTED,
     CAUSE_NONE},
    {{KIND_GROWTH, "3.6%", "CN", W0216, .base = W0209, .measure = "share",
      .object = "named"},
     VERDICT_CONTRADICTED,
     CAUSE_PERCENT_POINTS},
    {{KIND_MULTIPLE, "1.5x", M25, W0216, .object = K25},
     VERDICT_CONTRADICTED,
     CAUSE_N_MINUS_ONE},
    {{KIND_SHARE, "58.7%", M25 "+" K25 "+" GLM5 "+" DS32, W0216, .object = "top:5"},
     VERDICT_CONTRADICTED,
     CAUSE_TRANSPOSED},
    {{KIND_COUNT, "5", "CN", W0216, .object = "top:5", .out_of = 5},
     VERDICT_CONTRADICTED,
     CAUSE_N_MINUS_ONE},
    {{KIND_RANK, "2", M25, W0216}, VERDICT_CONTRADICTED, CAUSE_NONE},
    {{KIND_PRICE, "$1.1", M25, .measure = "price_input"},
     VERDICT_CONTRADICTED,
     CAUSE_OTHER_METRIC},
    {{KIND_PRICE, "$2.5", OPUS, .measure = "price_output"},
     VERDICT_CONTRADICTED,
     CAUSE_SCALE_SLIP},
    {{KIND_CONTEXT_LENGTH, "2000K", GLM5}, VERDICT_CONTRADICTED, CAUSE_NONE},
    {{KIND_DATE, "2026-03-12", M25}, VERDICT_CONTRADICTED, CAUSE_NONE},
};

/* What must not be judged, and why. */
static const struct {
    struct said said;
    enum reason reason;
} open_questions[] = {
    {{KIND_LEVEL, "4.12 trillion", "CN"}, REASON_PERIOD_UNRESOLVED},
    {{KIND_LEVEL, "4.12 trillion", "", W0209}, REASON_ENTITY_UNRESOLVED},
    {{KIND_LEVEL, "4.12 trillion", "CN", "2019-02-04/2019-02-10"},
     REASON_PERIOD_NOT_COVERED},
    {{KIND_LEVEL, "9 trillion", "CN", W0209, .modality = MOD_FORECAST},
     REASON_NOT_A_FACT},
    {{KIND_LEVEL, "9 trillion", "CN", W0209, .modality = MOD_NEGATED}, REASON_NOT_A_FACT},
    {{KIND_SHARE, "47.17%", "US", W0209, .measure = "users"}, REASON_OUT_OF_SCOPE},
    {{KIND_OTHER, "5 million", "openrouter", W0209}, REASON_OUT_OF_SCOPE},
    {{KIND_DATE, "2026-01-02", K25}, REASON_METRIC_UNRESOLVED},
};

static const char *name_of(const struct said *s)
{
    return s->number ? s->number : "comparison";
}

/* All in one article, as the causes look for other subjects there. */
static void judge_all(struct fixture *f, const struct fact *facts, size_t n)
{
    start_article(f);
    for (size_t i = 0; i < n; i++)
        say(f, &facts[i].said);
    judge_said(f, "2026-02-25");
}

static void right_figures(void **state)
{
    struct fixture *f = *state;

    judge_all(f, right, ARRAY_LEN(right));
    for (size_t i = 0; i < ARRAY_LEN(right); i++) {
        const struct judgement *j = &f->out.v[i];

        if (j->verdict != right[i].verdict)
            fail_msg("%s %s: %s (%s)", right[i].said.subject, name_of(&right[i].said),
                     verdict_name(j->verdict), j->explanation);
        assert_true(j->bound);
        assert_true(j->n_readings > 0 && j->readings[0].evidence.n > 0);
        assert_non_null(j->readings[0].formula);
    }
}

static void wrong_figures(void **state)
{
    struct fixture *f = *state;
    struct fact all[ARRAY_LEN(right) + 1];

    memcpy(all, right, sizeof(right)); /* the rest of the article */
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        const struct judgement *j;

        all[ARRAY_LEN(right)] = wrong[i];
        judge_all(f, all, ARRAY_LEN(all));
        j = &f->out.v[ARRAY_LEN(right)];
        if (j->verdict != wrong[i].verdict)
            fail_msg("%s %s: %s (%s)", wrong[i].said.subject, name_of(&wrong[i].said),
                     verdict_name(j->verdict), j->explanation);
        if (wrong[i].cause != CAUSE_NONE && j->cause != wrong[i].cause)
            fail_msg("%s %s: cause %s (%s)", wrong[i].said.subject,
                     name_of(&wrong[i].said), j->cause ? cause_name(j->cause) : "none",
                     j->explanation);
        if (wrong[i].cause != CAUSE_NONE)
            assert_non_null(j->cause_text);
    }
}

static void not_judged(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(open_questions); i++) {
        const struct judgement *j = judge_one(f, &open_questions[i].said, "2026-02-25");

        if (j->verdict != VERDICT_INSUFFICIENT || j->reason != open_questions[i].reason)
            fail_msg("%s: %s %s", name_of(&open_questions[i].said),
                     verdict_name(j->verdict), j->reason ? reason_name(j->reason) : "");
        assert_non_null(j->explanation);
    }
}

/* Loose ties: a period from another paragraph never accuses on its own. */
static void loosely_bound(void **state)
{
    struct fixture *f = *state;
    struct said s = {KIND_LEVEL, "9.99 trillion", "CN", "2026-02-25", .carried = true};

    assert_int_equal(judge_one(f, &s, "2026-02-25")->verdict, VERDICT_INSUFFICIENT);
    assert_int_equal(f->out.v[0].reason, REASON_PERIOD_UNRESOLVED);
    assert_true(f->out.v[0].confidence_binding <= 50);
}

/* The fitting reading comes first, then the default, then by prior. */
static void readings_in_order(void **state)
{
    struct fixture *f = *state;
    struct said s = {KIND_LEVEL, "2.7 trillion", "US", W0216};
    const struct judgement *j = judge_one(f, &s, "2026-02-25");

    assert_true(j->n_readings >= 3);
    assert_int_equal(j->readings[0].verdict, VERDICT_SUPPORTED);
    assert_false(j->readings[0].is_default);
    assert_non_null(strstr(j->readings[0].definition, "free variants left out"));
    for (uint32_t i = 0; i + 1 < j->n_readings; i++) {
        const struct reading *a = &j->readings[i], *b = &j->readings[i + 1];

        assert_true(a->verdict <= b->verdict);
        if (a->verdict == b->verdict)
            assert_true(a->is_default > b->is_default ||
                        (a->is_default == b->is_default && a->prior >= b->prior));
    }
}

static void same_bytes(void **state)
{
    struct fixture *f = *state;
    char *first[ARRAY_LEN(right)];

    judge_all(f, right, ARRAY_LEN(right));
    for (size_t i = 0; i < ARRAY_LEN(right); i++)
        first[i] = xstrdup(f->out.v[i].explanation);
    judge_all(f, right, ARRAY_LEN(right));
    for (size_t i = 0; i < ARRAY_LEN(right); i++) {
        assert_string_equal(first[i], f->out.v[i].explanation);
        free(first[i]);
    }
}

/* Without a store nothing is judged and the article is still compared with
 * itself. */
static void without_store(void **state)
{
    struct fixture *f = *state;
    struct verify_opts vo = {.as_of = DATE_NONE};
    struct verifier *own = f->verifier;

    f->verifier = verifier_new(f->rules, f->names, NULL, &vo);
    start_article(f);
    say(f, &(struct said){KIND_LEVEL, "5.16 trillion", "CN", W0216});
    say(f, &(struct said){KIND_LEVEL, "2.27 trillion", "CN", W0202});
    say(f, &(struct said){KIND_GROWTH, "27%", "CN", W0216, .base = W0202});
    judge_said(f, "2026-02-25");
    assert_int_equal(f->out.v[0].verdict, VERDICT_INSUFFICIENT);
    assert_int_equal(f->out.v[0].reason, REASON_NO_SERIES);
    assert_int_equal(f->out.v[2].internal.status, INTERNAL_INCONSISTENT);
    verifier_free(f->verifier);
    f->verifier = own;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_figures),     cmocka_unit_test(wrong_figures),
        cmocka_unit_test(not_judged),        cmocka_unit_test(loosely_bound),
        cmocka_unit_test(readings_in_order), cmocka_unit_test(same_bytes),
        cmocka_unit_test(without_store),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
