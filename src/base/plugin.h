/*
 * Parts of the program that are loaded only by the runs that use them.
 *
 * A process linked with libcurl starts 3 ms later, one with libxml2 1 ms, and
 * most runs read plain text with no network.  So the modules on top of these
 * libraries are shared objects beside the program:
 *
 *   claimcheck-net.so  src/sync/net_*.c, src/text/url_*.c   libcurl
 *   claimcheck-xml.so  src/text/xml_*.c                     libxml2
 *
 * They use the program's own functions (it is linked with -rdynamic) and are
 * reached through the few symbols that plugin_symbol is asked for.  A program
 * that has a module linked in, as the unit tests do, uses that one.
 */
#ifndef CC_BASE_PLUGIN_H
#define CC_BASE_PLUGIN_H

#include "base/err.h"

enum plugin { PLUGIN_NET, PLUGIN_XML };

/* The function or object `symbol` of a plugin, which is loaded at the first
 * call and stays loaded; any thread may ask.  NULL with an error that names
 * the Debian package when the plugin or its library cannot be loaded. */
void *plugin_symbol(enum plugin which, const char *symbol, struct err *e);

#endif
