/*
 * Finding names in text: spellings, boundaries, ambiguity.
 */
#include "unit.h"

#include "scan/names.h"

static struct names *make(void)
{
    static const struct {
        const char *id, *alias;
        bool weak;
    } list[] = {
        {"z-ai/glm-5", "GLM-5", false},          {"z-ai/glm-5.1", "GLM 5.1", false},
        {"a/opus-4.6", "Claude Opus 4.6", false}, {"m/m2.5", "MiniMax M2.5", false},
        {"m/m2.5", "M2.5", false},               {"x/m2.5", "M2.5", false},
        {"g/nova", "Nova", true},                {"z/zp", "智谱", false},
    };
    struct names *n = names_new();

    for (size_t i = 0; i < ARRAY_LEN(list); i++) {
        struct entity e = {.type = ENT_MODEL, .id = list[i].id, .name = list[i].alias};

        assert_true(names_alias(n, list[i].alias, names_entity(n, &e), list[i].weak));
    }
    names_freeze(n);
    return n;
}

/* The id of the first alternative of the only hit, or "" when there is none. */
static void expect(const struct names *n, const char *text, const char *id, const char *words)
{
    struct name_hit hit[4];
    size_t got = names_find(n, str_c(text), 0, (uint32_t)strlen(text), hit, 4);

    if (!*id) {
        assert_int_equal(got, 0);
        return;
    }
    assert_int_equal(got, 1);
    assert_string_equal(hit[0].ents[0]->id, id);
    assert_str(str_of(text + hit[0].start, hit[0].end - hit[0].start), words);
}

static void test_spellings(void **state)
{
    struct names *n = make();

    (void)state;
    expect(n, "Usage of GLM-5 rose", "z-ai/glm-5", "GLM-5");
    expect(n, "Usage of glm 5 rose", "z-ai/glm-5", "glm 5");
    expect(n, "Usage of GLM5.", "z-ai/glm-5", "GLM5");
    expect(n, "Usage of GLM_5, too", "z-ai/glm-5", "GLM_5");
    expect(n, "claude-opus-4.6 leads", "a/opus-4.6", "claude-opus-4.6");
    expect(n, "Claude Opus 4.6's price", "a/opus-4.6", "Claude Opus 4.6");
    expect(n, "上周智谱的份额", "z/zp", "智谱");
    names_free(n);
}

static void test_boundaries(void **state)
{
    struct names *n = make();

    (void)state;
    expect(n, "GLM-5.1 is another", "z-ai/glm-5.1", "GLM-5.1");
    expect(n, "GLM-5.2 is unknown", "", "");
    expect(n, "GLM-5-Turbo is unknown", "", "");
    expect(n, "GLM-50 is unknown", "", "");
    expect(n, "a GLM-5-based tool", "z-ai/glm-5", "GLM-5");
    expect(n, "EGLM-5 is unknown", "", "");
    expect(n, "It was GLM-5.", "z-ai/glm-5", "GLM-5");
    names_free(n);
}

static void test_longest_and_ambiguous(void **state)
{
    struct names *n = make();
    struct name_hit hit[2];
    const char *text = "MiniMax M2.5 and M2.5";

    (void)state;
    assert_int_equal(names_find(n, str_c(text), 0, 21, hit, 2), 2);
    assert_int_equal(hit[0].n, 1);
    assert_int_equal(hit[0].end, 12);
    assert_int_equal(hit[1].n, 2);
    assert_string_equal(hit[1].ents[1]->id, "x/m2.5");
    names_free(n);
}

static void test_weak_needs_its_capital(void **state)
{
    struct names *n = make();

    (void)state;
    expect(n, "the Nova model", "g/nova", "Nova");
    expect(n, "a nova in the sky", "", "");
    names_free(n);
}

static void test_entities(void **state)
{
    struct names *n = names_new();
    struct entity e = {.type = ENT_COUNTRY, .id = "CN", .name = "China"};
    const struct entity *first = names_entity(n, &e);

    (void)state;
    assert_ptr_equal(first, names_entity(n, &e));
    assert_ptr_equal(first, names_get(n, ENT_COUNTRY, STR("CN")));
    assert_null(names_get(n, ENT_AUTHOR, STR("CN")));
    assert_int_equal(names_count(n), 1);
    assert_ptr_equal(first, names_at(n, 0));
    assert_false(names_alias(n, "C", first, false));
    assert_string_equal(ent_type_name(ENT_COUNTRY), "country");
    names_free(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_longest_and_ambiguous),
        cmocka_unit_test(test_weak_needs_its_capital),
        cmocka_unit_test(test_entities),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
