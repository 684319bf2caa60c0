/*
 * Questions to the store that ships.  The figures are OpenRouter's own, to the
 * last token; where a window is not all there, the bounds and why they are apart.
 */
#include "unit/store_fixture.h"

static const struct entity *model(const char *id)
{
    const struct entity *e = names_get(names, ENT_MODEL, str_c(id));

    assert_non_null(e);
    return e;
}

static const char *ask_model(const char *id, const char *from, const char *to,
                             date_t vintage)
{
    const struct entity *e = model(id);

    return ask((struct usage_sel){.set = SET_MODELS,
                                  .scope = SCOPE_TRAFFIC,
                                  .ents = &e,
                                  .n_ents = 1,
                                  .vintage = vintage},
               from, to);
}

static const char *ask_all(enum scope scope, const char *from, const char *to)
{
    return ask((struct usage_sel){.set = SET_ALL, .scope = scope}, from, to);
}

static const char *ask_country(const char *code, enum scope scope, const char *from,
                               const char *to)
{
    struct entity e = {.type = ENT_COUNTRY, .id = code};
    const struct entity *p = &e;

    return ask(
        (struct usage_sel){
            .set = SET_COUNTRY, .scope = scope, .top = 10, .ents = &p, .n_ents = 1},
        from, to);
}

static const char *ask_author(const char *slug, enum scope scope, const char *from,
                              const char *to)
{
    struct entity e = {.type = ENT_AUTHOR, .id = slug};
    const struct entity *p = &e;

    return ask(
        (struct usage_sel){.set = SET_AUTHORS, .scope = scope, .ents = &p, .n_ents = 1},
        from, to);
}

#define M25 "minimax/minimax-m2.5-20260211"

static void a_model_in_a_week(void **state)
{
    (void)state;
    assert_string_equal(ask_model(M25, "2026-02-16", "2026-02-22", DATE_NONE),
                        "2570426255378");
    assert_int_equal(last.days_covered, 7);
    assert_int_equal(last.causes, 0);
    assert_string_equal(last.rows.v[0].dataset, "usage_daily");
    assert_string_equal(last.rows.v[0].value, "2570426255378");
}

static void a_model_as_first_published(void **state)
{
    (void)state;
    assert_string_equal(ask_model(M25, "2026-02-16", "2026-02-22", day("2026-02-24")),
                        "2571163355429");
    assert_string_equal(last.rows.v[0].dataset, "leaderboard_weekly");
    assert_string_equal(ask_model(M25, "2026-02-16", "2026-02-22", day("2026-02-20")),
                        "nothing");
}

/* Listed on a Thursday: the days before have no row, the week's bar is exact. */
static void a_model_in_its_first_week(void **state)
{
    (void)state;
    assert_string_equal(ask_model(M25, "2026-02-09", "2026-02-15", DATE_NONE),
                        "1438446017172");
}

static void thirty_days_are_tiled_from_weeks_and_days(void **state)
{
    (void)state;
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2026-01-26", "2026-02-24"),
                        "49007092114868");
    assert_int_equal(last.days_covered, 30);
    assert_int_equal(last.rows.total, 2);
    assert_string_equal(
        ask_model("moonshotai/kimi-k2.5-0127", "2026-01-26", "2026-02-24", DATE_NONE),
        "4020066811067");
}

static void all_traffic(void **state)
{
    (void)state;
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2026-02-16", "2026-02-22"),
                        "13947727801492");
    assert_string_equal(ask_all(SCOPE_CHART, "2026-02-16", "2026-02-22"),
                        "8308694651102");
    assert_string_equal(ask_all(SCOPE_NAMED, "2026-02-16", "2026-02-22"),
                        "13123686938234");
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2024-06-03", "2024-06-09"),
                        "52705971508");
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2019-06-03", "2019-06-09"), "nothing");
}

