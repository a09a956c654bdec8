/* What was asked for settings: a line a source, when it answered, what it says, how far that can be
 * believed. The SRV records are six questions and one voice, so one line. */
#include "render/layout-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"

#define TIME_COLUMNS 12        /* "  171 ms  ✓ " */
#define FEWEST_NAME_COLUMNS 24 /* with these a line of 80 is full */
#define MOST_NAME_COLUMNS 30
#define WHAT_COLUMNS 18 /* "IMAP, SMTP, POP3" and two blanks */
#define TRUST_COLUMNS 24
#define FEWEST_COLUMNS 60 /* below, what a source says stands under its name */
#define NARROW_COLUMNS 38 /* below, it stands further left, too */
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

  for (guint n = 0; n < WP_N_PROTOCOLS; n++)
    for (guint i = 0; i < row->all->len; i++)
      if (says_protocol (report, row->all->pdata[i], wp_render_order[n]))
        {
          g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                                  wp_render_protocol (wp_protocol_id (wp_render_order[n])));
          break;
        }
  return g_string_free (out, FALSE);
}

/* Not the same as having nothing: why nobody knows. */
static const char *
words_for_failure (const WpSource *source)
{
  static const struct
  {
    WpOutcome outcome;
    const char *words;
  } rows[] = {
    { WP_OUTCOME_CANCELLED, N_ ("not waited for any longer") },
    { WP_OUTCOME_TIMED_OUT, N_ ("no answer in time") },
    { WP_OUTCOME_DNS_TIMED_OUT, N_ ("no name server answered") },
    { WP_OUTCOME_SERVFAIL, N_ ("the name servers cannot tell") },
    { WP_OUTCOME_BOGUS, N_ ("a signature in the name service is wrong") },
    { WP_OUTCOME_REFUSED, N_ ("nothing answers there") },
    { WP_OUTCOME_UNREACHABLE, N_ ("no way leads there from this network") },
    { WP_OUTCOME_UNTRUSTED, N_ ("its certificate is not good, so not asked") },
    { WP_OUTCOME_FENCED, N_ ("leads into a private network, not asked") },
    { WP_OUTCOME_TOO_LARGE, N_ ("too large for settings, not read") },
    { WP_OUTCOME_HTTP_ERROR, N_ ("answers with an error ({status})") },
    { WP_OUTCOME_MALFORMED, N_ ("damaged, not read") },
    { WP_OUTCOME_DIGEST_MISMATCH, N_ ("not the document that was announced") },
  };

  if (source->outcome == WP_OUTCOME_REDIRECT_REFUSED)
    return source->redirects->len >= WP_LIMIT_HTTP_REDIRECTS
               ? N_ ("too many redirects, not followed")
               : N_ ("leads to an unsafe place, not followed");
  if ((source->outcome == WP_OUTCOME_NXDOMAIN || source->outcome == WP_OUTCOME_NO_DATA)
      && (source->status == WP_SOURCE_STATUS_FAILED || source->kind == WP_SOURCE_DATABASE))
    return N_ ("not reached: its name has no address");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].outcome == source->outcome)
      return rows[i].words;
  return source->status == WP_SOURCE_STATUS_FAILED ? N_ ("no usable answer") : NULL;
}

static const char *
words_for (const WpSource *source)
{
  static const char *const not_found[WP_N_SOURCE_KINDS] = {
    [WP_SOURCE_DATABASE] = N_ ("does not know {domain}"),
    [WP_SOURCE_MX_DATABASE] = N_ ("does not know it"),
    [WP_SOURCE_NOTES] = N_ ("do not know {domain}"),
    [WP_SOURCE_GUESS] = N_ ("none exists"),
    [WP_SOURCE_SRV] = N_ ("none"),
    [WP_SOURCE_MAILCONF] = N_ ("none"),
  };
  const char *failure = words_for_failure (source);

  if (source->status == WP_SOURCE_STATUS_SKIPPED)
    return N_ ("not asked");
  if (source->outcome == WP_OUTCOME_NOT_OFFERED)
    return N_ ("the domain says: not offered");
  if (failure != NULL)
    return failure;
  switch (source->status)
    {
    case WP_SOURCE_STATUS_FOUND:
      return source->kind == WP_SOURCE_GUESS ? N_ ("exist, but no mail server answers there")
                                             : N_ ("names no mail server");
    case WP_SOURCE_STATUS_NOT_SETTINGS:
      return source->kind == WP_SOURCE_SRV ? N_ ("names no server")
                                           : N_ ("a web page, not settings");
    default:
      return not_found[source->kind] != NULL ? not_found[source->kind] : N_ ("not published");
    }
}

