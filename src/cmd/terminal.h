/*
 * What the surroundings are like: a terminal or not, its width, colour, today.
 */
#ifndef CC_CMD_TERMINAL_H
#define CC_CMD_TERMINAL_H

#include "cmd/settings.h"

/* --color, then NO_COLOR, TERM and whether standard output is a terminal. */
bool terminal_color(const struct settings *s);
/* Columns to wrap at: the terminal's, between 40 and 100; 80 elsewhere. */
int terminal_width(const struct settings *s);
/* Today (UTC), or the day of $SOURCE_DATE_EPOCH. */
date_t terminal_today(void);

#endif
