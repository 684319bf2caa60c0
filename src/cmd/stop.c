/*
 * A thread of its own takes the signals, since a handler may do next to
 * nothing and a worker may be waiting in a write.
 */
#include "cmd/stop.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define PATIENCE_MS 2000

struct stop {
    pthread_t thread;
    sigset_t old;
    int signals, requested, ended; /* descriptors: signalfd, two events */
    int signo;                     /* 0: none came; atomic */
    uint64_t progress;             /* atomic */
};

_Noreturn static void die(int signo)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, signo);
    signal(signo, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(signo);
    for (;;)
        pause();
}

static void set_event(int fd)
{
    uint64_t one = 1;

    while (write(fd, &one, sizeof(one)) < 0 && errno == EINTR)
        ;
}

/* After the first signal: until the end, a second one, or standstill. */
static void last_moments(struct stop *s, int signo)
{
    struct pollfd p[2] = {{.fd = s->ended, .events = POLLIN},
                          {.fd = s->signals, .events = POLLIN}};
    uint64_t seen = __atomic_load_n(&s->progress, __ATOMIC_RELAXED);

    for (;;) {
        int n = poll(p, 2, PATIENCE_MS);
        uint64_t now = __atomic_load_n(&s->progress, __ATOMIC_RELAXED);

        if (n > 0 && p[0].revents)
            return;
        if ((n > 0 && p[1].revents) || (n == 0 && now == seen))
            die(signo);
        seen = now;
    }
}

static void *watch(void *arg)
{
    struct stop *s = arg;
    struct pollfd p[2] = {{.fd = s->ended, .events = POLLIN},
                          {.fd = s->signals, .events = POLLIN}};
    struct signalfd_siginfo info;

    while (poll(p, 2, -1) < 0 && errno == EINTR)
        ;
    if (p[0].revents || read(s->signals, &info, sizeof(info)) != sizeof(info))
        return NULL;
    __atomic_store_n(&s->signo, (int)info.ssi_signo, __ATOMIC_RELEASE);
    set_event(s->requested);
    last_moments(s, (int)info.ssi_signo);
    return NULL;
}

static void wanted_signals(sigset_t *set)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

    sigemptyset(set);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        struct sigaction now;

        if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(set, numbers[i]);
    }
}

static void close_all(struct stop *s)
{
    close(s->signals);
    close(s->requested);
    close(s->ended);
    free(s);
}

struct stop *stop_begin(void)
{
    struct stop *s = xcalloc(1, sizeof(*s));
    sigset_t set;

    wanted_signals(&set);
    s->signals = signalfd(-1, &set, SFD_CLOEXEC);
    s->requested = eventfd(0, EFD_CLOEXEC);
    s->ended = eventfd(0, EFD_CLOEXEC);
    pthread_sigmask(SIG_BLOCK, &set, &s->old);
    if (s->signals >= 0 && s->requested >= 0 && s->ended >= 0 &&
        pthread_create(&s->thread, NULL, watch, s) == 0)
        return s;
    pthread_sigmask(SIG_SETMASK, &s->old, NULL);
    close_all(s);
    return NULL;
}

void stop_end(struct stop *s)
{
    sigset_t old;
    int signo;

    if (!s)
        return;
    set_event(s->ended);
    pthread_join(s->thread, NULL);
    signo = s->signo;
    old = s->old;
    close_all(s);
    if (signo)
        die(signo);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

bool stop_requested(const struct stop *s)
{
    return s && __atomic_load_n(&s->signo, __ATOMIC_ACQUIRE) != 0;
}

int stop_fd(const struct stop *s)
{
    return s ? s->requested : -1;
}

void stop_progress(struct stop *s)
{
    if (s)
        __atomic_fetch_add(&s->progress, 1, __ATOMIC_RELAXED);
}
