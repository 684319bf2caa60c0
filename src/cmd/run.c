/*
 * Runs the stages over all articles of a command line: set up (options,
 * configuration, engine, output), the batch, and the end (baseline, exit
 * status).
 */
#include "cmd/run.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "cmd/run_impl.h"
#include "cmd/terminal.h"
#include "report/facts.h"
#include "report/ledger.h"

/* ---- set up ---- */

static bool parse_fail_on(const char *list, unsigned *mask, struct err *e)
{
    struct str rest = str_c(list), word;
    *mask = 0;
    while (str_split(&rest, ',', &word)) {
        int v = opt_choice("supported|close|contradicted|ambiguous|insufficient|none",
                           str_trim(word));
        if (v < 0)
            return err_set(e, "option '--fail-on' does not know the verdict '%.*s'",
                           STR_FMT(word));
        if (v < N_VERDICTS)
            *mask |= 1u << v;
    }
    return true;
}

static bool parse(struct run *r, int argc, char **argv, int *n, struct err *e)
{
    settings_init(&r->s);
    config_init(&r->config);
    if (!config_wanted(argc, argv) || config_read(&r->config, &r->s, r->o->mask, e)) {
        if (!settings_parse(&r->s, r->o->mask, argc, argv, n, e))
            return false;
        config_drop_lists(&r->config, &r->s);
        return r->s.help || parse_fail_on(r->s.fail_on, &r->fail_mask, e);
    }
    return false;
}

static const struct writer *writer_of(const struct run *r)
{
    struct str rest = str_c(r->o->formats), name = STR_NONE;
    for (int i = 0; i <= r->s.format; i++)
        str_split(&rest, '|', &name);
    char copy[32];
    snprintf(copy, sizeof(copy), "%.*s", STR_FMT(name));
    return r->o->ledger ? ledger_writer(copy) : report_writer(copy);
}

static void set_env(struct run *r)
{
    const struct settings *s = &r->s;
    r->env = (struct report_env){
        .version = CC_VERSION,
        .rules_hash = r->engine.rules ? rules_hash(r->engine.rules) : NULL,
        .store_path = r->engine.store ? r->engine.store_path : NULL,
        .as_of = s->as_of,
        .color = terminal_color(s),
        .verbose = s->verbose,
        .quiet = s->quiet,
        .scan_only = r->o->scan_only,
        .sort_verdict = s->sort == SORT_VERDICT,
        .width = terminal_width(s),
        .today = terminal_today(),
    };
}

static void open_engine(struct run *r)
{
    struct engine_opts eo = {.rule_dirs = r->places.rule_dirs,
                             .n_rule_dirs = r->places.n_rule_dirs,
                             .rule_cache = r->places.rule_cache.p,
                             .lang = settings_lang(&r->s),
                             .store_path = r->places.store_path,
                             .as_of = r->s.as_of,
                             .scan.ungated = r->s.ungated};
    if (engine_open(&r->engine, &eo, &r->broken))
        err_clear(&r->broken);
}

#define MAX_JOBS 256

static int wanted_threads(const struct run *r)
{
    long threads = r->s.jobs ? r->s.jobs : sysconf(_SC_NPROCESSORS_ONLN);
    if (feeder_single(&r->feeder) || threads < 1)
        return 1;
    return threads < MAX_JOBS ? (int)threads : MAX_JOBS;
}

static void open_workers(struct run *r)
{
    int threads = wanted_threads(r);
    r->workers = xcalloc((size_t)threads, sizeof(*r->workers));
    r->loaded = xcalloc((size_t)threads, sizeof(*r->loaded));
    for (r->n_loaded = 0; r->n_loaded < threads; r->n_loaded++)
        loaded_init(&r->loaded[r->n_loaded]);
    while (r->engine.rules && r->n_workers < threads) {
        struct worker *w = &r->workers[r->n_workers];
        if (worker_open(w, &r->engine, r->n_workers == 0, r->o->scan_only, &r->broken)) {
            r->n_workers++;
            continue;
        }
        worker_close(w);
        break;
    }
    if (r->n_workers > 0)
        err_clear(&r->broken); /* fewer threads do the same work */
    else
        complain(&r->broken);
    if (r->engine.store_err.msg[0] && !r->o->scan_only)
        complain(&r->engine.store_err);
}

