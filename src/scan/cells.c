/*
 * Cuts a sentence into cells and looks up what each of them means.
 */
#include "scan/cells.h"

#include "base/utf8.h"

/* Marks by their character; the name is the symbol that patterns use. */
static const struct mark {
    const char *chars, *name;
    enum cell_mark mark;
} marks[] = {
    {",", "{comma}", CELL_COMMA},
    {";", "{semicolon}", CELL_STOP},
    {":", "{colon}", CELL_STOP},
    {".", "{dot}", CELL_STOP},
    {"!", "{dot}", CELL_STOP},
    {"?", "{question}", CELL_STOP},
    {"\xe2\x80\x94", "{dash}", CELL_STOP},
    {"\xe2\x80\x93", "{dash}", CELL_STOP},
    {"(", "{lparen}", CELL_STOP},
    {")", "{rparen}", CELL_STOP},
    {"[", "{lparen}", CELL_STOP},
    {"]", "{rparen}", CELL_STOP},
    {"|", "{bar}", CELL_STOP},
    {"\xe2\x97\x8f", "{bullet}", CELL_STOP},
    {"\xe2\x80\xa2", "{bullet}", CELL_STOP},
    {"/", "{slash}", CELL_WORD},
    {"->", "{arrow}", CELL_WORD},
    {"\xe2\x86\x92", "{arrow}", CELL_WORD},
    {"=", "{equals}", CELL_WORD},
    {"%", "{percentsign}", CELL_WORD},
    {"$", "{dollar}", CELL_WORD},
};

void cells_init(struct cells *c)
{
    memset(c, 0, sizeof(*c));
    buf_init(&c->s, 1u << 20);
}

void cells_release(struct cells *c)
{
    VEC_FREE(&c->v);
    buf_release(&c->s);
}

void cells_clear(struct cells *c)
{
    VEC_CLEAR(&c->v);
    buf_clear(&c->s);
    memset(&c->present, 0, sizeof(c->present));
}

/* To cell i; `words` 0 marks a later word of a phrase, for binding only. */
static void put_symbol_at(struct cells *c, size_t i, sym_t sym, int words)
{
    struct cell *cell = &c->v.p[i];
    if (sym == SYM_NONE || cell->n_syms == CELL_MAX_SYMS)
        return;
    for (int k = 0; k < cell->n_syms; k++)
        if (cell->syms[k] == sym && cell->words[k] == words)
            return;
    cell->syms[cell->n_syms] = sym;
    cell->words[cell->n_syms++] = (uint8_t)words;
    symset_add(&c->present, sym);
}

/* To the newest cell. */
static void put_symbol(struct cells *c, sym_t sym)
{
    put_symbol_at(c, c->v.n - 1, sym, 1);
}

static void put_named(struct cells *c, const struct claim_rules *rules, const char *name)
{
    put_symbol(c, symbols_get(rules->syms, str_c(name)));
}

static struct cell *open_cell(struct cells *c, enum cell_mark mark, uint32_t start,
                              uint32_t end)
{
    struct cell cell = {.start = start, .end = end, .mark = mark, .mark_sym = SYM_NONE};
    VEC_PUSH(&c->v, cell);
    return &c->v.p[c->v.n - 1];
}

/* ---- words ---- */

static bool is_alnum(int ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
           (ch >= '0' && ch <= '9') || ch >= 0xc3;
}

static int byte_at(struct str t, uint32_t at, uint32_t to)
{
    return at < to ? (unsigned char)t.p[at] : 0;
}

/* Length of an apostrophe at `at`, ASCII or typographic; 0 if there is none. */
static uint32_t apostrophe(struct str t, uint32_t at, uint32_t to)
{
    if (byte_at(t, at, to) == '\'')
        return 1;
    return at + 3 <= to && !memcmp(t.p + at, "\xe2\x80\x99", 3) ? 3 : 0;
}

