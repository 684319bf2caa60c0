/*
 * A stack of open folders, each with its names sorted.  Names live in one
 * buffer a folder, because a folder may hold a million of them.
 */
#include "cmd/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/stream.h"
#include "base/vec.h"
#include "text/records.h"

#define LIST_LINE_MAX 65536u

struct folder {
    struct buf names;    /* each with its NUL */
    VEC(uint32_t) order; /* offsets of the names, sorted */
    size_t at, path_n;   /* next; length of the folder's path in walk.path */
};

struct walk {
    const struct walk_opts *o;
    char **operands;
    int n, next;
    struct stream *list;
    bool list_open;
    struct folder stack[WALK_MAX_DEPTH];
    int depth;
    size_t root_n; /* length of the named folder's path */
    size_t found;  /* items of the named folder so far */
    struct buf path;
};

bool walk_is_url(const char *path)
{
    struct str s = str_c(path);

    return str_ieq(str_sub(s, 0, 7), STR("http://")) ||
           str_ieq(str_sub(s, 0, 8), STR("https://"));
}

static bool matches(const struct opt_list *globs, const char *below, const char *name)
{
    for (int i = 0; globs && i < globs->n; i++) {
        const char *glob = globs->v[i];

        if (strchr(glob, '/') ? fnmatch(glob, below, FNM_PATHNAME) == 0
                              : fnmatch(glob, name, 0) == 0)
            return true;
    }
    return false;
}

bool walk_wants(const struct walk_opts *o, const char *below, const char *name,
                bool is_dir)
{
    if (matches(o->exclude, below, name))
        return false;
    if (is_dir)
        return name[0] != '.';
    if (o->include && o->include->n)
        return matches(o->include, below, name);
    return name[0] != '.' && (records_is_article(str_c(name)) ||
                              records_by_name(str_c(name)) != CONTAINER_NONE);
}

static int compare(const void *a, const void *b, void *names)
{
    const char *base = names;

    return strcmp(base + *(const uint32_t *)a, base + *(const uint32_t *)b);
}

