/* The pictures say what the engine says: captions, numbers and envelopes are held against its
 * answers in many situations; and they stand where they should, in both directions of script. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "../advise/facts.h"
#include "gtk/flow/scenes.h"

#define SITUATIONS 4000
#define NEAR 1e-6

static void
set_maybe (GRand *rand, WpSituation *situation, WpFact fact, const gint32 *values, guint count)
{
  gint32 value = values[g_rand_int_range (rand, 0, (gint32) count)];

  if (value != WP_UNKNOWN)
    wp_situation_set (situation, fact, value, WP_ORIGIN_GIVEN);
}

static void
random_situation (GRand *rand, WpSituation *situation)
{
#define MAYBE(fact, ...)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    static const gint32 list[] = { __VA_ARGS__ };                                                  \
    set_maybe (rand, situation, fact, list, G_N_ELEMENTS (list));                                  \
  }                                                                                                \
  G_STMT_END

  wp_situation_init (situation);
  MAYBE (WP_FACT_DEVICES, -1, 1, 1, 2, 3);
  MAYBE (WP_FACT_PEOPLE, -1, 0, 0, 1);
  MAYBE (WP_FACT_WEBMAIL, -1, 0, 1, 2);
  MAYBE (WP_FACT_OFFLINE, -1, 0, 1);
  MAYBE (WP_FACT_LINK, -1, 0, 1, 2);
  MAYBE (WP_FACT_BACKUP, -1, 0, 1, 1);
  MAYBE (WP_FACT_ARCHIVE, -1, -1, 1);
  MAYBE (WP_FACT_KEEP_ALL, -1, -1, -1, 1);
  MAYBE (WP_FACT_REMOVE, -1, 0, 1);
  MAYBE (WP_FACT_LEGAL, -1, -1, -1, 1);
  MAYBE (WP_FACT_MOVING, -1, -1, 1);
  MAYBE (WP_FACT_LOCK_FEAR, -1, -1, -1, 1);
  MAYBE (WP_FACT_FAMILY_PC, -1, -1, 1);
  MAYBE (WP_FACT_PUBLIC_PC, -1, -1, -1, -1, 1);
  MAYBE (WP_FACT_POP_DEVICES, -1, -1, -1, 2);
  MAYBE (WP_FACT_IMAP, -1, 0, 0, 0, 1, 2, 3, 4);
  MAYBE (WP_FACT_POP, -1, 0, 0, 0, 1, 2, 3, 4);
  MAYBE (WP_FACT_QUOTA, -1, 50, 85, 97);
  MAYBE (WP_FACT_QUOTA_FIXED, -1, 0, 1);
  MAYBE (WP_FACT_EXPIRE, -1, -1, 0, 2, 8, WP_EXPIRE_NEVER);
  MAYBE (WP_FACT_UIDL, -1, 1, 1, 0);
  MAYBE (WP_FACT_PREFERS, -1, 0, 1, 2);
#undef MAYBE
}

/* Whether this number stands in a text, as a number of its own. */
static gboolean
says (const char *text, guint number)
{
  g_autofree char *pattern = g_strdup_printf ("(?<![0-9])%u(?![0-9])", number);

  return g_regex_match_simple (pattern, text, 0, 0);
}

static guint
numbers_in (const char *text)
{
  guint count = 0;

  for (const char *p = text; *p != '\0'; p++)
    count += g_ascii_isdigit (*p) && (p == text || !g_ascii_isdigit (p[-1]));
  return count;
}

static void
assert_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >=, 3);
  g_assert_null (strchr (text, '{'));
  g_assert_null (strchr (text, '?'));
}

/* Geometry */

static gboolean
is_inside (const WpSceneBox *inner, const WpSceneBox *outer)
{
  return inner->x > outer->x && inner->y > outer->y
         && inner->x + inner->width < outer->x + outer->width
         && inner->y + inner->height < outer->y + outer->height;
}

static gboolean
overlap (const WpSceneBox *a, const WpSceneBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static void
assert_bodies (const WpScene *scene)
{
  for (guint i = 0; i < scene->n_bodies; i++)
    {
      const WpSceneBox *box = &scene->bodies[i].box;

      g_assert_cmpfloat (box->x, >=, 0);
      g_assert_cmpfloat (box->x + box->width, <=, scene->width);
      g_assert_cmpfloat (fabs (box->y + box->height - scene->floor), <, NEAR);
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (box, &scene->bodies[j].box));
    }
}

