/*
 * Option tables: all ways to write an option, and the words for a wrong one.
 */
#include "unit/unit.h"

#include "base/date.h"
#include "base/opt.h"

struct values {
    bool quiet, verbose;
    const char *output;
    struct opt_list rules;
    int jobs, format;
    int32_t date;
};
static struct values got;

static const struct opt table[] = {
    {"quiet", 'q', OPT_FLAG, &got.quiet, NULL, "say nothing"},
    {"verbose", 'v', OPT_FLAG, &got.verbose, NULL, "say all"},
    {"output", 'o', OPT_STRING, &got.output, "FILE", "write there"},
    {"rules", 0, OPT_LIST, &got.rules, "DIR", "more rules"},
    {"jobs", 'j', OPT_INT, &got.jobs, "N", "threads"},
    {"format", 'f', OPT_CHOICE, &got.format, "text|json|claimreview", "kind of report"},
    {"date", 0, OPT_DATE, &got.date, "YYYY-MM-DD", "publication date"},
    {NULL, 0, OPT_FLAG, NULL, NULL, NULL},
};

enum { MAX_WORDS = 80 };
static char *words[MAX_WORDS];
static struct err error;

/* Parses a NULL-ended list of words; the number of operands, -1 on an error. */
static int parse(const char *first, ...)
{
    va_list ap;
    int n = 0, operands;

    got = (struct values){0};
    err_clear(&error);
    va_start(ap, first);
    for (const char *w = first; w; w = va_arg(ap, const char *))
        words[n++] = (char *)(uintptr_t)w;
    va_end(ap);
    return opt_parse(table, n, words, &operands, &error) ? operands : -1;
}

static void ways_to_write(void **state)
{
    (void)state;
    assert_int_equal(parse("--output", "a", NULL), 0);
    assert_string_equal(got.output, "a");
    assert_int_equal(parse("--output=a=b", NULL), 0);
    assert_string_equal(got.output, "a=b");
    assert_int_equal(parse("--output=", NULL), 0);
    assert_string_equal(got.output, "");
    assert_int_equal(parse("-o", "a", NULL), 0);
    assert_string_equal(got.output, "a");
    assert_int_equal(parse("-oa", NULL), 0);
    assert_string_equal(got.output, "a");
    assert_int_equal(parse("-qvoa", NULL), 0);
    assert_true(got.quiet && got.verbose);
    assert_string_equal(got.output, "a");
    assert_int_equal(parse("--output", "--quiet", NULL), 0); /* a value is a value */
    assert_string_equal(got.output, "--quiet");
    assert_false(got.quiet);
}

static void types(void **state)
{
    (void)state;
    assert_int_equal(parse("--jobs", "12", "--format=json", "--date", "2026-02-09", NULL), 0);
    assert_int_equal(got.jobs, 12);
    assert_int_equal(got.format, 1);
    assert_int_equal(got.date, date_of(2026, 2, 9));
    assert_int_equal(parse("--rules", "a", "--rules=b", NULL), 0);
    assert_int_equal(got.rules.n, 2);
    assert_string_equal(got.rules.v[1], "b");
}

static void operands_move_to_the_front(void **state)
{
    (void)state;
    assert_int_equal(parse("a.txt", "-q", "-", "--jobs", "2", "b.txt", "--", "-v", "--", NULL),
                     5);
    assert_string_equal(words[0], "a.txt");
    assert_string_equal(words[1], "-");
    assert_string_equal(words[2], "b.txt");
    assert_string_equal(words[3], "-v");
    assert_string_equal(words[4], "--");
    assert_true(got.quiet);
    assert_false(got.verbose);
    assert_int_equal(parse(NULL), 0);
    assert_int_equal(parse("", NULL), 1);
}

