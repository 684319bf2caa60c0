/*
 * Finding the article in a page by weights; see the header.  The numbers in
 * the table below were set on pages of many kinds, none by its identity.
 */
#include "text/xml_main.h"

#include "base/opt.h"
#include "text/xml_words.h"

enum {
    RUN_SENTENCE = 70, /* a run from this length on is prose even without a stop */
    RUN_SHORT = 25,    /* one below it is a label unless it ends a sentence */
    LABEL_COST = 12,   /* what a label weighs against, at the most */
    AWAY_PART = 4,     /* prose in an element named as around the text: one in n */
    HARD_PART = 50,    /* percent of the page's prose that a hard name cannot hide */
    BODY_BONUS = 6     /* percent on top for elements named as the body */
};

struct work {
    const struct dom *d;
    struct main_mark *m;
    size_t n;
};

static bool is_container(enum dom_class c)
{
    return c != DOM_INLINE && c != DOM_TEXT && c != DOM_BREAK && c != DOM_COMMENT;
}

static bool style_hides(struct str style)
{
    char flat[256];
    size_t n = 0;

    for (size_t i = 0; i < style.n && n < sizeof flat - 1; i++)
        if (style.p[i] != ' ')
            flat[n++] = style.p[i];
    flat[n] = '\0';
    return strstr(flat, "display:none") || strstr(flat, "visibility:hidden");
}

static bool attr_hides(const struct dom_item *it)
{
    if (str_eqc(dom_attr(it, "aria-hidden"), "true"))
        return true;
    if (dom_attr(it, "hidden").p || str_eqc(dom_attr(it, "type"), "hidden"))
        return true;
    return style_hides(dom_attr(it, "style"));
}

static unsigned attr_hints(const struct dom_item *it)
{
    static const char *const roles = "navigation|complementary|banner|contentinfo|search|"
                                     "dialog|menu|alert|toolbar|menubar|tablist";
    struct str role = dom_attr(it, "role");
    unsigned hints = words_hints(dom_attr(it, "class")) |
                     words_hints(dom_attr(it, "id")) |
                     words_hints(dom_attr(it, "itemprop")) |
                     words_hints(dom_attr(it, "data-component"));

    if (opt_choice(roles, role) >= 0)
        hints |= HINT_AWAY;
    if (str_eqc(role, "main"))
        hints |= HINT_BODY;
    return hints;
}

static bool is_away(const struct dom_item *it, const struct main_mark *m)
{
    return it->class == DOM_ASIDE || (m->hints & HINT_AWAY);
}

/* First pass, downwards: what is hidden, what names say. */
static void pass_hints(struct work *w)
{
    for (size_t i = 0; i < w->n; i++) {
        const struct dom_item *it = &w->d->items.p[i];
        struct main_mark *m = &w->m[i];

        if (!it->name)
            continue;
        m->hints = attr_hints(it);
        m->hidden = it->class == DOM_SKIP;
        if (it->class == DOM_CONTROL || attr_hides(it))
            m->hints |= HINT_HIDDEN;
        if (it->parent >= 0)
            m->within_away = w->m[it->parent].within_away ||
                             is_away(&w->d->items.p[it->parent], &w->m[it->parent]);
    }
}

static bool ends_sentence(const char *text, size_t n)
{
    while (n && strchr(" \t\r\n\"')]", text[n - 1]))
        n--;
    /* the last byte of a closing quote, of the CJK full stop and of the ellipsis */
    return n && strchr(".!?:;\x9d\x82\xa6", text[n - 1]);
}

/* A run of inline content: texts [from, to) of one block. */
struct run {
    uint32_t chars, link_chars;
    bool stop;       /* ends as a sentence does */
    int32_t block;   /* index of the nearest container */
    size_t from, to; /* items it was found in */
};

static void run_add(struct run *r, const struct dom_item *it, size_t at)
{
    size_t n = 0, len = strlen(it->text);

    for (size_t i = 0; i < len; i++)
        n += !strchr(" \t\r\n\f", it->text[i]);
    if (!n)
        return;
    if (!r->chars)
        r->from = at;
    r->to = at;
    r->chars += (uint32_t)n;
    if (it->link)
        r->link_chars += (uint32_t)n;
    r->stop = ends_sentence(it->text, len);
}

static bool run_is_prose(const struct run *r)
{
    if (r->link_chars * 2 > r->chars)
        return false;
    return r->chars >= RUN_SENTENCE || (r->stop && r->chars >= RUN_SHORT);
}

static void run_end(struct work *w, struct run *r)
{
    struct main_mark *m;
    const struct dom_item *it;

    if (!r->chars || r->block < 0) {
        *r = (struct run){.block = r->block};
        return;
    }
    m = &w->m[r->block];
    it = &w->d->items.p[r->block];
    m->chars += r->chars;
    m->link_chars += r->link_chars;
    if (run_is_prose(r)) {
        for (size_t i = r->from; i <= r->to; i++)
            w->m[i].prose = true;
        m->sentences += r->chars;
        m->weight += r->chars;
    } else if (r->link_chars * 2 > r->chars) {
        m->weight -= r->link_chars;
    } else if (it->class != DOM_HEADING && it->class != DOM_CELL &&
               it->class != DOM_CAPTION) {
        m->weight -= r->chars < LABEL_COST ? r->chars : LABEL_COST;
    }
    *r = (struct run){.block = r->block};
}

static int32_t nearest_block(const struct dom *d, int32_t i)
{
    while (i >= 0 && !is_container(d->items.p[i].class))
        i = d->items.p[i].parent;
    return i;
}

