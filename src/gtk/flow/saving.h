/* Saving as a page does it: again for a file of before, which a person may have removed or changed
 * meanwhile, and over a file of somebody else only where a person said yes to just that one. */
#pragma once

#include "gtk/flow/case.h"

typedef struct
{
  char *allowed; /* the path that may be replaced, once; NULL: none */
} WpSaving;

typedef enum
{
  WP_SAVING_SAVED,
  WP_SAVING_IN_THE_WAY, /* a file of other contents; it was left alone, and a person is asked */
  WP_SAVING_FAILED,
} WpSavingResult;

/* The person said yes for this path; NULL takes it back. */
void           wp_saving_allow (WpSaving *self, const char *path);
/* Makes the file as it was planned, and takes back what was saved before in its place. The error is
 * that of the file. */
WpSavingResult wp_saving_save (WpSaving *self, WpCase *wp_case, const WpWrittenFile *plan,
                               GError **error);
