/*
 * Authors, models, apps and revealed names, as they change from snapshot to
 * snapshot; and the link between permaslugs and model ids, which is derived
 * from all of them.
 */
#include "store/writer.h"

#include "store/names_text.h"
#include "store/slug.h"

/* Steps a look-up once: 1 with the row still there, 0 none, -1 error. */
static int look_up(struct writer *w, sqlite3_stmt *st, struct err *e)
{
    return st ? db_step(&w->db, st, e) : -1;
}

bool writer_author_day(struct writer *w, struct snap *s, const struct author_day_in *in,
                       struct err *e)
{
    sqlite3_stmt *st;
    int found;

    if (in->tokens < 0 || in->tokens > STORE_MAX_TOKENS || in->author.n == 0 ||
        in->author.n > 64)
        return err_set(e, "this is no figure of an author");
    st = db_bind(&w->db, SQL_GET_AUTHOR_DAY, e, "isiitt", (int64_t)in->day, &in->author,
                 in->tokens, in->half, s->source, s->as_of);
    found = look_up(w, st, e);
    s->rows++;
    if (found > 0)
        sqlite3_reset(st);
    if (found)
        return found > 0;
    s->added++;
    return db_run(&w->db, SQL_PUT_AUTHOR_DAY, e, "isiii", (int64_t)in->day, &in->author,
                  in->tokens, in->half, s->id);
}

bool writer_author(struct writer *w, struct snap *s, const struct author_in *in,
                   struct err *e)
{
    const struct str *fields[] = {&in->name, &in->company, &in->country, &in->note};
    sqlite3_stmt *st =
        db_bind(&w->db, SQL_GET_AUTHOR, e, "si", &in->slug, (int64_t)s->day);
    int found = look_up(w, st, e);
    bool same = found > 0;

    if (in->slug.n == 0 || in->country.n != 2)
        return err_set(e, "'%.*s' has no country code of two letters", STR_FMT(in->slug));
    for (int i = 0; same && i < (int)ARRAY_LEN(fields); i++)
        same = str_eq(db_text(st, i), *fields[i]);
    if (found > 0)
        sqlite3_reset(st);
    s->rows++;
    if (found < 0 || same)
        return found >= 0;
    s->added++;
    w->relink = true;
    return db_run(&w->db, SQL_PUT_AUTHOR, e, "sssssi", &in->slug, &in->name, &in->company,
                  &in->country, &in->note, s->id);
}

bool writer_reveal(struct writer *w, struct snap *s, const struct reveal_in *in,
                   struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_GET_REVEAL, e, "sssis", &in->permaslug,
                               &in->author, &in->model, (int64_t)in->day, &in->note);
    int found = look_up(w, st, e);

    s->rows++;
    if (found > 0)
        sqlite3_reset(st);
    if (found)
        return found > 0;
    s->added++;
    return db_run(&w->db, SQL_PUT_REVEAL, e, "sssisi", &in->permaslug, &in->author,
                  &in->model, (int64_t)in->day, &in->note, s->id);
}

/* A line that only names the listing time adds nothing to one that names it
 * and more. */
static bool is_bare(const struct model_in *in)
{
    return in->permaslug.n == 0 && in->name.n == 0 && in->context == 0;
}

static bool says_more(sqlite3_stmt *st, const struct model_in *in)
{
    if (sqlite3_column_int64(st, 2) != in->created)
        return true;
    return !is_bare(in) &&
           (!str_eq(db_text(st, 0), in->permaslug) || !str_eq(db_text(st, 1), in->name) ||
            sqlite3_column_int64(st, 3) != in->context);
}

bool writer_model(struct writer *w, struct snap *s, const struct model_in *in,
                  struct err *e)
{
    int64_t model = writer_model_id(w, in->model_id, e);
    sqlite3_stmt *st;
    int found;

    if (!model)
        return false;
    if (in->permaslug.n && !writer_good_slug(in->permaslug))
        return err_set(e, "'%.*s' is no permaslug", STR_FMT(in->permaslug));
    if (in->created < 0 || in->context < 0)
        return err_set(e, "'%.*s': a negative number", STR_FMT(in->model_id));
    st = db_bind(&w->db, SQL_GET_MODEL, e, "ii", model,
                 is_bare(in) ? INT32_MAX : (int64_t)s->day);
    found = look_up(w, st, e);
    s->rows++;
    if (found > 0 && !says_more(st, in)) {
        sqlite3_reset(st);
        return true;
    }
    if (found > 0)
        sqlite3_reset(st);
    s->added++;
    w->relink = true;
    return found >= 0 && db_run(&w->db, SQL_PUT_MODEL, e, "issiii", model, &in->permaslug,
                                &in->name, in->created, in->context, s->id);
}

