/* The programs that are simulated: in which order each asks, and what it does with an answer. Every
 * row is a statement on somebody else's program at a date; where that was not read, nothing is
 * claimed. */
#include "diagnose/as-client-private.h"

#include <glib/gi18n-lib.h>

#define IMAP (1u << WP_PROTOCOL_IMAP)
#define POP3 (1u << WP_PROTOCOL_POP3)
#define SMTP (1u << WP_PROTOCOL_SMTP)

/* Thunderbird for the desktop, account hub. Autodiscover runs beside the list, and counts last. */
static const WpAsk thunderbird_asks[] = {
  { WP_ASK_SUBDOMAIN, FALSE, TRUE },    { WP_ASK_WELLKNOWN, FALSE, TRUE },
  { WP_ASK_SUBDOMAIN, TRUE, TRUE },     { WP_ASK_WELLKNOWN, TRUE, TRUE },
  { WP_ASK_DATABASE, FALSE, FALSE },    { WP_ASK_MX, FALSE, FALSE },
  { WP_ASK_AUTODISCOVER, FALSE, TRUE }, { WP_ASK_GUESS, FALSE, FALSE },
  { WP_ASK_END, FALSE, FALSE },
};
static const WpGuess thunderbird_guesses[] = {
  { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, { "imap", "mail", "" } },
  { WP_PROTOCOL_IMAP, 143, WP_TLS_STARTTLS, { "imap", "mail", "" } },
  { WP_PROTOCOL_POP3, 995, WP_TLS_IMPLICIT, { "pop3", "pop", "mail", "" } },
  { WP_PROTOCOL_POP3, 110, WP_TLS_STARTTLS, { "pop3", "pop", "mail", "" } },
  { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, { "smtp", "mail", "" } },
  { WP_PROTOCOL_SMTP, 587, WP_TLS_STARTTLS, { "smtp", "mail", "" } },
  { WP_PROTOCOL_SMTP, 25, WP_TLS_STARTTLS, { "smtp", "mail", "" } },
};
static const WpClientRules thunderbird = {
  .asks = thunderbird_asks,
  .guesses = thunderbird_guesses,
  .n_guesses = G_N_ELEMENTS (thunderbird_guesses),
  .guess_s = 12,
  .mx = WP_MX_STRIPPED | WP_MX_BASE,
  .protocols = IMAP | POP3 | SMTP,
  .plain = WP_PLAIN_WARNED,
  .names = WP_NAMES_FILLED,
  .needs_both = TRUE,
  .trusts_starttls = TRUE,
};

static const WpAsk android_asks[] = {
  { WP_ASK_SUBDOMAIN, FALSE, FALSE }, { WP_ASK_WELLKNOWN, FALSE, FALSE },
  { WP_ASK_SUBDOMAIN, TRUE, FALSE },  { WP_ASK_WELLKNOWN, TRUE, FALSE },
  { WP_ASK_DATABASE, FALSE, FALSE },  { WP_ASK_MX, FALSE, FALSE },
  { WP_ASK_END, FALSE, FALSE },
};
static const WpClientRules android = {
  .asks = android_asks,
  .mx = WP_MX_STRIPPED | WP_MX_BASE,
  .protocols = IMAP | SMTP,
  .plain = WP_PLAIN_REJECTED,
  .names = WP_NAMES_FILLED,
  .needs_both = TRUE,
  .asks_consent = TRUE,
};

/* One after the other, documents first; SRV beside them, weaker by its priorities. */
static const WpAsk evolution_asks[] = {
  { WP_ASK_SUBDOMAIN, FALSE, TRUE }, { WP_ASK_SUBDOMAIN, TRUE, TRUE },
  { WP_ASK_WELLKNOWN, FALSE, TRUE }, { WP_ASK_WELLKNOWN, TRUE, TRUE },
  { WP_ASK_DATABASE, FALSE, FALSE }, { WP_ASK_MX, FALSE, TRUE },
  { WP_ASK_SRV, FALSE, FALSE },      { WP_ASK_END, FALSE, FALSE },
};
static const WpClientRules evolution = {
  .asks = evolution_asks,
  .mx = WP_MX_WHITTLED | WP_MX_NO_LIST,
  .protocols = IMAP | POP3 | SMTP,
  .plain = WP_PLAIN_TAKEN,
  .names = WP_NAMES_FILLED,
  .is_last = TRUE,
  .srv_fills = TRUE,
  .ends_at_error = TRUE,
};

