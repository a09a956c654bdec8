/* What is said of a picture of where mail lives: caption, copies, the whole as a sentence and as a
 * table. See scenes.h. */
#include "gtk/flow/scenes-private.h"

#include <glib/gi18n-lib.h>

#include "base/subst.h"

/* The numbers that texts are made with; `text` is translated. */
static char *
fill (const char *text, guint days, guint one, guint other)
{
  g_autofree char *in_days = g_strdup_printf ("%u", days);
  g_autofree char *first = g_strdup_printf ("%u", one);
  g_autofree char *second = g_strdup_printf ("%u", other);

  return wp_subst_pairs (text, "days", in_days, "copies", first, "later", second, "after", second,
                         NULL);
}

const char *
wp_body_label (WpBodyKind kind)
{
  static const char *const labels[WP_N_BODIES] = {
    [WP_BODY_SERVER] = N_ ("Server"),
    [WP_BODY_LAPTOP] = N_ ("Laptop"),
    [WP_BODY_TABLET] = N_ ("Tablet"),
    [WP_BODY_PHONE] = N_ ("Phone"),
  };

  return _ (labels[kind]);
}

char *
wp_mail_kind_label (WpMailKind kind, guint days)
{
  switch (kind)
    {
    case WP_MAIL_ORIGINAL:
      return g_strdup (_ ("Original"));
    case WP_MAIL_COPY:
      return g_strdup (C_ ("a mail in the picture", "Copy"));
    case WP_MAIL_GONE:
      return g_strdup (_ ("Gone"));
    case WP_MAIL_LEAVING:
      break;
    }
  if (days == 0)
    return g_strdup (_ ("Leaves later"));
  /* Translators: the meaning of a sign in the picture; {days} is a number. */
  return fill (ngettext ("Leaves after {days} day", "Leaves after {days} days", days), days, 0, 0);
}

/* Where the mail lives */

char *
wp_lives_caption (const WpLives *lives)
{
  static const char *const captions[] = {
    /* Translators: below the picture of where mail lives. */
    [WP_CAPTION_EACH_DEVICE] = N_ ("Original on the server, a copy on each device"),
    [WP_CAPTION_ONE_COPY] = N_ ("Original on the server, a copy on the laptop"),
    [WP_CAPTION_RECENT_COPY] = N_ ("Original on the server, recent mail on the laptop"),
    [WP_CAPTION_NO_COPY] = N_ ("Original on the server, no copy on the laptop"),
    [WP_CAPTION_ARCHIVE] = N_ ("New mail on the server, old mail in an archive"),
    [WP_CAPTION_ARCHIVE_COPY] = N_ ("Original on the server, an archive of all of it"),
    [WP_CAPTION_ARCHIVE_MOVE] = N_ ("All mail moves from the server to one computer"),
    [WP_CAPTION_EMPTIED] = N_ ("Original on the laptop, nothing on the server"),
    [WP_CAPTION_COLLECTED] = N_ ("Original on the server, everything on the laptop"),
  };

  if (lives->caption == WP_CAPTION_CANNOT)
    return g_strdup (lives->is_pop ? _ ("POP cannot be used here")
                                   : _ ("IMAP cannot be used here"));
  if (lives->caption != WP_CAPTION_KEPT_DAYS)
    return g_strdup (_ (captions[lives->caption]));
  return fill (ngettext ("Original on the laptop, {days} day on the server",
                         "Original on the laptop, {days} days on the server", lives->days),
               lives->days, 0, 0);
}

char *
wp_lives_copies (const WpLives *lives)
{
  if (lives->caption == WP_CAPTION_CANNOT)
    return NULL;
  if (lives->caption == WP_CAPTION_ARCHIVE_MOVE)
    /* Translators: {copies} and {later} are numbers; "moved" is from the server to the archive. */
    return fill (_ ("Copies of a mail: {copies} today, {later} once it is moved"), 0, lives->copies,
                 lives->copies_later);
  if (lives->later == 0)
    /* Translators: {copies} is a number. */
    return fill (_ ("Copies of a mail: {copies}"), 0, lives->copies, 0);
  if (lives->later == 365)
    /* Translators: {copies} and {later} are numbers. */
    return fill (_ ("Copies of a mail: {copies} today, {later} after a year"), 0, lives->copies,
                 lives->copies_later);
  /* Translators: {copies}, {later} and {days} are numbers; the plural is that of {days}. */
  return fill (ngettext ("Copies of a mail: {copies} today, {later} after {days} day",
                         "Copies of a mail: {copies} today, {later} after {days} days",
                         lives->later),
               lives->later, lives->copies, lives->copies_later);
}

