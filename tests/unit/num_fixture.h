/*
 * The fixture of the number tests: a pool and an arena for what is shown.
 */
#ifndef CC_TESTS_NUM_FIXTURE_H
#define CC_TESTS_NUM_FIXTURE_H

#include "num/rat.h"
#include "unit/unit.h"

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

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

#endif
