/* The text of every finding, in one table ordered by id. Ids are part of the program's interface
 * (contract: findings[].id) and are never reused or renamed. The texts say in whole sentences what
 * is so, why, and one thing to do, for the person and for the support desk; {placeholders} are the
 * keys of the finding's params. Texts only: what raises a finding is in rules.c. */
#include "diagnose/diagnose.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const WpFindingText texts[] = {
#include "diagnose/catalogue-auth.inc"
#include "diagnose/catalogue-dns.inc"
#include "diagnose/catalogue-mail.inc"
#include "diagnose/catalogue-net.inc"
#include "diagnose/catalogue-start.inc"
#include "diagnose/catalogue-tls.inc"
};

const WpFindingText *
wp_catalogue_all (guint *count)
{
  *count = G_N_ELEMENTS (texts);
  return texts;
}

const WpFindingText *
wp_catalogue_find (const char *id)
{
  guint low = 0;
  guint high = G_N_ELEMENTS (texts);

  while (id != NULL && low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = strcmp (id, texts[middle].id);

      if (order == 0)
        return &texts[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}
