/*
 * The day a model was listed, in UTC or as it was in Beijing (eight hours on).
 */
#include "verify/eval.h"

#define BEIJING_SECONDS (8 * 3600)

enum found eval_date(struct ctx *c, const struct query *q, struct answer *out)
{
    struct model_info m;
    struct row *row;
    enum found found;
    date_t day;

    if (q->subject.n != 1 || q->subject.set != SET_MODELS)
        return FOUND_NOTHING;
    found = cache_model(c, q->subject.ents[0], &m);
    if (found != FOUND || m.created_unix == 0)
        return found == FOUND ? FOUND_NOTHING : found;
    day = date_from_unix(m.created_unix + (q->nth[0] ? BEIJING_SECONDS : 0));
    out->d = interval_point(rat_i64(c->p, day));
    out->shown = show_date(c, day);
    row = ARENA_NEW(c->a, struct row);
    *row = (struct row){
        "models",  m.permaslug, day, day, word(c, "%lld", (long long)m.created_unix),
        m.snapshot};
    out->rows = (struct rows){row, 1, 1};
    return FOUND;
}
