/* What a domain should publish for its servers, as one set whose parts agree: the records of its
 * zone, the autoconfig file, and the PACC document that the zone's digest is of. */
#pragma once

#include <gio/gio.h>

#include "base/file.h"
#include "model/report.h"

typedef struct
{
  char *path;          /* below a folder: "example.org.zone", or the host that serves it and the
                        * path there */
  char *text;
  gboolean is_zone;
  WpFileWritten written; /* of wp_session_write_zone */
} WpZoneFile;

void       wp_zone_file_free (WpZoneFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpZoneFile, wp_zone_file_free)

/* The servers of a report that are worth publishing: of each protocol and mode the best one that
 * was reached, verified and spoke. Array of WpEndpoint, owned by the caller; may be empty. */
GPtrArray *wp_session_zone_servers (const WpReport *report);
typedef struct
{
  const char *domain;       /* A-labels */
  const GPtrArray *servers; /* of WpEndpoint, in order of preference; port 0: both modes on their
                             * usual ports */
  const char *web_host;     /* serves the files; NULL: a line to fill in */
  const char *const *mx;    /* as published, for a comment; NULL: not known */
} WpZoneWish;

/* The set (array of WpZoneFile, owned by the caller). The zone comes first. PACC is left out where
 * it cannot say the servers; the zone then says why. NULL and an error (a whole sentence) for
 * servers that nobody should publish, or that are none for receiving or none for sending. */
GPtrArray *wp_session_zone (const WpZoneWish *wish, GError **error);
/* Writes the set below `folder`, which is made where it does not exist. Nothing is written where
 * one of the files is there with other bytes, unless `may_replace`. FALSE and a G_FILE_ERROR (a
 * whole sentence). */
gboolean   wp_session_write_zone (GPtrArray *files, const char *folder, gboolean may_replace,
                                  GError **error);
