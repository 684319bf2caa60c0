/*
 * `claimcheck tag`: what the vocabulary sees in a text, with values, as one
 * line of JSON an article.  On JSONL the offsets are bytes of the object's
 * `text`; on a file, bytes of the file.
 */
#include "cmd/cmd.h"

#include <cJSON.h>

#include "cmd/config.h"
#include "cmd/feeder.h"
#include "cmd/places.h"
#include "report/engine.h"
#include "report/json_out.h"
#include "scan/tagging.h"

struct tagger_run {
    struct settings s;
    struct engine engine;
    struct tagging *tagging;
    struct doc doc;
    struct claims mem;
    tags_t tags;
    struct buf out;
};

/* ---- one tag ---- */

static const char *shown_type(const struct tag *t)
{
    static const char *const names[] = {
        [TAG_QUANTITY] = "quantity", [TAG_PERCENT] = "percent",
        [TAG_FRACTION] = "fraction", [TAG_MULTIPLE] = "multiple",
        [TAG_MONEY] = "currency",    [TAG_ORDINAL] = "quantity",
        [TAG_DATE] = "date",         [TAG_DATE_RANGE] = "date_range",
        [TAG_DURATION] = "duration", [TAG_ENTITY] = "entity",
        [TAG_HEDGE] = "hedge",       [TAG_WORD] = "word",
    };
    bool range = t->num.hi && t->type <= TAG_MONEY;
    return range ? "range" : names[t->type];
}

static void put_number(struct json *j, struct arena *a, const char *key, crat v)
{
    if (v)
        json_kc(j, key, rat_decimal(a, v));
}

static void put_day(struct json *j, const char *key, date_t d)
{
    char day[11];
    date_format(d, day);
    json_kc_if(j, key, day);
}

static void put_ids(struct json *j, const struct tag *t)
{
    json_key(j, "ids");
    json_open(j, '[');
    for (uint32_t i = 0; i < t->n_ents; i++)
        json_c(j, t->ents[i]->id);
    json_close(j, ']');
}

static void put_tag(struct json *j, struct tagger_run *r, const struct tag *t)
{
    static const char *const rates[] = {"", "day", "week", "month", "year"};
    bool range = t->num.hi != NULL;
    json_open(j, '{');
    json_kint(j, "start", (int64_t)doc_input_start(&r->doc, t->start));
    json_kint(j, "end", (int64_t)doc_input_end(&r->doc, t->end));
    json_kstr(j, "text", str_sub(r->doc.text, t->start, t->end));
    json_kc(j, "type", shown_type(t));
    put_number(j, &r->mem.arena, range ? "lo" : "value", t->num.value);
    put_number(j, &r->mem.arena, "hi", t->num.hi);
    if (t->type == TAG_HEDGE)
        json_kc(j, "value", hedge_name(t->hedge));
    json_kc_if(j, "unit", t->unit);
    json_kc_if(j, "rate", rates[t->rate]);
    put_day(j, "from", t->period.set ? t->period.from : DATE_NONE);
    put_day(j, "to", t->period.set ? t->period.to : DATE_NONE);
    if (t->type == TAG_ENTITY)
        put_ids(j, t);
    json_close(j, '}');
}

/* ---- one article ---- */

static void find_tags(struct tagger_run *r)
{
    claims_clear(&r->mem);
    VEC_CLEAR(&r->tags);
    for (size_t i = 0; i < r->doc.sentences.n; i++) {
        const struct sentence *s = &r->doc.sentences.p[i];
        tagging_run(r->tagging, &r->doc, s->start, s->end, &r->mem, &r->tags);
    }
}

static void put_tags(struct json *j, struct tagger_run *r)
{
    json_key(j, "tags");
    json_open(j, '[');
    for (size_t i = 0; i < r->tags.n; i++)
        put_tag(j, r, &r->tags.p[i]);
    json_close(j, ']');
}

static bool read_article(struct tagger_run *r, struct str text, const char *path,
                         struct read_opts *o, struct err *e)
{
    doc_clear(&r->doc);
    VEC_CLEAR(&r->tags);
    o->encoding = r->s.encoding;
    o->title = r->s.title;
    o->lang = settings_lang(&r->s);
    if (o->published == DATE_NONE)
        o->published = r->s.date;
    if (!doc_read(&r->doc, text, path, o, e))
        return false;
    find_tags(r);
    return true;
}

static int put_line(struct tagger_run *r, struct json *j, bool ok)
{
    struct err e;
    json_close(j, '}');
    buf_addch(&r->out, '\n');
    if (!put_stdout(buf_str(&r->out), &e))
        return complain(&e);
    return ok ? EXIT_CLEAN : EXIT_ERROR;
}

static void open_line(struct tagger_run *r, struct json *j)
{
    buf_clear(&r->out);
    json_init(j, &r->out, false);
    json_open(j, '{');
}

static int tag_file(struct tagger_run *r, const struct item *i, const struct loaded *l)
{
    struct read_opts o = {.published = DATE_NONE};
    struct json j;
    struct err e = l->why;
    bool ok = !e.msg[0] && read_article(r, l->bytes, i->path, &o, &e);
    if (!ok) {
        if (!e.where[0])
            err_at(&e, i->path, (int)i->number, 0);
        complain(&e);
    }
    open_line(r, &j);
    json_kc(&j, "id", i->path);
    put_tags(&j, r);
    if (!ok)
        json_kc(&j, "error", e.msg);
    return put_line(r, &j, ok);
}

