/*
 * The schema and every statement.  Figures are only ever added: a restated one
 * is a row of another snapshot.  Days are integers since 1970-01-01 (UTC),
 * tokens 64-bit integers, money decimal text; the tables are STRICT, so that
 * no binary fraction can get in.
 */
#include "store/sql.h"

#include <stddef.h>

/*
 * file        what was read, so that reading it again changes nothing
 * provenance  what is known of a snapshot before its figures arrive
 * snapshot    one dataset of one source as seen on one day (transaction time)
 * sheet       the sum of one day's or week's rows in a snapshot: kind 1 the top
 *             of a day with `other`, 2 models outside it, 3 a bar of the chart,
 *             4 a leaderboard, 5 a total alone; rows_of is the snapshot under
 *             which the rows stand (an earlier one when nothing had changed);
 *             half: half the place value of a rounded total; partial: the
 *             sheet does not hold its whole span
 * usage       the rows of a sheet (valid time: span days from start)
 * price       change-points: holds from `day` until the source's next row
 * link        which model id a permaslug goes with; derived, rebuilt at commit
 * fetched     ETags of what sync fetched; quota: its requests a day.  These two
 *             alone are bookkeeping and are written over
 * names       the names as text (names_text.h); derived as well
 */
static const char schema_1[] =
    "CREATE TABLE file(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, format TEXT NOT NULL,"
    " bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE provenance(dataset TEXT NOT NULL, source TEXT NOT NULL,"
    " as_of TEXT NOT NULL, retrieved_at TEXT NOT NULL, scope TEXT NOT NULL,"
    " title TEXT NOT NULL, origin TEXT NOT NULL, license TEXT NOT NULL,"
    " rows INTEGER NOT NULL, PRIMARY KEY(dataset, source, as_of)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE snapshot(id INTEGER PRIMARY KEY, dataset TEXT NOT NULL,"
    " source TEXT NOT NULL, as_of TEXT NOT NULL, day INTEGER NOT NULL,"
    " retrieved_at TEXT NOT NULL, scope TEXT NOT NULL, title TEXT NOT NULL,"
    " origin TEXT NOT NULL, license TEXT NOT NULL,"
    " sha256 TEXT NOT NULL REFERENCES file(sha256), rows INTEGER NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX snapshot_key ON snapshot(dataset, source, as_of, sha256);"
    "CREATE INDEX snapshot_day ON snapshot(dataset, source, day);"
    "CREATE TABLE series(id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE sheet(span INTEGER NOT NULL, start INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, snapshot INTEGER NOT NULL REFERENCES snapshot(id),"
    " rows_of INTEGER NOT NULL REFERENCES snapshot(id), seen INTEGER NOT NULL,"
    " named INTEGER NOT NULL, least INTEGER, other INTEGER, total INTEGER,"
    " half INTEGER NOT NULL, partial INTEGER NOT NULL,"
    " PRIMARY KEY(span, start, kind, snapshot)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE usage(span INTEGER NOT NULL, start INTEGER NOT NULL,"
    " snapshot INTEGER NOT NULL REFERENCES snapshot(id),"
    " series INTEGER NOT NULL REFERENCES series(id),"
    " tokens INTEGER NOT NULL CHECK(tokens >= 0),"
    " PRIMARY KEY(span, start, snapshot, series)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX usage_series ON usage(series, start, span, snapshot, tokens);"
    "CREATE TABLE author_day(day INTEGER NOT NULL, author TEXT NOT NULL,"
    " snapshot INTEGER NOT NULL REFERENCES snapshot(id),"
    " tokens INTEGER NOT NULL CHECK(tokens >= 0), half INTEGER NOT NULL,"
    " PRIMARY KEY(day, author, snapshot)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE author(slug TEXT NOT NULL,"
    " snapshot INTEGER NOT NULL REFERENCES snapshot(id), name TEXT NOT NULL,"
    " company TEXT NOT NULL, country TEXT NOT NULL, note TEXT NOT NULL,"
    " PRIMARY KEY(slug, snapshot)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE reveal(permaslug TEXT NOT NULL,"
    " snapshot INTEGER NOT NULL REFERENCES snapshot(id), author TEXT NOT NULL,"
    " model TEXT NOT NULL, day INTEGER NOT NULL, note TEXT NOT NULL,"
    " PRIMARY KEY(permaslug, snapshot)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE model_id(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE model(model INTEGER NOT NULL REFERENCES model_id(id),"
    " snapshot INTEGER NOT NULL REFERENCES snapshot(id), permaslug TEXT NOT NULL,"
    " name TEXT NOT NULL, created INTEGER NOT NULL, context INTEGER NOT NULL,"
    " PRIMARY KEY(model, snapshot)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE price(model INTEGER NOT NULL REFERENCES model_id(id),"
    " source TEXT NOT NULL, day INTEGER NOT NULL,"
    " snapshot INTEGER NOT NULL REFERENCES snapshot(id), input TEXT, output TEXT,"
    " context INTEGER NOT NULL, gone INTEGER NOT NULL,"
    " PRIMARY KEY(model, source, day, snapshot)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE app(snapshot INTEGER NOT NULL REFERENCES snapshot(id),"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, rank INTEGER NOT NULL,"
    " app_id INTEGER NOT NULL, name TEXT NOT NULL, tokens INTEGER NOT NULL,"
    " requests INTEGER NOT NULL, PRIMARY KEY(snapshot, first, last, app_id))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE link(base TEXT PRIMARY KEY, model INTEGER NOT NULL"
    " REFERENCES model_id(id)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE fetched(url TEXT PRIMARY KEY, etag TEXT NOT NULL, at TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE quota(day INTEGER PRIMARY KEY, requests INTEGER NOT NULL) STRICT;"
    "CREATE TABLE names(version INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
    "CREATE INDEX link_model ON link(model);";

