/*
 * The table of readers.
 */
#include "text/reader.h"

#include "text/docx.h"
#include "text/eml.h"
#include "text/html.h"
#include "text/news_json.h"
#include "text/news_xml.h"

/* Anything that is text can be read as plain text. */
static int txt_detect(struct str head)
{
    (void)head;
    return 1;
}

const struct reader readers[] = {
    {DOC_TXT, "txt", txt_detect, txt_read, NULL},
    {DOC_MD, "md", md_detect, md_read, NULL},
    {DOC_HTML, "html", html_detect, html_read, NULL},
    {DOC_FEED, "feed", feed_detect, NULL, feed_each},
    {DOC_NITF, "nitf", nitf_detect, NULL, nitf_each},
    {DOC_NEWSML, "newsml", newsml_detect, NULL, newsml_each},
    {DOC_AUTO, "xml", unknown_xml_detect, NULL, unknown_xml_each},
    {DOC_NINJS, "ninjs", ninjs_detect, NULL, ninjs_each},
    {DOC_ANS, "ans", ans_detect, NULL, ans_each},
    {DOC_WP, "wp", wp_detect, NULL, wp_each},
    {DOC_JSONL, "jsonl", jsonl_detect, NULL, jsonl_each},
    {DOC_DOCX, "docx", NULL, docx_read, NULL},
    {DOC_EML, "eml", NULL, eml_read, NULL},
    {DOC_JSONFEED, "jsonfeed", jsonfeed_detect, NULL, jsonfeed_each},
};
const size_t n_readers = ARRAY_LEN(readers);