static void
assert_mails (const WpScene *scene)
{
  for (guint i = 0; i < scene->n_mails; i++)
    {
      const WpSceneMail *mail = &scene->mails[i];
      const WpSceneBody *body = wp_scene_body (scene, mail->body);

      g_assert_nonnull (body);
      g_assert_true (is_inside (&mail->box, &body->box));
      for (guint j = 0; j < i; j++)
        {
          g_assert_false (overlap (&mail->box, &scene->mails[j].box));
          g_assert_false (scene->mails[j].mail == mail->mail && scene->mails[j].body == mail->body
                          && scene->mails[j].shelf == mail->shelf);
        }
      if (scene->trash.width > 0)
        g_assert_false (overlap (&mail->box, &scene->trash));
    }
}

/* A wire ends above the middle of a body. */
static void
assert_wires (const WpScene *scene)
{
  for (guint i = 0; i < scene->n_wires; i++)
    {
      const WpSceneWire *wire = &scene->wires[i];
      double x = wire->x[wire->n_points - 1];
      guint hits = 0;

      g_assert_true (wire->has_head_last);
      for (guint j = 0; j < scene->n_bodies; j++)
        {
          const WpSceneBox *box = &scene->bodies[j].box;

          hits += fabs (box->x + box->width / 2 - x) < NEAR && wire->y[wire->n_points - 1] < box->y;
        }
      g_assert_cmpuint (hits, ==, 1);
    }
}

static void
assert_drawn_well (const WpScene *scene)
{
  WpScene mirrored = *scene, back;

  assert_bodies (scene);
  assert_mails (scene);
  assert_wires (scene);
  wp_scene_mirror (&mirrored);
  assert_bodies (&mirrored);
  assert_mails (&mirrored);
  assert_wires (&mirrored);
  if (scene->n_bodies > 1)
    g_assert_cmpfloat (mirrored.bodies[0].box.x, >, mirrored.bodies[1].box.x);
  back = mirrored;
  wp_scene_mirror (&back);
  for (guint i = 0; i < scene->n_mails; i++)
    g_assert_cmpfloat (fabs (back.mails[i].box.x - scene->mails[i].box.x), <, NEAR);
}

static void
assert_devices (const WpScene *scene, gint32 devices)
{
  gboolean has_phone = wp_scene_body (scene, WP_BODY_PHONE) != NULL;
  gboolean has_tablet = wp_scene_body (scene, WP_BODY_TABLET) != NULL;

  g_assert_nonnull (wp_scene_body (scene, WP_BODY_SERVER));
  g_assert_nonnull (wp_scene_body (scene, WP_BODY_LAPTOP));
  g_assert_cmpint (has_phone, ==, devices != 1);
  g_assert_cmpint (has_tablet, ==, devices == 3);
}

static guint
count_on (const WpScene *scene, WpBodyKind body, WpMailKind kind)
{
  guint count = 0;

  for (guint i = 0; i < scene->n_mails; i++)
    count += scene->mails[i].body == body && scene->mails[i].kind == kind
             && scene->mails[i].shelf == WP_SHELF_MAIN;
  return count;
}

/* Where the mail lives */

/* What goes to the archive leaves the server: when it is old, or at once if it must not stay. */
static gboolean
moves_mail (const WpSituation *situation, const WpAdvice *card)
{
  WpMailUse use;

  wp_advise_use (situation, card, &use);
  return card->outcome == WP_ADVICE_IMAP_ARCHIVE
         && (use.archive_after_days > 0 || situation->values[WP_FACT_REMOVE] == 1);
}

/* Then none of what they have is the original. */
static gboolean
has_collectors (const WpSituation *situation, const WpAdvice *card)
{
  return card->outcome == WP_ADVICE_POP_KEEP && situation->values[WP_FACT_POP_DEVICES] >= 2
         && situation->values[WP_FACT_DEVICES] != 1;
}

