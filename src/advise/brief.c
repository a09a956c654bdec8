/* The three things that every answer says, in a few words each: for a glance, beside the whole
 * sentences of texts.c. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_alone (const WpSituation *situation)
{
  return situation->values[WP_FACT_DEVICES] == 1;
}

/* A backup that nobody is sure of is none to rely on, and none to deny. */
static const char *
backup (const WpSituation *situation)
{
  switch (situation->values[WP_FACT_BACKUP])
    {
    case WP_BACKUP_REGULAR:
      return N_ ("The backup");
    case WP_BACKUP_NONE:
      return N_ ("There is none");
    default:
      return N_ ("Only a backup");
    }
}

/* A copy that follows every deletion is one to read, and no backup. */
static const char *
imap_copy (const WpSituation *situation, const WpMailUse *use)
{
  if (use->offline_copy == 0)
    return is_alone (situation) ? N_ ("There is none") : N_ ("On other devices, not a backup");
  if (use->offline_copy == 2)
    return is_alone (situation) ? N_ ("Recent mail on this device, not a backup")
                                : N_ ("Recent mail on devices, not a backup");
  return is_alone (situation) ? N_ ("On this device, not a backup")
                              : N_ ("On each device, not a backup");
}

static void
brief_imap (const WpSituation *situation, const WpMailUse *use, WpAdviceBrief *brief)
{
  brief->where = N_ ("On the server");
  brief->who_deletes = is_alone (situation) ? N_ ("This device, webmail") : N_ ("Any device");
  brief->second_copy = imap_copy (situation, use);
}

static void
brief_archive (const WpSituation *situation, const WpMailUse *use, WpAdviceBrief *brief)
{
  gboolean is_removed = situation->values[WP_FACT_REMOVE] == 1;
  gboolean is_all = use->archive_after_days == 0;

  brief->where = !is_all      ? N_ ("Server and one computer")
                 : is_removed ? N_ ("On one computer")
                              : N_ ("On the server");
  brief->who_deletes = is_alone (situation) ? N_ ("This device, webmail; not the archive")
                                            : N_ ("Any device, not the archive");
  brief->second_copy = is_all && !is_removed ? N_ ("The archive") : backup (situation);
}

/* On the server, and what is left when the days are over. */
static const char *
kept_copy (const WpSituation *situation, const WpAdvice *advice)
{
  gboolean is_day = advice->days == 1;

  if (wp_has_collectors (situation))
    return is_day ? N_ ("One day on the server") : N_ ("{days} days on the server");
  switch (situation->values[WP_FACT_BACKUP])
    {
    case WP_BACKUP_REGULAR:
      return is_day ? N_ ("One day on the server, then the backup")
                    : N_ ("{days} days on the server, then the backup");
    case WP_BACKUP_NONE:
      return is_day ? N_ ("One day on the server, then none")
                    : N_ ("{days} days on the server, then none");
    default:
      return is_day ? N_ ("One day on the server, then only a backup")
                    : N_ ("{days} days on the server, then only a backup");
    }
}

static void
brief_keep (const WpSituation *situation, const WpAdvice *advice, WpAdviceBrief *brief)
{
  gboolean is_shared = wp_has_collectors (situation);

  brief->where = is_shared ? N_ ("On each computer") : N_ ("On one computer");
  brief->who_deletes = is_shared ? N_ ("Each its own copy") : N_ ("That computer");
  brief->second_copy = kept_copy (situation, advice);
}

gboolean
wp_advise_brief (const WpSituation *situation, const WpAdvice *advice, WpAdviceBrief *brief)
{
  WpMailUse use;

  wp_advise_use (situation, advice, &use);
  switch (advice->outcome)
    {
    case WP_ADVICE_IMAP:
      brief_imap (situation, &use, brief);
      return TRUE;
    case WP_ADVICE_IMAP_ARCHIVE:
      brief_archive (situation, &use, brief);
      return TRUE;
    case WP_ADVICE_POP_KEEP:
      brief_keep (situation, advice, brief);
      return TRUE;
    case WP_ADVICE_POP_DELETE:
      *brief = (WpAdviceBrief){ N_ ("On one computer"), N_ ("That computer"), backup (situation) };
      return TRUE;
    case WP_ADVICE_BOTH:
      brief_imap (situation, &use, brief);
      brief->second_copy = N_ ("What was collected");
      return TRUE;
    case WP_ADVICE_WEBMAIL:
      *brief = (WpAdviceBrief){ N_ ("On the server"), N_ ("Who is signed in"),
                                N_ ("There is none") };
      return TRUE;
    default:
      return FALSE;
    }
}
