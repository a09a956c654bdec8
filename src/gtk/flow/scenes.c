/* Bodies, envelopes and wires of the pictures, and where the mail lives. See scenes.h. */
#include "gtk/flow/scenes-private.h"

#include <string.h>

#define MAILS 3
#define NEWEST 0
#define OLDEST (MAILS - 1)
#define RECENT 2 /* mails that a device holds which keeps recent ones only */
#define WIRE_Y 10
#define NAME_GAP 8        /* between names of neighbours */
#define LEAST_NAME_GAP 4  /* where there is little room */
#define WEBMAIL_HEIGHT 13 /* a second line below the server */

/* Laptop and phone stand closer to each other where a tablet stands between them. */
static const WpScenePlan plans[] = {
  { .width = 264,
    .height = 134,
    .floor = 112,
    .bodies = { [WP_BODY_SERVER] = { { 33, 22, 70, 90 }, 30, 19, 20, 0, 23, 1 },
                [WP_BODY_LAPTOP] = { { 135, 50, 98, 62 }, 20, 14, 20, 22, 0, 3 } },
    .copies_top = 10,
    .collected = { { 135, 50, 98, 62 }, 20, 14, 30, 22, 0, 3 } },
  { .width = 264,
    .height = 134,
    .floor = 112,
    .bodies = { [WP_BODY_SERVER] = { { 2, 22, 70, 90 }, 30, 19, 20, 0, 23, 1 },
                [WP_BODY_LAPTOP] = { { 104, 50, 98, 62 }, 20, 14, 20, 22, 0, 3 },
                [WP_BODY_PHONE] = { { 222, 46, 40, 66 }, 20, 13, 8, 0, 17, 1 } },
    .copies_top = 10,
    .collected = { { 104, 50, 98, 62 }, 20, 14, 30, 22, 0, 3 } },
  { .width = 264,
    .height = 134,
    .floor = 112,
    .bodies = { [WP_BODY_SERVER] = { { 2, 22, 70, 90 }, 30, 19, 20, 0, 23, 1 },
                [WP_BODY_LAPTOP] = { { 92, 50, 78, 62 }, 17, 12, 21, 19, 0, 3 },
                [WP_BODY_TABLET] = { { 178, 60, 36, 52 }, 20, 12, 5, 0, 14, 1 },
                [WP_BODY_PHONE] = { { 222, 46, 40, 66 }, 20, 13, 8, 0, 17, 1 } },
    .copies_top = 12,
    .collected = { { 92, 50, 78, 62 }, 17, 12, 31, 19, 0, 3 } },
};

/* One person's arrangement */

void
wp_life_fill (WpLife *life, const WpSituation *situation, const WpAdvice *card)
{
  const gint32 *values = situation->values;
  WpMailUse use = { .outcome = WP_ADVICE_UNCLEAR, .offline_copy = -1 };

  if (card != NULL)
    wp_advise_use (situation, card, &use);
  *life = (WpLife){
    .outcome = use.outcome,
    .n_devices = values[WP_FACT_DEVICES] == WP_UNKNOWN
                     ? 2
                     : (guint) CLAMP (values[WP_FACT_DEVICES], 1, 3),
    .has_webmail = values[WP_FACT_WEBMAIL] > WP_WEBMAIL_NEVER,
    .backup = values[WP_FACT_BACKUP],
    .deletes_there = use.delete_with_local == 1,
    .offline_copy = use.offline_copy,
  };
  if (life->outcome == WP_ADVICE_POP_KEEP)
    {
      life->days = card->days;
      life->has_collectors = values[WP_FACT_POP_DEVICES] >= 2 && life->n_devices > 1;
    }
  else if (life->outcome == WP_ADVICE_IMAP_ARCHIVE)
    {
      life->days = (guint) MAX (use.archive_after_days, 0);
      life->is_removed = values[WP_FACT_REMOVE] == 1;
    }
}

gboolean
wp_life_archives_all (const WpLife *life)
{
  return life->outcome == WP_ADVICE_IMAP_ARCHIVE && life->days == 0;
}

gboolean
wp_life_keeps_apart (const WpLife *life)
{
  return life->outcome == WP_ADVICE_BOTH || (wp_life_archives_all (life) && !life->is_removed);
}

/* Archived mail is on the laptop alone. */
gboolean
wp_life_moves_mail (const WpLife *life)
{
  return life->outcome == WP_ADVICE_IMAP_ARCHIVE && !wp_life_keeps_apart (life);
}

