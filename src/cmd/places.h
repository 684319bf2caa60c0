/*
 * Where rules and store are found.  Rules: $CLAIMCHECK_RULES, else the tree's
 * own (running from a build tree), else ../share/claimcheck beside the
 * program; folders given with --rules are added after it.  Store: --store,
 * $CLAIMCHECK_STORE, the tree's, the installed one.
 */
#ifndef CC_CMD_PLACES_H
#define CC_CMD_PLACES_H

#include "cmd/settings.h"

#define STORE_IN_TREE   "build/openrouter.db"
#define STORE_INSTALLED "store/openrouter.db"
#define CACHE_IN_TREE   "build/rules.cache"
#define CACHE_INSTALLED "store/rules.cache"

struct places {
    struct buf root; /* build tree, or share/claimcheck */
    struct buf rules, store;
    struct buf rule_cache; /* the rules' compiled form */
    const char *rule_dirs[1 + ARRAY_LEN(((struct opt_list *)0)->v)];
    int n_rule_dirs;
    const char *store_path;
};

/* Looks; what is missing is found out by who opens it. */
void places_init(struct places *p, const struct settings *s);
/* Frees the paths. */
void places_release(struct places *p);

#endif
