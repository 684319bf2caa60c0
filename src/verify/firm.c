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
        if (hits[i].n && !hits[i].weak && has_figures(hits[i].ents[0]) &&
            !belongs(&cl->subject, &hits[i]))
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
    uint32_t from = cl->num_end, to = from + NEAR_AFTER;

    if (to > c->doc->text.n)
        to = (uint32_t)c->doc->text.n;
    if (names_find(c->v->names, c->doc->text, from, to, &hit, 1) == 0 || !hit.n ||
        !has_figures(hit.ents[0]) || belongs(&cl->subject, &hit) ||
        belongs(&cl->object, &hit))
        return false;
    return !has_break(str_sub(c->doc->text, from, hit.start));
}

static uint32_t block_start(const struct doc *d, const struct claim *cl)
{
    uint32_t b = cl->sentence < d->sentences.n ? d->sentences.p[cl->sentence].block : 0;

    return b < d->blocks.n ? d->blocks.p[b].start : cl->start;
}

enum reason firm_subject(struct ctx *c, const struct claim *cl, const struct who *w)
{
    const struct entref *r = &cl->subject;
    uint32_t sentence;
    bool here;

    sentence_of(c->doc, cl, &sentence);
    here = !r->carried && r->end > r->start && r->start >= sentence;
    if (cl->kind == KIND_RANK && here)
        return REASON_NONE;
    if (!here)
        return other_name(c, cl, block_start(c->doc, cl), cl->num_start)
                   ? REASON_ENTITY_UNRESOLVED
                   : REASON_NONE;
    if (name_follows(c, cl))
        return REASON_ENTITY_UNRESOLVED;
    if (w->open_set || w->top > 0) /* "it" of the platform is often a model's */
        return other_name(c, cl, sentence, cl->num_start) ? REASON_ENTITY_UNRESOLVED
                                                          : REASON_NONE;
    return other_name(c, cl, r->end, cl->num_start) ? REASON_ENTITY_UNRESOLVED
                                                    : REASON_NONE;
}

/* ---- periods ---- */

static uint32_t distance(const struct claim *cl, const struct period *p)
{
    if (p->end <= cl->num_start)
        return cl->num_start - p->end;
    return p->start >= cl->num_end ? p->start - cl->num_end : 0;
}

static bool other_days(const struct period *a, const struct period *b)
{
    return a->from != b->from || a->to != b->to;
}

/* A period in the claim's own sentence that stands nearer than its own. */
static bool nearer_period(struct ctx *c, const struct claim *cl)
{
    uint32_t at;
    struct str s = sentence_of(c->doc, cl, &at);
    bool own_here = cl->period.end > cl->period.start && cl->period.start >= at &&
                    cl->period.end <= at + s.n;

    for (size_t i = 0; i < c->claims->v.n; i++) {
        const struct period *p = &c->claims->v.p[i].period;

        if (p->end <= p->start || p->start < at || p->end > at + s.n ||
            p->from == DATE_NONE || !other_days(p, &cl->period))
            continue;
        if (!own_here || distance(cl, p) < distance(cl, &cl->period))
            return true;
    }
    return false;
}

enum reason firm_period(struct ctx *c, const struct claim *cl)
{
    return nearer_period(c, cl) ? REASON_PERIOD_UNRESOLVED : REASON_NONE;
}

/* ---- prices ---- */

static size_t find_word(struct str text, struct str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++)
        if (str_ieq(str_sub(text, at, at + word.n), word))
            return at;
    return text.n;
}

enum reason firm_metric(struct ctx *c, const struct claim *cl)
{
    const struct vocab *words = rules_vocab(c->v->rules, "verify_metric_words");
    struct str text = c->doc->text, around;

    if (!cl->measure || strncmp(cl->measure, "price", 5) != 0)
        return REASON_NONE;
    around = str_sub(text, cl->num_start > NEAR_METRIC ? cl->num_start - NEAR_METRIC : 0,
                     cl->num_end + NEAR_METRIC);
    for (size_t i = 0; words && i < words->n; i++)
        if (str_eqc(words->items[i].value, cl->measure) &&
            find_word(around, words->items[i].key) < around.n)
            return REASON_NONE;
    return REASON_METRIC_UNRESOLVED;
}
