/*
 * Literals that wake the same patterns share one list (all digits, say), so
 * that a text full of them costs one step a literal, not one a pattern.
 */
#include "rule/gates.h"

#include "base/map.h"
#include "base/vec.h"
#include "rule/needles.h"

#define MAX_HITS 16384   /* in one text; beyond them all patterns wake */
#define ALSO     0x8000u /* a user of gate.also */

struct member {
    uint16_t user;
    const struct gate *gate;
    uint32_t ids; /* of its literals, then of `also`: first index into lit_ids */
};
struct list { /* users[from, to) */
    uint32_t from, to;
};
struct gates {
    struct needles *needles;
    VEC(struct member) members;
    VEC(uint32_t) lit_ids;
    VEC(uint16_t) users;
    VEC(struct list) lists;
    uint32_t *list_of;           /* literal -> list */
    const struct gate **gate_of; /* user -> gate */
    VEC(uint16_t) open;
    uint32_t every[2]; /* literals that wake all, see gate.h */
    uint32_t n_users;  /* one above the highest */
};

struct wake {
    uint32_t turn;   /* of which text; older: asleep */
    bool main, also; /* which requirement is met */
    uint32_t first, last;
};
struct touch {
    uint32_t turn, first, last; /* of a list's literals */
};
struct gate_scan {
    const struct gates *g;
    needle_hits hits;
    struct wake *wake;   /* a user */
    struct touch *touch; /* a list */
    VEC(uint32_t) touched;
    VEC(struct awake) awake;
    uint32_t turn;
};

struct gates *gates_new(void)
{
    struct gates *g = xcalloc(1, sizeof(*g));
    g->needles = needles_new();
    return g;
}

void gates_free(struct gates *g)
{
    if (!g)
        return;
    needles_free(g->needles);
    VEC_FREE(&g->members);
    VEC_FREE(&g->lit_ids);
    VEC_FREE(&g->users);
    VEC_FREE(&g->lists);
    VEC_FREE(&g->open);
    free(g->list_of);
    free(g->gate_of);
    free(g);
}

static bool add_all(struct gates *g, const struct str *lits, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t id = needles_add(g->needles, lits[i]);
        if (id == UINT32_MAX)
            return false;
        VEC_PUSH(&g->lit_ids, id);
    }
    return true;
}

void gates_add(struct gates *g, uint16_t user, const struct gate *gate)
{
    if (user >= GATES_MAX_USERS || g->list_of)
        BUG("gate of pattern %u", user);
    g->n_users = user >= g->n_users ? user + 1u : g->n_users;
    VEC_PUSH(&g->members, ((struct member){user, gate, 0}));
}

/* ---- literals with the same users ---- */

struct bag { /* the users of one literal, while building */
    VEC(uint16_t) v;
};

static void fill_bags(const struct gates *g, struct bag *bags, const struct member *m)
{
    for (uint32_t k = 0; k < m->gate->n + m->gate->n_also; k++) {
        struct bag *b = &bags[g->lit_ids.p[m->ids + k]];
        VEC_PUSH(&b->v, (uint16_t)(m->user | (k < m->gate->n ? 0 : ALSO)));
    }
}

static uint32_t list_for(struct gates *g, struct map *known, const struct bag *b)
{
    struct str key = str_of((const char *)b->v.p, b->v.n * sizeof(*b->v.p));
    uint32_t at = (uint32_t)(uintptr_t)map_get(known, key);
    if (at)
        return at - 1;
    struct list l = {(uint32_t)g->users.n, (uint32_t)(g->users.n + b->v.n)};
    for (size_t i = 0; i < b->v.n; i++)
        VEC_PUSH(&g->users, b->v.p[i]);
    VEC_PUSH(&g->lists, l);
    map_put(known, key, (void *)(uintptr_t)g->lists.n);
    return (uint32_t)g->lists.n - 1;
}

static void make_lists(struct gates *g)
{
    uint32_t n = needles_count(g->needles);
    struct bag *bags = xcalloc(n + 1u, sizeof(*bags));
    struct map known;
    map_init(&known);
    for (size_t i = 0; i < g->members.n; i++) {
        const struct member *m = &g->members.p[i];
        if (g->gate_of[m->user] == m->gate)
            fill_bags(g, bags, m);
    }
    g->list_of = xcalloc(n + 1u, sizeof(*g->list_of));
    for (uint32_t i = 0; i < n; i++) {
        g->list_of[i] = list_for(g, &known, &bags[i]);
        VEC_FREE(&bags[i].v);
    }
    map_release(&known);
    free(bags);
}

void gates_freeze(struct gates *g)
{
    g->gate_of = xcalloc(g->n_users + 1u, sizeof(*g->gate_of));
    for (size_t i = 0; i < g->members.n; i++) {
        struct member *m = &g->members.p[i];
        m->ids = (uint32_t)g->lit_ids.n;
        if (m->gate->open || !add_all(g, m->gate->lits, m->gate->n) ||
            !add_all(g, m->gate->also, m->gate->n_also))
            VEC_PUSH(&g->open, m->user);
        else
            g->gate_of[m->user] = m->gate;
    }
    g->every[0] = needles_add(g->needles, STR("\xe2\x84\xaa"));
    g->every[1] = needles_add(g->needles, STR("\xc5\xbf"));
    make_lists(g);
    needles_freeze(g->needles);
}