static const WpAsk goa_asks[] = {
  { WP_ASK_OWN_PAGE, FALSE, TRUE },  { WP_ASK_SUBDOMAIN, FALSE, TRUE },
  { WP_ASK_WELLKNOWN, FALSE, TRUE }, { WP_ASK_SUBDOMAIN, TRUE, TRUE },
  { WP_ASK_DATABASE, FALSE, FALSE }, { WP_ASK_MX_OWN, FALSE, TRUE },
  { WP_ASK_END, FALSE, FALSE },
};
static const WpClientRules goa = {
  .asks = goa_asks,
  .mx = WP_MX_FULL | WP_MX_BASE,
  .protocols = IMAP | SMTP,
  .plain = WP_PLAIN_AS_TLS,
  .names = WP_NAMES_WHOLE,
};

static const WpAsk geary_asks[] = {
  { WP_ASK_SUBDOMAIN, FALSE, FALSE },
  { WP_ASK_DATABASE, FALSE, FALSE },
  { WP_ASK_PREFILL, FALSE, FALSE },
  { WP_ASK_END, FALSE, FALSE },
};
static const WpGuess geary_guesses[] = {
  { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, { "imap" } },
  { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, { "smtp" } },
};
static const WpClientRules geary = {
  .asks = geary_asks,
  .guesses = geary_guesses,
  .n_guesses = G_N_ELEMENTS (geary_guesses),
  .protocols = IMAP | SMTP,
  .plain = WP_PLAIN_TAKEN,
  .names = WP_NAMES_IGNORED,
  .is_first_incoming = TRUE,
  .needs_both = TRUE,
};

static const WpAsk kde_asks[] = {
  { WP_ASK_DATABASE, FALSE, FALSE }, { WP_ASK_SUBDOMAIN, FALSE, FALSE },
  { WP_ASK_SUBDOMAIN, TRUE, FALSE }, { WP_ASK_WELLKNOWN, FALSE, FALSE },
  { WP_ASK_END, FALSE, FALSE },
};
static const WpClientRules kde = {
  .asks = kde_asks,
  .protocols = IMAP | POP3 | SMTP,
  .plain = WP_PLAIN_TAKEN,
  .names = WP_NAMES_FILLED,
};

/* Its guesses are logins; each may wait a minute. */
static const WpAsk delta_asks[] = {
  { WP_ASK_SUBDOMAIN, FALSE, TRUE },    { WP_ASK_WELLKNOWN, FALSE, FALSE },
  { WP_ASK_AUTODISCOVER, FALSE, TRUE }, { WP_ASK_DATABASE, FALSE, FALSE },
  { WP_ASK_GUESS, FALSE, FALSE },       { WP_ASK_END, FALSE, FALSE },
};
static const WpGuess delta_guesses[] = {
  { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, { "imap", "mail", "" } },
  { WP_PROTOCOL_IMAP, 143, WP_TLS_STARTTLS, { "imap", "mail", "" } },
  { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, { "smtp", "mail", "" } },
  { WP_PROTOCOL_SMTP, 587, WP_TLS_STARTTLS, { "smtp", "mail", "" } },
};
static const WpClientRules delta = {
  .asks = delta_asks,
  .guesses = delta_guesses,
  .n_guesses = G_N_ELEMENTS (delta_guesses),
  .guess_s = 360,
  .protocols = IMAP | SMTP,
  .plain = WP_PLAIN_TAKEN,
  .names = WP_NAMES_FILLED,
  .lacks_oauth = TRUE,
};

/* Everything is collected and scored: SRV 50, documents 20 (120 where the user name is not the
 * address), the scan 10. Only where all of that found nothing, the same is asked for the mail
 * exchanger's name and for what is left of it; its own host comes last, with 0. */
