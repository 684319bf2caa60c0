/*
 * From a claim to its base query: the op by kind, measure and unit, the sides,
 * and how firmly all that is tied to the words.
 */
#include "verify/bind.h"

static bool is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

static bool price_measure(const struct claim *cl, enum metric *m)
{
    *m = is(cl->measure, "price_output") ? METRIC_OUTPUT : METRIC_INPUT;
    return cl->measure && strncmp(cl->measure, "price", 5) == 0;
}

static bool token_measure(const struct claim *cl)
{
    return !cl->measure || !*cl->measure || is(cl->measure, "tokens") ||
           is(cl->measure, "share");
}

void bind_loosen(struct binding *b, enum tie tie, enum reason why)
{
    if (tie <= b->tie)
        return;
    b->tie = tie;
    b->loose = why;
}

static bool has_side(const struct entref *r)
{
    return r->n > 0 || r->top > 0;
}

/* ---- op of a kind: 0 means out of scope ---- */

typedef enum op op_fn(const struct claim *cl, struct binding *b);

static enum op op_level(const struct claim *cl, struct binding *b)
{
    (void)b;
    return token_measure(cl) && is(cl->unit, "tokens") ? OP_LEVEL : OP_NONE;
}

static enum op op_share(const struct claim *cl, struct binding *b)
{
    if (!is(cl->unit, "percent"))
        b->scale_den = 100;
    return token_measure(cl) ? OP_SHARE : OP_NONE;
}

static enum op op_growth(const struct claim *cl, struct binding *b)
{
    if (price_measure(cl, &b->base.metric))
        return OP_PRICE_CUT;
    if (is(cl->measure, "share"))
        return is(cl->unit, "points") ? OP_POINTS : OP_SHARE_GROWTH;
    if (is(cl->unit, "points"))
        return OP_POINTS;
    return token_measure(cl) ? OP_GROWTH : OP_NONE;
}

static enum op op_multiple(const struct claim *cl, struct binding *b)
{
    if (price_measure(cl, &b->base.metric))
        return OP_PRICE_RATIO;
    return token_measure(cl) ? OP_RATIO : OP_NONE;
}

static enum op op_difference(const struct claim *cl, struct binding *b)
{
    (void)b;
    if (is(cl->unit, "points"))
        return OP_POINTS;
    return token_measure(cl) && is(cl->unit, "tokens") ? OP_DIFF : OP_NONE;
}

static enum op op_rank(const struct claim *cl, struct binding *b)
{
    (void)b;
    if (!token_measure(cl) && !is(cl->measure, "models"))
        return OP_NONE;
    return cl->subject.n && cl->subject.ents[0]->type == ENT_PLATFORM ? OP_RECORD
                                                                      : OP_RANK;
}

static enum op op_count(const struct claim *cl, struct binding *b)
{
    (void)b;
    if (is(cl->unit, "weeks"))
        return has_side(&cl->subject) ? OP_STREAK : OP_NONE;
    if (cl->out_of > 0 || cl->object.top > 0)
        return OP_COUNT_TOP;
    if (!is(cl->unit, "models") || !cl->subject.n ||
        cl->subject.ents[0]->type != ENT_PLATFORM)
        return OP_NONE;
    return OP_COUNT;
}

static enum op op_price(const struct claim *cl, struct binding *b)
{
    price_measure(cl, &b->base.metric);
    return is(cl->unit, "usd_per_mtok") ? OP_PRICE : OP_NONE;
}

static enum op op_price_ratio(const struct claim *cl, struct binding *b)
{
    price_measure(cl, &b->base.metric);
    if (is(cl->unit, "percent"))
        b->scale_num = 100;
    return OP_PRICE_RATIO;
}

static enum op op_context(const struct claim *cl, struct binding *b)
{
    (void)cl;
    b->base.metric = METRIC_CONTEXT;
    return OP_CONTEXT;
}

static enum op op_date(const struct claim *cl, struct binding *b)
{
    b->base.metric = METRIC_RELEASE;
    return cl->date != DATE_NONE && cl->subject.n == 1 ? OP_DATE : OP_NONE;
}

static enum op op_comparison(const struct claim *cl, struct binding *b)
{
    if (price_measure(cl, &b->base.metric))
        return cl->num.value ? OP_PRICE_RATIO : OP_PRICE_ORDER;
    if (cl->num.value)
        return is(cl->unit, "percent") ? OP_GROWTH
               : is(cl->unit, "x")     ? OP_RATIO
                                       : OP_NONE;
    return token_measure(cl) ? OP_ORDER : OP_NONE;
}

static op_fn *const ops[] = {
    [KIND_LEVEL] = op_level,
    [KIND_SHARE] = op_share,
    [KIND_GROWTH] = op_growth,
    [KIND_MULTIPLE] = op_multiple,
    [KIND_DIFFERENCE] = op_difference,
    [KIND_RANK] = op_rank,
    [KIND_COUNT] = op_count,
    [KIND_PRICE] = op_price,
    [KIND_PRICE_RATIO] = op_price_ratio,
    [KIND_CONTEXT_LENGTH] = op_context,
    [KIND_DATE] = op_date,
    [KIND_COMPARISON] = op_comparison,
    [KIND_OTHER] = NULL,
};

/* Ops that make no sense without a second side. */
static bool needs_object(enum op op)
{
    return op == OP_PRICE_RATIO || op == OP_PRICE_ORDER || op == OP_ORDER;
}

/* ---- sides ---- */

