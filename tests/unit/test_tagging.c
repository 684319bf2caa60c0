/*
 * The vocabulary's own examples, and what the tagger promises as a whole: the
 * same tags with and without gates, linear cost, order without overlap.
 */
#include "base/io.h"
#include "scan/tag_test.h"
#include "unit/unit.h"

static const char *tree_path(char *out, size_t size, const char *name)
{
    const char *tree = getenv("TREE");
    snprintf(out, size, "%s/%s", tree ? tree : ".", name);
    return out;
}

static int setup(void **state)
{
    char dir[4096];
    const char *dirs[] = {tree_path(dir, sizeof(dir), "rules/vocab")};
    struct rules_opts o = {.dirs = dirs, .n_dirs = 1, .examples = true};
    struct err e;
    *state = rules_load(&o, &e);
    if (!*state)
        print_error("%s:%d:%d: %s\n%s\n", e.where, e.line, e.col, e.msg, e.source);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    rules_free(*state);
    return 0;
}

static void vocabulary_examples(void **state)
{
    const struct rules *r = *state;
    struct tagging *t = tagging_new(r, NULL, false);
    struct buf out;
    buf_init(&out, 0);
    unsigned passed = 0, failed = 0;
    for (size_t i = 0; i < r->taggers->v.n; i++)
        tag_test(t, &r->taggers->v.p[i], &out, &passed, &failed);
    if (failed)
        fail_msg("%u of %u failed:\n%s", failed, passed + failed, out.p);
    assert_true(passed > 200);
    buf_release(&out);
    tagging_free(t);
}

/* ---- the same with and without gates ---- */

struct pair {
    struct tagging *gated, *ungated;
    struct claims mem;
    struct doc doc;
    tags_t a, b;
};

static void pair_init(struct pair *p, const struct rules *r)
{
    memset(p, 0, sizeof(*p));
    p->gated = tagging_new(r, NULL, false);
    p->ungated = tagging_new(r, NULL, true);
    claims_init(&p->mem);
    doc_init(&p->doc);
}

static void pair_release(struct pair *p)
{
    VEC_FREE(&p->a);
    VEC_FREE(&p->b);
    doc_release(&p->doc);
    claims_release(&p->mem);
    tagging_free(p->gated);
    tagging_free(p->ungated);
}

static bool same_rat(crat a, crat b)
{
    return a && b ? rat_cmp(a, b) == 0 : a == b;
}

static bool same_tag(const struct tag *a, const struct tag *b)
{
    const char *ua = a->unit ? a->unit : "", *ub = b->unit ? b->unit : "";
    return a->type == b->type && a->start == b->start && a->end == b->end &&
           a->word == b->word && !strcmp(ua, ub) && a->hedge == b->hedge &&
           a->rate == b->rate && same_rat(a->num.value, b->num.value) &&
           same_rat(a->num.hi, b->num.hi) && same_rat(a->num.place, b->num.place) &&
           a->period.from == b->period.from && a->period.to == b->period.to;
}

/* Tags [from, to) both ways; everything must be the same, in order, apart. */
static void compare(struct pair *p, uint32_t from, uint32_t to)
{
    claims_clear(&p->mem);
    VEC_CLEAR(&p->a);
    VEC_CLEAR(&p->b);
    tagging_run(p->gated, &p->doc, from, to, &p->mem, &p->a);
    tagging_run(p->ungated, &p->doc, from, to, &p->mem, &p->b);
    bool same = p->a.n == p->b.n;
    for (size_t i = 0; i < p->a.n && same; i++)
        same = same_tag(&p->a.p[i], &p->b.p[i]);
    if (!same)
        fail_msg("gates change the tags of '%.*s'", (int)(to - from),
                 p->doc.text.p + from);
    for (size_t i = 0; i < p->a.n; i++) {
        assert_true(p->a.p[i].start < p->a.p[i].end && p->a.p[i].end <= to);
        if (i)
            assert_true(p->a.p[i - 1].end <= p->a.p[i].start);
    }
}

/* Small, even, repeatable; not for anything else. */
static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* Pieces of the patterns' own language, so that much of it nearly matches. */
static const char *const pieces[] = {
    "1",
    "12",
    "4.12",
    "1,048,576",
    "0.5",
    "2025",
    "2026-02-09",
    "02/19/2026",
    "M2.5",
    "GLM-5",
    "v1.5",
    "trillion",
    "million",
    "T",
    "bn",
    "K",
    "tokens",
    "token",
    "models",
    "%",
    "percent",
    "percentage points",
    "x",
    "\u00d7",
    "-fold",
    "tenfold",
    "times",
    "twice",
    "doubled",
    "a third",
    "two-thirds",
    "half",
    "1/13",
    "one in five",
    "$",
    "US$",
    "\u00a5",
    "\u20ac",
    "RMB",
    "yuan",
    "dollars",
    "cents",
    "per million tokens",
    "/M",
    "/1M tokens",
    "a month",
    "per day",
    "weekly",
    "more than",
    "about",
    "~",
    ">",
    "up to",
    "or more",
    "between",
    "from",
    "to",
    "and",
    "\u2013",
    "-",
    "\u2014",
    "five",
    "twenty",
    "hundred",
    "a",
    "the",
    "in",
    "of",
    "on",
    "February",
    "Feb. 9",
    "May",
    "may",
    "9",
    "9\u201315",
    "week of",
    "the week ending",
    "Monday",
    "last week",
    "this month",
    "the past year",
    "three weeks ago",
    "yesterday",
    "so far this",
    "Q1",
    "first quarter of",
    "late",
    "mid-",
    "since",
    "first",
    "second",
    "No. 2",
    "#1",
    "top five",
    "top 10",
    "(",
    ")",
    ",",
    ".",
    ":",
    "14:30",
    "555-010-1234",
    "https://example.org/1",
    "\u00be",
    "\u4e07\u4ebf",
    "\u212a",
    "\u017f",
    "\u00e9t\u00e9",
    "grew",
    "rose",
    "Claude Opus",
    "4.6",
    "parameters",
    "B",
};

