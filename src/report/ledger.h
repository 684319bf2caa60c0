/*
 * The ledger of a corpus: what all its articles say of the same quantity.
 *
 * Each article adds rows (one line of tab-separated text a claim); rows are
 * all that is needed, whoever made them, so parts of a corpus can be done
 * anywhere and be put together: the ledger depends on the set of rows alone.
 */
#ifndef CC_REPORT_LEDGER_H
#define CC_REPORT_LEDGER_H

#include "base/vec.h"
#include "report/report.h"

#define LEDGER_MAGIC "claimcheck-ledger 1"

enum ledger_field {
    LF_KIND,
    LF_MEASURE,
    LF_UNIT,
    LF_SUBJECT,
    LF_OBJECT,
    LF_FROM,
    LF_TO, /* the key */
    LF_VALUE,
    LF_SIG,
    LF_HEDGE,
    LF_LO,
    LF_LO_CLOSED,
    LF_HI,
    LF_HI_CLOSED,
    LF_VERDICT,
    LF_REASON,
    LF_BEFORE,
    LF_PATH,
    LF_TITLE,
    LF_PUBLISHED,
    LF_LINE,
    LF_QUOTE,
    LF_WORDS,
    LF_SHOWN,
    LF_DEFINITION,
    LF_COUNT
};
#define LEDGER_KEY_FIELDS 7

struct voice {               /* one article's figure */
    struct str f[LF_COUNT];  /* unescaped; views into the ledger's arena */
    struct interval allowed; /* what its wording allows */
    uint32_t entry;          /* index of its entry */
    uint32_t copy_of;        /* index + 1 of the earliest with the same words; 0 own */
    bool outlier;            /* apart from all others, who agree */
};
struct entry {              /* one quantity: voices [first, first + n) */
    uint32_t first, n, own; /* own: without copies */
};
enum clash_why {
    CLASH_FIGURE,  /* one quantity, two figures */
    CLASH_PERIOD,  /* one figure for two periods, and the data know better */
    CLASH_SUBJECT, /* ... for two subjects */
    CLASH_SET      /* ... of two wholes */
};
struct clash {
    enum clash_why why;
    uint32_t a, b; /* voices */
};
struct ledger {
    struct arena arena;
    struct rats *rats;
    VEC(struct voice) voices; /* sorted by key, then by day, path, place */
    VEC(struct entry) entries;
    VEC(struct clash) clashes; /* cannot both hold */
    VEC(struct clash) apart;   /* other figures that differ by period or whole only */
};
const char *clash_name(enum clash_why w); /* "figure", "period", ... */

/* Appends the rows of an article. */
void ledger_rows(const struct article_report *r, struct buf *out);
/* Builds the ledger of rows in any order; false for text that is no rows. */
bool ledger_build(struct ledger *l, struct str rows, struct err *e);
void ledger_release(struct ledger *l); /* Frees everything. */
/* Verdict changed between the two states of the data. */
bool voice_changed(const struct voice *v);

/* Writers whose `article` adds rows to the tail and whose `end` writes the
 * ledger: text, json, html, csv, rows.  NULL for another name. */
const struct writer *ledger_writer(const char *name);
#define LEDGER_FORMATS "text|json|html|csv|rows"

#endif
