/*
 * The block builder.  A block's first byte decides where it starts, so that
 * an empty block leaves nothing behind and the separator before a block can
 * be taken 1:1 from the input when it stands there as it does in the text.
 */
#include "text/build.h"

#define MAX_NOTES 64

void build_init(struct build *b, struct doc *d)
{
    *b = (struct build){.d = d, .list_lead = -1};
    buf_clear(&d->buf);
    b->normal.out = (struct mapped){&d->buf, &d->segments};
    for (size_t i = 0; i < ARRAY_LEN(b->item_at); i++)
        b->item_at[i] = -1;
}

void build_note(struct build *b, const char *fmt, ...)
{
    struct err e;
    char msg[sizeof(e.msg)];
    va_list ap;

    if (b->d->notes.n >= MAX_NOTES)
        return;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof(msg), fmt, ap);
    va_end(ap);
    err_set(&e, "%s", msg);
    VEC_PUSH(&b->d->notes, e);
}

void build_finish(struct build *b)
{
    const struct normal *n = &b->normal;

    build_end(b);
    b->d->text = buf_str(&b->d->buf);
    if (n->invalid)
        build_note(b, "%llu invalid UTF-8 bytes, the first at byte %llu, read as U+FFFD",
                   (unsigned long long)n->invalid, (unsigned long long)n->invalid_at);
    if (n->nuls)
        build_note(b, "%llu NUL bytes, the first at byte %llu, left out",
                   (unsigned long long)n->nuls, (unsigned long long)n->nul_at);
}

/* What a new item hangs from: the item one level up, else the block before
 * the list. */
static int32_t item_lead(struct build *b, int level)
{
    const struct doc *d = b->d;
    bool goes_on = d->blocks.n && d->blocks.p[d->blocks.n - 1].type == BLOCK_ITEM;

    if (!goes_on) {
        const struct block *last = d->blocks.n ? &d->blocks.p[d->blocks.n - 1] : NULL;

        b->list_lead = last && last->type != BLOCK_ROW ? (int32_t)d->blocks.n - 1 : -1;
        for (size_t i = 0; i < ARRAY_LEN(b->item_at); i++)
            b->item_at[i] = -1;
    }
    for (int up = level - 1; up > 0; up--)
        if (b->item_at[up] >= 0)
            return b->item_at[up];
    return b->list_lead;
}

void build_begin(struct build *b, enum block_type type, int level)
{
    build_end(b);
    if (type == BLOCK_ITEM) {
        level = level < 1 ? 1 : level > BUILD_MAX_DEPTH ? BUILD_MAX_DEPTH : level;
        b->block =
            (struct block){.type = type, .level = level, .lead = item_lead(b, level)};
    } else {
        b->block = (struct block){.type = type, .level = level, .lead = -1};
    }
    b->open = true;
    b->has_text = false;
    b->roll_text = b->d->buf.n;
    b->roll_seg = b->d->segments.n;
    b->normal.block_start = b->d->buf.n;
    b->normal.space = false;
}

void build_row(struct build *b, int32_t header)
{
    build_begin(b, BLOCK_ROW, 0);
    b->block.lead = header;
}

/* The two line ends before a block, from the input where it has them. */
static void separate(struct build *b, uint64_t in)
{
    struct doc *d = b->d;
    uint64_t end = mapped_end(&b->normal.out);

    if (!d->decoded && end + 2 == in && in <= d->input.n && d->input.p[end] == '\n' &&
        d->input.p[end + 1] == '\n')
        mapped_run_at(&b->normal.out, end, STR("\n\n"));
    else
        mapped_fold_at(&b->normal.out, end, end, STR("\n\n"));
}

/* Before a byte that stands at `in` is written. */
static void open_at(struct build *b, uint64_t in)
{
    if (!b->open)
        build_begin(b, BLOCK_PARA, 0);
    if (b->d->buf.n != b->roll_text || b->d->buf.n == 0)
        return;
    separate(b, in);
    b->normal.block_start = b->d->buf.n;
}

/* White space and what normalisation drops at a block's start must not count
 * as its first byte: step over the ASCII part of it. */
static size_t skip_blank(const struct source *src, size_t from, size_t to)
{
    while (from < to && (unsigned char)src->s.p[from] <= ' ')
        from++;
    return from;
}

void build_text(struct build *b, const struct source *src, size_t from, size_t to)
{
    size_t first;

    if (!b->open)
        build_begin(b, BLOCK_PARA, 0);
    if (b->d->buf.n == b->roll_text) {
        first = skip_blank(src, from, to);
        if (first == to)
            return;
        from = first;
        open_at(b, source_input(src, from));
    }
    first = b->d->buf.n;
    normal_add(&b->normal, src, from, to);
    b->has_text |= b->d->buf.n > first;
}

void build_char(struct build *b, const struct source *src, size_t from, size_t to,
                struct str utf8)
{
    uint64_t in = source_input(src, from), end = source_input_end(src, to);
    struct segment one = {.in = in, .in_len = (uint32_t)(end - in), .folded = true};
    struct source named = {.s = utf8, .seg = &one, .n_seg = 1};

    build_text(b, &named, 0, utf8.n);
}

void build_space(struct build *b, const struct source *src, size_t from, size_t to)
{
    if (b->open && b->has_text)
        build_char(b, src, from, to, STR(" "));
}

void build_cell(struct build *b)
{
    uint64_t in = mapped_end(&b->normal.out);

    open_at(b, UINT64_MAX);
    b->normal.space = false;
    mapped_fold_at(&b->normal.out, in, in, STR(" | "));
    b->normal.space = false;
}

static void note_ignored(struct build *b, const struct block *block)
{
    struct doc *d = b->d;
    struct ignored *last = d->ignored.n ? &d->ignored.p[d->ignored.n - 1] : NULL;
    const struct block *before = d->blocks.n > 1 ? &d->blocks.p[d->blocks.n - 2] : NULL;

    if (b->ignore) {
        VEC_PUSH(&d->ignored, ((struct ignored){block->start, block->end, b->why}));
        b->ignore = false;
        return;
    }
    if (last && before && last->end == before->end && before->type == block->type &&
        (block->type == BLOCK_ITEM || block->type == BLOCK_ROW))
        last->end = block->end;
}

int32_t build_end(struct build *b)
{
    struct doc *d = b->d;

    if (!b->open)
        return -1;
    b->open = false;
    b->normal.space = false;
    if (!b->has_text) {
        d->buf.n = b->roll_text;
        d->segments.n = b->roll_seg;
        return -1;
    }
    b->block.start = (uint32_t)b->normal.block_start;
    b->block.end = (uint32_t)d->buf.n;
    VEC_PUSH(&d->blocks, b->block);
    if (b->block.type == BLOCK_ITEM)
        b->item_at[b->block.level] = (int32_t)d->blocks.n - 1;
    note_ignored(b, &b->block);
    return (int32_t)d->blocks.n - 1;
}

void build_ignore(struct build *b, struct str why)
{
    build_end(b);
    b->ignore = true;
    b->why = arena_str(&b->d->arena, why);
}

bool build_comment(struct build *b, struct str comment)
{
    const struct str key = STR("claimcheck ignore");
    struct str s = str_trim(comment);

    if (!str_starts(s, key))
        return false;
    s = str_sub(s, key.n, s.n);
    if (s.n && s.p[0] != ':' && s.p[0] != ' ')
        return false;
    s = str_trim(s);
    if (s.n && s.p[0] == ':')
        s = str_trim(str_sub(s, 1, s.n));
    build_ignore(b, s);
    return true;
}
