/*
 * Whose figures are meant: one side of a claim as a selection of the store.
 */
#include "verify/bind.h"

static const char *label_of(struct ctx *c, const struct entref *r)
{
    struct buf b;
    const char *label;

    if (r->text.n > 0 && r->text.n <= 60)
        return arena_strdup(c->a, r->text);
    if (r->n == 0)
        return "it";
    buf_init(&b, 512);
    for (uint32_t i = 0; i < r->n && i < 6; i++)
        buf_addf(&b, "%s%s",
                 i == 0          ? ""
                 : i + 1 == r->n ? " and "
                                 : ", ",
                 r->ents[i]->name);
    label = arena_strdup(c->a, buf_str(&b));
    buf_release(&b);
    return label;
}

static bool one_type(const struct entref *r)
{
    for (uint32_t i = 1; i < r->n; i++)
        if (r->ents[i]->type != r->ents[0]->type)
            return false;
    return r->n > 0;
}

#define FAMILY_MAX 200

/* "Claude", "Qwen": all models of the family together. */
static bool family_who(struct ctx *c, const struct entity *family, struct who *out)
{
    const struct entity **v = ARENA_ARRAY(c->a, const struct entity *, FAMILY_MAX);
    size_t n = names_count(c->v->names);

    out->set = SET_MODELS;
    out->ents = v;
    for (size_t i = 0; i < n && out->n < FAMILY_MAX; i++) {
        const struct entity *e = names_at(c->v->names, i);

        if (e->type == ENT_MODEL && store_is_family(family, e))
            v[out->n++] = e;
    }
    return out->n > 0;
}

/* "country:CN", "top:10", "named", "all"; an open or closed group has no
 * series of its own. */
static bool group_who(struct ctx *c, const struct entity *g, struct who *out)
{
    struct str id = str_c(g->id), kind;
    int64_t top;

    if (str_eqc(id, "named") || str_eqc(id, "all")) {
        out->set = SET_ALL;
        out->open_set = true;
        out->charted = str_eqc(id, "named");
        return true;
    }
    if (!str_split(&id, ':', &kind))
        return false;
    if (str_eqc(kind, "family"))
        return family_who(c, g, out);
    if (str_eqc(kind, "top") && str_i64(id, &top) && top > 0 && top <= 50) {
        out->set = SET_ALL;
        out->top = (int)top;
        return true;
    }
    if (str_eqc(kind, "country")) {
        const struct entity *e = names_get(c->v->names, ENT_COUNTRY, id);
        const struct entity **v = ARENA_ARRAY(c->a, const struct entity *, 1);

        v[0] = e;
        out->set = SET_COUNTRY;
        out->ents = v;
        out->n = e ? 1 : 0;
    }
    return out->n > 0;
}

bool bind_who(struct ctx *c, const struct entref *r, struct who *out, enum reason *why)
{
    static const enum set_kind sets[] = {[ENT_MODEL] = SET_MODELS,
                                         [ENT_AUTHOR] = SET_AUTHORS,
                                         [ENT_COUNTRY] = SET_COUNTRY};

    memset(out, 0, sizeof(*out));
    out->label = label_of(c, r);
    if (r->n == 0 && r->top > 0) {
        out->set = SET_ALL;
        out->top = r->top;
        return true;
    }
    if (!one_type(r)) {
        *why = REASON_ENTITY_UNRESOLVED;
        return false;
    }
    *why = REASON_NO_SERIES;
    switch (r->ents[0]->type) {
    case ENT_MODEL:
    case ENT_AUTHOR:
    case ENT_COUNTRY:
        out->set = sets[r->ents[0]->type];
        out->ents = r->ents;
        out->n = r->mode == REF_ANY ? 1 : r->n;
        return true;
    case ENT_GROUP:
        return r->n == 1 && group_who(c, r->ents[0], out);
    case ENT_PLATFORM:
        out->set = SET_ALL;
        out->open_set = true;
        return true;
    default:
        *why = REASON_OUT_OF_SCOPE;
        return false;
    }
}

const char *who_class(const struct who *w)
{
    static const char *const names[] = {[SET_MODELS] = "model",
                                        [SET_AUTHORS] = "author",
                                        [SET_COUNTRY] = "country",
                                        [SET_ALL] = "platform"};

    if (w->charted)
        return "charted";
    return w->top > 0 ? "top" : names[w->set];
}
