/* The pictures of where mail lives, as data: which bodies stand where, which envelope of which mail
 * lies on them, and what is said of it. Made from the engine's answers alone, so that a picture
 * cannot say anything else than the advice; drawn by widgets/picture. No widget, no display.
 *
 * Lengths are px at the usual font size; left and right are those of a left-to-right script until
 * wp_scene_mirror. A mail that several places hold is one number with several envelopes: how many
 * copies there are is how many of its envelopes are drawn. */
#pragma once

#include "advise/advise.h"

typedef enum
{
  WP_BODY_SERVER,
  WP_BODY_LAPTOP, /* the computer that all this is about */
  WP_BODY_TABLET,
  WP_BODY_PHONE,
} WpBodyKind;
#define WP_N_BODIES (WP_BODY_PHONE + 1)

typedef enum
{
  WP_MAIL_ORIGINAL, /* solid */
  WP_MAIL_COPY,     /* outlined */
  WP_MAIL_LEAVING,  /* dashed: a copy that goes after some days */
  WP_MAIL_GONE,     /* dotted: it was here before, and is elsewhere */
  WP_MAIL_LOST,     /* dotted and crossed: it was here before, and is nowhere any more */
  WP_MAIL_RETURNED, /* dotted, with an arrow: it never came in, its sender has it back */
} WpMailKind;
#define WP_N_MAIL_KINDS (WP_MAIL_RETURNED + 1)

/* Where on a body. */
typedef enum
{
  WP_SHELF_MAIN,
  WP_SHELF_COLLECTED, /* what the laptop keeps apart and never deletes: collected, archived */
  WP_SHELF_TRASH,
} WpShelf;

/* What befell a body, drawn and said beside what is on it. */
typedef enum
{
  WP_MARK_NONE,
  WP_MARK_BROKEN,
  WP_MARK_NO_LINE, /* out of reach without internet */
  WP_MARK_LOCKED,  /* out of reach: the account is locked */
  WP_MARK_FULL,
  WP_MARK_NEW,     /* another server in its place */
} WpMark;

typedef struct
{
  double x, y, width, height;
} WpSceneBox;

typedef struct
{
  WpBodyKind kind;
  WpSceneBox box;
  WpMark mark;
} WpSceneBody;

typedef struct
{
  guint mail; /* which one, from 0 */
  WpBodyKind body;
  WpShelf shelf;
  WpMailKind kind;
  gboolean is_passing; /* gone after the days, with what is on the server */
  WpSceneBox box;
} WpSceneMail;

/* From (x[0], y[0]) to the last point; a head at an end points outwards. */
typedef struct
{
  double x[4], y[4];
  guint n_points;
  gboolean has_head_first, has_head_last, is_dashed;
} WpSceneWire;

#define WP_MOST_SCENE_MAILS 32
#define WP_MOST_SCENE_WIRES 4

typedef struct
{
  double width, height, floor;
  WpSceneBody bodies[WP_N_BODIES];
  guint n_bodies;
  WpSceneMail mails[WP_MOST_SCENE_MAILS];
  guint n_mails;
  WpSceneWire wires[WP_MOST_SCENE_WIRES];
  guint n_wires;
  gboolean has_webmail;
  WpSceneBox trash; /* its icon; width 0: there is none */
} WpScene;

/* Something lies there, not only the sign that it did. */
gboolean wp_mail_is_there (WpMailKind kind);

/* NULL: not in this scene. */
const WpSceneBody *wp_scene_body (const WpScene *scene, WpBodyKind kind);
/* Envelopes of one mail that are still there, the trash not counted. */
guint wp_scene_copies (const WpScene *scene, guint mail);
/* For scripts that run from right to left. Twice is as before. */
void  wp_scene_mirror (WpScene *scene);
/* Where the names below the bodies go, each in the middle of its body as far as its neighbours and
 * the edges leave room: no two touch. `widths` are what the names need, in the scene's own unit;
 * where that is more than there is, the longest ones have them cut. By number of the body. */
void  wp_scene_place_names (const WpScene *scene, double *widths, double *x);

/* Both families: the best answer of each, whatever the engine recommends; FALSE: this mail program
 * and provider have no such way. Where nothing of a family can be recommended it is still drawn. */
gboolean wp_scene_card (const WpSituation *situation, const WpAdvice *advice, gboolean is_pop,
                        WpAdvice *card);

/* Where the mail lives */

typedef enum
{
  WP_CAPTION_CANNOT,       /* the family cannot be used */
  WP_CAPTION_EACH_DEVICE,  /* original on the server, a copy on each device */
  WP_CAPTION_ONE_COPY,     /* … on the laptop */
  WP_CAPTION_RECENT_COPY,
  WP_CAPTION_NO_COPY,
  WP_CAPTION_ARCHIVE,      /* old mail is on one computer */
  WP_CAPTION_ARCHIVE_COPY, /* a copy of everything is */
  WP_CAPTION_ARCHIVE_MOVE, /* everything goes there at once */
  WP_CAPTION_KEPT_DAYS,    /* original on the laptop, {days} on the server */
  WP_CAPTION_KEPT_EACH,    /* several devices collect for themselves, {days} on the server */
  WP_CAPTION_EMPTIED,
  WP_CAPTION_COLLECTED,
} WpCaption;

