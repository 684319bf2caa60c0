/*
 * The compiler of claim patterns: a recursive descent over the source that
 * writes the regular expression and, on the way, notes which symbols every
 * match must hold (the gate).
 */
#include "rule/claim_pattern.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "rule/ruleset.h"

/* Tags that a pattern may name, and in which sort of cell they are found. */
static const struct builtin {
    const char *name;
    enum cell_mark mark;
} builtins[] = {
    {"value", CELL_VALUE},       {"quantity", CELL_VALUE},   {"percent", CELL_VALUE},
    {"fraction", CELL_VALUE},    {"multiple", CELL_VALUE},   {"money", CELL_VALUE},
    {"ordinal", CELL_VALUE},     {"number", CELL_VALUE},     {"big", CELL_VALUE},
    {"small", CELL_VALUE},       {"signed", CELL_VALUE},     {"decimal", CELL_VALUE},
    {"rate", CELL_VALUE},        {"tiny", CELL_VALUE},       {"vague", CELL_VALUE},
    {"numbered", CELL_VALUE},    {"thousands", CELL_VALUE},  {"topic", CELL_WORD},
    {"range", CELL_VALUE},       {"period", CELL_PERIOD},    {"date", CELL_PERIOD},
    {"date_range", CELL_PERIOD}, {"duration", CELL_PERIOD},  {"entity", CELL_ENTITY},
    {"top", CELL_ENTITY},        {"hedge", CELL_HEDGE},      {"stop", CELL_STOP},
    {"comma", CELL_COMMA},       {"semicolon", CELL_STOP},   {"colon", CELL_STOP},
    {"dot", CELL_STOP},          {"question", CELL_STOP},    {"dash", CELL_STOP},
    {"lparen", CELL_STOP},       {"rparen", CELL_STOP},      {"bar", CELL_STOP},
    {"bullet", CELL_STOP},       {"slash", CELL_WORD},       {"arrow", CELL_WORD},
    {"equals", CELL_WORD},       {"percentsign", CELL_WORD}, {"dollar", CELL_WORD},
};

/* Words that the scanner itself asks for. */
static const char *const engine_words[] = {"'s", "model", "models", "the",
                                           "respectively"};

struct needs {
    struct sym_need v[PATTERN_MAX_NEEDS];
    uint32_t n;
};

struct parser {
    const struct claim_env *env;
    struct str src;
    size_t at;
    int depth;
    struct buf out;
    bool has_value, value_seen;
    struct err *err;
    size_t err_at;
};

static bool fail(struct parser *p, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
static bool fail(struct parser *p, size_t at, const char *fmt, ...)
{
    char msg[256];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof(msg), fmt, ap);
    va_end(ap);
    p->err_at = at;
    return err_set(p->err, "%s", msg);
}

static int peek(const struct parser *p)
{
    return p->at < p->src.n ? (unsigned char)p->src.p[p->at] : -1;
}

static void skip_space(struct parser *p)
{
    while (peek(p) == ' ' || peek(p) == '\n' || peek(p) == '\t')
        p->at++;
}

static bool is_word_byte(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '\'' || c == '&' || c >= 0x80;
}

/* ---- needs ---- */

static void needs_add(struct needs *n, struct sym_need need)
{
    if (need.n && n->n < PATTERN_MAX_NEEDS)
        n->v[n->n++] = need;
}

/* Lower is rarer: words and classes before numbers and names, few before many. */
static uint32_t need_cost(const struct parser *p, const struct sym_need *n)
{
    uint32_t cost = n->n;
    for (uint32_t i = 0; i < n->n; i++)
        if (symbols_mark(p->env->syms, n->syms[i]) != CELL_WORD)
            cost += 4;
    return cost;
}

static struct sym_need needs_best(const struct parser *p, const struct needs *n)
{
    struct sym_need best = {NULL, 0};
    for (uint32_t i = 0; i < n->n; i++)
        if (!best.n || need_cost(p, &n->v[i]) < need_cost(p, &best))
            best = n->v[i];
    return best;
}

static struct sym_need need_union(struct parser *p, struct sym_need a, struct sym_need b)
{
    if (!a.n || !b.n)
        return (struct sym_need){NULL, 0};
    sym_t *v = ARENA_ARRAY(p->env->arena, sym_t, a.n + b.n);
    memcpy(v, a.syms, a.n * sizeof(*v));
    memcpy(v + a.n, b.syms, b.n * sizeof(*v));
    return (struct sym_need){v, a.n + b.n};
}

