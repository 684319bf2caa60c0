/*
 * Mails and Word documents.
 */
#include "unit/unit.h"

#include "text/doc.h"
#include "text/zip.h"

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

static void read_any(struct str s)
{
    struct read_opts o = {.published = DATE_NONE};
    struct err e;

    err_clear(&e);
    if (!doc_read(&d, s, "t", &o, &e))
        fail_msg("not read: %s", e.msg);
}

#define HEAD                                                                             \
    "Received: from x\nFrom: \"Jo Li\" <jo@example.org>\n"                               \
    "Subject: Up =?utf-8?q?5=25_=E2=80=93?=\n =?utf-8?B?IGFnYWlu?= today\n"              \
    "Date: Wed, 25 Feb 2026 23:30:00 -0500\nMessage-ID: <m1@example.org>\n"
#define TITLE "Up 5% \xE2\x80\x93 again today"

static void plain_mail(void **state)
{
    (void)state;
    read_any(STR(HEAD "\nFirst 1 trillion.\n\nSecond.\n"));
    assert_int_equal(d.format, DOC_EML);
    assert_str(d.text, TITLE "\n\nFirst 1 trillion.\n\nSecond.");
    assert_str(d.title, TITLE);
    assert_str(d.author, "Jo Li");
    assert_str(d.id, "<m1@example.org>");
    assert_int_equal(d.published, date_of(2026, 2, 25));
}

static void transfer_encodings(void **state)
{
    struct position p;

    (void)state;
    read_any(STR(HEAD
                 "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; "
                 "charset=\"gb2312\"\n\nUp =\n5=25 =D6=D0 x=\n"));
    assert_str(d.text, TITLE "\n\nUp 5% \xE4\xB8\xAD x");
    p = doc_position(&d, (uint32_t)d.text.n - 5, (uint32_t)d.text.n - 2);
    assert_int_equal(p.end - p.start, 6);
    assert_int_equal(d.input.p[p.start], '=');
    read_any(STR(
        HEAD "Content-Transfer-Encoding: base64\nContent-Type: text/html; charset=utf-8"
             "\n\nPHA+VXAg\nNSUg5Lit\nPC9wPg==\n"));
    assert_str(d.text, TITLE "\n\nUp 5% \xE4\xB8\xAD");
    read_any(STR(HEAD "Content-Type: text/plain; charset=iso-8859-1\n\ncaf\xE9\n"));
    assert_str(d.text, TITLE "\n\ncaf\xC3\xA9");
}

#define PARTS(plain)                                                                     \
    HEAD "Content-Type: multipart/mixed; boundary=b1\n\nnot shown\n--b1\nContent-Type: " \
         "multipart/alternative;\n boundary=\"b 2\"\n\n--b 2\n\n" plain                  \
         "\n--b 2\nContent-Type: text/html\n\n<p>The HTML.</p>\n--b 2--\n--b1\n"         \
         "Content-Type: text/plain\nContent-Disposition: attachment\n\nno\n--b1--\nno\n"

static void parts(void **state)
{
    struct buf b, text;

    (void)state;
    read_any(STR(PARTS("See the HTML.")));
    assert_str(d.text, TITLE "\n\nThe HTML.");
    buf_init(&b, 0);
    buf_init(&text, 0);
    while (text.n < 500)
        buf_addc(&text, "Plain enough. ");
    buf_addf(&b, PARTS("%s"), text.p);
    read_any(buf_str(&b));
    assert_true(str_find(d.text, STR("Plain enough."), 0) < d.text.n);
    assert_true(str_find(d.text, STR("HTML"), 0) == d.text.n);
    buf_release(&b);
    buf_release(&text);
}

static void what_is_no_mail(void **state)
{
    (void)state;
    read_any(STR("From: a press office\n\nDate: later\n"));
    assert_int_equal(d.format, DOC_TXT);
    read_any(STR("Subject: x\nDate: y\n\nz\n"));
    assert_int_equal(d.format, DOC_TXT);
    read_any(STR("From the desk:\nno header here, Date: x\n\nz\n"));
    assert_int_equal(d.format, DOC_TXT);
}

static void broken_mails(void **state)
{
    static const char *const mails[] = {
        HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever ends 5%",
        HEAD "Content-Type: multipart/mixed\n\nno boundary\n",
        HEAD "Content-Type: text/plain; charset=nonsense\n\nx =?utf-8?x?5?= =?",
        HEAD "Content-Transfer-Encoding: base64\n\n!!!!PHA\n",
        HEAD "Content-Transfer-Encoding: quoted-printable\n\n=\n=4\n==4x=",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(mails); i++) {
        read_any(str_c(mails[i]));
        assert_true(str_starts(d.text, STR(TITLE)));
    }
}

/* ---- Word ---- */

static void put16(struct buf *b, unsigned v)
{
    buf_addch(b, (char)v);
    buf_addch(b, (char)(v >> 8));
}

static void put32(struct buf *b, size_t v)
{
    put16(b, (unsigned)(v & 0xFFFF));
    put16(b, (unsigned)(v >> 16 & 0xFFFF));
}

