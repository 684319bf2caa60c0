/*
 * `claimcheck merge`: parts that were done elsewhere, put together: ledgers
 * written as rows, or summaries.  The result is the same as of one run over
 * everything, byte for byte.
 */
#include "cmd/cmd.h"

#include <cJSON.h>

#include "base/io.h"
#include "cmd/output.h"
#include "cmd/progress.h"
#include "report/ledger.h"

struct merge {
    int format;
    const char *output;
    bool help;
    struct buf rows;
    struct totals totals;
    bool is_summary, any;
    char version[64], hash[80];
};

static void merge_table(struct merge *m, struct opt table[MAX_OPTIONS])
{
    struct opt own[] = {
        {"format", 'f', OPT_CHOICE, m ? &m->format : NULL, LEDGER_FORMATS,
         "kind of report"},
        {"output", 'o', OPT_STRING, m ? &m->output : NULL, "FILE", "write it there"},
        {"help", 'h', OPT_FLAG, m ? &m->help : NULL, NULL, "this help"},
        {0},
    };
    memcpy(table, own, sizeof(own));
}

void merge_options(struct opt table[MAX_OPTIONS])
{
    merge_table(NULL, table);
}

/* All parts must have been made by the same version with the same rules. */
static bool same_origin(struct merge *m, bool is_summary, struct str version,
                        struct str hash, struct err *e)
{
    if (!m->any) {
        m->any = true;
        m->is_summary = is_summary;
        snprintf(m->version, sizeof(m->version), "%.*s", STR_FMT(version));
        snprintf(m->hash, sizeof(m->hash), "%.*s", STR_FMT(hash));
    }
    if (m->is_summary != is_summary)
        return err_set(e, "summaries and ledgers cannot be merged with each other");
    if (!str_eqc(version, m->version) || !str_eqc(hash, m->hash))
        return err_set(e, "the parts were made with different rules or versions");
    return true;
}

static bool add_rows(struct merge *m, struct str text, struct err *e)
{
    struct str line, magic, version, hash;
    struct ledger l;
    size_t nl = str_find(text, STR("\n"), 0);
    line = str_sub(text, 0, nl);
    if (!str_split(&line, '\t', &magic) || !str_eqc(magic, LEDGER_MAGIC) ||
        !str_split(&line, '\t', &version) || !str_split(&line, '\t', &hash))
        return err_set(e, "is neither a summary nor a ledger written with --format rows");
    if (!same_origin(m, false, version, hash, e))
        return false;
    text = str_sub(text, nl + 1, text.n);
    bool ok = ledger_build(&l, text, e);
    ledger_release(&l);
    if (ok && text.n && text.p[text.n - 1] != '\n')
        ok = err_set(e, "is cut off");
    return ok && buf_adds(&m->rows, text);
}

static const struct {
    const char *key;
    size_t offset;
} counts[] = {
    {"records", offsetof(struct totals, records)},
    {"articles", offsetof(struct totals, articles)},
    {"bytes", offsetof(struct totals, bytes)},
    {"numerals", offsetof(struct totals, numerals)},
    {"claims", offsetof(struct totals, claims)},
    {"bound", offsetof(struct totals, bound)},
    {"judged", offsetof(struct totals, judged)},
    {"suppressed", offsetof(struct totals, suppressed)},
    {"supported", offsetof(struct totals, verdicts[0])},
    {"close", offsetof(struct totals, verdicts[1])},
    {"contradicted", offsetof(struct totals, verdicts[2])},
    {"ambiguous", offsetof(struct totals, verdicts[3])},
    {"insufficient", offsetof(struct totals, verdicts[4])},
    {"errors", offsetof(struct totals, errors)},
};

static struct str text_of(const cJSON *o, const char *key)
{
    const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, key);
    return cJSON_IsString(v) ? str_c(v->valuestring) : STR_NONE;
}

static bool add_counts(struct merge *m, const cJSON *o, struct err *e)
{
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, counts[i].key);
        char *raw = cJSON_IsNumber(v) ? cJSON_PrintUnformatted(v) : NULL;
        int64_t n = -1;
        bool ok = raw && str_i64(str_c(raw), &n) && n >= 0;
        cJSON_free(raw);
        if (!ok)
            return err_set(e, "has no number '%s'", counts[i].key);
        *(uint64_t *)((char *)&m->totals + counts[i].offset) += (uint64_t)n;
    }
    return true;
}

static bool add_summary(struct merge *m, struct str text, struct err *e)
{
    cJSON *o = cJSON_ParseWithLength(text.p, text.n);
    bool ok = str_eqc(text_of(o, "kind"), "summary") ||
              err_set(e, "is neither a summary nor a ledger written with --format rows");
    ok = ok && same_origin(m, true, text_of(o, "version"), text_of(o, "rules_hash"), e) &&
         add_counts(m, o, e);
    cJSON_Delete(o);
    return ok;
}

static bool add_part(struct merge *m, const char *path, struct err *e)
{
    struct buf text;
    struct err why;
    buf_init(&text, 0);
    bool ok = io_read_file(path, IO_MAX_INPUT, &text, e);
    if (ok) {
        struct str s = buf_str(&text);
        ok = s.n && s.p[0] == '{' ? add_summary(m, s, &why) : add_rows(m, s, &why);
        if (!ok)
            err_set(e, "'%s': %s", path, why.msg);
    }
    buf_release(&text);
    return ok;
}

static bool put_result(struct merge *m, struct err *e)
{
    static const char *const names[] = {"text", "json", "html", "csv", "rows"};
    struct report_env env = {.version = m->version, .rules_hash = m->hash};
    struct output o;
    struct buf out;
    buf_init(&out, 0);
    if (m->is_summary)
        totals_json(&m->totals, &env, -1, 0, &out);
    else
        ledger_writer(names[m->format])->end(&env, 0, buf_str(&m->rows), &out);
    bool ok = output_open(&o, m->output, NULL, false, e) &&
              output_put(&o, buf_str(&out), e) && output_finish(&o, e);
    output_close(&o);
    buf_release(&out);
    return ok;
}

int cmd_merge(int argc, char **argv)
{
    struct merge m = {0};
    struct opt table[MAX_OPTIONS];
    struct err e;
    int n = 0;
    merge_table(&m, table);
    if (!opt_parse(table, argc, argv, &n, &e))
        return complain(&e);
    if (m.help)
        return show_help("merge", table);
    if (n == 0) {
        err_set(&e, "no part given");
        return complain(&e);
    }
    buf_init(&m.rows, 0);
    bool ok = true;
    for (int i = 0; i < n && ok; i++)
        ok = add_part(&m, argv[i], &e);
    ok = ok && put_result(&m, &e);
    buf_release(&m.rows);
    return ok ? EXIT_CLEAN : complain(&e);
}