const char *sql_migration(int from)
{
    static const char *const scripts[] = {schema_1};

    return from >= 0 && (size_t)from < sizeof(scripts) / sizeof(scripts[0])
               ? scripts[from]
               : NULL;
}

#define SHEET_COLUMNS                                                                    \
    "span, start, kind, snapshot, rows_of, seen, named, least, other, total, half, "     \
    "partial"

static const char *const texts[SQL_COUNT] = {
    [SQL_NEWEST_DAY] =
        "SELECT max(day) FROM snapshot WHERE day <= ?1 AND dataset IN"
        " ('usage_daily', 'usage_weekly', 'usage_activity', 'totals_daily',"
        " 'totals_weekly', 'leaderboard_weekly', 'authors_daily', 'prices',"
        " 'models', 'apps')",
    [SQL_LAST_USAGE_DAY] =
        "SELECT max(d) FROM (SELECT * FROM (SELECT start AS d FROM sheet"
        " WHERE span = 1 AND seen <= ?1 AND partial = 0"
        " ORDER BY start DESC LIMIT 1) UNION ALL"
        " SELECT * FROM (SELECT start + 6 FROM sheet WHERE span = 7"
        " AND seen <= ?1 AND partial = 0 ORDER BY start DESC LIMIT 1))",
    [SQL_SHEETS] = "SELECT " SHEET_COLUMNS " FROM sheet WHERE span = ?1 AND start BETWEEN"
                   " ?2 AND ?3 AND seen <= ?4 ORDER BY start, kind, seen DESC,"
                   " snapshot DESC",
    [SQL_SHEET_ROWS] = "SELECT series, tokens FROM usage WHERE span = ?1 AND start = ?2"
                       " AND snapshot = ?3",
    [SQL_SERIES_ROWS] = "SELECT span, start, snapshot, tokens FROM usage"
                        " WHERE series = ?1 AND start BETWEEN ?2 AND ?3",
    [SQL_SERIES_OF_MODEL] = "SELECT id, slug FROM series WHERE slug = ?1"
                            " OR (slug > ?1 || ':' AND slug < ?1 || ';')",
    [SQL_ALL_SERIES] = "SELECT id, slug FROM series ORDER BY id",
    [SQL_ALL_AUTHORS] = "SELECT slug, name, company, country, note FROM author"
                        " ORDER BY slug, snapshot",
    [SQL_ALL_MODELS] =
        "SELECT m.model, i.name, m.permaslug, m.name, m.created, m.context,"
        " s.day FROM model m JOIN model_id i ON i.id = m.model"
        " JOIN snapshot s ON s.id = m.snapshot"
        " ORDER BY i.name, s.day, m.snapshot",
    [SQL_ALL_LINKS] = "SELECT base, model FROM link ORDER BY model, base",
    [SQL_REVEAL] = "SELECT r.author, r.model, r.day FROM reveal r"
                   " JOIN snapshot s ON s.id = r.snapshot WHERE r.permaslug = ?1"
                   " ORDER BY s.day DESC, s.id DESC LIMIT 1",
    [SQL_NAMES_TEXT] = "SELECT text FROM names WHERE version = ?1",
    [SQL_AUTHOR_DAYS] = "SELECT a.day, a.author, a.snapshot, a.tokens, a.half, s.day"
                        " FROM author_day a JOIN snapshot s ON s.id = a.snapshot"
                        " WHERE a.day BETWEEN ?1 AND ?2 AND s.day <= ?3"
                        " ORDER BY a.day, a.author, s.day DESC, a.snapshot DESC",
    [SQL_VINTAGES] = "SELECT DISTINCT seen FROM sheet WHERE seen <= ?3 AND start <= ?2"
                     " AND start > ?1 - 7 AND start + span - 1 >= ?1 ORDER BY seen",
    [SQL_ALL_SNAPSHOTS] =
        "SELECT id, dataset, as_of, sha256, rows FROM snapshot ORDER BY id",
    [SQL_SNAPSHOT] =
        "SELECT id, dataset, title, as_of, retrieved_at, sha256, license, rows"
        " FROM snapshot WHERE id = ?1",
    [SQL_LINK] = "SELECT model FROM link WHERE base = ?1",
    [SQL_MODEL] = "SELECT i.name, m.permaslug, m.name, m.created, m.context, m.snapshot"
                  " FROM model m JOIN model_id i ON i.id = m.model"
                  " JOIN snapshot s ON s.id = m.snapshot WHERE m.model = ?1"
                  " AND s.day <= ?2 ORDER BY s.day DESC, m.snapshot DESC",
    [SQL_MODEL_AT] = "SELECT id FROM model_id WHERE name = ?1",
    [SQL_PRICES] =
        "SELECT p.source, p.day, p.snapshot, p.input, p.output, p.context,"
        " p.gone, i.name, s.scope FROM price p JOIN model_id i ON i.id = p.model"
        " JOIN snapshot s ON s.id = p.snapshot WHERE p.model = ?1"
        " AND p.day <= ?2 ORDER BY p.source, p.day, p.snapshot",
    [SQL_PRICE_DAY_BEFORE] = "SELECT max(day) FROM snapshot WHERE dataset = 'prices'"
                             " AND source = ?1 AND day < ?2",
    [SQL_LISTED] = "SELECT id, source, day, rows FROM snapshot WHERE dataset = 'prices'"
                   " AND scope = 'full' AND day <= ?1 ORDER BY abs(day - ?2), id LIMIT 1",
    [SQL_LISTED_MODELS] = "SELECT i.name FROM price p JOIN model_id i ON i.id = p.model"
                          " WHERE p.source = ?1 AND p.day <= ?2 AND p.gone = 0"
                          " AND NOT EXISTS(SELECT 1 FROM price q WHERE q.model = p.model"
                          " AND q.source = p.source AND q.day <= ?2 AND (q.day > p.day"
                          " OR (q.day = p.day AND q.snapshot > p.snapshot)))"
                          " ORDER BY i.name",
    [SQL_DATASETS] = "SELECT dataset, count(*), sum(rows), max(day) FROM snapshot"
                     " WHERE day <= ?1 GROUP BY dataset ORDER BY dataset",
    [SQL_SPANS_SHEETS] = "SELECT t.start, t.start + t.span - 1 FROM sheet t"
                         " JOIN snapshot s ON s.id = t.snapshot WHERE s.dataset = ?1"
                         " AND t.seen <= ?2 AND t.partial = 0 GROUP BY t.start, t.span"
                         " ORDER BY t.start",
    [SQL_SPANS_AUTHORS] = "SELECT DISTINCT a.day, a.day FROM author_day a"
                          " JOIN snapshot s ON s.id = a.snapshot WHERE s.dataset = ?1"
                          " AND s.day <= ?2 ORDER BY a.day",
    [SQL_SPANS_APPS] = "SELECT DISTINCT a.first, a.last FROM app a"
                       " JOIN snapshot s ON s.id = a.snapshot WHERE s.dataset = ?1"
                       " AND s.day <= ?2 ORDER BY a.first",
    [SQL_SPANS_DAYS] = "SELECT DISTINCT day, day FROM snapshot WHERE dataset = ?1"
                       " AND day <= ?2 ORDER BY day",
    [SQL_LOG] = "SELECT id, dataset, title, as_of, retrieved_at, sha256, license, rows"
                " FROM snapshot WHERE day <= ?1 AND (?2 IS NULL OR dataset = ?2)"
                " ORDER BY day DESC, as_of DESC, id DESC LIMIT ?3",
    [SQL_LISTED_DAYS] = "SELECT DISTINCT start FROM sheet WHERE span = 1 AND kind = 1"
                        " AND partial = 0 AND start BETWEEN ?1 AND ?2",
    [SQL_GET_ETAG] = "SELECT etag FROM fetched WHERE url = ?1",
    [SQL_PUT_ETAG] = "INSERT OR REPLACE INTO fetched(url, etag, at) VALUES(?1, ?2, ?3)",
    [SQL_GET_QUOTA] = "SELECT requests FROM quota WHERE day = ?1",
    [SQL_PUT_QUOTA] = "INSERT INTO quota(day, requests) VALUES(?1, ?2)"
                      " ON CONFLICT(day) DO UPDATE SET requests = requests + ?2",
    [SQL_FILE_KNOWN] = "SELECT 1 FROM file WHERE sha256 = ?1",
    [SQL_PUT_FILE] =
        "INSERT INTO file(sha256, name, format, bytes) VALUES(?1, ?2, ?3, ?4)",
    [SQL_PUT_SNAPSHOT] = "INSERT INTO snapshot(dataset, source, as_of, day, retrieved_at,"
                         " scope, title, origin, license, sha256, rows)"
                         " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    [SQL_END_SNAPSHOT] = "UPDATE snapshot SET rows = ?2 WHERE id = ?1",
    [SQL_DROP_SNAPSHOT] = "DELETE FROM snapshot WHERE id = ?1",
    [SQL_SAME_SNAPSHOT] = "SELECT EXISTS(SELECT 1 FROM snapshot WHERE dataset = ?1"
                          " AND source = ?2 AND as_of = ?3 AND id <> ?4)",
    [SQL_NEWEST_BEFORE] = "SELECT max(day) FROM snapshot WHERE id < ?1",
    [SQL_PUT_PROVENANCE] = "INSERT OR IGNORE INTO provenance(dataset, source, as_of,"
                           " retrieved_at, scope, title, origin, license, rows)"
                           " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [SQL_GET_PROVENANCE] = "SELECT retrieved_at, scope, title, origin, license, rows"
                           " FROM provenance WHERE dataset = ?1 AND source = ?2"
                           " AND as_of = ?3",
    [SQL_PRICE_DAYS_MISSING] = "SELECT as_of FROM provenance p WHERE dataset = 'prices'"
                               " AND source = ?1 AND NOT EXISTS(SELECT 1 FROM snapshot s"
                               " WHERE s.dataset = p.dataset AND s.source = p.source"
                               " AND s.as_of = p.as_of) ORDER BY as_of",
    [SQL_GET_SERIES] = "SELECT id FROM series WHERE slug = ?1",
    [SQL_PUT_SERIES] = "INSERT INTO series(slug) VALUES(?1)",
    [SQL_PUT_USAGE] = "INSERT INTO usage(span, start, snapshot, series, tokens)"
                      " VALUES(?1, ?2, ?3, ?4, ?5)",
    [SQL_DROP_USAGE] =
        "DELETE FROM usage WHERE span = ?1 AND start = ?2 AND snapshot = ?3",
    [SQL_TWIN_SHEETS] = "SELECT t.snapshot, t.rows_of, s.dataset, s.source, s.as_of"
                        " FROM sheet t JOIN snapshot s ON s.id = t.snapshot"
                        " WHERE t.span = ?1 AND t.start = ?2 AND t.kind = ?3"
                        " AND t.named = ?4 AND t.other IS ?5 AND t.total IS ?6"
                        " AND t.half = ?7 AND t.partial = ?8 ORDER BY t.snapshot",
    [SQL_EQUAL_ROWS] =
        "SELECT count(*) FROM usage a JOIN usage b ON b.span = a.span"
        " AND b.start = a.start AND b.snapshot = ?4 AND b.series = a.series"
        " AND b.tokens = a.tokens WHERE a.span = ?1 AND a.start = ?2"
        " AND a.snapshot = ?3",
    [SQL_PUT_SHEET] = "INSERT INTO sheet(" SHEET_COLUMNS
                      ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [SQL_GET_AUTHOR_DAY] =
        "SELECT 1 FROM author_day a JOIN snapshot s ON s.id = a.snapshot"
        " WHERE a.day = ?1 AND a.author = ?2 AND a.tokens = ?3"
        " AND a.half = ?4 AND s.source = ?5 AND s.as_of = ?6",
    [SQL_PUT_AUTHOR_DAY] = "INSERT INTO author_day(day, author, tokens, half, snapshot)"
                           " VALUES(?1, ?2, ?3, ?4, ?5)",
    [SQL_GET_APP] =
        "SELECT 1 FROM app a JOIN snapshot s ON s.id = a.snapshot"
        " WHERE a.first = ?1 AND a.last = ?2 AND a.rank = ?3 AND a.app_id = ?4"
        " AND a.name = ?5 AND a.tokens = ?6 AND a.requests = ?7"
        " AND s.source = ?8 AND s.as_of = ?9",
    [SQL_PUT_APP] = "INSERT INTO app(first, last, rank, app_id, name, tokens, requests,"
                    " snapshot) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [SQL_GET_AUTHOR] = "SELECT name, company, country, note FROM author a"
                       " JOIN snapshot s ON s.id = a.snapshot WHERE slug = ?1"
                       " AND s.day <= ?2 ORDER BY s.day DESC, s.id DESC LIMIT 1",
    [SQL_PUT_AUTHOR] = "INSERT INTO author(slug, name, company, country, note, snapshot)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_GET_REVEAL] = "SELECT 1 FROM reveal WHERE permaslug = ?1 AND author = ?2"
                       " AND model = ?3 AND day = ?4 AND note = ?5",
    [SQL_PUT_REVEAL] = "INSERT INTO reveal(permaslug, author, model, day, note, snapshot)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_GET_MODEL_ID] = "SELECT id FROM model_id WHERE name = ?1",
    [SQL_PUT_MODEL_ID] = "INSERT INTO model_id(name) VALUES(?1)",
    [SQL_GET_MODEL] = "SELECT permaslug, m.name, created, context FROM model m"
                      " JOIN snapshot s ON s.id = m.snapshot WHERE m.model = ?1"
                      " AND s.day <= ?2 ORDER BY s.day DESC, s.id DESC LIMIT 1",
    [SQL_PUT_MODEL] =
        "INSERT INTO model(model, permaslug, name, created, context, snapshot)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_PRICE_CHANGES] = "SELECT model, day, snapshot, input, output, context, gone"
                          " FROM price WHERE source = ?1 ORDER BY model, day, snapshot",
    [SQL_PRICE_DAYS] = "SELECT day, id FROM snapshot WHERE dataset = 'prices'"
                       " AND source = ?1 ORDER BY day, id",
    [SQL_PUT_PRICE] = "INSERT INTO price(model, source, day, snapshot, input, output,"
                      " context, gone) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [SQL_LINK_CLEAR] = "DELETE FROM link",
    [SQL_LINK_SLUGS] = "SELECT slug FROM series ORDER BY slug",
    [SQL_LINK_MODELS] = "SELECT i.id, i.name, coalesce((SELECT permaslug FROM model m"
                        " JOIN snapshot s ON s.id = m.snapshot WHERE m.model = i.id"
                        " AND m.permaslug <> '' ORDER BY s.day DESC, s.id DESC LIMIT 1),"
                        " '') FROM model_id i ORDER BY i.name",
    [SQL_PUT_LINK] = "INSERT OR IGNORE INTO link(base, model) VALUES(?1, ?2)",
    [SQL_PUT_NAMES_TEXT] = "INSERT OR REPLACE INTO names(version, text) VALUES(?1, ?2)",
};

const char *sql_text(enum sql id)
{
    return texts[id];
}
