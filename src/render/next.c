/* The command that comes next, complete: what is pasted must run, so it repeats the address or the
 * servers, the decisions taken before, and every decision that is still open. It is never broken,
 * however narrow the terminal. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"

#define COMMAND_COLUMNS 37

/* An address may hold what a shell takes for its own. */
void
wp_render_word (GString *command, const char *word)
{
  g_autofree char *quoted = NULL;

  for (const char *c = word; *c != '\0' && quoted == NULL; c++)
    if (!g_ascii_isalnum (*c) && strchr ("@._+-:=,/", *c) == NULL)
      quoted = g_shell_quote (word);
  g_string_append_printf (command, " %s", quoted == NULL ? word : quoted);
}

static void
append_option (GString *command, const char *option, const char *value)
{
  g_string_append_printf (command, " %s", option);
  wp_render_word (command, value);
}

/* "--imap imap.example.org:993,tls" for each that was given. */
static gboolean
append_servers (GString *command, const WpReport *report)
{
  static const char *const modes[] = {
    [WP_TLS_IMPLICIT] = "tls", [WP_TLS_STARTTLS] = "starttls", [WP_TLS_NONE] = "plain"
  };
  gboolean is_any = FALSE;

  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];
      const WpEndpoint *endpoint = candidate->endpoint;
      g_autofree char *place = wp_render_place (endpoint);
      g_autofree char *option = g_strconcat ("--", wp_protocol_id (endpoint->protocol), NULL);
      g_autofree char *server = g_strconcat (place, ",", modes[endpoint->tls], NULL);

      if (candidate->trust != WP_TRUST_USER)
        continue;
      append_option (command, option, server);
      is_any = TRUE;
    }
  return is_any;
}

/* A user name that the settings do not give by themselves was typed. */
static const char *
typed_name (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_report_candidate (report, service->candidate);
  g_autofree char *usual = NULL;

  if (candidate == NULL || service->username == NULL)
    return NULL;
  if (report->account != NULL)
    usual = wp_account_fill (report->account, candidate->endpoint->username);
  return g_strcmp0 (usual, service->username) == 0 ? NULL : service->username;
}

static void
append_names (GString *command, const WpReport *report)
{
  const char *receiving = NULL;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const char *name = typed_name (report, service);

      if (name == NULL || g_strcmp0 (name, receiving) == 0)
        continue;
      append_option (command, service->protocol == WP_PROTOCOL_SMTP ? "--smtp-user" : "--user",
                     name);
      if (service->protocol != WP_PROTOCOL_SMTP)
        receiving = name;
    }
}

/* What came from standard input came once. A password is asked for where no option gives it. */
static const struct
{
  const char *option;
  gboolean is_dropped; /* else FILE stands in place of - */
  const char *remark;
} piped[] = {
  { "--password-file", TRUE, N_ ("the password is asked for again") },
  { "--token-file", FALSE, N_ ("FILE holds the token") },
  { "--smtp-password-file", FALSE, N_ ("FILE holds the password for sending") },
};

/* The place in `piped` of "--password-file -" or "--password-file=-"; `count`: how many words. */
static gint
find_piped (char **words, guint *count)
{
  for (guint i = 0; i < G_N_ELEMENTS (piped); i++)
    {
      const char *rest = g_str_has_prefix (*words, piped[i].option)
                             ? *words + strlen (piped[i].option)
                             : "";

      *count = g_str_equal (rest, "=-") ? 1 : 2;
      if (*count == 1 || (g_str_equal (*words, piped[i].option) && g_strcmp0 (words[1], "-") == 0))
        return (gint) i;
    }
  return -1;
}

char *
wp_render_repeatable (const char *command, const char **remark)
{
  g_autoptr (GString) line = g_string_new ("waypost");
  g_auto (GStrv) words = NULL;

  *remark = NULL;
  if (command == NULL || !g_shell_parse_argv (command, NULL, &words, NULL))
    return g_strdup (command);
  for (char **word = words + 1; *word != NULL;)
    {
      guint count = 1;
      gint found = find_piped (word, &count);

      if (found < 0)
        {
          wp_render_word (line, *word++);
          continue;
        }
      *remark = piped[found].remark;
      if (!piped[found].is_dropped)
        append_option (line, piped[found].option, "FILE");
      word += count;
    }
  return *remark == NULL ? g_strdup (command) : g_string_free (g_steal_pointer (&line), FALSE);
}

char *
wp_render_remark_on (const char *note, const char *remark, const WpRenderStyle *style)
{
  if (remark == NULL)
    return g_strdup (note);
  return wp_render_fill_pairs (
      /* Translators: both stand beside a command and say something about it. */
      N_ ("{note}; {remark}"), style, "note", note, "remark", wp_render_tr (remark, style), NULL);
}

