/*
 * Fingerprints name a claim across edits of its article: they hold what it
 * says, not where it stands.  The same claim said twice is told apart by its
 * turn among its likes.
 */
#include "report/report.h"

#include "base/map.h"

/* Quote with ASCII case and runs of white space folded. */
static void add_folded(struct buf *b, struct str s)
{
    bool gap = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            gap = true;
            continue;
        }
        if (gap)
            buf_addch(b, ' ');
        gap = false;
        buf_addch(b, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
}

static void add_value(struct buf *b, struct arena *a, const struct claim *c)
{
    char day[11];
    date_format(c->date, day);
    buf_addf(b, "|%s", c->num.value ? rat_decimal(a, c->num.value) : day);
    if (c->num.hi)
        buf_addf(b, "-%s", rat_decimal(a, c->num.hi));
}

static void add_entity(struct buf *b, const struct entref *e)
{
    buf_addch(b, '|');
    for (uint32_t i = 0; i < e->n; i++)
        buf_addf(b, "%s,", e->ents[i]->id);
}

static void identity(struct buf *b, struct arena *a, const struct doc *d,
                     const struct claim *c)
{
    buf_clear(b);
    buf_addf(b, "%s|", claim_kind_name(c->kind));
    add_folded(b, str_sub(d->text, c->start, c->end));
    add_value(b, a, c);
    buf_addf(b, "|%s", c->unit ? c->unit : "");
    add_entity(b, &c->subject);
}

void claim_fingerprints(const struct doc *d, const struct claims *c, char (*out)[17])
{
    struct map turns; /* identity -> how often seen, as a pointer's value */
    struct arena a;
    struct buf b;
    map_init(&turns);
    arena_init(&a);
    buf_init(&b, 0);
    for (size_t i = 0; i < c->v.n; i++) {
        identity(&b, &a, d, &c->v.p[i]);
        uintptr_t turn = (uintptr_t)map_get(&turns, buf_str(&b));
        map_put(&turns, buf_str(&b), (void *)(turn + 1));
        if (turn > 0)
            buf_addf(&b, "|%lu", (unsigned long)turn);
        snprintf(out[i], 17, "%016llx", (unsigned long long)hash_bytes(b.p, b.n));
    }
    buf_release(&b);
    arena_release(&a);
    map_release(&turns);
}