/* The bar of 2025-07-14 as of 2026-07-13 lacks a day; the days say more. */
static void a_partial_bar_is_no_week(void **state)
{
    (void)state;
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2025-07-14", "2025-07-20"),
                        "2594244211049");
    assert_string_equal(last.rows.v[0].dataset, "totals_weekly");
}

static void rounded_figures_are_intervals(void **state)
{
    (void)state;
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2025-01-02", "2025-01-02"),
                        "62405000000..62415000000");
    assert_int_equal(last.causes, WIDTH_ROUNDED_SOURCE);
}

static void a_restated_day_has_two_vintages(void **state)
{
    struct usage_sel sel = {.set = SET_ALL, .scope = SCOPE_TRAFFIC};

    (void)state;
    assert_string_equal(ask(sel, "2025-03-07", "2025-03-07"), "227794006971");
    sel.vintage = day("2026-08-22");
    assert_string_equal(ask(sel, "2025-03-07", "2025-03-07"),
                        "181195000000..181205000000");
}

static void a_country_depends_on_the_set(void **state)
{
    (void)state;
    assert_string_equal(ask_country("CN", SCOPE_CHART, "2026-02-16", "2026-02-22"),
                        "5154859366493");
    assert_string_equal(ask_country("US", SCOPE_CHART, "2026-02-16", "2026-02-22"),
                        "3153835284609");
    assert_string_equal(ask_country("CN", SCOPE_NAMED, "2026-02-16", "2026-02-22"),
                        "6236881036575");
    assert_string_equal(ask_country("US", SCOPE_NAMED, "2026-02-16", "2026-02-22"),
                        "6773922571401");
    assert_string_equal(ask_country("CN", SCOPE_TRAFFIC, "2026-02-16", "2026-02-22"),
                        "6236881036575..7060921899833");
    assert_int_equal(last.causes, WIDTH_HIDDEN_TAIL);
}

static void the_first_ten(void **state)
{
    (void)state;
    assert_string_equal(
        ask((struct usage_sel){.set = SET_ALL, .scope = SCOPE_TOP, .top = 10},
            "2026-02-16", "2026-02-22"),
        "8739315480197");
    assert_int_equal(last.rows.total, 10);
}

static void authors_where_no_day_lists_models(void **state)
{
    (void)state;
    assert_string_equal(ask_author("anthropic", SCOPE_NAMED, "2026-03-16", "2026-03-22"),
                        "2788505000000..2788575000000");
    assert_string_equal(last.rows.v[0].dataset, "authors_daily");
    /* no line of its own: somewhere in "others" */
    assert_string_equal(ask_author("xiaomi", SCOPE_NAMED, "2026-03-16", "2026-03-22"),
                        "0..5051275000000");
}

static void outside_the_top_fifty(void **state)
{
    (void)state;
    assert_string_equal(
        ask_model("openai/gpt-5-nano-2025-08-07", "2026-07-06", "2026-07-12", DATE_NONE),
        "56192603443");
    assert_string_equal(last.rows.v[0].dataset, "usage_activity");
    /* and where nobody looked: between nothing and the fiftieth of each day */
    assert_string_equal(ask_model("openai/gpt-4.1-nano-2025-04-14", "2026-02-16",
                                  "2026-02-16", DATE_NONE),
                        "0..3282264982");
    assert_int_equal(last.causes, WIDTH_HIDDEN_TAIL);
}

/* What is not named of a family is less than all that is not named. */
static void a_family_in_a_week(void **state)
{
    const struct entity *family =
        names_get(names, ENT_GROUP, STR("family:anthropic/claude"));
    const struct entity *v[100];
    uint32_t n = 0;

    (void)state;
    for (size_t i = 0; i < names_count(names) && n < ARRAY_LEN(v); i++)
        if (store_is_family(family, names_at(names, i)))
            v[n++] = names_at(names, i);
    assert_true(n > 10);
    assert_string_equal(ask((struct usage_sel){.set = SET_MODELS,
                                               .scope = SCOPE_TRAFFIC,
                                               .ents = v,
                                               .n_ents = n},
                            "2026-02-16", "2026-02-22"),
                        "1836804785737..1865940160181");
    assert_int_equal(last.causes, WIDTH_HIDDEN_TAIL);
}

