/*
 * Reads claim rules out of rule files and refuses what is not complete: a
 * rule must say its kind and pattern and bring its own examples and rejects,
 * so that each change of a rule or of the engine is tested by the rule file.
 */
#include "rule/claim_rule.h"

#include "rule/cache.h"

#define MIN_EXAMPLES 2
#define MIN_REJECTS  1

const char *const expect_names[EXPECT_COUNT] = {
    "value",   "value_hi", "kind",   "unit",    "hedge",    "quote",
    "subject", "object",   "period", "measure", "modality",
};

/* Where a field of a rule goes. */
enum field_type { F_TEXT, F_INT, F_FLAG };
static const struct field {
    const char *name;
    enum field_type type;
    size_t at;
} fields[] = {
    {"id", F_TEXT, offsetof(struct claim_rule, id)},
    {"kind", F_TEXT, offsetof(struct claim_rule, kind)},
    {"measure", F_TEXT, offsetof(struct claim_rule, measure)},
    {"unit", F_TEXT, offsetof(struct claim_rule, unit)},
    {"value", F_TEXT, offsetof(struct claim_rule, value)},
    {"value_hi", F_TEXT, offsetof(struct claim_rule, value_hi)},
    {"hedge", F_TEXT, offsetof(struct claim_rule, hedge)},
    {"priority", F_INT, offsetof(struct claim_rule, priority)},
    {"confidence", F_INT, offsetof(struct claim_rule, confidence)},
    {"falls", F_FLAG, offsetof(struct claim_rule, falls)},
    {"higher_than", F_FLAG, offsetof(struct claim_rule, higher_than)},
    {"follows", F_FLAG, offsetof(struct claim_rule, follows)},
    {"like_last", F_FLAG, offsetof(struct claim_rule, like_last)},
    {"whole", F_FLAG, offsetof(struct claim_rule, whole)},
    {"off", F_FLAG, offsetof(struct claim_rule, off)},
};
static const char *const others[] = {"pattern", "when", "unless", "examples", "rejects"};

static struct claim_rules *claims_of(struct rules *r)
{
    if (!r->claims) {
        r->claims = ARENA_NEW(&r->arena, struct claim_rules);
        r->claims->syms = symbols_new();
        if (r->cache)
            cache_read_symbols(r->cache, r->claims->syms);
        else
            claim_symbols_init(r->claims->syms, r);
        map_init(&r->claims->phrases);
        map_init(&r->claims->index);
    }
    return r->claims;
}

void claim_rules_release(struct claim_rules *c)
{
    if (!c)
        return;
    symbols_free(c->syms);
    map_release(&c->phrases);
    map_release(&c->index);
    VEC_FREE(&c->v);
}

const struct claim_rules *rules_claims(const struct rules *r)
{
    return r->claims;
}

const struct claim_rule *claim_rule_get(const struct claim_rules *c, struct str id)
{
    uintptr_t at = (uintptr_t)map_get(&c->index, id);
    return at ? &c->v.p[at - 1] : NULL;
}

bool claim_phrases_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                        struct err *e)
{
    if (n->type != Y_MAP)
        return ynode_err(f, n, e, "'phrases' must map names to patterns");
    struct claim_rules *c = claims_of(r);
    for (const struct ynode *p = n->first; p; p = p->next) {
        if (p->type != Y_SCALAR || !p->text.n)
            return ynode_err(f, p, e, "a phrase must be a pattern");
        map_put(&c->phrases, p->key, arena_strdup(&r->arena, p->text));
    }
    return true;
}

/* ---- fields ---- */

