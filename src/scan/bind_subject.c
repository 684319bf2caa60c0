/*
 * Whose number is it?  First what stands next to it ("for closed models", "the
 * U.S.'s", "Claude (19%)"), then the subject of its clause, then of the clause
 * before, the list's lead line or the table row, then the sentence before.
 */
#include "scan/extractor.h"

#define NEAR_AFTER 7 /* cells after a number in which its owner may stand */

static const struct mention *mention_at(const struct extractor *x, size_t i)
{
    return &x->sent.mentions.p[i];
}

/* ---- entrefs ---- */

static void ref_words(struct extractor *x, struct entref *r, size_t from, size_t to)
{
    struct str s = cells_text(&x->sent.cells, from, to);
    r->text = s;
    r->start = s.n ? x->sent.cells.v.p[from].start : 0;
    r->end = s.n ? x->sent.cells.v.p[to - 1].end : 0;
}

static bool between_has(const struct extractor *x, size_t from, size_t to,
                        enum word_class wc)
{
    for (size_t i = from; i < to && i < x->sent.cells.v.n; i++)
        if (is_wc(x, i, wc))
            return true;
    return false;
}

static enum ref_mode list_mode(const struct extractor *x, size_t head, size_t end)
{
    size_t from = mention_at(x, head)->from, to = mention_at(x, end - 1)->to;
    size_t lo = from > 3 ? from - 3 : 0;
    if (between_has(x, lo, x->sent.cells.v.n, WC_SUM))
        return REF_SUM;
    if (between_has(x, lo, to + 6, WC_EACH))
        return REF_EACH;
    return REF_SUM;
}

/* The whole list that the mention heads or is in. */
static void ref_list(struct extractor *x, struct entref *r, size_t i)
{
    size_t head = mention_at(x, i)->list, end = mention_list_end(x, head);
    uint32_t n = 0;
    for (size_t k = head; k < end; k++)
        n += mention_at(x, k)->n ? 1 : 0;
    r->ents = ARENA_ARRAY(&x->out->arena, const struct entity *, n + 1);
    for (size_t k = head; k < end; k++)
        if (mention_at(x, k)->n)
            r->ents[r->n++] = mention_at(x, k)->ents[0];
    r->type = mention_at(x, head)->type;
    r->mode = list_mode(x, head, end);
    ref_words(x, r, mention_at(x, head)->from, mention_at(x, end - 1)->to);
}

static void ref_mention(struct extractor *x, struct entref *r, size_t i)
{
    memset(r, 0, sizeof(*r));
    const struct mention *m = mention_at(x, i);
    if (mention_list_end(x, m->list) - m->list > 1) {
        ref_list(x, r, i);
        return;
    }
    ref_words(x, r, m->from, m->to);
    r->type = m->type;
    r->ents = m->ents;
    r->n = m->n;
    r->top = m->top;
    r->mode = m->mode;
    r->carried = m->anaphor;
}

static void ref_other(struct extractor *x, struct entref *r, size_t from, size_t to)
{
    memset(r, 0, sizeof(*r));
    r->type = ENT_OTHER;
    ref_words(x, r, from, to);
}

/* A captured part: its name if it holds one, else its words. */
static bool ref_part(struct extractor *x, struct entref *r, struct cell_span p)
{
    if (p.from == NO_CELL || p.to <= p.from)
        return false;
    for (size_t i = 0; i < x->sent.mentions.n; i++)
        if (mention_at(x, i)->from >= p.from && mention_at(x, i)->from < p.to) {
            ref_mention(x, r, i);
            return true;
        }
    ref_other(x, r, p.from, p.to);
    return true;
}

/* ---- places ---- */

static size_t value_cell(const struct hit *h)
{
    return h->value != NO_CELL ? h->value : h->from;
}

static bool same_clause(const struct extractor *x, size_t a, size_t b)
{
    return x->sent.clause[a] == x->sent.clause[b];
}

/* "Half of all tokens on the platform went to Chinese models". */
static bool goes_to(struct extractor *x, size_t v, struct entref *r)
{
    for (size_t k = v + 1; k + 1 < x->sent.cells.v.n && same_clause(x, v, k); k++) {
        if (x->sent.cells.v.p[k].mark == CELL_VALUE)
            return false;
        if (!is_wc(x, k, WC_GOES_TO) || is_wc(x, k + 1, WC_GOES_TO))
            continue;
        for (size_t i = 0; i < x->sent.mentions.n; i++)
            if (mention_at(x, i)->from > k && mention_at(x, i)->from <= k + 3) {
                ref_mention(x, r, i);
                return true;
            }
    }
    return false;
}

