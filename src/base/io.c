/*
 * Files in and out, with the system's own words when one cannot be had.
 */
#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vec.h"

#define READ_STEP 65536u

static bool err_errno(struct err *e, const char *what, const char *path, int number)
{
    char words[128];

    return err_set(e, "cannot %s '%s': %s", what, path,
                   strerror_r(number, words, sizeof(words)));
}

/* Appends all of fd; 0, an errno value, or -1 when there is more than max. */
static int read_all(int fd, size_t max, struct buf *out)
{
    size_t start = out->n;
    char *step = xmalloc(READ_STEP);
    int result = 0;

    for (;;) {
        ssize_t got = read(fd, step, READ_STEP);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            result = got < 0 ? errno : 0;
            break;
        }
        if ((size_t)got > max - (out->n - start) || !buf_add(out, step, (size_t)got)) {
            result = -1;
            break;
        }
    }
    free(step);
    return result;
}

static bool read_fd(int fd, const char *path, size_t max, struct buf *out, struct err *e)
{
    size_t start = out->n;
    int result = read_all(fd, max, out);

    if (result == 0)
        return true;
    if (out->p)
        out->p[start] = '\0';
    out->n = start;
    if (result < 0)
        return err_set(e, "'%s' is larger than %zu bytes", path, max);
    return err_errno(e, "read", path, result);
}

bool io_read_file(const char *path, size_t max, struct buf *out, struct err *e)
{
    bool ok;
    int fd;

    if (strcmp(path, "-") == 0)
        return read_fd(STDIN_FILENO, "standard input", max, out, e);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_errno(e, "open", path, errno);
    ok = read_fd(fd, path, max, out, e);
    close(fd);
    return ok;
}

/* 0 or an errno value. */
static int write_all(int fd, struct str data)
{
    while (data.n) {
        ssize_t put = write(fd, data.p, data.n);

        if (put < 0 && errno != EINTR)
            return errno;
        if (put > 0)
            data = str_sub(data, (size_t)put, data.n);
    }
    return 0;
}

static bool write_directly(const char *path, struct str data, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC), failed;

    if (fd < 0)
        return err_errno(e, "open", path, errno);
    failed = write_all(fd, data);
    if (close(fd) < 0 && !failed)
        failed = errno;
    return failed ? err_errno(e, "write", path, failed) : true;
}

/* Writes `temp` (a mkstemp template) and renames it to path. */
static bool write_renamed(char *temp, const char *path, mode_t mode, struct str data,
                          struct err *e)
{
    int fd = mkostemp(temp, O_CLOEXEC), failed;

    if (fd < 0)
        return err_errno(e, "write", path, errno);
    failed = write_all(fd, data);
    if (!failed && fchmod(fd, mode) < 0)
        failed = errno;
    if (close(fd) < 0 && !failed)
        failed = errno;
    if (!failed && rename(temp, path) < 0)
        failed = errno;
    if (failed)
        unlink(temp);
    return failed ? err_errno(e, "write", path, failed) : true;
}

bool io_write_file(const char *path, struct str data, struct err *e)
{
    struct stat st;
    bool there, ok;
    char *real = NULL, *temp;
    size_t size;
    int failed;

    if (strcmp(path, "-") == 0) {
        failed = write_all(STDOUT_FILENO, data);
        return failed ? err_errno(e, "write", "standard output", failed) : true;
    }
    there = stat(path, &st) == 0;
    if (there && !S_ISREG(st.st_mode))
        return write_directly(path, data, e); /* a pipe or a device stays what it is */
    if (there)
        real = realpath(path, NULL); /* a link keeps pointing at the file */
    if (!real)
        real = xstrdup(path);
    size = strlen(real) + sizeof(".XXXXXX");
    temp = xmalloc(size);
    snprintf(temp, size, "%s.XXXXXX", real);
    ok = write_renamed(temp, real, there ? st.st_mode & 07777 : 0644, data, e);
    free(temp);
    free(real);
    return ok;
}

bool io_is_dir(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool io_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool io_list_dir(const char *path, char ***names, size_t *n, struct err *e)
{
    VEC(char *) list = {0};
    struct dirent *entry;
    DIR *dir = opendir(path);

    if (!dir)
        return err_errno(e, "open", path, errno);
    while ((entry = readdir(dir)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            VEC_PUSH(&list, xstrdup(entry->d_name));
    closedir(dir);
    if (list.n)
        qsort(list.p, list.n, sizeof(*list.p), compare_names);
    *names = list.p;
    *n = list.n;
    return true;
}

bool io_exe_dir(struct buf *out)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path));
    const char *slash;

    if (n <= 0 || (size_t)n == sizeof(path))
        return false;
    slash = memrchr(path, '/', (size_t)n);
    return slash && buf_add(out, path, (size_t)(slash - path));
}

void io_join(struct buf *out, const char *dir, const char *name)
{
    buf_addc(out, dir);
    if (out->n && out->p[out->n - 1] != '/')
        buf_addch(out, '/');
    buf_addc(out, name);
}

bool io_beside_exe(const char *const *candidates, size_t n, struct buf *out)
{
    size_t start = out->n, folder;

    if (!io_exe_dir(out))
        return false;
    buf_addch(out, '/');
    folder = out->n;
    for (size_t i = 0; i < n; i++) {
        if (buf_addc(out, candidates[i]) && io_exists(out->p))
            return true;
        out->n = folder;
    }
    out->n = start;
    out->p[start] = '\0';
    return false;
}
