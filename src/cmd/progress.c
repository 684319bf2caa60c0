/*
 * The line is drawn a few times a second by whoever writes the output.
 */
#include "cmd/progress.h"

#include <sys/resource.h>
#include <unistd.h>

#include "report/json_out.h"
#include "verify/verdict.h"

#define SHOW_MS 200

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *p, bool quiet, uint64_t total)
{
    *p = (struct progress){.start = now_ms(), .total = total};
    p->last = p->start;
    p->on = !quiet && isatty(STDERR_FILENO);
}

int64_t progress_elapsed(const struct progress *p)
{
    return now_ms() - p->start;
}

static void add_left(struct buf *b, const struct progress *p, uint64_t stored, int64_t ms)
{
    int64_t left;

    if (stored == 0 || p->total <= stored)
        return;
    left =
        (int64_t)((p->total - stored) / 1024) * ms / (int64_t)(stored / 1024 + 1) / 1000;
    buf_addf(b, " · %lld:%02lld left", (long long)(left / 60), (long long)(left % 60));
}

void progress_show(struct progress *p, const struct totals *t, uint64_t stored)
{
    int64_t now = p->on ? now_ms() : 0, ms = now - p->start;
    uint64_t tenths;
    struct buf b;

    if (!p->on || now - p->last < SHOW_MS)
        return;
    p->last = now;
    p->shown = true;
    tenths = t->bytes / 100 / (uint64_t)(ms > 0 ? ms : 1);
    buf_init(&b, 0);
    buf_addf(&b,
             "\r\033[K%llu records · %llu.%llu MB/s · %llu claims · %llu contradicted",
             (unsigned long long)t->records, (unsigned long long)(tenths / 10),
             (unsigned long long)(tenths % 10), (unsigned long long)t->claims,
             (unsigned long long)t->verdicts[VERDICT_CONTRADICTED]);
    add_left(&b, p, stored, ms);
    fwrite(b.p, 1, b.n, stderr);
    buf_release(&b);
}

void progress_hide(struct progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}

static void kdecimal(struct json *j, const char *key, uint64_t thousandths)
{
    char text[40];

    snprintf(text, sizeof(text), "%llu.%03llu", (unsigned long long)(thousandths / 1000),
             (unsigned long long)(thousandths % 1000));
    json_kc(j, key, text);
}

static void timing(struct json *j, const struct totals *t, int64_t ms, int jobs)
{
    uint64_t safe = (uint64_t)(ms > 0 ? ms : 1);
    struct rusage use;

    json_key(j, "timing");
    json_open(j, '{');
    kdecimal(j, "seconds", (uint64_t)ms);
    kdecimal(j, "mb_per_second", t->bytes / safe);
    kdecimal(j, "claims_per_second", t->claims * 1000000 / safe);
    json_kint(j, "jobs", jobs);
    getrusage(RUSAGE_SELF, &use);
    json_kint(j, "peak_memory_kib", use.ru_maxrss);
    json_kint(j, "cached", (int64_t)t->cached);
    json_close(j, '}');
}

void totals_json(const struct totals *t, const struct report_env *env, int64_t ms,
                 int jobs, struct buf *out)
{
    struct json j;

    json_init(&j, out, true);
    json_open(&j, '{');
    json_kc(&j, "schema_version", "1");
    json_kc(&j, "kind", "summary");
    json_kc(&j, "version", env->version);
    json_kc(&j, "rules_hash", env->rules_hash);
    json_kint(&j, "records", (int64_t)t->records);
    json_kint(&j, "articles", (int64_t)t->articles);
    json_kint(&j, "bytes", (int64_t)t->bytes);
    json_kint(&j, "numerals", (int64_t)t->numerals);
    json_kint(&j, "claims", (int64_t)t->claims);
    json_kint(&j, "bound", (int64_t)t->bound);
    json_kint(&j, "judged", (int64_t)t->judged);
    json_kint(&j, "suppressed", (int64_t)t->suppressed);
    for (size_t i = 0; i < ARRAY_LEN(t->verdicts); i++)
        json_kint(&j, verdict_name((enum verdict)i), (int64_t)t->verdicts[i]);
    json_kint(&j, "errors", (int64_t)t->errors);
    if (ms >= 0)
        timing(&j, t, ms, jobs);
    json_close(&j, '}');
    buf_addch(out, '\n');
}
