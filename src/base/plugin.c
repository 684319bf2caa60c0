/*
 * Loads the shared objects described in plugin.h at first use.  They are
 * looked for beside the program, in the build tree and where `make install`
 * puts them.
 */
#include "base/plugin.h"

#include <dlfcn.h>
#include <pthread.h>

#include "base/io.h"

struct plugin_def {
    const char *library, *package;
    const char *places[4]; /* relative to the program's folder */
};
static const struct plugin_def plugins[] = {
    [PLUGIN_NET] = {"libcurl",
                    "libcurl4",
                    {"claimcheck-net.so", "build/release/claimcheck-net.so",
                     "../lib/claimcheck/claimcheck-net.so", "../claimcheck-net.so"}},
    [PLUGIN_XML] = {"libxml2",
                    "libxml2",
                    {"claimcheck-xml.so", "build/release/claimcheck-xml.so",
                     "../lib/claimcheck/claimcheck-xml.so", "../claimcheck-xml.so"}},
};

/* Handles of what is loaded, written once under the lock: the one piece of
 * state that the process, not a caller, owns. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *handles[ARRAY_LEN(plugins)];

static void *load(const struct plugin_def *def, struct err *e)
{
    struct buf path;
    void *handle = NULL;

    buf_init(&path, 0);
    if (!io_beside_exe(def->places, ARRAY_LEN(def->places), &path)) {
        err_set(e, "cannot find '%s' beside the program or in ../lib/claimcheck",
                def->places[0]);
        goto out;
    }
    handle = dlopen(path.p, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        err_set(e, "cannot load %s (Debian package %s): %s", def->library, def->package,
                dlerror());
out:
    buf_release(&path);
    return handle;
}

void *plugin_symbol(enum plugin which, const char *symbol, struct err *e)
{
    void *found = dlsym(RTLD_DEFAULT, symbol); /* linked in */
    void *handle;

    if (found)
        return found;
    pthread_mutex_lock(&lock);
    if (!handles[which])
        handles[which] = load(&plugins[which], e);
    handle = handles[which];
    pthread_mutex_unlock(&lock);
    if (!handle)
        return NULL;
    found = dlsym(handle, symbol);
    if (!found)
        err_set(e, "'%s' has no '%s': it is of another version of the program",
                plugins[which].places[0], symbol);
    return found;
}
