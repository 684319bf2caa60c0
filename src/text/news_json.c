/*
 * The JSON formats whose articles are one object with text in known members:
 * ninjs, WordPress, JSON Feed, JSON lines.  ANS, which builds its text of
 * elements, is in ans.c.
 */
#include "text/news_json.h"

#include "text/blocks.h"

bool json_field(struct json_read *k, size_t i)
{
    struct mapped out;

    if (!i || i >= k->j.v.n || k->j.v.p[i].type != JDOC_STRING)
        return false;
    out = field_begin(&k->field);
    jdoc_collect(&out, &k->j, i);
    return k->field.text.n > 0;
}

struct str json_meta(struct json_read *k, size_t i)
{
    return jdoc_text(&k->in->b->d->arena, &k->j, i, 2048);
}

/* The first member of these names ("a|b/c") that is a string with text. */
static size_t first_of(const struct jdoc *j, size_t i, const char *names)
{
    struct str rest = str_c(names), path;
    char name[64];

    while (str_split(&rest, '|', &path)) {
        size_t hit;

        snprintf(name, sizeof(name), "%.*s", STR_FMT(path));
        hit = jdoc_path(j, i, name);
        if (hit && j->v.p[hit].type == JDOC_STRING && j->v.p[hit].from < j->v.p[hit].to)
            return hit;
    }
    return 0;
}

static void put_block(struct json_read *k, size_t i, enum block_type type)
{
    if (json_field(k, i))
        field_block(k->in->b, &k->field, type, type == BLOCK_TITLE);
}

static void put_html(struct json_read *k, size_t i)
{
    if (json_field(k, i))
        field_html(k->in->b, &k->field);
}

static void put_plain(struct json_read *k, size_t i)
{
    if (json_field(k, i))
        field_plain(k->in->b, &k->field);
}

static void set_date(struct json_read *k, size_t i, const char *names)
{
    struct str rest = str_c(names), name;

    while (str_split(&rest, '|', &name)) {
        char one[64];

        snprintf(one, sizeof(one), "%.*s", STR_FMT(name));
        meta_set_date(k->in->b->d, json_meta(k, jdoc_get(&k->j, i, one)));
    }
}

static void set_text(struct json_read *k, struct str *where, size_t i)
{
    meta_set(k->in->b->d, where, json_meta(k, i));
}

bool json_each(struct intake *in, const struct source *src,
               void (*one)(struct json_read *k, size_t i), struct err *e)
{
    struct json_read k = {.in = in};
    bool go_on = true;

    if (!jdoc_parse(&k.j, src, 0, e))
        return err_at(e, in->path, e ? e->line : 0, e ? e->col : 0);
    if (k.j.end < src->s.n)
        build_note(in->b, "what follows the JSON document at byte %zu was left out",
                   k.j.end);
    if (k.j.v.p[0].type == JDOC_ARRAY) {
        for (size_t i = jdoc_first(&k.j, 0); i && go_on; i = jdoc_next(&k.j, 0, i)) {
            one(&k, i);
            go_on = intake_next(in);
        }
    } else {
        one(&k, 0);
        intake_next(in);
    }
    field_release(&k.field);
    jdoc_release(&k.j);
    return true;
}

/* ---- recognising ---- */

static bool is_json(struct str head)
{
    struct str s = str_trim(head);

    return s.n > 1 && (s.p[0] == '{' || s.p[0] == '[');
}

/* The text `"key"` with a colon behind it stands in the head. */
static bool has_key(struct str head, const char *key)
{
    char quoted[64];
    size_t n = (size_t)snprintf(quoted, sizeof(quoted), "\"%s\"", key), at = 0;

    while ((at = str_find(head, str_of(quoted, n), at)) < head.n) {
        for (at += n; at < head.n && strchr(" \t\r\n", head.p[at]) && head.p[at]; at++)
            ;
        if (at < head.n && head.p[at] == ':')
            return true;
    }
    return false;
}

static bool has_any(struct str head, const char *const *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (has_key(head, keys[i]))
            return true;
    return false;
}

int ninjs_detect(struct str head)
{
    static const char *const keys[] = {
        "body_text",      "body_html",        "body_xhtml",   "body_main",
        "bodies",         "headlines",        "headline",     "versioncreated",
        "versionCreated", "description_text", "body_richtext"};

    return is_json(head) && has_any(head, keys, ARRAY_LEN(keys)) ? 80 : 0;
}

int ans_detect(struct str head)
{
    return is_json(head) && has_key(head, "content_elements") ? 92 : 0;
}

int wp_detect(struct str head)
{
    return is_json(head) && has_key(head, "rendered") && has_key(head, "content") ? 91
                                                                                  : 0;
}

int jsonfeed_detect(struct str head)
{
    return is_json(head) && (str_find(head, STR("jsonfeed.org/version"), 0) < head.n ||
                             str_find(head, STR("jsonfeed.org\\/version"), 0) < head.n)
               ? 95
               : 0;
}

