/*
 * The compiled form of the rules: loaded from it a set tags as one that was
 * read from YAML; when it does not fit or is damaged, it is passed over.
 */
#include "base/io.h"
#include "scan/tagging.h"
#include "unit/unit.h"

#include <unistd.h>

struct files {
    char rules[4096], dir[64], cache[128];
};

static int setup(void **state)
{
    struct files *f = xcalloc(1, sizeof(*f));
    const char *tree = getenv("TREE");
    snprintf(f->rules, sizeof(f->rules), "%s/rules", tree ? tree : ".");
    snprintf(f->dir, sizeof(f->dir), "/tmp/claimcheck-test-XXXXXX");
    if (!mkdtemp(f->dir))
        return -1;
    snprintf(f->cache, sizeof(f->cache), "%s/rules.cache", f->dir);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct files *f = *state;
    unlink(f->cache);
    rmdir(f->dir);
    free(f);
    return 0;
}

static struct rules *load(const struct files *f, bool cached, const char *lang)
{
    const char *dirs[] = {f->rules};
    struct rules_opts o = {
        .dirs = dirs, .n_dirs = 1, .lang = lang, .cache = cached ? f->cache : NULL};
    struct err e;
    struct rules *r = rules_load(&o, &e);
    if (!r)
        fail_msg("%s:%d: %s", e.where, e.line, e.msg);
    return r;
}

static void compile(const struct files *f)
{
    const char *dirs[] = {f->rules};
    struct rules_opts o = {.dirs = dirs, .n_dirs = 1, .cache = f->cache};
    struct err e;
    if (!rules_compile(&o, &e))
        fail_msg("%s", e.msg);
}

/* Where each tag of a text stands and what it is. */
static char *tags_of(const struct rules *r, const char *text)
{
    struct tagging *t = tagging_new(r, NULL, false);
    struct claims mem;
    struct doc d;
    tags_t tags = {0};
    struct buf out;
    claims_init(&mem);
    doc_init(&d);
    buf_init(&out, 0);
    d.text = str_c(text);
    d.published = date_of(2026, 2, 24);
    tagging_run(t, &d, 0, (uint32_t)d.text.n, &mem, &tags);
    for (size_t i = 0; i < tags.n; i++)
        buf_addf(&out, "%u-%u %s %s|", tags.p[i].start, tags.p[i].end, tags.p[i].word,
                 tags.p[i].num.value ? rat_decimal(&mem.arena, tags.p[i].num.value) : "");
    VEC_FREE(&tags);
    doc_release(&d);
    claims_release(&mem);
    tagging_free(t);
    return buf_steal(&out);
}

static void assert_same_tags(const struct rules *a, const struct rules *b)
{
    static const char *const texts[] = {
        "In the week of February 9–15, usage rose 127% to 4.12 trillion tokens.",
        ("It costs about $0.30/M, up from 25 cents; a third of 400+ models are 10x "
        "cheaper."),
        "Since last month, four of the top five doubled; No. 2 fell by 3 points.",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        char *x = tags_of(a, texts[i]), *y = tags_of(b, texts[i]);
        assert_true(strlen(x) > 40);
        assert_string_equal(x, y);
        free(x);
        free(y);
    }
}

static void same_rules(void **state)
{
    const struct files *f = *state;
    compile(f);
    struct rules *plain = load(f, false, NULL), *fast = load(f, true, NULL);
    assert_string_equal(rules_hash(plain), rules_hash(fast));
    assert_same_tags(plain, fast);
    rules_free(plain);
    rules_free(fast);
}

/* Of another language it does not fit; the rules are read from YAML then. */
static void other_language(void **state)
{
    const struct files *f = *state;
    compile(f);
    struct rules *plain = load(f, false, "en"), *fast = load(f, true, "en");
    assert_string_equal(rules_hash(plain), rules_hash(fast));
    assert_same_tags(plain, fast);
    rules_free(plain);
    rules_free(fast);
}

static void damaged(void **state)
{
    const struct files *f = *state;
    struct buf b, bad;
    struct err e;
    compile(f);
    buf_init(&b, 0);
    assert_true(io_read_file(f->cache, IO_MAX_INPUT, &b, &e));
    struct rules *plain = load(f, false, NULL);
    for (size_t cut = 0; cut < b.n; cut += b.n / 7) {
        buf_init(&bad, 0);
        buf_adds(&bad, buf_str(&b));
        bad.p[cut] ^= 0x40;
        if (cut % 2)
            bad.n = cut;
        assert_true(io_write_file(f->cache, buf_str(&bad), &e));
        struct rules *fast = load(f, true, NULL);
        assert_same_tags(plain, fast);
        rules_free(fast);
        buf_release(&bad);
    }
    rules_free(plain);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_rules),
        cmocka_unit_test(other_language),
        cmocka_unit_test(damaged),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
