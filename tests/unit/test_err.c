/*
 * Errors: what is kept, what is cut, and how one looks on a terminal.
 */
#include "unit/unit.h"

#include "base/err.h"

static char shown[2048];

static const char *show(const struct err *e)
{
    size_t n = err_format(e, shown, sizeof(shown));

    assert_int_equal(n, strlen(shown));
    return shown;
}

static void setting(void **state)
{
    struct err e = {.line = 3, .source = "old"};

    (void)state;
    assert_false(err_set(&e, "cannot open '%s'", "x"));
    assert_string_equal(e.msg, "cannot open 'x'");
    assert_int_equal(e.line, 0);
    assert_string_equal(e.source, "");
    assert_false(err_at(&e, "a.yaml", 3, 7));
    assert_string_equal(e.where, "a.yaml");
    assert_false(err_at(&e, NULL, 0, 0));
    assert_string_equal(e.where, "");
    assert_false(err_set(NULL, "nobody asks"));
    assert_false(err_at(NULL, "nobody", 1, 1));
    err_clear(NULL);
}

static void long_messages_are_cut(void **state)
{
    struct err e;
    char text[2000];

    (void)state;
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    err_set(&e, "%s", text);
    assert_int_equal(strlen(e.msg), sizeof(e.msg) - 1);
    err_at(&e, text, 1, 1);
    assert_int_equal(strlen(e.where), sizeof(e.where) - 1);
}

static void places(void **state)
{
    struct err e;

    (void)state;
    err_set(&e, "no such rule");
    assert_string_equal(show(&e), "claimcheck: error: no such rule\n");
    err_at(&e, "a.yaml", 0, 0);
    assert_string_equal(show(&e), "claimcheck: error: a.yaml: no such rule\n");
    err_at(&e, "a.yaml", 3, 0);
    assert_string_equal(show(&e), "claimcheck: error: a.yaml:3: no such rule\n");
    err_at(&e, "a.yaml", 3, 7);
    assert_string_equal(show(&e), "claimcheck: error: a.yaml:3:7: no such rule\n");
}

/* The caret stands below the code point in column `col` of `source`. */
static void assert_caret(const char *source, int col, const char *expected)
{
    struct err e;

    err_set(&e, "m");
    err_at(&e, "f", 1, col);
    snprintf(e.source, sizeof(e.source), "%s", source);
    assert_string_equal(show(&e) + strlen("claimcheck: error: f:1:1: m\n"), expected);
}

static void carets(void **state)
{
    (void)state;
    assert_caret("id: x", 1, "  id: x\n  ^\n");
    assert_caret("id: x", 5, "  id: x\n      ^\n");
    assert_caret("id: x", 6, "  id: x\n       ^\n"); /* after the end */
    assert_caret("\tid", 2, "   id\n   ^\n");
    assert_caret("\xC3\xA9=x", 3, "  \xC3\xA9=x\n    ^\n");
    assert_caret("\xE4\xB8\x87=x", 3, "  \xE4\xB8\x87=x\n     ^\n"); /* two columns wide */
    assert_caret("\x1b=x", 2, "  \\x1B=x\n      ^\n");
}

static void what_steers_a_terminal_is_escaped(void **state)
{
    struct err e;

    (void)state;
    err_set(&e, "cannot open '%s'", "a\x1b[2J\n\x7f\xC2\x9B\xFF\xE2\x80\xAE");
    assert_string_equal(show(&e), "claimcheck: error: cannot open "
                                  "'a\\x1B[2J\\x0A\\x7F\\xC2\\x9B\\xFF\\xE2\\x80\\xAE'\n");
    err_set(&e, "\xE4\xB8\x87");
    assert_string_equal(show(&e), "claimcheck: error: \xE4\xB8\x87\n");
}

static void small_buffers(void **state)
{
    struct err e;
    char out[8] = "unused";

    (void)state;
    err_set(&e, "long enough");
    assert_int_equal(err_format(&e, out, 0), 0);
    assert_string_equal(out, "unused");
    assert_int_equal(err_format(&e, out, sizeof(out)), 7);
    assert_string_equal(out, "claimch");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setting),
        cmocka_unit_test(long_messages_are_cut),
        cmocka_unit_test(places),
        cmocka_unit_test(carets),
        cmocka_unit_test(what_steers_a_terminal_is_escaped),
        cmocka_unit_test(small_buffers),
    };

    return RUN(tests);
}
