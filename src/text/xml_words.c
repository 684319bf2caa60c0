/*
 * The word lists behind words_hints: sorted, looked up by bisection.  A pair
 * of neighbouring words ("read more") is looked up joined by a hyphen first.
 */
#include "text/xml_words.h"

#include <ctype.h>

struct word {
    const char *word;
    unsigned hints;
};

/* sorted bytewise: the lookup bisects */
static const struct word words[] = {
    {"about-author", HINT_HARD},
    {"about-the", HINT_AWAY},
    {"ad", HINT_HARD},
    {"ad-slot", HINT_HARD},
    {"addthis", HINT_HARD},
    {"ads", HINT_HARD},
    {"adsbygoogle", HINT_HARD},
    {"advert", HINT_HARD},
    {"advertisement", HINT_HARD},
    {"advertising", HINT_HARD},
    {"adverts", HINT_HARD},
    {"affiliate", HINT_AWAY},
    {"alert", HINT_AWAY},
    {"alerts", HINT_AWAY},
    {"also-like", HINT_HARD},
    {"also-read", HINT_HARD},
    {"article-body", HINT_BODY},
    {"article-content", HINT_BODY},
    {"article-footer", HINT_AWAY},
    {"article-text", HINT_BODY},
    {"articlebody", HINT_BODY},
    {"author", HINT_AWAY},
    {"author-bio", HINT_HARD},
    {"author-box", HINT_HARD},
    {"author-info", HINT_HARD},
    {"authors", HINT_AWAY},
    {"avatar", HINT_AWAY},
    {"back-to", HINT_AWAY},
    {"bibliography", HINT_HARD},
    {"bio", HINT_AWAY},
    {"blog-content", HINT_BODY},
    {"blog-post", HINT_BODY},
    {"body-content", HINT_BODY},
    {"body-copy", HINT_BODY},
    {"body-text", HINT_BODY},
    {"bookmark", HINT_AWAY},
    {"breadcrumb", HINT_HARD},
    {"breadcrumbs", HINT_HARD},
    {"button", HINT_AWAY},
    {"buttons", HINT_AWAY},
    {"byline", HINT_AWAY},
    {"caption", HINT_CAPTION},
    {"carousel", HINT_AWAY},
    {"categories", HINT_AWAY},
    {"comment", HINT_HARD},
    {"comment-list", HINT_HARD},
    {"commentlist", HINT_HARD},
    {"comments", HINT_HARD},
    {"consent", HINT_HARD},
    {"content-body", HINT_BODY},
    {"cookie", HINT_HARD},
    {"cookies", HINT_HARD},
    {"copyright", HINT_HARD},
    {"credits", HINT_AWAY},
    {"crumb", HINT_HARD},
    {"crumbs", HINT_HARD},
    {"cta", HINT_AWAY},
    {"d-none", HINT_HIDDEN},
    {"dateline", HINT_AWAY},
    {"dialog", HINT_AWAY},
    {"disclaimer", HINT_AWAY},
    {"disclosure", HINT_AWAY},
    {"discuss", HINT_AWAY},
    {"disqus", HINT_HARD},
    {"donate", HINT_AWAY},
    {"donation", HINT_AWAY},
    {"dropdown", HINT_AWAY},
    {"entry-body", HINT_BODY},
    {"entry-content", HINT_BODY},
    {"entry-footer", HINT_AWAY},
    {"entry-meta", HINT_HARD},
    {"facebook", HINT_AWAY},
    {"figcaption", HINT_CAPTION},
    {"flyout", HINT_AWAY},
    {"follow", HINT_AWAY},
    {"footer", HINT_AWAY},
    {"footnotes", HINT_HARD},
    {"form", HINT_AWAY},
    {"gdpr", HINT_HARD},
    {"hidden", HINT_HIDDEN},
    {"hide", HINT_HIDDEN},
    {"hubspot", HINT_AWAY},
    {"infobox", HINT_AWAY},
    {"jumbotron", HINT_AWAY},
    {"keep-reading", HINT_AWAY},
    {"latest", HINT_AWAY},
    {"lightbox", HINT_AWAY},
    {"login", HINT_AWAY},
    {"mailchimp", HINT_HARD},
    {"masthead", HINT_AWAY},
    {"mega-menu", HINT_HARD},
    {"megamenu", HINT_HARD},
    {"menu", HINT_AWAY},
    {"menus", HINT_AWAY},
    {"metadata", HINT_AWAY},
    {"mobile-menu", HINT_HARD},
    {"modal", HINT_AWAY},
    {"more-from", HINT_HARD},
    {"more-news", HINT_HARD},
    {"more-stories", HINT_HARD},
    {"most-popular", HINT_HARD},
    {"most-read", HINT_HARD},
    {"nav", HINT_AWAY},
    {"navbar", HINT_AWAY},
    {"navigation", HINT_AWAY},
    {"newsletter", HINT_HARD},
    {"newsletters", HINT_HARD},
    {"next-post", HINT_HARD},
    {"noprint", HINT_AWAY},
    {"offcanvas", HINT_AWAY},
    {"optin", HINT_HARD},
    {"outbrain", HINT_HARD},
    {"pager", HINT_AWAY},
    {"pagination", HINT_AWAY},
    {"partner", HINT_AWAY},
    {"paywall", HINT_AWAY},
    {"permalink", HINT_AWAY},
    {"popular", HINT_HARD},
    {"popup", HINT_HARD},
    {"post-body", HINT_BODY},
    {"post-content", HINT_BODY},
    {"post-footer", HINT_AWAY},
    {"post-meta", HINT_HARD},
    {"post-navigation", HINT_HARD},
    {"post-tags", HINT_HARD},
    {"post-text", HINT_BODY},
    {"promo", HINT_HARD},
    {"promos", HINT_HARD},
    {"promotion", HINT_HARD},
    {"rail", HINT_AWAY},
    {"rating", HINT_AWAY},
    {"read-also", HINT_HARD},
    {"read-more", HINT_HARD},
    {"read-next", HINT_HARD},
    {"read-this", HINT_AWAY},
    {"read-time", HINT_AWAY},
    {"recent-posts", HINT_HARD},
    {"recirc", HINT_HARD},
    {"recirculation", HINT_HARD},
    {"recommend", HINT_HARD},
    {"recommendation", HINT_HARD},
    {"recommendations", HINT_HARD},
    {"recommended", HINT_HARD},
    {"references", HINT_HARD},
    {"reflist", HINT_HARD},
    {"register", HINT_AWAY},
    {"related", HINT_HARD},
    {"replies", HINT_AWAY},
    {"reply", HINT_AWAY},
    {"respond", HINT_HARD},
    {"rss", HINT_AWAY},
    {"screen-reader", HINT_HIDDEN},
    {"search", HINT_AWAY},
    {"see-also", HINT_AWAY},
    {"share", HINT_HARD},
    {"sharedaddy", HINT_HARD},
    {"sharing", HINT_HARD},
    {"shoutbox", HINT_HARD},
    {"sidebar", HINT_AWAY},
    {"sidebars", HINT_AWAY},
    {"sign-in", HINT_AWAY},
    {"sign-up", HINT_HARD},
    {"signup", HINT_HARD},
    {"similar", HINT_AWAY},
    {"sitemap", HINT_AWAY},
    {"skip", HINT_AWAY},
    {"skip-link", HINT_AWAY},
    {"social", HINT_HARD},
    {"socials", HINT_HARD},
    {"sponsor", HINT_AWAY},
    {"sponsored", HINT_AWAY},
    {"sponsors", HINT_AWAY},
    {"sr-only", HINT_HIDDEN},
    {"story-body", HINT_BODY},
    {"story-content", HINT_BODY},
    {"story-text", HINT_BODY},
    {"subscribe", HINT_HARD},
    {"subscription", HINT_HARD},
    {"suggested", HINT_AWAY},
    {"suggestions", HINT_AWAY},
    {"table-of", HINT_AWAY},
    {"taboola", HINT_HARD},
    {"tag-list", HINT_AWAY},
    {"tagcloud", HINT_HARD},
    {"tags", HINT_AWAY},
    {"testimonial", HINT_AWAY},
    {"testimonials", HINT_AWAY},
    {"timestamp", HINT_AWAY},
    {"toc", HINT_AWAY},
    {"toolbar", HINT_AWAY},
    {"tooltip", HINT_AWAY},
    {"trending", HINT_HARD},
    {"twitter", HINT_AWAY},
    {"up-next", HINT_HARD},
    {"upsell", HINT_AWAY},
    {"visually-hidden", HINT_HIDDEN},
    {"webform", HINT_AWAY},
    {"whatsapp", HINT_AWAY},
    {"you-may", HINT_HARD},
    {"you-might", HINT_HARD},
};

static unsigned lookup(const char *word)
{
    size_t lo = 0, hi = ARRAY_LEN(words);

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = strcmp(word, words[mid].word);

        if (c == 0)
            return words[mid].hints;
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return 0;
}

/* Writes the next word in lower case to out[32]; longer ones are cut. */
static bool next_word(struct str *s, char out[32])
{
    size_t n = 0;

    while (s->n && !isalpha((unsigned char)*s->p))
        *s = str_of(s->p + 1, s->n - 1);
    while (s->n && isalpha((unsigned char)*s->p)) {
        bool camel = n && isupper((unsigned char)*s->p) && islower((unsigned char)s->p[-1]);

        if (camel)
            break;
        if (n < 31)
            out[n++] = (char)tolower((unsigned char)*s->p);
        *s = str_of(s->p + 1, s->n - 1);
    }
    out[n] = '\0';
    return n > 0;
}

unsigned words_hints(struct str names)
{
    char word[32], before[32] = "", pair[72];
    unsigned hints = 0;

    while (next_word(&names, word)) {
        hints |= lookup(word);
        snprintf(pair, sizeof pair, "%s-%s", before, word);
        hints |= lookup(pair);
        memcpy(before, word, sizeof before);
    }
    return hints;
}
