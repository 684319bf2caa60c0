/*
 * Items gathered over all articles, for formats whose lists stand side by side
 * in one document (results, artifacts, errors).
 */
#include "report/tail.h"

#include "report/facts.h"

void tail_item(struct json *j, struct buf *tail, char letter)
{
    buf_addch(tail, letter);
    json_init(j, tail, false);
}

void tail_end(struct json *j)
{
    buf_addch(j->out, '\n');
}

bool tail_has(struct str tail, char letter)
{
    struct str line;
    while (str_split(&tail, '\n', &line))
        if (line.n && line.p[0] == letter)
            return true;
    return false;
}

void tail_list(struct buf *out, struct str tail, char letter)
{
    struct str line;
    const char *gap = "";
    buf_addch(out, '[');
    while (str_split(&tail, '\n', &line)) {
        if (!line.n || line.p[0] != letter)
            continue;
        buf_addf(out, "%s\n", gap);
        buf_adds(out, str_sub(line, 1, line.n));
        gap = ",";
    }
    buf_addc(out, *gap ? "\n]" : "]");
}

void tail_errors(struct buf *tail, const struct article_report *r)
{
    struct arena a;
    struct json j;
    arena_init(&a);
    for (size_t i = 0; i < r->n_errors; i++) {
        tail_item(&j, tail, 'E');
        json_open(&j, '{');
        json_kc(&j, "message", r->errors[i].msg);
        json_kc_if(&j, "where", fact_error_place(&a, &r->errors[i]));
        json_kc(&j, "path", r->path);
        json_close(&j, '}');
        tail_end(&j);
    }
    arena_release(&a);
}
