/*
 * The ways from figures to figures: a change from two amounts, a ratio or a
 * difference of two sides, a share from part and whole, a total from its
 * parts, a count from the list it introduces, a figure said twice.
 */
#include "verify/internal.h"

#include "verify/bind.h"

typedef struct interval combine_fn(struct rats *p, const struct interval *a,
                                   const struct interval *b);

static const struct claim *claim_at(const struct graph *g, uint32_t i)
{
    return &g->c->claims->v.p[i];
}

static uint32_t n_claims(const struct graph *g)
{
    return (uint32_t)g->c->claims->v.n;
}

/* A figure as the sums show it. */
static const char *show_claim(const struct graph *g, uint32_t i)
{
    const struct claim *cl = claim_at(g, i);
    const char *u = cl->unit ? cl->unit : "",
               *plain = rat_human(g->c->a, cl->num.value, 6);

    if (strcmp(u, "percent") == 0 || strcmp(u, "points") == 0)
        return arena_printf(g->c->a, "%s%%", rat_decimal(g->c->a, cl->num.value));
    if (strncmp(u, "usd", 3) == 0)
        return arena_printf(g->c->a, "$%s", plain);
    return plain;
}

/* ---- arithmetic ---- */

static bool positive(const struct interval *i)
{
    return i->lo && rat_sgn(i->lo) > 0;
}

static struct interval percent_change(struct rats *p, const struct interval *a,
                                      const struct interval *b)
{
    struct interval r = over(p, a, b);

    r = times(p, &r, 100, 1);
    return shift(p, &r, -100);
}

static struct interval increase(struct rats *p, const struct interval *a,
                                const struct interval *b)
{
    struct interval r = over(p, a, b);

    return shift(p, &r, -1);
}

static struct interval percent_of(struct rats *p, const struct interval *a,
                                  const struct interval *b)
{
    struct interval r = over(p, a, b);

    return times(p, &r, 100, 1);
}

/* A ratio is a plain number, a difference is in the unit of its sides. */
static const char *show_amount(const struct graph *g, uint32_t like,
                               const struct interval *i)
{
    bool tokens = claim_at(g, like)->kind == KIND_LEVEL &&
                  claim_at(g, g->at)->kind == KIND_DIFFERENCE;

    return tokens ? show_tokens(g->c, i) : show_plain(g->c, i);
}

struct way {
    combine_fn *combine;
    const char *text; /* format of the two figures */
    const char *unit; /* behind the result */
    bool divides;
};
static const struct way way_growth = {percent_change, "%s / %s - 1", "%", true};
static const struct way way_ratio = {over, "%s / %s", "", true};
static const struct way way_increase = {increase, "%s / %s - 1", "", true};
static const struct way way_percent = {percent_of, "%s / %s", "%", true};
static const struct way way_difference = {minus, "%s - %s", "", false};

static void consider_two(struct graph *g, const struct way *w, uint32_t a, uint32_t b,
                         bool strong)
{
    struct tuple t = {.src = {a, b}, .n = 2, .strong = strong};
    struct interval printed[2] = {interval_point(claim_at(g, a)->num.value),
                                  interval_point(claim_at(g, b)->num.value)};
    struct interval result; /* of the numbers as printed, for the eye */
    struct arena *mem = g->c->a;

    if (w->divides && (!positive(&g->d[a]) || !positive(&g->d[b])))
        return;
    t.d = w->combine(g->c->p, &g->d[a], &g->d[b]);
    t.formula = strcmp(w->text, "%s - %s") == 0
                    ? arena_printf(mem, "%s - %s", show_claim(g, a), show_claim(g, b))
                    : arena_printf(mem, "%s / %s%s", show_claim(g, a), show_claim(g, b),
                                   strstr(w->text, "- 1") ? " - 1" : "");
    result = w->combine(g->c->p, &printed[0], &printed[1]);
    t.shown =
        *w->unit ? show_percent(g->c, &result, w->unit) : show_amount(g, a, &result);
    graph_consider(g, &t);
}

/* ---- a change from two amounts of the same thing ---- */

