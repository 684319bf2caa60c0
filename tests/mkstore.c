/* Interim: builds a store from tables.  mkstore STORE TABLE... */
#include "sync/import.h"

#include <unistd.h>

static int fail(const struct err *e)
{
    char msg[1200];

    err_format(e, msg, sizeof(msg));
    fputs(msg, stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct err e;
    struct writer *w;
    struct import_result r;

    err_clear(&e);
    unlink(argv[1]);
    w = writer_open(argv[1], &e);
    for (int i = 2; w && i < argc; i++)
        if (!import_file(w, argv[i], NULL, &r, &e))
            return fail(&e);
    if (!w || !writer_seal(w, &e))
        return fail(&e);
    writer_close(w);
    return 0;
}
