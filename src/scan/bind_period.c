/*
 * When was it?  The period next to the number, then the sentence's, then the
 * one the paragraph, the list's lead or the heading speaks of, then the days
 * before publication.  A span that only says how long a change took ("in three
 * weeks") becomes the steps of the change.
 */
#include "scan/extractor.h"

#define NEAR_AFTER  9
#define NEAR_BEFORE 16
#define OPENING     8 /* a period among the first cells opens the sentence */

static bool in_row(const struct extractor *x)
{
    return x->doc->blocks.p[x->sent.at->block].type == BLOCK_ROW;
}

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

/* The date of a launch or a publication is no period of a number: "released
 * on February 12", "Earlier this week, Max Woolf published". */
static bool is_event(const struct extractor *x, size_t i)
{
    for (size_t k = i + 1, n = 0; k < x->sent.cells.v.n && n < 6; k++, n++) {
        enum cell_mark m = cell_at(x, k)->mark;
        if (m == CELL_VALUE || m == CELL_STOP || (m == CELL_COMMA && k > i + 1))
            break;
        if (is_wc(x, k, WC_RELEASED))
            return true;
        if (is_wc(x, k, WC_FINITE) || is_wc(x, k, WC_BREAK))
            break;
    }
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

static char step_of(const struct tag *t)
{
    return t->unit && t->unit[0] ? t->unit[0] : 0;
}

static int days_of(char unit)
{
    return unit == 'w' ? 7 : unit == 'm' ? 30 : unit == 'q' ? 91 : unit == 'y' ? 365 : 1;
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

/* The number right before a period; NO_CELL when a mark or many words part
 * them. */
static size_t owner_of(const struct extractor *x, size_t period)
{
    for (size_t k = period; k-- > 0 && period - k <= 5;) {
        enum cell_mark m = cell_at(x, k)->mark;
        if (m == CELL_VALUE)
            return k;
        if (m == CELL_STOP || m == CELL_COMMA)
            break;
    }
    return NO_CELL;
}

/* "20 percent more than in the week of March 9", "up from January": what is
 * compared with, not when it was. */
static bool is_comparator(const struct extractor *x, size_t i)
{
    const struct period *p = &cell_at(x, i)->tag->period;
    if (p->type == PERIOD_TRAILING)
        return false;
    struct str words = str_of(x->sent.cells.text.p + cell_at(x, i)->start, 6);
    if (str_ieq(words, STR("since ")))
        return true;
    for (size_t k = i; k-- > 0 && i - k <= 3;) {
        enum cell_mark m = cell_at(x, k)->mark;
        if (is_wc(x, k, WC_BASE) || (p->steps < 0 && is_wc(x, k, WC_ON)))
            return true;
        if (m == CELL_VALUE || m == CELL_STOP || m == CELL_COMMA)
            return false;
    }
    return false;
}

/* "the leader of the week before with 3.95 trillion, fell to 3.08": a look
 * back is of the numbers that stand with it. */
static bool looks_back(const struct extractor *x, size_t i, size_t v)
{
    if (cell_at(x, i)->tag->period.steps >= 0 || v == NO_CELL)
        return false;
    for (size_t k = i < v ? i : v; k < (i < v ? v : i); k++)
        if (cell_at(x, k)->mark == CELL_COMMA || cell_at(x, k)->mark == CELL_STOP)
            return true;
    return false;
}

/* Whether cell i is a period that number v can have: "up from 2% in late 2024"
 * says when the 2 % were, of no other number. */
static bool usable(const struct extractor *x, size_t i, size_t v)
{
    if (!is_period(x, i) || is_span(x, i) || is_event(x, i) || is_comparator(x, i) ||
        looks_back(x, i, v))
        return false;
    size_t owner = owner_of(x, i);
    if (owner == NO_CELL || owner == v || v == NO_CELL)
        return true;
    return !is_base(x, owner) && (v < i || x->sent.clause[owner] == x->sent.clause[v]);
}

static date_t shifted(date_t d, char unit, int steps)
{
    if (d == DATE_NONE || unit == 'm' || unit == 'q' || unit == 'y')
        return d == DATE_NONE ? d
                              : date_add_months(d, steps * (unit == 'y'   ? 12
                                                            : unit == 'q' ? 3
                                                                          : 1));
    return d + steps * (unit == 'w' ? 7 : 1);
}

/* "one day later", "a week earlier": counted from the period before it in the
 * sentence, else from the last one that was spoken of. */
static void resolve_steps(const struct extractor *x, size_t i, struct period *p)
{
    bool back = p->steps < 0 && x->talk.main.set;
    const struct period *base = back ? &x->talk.main : &x->talk.day;
    for (size_t k = i; k-- > 0;)
        if (is_period(x, k) && cell_at(x, k)->tag->period.from != DATE_NONE) {
            base = &cell_at(x, k)->tag->period;
            break;
        }
    if (p->from != DATE_NONE || !p->steps || !base->set || base->from == DATE_NONE)
        return;
    p->from = shifted(base->from, p->step_unit, p->steps);
    p->to = shifted(base->to, p->step_unit, p->steps);
    if (p->step_unit == 'd')
        p->from = p->to;
    if (p->step_unit == 'w' && base->type == PERIOD_DAY) {
        p->from = date_monday(p->from);
        p->to = p->from + 6;
    }
    p->type = p->from == p->to ? PERIOD_DAY : base->type;
    p->steps = 0;
    p->step_unit = 0;
}

/* "the previous week's 6.13 trillion": before the week that is spoken of, not
 * before today. */
static void resolve_previous(const struct extractor *x, size_t i, struct period *p)
{
    static const char *const words[] = {"previous", "prior", "preceding"};
    struct str s = cells_text(&x->sent.cells, i, i + 1);
    bool previous = false;
    for (size_t k = 0; k < ARRAY_LEN(words); k++)
        previous |= str_find(s, str_c(words[k]), 0) < s.n;
    if (!previous || (p->type != PERIOD_WEEK && p->type != PERIOD_MONTH))
        return;
    const struct period *base = &x->talk.main;
    for (size_t k = i; k-- > 0;)
        if (is_period(x, k) && cell_at(x, k)->tag->period.from != DATE_NONE) {
            base = &cell_at(x, k)->tag->period;
            break;
        }
    if (!base->set || base->from == DATE_NONE || base->to - base->from > 31)
        return;
    char unit = p->type == PERIOD_WEEK ? 'w' : 'm';
    p->from = shifted(base->from, unit, -1);
    p->to = unit == 'w' ? p->from + 6 : base->from - 1;
}

/* "the seven days to May 10". */
static void count_back(const struct extractor *x, size_t i, struct period *p)
{
    if (p->type != PERIOD_DAY || p->from == DATE_NONE || i < 2 ||
        cell_at(x, i - 1)->mark != CELL_WORD)
        return;
    size_t k = cell_at(x, i - 2)->mark == CELL_WORD && i > 2 ? i - 3 : i - 2;
    if (cell_at(x, k)->mark != CELL_PERIOD || !is_span(x, k))
        return;
    const struct tag *t = cell_at(x, k)->tag;
    if (!t->num.value || mpz_cmp_ui(mpq_denref(t->num.value), 1) != 0 || t->num.hi)
        return;
    int days = (int)mpz_get_si(mpq_numref(t->num.value)) * days_of(step_of(t));
    if (days < 2 || days > 400)
        return;
    p->from = p->to - days + 1;
    p->type = PERIOD_TRAILING;
    p->start = cell_at(x, k)->start;
}

static void take(const struct extractor *x, size_t i, struct period *p)
{
    const struct cell *cell = cell_at(x, i);
    *p = cell->tag->period;
    p->start = cell->start;
    p->end = cell->end;
    p->set = true;
    resolve_steps(x, i, p);
    count_back(x, i, p);
    resolve_previous(x, i, p);
}

/* ---- in the sentence ---- */

/* "40% open / 60% closed in March": the second number of a pair may stand
 * between. */
static bool pairs_with(const struct extractor *x, size_t v, size_t k)
{
    if (k - v > 5)
        return false;
    for (size_t i = v + 1; i < k; i++)
        if (cell_at(x, i)->mark_sym == x->slash || is_wc(x, i, WC_AND))
            return true;
    return false;
}

/* "July came to 248 trillion, June to 188": the period says when the number
 * behind it was. */
static bool leads_value(const struct extractor *x, size_t k)
{
    if (k > 0 && cell_at(x, k - 1)->mark != CELL_COMMA && !is_wc(x, k - 1, WC_AND))
        return false;
    for (size_t i = k + 1; i < x->sent.cells.v.n && i <= k + 4; i++) {
        enum cell_mark m = cell_at(x, i)->mark;
        if (m == CELL_VALUE)
            return true;
        if (m == CELL_STOP || m == CELL_COMMA || m == CELL_PERIOD)
            return false;
    }
    return false;
}

/* The period behind a number; beyond a comma only with `far`. */
static bool period_after(const struct extractor *x, size_t v, bool far, struct period *p)
{
    size_t n = x->sent.cells.v.n;
    for (size_t k = v + 1; k < n && k <= v + NEAR_AFTER; k++) {
        const struct cell *c = cell_at(x, k);
        bool period = is_period(x, k) && !is_span(x, k) && !is_event(x, k);
        if (period && !is_comparator(x, k)) {
            if (leads_value(x, k))
                return false;
            take(x, k, p);
            return true;
        }
        if (is_wc(x, k, WC_SAME))
            return false;
        bool ends = c->mark == CELL_STOP && c->mark_sym != x->lparen;
        bool turns =
            c->mark == CELL_COMMA && (!far || (k + 1 < n && !is_period(x, k + 1) &&
                                               !is_wc(x, k + 1, WC_PREPOSITION)));
        bool other = c->mark == CELL_VALUE && !pairs_with(x, v, k);
        if (other || ends || turns || is_wc(x, k, WC_BREAK))
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
        if (usable(x, k, v)) {
            take(x, k, p);
            return true;
        }
    }
    return false;
}

/* "up 25% on the week before, when Chinese models stood at 4.12 trillion". */
static bool when_period(const struct extractor *x, size_t v, struct period *p)
{
    size_t k = v;
    while (k > 0 && x->sent.clause[k - 1] == x->sent.clause[v])
        k--;
    if (!is_wc(x, k, WC_WHEN))
        return false;
    while (k > 0 &&
           (cell_at(x, k - 1)->mark == CELL_COMMA || is_wc(x, k - 1, WC_PREPOSITION)))
        k--;
    if (k == 0 || !is_period(x, k - 1) || is_span(x, k - 1))
        return false;
    take(x, k - 1, p);
    return true;
}

static bool semicolon_between(const struct extractor *x, size_t a, size_t b)
{
    for (size_t k = a < b ? a : b; k < (a < b ? b : a); k++)
        if (cell_at(x, k)->mark_sym == x->semicolon)
            return true;
    return false;
}

/* Whether a figure of the sentence has a period of its own behind cell k. */
static bool claim_since(const struct extractor *x, size_t k)
{
    if (!x->out->v.n)
        return false;
    const struct claim *c = &x->out->v.p[x->out->v.n - 1];
    return c->sentence == x->sent.index && c->period.set && !c->period.carried &&
           c->period.start > cell_at(x, k)->start;
}

/* The only period of the sentence, or the one that opens it. */
static bool sentence_period(const struct extractor *x, size_t v, struct period *p)
{
    size_t found = NO_CELL, count = 0;
    bool before_values = true;
    for (size_t k = 0; k < x->sent.cells.v.n; k++) {
        before_values &= cell_at(x, k)->mark != CELL_VALUE;
        if (!usable(x, k, v) || (k > OPENING && semicolon_between(x, k, v)))
            continue;
        if (before_values && k < v) {
            take(x, k, p);
            return true;
        }
        found = k;
        count++;
    }
    if (count != 1 || (found < v && claim_since(x, found)))
        return false;
    take(x, found, p);
    return true;
}

static bool sentence_claim_period(const struct extractor *x, size_t v, struct period *p)
{
    if (!x->out->v.n)
        return false;
    const struct claim *c = &x->out->v.p[x->out->v.n - 1];
    if (c->sentence != x->sent.index || !c->period.set || in_row(x))
        return false;
    for (size_t k = v; k-- > 0 && cell_at(x, k)->start >= c->num_end;)
        if (cell_at(x, k)->mark_sym == x->semicolon)
            return false;
    *p = c->period;
    p->steps = 0;
    p->carried = true;
    return true;
}

/* "123 trillion in May, after 97.4 trillion in April, a rise of 26 percent": a
 * change between figures of the sentence is of the later one's time. */
static bool change_period(const struct extractor *x, struct period *p)
{
    const struct claim *last = NULL, *base = NULL;
    for (size_t i = x->out->v.n; i-- > 0;) {
        const struct claim *c = &x->out->v.p[i];
        if (c->sentence != x->sent.index || in_row(x))
            break;
        if (!c->period.set || c->period.from == DATE_NONE || c->period.carried)
            continue;
        if (!last || c->period.to > last->period.to) {
            base = last;
            last = c;
        } else if (c->period.to < last->period.from && !base) {
            base = c;
        }
    }
    if (!last || !base || base->period.to >= last->period.from)
        return false;
    *p = last->period;
    p->carried = true;
    p->base_from = base->period.from;
    p->base_to = base->period.to;
    return true;
}

/* ---- carried over ---- */

/* From the same paragraph, from the line that leads a list or table to its
 * items and rows, and from there over them to what follows. */
static bool may_carry(const struct extractor *x, uint32_t from, uint32_t here)
{
    const struct block *b = x->doc->blocks.p;
    uint32_t k = here;
    while (k > from && (k == here || b[k].type == BLOCK_ITEM || b[k].type == BLOCK_ROW))
        k--;
    bool listed = b[here].type == BLOCK_ITEM || b[here].type == BLOCK_ROW;
    bool after = k + 1 < here; /* a list or table stands between */
    return from == here || (k == from && b[from].type != BLOCK_ITEM &&
                            b[from].type != BLOCK_ROW && (listed || after));
}

static bool carried_period(const struct extractor *x, struct period *p)
{
    const struct discourse *t = &x->talk;
    if (!t->period.set || !may_carry(x, t->period_block, x->sent.at->block))
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

/* The week or month that the article is about. */
static bool main_period(const struct extractor *x, struct period *p)
{
    if (!x->talk.main.set)
        return false;
    *p = x->talk.main;
    p->carried = true;
    return true;
}

static bool says_now(const struct extractor *x, size_t v)
{
    for (size_t k = v; k-- > 0 && x->sent.clause[k] == x->sent.clause[v];)
        if (is_wc(x, k, WC_NOW))
            return true;
    return false;
}

/* What a change is measured from: "up 12% from January". */
static void bind_base(const struct extractor *x, size_t v, struct period *p)
{
    for (size_t k = v + 1; k < x->sent.cells.v.n && k <= v + NEAR_AFTER + 2; k++) {
        if (cell_at(x, k)->mark == CELL_VALUE || cell_at(x, k)->mark == CELL_STOP)
            return;
        if (!is_period(x, k) || is_span(x, k) || !is_comparator(x, k))
            continue;
        struct period base;
        take(x, k, &base);
        p->base_from = base.from;
        p->base_to = base.to;
        return;
    }
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
    return k != KIND_CONTEXT_LENGTH && k != KIND_DATE && k != KIND_OTHER;
}

/* ---- steps and events ---- */

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

/* Whether v is an earlier figure or stands beside one ("from 40% open / 60%
 * closed"): 'b', a later one of the same change: 'e'; 0: no change is told. */
static char end_of_change(const struct extractor *x, size_t v)
{
    if (is_base(x, v))
        return 'b';
    char end = 0;
    for (size_t k = 0; k < v; k++)
        if (cell_at(x, k)->mark == CELL_VALUE && is_base(x, k))
            end = pairs_with(x, k, v) ? 'b' : 'e';
    return end;
}

/* "from 5 to 25 trillion in the last six months": the first was at the span's
 * begin, the second at its end. */
static void split_span(const struct extractor *x, const struct claim *c, size_t v,
                       struct period *p)
{
    bool amount = c->kind == KIND_LEVEL || c->kind == KIND_SHARE || c->kind == KIND_COUNT;
    if (!amount || p->type != PERIOD_TRAILING || p->from == DATE_NONE ||
        p->to - p->from < 35 || c->rate == RATE_MONTH)
        return;
    char end = end_of_change(x, v);
    if (!end)
        return;
    p->type = PERIOD_POINT;
    p->approximate = true;
    if (end == 'b')
        p->to = p->from;
    else
        p->from = p->to = p->to + 1;
}

static bool part_period(const struct extractor *x, struct cell_span part,
                        struct period *p)
{
    for (size_t k = part.from; part.from != NO_CELL && k < part.to; k++)
        if (is_period(x, k) && !is_span(x, k)) {
            take(x, k, p);
            return true;
        }
    return false;
}

void bind_period(struct extractor *x, const struct hit *h, struct claim *c)
{
    static const struct period none = {
        .from = DATE_NONE, .to = DATE_NONE, .base_from = DATE_NONE, .base_to = DATE_NONE};
    struct period *p = &c->period;
    *p = none;
    size_t v = value_cell(h);
    bool found = part_period(x, h->part[PART_PERIOD], p);
    if (!has_period(c->kind) && !found) {
        period_after(x, v, true, p);
        return;
    }
    bool base = is_base(x, v);
    bool change =
        c->kind == KIND_GROWTH || c->kind == KIND_MULTIPLE || c->kind == KIND_DIFFERENCE;
    found = found || event_period(x, c, v, p) || when_period(x, v, p) ||
            period_after(x, v, false, p);
    if (!found && base && sentence_period(x, v, p) && p->type != PERIOD_TRAILING)
        *p = none;
    if (!found && !base)
        found = period_before(x, v, p) || period_after(x, v, true, p) ||
                (change && change_period(x, p)) || sentence_period(x, v, p) ||
                sentence_claim_period(x, v, p) ||
                (says_now(x, v) && implied_period(x, p)) || carried_period(x, p) ||
                heading_period(x, p) || main_period(x, p) || implied_period(x, p);
    if (change) {
        bind_base(x, v, p);
        bind_steps(x, v, p);
    }
    widen_day(x, c, p);
    split_span(x, c, v, p);
}

/* Recent enough to be what the article is about. */
static bool is_topical(const struct extractor *x, const struct period *p)
{
    date_t day = x->doc->published;
    if (!p->set || p->from == DATE_NONE || p->type == PERIOD_YEAR ||
        p->type == PERIOD_POINT || p->type == PERIOD_DAY || p->to - p->from > 92)
        return false;
    return day == DATE_NONE || (p->to >= day - 60 && p->from <= day);
}

/* News is of the newest week: a look back does not change the topic. */
static bool is_newer(const struct extractor *x, const struct period *p)
{
    const struct period *old = &x->talk.main;
    bool within = p->from >= old->from && p->to <= old->to;
    bool around = p->from <= old->from && p->to >= old->to;
    return !old->set || within || (p->to > old->to && !around);
}

static void remember_main(struct extractor *x, size_t first)
{
    if (in_row(x))
        return; /* a table lists many weeks */
    for (size_t i = first; i < x->out->v.n; i++) {
        const struct claim *c = &x->out->v.p[i];
        if (c->period.carried || !has_period(c->kind) || c->kind == KIND_PRICE ||
            c->period.anchor || !is_topical(x, &c->period) || !is_newer(x, &c->period))
            continue;
        x->talk.main = c->period;
        x->talk.main.steps = 0;
        return;
    }
    for (size_t k = 0; first == x->out->v.n && k < x->sent.cells.v.n; k++) {
        struct period p;
        if (!usable(x, k, NO_CELL))
            continue;
        take(x, k, &p);
        if (is_topical(x, &p) && is_newer(x, &p))
            x->talk.main = p;
    }
}

void period_remember(struct extractor *x, size_t first)
{
    remember_main(x, first);
    for (size_t k = 0; k < x->sent.cells.v.n; k++) {
        struct period p;
        if (!is_period(x, k) || is_span(x, k))
            continue;
        take(x, k, &p);
        if (p.from != DATE_NONE && p.type <= PERIOD_RANGE && p.to - p.from < 32)
            x->talk.day = p;
        bool relative = cell_at(x, k)->tag->period.steps != 0;
        if (!usable(x, k, NO_CELL) || relative || p.type == PERIOD_DAY)
            continue;
        x->talk.period = p;
        x->talk.period_block = x->sent.at->block;
    }
}