/* A server that cannot keep mail empties itself: then that is what POP3 is. */
static WpAdviceOutcome
plain_outcome (const WpSituation *situation, gboolean wants_pop)
{
  if (!wants_pop)
    return WP_ADVICE_IMAP;
  return situation->values[WP_FACT_EXPIRE] == 0 || situation->values[WP_FACT_UIDL] == 0
             ? WP_ADVICE_POP_DELETE
             : WP_ADVICE_POP_KEEP;
}

gboolean
wp_scene_card (const WpSituation *situation,
               const WpAdvice *advice,
               gboolean wants_pop,
               WpAdvice *card)
{
  WpAdviceOutcome outcome = WP_ADVICE_UNCLEAR;

  if (wants_pop ? wp_advice_is_pop (advice->outcome) : wp_advice_has_imap (advice->outcome))
    {
      *card = *advice;
      return TRUE;
    }
  if (wp_advice_is_pop (advice->outcome) || wp_advice_has_imap (advice->outcome))
    outcome = wp_advise_other (situation, advice);
  if (wants_pop ? !wp_advice_is_pop (outcome) : !wp_advice_has_imap (outcome))
    outcome = plain_outcome (situation, wants_pop);
  return wp_advise_instead (situation, outcome, card);
}

/* Bodies and envelopes */

gboolean
wp_mail_is_there (WpMailKind kind)
{
  return kind < WP_MAIL_GONE;
}

const WpSceneBody *
wp_scene_body (const WpScene *scene, WpBodyKind kind)
{
  for (guint i = 0; i < scene->n_bodies; i++)
    if (scene->bodies[i].kind == kind)
      return &scene->bodies[i];
  return NULL;
}

guint
wp_scene_copies (const WpScene *scene, guint mail)
{
  guint copies = 0;

  for (guint i = 0; i < scene->n_mails; i++)
    copies += scene->mails[i].mail == mail && wp_mail_is_there (scene->mails[i].kind)
              && scene->mails[i].shelf != WP_SHELF_TRASH;
  return copies;
}

void
wp_scene_begin (WpScene *scene, const WpScenePlan *plan)
{
  memset (scene, 0, sizeof *scene);
  scene->width = plan->width;
  scene->height = plan->height;
  scene->floor = plan->floor;
  for (guint i = 0; i < WP_N_BODIES; i++)
    if (plan->bodies[i].box.width > 0)
      scene->bodies[scene->n_bodies++] = (WpSceneBody){ .kind = (WpBodyKind) i,
                                                        .box = plan->bodies[i].box };
}

void
wp_scene_put (
    WpScene *scene, const WpScenePlan *plan, const WpSceneMail *mail, guint place, guint places)
{
  const WpShelfPlan *shelf = mail->shelf == WP_SHELF_COLLECTED ? &plan->collected
                                                               : &plan->bodies[mail->body];
  guint row = place / shelf->columns, column = place % shelf->columns;
  guint in_row = MIN (shelf->columns, places - row * shelf->columns);
  WpSceneMail *put = &scene->mails[scene->n_mails];

  g_assert (scene->n_mails < WP_MOST_SCENE_MAILS && place < places);
  scene->n_mails++;
  *put = *mail;
  put->box = (WpSceneBox){
    .x = shelf->box.x + shelf->box.width / 2 + (column - (in_row - 1) / 2.0) * shelf->step_x
         - shelf->mail_width / 2,
    .y = shelf->box.y + shelf->top + row * shelf->step_y,
    .width = shelf->mail_width,
    .height = shelf->mail_height,
  };
}

static void
flip (const WpScene *scene, WpSceneBox *box)
{
  box->x = scene->width - box->x - box->width;
}

void
wp_scene_mirror (WpScene *scene)
{
  for (guint i = 0; i < scene->n_bodies; i++)
    flip (scene, &scene->bodies[i].box);
  for (guint i = 0; i < scene->n_mails; i++)
    flip (scene, &scene->mails[i].box);
  for (guint i = 0; i < scene->n_wires; i++)
    for (guint p = 0; p < scene->wires[i].n_points; p++)
      scene->wires[i].x[p] = scene->width - scene->wires[i].x[p];
  if (scene->trash.width > 0)
    flip (scene, &scene->trash);
}

/* Names */

/* The longest ones are cut to one width, so that all of them have room. */
static void
cut_longest (double *widths, guint count, double room)
{
  gboolean is_short[WP_N_BODIES] = { FALSE };
  double share = 0;
  guint rest = count;

  for (guint round = 0; round < count && rest > 0; round++)
    {
      share = room / rest;
      for (guint i = 0; i < count; i++)
        if (!is_short[i] && widths[i] <= share)
          {
            is_short[i] = TRUE;
            room -= widths[i];
            rest--;
          }
    }
  for (guint i = 0; i < count; i++)
    if (!is_short[i])
      widths[i] = share;
}

