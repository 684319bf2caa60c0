/*
 * The working state of tier 2 on one document, shared by the files that bind
 * what a hit leaves open: subject and object (bind_subject), period
 * (bind_period), wording (bind_words).
 */
#ifndef CC_SCAN_EXTRACTOR_H
#define CC_SCAN_EXTRACTOR_H

#include "scan/match.h"
#include "scan/tagging.h"

/* Word classes that binding looks at; a table of that name in rules/LANG. */
enum word_class {
    WC_PREPOSITION, /* what follows is no grammatical subject: of, on, among */
    WC_FOR,         /* a number's owner may follow: for, from, by, to */
    WC_BEAT,        /* the one that follows is left behind: overtook, beat */
    WC_THAN,        /* a comparator follows: than, as, versus, of */
    WC_WHOLE,       /* the whole of a share follows: of, on, among, across */
    WC_BREAK,       /* begins a new clause: while, but, whereas, versus */
    WC_SAY,         /* who stands before says so: said, shows, reported */
    WC_ACCORDING,   /* who stands after says so: according to, data from */
    WC_DATA,        /* "OpenRouter data show" */
    WC_FINITE,      /* verbs that have a subject before them */
    WC_ANY_THING,
    WC_MODEL_THING,
    WC_AUTHOR_THING,
    WC_PLATFORM_THING,
    WC_FIGURE_THING,
    WC_SUM,
    WC_EACH,
    WC_RESPECTIVELY,
    WC_AND,
    WC_INPUT,
    WC_OUTPUT,
    WC_TOKENS,
    WC_MONEY,
    WC_USERS,
    WC_REQUESTS,
    WC_SAME, /* "the same period" */
    WC_FORECAST,
    WC_TARGET,
    WC_IF,
    WC_NOT,
    WC_FROM,
    WC_TO,
    WC_AS,
    WC_BASE,
    WC_WHEN,
    WC_GOES_TO,
    WC_DETERMINER,
    WC_GENERIC, /* points back or says nothing of whom: that, together, month */
    WC_KINDS,   /* heads that a name inside owns: models, labs */
    WC_RELEASED,
    WC_RATE_DAY,
    WC_RATE_WEEK,
    WC_RATE_MONTH,
    WC_ON,
    WC_LAUNCH,
    WC_AFTER,
    WC_WEEKLY,
    WC_DAILY,
    WC_MONTHLY,
    WC_FIRST_TIME,
    WC_NOW,
    WC_COUNT
};
extern const char *const word_class_names[WC_COUNT];

/* A name, pronoun or description in a sentence that can own a number. */
struct mention {
    uint16_t from, to; /* cells */
    enum ent_type type;
    const struct entity **ents;
    uint32_t n;
    int top;
    bool object;     /* after a preposition: owns a number only by its place */
    bool beaten;     /* after a verb of overtaking */
    bool source;     /* says so; is not spoken of */
    bool possessive; /* 's follows */
    bool anaphor;    /* stands for something said before */
    uint16_t list;   /* index of the first member of its list */
    enum ref_mode mode;
};
typedef VEC(struct mention) mentions_t;

/* What is remembered from one sentence to the next. */
struct discourse {
    struct entref subject;             /* of the newest claim, or the newest topic */
    struct entref last[ENT_OTHER + 1]; /* newest mention of each type */
    struct period period;              /* newest explicit one */
    struct period main;                /* the week or month that the article is about */
    struct period day;                 /* newest of all, launches too: "a day later" */
    uint32_t price_block; /* of the newest price per million; UINT32_MAX none */
    uint32_t period_block;
    struct period heading_period; /* of the newest heading that has one */
    struct entref figure;         /* what the newest level was about */
};

struct sent {
    const struct sentence *at;
    uint32_t index;
    tags_t tags;
    struct cells cells;
    uint8_t clause[CELLS_MAX + 8]; /* clause of each cell */
    mentions_t mentions;
    hits_t hits;
    struct symset context;
    struct cell_span row; /* a row's or item's own subject cells, else none */
};

struct extractor {
    struct tagging *tagging;
    const struct claim_rules *rules;
    const struct names *names;
    const struct scan_opts *opts;
    struct matcher *matcher;
    sym_t wc[WC_COUNT];
    sym_t lparen, rparen, semicolon, slash, the, and_word;
    struct sent sent;
    struct discourse talk;
    struct symset before; /* symbols of the sentence before */
    uint32_t before_block;
    enum tag_type last_type; /* of the newest claim's number */
    int top_rank;            /* of the hit being built: "top three" 3; 0 */
    /* per document */
    struct doc *doc;
    struct claims *out;
    struct {
        int32_t block; /* whose cells these are; -1 none */
        tags_t tags;
        struct cells cells;
    } lead;
    struct {
        tags_t tags;
    } part; /* of a table row: its first column */
    tags_t header_tags;
    sym_t topic_tokens, topic_price;
    bool speaks_tokens;    /* the article does, somewhere */
    struct symset heading; /* symbols of the newest heading */
    lost_t lost;
};

/* Whether a cell is of a word class. */
static inline bool is_wc(const struct extractor *x, size_t cell, enum word_class wc)
{
    return cell_has(&x->sent.cells, cell, x->wc[wc]);
}

/* ---- mention.c ---- */
/* Numbers the clauses of the sentence's cells. */
void sent_clauses(struct extractor *x);
/* Finds its mentions, lists and roles; after sent_clauses. */
void sent_mentions(struct extractor *x);
/* Members of the list that begins at mention i: [i, end). */
size_t mention_list_end(const struct extractor *x, size_t i);

/* ---- bind_subject.c ---- */
/* Whose number it is: fills c->subject, empty when nobody is near. */
void bind_subject(struct extractor *x, const struct hit *h, struct claim *c);
/* The comparator, or the whole of a share: fills c->object. */
void bind_object(struct extractor *x, const struct hit *h, struct claim *c);
/* "M2.5 and GLM-5 handled 1.4 and 0.9 trillion, respectively": pairs them. */
void bind_respectively(struct extractor *x, struct claim *claims, size_t n);

/* ---- bind_period.c ---- */
/* When: fills c->period; the subject must be bound. */
void bind_period(struct extractor *x, const struct hit *h, struct claim *c);
/* Keeps the sentence's periods for the sentences that follow; its claims begin
 * at `first`. */
void period_remember(struct extractor *x, size_t first);

/* ---- bind_words.c ---- */
/* Fills c->hedge and widens the quote by its words. */
void bind_hedge(struct extractor *x, const struct hit *h, struct claim *c);
/* Fills c->measure; kind and unit must be set. */
void bind_measure(struct extractor *x, const struct hit *h, struct claim *c);
/* Fills c->rate of a level when the number itself has none. */
void bind_rate(struct extractor *x, const struct hit *h, struct claim *c);
/* Fills c->attribution, NULL when nobody is named. */
void bind_attribution(struct extractor *x, struct claim *c);
/* Fills c->modality and c->first. */
void bind_modality(struct extractor *x, const struct hit *h, struct claim *c);

/* ---- claim_build.c ---- */
/* A claim from a hit: number, unit, quote; then everything is bound.  False
 * when the hit turns out to be none (a date that is no day, a rank that
 * follows none). */
bool claim_build(struct extractor *x, const struct hit *h, struct claim *c);

#endif
