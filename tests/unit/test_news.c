/*
 * Feeds, news XML and news JSON: the same small article in every format gives
 * the same text, and every character is found again in the input.
 */
#include "unit/unit.h"

#include "text/feed.h"
#include "text/jdoc.h"
#include "text/markup.h"

static struct doc d;

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

static void read_any(const char *s)
{
    struct read_opts o = {.published = DATE_NONE};
    struct err e;

    err_clear(&e);
    if (!doc_read(&d, str_c(s), "t", &o, &e))
        fail_msg("not read: %s", e.msg);
}

static void refused(const char *s, const char *why)
{
    struct read_opts o = {.published = DATE_NONE};
    struct err e;

    err_clear(&e);
    assert_false(doc_read(&d, str_c(s), "t", &o, &e));
    assert_err(&e, why);
}

/* Letters and digits of the text stand in the input where the map says,
 * unless they are the product of an escape. */
static void check_map(void)
{
    for (uint32_t i = 0; i < d.text.n; i++) {
        uint64_t from = doc_input_start(&d, i), to = doc_input_end(&d, i + 1);

        assert_true(from <= to && to <= d.input.n);
        if (d.text.p[i] >= '0' && to == from + 1)
            assert_int_equal(d.text.p[i], d.input.p[from]);
    }
}

struct format_case {
    enum doc_format format;
    const char *input;
};
#define BODY                                                                             \
    "<p>Up <b>127%</b> to 4.12&nbsp;trillion.</p><ul><li>A &amp; B</li></ul>"            \
    "<table><tr><th>M</th><th>T</th></tr><tr><td>K</td><td>4</td></tr></table>"
#define BODY_JSON                                                                        \
    "<p>Up <b>127%<\\/b> to 4.12\\u00a0trillion.<\\/p>\\n<ul><li>A &amp; "               \
    "B<\\/li><\\/ul>"                                                                    \
    "<table><tr><th>M<\\/th><th>T<\\/th><\\/tr><tr><td>K<\\/td><td>4<\\/td><\\/tr><\\/"  \
    "table>"
#define BODY_ESCAPED                                                                     \
    "&lt;p&gt;Up &lt;b&gt;127%&lt;/b&gt; to 4.12&amp;nbsp;trillion.&lt;/p&gt;"           \
    "&lt;ul&gt;&lt;li&gt;A &amp;amp; B&lt;/li&gt;&lt;/ul&gt;&lt;table&gt;&lt;tr&gt;"     \
    "&lt;th&gt;M&lt;/th&gt;&lt;th&gt;T&lt;/th&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;K&lt;/"  \
    "td&gt;"                                                                             \
    "&lt;td&gt;4&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"
#define TEXT "Big Rise\n\nUp 127% to 4.12 trillion.\n\nA & B\n\nM | T\n\nK | 4"

