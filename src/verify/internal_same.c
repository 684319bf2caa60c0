/*
 * Whether two claims of an article speak of the same thing.
 */
#include "verify/internal.h"

static bool same_word(const char *a, const char *b)
{
    if (!a || !b)
        return (!a || !*a) && (!b || !*b);
    return strcmp(a, b) == 0;
}

static bool holds(const struct entref *r, const struct entity *e)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (r->ents[i] == e)
            return true;
    return false;
}

bool same_reference(const struct entref *a, const struct entref *b)
{
    if (a->top != b->top)
        return false;
    if (a->n == 0 && b->n == 0)
        return a->text.n > 0 ? str_ieq(a->text, b->text) : a->top > 0;
    if (a->n != b->n || a->mode != b->mode)
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (!holds(b, a->ents[i]))
            return false;
    return true;
}

bool same_unit(const struct claim *a, const struct claim *b)
{
    return same_word(a->unit, b->unit) && same_word(a->measure, b->measure) &&
           a->rate == b->rate;
}

bool period_known(const struct claim *cl)
{
    return cl->period.set && cl->period.from != DATE_NONE && cl->period.to != DATE_NONE;
}

bool same_period(const struct claim *a, const struct claim *b)
{
    if (!period_known(a) || !period_known(b))
        return !a->period.set && !b->period.set;
    return a->period.from == b->period.from && a->period.to == b->period.to;
}

bool is_amount(const struct claim *cl)
{
    if (!cl->num.value || cl->modality == MOD_NEGATED || cl->modality == MOD_QUESTION)
        return false;
    switch (cl->kind) {
    case KIND_LEVEL:
    case KIND_SHARE:
    case KIND_PRICE:
    case KIND_CONTEXT_LENGTH:
        return true;
    case KIND_COUNT:
    case KIND_OTHER:
        return cl->out_of == 0 && cl->unit && *cl->unit;
    default:
        return false;
    }
}
