/*
 * Layout: a header of fixed size, the node trees, the taggers' gates, then,
 * aligned, the serialized patterns.  Numbers are variable-length; strings have
 * a length and a NUL behind them, so that nodes can point into the file.
 */
#include "rule/cache.h"

#include "base/io.h"
#include "rule/claim_rule.h"
#include "rule/tagger.h"

#define CACHE_MAX (16u << 20)
#define FORMAT    "claimcheck rules 4 " CC_VERSION " "

struct header {
    char magic[8];
    uint64_t key, sum; /* sum: over all that follows the header */
    char hash[72];
    uint32_t n_files, n_taggers, n_codes;
    uint32_t nodes_at, taggers_at, symbols_at, patterns_at, codes_at, codes_len;
    uint32_t n_patterns;
};
static const char magic[8] = {'c', 'c', 'r', 'u', 'l', 'e', 's', '1'};

struct kept {
    struct gate gate;
    int32_t re, unless_before; /* indexes into codes, -1 none */
};
struct rule_cache {
    struct header head;
    struct str bytes;
    size_t at;         /* reading position */
    size_t nodes_next; /* where the next file's tree begins */
    size_t patterns_next;
    uint32_t patterns_read;
    uint32_t files_read;
    struct map taggers; /* id -> struct kept */
    struct regex **codes;
};

uint64_t cache_mix(uint64_t seed, struct str s)
{
    const uint64_t k = 0x9E3779B97F4A7C15u;
    uint64_t h = seed ^ (s.n * k);
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t w;
        memcpy(&w, s.p + i, 8);
        h = (h ^ w) * k;
        h ^= h >> 29;
    }
    for (; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * k;
    return h ^ h >> 32;
}

uint64_t cache_seed(void)
{
    char pcre[64];
    regex_version(pcre);
    return cache_mix(cache_mix(0, STR(FORMAT)), str_c(pcre));
}

/* ---- writing ---- */

static void put_int(struct buf *b, uint64_t v)
{
    while (v >= 0x80) {
        buf_addch(b, (char)(v | 0x80));
        v >>= 7;
    }
    buf_addch(b, (char)v);
}

static void put_text(struct buf *b, struct str s)
{
    put_int(b, s.n);
    buf_adds(b, s);
    buf_addch(b, '\0');
}

static bool left_out(const struct ynode *n)
{
    return str_eqc(n->key, "examples") || str_eqc(n->key, "rejects");
}

static void put_node(struct buf *b, const struct ynode *n)
{
    put_int(b, (uint64_t)n->type << 1 | n->quoted);
    put_int(b, (uint64_t)n->line);
    put_int(b, (uint64_t)n->col);
    put_int(b, (uint64_t)n->key_line);
    put_int(b, (uint64_t)n->key_col);
    put_text(b, n->key);
    put_int(b, n->n);
    if (n->type == Y_SCALAR)
        put_text(b, n->text);
    for (const struct ynode *c = n->first; c && !left_out(n); c = c->next)
        put_node(b, c);
}

static void put_gate(struct buf *b, const struct gate *g)
{
    put_int(b, g->open);
    put_int(b, g->near);
    put_int(b, g->far);
    put_int(b, g->n);
    put_int(b, g->n_also);
    for (uint32_t i = 0; i < g->n; i++)
        put_text(b, g->lits[i]);
    for (uint32_t i = 0; i < g->n_also; i++)
        put_text(b, g->also[i]);
}

/* The taggers with the indexes of their codes, which go to *codes. */
static void put_taggers(struct buf *b, const struct taggers *t,
                        const struct regex **codes, uint32_t *n)
{
    for (size_t i = 0; t && i < t->v.n; i++) {
        const struct tagger *g = &t->v.p[i];
        put_text(b, str_c(g->id));
        put_gate(b, &g->gate);
        codes[*n] = g->re;
        put_int(b, ++*n);
        if (g->unless_before)
            codes[(*n)++] = g->unless_before;
        put_int(b, g->unless_before ? *n : 0);
    }
}

