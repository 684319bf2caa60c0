/*
 * The page and the article with its marked claims.  The content security
 * policy names the page's own style and script by their hashes and allows
 * nothing else: whatever an article smuggles in can neither run nor load.
 */
#include "report/html.h"

#include "base/io.h"
#include "report/escape.h"
#include "report/html_parts.h"

void html_text(struct html *h, const char *s)
{
    escape_html(h->out, str_c(s));
}

const char *html_verdict_word(enum verdict v)
{
    return v == VERDICT_INSUFFICIENT ? "not checked" : verdict_name(v);
}

/* ---- the page ---- */

static int hex(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* The source expression of an inline element: 'sha256-BASE64'. */
static void csp_hash(struct buf *out, const char *content)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char sha[65];
    unsigned char b[33] = {0};
    io_sha256(str_c(content), sha);
    for (int i = 0; i < 32; i++)
        b[i] = (unsigned char)(hex(sha[2 * i]) << 4 | hex(sha[2 * i + 1]));
    buf_addc(out, "'sha256-");
    for (int i = 0; i < 33; i += 3) {
        unsigned v = (unsigned)b[i] << 16 | (unsigned)b[i + 1] << 8 | b[i + 2];
        for (int k = 18; k >= 0; k -= 6)
            buf_addch(out, i == 30 && k == 0 ? '=' : digits[v >> k & 63]);
    }
    buf_addch(out, '\'');
}

static void html_begin(const struct report_env *env, struct buf *out)
{
    buf_addc(out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "base-uri 'none'; form-action 'none'; style-src ");
    csp_hash(out, html_css);
    buf_addc(out, "; script-src ");
    csp_hash(out, html_js);
    buf_addc(out, "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"generator\" content=\"claimcheck ");
    escape_html(out, str_c(env->version));
    buf_addf(out,
             "\">\n<title>Numbers checked: claimcheck report</title>\n<style>%s</style>\n"
             "</head>\n<body>\n<header class=\"top\"><h1>Numbers checked</h1></header>\n"
             "<main>\n",
             html_css);
}

static void html_end(const struct report_env *env, size_t n_articles, struct str tail,
                     struct buf *out)
{
    (void)n_articles;
    (void)tail;
    buf_addc(out, "</main>\n<footer class=\"foot\"><p>");
    if (env->store_path)
        buf_addc(out, "Figures: " REPORT_CITATION ". ");
    buf_addc(out, "Checked with claimcheck ");
    escape_html(out, str_c(env->version));
    buf_addf(out, ".</p></footer>\n<script>%s</script>\n</body>\n</html>\n", html_js);
}

/* ---- the article's text with marks ---- */

static void mark_open(struct html *h, uint32_t i, bool first)
{
    const struct judgement *j = fact_judgement(h->r, i);
    const char *v = fact_suppressed(h->r, i) ? "accepted"
                    : j                      ? verdict_name(j->verdict)
                                             : "plain";
    buf_addf(h->out, "<mark class=\"%s\"", v);
    if (first)
        buf_addf(h->out, " id=\"a%zum%u\"", h->index, i + 1);
    buf_addf(h->out, "><a href=\"#a%zuc%u\">", h->index, i + 1);
}

static void mark_close(struct html *h, uint32_t i)
{
    const struct judgement *j = fact_judgement(h->r, i);
    if (j)
        buf_addf(h->out,
                 "<span class=\"sym\" aria-hidden=\"true\">%s</span>"
                 "<span class=\"vh\"> (%s)</span>",
                 verdict_symbol(j->verdict), html_verdict_word(j->verdict));
    buf_addc(h->out, "</a></mark>");
}

static void plain(struct html *h, uint32_t from, uint32_t to)
{
    if (from < to)
        escape_html(h->out, str_sub(h->r->doc->text, from, to));
}

/* Text [from, to) with the marks of the claims from *next on, which are in
 * order of position; a claim inside another one's mark shares it. */
