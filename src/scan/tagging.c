/*
 * One piece of a sentence at a time: find the gates' literals, run the taggers
 * that they wake between the first and the last of their literals, add the
 * names, let the longest win, turn the winners into tags, and look for hedges
 * right beside the numbers.
 */
#include "scan/tagging.h"

#define MAX_CANDS    2048 /* in one piece */
#define MAX_NAMES    256
#define MAX_ROUNDS   4   /* of choosing again after a winner meant nothing */
#define UNLESS_REACH 100 /* bytes before a match that can forbid it */
#define HEDGE_REACH  40  /* bytes beside a number where its hedge stands */

#define ALL_TAGGERS (-2)

struct tagging {
    const struct rules *rules;
    const struct taggers *taggers;
    const struct names *names;
    bool ungated;
    int only; /* tagger to run alone; ALL_TAGGERS */
    struct regex_ctx *rc;
    struct gate_scan *gates;
    VEC(struct cand) cands;
    VEC(uint32_t) order; /* candidates, best first */
    VEC(struct cand *) won;
    struct name_hit found[MAX_NAMES];
    uint8_t used[TAGGING_PIECE + 8];
    struct tagging_cost cost;
    date_t anchor;
};

const char *tag_type_name(enum tag_type t)
{
    return t == TAG_WORD ? "word" : tagger_types[t];
}

struct tagging *tagging_new(const struct rules *r, const struct names *names,
                            bool ungated)
{
    struct tagging *t = xcalloc(1, sizeof(*t));
    t->rules = r;
    t->anchor = DATE_NONE;
    t->names = names;
    t->ungated = ungated;
    t->only = ALL_TAGGERS;
    t->taggers = r->taggers;
    t->rc = regex_ctx_new();
    if (t->taggers)
        t->gates = gate_scan_new(t->taggers->gates);
    return t;
}

void tagging_free(struct tagging *t)
{
    if (!t)
        return;
    regex_ctx_free(t->rc);
    VEC_FREE(&t->cands);
    VEC_FREE(&t->order);
    VEC_FREE(&t->won);
    gate_scan_free(t->gates);
    free(t);
}

void tagging_only(struct tagging *t, int tagger)
{
    t->only = tagger;
}

void tagging_anchor(struct tagging *t, date_t day)
{
    t->anchor = day;
}

struct tagging_cost tagging_cost(const struct tagging *t)
{
    return t->cost;
}

bool tagging_may(struct tagging *t, struct str text, uint32_t from, uint32_t to)
{
    if (!t->taggers)
        return false;
    return t->ungated || gates_any(t->taggers->gates, str_sub(text, from, to));
}

/* ---- candidates ---- */

static void add_cand(struct tagging *t, const struct tagger *g, uint32_t base,
                     uint32_t start, uint32_t end)
{
    struct cand c = {.t = g, .start = base + start, .end = base + end, .base = base};
    for (int i = 0; i < g->n_caps; i++) {
        uint32_t from, to;
        if (!regex_group(t->rc, g->caps[i].group, &from, &to))
            continue;
        c.part[i].from = (uint16_t)from;
        c.part[i].to = (uint16_t)to;
    }
    VEC_PUSH(&t->cands, c);
}

/* Whether the text before the first part of a match forbids it. */
static bool forbidden(struct tagging *t, const struct cand *c, struct str piece)
{
    if (!c->t->unless_before)
        return false;
    uint32_t at = c->end - c->base;
    for (int i = 0; i < c->t->n_caps; i++)
        if (c->part[i].to && c->part[i].from < at)
            at = c->part[i].from;
    uint32_t from = at > UNLESS_REACH ? at - UNLESS_REACH : 0;
    while (from < at && ((unsigned char)piece.p[from] & 0xC0) == 0x80)
        from++;
    struct str before = str_sub(piece, from, at);
    return regex_find(c->t->unless_before, t->rc, before, 0, before.n) == REGEX_YES;
}

static void run_tagger(struct tagging *t, const struct awake *w, struct str piece,
                       uint32_t base)
{
    const struct tagger *g = &t->taggers->v.p[w->user];
    uint32_t at = w->first, start, end;
    while (at < piece.n && ((unsigned char)piece.p[at] & 0xC0) == 0x80)
        at++;
    while (at <= w->last && t->cands.n < MAX_CANDS) {
        t->cost.searched += (w->last < piece.n ? w->last : piece.n) - at + 1;
        if (regex_find(g->re, t->rc, piece, at, w->last) != REGEX_YES)
            return;
        regex_group(t->rc, 0, &start, &end);
        if (end <= start)
            return; /* a tagger that matches nothing says nothing */
        t->cost.matches++;
        size_t n = t->cands.n;
        add_cand(t, g, base, start, end);
        if (forbidden(t, &t->cands.p[n], piece))
            t->cands.n = n;
        at = end;
    }
}

