/*
 * The options that check, scan, tag and text share: one table with a mask of
 * the commands that take each option.  Filled from the configuration file,
 * then the environment, then the command line, which wins.
 */
#ifndef CC_CMD_SETTINGS_H
#define CC_CMD_SETTINGS_H

#include "base/date.h"
#include "cmd/cmd.h"

enum {
    FOR_CHECK = 1,
    FOR_SCAN = 2,
    FOR_TAG = 4,
    FOR_TEXT = 8,
    FOR_RULES = 16,
    FOR_CORPUS = 32
};

enum { LANG_AUTO, LANG_EN, LANG_ZH };
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum { INPUT_AUTO, INPUT_JSONL };
enum { SORT_POSITION, SORT_VERDICT };

struct settings {
    bool help, quiet, verbose, allow_fetch, update_baseline, no_config;
    int format; /* index into REPORT_FORMATS */
    int lang, color, input, sort;
    int jobs;            /* 0: as many as there are processors */
    int32_t date, as_of; /* days since 1970, DATE_NONE */
    const char *output, *store, *fail_on, *title, *encoding, *baseline;
    struct opt_list rules, include, exclude;
    const char *files_from, *stats, *summary, *cache, *since;
    bool null_names, resume, no_cache, ungated;
    int cache_size; /* MiB */
};

/* The defaults, and what the environment says. */
void settings_init(struct settings *s);
/* The options of the commands in `mask`, NULL-terminated; targets point into
 * `s` (NULL: no targets, for help and completions). */
void settings_table(struct settings *s, unsigned mask, struct opt table[MAX_OPTIONS]);
/* Parses the words of a command; operands are moved to argv's front. */
bool settings_parse(struct settings *s, unsigned mask, int argc, char **argv,
                    int *n_operands, struct err *e);
/* "en", "zh" or NULL for both. */
const char *settings_lang(const struct settings *s);

#endif
