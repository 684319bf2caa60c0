/*
 * String views and the growing buffer.  Views never allocate; a buffer never
 * goes past its maximum and says so in `cut`.
 */
#include "base/str.h"

#define BUF_DEFAULT_MAX ((size_t)1 << 30)

struct str str_c(const char *cstr)
{
    return (struct str){cstr, cstr ? strlen(cstr) : 0};
}

struct str str_of(const char *p, size_t n)
{
    return (struct str){p, n};
}

struct str str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (struct str){s.p ? s.p + from : NULL, to - from};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    size_t from = 0, to = s.n;

    while (from < to && is_space(s.p[from]))
        from++;
    while (to > from && is_space(s.p[to - 1]))
        to--;
    return str_sub(s, from, to);
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_eqc(struct str a, const char *b)
{
    return str_eq(a, str_c(b));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_ieq(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;

    return c ? c : (a.n > b.n) - (a.n < b.n);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    const char *hit;

    if (from > s.n)
        return s.n;
    if (needle.n == 0)
        return from;
    hit = from < s.n ? memmem(s.p + from, s.n - from, needle.p, needle.n) : NULL;
    return hit ? (size_t)(hit - s.p) : s.n;
}

bool str_split(struct str *s, char sep, struct str *part)
{
    const char *hit;

    if (!s->p)
        return false;
    hit = s->n ? memchr(s->p, sep, s->n) : NULL;
    if (!hit) {
        *part = *s;
        *s = STR_NONE;
        return true;
    }
    *part = str_sub(*s, 0, (size_t)(hit - s->p));
    *s = str_sub(*s, part->n + 1, s->n);
    return true;
}

bool str_i64(struct str s, int64_t *out)
{
    bool negative = s.n > 0 && s.p[0] == '-';
    size_t i = negative;
    int64_t v = 0;

    if (i == s.n)
        return false;
    for (; i < s.n; i++) {
        int digit = s.p[i] - '0';

        if (digit < 0 || digit > 9 || __builtin_mul_overflow(v, 10, &v) ||
            __builtin_sub_overflow(v, digit, &v))
            return false;
    }
    if (!negative && v == INT64_MIN)
        return false;
    *out = negative ? v : -v;
    return true;
}

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max};
}

void buf_release(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->cut = false;
    if (b->p)
        b->p[0] = '\0';
}

/* Makes room for `more` bytes and the NUL; false (and cut) beyond the maximum. */
static bool reserve(struct buf *b, size_t more)
{
    size_t max = b->max ? b->max : BUF_DEFAULT_MAX;
    size_t cap;

    if (more > max || b->n > max - more) {
        b->cut = true;
        return false;
    }
    if (b->n + more < b->cap)
        return true;
    cap = b->cap ? b->cap * 2 : 64;
    if (cap < b->n + more + 1)
        cap = b->n + more + 1;
    b->p = xrealloc(b->p, cap);
    b->cap = cap;
    return true;
}

bool buf_add(struct buf *b, const void *p, size_t n)
{
    if (!reserve(b, n))
        return false;
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
    return true;
}

bool buf_adds(struct buf *b, struct str s)
{
    return buf_add(b, s.p, s.n);
}

bool buf_addc(struct buf *b, const char *cstr)
{
    return buf_adds(b, str_c(cstr));
}

bool buf_addch(struct buf *b, char c)
{
    return buf_add(b, &c, 1);
}

bool buf_addv(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    int n;

    va_copy(again, ap);
    n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n < 0)
        BUG("bad format '%s'", fmt);
    if (!reserve(b, (size_t)n))
        return false;
    vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
    b->n += (size_t)n;
    return true;
}

bool buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    bool ok;

    va_start(ap, fmt);
    ok = buf_addv(b, fmt, ap);
    va_end(ap);
    return ok;
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->p ? b->p : "", b->n};
}

char *buf_steal(struct buf *b)
{
    char *p = b->p ? b->p : xcalloc(1, 1);

    *b = (struct buf){.max = b->max};
    return p;
}
