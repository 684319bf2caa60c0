/*
 * Commands: one file each.  A command gets the words after its name, prints to
 * standard output, diagnostics to standard error, and returns the exit status.
 */
#ifndef CC_CMD_CMD_H
#define CC_CMD_CMD_H

#include "base/err.h"
#include "base/opt.h"

enum { EXIT_CLEAN = 0, EXIT_FOUND = 1, EXIT_ERROR = 2 };

#define MAX_OPTIONS 40

struct command {
    const char *name;
    const char *operands;              /* "FILE|DIR|URL|-..." for the usage line */
    const char *summary;               /* one line, lower case */
    int (*run)(int argc, char **argv); /* argv[0]: first word after the command's name */
    /* Fills the option table for completions, targets NULL; NULL: options of
     * the shared table with `mask` (see cmd/settings.h). */
    void (*options)(struct opt table[MAX_OPTIONS]);
    unsigned mask;
    const char
        *words; /* completion of the first operand: "list|explain|test"; NULL: files */
};
/* All commands, in the order of the help; ends with a NULL name. */
extern const struct command commands[];
const struct command *command_find(const char *name); /* NULL if none */

int cmd_check(int argc, char **argv);      /* articles against the figures */
int cmd_scan(int argc, char **argv);       /* claims alone */
int cmd_tag(int argc, char **argv);        /* what the vocabulary sees */
int cmd_text(int argc, char **argv);       /* the article as it is read */
int cmd_data(int argc, char **argv);       /* the store */
int cmd_rules(int argc, char **argv);      /* the rule files */
int cmd_corpus(int argc, char **argv);     /* many articles, compared */
int cmd_merge(int argc, char **argv);      /* parts of a corpus, put together */
/* Option table of merge, for the completions. */
void merge_options(struct opt table[MAX_OPTIONS]);
int cmd_help(int argc, char **argv);       /* the list of commands */
int cmd_completion(int argc, char **argv); /* a shell's completion script */

/* `claimcheck: error: ...` on standard error; returns EXIT_ERROR. */
int complain(const struct err *e);
/* The same as a `claimcheck: KIND: ...` of another kind ("warning"). */
void complain_as(const struct err *e, const char *kind);
/* Usage line, summary and option list of a command on standard output;
 * `table` ends with a NULL name. Returns EXIT_CLEAN. */
int show_help(const char *command, const struct opt *table);
/* Writes all of it to standard output; false with error (closed pipe, full disk). */
bool put_stdout(struct str s, struct err *e);

#endif
