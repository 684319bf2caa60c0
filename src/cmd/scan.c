/*
 * `claimcheck scan`: the claims alone, as check finds them, without figures,
 * verdicts and readings.
 */
#include "cmd/cmd.h"

#include "cmd/run.h"

int cmd_scan(int argc, char **argv)
{
    static const struct run_opts o = {.mask = FOR_SCAN,
                                      .command = "scan",
                                      .scan_only = true,
                                      .formats = "text|json|jsonl"};
    return run_articles(&o, argc, argv);
}