static void
assert_originals (const WpScene *scene, const WpSituation *situation, const WpAdvice *card)
{
  WpAdviceOutcome outcome = card->outcome;
  gboolean is_moved = moves_mail (situation, card);
  gboolean is_kept = outcome == WP_ADVICE_POP_KEEP && !has_collectors (situation, card);
  guint on_server = count_on (scene, WP_BODY_SERVER, WP_MAIL_ORIGINAL);
  guint on_laptop = count_on (scene, WP_BODY_LAPTOP, WP_MAIL_ORIGINAL);
  guint leaving = count_on (scene, WP_BODY_SERVER, WP_MAIL_LEAVING);

  g_assert_cmpint (on_server > 0, ==,
                   outcome == WP_ADVICE_IMAP || outcome == WP_ADVICE_IMAP_ARCHIVE
                       || outcome == WP_ADVICE_BOTH);
  g_assert_cmpint (on_laptop > 0, ==, is_kept || outcome == WP_ADVICE_POP_DELETE || is_moved);
  g_assert_cmpint (leaving > 0, ==, outcome == WP_ADVICE_POP_KEEP);
  g_assert_cmpuint (count_on (scene, WP_BODY_PHONE, WP_MAIL_ORIGINAL), ==, 0);
}

static void
assert_lives (const WpSituation *situation, const WpAdvice *card, gboolean is_pop, guint later)
{
  g_autofree char *caption = NULL;
  g_autofree char *copies = NULL;
  g_autofree char *sentence = NULL;
  WpLives lives;

  wp_lives_fill (&lives, situation, card, is_pop, later);
  caption = wp_lives_caption (&lives);
  copies = wp_lives_copies (&lives);
  sentence = wp_lives_sentence (&lives);
  assert_text (caption);
  assert_text (sentence);
  assert_drawn_well (&lives.scene);
  assert_devices (&lives.scene, situation->values[WP_FACT_DEVICES]);
  g_assert_cmpint (lives.scene.has_webmail, ==, situation->values[WP_FACT_WEBMAIL] > 0);
  g_assert_cmpint (card == NULL, ==, copies == NULL);
  if (card == NULL)
    {
      g_assert_cmpuint (lives.scene.n_mails, ==, 0);
      return;
    }
  assert_text (copies);
  assert_originals (&lives.scene, situation, card);
  g_assert_cmpuint (lives.copies, ==, wp_scene_copies (&lives.scene, 0));
  g_assert_true (says (copies, lives.copies));
  g_assert_cmpint (wp_lives_is_thin (&lives), ==, lives.copies_later <= 1 || lives.copies <= 1);
  /* It says 14 if and only if the answer is 14 days. */
  g_assert_cmpuint (numbers_in (caption), ==, card->outcome == WP_ADVICE_POP_KEEP ? 1 : 0);
  if (card->outcome == WP_ADVICE_POP_KEEP)
    {
      g_assert_true (says (caption, card->days));
      g_assert_true (says (copies, card->days));
      g_assert_true (says (sentence, card->days));
      g_assert_cmpuint (lives.copies_later, ==,
                        has_collectors (situation, card) ? lives.scene.n_bodies - 1 : 1);
    }
  if (card->outcome == WP_ADVICE_POP_DELETE)
    g_assert_cmpuint (lives.copies, ==, 1);
  if (card->outcome == WP_ADVICE_POP_DELETE)
    g_assert_null (strstr (copies, "server"));
}

/* What happens if… */

/* A new mail comes to a mailbox that is full, and to one that is emptied at each look. */
static gboolean
comes (const WpStrip *strip, guint mail)
{
  return strip->event == WP_IF_FULL && mail == WP_STRIP_CHANGED;
}

/* Originals never multiply; what is there before is whole; afterwards there is no more of it. */
static void
assert_frames (const WpStrip *strip, const WpSituation *situation, const WpAdvice *card)
{
  const WpScene *before = &strip->frames[WP_FRAME_BEFORE];
  const WpScene *after = &strip->frames[WP_FRAME_AFTER];
  guint mail = strip->event == WP_IF_FULL ? WP_STRIP_CHANGED - 1 : WP_STRIP_CHANGED;

  for (guint i = 0; i < WP_STRIP_MAILS; i++)
    {
      g_assert_cmpint (wp_scene_copies (before, i) >= 1, ==, !comes (strip, i));
      if (!comes (strip, i))
        g_assert_cmpuint (wp_scene_copies (after, i), <=, wp_scene_copies (before, i));
    }
  for (guint i = 0; i < before->n_mails; i++)
    {
      g_assert_cmpuint (before->mails[i].mail, <, WP_STRIP_MAILS);
      g_assert_true (wp_mail_is_there (before->mails[i].kind));
    }
  if (strip->event != WP_IF_FULL)
    assert_originals (before, situation, card);
  g_assert_cmpuint (strip->before, ==, wp_scene_copies (before, mail));
  if (!strip->counts_reach)
    g_assert_cmpuint (strip->after, ==, wp_scene_copies (after, mail));
  else
    g_assert_cmpuint (strip->after, <=, wp_scene_copies (after, mail));
}

