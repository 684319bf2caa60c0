/*
 * From an article's claims to rows, and from rows to voices.
 */
#include "report/ledger.h"

#include "report/facts.h"
#include "report/ledger_impl.h"

/* Lower-case letters and digits only: the same words in another layout. */
static uint64_t words_hash(struct str s)
{
    struct buf b;
    uint64_t h;

    buf_init(&b, 0);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80))
            buf_addch(&b, c);
    }
    h = hash_bytes(b.p ? b.p : "", b.n);
    buf_release(&b);
    return h;
}

static void put(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\\')
            buf_addf(out, "\\%c", s.p[i] == '\t' ? 't' : s.p[i] == '\n' ? 'n' : '\\');
        else
            buf_addch(out, s.p[i]);
    }
    buf_addch(out, '\t');
}

static void putc_(struct buf *out, const char *s)
{
    put(out, str_c(s));
}

static void put_ids(struct buf *out, const struct entref *e)
{
    for (uint32_t i = 0; i < e->n; i++)
        buf_addf(out, "%s%s", i ? "+" : "", e->ents[i]->id);
    if (!e->n && e->text.n)
        buf_addc(out, "?"); /* named, but not known */
    buf_addch(out, '\t');
}

static void put_day(struct buf *out, date_t d)
{
    char day[11];

    date_format(d, day);
    putc_(out, day);
}

/* A figure of somebody over a time, stated as a fact. */
static bool is_figure(const struct claim *c, const struct judgement *j)
{
    return c->num.value && c->subject.n && c->subject.mode != REF_ANY &&
           c->kind != KIND_OTHER && c->kind != KIND_COMPARISON && !c->duplicate_of &&
           (c->modality == MOD_FACT || c->modality == MOD_QUOTE) && c->period.set &&
           c->period.from != DATE_NONE && (!j || j->reason != REASON_NOT_A_FACT);
}

static void put_allowed(struct buf *out, struct arena *a, const struct claim *c,
                        const struct judgement *j)
{
    struct interval all = j ? j->allowed : interval_point(c->num.value);

    putc_(out, fact_bound(a, all.lo));
    putc_(out, all.lo_closed ? "1" : "0");
    putc_(out, fact_bound(a, all.hi));
    putc_(out, all.hi_closed ? "1" : "0");
}

static void put_judgement(struct buf *out, const struct judgement *j,
                          const struct judgement *before)
{
    putc_(out, j ? verdict_name(j->verdict) : NULL);
    putc_(out, j ? reason_name(j->reason) : NULL);
    putc_(out, before ? verdict_name(before->verdict) : NULL);
}

static void put_row(struct buf *out, struct arena *a, const struct article_report *r,
                    size_t i)
{
    const struct claim *c = &r->claims->v.p[i];
    const struct judgement *j = fact_judgement(r, i);
    const struct reading *g = j && j->n_readings ? &j->readings[0] : NULL;

    putc_(out, claim_kind_name(c->kind));
    putc_(out, c->measure);
    putc_(out, c->unit);
    put_ids(out, &c->subject);
    put_ids(out, &c->object);
    put_day(out, c->period.from);
    put_day(out, c->period.to);
    putc_(out, fact_value(a, c));
    buf_addf(out, "%d\t", c->num.sig);
    putc_(out, hedge_name(c->hedge));
    put_allowed(out, a, c, j);
    put_judgement(out, j, r->before ? &r->before->v[i] : NULL);
    putc_(out, r->path);
    put(out, r->doc->title);
    put_day(out, r->doc->published);
    buf_addf(out, "%08u\t", doc_position(r->doc, c->start, c->end).line);
    put(out, fact_quote(r, c));
    buf_addf(out, "%016llx\t", (unsigned long long)words_hash(fact_sentence(r, c)));
    putc_(out, g ? g->shown : NULL);
    putc_(out, g ? g->definition : NULL);
    out->p[out->n - 1] = '\n';
}

void ledger_rows(const struct article_report *r, struct buf *out)
{
    struct arena a;

    if (!r->doc || !r->claims)
        return;
    arena_init(&a);
    for (size_t i = 0; i < r->claims->v.n; i++)
        if (is_figure(&r->claims->v.p[i], fact_judgement(r, i)))
            put_row(out, &a, r, i);
    arena_release(&a);
}

static struct str unescape(struct arena *a, struct str s)
{
    char *p;
    size_t n = 0;

    if (str_find(s, STR("\\"), 0) == s.n)
        return arena_str(a, s);
    p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n) {
            i++;
            p[n++] = s.p[i] == 't' ? '\t' : s.p[i] == 'n' ? '\n' : s.p[i];
        } else {
            p[n++] = s.p[i];
        }
    }
    return str_of(p, n);
}

static crat bound(struct rats *p, struct str s)
{
    rat v;
    int places, sig;

    return s.n && rat_parse(p, s, &v, &places, &sig) ? v : NULL;
}

bool ledger_parse(struct ledger *l, struct str line, struct err *e)
{
    struct voice v = {0};
    struct str part;
    int n = 0;

    for (; n < LF_COUNT && str_split(&line, '\t', &part); n++)
        v.f[n] = unescape(&l->arena, part);
    if (n != LF_COUNT || line.p)
        return err_set(e, "a row of the ledger has not %d fields", (int)LF_COUNT);
    v.allowed.lo = bound(l->rats, v.f[LF_LO]);
    v.allowed.hi = bound(l->rats, v.f[LF_HI]);
    v.allowed.lo_closed = str_eqc(v.f[LF_LO_CLOSED], "1");
    v.allowed.hi_closed = str_eqc(v.f[LF_HI_CLOSED], "1");
    VEC_PUSH(&l->voices, v);
    return true;
}