static const char *
with_protocol (const WpLives *lives)
{
  switch (lives->outcome)
    {
    case WP_ADVICE_IMAP_ARCHIVE:
      if (lives->caption == WP_CAPTION_ARCHIVE_COPY)
        return _ ("With IMAP the original of each mail is on the server. The archive on one "
                  "computer has a copy of all of it.");
      if (lives->caption == WP_CAPTION_ARCHIVE_MOVE)
        return _ ("With IMAP and an archive all mail moves from the server to one computer.");
      return _ ("With IMAP and an archive new mail is on the server. Old mail is on one computer "
                "alone.");
    case WP_ADVICE_BOTH:
      return _ ("With IMAP the original of each mail is on the server. The laptop also collects "
                "every mail by POP and keeps it.");
    case WP_ADVICE_POP_DELETE:
      return _ ("With POP the original of each mail is on the laptop. Nothing stays on the "
                "server.");
    default:
      return _ ("With IMAP the original of each mail is on the server.");
    }
}

static const char *
about_devices (const WpLives *lives)
{
  gboolean has_others = lives->scene.n_bodies > 2;

  switch (lives->caption)
    {
    case WP_CAPTION_KEPT_DAYS:
      return has_others ? _ ("Other devices show only what the server still has.") : NULL;
    case WP_CAPTION_EMPTIED:
      return has_others ? _ ("Other devices never see it.") : NULL;
    case WP_CAPTION_NO_COPY:
      return _ ("The laptop shows it and keeps no copy.");
    case WP_CAPTION_RECENT_COPY:
      return has_others ? _ ("Other devices hold a copy, the laptop one of recent mail.")
                        : _ ("The laptop holds a copy of recent mail.");
    default:
      return has_others ? _ ("Each device holds a copy.") : _ ("The laptop holds a copy.");
    }
}

