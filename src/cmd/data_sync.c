/*
 * `claimcheck data sync`: fetches what is new from OpenRouter.
 */
#include "cmd/data.h"

int data_sync(const struct data_opts *o)
{
    struct err e;

    (void)o;
    err_set(&e, "data sync is not built in");
    return complain(&e);
}
