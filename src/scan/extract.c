/*
 * Tier 2 over a document: sentence by sentence, table rows part by part, with
 * what the article has spoken of so far.
 */
#include "scan/extract.h"

#include "scan/extractor.h"

struct extractor *extractor_new(const struct claim_rules *rules,
                                const struct names *names, const struct scan_opts *o)
{
    struct extractor *x = xcalloc(1, sizeof(*x));
    x->rules = rules;
    x->names = names;
    x->opts = o;
    x->matcher = matcher_new(rules, o && o->ungated);
    cells_init(&x->sent.cells);
    cells_init(&x->lead.cells);
    for (int i = 0; i < WC_COUNT; i++) {
        char name[64];
        snprintf(name, sizeof(name), "{%s}", word_class_names[i]);
        x->wc[i] = symbols_get(rules->syms, str_c(name));
    }
    x->lparen = symbols_get(rules->syms, STR("{lparen}"));
    x->rparen = symbols_get(rules->syms, STR("{rparen}"));
    x->semicolon = symbols_get(rules->syms, STR("{semicolon}"));
    x->slash = symbols_get(rules->syms, STR("{slash}"));
    x->the = symbols_get(rules->syms, STR("the"));
    x->and_word = symbols_get(rules->syms, STR("and"));
    x->topic_tokens = symbols_get(rules->syms, STR("{topic:tokens}"));
    x->topic_price = symbols_get(rules->syms, STR("{topic:price}"));
    return x;
}

void extractor_free(struct extractor *x)
{
    if (!x)
        return;
    matcher_free(x->matcher);
    cells_release(&x->sent.cells);
    cells_release(&x->lead.cells);
    VEC_FREE(&x->sent.tags);
    VEC_FREE(&x->lead.tags);
    VEC_FREE(&x->part.tags);
    VEC_FREE(&x->header_tags);
    VEC_FREE(&x->sent.mentions);
    VEC_FREE(&x->sent.hits);
    VEC_FREE(&x->lost);
    free(x);
}

/* ---- context ---- */

static void symset_join(struct symset *s, const struct symset *more)
{
    for (size_t i = 0; i < ARRAY_LEN(s->bits); i++)
        s->bits[i] |= more->bits[i];
}

/* "from 13% to 31%": two figures, whatever links them; a plain "13% to 31%"
 * stays one range. */
static void split_ends(struct extractor *x, tags_t *v, size_t i)
{
    struct tag *t = &v->p[i];
    struct str s = str_of(x->doc->text.p + t->start, t->end - t->start);
    size_t to = str_find(s, STR(" to "), 0);
    if ((t->type != TAG_PERCENT && t->type != TAG_MONEY) || !t->num.hi || to == s.n ||
        !str_ieq(str_sub(s, 0, 5), STR("from ")))
        return;
    struct tag second = *t;
    VEC_PUSH(v, second);
    memmove(&v->p[i + 2], &v->p[i + 1], (v->n - i - 2) * sizeof(*v->p));
    t = &v->p[i];
    v->p[i + 1] = second;
    v->p[i + 1].start = t->start + (uint32_t)to + 4;
    v->p[i + 1].num.value = t->num.hi;
    v->p[i + 1].num.hi = NULL;
    t->end = t->start + (uint32_t)to;
    t->start += 5;
    t->num.hi = NULL;
}

static void scale_tag(struct extractor *x, struct tag *t, crat by)
{
    struct number *n = &t->num;
    rat *parts[] = {&n->value, &n->hi, &n->place, &n->round};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (*parts[i])
            *parts[i] = rat_mul(x->out->rats, *parts[i], by);
}

/* "3.43 and 3.07 trillion": the scale of the last one holds for both. */
static void share_scale(struct extractor *x, tags_t *v)
{
    struct str text = x->doc->text;
    for (size_t i = v->n; i-- > 1;) {
        struct tag *a = &v->p[i - 1], *b = &v->p[i];
        struct str between = str_sub(text, a->end, b->start);
        bool joined = str_eqc(between, " and ") || str_eqc(between, ", ") ||
                      str_eqc(between, " or ") || str_eqc(between, ", and ");
        if (!joined || a->type != TAG_QUANTITY || b->type != TAG_QUANTITY || a->unit ||
            !a->num.place || !b->num.place || b->num.hi || a->num.hi)
            continue;
        if (mpq_cmp_si(a->num.value, 1000, 1) >= 0 ||
            mpq_cmp_si(b->num.value, 1000000, 1) < 0)
            continue;
        rat by = NULL; /* the power of a thousand below the second number */
        for (int zeros = 12; zeros >= 6 && !by; zeros -= 3)
            if (rat_cmp(b->num.value, rat_pow10(x->out->rats, zeros)) >= 0)
                by = rat_pow10(x->out->rats, zeros);
        if (!by)
            continue;
        scale_tag(x, a, by);
        a->unit = b->unit;
    }
}

