/*
 * Arena, vector and map.
 */
#include "unit/unit.h"

#include "base/map.h"
#include "base/vec.h"

static void arena_memory_is_zero_and_aligned(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a);
    for (size_t size = 0; size < 9000; size += 7) {
        char *p = arena_alloc(&a, size);

        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
    }
    assert_true(a.used > 9000);
    arena_clear(&a);
    assert_int_equal(a.used, 0);
    assert_int_equal(*(char *)arena_alloc(&a, 1), 0); /* zero again after a clear */
    arena_release(&a);
    assert_null(a.head);
}

static void arena_pieces_do_not_overlap(void **state)
{
    enum { N = 300 };
    struct arena a;
    char *p[N];

    (void)state;
    arena_init(&a);
    for (int i = 0; i < N; i++) {
        size_t size = (size_t)(i * i * 7 % 5000 + 1); /* small and oversized in turn */

        p[i] = arena_alloc(&a, size);
        memset(p[i], i, size);
    }
    for (int i = 0; i < N; i++)
        for (int j = 0; j < i * i * 7 % 5000 + 1; j++)
            assert_int_equal((unsigned char)p[i][j], i % 256);
    arena_release(&a);
}

static void arena_strings(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a);
    assert_string_equal(arena_strdup(&a, STR_NONE), "");
    assert_string_equal(arena_strdup(&a, str_sub(STR("abcdef"), 1, 3)), "bc");
    assert_string_equal(arena_printf(&a, "%s-%d", "x", 42), "x-42");
    assert_str(arena_str(&a, STR("view")), "view");
    assert_memory_equal(arena_dup(&a, "\0\1\2", 3), "\0\1\2", 3);
    arena_release(&a);
}

static void vector_grows(void **state)
{
    VEC(int) v = {0};

    (void)state;
    for (int i = 0; i < 100; i++)
        VEC_PUSH(&v, i * i);
    assert_int_equal(v.n, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(v.p[i], i * i);
    VEC_CLEAR(&v);
    assert_int_equal(v.n, 0);
    assert_true(v.cap >= 100);
    VEC_FREE(&v);
    assert_null(v.p);
}

static void map_keeps_order(void **state)
{
    enum { N = 5000 };
    static int values[N];
    struct map m;
    char key[16];

    (void)state;
    map_init(&m);
    assert_null(map_get(&m, STR("nothing")));
    for (int i = 0; i < N; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        assert_null(map_put(&m, str_c(key), &values[i]));
    }
    assert_int_equal(m.n, N);
    for (int i = 0; i < N; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        assert_ptr_equal(map_get(&m, str_c(key)), &values[i]);
        assert_str(m.items[i].key, key);
    }
    assert_null(map_get(&m, STR("key 5000")));
    map_release(&m);
    assert_null(map_get(&m, STR("key 1")));
}

static void map_replaces(void **state)
{
    struct map m;
    int one, two;

    (void)state;
    map_init(&m);
    map_put(&m, STR("a"), &one);
    map_put(&m, STR(""), &two); /* an empty key is a key */
    assert_ptr_equal(map_put(&m, STR("a"), &two), &one);
    assert_int_equal(m.n, 2);
    assert_ptr_equal(map_get(&m, STR("a")), &two);
    assert_ptr_equal(map_get(&m, STR_NONE), &two);
    assert_null(map_get(&m, STR("a\0")));
    map_put(&m, STR("a\0"), &one); /* NUL is a byte like others */
    assert_ptr_equal(map_get(&m, STR("a\0")), &one);
    assert_ptr_equal(map_get(&m, STR("a")), &two);
    map_release(&m);
}

static void hash_is_fnv1a(void **state)
{
    (void)state;
    assert_true(hash_bytes("", 0) == UINT64_C(0xcbf29ce484222325));
    assert_true(hash_bytes("a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(hash_bytes("foobar", 6) == UINT64_C(0x85944171f73967e8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_memory_is_zero_and_aligned),
        cmocka_unit_test(arena_pieces_do_not_overlap),
        cmocka_unit_test(arena_strings),
        cmocka_unit_test(vector_grows),
        cmocka_unit_test(map_keeps_order),
        cmocka_unit_test(map_replaces),
        cmocka_unit_test(hash_is_fnv1a),
    };

    return RUN(tests);
}