/* First each makes way for the one before it, then for the one behind it and the edge. */
void
wp_scene_place_names (const WpScene *scene, double *widths, double *x)
{
  guint count = scene->n_bodies;
  gboolean is_mirrored = count > 1 && scene->bodies[0].box.x > scene->bodies[1].box.x;
  double edge = 0, rest = scene->width, gap;

  for (guint i = 0; i < count; i++)
    rest -= widths[i];
  gap = count > 1 ? CLAMP (rest / (count - 1), LEAST_NAME_GAP, NAME_GAP) : 0;
  cut_longest (widths, count, scene->width - (count - 1) * gap);
  for (guint i = 0; i < count; i++)
    {
      guint n = is_mirrored ? count - 1 - i : i;
      const WpSceneBox *box = &scene->bodies[n].box;

      x[n] = MAX (box->x + box->width / 2 - widths[n] / 2, edge);
      edge = x[n] + widths[n] + gap;
    }
  edge = scene->width;
  for (guint i = count; i > 0; i--)
    {
      guint n = is_mirrored ? count - i : i - 1;

      x[n] = MIN (x[n], edge - widths[n]);
      edge = x[n] - gap;
    }
}

/* Where the mail lives */

/* Which mails lie where, newest first: what each place of an outcome holds. */
typedef struct
{
  WpMailKind kind;
  guint first, count;
  gboolean is_passing;
} Holding;

/* What is archived at once leaves the newest one; what is archived when it is old, all but that. */
static guint
held_by_server (const WpLife *life)
{
  if (!wp_life_moves_mail (life))
    return MAILS;
  return wp_life_archives_all (life) ? 1 : MAILS - 1;
}

static Holding
on_server (const WpLife *life)
{
  switch (life->outcome)
    {
    case WP_ADVICE_POP_KEEP:
      return (Holding){ WP_MAIL_LEAVING, NEWEST, MAILS, TRUE };
    case WP_ADVICE_POP_DELETE:
      return (Holding){ .count = 0 };
    default:
      return (Holding){ WP_MAIL_ORIGINAL, NEWEST, held_by_server (life), FALSE };
    }
}

static Holding
on_laptop (const WpLife *life)
{
  if (wp_advice_is_pop (life->outcome))
    return (Holding){ life->has_collectors ? WP_MAIL_COPY : WP_MAIL_ORIGINAL, NEWEST, MAILS,
                      FALSE };
  if (life->offline_copy <= 0)
    return (Holding){ .count = 0 };
  return (Holding){ WP_MAIL_COPY, NEWEST,
                    MIN (held_by_server (life), life->offline_copy == 2 ? RECENT : MAILS), FALSE };
}

/* Tablet, phone: with POP only what the server still has, unless they collect, too. */
static Holding
on_other (const WpLife *life)
{
  if (life->has_collectors)
    return (Holding){ WP_MAIL_COPY, NEWEST, MAILS, FALSE };
  if (life->outcome == WP_ADVICE_POP_KEEP)
    return (Holding){ WP_MAIL_COPY, NEWEST, 1, TRUE };
  if (!wp_advice_has_imap (life->outcome))
    return (Holding){ .count = 0 };
  return (Holding){ WP_MAIL_COPY, NEWEST, held_by_server (life), FALSE };
}

static void
put_all (
    WpScene *scene, const WpScenePlan *plan, WpBodyKind body, WpShelf shelf, const Holding *holding)
{
  for (guint i = 0; i < holding->count; i++)
    {
      WpSceneMail mail = { .mail = holding->first + i,
                           .body = body,
                           .shelf = shelf,
                           .kind = holding->kind,
                           .is_passing = holding->is_passing };

      wp_scene_put (scene, plan, &mail, mail.mail, MAILS);
    }
}

static void
put_mails (WpScene *scene, const WpScenePlan *usual, const WpLife *life)
{
  const Holding server = on_server (life), laptop = on_laptop (life), other = on_other (life);
  const Holding collected = { WP_MAIL_ORIGINAL, NEWEST, MAILS, FALSE };
  const guint kept = held_by_server (life);
  const Holding archive = { WP_MAIL_ORIGINAL, kept, MAILS - kept, FALSE };
  WpScenePlan plan = *usual;

  if (wp_life_keeps_apart (life))
    plan.bodies[WP_BODY_LAPTOP].top = plan.copies_top;
  put_all (scene, &plan, WP_BODY_SERVER, WP_SHELF_MAIN, &server);
  put_all (scene, &plan, WP_BODY_LAPTOP, WP_SHELF_MAIN, &laptop);
  if (wp_life_keeps_apart (life))
    put_all (scene, &plan, WP_BODY_LAPTOP, WP_SHELF_COLLECTED, &collected);
  if (wp_life_moves_mail (life))
    put_all (scene, &plan, WP_BODY_LAPTOP, WP_SHELF_MAIN, &archive);
  for (guint i = WP_BODY_TABLET; i < WP_N_BODIES; i++)
    if (plan.bodies[i].box.width > 0)
      put_all (scene, &plan, (WpBodyKind) i, WP_SHELF_MAIN, &other);
}

