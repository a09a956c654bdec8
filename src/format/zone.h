/* The DNS records that publish a provider's servers (RFC 6186, 8314; autoconfig; PACC), as a piece
 * of a zone file (RFC 1035 §5). Holds no time and no serial: same profile, same bytes. */
#pragma once

#include <gio/gio.h>

#include "model/profile.h"

typedef struct
{
  const char *domain;   /* of the addresses, A-labels */
  const char *web_host; /* that serves the settings files, or NULL: those records are comments with
                         * a name to fill in */
  const char *pacc;     /* the exact bytes to be served as PACC, or NULL: wp_pacc_write's */
  const char *const *mx; /* records as they are published ("10 mx.example.org."), for a comment;
                          * NULL: not known */
} WpZoneParams;

/* All six SRV labels, those without a server as comments with "0 0 0 .": that denies a service, and
 * only who runs the domain knows; the hosts of autoconfig and PACC, and the digest of the PACC
 * document; as comments what is not part of the piece. NULL and an error (a whole sentence) for a
 * profile that has no encrypted server, or a name that no zone can hold. */
char *wp_zone_write (const WpProfile *profile, const WpZoneParams *params, GError **error);