/* ---- JSONL ---- */

static struct str member(const cJSON *o, const char *name)
{
    const cJSON *m = cJSON_GetObjectItemCaseSensitive(o, name);
    return cJSON_IsString(m) ? str_c(m->valuestring) : STR_NONE;
}

/* The id as it stands in the line, whatever its type. */
static void put_id(struct json *j, const cJSON *o)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(o, "id");
    if (cJSON_IsString(id)) {
        json_kc(j, "id", id->valuestring);
        return;
    }
    char *raw = id ? cJSON_PrintUnformatted(id) : NULL;
    if (cJSON_IsNumber(id) && raw && strspn(raw, "-0123456789") == strlen(raw)) {
        int64_t n;
        str_i64(str_c(raw), &n) ? json_kint(j, "id", n) : json_kc(j, "id", raw);
    } else {
        json_kc(j, "id", raw);
    }
    cJSON_free(raw);
}

static bool read_object(struct tagger_run *r, const cJSON *o, const char *path,
                        struct err *e)
{
    struct str text = member(o, "text"), html = member(o, "html");
    struct read_opts opts = {.published = DATE_NONE,
                             .format = text.p ? DOC_TXT : DOC_HTML};
    struct str date = member(o, "date");
    if (date.n)
        opts.published = date_parse(date);
    if (!text.p && !html.p)
        return err_set(e, "the object has no 'text'");
    if (text.p && !str_trim(text).n)
        return true; /* nothing stands there, and nothing is found */
    return read_article(r, text.p ? text : html, path, &opts, e);
}

static int tag_line(struct tagger_run *r, const struct item *i, const struct loaded *l)
{
    struct json j;
    struct err e;
    doc_clear(&r->doc);
    VEC_CLEAR(&r->tags);
    const char *end;
    cJSON *o =
        cJSON_ParseWithLengthOpts(l->bytes.n ? l->bytes.p : "", l->bytes.n, &end, false);
    bool ok = cJSON_IsObject(o) ? read_object(r, o, i->path, &e)
                                : err_set(&e, "the line is no JSON object");
    if (!ok) {
        err_at(&e, i->path, (int)i->number, 0);
        complain(&e);
    }
    open_line(r, &j);
    put_id(&j, o);
    put_tags(&j, r);
    if (!ok)
        json_kc(&j, "error", e.msg);
    cJSON_Delete(o);
    return put_line(r, &j, ok);
}

/* ---- the run ---- */

static int tag_all(struct tagger_run *r, char **operands, int n)
{
    struct feeder f;
    struct unit u;
    struct loaded l;
    int status = EXIT_CLEAN;
    unit_init(&u);
    loaded_init(&l);
    feeder_init(&f, &r->s, operands, n);
    for (; feeder_next(&f, &u); unit_clear(&u)) {
        for (size_t i = 0; i < u.items.n; i++) {
            const struct item *item = &u.items.p[i];
            bool ok = feeder_load(&f, &u, item, &l);
            if (!l.skip)
                status |= ok && item->kind == RECORD_LINE ? tag_line(r, item, &l)
                                                          : tag_file(r, item, &l);
        }
    }
    feeder_release(&f);
    loaded_release(&l);
    unit_release(&u);
    return status;
}

static int run(struct tagger_run *r, char **operands, int n)
{
    struct places p;
    struct err e;
    places_init(&p, &r->s);
    struct engine_opts o = {.rule_dirs = p.rule_dirs,
                            .n_rule_dirs = p.n_rule_dirs,
                            .rule_cache = p.rule_cache.p,
                            .lang = settings_lang(&r->s),
                            .store_path = p.store_path,
                            .as_of = DATE_NONE};
    bool ok = engine_open(&r->engine, &o, &e);
    int status = EXIT_ERROR;
    if (ok) {
        r->tagging = tagging_new(r->engine.rules, r->engine.names, false);
        doc_init(&r->doc);
        claims_init(&r->mem);
        buf_init(&r->out, 0);
        status = tag_all(r, operands, n);
        buf_release(&r->out);
        VEC_FREE(&r->tags);
        claims_release(&r->mem);
        doc_release(&r->doc);
        tagging_free(r->tagging);
        engine_close(&r->engine);
    } else {
        complain(&e);
    }
    places_release(&p);
    return status;
}

int cmd_tag(int argc, char **argv)
{
    struct tagger_run r = {.tagging = NULL};
    struct config c;
    struct err e;
    int n = 0, status = EXIT_ERROR;
    settings_init(&r.s);
    config_init(&c);
    bool ok = (!config_wanted(argc, argv) || config_read(&c, &r.s, FOR_TAG, &e)) &&
              settings_parse(&r.s, FOR_TAG, argc, argv, &n, &e);
    if (ok && r.s.help)
        status = cmd_help(1, (char *[]){"tag"});
    else if (ok && n == 0)
        ok = err_set(&e, "no file given; '-' is standard input");
    else if (ok)
        status = run(&r, argv, n);
    if (!ok)
        complain(&e);
    config_release(&c);
    return status;
}