/* Bytes of multi-byte punctuation (general punctuation, arrows, bullets). */
static bool is_punct3(struct str t, uint32_t at, uint32_t to)
{
    return at + 3 <= to && (unsigned char)t.p[at] == 0xe2;
}

static uint32_t char_len(struct str t, uint32_t at, uint32_t to)
{
    int len;
    utf8_get(t.p + at, t.p + to, &len);
    return (uint32_t)len;
}

/* End of the word that begins at `at`; an inner apostrophe belongs to it when
 * it is no possessive, an inner point between digits, too. */
static uint32_t word_end(struct str t, uint32_t at, uint32_t to)
{
    while (at < to) {
        int ch = byte_at(t, at, to);
        if (is_alnum(ch) && !is_punct3(t, at, to)) {
            at += char_len(t, at, to);
            continue;
        }
        uint32_t q = apostrophe(t, at, to);
        int next = byte_at(t, at + (q ? q : 1), to);
        bool possessive =
            q && (next == 's' || next == 'S') && !is_alnum(byte_at(t, at + q + 1, to));
        if (q && is_alnum(next) && !possessive)
            at += q;
        else if ((ch == '.' || ch == ',') && next >= '0' && next <= '9' && at &&
                 byte_at(t, at - 1, to) <= '9')
            at++;
        else
            break;
    }
    return at;
}

/* Lower case, typographic apostrophes made ASCII; cut at the room. */
static size_t fold_word(char *out, size_t room, struct str w)
{
    size_t n = 0;
    for (size_t i = 0; i < w.n && n < room; i++) {
        unsigned char ch = (unsigned char)w.p[i];
        if (ch == 0xe2 && i + 2 < w.n) {
            out[n++] = '\'';
            i += 2;
        } else {
            out[n++] = (char)(ch >= 'A' && ch <= 'Z' ? ch + 32 : ch);
        }
    }
    return n;
}

static const struct tag *tag_from(const tags_t *tags, size_t *next, uint32_t at)
{
    while (*next < tags->n && tags->p[*next].end <= at)
        ++*next;
    return *next < tags->n ? &tags->p[*next] : NULL;
}

static uint32_t add_word(struct cells *c, uint32_t at, uint32_t to, uint32_t limit)
{
    uint32_t end = word_end(c->text, at, to);
    if (end > limit)
        end = limit;
    struct cell *cell = open_cell(c, CELL_WORD, at, end);
    int first = (unsigned char)c->text.p[at];
    cell->capital = first <= 'Z' || first >= 0xc3;
    cell->word = true;
    return end;
}

/* ---- tags ---- */

static void put_unit(struct cells *c, const struct claim_rules *rules, const char *type,
                     const char *unit)
{
    char name[80];
    int n = snprintf(name, sizeof(name), "{%s:%s}", type, unit);
    if (n > 0 && n < (int)sizeof(name))
        put_named(c, rules, name);
}

/* Size classes of a bare number, which say what it can be. */
static void put_size(struct cells *c, const struct claim_rules *rules,
                     const struct tag *tag)
{
    crat v = tag->num.value;
    if (!v)
        return;
    if (mpq_cmp_si(v, 100000000, 1) >= 0 && tag->num.form != FORM_VAGUE)
        put_named(c, rules, "{big}");
    if (mpq_cmp_si(v, tag->num.form == FORM_VAGUE ? 100 : 20, 1) < 0)
        put_named(c, rules, "{tiny}");
    if (tag->num.form == FORM_VAGUE)
        put_named(c, rules, "{vague}");
    if (mpq_cmp_si(v, 10000000, 1) < 0)
        put_named(c, rules, "{small}");
    if (mpq_cmp_si(v, 4000, 1) >= 0 && mpq_cmp_si(v, 20000000, 1) < 0)
        put_named(c, rules, "{thousands}");
    if (tag->num.hi)
        put_named(c, rules, "{range}");
    if (tag->num.form == FORM_DIGITS && tag->num.place &&
        mpz_cmp_ui(mpq_denref(tag->num.place), 1) != 0)
        put_named(c, rules, "{decimal}");
    if (tag->rate != RATE_NONE)
        put_named(c, rules, "{rate}");
}

