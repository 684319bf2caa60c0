/*
 * The automaton is a full table over byte classes (bytes that no literal holds
 * share one), its states numbered so that those with a result come last: the
 * inner loop has one load and one comparison a byte.
 */
#include "rule/needles.h"

struct trie_node {
    uint32_t child, sibling; /* 0: none; node 0 is the root */
    uint32_t fail;
    uint32_t id; /* literal that ends here + 1; 0 none */
    uint32_t up; /* nearest node on the fail path with a literal; 0 none */
    uint8_t byte;
};
struct needles {
    VEC(struct trie_node) trie;
    VEC(uint32_t) lens;  /* of the literals */
    uint32_t first[256]; /* the root's children by their byte; 0 none */
    uint8_t fold[256];   /* byte -> class; 0: in no literal */
    uint32_t n_class;
    uint16_t *table;       /* state x class -> state */
    uint32_t *node_of;     /* state -> trie node */
    uint32_t first_result; /* states from here on have a result */
};

static uint8_t lower(char c)
{
    return (uint8_t)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

struct needles *needles_new(void)
{
    struct needles *n = xcalloc(1, sizeof(*n));
    VEC_PUSH(&n->trie, (struct trie_node){0});
    n->n_class = 1;
    return n;
}

void needles_free(struct needles *n)
{
    if (!n)
        return;
    VEC_FREE(&n->trie);
    VEC_FREE(&n->lens);
    free(n->table);
    free(n->node_of);
    free(n);
}

static uint32_t child_of(const struct needles *n, uint32_t node, uint8_t byte)
{
    if (node == 0)
        return n->first[byte];
    uint32_t c = n->trie.p[node].child;
    while (c && n->trie.p[c].byte != byte)
        c = n->trie.p[c].sibling;
    return c;
}

static uint32_t child_make(struct needles *n, uint32_t node, uint8_t byte)
{
    uint32_t c = child_of(n, node, byte);
    if (c)
        return c;
    struct trie_node t = {.byte = byte, .sibling = n->trie.p[node].child};
    c = (uint32_t)n->trie.n;
    VEC_PUSH(&n->trie, t);
    n->trie.p[node].child = c;
    if (node == 0)
        n->first[byte] = c;
    return c;
}

uint32_t needles_add(struct needles *n, struct str lit)
{
    if (!lit.n || n->trie.n + lit.n > NEEDLES_MAX_STATES)
        return UINT32_MAX;
    uint32_t at = 0;
    for (size_t i = 0; i < lit.n; i++)
        at = child_make(n, at, lower(lit.p[i]));
    if (!n->trie.p[at].id) {
        VEC_PUSH(&n->lens, (uint32_t)lit.n);
        n->trie.p[at].id = (uint32_t)n->lens.n;
    }
    return n->trie.p[at].id - 1;
}

uint32_t needles_count(const struct needles *n)
{
    return (uint32_t)n->lens.n;
}

static void make_classes(struct needles *n)
{
    for (size_t i = 1; i < n->trie.n; i++) {
        uint8_t b = n->trie.p[i].byte;
        if (!n->fold[b])
            n->fold[b] = (uint8_t)n->n_class++;
    }
    for (int c = 'A'; c <= 'Z'; c++)
        n->fold[c] = n->fold[c | 0x20];
}

/* Nodes level by level, with their fail links. */
static uint32_t *breadth_first(struct needles *n)
{
    uint32_t *order = xmalloc(n->trie.n * sizeof(*order));
    size_t done = 0, count = 1;
    order[0] = 0;
    for (; done < count; done++) {
        uint32_t at = order[done];
        for (uint32_t c = n->trie.p[at].child; c; c = n->trie.p[c].sibling) {
            uint32_t f = n->trie.p[at].fail;
            while (f && !child_of(n, f, n->trie.p[c].byte))
                f = n->trie.p[f].fail;
            f = child_of(n, f, n->trie.p[c].byte);
            n->trie.p[c].fail = f == c ? 0 : f;
            f = n->trie.p[c].fail;
            n->trie.p[c].up = n->trie.p[f].id ? f : n->trie.p[f].up;
            order[count++] = c;
        }
    }
    return order;
}

static bool has_result(const struct trie_node *t)
{
    return t->id || t->up;
}

/* Numbers the states: those without a result first. */
static uint16_t *number_states(struct needles *n, const uint32_t *order)
{
    uint16_t *state_of = xmalloc(n->trie.n * sizeof(*state_of));
    uint32_t next = 0;
    for (int results = 0; results < 2; results++) {
        for (size_t i = 0; i < n->trie.n; i++) {
            if (has_result(&n->trie.p[order[i]]) != (results == 1))
                continue;
            n->node_of[next] = order[i];
            state_of[order[i]] = (uint16_t)next++;
        }
        if (!results)
            n->first_result = next;
    }
    return state_of;
}

void needles_freeze(struct needles *n)
{
    if (n->table)
        BUG("needles frozen twice");
    make_classes(n);
    uint32_t *order = breadth_first(n);
    n->node_of = xmalloc(n->trie.n * sizeof(*n->node_of));
    n->table = xcalloc(n->trie.n * n->n_class, sizeof(*n->table));
    uint16_t *state_of = number_states(n, order);
    for (size_t i = 0; i < n->trie.n; i++) {
        const struct trie_node *t = &n->trie.p[order[i]];
        uint16_t *row = n->table + (size_t)state_of[order[i]] * n->n_class;
        if (i)
            memcpy(row, n->table + (size_t)state_of[t->fail] * n->n_class,
                   n->n_class * sizeof(*row));
        for (uint32_t c = t->child; c; c = n->trie.p[c].sibling)
            row[n->fold[n->trie.p[c].byte]] = state_of[c];
    }
    free(state_of);
    free(order);
}

static bool report(const struct needles *n, uint32_t state, uint32_t end,
                   needle_hits *out, size_t max)
{
    for (uint32_t t = n->node_of[state]; t; t = n->trie.p[t].up) {
        uint32_t id = n->trie.p[t].id;
        if (!id)
            continue;
        if (out->n == max)
            return false;
        VEC_PUSH(out, ((struct needle_hit){id - 1, end - n->lens.p[id - 1]}));
    }
    return true;
}

bool needles_scan(const struct needles *n, struct str text, needle_hits *out, size_t max)
{
    uint32_t state = 0;
    for (size_t i = 0; i < text.n; i++) {
        state = n->table[state * n->n_class + n->fold[(unsigned char)text.p[i]]];
        if (state >= n->first_result && !report(n, state, (uint32_t)i + 1, out, max))
            return false;
    }
    return true;
}

bool needles_any(const struct needles *n, struct str text)
{
    uint32_t state = 0;
    for (size_t i = 0; i < text.n; i++) {
        state = n->table[state * n->n_class + n->fold[(unsigned char)text.p[i]]];
        if (state >= n->first_result)
            return true;
    }
    return false;
}
