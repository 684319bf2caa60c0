/*
 * Candidates from the store's price intervals.
 */
#include "verify/listing.h"

static const char *value_of(struct ctx *c, const struct price *p, enum metric m)
{
    if (m == METRIC_INPUT)
        return p->input;
    if (m == METRIC_OUTPUT)
        return p->output;
    return p->context_length > 0
               ? arena_printf(c->a, "%lld", (long long)p->context_length)
               : NULL;
}

static int distance(const struct span *s, date_t day)
{
    if (day < s->from)
        return s->from - day;
    return day > s->to ? day - s->to : 0;
}

/* The router's own answer comes before a list that is kept by hand. */
static bool nearer(const struct listed *a, const struct listed *b, date_t day)
{
    if (a->by_hand != b->by_hand)
        return b->by_hand;
    int da = distance(&a->valid, day), db = distance(&b->valid, day);

    if (da != db)
        return da < db;
    return a->valid.to > b->valid.to;
}

/* Adds in order of nearness; the nearest interval speaks for its value. */
static int add(struct listed out[], int n, const struct listed *l, date_t day)
{
    int at;

    for (int i = 0; i < n; i++)
        if (strcmp(out[i].value, l->value) == 0) {
            if (!nearer(l, &out[i], day))
                return n;
            memmove(&out[i], &out[i + 1], (size_t)(n - i - 1) * sizeof(*out));
            n--;
            break;
        }
    for (at = 0; at < n && !nearer(l, &out[at], day); at++)
        ;
    if (at == LISTING_MAX)
        return n;
    if (n == LISTING_MAX)
        n--;
    memmove(&out[at + 1], &out[at], (size_t)(n - at) * sizeof(*out));
    out[at] = *l;
    return n + 1;
}

/* Keeps what was seen within `days` of the day; the nearest one in any case. */
static int keep_near(struct listed out[], int n, date_t day, int days)
{
    int kept = n > 0 ? 1 : 0;

    for (int i = 1; i < n; i++)
        if (distance(&out[i].valid, day) <= days)
            out[kept++] = out[i];
    return kept;
}

/* Not every collection of prices notes the context; the model's own record does. */
static int from_model(struct ctx *c, const struct entity *model, date_t day,
                      struct listed out[])
{
    struct model_info info;
    enum found found = cache_model(c, model, &info);

    if (found != FOUND || info.context_length <= 0)
        return found == FOUND_ERROR ? -1 : 0;
    out[0] = (struct listed){
        .value = arena_printf(c->a, "%lld", (long long)info.context_length),
        .valid = {day, day},
        .on_day = true,
        .model_id = info.permaslug,
        .snapshot = info.snapshot};
    return 1;
}

int listing_find(struct ctx *c, const struct entity *model, enum metric m, date_t day,
                 struct listed out[LISTING_MAX])
{
    int days = tables_limit(&c->v->tables, "price_days"), n = 0;
    struct price *v;
    size_t count;
    enum found found = cache_prices(c, model, day - days, day, &v, &count);

    if (found != FOUND)
        return found == FOUND_NOTHING ? 0 : -1;
    for (size_t i = 0; i < count; i++) {
        struct listed l = {.value = value_of(c, &v[i], m),
                           .valid = {v[i].from, v[i].to},
                           .model_id = v[i].model_id,
                           .snapshot = v[i].snapshot};

        l.on_day = distance(&l.valid, day) == 0 && !v[i].by_hand;
        l.by_hand = v[i].by_hand;
        if (l.value)
            n = add(out, n, &l, day);
    }
    if (n == 0 && m == METRIC_CONTEXT)
        return from_model(c, model, day, out);
    return keep_near(out, n, day, days);
}
