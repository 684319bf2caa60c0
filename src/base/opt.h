/*
 * Option tables: one table a command gives parsing, help and completions.
 * Long options take --name VALUE and --name=VALUE, short ones may be bundled;
 * `--` ends options; a unique prefix is NOT accepted (scripts break when
 * options are added); a near miss is suggested in the error.
 */
#ifndef CC_BASE_OPT_H
#define CC_BASE_OPT_H

#include "base/err.h"
#include "base/str.h"

enum opt_type {
    OPT_FLAG,   /* *(bool *)target = true */
    OPT_STRING, /* *(const char **)target */
    OPT_LIST,   /* struct opt_list *, repeatable */
    OPT_INT,    /* *(int *)target, 0 or greater */
    OPT_CHOICE, /* *(int *)target = index into choices ("a|b|c") */
    OPT_DATE    /* *(int32_t *)target, days since 1970 */
};
struct opt_list {
    const char *v[64];
    int n;
};
struct opt {
    const char *name; /* without dashes; NULL ends the table */
    char short_name;  /* 0: none */
    enum opt_type type;
    void *target;
    const char *arg;  /* shown in help: "FILE"; choices: "text|json" */
    const char *help; /* one line, lower case; with a '+' in front the list of
                         options only names it and the manual explains it */
};

/* Parses argv[0..argc) (no program name).  Operands are moved to the front of
 * argv and counted in *n_operands.  A bad option: false, error set. */
bool opt_parse(const struct opt *table, int argc, char **argv, int *n_operands,
               struct err *e);
/* The aligned option list for --help. */
void opt_help(const struct opt *table, struct buf *out);
/* Index of the word in "a|b|c", -1 if absent. */
int opt_choice(const char *choices, struct str word);
/* The candidate nearest to `word` by edits (one for each three letters);
 * `choices` as above.  False, out untouched, when none is near. */
bool opt_nearest(const char *choices, struct str word, char out[64]);

#endif
