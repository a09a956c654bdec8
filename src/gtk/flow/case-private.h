/* What the files of a case share: case.c (what is typed, the run, the advice), case-questions.c,
 * case-saving.c. */
#pragma once

#include "gtk/flow/case.h"

/* An answer that was given to the question of an earlier run. */
typedef struct
{
  gboolean is_there;
  WpSecret *secret;  /* NULL: without one */
  WpSecret *sending; /* NULL: the same */
  char *username;    /* that it is for, and where it may go */
  char **hosts;
  char *sending_host; /* where `sending` may go; NULL: nowhere */
} WpHeld;

struct _WpCase
{
  GObject parent;

  WpWizardTask task;
  WpSessionOptions options; /* as given; texts are owned below */
  char *ca_file, *database_url, *lang;
  char *address, *username;
  gboolean sends_separately;
  char *sending_username; /* NULL: the same */
  char *problem;          /* with the address */
  GHashTable *denied;     /* of char* */
  GPtrArray *servers;     /* of WpEndpoint; NULL */

  WpSession *session; /* of the last run; NULL */
  guint32 run;        /* its number */
  gboolean is_running;
  gboolean took_password; /* for this address, in any run */
  gboolean is_reopened;   /* the password question of this run, which has its answer */
  WpHeld held;            /* until this run asks */
  guint folders, all_folders; /* counted */

  WpSituation told;      /* the answers alone */
  WpSituation situation; /* with what was measured */
  WpAdvice advice;
  WpAdvice chosen;
  WpAdviceOutcome choice; /* UNCLEAR: the advice */
  GPtrArray *written;     /* of WpWrittenFile */
};

/* Emits "changed". */
void wp_case_changed (WpCase *self, guint flags);
/* Answers the password question with what is held, once it is all that is asked. */
void wp_case_hand_over (WpCase *self);
void wp_case_drop_held (WpCase *self);
