/*
 * Finds the rule files, reads them and hands their sections to whoever knows
 * them: tables and fragments first, because patterns need them.
 */
#include "base/io.h"
#include "rule/cache.h"
#include "rule/claim_rule.h"
#include "rule/tagger.h"

#define MAX_FILES      400
#define MAX_TREE_DEPTH 4

typedef bool (*section_fn)(struct rules *, const struct yfile *, const struct ynode *,
                           struct err *);

/* What a rule file may hold, in the order in which it is read. */
static const struct section {
    const char *name;
    section_fn load;
} sections[] = {
    {"tables", vocab_load},       {"fragments", fragments_load},
    {"taggers", taggers_load},    {"phrases", claim_phrases_load},
    {"claims", claim_rules_load},
};

struct walk {
    struct rules *r;
    const char *lang;
    struct err *err;
    uint64_t key; /* over the names and bytes of all files */
};

static bool is_rule_file(struct str name)
{
    return str_ends(name, STR(".yml")) || str_ends(name, STR(".yaml"));
}

static bool is_lang(struct str name)
{
    return name.n == 2 && name.p[0] >= 'a' && name.p[0] <= 'z';
}

/* The last part of a path: what the key holds of it, so that a set keeps its
 * key when it is installed elsewhere. */
static struct str base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_c(slash ? slash + 1 : path);
}

static bool read_file(struct walk *w, const char *path, struct str lang)
{
    struct rules *r = w->r;
    if (r->files.n == MAX_FILES)
        return err_set(w->err, "more than %d rule files", MAX_FILES);
    struct buf b;
    buf_init(&b, YAML_MAX_BYTES);
    struct rule_file file = {.lang = lang};
    bool ok = io_read_file(path, YAML_MAX_BYTES, &b, w->err);
    if (ok) {
        file.y.path = arena_strdup(&r->arena, str_c(path));
        file.y.source = str_of(arena_strdup(&r->arena, buf_str(&b)), b.n);
        w->key = cache_mix(cache_mix(w->key, base_name(path)), file.y.source);
        VEC_PUSH(&r->files, file);
    }
    buf_release(&b);
    return ok;
}

static bool walk_dir(struct walk *w, const char *dir, struct str lang, int depth);

static bool walk_entry(struct walk *w, const char *path, struct str name, struct str lang,
                       int depth)
{
    if (is_rule_file(name))
        return read_file(w, path, lang);
    if (depth == MAX_TREE_DEPTH || !io_is_dir(path))
        return true;
    if (!is_lang(name))
        return walk_dir(w, path, lang, depth + 1);
    if (w->lang && !str_eqc(name, w->lang))
        return true;
    return walk_dir(w, path, arena_str(&w->r->arena, name), depth + 1);
}

static bool walk_dir(struct walk *w, const char *dir, struct str lang, int depth)
{
    char **names;
    size_t n;
    if (depth == 0 && is_rule_file(str_c(dir)) && !io_is_dir(dir))
        return read_file(w, dir, lang);
    if (!io_list_dir(dir, &names, &n, w->err))
        return false;
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        struct buf path;
        buf_init(&path, 0);
        io_join(&path, dir, names[i]);
        ok = ok && walk_entry(w, buf_str(&path).p, str_c(names[i]), lang, depth);
        buf_release(&path);
        free(names[i]);
    }
    free(names);
    return ok;
}

static const struct section *section_of(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(sections); i++)
        if (str_eqc(name, sections[i].name))
            return &sections[i];
    return NULL;
}

static bool check_sections(const struct yfile *f, struct err *e)
{
    if (!f->root)
        return true;
    if (f->root->type != Y_MAP)
        return ynode_err(f, f->root, e, "a rule file must be a map of sections");
    for (const struct ynode *n = f->root->first; n; n = n->next)
        if (!section_of(n->key))
            return yfile_err(f, n->key_line, n->key_col, e, "unknown section '%.*s'",
                             STR_FMT(n->key));
    return true;
}

