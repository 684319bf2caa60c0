/*
 * The clock, sleeping and chance.
 */
#include "sync/clock.h"

#include <sys/random.h>

static int64_t epoch_from_environment(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds;

    return text && str_i64(str_c(text), &seconds) && seconds >= 0 ? seconds : -1;
}

int64_t clock_now(void)
{
    int64_t fixed = epoch_from_environment();

    return fixed >= 0 ? fixed : (int64_t)time(NULL);
}

void clock_format(int64_t seconds, char out[21])
{
    struct ymd d = date_ymd(date_from_unix(seconds));
    unsigned s = (unsigned)(seconds % 86400), day = (unsigned)d.d % 100;

    snprintf(out, 21, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)d.y % 10000,
             (unsigned)d.m % 100, day, s / 3600 % 24, s / 60 % 60, s % 60);
}

int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void clock_sleep_ms(int64_t ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};

    if (ms > 0)
        nanosleep(&t, NULL);
}

int64_t clock_jitter(int64_t ms)
{
    uint32_t chance = 0;

    if (getrandom(&chance, sizeof(chance), GRND_NONBLOCK) != sizeof(chance))
        chance = (uint32_t)clock_ms();
    return ms / 2 + chance % (ms / 2 + 1);
}