static void marked(struct html *h, uint32_t from, uint32_t to, uint32_t *next)
{
    const struct claim *v = h->r->claims->v.p;
    uint32_t n = (uint32_t)h->r->claims->v.n, at = from, holder = 0;
    for (; *next < n && v[*next].start < to; (*next)++) {
        const struct claim *c = &v[*next];
        uint32_t start = c->start > at ? c->start : at, end = c->end < to ? c->end : to;
        if (end <= start) {
            h->mark[*next] = holder;
            continue;
        }
        plain(h, at, start);
        mark_open(h, *next, h->mark[*next] == 0);
        h->mark[*next] = holder = *next + 1;
        plain(h, start, end);
        mark_close(h, *next);
        at = end;
        if (c->end > to)
            break; /* goes on in the next cell or block */
    }
    plain(h, at, to);
}

static void row_cells(struct html *h, const struct block *b, const char *cell,
                      uint32_t *next)
{
    struct str text = h->r->doc->text;
    uint32_t at = b->start;
    buf_addc(h->out, "<tr>");
    while (at <= b->end) {
        struct str rest = str_sub(text, at, b->end);
        uint32_t end = at + (uint32_t)str_find(rest, STR(" | "), 0);
        buf_addf(h->out, "<%s>", cell);
        marked(h, at, end, next);
        buf_addf(h->out, "</%.2s>", cell);
        at = end + 3;
    }
    buf_addc(h->out, "</tr>\n");
}

struct block_tags {
    const char *around_open, *around_close; /* around a run of such blocks */
    const char *open, *close;
};
static const struct block_tags tags[] = {
    [BLOCK_PARA] = {"", "", "<p>", "</p>\n"},
    [BLOCK_TITLE] = {"", "", "<p class=\"title\">", "</p>\n"},
    [BLOCK_HEADING] = {"", "", "<h4>", "</h4>\n"},
    [BLOCK_ITEM] = {"<ul>\n", "</ul>\n", "<li>", "</li>\n"},
    [BLOCK_ROW] =
        {"<div class=\"wide\" role=\"group\" aria-label=\"Table of the article\" "
         "tabindex=\"0\"><table>\n",
         "</table></div>\n", "", ""},
    [BLOCK_CAPTION] = {"", "", "<p class=\"caption\">", "</p>\n"},
    [BLOCK_QUOTE] = {"", "", "<blockquote><p>", "</p></blockquote>\n"},
};

static void block(struct html *h, size_t i, uint32_t *next)
{
    const struct doc *d = h->r->doc;
    const struct block *b = &d->blocks.p[i];
    bool first = i == 0 || d->blocks.p[i - 1].type != b->type;
    bool last = i + 1 == d->blocks.n || d->blocks.p[i + 1].type != b->type;
    if (first)
        buf_addc(h->out, tags[b->type].around_open);
    buf_addc(h->out, tags[b->type].open);
    if (b->type == BLOCK_ROW)
        row_cells(h, b, first && b->lead < 0 ? "th scope=\"col\"" : "td", next);
    else
        marked(h, b->start, b->end, next);
    buf_addc(h->out, tags[b->type].close);
    if (last)
        buf_addc(h->out, tags[b->type].around_close);
}

static void article_text(struct html *h)
{
    const struct doc *d = h->r->doc;
    uint32_t next = 0;
    buf_addf(h->out,
             "<section class=\"text\" aria-labelledby=\"a%zu a%zut\">\n<h3 id=\"a%zut\">"
             "The article</h3>\n<div class=\"body\"",
             h->index, h->index, h->index);
    if (d->lang.n) {
        buf_addc(h->out, " lang=\"");
        escape_html(h->out, d->lang);
        buf_addch(h->out, '"');
    }
    buf_addc(h->out, ">\n");
    for (size_t i = 0; i < d->blocks.n; i++)
        block(h, i, &next);
    if (d->blocks.n == 0) {
        buf_addc(h->out, "<p>");
        marked(h, 0, (uint32_t)d->text.n, &next);
        buf_addc(h->out, "</p>\n");
    }
    buf_addc(h->out, "</div>\n</section>\n");
}

/* ---- summary ---- */