uint32_t gates_literals(const struct gates *g)
{
    return needles_count(g->needles);
}

bool gates_any(const struct gates *g, struct str text)
{
    return g->open.n || needles_any(g->needles, text);
}

/* ---- looking at a text ---- */

struct gate_scan *gate_scan_new(const struct gates *g)
{
    struct gate_scan *s = xcalloc(1, sizeof(*s));
    s->g = g;
    s->wake = xcalloc(g->n_users + 1u, sizeof(*s->wake));
    s->touch = xcalloc(g->lists.n + 1u, sizeof(*s->touch));
    return s;
}

void gate_scan_free(struct gate_scan *s)
{
    if (!s)
        return;
    VEC_FREE(&s->hits);
    VEC_FREE(&s->touched);
    VEC_FREE(&s->awake);
    free(s->wake);
    free(s->touch);
    free(s);
}

static struct wake *wake_of(struct gate_scan *s, uint16_t user)
{
    struct wake *w = &s->wake[user];
    if (w->turn != s->turn) {
        *w = (struct wake){.turn = s->turn, .first = UINT32_MAX};
        VEC_PUSH(&s->awake, ((struct awake){.user = user}));
    }
    return w;
}

/* What the first and last literal of a list mean for its users. */
static void wake_list(struct gate_scan *s, uint32_t list)
{
    const struct gates *g = s->g;
    const struct touch *t = &s->touch[list];
    for (uint32_t k = g->lists.p[list].from; k < g->lists.p[list].to; k++) {
        uint16_t user = g->users.p[k] & (uint16_t)~ALSO;
        struct wake *w = wake_of(s, user);
        if (g->users.p[k] & ALSO) {
            w->also = true;
            continue;
        }
        const struct gate *gate = g->gate_of[user];
        if (t->last < gate->near)
            continue;
        uint32_t first = t->first > gate->far ? t->first - gate->far : 0;
        uint32_t last = t->last - gate->near;
        w->first = first < w->first ? first : w->first;
        w->last = last > w->last ? last : w->last;
        w->main = true;
    }
}

/* False when there is more than can be kept, or a literal that wakes all. */
static bool touch_lists(struct gate_scan *s, struct str text)
{
    const struct gates *g = s->g;
    VEC_CLEAR(&s->hits);
    if (!needles_scan(g->needles, text, &s->hits, MAX_HITS))
        return false;
    for (size_t i = 0; i < s->hits.n; i++) {
        const struct needle_hit *h = &s->hits.p[i];
        if (h->id == g->every[0] || h->id == g->every[1])
            return false;
        uint32_t list = g->list_of[h->id];
        struct touch *t = &s->touch[list];
        if (t->turn != s->turn) {
            *t = (struct touch){s->turn, h->start, h->start};
            VEC_PUSH(&s->touched, list);
        }
        t->first = h->start < t->first ? h->start : t->first;
        t->last = h->start > t->last ? h->start : t->last;
    }
    return true;
}

static void wake_all(struct gate_scan *s, uint32_t n)
{
    for (size_t i = 0; i < s->g->members.n; i++) {
        struct wake *w = wake_of(s, s->g->members.p[i].user);
        *w = (struct wake){s->turn, true, true, 0, n};
    }
}

/* Those of which only one requirement is met go back to sleep; the others get
 * their windows. */
static void settle(struct gate_scan *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->awake.n; i++) {
        uint16_t user = s->awake.p[i].user;
        const struct wake *w = &s->wake[user];
        const struct gate *gate = s->g->gate_of[user];
        if (!w->main || (gate && gate->n_also && !w->also))
            continue;
        size_t k = n++;
        for (; k > 0 && s->awake.p[k - 1].user > user; k--)
            s->awake.p[k] = s->awake.p[k - 1];
        s->awake.p[k] = (struct awake){user, w->first, w->last};
    }
    s->awake.n = n;
}

const struct awake *gate_scan_run(struct gate_scan *s, struct str text, bool all,
                                  size_t *n)
{
    s->turn++;
    VEC_CLEAR(&s->awake);
    VEC_CLEAR(&s->touched);
    if (all || !touch_lists(s, text)) {
        wake_all(s, (uint32_t)text.n);
    } else {
        for (size_t i = 0; i < s->touched.n; i++)
            wake_list(s, s->touched.p[i]);
        for (size_t i = 0; i < s->g->open.n; i++)
            *wake_of(s, s->g->open.p[i]) =
                (struct wake){s->turn, true, true, 0, (uint32_t)text.n};
    }
    settle(s);
    *n = s->awake.n;
    return s->awake.p;
}