static const struct format_case formats[] = {
    {DOC_FEED, "<?xml version='1.0'?><rss><channel><title>no</title><item><title>Big "
               "Rise</title><link>http://u/1</link><media:title>no</media:title>"
               "<description>teaser</description><content:encoded><![CDATA[" BODY
               "]]></content:encoded><pubDate>Wed, 25 Feb 2026 08:00:00 GMT</pubDate>"
               "<guid>g1</guid><dc:creator>Jo Li</dc:creator></item></channel></rss>"},
    {DOC_FEED,
     "<rdf:RDF><item rdf:about='x'><title>Big Rise</title><link>http://u/1</link>"
     "<description>" BODY_ESCAPED "</description><dc:date>2026-02-25T08:00Z</dc:date>"
     "<guid>g1</guid><dc:creator>Jo Li</dc:creator></item></rdf:RDF>"},
    {DOC_FEED,
     "<feed xmlns='http://www.w3.org/2005/Atom'><title>no</title><entry><title "
     "type='html'>Big &lt;i>Rise&lt;/i></title><link rel='self' href='no'/><link "
     "href='http://u/1'/><id>g1</id><published>2026-02-25T08:00:00Z</published>"
     "<author><name>Jo Li</name></author><content type='html'>" BODY_ESCAPED
     "</content></entry></feed>"},
    {DOC_FEED,
     "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>Big "
     "Rise</a:title><a:link href='http://u/1'/><a:id>g1</a:id><a:updated>2026-02-25"
     "</a:updated><a:author><a:name>Jo Li</a:name></a:author><a:content type='xhtml'>"
     "<div>" BODY "</div></a:content></a:entry></a:feed>"},
    {DOC_NITF,
     "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'x.dtd' [<!ENTITY a '>'>]><nitf>"
     "<head><title>no</title><docdata><doc-id id-string='g1'/><date.issue "
     "norm='20260225T080000Z'/></docdata></head><body><body.head><hedline><hl1>Big "
     "Rise</hl1></hedline></body.head><body.content><block>" BODY
     "</block></body.content></body></nitf>"},
    {DOC_NEWSML,
     "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='g1'><itemMeta>"
     "<versionCreated>2026-02-25T08:00:00Z</versionCreated></itemMeta><contentMeta>"
     "<headline>Big Rise</headline><by>By Jo Li</by></contentMeta><contentSet>"
     "<inlineXML><html><head><title>no</title></head><body>" BODY
     "</body></html></inlineXML></contentSet></newsItem>"},
    {DOC_NEWSML,
     "<NewsML><NewsItem><Identification><PublicIdentifier>g1</PublicIdentifier>"
     "</Identification><NewsManagement><FirstCreated>20260225T080000Z"
     "</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Big "
     "Rise</HeadLine><ByLine>By Jo Li</ByLine></NewsLines><ContentItem>"
     "<DataContent>p {}</DataContent></ContentItem><ContentItem><DataContent>" BODY
     "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"},
    {DOC_NINJS,
     "{\"uri\":\"g1\",\"versioncreated\":\"2026-02-25T08:00:00Z\",\"byline\":\"Jo "
     "Li\",\"headline\":\"Big Rise\",\"body_text\":\"no\",\"body_xhtml\":\"" BODY_JSON
     "\"}"},
    {DOC_NINJS,
     "{\"uri\":\"g1\",\"firstCreated\":\"2026-02-25T08:00:00Z\",\"by\":\"Jo Li\","
     "\"headlines\":[{\"value\":\"Big Rise\"}],\"bodies\":[{\"contentType\":"
     "\"text/plain\",\"value\":\"no\"},{\"contentType\":\"text/"
     "html\",\"value\":\"" BODY_JSON "\"}]}"},
    {DOC_WP,
     "[{\"id\":\"g1\",\"date_gmt\":\"2026-02-25T08:00:00\",\"link\":\"http:\\/\\/u\\/1\","
     "\"title\":{\"rendered\":\"Big&#32;Rise\"},\"content\":{\"rendered\":\"" BODY_JSON
     "\"},\"_embedded\":{\"author\":[{\"name\":\"Jo Li\"}]}}]"},
    {DOC_JSONFEED,
     "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"g1\","
     "\"url\":\"http://u/1\",\"title\":\"Big Rise\",\"date_published\":"
     "\"2026-02-25T08:00:00Z\",\"authors\":[{\"name\":\"Jo Li\"}],"
     "\"content_html\":\"" BODY_JSON "\"}]}"},
    {DOC_JSONL,
     "{\"id\":\"g1\",\"title\":\"Big Rise\",\"date\":\"2026-02-25\",\"url\":"
     "\"http://u/1\",\"html\":\"" BODY_JSON "\"}\n{\"id\":\"2\",\"text\":\"x\"}\n"},
    {DOC_ANS,
     "{\"_id\":\"g1\",\"type\":\"story\",\"version\":\"0.10.7\",\"headlines\":{\"basic\":"
     "\"Big Rise\"},\"publish_date\":\"2026-02-25T08:00:00Z\",\"credits\":{\"by\":[{"
     "\"name\":\"Jo Li\"}]},\"canonical_url\":\"http://u/1\",\"content_elements\":["
     "{\"type\":\"text\",\"content\":\"Up <b>127%</b> to 4.12&nbsp;trillion.\"},"
     "{\"type\":\"interstitial_link\",\"content\":\"no\"},{\"type\":\"list\",\"items\":[{"
     "\"type\":\"text\",\"content\":\"A & B\"}]},{\"type\":\"table\",\"header\":[\"M\","
     "{\"content\":\"T\"}],\"rows\":[[{\"content\":\"K\"},{\"content\":\"4\"}]]}]}"},
};

static void same_article_in_all_formats(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        read_any(formats[i].input);
        assert_int_equal(d.format, formats[i].format);
        assert_str(d.text, TEXT);
        assert_str(d.title, "Big Rise");
        assert_str(d.id, "g1");
        assert_int_equal(d.published, date_of(2026, 2, 25));
        assert_int_equal(d.published_source, DATE_SRC_METADATA);
        assert_int_equal(d.blocks.p[2].type, BLOCK_ITEM);
        assert_int_equal(d.blocks.p[4].lead, 3);
        assert_true(d.author.n == 0 || str_eqc(d.author, "Jo Li"));
        assert_true(d.url.n == 0 || str_eqc(d.url, "http://u/1"));
        check_map();
    }
}

