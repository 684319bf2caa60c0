/*
 * Which series a word on the command line means: an id first, then a name as
 * articles use it.
 */
#include "cmd/data.h"

static void take(struct data_who *w, enum set_kind set, const struct entity *e)
{
    w->set = set;
    w->ents[w->n++] = e;
}

static bool by_id(struct data_view *v, const char *name, struct data_who *out)
{
    struct str s = str_c(name);
    const struct entity *e = names_get(v->names, ENT_MODEL, s);

    if (e) {
        take(out, SET_MODELS, e);
        return true;
    }
    e = names_get(v->names, ENT_AUTHOR, s);
    if (e)
        take(out, SET_AUTHORS, e);
    return e != NULL;
}

/* Two capitals are a country, known or not. */
static bool by_country(struct data_view *v, const char *name, struct data_who *out)
{
    struct entity *e;

    if (strlen(name) != 2 || name[0] < 'A' || name[0] > 'Z' || name[1] < 'A' ||
        name[1] > 'Z')
        return false;
    e = ARENA_NEW(&v->arena, struct entity);
    *e = (struct entity){.type = ENT_COUNTRY,
                         .id = arena_strdup(&v->arena, str_c(name)),
                         .name = "country",
                         .created = DATE_NONE};
    take(out, SET_COUNTRY, e);
    return true;
}

static bool ambiguous(const char *name, const struct name_hit *h, struct err *e)
{
    struct buf list;

    buf_init(&list, 400);
    for (uint32_t i = 0; i < h->n && i < 8; i++)
        buf_addf(&list, "%s%s", i ? ", " : "", h->ents[i]->id);
    err_set(e, "'%s' may be one of: %s", name, list.p);
    buf_release(&list);
    return false;
}

static bool by_name(struct data_view *v, const char *name, struct data_who *out,
                    struct err *e)
{
    struct str s = str_c(name);
    struct name_hit h;
    const struct entity *ent;

    if (names_find(v->names, s, 0, (uint32_t)s.n, &h, 1) != 1 || h.start != 0 ||
        h.end != s.n)
        return err_set(e, "there is no model, author or country '%s'", name);
    ent = h.ents[0];
    if (ent->type == ENT_MODEL && h.n > 1)
        return ambiguous(name, &h, e);
    if (ent->type == ENT_AUTHOR) {
        for (uint32_t i = 0; i < h.n && i < ARRAY_LEN(out->ents); i++)
            if (h.ents[i]->type == ENT_AUTHOR)
                take(out, SET_AUTHORS, h.ents[i]);
        return true;
    }
    if (ent->type != ENT_MODEL)
        return err_set(e, "'%s' is a %s: name a model, an author or a country", name,
                       ent_type_name(ent->type));
    take(out, SET_MODELS, ent);
    return true;
}

static bool resolve(struct data_view *v, const char *name, struct data_who *out,
                    struct err *e)
{
    if (strcmp(name, "total") == 0) {
        out->set = SET_ALL;
        out->title = "all traffic";
        return true;
    }
    if (!by_id(v, name, out) && !by_country(v, name, out) && !by_name(v, name, out, e))
        return false;
    out->title = arena_printf(&v->arena, "%s (%s)", out->ents[0]->name, out->ents[0]->id);
    return true;
}

bool data_who(struct data_view *v, const struct data_opts *o, const char *name,
              struct data_who *out, struct err *e)
{
    const char *given[] = {o->model, o->author, o->country};

    memset(out, 0, sizeof(*out));
    for (size_t i = 0; i < ARRAY_LEN(given); i++) {
        if (given[i] && name)
            return err_set(e, "name one of a model, an author or a country");
        if (given[i])
            name = given[i];
    }
    return resolve(v, name ? name : "total", out, e);
}
