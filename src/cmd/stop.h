/*
 * SIGINT, SIGTERM and SIGHUP during a batch: what is finished is written, then
 * the program ends by the signal, so that a shell sees 130.  A second signal,
 * or two seconds without progress, end it at once.
 */
#ifndef CC_CMD_STOP_H
#define CC_CMD_STOP_H

#include "base/base.h"

struct stop;

/* Begins to watch; signals that are ignored stay so.  NULL when the system
 * refuses: then a signal ends the program at once, as without it.  Call before
 * any other thread is started. */
struct stop *stop_begin(void);
/* Ends watching.  If a signal came, the program ends here by it. */
void stop_end(struct stop *s);
/* Whether a signal came; NULL is fine. */
bool stop_requested(const struct stop *s);
/* Becomes readable when a signal comes; -1 for NULL. */
int stop_fd(const struct stop *s);
/* Something was written: the program is not stuck. */
void stop_progress(struct stop *s);

#endif
