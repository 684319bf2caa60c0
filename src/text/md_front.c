/*
 * Front matter: the YAML ("---") or TOML ("+++") at a Markdown file's head, or
 * a file that is nothing else.  Only what is needed is understood: scalars of
 * known names, at any depth, in the order of the file.
 */
#include "text/md.h"
#include "text/meta.h"

#define FRONT_MAX (64u << 10) /* bytes of front matter that are looked at */

enum front_use {
    USE_TITLE,
    USE_TEXT,
    USE_DATE,
    USE_AUTHOR,
    USE_LANG,
    USE_URL,
    USE_OTHER
};

struct front_key {
    const char *name;
    enum front_use use;
};
static const struct front_key keys[] = {
    {"title", USE_TITLE},
    {"headline", USE_TITLE},
    {"description", USE_TEXT},
    {"summary", USE_TEXT},
    {"excerpt", USE_TEXT},
    {"subtitle", USE_TEXT},
    {"abstract", USE_TEXT},
    {"dek", USE_TEXT},
    {"lead", USE_TEXT},
    {"lede", USE_TEXT},
    {"tldr", USE_TEXT},
    {"date", USE_DATE},
    {"pubdatetime", USE_DATE},
    {"pubdate", USE_DATE},
    {"published", USE_DATE},
    {"publishdate", USE_DATE},
    {"publish_date", USE_DATE},
    {"published_at", USE_DATE},
    {"datepublished", USE_DATE},
    {"date_published", USE_DATE},
    {"publisheddate", USE_DATE},
    {"published_date", USE_DATE},
    {"author", USE_AUTHOR},
    {"lang", USE_LANG},
    {"language", USE_LANG},
    {"canonical", USE_URL},
    {"canonicalurl", USE_URL},
    {"canonical_url", USE_URL},
    {"url", USE_URL},
    {"slug", USE_OTHER},
    {"tags", USE_OTHER},
    {"categories", USE_OTHER},
    {"draft", USE_OTHER},
    {"layout", USE_OTHER},
    {"source", USE_OTHER},
    {"image", USE_OTHER},
};

struct front {
    struct md *m;
    struct line_reader r;
    struct line line; /* the line that is looked at */
    bool more;        /* there is one */
    size_t end;       /* the front matter ends here */
    char sep;         /* ':' or '=' */
    ranges_t value;
    struct buf text; /* a quoted value without its escapes ... */
    segments_t segs; /* ... and where it came from */
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static const struct front_key *find_key(struct str name)
{
    char low[24];

    if (name.n == 0 || name.n >= sizeof(low))
        return NULL;
    for (size_t i = 0; i < name.n; i++)
        low[i] = lower(name.p[i]);
    low[name.n] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (strcmp(keys[i].name, low) == 0)
            return &keys[i];
    return NULL;
}

/* The name before the separator on a line; *value behind it.  Empty if the
 * line is no "name: value". */
static struct str key_of(struct str s, const struct line *l, char sep, size_t *value)
{
    size_t i = l->from, end;

