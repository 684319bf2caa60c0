/*
 * Adding figures to a store.  One file is one transaction: it is added whole or
 * not at all, and a file that was added before changes nothing.  Within a file,
 * figures belong to snapshots; a snapshot that brings nothing that the store
 * does not hold already is not kept.  A writer belongs to one thread.
 */
#ifndef CC_STORE_WRITE_H
#define CC_STORE_WRITE_H

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

struct writer;
struct snap; /* a snapshot being written; owned by the writer */

#define STORE_MAX_TOKENS INT64_C(100000000000000000) /* 1e17; beyond is no figure */

/* Opens or creates the store for writing; NULL with error. */
struct writer *writer_open(const char *path, struct err *e);
/* Drops what is not committed. */
void writer_close(struct writer *w);
/* Packs the store and leaves it sealed (see db.h); only between files. */
bool writer_seal(struct writer *w, struct err *e);

struct file_in {
    const char *name; /* as shown in errors and the log */
    const char *format;
    char sha256[65];
    int64_t bytes;
};
struct file_stats {
    int64_t rows;  /* figures in the file */
    int64_t added; /* of which the store did not hold */
    int snapshots; /* new ones */
};
enum file_state { FILE_NEW, FILE_KNOWN, FILE_ERROR };

/* Begins the transaction of a file; FILE_KNOWN: nothing begun, nothing to do. */
enum file_state writer_begin(struct writer *w, const struct file_in *f, struct err *e);
/* Ends the transaction: all of the file is in; on failure nothing of it is. */
bool writer_commit(struct writer *w, struct file_stats *out, struct err *e);
/* Ends it without a trace; nothing to do outside of a file. */
void writer_rollback(struct writer *w);

struct snap_in {
    const char *dataset, *source, *as_of; /* as_of: date or ISO time, UTC */
    const char *title, *scope, *license;  /* NULL: from the provenance, else unknown */
    const char *retrieved_at, *origin;    /* NULL: the same */
    int64_t rows;                         /* figures; 0: as many as are written */
};
/* The snapshot of the file with this dataset, source and as_of; the same again
 * gives the same.  NULL with error when as_of is no date. */
struct snap *writer_snap(struct writer *w, const struct snap_in *in, struct err *e);

/* The newest day of a snapshot before this file, 2025-01-01 (the first day of
 * OpenRouter's data) in an empty store. */
bool writer_newest_day(struct writer *w, char out[11], struct err *e);

/* What is known of a snapshot before its figures come (rows of the table
 * snapshots); title, scope and so on must not be NULL. */
bool writer_provenance(struct writer *w, const struct snap_in *in, struct err *e);

enum sheet_kind {
    SHEET_LIST = 1, /* a day's most used models and "other" */
    SHEET_ACTIVITY, /* models of a day, without completeness */
    SHEET_CHART,    /* a bar of the chart: named models, other, total */
    SHEET_BOARD,    /* a leaderboard: the first ranks only */
    SHEET_TOTAL     /* all traffic of the span, nothing else */
};
struct usage_in {
    enum sheet_kind kind;
    int span; /* days */
    date_t start;
    struct str model; /* permaslug, "other" or "total" */
    int64_t tokens;
    int64_t half; /* half the place value of a rounded total, else 0 */
    bool partial; /* the sheet does not hold its whole span */
};
/* One figure of usage.  The same model twice in a sheet, tokens out of range, a
 * name that is no permaslug: false with error. */
bool writer_usage(struct writer *w, struct snap *s, const struct usage_in *u,
                  struct err *e);

struct author_day_in {
    date_t day;
    struct str author;
    int64_t tokens, half;
};
/* A day's tokens of an author's named models. */
bool writer_author_day(struct writer *w, struct snap *s, const struct author_day_in *in,
                       struct err *e);

struct author_in {
    struct str slug, name, company, country, note;
};
/* A developer; a line is added when it differs from the newest. */
bool writer_author(struct writer *w, struct snap *s, const struct author_in *in,
                   struct err *e);

struct reveal_in {
    struct str permaslug, author, model, note; /* model: permaslug it turned out to be */
    date_t day;
};
/* The day on which it became known whose a cloaked model is. */
bool writer_reveal(struct writer *w, struct snap *s, const struct reveal_in *in,
                   struct err *e);

struct model_in {
    struct str model_id, permaslug, name; /* permaslug, name: may be empty */
    int64_t created, context;             /* unix seconds, tokens; 0 unknown */
};
/* A model as listed; a line is added when it differs from the newest. */
bool writer_model(struct writer *w, struct snap *s, const struct model_in *in,
                  struct err *e);

struct price_in {
    struct str model_id;
    struct str input, output; /* USD per million tokens; empty: none or it varies */
    int64_t context;          /* 0 unknown */
    bool gone;                /* no longer listed */
};
/* A price of a snapshot that lists everything its source lists on that day:
 * models that it does not name are gone from that day on. */
bool writer_price(struct writer *w, struct snap *s, const struct price_in *in,
                  struct err *e);
/* A change-point: holds from the snapshot's day on until the source's next. */
bool writer_price_change(struct writer *w, struct snap *s, const struct price_in *in,
                         struct err *e);

struct app_in {
    date_t first, last;
    int64_t rank, app_id, tokens, requests;
    struct str name;
};
/* An app's tokens in a window. */
bool writer_app(struct writer *w, struct snap *s, const struct app_in *in, struct err *e);

/* ---- bookkeeping of sync, outside of files ---- */

/* The ETag that was kept for a URL; empty when there is none. */
bool writer_etag(struct writer *w, const char *url, char out[200], struct err *e);
/* Keeps it. */
bool writer_keep_etag(struct writer *w, const char *url, const char *etag, const char *at,
                      struct err *e);
/* Requests made on a day. */
bool writer_quota(struct writer *w, date_t day, int *out, struct err *e);
/* Adds to them. */
bool writer_use_quota(struct writer *w, date_t day, int requests, struct err *e);

#endif
