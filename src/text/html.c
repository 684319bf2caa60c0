/*
 * The web page reader's outside: recognises pages and loads the plugin.
 */
#include "text/html.h"

#include "base/plugin.h"

typedef bool (*read_fn)(struct build *, const struct source *, const struct read_opts *,
                        struct err *);

static bool starts_tag(struct str s, const char *name)
{
    size_t n = strlen(name);
    char c = n < s.n ? s.p[n] : '\0';

    return str_ieq(str_sub(s, 0, n), str_c(name)) && strchr(" \t\r\n>/", c) && c;
}

/* Pages that begin with a stray element or a byte of rubbish. */
static bool holds_page(struct str s)
{
    static const char *const marks[] = {"<!doctype html", "<html",  "<body",
                                        "</head>",        "</div>", "</p>"};

    for (size_t at = str_find(s, STR("<"), 0); at < s.n;
         at = str_find(s, STR("<"), at + 1))
        for (size_t i = 0; i < ARRAY_LEN(marks); i++)
            if (str_ieq(str_sub(s, at, at + strlen(marks[i])), str_c(marks[i])))
                return true;
    return false;
}

int html_detect(struct str head)
{
    static const char *const certain[] = {"<html", "<head", "<body"};
    struct str s = str_trim(head);

    while (str_starts(s, STR("<!--")))
        s = str_trim(str_sub(s, str_find(s, STR("-->"), 4) + 3, s.n));
    if (str_ieq(str_sub(s, 0, 14), STR("<!doctype html")))
        return 95;
    for (size_t i = 0; i < ARRAY_LEN(certain); i++)
        if (starts_tag(s, certain[i]))
            return 95;
    if (str_starts(s, STR("<?xml")))
        return str_find(s, STR("<html"), 0) < s.n ? 90 : 0;
    return str_starts(s, STR("<")) && holds_page(s) ? 80 : 0;
}

bool html_read(struct build *b, const struct source *src, const struct read_opts *o,
               struct err *e)
{
    void *symbol = plugin_symbol(PLUGIN_XML, "xml_html_read", e);
    read_fn read;

    if (!symbol)
        return false;
    memcpy(&read, &symbol, sizeof read);
    return read(b, src, o, e);
}
