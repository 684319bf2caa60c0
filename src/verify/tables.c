/*
 * Reads the tables of rules/verify and answers questions about them.
 */
#include "verify/tables.h"

static bool take_prior(struct str s, int *prior)
{
    int64_t v;

    if (!str_i64(str_trim(s), &v) || v < 1 || v > 100)
        return false;
    *prior = (int)v;
    return true;
}

/* "chart* 50, named 25" */
static bool parse_choices(struct str s, struct choices *out)
{
    struct str part;

    out->n = 0;
    while (str_split(&s, ',', &part)) {
        struct choice *c = &out->v[out->n];
        size_t blank;

        part = str_trim(part);
        blank = str_find(part, STR(" "), 0);
        if (out->n == TABLE_MAX_CHOICES ||
            !take_prior(str_sub(part, blank, part.n), &c->prior))
            return false;
        c->name = str_sub(part, 0, blank);
        c->is_default = str_ends(c->name, STR("*"));
        if (c->is_default)
            c->name = str_sub(c->name, 0, c->name.n - 1);
        out->n++;
    }
    return out->n > 0;
}

static const char *const limit_names[] = {
    "min_prior",       "max_readings",    "trailing_default", "trailing_other",
    "stale_days",      "weak_confidence", "price_days",       "streak_weeks",
    "date_early_days", "baseline_weeks",  "record_weeks",     "then_prior",
};

static bool load_limits(struct tables *t, struct err *e)
{
    for (size_t i = 0; i < ARRAY_LEN(limit_names); i++) {
        struct str s = rules_lookup(t->rules, "verify_limits", str_c(limit_names[i]));
        int64_t v;

        if (!str_i64(s, &v) || v < 0 || v > 100000)
            return err_set(e, "table 'verify_limits' needs a number for '%s'",
                           limit_names[i]);
    }
    t->min_prior = tables_limit(t, "min_prior");
    t->max_readings = tables_limit(t, "max_readings");
    return true;
}

bool tables_load(struct tables *t, const struct rules *r, struct err *e)
{
    const struct vocab *readings = rules_vocab(r, "verify_readings");
    struct choices c;

    memset(t, 0, sizeof(*t));
    t->rules = r;
    if (!allow_load(&t->allow, rules_vocab(r, "verify_allow"),
                    rules_vocab(r, "verify_fractions"), e))
        return false;
    if (!readings || !rules_vocab(r, "verify_text"))
        return err_set(e, "table '%s' is missing",
                       readings ? "verify_text" : "verify_readings");
    for (size_t i = 0; i < readings->n; i++)
        if (!parse_choices(readings->items[i].value, &c))
            return err_set(e,
                           "'%.*s' of 'verify_readings' is no list of names and priors",
                           STR_FMT(readings->items[i].key));
    return load_limits(t, e);
}

void tables_choices(const struct tables *t, const char *dimension,
                    const char *const words[3], struct choices *out)
{
    char key[100];

    out->n = 0;
    for (unsigned any = 0; any < 8 && out->n == 0; any++) {
        struct str row;
        int n = snprintf(key, sizeof(key), "%s.%s.%s.%s", dimension,
                         any & 4 ? "any" : words[0], any & 2 ? "any" : words[1],
                         any & 1 ? "any" : words[2]);

        if (n < 0 || (size_t)n >= sizeof(key))
            continue;
        row = rules_lookup(t->rules, "verify_readings", str_of(key, (size_t)n));
        if (row.n && !parse_choices(row, out))
            out->n = 0;
    }
}

int tables_limit(const struct tables *t, const char *name)
{
    int64_t v;

    if (!str_i64(rules_lookup(t->rules, "verify_limits", str_c(name)), &v))
        BUG("no limit '%s'", name);
    return (int)v;
}

const char *tables_text(const struct tables *t, struct arena *a, const char *key)
{
    struct str s = rules_lookup(t->rules, "verify_text", str_c(key));

    return s.p ? arena_strdup(a, s) : arena_strdup(a, str_c(key));
}

static const struct slot *slot_named(struct str name, const struct slot *slots, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eqc(name, slots[i].name))
            return &slots[i];
    return NULL;
}

const char *tables_fill(struct arena *a, const char *text, const struct slot *slots,
                        size_t n_slots)
{
    struct str rest = str_c(text);
    struct buf out;
    char *kept;

    buf_init(&out, 16384);
    while (rest.n) {
        size_t open = str_find(rest, STR("{"), 0), close = str_find(rest, STR("}"), open);
        const struct slot *slot = NULL;

        buf_adds(&out, str_sub(rest, 0, open));
        if (close < rest.n)
            slot = slot_named(str_sub(rest, open + 1, close), slots, n_slots);
        if (slot)
            buf_addc(&out, slot->value ? slot->value : "");
        else
            buf_adds(&out, str_sub(rest, open, close < rest.n ? close + 1 : rest.n));
        rest = str_sub(rest, close < rest.n ? close + 1 : rest.n, rest.n);
    }
    kept = arena_strdup(a, buf_str(&out));
    buf_release(&out);
    return kept;
}
