/*
 * A ring of results between the threads: whoever finishes the oldest open
 * unit also emits what waits behind it.
 */
#include "cmd/batch.h"

#include <pthread.h>

struct ring {
    const struct batch *b;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* `emitted` grew */
    struct done slot[BATCH_WINDOW];
    bool full[BATCH_WINDOW];
    size_t given, emitted;
};

struct runner {
    struct ring *ring;
    int number;
};

static void unit_init(struct unit *u, size_t seq)
{
    *u = (struct unit){.seq = seq};
    buf_init(&u->bytes, 0);
}

static void done_init(struct done *d)
{
    *d = (struct done){0};
    buf_init(&d->body, 0);
    buf_init(&d->tail, 0);
    buf_init(&d->diagnostics, 0);
}

static void done_release(struct done *d)
{
    buf_release(&d->body);
    buf_release(&d->tail);
    buf_release(&d->diagnostics);
}

/* Under the lock: waits for room, leaves the result, emits what is due. */
static void deliver(struct ring *r, size_t seq, const struct done *d)
{
    while (seq >= r->emitted + BATCH_WINDOW)
        pthread_cond_wait(&r->moved, &r->lock);
    r->slot[seq % BATCH_WINDOW] = *d;
    r->full[seq % BATCH_WINDOW] = true;
    while (r->full[r->emitted % BATCH_WINDOW]) {
        size_t at = r->emitted % BATCH_WINDOW;
        r->b->emit(r->b->ctx, &r->slot[at]);
        done_release(&r->slot[at]);
        r->full[at] = false;
        r->emitted++;
    }
    pthread_cond_broadcast(&r->moved);
}

static void *run_thread(void *arg)
{
    struct runner *me = arg;
    struct ring *r = me->ring;
    struct unit u;
    struct done d;

    pthread_mutex_lock(&r->lock);
    for (;;) {
        unit_init(&u, r->given);
        if (!r->b->next(r->b->ctx, &u))
            break;
        r->given++;
        pthread_mutex_unlock(&r->lock);
        done_init(&d);
        r->b->work(r->b->ctx, me->number, &u, &d);
        buf_release(&u.bytes);
        pthread_mutex_lock(&r->lock);
        deliver(r, u.seq, &d);
    }
    pthread_mutex_unlock(&r->lock);
    buf_release(&u.bytes);
    return NULL;
}

static void run_threads(struct ring *r, int threads)
{
    pthread_t *ids = xcalloc((size_t)threads, sizeof(*ids));
    struct runner *runners = xcalloc((size_t)threads, sizeof(*runners));
    int started = 0;
    for (int i = 0; i < threads; i++) {
        runners[i] = (struct runner){r, i};
        if (i > 0 && pthread_create(&ids[i], NULL, run_thread, &runners[i]) != 0)
            break; /* fewer threads do the same work */
        started = i;
    }
    run_thread(&runners[0]);
    for (int i = 1; i <= started; i++)
        pthread_join(ids[i], NULL);
    free(ids);
    free(runners);
}

void batch_run(const struct batch *b, int threads)
{
    struct ring *r = xcalloc(1, sizeof(*r));
    r->b = b;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->moved, NULL);
    run_threads(r, threads > 1 ? threads : 1);
    pthread_cond_destroy(&r->moved);
    pthread_mutex_destroy(&r->lock);
    free(r);
}