static void run_taggers(struct tagging *t, struct str piece, uint32_t base)
{
    size_t n;
    const struct awake *w = gate_scan_run(t->gates, piece, t->ungated, &n);
    for (size_t i = 0; i < n; i++)
        if (t->only == ALL_TAGGERS || t->only == w[i].user)
            run_tagger(t, &w[i], piece, base);
}

static void add_names(struct tagging *t, struct str text, uint32_t from, uint32_t to)
{
    if (!t->names)
        return;
    size_t n = names_find(t->names, text, from, to, t->found, MAX_NAMES);
    for (size_t i = 0; i < n; i++)
        VEC_PUSH(&t->cands, ((struct cand){.start = t->found[i].start,
                                           .end = t->found[i].end,
                                           .base = from,
                                           .name = &t->found[i]}));
}

/* ---- choosing ---- */

/* A known name beats the rules that keep a name's number from being one. */
#define NAME_PRIORITY 100

static int priority(const struct cand *c)
{
    return c->t ? c->t->priority : NAME_PRIORITY;
}

/* Longest first; then priority, place, order of the rules. */
static int better(const struct cand *a, const struct cand *b)
{
    uint32_t na = a->end - a->start, nb = b->end - b->start;
    if (na != nb)
        return na > nb ? -1 : 1;
    if (priority(a) != priority(b))
        return priority(a) > priority(b) ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->t != b->t)
        return a->t < b->t ? -1 : 1;
    return 0;
}

static int by_rank(const void *x, const void *y)
{
    return better(*(struct cand *const *)x, *(struct cand *const *)y);
}

