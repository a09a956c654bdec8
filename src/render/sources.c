/* What was asked for settings: a line a source, when it answered, what it says, how far that can be
 * believed. The SRV records are six questions and one voice, so one line. */
#include "render/layout-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"

#define TIME_COLUMNS 12 /* "  171 ms  ✓ " */
#define NAME_COLUMNS 24 /* of a line that is printed before the others are known */
#define MOST_NAME_COLUMNS 30
#define WHAT_COLUMNS 18 /* "IMAP, POP3, SMTP" and two blanks */
#define FEWEST_COLUMNS 60
#define N_SRV_LABELS (2 * WP_N_PROTOCOLS)

/* Sources that are shown as one. */
typedef struct
{
  const WpSource *first; /* for name and kind: the most telling one */
  GPtrArray *all;        /* of const WpSource */
  gint64 end_us;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->all);
  g_free (row);
}

/* Found before everything, then what says most. */
static gboolean
tells_more (const WpSource *one, const WpSource *other)
{
  if (one->status != other->status)
    return one->status < other->status;
  return one->outcome == WP_OUTCOME_NOT_OFFERED && other->outcome != WP_OUTCOME_NOT_OFFERED;
}

static void
row_add (Row *row, const WpSource *source)
{
  if (row->first == NULL || tells_more (source, row->first))
    row->first = source;
  g_ptr_array_add (row->all, (gpointer) source);
  row->end_us = MAX (row->end_us, source->end_us);
}

static Row *
row_of (const WpReport *report, const WpSource *source)
{
  Row *row = g_new0 (Row, 1);

  row->all = g_ptr_array_new ();
  if (source->kind != WP_SOURCE_SRV)
    row_add (row, source);
  for (guint i = 0; i < report->sources->len && source->kind == WP_SOURCE_SRV; i++)
    if (((const WpSource *) report->sources->pdata[i])->kind == WP_SOURCE_SRV)
      row_add (row, report->sources->pdata[i]);
  return row;
}

/* Names */

/* "autoconfig.example.org" of a URL; the text itself where it is none. */
static char *
host_of (const char *target)
{
  const char *start = target == NULL ? NULL : strstr (target, "://");
  g_autofree char *host = NULL;

  if (start == NULL)
    return wp_printable_text (target == NULL ? "" : target, WP_LIMIT_TRANSCRIPT_TEXT);
  host = g_strndup (start + 3, strcspn (start + 3, "/?#"));
  return wp_printable_text (host, WP_LIMIT_TRANSCRIPT_TEXT);
}

static char *
page_name (const WpSource *source)
{
  g_autofree char *host = host_of (source->target);
  gboolean is_well_known = source->target != NULL
                           && strstr (source->target, "/.well-known") != NULL;

  return g_strconcat (source->kind == WP_SOURCE_AUTOCONFIG_HTTP ? "http://" : "", host,
                      is_well_known ? "/.well-known" : "", NULL);
}

static char *
mx_database_name (const WpSource *source, const WpRenderStyle *style)
{
  const char *slash = source->target == NULL ? NULL : strrchr (source->target, '/');
  g_autofree char *name = wp_printable_text (slash == NULL ? "?" : slash + 1,
                                             WP_LIMIT_TRANSCRIPT_TEXT);

  return wp_render_fill_pairs (N_ ("database for {name}"), style, "name", name, NULL);
}

char *
wp_render_source_name (const WpReport *report G_GNUC_UNUSED,
                       const WpSource *source,
                       const WpRenderStyle *style)
{
  static const char *const names[WP_N_SOURCE_KINDS] = {
    [WP_SOURCE_GIVEN] = N_ ("as given"),
    [WP_SOURCE_PACC] = "PACC",
    [WP_SOURCE_DATABASE] = N_ ("public database"),
    [WP_SOURCE_SRV] = N_ ("DNS service records"),
    [WP_SOURCE_MAILCONF] = N_ ("DNS mailconf record"),
    [WP_SOURCE_NOTES] = N_ ("built-in notes"),
    [WP_SOURCE_GUESS] = N_ ("usual server names"),
  };
  gboolean has_address = source->target != NULL && strstr (source->target, "?email") != NULL;
  g_autofree char *name = NULL;

  if (names[source->kind] != NULL)
    return g_strdup (wp_render_tr (names[source->kind], style));
  if (source->kind == WP_SOURCE_MX_DATABASE)
    return mx_database_name (source, style);
  name = page_name (source);
  if (source->kind == WP_SOURCE_AUTODISCOVER && !g_str_has_prefix (name, "autodiscover."))
    return wp_render_fill_pairs (N_ ("Autodiscover, {name}"), style, "name", name, NULL);
  return has_address ? wp_render_fill_pairs (N_ ("{name}, with address"), style, "name", name, NULL)
                     : g_steal_pointer (&name);
}

