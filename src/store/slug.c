/*
 * Cutting permaslugs.  A date at the end is part of the name to the router and
 * noise to a reader; it is no release date.
 */
#include "store/slug.h"

struct str slug_base(struct str slug)
{
    return str_sub(slug, 0, str_find(slug, STR(":"), 0));
}

struct str slug_variant(struct str slug)
{
    return str_sub(slug, str_find(slug, STR(":"), 0) + 1, slug.n);
}

struct str slug_author(struct str slug)
{
    return str_sub(slug, 0, str_find(slug, STR("/"), 0));
}

struct str slug_name(struct str slug)
{
    size_t slash = str_find(slug, STR("/"), 0);

    return slash == slug.n ? slug : str_sub(slug, slash + 1, slug.n);
}

/* Does s end in the shape, where 0 stands for a digit? */
static bool ends_like(struct str s, const char *shape)
{
    size_t n = strlen(shape);

    if (s.n <= n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = s.p[s.n - n + i];

        if (shape[i] == '0' ? c < '0' || c > '9' : c != shape[i])
            return false;
    }
    return true;
}

struct str slug_undated(struct str base)
{
    static const char *const shapes[] = {"-0000-00-00", "-00000000", "-00-00", "-0000"};

    for (size_t i = 0; i < ARRAY_LEN(shapes); i++)
        if (ends_like(base, shapes[i]))
            return str_sub(base, 0, base.n - strlen(shapes[i]));
    return base;
}