/* "30.9% for closed models", "47% from the U.S.", "61% went to Chinese ones". */
static bool owner_after(struct extractor *x, const struct hit *h, struct entref *r)
{
    size_t v = value_cell(h);
    for (size_t i = 0; i < x->sent.mentions.n; i++) {
        const struct mention *m = mention_at(x, i);
        if (m->from <= v)
            continue;
        if (m->from > v + NEAR_AFTER || !same_clause(x, v, m->from))
            return false;
        size_t b = m->from;
        while (b > v + 1 && !is_wc(x, b - 1, WC_FOR) && m->from - b < 2 &&
               !is_wc(x, b - 1, WC_PREPOSITION))
            b--;
        for (size_t k = v + 1; k < m->from; k++)
            if (x->sent.cells.v.p[k].mark == CELL_VALUE)
                return false;
        if (b > v + 1 && is_wc(x, b - 1, WC_FOR)) {
            ref_mention(x, r, i);
            return true;
        }
    }
    return false;
}

/* The name right before the number: "the U.S.'s 2.94 trillion", "Claude (19%)",
 * "Opus at $25", "GLM 5: 780 billion". */
static bool owner_before(struct extractor *x, const struct hit *h, struct entref *r)
{
    size_t v = value_cell(h);
    for (size_t i = x->sent.mentions.n; i-- > 0;) {
        const struct mention *m = mention_at(x, i);
        if (m->to > v)
            continue;
        size_t gap = v - m->to;
        if (gap > 4)
            return false;
        bool linked = true, stop = false;
        for (size_t k = m->to; k < v; k++) {
            const struct cell *c = &x->sent.cells.v.p[k];
            stop |= c->mark == CELL_STOP || c->mark == CELL_COMMA;
            linked &= c->mark != CELL_VALUE && !is_wc(x, k, WC_FINITE);
        }
        bool opens = m->from <= 3; /* "All of OpenRouter: 13.6 trillion" */
        if (!linked || (m->source && !m->possessive) || (m->beaten && !m->possessive) ||
            (stop && m->object && !opens))
            return false;
        if (!stop && !m->possessive && m->object)
            return false;
        ref_mention(x, r, i);
        return true;
    }
    return false;
}

/* ---- clause subjects ---- */

/* ", the rest almost 57 trillion": a noun right before the number. */
static bool verbless_subject(struct extractor *x, size_t from, size_t v, struct entref *r)
{
    const struct cell *c = x->sent.cells.v.p;
    while (from < v && (c[from].mark != CELL_WORD || is_wc(x, from, WC_AND) ||
                        is_wc(x, from, WC_BREAK)))
        from++;
    size_t to = from;
    while (to < v && c[to].mark == CELL_WORD)
        to++;
    bool hedged = to + 1 == v && c[to].mark == CELL_HEDGE;
    if (to - from < 2 || to - from > 5 || (to != v && !hedged) ||
        !cell_has(&x->sent.cells, from, x->the))
        return false;
    ref_other(x, r, from, to);
    return true;
}

/* A name within the subject's words owns it when the head is a model or an
 * amount: "Language models built in China", "Usage of Kimi K2.5"; in
 * "Programming on OpenRouter" it does not. */
static bool named_inside(struct extractor *x, size_t from, size_t to, struct entref *r)
{
    bool head = false;
    for (size_t i = from; i < to && !head && !is_wc(x, i, WC_PREPOSITION); i++)
        head = is_wc(x, i, WC_TOKENS) || is_wc(x, i, WC_KINDS);
    for (size_t i = 0; head && i < x->sent.mentions.n; i++) {
        const struct mention *m = mention_at(x, i);
        if (m->from < from || m->from >= to || m->source)
            continue;
        ref_mention(x, r, i);
        return true;
    }
    return false;
}

/* "a rise", "the cost": what looks like a verb is a noun behind a determiner. */
static bool is_verb(const struct extractor *x, size_t from, size_t i)
{
    return is_wc(x, i, WC_FINITE) && !(i > from && is_wc(x, i - 1, WC_DETERMINER));
}

/* The plain words before the clause's verb, when no name stands there:
 * "Programming workloads now account for".  Words that only point back or name
 * an amount ("that", "the month", "weekly volume") are no subject of their own. */
