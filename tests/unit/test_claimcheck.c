/*
 * The public C API, used as a program outside would use it: only its header,
 * the tree's rules and the store that ships.
 */
#include "unit/unit.h"

#include <pthread.h>

#include "claimcheck.h"

static const char text[] =
    "Kimi K2.5 processed 1.04 trillion tokens on OpenRouter in the week of February "
    "16–22, "
    "2026.\n\nKimi K2.5 processed 9.99 trillion tokens on OpenRouter in the week of "
    "February 16–22, 2026.\n";

struct place {
    char rules[512], store[512];
    const char *dirs[1];
    struct cc_options options;
};

static struct cc_options *in_tree(struct place *p)
{
    const char *tree = getenv("TREE");
    snprintf(p->rules, sizeof(p->rules), "%s/rules", tree ? tree : ".");
    snprintf(p->store, sizeof(p->store), "%s/build/openrouter.db", tree ? tree : ".");
    p->dirs[0] = p->rules;
    p->options =
        (struct cc_options){.rule_dirs = p->dirs, .n_rule_dirs = 1, .store = p->store};
    return &p->options;
}

static struct cc_rules *load(struct place *p)
{
    struct cc_error err;
    struct cc_rules *rules = cc_rules_load(in_tree(p), &err);
    if (!rules)
        fail_msg("%s: %s", err.where, err.message);
    return rules;
}

static void check_claims(const struct cc_article *article)
{
    struct cc_claim c;
    assert_int_equal(cc_claim_count(article), 2);
    assert_true(cc_claim_get(article, 0, &c));
    assert_string_equal(c.value, "1040000000000");
    assert_string_equal(c.unit, "tokens");
    assert_string_equal(c.kind, "level");
    assert_int_equal(c.verdict, CC_SUPPORTED);
    assert_int_equal(strlen(c.fingerprint), 16);
    assert_memory_equal(text + c.start, "1.04 trillion", 13);
    assert_true(cc_claim_get(article, 1, &c));
    assert_int_equal(c.verdict, CC_CONTRADICTED);
    assert_string_equal(cc_verdict_name(c.verdict), "contradicted");
    assert_int_equal(c.line, 3);
    assert_non_null(c.formula);
    assert_non_null(c.suggestion);
    assert_false(cc_claim_get(article, 2, &c));
}

static void one_article(void **state)
{
    struct place p;
    struct cc_error err;
    struct cc_rules *rules = load(&p);
    struct cc_scanner *scanner = cc_scanner_new(rules, &err);
    (void)state;
    assert_non_null(scanner);
    assert_int_equal(strlen(cc_rules_hash(rules)), 64);
    for (int again = 0; again < 2; again++) {
        const struct cc_article *article =
            cc_check(scanner, text, strlen(text), NULL, &err);
        assert_non_null(article);
        check_claims(article);
    }
    cc_scanner_free(scanner);
    cc_rules_free(rules);
}

static void reports(void **state)
{
    static const char *const formats[] = {"text", "json",  "jsonl",       "html",
                                          "csv",  "sarif", "claimreview", "annotation",
                                          "line", "github"};
    struct place p;
    struct cc_error err;
    struct cc_rules *rules = load(&p);
    struct cc_scanner *scanner = cc_scanner_new(rules, &err);
    struct cc_article_options o = {.path = "a/draft.txt", .published = "2026-02-26"};
    const struct cc_article *article = cc_check(scanner, text, strlen(text), &o, &err);
    (void)state;
    assert_non_null(article);
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        size_t n;
        char *report = cc_report(article, formats[i], &n, &err);
        assert_non_null(report);
        assert_int_equal(strlen(report), n);
        assert_non_null(
            strstr(report, "1.04 trillion") ? report : strstr(report, "9.99 trillion"));
        free(report);
    }
    assert_null(cc_report(article, "pdf", NULL, &err));
    assert_non_null(strstr(err.message, "pdf"));
    cc_scanner_free(scanner);
    cc_rules_free(rules);
}

static void refusals(void **state)
{
    struct place p;
    struct cc_error err;
    struct cc_article_options o = {.published = "yesterday"};
    (void)state;
    in_tree(&p);
    p.options.store = "/nonexistent/store.db";
    assert_null(cc_rules_load(&p.options, &err));
    assert_non_null(strstr(err.message, "store.db"));
    in_tree(&p);
    p.dirs[0] = "/nonexistent/rules";
    assert_null(cc_rules_load(&p.options, &err));
    in_tree(&p);
    p.options.as_of = "2026-02-30";
    assert_null(cc_rules_load(&p.options, NULL));

    struct cc_rules *rules = load(&p);
    struct cc_scanner *scanner = cc_scanner_new(rules, &err);
    assert_null(cc_check(scanner, "", 0, NULL, &err));
    assert_null(cc_check(scanner, text, strlen(text), &o, &err));
    assert_non_null(strstr(err.message, "yesterday"));
    assert_non_null(cc_check(scanner, text, strlen(text), NULL, &err));
    cc_scanner_free(scanner);
    cc_scanner_free(NULL);
    cc_rules_free(rules);
    cc_rules_free(NULL);
}

static void without_store(void **state)
{
    struct place p;
    struct cc_error err;
    struct cc_claim c;
    (void)state;
    in_tree(&p);
    p.options.store = "";
    struct cc_rules *rules = cc_rules_load(&p.options, &err);
    assert_non_null(rules);
    struct cc_scanner *scanner = cc_scanner_new(rules, &err);
    const struct cc_article *article = cc_check(scanner, text, strlen(text), NULL, &err);
    assert_non_null(article);
    for (size_t i = 0; cc_claim_get(article, i, &c); i++)
        assert_int_equal(c.verdict, CC_INSUFFICIENT);
    cc_scanner_free(scanner);
    cc_rules_free(rules);
}

static void *check_many(void *rules)
{
    struct cc_scanner *scanner = cc_scanner_new(rules, NULL);
    for (int i = 0; scanner && i < 20; i++) {
        const struct cc_article *article =
            cc_check(scanner, text, strlen(text), NULL, NULL);
        struct cc_claim c;
        if (!article || !cc_claim_get(article, 1, &c) || c.verdict != CC_CONTRADICTED)
            return NULL;
    }
    cc_scanner_free(scanner);
    return rules;
}

static void threads(void **state)
{
    struct place p;
    struct cc_rules *rules = load(&p);
    pthread_t id[4];
    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&id[i], NULL, check_many, rules), 0);
    for (int i = 0; i < 4; i++) {
        void *result;
        pthread_join(id[i], &result);
        assert_ptr_equal(result, rules);
    }
    cc_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_article), cmocka_unit_test(reports),
        cmocka_unit_test(refusals),    cmocka_unit_test(without_store),
        cmocka_unit_test(threads),
    };
    return RUN(tests);
}