typedef struct
{
  gboolean is_pop;
  WpAdviceOutcome outcome; /* UNCLEAR: cannot be used */
  WpCaption caption;
  guint days;   /* that the server keeps a mail, or until it is archived; 0: nothing leaves it, or
                 * at once */
  guint later;  /* when `copies_later` are left, in days: `days`, or as long as the other picture
                 * has to be compared with; 0: there is no later */
  guint copies; /* of one mail, today */
  guint copies_later;
  WpScene scene;
} WpLives;

/* `card` NULL: the family cannot be used. `later`: days of the other family's answer, or 0. */
void     wp_lives_fill (WpLives *lives, const WpSituation *situation, const WpAdvice *card,
                        gboolean is_pop, guint later);
/* Today or later a mail exists in one place only. */
gboolean wp_lives_is_thin (const WpLives *lives);

/* All texts are translated and the caller's. */
char *wp_lives_caption (const WpLives *lives);
/* "Copies of a mail: 3 today, 1 after 14 days"; NULL where there are none to count. */
char *wp_lives_copies (const WpLives *lives);
/* The whole picture, for who does not see it. */
char *wp_lives_sentence (const WpLives *lives);

/* What happens if… */

typedef enum
{
  WP_FRAME_BEFORE,
  WP_FRAME_EVENT, /* it happens */
  WP_FRAME_AFTER,
} WpFrame;
#define WP_N_FRAMES (WP_FRAME_AFTER + 1)

#define WP_STRIP_MAILS 5
#define WP_STRIP_OLDEST 0  /* so old that it left the server, if it ever does */
#define WP_STRIP_CHANGED 4 /* the mail that it happens to, from 0; a full mailbox is one that has no
                            * room for it when it comes */

typedef struct
{
  WpWhatIf event;
  WpAdviceOutcome outcome;
  gboolean is_pop;
  gboolean has_others;    /* devices beside the laptop */
  gint32 backup;          /* as in WP_FACT_BACKUP */
  gboolean deletes_there; /* what is deleted here goes on the server, too */
  int offline_copy;       /* as in WpMailUse */
  guint days;
  gboolean is_removed;    /* what is archived leaves the server at once */
  gboolean counts_reach;  /* copies are all there, but not all can be read */
  guint before, after;    /* copies of the mail that changes; where none came, of the others */
  guint old_before, old_after; /* of the oldest, where it fares otherwise */
  gboolean is_in_trash;
  gboolean is_in_backup;  /* what is nowhere else */
  WpScene frames[WP_N_FRAMES];
} WpStrip;

void wp_strip_fill (WpStrip *strip, const WpSituation *situation, const WpAdvice *card,
                    WpWhatIf event);

/* Afterwards the mail is nowhere, or where nobody can read it, the trash not counted; or old mail
 * is. */
gboolean wp_strip_is_thin (const WpStrip *strip);

/* "Phone Deletes" */
const char *wp_what_if_label (WpWhatIf event, gboolean has_others);
/* "The same five mails, before and after one is deleted on the phone." */
const char *wp_what_if_lead (WpWhatIf event, gboolean has_others);
/* "IMAP", "IMAP and POP" */
const char *wp_strip_name (const WpStrip *strip);
char *wp_strip_caption (const WpStrip *strip);
/* "Copies: 3 → 2" */
char *wp_strip_copies (const WpStrip *strip);
/* "After. Server: 4 mails and 1 in Trash. Computer: 4 mails. Phone: 4 mails." */
char *wp_strip_sentence (const WpStrip *strip, WpFrame frame);
/* "Before" */
const char *wp_frame_label (WpFrame frame);

/* Both */

/* "Server", "Computer" */
const char *wp_body_label (WpBodyKind kind);
/* What stands below it: "Server", "Computer, broken"; the caller owns it. */
char *wp_scene_body_name (const WpScene *scene, const WpSceneBody *body);
/* What the sign means: "Original", "Leaves after 14 days"; the caller owns it. */
char *wp_mail_kind_label (WpMailKind kind, guint days);

/* The same as a table: a heading row, then a row a body; the cells are filled row by row. */
typedef struct
{
  guint n_columns, n_rows; /* with the headings */
  char *cells[(WP_N_BODIES + 1) * 3];
} WpSceneTable;

void wp_lives_table (const WpLives *lives, WpSceneTable *table);
void wp_strip_table (const WpStrip *strip, WpSceneTable *table);
void wp_scene_table_clear (WpSceneTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WpSceneTable, wp_scene_table_clear)
