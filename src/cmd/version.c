/*
 * `claimcheck --version`.  Library versions are those of the headers at build
 * time, so that none has to be loaded to say them.
 */
#include "cmd/version.h"

#include "cmd/places.h"
#include "report/engine.h"

#ifndef CC_LIBRARIES
#define CC_LIBRARIES "unknown"
#endif

static void figures(const struct engine *g, struct buf *out)
{
    char day[11], last[11];
    if (!g->store) {
        buf_addf(out, "figures     none: %s\n", g->store_err.msg);
        return;
    }
    date_format(store_as_of(g->store), day);
    date_format(store_last_day(g->store), last);
    buf_addf(out, "figures     newest snapshot %s, usage up to %s (%s)\n", day, last,
             g->store_path);
}

int show_version(void)
{
    struct settings s;
    struct places p;
    struct engine g;
    struct err e;
    struct buf out;
    int status = EXIT_CLEAN;

    settings_init(&s);
    places_init(&p, &s);
    buf_init(&out, 0);
    struct engine_opts o = {.rule_dirs = p.rule_dirs,
                            .n_rule_dirs = p.n_rule_dirs,
                            .rule_cache = p.rule_cache.p,
                            .store_path = p.store_path,
                            .as_of = DATE_NONE};
    buf_addf(&out, "claimcheck  %s\nlibraries   %s (versions built with)\n", CC_VERSION,
             CC_LIBRARIES);
    if (engine_open(&g, &o, &e)) {
        buf_addf(&out, "rules       %.16s (%s)\n", rules_hash(g.rules), p.rule_dirs[0]);
        figures(&g, &out);
        if (!g.store)
            status = EXIT_ERROR;
        engine_close(&g);
    } else {
        status = complain(&e);
    }
    if (!put_stdout(buf_str(&out), &e))
        status = complain(&e);
    buf_release(&out);
    places_release(&p);
    return status;
}