static const WpAsk fairemail_asks[] = {
  { WP_ASK_SRV, FALSE, FALSE },         { WP_ASK_SUBDOMAIN, FALSE, TRUE },
  { WP_ASK_WELLKNOWN, FALSE, TRUE },    { WP_ASK_SUBDOMAIN, TRUE, TRUE },
  { WP_ASK_WELLKNOWN, TRUE, TRUE },     { WP_ASK_DATABASE, FALSE, FALSE },
  { WP_ASK_AUTODISCOVER, FALSE, TRUE }, { WP_ASK_GUESS, FALSE, FALSE },
  { WP_ASK_MX, FALSE, TRUE },           { WP_ASK_MX_HOST, FALSE, FALSE },
  { WP_ASK_END, FALSE, FALSE },
};
static const WpGuess fairemail_guesses[] = {
  { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, { "imap", "imaps", "mail", "mx", "" } },
  { WP_PROTOCOL_IMAP, 143, WP_TLS_STARTTLS, { "imap", "mail", "mx", "" } },
  { WP_PROTOCOL_SMTP, 587, WP_TLS_STARTTLS, { "smtp", "mail", "mx", "" } },
  { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, { "smtp", "smtps", "mail", "mx", "" } },
};
static const WpGuess fairemail_mx_guesses[] = {
  { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, { NULL } },
  { WP_PROTOCOL_SMTP, 587, WP_TLS_STARTTLS, { NULL } },
  { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, { NULL } },
};
static const WpClientRules fairemail = {
  .asks = fairemail_asks,
  .guesses = fairemail_guesses,
  .n_guesses = G_N_ELEMENTS (fairemail_guesses),
  .guess_s = 10,
  .mx_guesses = fairemail_mx_guesses,
  .n_mx_guesses = G_N_ELEMENTS (fairemail_mx_guesses),
  .mx = WP_MX_FULL | WP_MX_WHITTLED,
  .protocols = IMAP | SMTP,
  .plain = WP_PLAIN_SKIPPED,
  .names = WP_NAMES_WHOLE,
  .needs_both = TRUE,
  .srv_by_priority = TRUE,
  .named_user_first = TRUE,
  .ignores_cert_name = TRUE,
  .tells_app_password = TRUE,
  .has_own_list = TRUE,
  .mx_is_domain = TRUE,
};

static const WpAsk outlook_asks[] = {
  { WP_ASK_AUTODISCOVER, FALSE, TRUE },
  { WP_ASK_END, FALSE, FALSE },
};
static const WpClientRules outlook = {
  .asks = outlook_asks,
  .protocols = IMAP | POP3 | SMTP,
  .plain = WP_PLAIN_TAKEN,
  .names = WP_NAMES_FILLED,
  .always = N_ ("It first asks a service of its maker, which keeps answers of its own; what that "
                "says of {domain} is not known."),
};

static const WpAsClient clients[] = {
  { "thunderbird", "Thunderbird", "comm-central", "2026-08-22", FALSE, &thunderbird },
  { "thunderbird-android", "Thunderbird for Android", "main", "2026-08-20", FALSE, &android },
  { "evolution", "Evolution", "6901b22", "2026-08-22", FALSE, &evolution },
  { "gnome-online-accounts", "GNOME Online Accounts", "main", "2026-05", FALSE, &goa },
  { "geary", "Geary", "main", "2026-05", FALSE, &geary },
  { "kde", "KDE account wizard", "master", "2026-07", FALSE, &kde },
  { "delta-chat", "Delta Chat", "chatmail/core", "2026-08-22", FALSE, &delta },
  { "fairemail", "FairEmail", "1.2331", "2026-08-22", FALSE, &fairemail },
  { "outlook", "Outlook", "MS-OXDSCLI", "2026-08-22", TRUE, &outlook },
};

const WpAsClient *
wp_as_client_all (guint *count)
{
  *count = G_N_ELEMENTS (clients);
  return clients;
}

const WpAsClient *
wp_as_client_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    if (g_strcmp0 (clients[i].id, id) == 0)
      return &clients[i];
  return NULL;
}