static int by_place(const void *x, const void *y)
{
    const struct cand *a = *(struct cand *const *)x, *b = *(struct cand *const *)y;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* The winners among the candidates, in order of place.  A taken stretch is at
 * least as long as what is tried after it, so looking at both ends is enough. */
static void choose(struct tagging *t, uint32_t base, uint32_t n)
{
    memset(t->used, 0, n);
    VEC_CLEAR(&t->won);
    for (size_t i = 0; i < t->cands.n; i++)
        if (t->cands.p[i].end)
            VEC_PUSH(&t->won, &t->cands.p[i]);
    if (!t->won.n)
        return;
    qsort(t->won.p, t->won.n, sizeof(*t->won.p), by_rank);
    size_t kept = 0;
    for (size_t i = 0; i < t->won.n; i++) {
        struct cand *c = t->won.p[i];
        if (t->used[c->start - base] || t->used[c->end - 1 - base])
            continue;
        memset(t->used + (c->start - base), 1, c->end - c->start);
        t->won.p[kept++] = c;
    }
    t->won.n = kept;
    qsort(t->won.p, kept, sizeof(*t->won.p), by_place);
}

/* ---- tags ---- */

static bool name_tag(const struct conv *v, const struct cand *c, struct tag *out)
{
    const struct entity **ents = ARENA_ARRAY(v->arena, const struct entity *, c->name->n);
    for (uint32_t i = 0; i < c->name->n; i++)
        ents[i] = c->name->ents[i];
    out->type = TAG_ENTITY;
    out->ents = ents;
    out->n_ents = c->name->n;
    if (c->name->n && ents[0]->type == ENT_GROUP && strncmp(ents[0]->id, "top:", 4) == 0)
        out->top = number_int(v, str_c(ents[0]->id + 4));
    return true;
}

static bool make_tag(const struct conv *v, const struct cand *c, struct tag *out)
{
    memset(out, 0, sizeof(*out));
    out->start = c->start;
    out->end = c->end;
    out->period.from = out->period.to = DATE_NONE;
    if (!c->t)
        return name_tag(v, c, out);
    out->type = (enum tag_type)c->t->type;
    out->word = c->t->id;
    return c->t->type == TT_SKIP || converters[c->t->value](v, c, out);
}

/* Chooses and converts; a winner that means nothing is struck out and the rest
 * chosen anew.  The tags stand from *first on in `out`. */
static void choose_tags(struct tagging *t, const struct conv *v, uint32_t base,
                        uint32_t n, tags_t *out)
{
    size_t first = out->n;
    for (int round = 0; round < MAX_ROUNDS; round++) {
        bool again = false;
        out->n = first;
        choose(t, base, n);
        for (size_t i = 0; i < t->won.n; i++) {
            struct tag tag;
            if (make_tag(v, t->won.p[i], &tag))
                VEC_PUSH(out, tag);
            else
                again = (t->won.p[i]->end = 0, true);
        }
        if (!again)
            break;
    }
    size_t kept = first;
    for (size_t i = first; i < out->n; i++)
        if ((int)out->p[i].type != TT_SKIP)
            out->p[kept++] = out->p[i];
    out->n = kept;
}

/* ---- hedges ---- */

static bool is_number(const struct tag *t)
{
    return t->type <= TAG_DURATION;
}

/* A hedge of `place` in text[from, to). */
static bool find_hedge(struct tagging *t, const struct conv *v, enum tagger_place place,
                       uint32_t from, uint32_t to, struct tag *out)
{
    while (from < to && ((unsigned char)v->text.p[from] & 0xC0) == 0x80)
        from++;
    while (to > from && to < v->text.n && ((unsigned char)v->text.p[to] & 0xC0) == 0x80)
        to--;
    struct str s = str_sub(v->text, from, to);
    for (size_t i = 0; i < t->taggers->v.n && s.n; i++) {
        const struct tagger *g = &t->taggers->v.p[i];
        if (g->place != place || regex_find(g->re, t->rc, s, 0, s.n) != REGEX_YES)
            continue;
        size_t n = t->cands.n;
        uint32_t start, end;
        regex_group(t->rc, 0, &start, &end);
        add_cand(t, g, from, start, end);
        struct cand c = t->cands.p[n];
        t->cands.n = n;
        struct str words = conv_part(v, &c, CAP_H);
        if (!words.n)
            continue;
        c.start = (uint32_t)(words.p - v->text.p);
        c.end = c.start + (uint32_t)words.n;
        if (make_tag(v, &c, out))
            return true;
    }
    return false;
}

/* Puts hedges before and after the numbers of out[first..]. */
static void add_hedges(struct tagging *t, const struct conv *v, size_t first, tags_t *out)
{
    uint32_t floor = v->from;
    for (size_t i = first; i < out->n; i++) {
        struct tag hedge, it = out->p[i];
        uint32_t ceiling = i + 1 < out->n ? out->p[i + 1].start : v->to;
        if (!is_number(&it)) {
            floor = it.end;
            continue;
        }
        uint32_t from = it.start - floor > HEDGE_REACH ? it.start - HEDGE_REACH : floor;
        uint32_t to = ceiling - it.end > HEDGE_REACH ? it.end + HEDGE_REACH : ceiling;
        floor = it.end;
        if (find_hedge(t, v, PLACE_BEFORE, from, it.start, &hedge)) {
            VEC_PUSH(out, it);
            memmove(out->p + i + 1, out->p + i, (out->n - 1 - i) * sizeof(*out->p));
            out->p[i++] = hedge;
        }
        if (find_hedge(t, v, PLACE_AFTER, it.end, to, &hedge)) {
            VEC_PUSH(out, it);
            memmove(out->p + i + 2, out->p + i + 1, (out->n - 2 - i) * sizeof(*out->p));
            out->p[++i] = hedge;
            floor = hedge.end;
        }
    }
}

/* ---- pieces ---- */

static void run_piece(struct tagging *t, struct conv *v, uint32_t from, uint32_t to,
                      tags_t *out)
{
    struct str piece = str_sub(v->text, from, to);
    VEC_CLEAR(&t->cands);
    run_taggers(t, piece, from);
    add_names(t, v->text, from, to);
    if (!t->cands.n)
        return;
    size_t first = out->n;
    v->from = from;
    v->to = to;
    choose_tags(t, v, from, to - from, out);
    add_hedges(t, v, first, out);
}

/* End of a piece: the last blank in reach, else the last whole character. */
static uint32_t piece_end(struct str text, uint32_t from, uint32_t to)
{
    if (to - from <= TAGGING_PIECE)
        return to;
    uint32_t end = from + TAGGING_PIECE;
    for (uint32_t i = end; i > from + TAGGING_PIECE / 2; i--)
        if (text.p[i - 1] == ' ' || text.p[i - 1] == '\n')
            return i;
    while (((unsigned char)text.p[end] & 0xC0) == 0x80)
        end--;
    return end;
}

void tagging_run(struct tagging *t, const struct doc *d, uint32_t from, uint32_t to,
                 struct claims *mem, tags_t *out)
{
    if (!t->taggers)
        return;
    struct conv v = {t->rules, t->names, d->text,     d->published, t->anchor,
                     from,     to,       &mem->arena, mem->rats};
    while (from < to) {
        uint32_t end = piece_end(d->text, from, to);
        run_piece(t, &v, from, end, out);
        from = end;
    }
}
