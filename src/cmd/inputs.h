/*
 * Operands become files: a folder stands for the articles in it, in order of
 * name.
 */
#ifndef CC_CMD_INPUTS_H
#define CC_CMD_INPUTS_H

#include "base/err.h"
#include "base/vec.h"

struct input {
    char *path;     /* as it is shown; owned */
    struct err why; /* why it cannot be read; msg empty: it may be */
};
struct inputs {
    VEC(struct input) v;
};

/* Adds what the operands name. A folder is searched to a depth of 16 for
 * .txt .md .html .htm .xml .rss .atom .docx .eml (also .gz); names that begin
 * with a dot are left out; one without such a file is an error entry. */
void inputs_add(struct inputs *in, char **operands, int n);
/* Frees the paths. */
void inputs_release(struct inputs *in);
/* Begins with http:// or https://. */
bool input_is_url(const char *path);

#endif