static void
assert_event (const WpStrip *strip, const WpSituation *situation, const WpAdvice *card)
{
  const WpScene *after = &strip->frames[WP_FRAME_AFTER];
  gboolean is_kept = strip->outcome == WP_ADVICE_POP_KEEP && !has_collectors (situation, card);
  guint on_laptop = count_on (after, WP_BODY_LAPTOP, WP_MAIL_ORIGINAL)
                    + count_on (after, WP_BODY_LAPTOP, WP_MAIL_COPY);

  switch (strip->event)
    {
    case WP_IF_DELETED:
      /* By IMAP the server's trash has it; by POP the laptop keeps what the phone deletes. */
      g_assert_cmpint (strip->is_in_trash, ==, !strip->is_pop || !strip->has_others);
      if (strip->is_pop && strip->has_others)
        g_assert_cmpuint (on_laptop, ==, WP_STRIP_MAILS);
      if (strip->outcome == WP_ADVICE_IMAP)
        g_assert_cmpuint (strip->after, ==, 0);
      break;
    case WP_IF_BROKEN:
      g_assert_cmpuint (on_laptop, ==, 0);
      g_assert_cmpint (strip->after == 0, ==, strip->outcome == WP_ADVICE_POP_DELETE);
      /* What is older than the days on the server was on the laptop alone. */
      g_assert_cmpint (strip->old_after == 0, ==,
                       is_kept || moves_mail (situation, card)
                           || strip->outcome == WP_ADVICE_POP_DELETE);
      break;
    case WP_IF_FULL:
    case WP_IF_MOVED:
      g_assert_cmpuint (strip->after, ==, strip->before);
      break;
    default:
      break;
    }
}

/* What the engine says becomes of a mail. */
static WpFate
fate_of (const WpSituation *situation, const WpAdvice *card, WpWhatIf event, guint mail)
{
  WpMailUse use;
  gboolean is_old = mail == WP_STRIP_OLDEST;

  wp_advise_use (situation, card, &use);
  if (mail != WP_STRIP_OLDEST && mail != WP_STRIP_CHANGED)
    is_old = event == WP_IF_DELETED || event == WP_IF_FULL || use.archive_after_days == 0;
  return wp_advise_fate (situation, card, event, is_old);
}

static guint
count_kind (const WpScene *scene, guint mail, WpMailKind kind)
{
  guint count = 0;

  for (guint i = 0; i < scene->n_mails; i++)
    count += scene->mails[i].mail == mail && scene->mails[i].kind == kind;
  return count;
}

/* A crossed-out envelope stands if and only if the engine says that the mail is lost; an arrow back
 * if and only if it says that its sender has it back; and the words say no other thing. */
static void
assert_fates (const WpStrip *strip, const WpSituation *situation, const WpAdvice *card)
{
  const WpScene *after = &strip->frames[WP_FRAME_AFTER];
  g_autofree char *caption = wp_strip_caption (strip);
  g_autofree char *sentence = wp_strip_sentence (strip, WP_FRAME_AFTER);
  guint crossed = 0, returned = 0;

  for (guint mail = 0; mail < WP_STRIP_MAILS; mail++)
    {
      WpFate fate = fate_of (situation, card, strip->event, mail);
      guint lost = count_kind (after, mail, WP_MAIL_LOST);
      guint back = count_kind (after, mail, WP_MAIL_RETURNED);

      g_assert_cmpint (lost > 0, ==, fate == WP_FATE_LOST);
      g_assert_cmpint (back > 0, ==, fate == WP_FATE_RETURNED);
      g_assert_cmpint (wp_scene_copies (after, mail) > 0, ==, fate == WP_FATE_STAYS);
      if (fate == WP_FATE_TRASH)
        g_assert_true (strip->is_in_trash);
      if (fate == WP_FATE_BACKUP)
        g_assert_true (strip->is_in_backup);
      crossed += lost;
      returned += back;
    }
  g_assert_cmpint (crossed > 0, ==, strstr (caption, "lost") != NULL);
  g_assert_cmpint (crossed > 0, ==, strstr (sentence, "lost") != NULL);
  g_assert_cmpint (returned > 0, ==, strstr (caption, "goes back") != NULL);
  g_assert_cmpint (returned > 0, ==, strstr (sentence, "sent back") != NULL);
}