/* Second pass, in order: runs of text are weighed at their block.  `skip`:
 * elements under hidden ones count nothing. */
static void pass_runs(struct work *w)
{
    struct run r = {.block = -1};

    for (size_t i = 0; i < w->n;) {
        const struct dom_item *it = &w->d->items.p[i];

        if (w->m[i].hidden) {
            i = it->end;
            continue;
        }
        if (it->class == DOM_TEXT) {
            int32_t block = nearest_block(w->d, it->parent);

            if (block != r.block)
                run_end(w, &r);
            r.block = block;
            run_add(&r, it, i);
        } else if (is_container(it->class)) {
            run_end(w, &r);
        }
        i++;
    }
    run_end(w, &r);
}

static void sum_up(struct work *w, size_t i)
{
    const struct dom_item *it = &w->d->items.p[i];
    struct main_mark *m = &w->m[i], *up;

    if (it->parent < 0)
        return;
    up = &w->m[it->parent];
    up->chars += m->chars;
    up->link_chars += m->link_chars;
    up->sentences += m->sentences;
    if (m->weight > 0 && is_away(it, m) && !m->within_away)
        up->weight += m->weight / AWAY_PART;
    else
        up->weight += m->weight;
}

static void clear_sums(struct work *w)
{
    for (size_t i = 0; i < w->n; i++) {
        w->m[i].chars = w->m[i].link_chars = w->m[i].sentences = 0;
        w->m[i].weight = 0;
        w->m[i].prose = false;
    }
}

static void measure(struct work *w)
{
    clear_sums(w);
    pass_runs(w);
    for (size_t i = w->n; i-- > 0;)
        if (!w->m[i].hidden)
            sum_up(w, i);
}

/* Third pass: names that hide their element do so unless the element holds
 * the better part of the page's prose. */
static void pass_hide(struct work *w)
{
    uint64_t all = w->m[0].sentences;

    for (size_t i = 0; i < w->n; i++) {
        struct main_mark *m = &w->m[i];
        bool named = m->hints & (HINT_HARD | HINT_HIDDEN);

        if (named && (m->hints & HINT_BODY) && !(m->hints & HINT_HIDDEN))
            named = false;
        if (named && (uint64_t)m->sentences * 100 <= all * HARD_PART)
            m->hidden = true;
    }
}

/* The element with the largest weight; the innermost of equals. */
static size_t find_best(const struct work *w)
{
    size_t best = 0;
    int64_t top = INT64_MIN;

    for (size_t i = 0; i < w->n;) {
        const struct dom_item *it = &w->d->items.p[i];
        int64_t weight = w->m[i].weight;

        if (w->m[i].hidden) {
            i = it->end;
            continue;
        }
        if (it->class == DOM_ARTICLE || (w->m[i].hints & HINT_BODY))
            weight += weight > 0 ? weight * BODY_BONUS / 100 : 0;
        if (is_container(it->class) && it->class != DOM_PARA && weight >= top) {
            top = weight;
            best = i;
        }
        i++;
    }
    return best;
}

/* A part of the article's element that is left out. */
static bool is_clutter(const struct work *w, size_t i, size_t best)
{
    const struct dom_item *it = &w->d->items.p[i];
    const struct main_mark *m = &w->m[i];
    uint64_t whole = w->m[best].sentences + 1;

    if (m->hidden)
        return true;
    if (!is_container(it->class) || it->class == DOM_HEADING || !m->chars)
        return false;
    if (is_away(it, m) && (uint64_t)m->sentences * 4 < whole)
        return true;
    if (m->link_chars * 2 > m->chars && m->sentences * 4 < m->chars && m->chars > 0)
        return true;
    return false;
}

static void keep_within(struct work *w, size_t best)
{
    const struct dom_item *items = w->d->items.p;

    for (size_t i = best; i < items[best].end;) {
        if (i != best && is_clutter(w, i, best)) {
            i = items[i].end;
            continue;
        }
        w->m[i].keep = true;
        i++;
    }
}

/* Lists and tables can be content without being prose. */
static bool in_list(const struct work *w, size_t i, size_t best)
{
    for (int32_t up = w->d->items.p[i].parent; up > (int32_t)best;
         up = w->d->items.p[up].parent)
        if (w->d->items.p[up].class == DOM_LI || w->d->items.p[up].class == DOM_CELL)
            return true;
    return false;
}

/* Labels before the first prose (section, byline, date) and after the last
 * (tags, buttons) are no part of the article. */
static void trim_ends(struct work *w, size_t best)
{
    size_t first = best, last = w->d->items.p[best].end;

    while (first < last && !(w->m[first].keep && w->m[first].prose))
        first++;
    if (first == last)
        return;
    while (!(w->m[last - 1].keep && w->m[last - 1].prose))
        last--;
    for (size_t i = best; i < first; i++)
        if (w->d->items.p[i].text)
            w->m[i].keep = false;
    for (size_t i = last; i < w->d->items.p[best].end; i++)
        if (w->d->items.p[i].text && !in_list(w, i, best))
            w->m[i].keep = false;
}

struct main_mark *main_marks(const struct dom *d)
{
    struct work w = {.d = d, .n = d->items.n};
    size_t best;

    w.m = xcalloc(w.n + 1, sizeof *w.m);
    pass_hints(&w);
    measure(&w);
    pass_hide(&w);
    measure(&w);
    best = find_best(&w);
    keep_within(&w, best);
    trim_ends(&w, best);
    return w.m;
}
