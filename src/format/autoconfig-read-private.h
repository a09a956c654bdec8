/* What the two halves of the autoconfig reader share. */
#pragma once

#include <libxml/tree.h>

#include "format/autoconfig.h"

/* The place in the document that a notice speaks of. */
typedef struct
{
  const WpAccount *account;
  WpAutoconfig *out;
  const char *direction; /* "incomingServer" */
  guint number;          /* of the server section, from 1; 0: none */
} WpAutoconfigReader;

/* {where} and {number} of `msgid` are the server section, {what} the foreign text. Always answers
 * FALSE, for the one who gives up a section. */
gboolean wp_autoconfig_note (WpAutoconfigReader *reader, const char *msgid, const char *what);

/* What the endpoint cannot hold of a server section. */
void     wp_autoconfig_read_extras (const xmlNode *section, WpProfile *profile,
                                    const WpEndpoint *server);
/* A section of a service that nobody logs in to here; kept if it says where it is. */
gboolean wp_autoconfig_read_offer (const xmlNode *section, WpProfile *profile);
/* All that stands beside the servers, below clientConfig and below emailProvider. */
void     wp_autoconfig_read_beside (const xmlNode *root, const xmlNode *provider,
                                    WpProfile *profile);
