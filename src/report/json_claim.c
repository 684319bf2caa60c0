/*
 * One claim as JSON: what the article says (claim_*), then what the data say
 * (judged_*).  Extraction alone stops after the first half.
 */
#include "report/json_claim.h"

#include "report/facts.h"

static void claim_span(struct json *j, const struct doc *d, const struct claim *c)
{
    struct position p = doc_position(d, c->start, c->end);
    json_key(j, "span");
    json_open(j, '{');
    json_kint(j, "start", (int64_t)p.start);
    json_kint(j, "end", (int64_t)p.end);
    json_kint(j, "line", p.line);
    json_kint(j, "column", p.column);
    json_kint(j, "utf16_start", (int64_t)p.utf16_start);
    json_kint(j, "utf16_end", (int64_t)p.utf16_end);
    json_close(j, '}');
}

static void claim_entity(struct json *j, const char *key, const struct entref *e)
{
    if (!fact_has_entity(e))
        return;
    json_key(j, key);
    json_open(j, '{');
    json_kstr(j, "text", e->text.n ? e->text : str_c(e->ents[0]->name));
    json_kc(j, "type", ent_type_name(e->type));
    json_key(j, "ids");
    json_open(j, '[');
    for (uint32_t i = 0; i < e->n; i++)
        json_c(j, e->ents[i]->id);
    json_close(j, ']');
    json_close(j, '}');
}

static void day_or_null(struct json *j, const char *key, date_t d)
{
    char day[11];
    date_format(d, day);
    json_kc(j, key, *day ? day : NULL);
}

/* A change is shown from the window it is measured from, unless that is the
 * one right before. */
static date_t period_start(const struct period *p)
{
    bool told = p->base_from != DATE_NONE && p->from != DATE_NONE;
    return told && p->from - p->base_to > 1 ? p->base_from : p->from;
}

static void claim_period(struct json *j, const struct doc *d, const struct period *p)
{
    if (!p->set)
        return;
    json_key(j, "period");
    json_open(j, '{');
    json_kstr(j, "text", str_sub(d->text, p->start, p->end));
    day_or_null(j, "start", period_start(p));
    day_or_null(j, "end", p->to);
    json_kc(j, "type", period_type_name(p->type));
    json_close(j, '}');
}

static void claim_part(struct json *j, struct arena *a, const struct article_report *r,
                       size_t i)
{
    const struct claim *c = &r->claims->v.p[i];
    json_kc(j, "id", arena_printf(a, "c%zu", i + 1));
    json_kc(j, "fingerprint", r->prints ? r->prints[i] : "");
    json_kc(j, "rule", c->rule);
    json_kc(j, "kind", claim_kind_name(c->kind));
    json_kstr(j, "text", fact_quote(r, c));
    json_kstr(j, "sentence", fact_sentence(r, c));
    claim_span(j, r->doc, c);
    json_kc(j, "value", fact_value(a, c));
    json_kc_if(j, "value_hi", fact_value_hi(a, c));
    json_kc(j, "unit", c->unit ? c->unit : "");
    json_kc(j, "hedge", hedge_name(c->hedge));
    json_kc_if(j, "measure", c->measure);
    claim_entity(j, "subject", &c->subject);
    claim_entity(j, "object", &c->object);
    claim_period(j, r->doc, &c->period);
    json_kc_if(j, "attribution", c->attribution);
}

static void judged_allowed(struct json *j, struct arena *a, const struct interval *c)
{
    json_key(j, "allowed");
    json_open(j, '{');
    json_kc(j, "lo", fact_bound(a, c->lo));
    json_kc(j, "hi", fact_bound(a, c->hi));
    json_kbool(j, "lo_closed", c->lo && c->lo_closed);
    json_kbool(j, "hi_closed", c->hi && c->hi_closed);
    json_close(j, '}');
}

static void judged_row(struct json *j, struct arena *a, const struct row *row)
{
    json_open(j, '{');
    json_kc(j, "dataset", row->dataset);
    json_kc(j, "series", row->series);
    json_kc(j, "period", fact_days(a, row->from, row->to));
    json_kc(j, "value", row->value);
    json_kint(j, "snapshot", row->snapshot);
    json_close(j, '}');
}

