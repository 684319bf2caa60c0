/*
 * `claimcheck check`, the default command: every stage, every format.
 */
#include "cmd/cmd.h"

#include "cmd/run.h"

int cmd_check(int argc, char **argv)
{
    static const struct run_opts o = {
        .mask = FOR_CHECK, .command = "check", .formats = REPORT_FORMATS};
    return run_articles(&o, argc, argv);
}
