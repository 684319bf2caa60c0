/*
 * The parts of the writers that need no article: escaping by context, the JSON
 * emitter, wrapping.  Whole reports are tested in tests/cases/report.
 */
#include "unit/unit.h"

#include "report/escape.h"
#include "report/json_out.h"
#include "report/wrap.h"

struct sample {
    const char *in, *out;
};

static void check_samples(const struct sample *s, size_t n,
                          void (*escape)(struct buf *, struct str))
{
    struct buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < n; i++) {
        buf_clear(&b);
        escape(&b, str_c(s[i].in));
        assert_str(buf_str(&b), s[i].out);
    }
    buf_release(&b);
}

static void term(void **state)
{
    static const struct sample samples[] = {
        {"plain — “words” 你好", "plain — “words” 你好"},
        {"a\033[31mb", "a\uFFFD[31mb"},
        {"a\nb\tc\r", "a b c "},
        {"\033]8;;http://x\033\\y", "\uFFFD]8;;http://x\uFFFD\\y"},
        {"c1 \xC2\x9B 31m", "c1 \uFFFD 31m"},
        {"bidi \u202E\u2066\u2069\u061C", "bidi \uFFFD\uFFFD\uFFFD\uFFFD"},
        {"bad \xff utf-8 \xC3", "bad \uFFFD utf-8 \uFFFD"},
        {"line\u2028sep", "line sep"},
        {"\x7f\x01", "\uFFFD\uFFFD"},
    };
    (void)state;
    check_samples(samples, ARRAY_LEN(samples), escape_term);
}

static void html(void **state)
{
    static const struct sample samples[] = {
        {"<script>alert('x')</script>",
         "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"},
        {"a & \"b\"", "a &amp; &quot;b&quot;"},
        {"two\nlines", "two\nlines"},
        {"\u202E\033", "\uFFFD\uFFFD"},
    };
    (void)state;
    check_samples(samples, ARRAY_LEN(samples), escape_html);
}

static void csv(void **state)
{
    static const struct sample samples[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"say \"no\"", "\"say \"\"no\"\"\""},
        {"=cmd()", "\"'=cmd()\""},
        {"  +1+1", "\"'  +1+1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"\t=1", "\"' =1\""},
        {"\uFF1Dcmd", "\"'\uFF1Dcmd\""},
        {"-18.2%", "\"-18.2%\""},
        {"-5", "\"-5\""},
        {"-5+cmd", "\"'-5+cmd\""},
        {"a\r\nb", "\"a  b\""},
    };
    (void)state;
    check_samples(samples, ARRAY_LEN(samples), escape_csv);
}

static void github_message(struct buf *out, struct str s)
{
    escape_github(out, s, false);
}

static void github_property(struct buf *out, struct str s)
{
    escape_github(out, s, true);
}

static void github(void **state)
{
    static const struct sample messages[] = {
        {"50% of\n::set-output name=x::y", "50%25 of ::set-output name=x::y"},
        {"a\rb", "a b"},
    };
    static const struct sample properties[] = {
        {"a:b,c%", "a%3Ab%2Cc%25"},
    };
    (void)state;
    check_samples(messages, ARRAY_LEN(messages), github_message);
    check_samples(properties, ARRAY_LEN(properties), github_property);
}

static void uri(void **state)
{
    static const struct sample samples[] = {
        {"a b/c%d.txt", "a%20b/c%25d.txt"},
        {"ü", "%C3%BC"},
        {"a\"<>#?", "a%22%3C%3E%23%3F"},
    };
    (void)state;
    check_samples(samples, ARRAY_LEN(samples), escape_uri);
}

static void href(void **state)
{
    static const char *const refused[] = {
        "javascript:alert(1)", "data:text/html,x", " https://x",
        "https://a b",         "ftp://x",          "//x",
        "https://a\nb"};
    struct buf b;
    (void)state;
    buf_init(&b, 0);
    for (size_t i = 0; i < ARRAY_LEN(refused); i++)
        assert_false(escape_href(&b, str_c(refused[i])));
    assert_int_equal(b.n, 0);
    assert_true(escape_href(&b, STR("HTTPS://x/?a&b\"")));
    assert_str(buf_str(&b), "HTTPS://x/?a&amp;b&quot;");
    buf_release(&b);
}

static void columns(void **state)
{
    (void)state;
    assert_int_equal(escape_columns(STR("abc")), 3);
    assert_int_equal(escape_columns(str_c("4.12万亿")), 8);
    assert_int_equal(escape_columns(str_c("e\u0301")), 1);
    assert_int_equal(escape_columns(str_c("—“”")), 3);
}

static void json_strings(void **state)
{
    static const struct sample samples[] = {
        {"a\"b\\c\n\t\r", "\"a\\\"b\\\\c\\n\\t\\r\""},
        {"\x01\x7f", "\"\\u0001\\u007f\""},
        {"\u202E \uFEFF", "\"\\u202e \\ufeff\""},
        {"\U000E0041", "\"\\udb40\\udc41\""},
        {"bad\xff", "\"bad\\ufffd\""},
        {"你好 \U0001F600", "\"你好 \U0001F600\""},
        {"\uFFFD", "\"\uFFFD\""},
    };
    (void)state;
    check_samples(samples, ARRAY_LEN(samples), json_escape);
}

static void write_nested(struct json *j)
{
    json_open(j, '{');
    json_kc(j, "a", "x");
    json_key(j, "b");
    json_open(j, '[');
    json_int(j, -1);
    json_bool(j, true);
    json_null(j);
    json_open(j, '{');
    json_close(j, '}');
    json_close(j, ']');
    json_kc_if(j, "left_out", "");
    json_close(j, '}');
}

static void json_layout(void **state)
{
    struct json j;
    struct buf b;
    (void)state;
    buf_init(&b, 0);
    json_init(&j, &b, false);
    write_nested(&j);
    assert_str(buf_str(&b), "{\"a\":\"x\",\"b\":[-1,true,null,{}]}");
    buf_clear(&b);
    json_init(&j, &b, true);
    write_nested(&j);
    assert_str(buf_str(&b),
               "{\n  \"a\": \"x\",\n  \"b\": [\n    -1,\n    true,\n    null,\n"
               "    {}\n  ]\n}");
    buf_release(&b);
}

static void wrapping(void **state)
{
    struct buf b;
    struct page p = {&b, 20, false};
    (void)state;
    buf_init(&b, 0);
    page_para(&p, 0, 4, STR("one two three four five six"));
    assert_str(buf_str(&b), "    one two three\n    four five six\n");
    buf_clear(&b);
    page_para(&p, 4, 4, str_c("本周处理了四点一二万亿词元"));
    assert_str(buf_str(&b), "本周处理了四点一\n    二万亿词元\n");
    buf_clear(&b);
    page_para(&p, 0, 0, STR("averyveryverylongwordthatdoesnotfit ok"));
    assert_str(buf_str(&b), "averyveryverylongwordthatdoesnotfit\nok\n");
    buf_clear(&b);
    p.color = true;
    page_para(&p, 0, 0, STR("a " EMPH_ON "b" EMPH_OFF " c"));
    assert_str(buf_str(&b), "a \033[1mb\033[22m c\n");
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(term),        cmocka_unit_test(html),
        cmocka_unit_test(csv),         cmocka_unit_test(github),
        cmocka_unit_test(uri),         cmocka_unit_test(href),
        cmocka_unit_test(columns),     cmocka_unit_test(json_strings),
        cmocka_unit_test(json_layout), cmocka_unit_test(wrapping),
    };
    return RUN(tests);
}
