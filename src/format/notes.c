/* Looking up what is known of a large provider. See notes.h; the reader is in notes-read.c, the
 * guess at what a mistyped domain meant in notes-typo.c. */
#include "format/notes-private.h"

#include <string.h>

void
wp_notes_free (WpNotes *notes)
{
  if (notes == NULL)
    return;
  g_hash_table_unref (notes->by_domain);
  g_hash_table_unref (notes->by_mx);
  g_hash_table_unref (notes->not_typos);
  g_array_unref (notes->targets);
  g_ptr_array_unref (notes->notes);
  g_free (notes);
}

guint
wp_notes_count (const WpNotes *notes)
{
  return notes->notes->len;
}

guint
wp_notes_bad (const WpNotes *notes)
{
  return notes->bad;
}

const WpNote *
wp_notes_peek (const WpNotes *notes, guint n)
{
  return n < notes->notes->len ? notes->notes->pdata[n] : NULL;
}

const WpNote *
wp_notes_by_domain (const WpNotes *notes, const char *domain)
{
  g_autofree char *lower = g_ascii_strdown (domain, -1);

  return g_hash_table_lookup (notes->by_domain, lower);
}

/* From the whole name towards the top: the first pattern met is the longest. */
const WpNote *
wp_notes_by_mx (const WpNotes *notes, const char *host)
{
  g_autofree char *lower = g_ascii_strdown (host, -1);

  for (const char *rest = lower; rest != NULL;)
    {
      const WpNote *note = g_hash_table_lookup (notes->by_mx, rest);

      if (note != NULL)
        return note;
      rest = strchr (rest, '.');
      rest = rest == NULL ? NULL : rest + 1;
    }
  return NULL;
}