/* NULL: there is nothing that it could be run with. `remark`: what to know of it (msgid), or
 * NULL. */
static GString *
command_of (const WpReport *report, const char **remark, const WpRenderStyle *style)
{
  g_autofree char *repeated = wp_render_repeatable (style->command, remark);
  g_autoptr (GString) command = g_string_new (repeated);
  gboolean is_any = report->account != NULL;

  if (repeated != NULL)
    return g_steal_pointer (&command);
  g_string_assign (command, "waypost check");
  if (report->account != NULL)
    wp_render_word (command, report->account->address);
  is_any = append_servers (command, report) || is_any;
  append_names (command, report);
  if (report->is_look_only)
    g_string_append (command, " --no-login");
  for (guint i = 0; i < report->decisions->len; i++)
    append_option (command, "--allow", report->decisions->pdata[i]);
  return is_any ? g_steal_pointer (&command) : NULL;
}

/* The first service that waits for it: the order in which servers answered must not show. */
static guint
place_of (const WpReport *report, const WpQuestion *question)
{
  const char *host = wp_fields_text (question->params, WP_KEY_HOST);
  WpProtocol protocol = WP_PROTOCOL_IMAP;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpCandidate *candidate = wp_diagnose_candidate (report, report->services->pdata[i]);

      if (candidate != NULL && g_strcmp0 (candidate->endpoint->host, host) == 0)
        return i;
    }
  wp_protocol_from_id (wp_fields_text (question->params, WP_KEY_PROTOCOL), &protocol);
  return WP_N_PROTOCOLS + (guint) protocol;
}

static int
by_protocol (gconstpointer a, gconstpointer b, gpointer report)
{
  const WpQuestion *one = *(const WpQuestion *const *) a;
  const WpQuestion *other = *(const WpQuestion *const *) b;
  guint place = place_of (report, one);
  guint other_place = place_of (report, other);

  return place != other_place ? (place < other_place ? -1 : 1)
                              : g_strcmp0 (one->allow, other->allow);
}

/* No to a password that goes to a stranger is no; no to a question that a search asks may be
 * thought over. */
static gboolean
was_no (const WpQuestion *question)
{
  return question->is_answered && question->is_declined
         && g_str_equal (question->id, "send-address");
}

static gboolean
is_open (const WpQuestion *question)
{
  return !question->is_answered;
}

/* Of WpQuestion, lent: those that an option answers. */
static GPtrArray *
decisions (const WpReport *report, gboolean (*is_meant) (const WpQuestion *))
{
  GPtrArray *open = g_ptr_array_new ();

  for (guint i = 0; i < report->questions->len; i++)
    {
      WpQuestion *question = report->questions->pdata[i];

      if (question->allow != NULL && is_meant (question))
        g_ptr_array_add (open, question);
    }
  g_ptr_array_sort_with_data (open, by_protocol, (gpointer) report);
  return open;
}

static gboolean
has_open_password (const WpReport *report)
{
  for (guint i = 0; i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];

      if (!question->is_answered && g_str_equal (question->id, "password"))
        return TRUE;
    }
  return FALSE;
}

