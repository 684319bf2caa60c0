/*
 * Shell completions, generated from the command and option tables, so that
 * they can never disagree with what the program takes.
 */
#include "cmd/cmd.h"

#include "cmd/settings.h"

struct shell {
    const char *name;
    void (*write)(struct buf *out);
};

static void table_of(const struct command *c, struct opt table[MAX_OPTIONS])
{
    if (c->options)
        c->options(table);
    else
        settings_table(NULL, c->mask, table);
}

static void spaced(struct buf *out, const char *choices)
{
    for (; choices && *choices; choices++)
        buf_addch(out, *choices == '|' ? ' ' : *choices);
}

static void command_names(struct buf *out)
{
    for (const struct command *c = commands; c->name; c++)
        buf_addf(out, "%s%s", c == commands ? "" : " ", c->name);
}

/* ---- bash ---- */

static void bash_options(struct buf *out, const struct command *c)
{
    struct opt table[MAX_OPTIONS];
    table_of(c, table);
    buf_addf(out, "        %s) opts='", c->name);
    for (const struct opt *o = table; o->name; o++)
        buf_addf(out, "%s--%s", o == table ? "" : " ", o->name);
    buf_addc(out, "'; words='");
    spaced(out, c->words);
    buf_addc(out, "' ;;\n");
}

static void bash_values(struct buf *out, const struct command *c)
{
    struct opt table[MAX_OPTIONS];
    table_of(c, table);
    for (const struct opt *o = table; o->name; o++) {
        if (o->type == OPT_FLAG)
            continue;
        buf_addf(out, "        %s:--%s", c->name, o->name);
        if (o->short_name)
            buf_addf(out, "|%s:-%c", c->name, o->short_name);
        buf_addc(out, ") ");
        if (o->type == OPT_CHOICE) {
            buf_addc(out, "COMPREPLY=($(compgen -W '");
            spaced(out, o->arg);
            buf_addc(out, "' -- \"$cur\")); return ;;\n");
        } else if (strcmp(o->arg, "FILE") == 0 || strcmp(o->arg, "DIR") == 0) {
            buf_addf(out, "COMPREPLY=($(compgen -%c -- \"$cur\")); return ;;\n",
                     o->arg[0] == 'F' ? 'f' : 'd');
        } else {
            buf_addc(out, "COMPREPLY=(); return ;;\n");
        }
    }
}

static void bash(struct buf *out)
{
    buf_addc(out,
             "# bash completion for claimcheck: source <(claimcheck completion bash)\n"
             "_claimcheck()\n{\n"
             "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
             "    local cmd=check opts='' words='' all='");
    command_names(out);
    buf_addc(out, "'\n    [[ \" $all \" == *\" ${COMP_WORDS[1]} \"* ]] && "
                  "cmd=${COMP_WORDS[1]}\n"
                  "    case $cmd:$prev in\n");
    for (const struct command *c = commands; c->name; c++)
        bash_values(out, c);
    buf_addc(out, "    esac\n    case $cmd in\n");
    for (const struct command *c = commands; c->name; c++)
        bash_options(out, c);
    buf_addc(out, "    esac\n"
                  "    if [[ $cur == -* ]]; then\n"
                  "        COMPREPLY=($(compgen -W \"$opts\" -- \"$cur\"))\n"
                  "        return\n"
                  "    fi\n"
                  "    [[ $COMP_CWORD == 1 ]] && words=$all\n"
                  "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\") "
                  "$(compgen -f -- \"$cur\"))\n"
                  "}\n"
                  "complete -o filenames -F _claimcheck claimcheck\n");
}

/* ---- zsh ---- */

/* A text inside a single-quoted zsh _arguments description. */
static void zsh_text(struct buf *out, const char *s)
{
    for (; *s; s++) {
        if (strchr("[]:\\", *s))
            buf_addch(out, '\\');
        if (*s == '\'')
            buf_addc(out, "'\\''");
        else
            buf_addch(out, *s);
    }
}

static void zsh_action(struct buf *out, const struct opt *o)
{
    if (o->type == OPT_FLAG)
        return;
    buf_addc(out, o->type == OPT_CHOICE ? ":value" : ":");
    if (o->type != OPT_CHOICE)
        zsh_text(out, o->arg);
    buf_addch(out, ':');
    if (o->type == OPT_CHOICE) {
        buf_addch(out, '(');
        spaced(out, o->arg);
        buf_addch(out, ')');
    } else if (strcmp(o->arg, "FILE") == 0) {
        buf_addc(out, "_files");
    } else if (strcmp(o->arg, "DIR") == 0) {
        buf_addc(out, "_files -/");
    }
}