/* ---- cells ---- */

typedef VEC(sym_t) syms_t;

static void put_markers(struct parser *p, unsigned marks)
{
    buf_addch(&p->out, '[');
    for (int m = CELL_WORD; m < CELL_MARKS; m++)
        if (marks & (1u << m))
            buf_addch(&p->out, (char)m);
    buf_addch(&p->out, ']');
}

#define NO_MARK   "[^\x01-\x07]"
#define ALL_MARKS (((1u << CELL_MARKS) - 1) & ~1u)

static void put_code(struct parser *p, unsigned code)
{
    char u[4];
    buf_add(&p->out, u, (size_t)utf8_put(u, code));
}

static void put_codes(struct parser *p, const syms_t *v)
{
    if (v->n > 1)
        buf_addch(&p->out, '[');
    for (size_t i = 0; i < v->n; i++)
        put_code(p, SYM_CODE_BASE + v->p[i]);
    if (v->n > 1)
        buf_addch(&p->out, ']');
}

static unsigned cell_marks(const struct parser *p, const syms_t *v)
{
    unsigned marks = 0;
    for (size_t i = 0; i < v->n; i++)
        marks |= 1u << symbols_mark(p->env->syms, v->p[i]);
    if (marks & (1u << CELL_WORD)) /* hedges and ordinals are words, too */
        marks |= 1u << CELL_HEDGE | 1u << CELL_VALUE;
    return marks;
}

#define ANY_CELL "[\x01-\x07]" NO_MARK "*+"

/* The codes and the rest of the cell; for a class with phrases also the cells
 * that a phrase takes besides. */
static void put_symbols(struct parser *p, const syms_t *v)
{
    unsigned lengths = 0;
    for (size_t i = 0; i < v->n; i++)
        lengths |= symbols_lengths(p->env->syms, v->p[i]);
    if (!(lengths & ~2u)) {
        put_codes(p, v);
        buf_addc(&p->out, NO_MARK "*+");
        return;
    }
    buf_addc(&p->out, "(?:");
    for (int n = LEX_MAX_PHRASE; n > 1; n--) { /* the longest first */
        if (!(lengths & (1u << n)))
            continue;
        put_codes(p, v);
        put_code(p, SYM_CODE_WORDS + (unsigned)n);
        buf_addf(&p->out, NO_MARK "*+(?:" ANY_CELL "){%d}|", n - 1);
    }
    put_codes(p, v);
    buf_addc(&p->out, "(?![");
    put_code(p, SYM_CODE_WORDS);
    buf_addch(&p->out, '-');
    put_code(p, SYM_CODE_WORDS + LEX_MAX_PHRASE);
    buf_addc(&p->out, "])" NO_MARK "*+)");
}

static void put_cell(struct parser *p, const syms_t *v, const syms_t *both, bool negated)
{
    if (negated) {
        put_markers(p, ALL_MARKS);
        buf_addc(&p->out, "(?!" NO_MARK "*?");
        put_codes(p, v);
        buf_addc(&p->out, ")" NO_MARK "*+");
        return;
    }
    put_markers(p, cell_marks(p, v));
    if (both->n) {
        buf_addc(&p->out, "(?=" NO_MARK "*?");
        put_codes(p, both);
        buf_addch(&p->out, ')');
    }
    buf_addc(&p->out, NO_MARK "*?");
    put_symbols(p, v);
}

static const struct builtin *builtin_of(struct str name)
{
    size_t n = str_find(name, STR(":"), 0);
    for (size_t i = 0; i < ARRAY_LEN(builtins); i++)
        if (str_eqc(str_sub(name, 0, n), builtins[i].name))
            return &builtins[i];
    return NULL;
}

/* A word table of the vocabulary becomes a class when a pattern first names it. */
static sym_t class_symbol(struct symbols *syms, struct str key, const struct table *words)
{
    sym_t sym = symbols_add(syms, key, CELL_WORD);
    for (size_t i = 0; sym != SYM_NONE && i < words->items.n; i++)
        symbols_phrase(syms, words->items.p[i].key, sym);
    return sym;
}

