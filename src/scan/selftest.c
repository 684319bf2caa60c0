/*
 * Runs the examples and rejects of the claim rules through the whole scanner.
 */
#include "scan/selftest.h"

#include "rule/claim_rule.h"

struct run {
    struct selftest *out;
    struct scanner *scanner;
    struct doc doc;
    struct claims claims;
    struct arena arena;
    const struct claim_rule *rule;
    const struct claim_example *example;
};

static void complain(struct run *t, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static void complain(struct run *t, const char *fmt, ...)
{
    va_list ap;
    t->out->failed++;
    buf_addf(&t->out->report, "%s:%d: %s: ", t->rule->file, t->example->line,
             t->rule->id);
    va_start(ap, fmt);
    buf_addv(&t->out->report, fmt, ap);
    va_end(ap);
    buf_addf(&t->out->report, "  in \"%.*s\"\n", STR_FMT(t->example->text));
}

static bool scan_example(struct run *t)
{
    struct err e;
    struct read_opts o = {.format = DOC_TXT, .published = DATE_NONE, .lang = "en"};
    if (t->example->date.n)
        o.published = date_parse(t->example->date);
    doc_clear(&t->doc);
    if (!doc_read(&t->doc, t->example->text, "example", &o, &e)) {
        complain(t, "cannot be read: %s", e.msg);
        return false;
    }
    scan_doc(t->scanner, &t->doc, &t->claims);
    return true;
}

/* ---- fields ---- */

static struct str number_text(struct run *t, crat v)
{
    return v ? str_c(rat_decimal(&t->arena, v)) : STR("");
}

static struct str period_text(struct run *t, const struct period *p)
{
    char from[11], to[11];
    if (!p->set || p->from == DATE_NONE)
        return STR("");
    date_format(p->from, from);
    date_format(p->to, to);
    return str_c(arena_printf(&t->arena, "%s/%s", from, to));
}

static struct str date_text(struct run *t, date_t d)
{
    char out[11];
    date_format(d, out);
    return arena_str(&t->arena, str_c(out));
}

static struct str field_text(struct run *t, const struct claim *c, enum expect f)
{
    switch (f) {
    case EXPECT_VALUE:
        return c->kind == KIND_DATE ? date_text(t, c->date)
                                    : number_text(t, c->num.value);
    case EXPECT_VALUE_HI:
        return number_text(t, c->num.hi);
    case EXPECT_KIND:
        return str_c(claim_kind_name(c->kind));
    case EXPECT_UNIT:
        return str_c(c->unit);
    case EXPECT_HEDGE:
        return str_c(hedge_name(c->hedge));
    case EXPECT_QUOTE:
        return str_of(t->doc.text.p + c->start, c->end - c->start);
    case EXPECT_SUBJECT:
        return c->subject.text;
    case EXPECT_OBJECT:
        return c->object.text;
    case EXPECT_PERIOD:
        return period_text(t, &c->period);
    case EXPECT_MEASURE:
        return str_c(c->measure);
    case EXPECT_MODALITY:
        return str_c(modality_name(c->modality));
    case EXPECT_COUNT:
        break;
    }
    return STR("");
}

/* Numbers agree when they are equal; an expected one may be rounded to the six
 * digits that are shown of an endless fraction. */
static bool agrees(struct run *t, struct str want, struct str got)
{
    rat a, b;
    int places, sig;
    struct rats *p = t->claims.rats;
    if (str_eq(want, got))
        return true;
    if (!rat_parse(p, want, &a, &places, &sig) || !rat_parse(p, got, &b, &places, &sig))
        return false;
    rat off = rat_abs(p, rat_sub(p, a, b));
    return rat_cmp(rat_mul(p, off, rat_i64(p, 10000)), rat_abs(p, a)) <= 0;
}

/* ---- examples ---- */

static const struct claim *claim_by(struct run *t)
{
    const struct claim *any = NULL;
    struct str want = t->example->expect[EXPECT_VALUE];
    for (size_t i = 0; i < t->claims.v.n; i++) {
        const struct claim *c = &t->claims.v.p[i];
        if (strcmp(c->rule, t->rule->id) != 0)
            continue;
        any = any ? any : c;
        if (want.n && agrees(t, want, field_text(t, c, EXPECT_VALUE)))
            return c;
    }
    return any;
}

static void list_claims(struct run *t, struct buf *out)
{
    buf_init(out, 4096);
    for (size_t i = 0; i < t->claims.v.n; i++) {
        const struct claim *c = &t->claims.v.p[i];
        struct str v = field_text(t, c, EXPECT_VALUE);
        buf_addf(out, "%s%s %.*s (%s)", i ? ", " : "", claim_kind_name(c->kind),
                 STR_FMT(v), c->rule);
    }
}

static void test_example(struct run *t)
{
    if (!scan_example(t))
        return;
    bool none = !strcmp(t->rule->kind, "none");
    const struct claim *c = claim_by(t);
    if (none ? t->claims.v.n > 0 : !c) {
        struct buf found;
        list_claims(t, &found);
        complain(t, none ? "should be no claim, but: %s" : "not found, but: %s",
                 found.n ? found.p : "nothing");
        buf_release(&found);
        return;
    }
    for (int f = 0; c && f < EXPECT_COUNT; f++) {
        struct str want = t->example->expect[f];
        struct str got = want.n ? field_text(t, c, (enum expect)f) : STR("");
        if (want.n && !agrees(t, want, got)) {
            complain(t, "%s is '%.*s', not '%.*s'", expect_names[f], STR_FMT(got),
                     STR_FMT(want));
            return;
        }
    }
    t->out->passed++;
}

static void test_reject(struct run *t)
{
    if (!scan_example(t))
        return;
    bool none = !strcmp(t->rule->kind, "none");
    const struct claim *c = claim_by(t);
    if (c)
        complain(t, "should not be found, but is (%s %.*s)", claim_kind_name(c->kind),
                 STR_FMT(field_text(t, c, EXPECT_VALUE)));
    else if (none && t->claims.v.n == 0)
        complain(t, "should be a claim, but is none");
    else
        t->out->passed++;
}

static void test_rule(struct run *t, const struct claim_rule *rule)
{
    t->rule = rule;
    for (uint32_t i = 0; i < rule->n_examples; i++) {
        t->example = &rule->examples[i];
        test_example(t);
    }
    for (uint32_t i = 0; i < rule->n_rejects; i++) {
        t->example = &rule->rejects[i];
        test_reject(t);
    }
}

void scan_selftest(const struct rules *r, const struct names *names, const char *only,
                   struct selftest *out)
{
    const struct claim_rules *c = rules_claims(r);
    struct scan_opts o = {.ungated = false};
    struct run t = {.out = out};
    if (!c)
        return;
    t.scanner = scanner_new(r, names, &o);
    doc_init(&t.doc);
    claims_init(&t.claims);
    arena_init(&t.arena);
    for (size_t i = 0; i < c->v.n; i++)
        if (!only || !strcmp(only, c->v.p[i].id))
            test_rule(&t, &c->v.p[i]);
    arena_release(&t.arena);
    claims_release(&t.claims);
    doc_release(&t.doc);
    scanner_free(t.scanner);
}