static void a_week_that_the_window_cuts_is_a_bound(void **state)
{
    (void)state;
    assert_string_equal(ask_model(M25, "2026-03-11", "2026-03-20", DATE_NONE),
                        "0..3045528733467");
    assert_int_equal(last.causes, WIDTH_WEEK_CUT);
    assert_int_equal(last.days_covered, 0);
}

static void missing_days_leave_no_upper_bound(void **state)
{
    (void)state;
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2026-09-28", "2026-10-04"),
                        "24377727661254..");
    assert_int_equal(last.causes, WIDTH_MISSING_DAYS);
    assert_int_equal(last.days_covered, 1);
}

static void rankings(void **state)
{
    struct ranking r;
    struct err e;

    (void)state;
    assert_int_equal(store_ranking(store, 'm', day("2026-02-16"), day("2026-02-22"),
                                   DATE_NONE, SCOPE_NAMED, 10, &arena, &r, &e),
                     FOUND);
    assert_int_equal(r.n, 10);
    assert_true(r.complete);
    assert_string_equal(r.v[0].permaslug, M25);
    assert_int_equal(r.v[0].tokens, 2570426255378);
    assert_ptr_equal(r.v[0].model, model(M25));
    assert_string_equal(r.v[8].permaslug, "arcee-ai/trinity-large-preview:free");
    assert_int_equal(store_ranking(store, 'c', day("2026-02-16"), day("2026-02-22"),
                                   DATE_NONE, SCOPE_CHART, 10, &arena, &r, &e),
                     FOUND);
    assert_string_equal(r.v[0].permaslug, "CN");
    assert_null(r.v[0].model);
    assert_int_equal(store_ranking(store, 'c', day("2026-02-16"), day("2026-02-22"),
                                   DATE_NONE, SCOPE_NAMED, 10, &arena, &r, &e),
                     FOUND);
    assert_string_equal(r.v[0].permaslug, "US");
}

static void prices(void **state)
{
    struct price *p;
    size_t n;
    struct err e;
    char from[11], to[11];

    (void)state;
    assert_int_equal(store_prices(store, model(M25), day("2026-02-13"), day("2026-02-20"),
                                  &arena, &p, &n, &e),
                     FOUND);
    assert_int_equal(n, 3);
    assert_string_equal(p[0].input, "0.3");
    assert_string_equal(p[0].output, "1.2");
    assert_string_equal(p[1].model_id, M25); /* a collector's, under the permaslug */
    assert_string_equal(p[2].output, "1.1");
    assert_int_equal(p[2].context_length, 196608);
    date_format(p[2].from, from);
    date_format(p[2].to, to);
    assert_string_equal(from, "2026-02-17");
    assert_string_equal(to, "2026-02-26");
    assert_false(p[0].by_hand);
    /* no observation in the window: the nearest ones */
    assert_int_equal(store_prices(store, model(M25), day("2026-02-14"), day("2026-02-15"),
                                  &arena, &p, &n, &e),
                     FOUND);
    assert_int_equal(n, 2);
}

static void models(void **state)
{
    struct model_info m;
    struct usage u;
    struct err e;

    (void)state;
    assert_int_equal(
        store_model(store, model("anthropic/claude-4.6-opus-20260205"), &arena, &m, &e),
        FOUND);
    assert_string_equal(m.model_id, "anthropic/claude-opus-4.6");
    assert_string_equal(m.name, "Anthropic: Claude Opus 4.6");
    assert_string_equal(m.country, "US");
    assert_int_equal(m.created_unix, 1770219050);
    assert_int_equal(
        store_count(store, "models", day("2026-01-10"), &arena, rats, &u, &e), FOUND);
    assert_string_equal(rat_decimal(&arena, u.value.lo), "315");
    assert_int_equal(
        store_count(store, "models", day("2024-01-10"), &arena, rats, &u, &e),
        FOUND_NOTHING);
}

