/*
 * Opening, closing and running statements.  A reader sees one state for as
 * long as it is open; a sealed store is read as immutable, because it is only
 * ever replaced as a whole file (db_probe tells).
 */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "store/store.h"

#define BUSY_MS    5000 /* a writer holds its lock for one file's import */
#define CACHE_KIB  "-4096"
#define HEAD_BYTES 100
#define MAX_STORE  (1u << 30)

static const char our_store[] = "a store of this program";

/* ---- the header ---- */

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static ssize_t read_head(const char *path, unsigned char head[HEAD_BYTES], off_t *size,
                         struct err *e)
{
    struct stat st;
    ssize_t n = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0 || fstat(fd, &st)) {
        err_set(e, "cannot open the store '%s': %s", path, strerror(errno));
    } else if (!S_ISREG(st.st_mode)) {
        err_set(e, "cannot open the store '%s': it is no regular file", path);
    } else {
        *size = st.st_size;
        n = read(fd, head, HEAD_BYTES);
        if (n < 0)
            err_set(e, "cannot read the store '%s': %s", path, strerror(errno));
    }
    if (fd >= 0)
        close(fd);
    return n;
}

static bool check_size(const char *path, const unsigned char *head, off_t size,
                       struct err *e)
{
    uint32_t page = (uint32_t)head[16] << 8 | head[17], pages = be32(head + 28);
    bool current = be32(head + 24) == be32(head + 92);

    if (page == 1)
        page = 65536;
    if (page < 512 || (page & (page - 1)))
        return err_set(e, "the store '%s' is damaged: its header makes no sense", path);
    if (current && size < (off_t)page * pages)
        return err_set(e, "the store '%s' is cut short: %lld of %lld bytes", path,
                       (long long)size, (long long)page * pages);
    return true;
}

bool db_probe(const char *path, struct db_head *out, struct err *e)
{
    unsigned char head[HEAD_BYTES] = {0};
    off_t size = 0;
    ssize_t n = read_head(path, head, &size, e);
    uint32_t version = be32(head + 60);

    if (n < 0)
        return false;
    if (n == 0)
        return err_set(e, "the store '%s' is empty", path);
    if (memcmp(head, "SQLite format 3", 16) != 0)
        return err_set(e, "'%s' is not %s", path, our_store);
    if (n < HEAD_BYTES)
        return err_set(e, "the store '%s' is cut short: %lld bytes", path,
                       (long long)size);
    if (be32(head + 68) != STORE_APPLICATION_ID)
        return err_set(e, "'%s' is a database, but not %s", path, our_store);
    if (version > STORE_SCHEMA_VERSION)
        return err_set(
            e,
            "the store '%s' is from a newer version of the program (%u, this one"
            " knows %d)",
            path, version, STORE_SCHEMA_VERSION);
    if (version < 1)
        return err_set(e, "the store '%s' is damaged: it has no version", path);
    out->sealed = head[18] == 1;
    out->version = (int)version;
    return check_size(path, head, size, e);
}

/* ---- opening ---- */

/* "file:" and the path with what has a meaning there as %XX. */
static void uri_of(const char *path, const char *query, struct buf *out)
{
    buf_addc(out, "file:");
    for (const char *p = path; *p; p++)
        if (strchr("?#%", *p) || (unsigned char)*p < 0x20)
            buf_addf(out, "%%%02X", (unsigned char)*p);
        else
            buf_addch(out, *p);
    buf_addc(out, query);
}

static bool open_uri(struct db *d, const char *path, const char *query, int flags,
                     struct err *e)
{
    struct buf uri;
    int rc;

    buf_init(&uri, 0);
    uri_of(path, query, &uri);
    rc = sqlite3_open_v2(uri.p, &d->h, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                         NULL);
    buf_release(&uri);
    if (rc != SQLITE_OK) {
        err_set(e, "cannot open the store '%s': %s", path,
                d->h ? sqlite3_errmsg(d->h) : sqlite3_errstr(rc));
        db_close(d);
        return false;
    }
    sqlite3_busy_timeout(d->h, BUSY_MS);
    return true;
}

/* A store with a write-ahead log in a place where nothing can be created: the
 * log's index cannot be made, and nobody without more rights writes there. */
static bool log_is_absent(const char *path)
{
    struct buf log;
    bool absent;

    buf_init(&log, 0);
    buf_addf(&log, "%s-wal", path);
    absent = !io_exists(log.p);
    buf_release(&log);
    return absent;
}

