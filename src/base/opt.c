/*
 * Reads the command line by a table.  The error for a word that is nearly an
 * option names that option.
 */
#include "base/opt.h"

#include "base/date.h"

#define NAME_MAX_LEN 63 /* longer words are compared no further */
#define HELP_WIDTH   80
#define HELP_COLUMN  34

struct args {
    const struct opt *table;
    int argc, at;
    char **argv;
    struct err *e;
};

static const struct opt *find_long(const struct opt *table, struct str name)
{
    for (; table->name; table++)
        if (str_eqc(name, table->name))
            return table;
    return NULL;
}

static const struct opt *find_short(const struct opt *table, char c)
{
    for (; table->name; table++)
        if (table->short_name == c)
            return table;
    return NULL;
}

int opt_choice(const char *choices, struct str word)
{
    struct str rest = str_c(choices), part;

    for (int i = 0; str_split(&rest, '|', &part); i++)
        if (str_eq(part, word))
            return i;
    return -1;
}

static int min_of(int a, int b)
{
    return a < b ? a : b;
}

/* Edits (insert, delete, replace, swap of neighbours) between two words. */
static int distance(struct str a, struct str b)
{
    int row[3][NAME_MAX_LEN + 2];

    for (size_t j = 0; j <= b.n; j++)
        row[0][j] = (int)j;
    for (size_t i = 1; i <= a.n; i++) {
        int *now = row[i % 3];
        const int *last = row[(i - 1) % 3];

        now[0] = (int)i;
        for (size_t j = 1; j <= b.n; j++) {
            int replace = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);

            now[j] = min_of(replace, min_of(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
                now[j] = min_of(now[j], row[(i - 2) % 3][j - 2] + 1);
        }
    }
    return row[a.n % 3][b.n];
}

bool opt_nearest(const char *choices, struct str word, char out[64])
{
    struct str rest = str_c(choices), part, best = STR_NONE;
    int best_edits = (int)(word.n + 2) / 3 + 1; /* one edit for each three letters */

    if (word.n > NAME_MAX_LEN)
        return false;
    while (str_split(&rest, '|', &part)) {
        int edits;

        if (part.n > NAME_MAX_LEN || part.n == 0)
            continue;
        edits = distance(word, part);
        if (edits < best_edits && edits < (int)part.n) {
            best_edits = edits;
            best = part;
        }
    }
    if (!best.p)
        return false;
    memcpy(out, best.p, best.n);
    out[best.n] = '\0';
    return true;
}

static bool err_unknown(struct args *a, struct str name)
{
    struct buf names;
    char near[64];
    bool found;

    buf_init(&names, 0);
    for (const struct opt *o = a->table; o->name; o++)
        buf_addf(&names, "%s%s", names.n ? "|" : "", o->name);
    found = opt_nearest(buf_str(&names).p, name, near);
    buf_release(&names);
    if (found)
        return err_set(a->e, "unknown option '--%.*s'; did you mean '--%s'?",
                       STR_FMT(name), near);
    return err_set(a->e, "unknown option '--%.*s'", STR_FMT(name));
}

static bool set_int(const struct opt *o, struct str value, struct err *e)
{
    int64_t v;

    if (!str_i64(value, &v) || v < 0 || v > INT32_MAX)
        return err_set(e, "option '--%s' needs a number, not '%.*s'", o->name,
                       STR_FMT(value));
    *(int *)o->target = (int)v;
    return true;
}

static bool set_choice(const struct opt *o, struct str value, struct err *e)
{
    int v = opt_choice(o->arg, value);
    char near[64];

    if (v >= 0) {
        *(int *)o->target = v;
        return true;
    }
    if (opt_nearest(o->arg, value, near))
        return err_set(e, "option '--%s' does not know '%.*s'; did you mean '%s'?",
                       o->name, STR_FMT(value), near);
    return err_set(e, "option '--%s' does not know '%.*s'; it takes %s", o->name,
                   STR_FMT(value), o->arg);
}

static bool set_date(const struct opt *o, struct str value, struct err *e)
{
    date_t d = value.n == 10 ? date_parse(value) : DATE_NONE;

    if (d == DATE_NONE)
        return err_set(e, "option '--%s' needs a date as YYYY-MM-DD, not '%.*s'", o->name,
                       STR_FMT(value));
    *(int32_t *)o->target = d;
    return true;
}

static bool add_to_list(const struct opt *o, const char *value, struct err *e)
{
    struct opt_list *list = o->target;

    if ((size_t)list->n == ARRAY_LEN(list->v))
        return err_set(e, "option '--%s' is given more than %zu times", o->name,
                       ARRAY_LEN(list->v));
    list->v[list->n++] = value;
    return true;
}

static bool set_value(const struct opt *o, const char *value, struct err *e)
{
    switch (o->type) {
    case OPT_FLAG:
        *(bool *)o->target = true;
        return true;
    case OPT_STRING:
        *(const char **)o->target = value;
        return true;
    case OPT_LIST:
        return add_to_list(o, value, e);
    case OPT_INT:
        return set_int(o, str_c(value), e);
    case OPT_CHOICE:
        return set_choice(o, str_c(value), e);
    case OPT_DATE:
        return set_date(o, str_c(value), e);
    }
    BUG("option '--%s' has type %d", o->name, (int)o->type);
}

/* Sets an option whose value, if it has one, is `value` or else the next word. */
static bool take(struct args *a, const struct opt *o, const char *value)
{
    if (o->type != OPT_FLAG && !value) {
        if (a->at >= a->argc)
            return err_set(a->e, "option '--%s' needs a value (%s)", o->name, o->arg);
        value = a->argv[a->at++];
    }
    return set_value(o, value, a->e);
}

static bool parse_long(struct args *a, const char *word)
{
    struct str rest = str_c(word), name;
    const struct opt *o;
    const char *equals = strchr(word, '=');

    str_split(&rest, '=', &name);
    o = find_long(a->table, name);
    if (!o)
        return err_unknown(a, name);
    if (o->type == OPT_FLAG && equals)
        return err_set(a->e, "option '--%s' takes no value", o->name);
    return take(a, o, equals ? equals + 1 : NULL);
}

static bool parse_short(struct args *a, const char *letters)
{
    for (; *letters; letters++) {
        const struct opt *o = find_short(a->table, *letters);

        if (!o)
            return err_set(a->e, "unknown option '-%c'", *letters);
        if (o->type != OPT_FLAG)
            return take(a, o, letters[1] ? letters + 1 : NULL);
        take(a, o, NULL);
    }
    return true;
}

bool opt_parse(const struct opt *table, int argc, char **argv, int *n_operands,
               struct err *e)
{
    struct args a = {.table = table, .argc = argc, .argv = argv, .e = e};
    bool options = true;
    int kept = 0;

    while (a.at < argc) {
        char *word = argv[a.at++];
        bool ok = true;

        if (!options || word[0] != '-' || word[1] == '\0')
            argv[kept++] = word;
        else if (strcmp(word, "--") == 0)
            options = false;
        else if (word[1] == '-')
            ok = parse_long(&a, word + 2);
        else
            ok = parse_short(&a, word + 1);
        if (!ok)
            return false;
    }
    *n_operands = kept;
    return true;
}

static void help_line(const struct opt *o, struct buf *out)
{
    size_t start = out->n, width;

    if (o->short_name)
        buf_addf(out, "  -%c, --%s", o->short_name, o->name);
    else
        buf_addf(out, "      --%s", o->name);
    if (o->type != OPT_FLAG)
        buf_addf(out, " %s", o->arg);
    width = out->n - start;
    if (width + 2 > HELP_COLUMN)
        buf_addf(out, "\n%*s", HELP_COLUMN, "");
    else
        buf_addf(out, "%*s", (int)(HELP_COLUMN - width), "");
    buf_addf(out, "%s\n", o->help);
}

/* The names of the rest, as few lines as hold them. */
static void help_minor(const struct opt *table, struct buf *out)
{
    static const char head[] = "also, in the manual:";
    size_t line = out->n;

    for (; table->name; table++) {
        if (table->help[0] != '+')
            continue;
        if (line == out->n)
            buf_addc(out, head);
        else if (out->n - line + strlen(table->name) + 3 > HELP_WIDTH) {
            line = out->n + 1;
            buf_addf(out, "\n%*s", (int)sizeof(head) - 1, "");
        }
        buf_addf(out, " --%s", table->name);
    }
    if (out->n > line)
        buf_addch(out, '\n');
}

void opt_help(const struct opt *table, struct buf *out)
{
    for (const struct opt *o = table; o->name; o++)
        if (o->help[0] != '+')
            help_line(o, out);
    help_minor(table, out);
}
