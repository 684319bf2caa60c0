/*
 * Reads the `taggers:` sections: checks every field, compiles the patterns,
 * derives the gates and puts all their literals into one automaton.
 */
#include "rule/tagger.h"

#include "rule/cache.h"

const char *const tagger_types[TT_COUNT] = {
    [TT_QUANTITY] = "quantity", [TT_PERCENT] = "percent",
    [TT_FRACTION] = "fraction", [TT_MULTIPLE] = "multiple",
    [TT_MONEY] = "money",       [TT_ORDINAL] = "ordinal",
    [TT_DATE] = "date",         [TT_DATE_RANGE] = "date_range",
    [TT_DURATION] = "duration", [TT_ENTITY] = "entity",
    [TT_HEDGE] = "hedge",       [TT_SKIP] = "skip",
};
const char *const tagger_values[TV_COUNT] = {
    [TV_NONE] = "none",
    [TV_NUMBER] = "number",
    [TV_FRACTION] = "fraction",
    [TV_MULTIPLE] = "multiple",
    [TV_RATIO] = "ratio",
    [TV_MONEY] = "money",
    [TV_ORDINAL] = "ordinal",
    [TV_DATE] = "date",
    [TV_SLASH_DATE] = "slash_date",
    [TV_DAYS] = "days",
    [TV_WEEK_OF] = "week_of",
    [TV_WEEK_IN] = "week_in",
    [TV_MONTH] = "month",
    [TV_MONTHS] = "months",
    [TV_QUARTER] = "quarter",
    [TV_YEAR] = "year",
    [TV_YEARS] = "years",
    [TV_RELATIVE] = "relative",
    [TV_TRAILING] = "trailing",
    [TV_AGO] = "ago",
    [TV_EARLIER] = "earlier",
    [TV_WEEKDAY] = "weekday",
    [TV_DAY_WORD] = "day_word",
    [TV_SO_FAR] = "so_far",
    [TV_SINCE] = "since",
    [TV_DURATION] = "duration",
    [TV_TOP] = "top",
    [TV_HEDGE] = "hedge",
};
const char *const tagger_caps[CAP_COUNT] = {
    [CAP_N] = "n",     [CAP_N2] = "n2",     [CAP_UNIT] = "unit", [CAP_CUR] = "cur",
    [CAP_PER] = "per", [CAP_RATE] = "rate", [CAP_PLUS] = "plus", [CAP_NUM] = "num",
    [CAP_DEN] = "den", [CAP_Y] = "y",       [CAP_M] = "m",       [CAP_D] = "d",
    [CAP_Y2] = "y2",   [CAP_M2] = "m2",     [CAP_D2] = "d2",     [CAP_Q] = "q",
    [CAP_REL] = "rel", [CAP_SPAN] = "span", [CAP_MOD] = "mod",   [CAP_WD] = "wd",
    [CAP_ORD] = "ord", [CAP_WEEK] = "week", [CAP_H] = "h",       [CAP_DEC] = "dec",
};
const char *const tag_expects[TE_COUNT] = {
    [TE_TAG] = "tag", [TE_VALUE] = "value", [TE_LO] = "lo",
    [TE_HI] = "hi",   [TE_UNIT] = "unit",   [TE_FROM] = "from",
    [TE_TO] = "to",   [TE_HEDGE] = "hedge", [TE_RATE] = "rate",
};
static const char *const places[] = {"any", "before", "after"};
static const char *const fields[] = {
    "id",   "type",     "value", "pattern",       "unit",     "hedge",  "arg",
    "case", "priority", "place", "unless_before", "examples", "rejects"};

static int index_of(const char *const *names, size_t n, struct str s)
{
    for (size_t i = 0; i < n; i++)
        if (str_eqc(s, names[i]))
            return (int)i;
    return -1;
}

struct loading {
    struct rules *r;
    const struct yfile *f;
    const struct ynode *n; /* the tagger's map */
    struct err *e;
};

static bool check_fields(const struct loading *l)
{
    if (l->n->type != Y_MAP)
        return ynode_err(l->f, l->n, l->e, "a tagger must be a map");
    for (const struct ynode *c = l->n->first; c; c = c->next)
        if (index_of(fields, ARRAY_LEN(fields), c->key) < 0)
            return yfile_err(l->f, c->key_line, c->key_col, l->e,
                             "unknown field '%.*s' of a tagger", STR_FMT(c->key));
    static const char *const wanted[] = {"id", "type", "pattern", "examples", "rejects"};
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
        if (!ynode_get(l->n, wanted[i]))
            return ynode_err(l->f, l->n, l->e, "tagger '%.*s' has no '%s'",
                             STR_FMT(ynode_text(l->n, "id")), wanted[i]);
    return true;
}

