/*
 * C: the set of values that a wording allows.  The rows come from the
 * vocabulary table "verify_allow" (rules/verify/allow.yml), one for each pair
 * of hedge and form; nothing about a hedge is known in C.
 *
 * A row reads "[x - u/2, x + u/2] close [x - u, x + u]"; the variables are
 *   x  the printed value             u  the place value of its last digit
 *   r  that of its last non-zero digit  h  the upper end of a range
 *   a, b  the neighbouring common fractions below and above x
 * for a fall everything is mirrored at zero.
 */
#ifndef CC_VERIFY_ALLOWED_H
#define CC_VERIFY_ALLOWED_H

#include "num/interval.h"
#include "rule/rules.h"
#include "scan/claim.h"

enum { ALLOW_VARS = 6, ALLOW_MAX_ROWS = 64, ALLOW_MAX_FRACTIONS = 64 };

struct allow_bound {
    bool infinite, closed;
    struct {
        int num, den;
    } coef[ALLOW_VARS];
};
struct allow_row {
    struct str key; /* "about.digits" */
    struct allow_bound ok[2], close[2];
    bool has_close;
};
struct allow_table {
    struct allow_row rows[ALLOW_MAX_ROWS];
    size_t n_rows;
    struct {
        int num, den;
    } fractions[ALLOW_MAX_FRACTIONS]; /* ascending */
    size_t n_fractions;
};

/* Parses both tables; false with the row named in `e`.  A NULL table is an
 * error too: without it no number can be judged. */
bool allow_load(struct allow_table *t, const struct vocab *rows,
                const struct vocab *fractions, struct err *e);

/* A printed number with what was said around it. */
struct wording {
    const struct number *num; /* num->value is not NULL */
    enum hedge hedge;
    enum claim_kind kind;
    bool falls;         /* the value is negative, the words say how far down */
    bool list_price;    /* exact unless hedged: a price, a count in a top N, a rank */
    struct str printed; /* the digits as they stand in the article; may be empty */
};
/* How the claim words its number; points into the document. */
struct wording wording_of(const struct doc *d, const struct claim *c);

struct allowed {
    struct interval ok;    /* supported when D lies within */
    struct interval close; /* contains ok; equal to it when the row has no close zone */
};
/* Numbers live in `p`. */
void allowed_of(const struct allow_table *t, struct rats *p, const struct wording *w,
                struct allowed *out);
/* The name of the row that decides, e.g. "about.digits". */
struct str allowed_row(const struct allow_table *t, const struct wording *w);
/* True when the digits are an integer that ends in zeros ("600 billion", "70%"). */
bool wording_is_round(const struct wording *w);

#endif
