/*
 * Intervals: open and closed ends, infinite ones, empty ones, and corner
 * arithmetic against the same done point by point.
 */
#include "unit/unit.h"

#include "num/interval.h"

struct fixture {
    struct rats *p;
    struct arena a;
};

static int setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof(*f));

    f->p = rats_new();
    arena_init(&f->a);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    rats_free(f->p);
    arena_release(&f->a);
    free(f);
    return 0;
}

/* "[1,2)", "(-inf,5]" with whole numbers. */
static struct interval read(struct fixture *f, const char *text)
{
    struct str s = str_c(text), ends = str_sub(s, 1, s.n - 1), lo;
    struct interval v = {NULL, NULL, text[0] == '[', text[s.n - 1] == ']'};
    int64_t n;

    str_split(&ends, ',', &lo);
    if (str_i64(lo, &n))
        v.lo = rat_i64(f->p, n);
    if (str_i64(ends, &n))
        v.hi = rat_i64(f->p, n);
    return v;
}

static const char *show(struct fixture *f, const struct interval *v)
{
    return arena_printf(&f->a, "%c%s,%s%c", v->lo_closed ? '[' : '(',
                        v->lo ? rat_decimal(&f->a, v->lo) : "-inf",
                        v->hi ? rat_decimal(&f->a, v->hi) : "inf", v->hi_closed ? ']' : ')');
}

static void membership(void **state)
{
    static const struct {
        const char *set;
        int64_t v;
        bool has;
    } cases[] = {
        {"[1,3]", 1, true},     {"(1,3]", 1, false},    {"[1,3]", 3, true},
        {"[1,3)", 3, false},    {"[1,3]", 0, false},    {"[1,3]", 4, false},
        {"(-inf,3)", -9, true}, {"(-inf,3)", 3, false}, {"[3,inf)", 3, true},
        {"(-inf,inf)", 0, true}, {"[3,1]", 2, false},   {"(2,2]", 2, false},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct interval set = read(f, cases[i].set);

        assert_int_equal(interval_has(&set, rat_i64(f->p, cases[i].v)), cases[i].has);
    }
}

static void subsets(void **state)
{
    static const struct {
        const char *d, *c;
        bool in;
    } cases[] = {
        {"[1,3]", "[1,3]", true},       {"(1,3)", "[1,3]", true},
        {"[1,3]", "(1,3]", false},      {"[1,3]", "[1,3)", false},
        {"[2,2]", "(1,3)", true},       {"[0,2]", "[1,3]", false},
        {"[2,4]", "[1,3]", false},      {"[1,3]", "(-inf,inf)", true},
        {"[1,inf)", "(0,inf)", true},   {"[1,inf)", "[1,9]", false},
        {"(-inf,1]", "[0,1]", false},   {"(1,inf)", "[1,inf)", true},
        {"[1,inf)", "(1,inf)", false},  {"[5,4]", "[1,2]", true},
        {"(2,2)", "[7,8]", true},       {"(-inf,inf)", "(-inf,inf)", true},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct interval d = read(f, cases[i].d), c = read(f, cases[i].c);

        assert_int_equal(interval_subset(&d, &c), cases[i].in);
    }
}

static void disjointness(void **state)
{
    static const struct {
        const char *a, *b;
        bool apart;
    } cases[] = {
        {"[1,2]", "[3,4]", true},     {"[1,2]", "[2,3]", false},
        {"[1,2)", "[2,3]", true},     {"[1,2]", "(2,3]", true},
        {"[1,9]", "[3,4]", false},    {"(-inf,2)", "[2,inf)", true},
        {"(-inf,2]", "[2,inf)", false}, {"(-inf,inf)", "[1,1]", false},
        {"[3,2]", "[0,9]", true},     {"(1,1]", "[0,9]", true},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct interval a = read(f, cases[i].a), b = read(f, cases[i].b);

        assert_int_equal(interval_disjoint(&a, &b), cases[i].apart);
        assert_int_equal(interval_disjoint(&b, &a), cases[i].apart);
    }
}

/* Subset and disjoint never both hold unless the first is empty: a claim is
 * never supported and contradicted at once. */
static void never_both(void **state)
{
    struct fixture *f = *state;

    for (int bits = 0; bits < 5 * 5 * 5 * 5 * 16; bits++) {
        int at = bits;
        struct interval v[2];

        for (int i = 0; i < 2; i++) {
            v[i].lo = at % 5 ? rat_i64(f->p, at % 5) : NULL;
            at /= 5;
            v[i].hi = at % 5 ? rat_i64(f->p, at % 5) : NULL;
            at /= 5;
        }
        v[0].lo_closed = at & 1, v[0].hi_closed = at & 2;
        v[1].lo_closed = at & 4, v[1].hi_closed = at & 8;
        if (interval_disjoint(&v[0], &v[0]))
            continue; /* empty */
        assert_false(interval_subset(&v[0], &v[1]) && interval_disjoint(&v[0], &v[1]));
        assert_true(interval_subset(&v[0], &v[0]));
    }
}