static void tag_range(struct extractor *x, uint32_t from, uint32_t to, tags_t *out)
{
    VEC_CLEAR(out);
    tagging_run(x->tagging, x->doc, from, to, x->out, out);
    for (size_t i = 0; i < out->n; i++)
        split_ends(x, out, i);
    share_scale(x, out);
}

/* Symbols of the block that introduces a list item or a table row. */
static const struct symset *lead_symbols(struct extractor *x, int32_t block)
{
    if (x->lead.block != block) {
        const struct block *b = &x->doc->blocks.p[block];
        tag_range(x, b->start, b->end, &x->lead.tags);
        cells_clear(&x->lead.cells);
        cells_add(&x->lead.cells, x->rules, x->doc->text, b->start, b->end,
                  &x->lead.tags);
        cells_finish(&x->lead.cells, x->rules);
        x->lead.block = block;
    }
    return &x->lead.cells.present;
}

static void set_context(struct extractor *x)
{
    struct sent *s = &x->sent;
    const struct block *b = &x->doc->blocks.p[s->at->block];
    s->context = s->cells.present;
    if (b->lead >= 0)
        symset_join(&s->context, lead_symbols(x, b->lead));
    if (b->type == BLOCK_ITEM || b->type == BLOCK_ROW)
        symset_join(&s->context, &x->heading);
    if (x->before_block == s->at->block)
        symset_join(&s->context, &x->before);
    if (x->speaks_tokens && x->topic_tokens != SYM_NONE)
        symset_add(&s->context, x->topic_tokens);
    if (x->topic_price != SYM_NONE && x->talk.price_block != UINT32_MAX &&
        s->at->block - x->talk.price_block <= 1)
        symset_add(&s->context, x->topic_price);
}

/* ---- memory of the talk ---- */

static void remember_mentions(struct extractor *x)
{
    for (size_t i = 0; i < x->sent.mentions.n; i++) {
        const struct mention *m = &x->sent.mentions.p[i];
        if (m->anaphor || m->source)
            continue;
        struct entref *r = &x->talk.last[m->type];
        memset(r, 0, sizeof(*r));
        r->text = cells_text(&x->sent.cells, m->from, m->to);
        r->type = m->type;
        r->ents = m->ents;
        r->n = m->n;
        r->top = m->top;
        r->mode = m->mode;
    }
}

/* Without a claim the sentence still has a topic: its first free name. */
static void remember_topic(struct extractor *x)
{
    for (size_t i = 0; i < x->sent.mentions.n; i++) {
        const struct mention *m = &x->sent.mentions.p[i];
        if (m->anaphor || m->source || m->object)
            continue;
        x->talk.subject = x->talk.last[m->type];
        return;
    }
}

static void remember_claims(struct extractor *x, size_t first)
{
    bool subject = false, figure = false;
    for (size_t i = first; i < x->out->v.n; i++) {
        const struct claim *c = &x->out->v.p[i];
        if (c->kind == KIND_PRICE)
            x->talk.price_block = x->sent.at->block;
        if (!c->subject.text.n || c->subject.carried)
            continue;
        if (!subject) /* the sentence's first one is what it is about */
            x->talk.subject = c->subject;
        if (!figure && c->kind == KIND_LEVEL)
            x->talk.figure = c->subject;
        subject = true;
        figure |= c->kind == KIND_LEVEL;
    }
}

static void remember(struct extractor *x, size_t first)
{
    const struct block *b = &x->doc->blocks.p[x->sent.at->block];
    remember_mentions(x);
    if (first == x->out->v.n)
        remember_topic(x);
    else
        remember_claims(x, first);
    period_remember(x, first);
    x->before = x->sent.cells.present;
    x->before_block = x->sent.at->block;
    if (b->type == BLOCK_HEADING || b->type == BLOCK_TITLE) {
        x->heading = x->sent.cells.present;
        if (x->talk.period.set && x->talk.period_block == x->sent.at->block &&
            x->talk.period.type != PERIOD_DAY)
            x->talk.heading_period = x->talk.period;
    }
}

