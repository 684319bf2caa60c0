/*
 * One article, read: its text as people see it, in blocks and sentences, with
 * a map back to the bytes of the input.  Everything a reader produces lives in
 * the document's arena.
 *
 * Invariants: `text` is valid UTF-8 in normal form (see text/normal.h: full
 * width folded, NBSP and line wraps to a space, U+2212 to '-', soft hyphens
 * and zero-width characters gone); blocks are in order and do not overlap;
 * every sentence lies within one block; two blocks are separated by "\n\n"
 * in `text`, table cells of one row by " | ".
 */
#ifndef CC_TEXT_DOC_H
#define CC_TEXT_DOC_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"

enum doc_format {
    DOC_AUTO,
    DOC_TXT,
    DOC_MD,
    DOC_HTML,
    DOC_FEED,
    DOC_NITF,
    DOC_NEWSML,
    DOC_NINJS,
    DOC_ANS,
    DOC_WP,
    DOC_JSONL,
    DOC_JSONFEED,
    DOC_DOCX,
    DOC_EML
};
const char *doc_format_name(enum doc_format f); /* "txt", "md", ... */

enum block_type {
    BLOCK_PARA,
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_ITEM,
    BLOCK_ROW,
    BLOCK_CAPTION,
    BLOCK_QUOTE
};

/* A run of text that maps 1:1 onto input bytes (same length), or, when
 * `folded`, stands as a whole for input bytes [in, in + in_len). */
struct segment {
    uint32_t at;     /* offset in text */
    uint64_t in;     /* offset in the input's bytes */
    uint32_t in_len; /* of a folded run; 0 for a 1:1 run, which ends at the next one */
    bool folded;
};
typedef VEC(struct segment) segments_t;

struct block {
    enum block_type type;
    uint32_t start, end; /* offsets in text */
    int level;           /* heading depth 1-6, list depth from 1; else 0 */
    int32_t lead;        /* ITEM: index of the block that introduces the list, -1 none;
                            ROW: index of the header row, -1 none */
};

struct sentence {
    uint32_t start, end;
    uint32_t block; /* index into blocks */
};

enum date_source { DATE_SRC_NONE, DATE_SRC_OPTION, DATE_SRC_METADATA, DATE_SRC_BYLINE };

/* A passage under a `claimcheck ignore: why` comment. */
struct ignored {
    uint32_t start, end;
    struct str why;
};

struct doc {
    struct arena arena;
    enum doc_format format;
    struct str path;  /* as the user named it; "-" for standard input */
    struct str input; /* the bytes the user gave (of gzip: what it holds); not owned */
    struct str text;
    segments_t segments;
    VEC(struct block) blocks;
    VEC(struct sentence) sentences;
    struct str title, author, url, id, lang; /* empty when unknown; lang "en" or "zh" */
    date_t published;                        /* DATE_NONE when unknown */
    enum date_source published_source;
    VEC(struct err) notes; /* what was repaired or refused: invalid bytes, NULs, depth */
    VEC(struct ignored) ignored;
    struct buf buf;          /* memory behind text, kept from article to article */
    struct buf unpacked;     /* content of a gzip input; then `input` is this */
    struct decoded *decoded; /* the input in UTF-8 when it came in another encoding */
    struct seek *seek;       /* where doc_position was last */
};

/* Names of the members in a line of JSONL; NULL: the usual ones. */
struct record_fields {
    const char *text, *html, *title, *date, *url, *id;
};

struct read_opts {
    enum doc_format format;             /* DOC_AUTO: by content */
    const char *encoding;               /* NULL: detect */
    date_t published;                   /* DATE_NONE: from the article */
    const char *title, *lang;           /* NULL: from the article, by content */
    const struct record_fields *fields; /* NULL: all usual */
    const char *url; /* where it was found, if the article does not say; NULL */
};

/* Empty, ready for doc_read. */
void doc_init(struct doc *d);
/* Frees everything. */
void doc_release(struct doc *d);
void doc_clear(struct doc *d); /* ready for the next article, memory kept */

/* Reads one article out of `input` (which must outlive the doc's use).
 * Feeds give their first item here; see text/feed.h for all of them.
 * False only when nothing can be read (empty, binary, refused); repaired
 * input is noted in d->notes. */
bool doc_read(struct doc *d, struct str input, const char *path,
              const struct read_opts *o, struct err *e);

/* Input byte offset of a text offset; for an end offset use doc_input_end so
 * that folded runs are covered whole. */
uint64_t doc_input_start(const struct doc *d, uint32_t at);
/* End offset in the input of a piece of text that ends at `end`. */
uint64_t doc_input_end(const struct doc *d, uint32_t end);

struct position {
    uint64_t start, end;             /* bytes in the input */
    uint32_t line, column;           /* of start; 1-based, code points */
    uint64_t utf16_start, utf16_end; /* code units from the input's start */
};
/* Positions are found by going forward from the last call's offset, so asking
 * in order is linear over the article. */
struct position doc_position(const struct doc *d, uint32_t start, uint32_t end);

/* Index of the sentence that holds the offset, n if none. */
size_t doc_sentence_at(const struct doc *d, uint32_t at);

#endif
