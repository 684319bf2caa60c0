/*
 * The names that the store knows, as text: every model, every author and the
 * families that names fall into ("Claude", "Gemini"), each with its aliases.
 * All of it comes from the data, so that a model which arrives with tomorrow's
 * figures is known without a release.
 */
#include "store/names_text.h"

#include "base/map.h"
#include "scan/names.h"
#include "store/alias.h"
#include "store/slug.h"

struct item {            /* a model */
    const char *base;    /* permaslug without variant */
    const char *display; /* as the API gives it; NULL: from the slug */
    int64_t created;     /* unix, 0 unknown */
    const struct entity *ent;
};
struct family {
    const char *author, *word;
    uint32_t models;
};
struct build {
    struct db *db;
    struct buf *out;
    struct arena arena;
    struct map by_base;   /* struct item */
    struct map by_model;  /* id of model_id (8 bytes) -> struct item */
    struct map by_id;     /* model id without variant -> struct item */
    struct map nearest;   /* alias, folded -> int: the least distance that has it */
    struct map countries; /* author -> country */
    struct map authors;   /* author with a model -> itself */
    struct map families;  /* "author/word", lower case -> struct family */
};

static struct str key_of(const int64_t *id)
{
    return str_of((const char *)id, sizeof(*id));
}

static struct str lower(struct build *b, struct str s)
{
    char *copy = arena_strdup(&b->arena, s);

    for (char *p = copy; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p + 32);
    return str_c(copy);
}

static struct item *item_of(struct build *b, struct str base)
{
    struct item *item = map_get(&b->by_base, base);

    if (item)
        return item;
    item = ARENA_NEW(&b->arena, struct item);
    item->base = arena_strdup(&b->arena, base);
    map_put(&b->by_base, str_c(item->base), item);
    return item;
}

/* ---- reading ---- */

static bool load_links(struct build *b, struct err *e)
{
    sqlite3_stmt *st = db_bind(b->db, SQL_ALL_LINKS, e, "");
    int found = -1;

    while (st && (found = db_step(b->db, st, e)) > 0) {
        int64_t model = sqlite3_column_int64(st, 1);

        if (str_starts(db_text(st, 0), STR("~")))
            continue;
        map_put(&b->by_model, key_of(&model), item_of(b, db_text(st, 0)));
    }
    return found == 0;
}

/* The model that a line is about: by the API's permaslug, by its link, by the
 * line of the same id without a variant (which comes first). */
static struct item *item_of_line(struct build *b, sqlite3_stmt *st)
{
    int64_t model = sqlite3_column_int64(st, 0);
    struct str id = slug_base(db_text(st, 1)), slug = slug_base(db_text(st, 2));
    struct item *item = slug.n ? item_of(b, slug) : map_get(&b->by_model, key_of(&model));

    if (!item)
        item = map_get(&b->by_id, id);
    if (!item)
        item = item_of(b, id);
    map_put(&b->by_id, id, item);
    return item;
}

/* Lines of one model follow each other, oldest first: the newest one with a
 * name has the name.  Ids with a tilde are pointers to whatever is newest. */
static bool load_models(struct build *b, struct err *e)
{
    sqlite3_stmt *st = db_bind(b->db, SQL_ALL_MODELS, e, "");
    int found = -1;

    while (st && (found = db_step(b->db, st, e)) > 0) {
        struct item *item;

        if (str_starts(db_text(st, 1), STR("~")))
            continue;
        item = item_of_line(b, st);
        if (db_text(st, 3).n && (!item->display || !slug_variant(db_text(st, 1)).n))
            item->display = db_need(&b->arena, st, 3);
        if (sqlite3_column_int64(st, 4) &&
            (!item->created || sqlite3_column_int64(st, 4) < item->created))
            item->created = sqlite3_column_int64(st, 4);
    }
    return found == 0;
}

static bool load_series(struct build *b, struct err *e)
{
    sqlite3_stmt *st = db_bind(b->db, SQL_ALL_SERIES, e, "");
    int found = -1;

    while (st && (found = db_step(b->db, st, e)) > 0)
        item_of(b, slug_base(db_text(st, 1)));
    return found == 0;
}

static bool load_countries(struct build *b, struct err *e)
{
    sqlite3_stmt *st = db_bind(b->db, SQL_ALL_AUTHORS, e, "");
    int found = -1;

    while (st && (found = db_step(b->db, st, e)) > 0)
        map_put(&b->countries, db_text(st, 0), db_need(&b->arena, st, 3));
    return found == 0;
}