static void snapshots_and_vintages(void **state)
{
    struct snapshot s;
    struct err e;
    date_t v[8];

    (void)state;
    assert_int_equal(store_vintages(store, day("2026-02-16"), day("2026-02-22"), v, 8),
                     4);
    assert_int_equal(v[0], day("2026-02-23"));
    assert_int_equal(v[3], day("2026-10-11"));
    ask_all(SCOPE_TRAFFIC, "2026-02-16", "2026-02-22");
    assert_int_equal(store_snapshot(store, last.rows.v[0].snapshot, &arena, &s, &e),
                     FOUND);
    assert_string_equal(s.dataset, "usage_daily");
    assert_string_equal(s.as_of, "2026-10-11");
    assert_string_equal(s.license, "CC BY 4.0");
    assert_int_equal(strlen(s.sha256), 64);
    assert_int_equal(store_snapshot(store, 123456, &arena, &s, &e), FOUND_NOTHING);
    assert_int_equal(store_as_of(store), day("2026-10-11"));
    assert_int_equal(store_last_day(store), day("2026-10-07"));
}

static void as_of_hides_what_came_later(void **state)
{
    struct err e;
    struct store *later = store;

    (void)state;
    store = store_open(SHIPPED, day("2026-03-01"), &e);
    assert_non_null(store);
    assert_string_equal(ask_model(M25, "2026-02-16", "2026-02-22", DATE_NONE),
                        "2571163355429");
    assert_string_equal(ask_all(SCOPE_TRAFFIC, "2026-02-16", "2026-02-22"), "nothing");
    store_close(store);
    store = later;
}

static void ids_are_only_text(void **state)
{
    static const char *const ids[] = {"x'; DROP TABLE usage; --",
                                      "../../etc/passwd",
                                      "a/b\001c",
                                      "%",
                                      "",
                                      "other",
                                      "total",
                                      "minimax/minimax-m2.5-2026021"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        struct entity e = {
            .type = ENT_MODEL, .id = ids[i], .name = "", .created = DATE_NONE};
        const struct entity *p = &e;
        struct price *prices_of;
        struct err err;
        size_t n;

        assert_string_equal(ask((struct usage_sel){.set = SET_MODELS,
                                                   .scope = SCOPE_TRAFFIC,
                                                   .ents = &p,
                                                   .n_ents = 1},
                                "2026-02-16", "2026-02-22"),
                            "nothing");
        assert_int_equal(
            store_prices(store, p, DATE_NONE, DATE_NONE, &arena, &prices_of, &n, &err),
            FOUND_NOTHING);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_model_in_a_week),
        cmocka_unit_test(a_model_as_first_published),
        cmocka_unit_test(a_model_in_its_first_week),
        cmocka_unit_test(thirty_days_are_tiled_from_weeks_and_days),
        cmocka_unit_test(all_traffic),
        cmocka_unit_test(a_partial_bar_is_no_week),
        cmocka_unit_test(rounded_figures_are_intervals),
        cmocka_unit_test(a_restated_day_has_two_vintages),
        cmocka_unit_test(a_country_depends_on_the_set),
        cmocka_unit_test(the_first_ten),
        cmocka_unit_test(authors_where_no_day_lists_models),
        cmocka_unit_test(outside_the_top_fifty),
        cmocka_unit_test(a_family_in_a_week),
        cmocka_unit_test(a_week_that_the_window_cuts_is_a_bound),
        cmocka_unit_test(missing_days_leave_no_upper_bound),
        cmocka_unit_test(rankings),
        cmocka_unit_test(prices),
        cmocka_unit_test(models),
        cmocka_unit_test(snapshots_and_vintages),
        cmocka_unit_test(as_of_hides_what_came_later),
        cmocka_unit_test(ids_are_only_text),
    };

    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
