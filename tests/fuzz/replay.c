/*
 * A main for the fuzz targets that runs them over files instead of under
 * libFuzzer, so that any compiler and `make check` can replay a corpus.
 */
#include "base/io.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    struct err e;

    for (int i = 1; i < argc; i++) {
        struct buf file;
        uint8_t *exact;

        buf_init(&file, 0);
        if (!io_read_file(argv[i], IO_MAX_INPUT, &file, &e)) {
            fprintf(stderr, "%s\n", e.msg);
            return 1;
        }
        fprintf(stderr, "%s\n", argv[i]);
        exact = malloc(file.n ? file.n : 1); /* a read past the end is seen */
        if (file.n)
            memcpy(exact, file.p, file.n);
        LLVMFuzzerTestOneInput(exact, file.n);
        free(exact);
        buf_release(&file);
    }
    return 0;
}