/* What it says */

/* Of guesses only those count in the end that turned out to be mail servers. */
static gboolean
was_in_vain (const WpReport *report, const WpSource *source, WpProtocol protocol)
{
  const WpCandidate *choice;

  if (source->kind != WP_SOURCE_GUESS || report->ended_us == 0)
    return FALSE;
  choice = wp_report_choice (report, protocol);
  return choice == NULL || !wp_ids_has (source->says, choice->id);
}

static gboolean
says_protocol (const WpReport *report, const WpSource *source, WpProtocol protocol)
{
  if (was_in_vain (report, source, protocol))
    return FALSE;
  for (guint i = 0; i < source->says->len; i++)
    {
      const WpCandidate *candidate = wp_report_candidate (report,
                                                          g_array_index (source->says, guint, i));

      if (candidate != NULL && candidate->endpoint->protocol == protocol)
        return TRUE;
    }
  return FALSE;
}

static gboolean
says_any (const WpReport *report, const WpSource *source)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (says_protocol (report, source, (WpProtocol) i))
      return TRUE;
  return FALSE;
}

static char *
protocols_of (const WpReport *report, const Row *row)
{
  GString *out = g_string_new (NULL);

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    for (guint i = 0; i < row->all->len; i++)
      if (says_protocol (report, row->all->pdata[i], (WpProtocol) protocol))
        {
          g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                                  wp_render_protocol (wp_protocol_id ((WpProtocol) protocol)));
          break;
        }
  return g_string_free (out, FALSE);
}

static const char *
words_for (const WpSource *source)
{
  static const struct
  {
    WpOutcome outcome;
    const char *words;
  } by_outcome[] = {
    { WP_OUTCOME_NOT_OFFERED, N_ ("the domain says: not offered") },
    { WP_OUTCOME_CANCELLED, N_ ("not waited for any longer") },
    { WP_OUTCOME_TIMED_OUT, N_ ("no answer in time") },
    { WP_OUTCOME_DNS_TIMED_OUT, N_ ("no name server answered") },
    { WP_OUTCOME_SERVFAIL, N_ ("the name servers cannot tell") },
    { WP_OUTCOME_BOGUS, N_ ("a signature in the name service is wrong") },
    { WP_OUTCOME_REFUSED, N_ ("nothing answers there") },
    { WP_OUTCOME_UNTRUSTED, N_ ("its certificate is not good, so not asked") },
    { WP_OUTCOME_REDIRECT_REFUSED, N_ ("leads to an unsafe place, not followed") },
    { WP_OUTCOME_FENCED, N_ ("leads into a private network, not asked") },
    { WP_OUTCOME_TOO_LARGE, N_ ("too large for settings, not read") },
    { WP_OUTCOME_HTTP_ERROR, N_ ("answers with an error ({status})") },
    { WP_OUTCOME_MALFORMED, N_ ("damaged, not read") },
    { WP_OUTCOME_DIGEST_MISMATCH, N_ ("not the document that was announced") },
  };
  static const char *const not_found[WP_N_SOURCE_KINDS] = {
    [WP_SOURCE_DATABASE] = N_ ("does not know {domain}"),
    [WP_SOURCE_MX_DATABASE] = N_ ("does not know it"),
    [WP_SOURCE_NOTES] = N_ ("do not know {domain}"),
    [WP_SOURCE_GUESS] = N_ ("none exists"),
    [WP_SOURCE_SRV] = N_ ("none"),
    [WP_SOURCE_MAILCONF] = N_ ("none"),
  };

  if (source->status == WP_SOURCE_STATUS_SKIPPED)
    return source->note != NULL ? source->note : N_ ("not asked");
  for (guint i = 0; i < G_N_ELEMENTS (by_outcome); i++)
    if (by_outcome[i].outcome == source->outcome)
      return by_outcome[i].words;
  switch (source->status)
    {
    case WP_SOURCE_STATUS_FOUND:
      return source->kind == WP_SOURCE_GUESS ? N_ ("exist, but no mail server answers there")
                                             : N_ ("names no mail server");
    case WP_SOURCE_STATUS_NOT_FOUND:
      return not_found[source->kind] != NULL ? not_found[source->kind] : N_ ("not published");
    case WP_SOURCE_STATUS_NOT_SETTINGS:
      return source->kind == WP_SOURCE_SRV ? N_ ("names no server")
                                           : N_ ("a web page, not settings");
    default:
      return N_ ("no usable answer");
    }
}