/* ---- one row of cells ---- */

static void keep_losers(struct extractor *x)
{
    for (size_t i = 0; i < x->lost.n; i++) {
        const struct lost *l = &x->lost.p[i];
        const struct cells *c = &x->sent.cells;
        struct loser out = {.start = c->v.p[l->hit.from].start,
                            .end = c->v.p[l->hit.to - 1].end,
                            .rule = l->hit.rule->id,
                            .winner = l->winner->id,
                            .why = l->why};
        VEC_PUSH(&x->out->losers, out);
    }
}

static void count_numerals(struct extractor *x)
{
    for (size_t i = 0; i < x->sent.tags.n; i++)
        x->out->numerals += x->sent.tags.p[i].type <= TAG_ORDINAL;
}

/* The claims of the cells that stand in x->sent. */
static void scan_cells(struct extractor *x)
{
    size_t first = x->out->v.n;
    bool losers = x->opts && x->opts->keep_losers;
    cells_finish(&x->sent.cells, x->rules);
    sent_clauses(x);
    sent_mentions(x);
    set_context(x);
    VEC_CLEAR(&x->lost);
    matcher_run(x->matcher, &x->sent.cells, &x->sent.context, &x->sent.hits,
                losers ? &x->lost : NULL);
    if (losers)
        keep_losers(x);
    for (size_t i = 0; i < x->sent.hits.n; i++) {
        struct claim c;
        if (claim_build(x, &x->sent.hits.p[i], &c))
            VEC_PUSH(&x->out->v, c);
    }
    bind_respectively(x, x->out->v.p + first, x->out->v.n - first);
    remember(x, first);
}

static void scan_sentence(struct extractor *x, size_t i)
{
    const struct sentence *s = &x->doc->sentences.p[i];
    x->sent.at = s;
    x->sent.index = (uint32_t)i;
    x->sent.row = (struct cell_span){NO_CELL, NO_CELL};
    tag_range(x, s->start, s->end, &x->sent.tags);
    count_numerals(x);
    cells_clear(&x->sent.cells);
    cells_add(&x->sent.cells, x->rules, x->doc->text, s->start, s->end, &x->sent.tags);
    if (x->sent.cells.v.n)
        scan_cells(x);
}

/* ---- tables ---- */

#define COLUMNS_MAX 24

struct column {
    uint32_t from, to;
};

static size_t columns_of(const struct doc *d, const struct block *b, struct column *out)
{
    size_t n = 0;
    uint32_t at = b->start;
    struct str t = str_of(d->text.p, b->end);
    while (n < COLUMNS_MAX) {
        size_t bar = str_find(t, STR(" | "), at);
        out[n++] = (struct column){at, (uint32_t)bar};
        if (bar >= b->end)
            break;
        at = (uint32_t)bar + 3;
    }
    return n;
}

static bool has_digit(const struct doc *d, struct column c)
{
    for (uint32_t i = c.from; i < c.to; i++)
        if (d->text.p[i] >= '0' && d->text.p[i] <= '9')
            return true;
    return false;
}

static bool has_letter(const struct doc *d, struct column c)
{
    for (uint32_t i = c.from; i < c.to; i++)
        if ((d->text.p[i] | 0x20) >= 'a' && (d->text.p[i] | 0x20) <= 'z')
            return true;
    return false;
}

/* "MiniMax M2.5 : Tokens : 2.45T" for one part of a row: its first column and
 * its header stand before it, as a sentence would say it. */
/* "Tokens (trillion)" in a header: what the column's bare numbers are to be
 * multiplied by; NULL for one. */
static rat header_scale(struct extractor *x, struct column header)
{
    static const struct {
        const char *word;
        int zeros;
    } scales[] = {{"trillion", 12}, {"billion", 9}, {"million", 6}, {"(tn", 12},
                  {"(T)", 12},      {"(bn", 9},     {"(B)", 9},     {"(mn", 6}};
    struct str s = str_sub(x->doc->text, header.from, header.to);
    for (size_t i = 0; i < ARRAY_LEN(scales); i++) {
        size_t at = str_find(s, str_c(scales[i].word), 0);
        if (at < s.n && str_find(s, STR("per "), 0) == s.n &&
            str_find(s, STR("$"), 0) == s.n)
            return rat_pow10(x->out->rats, scales[i].zeros);
    }
    return NULL;
}