static void put_symbols(struct buf *b, const struct symbols *s)
{
    struct str phrase;
    const struct lex_entry *e;
    size_t n = s ? symbols_count(s) : 0, phrases = 0;
    put_int(b, n);
    for (size_t i = 0; i < n; i++) {
        put_text(b, str_c(symbols_name(s, (sym_t)i)));
        put_int(b, symbols_mark(s, (sym_t)i));
    }
    while (s && symbols_phrase_at(s, phrases, &phrase, &e))
        phrases++;
    put_int(b, phrases);
    for (size_t i = 0; i < phrases; i++) {
        symbols_phrase_at(s, i, &phrase, &e);
        put_text(b, phrase);
        put_int(b, e->n);
        for (uint32_t k = 0; k < e->n; k++)
            put_int(b, e->syms[k]);
    }
}

static void put_pattern(struct buf *b, const struct claim_pattern *p)
{
    put_text(b, str_c(p->source));
    put_text(b, str_c(p->regex));
    put_int(b, p->has_value);
    put_int(b, p->n_needs);
    for (uint32_t i = 0; i < p->n_needs; i++) {
        put_int(b, p->needs[i].n);
        for (uint32_t k = 0; k < p->needs[i].n; k++)
            put_int(b, p->needs[i].syms[k]);
    }
}

/* `made`: the claim patterns' expressions, in the order of r->compiled. */
static void put_body(const struct rules *r, struct buf *b, struct header *h,
                     const struct regex **codes, struct regex *const *made)
{
    h->nodes_at = (uint32_t)b->n;
    for (size_t i = 0; i < r->files.n; i++) {
        const struct ynode *root = r->files.p[i].y.root;
        put_int(b, root != NULL);
        if (root)
            put_node(b, root);
    }
    h->taggers_at = (uint32_t)b->n;
    put_taggers(b, r->taggers, codes, &h->n_codes);
    h->symbols_at = (uint32_t)b->n;
    put_symbols(b, r->claims ? r->claims->syms : NULL);
    h->patterns_at = (uint32_t)b->n;
    h->n_patterns = (uint32_t)r->compiled.n;
    for (size_t i = 0; i < r->compiled.n; i++) {
        put_pattern(b, r->compiled.p[i]);
        codes[h->n_codes++] = made[i];
    }
    while (b->n % 16)
        buf_addch(b, '\0');
    h->codes_at = (uint32_t)b->n;
}

/* Expressions of the claim patterns; whoever asked for them frees them. */
static bool make_regexes(const struct rules *r, struct regex **made, struct err *e)
{
    for (size_t i = 0; i < r->compiled.n; i++) {
        size_t offset;
        made[i] =
            regex_compile(str_c(r->compiled.p[i]->regex), CLAIM_REGEX_FLAGS, e, &offset);
        if (!made[i])
            return false;
    }
    return true;
}

static bool write_all(const struct rules *r, struct header *h, struct buf *b,
                      const struct regex **codes, struct err *e)
{
    struct regex **made = xcalloc(r->compiled.n + 1, sizeof(struct regex *));
    bool ok = make_regexes(r, made, e);
    if (ok) {
        buf_add(b, h, sizeof(*h));
        put_body(r, b, h, codes, made);
        ok = regex_save(codes, h->n_codes, b, e);
        h->codes_len = (uint32_t)(b->n - h->codes_at);
    }
    for (size_t i = 0; i < r->compiled.n; i++)
        regex_free(made[i]);
    free(made);
    if (ok && b->cut)
        return err_set(e, "the compiled rules are too large");
    return ok;
}

bool cache_write(const struct rules *r, uint64_t key, const char *path, struct err *e)
{
    size_t n = r->taggers ? r->taggers->v.n : 0;
    struct header h = {
        .key = key, .n_files = (uint32_t)r->files.n, .n_taggers = (uint32_t)n};
    const struct regex **codes = xcalloc(2 * n + r->compiled.n + 1, sizeof(*codes));
    struct buf b;
    memcpy(h.magic, magic, sizeof(magic));
    memcpy(h.hash, r->hash, sizeof(r->hash));
    buf_init(&b, CACHE_MAX);
    bool ok = write_all(r, &h, &b, codes, e);
    if (ok) {
        h.sum = cache_mix(0, str_sub(buf_str(&b), sizeof(h), b.n));
        memcpy(b.p, &h, sizeof(h));
        ok = io_write_file(path, buf_str(&b), e);
    }
    buf_release(&b);
    free(codes);
    return ok;
}

