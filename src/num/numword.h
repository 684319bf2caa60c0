/*
 * Numbers in English words: "eighty-four", "two hundred and five thousand",
 * "one point five million", "two and a half billion", "a dozen".  The words
 * are the caller's (they live in rules/vocab): a callback says what each one
 * means, this module knows only how they combine.
 */
#ifndef CC_NUM_NUMWORD_H
#define CC_NUM_NUMWORD_H

#include "num/precision.h"

enum numword_kind {
    NUMWORD_UNIT,    /* 0 to 19 */
    NUMWORD_TEN,     /* 20, 30, ... 90 */
    NUMWORD_HUNDRED, /* 100 */
    NUMWORD_SCALE,   /* 10^3 and up */
    NUMWORD_GROUP,   /* multiplies like a scale, but counts one by one: dozen, score */
    NUMWORD_ARTICLE, /* "a", one before a hundred, a scale or a group */
    NUMWORD_HALF,    /* "half", "and a half" */
    NUMWORD_AND,
    NUMWORD_POINT
};
struct numword {
    enum numword_kind kind;
    int64_t value;
};

/* What `word` (letters only, any case) means; false when it is no number word.
 * After "between" or "from" the caller refuses NUMWORD_AND, which there parts
 * two numbers. */
typedef bool numword_lookup(void *ctx, struct str word, struct numword *out);

/* Reads the longest number at the front of `text`, its words parted by one
 * space or hyphen.  Returns the bytes it takes, 0 when there is none; words
 * that do not combine ("twenty twenty") are no number.  out->place is the
 * scale of the last word times the place of a spoken decimal: one trillion in
 * "five trillion", 100 in "two hundred", 1 in "two hundred and five", a tenth
 * of the scale after a half. */
size_t numword_read(struct rats *p, struct str text, numword_lookup *lookup, void *ctx,
                    struct precision *out);

#endif
