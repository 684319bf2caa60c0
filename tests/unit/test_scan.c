/*
 * Tier 2: the examples of every claim rule, and a table of sentences in many
 * journalistic styles (sentences_en.txt) with a floor for its score.  Matching
 * is that of the article scorer: spans overlap and values agree to 0.5 %.
 * SCAN_MISSES=1 prints what was missed and what was extra.
 */
#include "base/io.h"
#include "scan/selftest.h"
#include "unit/scan_fixture.h"
#include "unit/unit.h"

#include <stdio.h>

#define MAX_GOLD 32

struct gold {
    int kind;
    struct str value, hi, quote, period;
    uint32_t start, end; /* of the quote in the article */
    bool found;
};
struct article {
    struct str name, text;
    date_t date;
    struct gold gold[MAX_GOLD];
    size_t n;
};
struct score {
    size_t gold, found, reported, right, kind, periods, period;
};

/* ---- the table ---- */

static void parse_gold(struct str line, struct article *a)
{
    struct gold *g = &a->gold[a->n++];
    struct str head, part;
    memset(g, 0, sizeof(*g));
    assert_true(str_split(&line, '|', &head));
    head = str_trim(head);
    assert_true(str_split(&head, ' ', &part));
    g->kind = claim_kind_of(part);
    assert_true(g->kind >= 0);
    size_t dots = str_find(head, STR(".."), 0);
    g->value = str_trim(str_sub(head, 0, dots));
    g->hi = dots < head.n ? str_trim(str_sub(head, dots + 2, head.n)) : STR("");
    assert_true(str_split(&line, '|', &part));
    g->quote = str_trim(part);
    while (str_split(&line, '|', &part))
        g->period = str_trim(part);
    size_t at = str_find(a->text, g->quote, 0);
    for (size_t i = 0; i + 1 < a->n; i++) /* a quote that stands twice: the next one */
        if (str_eq(a->gold[i].quote, g->quote))
            at = str_find(a->text, g->quote, a->gold[i].end);
    if (at == a->text.n)
        fail_msg("quote '%.*s' is not in %.*s", STR_FMT(g->quote), STR_FMT(a->name));
    g->start = (uint32_t)at;
    g->end = (uint32_t)(at + g->quote.n);
}

static void parse_head(struct str line, struct article *a)
{
    struct str name;
    memset(a, 0, sizeof(*a));
    a->date = DATE_NONE;
    str_split(&line, ' ', &name);
    a->name = name;
    if (line.n)
        a->date = date_parse(str_trim(line));
}

/* Cuts the next article off the table; false at its end. */
static bool next_article(struct str *table, struct article *a)
{
    struct str rest = *table, line;
    const char *text = NULL, *text_end = NULL;
    bool open = false;
    for (const char *at = rest.p; str_split(&rest, '\n', &line); at = rest.p) {
        if (str_starts(line, STR("== "))) {
            if (open) {
                *table = str_of(at, (size_t)(table->p + table->n - at));
                return true;
            }
            parse_head(str_sub(line, 3, line.n), a);
            open = true;
            text = rest.p;
        } else if (open && str_starts(line, STR("-- "))) {
            parse_gold(str_sub(line, 3, line.n), a);
        } else if (open && a->n == 0 && line.n) {
            text_end = line.p + line.n;
            a->text = str_of(text, (size_t)(text_end - text));
        }
    }
    *table = STR_NONE;
    return open;
}

/* ---- comparing ---- */

static bool near_value(struct rats *p, crat got, struct str want)
{
    rat w;
    int places, sig;
    if (str_eqc(want, "-"))
        return !got;
    if (!got || !rat_parse(p, want, &w, &places, &sig))
        return false;
    rat a = rat_abs(p, got), b = rat_abs(p, w);
    rat off = rat_abs(p, rat_sub(p, a, b)), most = rat_cmp(a, b) > 0 ? a : b;
    return rat_cmp(rat_mul(p, off, rat_i64(p, 200)), most) <= 0;
}

static bool value_agrees(struct rats *p, const struct claim *c, const struct gold *g)
{
    char day[11];
    if (c->kind == KIND_DATE) {
        date_format(c->date, day);
        return str_eqc(g->value, day);
    }
    return near_value(p, c->num.value, g->value) ||
           (g->hi.n && c->num.hi && near_value(p, c->num.hi, g->hi));
}

