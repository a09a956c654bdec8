/* What the two halves of the autoconfig writer share. NULL values are not written. */
#pragma once

#include <libxml/xmlwriter.h>

#include "format/autoconfig.h"

typedef struct
{
  xmlTextWriter *xml;
  const WpProfile *profile;
  WpAutoconfigWrite as;
} WpAutoconfigWriter;

void wp_autoconfig_start (WpAutoconfigWriter *writer, const char *name);
void wp_autoconfig_end (WpAutoconfigWriter *writer);
void wp_autoconfig_attribute (WpAutoconfigWriter *writer, const char *name, const char *value);
void wp_autoconfig_element (WpAutoconfigWriter *writer, const char *name, const char *text);

/* POP3 and SMTP options of one server. */
void wp_autoconfig_write_extras (WpAutoconfigWriter *writer, const WpServerExtras *extras);
void wp_autoconfig_write_auth_words (WpAutoconfigWriter *writer, const GPtrArray *auths);
void wp_autoconfig_write_offer (WpAutoconfigWriter *writer, const WpOffer *offer);
/* What stands below emailProvider after the servers, and below clientConfig after emailProvider. */
void wp_autoconfig_write_pages (WpAutoconfigWriter *writer);
void wp_autoconfig_write_beside (WpAutoconfigWriter *writer);
/* Whether every value beside the servers can be written. */
gboolean wp_autoconfig_can_hold (const WpProfile *profile);
