/*
 * The configuration file.  Keys are option names, values go through the same
 * table as the command line, so both take and refuse the same things.
 */
#include "cmd/config.h"

#include <unistd.h>

#include "base/io.h"
#include "base/utf8.h"
#include "rule/yaml.h"

#define MAX_CONFIG (64u << 10)

/* Options that make no sense in a file: they are about one run. */
static const char not_in_file[] =
    "help|no-config|output|date|title|input|update-baseline|as-of|allow-fetch|"
    "files-from|null|resume|stats|summary";
static const char paths[] = "store|rules|baseline";

void config_init(struct config *c)
{
    arena_init(&c->arena);
    c->n_rules = 0;
}

void config_release(struct config *c)
{
    arena_release(&c->arena);
}

bool config_wanted(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--no-config") == 0 || strcmp(argv[i], "--help") == 0 ||
            strcmp(argv[i], "-h") == 0)
            return false;
    return true;
}

/* Path of the nearest file, from the working folder upward. */
static const char *find(struct config *c)
{
    char *dir = getcwd(NULL, 0);
    const char *found = NULL;
    while (dir && !found) {
        const char *path =
            arena_printf(&c->arena, "%s/%s", strcmp(dir, "/") ? dir : "", CONFIG_NAME);
        if (io_exists(path))
            found = path;
        char *slash = strrchr(dir, '/');
        if (!slash || dir[1] == '\0')
            break;
        slash[slash == dir ? 1 : 0] = '\0';
    }
    free(dir);
    return found;
}

struct reading_file {
    struct config *c;
    const struct yfile *y;
    const struct opt *table; /* this command's */
    const struct opt *all;   /* every option of any command */
};

static const struct opt *option(const struct opt *table, struct str name)
{
    for (; table->name; table++)
        if (str_eqc(name, table->name))
            return table;
    return NULL;
}

/* Relative paths stand for files beside the configuration. */
static const char *value_of(struct reading_file *f, const struct opt *o, struct str v)
{
    const char *slash = strrchr(f->y->path, '/');
    if (opt_choice(paths, str_c(o->name)) < 0 || (v.n && v.p[0] == '/'))
        return arena_strdup(&f->c->arena, v);
    return arena_printf(&f->c->arena, "%.*s/%.*s", (int)(slash - f->y->path), f->y->path,
                        STR_FMT(v));
}

/* One value through the option table, as if it stood on the command line. */
static bool set(struct reading_file *f, const struct opt *o, const struct ynode *n,
                struct err *e)
{
    struct opt one[2] = {*o, {0}};
    struct err why;
    int operands;
    if (n->type != Y_SCALAR)
        return ynode_err(f->y, n, e, "'%s' needs a plain value", o->name);
    if (o->type == OPT_FLAG && str_eqc(n->text, "false"))
        return true;
    if (o->type == OPT_FLAG && !str_eqc(n->text, "true"))
        return ynode_err(f->y, n, e, "'%s' is true or false", o->name);
    const char *value = value_of(f, o, n->text);
    char *word = arena_printf(&f->c->arena, o->type == OPT_FLAG ? "--%s" : "--%s=%s",
                              o->name, value);
    if (opt_parse(one, 1, &word, &operands, &why))
        return true;
    static const char prefix[] = "option '--"; /* there it is a key, no option */
    bool named = strncmp(why.msg, prefix, sizeof(prefix) - 1) == 0;
    return ynode_err(f->y, n, e, "%s%s", named ? "'" : "",
                     why.msg + (named ? sizeof(prefix) - 1 : 0));
}

static bool set_list(struct reading_file *f, const struct opt *o, const struct ynode *n,
                     struct err *e)
{
    if (n->type != Y_LIST || o->type != OPT_LIST)
        return set(f, o, n, e);
    for (const struct ynode *item = n->first; item; item = item->next)
        if (!set(f, o, item, e))
            return false;
    return true;
}

static bool unknown_key(struct reading_file *f, const struct ynode *n, struct err *e)
{
    struct buf names;
    char near[64];
    buf_init(&names, 0);
    for (const struct opt *o = f->all; o->name; o++)
        if (opt_choice(not_in_file, str_c(o->name)) < 0)
            buf_addf(&names, "%s%s", names.n ? "|" : "", o->name);
    bool found = opt_nearest(names.p, n->key, near);
    buf_release(&names);
    if (found)
        return yfile_err(f->y, n->key_line, n->key_col, e,
                         "unknown key '%.*s'; did you mean '%s'?", STR_FMT(n->key), near);
    return yfile_err(f->y, n->key_line, n->key_col, e, "unknown key '%.*s'",
                     STR_FMT(n->key));
}

static bool apply(struct reading_file *f, struct err *e)
{
    const struct ynode *root = f->y->root;
    if (!root)
        return true;
    if (root->type != Y_MAP)
        return ynode_err(f->y, root, e, "a configuration is a list of 'key: value'");
    for (const struct ynode *n = root->first; n; n = n->next) {
        struct str key = str_eqc(n->key, "language") ? STR("lang") : n->key;
        if (!option(f->all, key) || opt_choice(not_in_file, key) >= 0)
            return unknown_key(f, n, e);
        const struct opt *o = option(f->table, key);
        /* a choice that this command reads otherwise is not meant for it */
        if (o && (!o->arg || strcmp(o->arg, option(f->all, key)->arg) == 0) &&
            !set_list(f, o, n, e))
            return false;
    }
    return true;
}

bool config_read(struct config *c, struct settings *s, unsigned mask, struct err *e)
{
    struct opt table[MAX_OPTIONS], all[MAX_OPTIONS];
    struct buf text;
    struct yfile y;
    const char *path = find(c);
    if (!path)
        return true;
    buf_init(&text, 0);
    settings_table(s, mask, table);
    settings_table(s, FOR_CHECK, all);
    struct reading_file f = {c, &y, table, all};
    bool ok = io_read_file(path, MAX_CONFIG, &text, e);
    if (ok && utf8_valid(buf_str(&text)) != text.n)
        ok = err_set(e, "the configuration is not UTF-8") || err_at(e, path, 0, 0);
    ok = ok && yaml_parse(&y, path, buf_str(&text), &c->arena, e) && apply(&f, e);
    c->n_rules = s->rules.n;
    buf_release(&text);
    return ok;
}

void config_drop_lists(const struct config *c, struct settings *s)
{
    if (s->rules.n == c->n_rules)
        return;
    s->rules.n -= c->n_rules;
    memmove(s->rules.v, s->rules.v + c->n_rules,
            (size_t)s->rules.n * sizeof(s->rules.v[0]));
}
