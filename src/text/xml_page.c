/*
 * A page's metadata: JSON-LD of the article, then meta elements, then what
 * stands in the page.  JSON-LD is read with cJSON and only strings are taken.
 */
#include "text/xml_page.h"

#include <cjson/cJSON.h>

#include "base/opt.h"
#include "base/utf8.h"
#include "text/meta.h"

#define LD_MAX_DEPTH 12

struct found {
    struct arena *a;
    struct str title, author, url, lang;
    date_t published;
};

static void take(struct found *f, struct str *slot, const char *text)
{
    struct str s = str_trim(str_c(text));

    if (!slot->n && s.n && s.n < 1000 && utf8_valid(s) == s.n)
        *slot = arena_str(f->a, s);
}

static void take_date(struct found *f, const char *text)
{
    if (f->published == DATE_NONE && text)
        f->published = meta_date(str_trim(str_c(text)));
}

/* ---- JSON-LD ---- */

static const char *ld_string(const cJSON *o, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, key));
}

static bool ld_is_article(const cJSON *o)
{
    static const char *const types =
        "NewsArticle|Article|BlogPosting|ReportageNewsArticle|AnalysisNewsArticle|"
        "TechArticle|LiveBlogPosting|BackgroundNewsArticle|OpinionNewsArticle|Report|"
        "ScholarlyArticle|SocialMediaPosting";
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(o, "@type"), *one;

    if (cJSON_IsString(type))
        return opt_choice(types, str_c(type->valuestring)) >= 0;
    cJSON_ArrayForEach(one, type) if (cJSON_IsString(one) &&
                                      opt_choice(types, str_c(one->valuestring)) >=
                                          0) return true;
    return false;
}

static void ld_author(struct found *f, const cJSON *author)
{
    if (cJSON_IsArray(author))
        author = cJSON_GetArrayItem(author, 0);
    take(f, &f->author,
         cJSON_IsString(author) ? author->valuestring : ld_string(author, "name"));
}

static void ld_walk(struct found *f, const cJSON *o, int depth)
{
    const cJSON *child;

    if (!o || depth > LD_MAX_DEPTH)
        return;
    if (cJSON_IsObject(o) && ld_is_article(o)) {
        take(f, &f->title, ld_string(o, "headline"));
        take(f, &f->url, ld_string(o, "url"));
        take(f, &f->lang, ld_string(o, "inLanguage"));
        take_date(f, ld_string(o, "datePublished"));
        ld_author(f, cJSON_GetObjectItemCaseSensitive(o, "author"));
    }
    if (cJSON_IsObject(o) || cJSON_IsArray(o))
        cJSON_ArrayForEach(child, o) ld_walk(f, child, depth + 1);
}

static void from_json_ld(struct found *f, const struct dom *dom)
{
    for (size_t i = 0; i + 1 < dom->items.n; i++) {
        const struct dom_item *it = &dom->items.p[i];
        cJSON *json;

        if (!it->name || strcmp(it->name, "script") != 0 || !it[1].text ||
            !str_eqc(dom_attr(it, "type"), "application/ld+json"))
            continue;
        json = cJSON_Parse(it[1].text);
        ld_walk(f, json, 0);
        cJSON_Delete(json);
    }
}

/* ---- meta and link elements ---- */

enum slot { SLOT_TITLE, SLOT_AUTHOR, SLOT_URL, SLOT_DATE };

static const struct {
    const char *names;
    enum slot slot;
} meta_names[] = {
    {"og:title|twitter:title|dc.title|citation_title", SLOT_TITLE},
    {"author|article:author_name|dc.creator|parsely-author|sailthru.author", SLOT_AUTHOR},
    {"og:url", SLOT_URL},
    {"article:published_time|article:published|og:published_time|datePublished|pubdate|"
     "publish-date|publish_date|date|dc.date|dc.date.issued|DC.date.issued|"
     "parsely-pub-date|sailthru.date|citation_publication_date|article.published|"
     "publication_date|cXenseParse:recs:publishtime",
     SLOT_DATE},
};

