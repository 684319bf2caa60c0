/*
 * The names of what a claim is made of, and the list of claims itself.
 */
#include "scan/claim.h"

static const char *const kinds[] = {
    [KIND_LEVEL] = "level",
    [KIND_SHARE] = "share",
    [KIND_GROWTH] = "growth",
    [KIND_MULTIPLE] = "multiple",
    [KIND_DIFFERENCE] = "difference",
    [KIND_RANK] = "rank",
    [KIND_COUNT] = "count",
    [KIND_PRICE] = "price",
    [KIND_PRICE_RATIO] = "price_ratio",
    [KIND_CONTEXT_LENGTH] = "context_length",
    [KIND_DATE] = "date",
    [KIND_COMPARISON] = "comparison",
    [KIND_OTHER] = "other",
};
static const char *const hedges[] = {
    [HEDGE_EXACT] = "exact",     [HEDGE_ABOUT] = "about",       [HEDGE_NEARLY] = "nearly",
    [HEDGE_OVER] = "over",       [HEDGE_AT_LEAST] = "at_least", [HEDGE_UNDER] = "under",
    [HEDGE_AT_MOST] = "at_most",
};
static const char *const periods[] = {
    [PERIOD_DAY] = "day",       [PERIOD_WEEK] = "week",   [PERIOD_MONTH] = "month",
    [PERIOD_QUARTER] = "range", [PERIOD_YEAR] = "year",   [PERIOD_TRAILING] = "trailing",
    [PERIOD_RANGE] = "range",   [PERIOD_POINT] = "point",
};
static const char *const modalities[] = {
    [MOD_FACT] = "fact",         [MOD_FORECAST] = "forecast",
    [MOD_TARGET] = "target",     [MOD_CONDITIONAL] = "conditional",
    [MOD_QUESTION] = "question", [MOD_NEGATED] = "negated",
    [MOD_QUOTE] = "quote",
};

static int find(const char *const *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eqc(name, names[i]))
            return (int)i;
    return -1;
}

const char *claim_kind_name(enum claim_kind k)
{
    return kinds[k];
}

int claim_kind_of(struct str name)
{
    return find(kinds, ARRAY_LEN(kinds), name);
}

const char *hedge_name(enum hedge h)
{
    return hedges[h];
}

int hedge_of(struct str name)
{
    return find(hedges, ARRAY_LEN(hedges), name);
}

const char *period_type_name(enum period_type t)
{
    return periods[t];
}

const char *modality_name(enum modality m)
{
    return modalities[m];
}

void claims_init(struct claims *c)
{
    memset(c, 0, sizeof(*c));
    arena_init(&c->arena);
    c->rats = rats_new();
}

void claims_clear(struct claims *c)
{
    VEC_CLEAR(&c->v);
    VEC_CLEAR(&c->losers);
    arena_clear(&c->arena);
    rats_clear(c->rats);
    c->numerals = 0;
}

void claims_release(struct claims *c)
{
    VEC_FREE(&c->v);
    VEC_FREE(&c->losers);
    arena_release(&c->arena);
    rats_free(c->rats);
    memset(c, 0, sizeof(*c));
}