static bool is_change(const struct claim *cl)
{
    if (cl->kind == KIND_GROWTH)
        return true;
    return (cl->kind == KIND_MULTIPLE || cl->kind == KIND_DIFFERENCE) &&
           cl->object.n == 0;
}

static bool same_sentence(const struct graph *g, uint32_t i)
{
    return claim_at(g, i)->sentence == claim_at(g, g->at)->sentence;
}

/* An amount whose change the derived claim can be. */
static bool changes(const struct graph *g, uint32_t i)
{
    const struct claim *cl = claim_at(g, i), *at = claim_at(g, g->at);
    bool nameless = !at->subject.n && !at->subject.text.n;

    if (i == g->at || !is_amount(cl))
        return false;
    if (at->kind == KIND_DIFFERENCE && strcmp(at->unit ? at->unit : "", "points") != 0 &&
        strcmp(at->unit ? at->unit : "", cl->unit ? cl->unit : "") != 0)
        return false;
    if (at->kind == KIND_DIFFERENCE && strcmp(at->unit ? at->unit : "", "points") == 0 &&
        cl->kind != KIND_SHARE)
        return false;
    return same_reference(&cl->subject, &at->subject) ||
           (nameless && same_sentence(g, i));
}

static bool span_is(const struct claim *cl, struct span s)
{
    return cl->period.from == s.from && cl->period.to == s.to;
}

/* The later amount stands at the derived claim's own period and the earlier
 * one where its words (or the usual step) say. */
static bool at_stated_times(const struct graph *g, const struct claim *now,
                            const struct claim *then)
{
    const struct claim *at = claim_at(g, g->at);
    struct span w = {now->period.from, now->period.to};
    int steps = at->period.steps;

    if (!period_known(at) || at->period.to != now->period.to)
        return false;
    if (at->period.base_from != DATE_NONE && at->period.base_to != DATE_NONE)
        return span_is(then, (struct span){at->period.base_from, at->period.base_to});
    if (steps == 0)
        return then->period.to + 1 == now->period.from && span_days(&w) > 1;
    return span_is(then, span_back(w, steps, at->period.step_unit)) && steps == 1;
}

static const struct way *change_way(const struct claim *cl)
{
    if (cl->kind == KIND_GROWTH)
        return strcmp(cl->unit ? cl->unit : "", "points") == 0 ? &way_difference
                                                               : &way_growth;
    return cl->kind == KIND_MULTIPLE ? &way_ratio : &way_difference;
}

/* Two shares are of the same whole. */
static bool same_whole(const struct claim *a, const struct claim *b)
{
    if (a->kind != KIND_SHARE)
        return true;
    if (!a->object.n && !a->object.top && !a->object.text.n)
        return !b->object.n && !b->object.top && !b->object.text.n;
    return same_reference(&a->object, &b->object);
}

static void consider_change(struct graph *g, uint32_t now, uint32_t then, bool strong)
{
    const struct claim *at = claim_at(g, g->at);

    if (!same_unit(claim_at(g, now), claim_at(g, then)) ||
        claim_at(g, now)->kind != claim_at(g, then)->kind ||
        !same_whole(claim_at(g, now), claim_at(g, then)))
        return;
    if (at->kind == KIND_MULTIPLE && at->higher_than)
        consider_two(g, &way_increase, now, then, strong);
    consider_two(g, change_way(at), now, then, strong);
}

static uint32_t amounts_in_sentence(const struct graph *g)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < n_claims(g); i++)
        n += is_amount(claim_at(g, i)) && same_sentence(g, i);
    return n;
}

static void consider_pair(struct graph *g, uint32_t now, uint32_t then, bool only_two)
{
    const struct claim *a = claim_at(g, now), *b = claim_at(g, then);
    bool here = same_sentence(g, now) && same_sentence(g, then);
    bool near = g->block[now] == g->block[g->at] && g->block[then] == g->block[g->at];

    if (period_known(a) && period_known(b) && a->period.from != b->period.from) {
        if (a->period.from > b->period.from &&
            (near || at_stated_times(g, a, b) || here ||
             claim_at(g, g->at)->period.steps > 0))
            consider_change(g, now, then, at_stated_times(g, a, b) || (here && only_two));
    } else if (here || near) {
        consider_change(g, now, then, false);
    }
}

