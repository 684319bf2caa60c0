/*
 * Quantities, percentages, fractions, multiples, money, ranks and hedges from
 * the parts of a match.
 */
#include "scan/convert.h"

convert_fn *const converters[TV_COUNT] = {
    [TV_NONE] = NULL,
    [TV_NUMBER] = convert_number,
    [TV_FRACTION] = convert_fraction,
    [TV_MULTIPLE] = convert_multiple,
    [TV_RATIO] = convert_ratio,
    [TV_MONEY] = convert_money,
    [TV_ORDINAL] = convert_ordinal,
    [TV_DATE] = convert_date,
    [TV_SLASH_DATE] = convert_slash_date,
    [TV_DAYS] = convert_days,
    [TV_WEEK_OF] = convert_week_of,
    [TV_WEEK_IN] = convert_week_in,
    [TV_MONTH] = convert_month,
    [TV_MONTHS] = convert_months,
    [TV_QUARTER] = convert_quarter,
    [TV_YEAR] = convert_year,
    [TV_YEARS] = convert_years,
    [TV_RELATIVE] = convert_relative,
    [TV_TRAILING] = convert_trailing,
    [TV_AGO] = convert_ago,
    [TV_EARLIER] = convert_earlier,
    [TV_WEEKDAY] = convert_weekday,
    [TV_DAY_WORD] = convert_day_word,
    [TV_SO_FAR] = convert_so_far,
    [TV_SINCE] = convert_since,
    [TV_DURATION] = convert_duration,
    [TV_TOP] = convert_top,
    [TV_HEDGE] = convert_hedge,
};

/* What is printed around the number itself: "400+", "tokens per day". */
static void add_marks(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str n = conv_part(v, c, CAP_N);
    bool plus = conv_part(v, c, CAP_PLUS).n > 0 || str_find(n, STR("+"), 1) < n.n;
    if (plus || out->num.form == FORM_VAGUE)
        out->hedge = HEDGE_AT_LEAST;
    if (c->t->hedge && out->hedge == HEDGE_EXACT && hedge_of(str_c(c->t->hedge)) >= 0)
        out->hedge = (enum hedge)hedge_of(str_c(c->t->hedge));
    struct str rate = conv_part(v, c, CAP_RATE);
    if (rate.n)
        out->rate = rate_of(v, rate);
}

/* The unit's name and, for "basis points" or "cents", its size in base units. */
static bool add_unit(const struct conv *v, const char *table, struct str word,
                     struct tag *out)
{
    rat factor;
    out->unit = table_unit(v, table, word, &factor);
    if (factor)
        number_scale(v, &out->num, factor);
    return out->unit != NULL;
}

bool convert_number(const struct conv *v, const struct cand *c, struct tag *out)
{
    if (!number_parts(v, c, &out->num))
        return false;
    add_marks(v, c, out);
    out->unit = c->t->unit;
    struct str unit = conv_part(v, c, CAP_UNIT);
    return !unit.n || add_unit(v, "units", unit, out);
}

/* ---- fractions ---- */

static rat denominator(const struct conv *v, struct str s)
{
    struct number n;
    rat factor;
    const char *word = table_unit(v, "denominators", s, &factor);
    int places, sig;
    rat out;
    if (word && rat_parse(v->rats, str_c(word), &out, &places, &sig))
        return out;
    return number_whole(v, s, &n) ? n.value : NULL;
}

/* "1/2" as the tables write a fraction. */
static rat slash_fraction(const struct conv *v, struct str s)
{
    struct str num;
    int64_t a, b;
    if (!str_split(&s, '/', &num) || !str_i64(num, &a) || !str_i64(s, &b) || b == 0)
        return NULL;
    return rat_frac(v->rats, a, b);
}

