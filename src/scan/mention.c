/*
 * Who a sentence speaks of: names, lists of names, pronouns and descriptions,
 * each with the role that its place in the clause gives it.
 */
#include "scan/extractor.h"

const char *const word_class_names[WC_COUNT] = {
    [WC_PREPOSITION] = "bind_preposition",
    [WC_FOR] = "bind_for",
    [WC_BEAT] = "bind_beat",
    [WC_THAN] = "bind_than",
    [WC_WHOLE] = "bind_whole",
    [WC_BREAK] = "bind_break",
    [WC_SAY] = "bind_say",
    [WC_ACCORDING] = "bind_according",
    [WC_DATA] = "bind_data",
    [WC_FINITE] = "bind_finite",
    [WC_ANY_THING] = "bind_any_thing",
    [WC_MODEL_THING] = "bind_model_thing",
    [WC_AUTHOR_THING] = "bind_author_thing",
    [WC_PLATFORM_THING] = "bind_platform_thing",
    [WC_FIGURE_THING] = "bind_figure_thing",
    [WC_SUM] = "bind_sum",
    [WC_EACH] = "bind_each",
    [WC_RESPECTIVELY] = "bind_respectively",
    [WC_AND] = "bind_and",
    [WC_INPUT] = "bind_input",
    [WC_OUTPUT] = "bind_output",
    [WC_TOKENS] = "bind_tokens",
    [WC_MONEY] = "bind_money",
    [WC_USERS] = "bind_users",
    [WC_REQUESTS] = "bind_requests",
    [WC_SAME] = "bind_same",
    [WC_FORECAST] = "bind_forecast",
    [WC_TARGET] = "bind_target",
    [WC_IF] = "bind_if",
    [WC_NOT] = "bind_not",
    [WC_FROM] = "bind_from",
    [WC_TO] = "bind_to",
    [WC_AS] = "bind_as",
    [WC_BASE] = "bind_base",
    [WC_WHEN] = "bind_when",
    [WC_GOES_TO] = "bind_goes_to",
    [WC_DETERMINER] = "bind_determiner",
    [WC_GENERIC] = "bind_generic",
    [WC_KINDS] = "bind_kinds",
    [WC_RELEASED] = "bind_released",
    [WC_RATE_DAY] = "bind_rate_day",
    [WC_RATE_WEEK] = "bind_rate_week",
    [WC_RATE_MONTH] = "bind_rate_month",
    [WC_ON] = "bind_on",
    [WC_LAUNCH] = "bind_launch",
    [WC_AFTER] = "bind_after",
    [WC_WEEKLY] = "bind_weekly",
    [WC_DAILY] = "bind_daily",
    [WC_MONTHLY] = "bind_monthly",
    [WC_FIRST_TIME] = "bind_first_time",
    [WC_NOW] = "bind_now",
};

/* ---- clauses ---- */

/* "as" begins a clause only before a name: "soar as DeepSeek cuts prices". */
static bool breaks(const struct extractor *x, size_t i)
{
    if (is_wc(x, i, WC_AS))
        return i + 1 < x->sent.cells.v.n && x->sent.cells.v.p[i + 1].mark == CELL_ENTITY;
    return is_wc(x, i, WC_BREAK);
}

/* Commas, strong marks and words like "while" begin a clause; what follows a
 * bracket belongs to the clause that the bracket interrupts. */
void sent_clauses(struct extractor *x)
{
    const struct cells *c = &x->sent.cells;
    uint8_t clause = 0, next = 1, outer[8];
    int depth = 0;
    for (size_t i = 0; i < c->v.n; i++) {
        const struct cell *cell = &c->v.p[i];
        bool open = cell->mark_sym == x->lparen;
        bool close = cell->mark_sym == x->rparen;
        if (open && depth < 8) {
            outer[depth++] = clause;
            clause = next++;
        } else if (close && depth > 0) {
            x->sent.clause[i] = clause;
            clause = outer[--depth];
            continue;
        } else if (cell->mark == CELL_STOP || cell->mark == CELL_COMMA || breaks(x, i)) {
            clause = next++;
        }
        x->sent.clause[i] = clause;
        if (next == 255)
            next = 254;
    }
}

/* ---- mentions ---- */

static bool is_word(const struct extractor *x, size_t cell, const char *w)
{
    return cell_has(&x->sent.cells, cell, symbols_get(x->rules->syms, str_c(w)));
}

