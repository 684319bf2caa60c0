/*
 * Plugins: what is linked in is found, what is not there is said.
 */
#include "unit/unit.h"

#include <pthread.h>

#include "base/plugin.h"

static void what_is_linked_in(void **state)
{
    struct err e;

    (void)state;
    assert_ptr_equal(plugin_symbol(PLUGIN_NET, "hash_bytes_of_no_module", &e), NULL);
    assert_ptr_equal(plugin_symbol(PLUGIN_XML, "err_set", &e), (void *)(uintptr_t)err_set);
}

/* The plugin itself loads, since it lies beside the build's tests. */
static void a_missing_symbol_is_named(void **state)
{
    struct err e;

    (void)state;
    err_clear(&e);
    assert_null(plugin_symbol(PLUGIN_XML, "no_such_symbol", &e));
    assert_err(&e, "'claimcheck-xml.so' has no 'no_such_symbol'");
}

static void *ask(void *found)
{
    struct err e;

    *(void **)found = plugin_symbol(PLUGIN_NET, "err_set", &e);
    plugin_symbol(PLUGIN_NET, "no_such_symbol", &e);
    return NULL;
}

static void threads_may_ask(void **state)
{
    enum { N = 8 };
    pthread_t threads[N];
    void *found[N];

    (void)state;
    for (int i = 0; i < N; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask, &found[i]), 0);
    for (int i = 0; i < N; i++) {
        pthread_join(threads[i], NULL);
        assert_ptr_equal(found[i], (void *)(uintptr_t)err_set);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_linked_in),
        cmocka_unit_test(a_missing_symbol_is_named),
        cmocka_unit_test(threads_may_ask),
    };

    return RUN(tests);
}