/* A second verifier for each worker, on the figures as they were known. */
static bool open_past(struct run *r, struct err *e)
{
    if (!r->s.since || !r->engine.store)
        return true;
    struct verify_opts o = {.as_of = date_parse(str_c(r->s.since))};
    if (o.as_of == DATE_NONE)
        return err_set(e, "option '--since' needs a date, not '%s'", r->s.since);
    r->past = xcalloc((size_t)r->n_workers + 1, sizeof(*r->past));
    for (int i = 0; i < r->n_workers; i++) {
        struct past *p = &r->past[i];
        p->store = store_open(r->engine.store_path, o.as_of, e);
        if (!p->store)
            return false;
        store_use_names(p->store, r->engine.names);
        p->verifier = verifier_new(r->engine.rules, r->engine.names, p->store, &o);
        judgements_init(&p->judgements);
        r->n_past = i + 1;
    }
    return true;
}

static void close_past(struct run *r)
{
    for (int i = 0; i < r->n_past; i++) {
        verifier_free(r->past[i].verifier);
        judgements_release(&r->past[i].judgements);
    }
    for (int i = 0; r->past && i < r->n_workers; i++)
        store_close(r->past[i].store);
    free(r->past);
}

/* ---- output ---- */

/* Formats whose reports stand one after the other, so that a run can go on
 * behind those that are there. */
static bool can_resume(const struct run *r)
{
    static const char *const names[] = {"jsonl", "csv", "line", "github"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(r->writer->name, names[i]) == 0)
            return r->s.output && !r->s.update_baseline && !feeder_single(&r->feeder);
    return false;
}

static bool skip_done(struct run *r, struct err *e)
{
    struct journal *j = &r->journal;
    struct buf last;
    buf_init(&last, 0);
    bool ok = feeder_skip(&r->feeder, j->items, &last) &&
              str_eq(buf_str(&last), buf_str(&j->last));
    buf_release(&last);
    return ok || err_set(e, "the articles are not those of the interrupted run; "
                            "without --resume a new one begins");
}

/* Writing a report over the article that it is of would lose the article. */
static bool spares_inputs(const struct run *r, char **operands, int n, struct err *e)
{
    struct stat out, in;
    if (!r->s.output || stat(r->s.output, &out) < 0 || !S_ISREG(out.st_mode))
        return true;
    for (int i = 0; i < n; i++)
        if (stat(operands[i], &in) == 0 && in.st_dev == out.st_dev &&
            in.st_ino == out.st_ino)
            return err_set(e, "'%s' is also the output", operands[i]);
    return true;
}

static bool open_output(struct run *r, char **operands, int n, struct err *e)
{
    if (!spares_inputs(r, operands, n, e))
        return false;
    r->resumable = can_resume(r);
    if (r->s.resume && !r->resumable)
        return err_set(e, "option '--resume' needs several articles, '--output FILE' and "
                          "the format jsonl, csv, line or github");
    if (r->resumable)
        run_key(r, r->journal.key);
    r->has_output = true;
    if (!output_open(&r->output, r->s.output, r->resumable ? &r->journal : NULL,
                     r->s.resume, e))
        return false;
    if (r->output.has_file)
        feeder_set_output(&r->feeder, r->output.dev, r->output.ino);
    return r->journal.items == 0 || skip_done(r, e);
}

/* ---- the end ---- */

