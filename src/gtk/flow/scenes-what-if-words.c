/* What is said of what happens if…: caption, copies, each frame as a sentence, all as a table. See
 * scenes.h. */
#include "gtk/flow/scenes-private.h"

#include <glib/gi18n-lib.h>

#include "base/subst.h"

const char *
wp_frame_label (WpFrame frame)
{
  static const char *const labels[WP_N_FRAMES] = {
    [WP_FRAME_BEFORE] = N_ ("Before"),
    [WP_FRAME_EVENT] = N_ ("Meanwhile"),
    [WP_FRAME_AFTER] = N_ ("After"),
  };

  return _ (labels[frame]);
}

const char *
wp_what_if_label (WpWhatIf event, gboolean has_others)
{
  static const char *const labels[WP_N_WHAT_IFS] = {
    /* Translators: what may happen to mail, short: the labels of buttons side by side. */
    [WP_IF_DELETED] = N_ ("Phone Deletes"), [WP_IF_BROKEN] = N_ ("Computer Breaks"),
    [WP_IF_NO_LINE] = N_ ("No Internet"),   [WP_IF_FULL] = N_ ("Mailbox Full"),
    [WP_IF_LOCKED] = N_ ("Account Locked"), [WP_IF_MOVED] = N_ ("Server Moves"),
  };

  return event == WP_IF_DELETED && !has_others ? _ ("Deleted Here") : _ (labels[event]);
}

const char *
wp_what_if_lead (WpWhatIf event, gboolean has_others)
{
  static const char *const leads[WP_N_WHAT_IFS] = {
    [WP_IF_DELETED] = N_ ("The same five mails, before and after one is deleted on the phone."),
    [WP_IF_BROKEN] = N_ ("The same five mails, before and after the computer breaks."),
    [WP_IF_NO_LINE] = N_ ("The same five mails, before and after the internet is gone."),
    [WP_IF_FULL] = N_ ("Four mails, before and after a fifth comes and the mailbox has no room."),
    [WP_IF_LOCKED] = N_ ("The same five mails, before and after the account is locked."),
    [WP_IF_MOVED] = N_ ("The same five mails, before and after they move to a new server."),
  };

  return event == WP_IF_DELETED && !has_others
             ? _ ("The same five mails, before and after one is deleted on the computer.")
             : _ (leads[event]);
}

const char *
wp_strip_name (const WpStrip *strip)
{
  switch (strip->outcome)
    {
    case WP_ADVICE_BOTH:
      return _ ("IMAP and POP");
    case WP_ADVICE_IMAP_ARCHIVE:
      return _ ("IMAP and an Archive");
    default:
      return strip->is_pop ? _ ("POP") : _ ("IMAP");
    }
}

static const char *
say_deleted (const WpStrip *strip)
{
  switch (strip->outcome)
    {
    case WP_ADVICE_IMAP_ARCHIVE:
      return _ ("Deleted everywhere, still in Trash for a while. The archive stays.");
    case WP_ADVICE_BOTH:
      return _ ("Deleted on the server, still in Trash for a while. The collected mail stays.");
    case WP_ADVICE_POP_DELETE:
      return strip->has_others ? _ ("The phone has no mail to delete. The computer keeps it.")
                               : _ ("In the computer’s Trash for a while, then nowhere.");
    case WP_ADVICE_POP_KEEP:
      if (strip->has_others)
        return _ ("The phone copy is gone. The computer keeps the mail.");
      return strip->deletes_there ? _ ("Deleted on the server, too; the computer’s Trash has it.")
                                  : _ ("The server still has it until its days are over.");
    default:
      return _ ("Deleted everywhere, still in Trash for a while.");
    }
}

/* Regular, none, nobody knows: what becomes of what only the computer had. */
static const char *
by_backup (const WpStrip *strip, const char *with, const char *without, const char *unknown)
{
  switch (strip->backup)
    {
    case WP_BACKUP_REGULAR:
      return with;
    case WP_BACKUP_NONE:
      return without;
    default:
      return unknown;
    }
}

