/* See report-name.h. A report may come from anybody: what it calls itself is no path. */
#include "gtk/flow/report-name.h"

#include <glib/gi18n-lib.h>

#define MOST_CHARS 80 /* of the domain: with what follows it is far from what a disk can hold */
#define FIRST_YEAR 2020
#define LAST_YEAR 2199

static const char *
place_of (const WpReport *report)
{
  if (report->account != NULL && report->account->domain_ascii != NULL)
    return report->account->domain_ascii;
  return report->candidates->len == 0
             ? NULL
             : ((const WpCandidate *) report->candidates->pdata[0])->endpoint->host;
}

/* No dot and no hyphen at the ends, nor two dots in a row; two hyphens are of a coded name. "":
 * nothing is left. */
static char *
safe (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; text != NULL && *text != '\0' && out->len < MOST_CHARS; text++)
    {
      char last = out->len == 0 ? '.' : out->str[out->len - 1];

      if (g_ascii_isalnum (*text))
        g_string_append_c (out, g_ascii_tolower (*text));
      else if (last != '.' && (last != '-' || *text == '-'))
        g_string_append_c (out, *text == '.' ? '.' : '-');
    }
  while (out->len > 0 && !g_ascii_isalnum (out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* NULL: no day on which there can have been a test. */
static char *
day_of (const WpReport *report)
{
  g_autoptr (GDateTime)
      time = g_date_time_new_from_unix_local (report->started_unix / G_USEC_PER_SEC);

  if (time == NULL || g_date_time_get_year (time) < FIRST_YEAR
      || g_date_time_get_year (time) > LAST_YEAR)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time));
}

char *
wp_report_file_name (const WpReport *report)
{
  g_autofree char *place = safe (place_of (report));
  g_autofree char *day = day_of (report);
  /* Translators: the name of a file, before its date; no blanks. */
  const char *name = *place == '\0' ? _ ("mail-report") : place;

  return day == NULL ? g_strconcat (name, ".json", NULL)
                     : g_strconcat (name, "-", day, ".json", NULL);
}