/* "#2", "No. 2", "number two": a place by itself, unlike "second". */
static bool is_numbered(struct str text, const struct tag *tag)
{
    struct str s = str_of(text.p + tag->start, tag->end - tag->start);
    return s.p[0] == '#' || (s.n > 2 && (str_ieq(str_sub(s, 0, 2), STR("no")) ||
                                         str_ieq(str_sub(s, 0, 2), STR("nu"))));
}

static void put_value(struct cells *c, const struct claim_rules *rules,
                      const struct tag *tag)
{
    const char *type = tag_type_name(tag->type);
    char name[40];
    put_named(c, rules, "{value}");
    snprintf(name, sizeof(name), "{%s}", type);
    put_named(c, rules, name);
    if (tag->unit)
        put_unit(c, rules, type, tag->unit);
    else if (tag->type == TAG_QUANTITY)
        put_named(c, rules, "{number}");
    put_size(c, rules, tag);
    int first = (unsigned char)c->text.p[tag->start];
    if (first == '+' || first == '-')
        put_named(c, rules, "{signed}");
    if (tag->type == TAG_ORDINAL && is_numbered(c->text, tag))
        put_named(c, rules, "{numbered}");
}

static void put_period(struct cells *c, const struct claim_rules *rules,
                       const struct tag *tag)
{
    put_named(c, rules, "{period}");
    put_named(c, rules,
              tag->type == TAG_DATE         ? "{date}"
              : tag->type == TAG_DATE_RANGE ? "{date_range}"
                                            : "{duration}");
    put_unit(c, rules, "period", period_type_name(tag->period.type));
    if (tag->type == TAG_DURATION && tag->unit)
        put_unit(c, rules, "duration", tag->unit);
}

static void put_entity(struct cells *c, const struct claim_rules *rules,
                       const struct tag *tag)
{
    put_named(c, rules, "{entity}");
    if (tag->n_ents)
        put_unit(c, rules, "entity", ent_type_name(tag->ents[0]->type));
    if (tag->top)
        put_named(c, rules, "{top}");
}

/* A hedge is a cell of its own only right before a number; elsewhere its
 * words are words ("more than" in "more than Claude"). */
static bool hedges_number(const struct cells *c, const tags_t *tags, size_t i)
{
    if (i + 1 >= tags->n || tags->p[i + 1].type >= TAG_ENTITY)
        return false;
    enum tag_type next = tags->p[i + 1].type; /* "more than the week before": no hedge */
    if ((next == TAG_DATE || next == TAG_DATE_RANGE) && tags->p[i].hedge != HEDGE_ABOUT)
        return false;
    uint32_t at = tags->p[i].end, to = tags->p[i + 1].start;
    struct str between = str_trim(str_of(c->text.p + at, to - at));
    static const char *const fill[] = {"",   "a", "the", "an",   "`",
                                       "**", "*", "by",  "just", "to"};
    for (size_t k = 0; k < ARRAY_LEN(fill); k++)
        if (str_ieq(between, str_c(fill[k])))
            return true;
    return false;
}

