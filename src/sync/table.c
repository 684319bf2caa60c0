/*
 * One row function a table.  A table is told by the comment of its first line
 * or by its header, letter for letter: a header that has changed is another
 * format, and is not guessed at.
 */
#include "sync/table.h"

#include "sync/csv.h"

typedef bool row_fn(struct source *src, const struct str *f, struct err *e);

struct table {
    const char *magic; /* NULL: told by the header alone */
    const char *header;
    int n;                /* fields */
    struct format format; /* name and rank */
    row_fn *row;
};

static char *dup(struct source *src, struct str s)
{
    return arena_strdup(&src->arena, s);
}

/* The snapshot that a row of ours names by its source and as_of. */
static struct snap *named_snap(struct source *src, const char *dataset, struct str source,
                               struct str as_of, struct err *e)
{
    struct snap_in in = {
        .dataset = dataset, .source = dup(src, source), .as_of = dup(src, as_of)};

    return source_snap(src, &in, e);
}

static bool put_usage(struct source *src, struct snap *s, struct usage_in *u,
                      struct str date, struct str tokens, struct err *e)
{
    return s && source_date(date, &u->start, e) && source_tokens(tokens, &u->tokens, e) &&
           writer_usage(src->w, s, u, e);
}

/* ---- the program's own tables ---- */

static bool row_daily(struct source *src, const struct str *f, struct err *e)
{
    struct usage_in u = {.kind = SHEET_LIST, .span = 1, .model = f[1]};

    return put_usage(src, named_snap(src, "usage_daily", f[3], f[4], e), &u, f[0], f[2],
                     e);
}

static bool row_activity(struct source *src, const struct str *f, struct err *e)
{
    struct usage_in u = {.kind = SHEET_ACTIVITY, .span = 1, .model = f[1]};

    return put_usage(src, named_snap(src, "usage_activity", f[3], f[4], e), &u, f[0],
                     f[2], e);
}

/* A week's row: week, model, tokens, mark, source, as_of. */
static bool week_row(struct source *src, const char *dataset, enum sheet_kind kind,
                     const struct str *f, struct err *e)
{
    struct usage_in u = {.kind = kind, .span = 7, .model = f[1]};

    u.partial = str_eqc(f[3], "PARTIAL");
    if (f[3].n && !u.partial)
        return err_set(e, "'%.*s' is no mark of a week", STR_FMT(f[3]));
    return put_usage(src, named_snap(src, dataset, f[4], f[5], e), &u, f[0], f[2], e);
}

static bool row_weekly(struct source *src, const struct str *f, struct err *e)
{
    return week_row(src, "usage_weekly", SHEET_CHART, f, e);
}

static bool row_board(struct source *src, const struct str *f, struct err *e)
{
    return week_row(src, "leaderboard_weekly", SHEET_BOARD, f, e);
}

static bool row_week_total(struct source *src, const struct str *f, struct err *e)
{
    return week_row(src, "totals_weekly", SHEET_TOTAL, f, e);
}

static bool put_day_total(struct source *src, struct snap *s, struct str date,
                          struct str billions, struct err *e)
{
    struct usage_in u = {.kind = SHEET_TOTAL, .span = 1, .model = STR("total")};

    return s && source_date(date, &u.start, e) &&
           source_billions(billions, &u.tokens, &u.half, e) &&
           writer_usage(src->w, s, &u, e);
}

static bool row_day_total(struct source *src, const struct str *f, struct err *e)
{
    return put_day_total(src, named_snap(src, "totals_daily", f[2], f[3], e), f[0], f[1],
                         e);
}

static bool put_author_day(struct source *src, struct snap *s, const struct str *f,
                           struct err *e)
{
    struct author_day_in in = {.author = f[1]};

    return s && source_date(f[0], &in.day, e) &&
           source_billions(f[2], &in.tokens, &in.half, e) &&
           writer_author_day(src->w, s, &in, e);
}

