/*
 * An example passes when its tagger's tag is among those found in its text and
 * says what the example says; a reject when there is no such tag.
 */
#include "scan/tag_test.h"

struct testing {
    struct tagging *tagging;
    const struct tagger *tagger;
    struct claims mem;
    struct doc doc;
    tags_t tags;
    char got[200]; /* what stood there instead */
};

static void run(struct testing *x, const struct tagger_example *e)
{
    doc_clear(&x->doc);
    claims_clear(&x->mem);
    VEC_CLEAR(&x->tags);
    x->doc.text = e->text;
    x->doc.published = e->date.n ? date_parse(e->date) : DATE_NONE;
    tagging_run(x->tagging, &x->doc, 0, (uint32_t)e->text.n, &x->mem, &x->tags);
}

static const struct tag *mine(const struct testing *x)
{
    for (size_t i = 0; i < x->tags.n; i++)
        if (x->tags.p[i].word && !strcmp(x->tags.p[i].word, x->tagger->id))
            return &x->tags.p[i];
    return NULL;
}

static struct str shown_rat(struct testing *x, crat v)
{
    return v ? str_c(rat_decimal(&x->mem.arena, v)) : STR_NONE;
}

static struct str shown_date(struct testing *x, date_t d)
{
    char s[11];
    date_format(d, s);
    return arena_str(&x->mem.arena, str_c(s));
}

/* The same number, however it is written ("0.30" and "0.3"). */
static bool same_number(struct testing *x, struct str want, crat got)
{
    rat v;
    int places, sig;
    if (!got || !rat_parse(x->mem.rats, want, &v, &places, &sig))
        return false;
    if (rat_cmp(v, got) == 0)
        return true;
    return places >= 6 && str_eqc(str_c(rat_fixed(&x->mem.arena, got, places)), want.p);
}

static bool holds(struct testing *x, const struct tag *t, enum tag_expect what,
                  struct str want)
{
    static const char *const rates[] = {"", "day", "week", "month", "year"};
    struct str got;
    switch (what) {
    case TE_TAG:
        got = str_sub(x->doc.text, t->start, t->end);
        break;
    case TE_VALUE:
    case TE_LO:
        if (same_number(x, want, t->num.value))
            return true;
        got = shown_rat(x, t->num.value);
        break;
    case TE_HI:
        if (same_number(x, want, t->num.hi))
            return true;
        got = shown_rat(x, t->num.hi);
        break;
    case TE_UNIT:
        got = str_c(t->unit);
        break;
    case TE_FROM:
        got = shown_date(x, t->period.from);
        break;
    case TE_TO:
        got = shown_date(x, t->period.to);
        break;
    case TE_HEDGE:
        got = str_c(hedge_name(t->hedge));
        break;
    default:
        got = str_c(rates[t->rate]);
        break;
    }
    snprintf(x->got, sizeof(x->got), "%.*s", STR_FMT(got));
    return str_eq(got, want);
}

static bool check_example(struct testing *x, const struct tagger_example *e,
                          struct buf *out)
{
    run(x, e);
    const struct tag *t = mine(x);
    if (!t) {
        buf_addf(out, "%s:%d: %s does not find '%.*s'\n", x->tagger->file, e->line,
                 x->tagger->id, STR_FMT(e->text));
        return false;
    }
    for (int i = 0; i < TE_COUNT; i++) {
        if (!e->expect[i].n || holds(x, t, i, e->expect[i]))
            continue;
        buf_addf(out, "%s:%d: %s in '%.*s': %s is '%s', not '%.*s'\n", x->tagger->file,
                 e->line, x->tagger->id, STR_FMT(e->text), tag_expects[i], x->got,
                 STR_FMT(e->expect[i]));
        return false;
    }
    return true;
}

static bool check_reject(struct testing *x, const struct tagger_example *e,
                         struct buf *out)
{
    run(x, e);
    const struct tag *t = mine(x);
    if (!t)
        return true;
    buf_addf(out, "%s:%d: %s finds '%.*s' in '%.*s'\n", x->tagger->file, e->line,
             x->tagger->id, STR_FMT(str_sub(x->doc.text, t->start, t->end)),
             STR_FMT(e->text));
    return false;
}

/* A tagger that covers what is no number shows no tag: its pattern decides. */
static bool check_skip(const struct testing *x, const struct tagger_example *e, bool want,
                       struct buf *out)
{
    struct regex_ctx *c = regex_ctx_new();
    bool found = regex_find(x->tagger->re, c, e->text, 0, e->text.n) == REGEX_YES;
    regex_ctx_free(c);
    if (found != want)
        buf_addf(out, "%s:%d: %s %s '%.*s'\n", x->tagger->file, e->line, x->tagger->id,
                 want ? "does not match" : "matches", STR_FMT(e->text));
    return found == want;
}

void tag_test(struct tagging *t, const struct tagger *g, struct buf *out,
              unsigned *passed, unsigned *failed)
{
    struct testing x = {.tagging = t, .tagger = g};
    claims_init(&x.mem);
    doc_init(&x.doc);
    for (uint32_t i = 0; i < g->n_examples + g->n_rejects; i++) {
        bool reject = i >= g->n_examples;
        const struct tagger_example *e =
            reject ? &g->rejects[i - g->n_examples] : &g->examples[i];
        bool ok = g->type == TT_SKIP ? check_skip(&x, e, !reject, out)
                  : reject           ? check_reject(&x, e, out)
                                     : check_example(&x, e, out);
        *(ok ? passed : failed) += 1;
    }
    VEC_FREE(&x.tags);
    doc_release(&x.doc);
    claims_release(&x.mem);
}
