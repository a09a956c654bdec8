/* What the files of a case share: case.c (what is typed, the run, the advice), case-questions.c,
 * case-saving.c. */
#pragma once

#include "gtk/flow/case.h"

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