static char *
what_of (const WpReport *report, const Row *row, const WpRenderStyle *style)
{
  g_autofree char *protocols = protocols_of (report, row);
  g_autofree char *status = g_strdup_printf ("%u", row->first->http_status);
  const char *domain = report->account == NULL ? "" : report->account->domain_ascii;
  g_autofree char *words = NULL;

  if (*protocols != '\0')
    return g_steal_pointer (&protocols);
  words = wp_render_fill_pairs (words_for (row->first), style, "domain", domain, "status", status,
                                NULL);
  return wp_printable_text (words, WP_LIMIT_TRANSCRIPT_TEXT);
}

/* The worst of what it names: one line shows no more trust than its weakest part earns. */
static const WpSource *
weakest (const WpReport *report, const Row *row)
{
  const WpSource *weak = NULL;

  for (guint i = 0; i < row->all->len; i++)
    {
      const WpSource *source = row->all->pdata[i];

      if (source->status == WP_SOURCE_STATUS_FOUND && says_any (report, source)
          && (weak == NULL || source->trust > weak->trust))
        weak = source;
    }
  return weak;
}

static WpSign
sign_of (const WpReport *report, const Row *row)
{
  const WpSource *weak = weakest (report, row);

  if (weak == NULL)
    return row->first->status == WP_SOURCE_STATUS_FAILED
                   && row->first->outcome != WP_OUTCOME_CANCELLED
               ? WP_SIGN_BAD
               : WP_SIGN_NONE;
  return weak->trust >= WP_TRUST_MX ? WP_SIGN_WARN : WP_SIGN_GOOD;
}

/* Lines */

static guint
append_head (GString *out, const WpReport *report, const Row *row, const WpRenderStyle *style)
{
  gint64 ms = MAX (row->end_us - report->started_us, 0);
  g_autofree char *time = g_strdup_printf ("%5" G_GINT64_FORMAT " ms  ", (ms + 500) / 1000);

  g_string_append (out, time);
  wp_layout_sign (out, sign_of (report, row), style);
  return wp_layout_width (time) + 2;
}

static void
append_row (GString *out,
            const WpReport *report,
            const Row *row,
            guint name_width,
            const WpRenderStyle *style)
{
  guint columns = wp_layout_columns (style);
  g_autofree char *name = wp_render_source_name (report, row->first, style);
  g_autofree char *what = what_of (report, row, style);
  const WpSource *weak = weakest (report, row);
  const char *trust = weak == NULL ? "" : wp_render_trust (weak->trust, weak->kind, style);
  guint used = append_head (out, report, row, style);
  guint column = TIME_COLUMNS + name_width + 2;
  gboolean is_narrow = columns < FEWEST_COLUMNS;

  if (is_narrow)
    column = 4;
  wp_layout_wrap (out, name, used, MIN (TIME_COLUMNS, columns / 2), columns);
  used += wp_layout_width (name);
  if (used + 2 > column)
    {
      column = MIN (column, TIME_COLUMNS + 2);
      g_string_append_c (out, '\n');
      used = 0;
    }
  wp_layout_pad (out, column - used);
  wp_layout_wrap (out, what, column, column, columns);
  used = column + wp_layout_width (what);
  if (*trust != '\0' && (is_narrow || used + 2 > column + WHAT_COLUMNS))
    {
      g_string_append_c (out, '\n');
      wp_layout_pad (out, column);
      used = column;
    }
  else if (*trust != '\0')
    {
      wp_layout_pad (out, column + WHAT_COLUMNS - used);
      used = column + WHAT_COLUMNS;
    }
  wp_layout_wrap (out, trust, used, column, columns);
  g_string_append_c (out, '\n');
}

