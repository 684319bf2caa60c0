/*
 * Files into the store: formats told by content, added whole or refused whole,
 * the same file twice, the same figures in another file, prices in any order.
 */
#include "unit/writer_fixture.h"

#define DAYS                                                                             \
    "# claimcheck table usage_daily 1\n"                                                 \
    "date,model,tokens,source,as_of\n"
#define PRICES                                                                           \
    "as_of_date,model_id,input_usd_per_mtok,output_usd_per_mtok,context_length,"         \
    "created,source\n"
#define META                                                                             \
    "\"meta\":{\"as_of\":\"2026-01-10T01:00:00Z\",\"version\":\"v1\","                   \
    "\"start_date\":\"2026-01-01\",\"end_date\":\"2026-01-09\"}"

static void the_same_twice_adds_nothing(void **state)
{
    const char *text =
        DAYS "2026-01-01,a/b,10,s,2026-01-05\n2026-01-01,other,5,s,2026-01-05\n";

    (void)state;
    assert_int_equal(added("1", text), 2);
    assert_int_equal(added("1", text), 0);
    assert_int_equal(last_import.state, IMPORT_SAME);
    /* other bytes, the same figures */
    assert_int_equal(added("2", DAYS "2026-01-01,other,5,s,2026-01-05\n"
                                     "2026-01-01,a/b,10,s,2026-01-05\n"),
                     0);
    assert_int_equal(last_import.stats.snapshots, 0);
}

static void a_restated_figure_is_another_snapshot(void **state)
{
    struct usage_sel sel = {.set = SET_ALL, .scope = SCOPE_TRAFFIC};
    struct usage u;
    struct arena a;
    struct rats *p = rats_new();
    struct store *s;
    struct err e;

    (void)state;
    arena_init(&a);
    added("1", DAYS "2026-01-01,a/b,10,s,2026-01-05\n2026-01-01,other,5,s,2026-01-05\n");
    added("2", DAYS "2026-01-01,a/b,11,s,2026-01-08\n2026-01-01,other,5,s,2026-01-08\n");
    s = store_open(path, DATE_NONE, &e);
    assert_non_null(s);
    sel.from = sel.to = date_of(2026, 1, 1);
    sel.vintage = DATE_NONE;
    assert_int_equal(store_usage(s, &sel, &a, p, &u, &e), FOUND);
    assert_string_equal(rat_decimal(&a, u.value.lo), "16");
    sel.vintage = date_of(2026, 1, 7);
    assert_int_equal(store_usage(s, &sel, &a, p, &u, &e), FOUND);
    assert_string_equal(rat_decimal(&a, u.value.lo), "15");
    store_close(s);
    rats_free(p);
    arena_release(&a);
}

static void a_bad_row_refuses_the_whole_file(void **state)
{
    static const struct {
        const char *row, *why;
    } bad[] = {
        {"2026-01-02,a/b,1.5,s,2026-01-05\n", "no number of tokens"},
        {"2026-01-02,a/b,-1,s,2026-01-05\n", "no number of tokens"},
        {"2026-01-02,a/b,,s,2026-01-05\n", "no number of tokens"},
        {"2026-01-02,a/b,9223372036854775808,s,2026-01-05\n", "no number of tokens"},
        {"2026-01-02,a/b,999999999999999999,s,2026-01-05\n", "no number of tokens"},
        {"2026-13-02,a/b,1,s,2026-01-05\n", "no date"},
        {"2026-01-02,a/b,1,s,yesterday\n", "no date"},
        {"2026-01-02,nobody,1,s,2026-01-05\n", "no permaslug"},
        {"2026-01-02,../../x,1,s,2026-01-05\n", "no permaslug"},
        {"2026-01-02,a/b'--,1,s,2026-01-05\n", "no permaslug"},
        {"2026-01-01,a/b,1,s,2026-01-05\n", "twice"},
        {"2026-01-02,a/b,1,s\n", "4 fields where the header has 5"},
        {"2026-01-02,\"a/b,1,s,2026-01-05\n", "not closed"},
        {"2026-01-02,a\"b,1,s,2026-01-05\n", "a quote inside"},
    };
    char text[400];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        snprintf(text, sizeof(text), DAYS "2026-01-01,a/b,10,s,2026-01-05\n%s",
                 bad[i].row);
        assert_refused(text, bad[i].why, 4);
    }
    /* nothing of any of them stayed */
    assert_int_equal(added("ok", DAYS "2026-01-01,a/b,10,s,2026-01-05\n"), 1);
}