static void points(void **state)
{
    struct fixture *f = *state;
    struct interval point = interval_point(rat_i64(f->p, 3)), half = read(f, "[3,3)"),
                    wide = read(f, "[3,4]"), all = read(f, "(-inf,inf)");

    assert_true(interval_is_point(&point));
    assert_false(interval_is_point(&half));
    assert_false(interval_is_point(&wide));
    assert_false(interval_is_point(&all));
}

static void sums(void **state)
{
    struct fixture *f = *state;
    struct interval a = read(f, "[-1,3]"), b = read(f, "[10,20]"), up = read(f, "[5,inf)"), r;

    r = interval_add(f->p, &a, &b);
    assert_string_equal(show(f, &r), "[9,23]");
    r = interval_sub(f->p, &a, &b);
    assert_string_equal(show(f, &r), "[-21,-7]");
    r = interval_add(f->p, &a, &up);
    assert_string_equal(show(f, &r), "[4,inf]");
    r = interval_sub(f->p, &a, &up);
    assert_string_equal(show(f, &r), "[-inf,-2]");
    r = interval_scale(f->p, &a, rat_i64(f->p, -2));
    assert_string_equal(show(f, &r), "[-6,2]");
    r = interval_scale(f->p, &up, rat_i64(f->p, -1));
    assert_string_equal(show(f, &r), "[-inf,-5]");
    r = interval_scale(f->p, &up, rat_i64(f->p, 0));
    assert_string_equal(show(f, &r), "[0,0]");
}

static void quotients(void **state)
{
    static const char *const cases[][3] = {
        {"[10,20]", "[2,5]", "[2,10]"},     {"[-10,20]", "[2,5]", "[-5,10]"},
        {"[-20,-10]", "[2,5]", "[-10,-2]"}, {"[10,20]", "[-5,-2]", "[-10,-2]"},
        {"[-20,-10]", "[-5,-2]", "[2,10]"}, {"[0,20]", "[2,5]", "[0,10]"},
        {"[10,inf)", "[2,5]", "[2,inf]"},   {"[10,20]", "[2,inf)", "[0,10]"},
        {"[10,20]", "[0,5]", NULL},         {"[10,20]", "[-1,5]", NULL},
        {"[10,20]", "[-5,0]", NULL},        {"(-inf,20]", "[2,5]", NULL},
        {"[-1,inf)", "[2,5]", NULL},        {"[-1,5]", "[2,inf)", NULL},
        {"[10,20]", "(-inf,inf)", NULL},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct interval a = read(f, cases[i][0]), b = read(f, cases[i][1]);
        struct interval r = interval_point(rat_i64(f->p, 77));
        bool done = interval_div(f->p, &a, &b, &r);

        assert_int_equal(done, cases[i][2] != NULL);
        assert_string_equal(show(f, &r), done ? cases[i][2] : "[77,77]");
    }
}

static void shares(void **state)
{
    static const char *const cases[][3] = {
        {"[1,1]", "[3,3]", "[0.25,0.25]"}, {"[1,3]", "[3,9]", "[0.1,0.5]"},
        {"[0,1]", "[3,3]", "[0,0.25]"},    {"[1,1]", "[0,3]", "[0.25,1]"},
        {"[0,0]", "[5,5]", "[0,0]"},       {"[1,inf)", "[3,3]", "[0.25,1]"},
        {"[1,1]", "[3,inf)", "[0,0.25]"},  {"[0,1]", "[0,3]", NULL},
        {"[-1,1]", "[3,3]", NULL},         {"[1,1]", "[-3,3]", NULL},
        {"(-inf,1]", "[3,3]", NULL},       {"[1,1]", "(-inf,3]", NULL},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct interval x = read(f, cases[i][0]), rest = read(f, cases[i][1]);
        struct interval r = interval_point(rat_i64(f->p, 77));
        bool done = interval_share(f->p, &x, &rest, &r);

        assert_int_equal(done, cases[i][2] != NULL);
        assert_string_equal(show(f, &r), done ? cases[i][2] : "[77,77]");
    }
}

/* Quotients and shares of all points of two intervals lie in the result, and
 * its ends are reached. */
static void corners_are_tight(void **state)
{
    struct fixture *f = *state;
    struct interval a = read(f, "[-3,4]"), b = read(f, "[2,6]"), x = read(f, "[1,4]"), q, s;

    assert_true(interval_div(f->p, &a, &b, &q));
    assert_true(interval_share(f->p, &x, &b, &s));
    for (int i = -3; i <= 4; i++) {
        for (int j = 2; j <= 6; j++) {
            assert_true(interval_has(&q, rat_frac(f->p, i, j)));
            if (i >= 1)
                assert_true(interval_has(&s, rat_frac(f->p, i, i + j)));
        }
    }
    assert_string_equal(show(f, &q), "[-1.5,2]");
    assert_int_equal(rat_cmp(s.lo, rat_frac(f->p, 1, 7)), 0);
    assert_int_equal(rat_cmp(s.hi, rat_frac(f->p, 4, 6)), 0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(membership), WITH(subsets),   WITH(disjointness), WITH(never_both), WITH(points),
        WITH(sums),       WITH(quotients), WITH(shares),       WITH(corners_are_tight),
    };

    return RUN(tests);
}
