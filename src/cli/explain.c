/* waypost explain ID: what a finding, a check, a rule of advice or a myth is, and what to do;
 * --list names them all. With --json the same for programs. */
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "diagnose/diagnose.h"
#include "diagnose/lint.h"

#define LONGEST_ID 60
#define MOST_SLIPS 2

/* "ID  what it is", one at a time. */
typedef void (*Tell) (const char *id, const char *brief, gpointer data);

static void
tell_rules (Tell tell, gpointer data)
{
  WpAdviceReason deciders[WP_MOST_DECIDERS];
  WpAdviceRow rows[WP_MOST_ROWS];
  WpSituation situation;
  guint count;

  wp_situation_init (&situation);
  count = wp_advise_table (&situation, rows);
  for (guint i = 0; i < count; i++)
    if (i == 0 || !g_str_equal (rows[i].reason.rule, rows[i - 1].reason.rule))
      tell (rows[i].reason.rule, rows[i].reason.text, data);
  count = wp_advise_deciders (deciders);
  for (guint i = 0; i < count; i++)
    tell (deciders[i].rule, deciders[i].text, data);
}

static void
tell_all (Tell tell, gpointer data)
{
  guint count;
  const WpFindingText *findings = wp_catalogue_all (&count);
  const WpMyth *myths;

  for (guint i = 0; i < count; i++)
    tell (findings[i].id, findings[i].brief, data);
  for (guint i = 0; i < wp_lint_count_texts (); i++)
    tell (wp_lint_nth_text (i)->id, wp_lint_nth_text (i)->title, data);
  tell_rules (tell, data);
  tell ("myths", N_ ("what is often heard of POP3 and IMAP, and what is true"), data);
  myths = wp_myths (&count);
  for (guint i = 0; i < count; i++)
    tell (myths[i].id, myths[i].heard, data);
}

static void
append_to_list (const char *id, const char *brief, gpointer data)
{
  g_string_append_printf (data, "%-32s %s\n", id, brief == NULL ? "" : _ (brief));
}

static void
add_to_array (const char *id, const char *brief, gpointer data)
{
  const WpExplained explained = { id, brief };

  g_array_append_val (data, explained);
}

static char *
list_all (gboolean is_json, const WpRenderStyle *style)
{
  GString *text;

  if (is_json)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (WpExplained));

      tell_all (add_to_array, all);
      return wp_render_explain_list_json ((const WpExplained *) (void *) all->data, all->len,
                                          style);
    }
  text = g_string_new (NULL);
  tell_all (append_to_list, text);
  return g_string_free (text, FALSE);
}

/* Of letters added, left out or changed (Levenshtein). */
static guint
slips_between (const char *one, const char *other)
{
  guint row[LONGEST_ID + 1];
  gsize n = strlen (other);

  if (n > LONGEST_ID)
    return G_MAXUINT;
  for (guint i = 0; i <= n; i++)
    row[i] = i;
  for (; *one != '\0'; one++)
    {
      guint diagonal = row[0]++;

      for (guint i = 1; i <= n; i++)
        {
          guint changed = diagonal + (g_ascii_tolower (*one) != g_ascii_tolower (other[i - 1]));

          diagonal = row[i];
          row[i] = MIN (changed, MIN (row[i], row[i - 1]) + 1);
        }
    }
  return row[n];
}

typedef struct
{
  const char *typed;
  const char *best;
  guint slips;
} Search;

/* The beginning of an id, or one with few slips; of a short one no more than half of it. */
static void
consider (const char *id, const char *brief G_GNUC_UNUSED, gpointer data)
{
  Search *search = data;
  gsize length = strlen (search->typed);
  guint slips = slips_between (search->typed, id);

  if (length >= 3 && g_ascii_strncasecmp (id, search->typed, length) == 0)
    slips = MIN (slips, 1);
  if (slips <= MOST_SLIPS && slips * 2 <= length && slips < search->slips)
    {
      search->best = id;
      search->slips = slips;
    }
}

static void
complain_about_id (const char *typed)
{
  Search search = { typed, NULL, G_MAXUINT };
  g_autofree char *sentence = NULL;

  if (strlen (typed) <= LONGEST_ID)
    tell_all (consider, &search);
  if (search.best != NULL)
    sentence = g_strdup_printf (
        /* Translators: what was typed, and the name that was probably meant, in a command. */
        _ ("Nothing is called “%s”. Did you mean “waypost explain %s”?"), typed, search.best);
  else
    sentence = g_strdup_printf (
        /* Translators: %s is what was typed. */
        _ ("Nothing is called “%s”. “waypost explain --list” names all that can be explained."),
        typed);
  wp_cli_complain (sentence);
}

static char *
explain (const char *id, gboolean is_json, const WpRenderStyle *style)
{
  char *text;

  if (is_json)
    return wp_render_explain_json (id, style);
  text = g_str_equal (id, "myths") ? wp_render_myths (style) : wp_render_explain (id, style);

  if (text == NULL)
    text = wp_render_explain_check (id, style);
  if (text == NULL)
    text = wp_render_explain_rule (id, style);
  return text == NULL ? wp_render_explain_myth (id, style) : text;
}

int
wp_command_explain (char **argv)
{
  WpCliOptions options = { 0 };
  gboolean is_list = FALSE;
  const GOptionEntry extra[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &is_list, N_ ("name all that can be explained"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("print it as JSON"), NULL },
    { NULL },
  };
  int code = wp_cli_options_parse_local (
      &options, extra, "ID",
      _ ("Says what a finding means and what to do; what a rule of “waypost advise” rests on, "
         "like\n"
         "U8; “myths” is what is often heard of POP3 and IMAP, and what is true.\n"
         "With --json, how a finding is seen, too: the outcomes, codes and words that it is told "
         "by."),
      argv);
  gboolean has_id = options.rest != NULL && options.rest[0] != NULL && options.rest[1] == NULL;
  g_autofree char *text = NULL;
  WpRenderStyle style = wp_cli_style (&options);

  if (code < 0 && !wp_cli_set_locale (&options))
    code = WP_EXIT_USAGE;
  if (options.json && options.locale == NULL)
    style.translate = NULL;
  if (code < 0 && is_list)
    text = list_all (options.json, &style);
  else if (code < 0 && has_id)
    text = explain (options.rest[0], options.json, &style);
  if (code < 0 && text == NULL)
    {
      if (has_id)
        complain_about_id (options.rest[0]);
      else
        wp_cli_complain (_ ("Give the id of one finding, like “waypost explain tls.cert.expired”. "
                            "“waypost explain --list” names all that can be explained."));
      code = WP_EXIT_USAGE;
    }
  if (code < 0)
    code = wp_cli_print (text) ? WP_EXIT_OK : WP_EXIT_FILE;
  wp_cli_options_clear (&options);
  return code;
}
