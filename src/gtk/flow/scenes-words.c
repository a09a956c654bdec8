/* What is said of a picture of where mail lives: caption, copies, the whole as a sentence and as a
 * table; and of what lies on any body. See scenes.h. */
#include "gtk/flow/scenes-private.h"

#include <glib/gi18n-lib.h>

#include "base/subst.h"

char *
wp_scene_fill (const char *text, guint days, guint one, guint other)
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
    [WP_BODY_LAPTOP] = N_ ("Computer"),
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
      return g_strdup (_ ("Gone here"));
    case WP_MAIL_LOST:
      return g_strdup (_ ("Lost"));
    case WP_MAIL_RETURNED:
      /* Translators: of a mail that found no room: its sender has it back. */
      return g_strdup (_ ("Sent back"));
    case WP_MAIL_LEAVING:
      break;
    }
  if (days == 0)
    return g_strdup (_ ("Leaves later"));
  /* Translators: the meaning of a sign in the picture; {days} is a number. */
  return wp_scene_fill (ngettext ("Leaves after {days} day", "Leaves after {days} days", days),
                        days, 0, 0);
}

/* Where the mail lives */

char *
wp_lives_caption (const WpLives *lives)
{
  static const char *const captions[] = {
    /* Translators: below the picture of where mail lives. */
    [WP_CAPTION_EACH_DEVICE] = N_ ("Original on the server, a copy on each device"),
    [WP_CAPTION_ONE_COPY] = N_ ("Original on the server, a copy on the computer"),
    [WP_CAPTION_RECENT_COPY] = N_ ("Original on the server, recent mail on the computer"),
    [WP_CAPTION_NO_COPY] = N_ ("Original on the server, no copy on the computer"),
    [WP_CAPTION_ARCHIVE] = N_ ("New mail on the server, old mail in an archive"),
    [WP_CAPTION_ARCHIVE_COPY] = N_ ("Original on the server, an archive of all of it"),
    [WP_CAPTION_ARCHIVE_MOVE] = N_ ("All mail moves from the server to one computer"),
    [WP_CAPTION_EMPTIED] = N_ ("Original on the computer, nothing on the server"),
    [WP_CAPTION_COLLECTED] = N_ ("Original on the server, everything on the computer"),
  };

  if (lives->caption == WP_CAPTION_CANNOT)
    return g_strdup (lives->is_pop ? _ ("POP cannot be used here")
                                   : _ ("IMAP cannot be used here"));
  if (lives->caption == WP_CAPTION_KEPT_EACH)
    return wp_scene_fill (
        ngettext ("A copy on each device that collects, {days} day on the server",
                  "A copy on each device that collects, {days} days on the server", lives->days),
        lives->days, 0, 0);
  if (lives->caption != WP_CAPTION_KEPT_DAYS)
    return g_strdup (_ (captions[lives->caption]));
  return wp_scene_fill (ngettext ("Original on the computer, {days} day on the server",
                                  "Original on the computer, {days} days on the server",
                                  lives->days),
                        lives->days, 0, 0);
}

char *
wp_lives_copies (const WpLives *lives)
{
  if (lives->caption == WP_CAPTION_CANNOT)
    return NULL;
  if (lives->caption == WP_CAPTION_ARCHIVE_MOVE)
    /* Translators: {copies} and {later} are numbers; "moved" is from the server to the archive. */
    return wp_scene_fill (_ ("Copies of a mail: {copies} today, {later} once it is moved"), 0,
                          lives->copies, lives->copies_later);
  if (lives->later == 0)
    /* Translators: {copies} is a number. */
    return wp_scene_fill (_ ("Copies of a mail: {copies}"), 0, lives->copies, 0);
  if (lives->later == 365)
    /* Translators: {copies} and {later} are numbers. */
    return wp_scene_fill (_ ("Copies of a mail: {copies} today, {later} after a year"), 0,
                          lives->copies, lives->copies_later);
  /* Translators: {copies}, {later} and {days} are numbers; the plural is that of {days}. */
  return wp_scene_fill (ngettext ("Copies of a mail: {copies} today, {later} after {days} day",
                                  "Copies of a mail: {copies} today, {later} after {days} days",
                                  lives->later),
                        lives->later, lives->copies, lives->copies_later);
}

