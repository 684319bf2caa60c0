/*
 * `claimcheck corpus`: a whole corpus, and what its articles say of the same
 * quantities.
 */
#include "cmd/cmd.h"

#include "cmd/run.h"
#include "report/ledger.h"

int cmd_corpus(int argc, char **argv)
{
    static const struct run_opts o = {.mask = FOR_CORPUS,
                                      .command = "corpus",
                                      .formats = LEDGER_FORMATS,
                                      .ledger = true};
    return run_articles(&o, argc, argv);
}
