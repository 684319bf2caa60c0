/*
 * What judging one article shares: the verifier's tables and cache, the
 * article, and where results go.  Internal to src/verify.
 */
#ifndef CC_VERIFY_CTX_H
#define CC_VERIFY_CTX_H

#include "verify/query.h"

struct cache;

struct verifier {
    const struct rules *rules;
    const struct names *names;
    struct store *store; /* NULL: none */
    struct verify_opts opts;
    struct tables tables;
    struct err table_err; /* why the tables could not be read */
    bool tables_ok;
    struct cache *cache;
};

struct ctx {
    struct verifier *v;
    const struct doc *doc;
    const struct claims *claims;
    struct judgements *out;
    struct arena *a; /* the judgements' */
    struct rats *p;
    date_t article_day; /* publication, else the end of its newest period */
    bool published;     /* article_day is the publication date */
    bool mute;          /* tries: answers carry no formula and nothing to show */
    struct err *err;
};

/* ---- cached store access (cache.c): as the functions of the store that they
 * stand for; results live until the next cache_trim ---- */

/* Owned by the verifier. */
struct cache *cache_new(void);
/* NULL is fine. */
void cache_free(struct cache *k);
/* Forgets everything when the cache has grown large; call between articles. */
void cache_trim(struct cache *k);
/* store_usage */
enum found cache_usage(struct ctx *c, const struct usage_sel *sel, struct usage *out);
/* store_ranking in the selection's window, scope and vintage */
enum found cache_ranking(struct ctx *c, char by, const struct usage_sel *sel,
                         size_t limit, struct ranking *out);
/* store_prices */
enum found cache_prices(struct ctx *c, const struct entity *model, date_t from, date_t to,
                        struct price **out, size_t *n);
/* store_model */
enum found cache_model(struct ctx *c, const struct entity *model, struct model_info *out);
enum { VINTAGES_MAX = 64 };
/* store_vintages; at most VINTAGES_MAX, oldest first */
size_t cache_vintages(struct ctx *c, const struct span *w, const date_t **out);

#endif