void claim_symbols_init(struct symbols *syms, const struct rules *rules)
{
    char key[96];
    for (size_t i = 0; i < ARRAY_LEN(builtins); i++) {
        snprintf(key, sizeof(key), "{%s}", builtins[i].name);
        symbols_add(syms, str_c(key), builtins[i].mark);
    }
    for (size_t i = 0; i < ARRAY_LEN(engine_words); i++) {
        struct str w = str_c(engine_words[i]);
        symbols_phrase(syms, w, symbols_add(syms, w, CELL_WORD));
    }
    for (size_t i = 0; i < rules->tables.n; i++) {
        const struct table *t = rules->tables.p[i];
        if (!str_starts(str_c(t->vocab.name), STR("bind_")))
            continue;
        snprintf(key, sizeof(key), "{%s}", t->vocab.name);
        class_symbol(syms, str_c(key), t);
    }
}

static sym_t ref_symbol(struct parser *p, struct str name, size_t at)
{
    char key[96];
    int n = snprintf(key, sizeof(key), "{%.*s}", STR_FMT(name));
    if (n >= (int)sizeof(key)) {
        fail(p, at, "name of a class is too long");
        return SYM_NONE;
    }
    sym_t sym = symbols_get(p->env->syms, str_of(key, (size_t)n));
    if (sym != SYM_NONE)
        return sym;
    const struct table *words = p->env->rules ? vocab_table(p->env->rules, name) : NULL;
    if (words)
        return class_symbol(p->env->syms, str_of(key, (size_t)n), words);
    const struct builtin *b = builtin_of(name);
    if (!b) {
        fail(p, at, "there is no class, tag or phrase '%.*s'", STR_FMT(name));
        return SYM_NONE;
    }
    return symbols_add(p->env->syms, str_of(key, (size_t)n), b->mark);
}