/* A field that names one of a list; `other` when it is not given. */
static bool read_choice(const struct loading *l, const char *field,
                        const char *const *names, size_t n, int *out)
{
    const struct ynode *v = ynode_get(l->n, field);
    if (!v)
        return true;
    *out = v->type == Y_SCALAR ? index_of(names, n, v->text) : -1;
    if (*out < 0)
        return ynode_err(l->f, v, l->e, "'%.*s' is no %s of a tagger", STR_FMT(v->text),
                         field);
    return true;
}

static const char *optional(const struct ynode *n, const char *field)
{
    struct str s = ynode_text(n, field);
    return s.n ? s.p : NULL;
}

/* What a type is made with when the rule does not say. */
static int default_value(enum tagger_type t)
{
    static const enum tagger_value by_type[TT_COUNT] = {
        [TT_QUANTITY] = TV_NUMBER,   [TT_PERCENT] = TV_NUMBER,
        [TT_FRACTION] = TV_FRACTION, [TT_MULTIPLE] = TV_MULTIPLE,
        [TT_MONEY] = TV_MONEY,       [TT_ORDINAL] = TV_ORDINAL,
        [TT_DATE] = TV_DATE,         [TT_DATE_RANGE] = TV_DAYS,
        [TT_DURATION] = TV_DURATION, [TT_ENTITY] = TV_TOP,
        [TT_HEDGE] = TV_HEDGE,
    };
    return by_type[t];
}

static bool read_plain(const struct loading *l, struct tagger *t)
{
    int type = -1, place = PLACE_ANY, exact = 0;
    static const char *const cases[] = {"any", "exact"};
    if (!read_choice(l, "type", tagger_types, TT_COUNT, &type) ||
        !read_choice(l, "place", places, ARRAY_LEN(places), &place) ||
        !read_choice(l, "case", cases, ARRAY_LEN(cases), &exact))
        return false;
    int value = default_value(type);
    if (!read_choice(l, "value", tagger_values, TV_COUNT, &value))
        return false;
    int64_t priority = 10;
    const struct ynode *p = ynode_get(l->n, "priority");
    if (p && (!str_i64(p->text, &priority) || priority < 0 || priority > 1000))
        return ynode_err(l->f, p, l->e, "a priority must be 0 to 1000");
    t->id = ynode_text(l->n, "id").p;
    if (!t->id || !*t->id)
        return ynode_err(l->f, ynode_get(l->n, "id"), l->e, "an id must be plain text");
    t->type = type;
    t->value = value;
    t->place = place;
    t->priority = (int)priority;
    t->unit = optional(l->n, "unit");
    t->hedge = optional(l->n, "hedge");
    t->arg = optional(l->n, "arg");
    return true;
}

/* ---- examples ---- */

static bool read_example(const struct loading *l, const struct ynode *n,
                         struct tagger_example *x)
{
    x->line = n->line;
    x->text = n->type == Y_SCALAR ? n->text : ynode_text(n, "text");
    x->date = ynode_text(n, "date");
    if (!x->text.n)
        return ynode_err(l->f, n, l->e, "an example needs a text");
    for (const struct ynode *c = n->first; c; c = c->next) {
        int at = index_of(tag_expects, TE_COUNT, c->key);
        if (at >= 0)
            x->expect[at] = c->text;
        else if (!str_eqc(c->key, "text") && !str_eqc(c->key, "date"))
            return yfile_err(l->f, c->key_line, c->key_col, l->e,
                             "unknown field '%.*s' of an example", STR_FMT(c->key));
    }
    return true;
}

static bool read_examples(const struct loading *l, const char *field, uint32_t least,
                          struct tagger_example **out, uint32_t *n_out)
{
    const struct ynode *list = ynode_get(l->n, field);
    if (list->type != Y_LIST || list->n < least)
        return ynode_err(l->f, list, l->e, "tagger '%.*s' needs at least %u %s",
                         STR_FMT(ynode_text(l->n, "id")), least, field);
    if (!l->r->examples)
        return true;
    *out = ARENA_ARRAY(&l->r->arena, struct tagger_example, list->n);
    for (const struct ynode *n = list->first; n; n = n->next)
        if (!read_example(l, n, &(*out)[(*n_out)++]))
            return false;
    return true;
}