static void totals_are_checked(void **state)
{
    (void)state;
    assert_refused(
        "# claimcheck table usage_weekly 1\nweek,model,tokens,mark,source,as_of\n"
        "2026-01-05,a/b,10,,s,2026-01-15\n2026-01-05,other,5,,s,2026-01-15\n"
        "2026-01-05,total,16,,s,2026-01-15\n",
        "not the sum of its parts", 0);
    assert_refused(
        "# claimcheck table usage_weekly 1\nweek,model,tokens,mark,source,as_of\n"
        "2026-01-05,a/b,10,HALF,s,2026-01-15\n",
        "no mark", 3);
}

static void envelopes(void **state)
{
    (void)state;
    assert_int_equal(
        added("1", "{\"data\":[{\"date\":\"2026-01-01\",\"model_permaslug\":"
                   "\"a/b:free\",\"total_tokens\":\"9007199254740993\"}]," META "}"),
        1);
    assert_string_equal(last_import.format, "rankings-daily");
    assert_refused(
        "{\"data\":[\n{\"date\":\"2026-01-01\",\"model_permaslug\":\"a/b\","
        "\"total_tokens\":\"1\"},\n{\"date\":\"2026-01-10\",\"model_permaslug\":"
        "\"a/b\",\"total_tokens\":\"1\"}]," META "}",
        "outside the window", 3);
    assert_refused("{\"data\":[{\"date\":\"2026-01-01\",\"model_permaslug\":\"a/b\","
                   "\"total_tokens\":1e3}]," META "}",
                   "no number of tokens", 1);
    assert_refused("{\"data\":[{\"date\":\"2026-01-01\",\"model_permaslug\":\"a/b\","
                   "\"total_tokens\":\"1\"}]," META "} trailing",
                   "no JSON", 0);
    assert_refused(
        "{\"data\":[{\"date\":\"2026-01-01\\u0000\",\"model_permaslug\":\"a/b\","
        "\"total_tokens\":\"1\"}]," META "}",
        "control character", 0);
    assert_refused("{\"error\":{\"code\":401,\"message\":\"no\"}}", "no format", 0);
}

static void the_chart(void **state)
{
    (void)state;
    assert_int_equal(
        added("chart_2026-02-20.json",
              "[{\"x\":\"2026-02-09\",\"ys\":{\"a/b\":30,\"c/d\":20,\"Others\":9}},"
              "{\"x\":\"2026-02-16\",\"ys\":{\"a/b\":3,\"Others\":1}}]"),
        5);
    assert_refused("[{\"x\":\"2026-02-09\",\"ys\":{\"a/b\":30}}]",
                   "does not say as of when", 0);
    assert_false(
        import_text_as("2026-02-20", "[{\"x\":\"2026-02-10\",\"ys\":{\"a/b\":30}}]"));
    assert_err(&last_error, "begins on a Monday");
}

/* The price of a model on a day, "in/out", "gone" or "none". */
static const char *price_on(struct arena *a, const char *model, const char *day)
{
    struct entity e = {.type = ENT_MODEL, .id = model, .name = "", .created = DATE_NONE};
    date_t d = date_parse(str_c(day));
    struct price *p;
    struct err err;
    struct store *s = store_open(path, DATE_NONE, &err);
    const char *out = "none";
    size_t n;

    assert_non_null(s);
    if (store_prices(s, &e, d, d, a, &p, &n, &err) == FOUND && n == 1 && p[0].from <= d &&
        p[0].to >= d)
        out = arena_printf(a, "%s/%s", p[0].input, p[0].output ? p[0].output : "?");
    store_close(s);
    return out;
}