static char *
say_kept_days (const WpStrip *strip)
{
  guint days = strip->days;

  if (strip->old_after > 0)
    return g_strdup (_ ("The other devices have what they collected."));
  return wp_scene_fill (
      by_backup (strip,
                 ngettext ("The backup has all mail, the server that of {days} day.",
                           "The backup has all mail, the server that of {days} days.", days),
                 ngettext ("Mail older than {days} day is lost.",
                           "Mail older than {days} days is lost.", days),
                 ngettext ("Mail older than {days} day is lost, unless there is a backup.",
                           "Mail older than {days} days is lost, unless there is a backup.", days)),
      days, 0, 0);
}

static char *
say_broken (const WpStrip *strip)
{
  switch (strip->outcome)
    {
    case WP_ADVICE_IMAP_ARCHIVE:
      if (strip->days == 0 && !strip->is_removed)
        return g_strdup (_ ("A new computer gets everything from the server."));
      return g_strdup (
          by_backup (strip, _ ("New mail is on the server. The archive comes from the backup."),
                     _ ("New mail is on the server. The archive is lost."),
                     _ ("New mail is on the server. The archive is lost, unless there is a "
                        "backup.")));
    case WP_ADVICE_POP_DELETE:
      return g_strdup (by_backup (strip, _ ("Only the backup has the mail."),
                                  _ ("All mail is lost."),
                                  _ ("All mail is lost, unless there is a backup.")));
    case WP_ADVICE_POP_KEEP:
      return say_kept_days (strip);
    default:
      return g_strdup (_ ("A new computer gets everything from the server."));
    }
}

static const char *
say_no_line (const WpStrip *strip)
{
  if (strip->is_pop)
    return _ ("What was collected can be read. New mail waits on the server.");
  if (strip->outcome == WP_ADVICE_BOTH)
    return _ ("What was collected can be read. New mail waits on the server.");
  switch (strip->offline_copy)
    {
    case 0:
      return _ ("Nothing can be read on the computer. New mail waits on the server.");
    case 2:
      return _ ("Recent mail can be read. Older and new mail waits on the server.");
    default:
      return _ ("All copies can be read. New mail waits on the server.");
    }
}

/* Nothing goes that is there. */
static const char *
say_full (const WpStrip *strip)
{
  if (strip->outcome == WP_ADVICE_POP_DELETE
      || (strip->outcome == WP_ADVICE_IMAP_ARCHIVE && strip->days == 0 && strip->is_removed))
    return _ ("The server is emptied each time, so it does not fill up.");
  return strip->outcome == WP_ADVICE_BOTH
             ? _ ("All mail stays. New mail goes back, and is not collected.")
             : _ ("All mail stays. New mail goes back to its sender.");
}

static const char *
say_locked (const WpStrip *strip)
{
  if (strip->is_pop || strip->outcome == WP_ADVICE_BOTH)
    return _ ("What was collected stays on the computer.");
  if (strip->outcome == WP_ADVICE_IMAP_ARCHIVE)
    return _ ("The archive and the copies on devices can still be read.");
  if (strip->offline_copy != 0)
    return _ ("Only what devices have copied can still be read.");
  return strip->has_others ? _ ("Only copies on other devices can still be read.")
                           : _ ("Nothing can be read any more.");
}

static const char *
say_moved (const WpStrip *strip)
{
  switch (strip->outcome)
    {
    case WP_ADVICE_IMAP_ARCHIVE:
      return _ ("New mail is copied to the new server. The archive stays.");
    case WP_ADVICE_BOTH:
      return _ ("The mail is copied to the new server. The collected mail stays.");
    case WP_ADVICE_POP_KEEP:
      return _ ("The computer keeps its mail. What the server had may arrive twice.");
    case WP_ADVICE_POP_DELETE:
      return _ ("The computer keeps its mail. There is nothing to copy.");
    default:
      return _ ("Once it is copied to the new server, all is as before.");
    }
}

