/*
 * Web pages: what of a page is read, as which blocks, from which bytes.
 */
#include "unit.h"

#include "text/doc.h"
#include "text/html.h"

#define PROSE                                                                       \
    "The router handled more tokens in that week than in any week before it, and " \
    "most of them went to models that cost less than a dollar."

struct page {
    struct doc d;
    struct err e;
    bool ok;
};

static void read_page(struct page *p, struct str html)
{
    struct read_opts o = {.published = DATE_NONE};

    doc_init(&p->d);
    err_clear(&p->e);
    p->ok = doc_read(&p->d, html, "page.html", &o, &p->e);
}

static bool has(const struct page *p, const char *words)
{
    return str_find(p->d.text, str_c(words), 0) < p->d.text.n;
}

static void test_around_is_left_out(void **state)
{
    struct page p;

    (void)state;
    read_page(&p, STR("<html><body><nav><a href=/>Front page</a></nav><div class=cookie-box>"
                      "We use cookies to make this site better for you, read on.</div>"
                      "<article><h1>Head</h1><p>" PROSE "</p><p>" PROSE " Twice.</p></article>"
                      "<div class='related-posts'><a href=/x>Another story of the day</a></div>"
                      "<script>var n = 12;</script></body></html>"));
    assert_true(p.ok);
    assert_int_equal(p.d.format, DOC_HTML);
    assert_true(has(&p, "most of them went to models"));
    assert_false(has(&p, "Front page"));
    assert_false(has(&p, "cookies"));
    assert_false(has(&p, "Another story"));
    assert_false(has(&p, "var n"));
    doc_release(&p.d);
}

static void test_hidden_is_skipped(void **state)
{
    struct page p;

    (void)state;
    read_page(&p, STR("<body><p>" PROSE "</p><p style='display: none'>Secret words that nobody "
                      "sees in this page.</p><p hidden>More of the secret words.</p></body>"));
    assert_true(p.ok);
    assert_false(has(&p, "ecret"));
    doc_release(&p.d);
}

static void test_blocks(void **state)
{
    struct page p;
    int kinds[8] = {0};

    (void)state;
    read_page(&p, STR("<title>Big head for a page</title><h1>Big head for a page</h1><p>" PROSE
                      "</p><h2>Part</h2><p>" PROSE "</p><ul><li>One of them is first.<li>Two.</ul>"
                      "<table><tr><th>Model<th>Tokens<tr><td>A<td>5T<tr><td>B<td>4T</table><p>"
                      PROSE "</p><figure><figcaption>Chart: the week</figcaption></figure><p>"
                      PROSE "</p>"));
    assert_true(p.ok);
    for (size_t i = 0; i < p.d.blocks.n; i++)
        kinds[p.d.blocks.p[i].type]++;
    assert_int_equal(kinds[BLOCK_TITLE], 1);
    assert_int_equal(kinds[BLOCK_HEADING], 1);
    assert_int_equal(kinds[BLOCK_ITEM], 2);
    assert_int_equal(kinds[BLOCK_ROW], 3);
    assert_int_equal(kinds[BLOCK_CAPTION], 1);
    assert_true(has(&p, "A | 5T"));
    doc_release(&p.d);
}

static void test_row_knows_its_header(void **state)
{
    struct page p;
    const struct block *last = NULL;

    (void)state;
    read_page(&p, STR("<p>" PROSE "</p><table><tr><th>Model<th>Tokens<tr><td>A<td>5T</table><p>"
                      PROSE "</p>"));
    assert_true(p.ok);
    for (size_t i = 0; i < p.d.blocks.n; i++)
        if (p.d.blocks.p[i].type == BLOCK_ROW)
            last = &p.d.blocks.p[i];
    assert_non_null(last);
    assert_true(last->lead >= 0);
    assert_int_equal(p.d.blocks.p[last->lead].type, BLOCK_ROW);
    doc_release(&p.d);
}

static void test_offsets(void **state)
{
    const struct str html = STR("<body><p>" PROSE " It was 5&nbsp;trillion &amp; <b>more</b>"
                                " &#x2014; a lot.</p></body>");
    struct page p;
    size_t at;

    (void)state;
    read_page(&p, html);
    assert_true(p.ok);
    at = str_find(p.d.text, STR("5 trillion"), 0);
    assert_true(at < p.d.text.n);
    assert_int_equal(doc_input_start(&p.d, (uint32_t)at), str_find(html, STR("5&nbsp;"), 0));
    at = str_find(p.d.text, STR("& more"), 0);
    assert_true(at < p.d.text.n);
    assert_int_equal(doc_input_start(&p.d, (uint32_t)at), str_find(html, STR("&amp;"), 0));
    assert_int_equal(doc_input_start(&p.d, (uint32_t)at + 2), str_find(html, STR("more</b>"), 0));
    doc_release(&p.d);
}

static void test_metadata(void **state)
{
    struct page p;

    (void)state;
    read_page(&p, STR("<html lang=en-GB><head><title>Tokens rise | Site</title><script type="
                      "'application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":"
                      "\"Tokens rise\",\"datePublished\":\"2026-02-24T10:00:00Z\",\"author\":"
                      "[{\"name\":\"A. Writer\"}]}]}</script></head><body><p>" PROSE "</p>"));
    assert_true(p.ok);
    assert_true(str_eqc(p.d.title, "Tokens rise"));
    assert_true(str_eqc(p.d.author, "A. Writer"));
    assert_true(str_eqc(p.d.lang, "en"));
    assert_int_equal(p.d.published, date_of(2026, 2, 24));
    assert_int_equal(p.d.published_source, DATE_SRC_METADATA);
    doc_release(&p.d);
}

static void test_ignore_comment(void **state)
{
    struct page p;

    (void)state;
    read_page(&p, STR("<p>" PROSE "</p><!-- claimcheck ignore: known --><p>" PROSE
                      " Again.</p><p>" PROSE "</p>"));
    assert_true(p.ok);
    assert_int_equal(p.d.ignored.n, 1);
    assert_true(str_eqc(p.d.ignored.p[0].why, "known"));
    doc_release(&p.d);
}

static void test_deep_nesting(void **state)
{
    struct page p;
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    buf_addc(&b, "<html><body>");
    for (int i = 0; i < 20000; i++)
        buf_addc(&b, "<div>");
    buf_addc(&b, "<p>" PROSE "</p>");
    read_page(&p, buf_str(&b));
    assert_true(p.ok);
    assert_true(has(&p, "most of them went"));
    doc_release(&p.d);
    buf_release(&b);
}

static void test_detection(void **state)
{
    (void)state;
    assert_true(html_detect(STR("  <!DOCTYPE html><html>")) > 90);
    assert_true(html_detect(STR("<style>a{}</style>\n<!doctype html><html lang=en>")) > 50);
    assert_int_equal(html_detect(STR("5 < 6 and 7 > 6")), 0);
    assert_int_equal(html_detect(STR("<?xml version='1.0'?><nitf><body>")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_around_is_left_out), cmocka_unit_test(test_hidden_is_skipped),
        cmocka_unit_test(test_blocks),             cmocka_unit_test(test_row_knows_its_header),
        cmocka_unit_test(test_offsets),            cmocka_unit_test(test_metadata),
        cmocka_unit_test(test_ignore_comment),     cmocka_unit_test(test_deep_nesting),
        cmocka_unit_test(test_detection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