static void
append_lead (GString *out,
             const char *command,
             const char *note,
             const char *lead,
             const WpRenderStyle *style)
{
  guint indent = wp_layout_width (lead) + 1;
  guint used = indent + wp_layout_width (command);
  guint column = indent + COMMAND_COLUMNS;

  g_string_append_printf (out, "%s %s", lead, command);
  if (used + 2 <= column && column + wp_layout_width (note) <= wp_layout_columns (style))
    wp_layout_pad (out, column - used);
  else
    {
      g_string_append_c (out, '\n');
      wp_layout_pad (out, indent);
      column = indent;
    }
  wp_layout_wrap (out, note, column, indent, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

static void
append_command (GString *out, const char *command, const char *note, const WpRenderStyle *style)
{
  append_lead (out, command, note, wp_render_tr (N_ ("Next:"), style), style);
}

void
wp_render_command (GString *out,
                   const char *command,
                   const char *note,
                   gboolean is_first,
                   const WpRenderStyle *style)
{
  const char *lead = wp_render_tr (N_ ("Next:"), style);
  g_autofree char *blank = g_strnfill (wp_layout_width (lead), ' ');

  append_lead (out, command, note, is_first ? lead : blank, style);
}

/* The same command with the domain that was probably meant; where it does not hold the address just
 * once, a plain check. */
static char *
command_for (const WpReport *report,
             const char *address,
             const char **remark,
             const WpRenderStyle *style)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autoptr (GString) meant = g_string_new (NULL);
  g_autoptr (GString) command = command_of (report, remark, style);
  g_auto (GStrv) parts = NULL;

  wp_render_word (typed, report->account->address);
  wp_render_word (meant, address);
  parts = g_strsplit (command->str, typed->str, 3);
  if (g_strv_length (parts) == 2 && (*parts[1] == '\0' || *parts[1] == ' '))
    return g_strjoinv (meant->str, parts);
  *remark = NULL;
  return g_strconcat ("waypost check", meant->str, NULL);
}

static void
append_meant (GString *out,
              const WpReport *report,
              const WpFinding *typo,
              const WpRenderStyle *style)
{
  const char *address = wp_fields_text (typo->params, WP_KEY_ADDRESS);
  const char *remark;
  g_autofree char *command = command_for (report, address, &remark, style);
  g_autofree char *note = wp_render_fill (N_ ("if {suggestion} is meant"), typo->params, style);
  g_autofree char *whole = wp_render_remark_on (note, remark, style);

  append_command (out, command, whole, style);
}

void
wp_render_next (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpFinding *typo = wp_report_find_finding (report, "input.domain.typo");
  g_autoptr (GPtrArray) open = decisions (report, is_open);
  gboolean lacks_password = has_open_password (report);
  g_autofree char *whole = NULL;
  const char *remark = NULL;
  GString *command;
  const char *note = N_ ("FILE holds the password; - reads it from standard input");

  if (wp_report_find_finding (report, "all.works") != NULL)
    {
      if (!style->is_writing)
        append_command (out, "waypost write --list",
                        wp_render_tr (N_ ("settings for a mail program"), style), style);
      return;
    }
  if (typo != NULL && typo->severity == WP_SEVERITY_BLOCK)
    append_meant (out, report, typo, style);
  if (open->len == 0 && !lacks_password)
    {
      g_ptr_array_unref (open);
      open = decisions (report, was_no);
      if (open->len > 0)
        note = N_ ("if it should be yes after all");
    }
  else if (open->len > 0)
    note = open->len == 1 ? N_ ("if the answer is yes") : N_ ("if all the answers are yes");
  command = open->len == 0 && !lacks_password ? NULL : command_of (report, &remark, style);
  if (command == NULL)
    return;
  for (guint i = 0; i < open->len; i++)
    append_option (command, "--allow", ((const WpQuestion *) open->pdata[i])->allow);
  if (lacks_password)
    g_string_append (command, " --password-file FILE");
  whole = wp_render_remark_on (wp_render_tr (note, style), remark, style);
  append_command (out, command->str, whole, style);
  g_string_free (command, TRUE);
}

/* What found the settings finds them again; the rest belongs to this run only. */
static const struct
{
  const char *option;
  gboolean has_value;
} carried[] = {
  { "--allow", TRUE },     { "--deny", TRUE },     { "--dns", TRUE },   { "--database", TRUE },
  { "--ca-file", TRUE },   { "--deadline", TRUE }, { "--ipv4", FALSE }, { "--ipv6", FALSE },
  { "--trust-ad", FALSE }, { "--strict", FALSE },  { "-4", FALSE },     { "-6", FALSE },
};

/* How many words of the command this option has; 0: it is not carried over. "--dns=::1" is one. */
static guint
words_carried (char **words)
{
  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    {
      const char *rest = g_str_has_prefix (*words, carried[i].option)
                             ? *words + strlen (carried[i].option)
                             : NULL;

      if (rest != NULL && *rest == '\0')
        return carried[i].has_value && words[1] != NULL ? 2 : 1;
      if (rest != NULL && *rest == '=' && carried[i].has_value)
        return 1;
    }
  return 0;
}

/* Another command word and address, with the options of this run. */
static GString *
other_command (const WpReport *report,
               const char *command,
               const char *address,
               const WpRenderStyle *style)
{
  g_auto (GStrv) words = NULL;
  GString *line = g_string_new ("waypost ");

  g_string_append (line, command);
  wp_render_word (line, address);
  if (style->command == NULL || !g_shell_parse_argv (style->command, NULL, &words, NULL))
    {
      for (guint i = 0; i < report->decisions->len; i++)
        append_option (line, "--allow", report->decisions->pdata[i]);
      return line;
    }
  for (char **word = words; *word != NULL;)
    {
      guint n = words_carried (word);

      if (n == 0)
        word++;
      for (; n > 0; n--)
        wp_render_word (line, *word++);
    }
  return line;
}

void
wp_render_suggest (GString *out,
                   const WpReport *report,
                   const WpSuggestion *suggestion,
                   const WpRenderStyle *style)
{
  g_autoptr (GString)
      line = other_command (report, suggestion->command, suggestion->address, style);

  if (suggestion->options != NULL)
    g_string_append_printf (line, " %s", suggestion->options);
  append_command (out, line->str, wp_render_tr (suggestion->note, style), style);
}