/* ---- reading ---- */

static uint64_t get_int(struct rule_cache *c)
{
    uint64_t v = 0;
    for (int shift = 0; shift < 64 && c->at < c->bytes.n; shift += 7) {
        unsigned char ch = (unsigned char)c->bytes.p[c->at++];
        v |= (uint64_t)(ch & 0x7F) << shift;
        if (ch < 0x80)
            break;
    }
    return v;
}

static struct str get_text(struct rule_cache *c)
{
    size_t n = (size_t)get_int(c);
    if (n >= c->bytes.n - c->at)
        BUG("compiled rules end early");
    struct str s = str_of(c->bytes.p + c->at, n);
    c->at += n + 1;
    return s;
}

static struct ynode *get_node(struct rule_cache *c, struct arena *a)
{
    struct ynode *n = ARENA_NEW(a, struct ynode);
    uint64_t type = get_int(c);
    n->type = (enum ynode_type)(type >> 1);
    n->quoted = type & 1;
    n->line = (int)get_int(c);
    n->col = (int)get_int(c);
    n->key_line = (int)get_int(c);
    n->key_col = (int)get_int(c);
    n->key = get_text(c);
    n->n = (uint32_t)get_int(c);
    if (n->type == Y_SCALAR)
        n->text = get_text(c);
    struct ynode **link = &n->first;
    for (uint32_t i = 0; i < n->n && !left_out(n); i++) {
        *link = get_node(c, a);
        link = &(*link)->next;
    }
    return n;
}

static void get_gate(struct rule_cache *c, struct arena *a, struct gate *g)
{
    g->open = get_int(c) != 0;
    g->near = (uint32_t)get_int(c);
    g->far = (uint32_t)get_int(c);
    g->n = (uint32_t)get_int(c);
    g->n_also = (uint32_t)get_int(c);
    struct str *lits = ARENA_ARRAY(a, struct str, g->n + g->n_also + 1);
    for (uint32_t i = 0; i < g->n + g->n_also; i++)
        lits[i] = get_text(c);
    g->lits = lits;
    g->also = lits + g->n;
}

static void get_taggers(struct rule_cache *c, struct arena *a)
{
    c->at = c->head.taggers_at;
    for (uint32_t i = 0; i < c->head.n_taggers; i++) {
        struct kept *k = ARENA_NEW(a, struct kept);
        struct str id = get_text(c);
        get_gate(c, a, &k->gate);
        k->re = (int32_t)get_int(c) - 1;
        k->unless_before = (int32_t)get_int(c) - 1;
        map_put(&c->taggers, id, k);
    }
}

static bool header_fits(const struct rule_cache *c, uint64_t key)
{
    const struct header *h = &c->head;
    return memcmp(h->magic, magic, sizeof(magic)) == 0 && h->key == key &&
           (size_t)h->codes_at + h->codes_len == c->bytes.n &&
           h->sum == cache_mix(0, str_sub(c->bytes, sizeof(*h), c->bytes.n));
}

/* The file's bytes, which the set keeps: its strings point into them. */
static bool read_bytes(const char *path, struct rules *r, struct str *out)
{
    struct buf b;
    buf_init(&b, CACHE_MAX);
    if (!io_read_file(path, CACHE_MAX, &b, NULL) || b.n <= sizeof(struct header)) {
        buf_release(&b);
        return false;
    }
    out->n = b.n;
    out->p = r->cache_bytes = buf_steal(&b);
    return true;
}

