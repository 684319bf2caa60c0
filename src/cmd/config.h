/*
 * .claimcheck.yml, searched from the working folder upward: the long options
 * of `check` as keys.  The command line and the environment win over it.
 */
#ifndef CC_CMD_CONFIG_H
#define CC_CMD_CONFIG_H

#include "base/arena.h"
#include "cmd/settings.h"

#define CONFIG_NAME ".claimcheck.yml"

struct config {
    struct arena arena;
    int n_rules; /* rule folders that came from the file */
};

/* Nothing read yet. */
void config_init(struct config *c);
/* Frees the values; settings that point to them are dead then. */
void config_release(struct config *c);
/* False when the words say --no-config or --help. */
bool config_wanted(int argc, char **argv);
/* Reads the nearest file, if there is one, into the settings that commands of
 * `mask` take; keys of other commands' options are allowed and skipped.
 * Unknown keys and bad values are errors with line and column.  Relative
 * paths in the file are relative to its folder. */
bool config_read(struct config *c, struct settings *s, unsigned mask, struct err *e);
/* After the command line: if it gave rule folders, the file's are dropped. */
void config_drop_lists(const struct config *c, struct settings *s);

#endif