    while (i < l->to && (lower(s.p[i]) >= 'a' ? lower(s.p[i]) <= 'z'
                                              : s.p[i] == '_' || s.p[i] == '-' ||
                                                    (s.p[i] >= '0' && s.p[i] <= '9')))
        i++;
    end = i;
    while (i < l->to && s.p[i] == ' ')
        i++;
    if (end == l->from || i >= l->to || s.p[i] != sep ||
        (sep == ':' && i + 1 < l->to && s.p[i + 1] != ' '))
        return STR_NONE;
    for (i++; i < l->to && s.p[i] == ' '; i++)
        ;
    *value = i;
    return str_sub(s, l->from, end);
}

static void next_line(struct front *f)
{
    f->more = f->r.at < f->end && line_next(&f->r, &f->line);
}

/* Appends a code point's or escape's bytes to the value without escapes. */
static size_t unescape(struct front *f, struct mapped *out, size_t at, size_t to,
                       char quote)
{
    static const char from[] = "ntr\"\\/0", into[] = "\n\t \"\\/ ";
    const struct source *src = f->m->src;
    const char *hit;

    if (quote == '\'') { /* '' is one quote */
        mapped_fold(out, src, at, 2, STR("'"));
        return 2;
    }
    if (at + 1 >= to)
        return 1;
    hit = strchr(from, src->s.p[at + 1]);
    if (hit && *hit)
        mapped_fold(out, src, at, 2, str_of(&into[hit - from], 1));
    else
        mapped_run(out, src, at, 2);
    return 2;
}

/* A quoted scalar from its opening quote on, over as many lines as it takes. */
static void read_quoted(struct front *f, size_t at)
{
    struct mapped out = {&f->text, &f->segs};
    const struct source *src = f->m->src;
    struct str s = src->s;
    char quote = s.p[at++];

    buf_clear(&f->text);
    VEC_CLEAR(&f->segs);
    while (at < f->end) {
        bool doubled = quote == '\'' && at + 1 < f->end && s.p[at + 1] == quote;

        if (s.p[at] == quote && !doubled)
            break;
        if (s.p[at] == quote || (quote == '"' && s.p[at] == '\\')) {
            at += unescape(f, &out, at, f->end, quote);
            continue;
        }
        mapped_run(&out, src, at, 1);
        at++;
    }
    while (f->more && f->line.from <= at)
        next_line(f);
}

/* A block scalar (">", "|"): the lines below that are indented deeper. */
static void read_block(struct front *f, size_t indent)
{
    next_line(f);
    while (f->more && (f->line.from == f->line.to || f->line.indent > indent)) {
        if (f->line.from < f->line.to)
            VEC_PUSH(&f->value, ((struct range){f->line.from, f->line.to}));
        next_line(f);
    }
}

/* A plain scalar: the rest of the line, and deeper lines that are no keys. */
static void read_plain(struct front *f, size_t at, size_t indent)
{
    struct str s = f->m->src->s;
    size_t comment = str_find(str_sub(s, 0, f->line.to), STR(" #"), at), value;

    VEC_PUSH(&f->value, ((struct range){at, comment}));
    next_line(f);
    while (f->more && f->line.from < f->line.to && f->line.indent > indent &&
           s.p[f->line.from] != '-' && !key_of(s, &f->line, f->sep, &value).n) {
        VEC_PUSH(&f->value, ((struct range){f->line.from, f->line.to}));
        next_line(f);
    }
}

/* The value's text; writes it into a block when `type` is one. */
static struct str value_text(struct front *f, bool quoted, int type)
{
    const struct source *src = f->m->src;
    struct source value = mapped_source(&(struct mapped){&f->text, &f->segs});
    struct build *b = f->m->b;
    ranges_t whole = {.p = &(struct range){0, value.s.n}, .n = 1};
    int32_t index;

