/* What a mail program is to be told, by outcome. A value that is left to the program is a value
 * that somebody finds out about when the mail is gone (some delete after a week, some at once), so
 * all of POP3 is said, also where POP3 only stands beside IMAP in the same profile. */
#include "advise/advise-private.h"

/* A collector misses what another device deletes sooner: never over 15. */
#define USUAL_MINUTES 10
#define METERED_MINUTES 30 /* each look costs something */
#define MOST_MINUTES 1440  /* no program can be told to look less often than once a day */
#define RECENT_DAYS 30     /* where the line is what is scarce */
#define LARGE_DAYS 90      /* where only the mailbox is large */
#define ARCHIVE_DAYS 365
#define ARCHIVE_DAYS_REMOVE 30
#define ARCHIVE_ALL 0

static int
imap_minutes (const WpSituation *situation)
{
  return situation->values[WP_FACT_LINK] == WP_LINK_METERED ? METERED_MINUTES : USUAL_MINUTES;
}

/* LOGIN-DELAY is POP3's (RFC 2449, section 6.5). */
static int
pop_minutes (const WpSituation *situation, WpAdviceOutcome outcome)
{
  gint32 delay_s = situation->values[WP_FACT_LOGIN_DELAY];
  int minutes = outcome == WP_ADVICE_BOTH ? USUAL_MINUTES : imap_minutes (situation);

  if (delay_s > 0)
    minutes = MAX (minutes, (delay_s - 1) / 60 + 1);
  return MIN (minutes, MOST_MINUTES);
}

/* Who fears to lose the account, or leaves it, is not helped by an archive of what is old. */
static int
archive_days (const WpSituation *situation)
{
  if (situation->values[WP_FACT_MOVING] == 1 || situation->values[WP_FACT_LOCK_FEAR] == 1)
    return ARCHIVE_ALL;
  return situation->values[WP_FACT_REMOVE] == 1 ? ARCHIVE_DAYS_REMOVE : ARCHIVE_DAYS;
}

/* What is deleted here may vanish from the server only where it is known that nobody else looks
 * there, and that nothing has to be kept. */
static gboolean
is_all_alone (const WpSituation *situation)
{
  const gint32 *values = situation->values;

  return values[WP_FACT_DEVICES] == 1 && values[WP_FACT_PEOPLE] == WP_PEOPLE_ONE
         && values[WP_FACT_WEBMAIL] == WP_WEBMAIL_NEVER && values[WP_FACT_KEEP_ALL] != 1
         && values[WP_FACT_LEGAL] != 1;
}

static void
use_pop (const WpSituation *situation, WpAdviceOutcome outcome, WpMailUse *use)
{
  use->leave_on_server = 1;
  use->delete_with_local = 0;
  use->pop_check_minutes = pop_minutes (situation, outcome);
  use->check_minutes = outcome == WP_ADVICE_IMAP || outcome == WP_ADVICE_IMAP_ARCHIVE
                           ? imap_minutes (situation)
                           : use->pop_check_minutes;
  switch (outcome)
    {
    case WP_ADVICE_POP_DELETE:
      use->leave_on_server = 0;
      break;
    case WP_ADVICE_BOTH:
      use->days_on_server = 0;
      break;
    case WP_ADVICE_POP_KEEP:
      use->delete_with_local = is_all_alone (situation);
      use->days_on_server = (int) wp_days_on_server (situation);
      break;
    default: /* beside IMAP: whoever takes POP3 after all must not empty the others' mailbox */
      use->days_on_server = 0;
      break;
    }
}

static void
use_imap (const WpSituation *situation, const WpAdvice *advice, WpMailUse *use)
{
  gboolean is_scarce = situation->values[WP_FACT_LINK] > WP_LINK_NORMAL
                       || situation->values[WP_FACT_OFFLINE] == WP_OFFLINE_OFTEN;

  use->offline_copy = 1;
  if ((advice->modifiers & WP_MODIFIER_NO_OFFLINE_COPY) != 0)
    use->offline_copy = 0;
  else if ((advice->modifiers & WP_MODIFIER_RECENT_ONLY) != 0)
    {
      use->offline_copy = 2;
      use->offline_days = is_scarce ? RECENT_DAYS : LARGE_DAYS;
    }
  if (advice->outcome == WP_ADVICE_IMAP_ARCHIVE)
    use->archive_after_days = archive_days (situation);
  use->instant = situation->values[WP_FACT_INSTANT] == 1 && situation->values[WP_FACT_IDLE] == 1;
}

void
wp_advise_use (const WpSituation *situation, const WpAdvice *advice, WpMailUse *use)
{
  *use = (WpMailUse){ .outcome = advice->outcome,
                      .leave_on_server = -1,
                      .days_on_server = -1,
                      .delete_with_local = -1,
                      .pop_check_minutes = -1,
                      .check_minutes = -1,
                      .offline_copy = -1,
                      .offline_days = -1,
                      .archive_after_days = -1,
                      .instant = -1 };
  switch (advice->outcome)
    {
    case WP_ADVICE_IMAP:
    case WP_ADVICE_IMAP_ARCHIVE:
    case WP_ADVICE_BOTH:
      use_imap (situation, advice, use);
      use_pop (situation, advice->outcome, use);
      break;
    case WP_ADVICE_POP_KEEP:
    case WP_ADVICE_POP_DELETE:
      use_pop (situation, advice->outcome, use);
      break;
    default:
      break;
    }
}