static void counts(struct html *h, const struct tally *t)
{
    static const enum verdict order[] = {VERDICT_CONTRADICTED, VERDICT_AMBIGUOUS,
                                         VERDICT_CLOSE, VERDICT_SUPPORTED,
                                         VERDICT_INSUFFICIENT};
    buf_addc(h->out, "<ul class=\"counts\">\n");
    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        enum verdict v = order[i];
        if (t->verdicts[v])
            buf_addf(h->out,
                     "<li class=\"%s\" data-v=\"%s\"><span class=\"sym\" "
                     "aria-hidden=\"true\">%s</span> <b>%u</b> %s</li>\n",
                     verdict_name(v), verdict_name(v), verdict_symbol(v), t->verdicts[v],
                     html_verdict_word(v));
    }
    if (t->suppressed)
        buf_addf(h->out, "<li class=\"accepted\"><b>%u</b> accepted before</li>\n",
                 t->suppressed);
    buf_addc(h->out, "</ul>\n");
}

static void coverage(struct html *h, const struct tally *t)
{
    char day[11];
    buf_addf(h->out, "<p class=\"coverage\">%u numerals · %u claims", t->numerals,
             t->claims);
    if (h->r->judgements)
        buf_addf(h->out, " · %u bound to data · %u judged", t->bound, t->judged);
    if (h->r->judgements && fact_as_of(h->env, h->r, day))
        buf_addf(h->out, " · data as of <time>%s</time> (OpenRouter, CC BY 4.0)", day);
    else if (h->r->judgements)
        buf_addc(h->out, " · no stored figures, checked against itself only");
    buf_addc(h->out, "</p>\n");
}

static void article_header(struct html *h)
{
    static const char *const sources[] = {"", "as given", "metadata", "byline"};
    const struct doc *d = h->r->doc;
    char day[11];
    buf_addf(h->out, "<h2 id=\"a%zu\">", h->index);
    escape_html(h->out, fact_name(h->r));
    buf_addc(h->out, "</h2>\n<p class=\"meta\">");
    html_text(h, h->r->path);
    if (!d) {
        buf_addc(h->out, "</p>\n");
        return;
    }
    date_format(d->published, day);
    if (*day)
        buf_addf(h->out, " · published <time>%s</time> (%s)", day,
                 sources[d->published_source]);
    else
        buf_addc(h->out, " · no publication date found");
    buf_addc(h->out, "</p>\n");
}

static void errors(struct html *h)
{
    if (!h->r->n_errors)
        return;
    buf_addc(h->out, "<ul class=\"errors\">\n");
    for (size_t i = 0; i < h->r->n_errors; i++) {
        buf_addc(h->out, "<li>");
        html_text(h, h->r->errors[i].msg);
        buf_addc(h->out, "</li>\n");
    }
    buf_addc(h->out, "</ul>\n");
}

static void article_cards(struct html *h)
{
    buf_addf(h->out,
             "<section class=\"cards\" aria-labelledby=\"a%zu a%zul\">\n"
             "<h3 id=\"a%zul\">Its claims</h3>\n",
             h->index, h->index, h->index);
    for (size_t i = 0; i < h->r->claims->v.n; i++)
        html_card(h, i);
    if (h->r->claims->v.n == 0)
        buf_addc(h->out, "<p>No numeric claim was found.</p>\n");
    buf_addc(h->out, "</section>\n");
}

static void html_article(const struct report_env *env, const struct article_report *r,
                         size_t index, const struct sink *to)
{
    struct arena a;
    struct html h = {.env = env, .r = r, .out = to->body, .a = &a, .index = index};
    arena_init(&a);
    buf_addf(h.out, "<article class=\"report\" aria-labelledby=\"a%zu\">\n", index);
    article_header(&h);
    errors(&h);
    if (r->claims) {
        struct tally t = tally_of(r);
        h.mark = ARENA_ARRAY(&a, uint32_t, r->claims->v.n + 1);
        counts(&h, &t);
        coverage(&h, &t);
        buf_addc(h.out, "<div class=\"cols\">\n");
        article_text(&h);
        article_cards(&h);
        buf_addc(h.out, "</div>\n");
    }
    buf_addc(h.out, "</article>\n");
    arena_release(&a);
}

const struct writer writer_html = {
    .name = "html",
    .help = "one page with the marked article, a card a claim, charts",
    .begin = html_begin,
    .article = html_article,
    .end = html_end,
};