/* The first read takes the snapshot that the transaction keeps. */
static bool begin_read(struct db *d, struct err *e)
{
    return db_exec(d,
                   "PRAGMA query_only=1; PRAGMA cache_size=" CACHE_KIB ";"
                   " BEGIN; SELECT 1 FROM snapshot LIMIT 1",
                   e);
}

static bool try_read(struct db *d, const char *path, bool immutable, struct err *e)
{
    if (!open_uri(d, path, immutable ? "?immutable=1" : "", SQLITE_OPEN_READONLY, e))
        return false;
    if (begin_read(d, e))
        return true;
    db_close(d);
    return false;
}

bool db_open_read(struct db *d, const char *path, struct err *e)
{
    struct db_head head;

    memset(d, 0, sizeof(*d));
    if (!db_probe(path, &head, e))
        return false;
    if (head.version < STORE_SCHEMA_VERSION)
        return err_set(
            e,
            "the store '%s' is from an older version of the program: 'claimcheck"
            " data import' with no file brings it up to date",
            path);
    if (head.sealed)
        return try_read(d, path, true, e);
    if (try_read(d, path, false, e))
        return true;
    return log_is_absent(path) && try_read(d, path, true, e);
}

static bool migrate(struct db *d, int version, struct err *e)
{
    char pragma[96];

    for (; version < STORE_SCHEMA_VERSION; version++) {
        const char *script = sql_migration(version);

        if (!script)
            BUG("no way from version %d of the store", version);
        snprintf(pragma, sizeof(pragma),
                 "PRAGMA application_id=%d; PRAGMA user_version=%d", STORE_APPLICATION_ID,
                 version + 1);
        if (!db_exec(d, "BEGIN IMMEDIATE", e) || !db_exec(d, script, e) ||
            !db_exec(d, pragma, e) || !db_exec(d, "COMMIT", e))
            return false;
    }
    return true;
}

/* Copies a sealed store beside itself, makes the copy writable and puts it in
 * the place of the old one; those who read the old one keep it. */
static bool replace_sealed(const char *path, struct err *e)
{
    struct buf data, copy;
    struct db d = {0};
    bool ok = false;

    buf_init(&data, MAX_STORE);
    buf_init(&copy, 0);
    buf_addf(&copy, "%s.%ld", path, (long)getpid());
    if (!io_read_file(path, MAX_STORE, &data, e) ||
        !io_write_file(copy.p, buf_str(&data), e))
        goto out;
    if (!open_uri(&d, copy.p, "", SQLITE_OPEN_READWRITE, e) ||
        !db_exec(&d, "PRAGMA journal_mode=WAL", e))
        goto out;
    db_close(&d);
    ok = rename(copy.p, path) == 0 ||
         err_set(e, "cannot write the store '%s': %s", path, strerror(errno));
out:
    db_close(&d);
    if (!ok && copy.n)
        unlink(copy.p);
    buf_release(&data);
    buf_release(&copy);
    return ok;
}

/* One writer at a time turns a sealed store into a writable one. */
static bool unseal(const char *path, struct err *e)
{
    struct db_head head;
    bool ok = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return err_set(e, "cannot open the store '%s': %s", path, strerror(errno));
    if (flock(fd, LOCK_EX))
        err_set(e, "cannot lock the store '%s': %s", path, strerror(errno));
    else if (db_probe(path, &head, e))
        ok = !head.sealed || replace_sealed(path, e);
    close(fd);
    return ok;
}

/* Makes a new store beside `path` and puts it there whole, so that a run that
 * is killed leaves no half of one. */
static bool create(const char *path, struct err *e)
{
    struct db d = {0};
    struct buf copy;
    bool ok = false;

    buf_init(&copy, 0);
    buf_addf(&copy, "%s.%ld", path, (long)getpid());
    if (!open_uri(&d, copy.p, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, e) ||
        !db_exec(&d, "PRAGMA page_size=4096; PRAGMA journal_mode=WAL", e) ||
        !migrate(&d, 0, e))
        goto out;
    db_close(&d);
    ok = link(copy.p, path) == 0 || errno == EEXIST ||
         err_set(e, "cannot create the store '%s': %s", path, strerror(errno));
out:
    db_close(&d);
    unlink(copy.p);
    buf_release(&copy);
    return ok;
}

static bool prepare_write(struct db *d, const char *path, int version, struct err *e)
{
    if (sqlite3_db_readonly(d->h, "main") == 1)
        return err_set(e, "the store '%s' cannot be written: it is read-only", path);
    return db_exec(d,
                   "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                   " PRAGMA foreign_keys=1; PRAGMA cache_size=" CACHE_KIB,
                   e) &&
           migrate(d, version, e);
}

