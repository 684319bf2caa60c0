/*
 * SQLite as the rest of this folder uses it: one handle with its prepared
 * statements, opened for reading only or for writing.  Every value reaches
 * SQL as a bound parameter.
 */
#ifndef CC_STORE_DB_H
#define CC_STORE_DB_H

#include <sqlite3.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "store/sql.h"

struct db {
    sqlite3 *h;
    sqlite3_stmt *stmt[SQL_COUNT]; /* prepared at first use */
};

/* What the first hundred bytes of a store say, read without SQLite. */
struct db_head {
    bool sealed; /* rollback journal: never written in place, only replaced */
    int version;
};

/* Checks that `path` is a store of this program, whole and not newer; the file
 * is only read.  False with an error that says what it is instead. */
bool db_probe(const char *path, struct db_head *out, struct err *e);

/* Opens for reading and begins one read transaction. */
bool db_open_read(struct db *d, const char *path, struct err *e);

/* Opens for writing: creates the file when there is none, replaces a sealed
 * store by a writable copy of it, brings an older one up to date. */
bool db_open_write(struct db *d, const char *path, struct err *e);

/* Packs the store and leaves it sealed; nobody may have it open. */
bool db_seal(struct db *d, struct err *e);

/* Ends the transaction, if any, and frees everything; `d` may be zeroed. */
void db_close(struct db *d);

/* The statement, reset, with values bound in order by `types`: i int64_t,
 * o int64_t * (NULL allowed), t const char * (NULL allowed), s struct str *
 * (no bytes: the empty text).  NULL with error. */
sqlite3_stmt *db_bind(struct db *d, enum sql id, struct err *e, const char *types, ...);

/* Steps: 1 a row, 0 done, -1 error (set). */
int db_step(struct db *d, sqlite3_stmt *st, struct err *e);

/* Binds and runs a statement that gives no row. */
bool db_run(struct db *d, enum sql id, struct err *e, const char *types, ...);

/* Runs plain SQL of ours (no values from outside). */
bool db_exec(struct db *d, const char *sql, struct err *e);

/* Fills the error from SQLite's last one; returns false. */
bool db_error(struct db *d, struct err *e);

/* Text of a column as a view that lives until the next step. */
struct str db_text(sqlite3_stmt *st, int col);
/* Same as a NUL-terminated copy in the arena; NULL for SQL NULL. */
char *db_dup(struct arena *a, sqlite3_stmt *st, int col);
/* Same where the schema has no NULL: a damaged store's is the empty text. */
char *db_need(struct arena *a, sqlite3_stmt *st, int col);

#endif