static void zsh_command(struct buf *out, const struct command *c)
{
    struct opt table[MAX_OPTIONS];
    table_of(c, table);
    buf_addf(out, "    %s)\n        _arguments -s", c->name);
    for (const struct opt *o = table; o->name; o++) {
        buf_addf(out, " \\\n            '%s--%s%s[", o->type == OPT_LIST ? "*" : "",
                 o->name, o->type == OPT_FLAG ? "" : "=");
        zsh_text(out, o->help + (o->help[0] == '+'));
        buf_addch(out, ']');
        zsh_action(out, o);
        buf_addch(out, '\'');
    }
    if (c->words) {
        buf_addc(out, " \\\n            '1:word:(");
        spaced(out, c->words);
        buf_addc(out, ")'");
    }
    buf_addc(out, " \\\n            '*:file:_files' ;;\n");
}

static void zsh(struct buf *out)
{
    buf_addc(out, "#compdef claimcheck\n"
                  "_claimcheck()\n{\n"
                  "    local cmd=check\n"
                  "    local -a names=(\n");
    for (const struct command *c = commands; c->name; c++) {
        buf_addf(out, "        '%s:", c->name);
        zsh_text(out, c->summary);
        buf_addc(out, "'\n");
    }
    buf_addc(out, "    )\n"
                  "    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
                  "        _describe command names\n"
                  "        _files\n"
                  "        return\n"
                  "    fi\n"
                  "    if (( ${names[(I)$words[2]:*]} )); then\n"
                  "        cmd=$words[2]; shift words; (( CURRENT-- ))\n"
                  "    fi\n"
                  "    case $cmd in\n");
    for (const struct command *c = commands; c->name; c++)
        zsh_command(out, c);
    buf_addc(out, "    esac\n}\n"
                  "if [[ $funcstack[1] == _claimcheck ]]; then _claimcheck \"$@\"; "
                  "else compdef _claimcheck claimcheck; fi\n");
}

/* ---- fish ---- */

static void fish_text(struct buf *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '\'' || *s == '\\')
            buf_addch(out, '\\');
        buf_addch(out, *s);
    }
}

static void fish_option(struct buf *out, const struct command *c, const struct opt *o)
{
    buf_addf(out, "complete -c claimcheck -n '__claimcheck_is %s' -l %s", c->name,
             o->name);
    if (o->short_name)
        buf_addf(out, " -s %c", o->short_name);
    if (o->type == OPT_CHOICE) {
        buf_addc(out, " -x -a '");
        spaced(out, o->arg);
        buf_addch(out, '\'');
    } else if (o->type != OPT_FLAG) {
        bool file = strcmp(o->arg, "FILE") == 0 || strcmp(o->arg, "DIR") == 0;
        buf_addc(out, file ? " -r -F" : " -x");
    }
    buf_addc(out, " -d '");
    fish_text(out, o->help + (o->help[0] == '+'));
    buf_addc(out, "'\n");
}

static void fish_command(struct buf *out, const struct command *c)
{
    struct opt table[MAX_OPTIONS];
    table_of(c, table);
    buf_addf(out, "complete -c claimcheck -n __fish_use_subcommand -a %s -d '", c->name);
    fish_text(out, c->summary);
    buf_addc(out, "'\n");
    if (c->words) {
        buf_addf(out, "complete -c claimcheck -n '__claimcheck_is %s' -a '", c->name);
        spaced(out, c->words);
        buf_addc(out, "'\n");
    }
    for (const struct opt *o = table; o->name; o++)
        fish_option(out, c, o);
}

static void fish(struct buf *out)
{
    buf_addc(out,
             "# fish completion for claimcheck: claimcheck completion fish | source\n"
             "function __claimcheck_is\n"
             "    set -l words (commandline -opc)\n"
             "    set -l cmd check\n"
             "    if contains -- \"$words[2]\" ");
    command_names(out);
    buf_addc(out, "\n        set cmd $words[2]\n    end\n"
                  "    test $cmd = $argv[1]\nend\n");
    for (const struct command *c = commands; c->name; c++)
        fish_command(out, c);
}

static const struct shell shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

int cmd_completion(int argc, char **argv)
{
    struct err e;
    if (argc == 1 && (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0))
        return cmd_help(1, (char *[]){"completion"});
    for (size_t i = 0; argc == 1 && i < ARRAY_LEN(shells); i++) {
        if (strcmp(argv[0], shells[i].name) != 0)
            continue;
        struct buf out;
        buf_init(&out, 0);
        shells[i].write(&out);
        bool ok = put_stdout(buf_str(&out), &e);
        buf_release(&out);
        return ok ? EXIT_CLEAN : complain(&e);
    }
    err_set(&e, "completion needs the name of a shell: bash, zsh or fish");
    return complain(&e);
}