bool writer_app(struct writer *w, struct snap *s, const struct app_in *in, struct err *e)
{
    sqlite3_stmt *st;
    int found;

    if (in->tokens < 0 || in->tokens > STORE_MAX_TOKENS || in->requests < 0 ||
        in->rank < 1)
        return err_set(e, "'%.*s': this is no figure of an app", STR_FMT(in->name));
    st = db_bind(&w->db, SQL_GET_APP, e, "iiiisiitt", (int64_t)in->first,
                 (int64_t)in->last, in->rank, in->app_id, &in->name, in->tokens,
                 in->requests, s->source, s->as_of);
    found = look_up(w, st, e);
    s->rows++;
    if (found > 0)
        sqlite3_reset(st);
    if (found)
        return found > 0;
    s->added++;
    return db_run(&w->db, SQL_PUT_APP, e, "iiiisiii", (int64_t)in->first,
                  (int64_t)in->last, in->rank, in->app_id, &in->name, in->tokens,
                  in->requests, s->id);
}

/* ---- links ---- */

struct linked {
    int64_t model;
    bool variant; /* an id with ":free" or the like; one without is better */
};

static void offer(struct writer *w, struct map *m, struct str base, int64_t model,
                  bool variant)
{
    struct linked *l = map_get(m, base);

    if (l && !(l->variant && !variant))
        return;
    l = ARENA_NEW(&w->arena, struct linked);
    l->model = model;
    l->variant = variant;
    map_put(m, base, l);
}

/* Model ids by the permaslug that the API gives them, by their own name, and
 * those alone of which the API's permaslug is not known. */
struct id_maps {
    struct map slugs, ids, bare;
};

static bool load_ids(struct writer *w, struct id_maps *m, struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_LINK_MODELS, e, "");
    int found = -1;

    while (st && (found = db_step(&w->db, st, e)) > 0) {
        struct str id = db_text(st, 1), slug = db_text(st, 2), base = slug_base(id);
        bool variant = base.n < id.n;

        offer(w, slug.n ? &m->slugs : &m->bare, slug.n ? slug_base(slug) : base,
              sqlite3_column_int64(st, 0), variant);
        offer(w, &m->ids, base, sqlite3_column_int64(st, 0), variant);
    }
    return found == 0;
}

/* A collector may have prices under permaslugs, so that one is an id as well:
 * the id that it is the permaslug of wins. */
static const struct linked *find_link(const struct id_maps *m, struct str base)
{
    const struct linked *l = map_get(&m->slugs, base);
    struct str undated = slug_undated(base);

    if (!l && undated.n < base.n)
        l = map_get(&m->bare, undated);
    return l ? l : map_get(&m->ids, base);
}

static bool put_links(struct writer *w, struct id_maps *m, struct err *e)
{
    VEC(struct str) bases = {0};
    sqlite3_stmt *st = db_bind(&w->db, SQL_LINK_SLUGS, e, "");
    int found = -1;
    bool ok;

    while (st && (found = db_step(&w->db, st, e)) > 0)
        VEC_PUSH(&bases, arena_str(&w->arena, slug_base(db_text(st, 0))));
    for (size_t i = 0; i < m->slugs.n; i++)
        VEC_PUSH(&bases, m->slugs.items[i].key);
    ok = found == 0;
    for (size_t i = 0; ok && i < bases.n; i++) {
        const struct linked *l = find_link(m, bases.p[i]);

        ok = !l || db_run(&w->db, SQL_PUT_LINK, e, "si", &bases.p[i], l->model);
    }
    VEC_FREE(&bases);
    return ok;
}

static bool put_names(struct writer *w, struct err *e)
{
    struct buf text;
    struct str view;
    bool ok;

    buf_init(&text, 0);
    ok = names_text(&w->db, &text, e);
    view = buf_str(&text);
    ok = ok &&
         db_run(&w->db, SQL_PUT_NAMES_TEXT, e, "is", (int64_t)NAMES_TEXT_VERSION, &view);
    buf_release(&text);
    return ok;
}

bool writer_finish_links(struct writer *w, struct err *e)
{
    struct id_maps m;
    bool ok;

    if (!w->relink)
        return true;
    map_init(&m.slugs);
    map_init(&m.ids);
    map_init(&m.bare);
    ok = db_run(&w->db, SQL_LINK_CLEAR, e, "") && load_ids(w, &m, e) &&
         put_links(w, &m, e) && put_names(w, e);
    map_release(&m.slugs);
    map_release(&m.ids);
    map_release(&m.bare);
    return ok;
}
