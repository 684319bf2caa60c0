/*
 * The matcher behind names.h: a trie over folded characters, made at the end
 * from the sorted aliases.  Text is folded while it is walked, so that "GLM-5",
 * "GLM 5" and "glm5" are one path.
 *
 * Folded form: ASCII lower case; a run of '-', '_' and blanks is nothing
 * between a letter and a digit, and one blank elsewhere.
 */
#include "scan/names.h"

#include "base/map.h"
#include "base/vec.h"

#define MAX_ALIAS      96
#define MAX_SEPARATORS 3 /* in a row, inside a name */

/* An alias as it was added; several with one key become one. */
struct added {
    struct str key;
    const struct entity *ent;
    uint32_t order;
    bool weak;
};

struct alias {
    const struct entity **ents;
    uint32_t n;
    bool weak;
};

/* The children of a node stand side by side, in order of their bytes. */
struct node {
    uint32_t child;  /* index of the first */
    uint32_t alias;  /* index + 1 into aliases, 0 none */
    uint8_t n, byte; /* number of children; what leads here */
};

struct names {
    struct arena arena;
    VEC(const struct entity *) entities;
    VEC(struct added *) added; /* sorted at the end */
    VEC(struct alias) aliases;
    VEC(struct node) nodes; /* nodes.p[0] is the root */
    struct map by_id;       /* type letter and id -> struct entity * */
    uint32_t root[256];
    uint8_t pairs[65536 / 8]; /* folded first two bytes of some alias */
    bool frozen;
};

static const char *const type_names[] = {
    [ENT_MODEL] = "model", [ENT_AUTHOR] = "author", [ENT_COUNTRY] = "country",
    [ENT_GROUP] = "group", [ENT_APP] = "app",       [ENT_PLATFORM] = "platform",
    [ENT_OTHER] = "other",
};

const char *ent_type_name(enum ent_type t)
{
    return type_names[t];
}

struct names *names_new(void)
{
    struct names *n = xcalloc(1, sizeof *n);

    arena_init(&n->arena);
    map_init(&n->by_id);
    return n;
}

void names_free(struct names *n)
{
    if (!n)
        return;
    VEC_FREE(&n->entities);
    VEC_FREE(&n->added);
    VEC_FREE(&n->aliases);
    VEC_FREE(&n->nodes);
    map_release(&n->by_id);
    arena_release(&n->arena);
    free(n);
}

/* ---- entities ---- */

static struct str id_key(enum ent_type t, struct str id, char room[300])
{
    size_t n = id.n < 299 ? id.n : 299;

    room[0] = (char)('a' + (int)t);
    if (n)
        memcpy(room + 1, id.p, n);
    return str_of(room, n + 1);
}

static const char *copy(struct names *n, const char *s)
{
    return s ? arena_strdup(&n->arena, str_c(s)) : NULL;
}

const struct entity *names_entity(struct names *n, const struct entity *e)
{
    char room[300];
    struct str key = id_key(e->type, str_c(e->id), room);
    struct entity *mine = map_get(&n->by_id, key);

    if (mine)
        return mine;
    mine = ARENA_NEW(&n->arena, struct entity);
    *mine = (struct entity){.type = e->type,
                            .id = copy(n, e->id),
                            .name = copy(n, e->name),
                            .author = copy(n, e->author),
                            .country = copy(n, e->country),
                            .created = e->created};
    map_put(&n->by_id, key, mine);
    VEC_PUSH(&n->entities, mine);
    return mine;
}

const struct entity *names_get(const struct names *n, enum ent_type t, struct str id)
{
    char room[300];

    return map_get(&n->by_id, id_key(t, id, room));
}

size_t names_count(const struct names *n)
{
    return n->entities.n;
}

const struct entity *names_at(const struct names *n, size_t i)
{
    return n->entities.p[i];
}

/* ---- folding ---- */

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool is_word(unsigned char c)
{
    return is_digit(c) || is_alpha(c);
}