/* Two unordered amounts in the sentence and nothing else: one of the orders
 * has to fit. */
static void find_change(struct graph *g)
{
    uint32_t pair[2], here = 0;
    bool only_two = amounts_in_sentence(g) == 2;

    for (uint32_t a = 0; a < n_claims(g); a++) {
        if (!changes(g, a))
            continue;
        if (same_sentence(g, a) && here < 2)
            pair[here++] = a;
        for (uint32_t b = 0; b < n_claims(g); b++)
            if (b != a && changes(g, b))
                consider_pair(g, a, b, only_two);
    }
    if (here == 2 && only_two && g->status == INTERNAL_NONE) {
        consider_change(g, pair[0], pair[1], false);
        consider_change(g, pair[1], pair[0], false);
        if (g->status == INTERNAL_NONE)
            consider_change(g, pair[claim_at(g, g->at)->falls],
                            pair[!claim_at(g, g->at)->falls], true);
    }
}

/* ---- two sides ---- */

static bool fits_side(const struct graph *g, uint32_t i, const struct entref *side)
{
    const struct claim *cl = claim_at(g, i), *at = claim_at(g, g->at);

    if (i == g->at || !is_amount(cl) || cl->kind == KIND_SHARE ||
        !same_reference(&cl->subject, side))
        return false;
    if (at->kind == KIND_PRICE_RATIO)
        return cl->kind == KIND_PRICE && strcmp(cl->measure ? cl->measure : "",
                                                at->measure ? at->measure : "") == 0;
    return period_known(cl) && period_known(at) ? same_period(cl, at)
                                                : g->block[i] == g->block[g->at];
}

static uint32_t count_side(const struct graph *g, const struct entref *side)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < n_claims(g); i++)
        n += fits_side(g, i, side) && g->block[i] == g->block[g->at];
    return n;
}

static void find_sides(struct graph *g, const struct way *w)
{
    const struct claim *at = claim_at(g, g->at);
    bool unique = count_side(g, &at->subject) == 1 && count_side(g, &at->object) == 1;

    for (uint32_t a = 0; a < n_claims(g); a++) {
        if (!fits_side(g, a, &at->subject))
            continue;
        for (uint32_t b = 0; b < n_claims(g); b++) {
            bool strong = unique && g->block[a] == g->block[g->at] &&
                          g->block[b] == g->block[g->at];

            if (a == b || !fits_side(g, b, &at->object) ||
                !same_unit(claim_at(g, a), claim_at(g, b)))
                continue;
            if (at->higher_than && w == &way_ratio)
                consider_two(g, &way_increase, a, b, false);
            if (w->divides && w != &way_percent)
                consider_two(g, w, b, a, false);
            consider_two(g, w, a, b, strong);
        }
    }
}

/* ---- a total from its parts ---- */

static bool is_part(const struct graph *g, uint32_t i, const struct entity *e)
{
    const struct claim *cl = claim_at(g, i), *at = claim_at(g, g->at);

    return i != g->at && is_amount(cl) && cl->kind == at->kind && cl->subject.n == 1 &&
           cl->subject.ents[0] == e && same_unit(cl, at) && same_period(cl, at);
}

static void find_total(struct graph *g)
{
    const struct claim *at = claim_at(g, g->at);
    struct tuple t = {.n = 0, .strong = true};
    struct interval sum = interval_point(rat_new(g->c->p)), shown;
    rat printed = rat_new(g->c->p);
    const char *text = "";

    if (at->subject.n < 2 || at->subject.n > TUPLE_MAX || at->subject.mode != REF_SUM)
        return;
    for (uint32_t k = 0; k < at->subject.n; k++) {
        uint32_t i = 0;

        while (i < n_claims(g) && !is_part(g, i, at->subject.ents[k]))
            i++;
        if (i == n_claims(g) || !g->d[i].lo || !g->d[i].hi)
            return;
        t.src[t.n++] = i;
        sum = interval_add(g->c->p, &sum, &g->d[i]);
        printed = rat_add(g->c->p, printed, claim_at(g, i)->num.value);
        text = arena_printf(g->c->a, "%s%s%s", text, k ? " + " : "", show_claim(g, i));
    }
    t.d = sum;
    t.formula = text;
    shown = interval_point(printed);
    t.shown = show_tokens(g->c, &shown);
    graph_consider(g, &t);
}