static void stale_entries(const struct run *r)
{
    struct buf out;
    if (!r->baseline.path || r->s.update_baseline)
        return;
    buf_init(&out, 0);
    for (size_t i = 0; i < r->baseline.entries.n; i++) {
        const struct baseline_entry *entry = r->baseline.entries.items[i].value;
        struct err e;
        if (entry->seen)
            continue;
        err_set(&e, "no claim has this fingerprint any more: %.*s", STR_FMT(entry->line));
        err_at(&e, r->baseline.path, entry->number, 1);
        run_say(&out, &e, "warning");
    }
    fwrite(out.n ? out.p : "", 1, out.n, stderr);
    buf_release(&out);
}

static void finish_baseline(struct run *r)
{
    struct err e;
    stale_entries(r);
    if (r->s.update_baseline &&
        !baseline_write(r->baseline.path, buf_str(&r->accepted), &e)) {
        r->journal.error = true;
        complain(&e);
    }
}

static int status(const struct run *r)
{
    if (r->journal.error)
        return EXIT_ERROR;
    return r->journal.found && !r->s.update_baseline ? EXIT_FOUND : EXIT_CLEAN;
}

static void run_batch(struct run *r)
{
    struct batch b = {r, run_next, run_work, run_emit};
    progress_begin(&r->progress, r->s.quiet || feeder_single(&r->feeder),
                   r->feeder.total);
    r->env.one_of_many = !feeder_single(&r->feeder);
    if (r->env.one_of_many) /* else the input's content decides */
        run_begin_output(r);
    batch_run(&b, r->n_workers);
    run_finish_output(r);
    if (!stop_requested(r->stop))
        finish_baseline(r);
}

static bool open_baseline(struct run *r, struct err *e)
{
    baseline_init(&r->baseline);
    if (r->s.update_baseline && !r->s.baseline)
        return err_set(e, "option '--update-baseline' needs '--baseline FILE'");
    return !r->s.baseline ||
           baseline_read(&r->baseline, r->s.baseline, r->s.update_baseline, e);
}

static void release(struct run *r)
{
    close_past(r);
    for (int i = 0; i < r->n_workers; i++)
        worker_close(&r->workers[i]);
    for (int i = 0; i < r->n_loaded; i++)
        loaded_release(&r->loaded[i]);
    free(r->workers);
    free(r->loaded);
    engine_close(&r->engine);
    feeder_release(&r->feeder);
    baseline_release(&r->baseline);
    places_release(&r->places);
    buf_release(&r->accepted);
    buf_release(&r->tail);
    buf_release(&r->journal.last);
    if (r->has_output)
        output_close(&r->output);
}

static int run_operands(struct run *r, char **operands, int n)
{
    struct err e;
    int st = EXIT_ERROR;
    buf_init(&r->accepted, 0);
    buf_init(&r->tail, 0);
    buf_init(&r->journal.last, 0);
    places_init(&r->places, &r->s);
    feeder_init(&r->feeder, &r->s, operands, n);
    r->writer = writer_of(r);
    if (!feeder_single(&r->feeder))
        r->stop = stop_begin();
    r->feeder.stop_fd = stop_fd(r->stop);
    bool ok = open_baseline(r, &e);
    if (ok) {
        open_engine(r);
        open_workers(r);
        set_env(r);
        ok = open_past(r, &e) && open_output(r, operands, n, &e);
    }
    if (ok) {
        run_batch(r);
        st = status(r);
    } else {
        complain(&e);
    }
    release(r);
    stop_end(r->stop);
    return st;
}

int run_articles(const struct run_opts *o, int argc, char **argv)
{
    struct run r = {.o = o};
    struct err e;
    int n = 0, st;
    if (!parse(&r, argc, argv, &n, &e)) {
        st = complain(&e);
    } else if (r.s.help) {
        struct opt table[MAX_OPTIONS];
        settings_table(NULL, o->mask, table);
        st = show_help(o->command, table);
    } else if (n == 0 && !r.s.files_from) {
        err_set(&e, "no file given; '-' is standard input");
        st = complain(&e);
    } else {
        st = run_operands(&r, argv, n);
    }
    config_release(&r.config);
    return st;
}
