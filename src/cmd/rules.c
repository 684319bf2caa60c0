/*
 * `claimcheck rules`: the rule files as an editor can read them, their own
 * tests, what each costs, and the compiled form that `make` writes.
 */
#include "cmd/cmd.h"

#include "base/io.h"
#include "cmd/places.h"
#include "cmd/rules_cost.h"
#include "report/engine.h"
#include "report/escape.h"
#include "rule/claim_rule.h"
#include "rule/tagger.h"
#include "scan/selftest.h"
#include "scan/tag_test.h"

struct rules_run {
    struct settings s;
    bool cost;
    struct places places;
    struct engine engine;
    char **operands; /* after the word */
    int n;
    struct buf out;
};

/* ---- list ---- */

static bool wanted_file(const struct rules_run *r, const char *file)
{
    for (int i = 0; i < r->n; i++)
        if (str_ends(str_c(file), str_c(r->operands[i])))
            return true;
    return r->n == 0;
}

static void list_row(struct rules_run *r, const char *id, const char *what,
                     const char *file, int line)
{
    if (wanted_file(r, file))
        buf_addf(&r->out, "%-34s %-14s %s:%d\n", id, what, file, line);
}

static int list(struct rules_run *r)
{
    const struct taggers *t = r->engine.rules->taggers;
    const struct claim_rules *c = rules_claims(r->engine.rules);
    for (size_t i = 0; t && i < t->v.n; i++)
        list_row(r, t->v.p[i].id, tagger_types[t->v.p[i].type], t->v.p[i].file,
                 t->v.p[i].line);
    for (size_t i = 0; c && i < c->v.n; i++)
        list_row(r, c->v.p[i].id, c->v.p[i].kind, c->v.p[i].file, c->v.p[i].line);
    return EXIT_CLEAN;
}

/* ---- explain ---- */

static void field(struct buf *out, const char *name, struct str value)
{
    if (!value.n)
        return;
    buf_addf(out, "  %-10s ", name);
    escape_term(out, value);
    buf_addch(out, '\n');
}

static void number_field(struct buf *out, const char *name, int value)
{
    buf_addf(out, "  %-10s %d\n", name, value);
}

static void expectations(struct buf *out, const char *const *names, const struct str *v,
                         int n)
{
    const char *gap = "      (";
    for (int i = 0; i < n; i++) {
        if (!v[i].n)
            continue;
        buf_addf(out, "%s%s: ", gap, names[i]);
        escape_term(out, v[i]);
        gap = ", ";
    }
    if (gap[0] == ',')
        buf_addc(out, ")\n");
}

static void sentence(struct buf *out, struct str text, struct str date)
{
    buf_addc(out, "    ");
    escape_term(out, text);
    if (date.n)
        buf_addf(out, "  [published %.*s]", STR_FMT(date));
    buf_addch(out, '\n');
}

static void explain_gate(struct buf *out, const struct gate *g)
{
    if (g->open) {
        buf_addc(out, "  gate       none: runs on every sentence\n");
        return;
    }
    buf_addc(out, "  gate      ");
    for (uint32_t i = 0; i < g->n && i < 12; i++) {
        buf_addc(out, " '");
        escape_term(out, g->lits[i]);
        buf_addc(out, "'");
    }
    if (g->n > 12)
        buf_addf(out, " and %u more", g->n - 12);
    buf_addch(out, '\n');
}

static void explain_tagger(struct buf *out, const struct tagger *t)
{
    buf_addf(out, "%s  (%s:%d)\n", t->id, t->file, t->line);
    field(out, "tags", str_c(tagger_types[t->type]));
    field(out, "value", str_c(tagger_values[t->value]));
    field(out, "unit", str_c(t->unit));
    field(out, "hedge", str_c(t->hedge));
    number_field(out, "priority", t->priority);
    field(out, "pattern", t->pattern);
    explain_gate(out, &t->gate);
    buf_addc(out, "  finds\n");
    for (uint32_t i = 0; i < t->n_examples; i++) {
        sentence(out, t->examples[i].text, t->examples[i].date);
        expectations(out, tag_expects, t->examples[i].expect, TE_COUNT);
    }
    buf_addc(out, "  does not find\n");
    for (uint32_t i = 0; i < t->n_rejects; i++)
        sentence(out, t->rejects[i].text, t->rejects[i].date);
}

static void explain_claim(struct buf *out, const struct claim_rule *c)
{
    buf_addf(out, "%s  (%s:%d)\n", c->id, c->file, c->line);
    field(out, "kind", str_c(c->kind));
    field(out, "measure", str_c(c->measure));
    field(out, "unit", str_c(c->unit));
    field(out, "value", str_c(c->value));
    field(out, "hedge", str_c(c->hedge));
    number_field(out, "priority", c->priority);
    number_field(out, "confidence", c->confidence);
    for (uint32_t i = 0; i < c->n_patterns; i++)
        field(out, "pattern", str_c(c->patterns[i].source));
    buf_addc(out, "  finds\n");
    for (uint32_t i = 0; i < c->n_examples; i++) {
        sentence(out, c->examples[i].text, c->examples[i].date);
        expectations(out, expect_names, c->examples[i].expect, EXPECT_COUNT);
    }
    buf_addc(out, "  does not find\n");
    for (uint32_t i = 0; i < c->n_rejects; i++)
        sentence(out, c->rejects[i].text, c->rejects[i].date);
}

