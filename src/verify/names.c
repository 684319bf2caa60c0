/*
 * The words of the JSON report for verdicts, reasons, directions and causes,
 * and the life of a judgement set.
 */
#include "verify/verdict.h"

const char *verdict_name(enum verdict v)
{
    static const char *const names[] = {
        [VERDICT_SUPPORTED] = "supported",       [VERDICT_CLOSE] = "close",
        [VERDICT_CONTRADICTED] = "contradicted", [VERDICT_AMBIGUOUS] = "ambiguous",
        [VERDICT_INSUFFICIENT] = "insufficient",
    };

    return names[v];
}

const char *reason_name(enum reason r)
{
    static const char *const names[] = {
        [REASON_NONE] = NULL,
        [REASON_NO_SERIES] = "no_series",
        [REASON_PERIOD_NOT_COVERED] = "period_not_covered",
        [REASON_PARTIAL_PERIOD] = "partial_period",
        [REASON_PERIOD_UNRESOLVED] = "period_unresolved",
        [REASON_ENTITY_UNRESOLVED] = "entity_unresolved",
        [REASON_METRIC_UNRESOLVED] = "metric_unresolved",
        [REASON_OUT_OF_SCOPE] = "out_of_scope",
        [REASON_DATA_STRADDLES] = "data_straddles",
        [REASON_NOT_A_FACT] = "not_a_fact",
    };

    return names[r];
}

const char *direction_name(enum direction d)
{
    static const char *const names[] = {
        [DIR_NONE] = NULL,
        [DIR_OVERSTATED] = "overstated",
        [DIR_UNDERSTATED] = "understated",
        [DIR_WRONG_ORDER] = "wrong_order",
        [DIR_WRONG_SIGN] = "wrong_sign",
    };

    return names[d];
}

const char *cause_name(enum cause c)
{
    static const char *const names[] = {
        [CAUSE_NONE] = NULL,
        [CAUSE_SCALE_SLIP] = "scale_slip",
        [CAUSE_PERCENT_POINTS] = "percent_points",
        [CAUSE_N_MINUS_ONE] = "n_minus_one",
        [CAUSE_OTHER_PERIOD] = "other_period",
        [CAUSE_OTHER_ENTITY] = "other_entity",
        [CAUSE_OTHER_METRIC] = "other_metric",
        [CAUSE_WEEK_DEFINITION] = "week_definition",
        [CAUSE_TRUNCATED] = "truncated",
        [CAUSE_TRANSPOSED] = "transposed",
        [CAUSE_STALE_SNAPSHOT] = "stale_snapshot",
    };

    return names[c];
}

void judgements_init(struct judgements *j)
{
    memset(j, 0, sizeof(*j));
    arena_init(&j->arena);
    j->rats = rats_new();
    j->as_of = DATE_NONE;
}

void judgements_clear(struct judgements *j)
{
    arena_clear(&j->arena);
    rats_clear(j->rats);
    j->v = NULL;
    j->n = 0;
    j->as_of = DATE_NONE;
}

void judgements_release(struct judgements *j)
{
    arena_release(&j->arena);
    rats_free(j->rats);
    j->rats = NULL;
    j->v = NULL;
    j->n = 0;
}
