/*
 * Claims by hand for the tests of src/verify: an article of printed numbers,
 * judged on the store that ships.
 */
#ifndef CC_TESTS_VERIFY_FIXTURE_H
#define CC_TESTS_VERIFY_FIXTURE_H

#include "unit/unit.h"

#include "num/precision.h"
#include "verify/verdict.h"

/* Tables of claims leave unsaid what they do not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

struct fixture {
    struct rules *rules;
    struct names *names;
    struct store *store;
    struct verifier *verifier;
    struct doc doc;
    struct claims claims;
    struct judgements out;
    struct buf text;
};

/* What a test says of a claim; NULL and 0 leave a thing unsaid. */
struct said {
    enum claim_kind kind;
    const char *number;  /* "4.12 trillion", "127%", "$0.30", "10x", "half", "2" */
    const char *subject; /* id of a country, author or model (or "openrouter", "top:5");
                            "a+b" adds up, "a&b" is each of them */
    const char *period;  /* "2026-02-09/2026-02-15" */
    enum hedge hedge;
    const char *object, *base, *measure;
    int out_of, steps;
    char step_unit;
    bool first, higher_than, carried;
    enum modality modality;
    int sentence; /* claims with the same number stand in one sentence; 0 alone */
};

static inline const struct entity *entity_by_id(struct fixture *f, struct str id)
{
    static const enum ent_type types[] = {ENT_MODEL, ENT_AUTHOR, ENT_COUNTRY, ENT_GROUP,
                                          ENT_PLATFORM};

    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        const struct entity *e = names_get(f->names, types[i], id);

        if (e)
            return e;
    }
    fail_msg("no entity '%.*s'", STR_FMT(id));
    return NULL;
}

static inline void add_entity(struct names *n, enum ent_type t, const char *id,
                              const char *name)
{
    names_entity(
        n, &(struct entity){.type = t, .id = id, .name = name, .created = DATE_NONE});
}

static inline struct entref reference(struct fixture *f, const char *id)
{
    struct entref r = {.mode = REF_ONE};
    struct str rest = str_c(id), part;
    char sep = strchr(id, '&') ? '&' : '+';

    if (!*id)
        return r;
    r.ents = ARENA_ARRAY(&f->claims.arena, const struct entity *, 8);
    while (r.n < 8 && str_split(&rest, sep, &part))
        r.ents[r.n++] = entity_by_id(f, part);
    r.type = r.ents[0]->type;
    r.text = str_c(r.ents[0]->name);
    if (r.n > 1) {
        r.mode = sep == '&' ? REF_EACH : REF_SUM;
        r.text = str_c(id);
    }
    if (r.type == ENT_GROUP && strncmp(id, "top:", 4) == 0) {
        int64_t n;

        assert_true(str_i64(str_c(id + 4), &n));
        r.top = (int)n;
    }
    return r;
}

static inline void period_of(struct period *p, const char *s, bool base)
{
    date_t from = date_parse(str_of(s, 10));
    date_t to = strlen(s) > 11 ? date_parse(str_of(s + 11, 10)) : from;

    if (base) {
        p->base_from = from;
        p->base_to = to;
        return;
    }
    p->set = true;
    p->from = from;
    p->to = to;
    p->type = from == to ? PERIOD_DAY : to - from == 6 ? PERIOD_WEEK : PERIOD_RANGE;
}

/* Digits, scale word and sign of a printed number. */
static inline void number_of(struct fixture *f, struct claim *cl, const char *s)
{
    static const struct {
        const char *word;
        int num, den;
    } words[] = {{"half", 1, 2},
                 {"a third", 1, 3},
                 {"two-thirds", 2, 3},
                 {"three quarters", 3, 4},
                 {"a tenth", 1, 10}};
    static const struct {
        const char *word;
        int exp;
    } scales[] = {{"trillion", 12}, {"billion", 9}, {"million", 6}, {"K", 3}};
    struct rats *p = f->claims.rats;
    struct precision pr;
    size_t from = strcspn(s, "0123456789"), n = strspn(s + from, "0123456789.,");
    int exp = 0;

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(s, words[i].word) == 0) {
            cl->num.value = rat_frac(p, words[i].num, words[i].den);
            if (strcmp(cl->unit, "percent") == 0)
                cl->num.value = rat_mul(p, cl->num.value, rat_i64(p, 100));
            cl->num.form = FORM_FRACTION;
            return;
        }
    for (size_t i = 0; i < ARRAY_LEN(scales) && !exp; i++)
        exp = strstr(s, scales[i].word) ? scales[i].exp : 0;
    assert_true(precision_read(p, str_of(s + from, n), rat_pow10(p, exp), &pr));
    cl->num.value = *s == '-' ? rat_neg(p, pr.value) : pr.value;
    cl->num.place = pr.place;
    cl->num.round = pr.round;
    cl->num.sig = pr.sig;
    cl->num.form = cl->kind == KIND_RANK ? FORM_ORDINAL
                   : s[from + n] == 'x'  ? FORM_MULTIPLE
                                         : FORM_DIGITS;
}

static inline const char *unit_of(const struct said *s)
{
    switch (s->kind) {
    case KIND_SHARE:
    case KIND_GROWTH:
        return "percent";
    case KIND_DIFFERENCE:
        return strstr(s->number, "points") ? "points" : "tokens";
    case KIND_MULTIPLE:
    case KIND_PRICE_RATIO:
        return "x";
    case KIND_RANK:
        return "rank";
    case KIND_COUNT:
        return "models";
    case KIND_PRICE:
        return "usd_per_mtok";
    case KIND_DATE:
        return "date";
    case KIND_OTHER:
        return "usd";
    default:
        return "tokens";
    }
}