static void
assert_strip (const WpSituation *situation, const WpAdvice *card, WpWhatIf event)
{
  g_autofree WpStrip *strip = g_new (WpStrip, 1);
  g_autofree char *caption = NULL;
  g_autofree char *copies = NULL;
  g_auto (WpSceneTable) table = { 0 };

  wp_strip_fill (strip, situation, card, event);
  caption = wp_strip_caption (strip);
  copies = wp_strip_copies (strip);
  wp_strip_table (strip, &table);
  assert_text (caption);
  assert_text (copies);
  assert_text (wp_strip_name (strip));
  assert_text (wp_what_if_label (event, strip->has_others));
  assert_text (wp_what_if_lead (event, strip->has_others));
  assert_frames (strip, situation, card);
  assert_event (strip, situation, card);
  assert_fates (strip, situation, card);
  g_assert_true (says (copies, strip->before));
  if ((!strip->is_in_trash && !strip->is_in_backup) || strip->after > 0)
    g_assert_true (says (copies, strip->after));
  if (numbers_in (caption) > 0)
    {
      g_assert_cmpuint (card->outcome, ==, WP_ADVICE_POP_KEEP);
      g_assert_true (says (caption, card->days));
    }
  for (guint i = 0; i < WP_N_FRAMES; i++)
    {
      g_autofree char *sentence = wp_strip_sentence (strip, (WpFrame) i);

      assert_text (sentence);
      assert_drawn_well (&strip->frames[i]);
      assert_devices (&strip->frames[i], situation->values[WP_FACT_DEVICES]);
    }
  g_assert_cmpuint (table.n_rows, ==, strip->frames[0].n_bodies + 1);
  for (guint i = 0; i < table.n_rows * table.n_columns; i++)
    assert_text (table.cells[i]);
}

/* Every situation, both families, every event. */
static void
test_many (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  guint seen[WP_N_ADVICE] = { 0 };

  for (guint i = 0; i < SITUATIONS; i++)
    {
      WpSituation situation;
      WpAdvice advice, cards[2];
      gboolean has[2];

      random_situation (rand, &situation);
      wp_advise (&situation, &advice);
      for (guint pop = 0; pop < 2; pop++)
        has[pop] = wp_scene_card (&situation, &advice, pop == 1, &cards[pop]);
      for (guint pop = 0; pop < 2; pop++)
        {
          const WpAdvice *card = has[pop] ? &cards[pop] : NULL;

          assert_lives (&situation, card, pop == 1, pop == 0 && has[1] ? cards[1].days : 0);
          for (guint event = 0; card != NULL && event < WP_N_WHAT_IFS; event++)
            assert_strip (&situation, card, (WpWhatIf) event);
          if (card != NULL)
            seen[card->outcome]++;
        }
      /* The recommended outcome is one of the two that are drawn. */
      if (advice.outcome <= WP_ADVICE_BOTH)
        g_assert_true ((has[0] && cards[0].outcome == advice.outcome)
                       || (has[1] && cards[1].outcome == advice.outcome));
    }
  for (guint i = 0; i <= WP_ADVICE_BOTH; i++)
    g_assert_cmpuint (seen[i], >, 20);
}

/* The very words, for some people. */
#define USABLE "imap=ok pop=ok "
#define ALONE "devices=1 people=one webmail=never backup=regular imap=ok pop=ok "

