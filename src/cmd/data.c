/*
 * `claimcheck data`: the option table of all its words, and which is called.
 */
#include "cmd/data.h"

#include "base/io.h"
#include "cmd/places.h"

#define WORDS "sync|import|status|log|show|query"

static void table_of(struct data_opts *o, struct opt table[MAX_OPTIONS])
{
    const struct opt rows[] = {
        {"store", 's', OPT_STRING, &o->store, "FILE", "the store to use"},
        {"format", 'f', OPT_CHOICE, &o->format, GRID_FORMATS, "kind of output"},
        {"as-of", 0, OPT_DATE, &o->as_of, "DATE",
         "figures known then; import: the file's day"},
        {"week", 'w', OPT_DATE, &o->week, "DATE",
         "the week Monday to Sunday that holds it"},
        {"month", 'm', OPT_STRING, &o->month, "YYYY-MM", "a calendar month"},
        {"day", 'd', OPT_DATE, &o->day, "DATE", "one day (UTC)"},
        {"from", 0, OPT_DATE, &o->from, "DATE", "first day of a window"},
        {"to", 0, OPT_DATE, &o->to, "DATE", "last day of a window"},
        {"by", 'b', OPT_CHOICE, &o->by, DATA_BY, "show: length of a row"},
        {"rank", 0, OPT_CHOICE, &o->rank_by, DATA_RANK, "query rank: what is ranked"},
        {"top", 'n', OPT_INT, &o->top, "N", "query: how many"},
        {"of", 0, OPT_CHOICE, &o->of, DATA_OF, "query: over which models"},
        {"model", 0, OPT_STRING, &o->model, "NAME", "query: a model"},
        {"author", 0, OPT_STRING, &o->author, "NAME", "query: a developer"},
        {"country", 0, OPT_STRING, &o->country, "CODE", "query: a country (CN, US)"},
        {"against", 0, OPT_DATE, &o->against, "DATE",
         "growth: a day before; diff: the older vintage"},
        {"dataset", 0, OPT_STRING, &o->dataset, "NAME", "log: only this one"},
        {"limit", 0, OPT_INT, &o->limit, "N", "log: how many (all)"},
        {"since", 0, OPT_DATE, &o->since, "DATE", "sync: first day to ask for"},
        {"dry-run", 0, OPT_FLAG, &o->dry_run, NULL, "sync: say what would be fetched"},
        {"base-url", 0, OPT_STRING, &o->base_url, "URL", "sync: a mirror (https)"},
        {"seal", 0, OPT_FLAG, &o->seal, NULL, "import: pack the store for shipping"},
        {"quiet", 'q', OPT_FLAG, &o->quiet, NULL, "no progress, no summary"},
        {"help", 'h', OPT_FLAG, &o->help, NULL, "this help"},
        {0},
    };

    memcpy(table, rows, sizeof(rows));
}

void data_options(struct opt table[MAX_OPTIONS])
{
    struct data_opts unused;

    table_of(&unused, table);
    for (struct opt *row = table; row->name; row++)
        row->target = NULL;
}

static void defaults(struct data_opts *o)
{
    *o = (struct data_opts){.by = -1,
                            .of = -1,
                            .week = DATE_NONE,
                            .day = DATE_NONE,
                            .from = DATE_NONE,
                            .to = DATE_NONE,
                            .as_of = DATE_NONE,
                            .since = DATE_NONE,
                            .against = DATE_NONE};
}

/* `--week` and `--month` without a value say how long a row is. */
static void bare_units(int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        bool bare = i + 1 == argc || argv[i + 1][0] == '-';

        if (bare && strcmp(argv[i], "--week") == 0)
            argv[i] = (char *)(uintptr_t) "--by=week";
        else if (bare && strcmp(argv[i], "--month") == 0)
            argv[i] = (char *)(uintptr_t) "--by=month";
    }
}

static int misuse(const char *fmt, const char *what)
{
    struct err e;

    err_set(&e, fmt, what);
    return complain(&e);
}

static int run(const struct data_opts *o, int argc, char **argv)
{
    const char *word = argc ? argv[0] : "";

    if (strcmp(word, "import") == 0)
        return data_import(o, argc - 1, argv + 1);
    if (strcmp(word, "query") == 0)
        return data_query(o, argc - 1, argv + 1);
    if (strcmp(word, "show") == 0)
        return argc > 2 ? misuse("data show takes one name, '%s' is too many", argv[2])
                        : data_show(o, argc > 1 ? argv[1] : "total");
    if (argc > 1)
        return misuse("data does not take '%s'", argv[1]);
    if (strcmp(word, "sync") == 0)
        return data_sync(o);
    if (strcmp(word, "status") == 0)
        return data_status(o);
    if (strcmp(word, "log") == 0)
        return data_log(o);
    return misuse(
        argc ? "data has no '%s' (" WORDS ")" : "say what to do: data " WORDS "%s", word);
}