static bool set_field(struct rules *r, const struct yfile *f, const struct field *fd,
                      const struct ynode *n, struct claim_rule *out, struct err *e)
{
    char *at = (char *)out + fd->at;
    int64_t v;
    if (n->type != Y_SCALAR)
        return ynode_err(f, n, e, "'%s' must be plain text", fd->name);
    switch (fd->type) {
    case F_TEXT:
        *(const char **)at = arena_strdup(&r->arena, n->text);
        return true;
    case F_INT:
        if (!str_i64(n->text, &v) || v < 0 || v > 100)
            return ynode_err(f, n, e, "'%s' must be a number from 0 to 100", fd->name);
        *(int *)at = (int)v;
        return true;
    case F_FLAG:
        if (!str_eqc(n->text, "true") && !str_eqc(n->text, "false"))
            return ynode_err(f, n, e, "'%s' must be true or false", fd->name);
        *(bool *)at = str_eqc(n->text, "true");
        return true;
    }
    return true;
}

static bool is_other(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (str_eqc(name, others[i]))
            return true;
    return false;
}

static bool load_fields(struct rules *r, const struct yfile *f, const struct ynode *n,
                        struct claim_rule *out, struct err *e)
{
    for (const struct ynode *c = n->first; c; c = c->next) {
        size_t i = 0;
        while (i < ARRAY_LEN(fields) && !str_eqc(c->key, fields[i].name))
            i++;
        if (i == ARRAY_LEN(fields) && !is_other(c->key))
            return yfile_err(f, c->key_line, c->key_col, e, "unknown field '%.*s'",
                             STR_FMT(c->key));
        if (i < ARRAY_LEN(fields) && !set_field(r, f, &fields[i], c, out, e))
            return false;
    }
    if (!out->id || !out->kind)
        return ynode_err(f, n, e, "a claim rule needs 'id' and 'kind'");
    return true;
}

/* ---- patterns ---- */

static struct claim_env env_of(struct rules *r)
{
    return (struct claim_env){.arena = &r->arena,
                              .syms = r->claims->syms,
                              .rules = r,
                              .phrases = &r->claims->phrases};
}

static bool compile_at(struct rules *r, const struct yfile *f, const struct ynode *n,
                       struct claim_pattern *out, struct err *e)
{
    struct claim_env env = env_of(r);
    size_t offset;
    if (n->type != Y_SCALAR || !n->text.n)
        return ynode_err(f, n, e, "a pattern must be plain text");
    if (r->cache && cache_next_pattern(r->cache, r, n->text, out))
        return true;
    if (claim_pattern_compile(&env, n->text, out, e, &offset)) {
        struct claim_pattern *kept = ARENA_NEW(&r->arena, struct claim_pattern);
        *kept = *out;
        VEC_PUSH(&r->compiled, kept);
        return true;
    }
    char msg[sizeof(e->msg)];
    snprintf(msg, sizeof(msg), "%s", e->msg);
    return yfile_err(f, n->line, n->col + n->quoted + (int)offset, e, "%s", msg);
}

static bool load_patterns(struct rules *r, const struct yfile *f, const struct ynode *n,
                          struct claim_rule *out, struct err *e)
{
    const struct ynode *p = ynode_get(n, "pattern");
    if (!p)
        return ynode_err(f, n, e, "rule '%s' has no pattern", out->id);
    out->n_patterns = p->type == Y_LIST ? p->n : 1;
    out->patterns = ARENA_ARRAY(&r->arena, struct claim_pattern, out->n_patterns);
    const struct ynode *at = p->type == Y_LIST ? p->first : p;
    for (uint32_t i = 0; i < out->n_patterns; i++, at = at->next)
        if (!compile_at(r, f, at, &out->patterns[i], e))
            return false;
    return out->n_patterns > 0 || ynode_err(f, p, e, "rule '%s' has no pattern", out->id);
}

/* `when` and `unless` are patterns of single cells; only their symbols count. */
static bool load_context(struct rules *r, const struct yfile *f, const struct ynode *n,
                         struct claim_rule *out, struct err *e)
{
    struct claim_pattern p;
    const struct ynode *when = ynode_get(n, "when"), *unless = ynode_get(n, "unless");
    if (when) {
        if (!compile_at(r, f, when, &p, e))
            return false;
        if (!p.n_needs || p.n_needs > ARRAY_LEN(out->when))
            return ynode_err(f, when, e, "'when' names one to four words or classes");
        memcpy(out->when, p.needs, p.n_needs * sizeof(p.needs[0]));
        out->n_when = p.n_needs;
    }
    if (unless) {
        if (!compile_at(r, f, unless, &p, e))
            return false;
        if (p.n_needs != 1)
            return ynode_err(f, unless, e, "'unless' is one cell: a/{b}/c");
        out->unless = p.needs[0];
    }
    return true;
}