static const struct
{
  const char *facts;
  gboolean is_pop;
  const char *caption;
  const char *copies;
  gboolean is_thin;
} lives_rows[] = {
  { USABLE "devices=2 backup=regular", FALSE, "Original on the server, a copy on each device",
    "Copies of a mail: 3 today, 3 after 30 days", FALSE },
  { USABLE "devices=2 backup=regular", TRUE, "Original on the computer, 30 days on the server",
    "Copies of a mail: 3 today, 1 after 30 days", TRUE },
  { ALONE, FALSE, "Original on the server, a copy on the computer",
    "Copies of a mail: 2 today, 2 after 14 days", FALSE },
  { ALONE, TRUE, "Original on the computer, 14 days on the server",
    "Copies of a mail: 2 today, 1 after 14 days", TRUE },
  { USABLE "devices=2 pop-devices=2 backup=regular", TRUE,
    "A copy on each device that collects, 30 days on the server",
    "Copies of a mail: 3 today, 2 after 30 days", FALSE },
  { ALONE "expire=2", TRUE, "Original on the computer, 1 day on the server",
    "Copies of a mail: 2 today, 1 after 1 day", TRUE },
  { ALONE "remove=yes", TRUE, "Original on the computer, nothing on the server",
    "Copies of a mail: 1", TRUE },
  { ALONE "expire=0", TRUE, "Original on the computer, nothing on the server",
    "Copies of a mail: 1", TRUE },
  { ALONE "keep-all=yes", FALSE, "Original on the server, everything on the computer",
    "Copies of a mail: 3 today, 3 after 14 days", FALSE },
  { ALONE "legal=yes", FALSE, "New mail on the server, old mail in an archive",
    "Copies of a mail: 2 today, 1 after a year", TRUE },
  { USABLE "devices=2 remove=yes", FALSE, "New mail on the server, old mail in an archive",
    "Copies of a mail: 3 today, 1 after 30 days", TRUE },
  { ALONE "legal=yes moving=yes", FALSE, "Original on the server, an archive of all of it",
    "Copies of a mail: 3 today, 3 after 14 days", FALSE },
  { USABLE "devices=2 remove=yes lock-fear=yes", FALSE,
    "All mail moves from the server to one computer",
    "Copies of a mail: 3 today, 1 once it is moved", TRUE },
  { ALONE "family-pc=yes", FALSE, "Original on the server, no copy on the computer",
    "Copies of a mail: 1 today, 1 after 14 days", TRUE },
  { USABLE "devices=2 mailbox-gb=26", FALSE, "Original on the server, recent mail on the computer",
    "Copies of a mail: 3 today, 3 after 30 days", FALSE },
  { "imap=ok pop=off devices=3", FALSE, "Original on the server, a copy on each device",
    "Copies of a mail: 4", FALSE },
  { "imap=ok pop=off devices=3", TRUE, "POP cannot be used here", NULL, FALSE },
  { "imap=off pop=ok", FALSE, "IMAP cannot be used here", NULL, FALSE },
};

static void
test_lives (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lives_rows); i++)
    {
      WpSituation situation = situation_of (lives_rows[i].facts);
      WpAdvice advice, card, pop;
      gboolean has_pop, has;
      g_autofree char *caption = NULL;
      g_autofree char *copies = NULL;
      WpLives lives;

      g_test_message ("%s", lives_rows[i].facts);
      wp_advise (&situation, &advice);
      has_pop = wp_scene_card (&situation, &advice, TRUE, &pop);
      has = wp_scene_card (&situation, &advice, lives_rows[i].is_pop, &card);
      wp_lives_fill (&lives, &situation, has ? &card : NULL, lives_rows[i].is_pop,
                     has_pop && !lives_rows[i].is_pop ? pop.days : 0);
      caption = wp_lives_caption (&lives);
      copies = wp_lives_copies (&lives);
      g_assert_cmpstr (caption, ==, lives_rows[i].caption);
      g_assert_cmpstr (copies, ==, lives_rows[i].copies);
      g_assert_cmpint (wp_lives_is_thin (&lives), ==, lives_rows[i].is_thin);
    }
}

