/*
 * How a claim is worded: its hedge, what exactly is measured, who says so, and
 * whether it is stated as a fact at all.
 */
#include "scan/extractor.h"

static size_t value_cell(const struct hit *h)
{
    return h->value != NO_CELL ? h->value : h->from;
}

static const struct cell *cell_at(const struct extractor *x, size_t i)
{
    return &x->sent.cells.v.p[i];
}

/* ---- hedges ---- */

/* A hedge stands right before its number ("about 1.7", "more than a third") or
 * right after it ("400 or so"). */
void bind_hedge(struct extractor *x, const struct hit *h, struct claim *c)
{
    size_t v = value_cell(h), n = x->sent.cells.v.n;
    const struct tag *own = h->value != NO_CELL ? cell_at(x, v)->tag : NULL;
    c->hedge = own ? own->hedge : HEDGE_EXACT;
    if (h->rule->hedge) {
        c->hedge = (enum hedge)hedge_of(str_c(h->rule->hedge));
        return;
    }
    for (size_t k = v; own && k-- > 0 && v - k <= 2;) {
        const struct cell *cell = cell_at(x, k);
        if (cell->mark == CELL_HEDGE) {
            c->hedge = cell->tag->hedge;
            c->start = cell->start < c->start ? cell->start : c->start;
            return;
        }
        if (cell->mark != CELL_WORD || is_wc(x, k, WC_FINITE))
            break;
    }
    if (own && v + 1 < n && cell_at(x, v + 1)->mark == CELL_HEDGE &&
        (v + 2 >= n || cell_at(x, v + 2)->mark != CELL_VALUE)) {
        c->hedge = cell_at(x, v + 1)->tag->hedge;
        c->end = cell_at(x, v + 1)->end > c->end ? cell_at(x, v + 1)->end : c->end;
    }
}

/* ---- measure ---- */

/* Distance in cells to the nearest word of a class; after the number counts as
 * nearer, because English names the measure there. */
static size_t distance(const struct extractor *x, size_t v, enum word_class wc)
{
    size_t n = x->sent.cells.v.n, best = SIZE_MAX;
    uint8_t clause = x->sent.clause[v];
    for (size_t k = v + 1; k < n && k < v + 9; k++) {
        if (cell_at(x, k)->mark == CELL_VALUE ||
            cell_at(x, k)->mark_sym == x->semicolon ||
            cell_at(x, k)->mark == CELL_COMMA || is_wc(x, k, WC_AND))
            break;
        if (is_wc(x, k, wc)) {
            best = (k - v) * 2;
            break;
        }
    }
    for (size_t k = v; k-- > 0;) {
        if (!is_wc(x, k, wc))
            continue;
        size_t far = (v - k) * 2 + 1 + (x->sent.clause[k] == clause ? 0 : 8);
        if (cell_at(x, k)->end <= cell_at(x, v)->start && far < best)
            best = far;
        break;
    }
    return best;
}

/* A money tag may hold the word itself: "$0.3 per million input tokens". */
static enum word_class own_side(const struct extractor *x, const struct tag *t)
{
    static const char *const in[] = {"input", "prompt", " in"};
    static const char *const out[] = {"output", "completion", " out"};
    struct str s = str_of(x->sent.cells.text.p + t->start, t->end - t->start);
    for (size_t i = 0; i < ARRAY_LEN(in); i++) {
        if (str_find(s, str_c(out[i]), 0) < s.n)
            return WC_OUTPUT;
        if (str_find(s, str_c(in[i]), 0) < s.n)
            return WC_INPUT;
    }
    return WC_COUNT;
}

/* "$3 / $15", "$5 and $30": input and output, in this order. */
static const char *pair_measure(const struct extractor *x, size_t v)
{
    size_t n = x->sent.cells.v.n;
    const struct cell *c = x->sent.cells.v.p;
    bool link_after =
        v + 2 < n && (c[v + 1].mark_sym == x->slash || is_wc(x, v + 1, WC_AND));
    bool link_before =
        v >= 2 && (c[v - 1].mark_sym == x->slash || is_wc(x, v - 1, WC_AND));
    if (link_after && c[v + 2].tag && c[v + 2].tag->type == TAG_MONEY)
        return "price_input";
    if (link_before && c[v - 2].tag && c[v - 2].tag->type == TAG_MONEY)
        return "price_output";
    return NULL;
}