/* An archive with one member, stored as it is. */
static void make_zip(struct buf *z, const char *name, struct str data, unsigned method)
{
    size_t len = strlen(name), directory;

    buf_clear(z);
    buf_add(z, "PK\x03\x04\x14\0\0\0", 8);
    put16(z, method);
    put32(z, 0);
    put32(z, 0);
    put32(z, data.n);
    put32(z, data.n);
    put16(z, (unsigned)len);
    put16(z, 0);
    buf_addc(z, name);
    buf_adds(z, data);
    directory = z->n;
    buf_add(z, "PK\x01\x02\x14\0\x14\0\0\0", 10);
    put16(z, method);
    put32(z, 0);
    put32(z, 0);
    put32(z, data.n);
    put32(z, data.n);
    put16(z, (unsigned)len);
    for (int i = 0; i < 12; i++)
        buf_addch(z, 0);
    put32(z, 0);
    buf_addc(z, name);
    buf_add(z, "PK\x05\x06\0\0\0\0\x01\0\x01\0", 12);
    put32(z, 46 + len);
    put32(z, directory);
    put16(z, 0);
}

#define P(props, text) "<w:p><w:pPr>" props "</w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(text)       "<w:tc>" P("", text) "</w:tc>"
static const char word[] = "<w:document><w:body>" P("<w:pStyle w:val='Title'/>",
                                                    "Big &amp; Rise")
    P("<w:pStyle w:val='Heading2'/>",
      "Part") P("", "Up 5%</w:t><w:tab/><w:delText>no"
                    "</w:delText><w:t>to 4</w:t></w:r><w:r><w:noBreakHyphen/><w:t>T")
        P("<w:numPr><w:ilvl w:val='1'/></w:numPr>", "item") P(
            "<w:pStyle w:val='Quote'/>",
            "said") "<w:tbl><w:tblPr><w:tblLook w:firstRow='1'/></w:tblPr><w:tr>" TC("M")
            TC("T") "</w:tr><w:tr>" TC("K")
                TC("4") "</w:tr></w:tbl></w:body></w:document>";

static void word_document(void **state)
{
    struct buf z;

    (void)state;
    buf_init(&z, 0);
    make_zip(&z, "word/document.xml", str_c(word), 0);
    read_any(buf_str(&z));
    assert_int_equal(d.format, DOC_DOCX);
    assert_str(d.text,
               "Big & Rise\n\nPart\n\nUp 5% to 4-T\n\nitem\n\nsaid\n\nM | T\n\nK | 4");
    assert_str(d.title, "Big & Rise");
    assert_int_equal(d.blocks.p[1].type, BLOCK_HEADING);
    assert_int_equal(d.blocks.p[1].level, 2);
    assert_int_equal(d.blocks.p[3].type, BLOCK_ITEM);
    assert_int_equal(d.blocks.p[3].level, 2);
    assert_int_equal(d.blocks.p[4].type, BLOCK_QUOTE);
    assert_int_equal(d.blocks.p[6].lead, 5);
    assert_memory_equal(d.input.p + doc_input_start(&d, 0), "Big", 3);
    buf_release(&z);
}

static void broken_archives(void **state)
{
    struct read_opts o = {.published = DATE_NONE};
    struct buf z, out;
    struct err e;

    (void)state;
    buf_init(&z, 0);
    buf_init(&out, 0);
    make_zip(&z, "word/document.xml", str_c(word), 99);
    assert_false(doc_read(&d, buf_str(&z), "t", &o, &e));
    assert_err(&e, "unknown method");
    assert_string_equal(e.where, "t");
    make_zip(&z, "other.xml", STR("word/document.xml"), 0);
    assert_false(doc_read(&d, buf_str(&z), "t", &o, &e));
    assert_err(&e, "no 'word/document.xml' in the archive");
    make_zip(&z, "other.xml", STR("x"), 0);
    assert_false(doc_read(&d, buf_str(&z), "t", &o, &e));
    assert_err(&e, "a ZIP archive");
    make_zip(&z, "a", str_c(word), 0);
    for (size_t n = 0; n < z.n; n++) {
        buf_clear(&out);
        if (zip_member(str_of(z.p, n), "a", &out, &e))
            fail_msg("read from %zu of %zu bytes", n, z.n);
        assert_int_equal(out.n, 0);
    }
    assert_true(zip_member(buf_str(&z), "a", &out, &e));
    assert_str(buf_str(&out), word);
    buf_release(&z);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain_mail, setup, teardown),
        cmocka_unit_test_setup_teardown(transfer_encodings, setup, teardown),
        cmocka_unit_test_setup_teardown(parts, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_mail, setup, teardown),
        cmocka_unit_test_setup_teardown(broken_mails, setup, teardown),
        cmocka_unit_test_setup_teardown(word_document, setup, teardown),
        cmocka_unit_test_setup_teardown(broken_archives, setup, teardown),
    };

    return RUN(tests);
}
