/*
 * What the scan tests share: the rules of the tree and a fixed set of names,
 * so that they depend on no stored figures.
 */
#ifndef CC_TESTS_SCAN_FIXTURE_H
#define CC_TESTS_SCAN_FIXTURE_H

#include "scan/scan.h"

struct fixture {
    struct rules *rules;
    struct names *names;
    struct scanner *scanner;
};

static const struct {
    const char *slug, *name, *country, *alias;
} fixture_authors[] = {
    {"minimax", "MiniMax", "CN", NULL},
    {"moonshotai", "Moonshot AI", "CN", "Moonshot"},
    {"z-ai", "Zhipu AI", "CN", "Zhipu"},
    {"deepseek", "DeepSeek", "CN", NULL},
    {"qwen", "Alibaba", "CN", "Alibaba Cloud"},
    {"xiaomi", "Xiaomi", "CN", NULL},
    {"tencent", "Tencent", "CN", NULL},
    {"stepfun", "StepFun", "CN", NULL},
    {"anthropic", "Anthropic", "US", NULL},
    {"openai", "OpenAI", "US", NULL},
    {"google", "Google", "US", NULL},
    {"x-ai", "xAI", "US", NULL},
};
static const struct {
    const char *id, *name, *author, *country, *created;
} fixture_models[] = {
    {"minimax/minimax-m2.5-20260211", "MiniMax M2.5", "minimax", "CN", "2026-02-12"},
    {"moonshotai/kimi-k2.5-0127", "Kimi K2.5", "moonshotai", "CN", "2026-01-27"},
    {"z-ai/glm-5-20260211", "GLM 5", "z-ai", "CN", "2026-02-11"},
    {"z-ai/glm-5.2-20260601", "GLM 5.2", "z-ai", "CN", "2026-06-01"},
    {"deepseek/deepseek-v3.2-20251201", "DeepSeek V3.2", "deepseek", "CN", "2025-12-01"},
    {"deepseek/deepseek-v4-flash", "DeepSeek V4 Flash", "deepseek", "CN", "2026-04-20"},
    {"qwen/qwen3.6-plus-04-02", "Qwen3.6 Plus", "qwen", "CN", "2026-04-02"},
    {"xiaomi/mimo-v2-pro-20260318", "MiMo-V2-Pro", "xiaomi", "CN", "2026-03-18"},
    {"tencent/hy3-preview", "Hy3 preview", "tencent", "CN", "2026-05-06"},
    {"stepfun/step-3.5-flash", "Step 3.5 Flash", "stepfun", "CN", "2026-01-30"},
    {"anthropic/claude-4.6-opus-20260205", "Claude Opus 4.6", "anthropic", "US",
     "2026-02-05"},
    {"anthropic/claude-4.6-sonnet-20260217", "Claude Sonnet 4.6", "anthropic", "US",
     "2026-02-17"},
    {"openai/gpt-5.4-20260305", "GPT-5.4", "openai", "US", "2026-03-05"},
    {"google/gemini-3-flash-preview-20251217", "Gemini 3 Flash Preview", "google", "US",
     "2025-12-17"},
    {"google/gemini-3.1-pro-preview-20260219", "Gemini 3.1 Pro", "google", "US",
     "2026-02-19"},
    {"x-ai/grok-code-fast-1", "Grok Code Fast 1", "x-ai", "US", "2025-08-26"},
};
/* Short forms of models. */
static const struct {
    const char *id, *alias;
} fixture_aliases[] = {
    {"minimax/minimax-m2.5-20260211", "M2.5"},
    {"tencent/hy3-preview", "Hy3"},
    {"google/gemini-3-flash-preview-20251217", "Gemini 3 Flash"},
    {"anthropic/claude-4.6-opus-20260205", "Opus 4.6"},
    {"anthropic/claude-4.6-opus-20260205", "Opus"},
    {"anthropic/claude-4.6-sonnet-20260217", "Sonnet"},
    {"deepseek/deepseek-v3.2-20251201", "V3.2"},
};

static inline void fixture_add_authors(struct names *n)
{
    for (size_t i = 0; i < ARRAY_LEN(fixture_authors); i++) {
        struct entity e = {.type = ENT_AUTHOR,
                           .id = fixture_authors[i].slug,
                           .name = fixture_authors[i].name,
                           .country = fixture_authors[i].country,
                           .created = DATE_NONE};
        const struct entity *own = names_entity(n, &e);
        names_alias(n, e.name, own, false);
        if (fixture_authors[i].alias)
            names_alias(n, fixture_authors[i].alias, own, false);
    }
}

static inline void fixture_add_models(struct names *n)
{
    for (size_t i = 0; i < ARRAY_LEN(fixture_models); i++) {
        struct entity e = {.type = ENT_MODEL,
                           .id = fixture_models[i].id,
                           .name = fixture_models[i].name,
                           .author = fixture_models[i].author,
                           .country = fixture_models[i].country,
                           .created = date_parse(str_c(fixture_models[i].created))};
        names_alias(n, e.name, names_entity(n, &e), false);
    }
    for (size_t i = 0; i < ARRAY_LEN(fixture_aliases); i++)
        names_alias(n, fixture_aliases[i].alias,
                    names_get(n, ENT_MODEL, str_c(fixture_aliases[i].id)), false);
}

/* False with the error set when the tree's rules do not load. */
static inline bool fixture_open(struct fixture *f, struct err *e)
{
    static const char *const dirs[] = {"rules"};
    struct rules_opts ro = {.dirs = dirs, .n_dirs = 1, .lang = "en", .examples = true};
    static const struct scan_opts so = {.keep_losers = true};
    memset(f, 0, sizeof(*f));
    f->rules = rules_load(&ro, e);
    if (!f->rules)
        return false;
    f->names = names_new();
    fixture_add_authors(f->names);
    fixture_add_models(f->names);
    if (!names_from_rules(f->names, f->rules, e))
        return false;
    names_freeze(f->names);
    f->scanner = scanner_new(f->rules, f->names, &so);
    return true;
}

static inline void fixture_close(struct fixture *f)
{
    scanner_free(f->scanner);
    names_free(f->names);
    rules_free(f->rules);
}

#endif
