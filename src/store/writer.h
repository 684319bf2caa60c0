/*
 * The writer from inside: what write.c, write_usage.c, write_price.c and
 * write_model.c share.  Nothing of it outlives a file but the handle.
 */
#ifndef CC_STORE_WRITER_H
#define CC_STORE_WRITER_H

#include "base/map.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/write.h"

struct snap {
    int64_t id;
    date_t day;
    const char *dataset, *source, *as_of;
    bool had_same; /* the store had a snapshot of this name before the file */
    int64_t rows, added;
    bool held;       /* sheets refer to it */
    bool keep;       /* says something even without new rows */
    bool rows_known; /* stated by the provenance */
};

struct writer {
    struct db db;
    bool in_file;
    struct file_in file;
    struct arena arena; /* of the file */
    VEC(struct snap *) snaps;
    struct map series; /* slug -> id, of this file */
    struct map models; /* model id -> id */
    struct map sheets; /* struct sheet, see write_usage.c */
    struct map prices; /* struct price_source, see write_price.c */
    bool relink;       /* a series or a model is new */
};

/* "author/name" or "author/name:variant" of the letters that ids are made of. */
bool writer_good_slug(struct str s);
/* The id of a model id, made when it is new; 0 on error. */
int64_t writer_model_id(struct writer *w, struct str name, struct err *e);

/* Frees what the maps of prices hold; before they are released. */
void writer_free_prices(struct writer *w);

/* The lines of sheets, at the end of a file. */
bool writer_finish_sheets(struct writer *w, struct err *e);
/* The change-points of prices, at the end of a file. */
bool writer_finish_prices(struct writer *w, struct err *e);
/* The links from permaslugs to model ids, after everything else. */
bool writer_finish_links(struct writer *w, struct err *e);

#endif