bool db_open_write(struct db *d, const char *path, struct err *e)
{
    struct db_head head = {0};

    memset(d, 0, sizeof(*d));
    if (!io_exists(path) && !create(path, e))
        return false;
    if (!db_probe(path, &head, e) || (head.sealed && !unseal(path, e)))
        return false;
    if (!open_uri(d, path, "", SQLITE_OPEN_READWRITE, e))
        return false;
    if (prepare_write(d, path, head.version, e))
        return true;
    db_close(d);
    return false;
}

bool db_seal(struct db *d, struct err *e)
{
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(d->stmt[i]);
        d->stmt[i] = NULL;
    }
    return db_exec(d, "ANALYZE; PRAGMA journal_mode=DELETE; VACUUM", e);
}

void db_close(struct db *d)
{
    for (int i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(d->stmt[i]);
    sqlite3_close(d->h);
    memset(d, 0, sizeof(*d));
}

/* ---- statements ---- */

bool db_error(struct db *d, struct err *e)
{
    const char *path = sqlite3_db_filename(d->h, "main");
    int rc = sqlite3_errcode(d->h);

    if (rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB)
        return err_set(e, "the store '%s' is damaged: %s", path, sqlite3_errmsg(d->h));
    return err_set(e, "cannot use the store '%s': %s", path, sqlite3_errmsg(d->h));
}

static void bind_one(sqlite3_stmt *st, int i, char type, va_list *ap)
{
    const struct str *s;
    const int64_t *optional;

    switch (type) {
    case 'i':
        sqlite3_bind_int64(st, i, va_arg(*ap, int64_t));
        return;
    case 'o':
        optional = va_arg(*ap, const int64_t *);
        if (optional)
            sqlite3_bind_int64(st, i, *optional);
        else
            sqlite3_bind_null(st, i);
        return;
    case 't':
        sqlite3_bind_text(st, i, va_arg(*ap, const char *), -1, SQLITE_TRANSIENT);
        return;
    case 's':
        s = va_arg(*ap, const struct str *);
        sqlite3_bind_text(st, i, s->p ? s->p : "", (int)s->n, SQLITE_TRANSIENT);
        return;
    default:
        BUG("no parameter type '%c'", type);
    }
}

static sqlite3_stmt *bind_all(struct db *d, enum sql id, struct err *e, const char *types,
                              va_list *ap)
{
    sqlite3_stmt *st = d->stmt[id];

    if (!st) {
        if (sqlite3_prepare_v3(d->h, sql_text(id), -1, SQLITE_PREPARE_PERSISTENT, &st,
                               NULL) != SQLITE_OK) {
            db_error(d, e);
            return NULL;
        }
        d->stmt[id] = st;
    }
    sqlite3_reset(st);
    for (int i = 0; types[i]; i++)
        bind_one(st, i + 1, types[i], ap);
    return st;
}

sqlite3_stmt *db_bind(struct db *d, enum sql id, struct err *e, const char *types, ...)
{
    sqlite3_stmt *st;
    va_list ap;

    va_start(ap, types);
    st = bind_all(d, id, e, types, &ap);
    va_end(ap);
    return st;
}

int db_step(struct db *d, sqlite3_stmt *st, struct err *e)
{
    int rc = sqlite3_step(st);

    if (rc == SQLITE_ROW)
        return 1;
    if (rc != SQLITE_DONE)
        db_error(d, e);
    sqlite3_reset(st);
    return rc == SQLITE_DONE ? 0 : -1;
}

bool db_run(struct db *d, enum sql id, struct err *e, const char *types, ...)
{
    sqlite3_stmt *st;
    va_list ap;

    va_start(ap, types);
    st = bind_all(d, id, e, types, &ap);
    va_end(ap);
    return st && db_step(d, st, e) == 0;
}

bool db_exec(struct db *d, const char *sql, struct err *e)
{
    if (sqlite3_exec(d->h, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return db_error(d, e);
}

struct str db_text(sqlite3_stmt *st, int col)
{
    const char *p = (const char *)sqlite3_column_text(st, col);

    return str_of(p, p ? (size_t)sqlite3_column_bytes(st, col) : 0);
}

char *db_dup(struct arena *a, sqlite3_stmt *st, int col)
{
    if (sqlite3_column_type(st, col) == SQLITE_NULL)
        return NULL;
    return arena_strdup(a, db_text(st, col));
}

char *db_need(struct arena *a, sqlite3_stmt *st, int col)
{
    return arena_strdup(a, db_text(st, col));
}
