/* A saved report is a stranger's file: reading it must neither crash nor run deep. */
#include <stddef.h>
#include <stdint.h>

#include "format/report-read.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WpReport) report = wp_report_read ((const char *) data, size, &error);

  g_assert_true ((report == NULL) == (error != NULL));
  if (report != NULL)
    wp_report_read_run (report, (const char *) data, size);
  return 0;
}