static bool is_sep(unsigned char c)
{
    return c == '-' || c == '_' || c == ' ';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Length of the separator run at s[i), at most MAX_SEPARATORS; 0 when it does
 * not stand between two characters of a word. */
static size_t sep_run(struct str s, size_t i)
{
    size_t k = i;

    while (k < s.n && is_sep((unsigned char)s.p[k]) && k - i <= MAX_SEPARATORS)
        k++;
    if (i == 0 || k == s.n || k - i > MAX_SEPARATORS)
        return 0;
    return is_word((unsigned char)s.p[k]) ? k - i : 0;
}

/* A separator vanishes between a letter and a digit. */
static bool sep_vanishes(struct str s, size_t i, size_t len)
{
    unsigned char a = (unsigned char)s.p[i - 1], b = (unsigned char)s.p[i + len];

    return is_digit(a) != is_digit(b);
}

static size_t fold_alias(struct str s, char out[MAX_ALIAS])
{
    size_t n = 0, len;

    for (size_t i = 0; i < s.n && n < MAX_ALIAS; i += len) {
        len = is_sep((unsigned char)s.p[i]) ? sep_run(s, i) : 0;
        if (len && sep_vanishes(s, i, len))
            continue;
        out[n++] = len ? ' ' : lower(s.p[i]);
        len = len ? len : 1;
    }
    return n;
}

/* ---- aliases ---- */

static size_t count_word(const char *s, size_t n)
{
    size_t words = 0;

    for (size_t i = 0; i < n; i++)
        words += is_word((unsigned char)s[i]);
    return words;
}

bool names_alias(struct names *n, const char *alias, const struct entity *e, bool weak)
{
    char key[MAX_ALIAS];
    struct str words = str_trim(str_c(alias));
    size_t len = fold_alias(words, key);

    if (n->frozen)
        BUG("alias '%s' after names_freeze", alias);
    if (words.n >= MAX_ALIAS || count_word(key, len) < 2)
        return false;
    struct added *a = ARENA_NEW(&n->arena, struct added);
    *a = (struct added){.key = arena_str(&n->arena, str_of(key, len)),
                        .ent = e,
                        .order = (uint32_t)n->added.n,
                        .weak = weak};
    VEC_PUSH(&n->added, a);
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct added *x = *(struct added *const *)a, *y = *(struct added *const *)b;
    int c = str_cmp(x->key, y->key);

    return c ? c : x->order < y->order ? -1 : 1;
}

/* One alias from added[from, to), which have one key: each entity once, in the
 * order they came; weak only when all are. */
static uint32_t make_alias(struct names *n, size_t from, size_t to)
{
    struct alias a = {.ents = ARENA_ARRAY(&n->arena, const struct entity *, to - from),
                      .weak = true};

    for (size_t i = from; i < to; i++) {
        const struct entity *e = n->added.p[i]->ent;
        uint32_t k = 0;

        while (k < a.n && a.ents[k] != e)
            k++;
        if (k == a.n)
            a.ents[a.n++] = e;
        a.weak = a.weak && n->added.p[i]->weak;
    }
    VEC_PUSH(&n->aliases, a);
    return (uint32_t)n->aliases.n;
}

/* End of the run of added[from, to) that has the same byte at `depth`. */
static size_t same_byte(const struct names *n, size_t from, size_t to, size_t depth)
{
    char c = n->added.p[from]->key.p[depth];

    while (from < to && n->added.p[from]->key.p[depth] == c)
        from++;
    return from;
}

/* Fills a node from the sorted added[from, to), whose keys agree up to `depth`
 * (at most MAX_ALIAS): those that end here are its alias, the others its
 * children. */
static void make_node(struct names *n, uint32_t at, size_t from, size_t to, size_t depth)
{
    size_t rest = from;

    while (rest < to && n->added.p[rest]->key.n == depth)
        rest++;
    if (rest > from)
        n->nodes.p[at].alias = make_alias(n, from, rest);
    n->nodes.p[at].child = (uint32_t)n->nodes.n;
    for (size_t i = rest; i < to; i = same_byte(n, i, to, depth)) {
        VEC_PUSH(&n->nodes,
                 ((struct node){.byte = (uint8_t)n->added.p[i]->key.p[depth]}));
        n->nodes.p[at].n++;
    }
    uint32_t child = n->nodes.p[at].child;
    for (size_t i = rest; i < to; child++) {
        size_t end = same_byte(n, i, to, depth);

        make_node(n, child, i, end, depth + 1);
        i = end;
    }
}

void names_freeze(struct names *n)
{
    if (n->added.n)
        qsort(n->added.p, n->added.n, sizeof(*n->added.p), by_key);
    VEC_PUSH(&n->nodes, ((struct node){0}));
    make_node(n, 0, 0, n->added.n, 0);
    for (uint32_t k = 0; k < n->nodes.p[0].n; k++) {
        uint32_t c = n->nodes.p[0].child + k;

        n->root[n->nodes.p[c].byte] = c;
    }
    for (size_t i = 0; i < n->added.n; i++) {
        const char *p = n->added.p[i]->key.p;
        uint32_t pair = (uint32_t)(uint8_t)p[0] << 8 | (uint8_t)p[1];

        n->pairs[pair >> 3] |= (uint8_t)(1u << (pair & 7));
    }
    VEC_FREE(&n->added);
    n->frozen = true;
}

/* ---- matching ---- */

static uint32_t step(const struct names *n, uint32_t at, char byte)
{
    const struct node *p = &n->nodes.p[at];
    const struct node *c = &n->nodes.p[p->child];

    for (uint32_t k = 0; k < p->n; k++)
        if (c[k].byte == (uint8_t)byte)
            return p->child + k;
    return 0;
}

/* "GLM-5" does not end before ".1", "-Turbo" or "V": that is another name;
 * "-based" and "'s" leave it as it is.  Han characters need no boundary. */
static bool ends_here(struct str text, size_t end)
{
    unsigned char last = (unsigned char)text.p[end - 1];
    unsigned char a = end < text.n ? (unsigned char)text.p[end] : ' ';
    unsigned char b = end + 1 < text.n ? (unsigned char)text.p[end + 1] : ' ';

    if (last >= 0x80 || a >= 0x80)
        return true;
    if (is_word(a) && !(a == 's' && !is_word(b) && !is_digit(last)))
        return false;
    if (a == '.' && is_digit(b) && is_digit(last))
        return false;
    return !(a == '-' && is_digit(last) && (is_digit(b) || (b >= 'A' && b <= 'Z')));
}

static bool starts_here(struct str text, size_t i)
{
    unsigned char c = (unsigned char)text.p[i];
    unsigned char before = i ? (unsigned char)text.p[i - 1] : ' ';

    if (c < 0x80 && before < 0x80 && is_word(before))
        return false;
    return !(before == '.' && i > 1 && is_digit((unsigned char)text.p[i - 2]));
}

/* The longest alias that starts at i; its end, 0 for none. */
static size_t match_at(const struct names *n, struct str text, size_t i, uint32_t *alias)
{
    uint32_t at = n->root[(unsigned char)lower(text.p[i])];
    size_t best = 0;

    for (size_t k = i + 1; at; k++) {
        size_t len;

        if (n->nodes.p[at].alias && ends_here(text, k)) {
            best = k;
            *alias = n->nodes.p[at].alias - 1;
        }
        if (k >= text.n)
            break;
        len = is_sep((unsigned char)text.p[k]) ? sep_run(text, k) : 0;
        if (len && sep_vanishes(text, k, len)) {
            k += len;
            at = step(n, at, lower(text.p[k]));
        } else {
            at = step(n, at, len ? ' ' : lower(text.p[k]));
            k += len ? len - 1 : 0;
        }
    }
    return best;
}

/* Whether some alias begins with what stands at i: a separator there is
 * followed up only by its next byte. */
static bool may_start(const struct names *n, struct str text, size_t i)
{
    uint8_t a = (uint8_t)lower(text.p[i]);
    char b = i + 1 < text.n ? text.p[i + 1] : ' ';
    uint32_t pair = (uint32_t)a << 8;

    if (!n->root[a] || !starts_here(text, i))
        return false;
    if (is_sep((unsigned char)b)) /* gone or a blank in the key */
        return true;
    pair |= (uint8_t)lower(b);
    return n->pairs[pair >> 3] >> (pair & 7) & 1;
}

size_t names_find(const struct names *n, struct str text, uint32_t from, uint32_t to,
                  struct name_hit *out, size_t max)
{
    struct str seen = str_sub(text, 0, to);
    size_t hits = 0;

    for (size_t i = from; i < seen.n && hits < max;) {
        uint32_t alias = 0;
        size_t end = may_start(n, seen, i) ? match_at(n, seen, i, &alias) : 0;

        if (end && n->aliases.p[alias].weak && seen.p[i] >= 'a' && seen.p[i] <= 'z')
            end = 0;
        if (!end) {
            i++;
            continue;
        }
        out[hits++] = (struct name_hit){.start = (uint32_t)i,
                                        .end = (uint32_t)end,
                                        .ents = n->aliases.p[alias].ents,
                                        .n = n->aliases.p[alias].n,
                                        .weak = n->aliases.p[alias].weak};
        i = end;
    }
    return hits;
}