static bool bind_object(struct ctx *c, const struct claim *cl, struct binding *b)
{
    struct query *q = &b->base;
    enum reason why = REASON_NONE;

    if (q->op == OP_COUNT_TOP) {
        q->object.label = "the top";
        q->object.top = cl->out_of > 0 ? cl->out_of : cl->object.top;
        q->has_object = true;
        return true;
    }
    if (has_side(&cl->object)) {
        q->has_object = bind_who(c, &cl->object, &q->object, &why);
        q->each_object = cl->object.mode == REF_EACH;
        if (!q->has_object && needs_object(q->op))
            b->reason = why;
        else if (!q->has_object)
            bind_loosen(b, TIE_LOOSE, why);
        return b->reason == REASON_NONE;
    }
    if (needs_object(q->op))
        b->reason = REASON_ENTITY_UNRESOLVED;
    else if (cl->object.text.n && q->op == OP_SHARE)
        bind_loosen(b, TIE_LOOSE, REASON_METRIC_UNRESOLVED);
    return b->reason == REASON_NONE;
}

/* A platform or "all" as the object of a share is simply all traffic. */
static void fold_whole(struct query *q)
{
    if (q->has_object && q->object.open_set && (q->op == OP_SHARE || q->op == OP_POINTS))
        q->whole = POOL_TRAFFIC;
}

static void bind_alternatives(struct ctx *c, const struct claim *cl, int each,
                              struct binding *b)
{
    const struct entref *r = &cl->subject;
    enum reason why;

    if (r->mode != REF_ANY || each >= 0)
        return;
    for (uint32_t i = 1; i < r->n && b->n_alts < ALTS_MAX; i++) {
        struct entref one = *r;

        one.ents = r->ents + i;
        one.n = 1;
        one.text = str_c(r->ents[i]->name);
        if (bind_who(c, &one, &b->alts[b->n_alts], &why))
            b->n_alts++;
    }
}

static bool bind_subject(struct ctx *c, const struct claim *cl, int each,
                         struct binding *b)
{
    struct entref r = cl->subject;
    enum reason why = REASON_ENTITY_UNRESOLVED;

    if (each >= 0) {
        r.ents = r.ents + each;
        r.n = 1;
        r.text = str_c(r.ents[0]->name);
    }
    if (!has_side(&r)) {
        b->reason = r.type == ENT_OTHER && r.text.n ? REASON_OUT_OF_SCOPE : why;
        return false;
    }
    if (!bind_who(c, &r, &b->base.subject, &why)) {
        b->reason = why;
        return false;
    }
    bind_alternatives(c, cl, each, b);
    return true;
}

/* ---- details of single ops ---- */

static void finish_op(struct binding *b, enum hedge hedge)
{
    struct query *q = &b->base;
    static const char by[] = {
        [SET_MODELS] = 'm', [SET_AUTHORS] = 'a', [SET_COUNTRY] = 'c', [SET_ALL] = 'm'};

    q->by = by[q->subject.set];
    if (q->op == OP_COUNT_TOP)
        q->by = 'm';
    if (q->op == OP_RANK && q->has_object && q->object.set == SET_COUNTRY &&
        q->object.n == 1 && q->subject.set == SET_MODELS)
        q->within = q->object.ents[0]->id;
    if (q->op == OP_SHARE && q->subject.open_set && !q->subject.charted)
        b->reason = REASON_ENTITY_UNRESOLVED; /* the share of everything */
    if (q->op == OP_RANK && q->subject.open_set)
        b->reason = REASON_ENTITY_UNRESOLVED;
    if (q->op == OP_POINTS && q->has_object && q->object.set == SET_COUNTRY)
        b->reason = REASON_METRIC_UNRESOLVED;
    if (q->op == OP_LEVEL && hedge == HEDGE_AT_MOST && q->subject.set == SET_ALL)
        q->maximum = true;
    fold_whole(q);
}

static enum reason unfit(const struct claim *cl)
{
    if (cl->modality != MOD_FACT && cl->modality != MOD_QUOTE)
        return REASON_NOT_A_FACT;
    return ops[cl->kind] ? REASON_NONE : REASON_OUT_OF_SCOPE;
}

void bind_claim(struct ctx *c, const struct claim *cl, int each, struct binding *b)
{
    memset(b, 0, sizeof(*b));
    b->scale_num = b->scale_den = 1;
    b->subject_class = b->period_class = "any";
    b->base.window = b->base.base = (struct span){DATE_NONE, DATE_NONE};
    b->base.vintage = DATE_NONE;
    b->base.by = 'm';
    b->confidence = 100;
    b->reason = unfit(cl);
    if (b->reason != REASON_NONE)
        return;
    b->base.op = ops[cl->kind](cl, b);
    if (b->base.op == OP_NONE) {
        b->reason =
            cl->kind == KIND_PRICE ? REASON_METRIC_UNRESOLVED : REASON_OUT_OF_SCOPE;
        return;
    }
    if (!bind_subject(c, cl, each, b) || !bind_object(c, cl, b))
        return;
    b->subject_class = who_class(&b->base.subject);
    finish_op(b, cl->hedge);
    if (b->base.op == OP_STREAK && cl->num.value &&
        rat_cmp(cl->num.value, rat_i64(c->p, 500)) < 0)
        b->base.limit = (int)mpz_get_si(mpq_numref(cl->num.value)) + 2;
    if (b->reason == REASON_NONE)
        bind_windows(c, cl, b);
}
