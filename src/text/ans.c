/*
 * Arc ANS stories: text, headings, lists, tables and quotes as a list of
 * elements, each with HTML or further elements in it.
 */
#include "text/news_json.h"

struct ans_list {
    enum block_type type; /* of text in it */
    int level;            /* of a list */
};

static void put_elements(struct json_read *k, size_t list, struct ans_list in, int depth);

static bool set_field(struct json_read *k, size_t element, const char *key)
{
    return json_field(k, jdoc_get(&k->j, element, key));
}

static void put_one(struct json_read *k, size_t element, const char *key,
                    struct ans_list in)
{
    if (set_field(k, element, key))
        field_block(k->in->b, &k->field, in.type, in.level);
}

/* A table: "header" and "rows", their cells strings or elements. */
static int32_t put_row(struct json_read *k, size_t cells, int32_t header)
{
    bool first = true;

    build_row(k->in->b, header);
    for (size_t i = cells ? jdoc_first(&k->j, cells) : 0; i;
         i = jdoc_next(&k->j, cells, i)) {
        size_t text = k->j.v.p[i].type == JDOC_STRING ? i : jdoc_get(&k->j, i, "content");

        if (!first)
            build_cell(k->in->b);
        first = false;
        if (json_field(k, text))
            field_inline(k->in->b, &k->field);
    }
    return build_end(k->in->b);
}

static void put_table(struct json_read *k, size_t element)
{
    size_t rows = jdoc_get(&k->j, element, "rows");
    int32_t header = put_row(k, jdoc_get(&k->j, element, "header"), -1);

    for (size_t i = rows ? jdoc_first(&k->j, rows) : 0; i; i = jdoc_next(&k->j, rows, i))
        put_row(k, i, header);
}

static void put_header(struct json_read *k, size_t element)
{
    int64_t level = 2;
    size_t i = jdoc_get(&k->j, element, "level");

    if (i && k->j.v.p[i].type == JDOC_NUMBER)
        str_i64(str_sub(k->j.src->s, k->j.v.p[i].from, k->j.v.p[i].to), &level);
    put_one(k, element, "content",
            (struct ans_list){BLOCK_HEADING, level >= 1 && level <= 6 ? (int)level : 2});
}

/* Elements that are no part of the story's text. */
static bool is_other(const struct jdoc *j, size_t type)
{
    static const char *const names[] = {
        "interstitial_link", "link_list", "reference",
        "oembed_response",   "oembed",    "divider",
        "custom_embed",      "video",     "audio",
        "gallery",           "story",     "numeric_rating"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (jdoc_is(j, type, names[i]))
            return true;
    return false;
}

/* Text and HTML: as blocks of its own, unless a list or quote says what it is. */
static void put_content(struct json_read *k, size_t element, struct ans_list in)
{
    if (!set_field(k, element, "content"))
        return;
    if (in.type == BLOCK_PARA)
        field_html(k->in->b, &k->field);
    else
        field_block(k->in->b, &k->field, in.type, in.level);
}

static void put_element(struct json_read *k, size_t i, struct ans_list in, int depth)
{
    const struct jdoc *j = &k->j;
    size_t type = jdoc_get(j, i, "type");

    if (is_other(j, type))
        return;
    if (jdoc_is(j, type, "header")) {
        put_header(k, i);
    } else if (jdoc_is(j, type, "list")) {
        in = (struct ans_list){BLOCK_ITEM, in.type == BLOCK_ITEM ? in.level + 1 : 1};
        put_elements(k, jdoc_get(j, i, "items"), in, depth + 1);
    } else if (jdoc_is(j, type, "quote") || jdoc_is(j, type, "blockquote")) {
        in = (struct ans_list){BLOCK_QUOTE, 0};
        put_content(k, i, in);
        put_elements(k, jdoc_get(j, i, "content_elements"), in, depth + 1);
    } else if (jdoc_is(j, type, "table")) {
        put_table(k, i);
    } else if (jdoc_is(j, type, "image")) {
        put_one(k, i, "caption", (struct ans_list){BLOCK_CAPTION, 0});
    } else if (jdoc_is(j, type, "correction")) {
        put_one(k, i, "text", (struct ans_list){BLOCK_PARA, 0});
    } else {
        put_content(k, i, in);
        put_elements(k, jdoc_get(j, i, "content_elements"), in, depth + 1);
    }
}

/* The parser's limit on nesting bounds the recursion. */
static void put_elements(struct json_read *k, size_t list, struct ans_list in, int depth)
{
    if (!list || depth > JDOC_MAX_DEPTH)
        return;
    for (size_t i = jdoc_first(&k->j, list); i; i = jdoc_next(&k->j, list, i))
        put_element(k, i, in, depth);
}

static void put_summary(struct json_read *k, size_t story)
{
    struct doc *d = k->in->b->d;
    size_t i = jdoc_path(&k->j, story, "subheadlines/basic");

    if (!i)
        i = jdoc_path(&k->j, story, "description/basic");
    if (!str_eq(json_meta(k, i), d->title) && json_field(k, i))
        field_block(k->in->b, &k->field, BLOCK_PARA, 0);
}

static void ans_one(struct json_read *k, size_t story)
{
    static const char *const dates[] = {"first_publish_date", "publish_date",
                                        "display_date", "created_date"};
    struct doc *d = k->in->b->d;
    const struct jdoc *j = &k->j;

    for (size_t i = 0; i < ARRAY_LEN(dates); i++)
        meta_set_date(d, json_meta(k, jdoc_get(j, story, dates[i])));
    meta_set(d, &d->author, json_meta(k, jdoc_path(j, story, "credits/by/0/name")));
    meta_set(d, &d->url, json_meta(k, jdoc_get(j, story, "canonical_url")));
    meta_set(d, &d->id, json_meta(k, jdoc_get(j, story, "_id")));
    meta_set_lang(d, json_meta(k, jdoc_get(j, story, "language")));
    if (json_field(k, jdoc_path(j, story, "headlines/basic")))
        field_block(k->in->b, &k->field, BLOCK_TITLE, 1);
    put_summary(k, story);
    put_elements(k, jdoc_get(j, story, "content_elements"),
                 (struct ans_list){BLOCK_PARA, 0}, 0);
}

bool ans_each(struct intake *in, const struct source *src, struct err *e)
{
    return json_each(in, src, ans_one, e);
}
