/*
 * libyaml's events to a tree.  libyaml and not libcyaml, because only the
 * former gives the exact line and column of every node.
 */
#include "rule/yaml.h"

#include <stdarg.h>
#include <yaml.h>

#include "base/utf8.h"

struct open_node {
    struct ynode *node;
    struct ynode *last; /* last child, where the next one is hung */
    bool have_key;
    struct ynode key; /* the key that waits for its value */
};
struct build {
    const struct yfile *file;
    struct arena *arena;
    struct err *err;
    struct ynode *root;
    struct open_node stack[YAML_MAX_DEPTH];
    int depth;
    uint32_t nodes;
};

static struct str source_line(struct str source, int line)
{
    struct str part = STR_NONE;
    while (line-- > 0)
        if (!str_split(&source, '\n', &part))
            return STR_NONE;
    return part;
}

static bool error_at(const struct yfile *f, int line, int col, struct err *e)
{
    if (!e)
        return false;
    struct str s = source_line(f->source, line);
    err_at(e, f->path, line, col);
    snprintf(e->source, sizeof(e->source), "%.*s", STR_FMT(s));
    return false;
}

bool yfile_err(const struct yfile *f, int line, int col, struct err *e, const char *fmt,
               ...)
{
    char msg[sizeof(e->msg)];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof(msg), fmt, ap);
    va_end(ap);
    err_set(e, "%s", msg);
    return error_at(f, line, col, e);
}

bool ynode_err(const struct yfile *f, const struct ynode *at, struct err *e,
               const char *fmt, ...)
{
    char msg[sizeof(e->msg)];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof(msg), fmt, ap);
    va_end(ap);
    err_set(e, "%s", msg);
    return error_at(f, at ? at->line : 1, at ? at->col : 1, e);
}

static bool fail(struct build *b, yaml_mark_t m, const char *msg)
{
    return yfile_err(b->file, (int)m.line + 1, (int)m.column + 1, b->err, "%s", msg);
}

static bool same_key(const struct ynode *map, struct str key)
{
    for (const struct ynode *n = map->first; n; n = n->next)
        if (str_eq(n->key, key))
            return true;
    return false;
}

/* Hangs a finished or just opened node where it belongs. */
static bool attach(struct build *b, struct ynode *n, yaml_mark_t m)
{
    if (++b->nodes > YAML_MAX_NODES)
        return fail(b, m, "too many nodes in one file");
    if (b->depth == 0) {
        b->root = n;
        return true;
    }
    struct open_node *up = &b->stack[b->depth - 1];
    if (up->node->type == Y_MAP) {
        n->key = up->key.text;
        n->key_line = up->key.line;
        n->key_col = up->key.col;
        up->have_key = false;
    }
    if (up->last)
        up->last->next = n;
    else
        up->node->first = n;
    up->last = n;
    up->node->n++;
    return true;
}

/* Maps of many keys are word tables, whose loader looks for repeats itself. */
#define SMALL_MAP 64

static bool take_key(struct build *b, struct open_node *up, const struct ynode *n,
                     yaml_mark_t m)
{
    if (n->type != Y_SCALAR)
        return fail(b, m, "a key must be plain text");
    if (up->node->n < SMALL_MAP && same_key(up->node, n->text))
        return yfile_err(b->file, n->line, n->col, b->err, "key '%.*s' stands twice",
                         STR_FMT(n->text));
    up->key = *n;
    up->have_key = true;
    return true;
}

static bool want_key(const struct build *b)
{
    if (b->depth == 0)
        return false;
    const struct open_node *up = &b->stack[b->depth - 1];
    return up->node->type == Y_MAP && !up->have_key;
}

static struct ynode *new_node(struct build *b, enum ynode_type t, yaml_mark_t m)
{
    struct ynode *n = ARENA_NEW(b->arena, struct ynode);
    n->type = t;
    n->line = (int)m.line + 1;
    n->col = (int)m.column + 1;
    return n;
}

