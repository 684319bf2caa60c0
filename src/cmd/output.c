/*
 * Writing, and the journal: a text file of one line a field, written anew and
 * renamed each time, so that it is always whole.
 */
#include "cmd/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

#define JOURNAL_MAGIC "claimcheck-resume 1"
#define JOURNAL_MAX   (64u << 10)

static bool failed(struct err *e, const char *what, const char *path, int number)
{
    char words[128];

    return err_set(e, "cannot %s '%s': %s", what, path,
                   strerror_r(number, words, sizeof(words)));
}

/* ---- journal ---- */

static void journal_write(const struct journal *j, struct buf *out)
{
    const struct totals *t = &j->totals;

    buf_addf(out, "%s\n%s\n%llu %llu %d %d\n", JOURNAL_MAGIC, j->key,
             (unsigned long long)j->items, (unsigned long long)j->written, j->error,
             j->found);
    for (size_t i = 0; i < sizeof(*t) / sizeof(uint64_t); i++)
        buf_addf(out, "%llu ", (unsigned long long)((const uint64_t *)t)[i]);
    buf_addf(out, "\n%.*s", STR_FMT(buf_str(&j->last)));
}

static bool next_number(struct str *line, uint64_t *out)
{
    struct str word;
    int64_t v;

    if (!str_split(line, ' ', &word) || !str_i64(word, &v) || v < 0)
        return false;
    *out = (uint64_t)v;
    return true;
}

static bool read_numbers(struct journal *j, struct str *s)
{
    uint64_t error, found;
    struct str line;

    if (!str_split(s, '\n', &line) || !next_number(&line, &j->items) ||
        !next_number(&line, &j->written) || !next_number(&line, &error) ||
        !next_number(&line, &found) || !str_split(s, '\n', &line))
        return false;
    j->error = error;
    j->found = found;
    for (size_t i = 0; i < sizeof(j->totals) / sizeof(uint64_t); i++)
        if (!next_number(&line, &((uint64_t *)&j->totals)[i]))
            return false;
    return true;
}

static bool journal_read(struct journal *j, const char *path, struct err *e)
{
    struct buf text;
    struct str s, line;
    bool ok;

    buf_init(&text, 0);
    ok = io_read_file(path, JOURNAL_MAX, &text, e);
    s = buf_str(&text);
    if (ok && (!str_split(&s, '\n', &line) || !str_eqc(line, JOURNAL_MAGIC)))
        ok = err_set(e, "'%s' is no journal of an interrupted run", path);
    if (ok && (!str_split(&s, '\n', &line) || !str_eqc(line, j->key)))
        ok = err_set(e, "the interrupted run had other options, rules or figures; "
                        "without --resume a new one begins");
    if (ok && !read_numbers(j, &s))
        ok = err_set(e, "'%s' is damaged", path);
    if (ok)
        buf_adds(&j->last, s);
    buf_release(&text);
    return ok;
}

bool output_note(struct output *o, const struct journal *j, struct err *e)
{
    struct journal copy = *j;
    struct buf text;
    bool ok;

    if (!o->journal_path)
        return true;
    copy.written = o->written;
    buf_init(&text, 0);
    journal_write(&copy, &text);
    ok = io_write_file(o->journal_path, buf_str(&text), e);
    buf_release(&text);
    return ok;
}

/* ---- opening ---- */

static char *with_ending(const char *path, const char *ending)
{
    size_t n = strlen(path) + strlen(ending) + 1;
    char *s = xmalloc(n);

    snprintf(s, n, "%s%s", path, ending);
    return s;
}

static void know_file(struct output *o)
{
    struct stat st;

    if (fstat(o->fd, &st) < 0 || !S_ISREG(st.st_mode))
        return;
    o->has_file = true;
    o->dev = (uint64_t)st.st_dev;
    o->ino = (uint64_t)st.st_ino;
}

/* Cuts the file to what counts, or to nothing. */
static bool begin_at(struct output *o, struct journal *j, bool resume, struct err *e)
{
    struct stat st;

    if (o->journal_path && !resume)
        unlink(o->journal_path);
    if (resume && io_exists(o->journal_path)) {
        if (!journal_read(j, o->journal_path, e))
            return false;
        if (fstat(o->fd, &st) < 0 || (uint64_t)st.st_size < j->written)
            return err_set(e, "'%s' is shorter than the interrupted run left it",
                           o->part);
        o->written = j->written;
    }
    if (ftruncate(o->fd, (off_t)o->written) < 0 ||
        lseek(o->fd, (off_t)o->written, SEEK_SET) < 0)
        return failed(e, "write", o->part, errno);
    return true;
}

static bool open_part(struct output *o, const char *path, mode_t mode, struct journal *j,
                      bool resume, struct err *e)
{
    char *real = realpath(path, NULL); /* a link keeps pointing at the file */

    o->path = real ? real : xstrdup(path);
    o->part = with_ending(o->path, ".part");
    if (j)
        o->journal_path = with_ending(o->path, ".resume");
    o->fd = open(o->part, O_RDWR | O_CREAT | O_CLOEXEC, mode);
    if (o->fd < 0)
        return failed(e, "write", path, errno);
    if (flock(o->fd, LOCK_EX | LOCK_NB) < 0) {
        free(o->part); /* it is another run's: leave it */
        o->part = NULL;
        return err_set(e, "another run is writing '%s'", path);
    }
    fchmod(o->fd, mode);
    return begin_at(o, j, resume && j, e);
}

bool output_open(struct output *o, const char *path, struct journal *journal, bool resume,
                 struct err *e)
{
    struct stat st;
    bool there;

    *o = (struct output){.fd = STDOUT_FILENO, .shown = "standard output"};
    if (!path || strcmp(path, "-") == 0) {
        know_file(o);
        return true;
    }
    o->shown = path;
    there = stat(path, &st) == 0;
    if (there && S_ISDIR(st.st_mode))
        return o->fd = -1, failed(e, "write", path, EISDIR);
    if (there && !S_ISREG(st.st_mode)) { /* a pipe or a device stays what it is */
        o->fd = open(path, O_WRONLY | O_CLOEXEC);
        return o->fd >= 0 || failed(e, "open", path, errno);
    }
    if (there) {
        o->has_file = true;
        o->dev = (uint64_t)st.st_dev;
        o->ino = (uint64_t)st.st_ino;
    }
    if (there && access(path, W_OK) < 0)
        return o->fd = -1, failed(e, "write", path, errno);
    return open_part(o, path, there ? st.st_mode & 07777 : 0644, journal, resume, e);
}

bool output_put(struct output *o, struct str s, struct err *e)
{
    while (s.n) {
        ssize_t put = write(o->fd, s.p, s.n);

        if (put < 0 && errno != EINTR)
            return failed(e, "write", o->shown, errno);
        if (put > 0) {
            s = str_sub(s, (size_t)put, s.n);
            o->written += (uint64_t)put;
        }
    }
    return true;
}

bool output_finish(struct output *o, struct err *e)
{
    if (!o->part)
        return true;
    if (rename(o->part, o->path) < 0)
        return failed(e, "write", o->path, errno);
    if (o->journal_path)
        unlink(o->journal_path);
    free(o->part);
    o->part = NULL;
    return true;
}

void output_close(struct output *o)
{
    if (o->part && !(o->journal_path && io_exists(o->journal_path)))
        unlink(o->part);
    if (o->fd >= 0 && o->fd != STDOUT_FILENO)
        close(o->fd);
    free(o->path);
    free(o->part);
    free(o->journal_path);
}