static bool plain_subject(struct extractor *x, size_t v, struct entref *r)
{
    const struct cell *c = x->sent.cells.v.p;
    size_t from = v;
    while (from > 0 && same_clause(x, from - 1, v))
        from--;
    size_t verb = from;
    while (verb < v && !is_verb(x, from, verb))
        verb++;
    if (verb >= v)
        return verbless_subject(x, from, v, r);
    while (from < verb && (c[from].mark == CELL_STOP || c[from].mark == CELL_COMMA ||
                           is_wc(x, from, WC_BREAK) || is_wc(x, from, WC_AND)))
        from++;
    if (from >= verb || verb - from > 10 || is_wc(x, from, WC_PREPOSITION))
        return false;
    if (named_inside(x, from, verb, r))
        return true;
    bool own = false;
    for (size_t i = from; i < verb; i++) {
        if (c[i].mark == CELL_STOP || c[i].mark == CELL_COMMA)
            return false;
        own |= !is_wc(x, i, WC_GENERIC) && !is_wc(x, i, WC_DETERMINER) &&
               !is_wc(x, i, WC_TOKENS);
    }
    if (!own || verb - from > 8)
        return false;
    ref_other(x, r, from, verb);
    return true;
}

/* The best owner among the names of one clause before cell `v`: the last one
 * that is no object, source or loser of a comparison. */
static bool clause_subject(struct extractor *x, uint8_t clause, size_t v,
                           struct entref *r)
{
    for (size_t i = x->sent.mentions.n; i-- > 0;) {
        const struct mention *m = mention_at(x, i);
        if (m->from >= v || x->sent.clause[m->from] != clause)
            continue;
        if (m->object || m->beaten || m->source)
            continue;
        ref_mention(x, r, i);
        return true;
    }
    return false;
}

static bool sentence_subject(struct extractor *x, size_t v, struct entref *r)
{
    uint8_t clause = x->sent.clause[v];
    if (clause_subject(x, clause, v, r))
        return true;
    if (plain_subject(x, v, r))
        return true;
    for (size_t i = v; i-- > 0;) {
        if (x->sent.clause[i] == clause)
            continue;
        clause = x->sent.clause[i];
        if (clause_subject(x, clause, v, r) || plain_subject(x, i, r))
            return true;
    }
    return false;
}

/* "At 7.36 trillion tokens, Chinese usage was ...": the subject comes after. */
static bool subject_later(struct extractor *x, const struct hit *h, struct entref *r)
{
    size_t v = value_cell(h);
    for (size_t i = 0; i < x->sent.mentions.n; i++) {
        const struct mention *m = mention_at(x, i);
        if (m->from < v || m->object || m->source || m->beaten)
            continue;
        for (size_t k = v + 1; k < m->from; k++)
            if (x->sent.cells.v.p[k].mark == CELL_VALUE)
                return false;
        ref_mention(x, r, i);
        return true;
    }
    return false;
}

/* An object is better than nothing: "tokens of Chinese models reached 5.16T". */
static bool object_subject(struct extractor *x, const struct hit *h, struct entref *r)
{
    size_t v = value_cell(h);
    for (size_t i = x->sent.mentions.n; i-- > 0;) {
        const struct mention *m = mention_at(x, i);
        if (m->from < v && !m->source && same_clause(x, m->from, v)) {
            ref_mention(x, r, i);
            return true;
        }
    }
    return false;
}

static bool carried_subject(struct extractor *x, struct entref *r)
{
    if (!x->talk.subject.text.n)
        return false;
    *r = x->talk.subject;
    r->start = r->end = 0;
    r->carried = true;
    return true;
}

/* The name or words after a number that a preposition of this class leads. */
static bool object_after(struct extractor *x, size_t v, enum word_class wc,
                         struct entref *r)
{
    size_t lead = NO_CELL, n = x->sent.cells.v.n;
    for (size_t k = v + 1; k < n && k < v + 14; k++) {
        const struct cell *cell = &x->sent.cells.v.p[k];
        if (cell->mark == CELL_VALUE || (cell->mark == CELL_STOP && k > v + 1) ||
            is_wc(x, k, WC_GOES_TO))
            break;
        if (is_wc(x, k, wc) && lead == NO_CELL)
            lead = k;
        if (lead == NO_CELL)
            continue;
        for (size_t i = 0; i < x->sent.mentions.n; i++)
            if (mention_at(x, i)->from <= k && k < mention_at(x, i)->to) {
                ref_mention(x, r, i);
                return true;
            }
    }
    if (lead == NO_CELL)
        return false;
    size_t to = lead + 1;
    while (to < n && to < lead + 7 && x->sent.cells.v.p[to].mark == CELL_WORD &&
           !is_wc(x, to, WC_FINITE) && !is_wc(x, to, WC_BREAK) &&
           !is_wc(x, to, WC_GOES_TO))
        to++;
    if (to == lead + 1)
        return false;
    ref_other(x, r, lead + 1, to);
    return true;
}

