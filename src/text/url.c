/*
 * The outside of fetching: what is an address, which ones are refused, and
 * loading the plugin that does it.
 */
#include "text/url.h"

#include "base/plugin.h"

typedef bool (*fetch_fn)(const char *, const struct url_opts *, struct url_page *,
                         struct err *);

bool url_is(struct str s)
{
    return str_ieq(str_sub(s, 0, 7), STR("http://")) ||
           str_ieq(str_sub(s, 0, 8), STR("https://"));
}

struct net {
    unsigned char addr[16];
    int bits;
};

/* IANA's special-purpose registries for IPv4 (RFC 6890 and successors). */
static const struct net refused4[] = {
    {{0}, 8},          {{10}, 8},           {{100, 64}, 10},     {{127}, 8},
    {{169, 254}, 16},  {{172, 16}, 12},     {{192, 0, 0}, 24},   {{192, 0, 2}, 24},
    {{192, 88, 99}, 24}, {{192, 168}, 16},  {{198, 18}, 15},     {{198, 51, 100}, 24},
    {{203, 0, 113}, 24}, {{224}, 4},        {{240}, 4},
};

/* And for IPv6; what embeds an IPv4 address is looked at below. */
static const struct net refused6[] = {
    {{0}, 96},          /* unspecified, loopback, v4-compatible */
    {{0x01}, 64},       /* discard-only 100::/64 */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x20, 0x01}, 23}, /* protocol assignments, Teredo */
    {{0xfc}, 7},        /* unique local */
    {{0xfe, 0x80}, 10}, /* link-local */
    {{0xfe, 0xc0}, 10}, /* site-local, deprecated */
    {{0xff}, 8},        /* multicast */
};

static const unsigned char mapped4[12] = {[10] = 0xff, [11] = 0xff};
static const unsigned char nat64[12] = {0x00, 0x64, 0xff, 0x9b};
static const unsigned char sixto4[2] = {0x20, 0x02};

static bool within(const unsigned char *addr, const struct net *net)
{
    int whole = net->bits / 8, rest = net->bits % 8;
    unsigned char mask = (unsigned char)(0xff << (8 - rest));

    if (memcmp(addr, net->addr, (size_t)whole) != 0)
        return false;
    return !rest || ((addr[whole] ^ net->addr[whole]) & mask) == 0;
}

static bool refused(const unsigned char *addr, const struct net *nets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (within(addr, &nets[i]))
            return true;
    return false;
}

bool url_address_refused(const unsigned char *addr, size_t n)
{
    if (n == 4)
        return refused(addr, refused4, ARRAY_LEN(refused4));
    if (n != 16)
        return true;
    if (!memcmp(addr, mapped4, 12) || !memcmp(addr, nat64, 12))
        return refused(addr + 12, refused4, ARRAY_LEN(refused4));
    if (!memcmp(addr, sixto4, 2))
        return refused(addr + 2, refused4, ARRAY_LEN(refused4));
    return refused(addr, refused6, ARRAY_LEN(refused6));
}

bool url_fetch(const char *url, const struct url_opts *o, struct url_page *page,
               struct err *e)
{
    void *symbol = plugin_symbol(PLUGIN_NET, "url_fetch_curl", e);
    fetch_fn fetch;

    buf_init(&page->body, URL_MAX_BYTES);
    page->content_type[0] = page->url[0] = '\0';
    if (!symbol)
        return false;
    memcpy(&fetch, &symbol, sizeof fetch);
    return fetch(url, o, page, e);
}
