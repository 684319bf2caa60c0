/*
 * The help texts: the overview of all commands, and for each command its
 * options, straight from the option table.
 */
#include "cmd/cmd.h"

#include "cmd/settings.h"
#include "cmd/version.h"

#define SUMMARY_COLUMN 38

static void overview(struct buf *out)
{
    buf_addc(out,
             "usage: claimcheck [COMMAND] [OPTION...] FILE...\n"
             "Checks the numbers in articles about AI usage against stored OpenRouter "
             "figures.\n\n");
    for (const struct command *c = commands; c->name; c++) {
        size_t start = out->n;
        buf_addf(out, "  %-10s %s", c->name, c->operands);
        int width = (int)(out->n - start);
        buf_addf(out, "%*s%s\n", width < SUMMARY_COLUMN ? SUMMARY_COLUMN - width : 1, "",
                 c->summary);
    }
    buf_addc(out,
             "\n`claimcheck COMMAND --help` lists a command's options; `man claimcheck` "
             "has everything.\n"
             "`--version` names the program's, the rules' and the figures' versions.\n"
             "Exit status: 0 nothing wrong found, 1 a contradicted claim, 2 an error.\n");
}

static void command_help(const struct command *c, const struct opt *table,
                         struct buf *out)
{
    buf_addf(out, "usage: claimcheck %s [OPTION...] %s\n", c->name, c->operands);
    buf_addf(out, "%c%s.\n\n", c->summary[0] - 'a' + 'A', c->summary + 1);
    opt_help(table, out);
}

static int print(struct buf *text)
{
    struct err e;
    int status = put_stdout(buf_str(text), &e) ? EXIT_CLEAN : complain(&e);
    buf_release(text);
    return status;
}

int show_help(const char *command, const struct opt *table)
{
    struct buf text;
    buf_init(&text, 0);
    command_help(command_find(command), table, &text);
    return print(&text);
}

static int help_for(const struct command *c)
{
    struct opt table[MAX_OPTIONS];
    if (c->options)
        c->options(table);
    else
        settings_table(NULL, c->mask, table);
    return show_help(c->name, table);
}

static int unknown(const char *name)
{
    struct err e;
    err_set(&e, "there is no command '%s'", name);
    return complain(&e);
}

int cmd_help(int argc, char **argv)
{
    if (argc > 0 && argv[0][0] != '-') {
        const struct command *c = command_find(argv[0]);
        return c ? help_for(c) : unknown(argv[0]);
    }
    struct buf text;
    buf_init(&text, 0);
    overview(&text);
    return print(&text);
}

int usage_error(void)
{
    fputs("claimcheck: error: no file given\n"
          "usage: claimcheck [COMMAND] [OPTION...] FILE...   (claimcheck --help says "
          "more)\n",
          stderr);
    return EXIT_ERROR;
}
