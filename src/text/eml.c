/*
 * The mail reader: of the parts of a mail the plain text, or the HTML where
 * that says more.
 */
#include "text/eml.h"

#include "text/encoding.h"
#include "text/fields.h"
#include "text/mime.h"

#define MAX_DEPTH 8 /* of parts within parts */
#define MAX_PARTS 64
#define PLAIN_MIN 400 /* bytes; a shorter plain text only says that there is HTML */

struct mail {
    struct build *b;
    const struct source *src;
    struct field raw, text; /* a part out of its transfer encoding; in UTF-8 */
    struct mime_part plain, html;
    bool has_plain, has_html;
    int parts;
};

static bool is_header_line(struct str line)
{
    size_t colon = str_find(line, STR(":"), 0);

    if (colon == 0 || colon == line.n || colon > 40)
        return false;
    for (size_t i = 0; i < colon; i++)
        if (line.p[i] <= ' ' || (unsigned char)line.p[i] >= 0x7F)
            return false;
    return true;
}

int eml_detect(struct str head)
{
    static const char *const sender[] = {"from", "received", "return-path",
                                         "delivered-to"};
    static const char *const other[] = {"date", "message-id", "mime-version",
                                        "content-type"};
    struct mime_part p = mime_part_at(head, 0, head.n);
    struct str rest = str_sub(head, 0, p.body), line;
    bool from = false, more = false;

    while (str_split(&rest, '\n', &line)) {
        bool folded = line.n && (line.p[0] == ' ' || line.p[0] == '\t');

        if (str_trim(line).n && !folded && !is_header_line(line) &&
            !str_starts(line, STR("From ")))
            return 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(sender); i++) {
        from |= mime_header(head, &p, sender[i]).p != NULL;
        more |= mime_header(head, &p, other[i]).p != NULL;
    }
    return from && more ? 96 : 0;
}

/* Notes the first plain and the first HTML part, looking into multiparts. */
static void find_parts(struct mail *k, const struct mime_part *p, int depth)
{
    struct str s = k->src->s, type = mime_header(s, p, "Content-Type");
    struct str place = mime_header(s, p, "Content-Disposition");
    struct mime_part child;
    size_t at = p->body;

    if (depth > MAX_DEPTH || ++k->parts > MAX_PARTS ||
        str_ieq(str_sub(place, 0, 10), STR("attachment")))
        return;
    if (str_ieq(str_sub(type, 0, 10), STR("multipart/"))) {
        struct str boundary = mime_param(type, "boundary");

        while (mime_next_part(s, p, boundary, &at, &child))
            find_parts(k, &child, depth + 1);
    } else if (str_ieq(str_sub(type, 0, 9), STR("text/html")) && !k->has_html) {
        k->html = *p;
        k->has_html = true;
    } else if ((!type.n || str_ieq(str_sub(type, 0, 10), STR("text/plain"))) &&
               !k->has_plain) {
        k->plain = *p;
        k->has_plain = true;
    }
}

/* A part's text in UTF-8 in k->text. */
static void decode_part(struct mail *k, const struct mime_part *p)
{
    struct str s = k->src->s;
    struct str charset = mime_param(mime_header(s, p, "Content-Type"), "charset");
    struct mapped raw = field_begin(&k->raw), text = field_begin(&k->text);
    struct source bytes;
    char name[40];

    mime_decode(&raw, k->src, p->body, p->end,
                mime_header(s, p, "Content-Transfer-Encoding"));
    bytes = field_source(&k->raw);
    snprintf(name, sizeof(name), "%.*s", STR_FMT(charset));
    if (!decode_source(&bytes, charset.n ? name : NULL, &text))
        mapped_run(&text, &bytes, 0, bytes.s.n);
}

/* Offset of a view into the source; the view must not be empty. */
static size_t offset_of(const struct mail *k, struct str view)
{
    return (size_t)(view.p - k->src->s.p);
}

static void put_subject(struct mail *k, const struct mime_part *top)
{
    struct str subject = mime_header(k->src->s, top, "Subject");
    struct mapped out = field_begin(&k->text);

    if (!subject.n)
        return;
    mime_words(&out, k->src, offset_of(k, subject), offset_of(k, subject) + subject.n);
    field_block(k->b, &k->text, BLOCK_TITLE, 1);
}

/* "Jane Roe <j@example.org>" is Jane Roe. */
static void set_author(struct mail *k, const struct mime_part *top)
{
    struct str from = mime_header(k->src->s, top, "From");
    struct mapped out = field_begin(&k->text);
    struct str name;

    if (!from.n)
        return;
    mime_words(&out, k->src, offset_of(k, from), offset_of(k, from) + from.n);
    name = buf_str(&k->text.text);
    name = str_trim(str_sub(name, 0, str_find(name, STR("<"), 0)));
    if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"')
        name = str_sub(name, 1, name.n - 1);
    meta_set(k->b->d, &k->b->d->author, name);
}

static bool html_says_more(const struct mail *k)
{
    return k->has_html && (!k->has_plain || k->plain.end - k->plain.body < PLAIN_MIN);
}

bool eml_read(struct build *b, const struct source *src, const struct read_opts *o,
              struct err *e)
{
    struct mail k = {.b = b, .src = src};
    struct mime_part top = mime_part_at(src->s, 0, src->s.n);

    (void)o;
    (void)e;
    meta_set_date(b->d, mime_header(src->s, &top, "Date"));
    meta_set(b->d, &b->d->id, mime_header(src->s, &top, "Message-ID"));
    set_author(&k, &top);
    put_subject(&k, &top);
    find_parts(&k, &top, 0);
    if (html_says_more(&k)) {
        decode_part(&k, &k.html);
        field_html(b, &k.text);
    } else if (k.has_plain) {
        decode_part(&k, &k.plain);
        field_plain(b, &k.text);
    }
    field_release(&k.raw);
    field_release(&k.text);
    return true;
}
