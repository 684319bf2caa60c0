/*
 * What `claimcheck --version` says: the program, its libraries, the rules and
 * the newest figures.
 */
#ifndef CC_CMD_VERSION_H
#define CC_CMD_VERSION_H

/* Prints the versions; EXIT_ERROR when rules or store cannot be read, which
 * is said in the list. */
int show_version(void);
/* The short usage text on standard error; returns EXIT_ERROR. */
int usage_error(void);

#endif