static bool row_author_day(struct source *src, const struct str *f, struct err *e)
{
    return put_author_day(src, named_snap(src, "authors_daily", f[3], f[4], e), f, e);
}

static bool row_price(struct source *src, const struct str *f, struct err *e)
{
    struct price_in in = {.model_id = f[0], .gone = str_eqc(f[2], "gone")};
    struct snap *s = named_snap(src, "prices", f[5], f[6], e);

    if (!in.gone) {
        in.input = f[2];
        in.output = f[3];
    }
    if (!str_eq(f[1], f[6]))
        return err_set(e, "a price holds from the day on which it was seen");
    return s && source_count(f[4], &in.context, e) &&
           writer_price_change(src->w, s, &in, e);
}

static bool row_model(struct source *src, const struct str *f, struct err *e)
{
    struct model_in in = {.model_id = f[0], .permaslug = f[1], .name = f[2]};
    struct snap *s = named_snap(src, "models", f[5], f[6], e);

    return s && source_count(f[3], &in.created, e) &&
           source_count(f[4], &in.context, e) && writer_model(src->w, s, &in, e);
}

static bool row_author(struct source *src, const struct str *f, struct err *e)
{
    struct author_in in = {f[0], f[1], f[2], f[3], f[4]};
    struct snap *s = named_snap(src, "authors", f[5], f[6], e);

    return s && writer_author(src->w, s, &in, e);
}

static bool row_reveal(struct source *src, const struct str *f, struct err *e)
{
    struct reveal_in in = {
        .permaslug = f[0], .author = f[2], .model = f[3], .note = f[4]};
    struct snap *s = named_snap(src, "reveals", f[5], f[6], e);

    return s && source_date(f[1], &in.day, e) && writer_reveal(src->w, s, &in, e);
}

static bool row_app(struct source *src, const struct str *f, struct err *e)
{
    struct app_in in = {.name = f[4]};
    struct snap *s = named_snap(src, "apps", f[7], f[8], e);

    return s && source_date(f[0], &in.first, e) && source_date(f[1], &in.last, e) &&
           source_count(f[2], &in.rank, e) && source_count(f[3], &in.app_id, e) &&
           source_tokens(f[5], &in.tokens, e) && source_count(f[6], &in.requests, e) &&
           writer_app(src->w, s, &in, e);
}

static bool row_snapshot(struct source *src, const struct str *f, struct err *e)
{
    struct snap_in in = {.dataset = dup(src, f[0]),
                         .source = dup(src, f[1]),
                         .as_of = dup(src, f[2]),
                         .retrieved_at = dup(src, f[3]),
                         .scope = dup(src, f[4]),
                         .title = dup(src, f[6]),
                         .origin = dup(src, f[7]),
                         .license = dup(src, f[8])};

    return source_count(f[5], &in.rows, e) && writer_provenance(src->w, &in, e);
}

/* ---- tables of collections ---- */

/* The label of a collection's row, "name@2026-10-11 (remark)". */
struct label {
    struct str name, as_of, remark;
};

static bool split_label(struct str s, struct label *out, struct err *e)
{
    size_t at = str_find(s, STR("@"), 0);

    *out = (struct label){str_sub(s, 0, at), str_sub(s, at + 1, at + 11),
                          str_sub(s, at + 11, s.n)};
    if (at == s.n || date_parse(out->as_of) == DATE_NONE)
        return err_set(e, "'%.*s' does not say as of when", STR_FMT(str_sub(s, 0, 60)));
    return true;
}

static bool row_collected_day(struct source *src, const struct str *f, struct err *e)
{
    struct label l;
    struct usage_in u = {.kind = SHEET_LIST, .span = 1, .model = f[1]};
    const char *dataset = "usage_daily";

    if (!split_label(f[3], &l, e))
        return false;
    if (str_ends(l.name, STR("-activity"))) {
        dataset = "usage_activity";
        u.kind = SHEET_ACTIVITY;
        l.name.n -= strlen("-activity");
    }
    if (str_eqc(l.name, "openrouter-export"))
        l.name = STR("export");
    return put_usage(src, named_snap(src, dataset, l.name, l.as_of, e), &u, f[0], f[2],
                     e);
}