/* Its note says all of it: that nothing was guessed, and why. */
static gboolean
is_told_by_note (const WpSource *source)
{
  return source->kind == WP_SOURCE_GUESS && source->status == WP_SOURCE_STATUS_SKIPPED
         && source->note != NULL;
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
  if (is_told_by_note (row->first))
    return wp_printable_text (wp_render_tr (row->first->note, style), WP_LIMIT_TRANSCRIPT_TEXT);
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
table_columns (const WpRenderStyle *style)
{
  return MAX (wp_layout_columns (style), style->wide_columns);
}

/* All that can come is known beforehand but hosters and mirrors, which rarely are longer: so each
 * line can be printed before the next source has answered. */
static guint
name_columns (const WpReport *report, const WpRenderStyle *style)
{
  static const WpSourceKind kinds[] = { WP_SOURCE_DATABASE, WP_SOURCE_SRV, WP_SOURCE_MAILCONF,
                                        WP_SOURCE_NOTES, WP_SOURCE_GUESS };
  guint rest = TIME_COLUMNS + 2 + WHAT_COLUMNS + TRUST_COLUMNS;
  guint most = MAX (MOST_NAME_COLUMNS,
                    table_columns (style) > rest ? table_columns (style) - rest : 0);
  guint widest = (guint) strlen ("autodiscover.");

  if (report->account != NULL)
    widest += wp_layout_width (report->account->domain_ascii);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      WpSource source = { .kind = kinds[i] };
      g_autofree char *name = wp_render_source_name (report, &source, style);

      widest = MAX (widest, wp_layout_width (name));
    }
  return CLAMP (widest, FEWEST_NAME_COLUMNS, most);
}

static const char *
trust_of (const WpReport *report, const Row *row, const WpRenderStyle *style)
{
  const WpSource *weak = weakest (report, row);

  return weak == NULL ? "" : wp_render_trust (weak->trust, weak->kind, style);
}

static void
append_head (GString *out, const WpReport *report, const Row *row, const WpRenderStyle *style)
{
  gint64 ms = MAX (row->end_us - report->started_us, 0);

  g_string_append_printf (out, "%5" G_GINT64_FORMAT " ms  ", (ms + 500) / 1000);
  wp_layout_sign (out, sign_of (report, row), style);
}

static void
append_trust (GString *out, const char *trust, guint column, const WpRenderStyle *style)
{
  guint used = wp_layout_used (out);
  guint beside = column + WHAT_COLUMNS;

  if (*trust == '\0')
    return;
  if (used + 2 > beside || beside + wp_layout_width (trust) > table_columns (style))
    {
      g_string_append_c (out, '\n');
      wp_layout_pad (out, column);
      beside = column;
    }
  else
    wp_layout_pad (out, beside - used);
  wp_layout_wrap (out, trust, beside, column, table_columns (style));
}

static void
append_row (GString *out, const WpReport *report, const Row *row, const WpRenderStyle *style)
{
  guint columns = table_columns (style);
  g_autofree char *name = wp_render_source_name (report, row->first, style);
  g_autofree char *what = what_of (report, row, style);
  guint below = columns < NARROW_COLUMNS ? 4 : TIME_COLUMNS + 2;
  guint column = columns < FEWEST_COLUMNS ? below : TIME_COLUMNS + name_columns (report, style) + 2;
  guint used;

  append_head (out, report, row, style);
  wp_layout_wrap (out, name, TIME_COLUMNS, MIN (TIME_COLUMNS, columns / 2), columns);
  used = wp_layout_used (out);
  if (used + 2 > column)
    {
      column = MIN (column, below);
      g_string_append_c (out, '\n');
      used = 0;
    }
  wp_layout_pad (out, column - used);
  wp_layout_wrap (out, what, column, column, columns);
  append_trust (out, trust_of (report, row, style), column, style);
  g_string_append_c (out, '\n');
}

/* The words of the line tell as much. */
static gboolean
is_told (const WpSource *source)
{
  if (is_told_by_note (source))
    return TRUE;
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
      return (source->status == WP_SOURCE_STATUS_NOT_SETTINGS
              && (source->flaws & WP_FLAW_WEB_PAGE) != 0)
             || (source->status == WP_SOURCE_STATUS_FOUND && source->trust == WP_TRUST_HTTP);
    }
}

