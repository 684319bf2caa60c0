/*
 * Looks at the words between a number and what it is bound to: is there
 * another name, another period, another price that stands nearer?
 */
#include "verify/firm.h"

#define MAX_HITS    64
#define NEAR_AFTER  40 /* bytes behind a number in which "for X" may follow */
#define NEAR_METRIC 30 /* bytes around a price in which "input" or "output" stands */

static struct str sentence_of(const struct doc *d, const struct claim *cl, uint32_t *at)
{
    const struct sentence *s;

    *at = cl->start;
    if (cl->sentence >= d->sentences.n)
        return STR_NONE;
    s = &d->sentences.p[cl->sentence];
    *at = s->start;
    return str_sub(d->text, s->start, s->end);
}

/* ---- names ---- */

static bool same_id(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* The same entity, or the lab whose model it is ("Moonshot AI's Kimi K2.5"). */
static bool related(const struct entity *a, const struct entity *b)
{
    if (a == b)
        return true;
    if (a->type == ENT_AUTHOR && same_id(a->id, b->author))
        return true;
    if (b->type == ENT_AUTHOR && same_id(b->id, a->author))
        return true;
    return same_id(a->author, b->author) && a->type != b->type;
}

static bool has_figures(const struct entity *e)
{
    return e->type == ENT_MODEL || e->type == ENT_AUTHOR || e->type == ENT_COUNTRY ||
           e->type == ENT_GROUP;
}

static bool belongs(const struct entref *r, const struct name_hit *h)
{
    for (uint32_t i = 0; i < h->n; i++)
        for (uint32_t k = 0; k < r->n; k++)
            if (related(h->ents[i], r->ents[k]))
                return true;
    return false;
}

/* Another name than the subject's (or object's) in text[from, to). */
static bool other_name(struct ctx *c, const struct claim *cl, uint32_t from, uint32_t to)
{
    struct name_hit hits[MAX_HITS];
    size_t n;

    if (to <= from)
        return false;
    n = names_find(c->v->names, c->doc->text, from, to, hits, MAX_HITS);
    for (size_t i = 0; i < n; i++)
        if (hits[i].n && has_figures(hits[i].ents[0]) && !belongs(&cl->subject, &hits[i]))
            return true;
    return false;
}

static bool has_break(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(",;:.()", s.p[i]) || (unsigned char)s.p[i] >= 0x80)
            return true;
    return false;
}

/* "3.15 trillion for models from the United States" bound to somebody else. */
static bool name_follows(struct ctx *c, const struct claim *cl)
{
    struct name_hit hit;
    struct str gap;
    uint32_t from = cl->num_end, to = from + NEAR_AFTER;

    if (to > c->doc->text.n)
        to = (uint32_t)c->doc->text.n;
    if (names_find(c->v->names, c->doc->text, from, to, &hit, 1) == 0 || !hit.n ||
        !has_figures(hit.ents[0]) || belongs(&cl->subject, &hit) ||
        belongs(&cl->object, &hit))
        return false;
    gap = str_sub(c->doc->text, from, hit.start);
    return !has_break(gap) && str_find(gap, STR(" and "), 0) == gap.n;
}

/* Where words can stand that a pronoun reaches back to: the paragraph before. */
static uint32_t reach_start(const struct doc *d, const struct claim *cl)
{
    uint32_t b = cl->sentence < d->sentences.n ? d->sentences.p[cl->sentence].block : 0;

    if (b > 0 && b <= d->blocks.n)
        b--;
    return b < d->blocks.n ? d->blocks.p[b].start : cl->start;
}

static struct str word_before(struct str text, uint32_t at)
{
    uint32_t to = at, from;

    while (to > 0 && text.p[to - 1] == ' ')
        to--;
    for (from = to; from > 0 && text.p[from - 1] >= 'A'; from--)
        ;
    return str_sub(text, from, to);
}

/* "it", "on OpenRouter", "OpenRouter's chart": the platform is only the place,
 * the number is probably somebody else's. */
static bool is_aside(struct ctx *c, const struct entref *r)
{
    const struct vocab *words = rules_vocab(c->v->rules, "verify_aside_words");
    struct str text = c->doc->text, before = word_before(text, r->start);

    if (r->carried || (r->end < text.n && text.p[r->end] == '\''))
        return true;
    for (size_t i = 0; words && i < words->n; i++)
        if (str_ieq(words->items[i].key, before))
            return true;
    return false;
}

/* The subject's words hold its name; "the figure" and "they" do not. */
static bool is_named(struct ctx *c, const struct entref *r)
{
    struct name_hit hits[8];
    size_t n = names_find(c->v->names, c->doc->text, r->start, r->end, hits, 8);

    for (size_t i = 0; i < n; i++)
        if (belongs(r, &hits[i]))
            return true;
    return n == 0 && r->top > 0;
}

