/*
 * What every unit test includes: cmocka with the headers it wants before it,
 * and the comparisons that our own string types need.
 */
#ifndef CC_TESTS_UNIT_H
#define CC_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

/* A view holds exactly this text. */
#define assert_str(s, text)                                                    \
    do {                                                                       \
        struct str view_ = (s);                                                \
        char *copy_ = xcalloc(1, view_.n + 1);                                 \
        if (view_.n)                                                           \
            memcpy(copy_, view_.p, view_.n);                                   \
        assert_string_equal(copy_, text);                                      \
        assert_int_equal(view_.n, strlen(text));                               \
        free(copy_);                                                           \
    } while (0)

/* An error's message contains this text. */
#define assert_err(e, text)                                                    \
    do {                                                                       \
        if (!strstr((e)->msg, text))                                           \
            fail_msg("error '%s' does not say '%s'", (e)->msg, text);          \
    } while (0)

#define RUN(tests) cmocka_run_group_tests(tests, NULL, NULL)

#endif
