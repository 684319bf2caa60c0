/*
 * PCRE2 with the settings that hostile text needs: limits on steps, depth and
 * memory, no second UTF-8 check, a bound on where a match may start.
 */
#include "rule/regex.h"

#include <stdatomic.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/utf8.h"

#define MATCH_LIMIT     400000u
#define DEPTH_LIMIT     5000u
#define HEAP_LIMIT_KIB  4096u
#define JIT_AFTER_BYTES (10u << 10)
#define JIT_STACK_MAX   (256u << 10)

struct regex {
    pcre2_code *code;
    _Atomic(pcre2_code *) fast; /* a copy with machine code, once there is one */
    _Atomic uint32_t seen;      /* bytes of subjects, until the copy is made */
    int groups;
    const unsigned char *names;
    uint32_t n_names, name_size;
};

struct regex_ctx {
    pcre2_match_context *mc;
    pcre2_match_data *md;
    pcre2_jit_stack *stack;
    int n; /* pairs that the last match filled */
};

static uint32_t compile_options(unsigned flags)
{
    uint32_t o =
        PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C;
    if (flags & REGEX_CASELESS)
        o |= PCRE2_CASELESS;
    if (flags & REGEX_DUPNAMES)
        o |= PCRE2_DUPNAMES;
    return o;
}

static void fill_info(struct regex *re)
{
    uint32_t count = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(re->code, PCRE2_INFO_CAPTURECOUNT, &count);
    re->groups = (int)count;
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMECOUNT, &re->n_names);
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMEENTRYSIZE, &re->name_size);
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMETABLE, &table);
    re->names = table;
}

static struct regex *wrap(pcre2_code *c)
{
    struct regex *re = xcalloc(1, sizeof(*re));
    re->code = c;
    fill_info(re);
    return re;
}

struct regex *regex_compile(struct str pattern, unsigned flags, struct err *e,
                            size_t *offset)
{
    int code = 0;
    PCRE2_SIZE at = 0;
    *offset = 0;
    if (pattern.n > REGEX_MAX_PATTERN) {
        err_set(e, "pattern is longer than %u bytes", REGEX_MAX_PATTERN);
        return NULL;
    }
    if (utf8_valid(pattern) < pattern.n) {
        err_set(e, "bad pattern: not valid UTF-8");
        return NULL;
    }
    pcre2_code *c = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
                                  compile_options(flags), &code, &at, NULL);
    if (!c) {
        char msg[200] = "";
        pcre2_get_error_message(code, (PCRE2_UCHAR *)msg, sizeof(msg));
        err_set(e, "bad pattern: %s", msg);
        *offset = at < pattern.n ? at : pattern.n;
        return NULL;
    }
    struct regex *re = wrap(c);
    if (re->groups > REGEX_MAX_GROUPS) {
        err_set(e, "bad pattern: more than %d groups", REGEX_MAX_GROUPS);
        regex_free(re);
        return NULL;
    }
    return re;
}

void regex_free(struct regex *re)
{
    if (!re)
        return;
    pcre2_code_free(atomic_load(&re->fast));
    pcre2_code_free(re->code);
    free(re);
}

void regex_version(char out[64])
{
    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) > 64)
        BUG("PCRE2 has a long version");
    pcre2_config(PCRE2_CONFIG_VERSION, out);
}

bool regex_save(const struct regex *const *res, size_t n, struct buf *out, struct err *e)
{
    if (!n)
        return true;
    const pcre2_code **codes = xmalloc(n * sizeof(*codes));
    for (size_t i = 0; i < n; i++)
        codes[i] = res[i]->code;
    uint8_t *bytes;
    PCRE2_SIZE size;
    int32_t done = pcre2_serialize_encode(codes, (int32_t)n, &bytes, &size, NULL);
    free(codes);
    if (done < 0)
        return err_set(e, "cannot save compiled patterns (%d)", (int)done);
    buf_add(out, bytes, size);
    pcre2_serialize_free(bytes);
    return true;
}

bool regex_load(struct str bytes, size_t n, struct regex **out)
{
    if (!n)
        return true;
    const uint8_t *p = (const uint8_t *)bytes.p;
    if (bytes.n < 16 || pcre2_serialize_get_number_of_codes(p) != (int32_t)n)
        return false;
    pcre2_code **codes = xcalloc(n, sizeof(*codes));
    bool ok = pcre2_serialize_decode(codes, (int32_t)n, p, NULL) == (int32_t)n;
    for (size_t i = 0; i < n && ok; i++)
        out[i] = wrap(codes[i]);
    free(codes);
    return ok;
}

int regex_groups(const struct regex *re)
{
    return re->groups;
}

