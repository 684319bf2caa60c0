/*
 * Deriving aliases.  Nothing here knows a model: the rules are about the shape
 * of names (author before a colon, remarks in brackets, sizes and stages at the
 * end, a version behind a family).
 */
#include "store/alias.h"

#include "store/slug.h"

/* Words at the end of a name that people leave out. */
static const char *const stages[] = {"preview", "instruct", "exp",    "experimental",
                                     "beta",    "it",       "latest", "chat"};

/* English words that are models or developers too; matched with their capital. */
static const char *const common[] = {
    "air",      "alpha",     "apply",      "aura",       "aurora",    "auto",
    "beta",     "chat",      "code",       "coder",      "command",   "core",
    "edge",     "fast",      "flash",      "flex",       "free",      "fusion",
    "goliath",  "haiku",     "horizon",    "hunter",     "inkling",   "large",
    "latitude", "ling",      "liquid",     "lite",       "lyria",     "magnum",
    "maverick", "max",       "medium",     "mercury",    "meta",      "micro",
    "mini",     "morph",     "north",      "nano",       "nova",      "omni",
    "optimus",  "opus",      "orpheus",    "owl",        "pareto",    "plus",
    "polaris",  "pony",      "premier",    "preview",    "pro",       "quasar",
    "relace",   "router",    "ring",       "saba",       "scout",     "seed",
    "sesame",   "sherlock",  "small",      "solar",      "sol",       "sonar",
    "sonnet",   "spark",     "step",       "stealth",    "swift",     "terra",
    "thinking", "trinity",   "turbo",      "ultra",      "venice",    "weaver",
    "writer",   "command r", "luna",       "virtuoso",   "spotlight", "maestro",
    "laguna",   "fable",     "cypher",     "perceptron", "moonshot",  "liquidai",
    "upstage",  "inception", "inflection",
};

/* Words that begin a model's name ("all-MiniLM") and far more sentences. */
static const char *const grammar[] = {"all", "any", "new", "one", "the", "top"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool in_list(struct str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ieq(word, str_c(list[i])))
            return true;
    return false;
}

bool alias_is_common(struct str word)
{
    return in_list(word, common, ARRAY_LEN(common));
}

struct str alias_plain_name(struct str display)
{
    static const struct str variants[] = {STR(" (free)"),     STR(" (extended)"),
                                          STR(" (thinking)"), STR(" (online)"),
                                          STR(" (nitro)"),    STR(" (exacto)")};
    size_t colon = str_find(display, STR(": "), 0);

    if (colon < display.n)
        display = str_sub(display, colon + 2, display.n);
    for (size_t i = 0; i < ARRAY_LEN(variants); i++)
        if (str_ends(display, variants[i]))
            display.n -= variants[i].n;
    return str_trim(display);
}

struct str alias_family(struct str name)
{
    size_t n = 0;

    while (n < name.n && is_letter(name.p[n]))
        n++;
    if (n < 3 || in_list(str_sub(name, 0, n), grammar, ARRAY_LEN(grammar)))
        return STR_NONE;
    return str_sub(name, 0, n);
}

void alias_name_from_slug(struct str permaslug, char *out, size_t size)
{
    struct str name = slug_name(slug_undated(slug_base(permaslug)));
    bool start = true;
    size_t n = 0;

    for (size_t i = 0; i < name.n && n + 1 < size; i++) {
        char c = name.p[i];

        if (c == '-' || c == '_')
            c = ' ';
        out[n++] = start && c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
        start = c == ' ';
    }
    out[n] = '\0';
}

/* ---- the list ---- */

static size_t letters_and_digits(struct str s, bool *digit, bool *letter)
{
    size_t n = 0;

    *digit = *letter = false;
    for (size_t i = 0; i < s.n; i++) {
        *digit |= is_digit(s.p[i]);
        *letter |= is_letter(s.p[i]);
        n += is_digit(s.p[i]) || is_letter(s.p[i]);
    }
    return n;
}

/* "M2.5" and "Opus 4.6" can stand alone; "R1", "V3" and plain words cannot. */
static bool is_weak(struct str s)
{
    bool digit, letter, one_word = str_find(s, STR(" "), 0) == s.n;
    size_t n = letters_and_digits(s, &digit, &letter);

    if (alias_is_common(s))
        return true;
    if (!digit)
        return one_word && n < 5;
    return n <= 3 && str_find(s, STR("."), 0) == s.n;
}

