/*
 * Files, standard streams and digests.  Every read has a limit.
 */
#ifndef CC_BASE_IO_H
#define CC_BASE_IO_H

#include "base/err.h"
#include "base/str.h"

#define IO_MAX_INPUT (256u << 20) /* largest file read into memory */

/* Reads a whole file ("-": standard input) up to `max` bytes; the buffer is
 * appended to and untouched on failure.  A directory, a missing file, one
 * above the limit: error with the system's words. */
bool io_read_file(const char *path, size_t max, struct buf *out, struct err *e);
/* Writes through a temporary file and a rename, so that a failure leaves the
 * old content ("-": standard output, directly). */
bool io_write_file(const char *path, struct str data, struct err *e);
/* Links are followed; false also when there is nothing. */
bool io_is_dir(const char *path);
/* Anything at all of that name. */
bool io_exists(const char *path);
/* Names in a directory, sorted bytewise, without . and ..; caller frees each
 * and the array. */
bool io_list_dir(const char *path, char ***names, size_t *n, struct err *e);
/* Folder of the running executable, without trailing slash; false if the
 * system does not say. */
bool io_exe_dir(struct buf *out);
/* The first of the candidates that exists, appended to out; false, and out
 * untouched, when none does.  Candidates are relative to the program's folder:
 * "rules" in the build tree, "../../rules" from build/VARIANT, and
 * "../share/claimcheck/rules" when installed. */
bool io_beside_exe(const char *const *candidates, size_t n, struct buf *out);
/* Appends dir/name; a slash at the end of dir is not doubled. */
void io_join(struct buf *out, const char *dir, const char *name);
/* Lower-case hex SHA-256 into out[65]. */
void io_sha256(struct str data, char out[65]);
/* gzip or zlib data to out (max from out->max); false with error when broken
 * or beyond `max_ratio` times the input plus 1 MiB. */
bool io_gunzip(struct str data, unsigned max_ratio, struct buf *out, struct err *e);
/* By the two first bytes. */
bool io_is_gzip(struct str data);

#endif