static double
middle (const WpSceneBody *body)
{
  return body->box.x + body->box.width / 2;
}

/* From the wire above down to each device; the first one starts at the server. */
static void
put_wires (WpScene *scene, const WpLife *life)
{
  const WpSceneBody *server = wp_scene_body (scene, WP_BODY_SERVER);
  const WpSceneBody *laptop = wp_scene_body (scene, WP_BODY_LAPTOP);

  scene->wires[scene->n_wires++] = (WpSceneWire){
    .x = { middle (server), middle (server), middle (laptop), middle (laptop) },
    .y = { server->box.y - 1, WIRE_Y, WIRE_Y, laptop->box.y - 1 },
    .n_points = 4,
    .has_head_first = wp_advice_has_imap (life->outcome),
    .has_head_last = TRUE,
  };
  for (guint i = 0; i < scene->n_bodies; i++)
    {
      const WpSceneBody *body = &scene->bodies[i];

      if (body->kind <= WP_BODY_LAPTOP || life->outcome == WP_ADVICE_POP_DELETE)
        continue;
      scene->wires[scene->n_wires++] = (WpSceneWire){
        .x = { middle (laptop), middle (body), middle (body) },
        .y = { WIRE_Y, WIRE_Y, body->box.y - 1 },
        .n_points = 3,
        .has_head_last = TRUE,
        .is_dashed = wp_advice_is_pop (life->outcome) && !life->has_collectors,
      };
    }
}

static WpCaption
caption_of (const WpLife *life)
{
  switch (life->outcome)
    {
    case WP_ADVICE_IMAP_ARCHIVE:
      if (!wp_life_archives_all (life))
        return WP_CAPTION_ARCHIVE;
      return life->is_removed ? WP_CAPTION_ARCHIVE_MOVE : WP_CAPTION_ARCHIVE_COPY;
    case WP_ADVICE_POP_KEEP:
      return life->has_collectors ? WP_CAPTION_KEPT_EACH : WP_CAPTION_KEPT_DAYS;
    case WP_ADVICE_POP_DELETE:
      return WP_CAPTION_EMPTIED;
    case WP_ADVICE_BOTH:
      return WP_CAPTION_COLLECTED;
    case WP_ADVICE_IMAP:
      break;
    default:
      return WP_CAPTION_CANNOT;
    }
  if (life->offline_copy <= 0)
    return WP_CAPTION_NO_COPY;
  if (life->offline_copy == 2)
    return WP_CAPTION_RECENT_COPY;
  return life->n_devices == 1 ? WP_CAPTION_ONE_COPY : WP_CAPTION_EACH_DEVICE;
}

static guint
count_later (const WpScene *scene, const WpLife *life)
{
  guint passing = 0;

  if (wp_life_moves_mail (life))
    return wp_scene_copies (scene, OLDEST);
  for (guint i = 0; i < scene->n_mails; i++)
    passing += scene->mails[i].mail == NEWEST && scene->mails[i].is_passing;
  return wp_scene_copies (scene, NEWEST) - passing;
}

void
wp_lives_fill (WpLives *lives,
               const WpSituation *situation,
               const WpAdvice *card,
               gboolean wants_pop,
               guint later)
{
  WpLife life;
  const WpScenePlan *plan;

  wp_life_fill (&life, situation, card);
  plan = &plans[life.n_devices - 1];
  *lives = (WpLives){ .is_pop = wants_pop,
                      .outcome = life.outcome,
                      .caption = caption_of (&life),
                      .days = life.days,
                      .later = wp_life_moves_mail (&life) ? life.days
                               : life.days > 0            ? life.days
                                                          : later };
  wp_scene_begin (&lives->scene, plan);
  lives->scene.has_webmail = life.has_webmail;
  lives->scene.height += life.has_webmail ? WEBMAIL_HEIGHT : 0;
  if (lives->caption == WP_CAPTION_CANNOT)
    return;
  put_mails (&lives->scene, plan, &life);
  put_wires (&lives->scene, &life);
  lives->copies = wp_scene_copies (&lives->scene, NEWEST);
  lives->copies_later = count_later (&lives->scene, &life);
}

gboolean
wp_lives_is_thin (const WpLives *lives)
{
  return lives->caption != WP_CAPTION_CANNOT && MIN (lives->copies, lives->copies_later) <= 1;
}
