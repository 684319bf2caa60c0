/*
 * Plain text to documents: blocks, sentences, metadata, and above all that
 * every byte of the text can be found again in the input.
 */
#include "unit/unit.h"

#include "base/utf8.h"
#include "text/doc.h"

static struct doc d;

static void read_as(enum doc_format format, struct str input)
{
    struct read_opts o = {.format = format, .published = DATE_NONE};
    struct err e;

    err_clear(&e);
    if (!doc_read(&d, input, "t", &o, &e))
        fail_msg("not read: %s", e.msg);
}

static void read_text(const char *s)
{
    read_as(DOC_TXT, str_c(s));
}

static int setup(void **state)
{
    (void)state;
    doc_init(&d);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    doc_release(&d);
    return 0;
}

static void assert_block(size_t i, enum block_type type, const char *text)
{
    assert_true(i < d.blocks.n);
    assert_str(str_sub(d.text, d.blocks.p[i].start, d.blocks.p[i].end), text);
    assert_int_equal(d.blocks.p[i].type, type);
}

/* The sentences of `text` are those between the bars. */
static void assert_split(const char *text, const char *parts)
{
    struct str rest = str_c(parts), part;
    size_t i = 0;

    read_text(text);
    while (str_split(&rest, '|', &part)) {
        char copy[256];

        snprintf(copy, sizeof(copy), "%.*s", STR_FMT(part));
        if (i >= d.sentences.n)
            fail_msg("no sentence '%s'", copy);
        assert_str(str_sub(d.text, d.sentences.p[i].start, d.sentences.p[i].end), copy);
        i++;
    }
    assert_int_equal(i, d.sentences.n);
}

