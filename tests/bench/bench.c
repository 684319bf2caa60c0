/*
 * make bench: what one run costs as a whole process.  Prints the median time
 * of `PROGRAM check ARTICLE`, its ratio to /bin/true taken in turn with it,
 * and the largest resident set.  A measurement for people, never a test; in C
 * because a child's resident set counts what its parent had before exec.
 */
#include "base/base.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS 31

struct cost {
    double ms;
    long kib; /* largest resident set */
};

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* One process from start to end, its output thrown away. */
static struct cost run(char *const argv[])
{
    posix_spawn_file_actions_t files;
    struct rusage usage;
    double start = now_ms();
    char *env[] = {"LC_ALL=C", NULL};
    pid_t pid;
    int status;

    posix_spawn_file_actions_init(&files);
    for (int fd = 0; fd < 3; fd++)
        posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
    if (posix_spawn(&pid, argv[0], &files, NULL, argv, env) != 0 ||
        wait4(pid, &status, 0, &usage) < 0)
        BUG("cannot run %s", argv[0]);
    posix_spawn_file_actions_destroy(&files);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
        fprintf(stderr, "bench: %s failed: what follows measures a failure\n", argv[0]);
    return (struct cost){now_ms() - start, usage.ru_maxrss};
}

static int compare(const void *a, const void *b)
{
    double x = ((const struct cost *)a)->ms, y = ((const struct cost *)b)->ms;

    return (x > y) - (x < y);
}

static void measure(char *program, char *article)
{
    char *ours[] = {program, "check", article, NULL}, *empty[] = {"/bin/true", NULL};
    struct cost a[RUNS], b[RUNS];
    long peak = 0;

    run(ours);
    for (int i = 0; i < RUNS; i++) {
        a[i] = run(ours);
        b[i] = run(empty);
        peak = a[i].kib > peak ? a[i].kib : peak;
    }
    qsort(a, RUNS, sizeof(*a), compare);
    qsort(b, RUNS, sizeof(*b), compare);
    printf("%s: median of %d %.2f ms (%.2f to %.2f), ", article, RUNS, a[RUNS / 2].ms,
           a[0].ms, a[RUNS - 1].ms);
    printf("/bin/true %.2f ms, ratio %.1f, peak %.1f MiB\n", b[RUNS / 2].ms,
           a[RUNS / 2].ms / b[RUNS / 2].ms, (double)peak / 1024);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: bench PROGRAM ARTICLE...\n");
        return 2;
    }
    for (int i = 2; i < argc; i++)
        measure(argv[1], argv[i]);
    return 0;
}
