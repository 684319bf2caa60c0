/*
 * Reading the names that the store keeps into the scanner's matcher.
 */
#include "store/names_text.h"

#include "store/alias.h"
#include "store/handle.h"
#include "store/slug.h"

static bool put_entity(struct names *n, struct arena *a, struct str line,
                       const struct entity **out)
{
    struct str field[6];
    struct entity ent = {.type = ENT_OTHER};

    for (size_t i = 0; i < ARRAY_LEN(field); i++)
        if (!str_split(&line, '\t', &field[i]))
            return false;
    for (int t = 0; t <= ENT_OTHER; t++)
        if (str_eqc(field[0], ent_type_name((enum ent_type)t)))
            ent.type = (enum ent_type)t;
    ent.id = arena_strdup(a, field[1]);
    ent.name = arena_strdup(a, field[2]);
    ent.author = field[3].n ? arena_strdup(a, field[3]) : NULL;
    ent.country = arena_strdup(a, field[4]);
    ent.created = date_parse(field[5]);
    *out = names_entity(n, &ent);
    return true;
}

static bool read_text(struct names *n, struct str text)
{
    const struct entity *ent = NULL;
    struct arena a;
    struct str line;
    bool ok = true;

    arena_init(&a);
    while (ok && str_split(&text, '\n', &line)) {
        char mark = line.n > 2 ? line.p[0] : '\0';
        struct str rest = str_sub(line, 2, line.n);

        if (mark == 'E')
            ok = put_entity(n, &a, rest, &ent);
        else if (mark && ent)
            names_alias(n, arena_strdup(&a, rest), ent, mark == 'w');
    }
    arena_release(&a);
    return ok;
}

static bool derive(struct store *s, struct names *n, struct err *e)
{
    struct buf text;
    bool ok;

    buf_init(&text, 0);
    ok = names_text(&s->db, &text, e) && read_text(n, buf_str(&text));
    buf_release(&text);
    return ok;
}

bool store_names(struct store *s, struct names *n, struct err *e)
{
    sqlite3_stmt *st =
        db_bind(&s->db, SQL_NAMES_TEXT, e, "i", (int64_t)NAMES_TEXT_VERSION);
    int found = st ? db_step(&s->db, st, e) : -1;
    bool ok = found > 0 && read_text(n, db_text(st, 0));

    store_use_names(s, n);
    if (found > 0)
        sqlite3_reset(st);
    if (found < 0)
        return false;
    return ok || derive(s, n, e);
}

bool store_is_family(const struct entity *family, const struct entity *model)
{
    struct str id = str_c(family->id), word = alias_family(str_c(model->name));
    struct str rest = str_sub(id, strlen("family:"), id.n);

    return model->type == ENT_MODEL && str_starts(id, STR("family:")) && model->author &&
           str_ieq(slug_author(rest), str_c(model->author)) &&
           str_ieq(slug_name(rest), word);
}