static const char *country_of(const struct build *b, const char *author)
{
    const char *country = map_get(&b->countries, str_c(author));

    return country ? country : "??";
}

/* ---- writing ---- */

/* Names come from outside: what would break a line is no part of one. */
static void put_field(struct build *b, const char *text)
{
    buf_addch(b->out, '\t');
    for (; *text; text++)
        buf_addch(b->out, (unsigned char)*text < 0x20 ? ' ' : *text);
}

static void put_entity(struct build *b, const struct entity *ent)
{
    char day[11];

    date_format(ent->created, day);
    buf_addf(b->out, "E\t%s", ent_type_name(ent->type));
    put_field(b, ent->id);
    put_field(b, ent->name);
    put_field(b, ent->author ? ent->author : "");
    put_field(b, ent->country);
    put_field(b, day);
    buf_addch(b->out, '\n');
}

static void put_alias(struct build *b, const char *alias, bool weak)
{
    buf_addch(b->out, weak ? 'w' : 'a');
    put_field(b, alias);
    buf_addch(b->out, '\n');
}

/* ---- models ---- */

static void count_family(struct build *b, const char *author, struct str name)
{
    struct str word = alias_family(name), key;
    struct family *f;

    if (!word.n)
        return;
    key = lower(b, str_c(arena_printf(&b->arena, "%s/%.*s", author, STR_FMT(word))));
    f = map_get(&b->families, key);
    if (!f) {
        f = ARENA_NEW(&b->arena, struct family);
        f->author = author;
        f->word = arena_strdup(&b->arena, word);
        map_put(&b->families, key, f);
    }
    f->models++;
}

static size_t derive(const struct item *item, struct alias out[ALIAS_MAX])
{
    return alias_derive(item->display ? str_c(item->display) : STR_NONE,
                        str_c(item->base), out);
}

/* An alias as the matcher sees it: without case and separators. */
static struct str folded(struct build *b, const char *alias)
{
    struct str s = lower(b, str_c(alias));
    char *out = arena_strdup(&b->arena, s);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        if (!strchr(" -_", s.p[i]))
            out[n++] = s.p[i];
    return str_of(out, n);
}

static void claim(struct build *b, const struct item *item)
{
    struct alias v[ALIAS_MAX];
    size_t n = derive(item, v);

    for (size_t i = 0; i < n; i++) {
        struct str key = folded(b, v[i].text);
        int *far = map_get(&b->nearest, key);

        if (!far) {
            far = ARENA_NEW(&b->arena, int);
            *far = v[i].far;
            map_put(&b->nearest, key, far);
        }
        *far = v[i].far < *far ? v[i].far : *far;
    }
}

static bool is_nearest(struct build *b, const struct alias *a)
{
    const int *far = map_get(&b->nearest, folded(b, a->text));

    return a->far <= *far;
}

static const char *plain_name(struct build *b, const struct item *item)
{
    struct str name = item->display ? alias_plain_name(str_c(item->display)) : STR_NONE;
    char derived[96];

    if (!name.n) {
        alias_name_from_slug(str_c(item->base), derived, sizeof(derived));
        name = str_c(derived);
    }
    return arena_strdup(&b->arena, name);
}

/* A name of several models belongs to those whose whole name it is nearest to. */
static void add_model(struct build *b, const struct item *item)
{
    const char *author = arena_strdup(&b->arena, slug_author(str_c(item->base)));
    struct entity ent = {.type = ENT_MODEL, .id = item->base, .author = author};
    struct alias v[ALIAS_MAX];
    size_t n = derive(item, v);

    ent.name = plain_name(b, item);
    ent.country = country_of(b, author);
    ent.created = item->created ? date_from_unix(item->created) : DATE_NONE;
    put_entity(b, &ent);
    for (size_t i = 0; i < n; i++)
        if (is_nearest(b, &v[i]))
            put_alias(b, v[i].text, v[i].weak);
    map_put(&b->authors, str_c(author), (void *)(uintptr_t)author);
    count_family(b, author, str_c(ent.name));
}

/* ---- authors ---- */

