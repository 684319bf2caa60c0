/*
 * News as XML: RSS and Atom, NITF, NewsML-G2 and NewsML 1.  Read with
 * text/markup.h, which knows every character's byte and expands nothing; a
 * document that is not well-formed is read as far as it makes sense, and
 * noted.  Each function is the `detect` or `each` of a row in the readers'
 * table (text/reader.h).
 */
#ifndef CC_TEXT_NEWS_XML_H
#define CC_TEXT_NEWS_XML_H

#include "text/fields.h"
#include "text/intake.h"
#include "text/markup.h"

/* One XML document on its way into articles. */
struct xml_read {
    struct intake *in;
    struct markup m;
    struct field field;
};

/* The name of the first element behind prolog, comments and document type,
 * without prefix; empty if there is none. */
struct str xml_root_name(struct str head);

/* Sets the field to an element's text; false when there is none. */
bool xml_field(struct xml_read *k, size_t i);
/* An element's text as metadata in the document's arena; empty for 0. */
struct str xml_meta(struct xml_read *k, size_t i);
/* Notes references that were not expanded, and cut documents. */
void xml_notes(struct xml_read *k);

/* RSS, RDF, Atom: how sure the content is of it; see struct reader. */
int feed_detect(struct str head);
/* NITF: how sure the content is of it; see struct reader. */
int nitf_detect(struct str head);
/* NewsML-G2 and NewsML 1: how sure the content is of it; see struct reader. */
int newsml_detect(struct str head);
/* XML that is none of these, nor XHTML. */
int unknown_xml_detect(struct str head);

/* RSS, RDF, Atom: reads the articles; see struct reader. */
bool feed_each(struct intake *in, const struct source *src, struct err *e);
/* NITF: reads the articles; see struct reader. */
bool nitf_each(struct intake *in, const struct source *src, struct err *e);
/* NewsML-G2 and NewsML 1: reads the articles; see struct reader. */
bool newsml_each(struct intake *in, const struct source *src, struct err *e);
/* Refuses the input, with its root's name in the error. */
bool unknown_xml_each(struct intake *in, const struct source *src, struct err *e);

#endif