static const struct {
    const char *name, *dataset;
    enum sheet_kind kind;
} week_kinds[] = {
    {"chart-top9", "usage_weekly", SHEET_CHART},
    {"chart-total", "totals_weekly", SHEET_TOTAL},
    {"leaderboard-week", "leaderboard_weekly", SHEET_BOARD},
};

static bool put_collected_week(struct source *src, const struct label *l,
                               struct usage_in *u, const struct str *f, struct err *e)
{
    static const char *const collectors[] = {"johnbean393", "clarencechien"};
    struct str source = STR("chart");

    for (size_t i = 0; i < ARRAY_LEN(collectors); i++)
        if (str_find(l->remark, str_c(collectors[i]), 0) < l->remark.n)
            source = str_c(collectors[i]);
    u->partial = str_find(l->remark, STR("PARTIAL"), 0) < l->remark.n;
    for (size_t i = 0; i < ARRAY_LEN(week_kinds); i++)
        if (str_eqc(l->name, week_kinds[i].name)) {
            u->kind = week_kinds[i].kind;
            return put_usage(src,
                             named_snap(src, week_kinds[i].dataset, source, l->as_of, e),
                             u, f[0], f[2], e);
        }
    return err_set(e, "'%.*s' is no kind of weekly figure", STR_FMT(l->name));
}

static bool row_collected_week(struct source *src, const struct str *f, struct err *e)
{
    struct usage_in u = {.span = 7, .model = f[1]};
    struct label l;

    /* Sums of daily figures, and look-ups that failed: nothing of their own. */
    if (str_starts(f[3], STR("sum-of-")) || str_eqc(f[2], "0")) {
        snprintf(src->result->note, sizeof(src->result->note),
                 "sums of days and rows of zero tokens are left out");
        return true;
    }
    if (str_eqc(f[1], "__others__"))
        u.model = STR("other");
    else if (str_eqc(f[1], "__total__"))
        u.model = STR("total");
    return split_label(f[3], &l, e) && put_collected_week(src, &l, &u, f, e);
}

/* Tables that name no date: the day after the last one in a column, which is
 * the latest that any of their rows can be from. */
static struct str day_after_last(struct source *src, int column)
{
    date_t last = DATE_NONE;
    struct csv c;
    char day[11];

    csv_init(&c, src->text);
    while (csv_next(&c, NULL)) {
        date_t d = c.n > column ? date_parse(c.field[column]) : DATE_NONE;

        last = d > last ? d : last;
    }
    csv_release(&c);
    date_format(last == DATE_NONE ? last : last + 1, day);
    return arena_str(&src->arena, str_c(day));
}

static struct snap *undated_snap(struct source *src, const char *dataset,
                                 struct str source, int column, struct err *e)
{
    if (src->last)
        return src->last;
    return named_snap(src, dataset, source,
                      src->hints && src->hints->as_of ? str_c(src->hints->as_of)
                                                      : day_after_last(src, column),
                      e);
}

static bool row_collected_total(struct source *src, const struct str *f, struct err *e)
{
    return put_day_total(src, undated_snap(src, "totals_daily", f[2], 0, e), f[0], f[1],
                         e);
}

static bool row_collected_author_day(struct source *src, const struct str *f,
                                     struct err *e)
{
    return put_author_day(src, undated_snap(src, "authors_daily", f[3], 0, e), f, e);
}