/* ---- the pattern ---- */

static bool read_caps(const struct loading *l, struct tagger *t)
{
    const struct ynode *at = ynode_get(l->n, "pattern");
    for (int i = 0; i < regex_names(t->re); i++) {
        int group;
        const char *name = regex_name_at(t->re, i, &group);
        int cap = index_of(tagger_caps, CAP_COUNT, str_c(name));
        if (cap < 0)
            return ynode_err(l->f, at, l->e, "a tagger knows no part '%s'", name);
        if (t->n_caps == TAGGER_MAX_CAPS)
            return ynode_err(l->f, at, l->e, "more than %d parts in one pattern",
                             TAGGER_MAX_CAPS);
        t->caps[t->n_caps].cap = (uint8_t)cap;
        t->caps[t->n_caps++].group = (uint8_t)group;
    }
    return true;
}

static bool compile_pattern(const struct loading *l, struct tagger *t)
{
    const struct ynode *n = ynode_get(l->n, "pattern");
    struct expanded text;
    unsigned flags = REGEX_DUPNAMES;
    if (!str_eqc(ynode_text(l->n, "case"), "exact"))
        flags |= REGEX_CASELESS;
    t->re = pattern_compile(l->r, l->f, n, flags, &text, l->e);
    if (!t->re)
        return false;
    gate_derive(text.text, &l->r->arena, &t->gate);
    n = ynode_get(l->n, "unless_before");
    if (n)
        t->unless_before = pattern_compile(l->r, l->f, n, flags, &text, l->e);
    return !n || t->unless_before;
}

static bool read_pattern(const struct loading *l, struct tagger *t)
{
    bool kept = l->r->cache && cache_take_tagger(l->r->cache, t);
    t->pattern = ynode_text(l->n, "pattern");
    return (kept || compile_pattern(l, t)) && read_caps(l, t);
}

/* ---- the set ---- */

static void tagger_release(struct tagger *t)
{
    regex_free(t->re);
    regex_free(t->unless_before);
}

static void put_tagger(struct rules *r, const struct tagger *t)
{
    struct taggers *all = r->taggers;
    struct str id = str_c(t->id);
    size_t at = (size_t)(uintptr_t)map_get(&all->index, id);
    if (at) {
        r->overridden = true;
        tagger_release(&all->v.p[at - 1]);
        all->v.p[at - 1] = *t;
        return;
    }
    VEC_PUSH(&all->v, *t);
    map_put(&all->index, id, (void *)(uintptr_t)all->v.n);
}

static bool load_one(const struct loading *l)
{
    struct tagger t = {.file = l->f->path, .line = l->n->line};
    bool ok = check_fields(l) && read_plain(l, &t) && read_pattern(l, &t) &&
              read_examples(l, "examples", 2, &t.examples, &t.n_examples) &&
              read_examples(l, "rejects", 1, &t.rejects, &t.n_rejects);
    if (ok && l->r->taggers->v.n >= GATES_MAX_USERS)
        ok = ynode_err(l->f, l->n, l->e, "too many taggers");
    if (ok)
        put_tagger(l->r, &t);
    else
        tagger_release(&t);
    return ok;
}

bool taggers_load(struct rules *r, const struct yfile *f, const struct ynode *n,
                  struct err *e)
{
    if (n->type != Y_LIST)
        return ynode_err(f, n, e, "'taggers' must be a list");
    if (!r->taggers) {
        r->taggers = xcalloc(1, sizeof(*r->taggers));
        map_init(&r->taggers->index);
    }
    for (const struct ynode *c = n->first; c; c = c->next) {
        struct loading l = {r, f, c, e};
        if (!load_one(&l))
            return false;
    }
    return true;
}

void taggers_finish(struct rules *r)
{
    struct taggers *t = r->taggers;
    if (!t)
        return;
    t->gates = gates_new();
    for (size_t i = 0; i < t->v.n; i++)
        if (t->v.p[i].place == PLACE_ANY)
            gates_add(t->gates, (uint16_t)i, &t->v.p[i].gate);
    gates_freeze(t->gates);
}

void taggers_free(struct taggers *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->v.n; i++)
        tagger_release(&t->v.p[i]);
    VEC_FREE(&t->v);
    map_release(&t->index);
    gates_free(t->gates);
    free(t);
}

const struct tagger *tagger_get(const struct taggers *t, struct str id)
{
    size_t at = t ? (size_t)(uintptr_t)map_get(&t->index, id) : 0;
    return at ? &t->v.p[at - 1] : NULL;
}