static const struct
{
  const char *facts;
  gboolean is_pop;
  WpWhatIf event;
  const char *caption;
  const char *copies;
  const char *after;
} strip_rows[] = {
  { USABLE "devices=2", FALSE, WP_IF_DELETED, "Deleted everywhere, still in Trash for a while.",
    "Copies: 3 → Trash only",
    "After. Server: 4 mails and 1 in Trash. Computer: 4 mails. Phone: 4 mails." },
  { USABLE "devices=2", TRUE, WP_IF_DELETED, "The phone copy is gone. The computer keeps the mail.",
    "Copies: 3 → 2", "After. Server: 4 mails. Computer: 5 mails. Phone: 3 mails." },
  { USABLE "devices=2", FALSE, WP_IF_BROKEN, "A new computer gets everything from the server.",
    "Copies: 3 → 2", "After. Server: 5 mails. Computer: broken, no mail. Phone: 5 mails." },
  { USABLE "devices=2", TRUE, WP_IF_BROKEN,
    "Mail older than 30 days is lost, unless there is a backup.", "Copies: 3 → 2, older: 1 → 0",
    "After. Server: 4 mails. Computer: broken, no mail, 1 lost. Phone: 4 mails." },
  { USABLE "devices=2 backup=none", TRUE, WP_IF_BROKEN, "Mail older than 30 days is lost.",
    "Copies: 3 → 2, older: 1 → 0",
    "After. Server: 4 mails. Computer: broken, no mail, 1 lost. Phone: 4 mails." },
  { USABLE "devices=2 pop-devices=2", TRUE, WP_IF_BROKEN,
    "The other devices have what they collected.", "Copies: 3 → 2",
    "After. Server: 4 mails. Computer: broken, no mail. Phone: 5 mails." },
  { ALONE, TRUE, WP_IF_BROKEN, "The backup has all mail, the server that of 14 days.",
    "Copies: 2 → 1, older: 1 → backup only", "After. Server: 4 mails. Computer: broken, no mail." },
  { ALONE "remove=yes", TRUE, WP_IF_BROKEN, "Only the backup has the mail.",
    "Copies: 1 → backup only", "After. Server: no mail. Computer: broken, no mail." },
  { USABLE "devices=1 backup=none uidl=no", TRUE, WP_IF_BROKEN, "All mail is lost.",
    "Copies: 1 → 0", "After. Server: no mail. Computer: broken, no mail, 5 lost." },
  { ALONE, TRUE, WP_IF_DELETED, "Deleted on the server, too; the computer’s Trash has it.",
    "Copies: 2 → Trash only", "After. Server: 3 mails. Computer: 4 mails and 1 in Trash." },
  { ALONE "legal=yes", FALSE, WP_IF_BROKEN,
    "New mail is on the server. The archive comes from the backup.",
    "Copies: 2 → 1, archive: 1 → backup only",
    "After. Server: 4 mails. Computer: broken, no mail." },
  { ALONE "legal=yes backup=none", FALSE, WP_IF_BROKEN,
    "New mail is on the server. The archive is lost.", "Copies: 2 → 1, archive: 1 → 0",
    "After. Server: 4 mails. Computer: broken, no mail, 1 lost." },
  { ALONE "keep-all=yes", FALSE, WP_IF_DELETED,
    "Deleted on the server, still in Trash for a while. The collected mail stays.", "Copies: 3 → 1",
    "After. Server: 4 mails and 1 in Trash. Computer: 9 mails." },
  { USABLE "devices=2", FALSE, WP_IF_NO_LINE,
    "All copies can be read. New mail waits on the server.", "Within reach: 3 → 2",
    "After. Server: offline, 5 mails. Computer: 5 mails. Phone: 5 mails." },
  { ALONE "family-pc=yes", FALSE, WP_IF_LOCKED, "Nothing can be read any more.",
    "Within reach: 1 → 0", "After. Server: locked, 5 mails. Computer: no mail." },
  { USABLE "devices=2", FALSE, WP_IF_FULL, "All mail stays. New mail goes back to its sender.",
    "Copies: 3 → 3",
    "After. Server: full, 4 mails, 1 sent back. Computer: 4 mails. Phone: 4 mails." },
  { USABLE "devices=2", TRUE, WP_IF_FULL, "All mail stays. New mail goes back to its sender.",
    "Copies: 3 → 3",
    "After. Server: full, 3 mails, 1 sent back. Computer: 4 mails. Phone: 3 mails." },
  { ALONE "remove=yes", TRUE, WP_IF_FULL,
    "The server is emptied each time, so it does not fill up.", "Copies: 1 → 1",
    "After. Server: no mail. Computer: 5 mails." },
  { USABLE "devices=2", FALSE, WP_IF_MOVED,
    "Once it is copied to the new server, all is as before.", "Copies: 3 → 3",
    "After. Server: new, 5 mails. Computer: 5 mails. Phone: 5 mails." },
};

static void
test_strips (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strip_rows); i++)
    {
      WpSituation situation = situation_of (strip_rows[i].facts);
      g_autofree WpStrip *strip = g_new (WpStrip, 1);
      g_autofree char *caption = NULL;
      g_autofree char *copies = NULL;
      g_autofree char *after = NULL;
      WpAdvice advice, card;

      g_test_message ("%s, %u", strip_rows[i].facts, strip_rows[i].event);
      wp_advise (&situation, &advice);
      g_assert_true (wp_scene_card (&situation, &advice, strip_rows[i].is_pop, &card));
      wp_strip_fill (strip, &situation, &card, strip_rows[i].event);
      caption = wp_strip_caption (strip);
      copies = wp_strip_copies (strip);
      after = wp_strip_sentence (strip, WP_FRAME_AFTER);
      g_assert_cmpstr (caption, ==, strip_rows[i].caption);
      g_assert_cmpstr (copies, ==, strip_rows[i].copies);
      g_assert_cmpstr (after, ==, strip_rows[i].after);
    }
}