static void scale_column(struct extractor *x, struct column header)
{
    rat by = header_scale(x, header);
    for (size_t i = 0; by && i < x->sent.tags.n; i++) {
        struct tag *t = &x->sent.tags.p[i];
        if (t->type == TAG_QUANTITY && !t->unit && t->num.value &&
            mpq_cmp_si(t->num.value, 1000000, 1) < 0)
            scale_tag(x, t, by);
    }
}

/* A row named by its week says when, not whose. */
static bool names_period(const struct cells *c)
{
    bool period = false;
    for (size_t i = 0; i < c->v.n; i++) {
        if (c->v.p[i].mark == CELL_ENTITY)
            return false;
        period |= c->v.p[i].mark == CELL_PERIOD;
    }
    return period;
}

static void scan_part(struct extractor *x, struct column name,
                      const struct column *header, struct column part)
{
    struct cells *c = &x->sent.cells;
    cells_clear(c);
    tag_range(x, name.from, name.to, &x->part.tags);
    cells_add(c, x->rules, x->doc->text, name.from, name.to, &x->part.tags);
    x->sent.row = (struct cell_span){0, (uint16_t)c->v.n};
    if (names_period(c))
        x->sent.row = (struct cell_span){NO_CELL, NO_CELL};
    cells_add_mark(c, x->rules, ":", name.to);
    if (header && header->to > header->from) {
        tag_range(x, header->from, header->to, &x->header_tags);
        cells_add(c, x->rules, x->doc->text, header->from, header->to, &x->header_tags);
        cells_add_mark(c, x->rules, ":", header->to);
    }
    tag_range(x, part.from, part.to, &x->sent.tags);
    count_numerals(x);
    if (header)
        scale_column(x, *header);
    cells_add(c, x->rules, x->doc->text, part.from, part.to, &x->sent.tags);
    size_t first = x->out->v.n;
    scan_cells(x);
    size_t n = first; /* what the header itself says is no claim of this row */
    for (size_t i = first; i < x->out->v.n; i++)
        if (x->out->v.p[i].num_start >= part.from && x->out->v.p[i].num_end <= part.to) {
            struct claim *k = &x->out->v.p[i];
            k->start = k->start < part.from || k->start > part.to ? part.from : k->start;
            k->end = k->end > part.to ? part.to : k->end;
            x->out->v.p[n++] = *k;
        }
    x->out->v.n = n;
}

static void scan_row(struct extractor *x, size_t sentence)
{
    const struct doc *d = x->doc;
    const struct block *b = &d->blocks.p[d->sentences.p[sentence].block];
    struct column cols[COLUMNS_MAX], heads[COLUMNS_MAX];
    size_t n = columns_of(d, b, cols), name = 0, n_heads = 0;
    if (b->lead >= 0)
        n_heads = columns_of(d, &d->blocks.p[b->lead], heads);
    x->sent.at = &d->sentences.p[sentence];
    x->sent.index = (uint32_t)sentence;
    while (name + 1 < n && !has_letter(d, cols[name]))
        name++;
    for (size_t i = name + 1; i < n; i++)
        if (has_digit(d, cols[i]))
            scan_part(x, cols[name], i < n_heads ? &heads[i] : NULL, cols[i]);
}

/* A row is scanned once, with its first sentence; a header row not at all. */
static bool is_row(const struct doc *d, size_t i, bool *first)
{
    const struct sentence *s = &d->sentences.p[i];
    *first = i == 0 || d->sentences.p[i - 1].block != s->block;
    return d->blocks.p[s->block].type == BLOCK_ROW &&
           str_find(str_of(d->text.p, d->blocks.p[s->block].end), STR(" | "),
                    d->blocks.p[s->block].start) < d->blocks.p[s->block].end;
}

/* ---- passages that stand twice ---- */