static bool period_agrees(const struct claim *c, struct str want)
{
    char from[11], to[11];
    struct str a;
    if (c->period.from == DATE_NONE || !c->period.set)
        return false;
    date_format(c->period.from, from);
    date_format(c->period.to, to);
    str_split(&want, '/', &a);
    return str_starts(str_c(from), a) && str_starts(str_c(to), want.n ? want : a);
}

static void say(const char *what, const struct article *a, int kind, struct str value,
                struct str quote)
{
    if (getenv("SCAN_MISSES"))
        printf("# %s %.*s: %s %.*s '%.*s'\n", what, STR_FMT(a->name),
               claim_kind_name(kind), STR_FMT(value), STR_FMT(quote));
}

static void compare(struct article *a, const struct doc *d, struct claims *cs,
                    struct score *s)
{
    for (size_t i = 0; i < cs->v.n; i++) {
        const struct claim *c = &cs->v.p[i];
        uint64_t from = doc_input_start(d, c->start), to = doc_input_end(d, c->end);
        struct gold *hit = NULL;
        for (size_t k = 0; k < a->n; k++) {
            struct gold *g = &a->gold[k];
            bool here = from < g->end && to > g->start && !g->found;
            bool better = !hit || (hit->kind != (int)c->kind && g->kind == (int)c->kind);
            if (here && better && value_agrees(cs->rats, c, g))
                hit = g;
        }
        s->reported++;
        if (!hit) {
            say("extra", a, (int)c->kind, str_c(c->rule),
                str_of(d->text.p + c->start, c->end - c->start));
            continue;
        }
        hit->found = true;
        s->right++;
        s->kind += hit->kind == (int)c->kind;
        if (hit->kind != (int)c->kind)
            say("kind ", a, (int)c->kind, str_c(c->rule), hit->quote);
        s->periods += hit->period.n > 0;
        if (hit->period.n && period_agrees(c, hit->period))
            s->period++;
        else if (hit->period.n)
            say("when ", a, (int)c->kind, hit->period, hit->quote);
    }
    for (size_t k = 0; k < a->n; k++) {
        s->gold++;
        s->found += a->gold[k].found;
        if (!a->gold[k].found)
            say("missed", a, a->gold[k].kind, a->gold[k].value, a->gold[k].quote);
    }
}

static void score_table(struct fixture *f, struct str table, struct score *s)
{
    struct article a;
    struct doc d;
    struct claims cs;
    struct err e;
    doc_init(&d);
    claims_init(&cs);
    while (next_article(&table, &a)) {
        struct read_opts o = {.format = DOC_AUTO, .published = a.date, .lang = "en"};
        doc_clear(&d);
        assert_true(doc_read(&d, a.text, "table", &o, &e));
        scan_doc(f->scanner, &d, &cs);
        compare(&a, &d, &cs, s);
    }
    claims_release(&cs);
    doc_release(&d);
}

/* ---- tests ---- */

static void sentences(void **state)
{
    struct fixture *f = *state;
    struct buf b;
    struct err e;
    struct score s = {0};
    buf_init(&b, 1u << 20);
    assert_true(io_read_file("tests/unit/sentences_en.txt", 1u << 20, &b, &e));
    score_table(f, buf_str(&b), &s);
    buf_release(&b);
    printf("# sentences: found %zu/%zu, right %zu/%zu, kind %zu/%zu, period %zu/%zu\n",
           s.found, s.gold, s.right, s.reported, s.kind, s.right, s.period, s.periods);
    assert_true(s.found * 100 >= s.gold * 90);
    assert_true(s.right * 100 >= s.reported * 90);
    assert_true(s.kind * 100 >= s.right * 90);
    assert_true(s.period * 100 >= s.periods * 85);
}

static void rule_examples(void **state)
{
    struct fixture *f = *state;
    struct selftest t = {0};
    buf_init(&t.report, 1u << 20);
    scan_selftest(f->rules, f->names, NULL, &t);
    if (t.failed)
        fwrite(t.report.p, 1, t.report.n, stdout);
    printf("# rule examples: %zu passed, %zu failed\n", t.passed, t.failed);
    assert_int_equal(t.failed, 0);
    assert_true(t.passed > 200);
    buf_release(&t.report);
}

static int open_all(void **state)
{
    static struct fixture f;
    struct err e;
    if (!fixture_open(&f, &e)) {
        print_message("%s:%d:%d: %s\n", e.where, e.line, e.col, e.msg);
        return 1;
    }
    *state = &f;
    return 0;
}

static int close_all(void **state)
{
    fixture_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rule_examples),
        cmocka_unit_test(sentences),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
