/*
 * The symbol table and the lexicon of the claim patterns: names to numbers,
 * words and phrases to the symbols of the classes they are in.
 */
#include "rule/symbols.h"

#include "base/vec.h"

struct symbol {
    const char *name;
    enum cell_mark mark;
    uint8_t lengths;
};
struct symbols {
    struct arena arena;
    struct map names; /* name -> index + 1 */
    struct map lex;   /* phrase -> struct lex_entry */
    VEC(struct symbol) v;
};

struct symbols *symbols_new(void)
{
    struct symbols *s = xcalloc(1, sizeof(*s));
    arena_init(&s->arena);
    map_init(&s->names);
    map_init(&s->lex);
    return s;
}

void symbols_free(struct symbols *s)
{
    if (!s)
        return;
    map_release(&s->lex);
    map_release(&s->names);
    VEC_FREE(&s->v);
    arena_release(&s->arena);
    free(s);
}

sym_t symbols_get(const struct symbols *s, struct str name)
{
    uintptr_t at = (uintptr_t)map_get(&s->names, name);
    return at ? (sym_t)(at - 1) : SYM_NONE;
}

sym_t symbols_add(struct symbols *s, struct str name, enum cell_mark mark)
{
    sym_t old = symbols_get(s, name);
    if (old != SYM_NONE)
        return old;
    if (s->v.n == SYM_MAX)
        return SYM_NONE;
    struct symbol sym = {arena_strdup(&s->arena, name), mark, 0};
    VEC_PUSH(&s->v, sym);
    map_put(&s->names, name, (void *)(uintptr_t)s->v.n);
    return (sym_t)(s->v.n - 1);
}

const char *symbols_name(const struct symbols *s, sym_t sym)
{
    return sym < s->v.n ? s->v.p[sym].name : "";
}

enum cell_mark symbols_mark(const struct symbols *s, sym_t sym)
{
    if (sym >= s->v.n)
        BUG("no symbol %u", sym);
    return s->v.p[sym].mark;
}

unsigned symbols_lengths(const struct symbols *s, sym_t sym)
{
    return sym < s->v.n ? s->v.p[sym].lengths : 0;
}

bool symbols_binds(const struct symbols *s, sym_t sym)
{
    return sym < s->v.n && !strncmp(s->v.p[sym].name, "{bind_", 6);
}

size_t symbols_count(const struct symbols *s)
{
    return s->v.n;
}

static struct lex_entry *lex_entry(struct symbols *s, struct str phrase)
{
    struct lex_entry *e = map_get(&s->lex, phrase);
    if (e)
        return e;
    e = ARENA_NEW(&s->arena, struct lex_entry);
    map_put(&s->lex, phrase, e);
    return e;
}

static void lex_add(struct symbols *s, struct lex_entry *e, sym_t sym)
{
    for (uint32_t i = 0; i < e->n; i++)
        if (e->syms[i] == sym)
            return;
    sym_t *grown = ARENA_ARRAY(&s->arena, sym_t, e->n + 1);
    if (e->n)
        memcpy(grown, e->syms, e->n * sizeof(*grown));
    grown[e->n++] = sym;
    e->syms = grown;
}

bool symbols_phrase(struct symbols *s, struct str phrase, sym_t sym)
{
    if (!phrase.n)
        return false;
    int words = 1;
    for (size_t i = 0; i < phrase.n; i++)
        words += phrase.p[i] == ' ';
    if (words > LEX_MAX_PHRASE)
        return false;
    for (size_t i = 0; i < phrase.n; i++)
        if (phrase.p[i] == ' ')
            lex_entry(s, str_sub(phrase, 0, i))->prefix = true;
    s->v.p[sym].lengths |= (uint8_t)(1u << words);
    lex_add(s, lex_entry(s, phrase), sym);
    return true;
}

const struct lex_entry *symbols_lookup(const struct symbols *s, struct str phrase)
{
    return map_get(&s->lex, phrase);
}

bool symbols_phrase_at(const struct symbols *s, size_t i, struct str *phrase,
                       const struct lex_entry **entry)
{
    if (i >= s->lex.n)
        return false;
    *phrase = s->lex.items[i].key;
    *entry = s->lex.items[i].value;
    return true;
}
