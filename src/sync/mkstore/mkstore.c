/* Interim: builds a store from tables. */
#include <unistd.h>
#include "sync/import.h"
int main(int argc, char **argv)
{
    struct err e; struct writer *w; char msg[1200];
    err_clear(&e);
    unlink(argv[1]);
    w = writer_open(argv[1], &e);
    for (int i = 2; w && i < argc; i++) {
        struct import_result r;
        if (!import_file(w, argv[i], &r, &e)) { err_format(&e, msg, sizeof msg); fputs(msg, stderr); writer_close(w); unlink(argv[1]); return 2; }
        if (getenv("V")) printf("%s %s %d %lld %lld %d\n", argv[i], r.format, r.state, (long long)r.stats.rows, (long long)r.stats.added, r.stats.snapshots);
    }
    if (!w || !writer_seal(w, &e)) { err_format(&e, msg, sizeof msg); fputs(msg, stderr); return 2; }
    writer_close(w);
    return 0;
}
