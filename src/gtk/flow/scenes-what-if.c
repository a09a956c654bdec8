/* What happens if the phone deletes, the computer breaks …: five mails before, while it happens,
 * and after. See scenes.h. */
#include "gtk/flow/scenes-private.h"

#define OLDEST WP_STRIP_OLDEST
#define NEXT_TO_LAST (WP_STRIP_CHANGED - 1)
#define TRASH_Y 69 /* of the icon; the envelope stands one lower */
#define TRASH_ICON 13

static const WpScenePlan plans[] = {
  { .width = 252,
    .height = 116,
    .floor = 92,
    .bodies = { [WP_BODY_SERVER] = { { 32, 4, 80, 88 }, 16, 11, 22, 21, 16, 3 },
                [WP_BODY_LAPTOP] = { { 119, 22, 102, 70 }, 16, 11, 12, 21, 16, 3 } },
    .copies_top = 6,
    .collected = { { 119, 22, 102, 70 }, 12, 8, 40, 15, 0, 5 } },
  { .width = 252,
    .height = 116,
    .floor = 92,
    .bodies = { [WP_BODY_SERVER] = { { 0, 4, 80, 88 }, 16, 11, 22, 21, 16, 3 },
                [WP_BODY_LAPTOP] = { { 87, 22, 102, 70 }, 16, 11, 12, 21, 16, 3 },
                [WP_BODY_PHONE] = { { 204, 4, 46, 88 }, 16, 11, 12, 19, 16, 2 } },
    .copies_top = 6,
    .collected = { { 87, 22, 102, 70 }, 12, 8, 40, 15, 0, 5 } },
  { .width = 252,
    .height = 116,
    .floor = 92,
    .bodies = { [WP_BODY_SERVER] = { { 0, 4, 66, 88 }, 16, 11, 22, 19, 16, 3 },
                [WP_BODY_LAPTOP] = { { 70, 28, 88, 64 }, 16, 11, 10, 20, 16, 3 },
                [WP_BODY_TABLET] = { { 164, 18, 42, 74 }, 16, 11, 12, 18, 16, 2 },
                [WP_BODY_PHONE] = { { 212, 4, 40, 88 }, 16, 11, 12, 18, 16, 2 } },
    .copies_top = 5,
    .collected = { { 70, 28, 88, 64 }, 12, 8, 37, 13, 0, 5 } },
};

/* What a shelf holds of the five, each on its own: one of WpMailKind, or NONE. */
#define NONE WP_N_MAIL_KINDS
typedef struct
{
  guint8 main[WP_N_BODIES][WP_STRIP_MAILS];
  guint8 collected[WP_STRIP_MAILS];
  gboolean has_trash[WP_N_BODIES];
  WpMark marks[WP_N_BODIES];
} State;

static void
fill_row (guint8 *row, guint kind)
{
  for (guint i = 0; i < WP_STRIP_MAILS; i++)
    row[i] = (guint8) kind;
}

/* What was there is gone. */
static void
take_row (guint8 *row)
{
  for (guint i = 0; i < WP_STRIP_MAILS; i++)
    if (row[i] != NONE)
      row[i] = WP_MAIL_GONE;
}

static void
take (State *state, WpBodyKind body)
{
  guint8 *kind = &state->main[body][WP_STRIP_CHANGED];

  if (*kind != NONE)
    *kind = WP_MAIL_GONE;
}

static void
cross_out (guint8 *kind)
{
  if (*kind == WP_MAIL_GONE)
    *kind = WP_MAIL_LOST;
}

/* What the engine says is lost; of what is archived at once, only the newest is not old. */
static void
cross_out_lost (State *state,
                const WpLife *life,
                const WpSituation *situation,
                const WpAdvice *card,
                WpWhatIf event)
{
  for (guint mail = 0; mail < WP_STRIP_MAILS; mail++)
    {
      gboolean is_old = mail == OLDEST || (mail != WP_STRIP_CHANGED && wp_life_archives_all (life));

      if (wp_advise_fate (situation, card, event, is_old) != WP_FATE_LOST)
        continue;
      cross_out (&state->collected[mail]);
      for (guint i = 0; i < WP_N_BODIES; i++)
        cross_out (&state->main[i][mail]);
    }
}