char *
wp_lives_sentence (const WpLives *lives)
{
  g_autofree char *caption = wp_lives_caption (lives);
  g_autofree char *copies = wp_lives_copies (lives);
  g_autofree char *about = NULL;
  g_autoptr (GString) out = NULL;

  if (copies == NULL)
    return g_steal_pointer (&caption);
  if (lives->outcome == WP_ADVICE_POP_KEEP)
    about = fill (ngettext ("With POP the original of each mail is on the laptop. The server keeps "
                            "it for {days} day.",
                            "With POP the original of each mail is on the laptop. The server keeps "
                            "it for {days} days.",
                            lives->days),
                  lives->days, 0, 0);
  out = g_string_new (about != NULL ? about : with_protocol (lives));
  if (about_devices (lives) != NULL)
    g_string_append_printf (out, " %s", about_devices (lives));
  if (lives->scene.has_webmail)
    g_string_append_printf (out, " %s", _ ("Webmail shows what is on the server."));
  g_string_append_printf (out, " %s.", copies);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The same for both: what lies on a body */

typedef struct
{
  guint here, leaving, passing, trash;
} Tally;

static Tally
tally (const WpScene *scene, WpBodyKind body)
{
  Tally sum = { 0 };

  for (guint i = 0; i < scene->n_mails; i++)
    {
      const WpSceneMail *mail = &scene->mails[i];

      if (mail->body != body || mail->kind == WP_MAIL_GONE)
        continue;
      if (mail->shelf == WP_SHELF_TRASH)
        sum.trash++;
      else
        sum.here++;
      sum.passing += mail->is_passing;
    }
  return sum;
}

static char *
say_count (guint count)
{
  if (count == 0)
    return g_strdup (_ ("no mail"));
  return fill (ngettext ("{copies} mail", "{copies} mails", count), 0, count, 0);
}

static const char *const marks[] = {
  /* Translators: what befell a server or a computer, in one word. */
  [WP_MARK_BROKEN] = N_ ("broken"), [WP_MARK_NO_LINE] = N_ ("offline"),
  [WP_MARK_LOCKED] = N_ ("locked"), [WP_MARK_FULL] = N_ ("full"),
  [WP_MARK_NEW] = N_ ("new"),
};

char *
wp_scene_body_name (const WpScene *scene, const WpSceneBody *body)
{
  if (body->mark != WP_MARK_NONE)
    /* Translators: {place} is "Server" or "Laptop", {mark} a word like "broken" or "full". */
    return wp_subst_pairs (_ ("{place}, {mark}"), "place", wp_body_label (body->kind), "mark",
                           _ (marks[body->mark]), NULL);
  if (scene->has_webmail && body->kind == WP_BODY_SERVER)
    /* Translators: below the picture of a server; the line is broken here. */
    return g_strdup (_ ("Server\nand webmail"));
  return g_strdup (wp_body_label (body->kind));
}

/* "4 mails and 1 in Trash" */
static char *
say_contents (const WpScene *scene, const WpSceneBody *body)
{
  Tally sum = tally (scene, body->kind);
  g_autofree char *count = say_count (sum.here);
  g_autofree char *trash = fill (_ ("{copies} in Trash"), 0, sum.trash, 0);

  if (sum.trash > 0)
    /* Translators: {mails} is "4 mails", {trash} is "1 in Trash". */
    return wp_subst_pairs (_ ("{mails} and {trash}"), "mails", count, "trash", trash, NULL);
  if (body->mark == WP_MARK_NONE)
    return g_steal_pointer (&count);
  /* Translators: {mark} is a word like "broken" or "offline", {mails} is "5 mails". */
  return wp_subst_pairs (_ ("{mark}, {mails}"), "mark", _ (marks[body->mark]), "mails", count,
                         NULL);
}

/* What is left there when the days are over. */
static char *
say_later (const WpScene *scene, const WpSceneBody *body)
{
  Tally sum = tally (scene, body->kind);

  return say_count (sum.here - sum.passing);
}

/* What happens if… */

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
    [WP_IF_BROKEN] = N_ ("The same five mails, before and after the laptop breaks."),
    [WP_IF_NO_LINE] = N_ ("The same five mails, before and after the internet is gone."),
    [WP_IF_FULL] = N_ ("The same five mails, before and after the mailbox has no room for one."),
    [WP_IF_LOCKED] = N_ ("The same five mails, before and after the account is locked."),
    [WP_IF_MOVED] = N_ ("The same five mails, before and after they move to a new server."),
  };

  return event == WP_IF_DELETED && !has_others
             ? _ ("The same five mails, before and after one is deleted on the laptop.")
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
      return strip->has_others ? _ ("The phone has no mail to delete. The laptop keeps it.")
                               : _ ("In the laptop’s Trash for a while, then nowhere.");
    case WP_ADVICE_POP_KEEP:
      if (strip->has_others)
        return _ ("The phone copy is gone. The laptop keeps the mail.");
      return strip->deletes_there ? _ ("Deleted on the server, too; the laptop’s Trash has it.")
                                  : _ ("The server still has it until its days are over.");
    default:
      return _ ("Deleted everywhere, still in Trash for a while.");
    }
}

static char *
say_broken (const WpStrip *strip)
{
  switch (strip->outcome)
    {
    case WP_ADVICE_IMAP_ARCHIVE:
      if (strip->days == 0 && !strip->is_removed)
        return g_strdup (_ ("A new computer gets everything from the server."));
      return g_strdup (strip->has_backup
                           ? _ ("New mail is on the server. The archive comes from the backup.")
                           : _ ("New mail is on the server. The archive is lost."));
    case WP_ADVICE_POP_DELETE:
      return g_strdup (strip->has_backup ? _ ("Only the backup has the mail.")
                                         : _ ("All mail is lost."));
    case WP_ADVICE_POP_KEEP:
      if (strip->has_backup)
        return fill (ngettext ("The backup has all mail, the server that of {days} day.",
                               "The backup has all mail, the server that of {days} days.",
                               strip->days),
                     strip->days, 0, 0);
      return fill (ngettext ("The server still has {days} day. Older mail is lost.",
                             "The server still has {days} days. Older mail is lost.", strip->days),
                   strip->days, 0, 0);
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
      return _ ("Nothing can be read on the laptop. New mail waits on the server.");
    case 2:
      return _ ("Recent mail can be read. Older and new mail waits on the server.");
    default:
      return _ ("All copies can be read. New mail waits on the server.");
    }
}

static char *
say_full (const WpStrip *strip)
{
  switch (strip->outcome)
    {
    case WP_ADVICE_IMAP_ARCHIVE:
      return g_strdup (_ ("New mail goes back until old mail moves to the archive."));
    case WP_ADVICE_BOTH:
      return g_strdup (_ ("New mail goes back, and is not collected either."));
    case WP_ADVICE_POP_KEEP:
      return fill (ngettext ("New mail goes back until older mail leaves after {days} day.",
                             "New mail goes back until older mail leaves after {days} days.",
                             strip->days),
                   strip->days, 0, 0);
    case WP_ADVICE_POP_DELETE:
      return g_strdup (_ ("The server is emptied each time, so it does not fill up."));
    default:
      return g_strdup (_ ("New mail goes back to its sender until there is room."));
    }
}

