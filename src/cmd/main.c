/*
 * The program: finds the command and runs it.  `check` is the default, so
 * `claimcheck article.txt` just works.
 */
#include "cmd/cmd.h"

#include <signal.h>
#include <unistd.h>

#include "cmd/data.h"
#include "cmd/version.h"
#include "cmd/settings.h"

const struct command commands[] = {
    {.name = "check",
     .operands = "FILE|DIR|URL|-...",
     .summary = "check articles (the default command)",
     .run = cmd_check,
     .mask = FOR_CHECK},
    {.name = "scan",
     .operands = "FILE|DIR|-...",
     .summary = "find the claims, without figures and verdicts",
     .run = cmd_scan,
     .mask = FOR_SCAN},
    {.name = "corpus",
     .operands = "DIR|FILE...",
     .summary = "the ledger of a corpus: who says what of the same quantity",
     .run = cmd_corpus,
     .mask = FOR_CORPUS},
    {.name = "merge",
     .operands = "PART...",
     .summary = "put ledgers or summaries of parts together",
     .run = cmd_merge,
     .options = merge_options},
    {.name = "tag",
     .operands = "FILE|-",
     .summary = "what the vocabulary sees: numbers, dates, names, hedges",
     .run = cmd_tag,
     .mask = FOR_TAG},
    {.name = "text",
     .operands = "FILE|URL|-",
     .summary = "the article's text as the readers extract it",
     .run = cmd_text,
     .mask = FOR_TEXT},
    {.name = "data",
     .operands = "sync|import|status|log|show|query",
     .summary = "the stored OpenRouter figures",
     .run = cmd_data,
     .options = data_options,
     .words = "sync|import|status|log|show|query"},
    {.name = "rules",
     .operands = "list|explain ID|test [FILE...]",
     .summary = "the rule files, their own tests (--cost: what they cost)",
     .run = cmd_rules,
     .mask = FOR_RULES,
     .words = "list|explain|test"},
    {.name = "completion",
     .operands = "bash|zsh|fish",
     .summary = "shell completions, to be sourced",
     .run = cmd_completion,
     .words = "bash|zsh|fish"},
    {.name = "help",
     .operands = "[COMMAND]",
     .summary = "this overview, or a command's options",
     .run = cmd_help},
    {0},
};

const struct command *command_find(const char *name)
{
    for (const struct command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

void complain_as(const struct err *e, const char *kind)
{
    static const size_t prefix = sizeof("claimcheck: error") - 1;
    char text[2048];
    size_t n = err_format(e, text, sizeof(text));
    fprintf(stderr, "claimcheck: %s%.*s", kind, (int)(n - prefix), text + prefix);
}

int complain(const struct err *e)
{
    complain_as(e, "error");
    return EXIT_ERROR;
}

bool put_stdout(struct str s, struct err *e)
{
    size_t done = s.n ? fwrite(s.p, 1, s.n, stdout) : 0;
    if (done == s.n && fflush(stdout) == 0)
        return true;
    return err_set(e, "cannot write to standard output");
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error message, no death */
    if (argc < 2)
        return usage_error();
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return show_version();
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return cmd_help(0, NULL);
    const struct command *c = command_find(argv[1]);
    if (c)
        return c->run(argc - 2, argv + 2);
    return cmd_check(argc - 1, argv + 1);
}