/* What the server let go when its days were over: who did not collect it has it no more. */
static void
let_go (State *state, const WpLife *life)
{
  state->main[WP_BODY_SERVER][OLDEST] = NONE;
  for (guint i = WP_BODY_TABLET; i < WP_N_BODIES && !life->has_collectors; i++)
    state->main[i][OLDEST] = NONE;
}

/* As long as nothing happens. What is archived is on one computer only: the oldest mail, or all but
 * the one that has just come. */
static void
begin (State *state, const WpLife *life)
{
  gboolean has_pop = wp_advice_is_pop (life->outcome);
  guint on_server = life->outcome == WP_ADVICE_POP_KEEP     ? WP_MAIL_LEAVING
                    : life->outcome == WP_ADVICE_POP_DELETE ? NONE
                                                            : WP_MAIL_ORIGINAL;
  guint on_laptop = has_pop ? (life->has_collectors ? WP_MAIL_COPY : WP_MAIL_ORIGINAL)
                    : life->offline_copy > 0 ? WP_MAIL_COPY
                                             : NONE;
  guint on_other = life->outcome == WP_ADVICE_POP_DELETE ? NONE : WP_MAIL_COPY;

  *state = (State){ .marks = { WP_MARK_NONE } };
  fill_row (state->main[WP_BODY_SERVER], on_server);
  fill_row (state->main[WP_BODY_LAPTOP], on_laptop);
  fill_row (state->main[WP_BODY_TABLET], on_other);
  fill_row (state->main[WP_BODY_PHONE], on_other);
  fill_row (state->collected, wp_life_keeps_apart (life) ? WP_MAIL_ORIGINAL : NONE);
  if (wp_life_moves_mail (life))
    for (guint mail = OLDEST; mail <= (wp_life_archives_all (life) ? NEXT_TO_LAST : OLDEST); mail++)
      {
        for (guint i = 0; i < WP_N_BODIES; i++)
          state->main[i][mail] = NONE;
        state->main[WP_BODY_LAPTOP][mail] = WP_MAIL_ORIGINAL;
      }
  else if (!has_pop && life->offline_copy == 2)
    state->main[WP_BODY_LAPTOP][OLDEST] = NONE;
  if (life->outcome == WP_ADVICE_POP_KEEP)
    let_go (state, life);
}

/* Events: what is so while it happens, and what comes of it */

/* It has not come yet. */
static void
hold_back (State *state)
{
  state->collected[WP_STRIP_CHANGED] = NONE;
  for (guint i = 0; i < WP_N_BODIES; i++)
    state->main[i][WP_STRIP_CHANGED] = NONE;
}

static void
delete_now (State *state, const WpLife *life)
{
  take (state, life->n_devices == 1 ? WP_BODY_LAPTOP : WP_BODY_PHONE);
}

/* By IMAP all devices follow the server, and its trash has the mail for a while. By POP another
 * device deletes its own only; the one that collects has a trash of its own. */
static void
deleted (State *state, const WpLife *life)
{
  if (!wp_advice_is_pop (life->outcome))
    {
      for (guint i = 0; i < WP_N_BODIES; i++)
        take (state, (WpBodyKind) i);
      state->main[WP_BODY_SERVER][WP_STRIP_CHANGED] = NONE;
      state->has_trash[WP_BODY_SERVER] = TRUE;
      return;
    }
  if (life->n_devices > 1)
    return;
  state->has_trash[WP_BODY_LAPTOP] = TRUE;
  state->main[WP_BODY_LAPTOP][WP_STRIP_CHANGED] = NONE;
  if (life->deletes_there)
    take (state, WP_BODY_SERVER);
}

