/*
 * The readers: one table of formats with how each is recognised and read.  A
 * new format is a row there and a file here.
 */
#ifndef CC_TEXT_READER_H
#define CC_TEXT_READER_H

#include "text/intake.h"

struct reader {
    enum doc_format format;
    const char *name;
    /* How sure the content is of this format, 0 (no) to 100; looks at the
     * beginning only.  NULL: only when the format is named. */
    int (*detect)(struct str head);
    /* Reads the source into the builder: blocks, and metadata into b->d.
     * False with an error when there is nothing that can be read. */
    bool (*read)(struct build *b, const struct source *src, const struct read_opts *o,
                 struct err *e);
    /* Instead of `read`, for formats of several articles. */
    bool (*each)(struct intake *in, const struct source *src, struct err *e);
};

extern const struct reader readers[];
extern const size_t n_readers;

/* Plain text: paragraphs, lists, aligned tables, headlines. */
bool txt_read(struct build *b, const struct source *src, const struct read_opts *o,
              struct err *e);

/* How sure the content is of being Markdown; see struct reader. */
int md_detect(struct str head);
/* Markdown with front matter. */
bool md_read(struct build *b, const struct source *src, const struct read_opts *o,
             struct err *e);

#endif