static void author_alias(struct build *b, struct str alias)
{
    alias = str_trim(alias);
    if (alias.n > 1)
        put_alias(b, arena_strdup(&b->arena, alias),
                  alias_is_common(alias) || alias.n < 3);
}

/* "Zhipu AI / Knowledge Atlas (GLM)": each name, and without AI or Group.  A
 * description of a person or a group without a capital is none. */
static void company_aliases(struct build *b, struct str company)
{
    static const struct str tails[] = {STR(" AI"), STR(" Group"), STR(" Labs"),
                                       STR(" Platforms")};
    struct str part;

    company = str_sub(company, 0, str_find(company, STR("("), 0));
    while (str_split(&company, '/', &part)) {
        part = str_trim(part);
        if (!part.n || part.p[0] < 'A' || part.p[0] > 'Z')
            continue;
        author_alias(b, part);
        for (size_t i = 0; i < ARRAY_LEN(tails); i++)
            if (str_ends(part, tails[i]) && part.n > tails[i].n + 3)
                author_alias(b, str_sub(part, 0, part.n - tails[i].n));
    }
}

static void add_author(struct build *b, sqlite3_stmt *st)
{
    struct entity ent = {.type = ENT_AUTHOR, .created = DATE_NONE};

    ent.id = db_need(&b->arena, st, 0);
    ent.name = db_need(&b->arena, st, 1);
    ent.country = db_need(&b->arena, st, 3);
    put_entity(b, &ent);
    author_alias(b, str_c(ent.name));
    if (str_find(str_c(ent.id), STR("-"), 0) < strlen(ent.id))
        author_alias(b, str_c(ent.id));
    if (db_text(st, 4).n == 0) /* a note says that the company is not the plain answer */
        company_aliases(b, db_text(st, 2));
}

/* Authors with a model; the platform itself is no developer. */
static bool add_authors(struct build *b, struct err *e)
{
    sqlite3_stmt *st = db_bind(b->db, SQL_ALL_AUTHORS, e, "");
    int found = -1;

    while (st && (found = db_step(b->db, st, e)) > 0)
        if (map_get(&b->authors, db_text(st, 0)) &&
            !str_eqc(db_text(st, 0), "openrouter"))
            add_author(b, st);
    return found == 0;
}

/* ---- families ---- */

/* Another author has as many models or more under this word. */
static bool outnumbered(const struct build *b, const struct family *f)
{
    for (size_t i = 0; i < b->families.n; i++) {
        const struct family *g = b->families.items[i].value;

        if (g != f && str_ieq(str_c(g->word), str_c(f->word)) && g->models >= f->models)
            return true;
    }
    return false;
}

/* A family of several models, named otherwise than an author. */
static void add_family(struct build *b, struct str key, const struct family *f)
{
    struct entity ent = {
        .type = ENT_GROUP, .name = f->word, .author = f->author, .created = DATE_NONE};

    if (f->models < 2 || map_get(&b->authors, lower(b, str_c(f->word))) ||
        outnumbered(b, f))
        return;
    ent.id = arena_printf(&b->arena, "family:%.*s", STR_FMT(key));
    ent.country = country_of(b, f->author);
    put_entity(b, &ent);
    put_alias(b, f->word, alias_is_common(str_c(f->word)) || strlen(f->word) < 3);
}

bool names_text(struct db *d, struct buf *out, struct err *e)
{
    struct build b = {.db = d, .out = out};
    struct map *maps[] = {&b.by_id,   &b.by_base,  &b.by_model, &b.nearest,
                          &b.authors, &b.families, &b.countries};
    bool ok;

    arena_init(&b.arena);
    for (size_t i = 0; i < ARRAY_LEN(maps); i++)
        map_init(maps[i]);
    ok = load_countries(&b, e) && load_links(&b, e) && load_models(&b, e) &&
         load_series(&b, e);
    for (size_t i = 0; ok && i < b.by_base.n; i++)
        claim(&b, b.by_base.items[i].value);
    for (size_t i = 0; ok && i < b.by_base.n; i++)
        add_model(&b, b.by_base.items[i].value);
    ok = ok && add_authors(&b, e);
    for (size_t i = 0; ok && i < b.families.n; i++)
        add_family(&b, b.families.items[i].key, b.families.items[i].value);
    for (size_t i = 0; i < ARRAY_LEN(maps); i++)
        map_release(maps[i]);
    arena_release(&b.arena);
    return ok;
}