static bool list_names(const char *path, struct folder *f, struct err *e)
{
    struct dirent *entry;
    DIR *dir = opendir(path);
    char words[128];

    if (!dir)
        return err_set(e, "cannot open '%s': %s", path,
                       strerror_r(errno, words, sizeof(words)));
    while ((entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        VEC_PUSH(&f->order, (uint32_t)f->names.n);
        buf_add(&f->names, entry->d_name, strlen(entry->d_name) + 1);
    }
    closedir(dir);
    if (f->order.n)
        qsort_r(f->order.p, f->order.n, sizeof(*f->order.p), compare, f->names.p);
    return true;
}

static void close_folder(struct walk *w)
{
    struct folder *f = &w->stack[--w->depth];

    buf_release(&f->names);
    VEC_FREE(&f->order);
}

/* Opens the folder w->path for reading. */
static bool open_folder(struct walk *w, struct err *e)
{
    struct folder *f;

    if (w->depth == WALK_MAX_DEPTH)
        return err_set(e, "'%s' is more than %d folders deep", w->path.p, WALK_MAX_DEPTH);
    f = &w->stack[w->depth];
    *f = (struct folder){.path_n = w->path.n};
    buf_init(&f->names, 0);
    w->depth++;
    if (list_names(w->path.p, f, e))
        return true;
    close_folder(w);
    return false;
}

static void truncate_path(struct walk *w, size_t n)
{
    w->path.n = n;
    w->path.p[n] = '\0';
}

static void fill(struct walk *w, struct walk_item *out, const struct stat *st)
{
    out->path = w->path.p;
    if (!st)
        return;
    out->size = S_ISREG(st->st_mode) ? (uint64_t)st->st_size : 0;
    out->is_output = w->o->has_output && w->o->out_dev == (uint64_t)st->st_dev &&
                     w->o->out_ino == (uint64_t)st->st_ino;
}

/* "a.gold.jsonl" beside "a.txt" is about that article and none itself. */
static bool is_sidecar(const struct folder *f, const char *name)
{
    size_t stem = strcspn(name, "."), at = f->at - 1;

    if (records_by_name(str_c(name)) != CONTAINER_LINES)
        return false;
    for (int step = -1; step <= 1; step += 2) {
        for (size_t i = at + (size_t)step; i < f->order.n; i += (size_t)step) {
            const char *other = f->names.p + f->order.p[i];

            if (strncmp(other, name, stem + 1) != 0)
                break;
            if (records_is_article(str_c(other)))
                return true;
        }
    }
    return false;
}

/* An entry of the innermost folder, in w->path; true when it is an item. */
static bool take_entry(struct walk *w, const char *name, struct walk_item *out)
{
    const char *below = w->path.p + w->root_n;
    struct stat st, link;
    bool is_dir;

    if (lstat(w->path.p, &link) < 0)
        return false; /* gone since the folder was read */
    st = link;
    if (S_ISLNK(link.st_mode) && (stat(w->path.p, &st) < 0 || S_ISDIR(st.st_mode)))
        return false;
    is_dir = S_ISDIR(st.st_mode);
    while (*below == '/')
        below++;
    if (!walk_wants(w->o, below, name, is_dir) || (!is_dir && !S_ISREG(st.st_mode)))
        return false;
    w->found++;
    if (is_dir) {
        w->found--;
        if (open_folder(w, &out->why))
            return false;
    }
    fill(w, out, &st);
    return true;
}

/* Goes on within the open folders; false when they are used up. */
static bool next_entry(struct walk *w, struct walk_item *out)
{
    while (w->depth > 0) {
        struct folder *f = &w->stack[w->depth - 1];
        char *name;

        truncate_path(w, f->path_n);
        if (f->at == f->order.n) {
            close_folder(w);
            continue;
        }
        name = f->names.p + f->order.p[f->at++];
        if (w->path.n && w->path.p[w->path.n - 1] != '/')
            buf_addch(&w->path, '/');
        buf_addc(&w->path, name);
        if (!is_sidecar(f, name) && take_entry(w, name, out))
            return true;
    }
    return false;
}

/* The folder that was named, w->path[0, root_n), is done. */
static bool was_empty(struct walk *w, struct walk_item *out)
{
    if (w->found)
        return false;
    truncate_path(w, w->root_n);
    err_set(&out->why, "no article in the folder '%s'", w->path.p);
    out->path = w->path.p;
    out->named = true;
    return true;
}

/* One name of the list; false at its end or when it cannot be read on. */
static bool next_listed(struct walk *w, struct walk_item *out)
{
    struct str line;
    enum stream_got got;

    if (!w->o->files_from || !w->list)
        return false;
    do {
        got = stream_until(w->list, w->o->null_names ? '\0' : '\n', LIST_LINE_MAX, &line,
                           &out->why);
    } while (got == STREAM_OK && line.n == 0);
    if (got == STREAM_LONG)
        err_set(&out->why, "a name in '%s' is too long", w->o->files_from);
    if (got != STREAM_OK) {
        stream_close(w->list);
        w->list = NULL;
        return false;
    }
    buf_adds(&w->path, line);
    return true;
}

static bool open_list(struct walk *w, struct walk_item *out)
{
    if (w->list_open || !w->o->files_from)
        return true;
    w->list_open = true;
    w->list = stream_open(w->o->files_from, -1, &out->why);
    return w->list != NULL;
}

/* Sets w->path to the next named thing; false when there is none, or with an
 * error to hand out. */
static bool next_named(struct walk *w, struct walk_item *out)
{
    buf_clear(&w->path);
    if (w->next < w->n) {
        buf_addc(&w->path, w->operands[w->next++]);
        return true;
    }
    if (open_list(w, out) && next_listed(w, out))
        return true;
    if (out->why.msg[0])
        buf_addc(&w->path, w->o->files_from);
    return false;
}

bool walk_next(struct walk *w, struct walk_item *out)
{
    for (;;) {
        struct stat st;

        *out = (struct walk_item){0};
        if (w->depth > 0 && (next_entry(w, out) || was_empty(w, out)))
            return true;
        out->named = true;
        if (!next_named(w, out)) {
            out->path = w->path.p;
            return out->why.msg[0] != '\0';
        }
        if (strcmp(w->path.p, "-") == 0 || walk_is_url(w->path.p) ||
            stat(w->path.p, &st) < 0) {
            fill(w, out, NULL);
            return true;
        }
        fill(w, out, &st);
        if (!S_ISDIR(st.st_mode))
            return true;
        w->root_n = w->path.n;
        w->found = 0;
        if (!open_folder(w, &out->why))
            return true;
    }
}

struct walk *walk_new(char **operands, int n, const struct walk_opts *o)
{
    struct walk *w = xcalloc(1, sizeof(*w));

    w->o = o;
    w->operands = operands;
    w->n = n;
    buf_init(&w->path, 0);
    return w;
}

void walk_free(struct walk *w)
{
    if (!w)
        return;
    while (w->depth > 0)
        close_folder(w);
    stream_close(w->list);
    buf_release(&w->path);
    free(w);
}
