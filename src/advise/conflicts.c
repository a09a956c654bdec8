/* Facts that exclude each other. Only what cannot both be true stands here. A computer that others
 * use and that anybody uses, mail that must not stay at the provider and is read in a browser, or
 * files of one's own wanted at a library computer are odd, not impossible, and rules answer them.
 * One device and several people can be one computer in an office. IMAP in use and a device that
 * collects by POP3 can both be. A mailbox that is only another name (role=alias) contradicts
 * nothing: who asks is told of it before there is an answer. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

static const char fewer_devices[] = N_ (
    "More devices are said to collect by POP today than to read this mail at all: one of the two "
    "numbers cannot be right.");

static const WpConflict conflicts[] = {
  { { WP_FACT_DEVICES, 1, 1 }, { WP_FACT_POP_DEVICES, 2, G_MAXINT32 }, fewer_devices },
  { { WP_FACT_DEVICES, 2, 2 }, { WP_FACT_POP_DEVICES, 3, G_MAXINT32 }, fewer_devices },
  { { WP_FACT_MIGRATING, WP_MIGRATING_POP, WP_MIGRATING_POP },
    { WP_FACT_POP_DEVICES, 0, 0 },
    N_ ("POP is said to be in use, and no device to collect by POP today: one of the two answers "
        "cannot be right.") },
};

const WpConflict *
wp_conflict_find (const WpSituation *situation)
{
  for (guint i = 0; i < G_N_ELEMENTS (conflicts); i++)
    if (wp_condition_holds (&conflicts[i].one, situation)
        && wp_condition_holds (&conflicts[i].other, situation))
      return &conflicts[i];
  return NULL;
}

const char *
wp_conflict_text (const WpFact facts[2])
{
  for (guint i = 0; i < G_N_ELEMENTS (conflicts); i++)
    if (conflicts[i].one.fact == facts[0] && conflicts[i].other.fact == facts[1])
      return conflicts[i].text;
  return NULL;
}
