/*
 * The words that people use for a model, derived from its display name and its
 * slug: "Anthropic: Claude Opus 4.6 (free)" gives "Claude Opus 4.6", "Opus 4.6"
 * and, from the slug, "claude 4.6 opus".
 */
#ifndef CC_STORE_ALIAS_H
#define CC_STORE_ALIAS_H

#include "base/str.h"

struct alias {
    char text[96];
    int far;   /* how far from the whole name: of several models, the nearest has it */
    bool weak; /* a common word, or too short to stand alone */
};
#define ALIAS_MAX 16

/* Aliases of a model; returns how many were written (at most ALIAS_MAX), none
 * twice.  `display` may be empty, then the slug alone speaks. */
size_t alias_derive(struct str display, struct str permaslug,
                    struct alias out[ALIAS_MAX]);

/* The display name without "Author: " and the remark of a variant, "(free)". */
struct str alias_plain_name(struct str display);

/* A name from a slug, "glm-5.3-flash" -> "Glm 5.3 Flash", into out. */
void alias_name_from_slug(struct str permaslug, char *out, size_t size);

/* The name's family: its first word up to a digit ("Claude", "Qwen"); empty when
 * it is shorter than three letters. */
struct str alias_family(struct str plain_name);

/* Is it a word of common English that needs its capital to be a name? */
bool alias_is_common(struct str word);

#endif