static void fragments(void **state)
{
    static const char *const pairs[][2] = {
        {"a<br>b", "a b"},
        {"one<p>two<p>three", "one\n\ntwo\n\nthree"},
        {"<div>a<div>b</div>c</div>", "a\n\nb\n\nc"},
        {"x<script>var a = '<p>9</p>'</script>y", "xy"},
        {"<p>4</p><script>var a='<p>9</p>'", "4"},
        {"<p>4</p><p hidden>5</p><p style='display: none'>6</p><template>7</template>",
         "4"},
        {"<!-- <p>9</p> --!><p>4</p><!-->", "4"},
        {"<blockquote><p>q</p></blockquote>", "q"},
        {"<table><tr><td>a</td><td></td><td>c</td></tr></table>", "a |  | c"},
        {"<figure><img alt='no'><figcaption>c</figcaption></figure>", "c"},
        {"5 < 6 and 7 <8 &lt;b&gt; &unknown; &#x41;", "5 < 6 and 7 <8 <b> &unknown; A"},
        {"<a title='1 > 2'>l</a> <b", "l <b"},
        {"<a title=\"never closed>t</a>", "t"},
        {"a<br><br>b", "a\n\nb"},
        {"4 trillion<sup><a href='#1'>[1]</a></sup> of 10<sup>12</sup> m<sup>x</sup>",
         "4 trillion of 1012 mx"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        struct buf b;

        buf_init(&b, 0);
        buf_addc(&b, "<rss><channel><item><description><![CDATA[");
        buf_addc(&b, pairs[i][0]);
        buf_addc(&b, "]]></description></item></channel></rss>");
        read_any(b.p);
        assert_str(d.text, pairs[i][1]);
        check_map();
        buf_release(&b);
    }
}

static void nothing_is_expanded(void **state)
{
    (void)state;
    read_any(
        "<!DOCTYPE nitf [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY y "
        "'yy'>]><nitf>"
        "<body><body.content><p>&x; 4.55 trillion &y;</p></body.content></body></nitf>");
    assert_str(d.text, "4.55 trillion");
    assert_int_equal(d.notes.n, 1);
    assert_err(&d.notes.p[0], "2 references to entities were not expanded");
    refused("<!DOCTYPE nitf [<!ENTITY a 'aaa'>]><nitf><body><p>&a;&a;</p></body></nitf>",
            "'t' has no text: 2 references to entities were not expanded");
    refused("<?xml version='1.0'?><planningItem><p>5%</p></planningItem>",
            "XML of a kind that is not known: 'planningItem'");
    refused("<l xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='f'/></l>",
            "'l'");
}

static void json_traps(void **state)
{
    (void)state;
    read_any(
        "{\"headline\":\"4.55 trillion\\u0000 hidden\",\"body_text\":\"9 trillion\"}");
    assert_str(d.text, "4.55 trillion hidden\n\n9 trillion");
    read_any("{\"body_text\":\"4 trillion\",\"body_text\":\"9 trillion\"}");
    assert_str(d.text, "4 trillion");
    read_any("{\"body_text\":\"\\ud83d\\ude00 \\ud83d x \\u4e2d\"} trailing");
    assert_str(d.text, "\xF0\x9F\x98\x80 \xEF\xBF\xBD x \xE4\xB8\xAD");
    assert_err(&d.notes.p[0], "what follows the JSON document");
    refused("{\"body_text\":\"x\",}", "a name in quotes is expected");
    refused("{\"body_text\":\"x\" \"y\"}", "',' or the end");
    refused("{\"body_text\":\"x", "a string does not end");
    refused("[{\"body_text\":01}]", "not a number");
}

static void json_errors_have_places(void **state)
{
    struct read_opts o = {.published = DATE_NONE};
    struct err e;

    (void)state;
    assert_false(doc_read(&d, STR("{\"body_text\":\n  nope}"), "t", &o, &e));
    assert_string_equal(e.where, "t");
    assert_int_equal(e.line, 2);
    assert_int_equal(e.col, 3);
}

static void deep_nesting(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    buf_addc(&b, "{\"body_text\":");
    for (int i = 0; i < 100000; i++)
        buf_addc(&b, "[");
    refused(b.p, "nested too deeply");
    buf_clear(&b);
    buf_addc(&b, "<nitf><body><body.content>");
    for (int i = 0; i < 100000; i++)
        buf_addc(&b, "<block>");
    buf_addc(&b, "<p>4.55 trillion</p></body.content></body></nitf>");
    read_any(b.p);
    assert_str(d.text, "4.55 trillion");
    buf_release(&b);
}

/* Collects what doc_read_many hands out. */
struct seen {
    char text[256];
    size_t n, failed, stop_at;
};

static bool see(void *ctx, struct doc *doc, const struct err *why)
{
    struct seen *s = ctx;
    size_t at = strlen(s->text);

    s->n++;
    s->failed += why != NULL;
    snprintf(s->text + at, sizeof(s->text) - at, "%s;", why ? "!" : "");
    if (!why) {
        struct position p = doc_position(doc, 0, (uint32_t)doc->text.n);

        at = strlen(s->text);
        snprintf(s->text + at - 1, sizeof(s->text) - at, "%.*s@%u:%u;",
                 STR_FMT(doc->text), p.line, p.column);
    }
    return s->n != s->stop_at;
}

static struct seen read_all(const char *s, size_t stop_at)
{
    struct read_opts o = {.published = DATE_NONE};
    struct seen seen = {.stop_at = stop_at};
    struct err e;

    assert_true(
        doc_read_many(&d, str_c(s), "t", &o, (struct article_sink){see, &seen}, &e));
    return seen;
}

static void many_articles(void **state)
{
    static const char lines[] =
        "{\"text\":\"a 1\"}\n\nnope\n{\"text\":\"\"}\n  {\"text\":\"b 2\"}\n";
    struct seen s;

    (void)state;
    s = read_all(lines, 0);
    assert_string_equal(s.text, "a 1@1:10;!;!;b 2@5:12;");
    assert_int_equal(s.failed, 2);
    s = read_all(lines, 1);
    assert_string_equal(s.text, "a 1@1:10;");
    s = read_all(
        "<rss><channel><item><title>A</title></item>\n<item/>\n<item><title>B</title>"
        "</item></channel></rss>",
        0);
    assert_string_equal(s.text, "A@1:28;B@3:14;");
    s = read_all("plain text", 0);
    assert_string_equal(s.text, "plain text@1:1;");
    s = read_all("[{\"body_text\":\"A\"},{\"body_text\":\"B\"}]", 0);
    assert_string_equal(s.text, "A@1:16;B@1:34;");
}

static void first_that_can_be_read(void **state)
{
    (void)state;
    read_any("{\"text\":\"\"}\n{\"text\":\"b\"}\n");
    assert_str(d.text, "b");
    refused("<rss><channel><title>x</title></channel></rss>", "holds no article");
    refused("{\"text\":\"\"}\n", "'t' has no text");
}

static void field_names(void **state)
{
    static const struct record_fields fields = {.text = "content", .date = "when"};
    struct read_opts o = {.format = DOC_JSONL, .published = DATE_NONE, .fields = &fields};
    struct err e;

    (void)state;
    assert_true(
        doc_read(&d, STR("{\"content\":\"c\",\"text\":\"t\",\"when\":\"2026-02-03\"}"),
                 "t", &o, &e));
    assert_str(d.text, "c");
    assert_int_equal(d.published, date_of(2026, 2, 3));
}

static void json_title_is_read_once(void **state)
{
    (void)state;
    read_any("{\"title\":\"Head Line Here\",\"text\":\"Head Line Here\\n\\nBody.\"}");
    assert_str(d.text, "Head Line Here\n\nBody.");
    assert_str(d.title, "Head Line Here");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(same_article_in_all_formats, setup, teardown),
        cmocka_unit_test_setup_teardown(fragments, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_expanded, setup, teardown),
        cmocka_unit_test_setup_teardown(json_traps, setup, teardown),
        cmocka_unit_test_setup_teardown(json_errors_have_places, setup, teardown),
        cmocka_unit_test_setup_teardown(deep_nesting, setup, teardown),
        cmocka_unit_test_setup_teardown(many_articles, setup, teardown),
        cmocka_unit_test_setup_teardown(first_that_can_be_read, setup, teardown),
        cmocka_unit_test_setup_teardown(field_names, setup, teardown),
        cmocka_unit_test_setup_teardown(json_title_is_read_once, setup, teardown),
    };

    return RUN(tests);
}