static size_t put(struct alias *out, size_t n, struct str s, int far)
{
    bool digit, letter;

    s = str_trim(s);
    if (n == ALIAS_MAX || s.n >= sizeof(out->text) ||
        letters_and_digits(s, &digit, &letter) < 2 || !letter)
        return n;
    for (size_t i = 0; i < n; i++)
        if (str_ieq(str_c(out[i].text), s))
            return n;
    snprintf(out[n].text, sizeof(out->text), "%.*s", STR_FMT(s));
    out[n].far = far;
    out[n].weak = is_weak(s);
    return n + 1;
}

/* "70B", "A35B", "8x22B": a size. */
static bool is_size(struct str w)
{
    size_t i = w.n && (w.p[0] == 'A' || w.p[0] == 'a');

    if (w.n < i + 2 || (w.p[w.n - 1] != 'B' && w.p[w.n - 1] != 'b') || !is_digit(w.p[i]))
        return false;
    for (; i + 1 < w.n; i++)
        if (!is_digit(w.p[i]) && w.p[i] != 'x' && w.p[i] != '.')
            return false;
    return true;
}

/* "0324", "2411": a date that tells two releases of one name apart. */
static bool is_date(struct str w)
{
    bool digits = w.n == 4;

    for (size_t i = 0; digits && i < w.n; i++)
        digits = is_digit(w.p[i]);
    return digits;
}

static struct str last_word(struct str s)
{
    size_t i = s.n;

    while (i > 0 && s.p[i - 1] != ' ' && s.p[i - 1] != '-')
        i--;
    return str_sub(s, i, s.n);
}

/* One word without a version is a family, not a model. */
static bool is_family(struct str name)
{
    bool digit, letter;

    letters_and_digits(name, &digit, &letter);
    return !digit && str_find(name, STR(" "), 0) == name.n;
}

/* Leaves stages, sizes and dates off the end, one by one. */
static size_t put_shortened(struct alias *out, size_t n, struct str name, int far)
{
    for (;;) {
        struct str w = last_word(name);

        if (w.n + 3 >= name.n ||
            (!in_list(w, stages, ARRAY_LEN(stages)) && !is_size(w) && !is_date(w)))
            return n;
        name = str_sub(name, 0, name.n - w.n - 1);
        if (is_family(name))
            return n;
        n = put(out, n, name, far += 2);
    }
}

/* "Claude Opus 5 (Fast)": the remark is part of the whole name. */
static size_t put_bracketed(struct alias *out, size_t n, struct str name, int far)
{
    size_t open = str_find(name, STR(" ("), 0);
    struct str remark = str_sub(name, open + 2, name.n);
    char flat[96];

    if (open == name.n || name.n >= sizeof(flat))
        return n;
    if (str_ends(remark, STR(")")))
        remark.n--;
    snprintf(flat, sizeof(flat), "%.*s %.*s", STR_FMT(str_sub(name, 0, open)),
             STR_FMT(remark));
    n = put(out, n, str_c(flat), far);
    return put(out, n, str_sub(name, 0, open), far + 2);
}

/* Leaves the first word off where the rest still names a version. */
static size_t put_without_family(struct alias *out, size_t n, struct str name, int far)
{
    size_t space = str_find(name, STR(" "), 0);
    struct str rest = str_sub(name, space + 1, name.n);
    bool digit, letter;

    letters_and_digits(rest, &digit, &letter);
    if (space >= name.n || !digit || !is_letter(rest.p[0]) || is_size(rest))
        return n;
    return put(out, n, rest, far + 1);
}

static size_t put_forms(struct alias *out, size_t n, struct str name, int far)
{
    size_t before = n;

    if (str_find(name, STR(" ("), 0) < name.n) {
        n = put_bracketed(out, n, name, far);
        name = str_sub(name, 0, str_find(name, STR(" ("), 0));
    } else {
        n = put(out, n, name, far);
    }
    n = put_shortened(out, n, name, far);
    for (size_t i = before, end = n; i < end; i++)
        n = put_without_family(out, n, str_c(out[i].text), out[i].far);
    return n;
}

size_t alias_derive(struct str display, struct str permaslug, struct alias out[ALIAS_MAX])
{
    char from_slug[96];
    size_t n = 0;

    if (display.n)
        n = put_forms(out, n, alias_plain_name(display), 0);
    alias_name_from_slug(permaslug, from_slug, sizeof(from_slug));
    n = put_forms(out, n, str_c(from_slug), display.n ? 1 : 0);
    return put(out, n, slug_name(slug_undated(slug_base(permaslug))), display.n ? 1 : 0);
}
