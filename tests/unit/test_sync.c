/*
 * What a sync asks for, and how requests are made: with a transport of the
 * test's own in the place of libcurl.
 */
#include "unit/unit.h"

#include "sync/fetch.h"
#include "sync/manifest.h"
#include "sync/plan.h"

static const char *windows(date_t since, date_t last, const char *gaps)
{
    static char out[200];
    bool covered[2000];
    plan_windows v = {0};
    size_t n = 0;

    for (date_t d = since; d <= last; d++)
        covered[d - since] = !(gaps[0] == '*' || (d - since < (date_t)strlen(gaps) &&
                                                  gaps[d - since] == '-'));
    plan_days(since, last, covered, &v);
    out[0] = '\0';
    for (size_t i = 0; i < v.n; i++)
        n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%d..%d", i ? " " : "",
                              v.p[i].from - since, v.p[i].to - since);
    VEC_FREE(&v);
    return out;
}

static void days_that_are_missing(void **state)
{
    (void)state;
    assert_string_equal(windows(1000, 1099, ""), "93..99"); /* the newest week */
    assert_string_equal(windows(1000, 1099, "---"), "0..2 93..99");
    assert_string_equal(windows(1000, 1049, "---"), "0..49"); /* near enough: one */
    assert_string_equal(windows(1000, 1799, "*"), "0..365 366..731 732..799");
    assert_string_equal(windows(1000, 1000, "-"), "0..0");
}

/* ---- a transport that answers from a list ---- */

struct canned {
    long status;
    const char *location;
    long retry_after;
    bool again;
};
static struct canned answers[8];
static int asked;
static char last_url[200];
static bool last_keyed;

static bool canned_get(const struct http_request *q, struct http_response *out,
                       struct err *e)
{
    const struct canned *c = &answers[asked++];

    snprintf(last_url, sizeof(last_url), "%s", q->url);
    last_keyed = q->key != NULL;
    out->status = c->status;
    out->again = c->again;
    if (c->retry_after)
        out->retry_after = c->retry_after;
    if (c->location)
        snprintf(out->location, sizeof(out->location), "%s", c->location);
    return c->status ? true : err_set(e, "the line broke");
}

static enum fetch_state fetch_with(const struct canned *list, size_t n, struct err *e)
{
    struct fetch f = {.get = canned_get, .key = "k", .seconds = 1, .left_today = 5};
    struct http_response r;
    enum fetch_state state;

    memset(answers, 0, sizeof(answers));
    memcpy(answers, list, n * sizeof(*list));
    asked = 0;
    err_clear(e);
    http_init(&r);
    state = fetch_get(&f, "https://h.example:8443/a?b", NULL, true, &r, e);
    http_release(&r);
    return state;
}

#define FETCH(e, ...)                                                                    \
    fetch_with((const struct canned[]){__VA_ARGS__},                                     \
               sizeof((const struct canned[]){__VA_ARGS__}) / sizeof(struct canned), e)

static void answers_are_judged(void **state)
{
    struct err e;

    (void)state;
    assert_int_equal(FETCH(&e, {.status = 200}), FETCH_OK);
    assert_int_equal(FETCH(&e, {.status = 304}), FETCH_UNCHANGED);
    assert_int_equal(FETCH(&e, {.status = 401}), FETCH_DENIED);
    assert_int_equal(asked, 1);
    assert_int_equal(FETCH(&e, {.status = 404}), FETCH_FAILED);
    assert_int_equal(asked, 1);
    assert_int_equal(FETCH(&e, {.status = 500}, {.status = 200}), FETCH_OK);
    assert_int_equal(FETCH(&e, {.status = 0, .again = true}, {.status = 200}), FETCH_OK);
    assert_int_equal(FETCH(&e, {.status = 0}), FETCH_FAILED);
    assert_int_equal(FETCH(&e, {.status = 503}, {.status = 503}, {.status = 503},
                           {.status = 503}, {.status = 200}),
                     FETCH_FAILED);
    assert_int_equal(asked, FETCH_TRIES);
    assert_int_equal(FETCH(&e, {.status = 429, .retry_after = 3600}), FETCH_LIMITED);
    assert_err(&e, "3600 s");
}