/* Of the days on the server. */
static char *
with_days (const WpLives *lives)
{
  if (lives->caption == WP_CAPTION_KEPT_EACH)
    return wp_scene_fill (
        ngettext ("With POP each device that collects has a copy of each mail. The server "
                  "keeps it for {days} day.",
                  "With POP each device that collects has a copy of each mail. The server "
                  "keeps it for {days} days.",
                  lives->days),
        lives->days, 0, 0);
  return wp_scene_fill (
      ngettext ("With POP the original of each mail is on the computer. The server keeps "
                "it for {days} day.",
                "With POP the original of each mail is on the computer. The server keeps "
                "it for {days} days.",
                lives->days),
      lives->days, 0, 0);
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
      return _ ("With IMAP the original of each mail is on the server. The computer also collects "
                "every mail by POP and keeps it.");
    case WP_ADVICE_POP_DELETE:
      return _ ("With POP the original of each mail is on the computer. Nothing stays on the "
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
    case WP_CAPTION_KEPT_EACH:
      return NULL;
    case WP_CAPTION_EMPTIED:
      return has_others ? _ ("Other devices never see it.") : NULL;
    case WP_CAPTION_NO_COPY:
      return _ ("The computer shows it and keeps no copy.");
    case WP_CAPTION_RECENT_COPY:
      return has_others ? _ ("Other devices hold a copy, the computer one of recent mail.")
                        : _ ("The computer holds a copy of recent mail.");
    default:
      return has_others ? _ ("Each device holds a copy.") : _ ("The computer holds a copy.");
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
    about = with_days (lives);
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
  guint here, passing, trash, lost, returned;
} Tally;

static Tally
tally (const WpScene *scene, WpBodyKind body)
{
  Tally sum = { 0 };

  for (guint i = 0; i < scene->n_mails; i++)
    {
      const WpSceneMail *mail = &scene->mails[i];

      if (mail->body != body)
        continue;
      sum.lost += mail->kind == WP_MAIL_LOST;
      sum.returned += mail->kind == WP_MAIL_RETURNED;
      if (!wp_mail_is_there (mail->kind))
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
  return wp_scene_fill (ngettext ("{copies} mail", "{copies} mails", count), 0, count, 0);
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
    /* Translators: {place} is "Server" or "Computer", {mark} a word like "broken" or "full". */
    return wp_subst_pairs (_ ("{place}, {mark}"), "place", wp_body_label (body->kind), "mark",
                           _ (marks[body->mark]), NULL);
  if (scene->has_webmail && body->kind == WP_BODY_SERVER)
    /* Translators: below the picture of a server; the line is broken here. */
    return g_strdup (_ ("Server\nand webmail"));
  return g_strdup (wp_body_label (body->kind));
}

/* What is there no more, or never came. */
static void
add_missing (GString *out, const Tally *sum)
{
  /* Translators: {copies} is a number of mails. */
  g_autofree char *lost = wp_scene_fill (_ ("{copies} lost"), 0, sum->lost, 0);
  /* Translators: {copies} is a number of mails. */
  g_autofree char *returned = wp_scene_fill (_ ("{copies} sent back"), 0, sum->returned, 0);

  if (sum->lost > 0)
    g_string_append_printf (out, ", %s", lost);
  if (sum->returned > 0)
    g_string_append_printf (out, ", %s", returned);
}

char *
wp_scene_say_contents (const WpScene *scene, const WpSceneBody *body)
{
  Tally sum = tally (scene, body->kind);
  g_autofree char *count = say_count (sum.here);
  g_autofree char *trash = wp_scene_fill (_ ("{copies} in Trash"), 0, sum.trash, 0);
  g_autofree char *said = NULL;
  GString *out;

  if (sum.trash > 0)
    /* Translators: {mails} is "4 mails", {trash} is "1 in Trash". */
    said = wp_subst_pairs (_ ("{mails} and {trash}"), "mails", count, "trash", trash, NULL);
  else if (body->mark != WP_MARK_NONE)
    /* Translators: {mark} is a word like "broken" or "offline", {mails} is "5 mails". */
    said = wp_subst_pairs (_ ("{mark}, {mails}"), "mark", _ (marks[body->mark]), "mails", count,
                           NULL);
  out = g_string_new (said != NULL ? said : count);
  add_missing (out, &sum);
  return g_string_free (out, FALSE);
}

/* What is left there when the days are over. */
static char *
say_later (const WpScene *scene, const WpSceneBody *body)
{
  Tally sum = tally (scene, body->kind);

  return say_count (sum.here - sum.passing);
}

/* Tables */

void
wp_scene_table_add (WpSceneTable *table, guint *n, char *taken)
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
  wp_scene_table_add (table, &n, g_strdup (_ ("Place")));
  wp_scene_table_add (table, &n, g_strdup (_ ("Today")));
  if (has_later)
    wp_scene_table_add (
        table, &n,
        wp_scene_fill (ngettext ("After {days} day", "After {days} days", lives->days), lives->days,
                       0, 0));
  for (guint i = 0; i < scene->n_bodies; i++)
    {
      wp_scene_table_add (table, &n, g_strdup (wp_body_label (scene->bodies[i].kind)));
      wp_scene_table_add (table, &n, wp_scene_say_contents (scene, &scene->bodies[i]));
      if (has_later)
        wp_scene_table_add (table, &n, say_later (scene, &scene->bodies[i]));
    }
}

void
wp_scene_table_clear (WpSceneTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (table->cells); i++)
    g_clear_pointer (&table->cells[i], g_free);
}
