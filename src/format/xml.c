/* See xml-private.h. */
#include "format/xml-private.h"

#include <string.h>

#include <libxml/parser.h>

#include "base/limits.h"

typedef struct
{
  startElementNsSAX2Func start_element;
  WpXmlResult stopped; /* OK: not stopped by us */
} Guard;

static void
on_dtd (void *data,
        const xmlChar *name,
        const xmlChar *external_id G_GNUC_UNUSED,
        const xmlChar *system_id G_GNUC_UNUSED)
{
  xmlParserCtxtPtr parser = data;
  Guard *guard = parser->_private;
  /* A web page has a document type, too; it is not an attack. */
  gboolean is_page = name != NULL && g_ascii_strcasecmp ((const char *) name, "html") == 0;

  guard->stopped = is_page ? WP_XML_NOT_XML : WP_XML_FORBIDDEN;
  xmlStopParser (parser);
}

static void
on_element (void *data,
            const xmlChar *name,
            const xmlChar *prefix,
            const xmlChar *uri,
            int n_namespaces,
            const xmlChar **namespaces,
            int n_attributes,
            int n_defaulted,
            const xmlChar **attributes)
{
  xmlParserCtxtPtr parser = data;
  Guard *guard = parser->_private;

  guard->start_element (data, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                        n_defaulted, attributes);
  if (parser->nodeNr > WP_LIMIT_XML_DEPTH)
    {
      guard->stopped = WP_XML_TOO_LARGE;
      xmlStopParser (parser);
    }
}

static void
on_error (void *data G_GNUC_UNUSED, xmlErrorPtr error G_GNUC_UNUSED)
{
}

WpXmlResult
wp_xml_parse (const char *bytes, gsize count, xmlDocPtr *document)
{
  Guard guard = { .stopped = WP_XML_OK };
  xmlParserCtxtPtr parser;

  if (count > WP_LIMIT_HTTP_BODY_BYTES)
    return WP_XML_TOO_LARGE;
  if (count >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    {
      bytes += 3;
      count -= 3;
    }
  if (count == 0 || !g_utf8_validate (bytes, (gssize) count, NULL))
    return WP_XML_NOT_XML;
  parser = xmlNewParserCtxt ();
  if (parser == NULL)
    g_error ("out of memory");
  guard.start_element = parser->sax->startElementNs;
  parser->_private = &guard;
  parser->sax->internalSubset = on_dtd;
  parser->sax->externalSubset = on_dtd;
  parser->sax->startElementNs = on_element;
  parser->sax->serror = on_error;
  /* It is UTF-8 whatever it declares, so the declaration is not looked at. */
  *document = xmlCtxtReadMemory (parser, bytes, (int) count, NULL, "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                     | XML_PARSE_NOCDATA | XML_PARSE_COMPACT
                                     | XML_PARSE_IGNORE_ENC);
  xmlFreeParserCtxt (parser);
  if (guard.stopped != WP_XML_OK || *document == NULL)
    {
      g_clear_pointer (document, xmlFreeDoc);
      return guard.stopped != WP_XML_OK ? guard.stopped : WP_XML_NOT_XML;
    }
  return WP_XML_OK;
}

gboolean
wp_xml_is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name);
}

const xmlNode *
wp_xml_find (const xmlNode *parent, const char *name)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (wp_xml_is_element (node, name))
      return node;
  return NULL;
}

/* Blanks at the ends are cut, other runs of them become one. NULL: none, or too long. */
static char *
tidy (xmlChar *taken)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (taken != NULL && strlen ((const char *) taken) <= WP_LIMIT_XML_TEXT_BYTES)
    for (const char *c = (const char *) taken; *c != '\0'; c++)
      {
        if (!g_ascii_isspace (*c))
          g_string_append_c (text, *c);
        else if (text->len > 0 && c[1] != '\0' && !g_ascii_isspace (c[1]))
          g_string_append_c (text, ' ');
      }
  xmlFree (taken);
  return text->len == 0 ? NULL : g_strdup (text->str);
}

char *
wp_xml_content (const xmlNode *node)
{
  return node == NULL ? NULL : tidy (xmlNodeGetContent (node));
}

char *
wp_xml_child (const xmlNode *parent, const char *name)
{
  return wp_xml_content (wp_xml_find (parent, name));
}

char *
wp_xml_attribute (const xmlNode *node, const char *name)
{
  return tidy (xmlGetNoNsProp (node, (const xmlChar *) name));
}