static void redirects_stay_on_the_host(void **state)
{
    static const char *const elsewhere[] = {
        "https://h.example/a",           "https://h.example:8443.evil/a",
        "http://h.example:8443/a",       "//evil.example/a",
        "https://h.example:8443@evil/a", "ftp://h.example:8443/a",
        "javascript:alert(1)",           "",
    };
    struct err e;

    (void)state;
    assert_int_equal(FETCH(&e, {.status = 302, .location = "/moved"}, {.status = 200}),
                     FETCH_OK);
    assert_string_equal(last_url, "https://h.example:8443/moved");
    assert_true(last_keyed);
    assert_int_equal(FETCH(&e, {.status = 301, .location = "https://h.example:8443/x"},
                           {.status = 200}),
                     FETCH_OK);
    for (size_t i = 0; i < ARRAY_LEN(elsewhere); i++) {
        assert_int_equal(
            FETCH(&e, {.status = 302, .location = elsewhere[i]}, {.status = 200}),
            FETCH_FAILED);
        assert_int_equal(asked, 1);
        assert_err(&e, "redirects elsewhere");
    }
}

static void the_day_has_a_quota(void **state)
{
    struct err e;

    (void)state;
    assert_int_equal(FETCH(&e, {.status = 500}, {.status = 302, .location = "/a"},
                           {.status = 302, .location = "/b"}, {.status = 500},
                           {.status = 500}, {.status = 500}),
                     FETCH_LIMITED);
    assert_int_equal(asked, 5);
    assert_err(&e, "used up");
}

static void origins(void **state)
{
    (void)state;
    assert_str(fetch_origin(STR("https://a.b:1/x?y")), "https://a.b:1");
    assert_str(fetch_origin(STR("https://a.b")), "https://a.b");
    assert_str(fetch_origin(STR("http://a.b")), "");
    assert_str(fetch_origin(STR("https://u@a.b/")), "");
    assert_str(fetch_origin(STR("https:///x")), "");
    assert_str(fetch_origin(STR("https://a b/")), "");
}

static bool read_manifest(const char *text, struct manifest *m, struct err *e)
{
    cJSON *json = json_parse(str_c(text), e);
    bool ok = json && manifest_read(json, m, e);

    cJSON_Delete(json);
    return ok;
}

#define DIGEST "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define MANIFEST(bytes, sha)                                                             \
    "{\"dataset\":\"rankings-daily\",\"schema_version\":\"v1\",\"snapshot_date\":"       \
    "\"2026-10-08\",\"retrieved_at\":\"x\",\"row_count\":1,\"files\":{\"csv\":{\"url\":" \
    "\"u\",\"bytes\":" bytes ",\"sha256\":\"" sha "\"}}}"

static void manifests(void **state)
{
    struct manifest m;
    struct err e;

    (void)state;
    assert_true(read_manifest(MANIFEST("3", DIGEST), &m, &e));
    assert_true(manifest_fits(&m, STR("abc"), &e));
    assert_false(manifest_fits(&m, STR("abd"), &e));
    assert_err(&e, "sha256");
    assert_false(manifest_fits(&m, STR("abcd"), &e));
    assert_err(&e, "4 bytes");
    assert_false(read_manifest(MANIFEST("3", "short"), &m, &e));
    assert_false(read_manifest(MANIFEST("3.5", DIGEST), &m, &e));
    assert_false(read_manifest("{\"dataset\":\"other\"}", &m, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_that_are_missing),
        cmocka_unit_test(answers_are_judged),
        cmocka_unit_test(redirects_stay_on_the_host),
        cmocka_unit_test(the_day_has_a_quota),
        cmocka_unit_test(origins),
        cmocka_unit_test(manifests),
    };

    return RUN(tests);
}