/* ---- examples ---- */

static bool load_example(struct rules *r, const struct yfile *f, const struct ynode *n,
                         struct claim_example *out, struct err *e)
{
    out->line = n->line;
    if (n->type == Y_SCALAR) {
        out->text = n->text;
        return true;
    }
    if (n->type != Y_MAP)
        return ynode_err(f, n, e, "an example is a text or a map with 'text'");
    for (const struct ynode *c = n->first; c; c = c->next) {
        size_t i = 0;
        while (i < EXPECT_COUNT && !str_eqc(c->key, expect_names[i]))
            i++;
        if (i < EXPECT_COUNT)
            out->expect[i] = c->text;
        else if (str_eqc(c->key, "text"))
            out->text = c->text;
        else if (str_eqc(c->key, "date"))
            out->date = c->text;
        else
            return yfile_err(f, c->key_line, c->key_col, e, "unknown field '%.*s'",
                             STR_FMT(c->key));
    }
    (void)r;
    return out->text.n > 0 || ynode_err(f, n, e, "an example needs 'text'");
}

static bool load_list(struct rules *r, const struct yfile *f, const struct ynode *list,
                      struct claim_example **out, uint32_t *n, struct err *e)
{
    *n = list ? list->n : 0;
    *out = ARENA_ARRAY(&r->arena, struct claim_example, *n + 1);
    uint32_t i = 0;
    for (const struct ynode *c = list ? list->first : NULL; c; c = c->next)
        if (!load_example(r, f, c, &(*out)[i++], e))
            return false;
    return true;
}

static bool load_examples(struct rules *r, const struct yfile *f, const struct ynode *n,
                          struct claim_rule *out, struct err *e)
{
    const struct ynode *ex = ynode_get(n, "examples"), *no = ynode_get(n, "rejects");
    if (!ex || ex->type != Y_LIST || ex->n < MIN_EXAMPLES)
        return ynode_err(f, n, e, "rule '%s' needs at least %d examples", out->id,
                         MIN_EXAMPLES);
    if (!no || no->type != Y_LIST || no->n < MIN_REJECTS)
        return ynode_err(f, n, e, "rule '%s' needs at least %d reject", out->id,
                         MIN_REJECTS);
    if (!r->examples)
        return true;
    return load_list(r, f, ex, &out->examples, &out->n_examples, e) &&
           load_list(r, f, no, &out->rejects, &out->n_rejects, e);
}

static void keep(struct claim_rules *c, const struct claim_rule *rule)
{
    struct str id = str_c(rule->id);
    uintptr_t at = (uintptr_t)map_get(&c->index, id);
    if (at) {
        c->v.p[at - 1] = *rule;
        return;
    }
    VEC_PUSH(&c->v, *rule);
    map_put(&c->index, id, (void *)(uintptr_t)c->v.n);
}

bool claim_rules_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                      struct err *e)
{
    if (n->type != Y_LIST)
        return ynode_err(f, n, e, "'claims' must be a list of rules");
    struct claim_rules *c = claims_of(r);
    for (const struct ynode *rule = n->first; rule; rule = rule->next) {
        struct claim_rule out = {.priority = 50, .confidence = 80, .line = rule->line};
        out.file = f->path;
        if (rule->type != Y_MAP)
            return ynode_err(f, rule, e, "a claim rule must be a map");
        if (!load_fields(r, f, rule, &out, e) || !load_patterns(r, f, rule, &out, e) ||
            !load_context(r, f, rule, &out, e) || !load_examples(r, f, rule, &out, e))
            return false;
        keep(c, &out);
    }
    return true;
}