static int explain(struct rules_run *r)
{
    struct err e;
    for (int i = 0; i < r->n; i++) {
        struct str id = str_c(r->operands[i]);
        const struct tagger *t = tagger_get(r->engine.rules->taggers, id);
        const struct claim_rules *all = rules_claims(r->engine.rules);
        const struct claim_rule *c = all && !t ? claim_rule_get(all, id) : NULL;
        if (!t && !c) {
            err_set(&e, "there is no rule '%.*s'; `claimcheck rules list` has all",
                    STR_FMT(id));
            return complain(&e);
        }
        if (t)
            explain_tagger(&r->out, t);
        else
            explain_claim(&r->out, c);
    }
    if (r->n)
        return EXIT_CLEAN;
    err_set(&e, "no rule given; `claimcheck rules list` has all");
    return complain(&e);
}

/* ---- test ---- */

static void test_taggers(struct rules_run *r, unsigned *passed, unsigned *failed)
{
    const struct taggers *all = r->engine.rules->taggers;
    struct tagging *t = tagging_new(r->engine.rules, r->engine.names, false);
    for (size_t i = 0; all && i < all->v.n; i++)
        if (wanted_file(r, all->v.p[i].file))
            tag_test(t, &all->v.p[i], &r->out, passed, failed);
    tagging_free(t);
}

static void test_claims(struct rules_run *r, unsigned *passed, unsigned *failed)
{
    const struct claim_rules *all = rules_claims(r->engine.rules);
    struct selftest t = {.passed = 0};
    buf_init(&t.report, 0);
    for (size_t i = 0; all && i < all->v.n && r->n; i++)
        if (wanted_file(r, all->v.p[i].file))
            scan_selftest(r->engine.rules, r->engine.names, all->v.p[i].id, &t);
    if (!r->n)
        scan_selftest(r->engine.rules, r->engine.names, NULL, &t);
    buf_adds(&r->out, buf_str(&t.report));
    buf_release(&t.report);
    *passed += (unsigned)t.passed;
    *failed += (unsigned)t.failed;
}

static int test(struct rules_run *r)
{
    unsigned passed = 0, failed = 0;
    struct err e;
    if (r->cost)
        return rules_cost(&r->engine, r->operands, r->n, &r->out, &e) ? EXIT_CLEAN
                                                                      : complain(&e);
    test_taggers(r, &passed, &failed);
    test_claims(r, &passed, &failed);
    buf_addf(&r->out, "%u passed, %u failed\n", passed, failed);
    if (!failed)
        return EXIT_CLEAN;
    err_set(&e, "%u examples of the rules fail", failed);
    return complain(&e);
}

/* ---- the command ---- */

static int compile(struct rules_run *r)
{
    struct err e;
    if (r->n != 1) {
        err_set(&e, "the file to write is wanted");
        return complain(&e);
    }
    struct rules_opts o = {.dirs = r->places.rule_dirs,
                           .n_dirs = r->places.n_rule_dirs,
                           .lang = settings_lang(&r->s),
                           .cache = r->operands[0]};
    return rules_compile(&o, &e) ? EXIT_CLEAN : complain(&e);
}

static const struct word {
    const char *name;
    int (*run)(struct rules_run *);
} words[] = {
    {"list", list},
    {"explain", explain},
    {"test", test},
    {"compile", compile},
};

/* Rule files named as operands that no rule folder holds are loaded, too. */
static void add_files(struct rules_run *r)
{
    struct places *p = &r->places;
    for (int i = 0; i < r->n; i++) {
        bool known = false;
        for (int k = 0; k < p->n_rule_dirs; k++)
            known |= str_starts(str_c(r->operands[i]), str_c(p->rule_dirs[k])) ||
                     str_starts(str_c(r->operands[i]), STR("rules/"));
        bool rule = str_ends(str_c(r->operands[i]), STR(".yml"));
        if (!known && rule && io_exists(r->operands[i]) &&
            p->n_rule_dirs < (int)ARRAY_LEN(p->rule_dirs))
            p->rule_dirs[p->n_rule_dirs++] = r->operands[i];
    }
}

static int run_loaded(struct rules_run *r, int (*run)(struct rules_run *))
{
    struct engine_opts o = {.rule_dirs = r->places.rule_dirs,
                            .n_rule_dirs = r->places.n_rule_dirs,
                            .lang = settings_lang(&r->s),
                            .as_of = DATE_NONE,
                            .examples = true};
    struct err e;
    if (!engine_open(&r->engine, &o, &e))
        return complain(&e);
    int status = run(r);
    if (!put_stdout(buf_str(&r->out), &e))
        status = complain(&e);
    engine_close(&r->engine);
    return status;
}

static int run_word(struct rules_run *r, int argc, char **argv)
{
    struct err e;
    r->operands = argv + 1;
    r->n = argc - 1;
    places_init(&r->places, &r->s);
    buf_init(&r->out, 0);
    int status = -1;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(argv[0], words[i].name) != 0)
            continue;
        if (words[i].run == test)
            add_files(r);
        status = words[i].run == compile ? compile(r) : run_loaded(r, words[i].run);
    }
    if (status < 0) {
        err_set(&e, "'%s' is none of list, explain, test", argv[0]);
        status = complain(&e);
    }
    buf_release(&r->out);
    places_release(&r->places);
    return status;
}

/* Takes --cost out of the words, which only `rules test` knows. */
static int take_cost(struct rules_run *r, int argc, char **argv)
{
    int n = 0;
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--cost") == 0)
            r->cost = true;
        else
            argv[n++] = argv[i];
    }
    return n;
}

int cmd_rules(int argc, char **argv)
{
    struct rules_run r = {.cost = false};
    struct err e;
    int n = 0;
    settings_init(&r.s);
    argc = take_cost(&r, argc, argv);
    if (!settings_parse(&r.s, FOR_RULES, argc, argv, &n, &e))
        return complain(&e);
    if (r.s.help)
        return cmd_help(1, (char *[]){"rules"});
    if (n)
        return run_word(&r, n, argv);
    err_set(&e, "list, explain or test is wanted");
    return complain(&e);
}
