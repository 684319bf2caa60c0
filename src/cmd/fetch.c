/*
 * URL operands: refused unless asked for, then fetched by the network plugin.
 */
#include "cmd/fetch.h"

bool fetch_article(const char *url, bool allowed, struct buf *out, struct err *e)
{
    (void)out;
    if (!allowed)
        return err_set(e, "'%s' is a URL; --allow-fetch fetches it", url);
    return err_set(e, "cannot fetch '%s': this build has no network part", url);
}
