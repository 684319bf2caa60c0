/*
 * Mapped strings: appending runs and folded runs, and looking offsets up.
 * Runs that go on where the last one ended grow it, so that plain text needs
 * a handful of segments however long it is.
 */
#include "text/source.h"

size_t segment_find(const struct segment *seg, size_t n, uint32_t at)
{
    size_t lo = 0, hi = n;

    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;

        if (seg[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

uint64_t source_input(const struct source *src, size_t at)
{
    const struct segment *g;

    if (!src->n_seg)
        return src->base + at;
    if (at >= src->s.n)
        return source_input_end(src, src->s.n);
    g = &src->seg[segment_find(src->seg, src->n_seg, (uint32_t)at)];
    return g->folded ? g->in : g->in + (at - g->at);
}

uint64_t source_input_end(const struct source *src, size_t end)
{
    const struct segment *g;

    if (!src->n_seg)
        return src->base + end;
    if (end == 0)
        return src->seg[0].in;
    g = &src->seg[segment_find(src->seg, src->n_seg, (uint32_t)(end - 1))];
    return g->folded ? g->in + g->in_len : g->in + (end - g->at);
}

void mapped_run_at(struct mapped *m, uint64_t in, struct str bytes)
{
    uint32_t at = (uint32_t)m->text->n;
    const struct segment *last =
        m->segments->n ? &m->segments->p[m->segments->n - 1] : NULL;

    if (!last || last->folded || last->in + (at - last->at) != in)
        VEC_PUSH(m->segments, ((struct segment){.at = at, .in = in}));
    buf_adds(m->text, bytes);
}

void mapped_fold_at(struct mapped *m, uint64_t in, uint64_t end, struct str bytes)
{
    uint64_t len = end > in ? end - in : 0;

    if (!bytes.n)
        return;
    VEC_PUSH(m->segments,
             ((struct segment){.at = (uint32_t)m->text->n,
                               .in = in,
                               .in_len = len > UINT32_MAX ? UINT32_MAX : (uint32_t)len,
                               .folded = true}));
    buf_adds(m->text, bytes);
}

/* A run that crosses segments of its source: piece by piece. */
static void run_pieces(struct mapped *m, const struct source *from, size_t at, size_t n)
{
    size_t i = segment_find(from->seg, from->n_seg, (uint32_t)at), end = at + n;

    while (at < end) {
        const struct segment *g = &from->seg[i++];
        size_t stop = i < from->n_seg && from->seg[i].at < end ? from->seg[i].at : end;
        struct str piece = str_sub(from->s, at, stop);

        if (g->folded)
            mapped_fold_at(m, g->in, g->in + g->in_len, piece);
        else
            mapped_run_at(m, g->in + (at - g->at), piece);
        at = stop;
    }
}

void mapped_run(struct mapped *m, const struct source *from, size_t at, size_t n)
{
    if (!n)
        return;
    if (from->n_seg)
        run_pieces(m, from, at, n);
    else
        mapped_run_at(m, from->base + at, str_of(from->s.p + at, n));
}

void mapped_fold(struct mapped *m, const struct source *from, size_t at, size_t n,
                 struct str bytes)
{
    uint64_t in = source_input(from, at);

    mapped_fold_at(m, in, n ? source_input_end(from, at + n) : in, bytes);
}

uint64_t mapped_end(const struct mapped *m)
{
    const struct segment *g;

    if (!m->segments->n)
        return 0;
    g = &m->segments->p[m->segments->n - 1];
    return g->folded ? g->in + g->in_len : g->in + (m->text->n - g->at);
}

struct source mapped_source(const struct mapped *m)
{
    return (struct source){
        .s = buf_str(m->text), .seg = m->segments->p, .n_seg = m->segments->n};
}