static void add_tag(struct cells *c, const struct claim_rules *rules,
                    const struct tag *tag)
{
    static const enum cell_mark mark_of[] = {
        [TAG_QUANTITY] = CELL_VALUE,  [TAG_PERCENT] = CELL_VALUE,
        [TAG_FRACTION] = CELL_VALUE,  [TAG_MULTIPLE] = CELL_VALUE,
        [TAG_MONEY] = CELL_VALUE,     [TAG_ORDINAL] = CELL_VALUE,
        [TAG_DATE] = CELL_PERIOD,     [TAG_DATE_RANGE] = CELL_PERIOD,
        [TAG_DURATION] = CELL_PERIOD, [TAG_ENTITY] = CELL_ENTITY,
        [TAG_HEDGE] = CELL_HEDGE,
    };
    enum cell_mark mark = mark_of[tag->type];
    struct cell *cell = open_cell(c, mark, tag->start, tag->end);
    cell->tag = tag;
    if (mark == CELL_VALUE)
        put_value(c, rules, tag);
    else if (mark == CELL_PERIOD)
        put_period(c, rules, tag);
    else if (mark == CELL_ENTITY)
        put_entity(c, rules, tag);
    else
        put_named(c, rules, "{hedge}");
    c->v.p[c->v.n - 1].word =
        tag->type == TAG_HEDGE || tag->type == TAG_ORDINAL || tag->type == TAG_MULTIPLE;
}

/* ---- marks ---- */

static uint32_t add_mark(struct cells *c, const struct claim_rules *rules, uint32_t at,
                         uint32_t to)
{
    uint32_t len = char_len(c->text, at, to);
    if (at + 1 < to && !memcmp(c->text.p + at, "->", 2))
        len = 2;
    struct str ch = str_of(c->text.p + at, len);
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (!str_eqc(ch, marks[i].chars))
            continue;
        struct cell *cell = open_cell(c, marks[i].mark, at, at + len);
        cell->mark_sym = symbols_get(rules->syms, str_c(marks[i].name));
        put_symbol(c, cell->mark_sym);
        if (marks[i].mark == CELL_STOP)
            put_named(c, rules, "{stop}");
        break;
    }
    return at + len;
}

/* A hyphen or dash between spaces parts clauses; within a word it is nothing. */
static bool is_spaced_dash(struct str t, uint32_t at, uint32_t to)
{
    return t.p[at] == '-' && at && t.p[at - 1] == ' ' && byte_at(t, at + 1, to) == ' ';
}

void cells_add_mark(struct cells *c, const struct claim_rules *rules, const char *mark,
                    uint32_t at)
{
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (strcmp(mark, marks[i].chars) != 0)
            continue;
        struct cell *cell = open_cell(c, marks[i].mark, at, at);
        cell->mark_sym = symbols_get(rules->syms, str_c(marks[i].name));
        put_symbol(c, cell->mark_sym);
        put_named(c, rules, "{stop}");
        return;
    }
}

static uint32_t add_other(struct cells *c, const struct claim_rules *rules, uint32_t at,
                          uint32_t to, uint32_t limit)
{
    uint32_t q = apostrophe(c->text, at, to);
    if (q && byte_at(c->text, at + q, to) == 's' &&
        !is_alnum(byte_at(c->text, at + q + 1, to))) {
        open_cell(c, CELL_WORD, at, at + q + 1);
        put_named(c, rules, "'s");
        return at + q + 1;
    }
    if (q && at && is_alnum(byte_at(c->text, at - 1, to)) &&
        (byte_at(c->text, at - 1, to) | 0x20) == 's' &&
        byte_at(c->text, at + q, to) == ' ') {
        open_cell(c, CELL_WORD, at, at + q);
        put_named(c, rules, "'s");
        return at + q;
    }
    int ch = byte_at(c->text, at, to);
    if (is_alnum(ch) && !is_punct3(c->text, at, to))
        return add_word(c, at, to, limit);
    if (is_spaced_dash(c->text, at, to)) {
        cells_add_mark(c, rules, "\xe2\x80\x94", at);
        return at + 1;
    }
    return add_mark(c, rules, at, to);
}