static void judged_reading(struct json *j, struct arena *a, const struct reading *g)
{
    json_open(j, '{');
    json_kc(j, "definition", g->definition ? g->definition : "");
    json_kbool(j, "default", g->is_default);
    json_kc(j, "verdict", verdict_name(g->verdict));
    json_key(j, "computed");
    json_open(j, '{');
    json_kc(j, "lo", fact_bound(a, g->computed.lo));
    json_kc(j, "hi", fact_bound(a, g->computed.hi));
    json_kc(j, "shown", g->shown ? g->shown : "");
    json_close(j, '}');
    json_kc(j, "formula", g->formula ? g->formula : "");
    json_key(j, "evidence");
    json_open(j, '[');
    for (size_t i = 0; i < g->evidence.n; i++)
        judged_row(j, a, &g->evidence.v[i]);
    json_close(j, ']');
    json_close(j, '}');
}

static void judged_internal(struct json *j, struct arena *a, const struct internal *in)
{
    if (in->status == INTERNAL_NONE)
        return;
    json_key(j, "internal");
    json_open(j, '{');
    json_kc(j, "status",
            in->status == INTERNAL_CONSISTENT ? "consistent" : "inconsistent");
    json_kc(j, "formula", in->formula ? in->formula : "");
    json_key(j, "claims");
    json_open(j, '[');
    for (uint32_t i = 0; i < in->n_claims && i < ARRAY_LEN(in->claims); i++)
        json_c(j, arena_printf(a, "c%u", in->claims[i] + 1));
    json_close(j, ']');
    json_key(j, "computed");
    json_open(j, '{');
    json_kc(j, "lo", fact_bound(a, in->computed.lo));
    json_kc(j, "hi", fact_bound(a, in->computed.hi));
    json_close(j, '}');
    json_close(j, '}');
}

static void judged_flag(struct json *j, const struct flag *f)
{
    json_open(j, '{');
    json_kc(j, "code", f->code);
    json_kc(j, "text", f->text ? f->text : "");
    if (f->n_values) {
        json_key(j, "values");
        json_open(j, '[');
        for (uint32_t i = 0; i < f->n_values && i < ARRAY_LEN(f->values); i++)
            json_c(j, f->values[i]);
        json_close(j, ']');
    }
    json_close(j, '}');
}

static const char *percent_as_fraction(struct arena *a, int percent)
{
    if (percent >= 100)
        return "1.00";
    return arena_printf(a, "0.%02d", percent < 0 ? 0 : percent);
}

static void judged_confidence(struct json *j, struct arena *a, const struct judgement *v)
{
    json_key(j, "confidence");
    json_open(j, '{');
    json_kc(j, "extraction", percent_as_fraction(a, v->confidence_extraction));
    json_kc(j, "binding", percent_as_fraction(a, v->confidence_binding));
    json_close(j, '}');
}

static void judged_part(struct json *j, struct arena *a, const struct judgement *v)
{
    json_kc(j, "verdict", verdict_name(v->verdict));
    json_kc_if(j, "reason", reason_name(v->reason));
    json_kc_if(j, "direction", direction_name(v->direction));
    json_kc_if(j, "deviation", v->deviation);
    json_kc_if(j, "cause", cause_name(v->cause));
    judged_allowed(j, a, &v->allowed);
    json_key(j, "readings");
    json_open(j, '[');
    for (uint32_t i = 0; i < v->n_readings; i++)
        judged_reading(j, a, &v->readings[i]);
    json_close(j, ']');
    judged_internal(j, a, &v->internal);
    json_key(j, "flags");
    json_open(j, '[');
    for (uint32_t i = 0; i < v->n_flags; i++)
        judged_flag(j, &v->flags[i]);
    json_close(j, ']');
    json_kc_if(j, "suggestion", v->suggestion);
    json_kc(j, "explanation", v->explanation ? v->explanation : "");
    judged_confidence(j, a, v);
}

static void claim_suppressed(struct json *j, const struct suppression *s)
{
    json_key(j, "suppressed");
    json_open(j, '{');
    json_kc(j, "by", s->by);
    if (s->why.n)
        json_kstr(j, "why", s->why);
    json_close(j, '}');
}

void report_json_claim(struct json *j, struct arena *a, const struct article_report *r,
                       size_t i)
{
    const struct judgement *v = fact_judgement(r, i);
    json_open(j, '{');
    claim_part(j, a, r, i);
    if (v)
        judged_part(j, a, v);
    if (fact_suppressed(r, i))
        claim_suppressed(j, &r->suppressed[i]);
    json_close(j, '}');
}
