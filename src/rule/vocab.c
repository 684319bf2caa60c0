/*
 * Word tables: months, scales, units, hedges and whatever a rule file names.
 * Patterns expand them, C code looks words up in them.
 */
#include "rule/ruleset.h"

#define MAX_KEY 100

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static uint32_t hash_folded(struct str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)lower(s.p[i])) * 16777619u;
    return h;
}

const struct table *vocab_table(const struct rules *r, struct str name)
{
    return map_get(&r->table_index, name);
}

static struct table *table_make(struct rules *r, struct str name)
{
    struct table *t = map_get(&r->table_index, name);
    if (t)
        return t;
    t = ARENA_NEW(&r->arena, struct table);
    t->vocab.name = arena_strdup(&r->arena, name);
    map_put(&r->table_index, name, t);
    VEC_PUSH(&r->tables, t);
    return t;
}

/* The slot that holds the key, or the free one where it belongs. */
static uint32_t *slot_of(const struct table *t, struct str key)
{
    uint32_t i = hash_folded(key) & (t->n_slots - 1);
    while (t->slots[i] && !str_ieq(t->items.p[t->slots[i] - 1].key, key))
        i = (i + 1) & (t->n_slots - 1);
    return &t->slots[i];
}

/* Keeps at least half of the slots free. */
static void grow_slots(struct table *t)
{
    if (t->items.n * 2 < t->n_slots)
        return;
    t->n_slots = t->n_slots ? t->n_slots * 4 : 16;
    free(t->slots);
    t->slots = xcalloc(t->n_slots, sizeof(*t->slots));
    for (size_t i = 0; i < t->items.n; i++)
        *slot_of(t, t->items.p[i].key) = (uint32_t)i + 1;
}

void vocab_put(struct rules *r, struct str table, struct str key, struct str value)
{
    struct table *t = table_make(r, table);
    grow_slots(t);
    uint32_t *slot = slot_of(t, key);
    if (*slot) {
        t->items.p[*slot - 1].value = value;
        return;
    }
    VEC_PUSH(&t->items, ((struct vocab_item){key, value}));
    *slot = (uint32_t)t->items.n;
}

static bool load_entry(struct rules *r, const struct yfile *f, struct str table,
                       const struct ynode *n, struct err *e)
{
    if (n->type != Y_SCALAR)
        return ynode_err(f, n, e, "a table entry must be plain text");
    bool keyed = n->key.n > 0;
    struct str key = keyed ? n->key : n->text;
    if (key.n == 0 || key.n > MAX_KEY)
        return ynode_err(f, n, e, "a table's word must have 1 to %d bytes", MAX_KEY);
    vocab_put(r, table, key, keyed ? n->text : STR(""));
    return true;
}

/* "a, b, c" is a list, too: thousands of nodes less to read in a big file. */
static bool load_words(struct rules *r, const struct yfile *f, const struct ynode *t,
                       struct err *e)
{
    struct str rest = t->text, word;
    while (str_split(&rest, ',', &word)) {
        word = str_trim(word);
        if (word.n == 0 || word.n > MAX_KEY)
            return ynode_err(f, t, e, "a table's word must have 1 to %d bytes", MAX_KEY);
        vocab_put(r, t->key, word, STR(""));
    }
    return true;
}

bool vocab_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                struct err *e)
{
    if (n->type != Y_MAP)
        return ynode_err(f, n, e, "'tables' must map names to words");
    for (const struct ynode *t = n->first; t; t = t->next) {
        table_make(r, t->key);
        if (t->type == Y_SCALAR && !load_words(r, f, t, e))
            return false;
        for (const struct ynode *w = t->first; w; w = w->next)
            if (!load_entry(r, f, t->key, w, e))
                return false;
    }
    return true;
}

void vocab_finish(struct rules *r)
{
    for (size_t i = 0; i < r->tables.n; i++) {
        struct table *t = r->tables.p[i];
        t->vocab.items = t->items.p;
        t->vocab.n = t->items.n;
    }
}

void vocab_release(struct rules *r)
{
    for (size_t i = 0; i < r->tables.n; i++) {
        free(r->tables.p[i]->slots);
        VEC_FREE(&r->tables.p[i]->items);
    }
    VEC_FREE(&r->tables);
}

const struct vocab *rules_vocab(const struct rules *r, const char *table)
{
    const struct table *t = vocab_table(r, str_c(table));
    return t ? &t->vocab : NULL;
}

struct str rules_lookup(const struct rules *r, const char *table, struct str key)
{
    const struct table *t = vocab_table(r, str_c(table));
    uint32_t at = t && t->n_slots ? *slot_of(t, key) : 0;
    return at ? t->items.p[at - 1].value : STR_NONE;
}