static void
test_table (void)
{
  WpSituation situation = situation_of (USABLE "devices=2 backup=regular");
  static const char *const cells[] = {
    "Place",    "Today",   "After 30 days", "Server", "3 mails", "no mail",
    "Computer", "3 mails", "3 mails",       "Phone",  "1 mail",  "no mail",
  };
  g_auto (WpSceneTable) table = { 0 };
  WpAdvice advice, card;
  WpLives lives;

  wp_advise (&situation, &advice);
  g_assert_true (wp_scene_card (&situation, &advice, TRUE, &card));
  wp_lives_fill (&lives, &situation, &card, TRUE, 0);
  wp_lives_table (&lives, &table);
  g_assert_cmpuint (table.n_columns, ==, 3);
  g_assert_cmpuint (table.n_rows * table.n_columns, ==, G_N_ELEMENTS (cells));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_cmpstr (table.cells[i], ==, cells[i]);
}

static void
test_legend (void)
{
  for (guint i = 0; i < WP_N_MAIL_KINDS; i++)
    {
      g_autofree char *later = wp_mail_kind_label ((WpMailKind) i, 0);
      g_autofree char *days = wp_mail_kind_label ((WpMailKind) i, 14);

      assert_text (later);
      g_assert_cmpint (says (days, 14), ==, i == WP_MAIL_LEAVING);
    }
}

/* Names */

/* No two touch, none leaves the picture, and what has room is whole and below its body. */
static void
assert_names (const WpScene *scene, const double *needs)
{
  double widths[WP_N_BODIES], x[WP_N_BODIES], sum = 0;

  for (guint i = 0; i < scene->n_bodies; i++)
    sum += widths[i] = needs[scene->bodies[i].kind];
  wp_scene_place_names (scene, widths, x);
  for (guint i = 0; i < scene->n_bodies; i++)
    {
      g_assert_cmpfloat (x[i], >=, -NEAR);
      g_assert_cmpfloat (x[i] + widths[i], <=, scene->width + NEAR);
      for (guint j = 0; j < i; j++)
        g_assert_true (x[i] >= x[j] + widths[j] + 1 || x[j] >= x[i] + widths[i] + 1);
      if (sum < 240) /* with gaps there is room for them all, and none is cut */
        {
          const WpSceneBox *box = &scene->bodies[i].box;

          g_assert_cmpfloat_with_epsilon (widths[i], needs[scene->bodies[i].kind], NEAR);
          g_assert_cmpfloat (x[i], <, box->x + box->width);
          g_assert_cmpfloat (x[i] + widths[i], >, box->x);
        }
      g_assert_cmpfloat (widths[i], >=, MIN (needs[scene->bodies[i].kind], 20));
    }
}

static void
test_names (void)
{
  static const double needs[][WP_N_BODIES] = {
    { 35, 52, 34, 34 },     /* English */
    { 35, 54, 34, 66 },     /* German: "Smartphone" */
    { 74, 54, 34, 66 },     /* with "und Webmail" */
    { 120, 120, 120, 120 }, /* larger than the picture */
    { 20, 400, 20, 20 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    for (gint32 devices = 1; devices <= 3; devices++)
      {
        WpSituation situation;
        WpAdvice advice, card;
        WpLives lives;

        wp_situation_init (&situation);
        wp_situation_set (&situation, WP_FACT_DEVICES, devices, WP_ORIGIN_GIVEN);
        wp_advise (&situation, &advice);
        g_assert_true (wp_scene_card (&situation, &advice, FALSE, &card));
        wp_lives_fill (&lives, &situation, &card, FALSE, 0);
        assert_names (&lives.scene, needs[i]);
        wp_scene_mirror (&lives.scene);
        assert_names (&lives.scene, needs[i]);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gtk/scenes/many", test_many);
  g_test_add_func ("/gtk/scenes/lives", test_lives);
  g_test_add_func ("/gtk/scenes/strips", test_strips);
  g_test_add_func ("/gtk/scenes/table", test_table);
  g_test_add_func ("/gtk/scenes/legend", test_legend);
  g_test_add_func ("/gtk/scenes/names", test_names);
  return g_test_run ();
}