static void prices_come_in_any_order(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a);
    added("jan", PRICES "2026-01-01,a/b,1,2,,,s@1\n2026-01-01,c/d,5,5,,,s@1\n");
    added("mar", PRICES "2026-03-01,a/b,1,2,,,s@1\n2026-03-01,c/d,5,5,,,s@1\n");
    assert_int_equal(last_import.stats.added, 0); /* no change, but a day of its own */
    assert_int_equal(last_import.stats.snapshots, 1);
    assert_string_equal(price_on(&a, "a/b", "2026-02-15"), "1/2");
    /* a day between them, on which one had changed and one was not listed */
    added("feb", PRICES "2026-02-01,a/b,0.75,2.5,,,s@1\n");
    assert_string_equal(price_on(&a, "a/b", "2026-01-01"), "1/2");
    assert_string_equal(price_on(&a, "a/b", "2026-02-01"), "0.75/2.5");
    assert_string_equal(price_on(&a, "a/b", "2026-03-01"), "1/2");
    assert_string_equal(price_on(&a, "c/d", "2026-01-01"), "5/5");
    assert_string_equal(price_on(&a, "c/d", "2026-02-01"), "none");
    assert_string_equal(price_on(&a, "c/d", "2026-03-01"), "5/5");
    arena_release(&a);
}

static void prices_per_token_are_exact(void **state)
{
    static const struct {
        const char *per_token, *per_million;
    } v[] = {{"0.0000003", "0.3"}, {"0.00000125", "1.25"},
             {"3e-07", "0.3"},     {"5E-6", "5"},
             {"0", "0"},           {"0.000000", "0"},
             {"0.00003", "30"},    {"0.000000000375", "0.000375"},
             {"1.5e-5", "15"},     {"0.000001", "1"},
             {"2", "2000000"}};
    struct arena a;
    char text[500];

    (void)state;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(v); i++) {
        char name[40];

        snprintf(name, sizeof(name), "models_2026-01-%02zu", i + 1);
        snprintf(text, sizeof(text),
                 "[{\"id\":\"x/y\",\"canonical_slug\":\"x/y-1\",\"name\":\"X: Y\","
                 "\"created\":1,\"context_length\":10,\"pricing\":{\"prompt\":\"%s\","
                 "\"completion\":\"-1\"}}]",
                 v[i].per_token);
        added(name, text);
        assert_string_equal(price_on(&a, "x/y", name + 7),
                            arena_printf(&a, "%s/?", v[i].per_million));
    }
    arena_release(&a);
}

static void what_is_known_but_no_figure(void **state)
{
    (void)state;
    added("p", "[{\"adapterName\":\"x\",\"slug\":\"y\"}]");
    assert_int_equal(last_import.state, IMPORT_NOTHING);
    assert_refused("just some text", "no format", 0);
    assert_refused("", "no format", 0);
    assert_refused("date,model,tokens,source,as_of,more\n", "no format", 0);
}

static void a_leaderboard_needs_its_window(void **state)
{
    static const char rows[] =
        "[{\"date\":\"2026-08-07 "
        "00:00:00\",\"model_permaslug\":\"a/b\",\"variant_permaslug\":"
        "\"a/b:free\",\"total_prompt_tokens\":5,\"total_completion_tokens\":6}]";

    (void)state;
    assert_refused(rows, "a day, a week or a month", 0);
    assert_int_equal(added("view-month.json", rows), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_twice_adds_nothing, make_store,
                                        drop_store),
        cmocka_unit_test_setup_teardown(a_restated_figure_is_another_snapshot, make_store,
                                        drop_store),
        cmocka_unit_test_setup_teardown(a_bad_row_refuses_the_whole_file, make_store,
                                        drop_store),
        cmocka_unit_test_setup_teardown(totals_are_checked, make_store, drop_store),
        cmocka_unit_test_setup_teardown(envelopes, make_store, drop_store),
        cmocka_unit_test_setup_teardown(the_chart, make_store, drop_store),
        cmocka_unit_test_setup_teardown(prices_come_in_any_order, make_store, drop_store),
        cmocka_unit_test_setup_teardown(prices_per_token_are_exact, make_store,
                                        drop_store),
        cmocka_unit_test_setup_teardown(what_is_known_but_no_figure, make_store,
                                        drop_store),
        cmocka_unit_test_setup_teardown(a_leaderboard_needs_its_window, make_store,
                                        drop_store),
    };

    return RUN(tests);
}
