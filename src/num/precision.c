/*
 * From a printed number to its value and its two places.  The value is exact;
 * rounding is what the places describe, not what is done here.
 */
#include "num/precision.h"

#define MAX_PRINTED 128 /* longer runs of digits are no number that anyone wrote */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Copies without the separators between digits; false when one stands
 * elsewhere or the text is too long. */
static bool ungroup(struct str s, char out[MAX_PRINTED], size_t *n)
{
    bool fraction = false;

    if (s.n > MAX_PRINTED)
        return false;
    *n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool between = i > 0 && i + 1 < s.n && is_digit(s.p[i - 1]) && is_digit(s.p[i + 1]);

        fraction = fraction || s.p[i] == '.';
        if (!memchr(", _", s.p[i], 3))
            out[(*n)++] = s.p[i];
        else if (!between || fraction)
            return false;
    }
    return true;
}

bool precision_read(struct rats *p, struct str printed, crat magnitude,
                    struct precision *out)
{
    char digits[MAX_PRINTED];
    size_t n;
    int places, sig;
    rat v, place, round;

    if (!ungroup(printed, digits, &n) ||
        !rat_parse(p, str_of(digits, n), &v, &places, &sig))
        return false;
    place = rat_pow10(p, -places);
    round = rat_sgn(v) ? rat_last_place(p, v) : place;
    if (magnitude) {
        v = rat_mul(p, v, magnitude);
        place = rat_mul(p, place, magnitude);
        round = rat_mul(p, round, magnitude);
    }
    *out = (struct precision){v, place, round, sig};
    return true;
}