static bool same_words(const struct doc *d, const struct claim *a, const struct claim *b)
{
    const struct sentence *s = &d->sentences.p[a->sentence],
                          *t = &d->sentences.p[b->sentence];
    return s != t && a->start - s->start == b->start - t->start && a->kind == b->kind &&
           str_eq(str_of(d->text.p + s->start, s->end - s->start),
                  str_of(d->text.p + t->start, t->end - t->start));
}

static void mark_duplicates(const struct doc *d, struct claims *out)
{
    struct map seen;
    map_init(&seen);
    for (size_t i = 0; i < out->v.n; i++) {
        const struct sentence *s = &d->sentences.p[out->v.p[i].sentence];
        struct str text = str_of(d->text.p + s->start, s->end - s->start);
        uintptr_t at = (uintptr_t)map_get(&seen, text);
        if (!at) {
            map_put(&seen, text, (void *)(uintptr_t)(i + 1));
            continue;
        }
        for (size_t k = at - 1;
             k < i && out->v.p[k].sentence == out->v.p[at - 1].sentence; k++)
            if (same_words(d, &out->v.p[k], &out->v.p[i]))
                out->v.p[i].duplicate_of = (uint32_t)k + 1;
    }
    map_release(&seen);
}

/* ---- an article without a date ---- */

static bool prints_year(struct str text, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i + 4 <= to; i++)
        if (text.p[i] == '2' && text.p[i + 1] == '0' && text.p[i + 2] >= '2' &&
            text.p[i + 2] <= '4' && text.p[i + 3] >= '0' && text.p[i + 3] <= '9')
            return true;
    return false;
}

/* The newest day or month that the article prints with its year; plain years
 * say too little, and forecasts mostly are plain years. */
static date_t newest_date(struct extractor *x)
{
    date_t newest = DATE_NONE;
    for (size_t i = 0; i < x->doc->sentences.n; i++) {
        const struct sentence *s = &x->doc->sentences.p[i];
        if (!prints_year(x->doc->text, s->start, s->end))
            continue;
        tag_range(x, s->start, s->end, &x->sent.tags);
        for (size_t k = 0; k < x->sent.tags.n; k++) {
            const struct tag *t = &x->sent.tags.p[k];
            if ((t->type == TAG_DATE || t->type == TAG_DATE_RANGE) &&
                t->period.from != DATE_NONE && t->period.type != PERIOD_YEAR &&
                t->period.type != PERIOD_QUARTER &&
                prints_year(x->doc->text, t->start, t->end) && t->period.from > newest)
                newest = t->period.from;
        }
    }
    return newest;
}

/* The listing day of the newest model that it names. */
static date_t newest_model(const struct extractor *x)
{
    struct name_hit hits[64];
    date_t newest = DATE_NONE;
    uint32_t at = 0, end = (uint32_t)x->doc->text.n;
    while (x->names && at < end) {
        size_t n = names_find(x->names, x->doc->text, at, end, hits, ARRAY_LEN(hits));
        for (size_t i = 0; i < n; i++)
            if (hits[i].n == 1 && hits[i].ents[0]->created > newest)
                newest = hits[i].ents[0]->created;
        if (n < ARRAY_LEN(hits))
            break;
        at = hits[n - 1].end;
    }
    return newest;
}

static void set_anchor(struct extractor *x)
{
    date_t day = DATE_NONE;
    tagging_anchor(x->tagging, DATE_NONE);
    if (x->doc->published == DATE_NONE) {
        day = newest_date(x);
        if (day == DATE_NONE)
            day = newest_model(x);
    }
    tagging_anchor(x->tagging, day);
}

void extract_doc(struct extractor *x, struct tagging *t, struct doc *d,
                 struct claims *out)
{
    x->tagging = t;
    x->doc = d;
    x->out = out;
    x->lead.block = -1;
    x->before_block = UINT32_MAX;
    x->speaks_tokens = str_find(d->text, STR("token"), 0) < d->text.n ||
                       str_find(d->text, STR("Token"), 0) < d->text.n;
    memset(&x->talk, 0, sizeof(x->talk));
    x->talk.price_block = UINT32_MAX;
    memset(&x->heading, 0, sizeof(x->heading));
    set_anchor(x);
    for (size_t i = 0; i < d->sentences.n; i++) {
        bool first;
        if (!is_row(d, i, &first))
            scan_sentence(x, i);
        else if (first)
            scan_row(x, i);
    }
    mark_duplicates(d, out);
}
