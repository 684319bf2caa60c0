/*
 * The shipped store, opened for questions, and short ways to ask.
 */
#ifndef CC_TESTS_STORE_FIXTURE_H
#define CC_TESTS_STORE_FIXTURE_H

#include "unit/unit.h"

#include "store/store.h"

#define SHIPPED "build/openrouter.db"

static struct store *store;
static struct names *names;
static struct arena arena;
static struct rats *rats;

static int open_shipped(void **state)
{
    struct err e;

    (void)state;
    arena_init(&arena);
    rats = rats_new();
    names = names_new();
    store = store_open(SHIPPED, DATE_NONE, &e);
    if (!store || !store_names(store, names, &e)) {
        print_error("%s\n", e.msg);
        return -1;
    }
    names_freeze(names);
    return 0;
}

static int close_shipped(void **state)
{
    (void)state;
    store_close(store);
    names_free(names);
    rats_free(rats);
    arena_release(&arena);
    return 0;
}

static inline date_t day(const char *text)
{
    return date_parse(str_c(text));
}

/* "lo" for a point, "lo..hi", "lo.." without an upper bound, "nothing". */
static inline const char *bounds(enum found found, const struct usage *u)
{
    if (found != FOUND)
        return found == FOUND_NOTHING ? "nothing" : "error";
    if (!u->value.hi)
        return arena_printf(&arena, "%s..", rat_decimal(&arena, u->value.lo));
    if (interval_is_point(&u->value))
        return rat_decimal(&arena, u->value.lo);
    return arena_printf(&arena, "%s..%s", rat_decimal(&arena, u->value.lo),
                        rat_decimal(&arena, u->value.hi));
}

static struct usage last; /* what the last question gave */

static inline const char *ask(struct usage_sel sel, const char *from, const char *to)
{
    struct err e;
    enum found found;

    err_clear(&e);
    sel.from = day(from);
    sel.to = day(to);
    if (!sel.vintage)
        sel.vintage = DATE_NONE;
    found = store_usage(store, &sel, &arena, rats, &last, &e);
    assert_string_equal(e.msg, "");
    return bounds(found, &last);
}

#endif