static bool row_collected_price(struct source *src, const struct str *f, struct err *e)
{
    struct price_in in = {.model_id = f[1], .input = f[2], .output = f[3]};
    struct str source = str_sub(f[6], 0, str_find(f[6], STR("@"), 0));
    struct snap *s = named_snap(src, "prices", source, f[0], e);

    if (str_starts(in.input, STR("-")))
        in.input = STR_NONE; /* it varies */
    if (str_starts(in.output, STR("-")))
        in.output = STR_NONE;
    return s && source_count(f[4], &in.context, e) && writer_price(src->w, s, &in, e);
}

static bool row_collected_created(struct source *src, const struct str *f, struct err *e)
{
    struct model_in in = {.model_id = f[0]};
    struct snap *s = undated_snap(src, "models", STR("listing"), 2, e);

    return s && source_count(f[1], &in.created, e) && writer_model(src->w, s, &in, e);
}

static bool row_collected_author(struct source *src, const struct str *f, struct err *e)
{
    struct author_in in = {f[0], f[1], f[2], f[3], f[4]};
    char newest[11];
    struct str day =
        src->hints && src->hints->as_of ? str_c(src->hints->as_of) : STR_NONE;
    struct snap *s;

    if (!day.n && !writer_newest_day(src->w, newest, e))
        return false;
    s = named_snap(src, "authors", STR("collected"), day.n ? day : str_c(newest), e);

    if (str_eqc(f[0], "openrouter") || str_eqc(f[0], "stealth"))
        in.country = STR("??"); /* routers and cloaked models have no known developer */
    return s && writer_author(src->w, s, &in, e);
}

static struct snap *export_snap(struct source *src, struct err *e)
{
    struct snap_in in = {.dataset = "usage_daily",
                         .source = "export",
                         .scope = "full",
                         .title = "OpenRouter rankings-daily export",
                         .license = "CC BY 4.0",
                         .origin = src->name,
                         .retrieved_at = ""};

    if (src->last)
        return src->last;
    if (src->hints && src->hints->retrieved_at)
        in.retrieved_at = src->hints->retrieved_at;
    in.as_of =
        src->hints && src->hints->as_of ? src->hints->as_of : day_after_last(src, 0).p;
    return source_snap(src, &in, e);
}

/* date, model, rank, tokens, share: the rank is empty on "other". */
static bool row_export(struct source *src, const struct str *f, struct err *e)
{
    struct usage_in u = {.kind = SHEET_LIST, .span = 1, .model = f[1]};
    struct snap *s = export_snap(src, e);

    if ((f[2].n == 0) != str_eqc(f[1], "other"))
        return err_set(e, "'%.*s' and its rank do not go together", STR_FMT(f[1]));
    return put_usage(src, s, &u, f[0], f[3], e);
}

/* ---- the tables ---- */

#define OWN(name) "# claimcheck table " name " 1"