bool convert_fraction(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str sign = conv_part(v, c, CAP_UNIT);
    struct str num = conv_part(v, c, CAP_NUM);
    out->num = (struct number){.form = FORM_FRACTION};
    if (sign.n) {
        out->num.value =
            slash_fraction(v, rules_lookup(v->rules, "fraction_signs", sign));
        return out->num.value != NULL;
    }
    rat den = denominator(v, conv_part(v, c, CAP_DEN));
    struct number n = {.value = rat_i64(v->rats, 1)};
    if (!den || rat_sgn(den) == 0 || (num.n && !number_whole(v, num, &n)))
        return false;
    out->num.value = rat_div(v->rats, n.value, den);
    add_marks(v, c, out);
    return true;
}

/* ---- multiples ---- */

bool convert_multiple(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str word = conv_part(v, c, CAP_UNIT);
    rat factor;
    if (word.n) {
        const char *value = table_unit(v, "multiples", word, &factor);
        int places, sig;
        out->num =
            (struct number){.place = rat_i64(v->rats, 1), .round = rat_i64(v->rats, 1)};
        if (!value || !rat_parse(v->rats, str_c(value), &out->num.value, &places, &sig))
            return false;
    } else if (!number_parts(v, c, &out->num)) {
        return false;
    }
    add_marks(v, c, out);
    out->num.form = FORM_MULTIPLE;
    out->unit = "x";
    return true;
}

bool convert_ratio(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct number a, b;
    if (!number_whole(v, conv_part(v, c, CAP_N), &a) ||
        !number_whole(v, conv_part(v, c, CAP_N2), &b) || rat_sgn(b.value) == 0)
        return false;
    out->num = a;
    number_scale(v, &out->num, rat_div(v->rats, rat_i64(v->rats, 1), b.value));
    out->num.form = FORM_MULTIPLE;
    out->unit = "x";
    return true;
}

/* ---- money ---- */

/* The number of tokens in "/M", "per 1,000 tokens", "a million input tokens";
 * NULL when the words name no amount of tokens. */
static rat per_tokens(const struct conv *v, struct str per)
{
    struct number n;
    for (size_t i = 0; i < per.n; i++) {
        bool word =
            i == 0 || per.p[i - 1] == ' ' || per.p[i - 1] == '/' || per.p[i - 1] == '-';
        if (!word)
            continue;
        struct str rest = str_sub(per, i, per.n);
        if (number_read(v, rest, &n))
            return n.value;
        size_t end = 0;
        while (end < rest.n && rest.p[end] != ' ' && rest.p[end] != '-')
            end++;
        struct str value = rules_lookup(v->rules, "per_scales", str_sub(rest, 0, end));
        int64_t by;
        if (value.p && str_i64(value, &by))
            return rat_i64(v->rats, by);
    }
    return NULL;
}

static bool add_per(const struct conv *v, struct str per, struct tag *out)
{
    rat tokens = per_tokens(v, per);
    if (!tokens || rat_sgn(tokens) <= 0)
        return false;
    number_scale(v, &out->num, rat_div(v->rats, rat_i64(v->rats, 1000000), tokens));
    out->unit = arena_printf(v->arena, "%s_per_mtok", out->unit);
    return true;
}

/* "a few tenths of a cent". */
static bool part_of_coin(const struct conv *v, const struct cand *c, struct number *out)
{
    rat den = denominator(v, conv_part(v, c, CAP_DEN));
    if (!den || rat_sgn(den) == 0 || !number_whole(v, conv_part(v, c, CAP_NUM), out))
        return false;
    number_scale(v, out, rat_div(v->rats, rat_i64(v->rats, 1), den));
    return true;
}

