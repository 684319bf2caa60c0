/*
 * When was it?  The period next to the number, then the sentence's, then the
 * one the paragraph, the list's lead or the heading speaks of, then the days
 * before publication.  A span that only says how long a change took ("in three
 * weeks") becomes the steps of the change.
 */
#include "scan/extractor.h"

#define NEAR_AFTER  9
#define NEAR_BEFORE 16

static size_t value_cell(const struct hit *h)
{
    return h->value != NO_CELL ? h->value : h->from;
}

static const struct cell *cell_at(const struct extractor *x, size_t i)
{
    return &x->sent.cells.v.p[i];
}

static bool is_period(const struct extractor *x, size_t i)
{
    return cell_at(x, i)->mark == CELL_PERIOD;
}

/* The date of a launch or a publication is no period of a number. */
static bool is_event(const struct extractor *x, size_t i)
{
    for (size_t k = i > 4 ? i - 4 : 0; k < i; k++)
        if (is_wc(x, k, WC_LAUNCH) && x->sent.clause[k] == x->sent.clause[i])
            return true;
    return false;
}

/* "in three weeks": says how long, not when. */
static bool is_span(const struct extractor *x, size_t i)
{
    const struct tag *t = cell_at(x, i)->tag;
    return t->type == TAG_DURATION && t->period.from == DATE_NONE;
}

static bool usable(const struct extractor *x, size_t i)
{
    return is_period(x, i) && !is_span(x, i) && !is_event(x, i);
}

static void take(const struct extractor *x, size_t i, struct period *p)
{
    const struct cell *cell = cell_at(x, i);
    *p = cell->tag->period;
    p->start = cell->start;
    p->end = cell->end;
    p->set = true;
}

/* ---- in the sentence ---- */

static bool period_after(const struct extractor *x, size_t v, struct period *p)
{
    size_t n = x->sent.cells.v.n;
    for (size_t k = v + 1; k < n && k <= v + NEAR_AFTER; k++) {
        const struct cell *c = cell_at(x, k);
        if (usable(x, k)) {
            take(x, k, p);
            return true;
        }
        if (is_wc(x, k, WC_SAME))
            return false;
        bool ends = c->mark == CELL_STOP && c->mark_sym != x->lparen;
        bool turns = c->mark == CELL_COMMA && k + 1 < n && !is_period(x, k + 1) &&
                     !is_wc(x, k + 1, WC_PREPOSITION);
        if (c->mark == CELL_VALUE || ends || turns || is_wc(x, k, WC_BREAK))
            return false;
    }
    return false;
}

static bool period_before(const struct extractor *x, size_t v, struct period *p)
{
    for (size_t k = v, n = 0; k-- > 0 && n < NEAR_BEFORE; n++) {
        if (cell_at(x, k)->mark == CELL_VALUE || cell_at(x, k)->mark_sym == x->semicolon)
            return false;
        if (is_wc(x, k, WC_SAME))
            return false;
        if (usable(x, k)) {
            take(x, k, p);
            return true;
        }
    }
    return false;
}

/* "from 9.1%": an earlier figure, for which the sentence's period is wrong. */
static bool is_base(const struct extractor *x, size_t v)
{
    for (size_t k = v; k-- > 0 && v - k <= 3;) {
        if (is_wc(x, k, WC_FROM))
            return true;
        if (cell_at(x, k)->mark != CELL_HEDGE && cell_at(x, k)->mark != CELL_WORD)
            return false;
    }
    return false;
}

/* The only period of the sentence, or the one that opens it. */
static bool sentence_period(const struct extractor *x, size_t v, struct period *p)
{
    size_t found = NO_CELL, count = 0;
    bool before_values = true;
    for (size_t k = 0; k < x->sent.cells.v.n; k++) {
        before_values &= cell_at(x, k)->mark != CELL_VALUE;
        if (!usable(x, k))
            continue;
        if (before_values && k < v) {
            take(x, k, p);
            return true;
        }
        found = k;
        count++;
    }
    if (count != 1)
        return false;
    take(x, found, p);
    return true;
}