static bool on_scalar(struct build *b, const yaml_event_t *ev)
{
    if (ev->data.scalar.anchor || ev->data.scalar.tag)
        return fail(b, ev->start_mark, "anchors and tags are not allowed");
    struct str raw = str_of((const char *)ev->data.scalar.value, ev->data.scalar.length);
    if (memchr(raw.p, 0, raw.n))
        return fail(b, ev->start_mark, "a NUL character is not allowed");
    struct ynode *n = new_node(b, Y_SCALAR, ev->start_mark);
    n->text = str_of(arena_strdup(b->arena, raw), raw.n);
    n->quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (want_key(b))
        return take_key(b, &b->stack[b->depth - 1], n, ev->start_mark);
    return attach(b, n, ev->start_mark);
}

static bool on_open(struct build *b, const yaml_event_t *ev, enum ynode_type t,
                    const void *anchor, const void *tag)
{
    if (anchor || tag)
        return fail(b, ev->start_mark, "anchors and tags are not allowed");
    if (want_key(b))
        return fail(b, ev->start_mark, "a key must be plain text");
    if (b->depth == YAML_MAX_DEPTH)
        return fail(b, ev->start_mark, "nested too deeply");
    struct ynode *n = new_node(b, t, ev->start_mark);
    if (!attach(b, n, ev->start_mark))
        return false;
    b->stack[b->depth++] = (struct open_node){.node = n};
    return true;
}

static bool on_event(struct build *b, const yaml_event_t *ev)
{
    switch (ev->type) {
    case YAML_SCALAR_EVENT:
        return on_scalar(b, ev);
    case YAML_SEQUENCE_START_EVENT:
        return on_open(b, ev, Y_LIST, ev->data.sequence_start.anchor,
                       ev->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return on_open(b, ev, Y_MAP, ev->data.mapping_start.anchor,
                       ev->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->depth--;
        return true;
    case YAML_ALIAS_EVENT:
        return fail(b, ev->start_mark, "aliases are not allowed");
    case YAML_DOCUMENT_START_EVENT:
        if (b->root)
            return fail(b, ev->start_mark, "a second document in one file");
        return true;
    default:
        return true;
    }
}

static bool syntax_error(struct build *b, const yaml_parser_t *p)
{
    const char *what = p->problem ? p->problem : "not valid YAML";
    yaml_mark_t m = p->problem_mark;
    if (p->error == YAML_READER_ERROR)
        m = p->mark;
    return fail(b, m, what);
}

static bool run_parser(struct build *b, yaml_parser_t *p)
{
    for (bool done = false; !done;) {
        yaml_event_t ev;
        if (!yaml_parser_parse(p, &ev))
            return syntax_error(b, p);
        done = ev.type == YAML_STREAM_END_EVENT;
        bool ok = on_event(b, &ev);
        yaml_event_delete(&ev);
        if (!ok)
            return false;
    }
    return true;
}

bool yaml_parse(struct yfile *f, const char *path, struct str source, struct arena *a,
                struct err *e)
{
    *f = (struct yfile){.path = path, .source = source};
    struct build b = {.file = f, .arena = a, .err = e};
    if (source.n > YAML_MAX_BYTES)
        return yfile_err(f, 1, 1, e, "file is larger than %u bytes", YAML_MAX_BYTES);
    size_t bad = utf8_valid(source);
    if (bad < source.n) {
        int line = 1;
        for (size_t i = 0; i < bad; i++)
            line += source.p[i] == '\n';
        return yfile_err(f, line, 1, e, "not valid UTF-8");
    }
    yaml_parser_t p;
    if (!yaml_parser_initialize(&p))
        return err_set(e, "out of memory");
    yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p, (const unsigned char *)source.p, source.n);
    bool ok = run_parser(&b, &p);
    yaml_parser_delete(&p);
    f->root = b.root;
    return ok;
}

const struct ynode *ynode_get(const struct ynode *map, const char *key)
{
    if (!map || map->type != Y_MAP)
        return NULL;
    for (const struct ynode *n = map->first; n; n = n->next)
        if (str_eqc(n->key, key))
            return n;
    return NULL;
}

struct str ynode_text(const struct ynode *map, const char *key)
{
    const struct ynode *n = ynode_get(map, key);
    return n && n->type == Y_SCALAR ? n->text : STR_NONE;
}
