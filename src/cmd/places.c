/*
 * Where the rules and the store are.  Works from a build tree and installed,
 * with nothing set.
 */
#include "cmd/places.h"

#include "base/io.h"

#ifndef CC_DATADIR
#define CC_DATADIR "/usr/local/share/claimcheck"
#endif

/* Is this folder the root of our source tree? */
static bool is_tree(const char *dir, struct buf *tmp)
{
    buf_clear(tmp);
    io_join(tmp, dir, "src/claimcheck.h");
    if (!io_exists(tmp->p))
        return false;
    buf_clear(tmp);
    io_join(tmp, dir, "rules");
    return io_is_dir(tmp->p);
}

/* Cuts the last name off; false at the root. */
static bool up(struct buf *dir)
{
    size_t n = dir->n;
    while (n > 0 && dir->p[n - 1] != '/')
        n--;
    if (n <= 1)
        return false;
    dir->n = n - 1;
    dir->p[dir->n] = '\0';
    return true;
}

/* The tree the program runs from: its own folder (./claimcheck) or one above
 * build/VARIANT. */
static bool find_tree(struct buf *dir, struct buf *tmp)
{
    for (int i = 0; i < 3; i++) {
        if (is_tree(dir->p, tmp))
            return true;
        if (!up(dir))
            return false;
    }
    return false;
}

static bool find_installed(struct buf *dir, struct buf *tmp)
{
    if (!up(dir))
        return false;
    buf_clear(tmp);
    io_join(tmp, dir->p, "share/claimcheck");
    return io_is_dir(tmp->p);
}

/* Sets root; true when it is a build tree. */
static bool find_root(struct buf *root)
{
    struct buf dir, tmp;
    buf_init(&dir, 0);
    buf_init(&tmp, 0);
    bool exe = io_exe_dir(&dir);
    bool tree = exe && find_tree(&dir, &tmp);
    if (tree) {
        buf_adds(root, buf_str(&dir));
        goto out;
    }
    buf_clear(&dir);
    if (exe && io_exe_dir(&dir) && find_installed(&dir, &tmp))
        buf_adds(root, buf_str(&tmp));
    else
        buf_addc(root, CC_DATADIR);
out:
    buf_release(&dir);
    buf_release(&tmp);
    return tree;
}

static const char *environment(const char *name)
{
    const char *v = getenv(name);
    return v && *v ? v : NULL;
}

void places_init(struct places *p, const struct settings *s)
{
    *p = (struct places){0};
    buf_init(&p->root, 0);
    buf_init(&p->rules, 0);
    buf_init(&p->store, 0);
    buf_init(&p->rule_cache, 0);
    bool tree = find_root(&p->root);
    io_join(&p->rules, p->root.p, "rules");
    io_join(&p->store, p->root.p, tree ? STORE_IN_TREE : STORE_INSTALLED);
    io_join(&p->rule_cache, p->root.p, tree ? CACHE_IN_TREE : CACHE_INSTALLED);

    const char *rules = environment("CLAIMCHECK_RULES");
    const char *store = s->store ? s->store : environment("CLAIMCHECK_STORE");
    p->store_path = store ? store : p->store.p;
    p->rule_dirs[p->n_rule_dirs++] = rules ? rules : p->rules.p;
    for (int i = 0; i < s->rules.n; i++)
        p->rule_dirs[p->n_rule_dirs++] = s->rules.v[i];
}

void places_release(struct places *p)
{
    buf_release(&p->root);
    buf_release(&p->rules);
    buf_release(&p->store);
    buf_release(&p->rule_cache);
}