static inline void say(struct fixture *f, const struct said *s)
{
    struct claim cl = {.kind = s->kind, .date = DATE_NONE, .confidence = 97};

    cl.unit = unit_of(s);
    cl.hedge = s->hedge;
    cl.measure = s->measure ? s->measure : "tokens";
    cl.out_of = s->out_of;
    cl.first = s->first;
    cl.higher_than = s->higher_than;
    cl.modality = s->modality;
    cl.rule = "test";
    cl.period.from = cl.period.to = cl.period.base_from = cl.period.base_to = DATE_NONE;
    cl.period.carried = s->carried;
    if (s->period)
        period_of(&cl.period, s->period, false);
    if (s->carried)
        cl.period.type = PERIOD_POINT;
    if (s->base)
        period_of(&cl.period, s->base, true);
    cl.period.steps = s->steps;
    cl.period.step_unit = s->step_unit;
    cl.subject = reference(f, s->subject ? s->subject : "");
    cl.object = reference(f, s->object ? s->object : "");
    if (s->kind == KIND_DATE)
        cl.date = date_parse(str_c(s->number));
    else if (s->number)
        number_of(f, &cl, s->number);
    cl.falls = cl.num.value && rat_sgn(cl.num.value) < 0;
    cl.start = cl.num_start = (uint32_t)f->text.n;
    buf_addc(&f->text, s->number ? s->number : "ahead");
    cl.end = cl.num_end = (uint32_t)f->text.n;
    buf_addc(&f->text, strcmp(cl.measure, "price_output") == 0  ? " for output. "
                       : strcmp(cl.measure, "price_input") == 0 ? " for input. "
                                                                : " of it. ");
    cl.sentence = s->sentence ? (uint32_t)s->sentence - 1 : (uint32_t)f->claims.v.n;
    VEC_PUSH(&f->claims.v, cl);
}

/* One paragraph with a sentence a claim. */
static inline void judge_said(struct fixture *f, const char *published)
{
    struct err e = {0};

    f->doc.text = buf_str(&f->text);
    f->doc.published = published ? date_parse(str_c(published)) : DATE_NONE;
    VEC_CLEAR(&f->doc.blocks);
    VEC_CLEAR(&f->doc.sentences);
    VEC_PUSH(&f->doc.blocks, ((struct block){BLOCK_PARA, 0, (uint32_t)f->text.n, 0, -1}));
    for (size_t i = 0; i < f->claims.v.n; i++) {
        uint32_t end =
            i + 1 < f->claims.v.n ? f->claims.v.p[i + 1].start : (uint32_t)f->text.n;

        VEC_PUSH(&f->doc.sentences, ((struct sentence){f->claims.v.p[i].start, end, 0}));
    }
    if (!verify_doc(f->verifier, &f->doc, &f->claims, &f->out, &e))
        fail_msg("verify_doc: %s", e.msg);
}

static inline void start_article(struct fixture *f)
{
    claims_clear(&f->claims);
    buf_clear(&f->text);
}

/* One claim on its own, published a few days after its period. */
static inline const struct judgement *judge_one(struct fixture *f, const struct said *s,
                                                const char *published)
{
    start_article(f);
    say(f, s);
    judge_said(f, published);
    return &f->out.v[0];
}

static inline int fixture_open(void **state)
{
    static const char *const dirs[] = {"rules"};
    struct rules_opts ro = {.dirs = dirs, .n_dirs = 1};
    struct verify_opts vo = {.as_of = DATE_NONE};
    struct fixture *f = xcalloc(1, sizeof(*f));
    struct err e = {0};

    f->rules = rules_load(&ro, &e);
    if (!f->rules)
        fail_msg("%s: %s", e.where, e.msg);
    f->store = store_open("build/openrouter.db", DATE_NONE, &e);
    if (!f->store)
        fail_msg("%s", e.msg);
    f->names = names_new();
    assert_true(store_names(f->store, f->names, &e));
    add_entity(f->names, ENT_COUNTRY, "CN", "China");
    add_entity(f->names, ENT_COUNTRY, "US", "United States");
    add_entity(f->names, ENT_PLATFORM, "openrouter", "OpenRouter");
    add_entity(f->names, ENT_GROUP, "top:5", "top five");
    add_entity(f->names, ENT_GROUP, "top:10", "top ten");
    add_entity(f->names, ENT_GROUP, "named", "named models");
    names_freeze(f->names);
    store_use_names(f->store, f->names);
    f->verifier = verifier_new(f->rules, f->names, f->store, &vo);
    doc_init(&f->doc);
    claims_init(&f->claims);
    judgements_init(&f->out);
    buf_init(&f->text, 1 << 20);
    *state = f;
    return 0;
}

static inline int fixture_close(void **state)
{
    struct fixture *f = *state;

    judgements_release(&f->out);
    claims_release(&f->claims);
    f->doc.text = STR_NONE;
    doc_release(&f->doc);
    buf_release(&f->text);
    verifier_free(f->verifier);
    store_close(f->store);
    names_free(f->names);
    rules_free(f->rules);
    free(f);
    return 0;
}

#endif
