/*
 * How a tagger's match becomes a tag: one function for each name in
 * rule/tagger.h's tagger_values.  The words and their meanings come from the
 * tables in rules/vocab; these functions only put them together.
 */
#ifndef CC_SCAN_CONVERT_H
#define CC_SCAN_CONVERT_H

#include "rule/tagger.h"
#include "scan/scan.h"

/* A match of a tagger that may become a tag. */
struct cand {
    const struct tagger *t; /* NULL: a name */
    uint32_t start, end;    /* in the text */
    struct {
        uint16_t from, to; /* parts as in t->caps, from `base` on; empty: absent */
    } part[TAGGER_MAX_CAPS];
    uint32_t base;
    const struct name_hit *name; /* t NULL */
};

/* What a conversion works with. */
struct conv {
    const struct rules *rules;
    const struct names *names; /* may be NULL */
    struct str text;           /* the document's */
    date_t published;          /* DATE_NONE: unknown */
    date_t anchor;             /* then: the newest day that the article itself dates;
                                  DATE_NONE: unknown, too */
    uint32_t from, to;         /* the sentence */
    struct arena *arena;
    struct rats *rats;
};

/* The text of a part; empty when it took no part in the match. */
struct str conv_part(const struct conv *v, const struct cand *c, enum tagger_cap cap);

/* Fills the tag (type and place are set already); false when the match means
 * nothing after all. */
typedef bool convert_fn(const struct conv *v, const struct cand *c, struct tag *out);
extern convert_fn *const converters[TV_COUNT];

/* ---- number.c ---- */
/* The number at the front of `s`, digits or words with their scale; returns
 * the bytes it takes, 0 when there is none. */
size_t number_read(const struct conv *v, struct str s, struct number *out);
/* All of `s` as a number. */
bool number_whole(const struct conv *v, struct str s, struct number *out);
/* A small whole number in digits or words, -1 when it is none or above 100000. */
int number_int(const struct conv *v, struct str s);
/* "10 to 20 billion": the parts n and n2 as one number with hi; the scale of
 * the second end holds for both when the first has none. */
bool number_parts(const struct conv *v, const struct cand *c, struct number *out);
/* Multiplies all that is set in a number. */
void number_scale(const struct conv *v, struct number *n, crat by);
/* A table entry "name factor" for a word (case folded, '-' as a space, a final
 * 's' tried without): the name, NULL if the word is not there; *factor NULL
 * for none. */
const char *table_unit(const struct conv *v, const char *table, struct str word,
                       rat *factor);
/* "first", "twenty-first" as a number; -1 when it is none. */
int ordinal_of(const struct conv *v, struct str s);
/* A rate from "day", "weekly" ...; RATE_NONE if it is none. */
enum rate rate_of(const struct conv *v, struct str word);

/* A count or percentage: n, n2, unit, plus, rate. */
bool convert_number(const struct conv *v, const struct cand *c, struct tag *out);
/* num over den, or a sign such as a printed half. */
bool convert_fraction(const struct conv *v, const struct cand *c, struct tag *out);
/* n times, or a word such as "doubled". */
bool convert_multiple(const struct conv *v, const struct cand *c, struct tag *out);
/* n to n2. */
bool convert_ratio(const struct conv *v, const struct cand *c, struct tag *out);
/* cur with n (and n2, dec), for per tokens, at a rate. */
bool convert_money(const struct conv *v, const struct cand *c, struct tag *out);
/* A rank: n, or ord in words. */
bool convert_ordinal(const struct conv *v, const struct cand *c, struct tag *out);
/* The group of the first n. */
bool convert_top(const struct conv *v, const struct cand *c, struct tag *out);
/* The hedge that h is in the table. */
bool convert_hedge(const struct conv *v, const struct cand *c, struct tag *out);
/* n spans of time. */
bool convert_duration(const struct conv *v, const struct cand *c, struct tag *out);

/* ---- when.c, when_relative.c ---- */
/* Letter of a span of time: h d w m q y, e a weekend; 0 none. */
char span_of(const struct conv *v, struct str word);
/* An empty period of a type, with the tag's place. */
struct period period_at(const struct tag *t, enum period_type type);
/* The year that is meant by a day (0: the month) without one, from the
 * publication date or from the years that stand nearest; 0 unknown. */
int year_for(const struct conv *v, const struct cand *c, int month, int day);
/* Cuts [from, to] by "early", "mid", "late" ...; marks it approximate. */
void period_modify(const struct conv *v, struct str mod, struct period *p);
/* 1 to 12, 0 if the word is no month. */
int month_of(const struct conv *v, struct str word);
/* The parts y, m, d as a day; DATE_NONE when the year cannot be known or
 * there is no such day. */
date_t day_of(const struct conv *v, const struct cand *c);

/* A day: m, d and perhaps y. */
bool convert_date(const struct conv *v, const struct cand *c, struct tag *out);
/* A day by numbers, where only one order is possible. */
bool convert_slash_date(const struct conv *v, const struct cand *c, struct tag *out);
/* From m, d to m2, d2. */
bool convert_days(const struct conv *v, const struct cand *c, struct tag *out);
/* The week of, ending on or starting on a day (mod). */
bool convert_week_of(const struct conv *v, const struct cand *c, struct tag *out);
/* The ord-th week of a month. */
bool convert_week_in(const struct conv *v, const struct cand *c, struct tag *out);
/* A month, or the part of it that mod names. */
bool convert_month(const struct conv *v, const struct cand *c, struct tag *out);
/* From m to m2. */
bool convert_months(const struct conv *v, const struct cand *c, struct tag *out);
/* The q-th quarter, or half-year when arg is 6. */
bool convert_quarter(const struct conv *v, const struct cand *c, struct tag *out);
/* A year, or the part of it that mod names. */
bool convert_year(const struct conv *v, const struct cand *c, struct tag *out);
/* From y to y2. */
bool convert_years(const struct conv *v, const struct cand *c, struct tag *out);
/* This, last or next (rel) week, month ... (span). */
bool convert_relative(const struct conv *v, const struct cand *c, struct tag *out);
/* The last or next n spans. */
bool convert_trailing(const struct conv *v, const struct cand *c, struct tag *out);
/* n spans before or after publication. */
bool convert_ago(const struct conv *v, const struct cand *c, struct tag *out);
/* n spans from a date that is named elsewhere. */
bool convert_earlier(const struct conv *v, const struct cand *c, struct tag *out);
/* The nearest such weekday. */
bool convert_weekday(const struct conv *v, const struct cand *c, struct tag *out);
/* Today, yesterday ... */
bool convert_day_word(const struct conv *v, const struct cand *c, struct tag *out);
/* From the start of the span to publication. */
bool convert_so_far(const struct conv *v, const struct cand *c, struct tag *out);
/* From a day, month or year to publication. */
bool convert_since(const struct conv *v, const struct cand *c, struct tag *out);

#endif
