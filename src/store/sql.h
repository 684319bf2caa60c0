/*
 * Every SQL statement of the program, by name; the text stands in sql.c.
 */
#ifndef CC_STORE_SQL_H
#define CC_STORE_SQL_H

#define STORE_APPLICATION_ID 0x436c6d43 /* "ClmC" */

enum sql {
    /* reading */
    SQL_NEWEST_DAY,
    SQL_LAST_USAGE_DAY,
    SQL_SHEETS,
    SQL_SHEET_ROWS,
    SQL_SERIES_ROWS,
    SQL_SERIES_OF_MODEL,
    SQL_ALL_SERIES,
    SQL_ALL_AUTHORS,
    SQL_ALL_MODELS,
    SQL_ALL_LINKS,
    SQL_REVEAL,
    SQL_NAMES_TEXT,
    SQL_AUTHOR_DAYS,
    SQL_VINTAGES,
    SQL_SNAPSHOT,
    SQL_ALL_SNAPSHOTS,
    SQL_LINK,
    SQL_MODEL,
    SQL_MODEL_AT,
    SQL_PRICES,
    SQL_PRICE_DAY_BEFORE,
    SQL_LISTED,
    SQL_LISTED_MODELS,
    SQL_DATASETS,
    SQL_SPANS_SHEETS,
    SQL_SPANS_AUTHORS,
    SQL_SPANS_APPS,
    SQL_SPANS_DAYS,
    SQL_LOG,
    SQL_LISTED_DAYS,
    /* writing: files and snapshots */
    SQL_FILE_KNOWN,
    SQL_PUT_FILE,
    SQL_PUT_SNAPSHOT,
    SQL_END_SNAPSHOT,
    SQL_DROP_SNAPSHOT,
    SQL_SAME_SNAPSHOT,
    SQL_NEWEST_BEFORE,
    SQL_PUT_PROVENANCE,
    SQL_GET_PROVENANCE,
    SQL_PRICE_DAYS_MISSING,
    SQL_GET_ETAG,
    SQL_PUT_ETAG,
    SQL_GET_QUOTA,
    SQL_PUT_QUOTA,
    /* usage */
    SQL_GET_SERIES,
    SQL_PUT_SERIES,
    SQL_PUT_USAGE,
    SQL_DROP_USAGE,
    SQL_TWIN_SHEETS,
    SQL_EQUAL_ROWS,
    SQL_PUT_SHEET,
    SQL_GET_AUTHOR_DAY,
    SQL_PUT_AUTHOR_DAY,
    SQL_GET_APP,
    SQL_PUT_APP,
    /* authors, models, prices */
    SQL_GET_AUTHOR,
    SQL_PUT_AUTHOR,
    SQL_GET_REVEAL,
    SQL_PUT_REVEAL,
    SQL_GET_MODEL_ID,
    SQL_PUT_MODEL_ID,
    SQL_GET_MODEL,
    SQL_PUT_MODEL,
    SQL_PRICE_CHANGES,
    SQL_PRICE_DAYS,
    SQL_PUT_PRICE,
    SQL_LINK_CLEAR,
    SQL_LINK_SLUGS,
    SQL_LINK_MODELS,
    SQL_PUT_LINK,
    SQL_PUT_NAMES_TEXT,
    SQL_COUNT
};

/* The statement's text. */
const char *sql_text(enum sql id);

/* The script that brings a store from version `from` to `from` + 1; NULL when
 * there is none. */
const char *sql_migration(int from);

#endif
