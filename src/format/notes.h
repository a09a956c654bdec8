/* The notes on large providers (data/providers.json): what is known of them before any lookup, who
 * they are by domain or mail exchanger, and which domain was probably meant by a mistyped one.
 * Facts with a source and a date, in our words; never read from the network. Pure. */
#pragma once

#include <gio/gio.h>

#include "model/endpoint.h"
#include "model/provider.h"

typedef struct
{
  WpProvider *provider; /* came_by_mx is always FALSE here: who copies it after a match by MX says
                         * so */
  char **domains;       /* A-labels, of mail addresses */
  char **mx;            /* A-labels: exchangers are these names or within them */
  GPtrArray *servers;   /* of WpEndpoint, in order of preference; never plaintext; may be empty.
                         * User names are templates with %EMAIL…% */
  char **typo_targets;  /* those of the domains that are large enough to be meant by a mistyped
                         * one */
  char **typo_brands;   /* first labels of these that mean this provider under any suffix:
                         * "hotmail" */
} WpNote;

typedef struct _WpNotes WpNotes;

/* Reads waypost.providers/1. A bad entry spoils only itself and is counted; members that are not
 * known are ignored. NULL and an error (G_IO_ERROR_INVALID_DATA, a whole sentence) where the whole
 * is no such file. `bytes` may go after that. */
WpNotes      *wp_notes_read (const char *bytes, gsize count, GError **error);
/* Those that come with the program, as bytes for wp_notes_read. Static: costs nothing until it is
 * read. */
const char   *wp_notes_builtin (gsize *count);
void          wp_notes_free (WpNotes *notes);

/* Providers that were read, and entries that were left out for being wrong. */
guint         wp_notes_count (const WpNotes *notes);
guint         wp_notes_bad (const WpNotes *notes);
/* The n-th, in the order of the file. Lent, as are all below: as long as the notes. */
const WpNote *wp_notes_peek (const WpNotes *notes, guint n);

/* Whose addresses end in exactly this domain (A-labels), or NULL. */
const WpNote *wp_notes_by_domain (const WpNotes *notes, const char *domain);
/* Who takes mail for others by this exchanger (A-labels), by the longest pattern that the host is
 * or is within ("aspmx.l.google.com" is within "google.com", "notgoogle.com" is not), or NULL. */
const WpNote *wp_notes_by_mx (const WpNotes *notes, const char *host);

/* The well-known domain that was probably meant ("gmail.com" for "gmial.com"), or NULL; a new
 * string. Never for a domain of any provider of the notes, and never where one wrong letter proves
 * nothing. A suggestion for the person to decide on, not a reason to change what they typed. */
char         *wp_notes_typo (const WpNotes *notes, const char *domain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpNotes, wp_notes_free)
