/*
 * Fuzz target for src/report: any text as article, title, path, reason and
 * suggestion, through every writer.  What comes out is valid UTF-8, steers no
 * terminal, and is JSON where it says so; no HTML tag of the article survives.
 */
#include "report/report.h"

#include <cJSON.h>

#include "base/utf8.h"
#include "report/escape.h"
#include "scan/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_CLAIMS 6

struct all {
    struct doc doc;
    struct claims claims;
    struct judgements judgements;
    struct suppression suppressed[MAX_CLAIMS];
    char prints[MAX_CLAIMS][17];
    struct reading reading;
    struct flag flag;
    struct row row;
};

/* Claims at even distances, so that they touch, overlap and stand in a row. */
static void make_claims(struct all *a, const char *words, unsigned seed)
{
    uint32_t n = (uint32_t)a->doc.text.n;
    a->judgements.v = ARENA_ARRAY(&a->judgements.arena, struct judgement, MAX_CLAIMS);
    for (uint32_t i = 0; i < MAX_CLAIMS && n > 0; i++) {
        struct claim c = {.start = n * i / MAX_CLAIMS,
                          .kind = (enum claim_kind)((seed + i) % 13)};
        c.end = c.start + 1 + seed % 40 > n ? n : c.start + 1 + seed % 40;
        while (c.start > 0 && ((unsigned char)a->doc.text.p[c.start] & 0xc0) == 0x80)
            c.start--;
        while (c.end < n && ((unsigned char)a->doc.text.p[c.end] & 0xc0) == 0x80)
            c.end++;
        c.sentence = (uint32_t)doc_sentence_at(&a->doc, c.start);
        c.rule = "en/fuzz";
        c.unit = "tokens";
        c.measure = words;
        c.date = DATE_NONE;
        c.subject.text = str_sub(a->doc.text, c.start, c.end);
        c.num.value = i % 2 ? rat_i64(a->claims.rats, (int64_t)seed - 7) : NULL;
        VEC_PUSH(&a->claims.v, c);
        a->judgements.v[i] = (struct judgement){.verdict = (enum verdict)((seed + i) % 5),
                                                .reason = (enum reason)(seed % 10),
                                                .deviation = words,
                                                .cause = (enum cause)(seed % 11),
                                                .cause_text = words,
                                                .readings = &a->reading,
                                                .n_readings = 1,
                                                .flags = &a->flag,
                                                .n_flags = 1,
                                                .suggestion = words,
                                                .explanation = words};
        if (i == 3)
            a->suppressed[i] = (struct suppression){.by = "comment", .why = str_c(words)};
    }
    a->judgements.n = a->claims.v.n;
}

static void check_output(const char *format, const struct buf *out)
{
    struct str s = buf_str(out);
    if (utf8_valid(s) != s.n)
        BUG("%s is not UTF-8", format);
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        int len;
        uint32_t cp = utf8_get(p, end, &len);
        if (cp != '\n' && cp != '\r' && escape_steers(cp))
            BUG("%s holds U+%04X", format, (unsigned)cp);
        p += len;
    }
    bool json = strcmp(format, "json") == 0 || strcmp(format, "jsonl") == 0 ||
                strcmp(format, "sarif") == 0 || strcmp(format, "claimreview") == 0 ||
                strcmp(format, "annotation") == 0;
    if (json) {
        cJSON *tree = cJSON_ParseWithLength(s.p, s.n);
        if (!tree)
            BUG("%s is no JSON", format);
        cJSON_Delete(tree);
    }
    if (strcmp(format, "html") == 0 && (strstr(s.p, "<img") || strstr(s.p, "<SCRIPT")))
        BUG("a tag of the article stands in the page");
}

static void write_all(struct all *a, const char *words)
{
    static const struct report_env env = {
        .version = "0", .rules_hash = "0", .width = 60, .verbose = true, .today = 20000};
    struct err error;
    struct str rest = STR(REPORT_FORMATS), name;
    err_set(&error, "%s", words);
    struct article_report r = {.doc = &a->doc,
                               .path = words,
                               .claims = &a->claims,
                               .judgements = &a->judgements,
                               .suppressed = a->suppressed,
                               .prints = a->prints,
                               .errors = &error,
                               .n_errors = 1};
    while (str_split(&rest, '|', &name)) {
        char format[32];
        struct buf out, tail;
        struct sink to = {&out, &tail};
        snprintf(format, sizeof(format), "%.*s", STR_FMT(name));
        const struct writer *w = report_writer(format);
        buf_init(&out, 0);
        buf_init(&tail, 0);
        if (w->begin)
            w->begin(&env, &out);
        w->article(&env, &r, 0, &to);
        if (w->end)
            w->end(&env, 1, buf_str(&tail), &out);
        check_output(format, &out);
        buf_release(&out);
        buf_release(&tail);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct read_opts o = {.format = DOC_TXT, .published = DATE_NONE};
    struct all a = {0};
    char words[160];
    size_t n = size < sizeof(words) - 1 ? size : sizeof(words) - 1;
    for (size_t i = 0; i < n; i++)
        words[i] = data[i] ? (char)data[i] : ' ';
    words[n] = '\0';
    doc_init(&a.doc);
    claims_init(&a.claims);
    judgements_init(&a.judgements);
    a.row = (struct row){words, words, 20000, 20006, words, 1};
    a.reading = (struct reading){.definition = words,
                                 .shown = words,
                                 .formula = words,
                                 .evidence = {.v = &a.row, .n = 1, .total = 1}};
    a.flag = (struct flag){.code = "scope", .text = words};
    if (doc_read(&a.doc, str_of((const char *)data, size), "x", &o, NULL)) {
        make_claims(&a, words, size ? data[size - 1] : 0);
        claim_fingerprints(&a.doc, &a.claims, a.prints);
        write_all(&a, words);
    }
    doc_release(&a.doc);
    claims_release(&a.claims);
    judgements_release(&a.judgements);
    return 0;
}