static gboolean
has_note (const Row *row, const char *note)
{
  for (guint i = 0; i < row->all->len; i++)
    {
      const WpSource *source = row->all->pdata[i];

      if (!is_told (source) && g_strcmp0 (source->note, note) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What several lines have in common is said under the first of them. */
static void
append_notes (GString *out, const Row *row, const GPtrArray *before, const WpRenderStyle *style)
{
  guint indent = table_columns (style) < NARROW_COLUMNS ? 4 : TIME_COLUMNS;
  const char *said = NULL;

  for (guint i = 0; i < row->all->len; i++)
    {
      const WpSource *source = row->all->pdata[i];
      g_autofree char *shown = NULL;
      gboolean is_said = source->note == NULL || is_told (source)
                         || g_strcmp0 (said, source->note) == 0;

      for (guint n = 0; n < before->len && !is_said; n++)
        is_said = has_note (before->pdata[n], source->note);
      if (is_said)
        continue;
      said = source->note;
      shown = wp_printable_text (wp_render_tr (said, style), WP_LIMIT_TRANSCRIPT_TEXT);
      wp_layout_pad (out, indent);
      wp_layout_wrap (out, shown, indent, indent, wp_layout_columns (style));
      g_string_append_c (out, '\n');
    }
}

static gboolean
is_same (const WpReport *report, const Row *one, const Row *other, const WpRenderStyle *style)
{
  g_autofree char *name = wp_render_source_name (report, one->first, style);
  g_autofree char *other_name = wp_render_source_name (report, other->first, style);
  g_autofree char *what = what_of (report, one, style);
  g_autofree char *other_what = what_of (report, other, style);

  return g_str_equal (name, other_name) && g_str_equal (what, other_what)
         && g_str_equal (trust_of (report, one, style), trust_of (report, other, style));
}

/* Two questions may look the same to who reads: to one host, about one more redirect. */
static void
append_once (GString *out,
             const WpReport *report,
             const Row *row,
             const GPtrArray *before,
             const WpRenderStyle *style)
{
  for (guint i = 0; i < before->len; i++)
    if (is_same (report, row, before->pdata[i], style))
      return;
  append_row (out, report, row, style);
  append_notes (out, row, before, style);
}

/* All of them are there; or none will be any more. */
static gboolean
is_final (const WpReport *report, const Row *row)
{
  if (report->ended_us != 0)
    return TRUE;
  if (row->first->kind == WP_SOURCE_SRV)
    return row->all->len == N_SRV_LABELS;
  return row->first->kind != WP_SOURCE_GUESS; /* whether anything answers there is not known yet */
}

/* The line stands where the last source of it answered. */
static gboolean
is_shown (const WpReport *report, guint n)
{
  const WpSource *source = report->sources->pdata[n];

  if (source->kind == WP_SOURCE_GIVEN)
    return FALSE;
  for (guint i = n + 1; i < report->sources->len && source->kind == WP_SOURCE_SRV; i++)
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

/* Of the first `n` sources. */
static GPtrArray *
rows_of (const WpReport *report, guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < n; i++)
    if (is_shown (report, i))
      g_ptr_array_add (rows, row_of (report, report->sources->pdata[i]));
  return rows;
}

void
wp_render_sources (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) rows = rows_of (report, report->sources->len);
  g_autoptr (GPtrArray) before = g_ptr_array_new ();

  g_ptr_array_sort (rows, by_end);
  for (guint i = 0; i < rows->len; i++)
    {
      append_once (out, report, rows->pdata[i], before, style);
      g_ptr_array_add (before, rows->pdata[i]);
    }
}

static void
source_row_free (gpointer data)
{
  WpSourceRow *row = data;

  g_free (row->name);
  g_free (row->what);
  g_free (row);
}

GPtrArray *
wp_render_source_rows (const WpReport *report, const WpRenderStyle *style)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (source_row_free);
  g_autoptr (GPtrArray) rows = rows_of (report, report->sources->len);

  g_ptr_array_sort (rows, by_end);
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = rows->pdata[i];
      WpSourceRow *one = g_new0 (WpSourceRow, 1);

      one->name = wp_render_source_name (report, row->first, style);
      one->what = what_of (report, row, style);
      one->trust = trust_of (report, row, style);
      one->ms = (MAX (row->end_us - report->started_us, 0) + 500) / 1000;
      one->has_found = weakest (report, row) != NULL;
      one->has_failed = sign_of (report, row) == WP_SIGN_BAD;
      one->needs_care = sign_of (report, row) == WP_SIGN_WARN;
      g_ptr_array_add (shown, one);
    }
  return shown;
}

char *
wp_render_source_answer (const WpReport *report, const WpSource *source, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  Row row = { .all = all };

  row_add (&row, source);
  return what_of (report, &row, style);
}

char *
wp_render_source_line (const WpReport *report,
                       WpReportKind kind,
                       guint n,
                       const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Row *row;

  if (kind != WP_REPORT_SOURCE || n >= report->sources->len || !is_shown (report, n))
    return NULL;
  before = rows_of (report, n);
  row = row_of (report, report->sources->pdata[n]);
  if (is_final (report, row))
    append_once (out, report, row, before, style);
  row_free (row);
  return out->len == 0 ? NULL : wp_layout_finish (g_steal_pointer (&out), style);
}
