/*
 * The shared option table.  A row says which commands take the option; the
 * same rows give parsing, help, configuration keys and completions.
 */
#include "cmd/settings.h"

#include "report/report.h"

struct row_of {
    unsigned mask;
    struct opt opt; /* target: offset into struct settings + 1 */
};

#define AT(field) ((void *)(offsetof(struct settings, field) + 1))
#define READING   (FOR_CHECK | FOR_SCAN | FOR_TAG | FOR_TEXT | FOR_CORPUS)
#define SCANNING  (FOR_CHECK | FOR_SCAN | FOR_TAG | FOR_CORPUS)
#define WRITING   (FOR_CHECK | FOR_SCAN | FOR_CORPUS)
#define WALKING   READING
#define EVERY     (READING | FOR_RULES)

static const struct row_of rows[] = {
    {FOR_CHECK,
     {"format", 'f', OPT_CHOICE, AT(format), REPORT_FORMATS, "kind of report"}},
    {FOR_SCAN,
     {"format", 'f', OPT_CHOICE, AT(format), "text|json|jsonl", "kind of report"}},
    {WRITING, {"output", 'o', OPT_STRING, AT(output), "FILE", "write the report there"}},
    {READING,
     {"date", 'd', OPT_DATE, AT(date), "DATE", "publication date of the articles"}},
    {FOR_CHECK | FOR_CORPUS,
     {"as-of", 0, OPT_DATE, AT(as_of), "DATE", "judge on the data known on that day"}},
    {SCANNING, {"store", 's', OPT_STRING, AT(store), "FILE", "the stored figures"}},
    {SCANNING | FOR_RULES,
     {"rules", 'r', OPT_LIST, AT(rules), "DIR", "more rules, repeatable"}},
    {EVERY,
     {"lang", 'l', OPT_CHOICE, AT(lang), "auto|en|zh", "language of the articles"}},
    {FOR_CHECK | FOR_CORPUS,
     {"fail-on", 0, OPT_STRING, AT(fail_on), "VERDICT,...",
      "verdicts for exit status 1 (contradicted)"}},
    {WRITING, {"jobs", 'j', OPT_INT, AT(jobs), "N", "threads (one a processor)"}},
    {READING,
     {"input", 0, OPT_CHOICE, AT(input), "auto|jsonl", "what standard input holds"}},
    {READING, {"title", 0, OPT_STRING, AT(title), "TEXT", "headline of the article"}},
    {READING, {"encoding", 0, OPT_STRING, AT(encoding), "NAME", "encoding of the files"}},
    {FOR_CHECK | FOR_TEXT,
     {"allow-fetch", 0, OPT_FLAG, AT(allow_fetch), NULL, "fetch URLs"}},
    {FOR_CHECK,
     {"sort", 0, OPT_CHOICE, AT(sort), "position|verdict", "order of the claims"}},
    {FOR_CHECK,
     {"baseline", 0, OPT_STRING, AT(baseline), "FILE",
      "claims that were accepted before"}},
    {FOR_CHECK,
     {"update-baseline", 0, OPT_FLAG, AT(update_baseline), NULL, "write that file anew"}},
    {READING, {"no-config", 0, OPT_FLAG, AT(no_config), NULL, "read no .claimcheck.yml"}},
    {WRITING,
     {"color", 0, OPT_CHOICE, AT(color), "auto|always|never", "colour in the text"}},
    {WRITING, {"quiet", 'q', OPT_FLAG, AT(quiet), NULL, "only what is not supported"}},
    {WRITING | FOR_TEXT,
     {"verbose", 'v', OPT_FLAG, AT(verbose), NULL, "all readings, all arithmetic"}},
    {WALKING, {"include", 0, OPT_LIST, AT(include), "GLOB", "+files of folders to read"}},
    {WALKING,
     {"exclude", 0, OPT_LIST, AT(exclude), "GLOB", "+files, folders to leave out"}},
    {WALKING, {"files-from", 0, OPT_STRING, AT(files_from), "FILE", "+read names there"}},
    {WALKING,
     {"null", '0', OPT_FLAG, AT(null_names), NULL, "+those names end with a NUL"}},
    {WRITING,
     {"resume", 0, OPT_FLAG, AT(resume), NULL, "+go on with an interrupted run"}},
    {WRITING, {"stats", 0, OPT_STRING, AT(stats), "FILE", "+counts, time and memory"}},
    {WRITING, {"summary", 0, OPT_STRING, AT(summary), "FILE", "+counts, for merge"}},
    {FOR_CORPUS,
     {"format", 'f', OPT_CHOICE, AT(format), "text|json|html|csv|rows",
      "kind of report"}},
    {FOR_CORPUS,
     {"since", 0, OPT_STRING, AT(since), "DATE",
      "what changed since that day's figures"}},
    {FOR_SCAN,
     {"ungated", 0, OPT_FLAG, AT(ungated), NULL, "+every rule on every sentence"}},
    {EVERY, {"help", 'h', OPT_FLAG, AT(help), NULL, "this help"}},
};

void settings_init(struct settings *s)
{
    *s = (struct settings){.date = DATE_NONE, .as_of = DATE_NONE};
    s->fail_on = "contradicted";
}

void settings_table(struct settings *s, unsigned mask, struct opt table[MAX_OPTIONS])
{
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (!(rows[i].mask & mask))
            continue;
        if (n + 1 == MAX_OPTIONS)
            BUG("more than %d options", MAX_OPTIONS);
        table[n] = rows[i].opt;
        size_t offset = (size_t)(uintptr_t)rows[i].opt.target - 1;
        table[n++].target = s ? (char *)s + offset : NULL;
    }
    table[n] = (struct opt){0};
}

bool settings_parse(struct settings *s, unsigned mask, int argc, char **argv,
                    int *n_operands, struct err *e)
{
    struct opt table[MAX_OPTIONS];
    settings_table(s, mask, table);
    return opt_parse(table, argc, argv, n_operands, e);
}

const char *settings_lang(const struct settings *s)
{
    static const char *const names[] = {NULL, "en", "zh"};
    return names[s->lang];
}
