/* A stranger's XML: libxml2 gets at most WP_LIMIT_HTTP_BODY_BYTES of valid UTF-8; the first sign of
 * a DTD stops it before anything in it is declared, and so does a depth beyond WP_LIMIT_XML_DEPTH.
 * It may not touch the network, and its words go nowhere. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

typedef enum
{
  WP_XML_OK,
  WP_XML_NOT_XML,   /* not well-formed, not UTF-8, or a web page by its document type */
  WP_XML_TOO_LARGE, /* bytes or depth */
  WP_XML_FORBIDDEN, /* a DTD */
} WpXmlResult;

/* *document is set only for OK; xmlFreeDoc. */
WpXmlResult wp_xml_parse (const char *bytes, gsize count, xmlDocPtr *document);

/* Namespaces are not looked at: the formats read here have none, some files have one. */
gboolean wp_xml_is_element (const xmlNode *node, const char *name);
/* The first child element of this name, or NULL. */
const xmlNode *wp_xml_find (const xmlNode *parent, const char *name);
/* Texts: blanks at the ends are cut, other runs of them become one. NULL if there is none, or more
 * than WP_LIMIT_XML_TEXT_BYTES. The caller owns them. `node` may be NULL. */
char *wp_xml_content (const xmlNode *node);
char *wp_xml_child (const xmlNode *parent, const char *name);
char *wp_xml_attribute (const xmlNode *node, const char *name);
