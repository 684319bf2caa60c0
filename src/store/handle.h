/*
 * The inside of a store handle, shared by the files of this folder that read.
 */
#ifndef CC_STORE_HANDLE_H
#define CC_STORE_HANDLE_H

#include "base/map.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/store.h"

struct series_info {
    const char *slug;    /* "minimax/minimax-m2.5-20260211:free" */
    struct str base;     /* without the variant; points into slug */
    const char *author;  /* "minimax" */
    const char *country; /* ISO code, "??" */
};
/* All series and authors; loaded by the first question about a set. */
struct dict {
    bool loaded;
    struct arena arena;
    struct series_info *series; /* by id; slug NULL where there is none */
    size_t n_series;
    struct map countries; /* author -> country */
    struct map interned;  /* text -> the same, kept */
};

struct cube;
#define STORE_CUBES    24
#define STORE_MAX_DAYS 3660 /* longest window that is summed */

struct store {
    struct db db;
    char *path;
    date_t limit; /* as_of asked for; INT32_MAX: none */
    date_t newest, last_day;
    const struct names *names; /* for rankings; may be NULL */
    struct dict dict;
    struct cube *cubes[STORE_CUBES]; /* most recently used first */
};

/* Loads the dictionary unless it is there. */
bool store_dict(struct store *s, struct err *e);
/* ISO code of an author, "??" when unknown. */
const char *store_country(struct store *s, const char *author);
/* A copy of the text that lives as long as the handle. */
const char *store_intern(struct store *s, const char *text);
/* The day whose figures are asked for: no later than what the handle sees. */
date_t store_limit(const struct store *s, date_t vintage);
#endif
