/*
 * From a claim to what has to be computed: which op, whose figures, over which
 * windows.  Nothing is looked up in the store here but a model's listing day.
 */
#ifndef CC_VERIFY_BIND_H
#define CC_VERIFY_BIND_H

#include "verify/eval.h"

enum { WINDOWS_MAX = 16, ALTS_MAX = 4 };

struct window_choice {
    struct span window, base;
    int mean;
    int prior;
    bool is_default;
    const char *text; /* key of verify_text; NULL: the window speaks for itself */
};
struct windows {
    struct window_choice v[WINDOWS_MAX];
    int n;
};

enum tie {
    TIE_FIRM,    /* a wrong number can be accused */
    TIE_CARRIED, /* the period is another paragraph's: others of it may bear it out */
    TIE_LOOSE,   /* only when the number itself shows the slip */
    TIE_GUESS    /* never */
};

struct binding {
    struct query base;  /* window, pools and vintage are the readings' */
    enum reason reason; /* why nothing can be computed; NONE: it can */
    enum tie tie;       /* how firmly the claim is bound to its words */
    enum reason loose;  /* what is loose; NONE when the tie is firm */
    const char *subject_class, *period_class; /* words of verify_readings */
    struct who alts[ALTS_MAX]; /* other subjects that the words could mean */
    int n_alts;
    struct windows windows;
    int scale_num, scale_den; /* from the answer's unit to the claim's */
    int confidence;           /* percent */
};

/* Fills `b` for the claim; `each` >= 0 takes only that member of a subject
 * which the claim speaks of one by one. */
void bind_claim(struct ctx *c, const struct claim *cl, int each, struct binding *b);

/* Makes the tie at least as loose as `tie`, for that reason. */
void bind_loosen(struct binding *b, enum tie tie, enum reason why);

/* bind_who.c: one side; false when the words name nothing with figures, then
 * *why says so. */
bool bind_who(struct ctx *c, const struct entref *r, struct who *out, enum reason *why);
/* "model", "author", "country", "top", "charted", "platform" */
const char *who_class(const struct who *w);

/* window.c: the windows that the claim's period can mean, with the bases of a
 * change; also sets b->period_class, the tie and b->reason. */
void bind_windows(struct ctx *c, const struct claim *cl, struct binding *b);
/* window_base.c: a change that runs over the whole period compares its last
 * unit: narrows *given. */
void bind_long_change(const struct claim *cl, struct binding *b, struct span *given);
/* Gives each window of a change the bases it can be measured from. */
void bind_bases(struct ctx *c, const struct claim *cl, struct binding *b);
/* Moves a window back by `n` units ('d','w','m','q','y'); whole months stay
 * whole months and weeks stay on their weekday. */
struct span span_back(struct span s, int n, char unit);
/* Days from first to last, both counted. */
int span_days(const struct span *s);
/* Seven days, whichever they begin on. */
bool span_is_week(const struct span *s);
/* A whole calendar month. */
bool span_is_month(const struct span *s);

#endif