static bool word_symbol(struct parser *p, struct str word, size_t at, sym_t *out)
{
    char low[64];
    if (word.n >= sizeof(low))
        return fail(p, at, "word is too long");
    for (size_t i = 0; i < word.n; i++)
        low[i] =
            (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
    struct str w = str_of(low, word.n);
    *out = symbols_add(p->env->syms, w, CELL_WORD);
    if (*out == SYM_NONE)
        return fail(p, at, "too many words and classes");
    symbols_phrase(p->env->syms, w, *out);
    return true;
}

static bool parse_ref(struct parser *p, struct str *name)
{
    size_t from = p->at++;
    while (peek(p) != '}' && peek(p) != -1)
        p->at++;
    if (peek(p) == -1)
        return fail(p, from, "'{' without '}'");
    *name = str_sub(p->src, from + 1, p->at);
    p->at++;
    return true;
}

/* One part of a cell: a word or a reference. */
static bool parse_part(struct parser *p, syms_t *v)
{
    size_t from = p->at;
    sym_t sym;
    if (peek(p) == '{') {
        struct str name;
        if (!parse_ref(p, &name))
            return false;
        sym = ref_symbol(p, name, from);
        if (sym == SYM_NONE)
            return false;
    } else {
        while (is_word_byte(peek(p)))
            p->at++;
        if (p->at == from)
            return fail(p, from, "unexpected '%c'", peek(p) < 0 ? ' ' : peek(p));
        if (!word_symbol(p, str_sub(p->src, from, p->at), from, &sym))
            return false;
    }
    VEC_PUSH(v, sym);
    return true;
}

static bool all_values(const struct parser *p, const syms_t *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (symbols_mark(p->env->syms, v->p[i]) != CELL_VALUE)
            return false;
    return true;
}

static void add_need(struct parser *p, const syms_t *v, struct needs *needs)
{
    needs_add(needs,
              (struct sym_need){arena_dup(p->env->arena, v->p, v->n * sizeof(sym_t)),
                                (uint32_t)v->n});
}

/* a/b/c, and what the cell must be besides: {quantity:tokens}+{small} */
static bool parse_parts(struct parser *p, syms_t *v, syms_t *both)
{
    do {
        if (!parse_part(p, v))
            return false;
    } while (peek(p) == '/' && ++p->at);
    if (peek(p) != '+')
        return true;
    p->at++;
    do {
        if (!parse_part(p, both))
            return false;
    } while (peek(p) == '/' && ++p->at);
    return true;
}

static bool parse_cell(struct parser *p, bool named, struct needs *needs)
{
    syms_t v = {0}, both = {0};
    bool negated = peek(p) == '!';
    p->at += negated;
    bool ok = parse_parts(p, &v, &both);
    if (ok) {
        bool value =
            !named && !negated && !p->has_value && !p->value_seen && all_values(p, &v);
        if (value)
            buf_addc(&p->out, "(?<value>");
        put_cell(p, &v, &both, negated);
        if (value) {
            buf_addch(&p->out, ')');
            p->value_seen = true;
        }
        if (!negated)
            add_need(p, &v, needs);
        if (both.n)
            add_need(p, &both, needs);
    }
    VEC_FREE(&v);
    VEC_FREE(&both);
    return ok;
}

/* ---- structure ---- */

static bool parse_alternatives(struct parser *p, struct needs *needs);

static bool parse_gap(struct parser *p, struct str ref, size_t at)
{
    int64_t max = str_starts(ref, STR("any")) ? 6 : 4;
    size_t colon = str_find(ref, STR(":"), 0);
    if (colon < ref.n && (!str_i64(str_sub(ref, colon + 1, ref.n), &max) || max < 1 ||
                          max > PATTERN_MAX_GAP))
        return fail(p, at, "a gap is at most %d words", PATTERN_MAX_GAP);
    unsigned marks =
        1u << CELL_WORD | 1u << CELL_ENTITY | 1u << CELL_PERIOD | 1u << CELL_HEDGE;
    if (str_starts(ref, STR("any")))
        marks |= 1u << CELL_VALUE | 1u << CELL_COMMA;
    buf_addc(&p->out, "(?:");
    put_markers(p, marks);
    buf_addf(&p->out, NO_MARK "*+){0,%d}?", (int)max);
    return true;
}

static bool is_gap(struct str ref)
{
    return str_eqc(ref, "gap") || str_eqc(ref, "any") || str_starts(ref, STR("gap:")) ||
           str_starts(ref, STR("any:"));
}

static bool parse_phrase(struct parser *p, const char *source, struct needs *needs)
{
    if (++p->depth > PATTERN_MAX_DEPTH)
        return fail(p, p->at, "phrases are nested too deep");
    struct str src = p->src;
    size_t at = p->at;
    p->src = str_c(source);
    p->at = 0;
    buf_addc(&p->out, "(?:");
    bool ok = parse_alternatives(p, needs);
    if (ok && peek(p) != -1)
        ok = fail(p, at, "unbalanced ')' in a phrase");
    buf_addc(&p->out, ")");
    p->src = src;
    p->at = at;
    if (!ok)
        p->err_at = at;
    p->depth--;
    return ok;
}

static bool parse_group(struct parser *p, struct needs *needs)
{
    size_t from = p->at++;
    bool look = peek(p) == '?';
    if (look) {
        p->at++;
        int c = peek(p);
        if (c != '=' && c != '!')
            return fail(p, p->at, "'(?' is followed by '=' or '!'");
        p->at++;
        buf_addf(&p->out, "(?%c", c);
    } else {
        buf_addc(&p->out, "(?:");
    }
    if (++p->depth > PATTERN_MAX_DEPTH)
        return fail(p, from, "brackets are nested too deep");
    struct needs inner = {.n = 0};
    if (!parse_alternatives(p, &inner))
        return false;
    if (peek(p) != ')')
        return fail(p, from, "'(' without ')'");
    p->at++;
    p->depth--;
    buf_addch(&p->out, ')');
    for (uint32_t i = 0; !look && i < inner.n; i++)
        needs_add(needs, inner.v[i]);
    return true;
}

/* {gap}, {phrase}, or a cell that begins with a reference. */
static bool parse_braced(struct parser *p, bool named, struct needs *needs)
{
    size_t from = p->at;
    struct str ref;
    if (!parse_ref(p, &ref))
        return false;
    if (is_gap(ref))
        return parse_gap(p, ref, from);
    const char *phrase = p->env->phrases ? map_get(p->env->phrases, ref) : NULL;
    if (phrase && peek(p) != '/')
        return parse_phrase(p, phrase, needs);
    p->at = from;
    return parse_cell(p, named, needs);
}

/* name= in front of an item; false when there is none (nothing consumed). */
static bool parse_name(struct parser *p, struct str *name)
{
    size_t i = p->at;
    while (i < p->src.n &&
           ((p->src.p[i] >= 'a' && p->src.p[i] <= 'z') || p->src.p[i] == '_' ||
            (p->src.p[i] >= '0' && p->src.p[i] <= '9')))
        i++;
    if (i == p->at || i >= p->src.n || p->src.p[i] != '=')
        return false;
    *name = str_sub(p->src, p->at, i);
    p->at = i + 1;
    return true;
}

static bool parse_anchor(struct parser *p)
{
    int c = peek(p);
    if (c != '^' && c != '$')
        return false;
    p->at++;
    buf_addc(&p->out, c == '^' ? "^" : "(?:[\x03]" NO_MARK "*+)?$");
    return true;
}

static bool parse_item(struct parser *p, struct needs *needs)
{
    struct str name = STR_NONE;
    bool named = parse_name(p, &name);
    if (!named && parse_anchor(p))
        return true;
    struct needs own = {.n = 0};
    size_t wrap = p->out.n;
    buf_addc(&p->out, "(?:");
    if (named)
        buf_addf(&p->out, "(?<%.*s>", STR_FMT(name));
    bool ok = peek(p) == '('   ? parse_group(p, &own)
              : peek(p) == '{' ? parse_braced(p, named, &own)
                               : parse_cell(p, named, &own);
    if (!ok)
        return false;
    buf_addc(&p->out, named ? "))" : ")");
    if (peek(p) == '?') {
        p->at++;
        buf_addch(&p->out, '?');
        own.n = 0;
    } else if (!named) { /* no need to group: "(?:x)" -> "x" */
        memmove(p->out.p + wrap, p->out.p + wrap + 3, p->out.n - wrap - 3);
        p->out.n -= 4;
        p->out.p[p->out.n] = '\0';
    }
    for (uint32_t i = 0; i < own.n; i++)
        needs_add(needs, own.v[i]);
    return true;
}

static bool parse_sequence(struct parser *p, struct needs *needs)
{
    skip_space(p);
    while (peek(p) != -1 && peek(p) != ')' && peek(p) != '|') {
        if (!parse_item(p, needs))
            return false;
        skip_space(p);
    }
    return true;
}

static bool parse_alternatives(struct parser *p, struct needs *needs)
{
    struct needs first = {.n = 0};
    bool seen = p->value_seen;
    if (!parse_sequence(p, &first))
        return false;
    if (peek(p) != '|') {
        *needs = first;
        return true;
    }
    struct sym_need both = needs_best(p, &first);
    bool any_value = p->value_seen;
    while (peek(p) == '|') {
        p->at++;
        buf_addch(&p->out, '|');
        struct needs next = {.n = 0};
        p->value_seen = seen;
        if (!parse_sequence(p, &next))
            return false;
        any_value |= p->value_seen;
        both = need_union(p, both, needs_best(p, &next));
    }
    p->value_seen = any_value;
    needs->n = 0;
    needs_add(needs, both);
    return true;
}

/* Whether a part is named "value", here or in a phrase that is used. */
static bool names_value(struct str s)
{
    for (size_t i = str_find(s, STR("value="), 0); i < s.n;
         i = str_find(s, STR("value="), i + 1))
        if (i == 0 || !is_word_byte((unsigned char)s.p[i - 1]))
            return true;
    return false;
}

static bool pattern_finish(struct parser *p, const struct needs *needs,
                           struct claim_pattern *out)
{
    out->source = arena_strdup(p->env->arena, p->src);
    out->regex = arena_strdup(p->env->arena, buf_str(&p->out));
    memcpy(out->needs, needs->v, sizeof(out->needs));
    out->n_needs = needs->n;
    out->has_value = p->has_value || p->value_seen;
    return true;
}

bool claim_pattern_compile(const struct claim_env *env, struct str source,
                           struct claim_pattern *out, struct err *e, size_t *offset)
{
    struct parser p = {.env = env, .src = source, .err = e};
    p.has_value = names_value(source);
    buf_init(&p.out, 1u << 16);
    struct needs needs = {.n = 0};
    bool ok = parse_alternatives(&p, &needs);
    if (ok && peek(&p) == ')')
        ok = fail(&p, p.at, "')' without '('");
    if (ok && p.out.cut)
        ok = fail(&p, 0, "pattern is too long");
    if (ok)
        pattern_finish(&p, &needs, out);
    *offset = ok ? 0 : p.err_at;
    buf_release(&p.out);
    return ok;
}

bool claim_pattern_gate(const struct claim_pattern *p, const struct symset *present)
{
    for (uint32_t i = 0; i < p->n_needs; i++) {
        bool met = false;
        for (uint32_t k = 0; k < p->needs[i].n && !met; k++)
            met = symset_has(present, p->needs[i].syms[k]);
        if (!met)
            return false;
    }
    return true;
}
