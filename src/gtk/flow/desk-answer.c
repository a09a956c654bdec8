/* The answer that is copied: a text that can be sent as it stands. See desk-data.h. */
#include "gtk/flow/desk-data.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "render/sheet.h"

static void
append_steps (GString *out, const WpFinding *finding, WpVoice voice)
{
  g_auto (GStrv) steps = wp_desk_steps (finding, voice);

  if (*steps == NULL)
    return;
  g_string_append_printf (out, "\n%s\n", _ ("What to do:"));
  for (guint i = 0; steps[i] != NULL; i++)
    if (steps[1] == NULL)
      g_string_append_printf (out, "%s\n", steps[i]);
    else
      g_string_append_printf (out, "%u. %s\n", i + 1, steps[i]);
}

static void
append_settings (GString *out, const WpReport *report, const WpFinding *finding)
{
  g_autoptr (GPtrArray) rows = wp_desk_settings (report, finding);
  g_autofree char *text = rows == NULL
                              ? NULL
                              : wp_render_sheet_servers (report, WP_ADVICE_UNCLEAR, wp_words ());

  if (text != NULL)
    g_string_append_printf (out, "\n%s", text);
}

static void
append_technical (GString *out, const WpReport *report, const WpFinding *finding)
{
  g_autofree char *evidence = wp_render_evidence_text (report, finding, wp_words ());
  g_autoptr (GPtrArray) lines = wp_desk_lines (report, finding, WP_VOICE_TECHNICIAN);

  g_string_append_c (out, '\n');
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "- %s\n", ((const WpDeskLine *) lines->pdata[i])->text);
  if (evidence != NULL)
    g_string_append_printf (out, "\n%s\n", evidence);
  g_string_append_printf (out, "%s waypost explain %s\n", _ ("More:"), finding->id);
}

typedef enum
{
  RECEIVES = 1 << 0,
  SENDS = 1 << 1,
} Direction;

/* What works where it works both ways or not at all; IMAP that works beside POP that does not is
 * another matter. FALSE: it is that, or something was not tested. */
static gboolean
sum_up (const WpReport *report, Direction *works, Direction *fails)
{
  *works = *fails = 0;
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      Direction direction = service->protocol == WP_PROTOCOL_SMTP ? SENDS : RECEIVES;

      switch (wp_desk_works (service))
        {
        case WP_WORKS_NOT_TESTED:
          return FALSE;
        case WP_WORKS_YES:
          *works |= direction;
          break;
        case WP_WORKS_NO:
          *fails |= direction;
          break;
        case WP_WORKS_NOT_OFFERED:
          break;
        }
    }
  return *fails != 0 && (*works & *fails) == 0;
}

/* In a sentence each: a mail to a person has no list of outcomes. */
static void
append_sentences (GString *out, const WpReport *report, const WpFinding *finding)
{
  g_autoptr (GPtrArray) lines = wp_desk_lines (report, finding, WP_VOICE_CUSTOMER);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, " %s.", ((const WpDeskLine *) lines->pdata[i])->text);
}

/* What a person notices: mail does not come in, does not go out; and how far it got. Where that
 * cannot be said so simply the headline of the report says both. */
static void
append_first_sentences (GString *out, const WpReport *report, const WpFinding *finding)
{
  static const char *const fail[] = { [RECEIVES] = N_ ("Receiving mail does not work."),
                                      [SENDS] = N_ ("Sending mail does not work."),
                                      [RECEIVES | SENDS] = N_ (
                                          "Neither receiving nor sending mail works.") };
  static const char *const work[] = {
    [RECEIVES] = N_ ("Receiving works."), [SENDS] = N_ ("Sending works.")
  };
  Direction works, fails;

  if (!sum_up (report, &works, &fails))
    {
      g_autofree char *headline = wp_render_headline_text (report, wp_words ());

      g_string_append (out, headline);
      return;
    }
  if (works != 0)
    g_string_append_printf (out, "%s ", _ (work[works]));
  g_string_append (out, _ (fail[fails]));
  if (finding->severity <= WP_SEVERITY_WARN && wp_desk_step (report, finding) != NULL)
    append_sentences (out, report, finding);
}

