/*
 * The tables of rules/verify that say how claims are read and what is said
 * about them: readings with their priors, thresholds, texts.  Read once per
 * verifier; the strings belong to the rule set.
 */
#ifndef CC_VERIFY_TABLES_H
#define CC_VERIFY_TABLES_H

#include "verify/allowed.h"

enum { TABLE_MAX_CHOICES = 12 };

/* "chart* 50, named 25, top10 10": names with priors in percent; a star marks
 * what the wording names. */
struct choice {
    struct str name;
    int prior;
    bool is_default;
};
struct choices {
    struct choice v[TABLE_MAX_CHOICES];
    int n;
};

struct tables {
    const struct rules *rules;
    struct allow_table allow;
    int min_prior; /* readings below are not tried */
    int max_readings;
};

/* False with the table and key named when something is missing or malformed. */
bool tables_load(struct tables *t, const struct rules *r, struct err *e);
/* Row of "verify_readings" for a dimension ("pool", "window", ...) and up to
 * three words that pick it: "pool.level.country.week" is looked for first,
 * then with "any" from the right to the left.  n is 0 when there is none. */
void tables_choices(const struct tables *t, const char *dimension,
                    const char *const words[3], struct choices *out);
/* A number of "verify_limits"; BUG when absent (tables_load checks them all). */
int tables_limit(const struct tables *t, const char *name);
/* A text of "verify_text"; the key itself when absent, so that a missing
 * template shows up in a report instead of losing one. */
const char *tables_text(const struct tables *t, struct arena *a, const char *key);

struct slot {
    const char *name, *value; /* value NULL: empty */
};
/* Writes `text` with each {name} replaced by the value of that name; unknown
 * names stay as they are. */
const char *tables_fill(struct arena *a, const char *text, const struct slot *slots,
                        size_t n_slots);

#endif
