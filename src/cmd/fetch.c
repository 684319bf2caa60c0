/*
 * URL operands: refused unless asked for, then fetched by the network plugin.
 */
#include "cmd/fetch.h"

#include "text/url.h"

/* The value of charset= in "text/html; charset=utf-8", unquoted. */
static void find_charset(const char *type, char *out, size_t size)
{
    struct str rest = str_c(type), part;
    while (str_split(&rest, ';', &part)) {
        part = str_trim(part);
        if (!str_ieq(str_sub(part, 0, 8), STR("charset=")))
            continue;
        part = str_trim(str_sub(part, 8, part.n));
        if (part.n >= 2 && part.p[0] == '"')
            part = str_sub(part, 1, part.n - 1);
        if (part.n < size)
            snprintf(out, size, "%.*s", STR_FMT(part));
        return;
    }
}

bool fetch_article(const char *url, bool allowed, char charset[40], struct buf *out,
                   struct err *e)
{
    static const struct url_opts opts = {.user_agent = "claimcheck/" CC_VERSION};
    struct url_page page = {0};
    charset[0] = '\0';
    if (!allowed)
        return err_set(e, "'%s' is a URL; --allow-fetch fetches it", url);
    bool ok = url_fetch(url, &opts, &page, e);
    if (ok) {
        find_charset(page.content_type, charset, 40);
        buf_adds(out, buf_str(&page.body));
    }
    buf_release(&page.body);
    return ok;
}