static void meta_element(struct found *f, const struct dom_item *it)
{
    struct str name = dom_attr(it, "property"), content = dom_attr(it, "content");

    if (!name.n)
        name = dom_attr(it, "name");
    if (!name.n)
        name = dom_attr(it, "itemprop");
    if (!content.n)
        return;
    for (size_t i = 0; i < ARRAY_LEN(meta_names); i++) {
        if (opt_choice(meta_names[i].names, name) < 0)
            continue;
        if (meta_names[i].slot == SLOT_DATE)
            take_date(f, content.p);
        else
            take(f,
                 meta_names[i].slot == SLOT_TITLE    ? &f->title
                 : meta_names[i].slot == SLOT_AUTHOR ? &f->author
                                                     : &f->url,
                 content.p);
    }
}

static void from_elements(struct found *f, const struct dom *dom)
{
    for (size_t i = 0; i < dom->items.n; i++) {
        const struct dom_item *it = &dom->items.p[i];

        if (!it->name)
            continue;
        if (!strcmp(it->name, "meta"))
            meta_element(f, it);
        else if (!strcmp(it->name, "link") && str_eqc(dom_attr(it, "rel"), "canonical"))
            take(f, &f->url, dom_attr(it, "href").p);
        else if (!strcmp(it->name, "html"))
            take(f, &f->lang, dom_attr(it, "lang").p);
        else if (str_eqc(dom_attr(it, "itemprop"), "datePublished"))
            take_date(f, dom_attr(it, "datetime").p);
    }
}

/* The first <time> with a machine date before the article's end. */
static void from_time(struct found *f, const struct dom *dom,
                      const struct main_mark *marks)
{
    size_t end = dom->items.n;

    while (end > 0 && !marks[end - 1].keep)
        end--;
    for (size_t i = 0; i < end && f->published == DATE_NONE; i++)
        if (dom->items.p[i].name && !strcmp(dom->items.p[i].name, "time") &&
            !marks[i].hidden)
            take_date(f, dom_attr(&dom->items.p[i], "datetime").p);
}

static void add_squeezed(struct buf *b, const char *text)
{
    for (; *text; text++) {
        if (!strchr(" \t\r\n", *text))
            buf_addch(b, *text);
        else if (b->n && b->p[b->n - 1] != ' ')
            buf_addch(b, ' ');
    }
}

struct str page_text(struct arena *a, const struct dom *dom, uint32_t element)
{
    struct buf b;
    struct str out;

    buf_init(&b, 4096);
    for (uint32_t i = element; i < dom->items.p[element].end; i++)
        if (dom->items.p[i].class == DOM_TEXT)
            add_squeezed(&b, dom->items.p[i].text);
    out = arena_str(a, str_trim(buf_str(&b)));
    buf_release(&b);
    return out;
}

static void from_title(struct found *f, const struct dom *dom)
{
    for (size_t i = 0; i < dom->items.n && !f->title.n; i++)
        if (dom->items.p[i].name && !strcmp(dom->items.p[i].name, "title"))
            f->title = page_text(f->a, dom, (uint32_t)i);
}

/* "en-US" as "en"; languages that are not read leave it to the content. */
static struct str short_lang(struct str lang)
{
    struct str two = str_sub(lang, 0, 2);

    return str_ieq(two, STR("en"))   ? STR("en")
           : str_ieq(two, STR("zh")) ? STR("zh")
                                     : STR_NONE;
}

void page_metadata(struct doc *d, const struct dom *dom, const struct main_mark *marks)
{
    struct found f = {.a = &d->arena, .published = DATE_NONE};

    from_json_ld(&f, dom);
    from_elements(&f, dom);
    from_time(&f, dom, marks);
    from_title(&f, dom);
    d->title = f.title;
    d->author = f.author;
    d->url = f.url;
    d->lang = short_lang(f.lang);
    if (f.published != DATE_NONE) {
        d->published = f.published;
        d->published_source = DATE_SRC_METADATA;
    }
}

int32_t page_headline(const struct doc *d, const struct dom *dom)
{
    int32_t only = -1;
    int n = 0;

    for (size_t i = 0; i < dom->items.n; i++) {
        const struct dom_item *it = &dom->items.p[i];
        struct arena a;
        struct str text;
        bool same;

        if (it->class != DOM_HEADING || it->level != 1)
            continue;
        arena_init(&a);
        text = page_text(&a, dom, (uint32_t)i);
        same = text.n >= 8 && (str_find(d->title, text, 0) < d->title.n ||
                               (d->title.n >= 8 && str_find(text, d->title, 0) < text.n));
        if (text.n) {
            only = (int32_t)i;
            n++;
        }
        arena_release(&a);
        if (same)
            return (int32_t)i;
    }
    return n == 1 ? only : -1;
}