/* Nothing is known to be wrong: whether anything was proved. */
static void
append_nothing (GString *out, const WpReport *report)
{
  g_autoptr (GPtrArray) lines = wp_desk_lines (report, NULL, WP_VOICE_CUSTOMER);

  g_string_append_printf (out, "%s.\n\n", wp_desk_brief (report, FALSE));
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "- %s\n", ((const WpDeskLine *) lines->pdata[i])->text);
}

static void
append_finding (GString *out, const WpReport *report, const WpFinding *finding, WpVoice voice)
{
  g_autofree char *title = wp_desk_title (finding);
  g_autofree char *cause = wp_desk_cause (finding, voice);
  gsize length = strlen (title);

  if (voice == WP_VOICE_TECHNICIAN)
    g_string_append_printf (out, "%s [%s]. %s\n", title, finding->id, cause);
  /* Where there is nothing but this it was said in the first line. */
  else if (finding->severity == WP_SEVERITY_GOOD
           || (out->len > length + 2
               && strncmp (out->str + out->len - length - 2, title, length) == 0))
    g_string_append_printf (out, "%s\n", cause);
  else
    g_string_append_printf (out, "%s. %s\n", title, cause);
  append_steps (out, finding, voice);
  append_settings (out, report, finding);
  if (voice == WP_VOICE_TECHNICIAN)
    append_technical (out, report, finding);
}

static void
append_head (GString *out, const WpReport *report, const WpFinding *finding, WpVoice voice)
{
  g_autofree char *headline = NULL;

  if (voice == WP_VOICE_CUSTOMER)
    append_first_sentences (out, report, finding);
  else
    {
      headline = wp_desk_headline (report);
      g_string_append (out, headline);
    }
  g_string_append_c (out, '\n');
}

char *
wp_desk_answer (const WpReport *report, const WpFinding *finding, WpVoice voice)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s: ", wp_desk_name (report));
  if (finding == NULL)
    append_nothing (out, report);
  else
    {
      append_head (out, report, finding, voice);
      append_finding (out, report, finding, voice);
    }
  if (report->is_from_file)
    {
      g_autofree char *origin = wp_desk_origin (report);

      g_string_append_printf (out, "\n%s.\n", origin);
    }
  else if (wp_render_was_connected (report))
    g_string_append_printf (out, "\n%s\n", _ ("Nothing was changed on the servers."));
  return g_string_free (out, FALSE);
}

/* Sentences */

/* `stop` is at a full stop with a blank behind it. */
static gboolean
ends_here (const char *begin, const char *stop, const char *next)
{
  gunichar after = g_utf8_get_char (next);
  const char *before = stop == begin ? NULL : g_utf8_prev_char (stop);
  const char *earlier = before == NULL || before == begin ? NULL : g_utf8_prev_char (before);
  gboolean is_single_letter = *stop == '.' && before != NULL
                              && g_unichar_isalpha (g_utf8_get_char (before))
                              && (earlier == NULL || g_unichar_isspace (g_utf8_get_char (earlier)));

  return !is_single_letter
         && (g_unichar_isupper (after) || g_unichar_isdigit (after) || after == 0x201C
             || after == 0x201E || after == 0xAB || after == '"' || after == '(');
}

char **
wp_desk_sentences (const char *paragraph)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();
  const char *begin = paragraph;

  for (const char *at = begin; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *next = at + 1;

      if (strchr (".!?", *at) == NULL || *next != ' ')
        continue;
      next += strspn (next, " ");
      if (*next == '\0' || !ends_here (begin, at, next))
        continue;
      g_ptr_array_add (sentences, g_strndup (begin, (gsize) (at + 1 - begin)));
      begin = next;
    }
  if (*begin != '\0')
    g_ptr_array_add (sentences, g_strdup (begin));
  g_ptr_array_add (sentences, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&sentences), FALSE);
}
