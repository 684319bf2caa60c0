/*
 * Fuzz target for src/num: any bytes as a printed number and as number words.
 * What is read must be shown again without harm, and obey what the headers
 * promise of places.
 */
#include "num/numword.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Classifies a word by its first two letters, so that the fuzzer finds all
 * kinds quickly. */
static bool lookup(void *ctx, struct str word, struct numword *out)
{
    static const int64_t values[] = {7, 40, 100, 1000000, 12, 1, 0, 0, 0};

    (void)ctx;
    if (word.n < 2)
        return false;
    out->kind = (enum numword_kind)((word.p[0] | 32) % 9);
    out->value = values[out->kind];
    return (word.p[1] | 32) != 'z';
}

static void show(struct rats *p, const struct precision *v)
{
    struct arena a;

    arena_init(&a);
    if (rat_sgn(v->place) <= 0 || rat_cmp(v->round, v->place) < 0 || v->sig < 1)
        BUG("place %s, round %s, sig %d", rat_decimal(&a, v->place), rat_decimal(&a, v->round),
            v->sig);
    rat_decimal(&a, v->value);
    rat_human(&a, v->value, 3);
    rat_fixed(&a, v->value, 2);
    rat_last_place(p, v->value);
    arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = str_of((const char *)data, size);
    struct rats *p = rats_new();
    struct precision v;
    size_t used;

    if (precision_read(p, text, rat_pow10(p, 12), &v))
        show(p, &v);
    used = numword_read(p, text, lookup, NULL, &v);
    if (used > size)
        BUG("%zu bytes taken of %zu", used, size);
    if (used)
        show(p, &v);
    rats_free(p);
    return 0;
}
