/*
 * Time, the only place in the library that asks for it.  SOURCE_DATE_EPOCH
 * (unix seconds) stands for now when it is set, so that runs can be repeated.
 */
#ifndef CC_SYNC_CLOCK_H
#define CC_SYNC_CLOCK_H

#include "base/date.h"

/* Unix seconds. */
int64_t clock_now(void);
/* "2026-10-08T01:46:15Z" */
void clock_format(int64_t seconds, char out[21]);
/* Milliseconds of a clock that only goes forward. */
int64_t clock_ms(void);
void clock_sleep_ms(int64_t ms); /* returns early on a signal */
/* Between half of `ms` and `ms`, so that many who wait do not come together. */
int64_t clock_jitter(int64_t ms);

#endif
