/* What the files of the scenes share: one person's arrangement, and the layout of bodies. */
#pragma once

#include "gtk/flow/scenes.h"

/* The answer and the situation as far as a picture shows them. */
typedef struct
{
  WpAdviceOutcome outcome; /* UNCLEAR: cannot be used */
  guint days;              /* POP_KEEP: on the server; IMAP_ARCHIVE: until it is archived, 0: at
                            * once */
  gboolean is_removed;     /* IMAP_ARCHIVE at once: what is archived leaves the server */
  guint n_devices;         /* 1 … 3; nobody knows: 2, the usual number */
  gboolean has_webmail;
  gboolean has_collectors; /* POP_KEEP: each device collects for itself */
  gint32 backup;           /* as in WP_FACT_BACKUP */
  gboolean deletes_there;
  int offline_copy; /* of the laptop: 0 none, 1 all, 2 recent mail */
} WpLife;

void wp_life_fill (WpLife *life, const WpSituation *situation, const WpAdvice *card);
/* The archive gets everything, at once. */
gboolean wp_life_archives_all (const WpLife *life);
/* The laptop has a second store, which no deletion elsewhere reaches. */
gboolean wp_life_keeps_apart (const WpLife *life);
/* What is archived is on the laptop alone. */
gboolean wp_life_moves_mail (const WpLife *life);

/* How a body and the envelopes on it are set out. */
typedef struct
{
  WpSceneBox box; /* width 0: the body is not in this scene */
  double mail_width, mail_height;
  double top; /* of the first row, below the top of the body */
  double step_x, step_y;
  guint columns;
} WpShelfPlan;

typedef struct
{
  double width, height, floor;
  WpShelfPlan bodies[WP_N_BODIES];
  double copies_top;     /* of the laptop's first shelf, where it has two */
  WpShelfPlan collected; /* its second one; the box is the laptop's */
} WpScenePlan;

/* The empty scene with its bodies. */
void wp_scene_begin (WpScene *scene, const WpScenePlan *plan);
/* An envelope in the `place`th of `places` on a shelf. */
void wp_scene_put (WpScene *scene, const WpScenePlan *plan, const WpSceneMail *mail, guint place,
                   guint places);

/* Words; the caller owns them */

/* The numbers that texts are made with: {days}, {copies}, {later} or {after}; `text` is
 * translated. */
char *wp_scene_fill (const char *text, guint days, guint one, guint other);
/* "4 mails and 1 in Trash" */
char *wp_scene_say_contents (const WpScene *scene, const WpSceneBody *body);
/* `n`: how many cells there are. */
void  wp_scene_table_add (WpSceneTable *table, guint *n, char *taken);
