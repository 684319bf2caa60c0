/*
 * The table of readers.
 */
#include "text/reader.h"

#include "text/html.h"

/* Anything that is text can be read as plain text. */
static int txt_detect(struct str head)
{
    (void)head;
    return 1;
}

const struct reader readers[] = {
    {DOC_TXT, "txt", txt_detect, txt_read},
    {DOC_MD, "md", md_detect, md_read},
    {DOC_HTML, "html", html_detect, html_read},
};
const size_t n_readers = ARRAY_LEN(readers);