static void errors(void **state)
{
    static const char *const refused[][3] = {
        {"--formt=json", NULL, "unknown option '--formt'; did you mean '--format'?"},
        {"--form", "json", "did you mean '--format'?"}, /* no prefix is accepted */
        {"--zzzzzz", NULL, "unknown option '--zzzzzz'"},
        {"-x", NULL, "unknown option '-x'"},
        {"-qx", NULL, "unknown option '-x'"},
        {"--output", NULL, "option '--output' needs a value (FILE)"},
        {"-qo", NULL, "option '--output' needs a value"},
        {"--quiet=yes", NULL, "option '--quiet' takes no value"},
        {"--format", "jsn", "does not know 'jsn'; did you mean 'json'?"},
        {"--format", "pdf", "it takes text|json|claimreview"},
        {"--format", "", "does not know ''"},
        {"--format", "text|json", "does not know 'text|json'"},
        {"--jobs", "-1", "needs a number, not '-1'"},
        {"--jobs", "2147483648", "needs a number"},
        {"--jobs", "2x", "needs a number"},
        {"--date", "2026-02-30", "needs a date as YYYY-MM-DD, not '2026-02-30'"},
        {"--date", "2026-02-09T00:00", "needs a date"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        assert_int_equal(parse(refused[i][0], refused[i][1], NULL), -1);
        assert_err(&error, refused[i][2]);
    }
    parse("--zzzzzz", NULL);
    assert_null(strstr(error.msg, "did you mean"));
}

static void a_list_has_an_end(void **state)
{
    static char once[] = "--rules=x";
    char *many[65];
    int operands;

    (void)state;
    got = (struct values){0};
    for (int i = 0; i < 65; i++)
        many[i] = once;
    assert_true(opt_parse(table, 64, many, &operands, &error));
    assert_int_equal(got.rules.n, 64);
    got.rules.n = 0;
    assert_false(opt_parse(table, 65, many, &operands, &error));
    assert_err(&error, "more than 64 times");
}

static void choices(void **state)
{
    (void)state;
    assert_int_equal(opt_choice("a|bb|c", STR("bb")), 1);
    assert_int_equal(opt_choice("a|bb|c", STR("b")), -1);
    assert_int_equal(opt_choice("a|bb|c", STR("")), -1);
    assert_int_equal(opt_choice("a|bb|c", STR("a|bb")), -1);
}

static void nearest(void **state)
{
    static const char *const cases[][3] = {
        {"check|scan|tag", "chekc", "check"}, /* a swap is one edit */
        {"check|scan|tag", "scna", "scan"},   {"check|scan|tag", "scans", "scan"},
        {"check|scan|tag", "tga", "tag"},     {"contradicted|close", "contradited", "contradicted"},
        {"check|scan|tag", "xyz", NULL},      {"check|scan|tag", "", NULL},
        {"check|scan|tag", "c", NULL},        {"", "check", NULL},
    };
    char out[64], word[200];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        bool found = opt_nearest(cases[i][0], str_c(cases[i][1]), out);

        assert_int_equal(found, cases[i][2] != NULL);
        if (found)
            assert_string_equal(out, cases[i][2]);
    }
    memset(word, 'a', sizeof(word));
    assert_false(opt_nearest("check", str_of(word, sizeof(word)), out));
    word[sizeof(word) - 1] = '\0';
    assert_false(opt_nearest(word, STR("aaa"), out)); /* a candidate too long to be one */
}

static void help(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 0);
    opt_help(table, &out);
    assert_non_null(strstr(out.p, "  -q, --quiet                     say nothing\n"));
    assert_non_null(strstr(out.p, "      --rules DIR                 more rules\n"));
    assert_non_null(strstr(out.p, "  -f, --format text|json|claimreview\n"
                                  "                                  kind of report\n"));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_to_write),     cmocka_unit_test(types),
        cmocka_unit_test(errors),            cmocka_unit_test(operands_move_to_the_front),
        cmocka_unit_test(a_list_has_an_end), cmocka_unit_test(choices),
        cmocka_unit_test(nearest),           cmocka_unit_test(help),
    };

    return RUN(tests);
}