int jsonl_detect(struct str head)
{
    struct str s = str_trim(head);
    static const char *const keys[] = {"text", "html"};

    return s.n > 1 && s.p[0] == '{' && has_any(head, keys, ARRAY_LEN(keys)) ? 60 : 0;
}

/* ---- ninjs ---- */

static bool key_starts(const struct jdoc *j, size_t i, const char *prefix)
{
    return str_starts(str_sub(j->src->s, j->v.p[i].key, j->v.p[i].key_to), str_c(prefix));
}

static bool key_holds(const struct jdoc *j, size_t i, const char *part)
{
    struct str key = str_sub(j->src->s, j->v.p[i].key, j->v.p[i].key_to);

    return str_find(key, str_c(part), 0) < key.n;
}

/* ninjs 1: the member "body_..." that is the fullest form: HTML before text. */
static size_t ninjs1_body(const struct jdoc *j, size_t item)
{
    size_t best = 0;

    for (size_t i = jdoc_first(j, item); i; i = jdoc_next(j, item, i)) {
        if (!key_starts(j, i, "body_") || j->v.p[i].type != JDOC_STRING)
            continue;
        if (key_holds(j, i, "html") || key_holds(j, i, "rich"))
            return i;
        best = best ? best : i;
    }
    return best;
}

/* ninjs 2 and 3: of "bodies" the one that is HTML, else the first. */
static size_t ninjs2_body(const struct jdoc *j, size_t item)
{
    size_t list = jdoc_get(j, item, "bodies"), best = 0;

    for (size_t i = list ? jdoc_first(j, list) : 0; i; i = jdoc_next(j, list, i)) {
        size_t type = first_of(j, i, "contenttype|contentType|role");
        struct str name =
            type ? str_sub(j->src->s, j->v.p[type].from, j->v.p[type].to) : STR_NONE;
        size_t value = jdoc_get(j, i, "value");

        if (!value)
            continue;
        if (str_find(name, STR("html"), 0) < name.n)
            return value;
        best = best ? best : value;
    }
    return best;
}

static size_t ninjs_headline(const struct jdoc *j, size_t item)
{
    size_t hit = first_of(j, item, "headline|headline_main|headlines/0/value");

    for (size_t i = jdoc_first(j, item); i && !hit; i = jdoc_next(j, item, i))
        if (key_starts(j, i, "headline") && j->v.p[i].type == JDOC_STRING)
            hit = i;
    return hit ? hit : first_of(j, item, "title");
}

static size_t ninjs_description(const struct jdoc *j, size_t item)
{
    return first_of(j, item,
                    "description_text|descriptions/0/value|description_caption|"
                    "description_main|description_richtext|description_xhtml");
}

static void ninjs_metadata(struct json_read *k, size_t item)
{
    struct doc *d = k->in->b->d;

    set_date(k, item,
             "firstcreated|firstCreated|versioncreated|versionCreated|contentcreated|"
             "contentCreated");
    set_text(k, &d->author, first_of(&k->j, item, "byline|by"));
    set_text(k, &d->id, first_of(&k->j, item, "uri"));
    set_text(k, &d->url, first_of(&k->j, item, "url|webref"));
    meta_set_lang(d, json_meta(k, jdoc_get(&k->j, item, "language")));
}

/* Captions of the pictures that go with a text. */
static void ninjs_captions(struct json_read *k, size_t item)
{
    size_t list = jdoc_get(&k->j, item, "associations");

    for (size_t i = list ? jdoc_first(&k->j, list) : 0; i; i = jdoc_next(&k->j, list, i))
        put_block(k, ninjs_description(&k->j, i), BLOCK_CAPTION);
}

static void ninjs_one(struct json_read *k, size_t item)
{
    size_t body = ninjs2_body(&k->j, item);

    if (!body)
        body = ninjs1_body(&k->j, item);
    ninjs_metadata(k, item);
    put_block(k, ninjs_headline(&k->j, item), BLOCK_TITLE);
    put_block(k, ninjs_description(&k->j, item), BLOCK_PARA);
    put_html(k, body);
    ninjs_captions(k, item);
}

bool ninjs_each(struct intake *in, const struct source *src, struct err *e)
{
    return json_each(in, src, ninjs_one, e);
}

/* ---- WordPress ---- */

static void wp_one(struct json_read *k, size_t item)
{
    struct doc *d = k->in->b->d;
    size_t content = first_of(&k->j, item, "content/rendered");

    set_date(k, item, "date_gmt|date");
    set_text(k, &d->url, first_of(&k->j, item, "link"));
    set_text(k, &d->id, jdoc_get(&k->j, item, "id"));
    set_text(k, &d->author, first_of(&k->j, item, "_embedded/author/0/name"));
    put_block(k, first_of(&k->j, item, "title/rendered"), BLOCK_TITLE);
    put_html(k, content ? content : first_of(&k->j, item, "excerpt/rendered"));
}