struct rule_cache *cache_open(const char *path, uint64_t key, struct rules *r)
{
    struct rule_cache *c = ARENA_NEW(&r->arena, struct rule_cache);
    if (!read_bytes(path, r, &c->bytes))
        return NULL;
    memcpy(&c->head, c->bytes.p, sizeof(c->head));
    if (!header_fits(c, key))
        return NULL;
    c->codes = ARENA_ARRAY(&r->arena, struct regex *, c->head.n_codes + 1);
    struct str codes = str_sub(c->bytes, c->head.codes_at, c->bytes.n);
    if (!regex_load(codes, c->head.n_codes, c->codes))
        return NULL;
    map_init(&c->taggers);
    get_taggers(c, &r->arena);
    c->nodes_next = c->head.nodes_at;
    c->patterns_next = c->head.patterns_at;
    return c;
}

const char *cache_hash(const struct rule_cache *c)
{
    return c->head.hash;
}

bool cache_next_file(struct rule_cache *c, struct arena *a, struct ynode **root)
{
    if (c->files_read == c->head.n_files)
        return false;
    c->files_read++;
    c->at = c->nodes_next;
    *root = get_int(c) ? get_node(c, a) : NULL;
    c->nodes_next = c->at;
    return true;
}

static struct regex *take_code(struct rule_cache *c, int32_t index)
{
    if (index < 0 || (uint32_t)index >= c->head.n_codes)
        return NULL;
    struct regex *re = c->codes[index];
    c->codes[index] = NULL;
    return re;
}

bool cache_take_tagger(struct rule_cache *c, struct tagger *t)
{
    struct kept *k = map_get(&c->taggers, str_c(t->id));
    if (!k || k->re < 0 || !c->codes[k->re])
        return false;
    t->gate = k->gate;
    t->re = take_code(c, k->re);
    t->unless_before = take_code(c, k->unless_before);
    return true;
}

/* Its own marks and lengths come from adding it again. */
static void get_phrase(struct rule_cache *c, struct symbols *syms)
{
    struct str phrase = get_text(c);
    uint64_t n = get_int(c);
    for (uint64_t k = 0; k < n; k++)
        symbols_phrase(syms, phrase, (sym_t)get_int(c));
}

void cache_read_symbols(struct rule_cache *c, struct symbols *syms)
{
    c->at = c->head.symbols_at;
    uint64_t n = get_int(c);
    for (uint64_t i = 0; i < n; i++) {
        struct str name = get_text(c);
        symbols_add(syms, name, (enum cell_mark)get_int(c));
    }
    uint64_t phrases = get_int(c);
    for (uint64_t i = 0; i < phrases; i++)
        get_phrase(c, syms);
}

static void get_needs(struct rule_cache *c, struct arena *a, struct claim_pattern *out)
{
    out->n_needs = (uint32_t)get_int(c);
    if (out->n_needs > PATTERN_MAX_NEEDS)
        BUG("compiled pattern with %u needs", out->n_needs);
    for (uint32_t i = 0; i < out->n_needs; i++) {
        uint32_t n = (uint32_t)get_int(c);
        sym_t *syms = ARENA_ARRAY(a, sym_t, n + 1u);
        for (uint32_t k = 0; k < n; k++)
            syms[k] = (sym_t)get_int(c);
        out->needs[i] = (struct sym_need){syms, n};
    }
}

bool cache_next_pattern(struct rule_cache *c, struct rules *r, struct str source,
                        struct claim_pattern *out)
{
    if (c->patterns_read == c->head.n_patterns)
        return false;
    c->at = c->patterns_next;
    struct str was = get_text(c);
    if (!str_eq(was, source))
        BUG("compiled pattern '%.*s' where '%.*s' stands", STR_FMT(was), STR_FMT(source));
    *out = (struct claim_pattern){.source = was.p};
    out->regex = get_text(c).p;
    out->has_value = get_int(c) != 0;
    get_needs(c, &r->arena, out);
    c->patterns_next = c->at;
    struct regex *re = take_code(
        c, (int32_t)(c->head.n_codes - c->head.n_patterns + c->patterns_read++));
    if (re)
        VEC_PUSH(&r->ready, re);
    out->ready = re;
    return true;
}

void cache_close(struct rule_cache *c)
{
    for (uint32_t i = 0; i < c->head.n_codes; i++)
        regex_free(c->codes[i]);
    map_release(&c->taggers);
}
