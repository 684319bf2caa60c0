/*
 * Files and snapshots of the writer: the transaction around a file, the rows
 * of the tables file, provenance and snapshot.
 */
#include "store/write.h"

#include "store/writer.h"

struct writer *writer_open(const char *path, struct err *e)
{
    struct writer *w = xcalloc(1, sizeof(*w));

    if (!db_open_write(&w->db, path, e)) {
        free(w);
        return NULL;
    }
    return w;
}

static void file_init(struct writer *w)
{
    arena_init(&w->arena);
    map_init(&w->series);
    map_init(&w->models);
    map_init(&w->sheets);
    map_init(&w->prices);
    VEC_CLEAR(&w->snaps);
    w->relink = false;
    w->in_file = true;
}

static void file_release(struct writer *w)
{
    map_release(&w->series);
    map_release(&w->models);
    map_release(&w->sheets);
    writer_free_prices(w);
    map_release(&w->prices);
    VEC_FREE(&w->snaps);
    arena_release(&w->arena);
    w->in_file = false;
}

void writer_close(struct writer *w)
{
    if (!w)
        return;
    if (w->in_file)
        writer_rollback(w);
    db_close(&w->db);
    free(w);
}

bool writer_seal(struct writer *w, struct err *e)
{
    return db_seal(&w->db, e);
}

/* ---- files ---- */

static int file_known(struct writer *w, struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_FILE_KNOWN, e, "t", w->file.sha256);
    int found = st ? db_step(&w->db, st, e) : -1;

    if (found > 0)
        sqlite3_reset(st);
    return found;
}

enum file_state writer_begin(struct writer *w, const struct file_in *f, struct err *e)
{
    int known;

    if (w->in_file)
        BUG("a file within a file");
    if (!db_exec(&w->db, "BEGIN IMMEDIATE", e))
        return FILE_ERROR;
    file_init(w);
    w->file = *f;
    known = file_known(w, e);
    if (known == 0 && db_run(&w->db, SQL_PUT_FILE, e, "ttti", w->file.sha256, f->name,
                             f->format, f->bytes))
        return FILE_NEW;
    writer_rollback(w);
    return known > 0 ? FILE_KNOWN : FILE_ERROR;
}

/* A snapshot is kept when it brought a figure, or when it says for the first
 * time that nothing had changed. */
static bool end_snap(struct writer *w, struct snap *s, struct file_stats *out,
                     struct err *e)
{
    out->rows += s->rows;
    out->added += s->added;
    if (!s->added && !s->held && (s->had_same || !s->keep))
        return db_run(&w->db, SQL_DROP_SNAPSHOT, e, "i", s->id);
    out->snapshots++;
    return s->rows_known || db_run(&w->db, SQL_END_SNAPSHOT, e, "ii", s->id, s->rows);
}

bool writer_commit(struct writer *w, struct file_stats *out, struct err *e)
{
    bool ok;

    memset(out, 0, sizeof(*out));
    ok = writer_finish_sheets(w, e) && writer_finish_prices(w, e) &&
         writer_finish_links(w, e);
    for (size_t i = 0; ok && i < w->snaps.n; i++)
        ok = end_snap(w, w->snaps.p[i], out, e);
    ok = ok && db_exec(&w->db, "COMMIT", e);
    if (!ok) {
        writer_rollback(w);
        return false;
    }
    file_release(w);
    return true;
}

void writer_rollback(struct writer *w)
{
    if (!w->in_file)
        return;
    db_exec(&w->db, "ROLLBACK", NULL);
    file_release(w);
}

/* ---- snapshots ---- */

bool writer_provenance(struct writer *w, const struct snap_in *in, struct err *e)
{
    if (date_parse(str_c(in->as_of)) == DATE_NONE)
        return err_set(e, "'%s' is no date", in->as_of);
    return db_run(&w->db, SQL_PUT_PROVENANCE, e, "tttttttti", in->dataset, in->source,
                  in->as_of, in->retrieved_at, in->scope, in->title, in->origin,
                  in->license, in->rows);
}

/* What the file does not say is taken from the provenance; what that does not
 * say either is empty. */
static bool complete(struct writer *w, struct snap_in *in, struct err *e)
{
    sqlite3_stmt *st =
        db_bind(&w->db, SQL_GET_PROVENANCE, e, "ttt", in->dataset, in->source, in->as_of);
    const char **fields[] = {&in->retrieved_at, &in->scope, &in->title, &in->origin,
                             &in->license};
    int found = st ? db_step(&w->db, st, e) : -1;

    if (found < 0)
        return false;
    for (int i = 0; i < (int)ARRAY_LEN(fields); i++)
        if (!*fields[i])
            *fields[i] = found ? db_need(&w->arena, st, i) : "";
    if (found && !in->rows)
        in->rows = sqlite3_column_int64(st, 5);
    if (found)
        sqlite3_reset(st);
    if (!*in->title)
        in->title = in->source;
    if (!*in->scope)
        in->scope = "full";
    return true;
}

