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

int html_detect(struct str head)
{
    static const char *const certain[] = {"<!doctype", "<html", "<head", "<body"};
    static const char *const likely[] = {"<article", "<main", "<div", "<p", "<h1",
                                         "<section", "<meta", "<title"};
    struct str s = str_trim(head);

    while (str_starts(s, STR("<!--"))) {
        size_t end = str_find(s, STR("-->"), 4);

        s = str_trim(str_sub(s, end + 3, s.n));
    }
    if (starts_tag(s, "<!doctype"))
        s = str_find(str_sub(s, 0, 40), STR("html"), 0) < 40 ||
                    str_find(str_sub(s, 0, 40), STR("HTML"), 0) < 40
                ? s
                : STR_NONE;
    for (size_t i = 0; i < ARRAY_LEN(certain); i++)
        if (starts_tag(s, certain[i]))
            return 95;
    for (size_t i = 0; i < ARRAY_LEN(likely); i++)
        if (starts_tag(s, likely[i]))
            return 80;
    return 0;
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