static const char *price_measure(struct extractor *x, const struct hit *h)
{
    size_t v = value_cell(h);
    bool told = is_wc(x, v + 1, WC_INPUT) || is_wc(x, v + 1, WC_OUTPUT);
    const char *pair = h->value != NO_CELL && !told ? pair_measure(x, v) : NULL;
    if (pair)
        return pair;
    if (h->value != NO_CELL) {
        enum word_class own = own_side(x, cell_at(x, v)->tag);
        if (own != WC_COUNT)
            return own == WC_INPUT ? "price_input" : "price_output";
    }
    size_t in = distance(x, v, WC_INPUT), out = distance(x, v, WC_OUTPUT);
    if (in != out)
        return in < out ? "price_input" : "price_output";
    const struct claims *all = x->out;
    for (size_t i = all->v.n; i-- > 0 && all->v.p[i].sentence == x->sent.index;)
        if (all->v.p[i].kind == KIND_PRICE && all->v.p[i].measure[0])
            return all->v.p[i].measure;
    if (symset_has(&x->sent.context, x->wc[WC_INPUT]) !=
        symset_has(&x->sent.context, x->wc[WC_OUTPUT]))
        return symset_has(&x->sent.context, x->wc[WC_INPUT]) ? "price_input"
                                                             : "price_output";
    return "";
}

static const char *share_measure(struct extractor *x, size_t v)
{
    static const struct {
        enum word_class wc;
        const char *measure;
    } kinds[] = {{WC_TOKENS, "tokens"},
                 {WC_MONEY, "revenue"},
                 {WC_USERS, "users"},
                 {WC_REQUESTS, "requests"}};
    size_t best = SIZE_MAX;
    const char *measure = "";
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        size_t d = distance(x, v, kinds[i].wc);
        if (d < best) {
            best = d;
            measure = kinds[i].measure;
        }
    }
    if (best == SIZE_MAX && symset_has(&x->sent.context, x->wc[WC_TOKENS]))
        return "tokens";
    return measure;
}

void bind_measure(struct extractor *x, const struct hit *h, struct claim *c)
{
    if (h->rule->measure) {
        c->measure = h->rule->measure;
        return;
    }
    switch (c->kind) {
    case KIND_LEVEL:
        c->measure = c->unit;
        break;
    case KIND_PRICE:
    case KIND_PRICE_RATIO:
        c->measure = price_measure(x, h);
        break;
    case KIND_CONTEXT_LENGTH:
        c->measure = "context";
        break;
    case KIND_DATE:
        c->measure = "release";
        break;
    case KIND_COUNT:
        c->measure = c->unit;
        break;
    case KIND_OTHER:
        c->measure = "";
        break;
    default:
        c->measure = share_measure(x, value_cell(h));
        break;
    }
}

/* ---- rate ---- */

/* "a day" right behind a number. */
static enum rate span_rate(const struct extractor *x, size_t i)
{
    const struct tag *t = i < x->sent.cells.v.n ? cell_at(x, i)->tag : NULL;
    if (!t || t->type != TAG_DURATION || !t->unit || !t->num.value ||
        mpq_cmp_si(t->num.value, 1, 1) != 0)
        return RATE_NONE;
    switch (t->unit[0]) {
    case 'd':
        return RATE_DAY;
    case 'w':
        return RATE_WEEK;
    case 'm':
        return RATE_MONTH;
    default:
        return RATE_NONE;
    }
}

/* "1.78 trillion a day", "weekly usage stood at 1.24 trillion". */
void bind_rate(struct extractor *x, const struct hit *h, struct claim *c)
{
    static const struct {
        enum word_class wc;
        enum rate rate;
    } rates[] = {
        {WC_RATE_DAY, RATE_DAY}, {WC_RATE_WEEK, RATE_WEEK}, {WC_RATE_MONTH, RATE_MONTH}};
    size_t v = value_cell(h), n = x->sent.cells.v.n;
    if (c->kind != KIND_LEVEL || c->rate != RATE_NONE)
        return;
    c->rate = span_rate(x, v + 1);
    if (c->rate != RATE_NONE)
        return;
    for (size_t i = 0; i < ARRAY_LEN(rates); i++) {
        bool here =
            is_wc(x, v + 1, rates[i].wc) || (v + 2 < n && is_wc(x, v + 2, rates[i].wc) &&
                                             cell_at(x, v + 1)->mark == CELL_WORD);
        for (size_t k = v; k-- > 0 && !here && v - k < 10;) {
            if (cell_at(x, k)->mark == CELL_VALUE || cell_at(x, k)->mark == CELL_STOP)
                break;
            here = is_wc(x, k, rates[i].wc) && is_wc(x, k + 1, WC_TOKENS);
        }
        if (here)
            c->rate = rates[i].rate;
    }
}

