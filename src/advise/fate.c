/* What becomes of a mail when something happens to a device, to the mailbox or to the server. Told
 * from what the mail program is set to (use.c), so that what is said of a way and what is written
 * for it cannot differ. Nothing is lost that a server turned away: its sender has it back (RFC
 * 5321, section 4.2.5). */
#include "advise/advise-private.h"

/* Where mail is that nothing happened to. */
typedef struct
{
  gboolean is_on_server;
  gboolean is_elsewhere; /* on devices that collect for themselves, or nothing deletes it */
} Place;

static Place
place_of (const WpSituation *situation,
          const WpAdvice *advice,
          const WpMailUse *use,
          gboolean is_old)
{
  gboolean is_cleared = use->archive_after_days > 0 || situation->values[WP_FACT_REMOVE] == 1;

  switch (advice->outcome)
    {
    case WP_ADVICE_POP_KEEP:
      return (Place){ !is_old, wp_has_collectors (situation) };
    case WP_ADVICE_POP_DELETE:
      return (Place){ FALSE, FALSE };
    case WP_ADVICE_IMAP_ARCHIVE:
      return (Place){ !is_old || !is_cleared, FALSE };
    default:
      return (Place){ TRUE, FALSE };
    }
}

/* At each look, so that it does not fill up. */
static gboolean
is_emptied (const WpSituation *situation, const WpMailUse *use)
{
  return use->leave_on_server == 0
         || (use->archive_after_days == 0 && situation->values[WP_FACT_REMOVE] == 1);
}

/* Only the computer had it. */
static WpFate
fate_of_only_copy (const WpSituation *situation)
{
  return situation->values[WP_FACT_BACKUP] == WP_BACKUP_REGULAR ? WP_FATE_BACKUP : WP_FATE_LOST;
}

/* By IMAP it goes everywhere, but for what one computer keeps apart; by POP another device deletes
 * its own copy only. The program that deletes has a trash folder in any case. */
static WpFate
fate_of_deleted (const WpSituation *situation, const WpAdvice *advice, const WpMailUse *use)
{
  gboolean is_alone = situation->values[WP_FACT_DEVICES] == 1;

  if (!wp_advice_has_imap (advice->outcome))
    return is_alone && (use->leave_on_server == 0 || use->delete_with_local == 1) ? WP_FATE_TRASH
                                                                                  : WP_FATE_STAYS;
  if (advice->outcome == WP_ADVICE_BOTH)
    return WP_FATE_STAYS;
  return use->archive_after_days == 0 && situation->values[WP_FACT_REMOVE] != 1 ? WP_FATE_STAYS
                                                                                : WP_FATE_TRASH;
}

WpFate
wp_advise_fate (const WpSituation *situation,
                const WpAdvice *advice,
                WpWhatIf event,
                gboolean is_old)
{
  WpMailUse use;
  Place place;

  if (advice->outcome > WP_ADVICE_BOTH)
    return WP_FATE_STAYS;
  wp_advise_use (situation, advice, &use);
  place = place_of (situation, advice, &use, is_old);
  switch (event)
    {
    case WP_IF_DELETED:
      return is_old ? WP_FATE_STAYS : fate_of_deleted (situation, advice, &use);
    case WP_IF_BROKEN:
      return place.is_on_server || place.is_elsewhere ? WP_FATE_STAYS
                                                      : fate_of_only_copy (situation);
    case WP_IF_FULL:
      return is_old || is_emptied (situation, &use) ? WP_FATE_STAYS : WP_FATE_RETURNED;
    case WP_IF_NO_LINE:
    case WP_IF_LOCKED:
    case WP_IF_MOVED:
      break;
    }
  return WP_FATE_STAYS;
}
