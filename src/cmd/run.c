/*
 * Runs the stages over all articles of a command line.  The parts: set up
 * (options, configuration, engine), the three steps of the batch (next, work,
 * emit), and the end (summary, baseline, exit status).
 */
#include "cmd/run.h"

#include <unistd.h>

#include "base/io.h"
#include "cmd/baseline.h"
#include "cmd/batch.h"
#include "cmd/config.h"
#include "cmd/feeder.h"
#include "cmd/places.h"
#include "cmd/terminal.h"
#include "report/engine.h"
#include "report/facts.h"

struct run {
    const struct run_opts *o;
    struct settings s;
    struct config config;
    struct places places;
    struct engine engine;
    struct err broken; /* rules that do not load: said for each article */
    struct report_env env;
    const struct writer *writer;
    struct feeder feeder;
    struct worker *workers;
    int n_workers;
    unsigned fail_mask; /* bit 1 << verdict */
    struct baseline baseline;
    struct buf accepted;  /* lines of the new baseline */
    struct buf out, tail; /* out: collected for --output */
    size_t n_articles;
    bool begun, error, found, full;
};

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
    return report_writer(copy);
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
                             .lang = settings_lang(&r->s),
                             .store_path = r->places.store_path,
                             .as_of = r->s.as_of};
    if (engine_open(&r->engine, &eo, &r->broken))
        err_clear(&r->broken);
}

static void open_workers(struct run *r)
{
    int threads = r->s.jobs ? r->s.jobs : (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (feeder_single(&r->feeder) || threads < 1)
        threads = 1;
    r->workers = xcalloc((size_t)threads, sizeof(*r->workers));
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

/* ---- the three steps ---- */

static bool next(void *ctx, struct unit *u)
{
    struct run *r = ctx;
    return !r->full && feeder_next(&r->feeder, u);
}

static void say(struct buf *out, const struct err *e, const char *kind)
{
    char text[2048];
    size_t n = err_format(e, text, sizeof(text));
    static const size_t prefix = sizeof("claimcheck: error") - 1;
    buf_addf(out, "claimcheck: %s", kind);
    buf_add(out, text + prefix, n - prefix);
}

static void diagnose(struct done *d, const struct article_report *a)
{
    for (size_t i = 0; i < a->n_errors; i++)
        say(&d->diagnostics, &a->errors[i], "error");
    for (size_t i = 0; a->doc && i < a->doc->notes.n; i++) {
        struct err note = a->doc->notes.p[i];
        if (!note.where[0])
            err_at(&note, a->path, 0, 0);
        say(&d->diagnostics, &note, "warning");
    }
}

static bool fails(const struct run *r, const struct article_report *a)
{
    for (size_t i = 0; a->judgements && i < a->judgements->n; i++)
        if (!fact_suppressed(a, i) && (r->fail_mask & 1u << a->judgements->v[i].verdict))
            return true;
    return false;
}

/* Claims of the baseline are suppressed; a line for the new one is kept. */
static void use_baseline(const struct run *r, struct worker *w,
                         const struct article_report *a, struct done *d)
{
    for (size_t i = 0; a->claims && i < a->claims->v.n; i++) {
        struct baseline_entry *entry = baseline_find(&r->baseline, a->prints[i]);
        if (!entry)
            continue;
        __atomic_store_n(&entry->seen, true, __ATOMIC_RELAXED);
        if (!r->s.update_baseline && !w->suppressed.p[i].by)
            w->suppressed.p[i] = (struct suppression){.by = "baseline"};
    }
    if (r->s.update_baseline) {
        d->data = xmalloc(sizeof(struct buf));
        buf_init(d->data, 0);
        baseline_lines(a, r->fail_mask, d->data);
    }
}

static void write_report(const struct run *r, const struct report_env *env, size_t index,
                         const struct article_report *a, struct done *d)
{
    struct sink to = {&d->body, &d->tail};
    if (d->articles > 0 && r->writer->separator)
        buf_addc(&d->body, r->writer->separator);
    r->writer->article(env, a, index, &to);
    d->articles++;
    d->error |= a->n_errors > 0;
    d->found |= fails(r, a);
}

static void failed(const struct run *r, const struct unit *u, struct done *d)
{
    struct article_report a = {.path = u->path, .errors = &u->why, .n_errors = 1};
    if (r->n_workers)
        diagnose(d, &a); /* what breaks all articles was said before */
    write_report(r, &r->env, u->seq, &a, d);
}

static struct read_opts read_opts(const struct run *r, const struct unit *u)
{
    return (struct read_opts){.format = u->is_line ? DOC_JSONL : DOC_AUTO,
                              .encoding = r->s.encoding   ? r->s.encoding
                                          : u->charset[0] ? u->charset
                                                          : NULL,
                              .published = r->s.date,
                              .title = r->s.title,
                              .lang = settings_lang(&r->s)};
}

static void work(void *ctx, int thread, struct unit *u, struct done *d)
{
    const struct run *r = ctx;
    struct article_report a;
    if (!u->why.msg[0] && !r->n_workers)
        u->why = r->broken;
    if (!u->why.msg[0])
        feeder_read(&r->feeder, u);
    if (u->why.msg[0]) {
        failed(r, u, d);
        return;
    }
    struct worker *w = &r->workers[thread];
    struct report_env env = r->env;
    struct read_opts o = read_opts(r, u);
    env.store = w->store;
    worker_check(w, buf_str(&u->bytes), u->path, &o, &a);
    diagnose(d, &a);
    if (r->engine.store_err.msg[0] && !r->o->scan_only)
        worker_add_error(w, &r->engine.store_err, &a);
    use_baseline(r, w, &a, d);
    write_report(r, &env, u->seq, &a, d);
}

static void put(struct run *r, struct str s)
{
    struct err e;
    if (r->s.output) {
        buf_adds(&r->out, s);
        return;
    }
    if (!r->full && !put_stdout(s, &e)) {
        r->full = true; /* nobody reads: stop */
        r->error = true;
        complain(&e);
    }
}

static void begin(struct run *r, bool many)
{
    struct buf head;
    r->begun = true;
    r->env.one_of_many = many;
    if (!r->writer->begin)
        return;
    buf_init(&head, 0);
    r->writer->begin(&r->env, &head);
    put(r, buf_str(&head));
    buf_release(&head);
}

static void emit(void *ctx, const struct done *d)
{
    struct run *r = ctx;
    if (!r->begun)
        begin(r, !feeder_single(&r->feeder) || d->articles > 1);
    if (r->n_articles > 0 && d->articles > 0 && r->writer->separator)
        put(r, str_c(r->writer->separator));
    put(r, buf_str(&d->body));
    buf_adds(&r->tail, buf_str(&d->tail));
    fwrite(d->diagnostics.p ? d->diagnostics.p : "", 1, d->diagnostics.n, stderr);
    r->n_articles += d->articles;
    r->error |= d->error;
    r->found |= d->found;
    if (d->data) {
        buf_adds(&r->accepted, buf_str(d->data));
        buf_release(d->data);
        free(d->data);
    }
}

/* ---- the end ---- */

static void finish_output(struct run *r)
{
    struct err e;
    struct buf foot;
    buf_init(&foot, 0);
    if (!r->begun)
        begin(r, !feeder_single(&r->feeder));
    if (r->writer->end)
        r->writer->end(&r->env, r->n_articles, buf_str(&r->tail), &foot);
    put(r, buf_str(&foot));
    buf_release(&foot);
    if (r->s.output && !io_write_file(r->s.output, buf_str(&r->out), &e)) {
        r->error = true;
        complain(&e);
    }
}

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
        say(&out, &e, "warning");
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
        r->error = true;
        complain(&e);
    }
}