/* "It" after a sentence that names its subject and nobody else. */
static bool just_named(struct ctx *c, const struct claim *cl)
{
    struct entref before = cl->subject;
    const struct doc *d = c->doc;

    if (cl->sentence == 0 || cl->sentence >= d->sentences.n)
        return false;
    before.start = d->sentences.p[cl->sentence - 1].start;
    before.end = cl->num_start;
    return is_named(c, &before) && !other_name(c, cl, before.start, before.end);
}

static bool is_loose(struct ctx *c, const struct claim *cl, const struct who *w)
{
    const struct entref *r = &cl->subject;
    uint32_t sentence;
    bool everything = w->open_set || w->top > 0, here;

    sentence_of(c->doc, cl, &sentence);
    here = !r->carried && r->end > r->start && r->start >= sentence && is_named(c, r);
    if (everything && r->end > r->start && is_aside(c, r))
        return true;
    if (!here && everything)
        return true;
    if (!here && just_named(c, cl))
        return false;
    if (!here)
        return other_name(c, cl, reach_start(c->doc, cl), cl->num_start);
    if (cl->kind == KIND_RANK)
        return false;
    return name_follows(c, cl) ||
           other_name(c, cl, everything ? sentence : r->end, cl->num_start);
}

enum reason firm_subject(struct ctx *c, const struct claim *cl, const struct who *w)
{
    return is_loose(c, cl, w) ? REASON_ENTITY_UNRESOLVED : REASON_NONE;
}

/* Without what lies beyond a comma, a bracket, a slash or an "and". */
static struct str cut_at_break(struct str s, bool from_end)
{
    size_t and_at = str_find(s, STR(" and "), 0);

    if (!from_end && and_at < s.n)
        s = str_sub(s, 0, and_at);
    for (size_t i = 0; i < s.n; i++) {
        size_t at = from_end ? s.n - 1 - i : i;

        bool slash = s.p[at] == '/' && at > 0 && s.p[at - 1] == ' '; /* "$3 / $15" */

        if (slash || strchr(",;:()", s.p[at]))
            return from_end ? str_sub(s, at + 1, s.n) : str_sub(s, 0, at);
    }
    return s;
}

/* ---- periods ---- */

#define ADJACENT 15 /* bytes between a number and its own period */

static bool is_adjacent(struct str text, const struct claim *cl)
{
    const struct period *p = &cl->period;
    struct str gap = p->end <= cl->num_start ? str_sub(text, p->end, cl->num_start)
                                             : str_sub(text, cl->num_end, p->start);

    return gap.n <= ADJACENT && !has_break(gap) &&
           str_find(gap, STR(" and "), 0) == gap.n;
}

/* "20 percent more than in the week of March 9": the period of the other side. */
static bool is_compared(struct ctx *c, const struct claim *cl)
{
    const struct vocab *words = rules_vocab(c->v->rules, "verify_compare_words");
    struct str gap;

    if (cl->period.start <= cl->num_end)
        return false;
    gap = str_sub(c->doc->text, cl->num_end, cl->period.start);
    for (size_t i = 0; words && i < words->n; i++)
        if (has_word(gap, words->items[i].key))
            return true;
    return false;
}

/* The sentence names a month that the period's own words do not hold. */
static bool other_month(struct ctx *c, const struct claim *cl, uint32_t from, uint32_t to)
{
    const struct vocab *months = rules_vocab(c->v->rules, "months");
    struct str text = c->doc->text;

    for (uint32_t at = from; months && at < to;) {
        uint32_t end = at;

        while (end < to && ((text.p[end] | 0x20) >= 'a' && (text.p[end] | 0x20) <= 'z'))
            end++;
        if (end > at && (end <= cl->period.start || at >= cl->period.end) &&
            end - at > 3 && text.p[at] < 'a')
            for (size_t i = 0; i < months->n; i++)
                if (str_ieq(months->items[i].key, str_sub(text, at, end)))
                    return true;
        at = end + 1;
    }
    return false;
}

static bool other_days(const struct period *a, const struct period *b)
{
    return a->from != b->from || a->to != b->to;
}

/* Another claim of the sentence has words of its own for other days. */
static bool other_period(struct ctx *c, const struct claim *cl, uint32_t from,
                         uint32_t to)
{
    for (size_t i = 0; i < c->claims->v.n; i++) {
        const struct period *p = &c->claims->v.p[i].period;

        if (p->end > p->start && p->start >= from && p->end <= to &&
            p->from != DATE_NONE && other_days(p, &cl->period))
            return true;
    }
    return false;
}