static void
break_now (State *state, const WpLife *life G_GNUC_UNUSED)
{
  state->marks[WP_BODY_LAPTOP] = WP_MARK_BROKEN;
}

static void
broken (State *state, const WpLife *life G_GNUC_UNUSED)
{
  take_row (state->main[WP_BODY_LAPTOP]);
  take_row (state->collected);
}

static void
cut_line (State *state, const WpLife *life G_GNUC_UNUSED)
{
  state->marks[WP_BODY_SERVER] = WP_MARK_NO_LINE;
}

static void
lock (State *state, const WpLife *life G_GNUC_UNUSED)
{
  state->marks[WP_BODY_SERVER] = WP_MARK_LOCKED;
}

static void
stay (State *state G_GNUC_UNUSED, const WpLife *life G_GNUC_UNUSED)
{
}

/* At each look; by POP, or because everything goes to the archive. */
static gboolean
is_emptied (const WpLife *life)
{
  return life->outcome == WP_ADVICE_POP_DELETE || (wp_life_archives_all (life) && life->is_removed);
}

/* Nothing that is there goes. The mail that comes finds no room, and its sender has it back; a
 * server that is emptied has room for it. */
static void
fill_up (State *state, const WpLife *life)
{
  if (is_emptied (life))
    {
      state->main[WP_BODY_SERVER][WP_STRIP_CHANGED] = WP_MAIL_LEAVING;
      return;
    }
  state->marks[WP_BODY_SERVER] = WP_MARK_FULL;
  state->main[WP_BODY_SERVER][WP_STRIP_CHANGED] = WP_MAIL_RETURNED;
}

static void
filled_up (State *state, const WpLife *life)
{
  if (is_emptied (life))
    begin (state, life);
}

/* The new server begins empty; then its mail is copied over. */
static void
move_now (State *state, const WpLife *life G_GNUC_UNUSED)
{
  state->marks[WP_BODY_SERVER] = WP_MARK_NEW;
  fill_row (state->main[WP_BODY_SERVER], NONE);
}

static void
moved (State *state, const WpLife *life)
{
  begin (state, life);
  state->marks[WP_BODY_SERVER] = WP_MARK_NEW;
}

static const struct
{
  void (*now) (State *state, const WpLife *life);
  void (*after) (State *state, const WpLife *life);
} events[WP_N_WHAT_IFS] = {
  [WP_IF_DELETED] = { delete_now, deleted }, [WP_IF_BROKEN] = { break_now, broken },
  [WP_IF_NO_LINE] = { cut_line, stay },      [WP_IF_FULL] = { fill_up, filled_up },
  [WP_IF_LOCKED] = { lock, stay },           [WP_IF_MOVED] = { move_now, moved },
};

/* From a state to a scene */

static void
put_row (WpScene *scene, const WpScenePlan *plan, WpBodyKind body, WpShelf shelf, const guint8 *row)
{
  for (guint i = 0; i < WP_STRIP_MAILS; i++)
    {
      WpSceneMail mail = { .mail = i, .body = body, .shelf = shelf, .kind = row[i] };

      if (row[i] == NONE)
        continue;
      mail.is_passing = row[i] == WP_MAIL_LEAVING;
      wp_scene_put (scene, plan, &mail, i, WP_STRIP_MAILS);
    }
}

static void
put_trash (WpScene *scene, const WpScenePlan *plan, WpBodyKind body, WpMailKind kind)
{
  const WpShelfPlan *shelf = &plan->bodies[body];
  double x = shelf->box.x + (shelf->box.width - 80) / 2 + 14;

  scene->trash = (WpSceneBox){ x, TRASH_Y, TRASH_ICON, TRASH_ICON };
  scene->mails[scene->n_mails++] = (WpSceneMail){
    .mail = WP_STRIP_CHANGED,
    .body = body,
    .shelf = WP_SHELF_TRASH,
    .kind = kind,
    .box = { x + 18, TRASH_Y + 1, shelf->mail_width, shelf->mail_height },
  };
}

