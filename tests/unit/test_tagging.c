/* The vocabulary's own examples, and what the tagger promises as a whole. */
#include "scan/tag_test.h"
#include "unit/unit.h"

static struct rules *load(void)
{
    const char *tree = getenv("TREE");
    char dir[4096];
    snprintf(dir, sizeof(dir), "%s/rules/vocab", tree ? tree : ".");
    const char *dirs[] = {dir};
    struct rules_opts o = {.dirs = dirs, .n_dirs = 1, .examples = true};
    struct err e;
    struct rules *r = rules_load(&o, &e);
    if (!r)
        fail_msg("%s:%d:%d: %s\n%s", e.where, e.line, e.col, e.msg, e.source);
    return r;
}

static void vocabulary_examples(void **state)
{
    (void)state;
    struct rules *r = load();
    struct tagging *t = tagging_new(r, NULL, false);
    struct buf out;
    buf_init(&out, 0);
    unsigned passed = 0, failed = 0;
    for (size_t i = 0; i < r->taggers->v.n; i++)
        tag_test(t, &r->taggers->v.p[i], &out, &passed, &failed);
    if (failed)
        fail_msg("%u of %u failed:\n%s", failed, passed + failed, out.p);
    assert_true(passed > 100);
    buf_release(&out);
    tagging_free(t);
    rules_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vocabulary_examples),
    };
    return RUN(tests);
}