static bool sentence_claim_period(const struct extractor *x, struct period *p)
{
    if (!x->out->v.n)
        return false;
    const struct claim *c = &x->out->v.p[x->out->v.n - 1];
    if (c->sentence != x->sent.index || !c->period.set)
        return false;
    *p = c->period;
    p->steps = 0;
    p->carried = true;
    return true;
}

/* ---- carried over ---- */

static bool carried_period(const struct extractor *x, struct period *p)
{
    const struct discourse *t = &x->talk;
    if (!t->period.set)
        return false;
    uint32_t here = x->sent.at->block, there = t->period_block;
    for (uint32_t b = there + 1; b < here; b++) /* only a list may stand between */
        if (x->doc->blocks.p[b].type != BLOCK_ITEM &&
            x->doc->blocks.p[b].type != BLOCK_ROW)
            return false;
    bool list = there != here &&
                x->doc->blocks.p[here > 0 ? here - 1 : 0].type != BLOCK_ITEM &&
                x->doc->blocks.p[here].type != BLOCK_ITEM;
    if (list)
        return false;
    *p = t->period;
    p->carried = true;
    return true;
}

static bool heading_period(const struct extractor *x, struct period *p)
{
    if (!x->talk.heading_period.set)
        return false;
    *p = x->talk.heading_period;
    p->carried = true;
    return true;
}

/* Without any words the days up to publication are meant. */
static bool implied_period(const struct extractor *x, struct period *p)
{
    if (x->doc->published == DATE_NONE)
        return false;
    memset(p, 0, sizeof(*p));
    p->from = p->to = x->doc->published;
    p->base_from = p->base_to = DATE_NONE;
    p->type = PERIOD_POINT;
    p->set = p->carried = true;
    return true;
}

static bool has_period(enum claim_kind k)
{
    return k != KIND_PRICE && k != KIND_PRICE_RATIO && k != KIND_CONTEXT_LENGTH &&
           k != KIND_DATE && k != KIND_OTHER;
}

/* ---- steps and events ---- */

static char step_of(const struct tag *t)
{
    return t->unit && t->unit[0] ? t->unit[0] : 0;
}

static int days_of(char unit)
{
    return unit == 'w' ? 7 : unit == 'm' ? 30 : unit == 'q' ? 91 : unit == 'y' ? 365 : 1;
}

/* "up 127% in three weeks" in the week of Feb 16-22: three weeks to Feb 22. */
static void bind_steps(const struct extractor *x, size_t v, struct period *p)
{
    for (size_t k = v + 1; k < x->sent.cells.v.n && k < v + 7; k++) {
        if (cell_at(x, k)->mark == CELL_VALUE || cell_at(x, k)->mark == CELL_STOP)
            return;
        if (!is_period(x, k) || !is_span(x, k))
            continue;
        const struct tag *t = cell_at(x, k)->tag;
        if (!t->num.value || mpz_cmp_ui(mpq_denref(t->num.value), 1) != 0)
            return;
        p->steps = (int)mpz_get_si(mpq_numref(t->num.value));
        p->step_unit = step_of(t);
        if (p->set && p->from != DATE_NONE && p->step_unit == 'w' && p->steps > 1)
            p->from = p->to - 7 * p->steps + 1;
        return;
    }
}

/* "weekly tokens ... as of April 5": the seven days to April 5. */
static void widen_day(const struct extractor *x, const struct claim *c, struct period *p)
{
    if (!p->set || p->type != PERIOD_DAY || p->from == DATE_NONE)
        return;
    size_t n = x->sent.cells.v.n;
    bool week = c->rate == RATE_WEEK, month = c->rate == RATE_MONTH;
    for (size_t k = 0; k < n && !week && !month && c->rate == RATE_NONE; k++) {
        week = is_wc(x, k, WC_WEEKLY);
        month = is_wc(x, k, WC_MONTHLY);
        if (is_wc(x, k, WC_DAILY))
            return;
    }
    if (!week && !month)
        return;
    p->from = p->to - (week ? 6 : 29);
    p->type = PERIOD_TRAILING;
}