bool convert_money(const struct conv *v, const struct cand *c, struct tag *out)
{
    bool part = conv_part(v, c, CAP_DEN).n > 0;
    if (part ? !part_of_coin(v, c, &out->num) : !number_parts(v, c, &out->num))
        return false;
    add_marks(v, c, out);
    if (!add_unit(v, "currencies", conv_part(v, c, CAP_CUR), out))
        return false;
    struct str cents = conv_part(v, c, CAP_DEC);
    struct number more;
    if (cents.n) {
        if (!number_whole(v, cents, &more))
            return false;
        rat hundredth = rat_frac(v->rats, 1, 100);
        out->num.value =
            rat_add(v->rats, out->num.value, rat_mul(v->rats, more.value, hundredth));
        out->num.place = out->num.round = hundredth;
    }
    struct str per = conv_part(v, c, CAP_PER);
    return !per.n || add_per(v, per, out);
}

/* ---- ranks ---- */

/* "twenty-first": the tens, then an ordinal below ten. */
int ordinal_of(const struct conv *v, struct str s)
{
    rat factor;
    int64_t last;
    const char *word = table_unit(v, "ordinals", s, &factor);
    if (word && str_i64(str_c(word), &last))
        return (int)last;
    size_t cut = s.n;
    while (cut > 0 && s.p[cut - 1] != '-' && s.p[cut - 1] != ' ')
        cut--;
    if (cut == 0)
        return -1;
    word = table_unit(v, "ordinals", str_sub(s, cut, s.n), &factor);
    struct str tens = str_sub(s, 0, cut - 1);
    if (str_ends(tens, STR(" and")))
        tens = str_sub(tens, 0, tens.n - 4);
    int before = number_int(v, tens);
    if (!word || before <= 0 || !str_i64(str_c(word), &last))
        return -1;
    return (int)(last < 100 ? before + last : before * last);
}

bool convert_ordinal(const struct conv *v, const struct cand *c, struct tag *out)
{
    struct str word = conv_part(v, c, CAP_ORD);
    int n = word.n ? ordinal_of(v, word) : number_int(v, conv_part(v, c, CAP_N));
    if (n < 0)
        return false;
    out->num = (struct number){.value = rat_i64(v->rats, n), .form = FORM_ORDINAL};
    out->unit = "rank";
    return true;
}

/* "the top five": the group top:5. */
bool convert_top(const struct conv *v, const struct cand *c, struct tag *out)
{
    out->top = number_int(v, conv_part(v, c, CAP_N));
    if (out->top < 1 || out->top > 1000)
        return false;
    const struct entity **ents = ARENA_ARRAY(v->arena, const struct entity *, 1);
    char *id = arena_printf(v->arena, "top:%d", out->top);
    ents[0] = v->names ? names_get(v->names, ENT_GROUP, str_c(id)) : NULL;
    out->ents = ents;
    out->n_ents = ents[0] != NULL;
    return true;
}

bool convert_hedge(const struct conv *v, const struct cand *c, struct tag *out)
{
    rat factor;
    const char *name = c->t->hedge;
    if (!name)
        name = table_unit(v, "hedges", conv_part(v, c, CAP_H), &factor);
    int h = name ? hedge_of(str_c(name)) : -1;
    out->hedge = h < 0 ? HEDGE_EXACT : (enum hedge)h;
    return h >= 0;
}

/* ---- durations ---- */

static const char *span_unit(char span)
{
    switch (span) {
    case 'h':
        return "hours";
    case 'd':
        return "days";
    case 'w':
        return "weeks";
    case 'm':
        return "months";
    case 'q':
        return "quarters";
    case 'y':
        return "years";
    default:
        return NULL;
    }
}

bool convert_duration(const struct conv *v, const struct cand *c, struct tag *out)
{
    rat factor;
    struct str word = conv_part(v, c, CAP_SPAN);
    if (!number_parts(v, c, &out->num))
        return false;
    char span = span_of(v, word);
    out->unit = span_unit(span);
    if (!out->unit)
        out->unit = table_unit(v, "durations", word, &factor);
    if (!out->unit)
        return false;
    add_marks(v, c, out);
    out->period = period_at(out, PERIOD_RANGE);
    out->period.steps = number_int(v, conv_part(v, c, CAP_N));
    out->period.step_unit = span;
    return true;
}
