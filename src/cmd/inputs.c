/*
 * Finds the articles that the operands name.  A folder that cannot be read is
 * kept as an entry with its error, so that the rest of a batch still runs.
 */
#include "cmd/inputs.h"

#include "base/io.h"

#define MAX_DEPTH 16

static const char *const endings[] = {".txt",  ".text", ".md",    ".markdown",
                                      ".html", ".htm",  ".xhtml", ".xml",
                                      ".rss",  ".atom", ".docx",  ".eml"};

static bool is_article(const char *name)
{
    struct str s = str_c(name);
    if (str_ends(s, STR(".gz")))
        s.n -= 3;
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (str_ends(s, str_c(endings[i])))
            return true;
    return false;
}

bool input_is_url(const char *path)
{
    struct str s = str_c(path);
    return str_ieq(str_sub(s, 0, 7), STR("http://")) ||
           str_ieq(str_sub(s, 0, 8), STR("https://"));
}

static void add(struct inputs *in, const char *path, const struct err *why)
{
    struct input i = {.path = xstrdup(path)};
    if (why)
        i.why = *why;
    VEC_PUSH(&in->v, i);
}

static void add_dir(struct inputs *in, const char *path, int depth);

static void add_entry(struct inputs *in, const char *dir, const char *name, int depth)
{
    struct buf path;
    if (name[0] == '.')
        return;
    buf_init(&path, 0);
    io_join(&path, dir, name);
    if (io_is_dir(path.p))
        add_dir(in, path.p, depth + 1);
    else if (is_article(name))
        add(in, path.p, NULL);
    buf_release(&path);
}

static void add_dir(struct inputs *in, const char *path, int depth)
{
    char **names;
    size_t n, before = in->v.n;
    struct err e;

    if (depth > MAX_DEPTH)
        return;
    if (!io_list_dir(path, &names, &n, &e)) {
        add(in, path, &e);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        add_entry(in, path, names[i], depth);
        free(names[i]);
    }
    free(names);
    if (depth == 0 && in->v.n == before) {
        err_set(&e, "no article in the folder '%s'", path);
        add(in, path, &e);
    }
}

void inputs_add(struct inputs *in, char **operands, int n)
{
    for (int i = 0; i < n; i++) {
        bool plain = strcmp(operands[i], "-") == 0 || input_is_url(operands[i]);
        if (!plain && io_is_dir(operands[i]))
            add_dir(in, operands[i], 0);
        else
            add(in, operands[i], NULL);
    }
}

void inputs_release(struct inputs *in)
{
    for (size_t i = 0; i < in->v.n; i++)
        free(in->v.p[i].path);
    VEC_FREE(&in->v);
}
