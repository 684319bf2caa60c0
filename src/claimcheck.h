/*
 * libclaimcheck: the numbers of an article about AI usage, checked against
 * stored OpenRouter figures.
 *
 *     cc_rules      rules, names and store, loaded once; immutable, shared by
 *                   all threads
 *     cc_scanner    one a thread; everything a check needs besides the text
 *     cc_article    one checked article: its claims and their verdicts
 *
 *     struct cc_error err;
 *     struct cc_rules *rules = cc_rules_load(NULL, &err);
 *     struct cc_scanner *scanner = cc_scanner_new(rules, &err);
 *     const struct cc_article *article =
 *         cc_check(scanner, text, length, NULL, &err);
 *     for (size_t i = 0; i < cc_claim_count(article); i++) {
 *         struct cc_claim claim;
 *         cc_claim_get(article, i, &claim);
 *         printf("%s: %s\n", claim.text, cc_verdict_name(claim.verdict));
 *     }
 *     cc_scanner_free(scanner);
 *     cc_rules_free(rules);
 *
 * Conventions: a call that can fail returns NULL or false and fills `err`,
 * which may be NULL; nothing else is changed then.  Input is hostile and never
 * fatal.  Strings that come out are UTF-8, NUL-terminated and belong to the
 * object they were asked of.  No call prints, exits, reads the environment or
 * opens a network connection.
 */
#ifndef CLAIMCHECK_H
#define CLAIMCHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CC_API_VERSION 1

struct cc_rules;
struct cc_scanner;
struct cc_article;

/* What went wrong: message in lower case; place of a faulty rule or file. */
struct cc_error {
    char message[512];
    char where[256];  /* file, or empty */
    int line, column; /* 1-based; 0: unknown */
};

/* Where rules and figures come from; zero it, then set what is needed. */
struct cc_options {
    const char *const *rule_dirs; /* later ones add to and override earlier ones */
    size_t n_rule_dirs;           /* 0: the installed rules */
    const char *store;            /* SQLite file; NULL: the installed one;
                                     "": none, articles are only checked against themselves */
    const char *lang;             /* "en", "zh"; NULL: all */
    const char *as_of; /* "YYYY-MM-DD": judge on the data known then; NULL: newest */
};

/* What is known of one article; zero it, then set what is known. */
struct cc_article_options {
    const char *path;      /* shown in the report; NULL: "-" */
    const char *published; /* "YYYY-MM-DD"; NULL: from the article */
    const char *title;     /* NULL: from the article */
    const char *lang;      /* "en", "zh"; NULL: by content */
    const char *encoding;  /* NULL: detected */
};

enum cc_verdict {
    CC_SUPPORTED,
    CC_CLOSE,
    CC_CONTRADICTED,
    CC_AMBIGUOUS,
    CC_INSUFFICIENT
};

/* One claim and its verdict; strings belong to the article. */
struct cc_claim {
    const char *text;        /* the article's words */
    const char *kind;        /* "level", "share", "growth", ... */
    const char *value;       /* decimal in base units, date as YYYY-MM-DD; NULL: none */
    const char *unit;        /* "tokens", "percent", "usd_per_mtok", ... */
    const char *rule;        /* id of the rule that found it */
    const char *fingerprint; /* 16 hex digits, stable under edits elsewhere */
    uint64_t start, end;     /* bytes of the input, end exclusive */
    uint32_t line, column;   /* 1-based, code points */
    enum cc_verdict verdict;
    const char *reason;      /* why a claim is insufficient; NULL */
    const char *explanation; /* one or two sentences */
    const char *formula;     /* the sum of the reading that fits best; NULL */
    const char *suggestion;  /* better wording; NULL */
};

/* Version of the library, "0.1.0". */
const char *cc_version(void);

/* Loads rules and store; NULL options mean all defaults.  The options are
 * copied.  NULL for a faulty rule or a missing, corrupt or newer store. */
struct cc_rules *cc_rules_load(const struct cc_options *options, struct cc_error *err);
/* 64 hex digits over all rule files. */
const char *cc_rules_hash(const struct cc_rules *rules);
/* After the scanners that use it; NULL is allowed. */
void cc_rules_free(struct cc_rules *rules);

/* A scanner for one thread; it uses `rules`, which must outlive it. */
struct cc_scanner *cc_scanner_new(const struct cc_rules *rules, struct cc_error *err);
void cc_scanner_free(struct cc_scanner *scanner); /* NULL is allowed */

/* Checks one article of any format the program reads.  `text` is copied.  The
 * article belongs to the scanner and lives until its next check.  NULL when
 * nothing could be read (empty, binary) or the store broke. */
const struct cc_article *cc_check(struct cc_scanner *scanner, const char *text,
                                  size_t length, const struct cc_article_options *options,
                                  struct cc_error *err);

/* Number of claims, in order of position. */
size_t cc_claim_count(const struct cc_article *article);
/* Fills *claim; false when there is no claim `i`, *claim untouched. */
bool cc_claim_get(const struct cc_article *article, size_t i, struct cc_claim *claim);
/* "supported", "close", "contradicted", "ambiguous", "insufficient". */
const char *cc_verdict_name(enum cc_verdict verdict);

/* The article's report in one of the formats of `claimcheck --format`; free()
 * it.  NULL for an unknown format.  *length, if not NULL, is without the NUL. */
char *cc_report(const struct cc_article *article, const char *format, size_t *length,
                struct cc_error *err);

#ifdef __cplusplus
}
#endif

#endif