static struct snap *find_snap(struct writer *w, const struct snap_in *in)
{
    for (size_t i = w->snaps.n; i-- > 0;) {
        struct snap *s = w->snaps.p[i];

        if (strcmp(s->as_of, in->as_of) == 0 && strcmp(s->source, in->source) == 0 &&
            strcmp(s->dataset, in->dataset) == 0)
            return s;
    }
    return NULL;
}

static bool ask_same(struct writer *w, struct snap *s, struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_SAME_SNAPSHOT, e, "ttti", s->dataset,
                               s->source, s->as_of, s->id);

    if (!st || db_step(&w->db, st, e) < 0)
        return false;
    s->had_same = sqlite3_column_int(st, 0);
    sqlite3_reset(st);
    return true;
}

struct snap *writer_snap(struct writer *w, const struct snap_in *asked, struct err *e)
{
    struct snap_in in = *asked;
    struct snap *s = find_snap(w, &in);
    date_t day = date_parse(str_c(in.as_of));

    if (s)
        return s;
    if (day == DATE_NONE) {
        err_set(e, "'%s' is no date", in.as_of);
        return NULL;
    }
    if (!complete(w, &in, e) ||
        !db_run(&w->db, SQL_PUT_SNAPSHOT, e, "tttitttttti", in.dataset, in.source,
                in.as_of, (int64_t)day, in.retrieved_at, in.scope, in.title, in.origin,
                in.license, w->file.sha256, in.rows))
        return NULL;
    s = ARENA_NEW(&w->arena, struct snap);
    s->id = sqlite3_last_insert_rowid(w->db.h);
    s->day = day;
    s->dataset = arena_strdup(&w->arena, str_c(in.dataset));
    s->source = arena_strdup(&w->arena, str_c(in.source));
    s->as_of = arena_strdup(&w->arena, str_c(in.as_of));
    s->rows_known = in.rows > 0;
    VEC_PUSH(&w->snaps, s);
    return ask_same(w, s, e) ? s : NULL;
}

bool writer_newest_day(struct writer *w, char out[11], struct err *e)
{
    int64_t before = w->snaps.n ? w->snaps.p[0]->id : INT64_MAX;
    sqlite3_stmt *st = db_bind(&w->db, SQL_NEWEST_BEFORE, e, "i", before);

    if (!st || db_step(&w->db, st, e) < 0)
        return false;
    if (sqlite3_column_type(st, 0) == SQLITE_NULL)
        date_format(date_of(2025, 1, 1), out);
    else
        date_format((date_t)sqlite3_column_int64(st, 0), out);
    sqlite3_reset(st);
    return true;
}

/* ---- ids ---- */

static bool slug_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("._-~+@", c));
}

bool writer_good_slug(struct str s)
{
    size_t slash = str_find(s, STR("/"), 0), colon = str_find(s, STR(":"), 0);

    if (s.n > 128 || slash == 0 || slash + 1 >= colon || colon + 1 == s.n)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (i != slash && i != colon && !slug_char(s.p[i]))
            return false;
    return true;
}

int64_t writer_model_id(struct writer *w, struct str name, struct err *e)
{
    int64_t *id = map_get(&w->models, name);
    sqlite3_stmt *st;
    int found;

    if (id)
        return *id;
    if (!writer_good_slug(name)) {
        err_set(e, "'%.*s' is no model id", STR_FMT(name));
        return 0;
    }
    st = db_bind(&w->db, SQL_GET_MODEL_ID, e, "s", &name);
    found = st ? db_step(&w->db, st, e) : -1;
    if (found < 0 || (found == 0 && !db_run(&w->db, SQL_PUT_MODEL_ID, e, "s", &name)))
        return 0;
    id = ARENA_NEW(&w->arena, int64_t);
    *id = found ? sqlite3_column_int64(st, 0) : sqlite3_last_insert_rowid(w->db.h);
    if (found)
        sqlite3_reset(st);
    else
        w->relink = true;
    map_put(&w->models, name, id);
    return *id;
}

/* ---- bookkeeping ---- */

bool writer_etag(struct writer *w, const char *url, char out[200], struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_GET_ETAG, e, "t", url);
    int found = st ? db_step(&w->db, st, e) : -1;

    out[0] = '\0';
    if (found <= 0)
        return found == 0;
    snprintf(out, 200, "%.*s", STR_FMT(str_sub(db_text(st, 0), 0, 199)));
    sqlite3_reset(st);
    return true;
}

bool writer_keep_etag(struct writer *w, const char *url, const char *etag, const char *at,
                      struct err *e)
{
    return db_run(&w->db, SQL_PUT_ETAG, e, "ttt", url, etag, at);
}

bool writer_quota(struct writer *w, date_t day, int *out, struct err *e)
{
    sqlite3_stmt *st = db_bind(&w->db, SQL_GET_QUOTA, e, "i", (int64_t)day);
    int found = st ? db_step(&w->db, st, e) : -1;

    *out = found > 0 ? sqlite3_column_int(st, 0) : 0;
    if (found > 0)
        sqlite3_reset(st);
    return found >= 0;
}

bool writer_use_quota(struct writer *w, date_t day, int requests, struct err *e)
{
    return db_run(&w->db, SQL_PUT_QUOTA, e, "ii", (int64_t)day, (int64_t)requests);
}