int cmd_data(int argc, char **argv)
{
    struct opt table[MAX_OPTIONS];
    struct data_opts o;
    struct err e;
    int n;

    defaults(&o);
    table_of(&o, table);
    bare_units(argc, argv);
    if (!opt_parse(table, argc, argv, &n, &e))
        return complain(&e);
    if (o.help)
        return show_help("data", table);
    return run(&o, n, argv);
}

/* ---- what the words share ---- */

void data_store_path(const struct data_opts *o, struct buf *out)
{
    struct settings s;
    struct places p;

    settings_init(&s);
    s.store = o->store;
    places_init(&p, &s);
    buf_addc(out, p.store_path);
    places_release(&p);
}

bool data_open(const struct data_opts *o, struct data_view *v, struct err *e)
{
    struct buf path;

    memset(v, 0, sizeof(*v));
    buf_init(&path, 0);
    data_store_path(o, &path);
    arena_init(&v->arena);
    v->rats = rats_new();
    v->names = names_new();
    v->store = store_open(path.p, o->as_of, e);
    buf_release(&path);
    if (!v->store || !store_names(v->store, v->names, e)) {
        data_close(v);
        return false;
    }
    names_freeze(v->names);
    return true;
}

void data_close(struct data_view *v)
{
    store_close(v->store);
    names_free(v->names);
    if (v->rats)
        rats_free(v->rats);
    arena_release(&v->arena);
    memset(v, 0, sizeof(*v));
}

static bool month_window(const char *month, date_t *from, date_t *to, struct err *e)
{
    char first[11];

    snprintf(first, sizeof(first), "%.7s-01", month);
    *from = strlen(month) == 7 ? date_parse(str_c(first)) : DATE_NONE;
    if (*from == DATE_NONE)
        return err_set(e, "'%s' is no month (YYYY-MM)", month);
    *to = date_add_months(*from, 1) - 1;
    return true;
}

bool data_window(const struct data_opts *o, date_t *from, date_t *to, bool *given,
                 struct err *e)
{
    int ways = (o->week != DATE_NONE) + (o->day != DATE_NONE) + (o->month != NULL) +
               (o->from != DATE_NONE || o->to != DATE_NONE);

    *given = ways == 1;
    if (ways > 1)
        return err_set(e, "give one of --week, --day, --month, or --from and --to");
    if (o->week != DATE_NONE) {
        *from = date_monday(o->week);
        *to = *from + 6;
    } else if (o->day != DATE_NONE) {
        *from = *to = o->day;
    } else if (o->month) {
        return month_window(o->month, from, to, e);
    } else if (ways) {
        *from = o->from;
        *to = o->to;
        if (o->from == DATE_NONE || o->to == DATE_NONE)
            return err_set(e, "--from and --to go together");
        if (o->to < o->from)
            return err_set(e, "the window ends before it begins");
    }
    return true;
}

const char *data_days(struct arena *a, date_t from, date_t to)
{
    char x[11], y[11];

    date_format(from, x);
    date_format(to, y);
    return from == to ? arena_strdup(a, str_c(x)) : arena_printf(a, "%s..%s", x, y);
}

const char *data_value(struct arena *a, const struct usage *u)
{
    const char *lo = grid_number(a, rat_decimal(a, u->value.lo));

    if (!u->value.hi)
        return arena_printf(a, "at least %s", lo);
    if (interval_is_point(&u->value))
        return lo;
    return arena_printf(a, "%s to %s", lo, grid_number(a, rat_decimal(a, u->value.hi)));
}

const char *data_causes(struct arena *a, unsigned causes)
{
    static const struct {
        unsigned bit;
        const char *text;
    } words[] = {{WIDTH_ROUNDED_SOURCE, "rounded source"},
                 {WIDTH_MISSING_DAYS, "missing days"},
                 {WIDTH_HIDDEN_TAIL, "not named on all days"},
                 {WIDTH_WEEK_CUT, "a week is cut"}};
    char *out = arena_strdup(a, STR_NONE);

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (causes & words[i].bit)
            out = arena_printf(a, "%s%s%s", out, *out ? ", " : "", words[i].text);
    return out;
}

void data_cite(struct data_view *v, struct grid *g)
{
    char day[11];

    date_format(store_as_of(v->store), day);
    if (!*day)
        return;
    grid_note(g, arena_printf(
                     &v->arena,
                     "Source: OpenRouter (openrouter.ai/rankings), as of %s, CC BY 4.0",
                     day));
}

int data_print(const struct data_opts *o, struct grid *g)
{
    struct buf out;
    struct err e;
    int status;

    buf_init(&out, 0);
    grid_print(g, (enum grid_format)o->format, &out);
    status = put_stdout(buf_str(&out), &e) ? EXIT_CLEAN : complain(&e);
    buf_release(&out);
    return status;
}