static bool anchor_window(const struct extractor *x, size_t k, struct period *p)
{
    const struct cell *c = cell_at(x, k);
    if (c->mark == CELL_VALUE && c->tag->type == TAG_ORDINAL &&
        is_wc(x, k + 1, WC_WEEKLY) && c->tag->num.value) {
        int n = (int)mpz_get_si(mpq_numref(c->tag->num.value));
        p->anchor_from = (n - 1) * 7;
        p->anchor_to = n * 7 - 1;
        p->end = cell_at(x, k + 1)->end;
    } else if (c->mark == CELL_PERIOD && is_span(x, k) && c->tag->num.value &&
               (is_wc(x, k + 1, WC_AFTER) || is_wc(x, k + 1, WC_PREPOSITION)) &&
               (is_wc(x, k + 2, WC_LAUNCH) || is_wc(x, k + 3, WC_LAUNCH))) {
        int n = (int)mpz_get_si(mpq_numref(c->tag->num.value)) * days_of(step_of(c->tag));
        bool after = is_wc(x, k + 1, WC_AFTER);
        p->anchor_from = after ? n : 0;
        p->anchor_to = n;
        p->end = cell_at(x, k + 2)->end;
    } else {
        return false;
    }
    p->start = c->start;
    return true;
}

/* "in its second week", "a day after launch": counted from the listing day of
 * the model that is spoken of. */
static bool event_period(const struct extractor *x, const struct claim *c, size_t v,
                         struct period *p)
{
    const struct entity *model = c->subject.n == 1 ? c->subject.ents[0] : NULL;
    if (!model || model->type != ENT_MODEL)
        return false;
    struct period out = {.from = DATE_NONE,
                         .to = DATE_NONE,
                         .type = PERIOD_RANGE,
                         .base_from = DATE_NONE,
                         .base_to = DATE_NONE,
                         .anchor = model};
    size_t from = v > 8 ? v - 8 : 0;
    for (size_t k = from; k + 1 < x->sent.cells.v.n && k < v + NEAR_AFTER; k++) {
        if (k == v || !anchor_window(x, k, &out))
            continue;
        out.set = true;
        if (model->created != DATE_NONE) {
            out.from = model->created + out.anchor_from;
            out.to = model->created + out.anchor_to;
        }
        if (out.anchor_from == out.anchor_to)
            out.type = PERIOD_DAY;
        *p = out;
        return true;
    }
    return false;
}

void bind_period(struct extractor *x, const struct hit *h, struct claim *c)
{
    struct period *p = &c->period;
    *p = (struct period){
        .from = DATE_NONE, .to = DATE_NONE, .base_from = DATE_NONE, .base_to = DATE_NONE};
    size_t v = value_cell(h);
    struct cell_span part = h->part[PART_PERIOD];
    bool found = false;
    for (size_t k = part.from; part.from != NO_CELL && k < part.to && !found; k++)
        if (is_period(x, k) && !is_span(x, k)) {
            take(x, k, p);
            found = true;
        }
    if (!has_period(c->kind) && !found) {
        period_after(x, v, p);
        return;
    }
    bool base = is_base(x, v);
    found = found || event_period(x, c, v, p) || period_after(x, v, p);
    if (!found && !base)
        found = period_before(x, v, p) || sentence_period(x, v, p) ||
                sentence_claim_period(x, p) || carried_period(x, p) ||
                heading_period(x, p) || implied_period(x, p);
    if (c->kind == KIND_GROWTH || c->kind == KIND_MULTIPLE || c->kind == KIND_DIFFERENCE)
        bind_steps(x, v, p);
    widen_day(x, c, p);
}

void period_remember(struct extractor *x)
{
    for (size_t k = 0; k < x->sent.cells.v.n; k++) {
        if (!usable(x, k))
            continue;
        take(x, k, &x->talk.period);
        x->talk.period_block = x->sent.at->block;
    }
}