static bool load_section(struct rules *r, const struct section *s, struct err *e)
{
    for (size_t i = 0; i < r->files.n; i++) {
        const struct yfile *f = &r->files.p[i].y;
        const struct ynode *n = f->root ? ynode_get(f->root, s->name) : NULL;
        if (n && !s->load(r, f, n, e))
            return false;
    }
    vocab_finish(r);
    return true;
}

/* ---- from text, or from the compiled form ---- */

static bool parse_files(struct rules *r, struct err *e)
{
    struct buf digest; /* the SHA-256 of each file, for the set's own hash */
    bool ok = true;
    buf_init(&digest, 0);
    for (size_t i = 0; i < r->files.n && ok; i++) {
        struct yfile *f = &r->files.p[i].y;
        char sum[65];
        io_sha256(f->source, sum);
        buf_addf(&digest, "%s\n", sum);
        ok = yaml_parse(f, f->path, f->source, &r->arena, e);
    }
    io_sha256(buf_str(&digest), r->hash);
    buf_release(&digest);
    return ok;
}

static void take_files(struct rules *r)
{
    for (size_t i = 0; i < r->files.n; i++)
        if (!cache_next_file(r->cache, &r->arena, &r->files.p[i].y.root))
            BUG("compiled rules lack a file");
    memcpy(r->hash, cache_hash(r->cache), sizeof(r->hash) - 1);
}

static bool load_sections(struct rules *r, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < r->files.n; i++)
        ok = check_sections(&r->files.p[i].y, e);
    for (size_t i = 0; ok && i < ARRAY_LEN(sections); i++)
        ok = load_section(r, &sections[i], e);
    if (ok)
        taggers_finish(r);
    return ok;
}

static bool load_all(struct rules *r, const struct rules_opts *o, uint64_t *key,
                     struct err *e)
{
    struct walk w = {.r = r, .lang = o->lang, .err = e, .key = cache_seed()};
    w.key = cache_mix(w.key, o->lang ? str_c(o->lang) : STR("all"));
    for (int i = 0; i < o->n_dirs; i++)
        if (!walk_dir(&w, o->dirs[i], STR(""), 0))
            return false;
    *key = w.key;
    if (o->cache && !o->examples)
        r->cache = cache_open(o->cache, w.key, r);
    if (r->cache)
        take_files(r);
    else if (!parse_files(r, e))
        return false;
    bool ok = load_sections(r, e);
    if (r->cache)
        cache_close(r->cache);
    r->cache = NULL;
    return ok;
}

static struct rules *load(const struct rules_opts *o, uint64_t *key, struct err *e)
{
    struct rules *r = xcalloc(1, sizeof(*r));
    arena_init(&r->arena);
    map_init(&r->table_index);
    map_init(&r->fragments);
    r->examples = o->examples;
    if (load_all(r, o, key, e))
        return r;
    rules_free(r);
    return NULL;
}

struct rules *rules_load(const struct rules_opts *o, struct err *e)
{
    uint64_t key;
    return load(o, &key, e);
}

bool rules_compile(const struct rules_opts *o, struct err *e)
{
    struct rules_opts from_text = *o;
    uint64_t key;
    from_text.cache = NULL;
    struct rules *r = load(&from_text, &key, e);
    bool ok = r && (!r->overridden || err_set(e, "a tagger stands twice in the rules")) &&
              cache_write(r, key, o->cache, e);
    rules_free(r);
    return ok;
}

void rules_free(struct rules *r)
{
    if (!r)
        return;
    taggers_free(r->taggers);
    claim_rules_release(r->claims);
    vocab_release(r);
    map_release(&r->table_index);
    map_release(&r->fragments);
    VEC_FREE(&r->files);
    VEC_FREE(&r->compiled);
    for (size_t i = 0; i < r->ready.n; i++)
        regex_free(r->ready.p[i]);
    VEC_FREE(&r->ready);
    arena_release(&r->arena);
    free(r->cache_bytes);
    free(r);
}

const char *rules_hash(const struct rules *r)
{
    return r->hash;
}