static void
draw_up (WpScene *scene, const WpScenePlan *usual, const State *state, const WpLife *life)
{
  WpScenePlan plan = *usual;

  if (wp_life_keeps_apart (life))
    {
      plan.bodies[WP_BODY_LAPTOP].top = plan.copies_top;
      plan.bodies[WP_BODY_LAPTOP].step_y = 14;
    }
  wp_scene_begin (scene, &plan);
  for (guint i = 0; i < scene->n_bodies; i++)
    {
      WpBodyKind body = scene->bodies[i].kind;

      scene->bodies[i].mark = state->marks[body];
      put_row (scene, &plan, body, WP_SHELF_MAIN, state->main[body]);
      if (state->has_trash[body])
        put_trash (scene, &plan, body, WP_MAIL_ORIGINAL);
    }
  put_row (scene, &plan, WP_BODY_LAPTOP, WP_SHELF_COLLECTED, state->collected);
}

/* Counting */

static gboolean
is_out_of_reach (const WpScene *scene, WpBodyKind body)
{
  WpMark mark = wp_scene_body (scene, body)->mark;

  return mark == WP_MARK_NO_LINE || mark == WP_MARK_LOCKED;
}

static guint
count (const WpScene *scene, guint mail)
{
  guint copies = 0;

  for (guint i = 0; i < scene->n_mails; i++)
    copies += scene->mails[i].mail == mail && wp_mail_is_there (scene->mails[i].kind)
              && scene->mails[i].shelf != WP_SHELF_TRASH
              && !is_out_of_reach (scene, scene->mails[i].body);
  return copies;
}

static void
count_up (WpStrip *strip)
{
  const WpScene *before = &strip->frames[WP_FRAME_BEFORE];
  const WpScene *after = &strip->frames[WP_FRAME_AFTER];
  guint mail = strip->event == WP_IF_FULL ? NEXT_TO_LAST : WP_STRIP_CHANGED;

  strip->before = count (before, mail);
  strip->after = count (after, mail);
  strip->old_before = count (before, OLDEST);
  strip->old_after = count (after, OLDEST);
  strip->is_in_trash = after->trash.width > 0;
  strip->is_in_backup = strip->event == WP_IF_BROKEN && strip->backup == WP_BACKUP_REGULAR;
  strip->counts_reach = strip->event == WP_IF_NO_LINE || strip->event == WP_IF_LOCKED;
}

void
wp_strip_fill (WpStrip *strip, const WpSituation *situation, const WpAdvice *card, WpWhatIf event)
{
  WpLife life;
  State state;
  const WpScenePlan *plan;

  wp_life_fill (&life, situation, card);
  plan = &plans[life.n_devices - 1];
  *strip = (WpStrip){ .event = event,
                      .outcome = life.outcome,
                      .is_pop = wp_advice_is_pop (life.outcome),
                      .has_others = life.n_devices > 1,
                      .backup = life.backup,
                      .deletes_there = life.deletes_there,
                      .offline_copy = life.offline_copy,
                      .days = life.days,
                      .is_removed = life.is_removed };
  begin (&state, &life);
  if (event == WP_IF_FULL)
    hold_back (&state);
  draw_up (&strip->frames[WP_FRAME_BEFORE], plan, &state, &life);
  events[event].now (&state, &life);
  draw_up (&strip->frames[WP_FRAME_EVENT], plan, &state, &life);
  events[event].after (&state, &life);
  cross_out_lost (&state, &life, situation, card, event);
  draw_up (&strip->frames[WP_FRAME_AFTER], plan, &state, &life);
  count_up (strip);
}

gboolean
wp_strip_is_thin (const WpStrip *strip)
{
  return strip->after == 0 || (strip->old_after == 0 && strip->old_before > 0);
}
