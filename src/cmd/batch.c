/*
 * A ring of slots.  A thread takes the next slot together with its work, fills
 * it alone, and marks it full; whoever finds the oldest slot full emits, and
 * goes on as long as the next one is full too.  Taking work and emitting have
 * a lock each, so that waiting for a slow input holds up no output.
 */
#include "cmd/batch.h"

#include <pthread.h>

#define SLOTS_A_THREAD 4
#define KEEP           (1u << 20) /* buffers above this are given back after use */

struct slot {
    struct unit unit;
    struct done done;
    bool full;
};

struct ring {
    const struct batch *b;
    struct slot *slots;
    size_t n_slots;
    pthread_mutex_t in, out;
    pthread_cond_t moved;  /* `emitted` grew */
    size_t given, emitted; /* under `in` and under `out` */
    bool over, emitting;   /* likewise */
};

struct runner {
    struct ring *ring;
    int number;
};

void unit_init(struct unit *u)
{
    *u = (struct unit){0};
    arena_init(&u->arena);
    buf_init(&u->bytes, 0);
}

static void shrink(struct buf *b)
{
    if (b->cap > KEEP)
        buf_release(b);
    else
        buf_clear(b);
}

void unit_clear(struct unit *u)
{
    arena_clear(&u->arena);
    VEC_CLEAR(&u->items);
    shrink(&u->bytes);
    u->stored = 0;
}

void unit_release(struct unit *u)
{
    arena_release(&u->arena);
    VEC_FREE(&u->items);
    buf_release(&u->bytes);
}

void totals_add(struct totals *a, const struct totals *b)
{
    a->records += b->records;
    a->articles += b->articles;
    a->bytes += b->bytes;
    a->numerals += b->numerals;
    a->claims += b->claims;
    a->bound += b->bound;
    a->judged += b->judged;
    a->suppressed += b->suppressed;
    for (size_t i = 0; i < ARRAY_LEN(a->verdicts); i++)
        a->verdicts[i] += b->verdicts[i];
    a->errors += b->errors;
    a->cached += b->cached;
}

static void done_init(struct done *d)
{
    *d = (struct done){0};
    buf_init(&d->body, 0);
    buf_init(&d->tail, 0);
    buf_init(&d->diagnostics, 0);
    buf_init(&d->accepted, 0);
    buf_init(&d->last, 0);
}

static void done_clear(struct done *d)
{
    shrink(&d->body);
    shrink(&d->tail);
    shrink(&d->diagnostics);
    shrink(&d->accepted);
    buf_clear(&d->last);
    d->totals = (struct totals){0};
    d->stored = 0;
    d->error = d->found = false;
}

static void done_release(struct done *d)
{
    buf_release(&d->body);
    buf_release(&d->tail);
    buf_release(&d->diagnostics);
    buf_release(&d->accepted);
    buf_release(&d->last);
}

/* The next piece of work with its slot; NULL when there is none. */
static struct slot *take(struct ring *r)
{
    struct slot *slot = NULL;

    pthread_mutex_lock(&r->in);
    if (!r->over) {
        slot = &r->slots[r->given % r->n_slots];
        pthread_mutex_lock(&r->out);
        while (r->given >= r->emitted + r->n_slots)
            pthread_cond_wait(&r->moved, &r->out);
        pthread_mutex_unlock(&r->out);
        unit_clear(&slot->unit);
        if (r->b->next(r->b->ctx, &slot->unit)) {
            r->given++;
        } else {
            r->over = true;
            slot = NULL;
        }
    }
    pthread_mutex_unlock(&r->in);
    return slot;
}

/* Marks the slot full and emits what is due, unless somebody does already. */
static void deliver(struct ring *r, struct slot *slot)
{
    pthread_mutex_lock(&r->out);
    slot->full = true;
    if (r->emitting) {
        pthread_mutex_unlock(&r->out);
        return;
    }
    r->emitting = true;
    for (;;) {
        struct slot *due = &r->slots[r->emitted % r->n_slots];

        if (!due->full)
            break;
        pthread_mutex_unlock(&r->out);
        r->b->emit(r->b->ctx, &due->done);
        done_clear(&due->done);
        pthread_mutex_lock(&r->out);
        due->full = false;
        r->emitted++;
        pthread_cond_broadcast(&r->moved);
    }
    r->emitting = false;
    pthread_mutex_unlock(&r->out);
}

static void *run_thread(void *arg)
{
    struct runner *me = arg;
    struct ring *r = me->ring;
    struct slot *slot;

    while ((slot = take(r)) != NULL) {
        slot->done.stored = slot->unit.stored;
        r->b->work(r->b->ctx, me->number, &slot->unit, &slot->done);
        deliver(r, slot);
    }
    return NULL;
}

static void run_threads(struct ring *r, int threads)
{
    pthread_t *ids = xcalloc((size_t)threads, sizeof(*ids));
    struct runner *runners = xcalloc((size_t)threads, sizeof(*runners));
    int started = 0;

    for (int i = 1; i < threads; i++) {
        runners[i] = (struct runner){r, i};
        if (pthread_create(&ids[i], NULL, run_thread, &runners[i]) != 0)
            break; /* fewer threads do the same work */
        started = i;
    }
    runners[0] = (struct runner){r, 0};
    run_thread(&runners[0]);
    for (int i = 1; i <= started; i++)
        pthread_join(ids[i], NULL);
    free(ids);
    free(runners);
}

void batch_run(const struct batch *b, int threads)
{
    struct ring r = {.b = b};

    if (threads < 1)
        threads = 1;
    r.n_slots = threads == 1 ? 1 : (size_t)threads * SLOTS_A_THREAD;
    r.slots = xcalloc(r.n_slots, sizeof(*r.slots));
    for (size_t i = 0; i < r.n_slots; i++) {
        unit_init(&r.slots[i].unit);
        done_init(&r.slots[i].done);
    }
    pthread_mutex_init(&r.in, NULL);
    pthread_mutex_init(&r.out, NULL);
    pthread_cond_init(&r.moved, NULL);
    run_threads(&r, threads);
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.out);
    pthread_mutex_destroy(&r.in);
    for (size_t i = 0; i < r.n_slots; i++) {
        unit_release(&r.slots[i].unit);
        done_release(&r.slots[i].done);
    }
    free(r.slots);
}