void cells_add(struct cells *c, const struct claim_rules *rules, struct str text,
               uint32_t from, uint32_t to, const tags_t *tags)
{
    c->text = text;
    size_t next = 0;
    for (uint32_t at = from; at < to && c->v.n < CELLS_MAX;) {
        const struct tag *tag = tag_from(tags, &next, at);
        while (tag && (tag->type == TAG_WORD ||
                       (tag->type == TAG_HEDGE && !hedges_number(c, tags, next)))) {
            next++;
            tag = next < tags->n ? &tags->p[next] : NULL;
        }
        if (tag && tag->start <= at) {
            add_tag(c, rules, tag);
            at = tag->end;
            next++;
            continue;
        }
        at = add_other(c, rules, at, to, tag ? tag->start : to);
    }
}

/* ---- words and phrases ---- */

/* Only a space or a hyphen between two words of a phrase. */
static bool joined(const struct cells *c, size_t i)
{
    const struct cell *a = &c->v.p[i - 1], *b = &c->v.p[i];
    return b->word && b->start == a->end + 1 &&
           (c->text.p[a->end] == ' ' || c->text.p[a->end] == '-');
}

static void put_lex(struct cells *c, const struct claim_rules *rules, size_t i, size_t n,
                    const struct lex_entry *e)
{
    for (uint32_t k = 0; k < e->n; k++) {
        put_symbol_at(c, i, e->syms[k], (int)n);
        for (size_t later = 1; later < n && symbols_binds(rules->syms, e->syms[k]);
             later++)
            put_symbol_at(c, i + later, e->syms[k], 0);
    }
}

/* All phrases that begin with cell i, the word itself first. */
static void look_up(struct cells *c, const struct claim_rules *rules, size_t i)
{
    char key[160];
    size_t n = 0;
    for (size_t k = i; k < c->v.n && k < i + LEX_MAX_PHRASE; k++) {
        const struct cell *cell = &c->v.p[k];
        if (k > i && !joined(c, k))
            return;
        if (n + 2 >= sizeof(key))
            return;
        if (n)
            key[n++] = ' ';
        n += fold_word(key + n, sizeof(key) - n,
                       str_of(c->text.p + cell->start, cell->end - cell->start));
        const struct lex_entry *e = symbols_lookup(rules->syms, str_of(key, n));
        if (!e)
            return;
        put_lex(c, rules, i, k - i + 1, e);
        if (!e->prefix)
            return;
    }
}

static void write_cell(struct cells *c, struct cell *cell)
{
    char u[4];
    cell->at = (uint32_t)c->s.n;
    buf_addch(&c->s, (char)cell->mark);
    for (int k = 0; k < cell->n_syms; k++) {
        if (!cell->words[k])
            continue;
        buf_add(&c->s, u, (size_t)utf8_put(u, SYM_CODE_BASE + cell->syms[k]));
        if (cell->words[k] > 1)
            buf_add(&c->s, u, (size_t)utf8_put(u, SYM_CODE_WORDS + cell->words[k]));
    }
}

void cells_finish(struct cells *c, const struct claim_rules *rules)
{
    for (size_t i = 0; i < c->v.n; i++)
        if (c->v.p[i].word)
            look_up(c, rules, i);
    buf_clear(&c->s);
    for (size_t i = 0; i < c->v.n; i++)
        write_cell(c, &c->v.p[i]);
}

size_t cells_index(const struct cells *c, uint32_t at)
{
    size_t lo = 0, hi = c->v.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (c->v.p[mid].at < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool cell_has(const struct cells *c, size_t i, sym_t sym)
{
    if (i >= c->v.n || sym == SYM_NONE || !symset_has(&c->present, sym))
        return false;
    const struct cell *cell = &c->v.p[i];
    for (int k = 0; k < cell->n_syms; k++)
        if (cell->syms[k] == sym)
            return true;
    return false;
}

struct str cells_text(const struct cells *c, size_t from, size_t to)
{
    if (from >= to || to > c->v.n)
        return STR_NONE;
    uint32_t a = c->v.p[from].start, b = c->v.p[to - 1].end;
    return str_of(c->text.p + a, b - a);
}