char *
wp_strip_caption (const WpStrip *strip)
{
  switch (strip->event)
    {
    case WP_IF_DELETED:
      return g_strdup (say_deleted (strip));
    case WP_IF_BROKEN:
      return say_broken (strip);
    case WP_IF_NO_LINE:
      return g_strdup (say_no_line (strip));
    case WP_IF_FULL:
      return g_strdup (say_full (strip));
    case WP_IF_LOCKED:
      return g_strdup (say_locked (strip));
    case WP_IF_MOVED:
      break;
    }
  return g_strdup (say_moved (strip));
}

/* "Copies: 3 → 2", or what is left where there is none. */
static char *
say_copies (const WpStrip *strip, guint before, guint after)
{
  /* Translators: {copies} is how many copies of a mail there are before, {after} how many after. */
  if (after > 0 || !strip->is_in_backup)
    return wp_scene_fill (_ ("Copies: {copies} → {after}"), 0, before, after);
  return wp_scene_fill (_ ("Copies: {copies} → backup only"), 0, before, 0);
}

/* Of the oldest mail, where it fares worse. */
static char *
say_old_copies (const WpStrip *strip)
{
  gboolean is_archive = strip->outcome == WP_ADVICE_IMAP_ARCHIVE;

  if (strip->is_in_backup)
    return wp_scene_fill (is_archive ? _ ("archive: {copies} → backup only")
                                     : _ ("older: {copies} → backup only"),
                          0, strip->old_before, 0);
  return wp_scene_fill (is_archive ? _ ("archive: {copies} → {after}")
                                   : _ ("older: {copies} → {after}"),
                        0, strip->old_before, strip->old_after);
}

char *
wp_strip_copies (const WpStrip *strip)
{
  gboolean is_old_apart = strip->old_after == 0 && strip->old_before > 0 && strip->after > 0;
  g_autofree char *usual = NULL;
  g_autofree char *old = NULL;

  /* Translators: {copies} is how many copies of a mail there are before, {after} how many after. */
  if (strip->counts_reach)
    return wp_scene_fill (_ ("Within reach: {copies} → {after}"), 0, strip->before, strip->after);
  if (strip->is_in_trash && strip->after == 0)
    return wp_scene_fill (_ ("Copies: {copies} → Trash only"), 0, strip->before, 0);
  usual = say_copies (strip, strip->before, strip->after);
  if (!is_old_apart)
    return g_steal_pointer (&usual);
  old = say_old_copies (strip);
  return g_strjoin (", ", usual, old, NULL);
}

char *
wp_strip_sentence (const WpStrip *strip, WpFrame frame)
{
  const WpScene *scene = &strip->frames[frame];
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s.", wp_frame_label (frame));
  for (guint i = 0; i < scene->n_bodies; i++)
    {
      g_autofree char *contents = wp_scene_say_contents (scene, &scene->bodies[i]);
      /* Translators: {place} is "Server" or "Phone", {contents} is "4 mails and 1 in Trash". */
      g_autofree char *said = wp_subst_pairs (_ ("{place}: {contents}."), "place",
                                              wp_body_label (scene->bodies[i].kind), "contents",
                                              contents, NULL);

      g_string_append_printf (out, " %s", said);
    }
  return g_string_free (out, FALSE);
}

void
wp_strip_table (const WpStrip *strip, WpSceneTable *table)
{
  const WpScene *before = &strip->frames[WP_FRAME_BEFORE];
  const WpScene *after = &strip->frames[WP_FRAME_AFTER];
  guint n = 0;

  *table = (WpSceneTable){ .n_columns = 3, .n_rows = before->n_bodies + 1 };
  wp_scene_table_add (table, &n, g_strdup (_ ("Place")));
  wp_scene_table_add (table, &n, g_strdup (wp_frame_label (WP_FRAME_BEFORE)));
  wp_scene_table_add (table, &n, g_strdup (wp_frame_label (WP_FRAME_AFTER)));
  for (guint i = 0; i < before->n_bodies; i++)
    {
      wp_scene_table_add (table, &n, g_strdup (wp_body_label (before->bodies[i].kind)));
      wp_scene_table_add (table, &n, wp_scene_say_contents (before, &before->bodies[i]));
      wp_scene_table_add (table, &n, wp_scene_say_contents (after, &after->bodies[i]));
    }
}