static void normal_form(void **state)
{
    static const char *const pairs[][2] = {
        {"4.55 trillion", "4.55 trillion"},
        {"a  b \t c", "a b c"},
        {" \t lead and trail \n", "lead and trail"},
        {"4.55\xC2\xA0trillion", "4.55 trillion"},
        {"1\xE2\x80\xAF"
         "234",
         "1 234"},
        {"\xE3\x80\x80wide\xE3\x80\x80space", "wide space"},
        {"\xEF\xBC\x94\xEF\xBC\x8E\xEF\xBC\x95\xEF\xBC\x95\xEF\xBC\x85", "4.55%"},
        {"\xEF\xBC\x91\xEF\xBC\x8C\xEF\xBC\x90\xEF\xBC\x90\xEF\xBC\x90", "1,000"},
        {"\xEF\xBC\xAB\xEF\xBC\x92\xEF\xBC\x8C", "K2\xEF\xBC\x8C"},
        {"\xE2\x88\x92"
         "3%",
         "-3%"},
        {"GLM\xE2\x80\x91"
         "5",
         "GLM-5"},
        {"4.5\xC2\xAD"
         "5",
         "4.55"},
        {"4.\xE2\x80\x8B"
         "55",
         "4.55"},
        {"\xE2\x80\xAE"
         "00.4\xE2\x80\xAC",
         "00.4"},
        {"a\x01\x02\x03"
         "b\x7F",
         "ab"},
        {"a\xC2\x85"
         "b\xC2\x9Bz",
         "a bz"},
        {"4\033[31m.55\033[0m \033]0;x\atokens", "4.55 tokens"},
        {"a\xFF"
         "b",
         "a\xEF\xBF\xBD"
         "b"},
        {"\xEF\xBB\xBF"
         "bom",
         "bom"},
        {"w \xE4\xB8\xAD\n\xE5\x9B\xBD", "w \xE4\xB8\xAD\xE5\x9B\xBD"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        read_text(pairs[i][0]);
        assert_str(d.text, pairs[i][1]);
    }
}

static void notes(void **state)
{
    (void)state;
    read_text("4.55 \xFF trillion\xFE");
    assert_int_equal(d.notes.n, 1);
    assert_err(&d.notes.p[0], "2 invalid UTF-8 bytes, the first at byte 5");
    read_as(DOC_TXT, str_of("4.55 trillion\0 tokens", 21));
    assert_str(d.text, "4.55 trillion tokens");
    assert_int_equal(d.notes.n, 1);
    assert_err(&d.notes.p[0], "1 NUL bytes, the first at byte 13");
}

static void refused(void **state)
{
    struct read_opts o = {.published = DATE_NONE};
    struct err e;

    (void)state;
    assert_false(doc_read(&d, STR(""), "x", &o, &e));
    assert_err(&e, "'x' is empty");
    assert_false(doc_read(&d, STR(" \n\t\n"), "x", &o, &e));
    assert_err(&e, "'x' has no text");
    assert_false(doc_read(&d, STR("%PDF-1.4\n..."), "x", &o, &e));
    assert_err(&e, "'x' is a PDF file");
    assert_false(doc_read(&d, STR("\x01\x02\x03\x04 and \x05\x06\0\0\0\0"), "x", &o, &e));
    assert_err(&e, "'x' is binary");
    read_text("still works");
    assert_str(d.text, "still works");
}

static void blocks(void **state)
{
    (void)state;
    read_text("Chinese Models Lead the Ranking\nBy A. Reporter\n2026-02-25\n\n"
              "Usage reached 4.12 trillion tokens in the week of February\n"
              "9\xE2\x80\x93"
              "15, against 2.94 trillion.\n\nThe top three:\n\n"
              "\xE2\x97\x8F Kimi K2.5\n\xE2\x97\x8F GLM 5\n  - on one host\n\n"
              "  Model      Tokens\n  ---------- -------\n  Kimi       4.02 trillion\n"
              "  GLM        1.2 trillion\n");
    assert_block(0, BLOCK_TITLE, "Chinese Models Lead the Ranking");
    assert_block(1, BLOCK_PARA, "By A. Reporter");
    assert_block(2, BLOCK_PARA, "2026-02-25");
    assert_block(3, BLOCK_PARA,
                 "Usage reached 4.12 trillion tokens in the week of February "
                 "9\xE2\x80\x93"
                 "15, against 2.94 trillion.");
    assert_block(4, BLOCK_PARA, "The top three:");
    assert_block(5, BLOCK_ITEM, "Kimi K2.5");
    assert_block(6, BLOCK_ITEM, "GLM 5");
    assert_block(7, BLOCK_ITEM, "on one host");
    assert_block(8, BLOCK_ROW, "Model | Tokens");
    assert_block(9, BLOCK_ROW, "Kimi | 4.02 trillion");
    assert_block(10, BLOCK_ROW, "GLM | 1.2 trillion");
    assert_int_equal(d.blocks.n, 11);
    assert_int_equal(d.blocks.p[5].lead, 4);
    assert_int_equal(d.blocks.p[6].lead, 4);
    assert_int_equal(d.blocks.p[8].lead, -1);
    assert_int_equal(d.blocks.p[10].lead, 8);
    assert_str(d.title, "Chinese Models Lead the Ranking");
    assert_str(d.author, "A. Reporter");
    assert_int_equal(d.published, date_of(2026, 2, 25));
    assert_int_equal(d.published_source, DATE_SRC_BYLINE);
}

static void lines_are_paragraphs(void **state)
{
    (void)state;
    read_text(
        "Login or sign up\nThis line is one whole paragraph of the story and longer than "
        "any line would be that somebody had wrapped by hand at a margin.\n"
        "Share\nReport\nit stays with the line before\n");
    assert_block(0, BLOCK_TITLE, "Login or sign up");
    assert_block(2, BLOCK_PARA, "Share");
    assert_block(3, BLOCK_PARA, "Report it stays with the line before");
}

static void ignored_passages(void **state)
{
    (void)state;
    read_text("First 1 trillion.\n\n<!-- claimcheck ignore: an old figure -->\n"
              "Second 2 trillion.\n\nThird 3 trillion.\n");
    assert_int_equal(d.blocks.n, 3);
    assert_int_equal(d.ignored.n, 1);
    assert_str(d.ignored.p[0].why, "an old figure");
    assert_int_equal(d.ignored.p[0].start, d.blocks.p[1].start);
    assert_int_equal(d.ignored.p[0].end, d.blocks.p[1].end);
    read_text("<!-- claimcheck ignore -->\n- one\n- two\n\nafter\n");
    assert_int_equal(d.ignored.n, 1);
    assert_int_equal(d.ignored.p[0].start, d.blocks.p[0].start);
    assert_int_equal(d.ignored.p[0].end, d.blocks.p[1].end);
}

static void sentences(void **state)
{
    (void)state;
    assert_split("It rose. It fell! Did it? Yes.", "It rose.|It fell!|Did it?|Yes.");
    assert_split("Beat the U.S. by far. MiniMax M2.5 cost $1.1 vs. $25.",
                 "Beat the U.S. by far.|MiniMax M2.5 cost $1.1 vs. $25.");
    assert_split("It passed the U.S. The week of Feb. 9 was No. 2.",
                 "It passed the U.S.|The week of Feb. 9 was No. 2.");
    assert_split("the U.S.\xE2\x80\x99s 2.94 trillion",
                 "the U.S.\xE2\x80\x99s 2.94 trillion");
    assert_split("In 2024.The share was 3.5% on openrouter.ai daily.",
                 "In 2024.|The share was 3.5% on openrouter.ai daily.");
    assert_split(
        "\xE2\x80\x9CIt rose 5%.\xE2\x80\x9D He left. (So did she.) Then it fell.",
        "\xE2\x80\x9CIt rose 5%.\xE2\x80\x9D|He left.|(So did she.)|Then it fell.");
    assert_split("J. P. Lee of Acme Inc. said so. Mr. Wu agreed.",
                 "J. P. Lee of Acme Inc. said so.|Mr. Wu agreed.");
    assert_split("Up... and away... The end.", "Up... and away...|The end.");
    assert_split("First it was OpenAI. xAI came next. o3 too.",
                 "First it was OpenAI.|xAI came next.|o3 too.");
    assert_split("approx. 5 trillion, e.g. OpenAI at 6 p.m. on Monday",
                 "approx. 5 trillion, e.g. OpenAI at 6 p.m. on Monday");
    assert_split("\xE5\xA4\xA7\xE6\xB6\xA8"
                 "127%\xE3\x80\x82\xE5\x9B\x9B\xE6\xAC\xBE\xEF\xBC\x81",
                 "\xE5\xA4\xA7\xE6\xB6\xA8"
                 "127%\xE3\x80\x82|\xE5\x9B\x9B\xE6\xAC\xBE\xEF\xBC\x81");
    assert_split("Node.js and v2.5.1 are names.", "Node.js and v2.5.1 are names.");
}

static void long_lines(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    while (b.n < 100000)
        buf_addc(&b, "word 1234567 ");
    read_as(DOC_TXT, buf_str(&b));
    for (size_t i = 0; i < d.sentences.n; i++) {
        const struct sentence *s = &d.sentences.p[i];

        assert_true(s->end - s->start <= 4096);
        assert_true(s->start == 0 || d.text.p[s->start - 1] == ' ');
    }
    buf_clear(&b);
    while (b.n < 20000)
        buf_addch(&b, '.');
    read_as(DOC_TXT, buf_str(&b));
    assert_true(d.sentences.n >= 2);
    buf_release(&b);
}

struct dated {
    const char *text;
    const char *date;
};

static void publication_dates(void **state)
{
    static const struct dated cases[] = {
        {"A Headline About Token Use\n\nMay 25, 2026\n\nText of the story.",
         "2026-05-25"},
        {"A Headline About Token Use\n\nPublished 2026-02-27\n\nText.", "2026-02-27"},
        {"A Headline About Token Use\n\nBy Jo Li, 3rd of March 2026\n\nText.",
         "2026-03-03"},
        {"BEIJING, Feb. 25, 2026 (Agency) -- Usage rose.\n", "2026-02-25"},
        {"\xE5\x8F\x91\xE5\xB8\x83 2026\xE5\xB9\xB4"
         "2\xE6\x9C\x88"
         "27\xE6\x97\xA5\n\n\xE6\x96\x87",
         "2026-02-27"},
        {"Updated 28 May 2026\nPublished 26 May 2026\n\nText here.", "2026-05-26"},
        {"On May 25, 2026, usage reached 5 trillion tokens for the first time, said "
         "OpenRouter.",
         ""},
        {"The figures were published on May 25, 2026.", ""},
        {"In 2026 it rose.", ""},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char date[11];

        read_text(cases[i].text);
        date_format(d.published, date);
        assert_string_equal(date, cases[i].date);
    }
}

static void options_win(void **state)
{
    struct read_opts o = {.published = date_of(2026, 1, 1), .title = "T", .lang = "zh"};
    struct err e;

    (void)state;
    assert_true(
        doc_read(&d, STR("A Headline Goes Here\n\n2026-02-25\n\nText."), "x", &o, &e));
    assert_int_equal(d.published, date_of(2026, 1, 1));
    assert_int_equal(d.published_source, DATE_SRC_OPTION);
    assert_str(d.title, "T");
    assert_str(d.lang, "zh");
}

static void language(void **state)
{
    (void)state;
    read_text("Usage rose 127% in three weeks.");
    assert_str(d.lang, "en");
    read_text("OpenRouter\xE6\x95\xB0\xE6\x8D\xAE\xE6\x98\xBE\xE7\xA4\xBA\xE4\xB8\xAD\xE5"
              "\x9B\xBD");
    assert_str(d.lang, "zh");
}

static void positions(void **state)
{
    struct position p;

    (void)state;
    read_text("a \xF0\x9F\x98\x80 b\r\n\r\n\xE4\xB8\xAD x\rlast");
    assert_str(d.text, "a \xF0\x9F\x98\x80 b\n\n\xE4\xB8\xAD x last");
    p = doc_position(&d, 2, 6);
    assert_int_equal(p.start, 2);
    assert_int_equal(p.end, 6);
    assert_int_equal(p.line, 1);
    assert_int_equal(p.column, 3);
    assert_int_equal(p.utf16_start, 2);
    assert_int_equal(p.utf16_end, 4);
    p = doc_position(&d, 14, 15);
    assert_int_equal(p.line, 3);
    assert_int_equal(p.column, 3);
    p = doc_position(&d, 16, 20);
    assert_int_equal(p.line, 4);
    assert_int_equal(p.column, 1);
    p = doc_position(&d, 0, 1);
    assert_int_equal(p.line, 1);
    assert_int_equal(p.column, 1);
}

/* A small generator of its own, so that a failure can be seen again. */
static uint32_t rnd(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *const pieces[] = {
    "a",
    "Tokens",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "4.55",
    "%",
    ".",
    ". The ",
    "\xC2\xA0",
    "\xEF\xBC\x94",
    "\xEF\xBC\x8E",
    "\xE2\x88\x92",
    "\xC2\xAD",
    "\xE2\x80\x8B",
    "\xE4\xB8\xAD",
    "\xE3\x80\x82",
    "\xF0\x9F\x98\x80",
    "\xFF",
    "\xC3",
    "\xE2\x80",
    "- ",
    "| ",
    "\033[1m",
    "\033]0;t\a",
    "\x01",
    "# ",
    "**",
    "`",
    "[x](",
    ")",
    "&amp;",
    "<b>",
    "\xEF\xBB\xBF",
};

static void make_input(struct buf *b, uint32_t seed)
{
    size_t n = 1 + rnd(&seed) % 60;

    buf_clear(b);
    while (n--)
        buf_addc(b, pieces[rnd(&seed) % ARRAY_LEN(pieces)]);
}

/* What a byte of a 1:1 run may come from: itself, or white space as space or
 * a line end. */
static bool came_from(char out, char in)
{
    return out == in || (out == ' ' && (in == '\n' || in == '\t' || in == '\r' ||
                                        in == '\f' || in == '\v'));
}

static void check_map(struct str input)
{
    uint64_t last = 0;

    assert_int_equal(utf8_valid(d.text), d.text.n);
    for (size_t i = 0; i < d.segments.n; i++) {
        const struct segment *g = &d.segments.p[i];
        uint32_t end = i + 1 < d.segments.n ? d.segments.p[i + 1].at : (uint32_t)d.text.n;

        assert_true(end > g->at);
        assert_true(g->in >= last && g->in + g->in_len <= input.n);
        for (uint32_t at = g->at; at < end && !g->folded; at++) {
            assert_int_equal(doc_input_start(&d, at), g->in + (at - g->at));
            assert_true(came_from(d.text.p[at], input.p[doc_input_start(&d, at)]));
            assert_int_equal(doc_input_end(&d, at + 1), doc_input_start(&d, at) + 1);
        }
        last = g->folded ? g->in + g->in_len : g->in + (end - g->at);
        assert_true(last <= input.n);
    }
}

static void check_structure(void)
{
    uint32_t last = 0;

    for (size_t i = 0; i < d.blocks.n; i++) {
        const struct block *b = &d.blocks.p[i];

        assert_true(b->start >= last && b->end > b->start && b->end <= d.text.n);
        assert_true(i == 0 || b->start == last + 2);
        assert_true(i == 0 || memcmp(d.text.p + last, "\n\n", 2) == 0);
        assert_true(b->lead < (int32_t)i);
        last = b->end;
    }
    assert_int_equal(last, d.text.n);
    for (size_t i = 0; i < d.sentences.n; i++) {
        const struct sentence *s = &d.sentences.p[i];
        const struct block *b = &d.blocks.p[s->block];

        assert_true(s->start >= b->start && s->end <= b->end && s->start < s->end);
        assert_true(i == 0 || s->start >= d.sentences.p[i - 1].end);
        assert_int_equal(doc_sentence_at(&d, s->start), i);
    }
}

static void offsets_map_back(void **state)
{
    static const enum doc_format formats[] = {DOC_TXT, DOC_MD};
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    for (uint32_t seed = 1; seed < 6000; seed++) {
        struct read_opts o = {.format = formats[seed % ARRAY_LEN(formats)],
                              .published = DATE_NONE};
        struct err e;

        make_input(&b, seed);
        if (!doc_read(&d, buf_str(&b), "t", &o, &e))
            continue;
        check_map(buf_str(&b));
        check_structure();
    }
    buf_release(&b);
}

static void markdown(void **state)
{
    (void)state;
    read_as(
        DOC_AUTO,
        STR("# The Title\n\nUp **4.12 trillion** in `a_b` [by *all*](http://x/1) and\n"
            "more&nbsp;&amp;&\\#x27; 2\\*3 ![alt](y.png) <b>x</b><!-- no -->.\n\n"
            "> quoted _words_ snake_case\n> go on\n\n```\ncode 1\n```\n"
            "Setext\n------\n\n"));
    assert_int_equal(d.format, DOC_MD);
    assert_block(0, BLOCK_TITLE, "The Title");
    assert_block(1, BLOCK_PARA, "Up 4.12 trillion in a_b by all and more &' 2*3 x.");
    assert_block(2, BLOCK_QUOTE, "quoted words snake_case go on");
    assert_block(3, BLOCK_HEADING, "Setext");
    assert_int_equal(d.blocks.n, 4);
}

static void markdown_lists(void **state)
{
    (void)state;
    read_as(
        DOC_MD,
        STR("Points:\n\n- **One** is 5\n  still one\n  - below\n    1. deeper\n- Two\n\n"
            "  more of two\n- [x] three\n\nAfter.\n"));
    assert_block(1, BLOCK_ITEM, "One is 5 still one");
    assert_block(2, BLOCK_ITEM, "below");
    assert_block(3, BLOCK_ITEM, "deeper");
    assert_block(4, BLOCK_ITEM, "Two");
    assert_block(5, BLOCK_ITEM, "more of two");
    assert_block(6, BLOCK_ITEM, "three");
    assert_block(7, BLOCK_PARA, "After.");
    assert_int_equal(d.blocks.p[1].lead, 0);
    assert_int_equal(d.blocks.p[2].lead, 1);
    assert_int_equal(d.blocks.p[3].lead, 2);
    assert_int_equal(d.blocks.p[4].lead, 0);
    assert_int_equal(d.blocks.p[2].level, 2);
}

static void markdown_tables(void **state)
{
    (void)state;
    read_as(DOC_MD, STR("Share:\n| Model | Tokens |\n|---|--:|\n| `Kimi` | **4.02** |\n| "
                        "a\\|b | |\n\n"
                        "| | |\n|---|---|\n| Key | Value |\n"));
    assert_block(0, BLOCK_PARA, "Share:");
    assert_block(1, BLOCK_ROW, "Model | Tokens");
    assert_block(2, BLOCK_ROW, "Kimi | 4.02");
    assert_block(3, BLOCK_ROW, "a|b | ");
    assert_block(4, BLOCK_ROW, "Key | Value");
    assert_int_equal(d.blocks.p[2].lead, 1);
    assert_int_equal(d.blocks.p[4].lead, -1);
}

static void front_matter(void **state)
{
    (void)state;
    read_as(DOC_AUTO,
            STR("---\ntitle: \"Usage: \\\"5T\\\" a week\"\npubDatetime: "
                "2026-04-07T14:00:00+08:00\n"
                "author: Jo Li # me\nlang: en-GB\ntags: [a, 5]\nparams:\n  summary: >-\n"
                "    up **52%** in\n    a year\n---\n\nBody.\n"));
    assert_int_equal(d.format, DOC_MD);
    assert_block(0, BLOCK_TITLE, "Usage: \"5T\" a week");
    assert_block(1, BLOCK_PARA, "up 52% in a year");
    assert_block(2, BLOCK_PARA, "Body.");
    assert_str(d.title, "Usage: \"5T\" a week");
    assert_str(d.author, "Jo Li");
    assert_str(d.lang, "en");
    assert_int_equal(d.published, date_of(2026, 4, 7));
    assert_int_equal(d.published_source, DATE_SRC_METADATA);
    read_as(DOC_AUTO,
            STR("title: It''s a 100 trillion study\ndate: '2025-12-04T05:44:39Z'\n"
                "description: 'It''s 7\n  trillion'\n"));
    assert_str(d.text, "It''s a 100 trillion study\n\nIt's 7 trillion");
    assert_int_equal(d.published, date_of(2025, 12, 4));
    read_as(DOC_AUTO, STR("+++\ntitle = \"T\"\ndate = 2026-02-03\n+++\nBody.\n"));
    assert_str(d.text, "T\n\nBody.");
    assert_int_equal(d.published, date_of(2026, 2, 3));
}

static void markdown_oddities(void **state)
{
    static const char *const pairs[][2] = {
        {"~6T and ~~old~~ new", "~6T and old new"},
        {"5*3 and 4*2, $5* and $6*", "5*3 and 4*2, $5* and $6*"},
        {"`` `X` `` y", "X y"},
        {"a `b", "a b"},
        {"[a](b", "[a](b"},
        {"[a][ref] and [b]", "a and [b]"},
        {"[![i](a.png)](b) t", "t"},
        {"<https://x.y/z> is <5% of a<b", "https://x.y/z is <5% of a<b"},
        {"**a **b** c**", "a b c"},
        {"x {{< note >}} y {% z %}", "x y"},
        {"t[^1] u", "t u"},
        {"[x]: http://y\n\n[^1]: note", "note"},
        {"```\nnever closed 5%", "never closed 5%"},
        {"<!-- gone\n\n5% -->\nleft", "left"},
        {"one  \nTwo\nthree", "one\n\nTwo three"},
        {"#1 model\n\n# ", "#1 model"},
        {"a\n***\nb", "a\n\nb"},
        {"\\$5 \\# c:\\x", "$5 # c:\\x"},
        {"a<br>b", "a b"},
        {"x\n<table><tr><td>1</td><td>2</td></tr>\n\n</table>\ny", "x\n\n1 | 2\n\ny"},
        {"<ul>\n<li>a</li>\n<li>b<ul><li>c</li></ul></li></ul>d", "a\n\nb\n\nc\n\nd"},
        {"<table>never", "never"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        read_as(DOC_MD, str_c(pairs[i][0]));
        assert_str(d.text, pairs[i][1]);
    }
}

static void markdown_is_recognised(void **state)
{
    (void)state;
    read_as(DOC_AUTO, STR("Number #1 in * the world *\n- 5% up\n- [sic] 3*4\n"));
    assert_int_equal(d.format, DOC_TXT);
    read_as(DOC_AUTO, STR("It has [a link](https://x.y/)\n"));
    assert_int_equal(d.format, DOC_MD);
    read_as(DOC_AUTO, STR("  - **[x](y)** 5T\n"));
    assert_int_equal(d.format, DOC_MD);
    read_as(DOC_AUTO, STR("title: one key\nis no front matter\n"));
    assert_int_equal(d.format, DOC_TXT);
}

static void markdown_ignored(void **state)
{
    (void)state;
    read_as(DOC_MD, STR("a\n\n<!-- claimcheck ignore: quoted -->\n> b\n\nc\n"));
    assert_int_equal(d.ignored.n, 1);
    assert_str(str_sub(d.text, d.ignored.p[0].start, d.ignored.p[0].end), "b");
    assert_str(d.ignored.p[0].why, "quoted");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(normal_form, setup, teardown),
        cmocka_unit_test_setup_teardown(notes, setup, teardown),
        cmocka_unit_test_setup_teardown(refused, setup, teardown),
        cmocka_unit_test_setup_teardown(blocks, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_are_paragraphs, setup, teardown),
        cmocka_unit_test_setup_teardown(ignored_passages, setup, teardown),
        cmocka_unit_test_setup_teardown(sentences, setup, teardown),
        cmocka_unit_test_setup_teardown(long_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(publication_dates, setup, teardown),
        cmocka_unit_test_setup_teardown(options_win, setup, teardown),
        cmocka_unit_test_setup_teardown(language, setup, teardown),
        cmocka_unit_test_setup_teardown(positions, setup, teardown),
        cmocka_unit_test_setup_teardown(markdown, setup, teardown),
        cmocka_unit_test_setup_teardown(markdown_lists, setup, teardown),
        cmocka_unit_test_setup_teardown(markdown_tables, setup, teardown),
        cmocka_unit_test_setup_teardown(front_matter, setup, teardown),
        cmocka_unit_test_setup_teardown(markdown_oddities, setup, teardown),
        cmocka_unit_test_setup_teardown(markdown_is_recognised, setup, teardown),
        cmocka_unit_test_setup_teardown(markdown_ignored, setup, teardown),
        cmocka_unit_test_setup_teardown(offsets_map_back, setup, teardown),
    };

    return RUN(tests);
}