static const struct table tables[] = {
    {OWN("snapshots"),
     "dataset,source,as_of,retrieved_at,scope,rows,title,origin,license",
     9,
     {"snapshots", 0, table_detect, table_load},
     row_snapshot},
    {OWN("authors"),
     "author,name,company,country,note,source,as_of",
     7,
     {"authors", 1, table_detect, table_load},
     row_author},
    {OWN("reveals"),
     "permaslug,day,author,model,note,source,as_of",
     7,
     {"reveals", 30, table_detect, table_load},
     row_reveal},
    {OWN("models"),
     "model_id,permaslug,name,created,context,source,as_of",
     7,
     {"models", 2, table_detect, table_load},
     row_model},
    {OWN("prices"),
     "model_id,from,usd_per_mtok_in,usd_per_mtok_out,context,source,as_of",
     7,
     {"prices", 3, table_detect, table_load},
     row_price},
    {OWN("usage_daily"),
     "date,model,tokens,source,as_of",
     5,
     {"daily usage", 4, table_detect, table_load},
     row_daily},
    {OWN("usage_activity"),
     "date,model,tokens,source,as_of",
     5,
     {"model activity", 4, table_detect, table_load},
     row_activity},
    {OWN("usage_weekly"),
     "week,model,tokens,mark,source,as_of",
     6,
     {"weekly chart", 4, table_detect, table_load},
     row_weekly},
    {OWN("leaderboard_weekly"),
     "week,model,tokens,mark,source,as_of",
     6,
     {"weekly leaderboard", 4, table_detect, table_load},
     row_board},
    {OWN("totals_weekly"),
     "week,model,tokens,mark,source,as_of",
     6,
     {"weekly totals", 4, table_detect, table_load},
     row_week_total},
    {OWN("totals_daily"),
     "date,billions,source,as_of",
     4,
     {"daily totals", 4, table_detect, table_load},
     row_day_total},
    {OWN("authors_daily"),
     "date,author,billions,source,as_of",
     5,
     {"daily usage by author", 4, table_detect, table_load},
     row_author_day},
    {OWN("apps"),
     "from,to,rank,app_id,name,tokens,requests,source,as_of",
     9,
     {"apps", 4, table_detect, table_load},
     row_app},
    {NULL,
     "date,model_permaslug,rank,total_tokens,share_of_daily_tokens",
     5,
     {"export csv", 6, table_detect, table_load},
     row_export},
    {NULL,
     "date,model_permaslug,total_tokens,source",
     4,
     {"collected daily usage", 4, table_detect, table_load},
     row_collected_day},
    {NULL,
     "week_start,model_permaslug,total_tokens,source",
     4,
     {"collected weekly usage", 4, table_detect, table_load},
     row_collected_week},
    {NULL,
     "date,total_tokens_billion,source",
     3,
     {"collected daily totals", 4, table_detect, table_load},
     row_collected_total},
    {NULL,
     "date,author_bucket,total_tokens_billion,source",
     4,
     {"collected usage by author", 4, table_detect, table_load},
     row_collected_author_day},
    {NULL,
     "as_of_date,model_id,input_usd_per_mtok,output_usd_per_mtok,context_length,created,"
     "source",
     7,
     {"collected prices", 3, table_detect, table_load},
     row_collected_price},
    {NULL,
     "model_id,created_unix,created_utc",
     3,
     {"listing times", 2, table_detect, table_load},
     row_collected_created},
    {NULL,
     "author_slug,display_name,company,country,note",
     5,
     {"developers", 1, table_detect, table_load},
     row_collected_author},
};

static struct str first_line(struct str *text)
{
    struct str line = STR_NONE;

    str_split(text, '\n', &line);
    return str_ends(line, STR("\r")) ? str_sub(line, 0, line.n - 1) : line;
}

static const struct table *find_table(const struct source *src)
{
    struct str rest = src->text, line = first_line(&rest), second = first_line(&rest);

    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        const struct table *t = &tables[i];

        if (t->magic ? str_eqc(line, t->magic) && str_eqc(second, t->header)
                     : str_eqc(line, t->header))
            return t;
    }
    return NULL;
}

bool table_detect(const struct source *src)
{
    return find_table(src) != NULL;
}

const struct format *table_format(const struct source *src)
{
    return &find_table(src)->format;
}

static bool load_rows(struct source *src, const struct table *t, struct csv *c,
                      struct err *e)
{
    struct err row;

    err_clear(&row);
    while (csv_next(c, &row)) {
        if (c->n != t->n)
            err_set(&row, "%d fields where the header has %d", c->n, t->n);
        else if (t->row(src, c->field, &row))
            continue;
        err_at(&row, src->name, c->line, 0);
        break;
    }
    if (!row.msg[0])
        return true;
    if (e) {
        int line = row.line ? row.line : c->line;

        *e = row;
        err_at(e, src->name, line, 0);
    }
    return false;
}

bool table_load(struct source *src, struct err *e)
{
    const struct table *t = find_table(src);
    struct csv c;
    bool ok;

    csv_init(&c, src->text);
    csv_skip_line(&c);
    if (t->magic)
        csv_skip_line(&c);
    ok = load_rows(src, t, &c, e);
    csv_release(&c);
    return ok;
}
