/*
 * `claimcheck text`: what the readers make of an article, before any rule sees
 * it.
 */
#include "cmd/cmd.h"

#include "base/utf8.h"
#include "cmd/config.h"
#include "cmd/feeder.h"
#include "report/escape.h"
#include "text/feed.h"

/* The text as it is, but nothing in it steers a terminal. */
static void put_text(struct buf *out, struct str s)
{
    for (const char *p = s.p, *end = escape_end(s); p < end;) {
        int len;
        uint32_t cp = utf8_get(p, end, &len);
        if (cp != '\n' && cp != '\t' && escape_steers(cp))
            buf_addc(out, "\xEF\xBF\xBD");
        else
            buf_add(out, p, (size_t)len);
        p += len;
    }
    if (s.n && s.p[s.n - 1] != '\n')
        buf_addch(out, '\n');
}

static void field(struct buf *out, const char *name, struct str value)
{
    if (!value.n)
        return;
    buf_addf(out, "%s: ", name);
    escape_term(out, value);
    buf_addch(out, '\n');
}

/* What is known of the article, above its text. */
static void put_head(struct buf *out, const struct doc *d)
{
    char day[11];
    date_format(d->published, day);
    field(out, "title", d->title);
    field(out, "author", d->author);
    field(out, "published", str_c(day));
    field(out, "url", d->url);
    field(out, "language", d->lang);
    field(out, "format", str_c(doc_format_name(d->format)));
    buf_addf(out, "sentences: %zu\n\n", d->sentences.n);
}

static void warn(const struct doc *d, const char *path)
{
    for (size_t i = 0; i < d->notes.n; i++) {
        struct err note = d->notes.p[i];
        if (!note.where[0])
            err_at(&note, path, 0, 0);
        complain_as(&note, "warning");
    }
}

/* The articles of an item, one below the other. */
struct printing {
    const struct settings *s;
    const struct item *i;
    size_t n;
    int status;
};

static bool print_article(void *ctx, struct doc *d, const struct err *why)
{
    struct printing *p = ctx;
    struct buf out;
    struct err e;
    if (why) {
        e = *why;
        if (!e.where[0])
            err_at(&e, p->i->path, (int)p->i->number, 0);
        p->status |= complain(&e);
        return true;
    }
    warn(d, p->i->path);
    buf_init(&out, 0);
    if (p->n++)
        buf_addch(&out, '\n');
    if (p->s->verbose)
        put_head(&out, d);
    put_text(&out, d->text);
    bool ok = put_stdout(buf_str(&out), &e);
    buf_release(&out);
    if (!ok)
        p->status |= complain(&e);
    return ok;
}

static int print_item(const struct settings *s, struct doc *d, const struct item *i,
                      const struct loaded *l)
{
    struct printing p = {.s = s, .i = i};
    struct read_opts o = feeder_read_opts(s, i, l);
    struct err e;
    if (doc_read_many(d, l->bytes, i->path, &o, (struct article_sink){print_article, &p},
                      &e))
        return p.status;
    print_article(&p, d, &e);
    return p.status;
}

static int print_all(const struct settings *s, char **operands, int n)
{
    struct feeder f;
    struct unit u;
    struct loaded l;
    struct doc d;
    int status = EXIT_CLEAN;
    doc_init(&d);
    unit_init(&u);
    loaded_init(&l);
    feeder_init(&f, s, operands, n);
    for (; feeder_next(&f, &u); unit_clear(&u)) {
        for (size_t i = 0; i < u.items.n; i++) {
            if (!feeder_load(&f, &u, &u.items.p[i], &l))
                status |= complain(&l.why);
            else if (!l.skip)
                status |= print_item(s, &d, &u.items.p[i], &l);
        }
    }
    feeder_release(&f);
    loaded_release(&l);
    unit_release(&u);
    doc_release(&d);
    return status;
}

int cmd_text(int argc, char **argv)
{
    struct settings s;
    struct config c;
    struct err e;
    int n = 0, status = EXIT_ERROR;
    settings_init(&s);
    config_init(&c);
    bool ok = (!config_wanted(argc, argv) || config_read(&c, &s, FOR_TEXT, &e)) &&
              settings_parse(&s, FOR_TEXT, argc, argv, &n, &e);
    if (ok && s.help)
        status = cmd_help(1, (char *[]){"text"});
    else if (ok && n == 0)
        ok = err_set(&e, "no file given; '-' is standard input");
    else if (ok)
        status = print_all(&s, argv, n);
    if (!ok)
        complain(&e);
    config_release(&c);
    return status;
}