/* The words of the line tell as much. */
static gboolean
is_told (const WpSource *source)
{
  switch (source->outcome)
    {
    case WP_OUTCOME_NOT_OFFERED:
    case WP_OUTCOME_CANCELLED:
    case WP_OUTCOME_UNTRUSTED:
    case WP_OUTCOME_REDIRECT_REFUSED:
    case WP_OUTCOME_FENCED:
    case WP_OUTCOME_TOO_LARGE:
      return TRUE;
    default:
      return source->status == WP_SOURCE_STATUS_SKIPPED
             || (source->status == WP_SOURCE_STATUS_FOUND && source->trust == WP_TRUST_HTTP);
    }
}

static void
append_note (GString *out, const Row *row, const WpRenderStyle *style)
{
  const char *said = NULL;
  guint indent = wp_layout_columns (style) < FEWEST_COLUMNS ? 4 : TIME_COLUMNS;

  for (guint i = 0; i < row->all->len; i++)
    {
      const WpSource *source = row->all->pdata[i];
      g_autofree char *shown = NULL;

      if (source->note == NULL || g_strcmp0 (said, source->note) == 0 || is_told (source))
        continue;
      said = source->note;
      shown = wp_printable_text (wp_render_tr (said, style), WP_LIMIT_TRANSCRIPT_TEXT);
      wp_layout_pad (out, indent);
      wp_layout_wrap (out, shown, indent, indent, wp_layout_columns (style));
      g_string_append_c (out, '\n');
    }
}

static gboolean
is_shown (const WpReport *report, guint n)
{
  const WpSource *source = report->sources->pdata[n];

  if (source->kind == WP_SOURCE_GIVEN)
    return FALSE;
  for (guint i = 0; i < n && source->kind == WP_SOURCE_SRV; i++)
    if (((const WpSource *) report->sources->pdata[i])->kind == WP_SOURCE_SRV)
      return FALSE;
  return TRUE;
}

static int
by_end (gconstpointer a, gconstpointer b)
{
  const Row *one = *(const Row *const *) a, *other = *(const Row *const *) b;

  if (one->end_us != other->end_us)
    return one->end_us < other->end_us ? -1 : 1;
  return one->first->id < other->first->id ? -1 : 1;
}

void
wp_render_sources (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  guint widest = 0;

  for (guint i = 0; i < report->sources->len; i++)
    if (is_shown (report, i))
      g_ptr_array_add (rows, row_of (report, report->sources->pdata[i]));
  g_ptr_array_sort (rows, by_end);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = wp_render_source_name (report, ((const Row *) rows->pdata[i])->first,
                                                     style);

      widest = MAX (widest, wp_layout_width (name));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      append_row (out, report, rows->pdata[i], MIN (widest, MOST_NAME_COLUMNS), style);
      append_note (out, rows->pdata[i], style);
    }
}

char *
wp_render_source_line (const WpReport *report,
                       WpReportKind kind,
                       guint n,
                       const WpRenderStyle *style)
{
  const WpSource *source = kind == WP_REPORT_SOURCE && n < report->sources->len
                               ? report->sources->pdata[n]
                               : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Row *row;

  if (source == NULL || source->kind == WP_SOURCE_GIVEN)
    return NULL;
  row = row_of (report, source);
  if (source->kind != WP_SOURCE_SRV
      || (row->all->len == N_SRV_LABELS && row->all->pdata[N_SRV_LABELS - 1] == source))
    append_row (out, report, row, NAME_COLUMNS, style);
  row_free (row);
  return out->len == 0 ? NULL : wp_layout_finish (g_steal_pointer (&out), style);
}
