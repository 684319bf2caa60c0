/*
 * Names that are derived from display names and slugs, and the pieces of slugs.
 */
#include "unit/store_fixture.h"

#include "store/alias.h"
#include "store/slug.h"

static void slugs_are_cut(void **state)
{
    struct str s = STR("minimax/minimax-m2.5-20260211:free");

    (void)state;
    assert_str(slug_base(s), "minimax/minimax-m2.5-20260211");
    assert_str(slug_variant(s), "free");
    assert_str(slug_variant(slug_base(s)), "");
    assert_str(slug_author(s), "minimax");
    assert_str(slug_name(s), "minimax-m2.5-20260211:free");
    assert_str(slug_undated(slug_base(s)), "minimax/minimax-m2.5");
    assert_str(slug_undated(STR("x/y-2025-02-11")), "x/y");
    assert_str(slug_undated(STR("x/y-04-28")), "x/y");
    assert_str(slug_undated(STR("x/kimi-k2.5-0127")), "x/kimi-k2.5");
    assert_str(slug_undated(STR("x/llama-70b")), "x/llama-70b");
    assert_str(slug_undated(STR("x/y-4")), "x/y-4");
}

/* All aliases of a model, weak ones with a star. */
static const char *aliases(const char *display, const char *slug)
{
    struct alias v[ALIAS_MAX];
    size_t n = alias_derive(str_c(display), str_c(slug), v);
    char *out = arena_strdup(&arena, STR_NONE);

    for (size_t i = 0; i < n; i++)
        out = arena_printf(&arena, "%s%s%s%s", out, i ? "|" : "", v[i].text,
                           v[i].weak ? "*" : "");
    return out;
}

static void aliases_are_derived(void **state)
{
    (void)state;
    assert_string_equal(aliases("MiniMax: MiniMax M2.5", "minimax/minimax-m2.5-20260211"),
                        "MiniMax M2.5|M2.5|minimax-m2.5");
    assert_string_equal(
        aliases("Anthropic: Claude Opus 4.6", "anthropic/claude-4.6-opus-20260205"),
        "Claude Opus 4.6|Opus 4.6|Claude 4.6 Opus|claude-4.6-opus");
    assert_string_equal(aliases("Google: Gemini 3 Flash Preview",
                                "google/gemini-3-flash-preview-20251217"),
                        "Gemini 3 Flash Preview|Gemini 3 Flash|gemini-3-flash-preview");
    assert_string_equal(aliases("DeepSeek: R1 (free)", "deepseek/deepseek-r1"),
                        "R1*|Deepseek R1|deepseek-r1");
    assert_string_equal(aliases("", "z-ai/glm-5.3-flash-20260826"),
                        "Glm 5.3 Flash|glm-5.3-flash");
    assert_string_equal(
        aliases("Meta: Llama 3.1 70B Instruct", "meta-llama/llama-3.1-70b-instruct"),
        "Llama 3.1 70B Instruct|Llama 3.1 70B|Llama 3.1|llama-3.1-70b-instruct");
}

/* Ids of all entities that a text names, in order. */
static const char *named(const char *text)
{
    struct name_hit h[4];
    size_t n = names_find(names, str_c(text), 0, (uint32_t)strlen(text), h, 4);
    char *out = arena_strdup(&arena, STR_NONE);

    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < h[i].n; k++)
            out = arena_printf(&arena, "%s%s%s", out, *out ? " " : "", h[i].ents[k]->id);
    return out;
}

static void models_are_found_under_their_names(void **state)
{
    static const struct {
        const char *text, *id;
    } v[] = {
        {"MiniMax M2.5", "minimax/minimax-m2.5-20260211"},
        {"M2.5", "minimax/minimax-m2.5-20260211"},
        {"GLM-5", "z-ai/glm-5-20260211"},
        {"GLM 5", "z-ai/glm-5-20260211"},
        {"Kimi K2.5", "moonshotai/kimi-k2.5-0127"},
        {"K2.5", "moonshotai/kimi-k2.5-0127"},
        {"Claude Opus 4.6", "anthropic/claude-4.6-opus-20260205"},
        {"Opus 4.6", "anthropic/claude-4.6-opus-20260205"},
        {"Claude Sonnet 4.5", "anthropic/claude-4.5-sonnet-20250929"},
        {"Gemini 3 Flash Preview", "google/gemini-3-flash-preview-20251217"},
        {"Gemini 3 Flash", "google/gemini-3-flash-preview-20251217"},
        {"DeepSeek V3.2", "deepseek/deepseek-v3.2-20251201"},
        {"Grok 4.1 Fast", "x-ai/grok-4.1-fast"},
        {"Claude", "family:anthropic/claude"},
        {"Gemini", "family:google/gemini"},
        {"Moonshot AI", "moonshotai"},
        {"Zhipu AI", "z-ai"},
        {"Anthropic", "anthropic"},
        {"DeepSeek", "deepseek"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(v); i++)
        assert_string_equal(named(v[i].text), v[i].id);
}

static void ambiguity_is_kept(void **state)
{
    (void)state;
    assert_string_equal(named("GPT OSS"), "openai/gpt-oss-120b openai/gpt-oss-20b");
    assert_string_equal(named("Alibaba"), "alibaba qwen");
}

static void families(void **state)
{
    const struct entity *claude =
        names_get(names, ENT_GROUP, STR("family:anthropic/claude"));
    const struct entity *opus =
        names_get(names, ENT_MODEL, STR("anthropic/claude-4.6-opus-20260205"));
    const struct entity *glm = names_get(names, ENT_MODEL, STR("z-ai/glm-5-20260211"));

    (void)state;
    assert_non_null(claude);
    assert_true(store_is_family(claude, opus));
    assert_false(store_is_family(claude, glm));
    assert_false(store_is_family(claude, claude));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slugs_are_cut),
        cmocka_unit_test(aliases_are_derived),
        cmocka_unit_test(models_are_found_under_their_names),
        cmocka_unit_test(ambiguity_is_kept),
        cmocka_unit_test(families),
    };

    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
