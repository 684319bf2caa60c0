/*
 * Fills the templates: one sentence for the verdict, one more for the cause,
 * one when the article disagrees with itself.
 */
#include "verify/explain.h"

#include "verify/style.h"

#define MAX_QUOTE 80

static const char *text(struct ctx *c, const char *key)
{
    return tables_text(&c->v->tables, c->a, key);
}

static const char *quote_of(struct ctx *c, const struct claim *cl)
{
    bool number = cl->num_end > cl->num_start;
    struct str s = number ? str_sub(c->doc->text, cl->num_start, cl->num_end)
                          : str_sub(c->doc->text, cl->start, cl->end);

    s = str_trim(s);
    if (s.n <= MAX_QUOTE)
        return arena_strdup(c->a, s);
    s.n = MAX_QUOTE;
    while (s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
        s.n--;
    return arena_printf(c->a, "%.*s...", STR_FMT(s));
}

/* "5.155T / 2.265T - 1 = 127.6%", or only the result. */
static const char *sum_of(struct ctx *c, const struct tried *r)
{
    const struct answer *a = &r->answer;

    if (!a->formula)
        return a->shown;
    if (r->spec.q.op == OP_RANK || r->spec.q.op == OP_COUNT_TOP ||
        r->spec.q.op == OP_ORDER || r->spec.q.op == OP_RECORD ||
        r->spec.q.op == OP_STREAK || r->spec.q.op == OP_PRICE_ORDER)
        return arena_printf(c->a, "%s (%s)", a->shown, a->formula);
    return arena_printf(c->a, "%s = %s", a->formula, a->shown);
}

static const char *definition_of(struct ctx *c, const struct tried *r)
{
    return spec_definition(c, &r->spec, r->answer.rows.n ? &r->answer.rows.v[0] : NULL);
}

static const char *who_of(const struct tried *r)
{
    return r->spec.q.subject.label ? r->spec.q.subject.label : "it";
}

static const char *bound_text(struct ctx *c, const struct claim *cl,
                              const struct interval *i)
{
    bool tokens = cl->unit && strcmp(cl->unit, "tokens") == 0;

    if (cl->kind == KIND_DATE || cl->kind == KIND_COMPARISON)
        return "";
    if (!i->lo && !i->hi)
        return "";
    return tokens ? show_tokens(c, i) : show_plain(c, i);
}

/* ---- verdicts ---- */

static const char *of_reading(struct ctx *c, const char *key, const struct claim *cl,
                              const struct trial *t, const struct judgement *j)
{
    const struct tried *r = &t->v[t->main], *own = r;
    struct slot slots[] = {
        {"who", who_of(r)},
        {"sum", sum_of(c, r)},
        {"definition", definition_of(c, r)},
        {"quote", quote_of(c, cl)},
        {"off", j->deviation},
        {"allowed", bound_text(c, cl, &t->allowed.ok)},
        {"own_sum", NULL},
        {"own_definition", NULL},
        {"detail", r->answer.detail},
        {"earlier", t->earlier},
    };

    for (int i = 0; i < t->n; i++)
        if (t->v[i].spec.is_default) {
            own = &t->v[i];
            break;
        }
    slots[6].value = sum_of(c, own);
    slots[7].value = definition_of(c, own);
    return tables_fill(c->a, text(c, key), slots, ARRAY_LEN(slots));
}

static const char *verdict_key(const struct claim *cl, const struct trial *t,
                               const struct judgement *j)
{
    if (t->earlier)
        return "explain.not_first";
    switch (j->verdict) {
    case VERDICT_SUPPORTED:
        return "explain.supported";
    case VERDICT_CLOSE:
        return cl->kind == KIND_DATE ? "explain.close_date" : "explain.close";
    case VERDICT_AMBIGUOUS:
        return "explain.ambiguous";
    case VERDICT_CONTRADICTED:
        return cl->num.value && j->deviation ? "explain.contradicted"
                                             : "explain.contradicted_plain";
    default:
        return "explain.straddles";
    }
}

static const char *reason_text(struct ctx *c, const struct claim *cl,
                               const struct judgement *j)
{
    const char *key = j->reason == REASON_NONE ? "none" : reason_name(j->reason);
    struct slot slots[] = {{"quote", quote_of(c, cl)}};

    return tables_fill(c->a, text(c, arena_printf(c->a, "reason.%s", key)), slots,
                       ARRAY_LEN(slots));
}

static const char *with_cause(struct ctx *c, const char *said, const struct judgement *j)
{
    struct slot slots[] = {{"cause", j->cause_text}};

    if (j->cause == CAUSE_NONE)
        return said;
    return arena_printf(
        c->a, "%s %s", said,
        tables_fill(c->a, text(c, arena_printf(c->a, "cause.%s", cause_name(j->cause))),
                    slots, ARRAY_LEN(slots)));
}

/* Names the other figures with their words and places. */
static const char *with_internal(struct ctx *c, const char *said, const struct claim *cl,
                                 const struct judgement *j)
{
    struct buf b;
    struct slot slots[] = {
        {"formula", j->internal.formula}, {"quote", quote_of(c, cl)}, {"others", NULL}};
    const char *others;

    if (j->internal.status != INTERNAL_INCONSISTENT)
        return said;
    buf_init(&b, 2048);
    for (uint32_t i = 0; i < j->internal.n_claims; i++) {
        const struct claim *o = &c->claims->v.p[j->internal.claims[i]];

        buf_addf(&b, "%s\"%s\" (c%u)", i ? ", " : "", quote_of(c, o),
                 (unsigned)j->internal.claims[i] + 1);
    }
    others = arena_strdup(c->a, buf_str(&b));
    buf_release(&b);
    slots[2].value = others;
    return arena_printf(
        c->a, "%s %s", said,
        tables_fill(c->a,
                    text(c, j->internal.n_claims ? "explain.inconsistent"
                                                 : "explain.inconsistent_list"),
                    slots, ARRAY_LEN(slots)));
}

void explain(struct ctx *c, const struct claim *cl, const struct trial *t,
             struct judgement *j)
{
    const char *said;

    if (!t || t->n == 0 ||
        (j->verdict == VERDICT_INSUFFICIENT && j->reason != REASON_DATA_STRADDLES &&
         j->reason != REASON_PARTIAL_PERIOD))
        said = reason_text(c, cl, j);
    else
        said = of_reading(c, verdict_key(cl, t, j), cl, t, j);
    said = with_cause(c, said, j);
    j->explanation = with_internal(c, said, cl, j);
}

/* ---- suggestion ---- */

static const char *hedged(struct ctx *c, const struct claim *cl, const char *number)
{
    bool keep = cl->hedge == HEDGE_ABOUT || cl->hedge == HEDGE_NEARLY;

    return keep ? arena_printf(c->a, "%s %s", text(c, "hedge.about"), number) : number;
}

void suggest(struct ctx *c, const struct claim *cl, const struct trial *t,
             struct judgement *j)
{
    const struct tried *r;
    const char *number;
    struct slot slots[3] = {{"number", NULL}, {"definition", NULL}, {"quote", NULL}};

    if (!t || t->n == 0 || t->earlier || cl->kind == KIND_COMPARISON)
        return;
    r = &t->v[t->main];
    if (j->verdict == VERDICT_AMBIGUOUS) {
        slots[1].value = definition_of(c, r);
        slots[2].value = quote_of(c, cl);
        j->suggestion = tables_fill(c->a, text(c, "suggest.ambiguous"), slots, 3);
        return;
    }
    if (j->verdict != VERDICT_CONTRADICTED && j->verdict != VERDICT_CLOSE)
        return;
    number = style_number(c, cl, &r->d);
    if (!number || strcmp(number, quote_of(c, cl)) == 0)
        return;
    j->suggestion = hedged(c, cl, number);
}

/* ---- confidence ---- */

void confidence(struct ctx *c, const struct claim *cl, const struct trial *t,
                struct judgement *j)
{
    int binding = 97;

    j->confidence_extraction = cl->confidence;
    if (!t || t->n == 0) {
        j->confidence_binding = 0;
        return;
    }
    binding -= cl->subject.carried ? 7 : 0;
    binding -= cl->period.carried ? 7 : 0;
    binding -= cl->period.approximate ? 10 : 0;
    binding -= t->binding.n_alts ? 25 : 0;
    binding -= t->v[t->main].spec.is_default ? 0 : 20;
    if (t->binding.tie != TIE_FIRM &&
        binding > tables_limit(&c->v->tables, "weak_confidence"))
        binding = tables_limit(&c->v->tables, "weak_confidence");
    j->confidence_binding = binding;
}