/* "had 2.66 trillion a week earlier": the period is of the number next to it. */
static bool other_number_between(struct ctx *c, const struct claim *cl)
{
    for (size_t i = 0; i < c->claims->v.n; i++) {
        const struct claim *o = &c->claims->v.p[i];

        if (o != cl && o->num_start >= cl->num_end && o->num_end <= cl->period.start &&
            o->num_end > o->num_start)
            return true;
    }
    return false;
}

#define NEAR_BASE 24 /* bytes before a number in which "from" makes it a base */

/* "up from 36.1 trillion", "against 9.8 trillion": the figure of another time. */
bool firm_base(struct ctx *c, const struct claim *cl)
{
    const struct vocab *words = rules_vocab(c->v->rules, "verify_compare_words");
    uint32_t from = cl->num_start > NEAR_BASE ? cl->num_start - NEAR_BASE : 0;
    struct str near = cut_at_break(str_sub(c->doc->text, from, cl->num_start), true);

    for (size_t i = 0; words && i < words->n; i++)
        if (has_word(near, words->items[i].key))
            return true;
    return false;
}

/* "The week before", "a year ago": another time than the article's own. */
static bool has_table_word(struct ctx *c, const char *table, struct str text)
{
    const struct vocab *words = rules_vocab(c->v->rules, table);

    for (size_t i = 0; words && i < words->n; i++)
        if (has_word(text, words->items[i].key))
            return true;
    return false;
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* Days counted from something else ("a week earlier"), or the sentence speaks
 * of another time than the one that was carried into it. */
static bool is_relative(struct ctx *c, const struct claim *cl, struct str sentence,
                        bool here)
{
    struct str words = str_sub(c->doc->text, cl->period.start, cl->period.end);

    if (here)
        return !has_digit(words) && has_table_word(c, "verify_other_times", words);
    return has_table_word(c, "verify_other_times", sentence);
}

enum reason firm_period(struct ctx *c, const struct claim *cl)
{
    uint32_t from, to;
    struct str s = sentence_of(c->doc, cl, &from);
    bool here = cl->period.end > cl->period.start && cl->period.start >= from;

    to = from + (uint32_t)s.n;
    if (here && is_adjacent(c->doc->text, cl) && !is_relative(c, cl, s, here))
        return REASON_NONE;
    return (here && (is_compared(c, cl) || other_number_between(c, cl))) ||
                   firm_base(c, cl) || is_relative(c, cl, s, here) ||
                   other_period(c, cl, from, to) || other_month(c, cl, from, to)
               ? REASON_PERIOD_UNRESOLVED
               : REASON_NONE;
}

bool firm_alone(struct ctx *c, const struct claim *cl)
{
    uint32_t from, to;
    struct str s = sentence_of(c->doc, cl, &from);

    to = from + (uint32_t)s.n;
    if (cl->subject.carried || cl->subject.end <= cl->subject.start ||
        cl->subject.start < from || cl->period.carried || cl->period.start < from ||
        cl->period.end > to || other_name(c, cl, from, to))
        return false;
    for (size_t i = 0; i < c->claims->v.n; i++) {
        const struct claim *o = &c->claims->v.p[i];

        if (o != cl && o->sentence == cl->sentence && o->num.value)
            return false;
    }
    return true;
}

/* ---- prices ---- */

/* The word that says which price stands right behind the number ("$5 per
 * million input tokens", "$5 in") or right before it ("output price of $25"). */
static bool has_side_word(struct ctx *c, struct str text, const char *measure)
{
    const struct vocab *words = rules_vocab(c->v->rules, "verify_metric_words");

    for (size_t i = 0; words && i < words->n; i++)
        if (str_eqc(words->items[i].value, measure) &&
            has_word(text, words->items[i].key))
            return true;
    return false;
}

enum reason firm_metric(struct ctx *c, const struct claim *cl)
{
    struct str text = c->doc->text, before, after;
    uint32_t from = cl->num_start > NEAR_METRIC ? cl->num_start - NEAR_METRIC : 0;

    if (!cl->measure || strncmp(cl->measure, "price_", 6) != 0)
        return REASON_METRIC_UNRESOLVED;
    before = cut_at_break(str_sub(text, from, cl->num_start), true);
    after = cut_at_break(str_sub(text, cl->num_start, cl->num_end + NEAR_METRIC), false);
    return has_side_word(c, after, cl->measure) || has_side_word(c, before, cl->measure)
               ? REASON_NONE
               : REASON_METRIC_UNRESOLVED;
}
