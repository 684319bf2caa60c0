/*
 * Fetching: which addresses are refused, and a fetch from a server of our own
 * on the loopback interface.
 */
#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "text/url.h"

static void check(const char *text, bool refused)
{
    unsigned char addr[16];
    bool six = strchr(text, ':') != NULL;

    assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, text, addr), 1);
    if (url_address_refused(addr, six ? 16 : 4) != refused)
        fail_msg("%s should be %s", text, refused ? "refused" : "let through");
}

static void test_addresses(void **state)
{
    static const char *const bad[] = {"127.0.0.1",
                                      "10.1.2.3",
                                      "172.16.0.1",
                                      "172.31.255.255",
                                      "192.168.1.1",
                                      "169.254.1.1",
                                      "100.64.0.1",
                                      "100.127.255.255",
                                      "0.0.0.0",
                                      "224.0.0.1",
                                      "::1",
                                      "::",
                                      "fe80::1",
                                      "fd00::1",
                                      "::ffff:10.0.0.1",
                                      "ff02::1",
                                      "64:ff9b::7f00:1",
                                      "2002:7f00:1::",
                                      "::127.0.0.1",
                                      "2001:db8::1",
                                      "255.255.255.255"};
    static const char *const good[] = {"1.1.1.1",       "172.32.0.1",     "100.128.0.1",
                                       "2606:4700::11", "::ffff:8.8.8.8", "192.169.0.1"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        check(bad[i], true);
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        check(good[i], false);
}

static void test_what_is_a_url(void **state)
{
    (void)state;
    assert_true(url_is(STR("https://news.example/a")));
    assert_true(url_is(STR("HTTP://news.example")));
    assert_false(url_is(STR("file:///etc/passwd")));
    assert_false(url_is(STR("article.txt")));
}

/* Answers `n` connections with the same bytes, then ends. */
static pid_t serve(const char *answer, int n, int *port)
{
    struct sockaddr_in sa = {.sin_family = AF_INET};
    socklen_t len = sizeof sa;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    pid_t child;

    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(s, (struct sockaddr *)&sa, len), 0);
    assert_int_equal(listen(s, 4), 0);
    assert_int_equal(getsockname(s, (struct sockaddr *)&sa, &len), 0);
    *port = ntohs(sa.sin_port);
    child = fork();
    if (child == 0) {
        for (int i = 0; i < n; i++) {
            char request[4096];
            int c = accept(s, NULL, NULL);

            if (read(c, request, sizeof request) > 0 &&
                write(c, answer, strlen(answer)) < 0)
                _exit(1);
            close(c);
        }
        _exit(0);
    }
    close(s);
    return child;
}

static bool get(const char *answer, int n, const char *host, struct url_page *page,
                struct err *e, bool allow_local)
{
    struct url_opts o = {.allow_local = allow_local};
    char url[100];
    int port, status;
    pid_t child = serve(answer, n, &port);
    bool ok;

    err_clear(e);
    snprintf(url, sizeof url, "http://%s:%d/a", host, port);
    ok = url_fetch(url, &o, page, e);
    if (!ok)
        kill(child, 9);
    waitpid(child, &status, 0);
    return ok;
}

static void test_fetch(void **state)
{
    struct url_page page;
    struct err e;

    (void)state;
    assert_true(get("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                    "Content-Length: 5\r\nConnection: close\r\n\r\nhello",
                    1, "127.0.0.1", &page, &e, true));
    assert_str(buf_str(&page.body), "hello");
    assert_string_equal(page.content_type, "text/html; charset=utf-8");
    buf_release(&page.body);
}

static void test_refusals(void **state)
{
    struct url_page page;
    struct err e;

    (void)state;
    assert_false(get("HTTP/1.1 200 OK\r\n\r\nsecret", 1, "127.0.0.1", &page, &e, false));
    assert_err(&e, "not a public one");
    buf_release(&page.body);
    assert_false(get("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 1,
                     "127.0.0.1", &page, &e, true));
    assert_err(&e, "answered 404");
    buf_release(&page.body);
    assert_false(get("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n"
                     "Content-Length: 0\r\nConnection: close\r\n\r\n",
                     1, "127.0.0.1", &page, &e, true));
    buf_release(&page.body);
    assert_false(get("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\n"
                     "Content-Length: 0\r\nConnection: close\r\n\r\n",
                     1, "127.0.0.1", &page, &e, true));
    assert_err(&e, "not a public one");
    buf_release(&page.body);
    assert_false(get("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx", 1,
                     "127.0.0.1", &page, &e, true));
    assert_err(&e, "larger than 16 MiB");
    buf_release(&page.body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_what_is_a_url),
        cmocka_unit_test(test_fetch),
        cmocka_unit_test(test_refusals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
