/*
 * Fetching a page with libcurl; part of the network plugin.  The address that
 * a name resolved to is checked where the socket is opened, so that neither a
 * redirect nor a second answer of the name server gets around it.
 */
#include "text/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

struct fetch {
    const struct url_opts *opts;
    struct url_page *page;
    bool refused; /* an address was not public */
    bool too_large;
};

static bool is_loopback(const struct sockaddr *sa)
{
    if (sa->sa_family == AF_INET)
        return (ntohl(((const struct sockaddr_in *)(const void *)sa)->sin_addr.s_addr) >>
                24) == 127;
    return sa->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(
               &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr);
}

static bool address_refused(const struct sockaddr *sa)
{
    if (sa->sa_family == AF_INET)
        return url_address_refused(
            (const void *)&((const struct sockaddr_in *)(const void *)sa)->sin_addr, 4);
    if (sa->sa_family == AF_INET6)
        return url_address_refused(
            (const void *)&((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr,
            16);
    return true;
}

static curl_socket_t open_socket(void *user, curlsocktype purpose,
                                 struct curl_sockaddr *addr)
{
    struct fetch *f = user;
    bool local = f->opts->allow_local && is_loopback(&addr->addr);

    (void)purpose;
    if (!local && address_refused(&addr->addr)) {
        f->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(addr->family, addr->socktype | SOCK_CLOEXEC, addr->protocol);
}

static size_t on_data(char *p, size_t size, size_t n, void *user)
{
    struct fetch *f = user;

    if (buf_add(&f->page->body, p, size * n))
        return size * n;
    f->too_large = true;
    return 0;
}

static void set_limits(CURL *c)
{
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)URL_MAX_SECONDS);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 100L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, 10L);
    curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)URL_MAX_REDIRECTS);
    curl_easy_setopt(c, CURLOPT_MAXFILESIZE, (long)URL_MAX_BYTES);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
}

static void set_options(CURL *c, const char *url, struct fetch *f)
{
    set_limits(c);
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(c, CURLOPT_AUTOREFERER, 0L);
    curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(c, CURLOPT_USERAGENT,
                     f->opts->user_agent ? f->opts->user_agent
                                         : "claimcheck/" CC_VERSION);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, f);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, f);
}

static void keep_answer(CURL *c, struct url_page *page)
{
    char *text = NULL;

    if (!curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &text) && text)
        snprintf(page->content_type, sizeof page->content_type, "%s", text);
    text = NULL;
    if (!curl_easy_getinfo(c, CURLINFO_EFFECTIVE_URL, &text) && text)
        snprintf(page->url, sizeof page->url, "%s", text);
}

static bool say(const char *url, const struct fetch *f, CURL *c, CURLcode code,
                struct err *e)
{
    long status = 0;

    if (f->refused)
        return err_set(e, "cannot fetch '%s': its address is not a public one", url);
    if (f->too_large || code == CURLE_FILESIZE_EXCEEDED)
        return err_set(e, "cannot fetch '%s': larger than %u MiB", url,
                       URL_MAX_BYTES >> 20);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_HTTP_RETURNED_ERROR)
        return err_set(e, "cannot fetch '%s': the server answered %ld", url, status);
    return err_set(e, "cannot fetch '%s': %s", url, curl_easy_strerror(code));
}

bool url_fetch_curl(const char *url, const struct url_opts *o, struct url_page *page,
                    struct err *e)
{
    struct fetch f = {.opts = o, .page = page};
    CURL *c = curl_easy_init();
    CURLcode code;
    bool ok;

    if (!c)
        return err_set(e, "cannot fetch '%s': libcurl does not start", url);
    set_options(c, url, &f);
    code = curl_easy_perform(c);
    ok = code == CURLE_OK;
    if (ok)
        keep_answer(c, page);
    else
        say(url, &f, c, code, e);
    curl_easy_cleanup(c);
    return ok;
}