static void add_entity(struct extractor *x, size_t i)
{
    const struct tag *t = x->sent.cells.v.p[i].tag;
    struct mention m = {.from = (uint16_t)i, .to = (uint16_t)(i + 1), .top = t->top};
    m.type = t->n_ents ? t->ents[0]->type : ENT_OTHER;
    m.ents = t->ents;
    m.n = t->n_ents;
    m.mode = t->n_ents > 1 ? REF_ANY : REF_ONE;
    VEC_PUSH(&x->sent.mentions, m);
}

static void set_from_ref(struct mention *m, const struct entref *r)
{
    m->type = r->type;
    m->ents = r->ents;
    m->n = r->n;
    m->top = r->top;
    m->mode = r->mode;
}

/* "the company" is the newest developer, else the platform; "it" whatever was
 * spoken of last. */
static const struct entref *antecedent(const struct extractor *x, size_t cell)
{
    const struct discourse *t = &x->talk;
    if (is_wc(x, cell, WC_MODEL_THING))
        return &t->last[ENT_MODEL];
    if (is_wc(x, cell, WC_PLATFORM_THING))
        return t->last[ENT_PLATFORM].text.n ? &t->last[ENT_PLATFORM] : &t->last[ENT_APP];
    if (is_wc(x, cell, WC_AUTHOR_THING))
        return t->last[ENT_AUTHOR].text.n ? &t->last[ENT_AUTHOR] : &t->last[ENT_PLATFORM];
    if (is_wc(x, cell, WC_FIGURE_THING))
        return &t->figure;
    return &t->subject;
}

/* A name earlier in the same sentence goes before one of an earlier sentence. */
static bool antecedent_here(const struct extractor *x, size_t cell, struct mention *out)
{
    bool any = is_wc(x, cell, WC_ANY_THING);
    for (size_t i = x->sent.mentions.n; i-- > 0;) {
        const struct mention *m = &x->sent.mentions.p[i];
        if (m->anaphor || m->object || m->source)
            continue;
        bool fits = any || (is_wc(x, cell, WC_MODEL_THING) && m->type == ENT_MODEL) ||
                    (is_wc(x, cell, WC_AUTHOR_THING) && m->type == ENT_AUTHOR);
        if (!fits)
            continue;
        out->type = m->type;
        out->ents = m->ents;
        out->n = m->n;
        out->top = m->top;
        out->mode = m->mode;
        return true;
    }
    return false;
}

static bool is_anaphor(const struct extractor *x, size_t i)
{
    return is_wc(x, i, WC_ANY_THING) || is_wc(x, i, WC_MODEL_THING) ||
           is_wc(x, i, WC_AUTHOR_THING) || is_wc(x, i, WC_PLATFORM_THING) ||
           is_wc(x, i, WC_FIGURE_THING);
}

static void add_anaphor(struct extractor *x, size_t i)
{
    struct mention m = {.from = (uint16_t)i, .to = (uint16_t)(i + 1), .anaphor = true};
    while (is_anaphor(x, m.to) && !is_wc(x, i, WC_ANY_THING))
        m.to++;
    if (!antecedent_here(x, i, &m))
        set_from_ref(&m, antecedent(x, i));
    VEC_PUSH(&x->sent.mentions, m);
}

/* "MiniMax's M2.5", "Zhipu AI's flagship GLM 5", "China's DeepSeek": the last
 * one is meant. */
static bool owns_next(const struct extractor *x, const struct mention *a,
                      const struct mention *b)
{
    size_t i = a->to, words = 0;
    bool possessive = is_word(x, i, "'s");
    i += possessive;
    for (; i < b->from && words < 3; i++, words++)
        if (x->sent.cells.v.p[i].mark != CELL_WORD || is_wc(x, i, WC_PREPOSITION) ||
            is_wc(x, i, WC_FINITE) || is_wc(x, i, WC_AND) || is_wc(x, i, WC_FOR))
            return false;
    if (i != b->from || a->anaphor || b->anaphor)
        return false;
    bool finer =
        (a->type == ENT_AUTHOR && b->type == ENT_MODEL) ||
        (a->type == ENT_COUNTRY && (b->type == ENT_MODEL || b->type == ENT_AUTHOR));
    return finer && (possessive || a->to == b->from);
}

static void merge_owners(struct extractor *x)
{
    mentions_t *v = &x->sent.mentions;
    size_t n = 0;
    for (size_t i = 0; i < v->n; i++) {
        if (n && owns_next(x, &v->p[n - 1], &v->p[i])) {
            uint16_t from = v->p[n - 1].from;
            v->p[n - 1] = v->p[i];
            v->p[n - 1].from = from;
        } else {
            v->p[n++] = v->p[i];
        }
    }
    v->n = n;
}