static int status(const struct run *r)
{
    if (r->error)
        return EXIT_ERROR;
    return r->found && !r->s.update_baseline ? EXIT_FOUND : EXIT_CLEAN;
}

static void run_batch(struct run *r)
{
    struct batch b = {r, next, work, emit};
    batch_run(&b, r->n_workers);
    finish_output(r);
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
    for (int i = 0; i < r->n_workers; i++)
        worker_close(&r->workers[i]);
    free(r->workers);
    engine_close(&r->engine);
    feeder_release(&r->feeder);
    baseline_release(&r->baseline);
    places_release(&r->places);
    buf_release(&r->accepted);
    buf_release(&r->out);
    buf_release(&r->tail);
}

static int run_operands(struct run *r, char **operands, int n)
{
    struct err e;
    int st = EXIT_ERROR;
    buf_init(&r->accepted, 0);
    buf_init(&r->out, 0);
    buf_init(&r->tail, 0);
    places_init(&r->places, &r->s);
    feeder_init(&r->feeder, &r->s, operands, n);
    r->writer = writer_of(r);
    if (!open_baseline(r, &e)) {
        complain(&e);
    } else {
        open_engine(r);
        open_workers(r);
        set_env(r);
        run_batch(r);
        st = status(r);
    }
    release(r);
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
    } else if (n == 0) {
        err_set(&e, "no file given; '-' is standard input");
        st = complain(&e);
    } else {
        st = run_operands(&r, argv, n);
    }
    config_release(&r.config);
    return st;
}