/* ---- "four of the top five" and its list ---- */

static void find_list(struct graph *g)
{
    const struct claim *at = claim_at(g, g->at);
    const struct doc *d = g->c->doc;
    int items = 0;
    struct tuple t = {.n = 0, .strong = true};

    for (size_t i = 0; i < d->blocks.n; i++)
        items += d->blocks.p[i].type == BLOCK_ITEM && d->blocks.p[i].level <= 1 &&
                 d->blocks.p[i].lead == (int32_t)g->block[g->at];
    if (items < 2 || items == at->out_of)
        return;
    t.d = interval_point(rat_i64(g->c->p, items));
    t.formula = arena_printf(g->c->a, "the list has %d items", items);
    graph_consider(g, &t);
}

/* ---- the same figure said twice ---- */

static bool same_figure(const struct graph *g, uint32_t i)
{
    const struct claim *a = claim_at(g, i), *b = claim_at(g, g->at);
    bool sides = same_reference(&a->subject, &b->subject) &&
                 (same_reference(&a->object, &b->object) ||
                  (!a->object.n && !b->object.n && !a->object.top && !b->object.top));

    return a->kind == b->kind && sides && same_unit(a, b) && a->num.value &&
           a->out_of == b->out_of && a->sentence != b->sentence &&
           a->period.anchor == b->period.anchor;
}

static bool firmly_dated(const struct claim *cl)
{
    return period_known(cl) && !cl->period.approximate && !cl->subject.carried;
}

static bool in_heading(const struct graph *g, uint32_t i)
{
    enum block_type t;

    if (g->block[i] >= g->c->doc->blocks.n)
        return false;
    t = g->c->doc->blocks.p[g->block[i]].type;
    return t == BLOCK_TITLE || t == BLOCK_HEADING;
}

static void find_twice(struct graph *g)
{
    const struct claim *at = claim_at(g, g->at);

    for (uint32_t i = 0; i < n_claims(g); i++) {
        const struct claim *cl = claim_at(g, i);
        struct tuple t = {.src = {i}, .n = 1};

        if (i == g->at || !same_figure(g, i) || !same_period(cl, at) ||
            !interval_disjoint(&g->d[i], &g->d[g->at]))
            continue;
        t.strong = firmly_dated(cl) && firmly_dated(at) &&
                   (at->kind == KIND_LEVEL || at->kind == KIND_SHARE ||
                    in_heading(g, i) != in_heading(g, g->at)) &&
                   at->kind != KIND_GROWTH && at->kind != KIND_OTHER;
        t.d = g->d[i];
        t.formula =
            arena_printf(g->c->a, "%s said elsewhere of the same", show_claim(g, i));
        graph_consider(g, &t);
    }
}

void graph_find(struct graph *g)
{
    const struct claim *at = claim_at(g, g->at);

    if (is_change(at))
        find_change(g);
    if (at->object.n && (at->kind == KIND_MULTIPLE || at->kind == KIND_PRICE_RATIO))
        find_sides(g, &way_ratio);
    if (at->object.n && at->kind == KIND_DIFFERENCE)
        find_sides(g, &way_difference);
    if (at->kind == KIND_SHARE && (at->object.n || at->object.top))
        find_sides(g, &way_percent);
    if (at->kind == KIND_LEVEL || at->kind == KIND_SHARE || at->kind == KIND_OTHER)
        find_total(g);
    if (at->kind == KIND_COUNT && at->out_of > 0)
        find_list(g);
    if (g->status == INTERNAL_NONE && at->modality == MOD_FACT)
        find_twice(g);
}