int regex_names(const struct regex *re)
{
    return (int)re->n_names;
}

const char *regex_name_at(const struct regex *re, int index, int *group)
{
    const unsigned char *entry = re->names + (size_t)index * re->name_size;
    *group = entry[0] << 8 | entry[1];
    return (const char *)entry + 2;
}

/* The copy is made whole before it is shown to others; who loses the race
 * throws his away. */
void regex_jit(struct regex *re)
{
    if (atomic_load(&re->fast))
        return;
    pcre2_code *copy = pcre2_code_copy(re->code);
    if (!copy)
        return;
    if (pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE) < 0) {
        pcre2_code_free(copy);
        return;
    }
    pcre2_code *none = NULL;
    if (!atomic_compare_exchange_strong(&re->fast, &none, copy))
        pcre2_code_free(copy);
}

struct regex_ctx *regex_ctx_new(void)
{
    struct regex_ctx *c = xcalloc(1, sizeof(*c));
    c->mc = pcre2_match_context_create(NULL);
    c->md = pcre2_match_data_create(REGEX_MAX_GROUPS + 1, NULL);
    if (!c->mc || !c->md)
        BUG("out of memory");
    pcre2_set_match_limit(c->mc, MATCH_LIMIT);
    pcre2_set_depth_limit(c->mc, DEPTH_LIMIT);
    pcre2_set_heap_limit(c->mc, HEAP_LIMIT_KIB);
    return c;
}

void regex_ctx_free(struct regex_ctx *c)
{
    if (!c)
        return;
    pcre2_match_data_free(c->md);
    pcre2_match_context_free(c->mc);
    pcre2_jit_stack_free(c->stack);
    free(c);
}

static void want_stack(struct regex_ctx *c)
{
    if (c->stack)
        return;
    c->stack = pcre2_jit_stack_create(32 << 10, JIT_STACK_MAX, NULL);
    pcre2_jit_stack_assign(c->mc, NULL, c->stack);
}

/* Which code to run: the machine code when it is there or is due. */
static const pcre2_code *pick(const struct regex *re, struct regex_ctx *c, size_t n)
{
    struct regex *shared = (struct regex *)re; /* only its atomics change */
    pcre2_code *fast = atomic_load_explicit(&shared->fast, memory_order_acquire);
    if (!fast) {
        uint32_t seen =
            atomic_fetch_add_explicit(&shared->seen, (uint32_t)n, memory_order_relaxed);
        if (seen < JIT_AFTER_BYTES)
            return re->code;
        regex_jit(shared);
        fast = atomic_load_explicit(&shared->fast, memory_order_acquire);
        atomic_store_explicit(&shared->seen, 0, memory_order_relaxed);
    }
    if (fast)
        want_stack(c);
    return fast ? fast : re->code;
}

enum regex_result regex_find(const struct regex *re, struct regex_ctx *c,
                             struct str subject, size_t from, size_t last)
{
    c->n = 0;
    if (from > subject.n || from > last)
        return REGEX_NO;
    const pcre2_code *code = pick(re, c, subject.n - from);
    pcre2_set_offset_limit(c->mc, last < subject.n ? last : subject.n);
    int rc = pcre2_match(code, (PCRE2_SPTR)subject.p, subject.n, from, PCRE2_NO_UTF_CHECK,
                         c->md, c->mc);
    /* What the machine code gave up on, the interpreter decides. */
    if (rc < PCRE2_ERROR_NOMATCH && code != re->code)
        rc = pcre2_match(re->code, (PCRE2_SPTR)subject.p, subject.n, from,
                         PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, c->md, c->mc);
    if (rc == PCRE2_ERROR_NOMATCH)
        return REGEX_NO;
    if (rc < 0)
        return REGEX_LIMIT;
    c->n = rc;
    return REGEX_YES;
}

bool regex_group(const struct regex_ctx *c, int group, uint32_t *start, uint32_t *end)
{
    *start = *end = 0;
    if (group < 0 || group >= c->n)
        return false;
    const PCRE2_SIZE *ov = pcre2_get_ovector_pointer(c->md);
    if (ov[2 * group] == PCRE2_UNSET || ov[2 * group] > ov[2 * group + 1])
        return false;
    *start = (uint32_t)ov[2 * group];
    *end = (uint32_t)ov[2 * group + 1];
    return true;
}

bool regex_named(const struct regex *re, const struct regex_ctx *c, const char *name,
                 uint32_t *start, uint32_t *end)
{
    *start = *end = 0;
    for (int i = 0; i < regex_names(re); i++) {
        int group;
        if (strcmp(regex_name_at(re, i, &group), name) == 0 &&
            regex_group(c, group, start, end))
            return true;
    }
    return false;
}