bool wp_each(struct intake *in, const struct source *src, struct err *e)
{
    return json_each(in, src, wp_one, e);
}

/* ---- JSON Feed ---- */

static void jsonfeed_item(struct json_read *k, size_t item)
{
    struct doc *d = k->in->b->d;
    size_t html = first_of(&k->j, item, "content_html");
    size_t text = first_of(&k->j, item, "content_text");

    set_date(k, item, "date_published|date_modified");
    set_text(k, &d->url, first_of(&k->j, item, "url|external_url"));
    set_text(k, &d->id, jdoc_get(&k->j, item, "id"));
    set_text(k, &d->author, first_of(&k->j, item, "authors/0/name|author/name"));
    meta_set_lang(d, json_meta(k, first_of(&k->j, item, "language")));
    meta_set_lang(d, json_meta(k, first_of(&k->j, 0, "language")));
    put_block(k, first_of(&k->j, item, "title"), BLOCK_TITLE);
    if (html)
        put_html(k, html);
    else
        put_plain(k, text ? text : first_of(&k->j, item, "summary"));
}

bool jsonfeed_each(struct intake *in, const struct source *src, struct err *e)
{
    struct json_read k = {.in = in};
    bool go_on = true;
    size_t items;

    if (!jdoc_parse(&k.j, src, 0, e))
        return err_at(e, in->path, e ? e->line : 0, e ? e->col : 0);
    items = jdoc_get(&k.j, 0, "items");
    for (size_t i = items ? jdoc_first(&k.j, items) : 0; i && go_on;
         i = jdoc_next(&k.j, items, i)) {
        jsonfeed_item(&k, i);
        go_on = intake_next_text(in);
    }
    field_release(&k.field);
    jdoc_release(&k.j);
    return true;
}

/* ---- JSON lines ---- */

static const struct record_fields usual_fields = {
    .text = "text",
    .html = "html",
    .title = "title|headline",
    .date = "date|published|date_published|published_at",
    .url = "url|link",
    .id = "id"};

static const char *name_or(const char *given, const char *usual)
{
    return given ? given : usual;
}

/* The text starts with its own title, which then need not be read twice. */
static bool begins_with(struct json_read *k, size_t text, size_t title)
{
    struct str head = json_meta(k, text), name = json_meta(k, title);

    return name.n && str_starts(head, name);
}

static void jsonl_one(struct json_read *k)
{
    struct doc *d = k->in->b->d;
    const struct record_fields *f = k->in->o->fields, *u = &usual_fields;
    size_t title = first_of(&k->j, 0, name_or(f ? f->title : NULL, u->title));
    size_t html = first_of(&k->j, 0, name_or(f ? f->html : NULL, u->html));
    size_t text = first_of(&k->j, 0, name_or(f ? f->text : NULL, u->text));

    set_date(k, 0, name_or(f ? f->date : NULL, u->date));
    set_text(k, &d->url, first_of(&k->j, 0, name_or(f ? f->url : NULL, u->url)));
    set_text(k, &d->id, jdoc_get(&k->j, 0, name_or(f ? f->id : NULL, u->id)));
    meta_set_lang(d, json_meta(k, first_of(&k->j, 0, "lang|language")));
    if (!begins_with(k, html ? html : text, title))
        put_block(k, title, BLOCK_TITLE);
    set_text(k, &d->title, title);
    if (html)
        put_html(k, html);
    else
        put_plain(k, text);
}

/* One line, an object; the rest of a broken one is stepped over. */
static bool jsonl_line(struct intake *in, const struct source *line, size_t at)
{
    struct json_read k = {.in = in};
    struct err e;
    bool go_on;

    if (!jdoc_parse(&k.j, line, at, &e))
        return intake_fail(in, &e);
    if (k.j.v.p[0].type != JDOC_OBJECT || k.j.end < line->s.n) {
        err_set(&e, "line %zu of '%s' is not one JSON object", in->n + 1, in->path);
        go_on = intake_fail(in, &e);
    } else {
        jsonl_one(&k);
        go_on = intake_next(in);
    }
    field_release(&k.field);
    jdoc_release(&k.j);
    return go_on;
}

bool jsonl_each(struct intake *in, const struct source *src, struct err *e)
{
    size_t at = 0;
    bool go_on = true;

    (void)e;
    while (at < src->s.n && go_on) {
        size_t end = str_find(src->s, STR("\n"), at);
        struct source line = *src;

        line.s = str_sub(src->s, 0, end);
        if (str_trim(str_sub(src->s, at, end)).n)
            go_on = jsonl_line(in, &line, at);
        at = end + 1;
    }
    return true;
}