void bind_subject(struct extractor *x, const struct hit *h, struct claim *c)
{
    struct entref *r = &c->subject;
    bool owned = c->kind == KIND_LEVEL || c->kind == KIND_SHARE ||
                 c->kind == KIND_PRICE || c->kind == KIND_OTHER;
    if (h->rule->whole) { /* "5.3 of 8.7 trillion": the whole is its own matter */
        if (!owner_after(x, h, r) && !object_after(x, value_cell(h), WC_WHOLE, r))
            memset(r, 0, sizeof(*r));
        return;
    }
    bool row = x->sent.row.from != NO_CELL && ref_part(x, r, x->sent.row);
    bool found = row || ref_part(x, r, h->part[PART_SUBJECT]) ||
                 (owned && (goes_to(x, value_cell(h), r) || owner_after(x, h, r))) ||
                 owner_before(x, h, r) || sentence_subject(x, value_cell(h), r) ||
                 subject_later(x, h, r) || object_subject(x, h, r) ||
                 carried_subject(x, r);
    if (!found)
        memset(r, 0, sizeof(*r));
}

/* ---- objects ---- */

static bool beaten_one(struct extractor *x, const struct hit *h, struct entref *r)
{
    for (size_t i = 0; i < x->sent.mentions.n; i++)
        if (mention_at(x, i)->beaten && mention_at(x, i)->from < value_cell(h)) {
            ref_mention(x, r, i);
            return true;
        }
    return false;
}

void bind_object(struct extractor *x, const struct hit *h, struct claim *c)
{
    struct entref *r = &c->object;
    memset(r, 0, sizeof(*r));
    if (ref_part(x, r, h->part[PART_OBJECT]))
        return;
    size_t v = value_cell(h);
    switch (c->kind) {
    case KIND_SHARE:
        object_after(x, v, WC_WHOLE, r);
        break;
    case KIND_COMPARISON:
    case KIND_MULTIPLE:
    case KIND_PRICE_RATIO:
    case KIND_DIFFERENCE:
        if (!object_after(x, v, WC_THAN, r))
            beaten_one(x, h, r);
        break;
    default:
        break;
    }
}

/* ---- respectively ---- */

static size_t cell_of(const struct extractor *x, const struct claim *c)
{
    size_t i = 0;
    while (i < x->sent.cells.v.n && x->sent.cells.v.p[i].start < c->num_start)
        i++;
    return i;
}

/* "recorded 1.94 trillion and 1.88 trillion": the numbers stand side by side. */
static bool side_by_side(const struct extractor *x, const struct claim *claims, size_t n)
{
    for (size_t k = 1; k < n; k++) {
        size_t a = cell_of(x, &claims[k - 1]), b = cell_of(x, &claims[k]);
        if (claims[k].kind != claims[0].kind || b <= a || b - a > 3)
            return false;
        for (size_t i = a + 1; i < b; i++)
            if (x->sent.cells.v.p[i].mark != CELL_COMMA &&
                !cell_has(&x->sent.cells, i, x->and_word) &&
                x->sent.cells.v.p[i].mark != CELL_HEDGE)
                return false;
    }
    return true;
}

static void give_each(struct extractor *x, size_t list, struct claim *claims, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const struct mention *m = mention_at(x, list + k);
        struct entref *r = &claims[k].subject;
        memset(r, 0, sizeof(*r));
        ref_words(x, r, m->from, m->to);
        r->type = m->type;
        r->ents = m->ents;
        r->n = m->n;
        r->mode = m->mode;
    }
}

/* A list of as many names as there are numbers side by side behind it. */
static bool give_side_by_side(struct extractor *x, struct claim *claims, size_t n)
{
    for (size_t i = 0; i < x->sent.mentions.n; i++) {
        size_t end = mention_list_end(x, i), size = end - i;
        if (size < 2 || mention_at(x, i)->list != i)
            continue;
        size_t to = mention_at(x, end - 1)->to, first = 0;
        while (first < n && cell_of(x, &claims[first]) < to)
            first++;
        if (first + size > n || !side_by_side(x, claims + first, size) ||
            (first + size < n && side_by_side(x, claims + first, size + 1)))
            continue;
        give_each(x, i, claims + first, size);
        return true;
    }
    return false;
}

void bind_respectively(struct extractor *x, struct claim *claims, size_t n)
{
    size_t at = 0;
    while (at < x->sent.cells.v.n && !is_wc(x, at, WC_RESPECTIVELY))
        at++;
    if (n < 2 || give_side_by_side(x, claims, n) || at == x->sent.cells.v.n)
        return;
    for (size_t i = 0; i < x->sent.mentions.n; i++) {
        size_t end = mention_list_end(x, i);
        if (end - i != n)
            continue;
        give_each(x, i, claims, n);
        return;
    }
}
