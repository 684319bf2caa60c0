/*
 * Names that the vocabulary knows: countries and what their people and things
 * are called, groups of models, the platform, apps, and nicknames of models and
 * developers that the store has already.
 */
#include "rule/rules.h"
#include "scan/names.h"

#define TOP_MAX 100 /* "the top ten": groups top:1 to top:100 */

static const struct source {
    const char *table; /* word -> id */
    enum ent_type type;
    bool known_only; /* the id must be an entity already */
    bool with_nouns; /* "Chinese" names "Chinese models", too */
} sources[] = {
    {"names_platforms", ENT_PLATFORM, false, false},
    {"names_countries", ENT_COUNTRY, false, true},
    {"names_groups", ENT_GROUP, false, true},
    {"names_apps", ENT_APP, false, false},
    {"names_outside", ENT_OTHER, false, false},
    {"names_authors", ENT_AUTHOR, true, false},
    {"names_models", ENT_MODEL, true, false},
};

/* The display name of an id: table "names_display", else the word itself. */
static const char *display(const struct rules *r, struct arena *a, struct str id,
                           struct str word)
{
    struct str name = rules_lookup(r, "names_display", id);

    return arena_strdup(a, name.n ? name : word);
}

static const struct entity *entity_for(struct names *n, const struct rules *r,
                                       const struct source *s, struct arena *a,
                                       const struct vocab_item *item)
{
    struct entity e = {.type = s->type, .created = DATE_NONE};

    if (s->known_only)
        return names_get(n, s->type, item->value);
    e.id = arena_strdup(a, item->value);
    e.name = display(r, a, item->value, item->key);
    if (s->type == ENT_COUNTRY)
        e.country = e.id;
    return names_entity(n, &e);
}

/* A word that is an ordinary one in lower case ("us", "aider") is weak. */
static bool is_weak(const struct rules *r, struct str word)
{
    const struct vocab *weak = rules_vocab(r, "names_weak");

    for (size_t i = 0; weak && i < weak->n; i++)
        if (str_ieq(weak->items[i].key, word))
            return true;
    return false;
}

/* "Chinese" with each noun: "Chinese models", "Chinese AI labs". */
static void add_with_nouns(struct names *n, const struct rules *r, struct str word,
                           const struct entity *e, struct arena *a)
{
    const struct vocab *nouns = rules_vocab(r, "names_nouns");

    for (size_t i = 0; nouns && i < nouns->n; i++) {
        struct str noun = nouns->items[i].key;
        char *both = arena_alloc(a, word.n + noun.n + 2); /* zeroed */

        memcpy(both, word.p, word.n);
        both[word.n] = ' ';
        memcpy(both + word.n + 1, noun.p, noun.n);
        names_alias(n, both, e, false);
    }
}

static void add_source(struct names *n, const struct rules *r, const struct source *s,
                       struct arena *a)
{
    const struct vocab *v = rules_vocab(r, s->table);

    for (size_t i = 0; v && i < v->n; i++) {
        const struct entity *e = entity_for(n, r, s, a, &v->items[i]);

        if (!e)
            continue;
        names_alias(n, arena_strdup(a, v->items[i].key), e, is_weak(r, v->items[i].key));
        if (s->with_nouns)
            add_with_nouns(n, r, v->items[i].key, e, a);
    }
}

static void add_tops(struct names *n)
{
    for (int i = 1; i <= TOP_MAX; i++) {
        char id[16], name[32];
        struct entity e = {
            .type = ENT_GROUP, .id = id, .name = name, .created = DATE_NONE};

        snprintf(id, sizeof id, "top:%d", i);
        snprintf(name, sizeof name, "top %d models", i);
        names_entity(n, &e);
    }
}

bool names_from_rules(struct names *n, const struct rules *r, struct err *e)
{
    struct arena a;

    (void)e;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        add_source(n, r, &sources[i], &a);
    add_tops(n);
    arena_release(&a);
    return true;
}
