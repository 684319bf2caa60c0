/* YAML trees, the PCRE2 wrapper and gates: the parts every rule stands on. */
#include "rule/gate.h"
#include "rule/regex.h"
#include "rule/yaml.h"
#include "unit/unit.h"

static void yaml_positions(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct yfile f;
    struct err e;
    const char *text = "a: 1\nb:\n  - x\n  - 'y z'\nc: {k: v}\n";
    assert_true(yaml_parse(&f, "t.yml", str_c(text), &a, &e));
    const struct ynode *b = ynode_get(f.root, "b");
    assert_int_equal(b->n, 2);
    assert_int_equal(b->first->next->line, 4);
    assert_int_equal(b->first->next->col, 5);
    assert_true(str_eqc(b->first->next->text, "y z"));
    assert_true(str_eqc(ynode_text(ynode_get(f.root, "c"), "k"), "v"));
    assert_false(ynode_err(&f, b->first, &e, "no %d", 1));
    assert_string_equal(e.msg, "no 1");
    assert_string_equal(e.source, "  - x");
    assert_int_equal(e.line, 3);
    arena_release(&a);
}

static void yaml_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, col;
    } bad[] = {
        {"a: &x 1\nb: *x\n", 1, 4}, {"a: 1\na: 2\n", 2, 1},   {"a: [1\n", 2, 1},
        {"--- 1\n--- 2\n", 2, 1},   {"a: !!str 1\n", 1, 4},   {"? [a]\n: 1\n", 1, 3},
        {"a: \"\\0\"\n", 1, 4},     {"a: 1\n\tb: 2\n", 2, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct arena a;
        arena_init(&a);
        struct yfile f;
        struct err e;
        assert_false(yaml_parse(&f, "t.yml", str_c(bad[i].text), &a, &e));
        assert_int_equal(e.line, bad[i].line);
        assert_int_equal(e.col, bad[i].col);
        assert_string_equal(e.where, "t.yml");
        arena_release(&a);
    }
}

static void yaml_depth(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    char deep[200];
    memset(deep, '[', sizeof(deep));
    struct yfile f;
    struct err e;
    assert_false(yaml_parse(&f, "t", str_of(deep, sizeof(deep)), &a, &e));
    assert_string_equal(e.msg, "nested too deeply");
    arena_release(&a);
}

static void regex_groups_and_window(void **state)
{
    (void)state;
    struct err e;
    size_t at;
    struct regex *re = regex_compile(STR("(?<n>\\d+)(?<u>%)?"), REGEX_CASELESS, &e, &at);
    assert_non_null(re);
    struct regex_ctx *c = regex_ctx_new();
    struct str s = STR("ab 12% and 345");
    uint32_t from, to;
    assert_int_equal(regex_find(re, c, s, 0, s.n), REGEX_YES);
    assert_true(regex_named(re, c, "n", &from, &to));
    assert_int_equal(from, 3);
    assert_int_equal(to, 5);
    assert_true(regex_named(re, c, "u", &from, &to));
    assert_int_equal(regex_find(re, c, s, 6, 8), REGEX_NO);
    assert_int_equal(regex_find(re, c, s, 6, 11), REGEX_YES);
    assert_false(regex_named(re, c, "u", &from, &to));
    for (int i = 0; i < 2000; i++)
        assert_int_equal(regex_find(re, c, s, 0, s.n), REGEX_YES);
    regex_ctx_free(c);
    regex_free(re);
}

static void regex_limits(void **state)
{
    (void)state;
    struct err e;
    size_t at;
    assert_null(regex_compile(STR("a(b"), 0, &e, &at));
    assert_int_equal(at, 3);
    struct regex *re = regex_compile(STR("(a+)+$"), 0, &e, &at);
    struct regex_ctx *c = regex_ctx_new();
    struct str s = STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
    assert_int_equal(regex_find(re, c, s, 0, s.n), REGEX_LIMIT);
    regex_jit(re);
    assert_int_equal(regex_find(re, c, s, 0, s.n), REGEX_LIMIT);
    regex_ctx_free(c);
    regex_free(re);
}

/* The gate as "near..far lit|lit", sorted as derived; "open" if there is none. */
static const char *gate_show(const char *pattern, struct arena *a)
{
    struct gate g;
    gate_derive(str_c(pattern), a, &g);
    if (g.open)
        return "open";
    struct buf b;
    buf_init(&b, 0);
    if (g.far == GATE_FAR)
        buf_addf(&b, "%u..far ", g.near);
    else
        buf_addf(&b, "%u..%u ", g.near, g.far);
    for (uint32_t i = 0; i < g.n; i++) {
        if (i)
            buf_addch(&b, '|');
        buf_adds(&b, g.lits[i]);
    }
    const char *s = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return s;
}

static void gates(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *gate;
    } cases[] = {
        {"abc", "0..0 abc"},
        {"ABC|De", "0..0 abc|de"},
        {"[01]+(?:\\.[01]+)? ?(?:%|percent)",
         "0..far 0 %|0 percen|0%|0percent|1 %|1 percen|1%|1percent"},
        {"[01]{1,3} ?%", "0..2 0 %|0%|1 %|1%"},
        {"(?<!\\d)\\d+", "0..0 0|1|2|3|4|5|6|7|8|9"},
        {"a*", "open"},
        {"(?:ab)?", "open"},
        {"(?:ab)?cde", "0..2 cde"},
        {"\\w+", "open"},
        {"x(?:yy|zz)+w", "0..0 xyy|xzz"},
        {"(?=foo)b[au]r\\b", "0..0 bar|bur"},
        {"(?i)Week(?:ly)?", "0..0 week"},
        {"[^a]bcd", "1..4 bcd"},
        {"one|two|.", "open"},
        {"(*ACCEPT)a", "open"},
        {"a\\Kb", "open"},
        {"\\x{20AC}[12]", "0..0 \xE2\x82\xAC\x31|\xE2\x82\xAC\x32"},
        {"caf\xC3\xA9s", "0..0 caf"},
        {"(?x) a b", "open"},
        {"(a)\\1", "open"},
        {"a{0}b", "0..0 b"},
        {"a{2}b", "0..0 aab"},
        {"a{,2}b", "0..0 a{,2}b"},
        {"[[:digit:]]x", "1..4 x"},
        {"(?:ca|ca t|dog)s", "0..0 cas|ca ts|dogs"},
        {"(?:the )?(?:week|weekly)", "0..4 week"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a);
        const char *got = gate_show(cases[i].pattern, &a);
        if (strcmp(got, cases[i].gate) != 0)
            print_message("%s\n", cases[i].pattern);
        assert_string_equal(got, cases[i].gate);
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yaml_positions), cmocka_unit_test(yaml_refuses),
        cmocka_unit_test(yaml_depth),     cmocka_unit_test(regex_groups_and_window),
        cmocka_unit_test(regex_limits),   cmocka_unit_test(gates),
    };
    return RUN(tests);
}
