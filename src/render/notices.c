/* What a provider changed, or does in its own way (model/provider), in words: beside its demands,
 * for who chooses between POP3 and IMAP, sets up a program or sends. The dates and amounts are
 * those of the notes; none stands in a text. Past the day on which a fact was to be looked up
 * again, the text says that it may have changed. */
#include "render/json-private.h"

#include <glib/gi18n-lib.h>

#define MOST_BESIDE_DEMANDS 2

/* Translators: in these, {provider} is a name like Gmail, {date} is a day or a month like
 * 2026-12-31 or 2026-12, {amount} is a number, {protocols} is IMAP, POP3 or both. What stands in
 * quotes is on the provider's page. */
static const char *const texts[WP_N_NOTICE_KINDS] = {
  [WP_NOTICE_ACCOUNT_PASSWORD_REFUSED] = N_ (
      "Since {date}, {provider} refuses the password of the account in mail programs. An app "
      "password or a sign-in on the web takes its place."),
  [WP_NOTICE_APP_PASSWORD_EXCEPTION] = N_ (
      "{provider} refuses the password of the account in mail programs and wants a sign-in on the "
      "web. App passwords are the exception, where the account may have them."),
  [WP_NOTICE_PASSWORDS_OFF] = N_ ("Since {date}, {provider} takes no password from mail programs "
                                  "for {protocols}, no app password either: only a sign-in on the "
                                  "web (OAuth2)."),
  [WP_NOTICE_IMAP_ALWAYS_ON] = N_ ("Since {date}, IMAP cannot be switched off at {provider}. "
                                   "Instructions to switch it on first are out of date."),
  [WP_NOTICE_IMAP_ONLY] = N_ ("{provider} offers IMAP only, no POP."),
  [WP_NOTICE_POP_WINDOW] = N_ (
      "By POP, {provider} gives each message only once, to the first program that asks. With "
      "“recent:” in front of the user name every program gets the mail of the last {amount} days."),
  [WP_NOTICE_POP_DISPOSITION] = N_ (
      "A setting of {provider} on the web decides what becomes of a message that was collected by "
      "POP: kept, marked as read, archived or moved to Trash. It counts whatever the mail program "
      "asks for. Look at it before the first collection."),
  [WP_NOTICE_FETCHING_ENDS] = N_ (
      "{provider} stops collecting mail from other mailboxes (“Check mail from other accounts”). "
      "Reading {provider} by POP or IMAP is not meant and goes on."),
  [WP_NOTICE_DOWNLOAD_LIMIT] = N_ (
      "{provider} lets mail programs download about {amount} MB a day by {protocols}. The first "
      "complete copy of a large mailbox can take several days."),
  [WP_NOTICE_STORAGE_CUT] = N_ (
      "Since {date}, a free mailbox at {provider} holds {amount} GB. Above that it neither sends "
      "nor receives."),
  [WP_NOTICE_SMTP_AUTH_BASIC_ENDS] = N_ (
      "Until the end of {date}, passwords for sending (SMTP AUTH) work at {provider} as before. "
      "Then "
      "they are off by default, and the administrator can switch them on again; organisations that "
      "come later start with the sign-in on the web (OAuth2). The day on which they end for good "
      "is "
      "to be announced."),
  [WP_NOTICE_OLD_TLS_REFUSED] = N_ (
      "From {date} on, {provider} refuses TLS 1.0 and 1.1 for {protocols}, step by step. Old "
      "devices and programs then no longer connect."),
};

static gint64
now_of (const WpReport *report)
{
  return report->started_unix / G_USEC_PER_SEC;
}

char *
wp_render_notice (const WpReport *report, const WpNotice *notice, const WpRenderStyle *style)
{
  g_autofree char *protocols = wp_render_protocol_list (notice->protocols);
  g_autofree char *amount = wp_render_count (notice->amount);
  g_autofree char *text = wp_render_fill_pairs (texts[notice->kind], style, "provider",
                                                report->provider->name, "date", notice->date,
                                                "amount", amount, "protocols", protocols, NULL);
  g_autofree char *stale = NULL;

  if (!wp_notice_is_stale (notice, now_of (report)))
    return g_steal_pointer (&text);
  stale = wp_render_fill_pairs (N_ ("{text} (Looked up on {date}; this may have changed.)"), style,
                                "text", text, "date", notice->checked_on, NULL);
  return g_steal_pointer (&stale);
}

static void
append_notice (GString *out,
               const WpReport *report,
               const WpNotice *notice,
               const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_notice (report, notice, style);

  wp_render_paragraph (out, text, 2, style);
  wp_render_paragraph (out, notice->source, 4, style);
}

gboolean
wp_render_beside_demands (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  guint told = 0;

  for (guint i = 0; i < report->provider->notices->len && told < MOST_BESIDE_DEMANDS; i++)
    {
      const WpNotice *notice = report->provider->notices->pdata[i];

      if (wp_notice_kind_dates_demand (notice->kind))
        continue;
      append_notice (out, report, notice, style);
      told++;
    }
  return told > 0;
}

char *
wp_render_notices (const WpReport *report, WpNoticeAudience audience, const WpRenderStyle *style)
{
  GString *out;

  if (report->provider == NULL)
    return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < report->provider->notices->len; i++)
    {
      const WpNotice *notice = report->provider->notices->pdata[i];

      if (wp_notice_kind_audience (notice->kind) == audience)
        append_notice (out, report, notice, style);
    }
  if (out->len > 0)
    return wp_layout_finish (out, style);
  g_string_free (out, TRUE);
  return NULL;
}

static JsonObject *
new_notice (const WpReport *report, const WpNotice *notice, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  JsonArray *protocols = json_array_new ();
  g_autofree char *text = wp_render_notice (report, notice, style);

  json_object_set_string_member (object, "id", wp_notice_kind_id (notice->kind));
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if ((notice->protocols & (1u << i)) != 0)
      json_array_add_string_element (protocols, wp_protocol_id ((WpProtocol) i));
  json_object_set_array_member (object, "protocols", protocols);
  if (notice->date != NULL)
    json_object_set_string_member (object, "date", notice->date);
  if (notice->amount != 0)
    json_object_set_int_member (object, "amount", notice->amount);
  json_object_set_string_member (object, "text", text);
  json_object_set_string_member (object, "source", notice->source);
  json_object_set_string_member (object, "checked_on", notice->checked_on);
  json_object_set_string_member (object, "recheck_after", notice->recheck_after);
  return object;
}

JsonArray *
wp_json_notices (const WpReport *report, const WpRenderStyle *style)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->provider->notices->len; i++)
    json_array_add_object_element (array,
                                   new_notice (report, report->provider->notices->pdata[i], style));
  return array;
}
