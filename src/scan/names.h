/*
 * The entities that an article can name, and the words it names them with.
 * Built once from the store (models, authors) and rules/vocab (nicknames,
 * countries, apps, groups); immutable afterwards and shared by threads.
 *
 * Matching folds case, treats '-', '_', ' ' and no separator alike between a
 * letter and a digit ("GLM-5", "GLM 5", "GLM5") and needs word boundaries; a
 * longer alias wins over a shorter one at the same place.
 */
#ifndef CC_SCAN_NAMES_H
#define CC_SCAN_NAMES_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum ent_type {
    ENT_MODEL,
    ENT_AUTHOR,
    ENT_COUNTRY,
    ENT_GROUP,
    ENT_APP,
    ENT_PLATFORM,
    ENT_OTHER
};
const char *ent_type_name(enum ent_type t); /* "model", ... as in the JSON report */

/* Ids: a model is its base permaslug ("minimax/minimax-m2.5-20260211", without
 * variant); an author its slug; a country its ISO code; a group one of
 * "country:CN", "top:10", "open", "closed", "named", "all"; the platform
 * "openrouter". */
struct entity {
    enum ent_type type;
    const char *id;
    const char *name;    /* display name */
    const char *author;  /* MODEL: author slug; else NULL */
    const char *country; /* MODEL, AUTHOR: ISO code, "??" unknown; else NULL */
    date_t created;      /* MODEL: listing day; DATE_NONE unknown */
};

struct names;

struct rules;

/* Empty; free with names_free. */
struct names *names_new(void);
/* Frees the entities too; NULL is fine. */
void names_free(struct names *n);
/* Adds an entity (strings are copied); the pointer lives as long as `n`.  The
 * same type and id again returns the first. */
const struct entity *names_entity(struct names *n, const struct entity *e);
/* Another word for an entity; several entities under one alias are kept as
 * alternatives, in the order added.  Aliases of fewer than two letters or
 * digits are refused (false). `weak`: a common word ("Flash", "Nova"), matched
 * only with its capital and only where the scanner's context allows it. */
bool names_alias(struct names *n, const char *alias, const struct entity *e, bool weak);
/* Adds what the vocabulary knows: countries, groups, apps, the platform, and
 * nicknames of models and authors that are in already (so: after store_names);
 * does not freeze it. */
bool names_from_rules(struct names *n, const struct rules *r, struct err *e);
void names_freeze(struct names *n); /* builds the matcher; no adds after it */

struct name_hit {
    uint32_t start, end;              /* offsets in the matched text */
    const struct entity *const *ents; /* alternatives, owned by names */
    uint32_t n;
    bool weak;
};
/* Leftmost-longest hits in text[from, to), in order; returns how many were
 * written (at most max). */
size_t names_find(const struct names *n, struct str text, uint32_t from, uint32_t to,
                  struct name_hit *out, size_t max);
/* The entity with this type and id, NULL if none. */
const struct entity *names_get(const struct names *n, enum ent_type t, struct str id);
/* How many entities there are. */
size_t names_count(const struct names *n);
/* Entity number i, in the order added. */
const struct entity *names_at(const struct names *n, size_t i);

#endif