/* ---- lists ---- */

/* Only commas, "and", "or" and "model(s)" between two members. */
static bool listed(const struct extractor *x, const struct mention *a,
                   const struct mention *b)
{
    bool makers = (a->type == ENT_MODEL || a->type == ENT_AUTHOR) &&
                  (b->type == ENT_MODEL || b->type == ENT_AUTHOR);
    if (b->from - a->to > 3 || (a->type != b->type && !makers) || a->anaphor ||
        b->anaphor)
        return false;
    bool joined = false;
    for (size_t i = a->to; i < b->from; i++) {
        bool join = x->sent.cells.v.p[i].mark == CELL_COMMA || is_wc(x, i, WC_AND);
        if (!join && !is_word(x, i, "models") && !is_word(x, i, "model"))
            return false;
        joined |= join;
    }
    return joined;
}

size_t mention_list_end(const struct extractor *x, size_t i)
{
    size_t end = i + 1;
    while (end < x->sent.mentions.n && x->sent.mentions.p[end].list == i)
        end++;
    return end;
}

static void find_lists(struct extractor *x)
{
    mentions_t *v = &x->sent.mentions;
    for (size_t i = 0; i < v->n; i++)
        v->p[i].list =
            i && listed(x, &v->p[i - 1], &v->p[i]) ? v->p[i - 1].list : (uint16_t)i;
    /* "A, B" alone is no list: it needs its "and" */
    for (size_t i = 0; i < v->n;) {
        size_t end = mention_list_end(x, i);
        bool joined = end - i == 1;
        for (size_t k = v->p[i].to; k < v->p[end - 1].from; k++)
            joined |= is_wc(x, k, WC_AND);
        for (size_t k = i; !joined && k < end; k++)
            v->p[k].list = (uint16_t)k;
        i = end;
    }
}

/* ---- roles ---- */

/* The cell before a mention, articles and adjectives skipped. */
static size_t before_mention(const struct extractor *x, size_t from)
{
    for (int skip = 0; from > 0 && skip < 3; skip++) {
        const struct cell *c = &x->sent.cells.v.p[from - 1];
        bool function = is_wc(x, from - 1, WC_PREPOSITION) ||
                        is_wc(x, from - 1, WC_BEAT) || is_wc(x, from - 1, WC_ACCORDING) ||
                        is_wc(x, from - 1, WC_FINITE);
        if (c->mark != CELL_WORD || function)
            break;
        from--;
    }
    return from;
}

static void set_roles(struct extractor *x, struct mention *m)
{
    size_t b = before_mention(x, m->from);
    if (b > 0) {
        m->object = is_wc(x, b - 1, WC_PREPOSITION);
        m->beaten = is_wc(x, b - 1, WC_BEAT);
        m->source = is_wc(x, b - 1, WC_ACCORDING);
    }
    m->possessive = is_word(x, m->to, "'s");
    for (size_t i = m->to; i < m->to + 5u && i < x->sent.cells.v.n; i++) {
        if (x->sent.cells.v.p[i].mark != CELL_WORD)
            break;
        if (is_wc(x, i, WC_SAY)) {
            m->source = true;
            break;
        }
        if (is_wc(x, i, WC_FINITE))
            break;
    }
}

void sent_mentions(struct extractor *x)
{
    const struct cells *c = &x->sent.cells;
    VEC_CLEAR(&x->sent.mentions);
    for (size_t i = 0; i < c->v.n; i++) {
        if (c->v.p[i].mark == CELL_ENTITY)
            add_entity(x, i);
        else if (c->v.p[i].mark == CELL_WORD && is_anaphor(x, i) &&
                 !(i && is_anaphor(x, i - 1) && c->v.p[i - 1].end + 1 == c->v.p[i].start))
            add_anaphor(x, i);
    }
    merge_owners(x);
    for (size_t i = 0; i < x->sent.mentions.n; i++)
        set_roles(x, &x->sent.mentions.p[i]);
    find_lists(x);
    for (size_t i = 0; i < x->sent.mentions.n; i++) { /* a list shares its head's role */
        struct mention *m = &x->sent.mentions.p[i];
        const struct mention *head = &x->sent.mentions.p[m->list];
        m->object = head->object;
        m->beaten = head->beaten;
    }
}