/* ---- attribution ---- */

static const char *name_of(struct extractor *x, const struct mention *m)
{
    if (m->n == 1)
        return m->ents[0]->name;
    return arena_strdup(&x->out->arena, cells_text(&x->sent.cells, m->from, m->to));
}

/* "according to Bank of X": capitals after the words that name a source. */
static const char *source_words(struct extractor *x)
{
    size_t n = x->sent.cells.v.n;
    for (size_t i = 0; i + 1 < n; i++) {
        if (!is_wc(x, i, WC_ACCORDING))
            continue;
        size_t from = i + 1;
        while (from < n && from < i + 4 && cell_at(x, from)->mark == CELL_WORD &&
               !cell_at(x, from)->capital)
            from++;
        size_t to = from;
        while (to < n && cell_at(x, to)->mark == CELL_WORD && cell_at(x, to)->capital)
            to++;
        if (to > from)
            return arena_strdup(&x->out->arena, cells_text(&x->sent.cells, from, to));
    }
    return NULL;
}

void bind_attribution(struct extractor *x, struct claim *c)
{
    for (size_t i = 0; i < x->sent.mentions.n; i++)
        if (x->sent.mentions.p[i].source && x->sent.mentions.p[i].type != ENT_COUNTRY) {
            c->attribution = name_of(x, &x->sent.mentions.p[i]);
            return;
        }
    c->attribution = source_words(x);
}

/* ---- modality ---- */

static bool word_before(const struct extractor *x, size_t v, size_t reach,
                        enum word_class wc)
{
    for (size_t k = v; k-- > 0 && v - k <= reach;) {
        if (cell_at(x, k)->mark == CELL_STOP && cell_at(x, k)->mark_sym != x->lparen)
            return false;
        if (is_wc(x, k, wc))
            return true;
    }
    return false;
}

static bool is_question(const struct extractor *x)
{
    uint32_t end = x->sent.at->end;
    struct str t = x->sent.cells.text;
    while (end > x->sent.at->start && strchr(" \"')*", t.p[end - 1]))
        end--;
    return end > x->sent.at->start && t.p[end - 1] == '?';
}

/* Within quotation marks that hold more than a few words. */
static bool is_quoted(const struct extractor *x, const struct claim *c)
{
    struct str t = x->sent.cells.text;
    uint32_t from = x->sent.at->start, open = 0;
    bool in = false;
    for (uint32_t i = from; i < c->start; i++) {
        bool curly = i + 3 <= c->start && !memcmp(t.p + i, "\xe2\x80", 2);
        bool opens =
            (curly && (unsigned char)t.p[i + 2] == 0x9c) || (t.p[i] == '"' && !in);
        bool closes =
            (curly && (unsigned char)t.p[i + 2] == 0x9d) || (t.p[i] == '"' && in);
        if (opens)
            open = i;
        if (opens || closes)
            in = opens;
    }
    if (!in)
        return false;
    uint32_t end = c->end;
    while (end < x->sent.at->end && t.p[end] != '"' &&
           memcmp(t.p + end, "\xe2\x80\x9d", 3) != 0)
        end++;
    return end - open > 40;
}

void bind_modality(struct extractor *x, const struct hit *h, struct claim *c)
{
    size_t v = value_cell(h);
    c->modality = MOD_FACT;
    if (is_question(x))
        c->modality = MOD_QUESTION;
    else if (word_before(x, v, 5, WC_NOT) && c->kind != KIND_COUNT)
        c->modality = MOD_NEGATED;
    else if (word_before(x, v, 12, WC_TARGET))
        c->modality = MOD_TARGET;
    else if (word_before(x, v, 20, WC_IF))
        c->modality = MOD_CONDITIONAL;
    else if (word_before(x, v, 12, WC_FORECAST))
        c->modality = MOD_FORECAST;
    else if (is_quoted(x, c))
        c->modality = MOD_QUOTE;
    for (size_t k = 0; k < x->sent.cells.v.n; k++)
        c->first |= is_wc(x, k, WC_FIRST_TIME);
}
