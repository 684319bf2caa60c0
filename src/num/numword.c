/*
 * A descent over classified words:
 *
 *   number := part { part | "and" below-hundred }         scales falling
 *   part   := small [and-a-half | point digits] { scale }
 *   small  := below-hundred [ hundred [["and"] below-hundred] ] | article hundred ...
 *
 * Each step either takes all of what it describes or leaves the position.
 */
#include "num/numword.h"

#define MAX_WORDS 24
#define MAX_SCALES 6

struct reader {
    struct rats *p;
    struct numword w[MAX_WORDS];
    size_t end[MAX_WORDS]; /* bytes of text up to the word's end */
    size_t n, at;
};

/* The number so far: its value and the place of its last word. */
struct spoken {
    rat value, place;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void classify(struct reader *r, struct str text, numword_lookup *lookup, void *ctx)
{
    size_t at = 0;

    while (r->n < MAX_WORDS) {
        size_t from = at;

        while (at < text.n && is_letter(text.p[at]))
            at++;
        if (at == from || !lookup(ctx, str_sub(text, from, at), &r->w[r->n]))
            return;
        r->end[r->n++] = at;
        if (at == text.n || (text.p[at] != ' ' && text.p[at] != '-'))
            return;
        at++;
    }
}

static bool is_next(const struct reader *r, size_t ahead, enum numword_kind kind)
{
    return r->at + ahead < r->n && r->w[r->at + ahead].kind == kind;
}

static bool multiplies(const struct reader *r, size_t ahead)
{
    return is_next(r, ahead, NUMWORD_HUNDRED) || is_next(r, ahead, NUMWORD_SCALE) ||
           is_next(r, ahead, NUMWORD_GROUP);
}

/* "eighty-four", "nineteen"; -1 when there is none. */
static int64_t below_hundred(struct reader *r)
{
    int64_t v;

    if (is_next(r, 0, NUMWORD_UNIT))
        return r->w[r->at++].value;
    if (!is_next(r, 0, NUMWORD_TEN))
        return -1;
    v = r->w[r->at++].value;
    if (is_next(r, 0, NUMWORD_UNIT) && r->w[r->at].value >= 1 && r->w[r->at].value <= 9)
        v += r->w[r->at++].value;
    return v;
}

/* What follows a hundred or a scale: ["and"] below-hundred, unless that turns
 * out to be the beginning of a larger number ("two hundred and five hundred").
 * -1, position kept, when there is nothing. */
static int64_t remainder_below(struct reader *r, bool after_scale)
{
    size_t start = r->at;
    bool joined = is_next(r, 0, NUMWORD_AND);
    int64_t v;

    r->at += joined;
    v = below_hundred(r);
    if (v >= 0 && !is_next(r, 0, NUMWORD_HUNDRED) &&
        !(after_scale && (multiplies(r, 0) || is_next(r, 0, NUMWORD_POINT))))
        return v;
    r->at = start;
    return -1;
}

static void set_whole(struct reader *r, struct spoken *s, int64_t value, int64_t place)
{
    s->value = rat_i64(r->p, value);
    s->place = rat_i64(r->p, place);
}

/* A whole number below 10,000: "two hundred and five", "twelve hundred". */
static bool read_small(struct reader *r, struct spoken *s)
{
    bool article = is_next(r, 0, NUMWORD_ARTICLE) && multiplies(r, 1);
    int64_t v = 1, rest;

    if (article)
        r->at++;
    else if ((v = below_hundred(r)) < 0)
        return false;
    if (!is_next(r, 0, NUMWORD_HUNDRED)) {
        set_whole(r, s, v, 1);
        return true;
    }
    r->at++;
    rest = remainder_below(r, false);
    set_whole(r, s, v * 100 + (rest < 0 ? 0 : rest), rest < 0 ? 100 : 1);
    return true;
}

/* "point two five" after a whole number. */
static void read_decimals(struct reader *r, struct spoken *s)
{
    if (!is_next(r, 0, NUMWORD_POINT) || !is_next(r, 1, NUMWORD_UNIT))
        return;
    r->at++;
    s->place = rat_i64(r->p, 1);
    while (is_next(r, 0, NUMWORD_UNIT) && r->w[r->at].value <= 9) {
        rat digit = rat_i64(r->p, r->w[r->at++].value);

        s->place = rat_div(r->p, s->place, rat_i64(r->p, 10));
        s->value = rat_add(r->p, s->value, rat_mul(r->p, digit, s->place));
    }
}

/* "and a half" after a whole number. */
static void read_and_half(struct reader *r, struct spoken *s)
{
    size_t words = is_next(r, 1, NUMWORD_ARTICLE) ? 3 : 2;

    if (!is_next(r, 0, NUMWORD_AND) || !is_next(r, words - 1, NUMWORD_HALF))
        return;
    r->at += words;
    s->value = rat_add(r->p, s->value, rat_frac(r->p, 1, 2));
    s->place = rat_frac(r->p, 1, 10);
}

/* "half a million", "half a dozen": never a half alone. */
static bool read_half_of(struct reader *r, struct spoken *s)
{
    size_t words = is_next(r, 1, NUMWORD_ARTICLE) ? 2 : 1;

    if (!is_next(r, 0, NUMWORD_HALF) || !multiplies(r, words) ||
        is_next(r, words, NUMWORD_HUNDRED))
        return false;
    r->at += words;
    s->value = rat_frac(r->p, 1, 2);
    s->place = rat_frac(r->p, 1, 10);
    return true;
}

/* Multiplies by the scales that follow; *scale becomes their product. */
static void read_scales(struct reader *r, struct spoken *s, rat *scale)
{
    *scale = rat_i64(r->p, 1);
    for (int i = 0; i < MAX_SCALES; i++) {
        rat by;

        if (!is_next(r, 0, NUMWORD_SCALE) && !is_next(r, 0, NUMWORD_GROUP))
            return;
        by = rat_i64(r->p, r->w[r->at].value);
        s->value = rat_mul(r->p, s->value, by);
        s->place = is_next(r, 0, NUMWORD_SCALE) ? rat_mul(r->p, s->place, by)
                                                : rat_i64(r->p, 1);
        *scale = rat_mul(r->p, *scale, by);
        r->at++;
    }
}

static bool read_part(struct reader *r, struct spoken *s, rat *scale)
{
    if (!read_half_of(r, s)) {
        if (!read_small(r, s))
            return false;
        read_decimals(r, s);
        read_and_half(r, s);
    }
    read_scales(r, s, scale);
    return true;
}

/* The parts behind the first, each below the scale of the one before it. */
static void read_rest(struct reader *r, struct spoken *s, rat scale)
{
    while (rat_cmp(scale, rat_i64(r->p, 1)) > 0) {
        size_t start = r->at;
        struct spoken more;
        int64_t rest = remainder_below(r, true);

        if (rest >= 0 && rat_cmp(s->place, rat_i64(r->p, rest)) <= 0) {
            r->at = start;
            return;
        }
        if (rest >= 0) {
            s->value = rat_add(r->p, s->value, rat_i64(r->p, rest));
            s->place = rat_i64(r->p, 1);
            return;
        }
        if (is_next(r, 0, NUMWORD_HALF) || is_next(r, 0, NUMWORD_ARTICLE) ||
            !read_part(r, &more, &scale))
            return;
        if (rat_cmp(more.value, s->place) >= 0) {
            r->at = start;
            return;
        }
        s->value = rat_add(r->p, s->value, more.value);
        s->place = more.place;
    }
}

size_t numword_read(struct rats *p, struct str text, numword_lookup *lookup, void *ctx,
                    struct precision *out)
{
    struct reader r = {.p = p};
    struct spoken s;
    rat scale, bare;

    classify(&r, text, lookup, ctx);
    if (!read_part(&r, &s, &scale))
        return 0;
    read_rest(&r, &s, scale);
    if (is_next(&r, 0, NUMWORD_UNIT) || is_next(&r, 0, NUMWORD_TEN))
        return 0; /* "twenty twenty-six": a year or a list, no number */
    bare = rat_sgn(s.value) ? rat_last_place(p, s.value) : s.place;
    *out = (struct precision){s.value, s.place, rat_cmp(bare, s.place) > 0 ? bare : s.place, 0};
    bare = rat_div(p, s.value, s.place);
    for (; rat_cmp(rat_abs(p, bare), rat_i64(p, 1)) >= 0; out->sig++)
        bare = rat_div(p, bare, rat_i64(p, 10));
    out->sig += out->sig == 0;
    return r.end[r.at - 1];
}