    if (type < 0)
        return quoted
                   ? value.s
                   : str_sub(src->s, f->value.p[0].from, f->value.p[f->value.n - 1].to);
    build_begin(b, (enum block_type)type, type == BLOCK_TITLE);
    if (quoted)
        f->m->src = &value;
    md_inline(f->m, quoted ? &whole : &f->value);
    f->m->src = src;
    index = build_end(b);
    return index < 0 ? STR("")
                     : str_sub(buf_str(&b->d->buf), b->d->blocks.p[index].start,
                               b->d->blocks.p[index].end);
}

static void use_value(struct front *f, enum front_use use, bool quoted)
{
    struct doc *d = f->m->b->d;
    struct str text;

    if (use == USE_OTHER || (!quoted && !f->value.n))
        return;
    text = value_text(f, quoted,
                      use == USE_TITLE  ? BLOCK_TITLE
                      : use == USE_TEXT ? BLOCK_PARA
                                        : -1);
    text = str_trim(str_sub(text, 0, 2048));
    if (use == USE_TITLE && !d->title.n)
        d->title = arena_str(&d->arena, text);
    if (use == USE_AUTHOR && !d->author.n)
        d->author = arena_str(&d->arena, text);
    if (use == USE_URL && !d->url.n)
        d->url = arena_str(&d->arena, text);
    if (use == USE_LANG && !d->lang.n)
        d->lang = meta_lang_code(text);
    if (use == USE_DATE && d->published == DATE_NONE) {
        d->published = meta_date(text);
        d->published_source =
            d->published == DATE_NONE ? DATE_SRC_NONE : DATE_SRC_METADATA;
    }
}

/* One "name: value". */
static void read_entry(struct front *f)
{
    struct str s = f->m->src->s;
    size_t at = 0, indent = f->line.indent;
    struct str name = key_of(s, &f->line, f->sep, &at);
    const struct front_key *key = find_key(name);
    bool quoted = false;

    VEC_CLEAR(&f->value);
    if (!key || at >= f->line.to) {
        next_line(f);
        return;
    }
    if (s.p[at] == '"' || s.p[at] == '\'') {
        quoted = true;
        read_quoted(f, at);
    } else if (s.p[at] == '>' || s.p[at] == '|') {
        read_block(f, indent);
    } else if (s.p[at] == '[' || s.p[at] == '{') {
        next_line(f);
    } else {
        read_plain(f, at, indent);
    }
    use_value(f, key->use, quoted);
}

/* Where the front matter's content starts; *sep its separator, '\0' for a
 * file without a fence.  SIZE_MAX if the text starts otherwise. */
static size_t front_start(struct str s, char *sep)
{
    struct line_reader r;
    struct line l;

    line_reader_init(&r, str_sub(s, 0, FRONT_MAX));
    while (line_next(&r, &l) && l.from == l.to)
        ;
    *sep = ':';
    if (str_eqc(str_sub(s, l.from, l.to), "---"))
        return r.at;
    if (str_eqc(str_sub(s, l.from, l.to), "+++")) {
        *sep = '=';
        return r.at;
    }
    *sep = '\0';
    return 0;
}

/* A file that starts with keys and no fence: two known ones in its first
 * lines, the first line being one. */
static bool is_bare_front(struct str s)
{
    struct line_reader r;
    struct line l;
    size_t value;
    int known = 0, lines = 0;

    line_reader_init(&r, str_sub(s, 0, 2048));
    while (lines < 6 && line_next(&r, &l)) {
        const struct front_key *k = find_key(key_of(s, &l, ':', &value));

        if (lines++ == 0 && (!k || l.indent))
            return false;
        known += k != NULL && !l.indent;
    }
    return known >= 2;
}

/* The end of the content, and *behind the closing fence; 0 if it never
 * closes. */
static size_t front_end(struct str s, size_t start, bool toml, size_t *behind)
{
    struct line_reader r;
    struct line l;

    line_reader_init(&r, str_sub(s, 0, FRONT_MAX));
    r.at = start;
    while (line_next(&r, &l)) {
        struct str t = str_sub(s, l.from, l.to);

        if (!l.indent &&
            (toml ? str_eqc(t, "+++") : str_eqc(t, "---") || str_eqc(t, "..."))) {
            *behind = r.at;
            return l.from;
        }
    }
    return 0;
}

/* The content of front matter without a fence: up to the first line, at the
 * margin, that is no "name: value". */
static size_t bare_end(struct str s)
{
    struct line_reader r;
    struct line l;
    size_t end = 0, value;

    line_reader_init(&r, str_sub(s, 0, FRONT_MAX));
    while (line_next(&r, &l)) {
        if (l.from < l.to && !l.indent && s.p[l.from] != '-' &&
            !key_of(s, &l, ':', &value).n)
            break;
        end = r.at;
    }
    return end;
}

size_t md_front_matter(struct md *m)
{
    struct front f = {.m = m};
    size_t start = front_start(m->src->s, &f.sep), behind = 0;

    if (f.sep) {
        f.end = front_end(m->src->s, start, f.sep == '=', &behind);
    } else if (is_bare_front(m->src->s)) {
        f.sep = ':';
        f.end = behind = bare_end(m->src->s);
    }
    if (f.end <= start && !behind)
        return 0;
    line_reader_init(&f.r, str_sub(m->src->s, 0, f.end));
    f.r.at = start;
    next_line(&f);
    while (f.more)
        read_entry(&f);
    VEC_FREE(&f.value);
    VEC_FREE(&f.segs);
    buf_release(&f.text);
    return behind;
}

int md_front_detect(struct str head)
{
    char sep;
    size_t start = front_start(head, &sep), behind, value;
    struct line_reader r;
    struct line l;

    if (!sep)
        return is_bare_front(head) ? 60 : 0;
    if (!front_end(head, start, sep == '=', &behind))
        return 0;
    line_reader_init(&r, head);
    r.at = start;
    while (line_next(&r, &l) && r.at < behind)
        if (key_of(head, &l, sep, &value).n)
            return 80;
    return 0;
}