static const char *
say_locked (const WpStrip *strip)
{
  if (strip->is_pop || strip->outcome == WP_ADVICE_BOTH)
    return _ ("What was collected stays on the laptop.");
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
      return _ ("The laptop keeps its mail. What the server had may arrive twice.");
    case WP_ADVICE_POP_DELETE:
      return _ ("The laptop keeps its mail. There is nothing to copy.");
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
      return say_full (strip);
    case WP_IF_LOCKED:
      return g_strdup (say_locked (strip));
    case WP_IF_MOVED:
      break;
    }
  return g_strdup (say_moved (strip));
}

char *
wp_strip_copies (const WpStrip *strip)
{
  g_autofree char *usual = NULL;
  g_autofree char *old = NULL;
  gboolean is_old_apart = strip->outcome == WP_ADVICE_IMAP_ARCHIVE
                          && strip->old_after < strip->old_before;

  /* Translators: {copies} is how many copies of a mail there are before, {after} how many after. */
  if (strip->counts_reach)
    return fill (_ ("Within reach: {copies} → {after}"), 0, strip->before, strip->after);
  if (strip->is_in_trash && strip->after == 0)
    return fill (_ ("Copies: {copies} → Trash only"), 0, strip->before, 0);
  usual = fill (_ ("Copies: {copies} → {after}"), 0, strip->before, strip->after);
  if (!is_old_apart)
    return g_steal_pointer (&usual);
  old = fill (_ ("archive: {copies} → {after}"), 0, strip->old_before, strip->old_after);
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
      g_autofree char *contents = say_contents (scene, &scene->bodies[i]);
      /* Translators: {place} is "Server" or "Phone", {contents} is "4 mails and 1 in Trash". */
      g_autofree char *said = wp_subst_pairs (_ ("{place}: {contents}."), "place",
                                              wp_body_label (scene->bodies[i].kind), "contents",
                                              contents, NULL);

      g_string_append_printf (out, " %s", said);
    }
  return g_string_free (out, FALSE);
}

/* Tables */

static void
add_cell (WpSceneTable *table, guint *n, char *taken)
{
  g_assert (*n < G_N_ELEMENTS (table->cells));
  table->cells[(*n)++] = taken;
}

void
wp_lives_table (const WpLives *lives, WpSceneTable *table)
{
  const WpScene *scene = &lives->scene;
  gboolean has_later = lives->outcome == WP_ADVICE_POP_KEEP;
  guint n = 0;

  *table = (WpSceneTable){ .n_columns = has_later ? 3 : 2, .n_rows = scene->n_bodies + 1 };
  add_cell (table, &n, g_strdup (_ ("Place")));
  add_cell (table, &n, g_strdup (_ ("Today")));
  if (has_later)
    add_cell (
        table, &n,
        fill (ngettext ("After {days} day", "After {days} days", lives->days), lives->days, 0, 0));
  for (guint i = 0; i < scene->n_bodies; i++)
    {
      add_cell (table, &n, g_strdup (wp_body_label (scene->bodies[i].kind)));
      add_cell (table, &n, say_contents (scene, &scene->bodies[i]));
      if (has_later)
        add_cell (table, &n, say_later (scene, &scene->bodies[i]));
    }
}

void
wp_strip_table (const WpStrip *strip, WpSceneTable *table)
{
  const WpScene *before = &strip->frames[WP_FRAME_BEFORE];
  const WpScene *after = &strip->frames[WP_FRAME_AFTER];
  guint n = 0;

  *table = (WpSceneTable){ .n_columns = 3, .n_rows = before->n_bodies + 1 };
  add_cell (table, &n, g_strdup (_ ("Place")));
  add_cell (table, &n, g_strdup (wp_frame_label (WP_FRAME_BEFORE)));
  add_cell (table, &n, g_strdup (wp_frame_label (WP_FRAME_AFTER)));
  for (guint i = 0; i < before->n_bodies; i++)
    {
      add_cell (table, &n, g_strdup (wp_body_label (before->bodies[i].kind)));
      add_cell (table, &n, say_contents (before, &before->bodies[i]));
      add_cell (table, &n, say_contents (after, &after->bodies[i]));
    }
}

void
wp_scene_table_clear (WpSceneTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (table->cells); i++)
    g_clear_pointer (&table->cells[i], g_free);
}