static struct str random_text(struct buf *b, uint64_t *seed)
{
    static const char *const gaps[] = {" ", " ", " ", " ", "", "-", "  "};
    buf_clear(b);
    uint32_t n = 1 + next_random(seed) % 30;
    for (uint32_t i = 0; i < n; i++) {
        buf_addc(b, pieces[next_random(seed) % ARRAY_LEN(pieces)]);
        buf_addc(b, gaps[next_random(seed) % ARRAY_LEN(gaps)]);
    }
    return buf_str(b);
}

static void gates_change_nothing_in_made_text(void **state)
{
    struct pair p;
    struct buf b;
    uint64_t seed = 20260224;
    pair_init(&p, *state);
    buf_init(&b, 0);
    for (int i = 0; i < 6000; i++) {
        p.doc.text = random_text(&b, &seed);
        p.doc.published = i % 3 ? date_of(2026, 2, 24) : DATE_NONE;
        compare(&p, 0, (uint32_t)p.doc.text.n);
    }
    buf_release(&b);
    pair_release(&p);
}

static void compare_article(struct pair *p, const char *path)
{
    struct read_opts o = {.published = DATE_NONE};
    struct buf b;
    struct err e;
    buf_init(&b, 0);
    assert_true(io_read_file(path, IO_MAX_INPUT, &b, &e));
    doc_clear(&p->doc);
    assert_true(doc_read(&p->doc, buf_str(&b), path, &o, &e));
    for (size_t i = 0; i < p->doc.sentences.n; i++)
        compare(p, p->doc.sentences.p[i].start, p->doc.sentences.p[i].end);
    compare(p, 0, (uint32_t)p->doc.text.n);
    buf_release(&b);
}

static void gates_change_nothing_in_articles(void **state)
{
    struct pair p;
    char dir[4096], **names;
    size_t n, seen = 0;
    struct err e;
    pair_init(&p, *state);
    assert_true(
        io_list_dir(tree_path(dir, sizeof(dir), "corpus/articles"), &names, &n, &e));
    for (size_t i = 0; i < n; i++) {
        char path[4600];
        snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
        if (str_ends(str_c(path), STR(".txt"))) {
            compare_article(&p, path);
            seen++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(seen >= 8);
    pair_release(&p);
}

/* ---- hostile text costs as much as its length ---- */

static struct str repeated(struct buf *b, const char *unit, size_t n)
{
    buf_clear(b);
    while (b->n < n)
        buf_addc(b, unit);
    return buf_str(b);
}

/* Steps for n bytes of the unit. */
static uint64_t steps(const struct rules *r, const char *unit, size_t n)
{
    struct pair p;
    struct buf b;
    pair_init(&p, r);
    buf_init(&b, 0);
    p.doc.text = repeated(&b, unit, n);
    p.doc.published = DATE_NONE;
    tagging_run(p.gated, &p.doc, 0, (uint32_t)p.doc.text.n, &p.mem, &p.a);
    struct tagging_cost c = tagging_cost(p.gated);
    buf_release(&b);
    pair_release(&p);
    return c.searched + c.matches * 100 + 1;
}

static void cost_is_linear(void **state)
{
    static const char *const units[] = {
        "1",
        ",",
        "a",
        "million ",
        "1,",
        "1.",
        "-1",
        "(",
        "$",
        "%",
        "1 ",
        "five ",
        "hundred ",
        "a hundred and ",
        "Feb 9 ",
        "2026 ",
        "the week of ",
        "between 1 and ",
        "1/",
        "one in ",
        "$1 per ",
        "last ",
        "1x",
        "twenty-",
        "\u20ac",
        "1\u2013",
        "May ",
        "three weeks ",
    };
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        uint64_t small = steps(*state, units[i], 20000);
        uint64_t large = steps(*state, units[i], 200000);
        if (large > small * 105 / 10 + 5000)
            fail_msg("'%s': %llu steps, then %llu for ten times the text", units[i],
                     (unsigned long long)small, (unsigned long long)large);
    }
}

static void pieces_are_cut_between_words(void **state)
{
    struct pair p;
    struct buf b;
    pair_init(&p, *state);
    buf_init(&b, 0);
    p.doc.text = repeated(&b, "It took 4.12 trillion tokens then. ", 50000);
    tagging_run(p.gated, &p.doc, 0, (uint32_t)p.doc.text.n, &p.mem, &p.a);
    size_t whole = 0;
    for (size_t i = 0; i < p.a.n; i++)
        whole += p.a.p[i].end - p.a.p[i].start == strlen("4.12 trillion tokens");
    /* a piece of 4 kB may cut one of a hundred in two */
    assert_true(whole * 100 >= p.doc.text.n / 35 * 98);
    buf_release(&b);
    pair_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vocabulary_examples),
        cmocka_unit_test(gates_change_nothing_in_made_text),
        cmocka_unit_test(gates_change_nothing_in_articles),
        cmocka_unit_test(cost_is_linear),
        cmocka_unit_test(pieces_are_cut_between_words),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
