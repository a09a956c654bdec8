/* Lint of documents: settings files, PACC, Autodiscover. One cause is one complaint: what could not
 * be read because of it is unknown, not wrong as well. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/lint-private.h"
#include "model/keys.h"

#define MOST_NOTICES 8

/* What a domain has a host for is meant to answer. Its web site, or what Exchange asks for, may
 * have other duties. */
static WpLintStatus
worst_of (const WpSource *source)
{
  return source->kind == WP_SOURCE_AUTOCONFIG_SUBDOMAIN || source->kind == WP_SOURCE_PACC
             ? WP_LINT_FAIL
             : WP_LINT_WARN;
}

static gboolean
wants_address (const WpSource *source)
{
  return (source->flaws & (WP_FLAW_NEEDS_ADDRESS | WP_FLAW_EMPTY)) != 0
         || source->http_status == 400 || source->http_status == 204;
}

gboolean
wp_lint_is_told_elsewhere (const WpSource *source)
{
  return source->status == WP_SOURCE_STATUS_NOT_SETTINGS || wants_address (source)
         || source->outcome == WP_OUTCOME_UNTRUSTED
         || source->outcome == WP_OUTCOME_REDIRECT_REFUSED
         || source->outcome == WP_OUTCOME_TOO_LARGE || source->outcome == WP_OUTCOME_MALFORMED
         || source->outcome == WP_OUTCOME_DIGEST_MISMATCH;
}

static gboolean
is_web_page (const WpSource *source)
{
  return (source->flaws & WP_FLAW_WEB_PAGE) != 0;
}

/* Published */

static void
say_absent (WpLint *lint, const WpSource *source)
{
  const WpSource *first = wp_lint_find_source (lint, WP_SOURCE_AUTOCONFIG_SUBDOMAIN);
  const WpSource *second = wp_lint_find_source (lint, WP_SOURCE_AUTOCONFIG_WELLKNOWN);

  if (wp_lint_is_null_mx (lint->report) && lint->servers->len == 0)
    wp_lint_note (lint, source->target, N_ ("Not published, as the domain takes no mail."));
  /* One place is enough, and the first one is complained of. */
  else if (source->kind == WP_SOURCE_AUTOCONFIG_WELLKNOWN && first != NULL
           && (first->status == WP_SOURCE_STATUS_FOUND || wp_lint_is_absent (first)))
    wp_lint_note (lint, source->target,
                  N_ ("Not published; a file at the autoconfig host is enough."));
  else if (source->kind == WP_SOURCE_AUTOCONFIG_SUBDOMAIN && second != NULL
           && second->status == WP_SOURCE_STATUS_FOUND)
    wp_lint_add (lint, WP_LINT_WARN, source->target,
                 N_ ("Nothing is published there, only at the well-known address, which fewer "
                     "programs ask."),
                 N_ ("The same file at this address, too."));
  else
    wp_lint_add (lint, WP_LINT_WARN, source->target, N_ ("Nothing is published there."),
                 N_ ("A settings file at this address, sent as text/xml. “waypost lint {domain} "
                     "{option}” writes one."));
}

static const struct
{
  WpOutcome outcome;
  const char *is;
  const char *should_be;
} faults[] = {
  { WP_OUTCOME_FENCED,
    N_ ("The name leads to a private address or another port, where nobody outside can read it."),
    N_ ("A public address, and port 443.") },
  { WP_OUTCOME_HTTP_ERROR, N_ ("The web server answers with the error {http_status}."),
    N_ ("The file, or 404 where there is none.") },
  { WP_OUTCOME_BOGUS, N_ ("The signature (DNSSEC) of the name is broken."),
    N_ ("The zone signed anew, or the DS record in the parent zone corrected.") },
};

void
wp_lint_document_published (WpLint *lint, const WpSource *source)
{
  const char *is = N_ ("The web server breaks off ({outcome}).");
  const char *should_be = N_ ("A web server that answers over HTTPS with TLS 1.2 or later.");
  WpLintCheck *check;

  if (source->status == WP_SOURCE_STATUS_FOUND)
    {
      wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("Published."), NULL);
      return;
    }
  if (wp_lint_is_absent (source))
    {
      say_absent (lint, source);
      return;
    }
  if (source->status == WP_SOURCE_STATUS_SKIPPED || wp_lint_is_told_elsewhere (source)
      || wp_lint_is_blind (source->outcome))
    {
      wp_lint_not_told (lint, source->target, source);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].outcome == source->outcome)
      {
        is = faults[i].is;
        should_be = faults[i].should_be;
      }
  check = wp_lint_add (lint, worst_of (source), source->target, is, should_be);
  wp_fields_set_text (check->params, WP_KEY_OUTCOME, wp_outcome_id (source->outcome));
  wp_fields_set_number (check->params, WP_KEY_HTTP_STATUS, source->http_status);
}

static void
say_no_document (WpLint *lint, const WpSource *source)
{
  wp_lint_add (lint, WP_LINT_FAIL, source->target,
               N_ ("A TXT record vouches for a document, but none is served."),
               N_ ("The document at this very address; or the TXT record of "
                   "_ua-auto-config.{domain} removed."));
}

void
wp_lint_optional_published (WpLint *lint)
{
  const WpSource *told = NULL;
  gboolean is_there = FALSE;

  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if ((lint->row->kinds & 1u << source->kind) == 0)
        continue;
      is_there = TRUE;
      if (source->status == WP_SOURCE_STATUS_FOUND)
        {
          wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("Published."), NULL);
          return;
        }
      if ((source->flaws & WP_FLAW_NO_DOCUMENT) != 0)
        {
          say_no_document (lint, source);
          return;
        }
      if (!wp_lint_is_absent (source) && (told == NULL || wp_lint_is_told_elsewhere (source)))
        told = source;
    }
  if (told != NULL || !is_there)
    {
      g_autofree char *place = wp_lint_place (lint,
                                              (WpSourceKind) g_bit_nth_lsf (lint->row->kinds, -1));

      wp_lint_not_told (lint, told == NULL ? place : told->target, told);
    }
  else
    wp_lint_note (lint, lint->domain, N_ ("Not published."));
}

/* A domain that serves its settings both ways is fine. */
void
wp_lint_http_only (WpLint *lint)
{
  const WpSource *open = wp_lint_find_source (lint, WP_SOURCE_AUTOCONFIG_HTTP);

  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if ((WP_LINT_OWN_KINDS & 1u << source->kind) != 0 && source->kind != WP_SOURCE_SRV
          && source->kind != WP_SOURCE_AUTOCONFIG_HTTP && source->status == WP_SOURCE_STATUS_FOUND)
        {
          wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("Settings are served over HTTPS."),
                       NULL);
          return;
        }
    }
  /* Nobody is asked without encryption unless a person wanted it. */
  if (open == NULL || open->status == WP_SOURCE_STATUS_SKIPPED)
    return;
  if (open->status == WP_SOURCE_STATUS_FOUND)
    wp_lint_add (lint, WP_LINT_FAIL, open->target,
                 N_ ("Settings are served without encryption only."),
                 N_ ("The same file over HTTPS, with a certificate for that name."));
  else if (wp_lint_is_absent (open))
    wp_lint_add (lint, WP_LINT_OK, open->target, N_ ("Nothing is served without encryption."),
                 NULL);
  else
    wp_lint_not_told (lint, open->target, open);
}

/* The way there */

void
wp_lint_document_certificate (WpLint *lint, const WpSource *source)
{
  const WpCertificate *leaf = source->tls == NULL ? NULL : wp_tls_facts_leaf (source->tls);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  WpLintCheck *check;

  if (source->outcome != WP_OUTCOME_UNTRUSTED)
    {
      if (source->http_status != 0 && source->provenance.is_https)
        wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("The certificate verifies."), NULL);
      else if (!wp_lint_is_absent (source))
        wp_lint_not_told (lint, source->target, source);
      return;
    }
  check = wp_lint_add (lint, worst_of (source), source->target,
                       N_ ("The certificate does not verify."),
                       N_ ("A valid certificate for the host in this address, issued by an "
                           "authority that systems trust."));
  for (guint i = 0; source->tls != NULL && i < WP_N_FAULTS; i++)
    if ((source->tls->faults & 1u << i) != 0)
      g_ptr_array_add (names, (gpointer) wp_fault_id ((WpFaults) (1u << i)));
  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  wp_fields_set_list (check->params, WP_KEY_OUTCOME, (const char *const *) names->pdata);
  check->is = N_ ("The certificate does not verify ({outcome}).");
  if (leaf == NULL || leaf->names == NULL || leaf->names[0] == NULL
      || (source->tls->faults & WP_FAULT_NAME) == 0)
    return;
  wp_fields_set_list (check->params, WP_KEY_NAMES, (const char *const *) leaf->names);
  check->is = N_ ("The certificate does not verify ({outcome}). It is for {names}.");
}

static gboolean
is_pacc (const WpSource *source)
{
  return source->kind == WP_SOURCE_PACC;
}

void
wp_lint_document_redirect (WpLint *lint, const WpSource *source)
{
  WpLintCheck *check;
  guint n = source->redirects->len;

  if (source->outcome == WP_OUTCOME_REDIRECT_REFUSED)
    {
      check = wp_lint_add (
          lint, worst_of (source), source->target,
          is_pacc (source) ? N_ ("The web server sends everybody on to another address.")
                           : N_ ("The web server sends everybody on to a place without "
                                 "encryption or without a name, or in a circle."),
          is_pacc (source) ? N_ ("The document at this very address.")
                           : N_ ("The file at this very address, or a redirect to an HTTPS "
                                 "address inside {domain}."));
      return;
    }
  if (!wp_lint_may_judge (lint, source))
    return;
  if (n == 0 || !source->provenance.left_domain)
    {
      wp_lint_add (lint, WP_LINT_OK, source->target,
                   n == 0 ? N_ ("Served without a redirect.")
                          : N_ ("The redirect stays inside the domain."),
                   NULL);
      return;
    }
  check = wp_lint_add (
      lint, WP_LINT_WARN, source->target,
      N_ ("The web server sends everybody on to {other}, outside {domain}."),
      N_ ("The file at this very address. It may name servers of another domain."));
  wp_fields_set_text (check->params, WP_KEY_OTHER, source->redirects->pdata[n - 1]);
}

void
wp_lint_document_address (WpLint *lint, const WpSource *source)
{
  WpLintCheck *check;

  if (!wants_address (source))
    {
      if (wp_lint_may_judge (lint, source))
        wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("Answered without the address."), NULL);
      return;
    }
  check = wp_lint_add (lint, worst_of (source), source->target,
                       source->http_status == 200
                           ? N_ ("Without the address the answer is empty.")
                           : N_ ("Without the address the web server answers {http_status}."),
                       N_ ("The same file with and without ?emailaddress=…; placeholders like "
                           "%EMAILADDRESS% keep it the same for everybody."));
  wp_fields_set_number (check->params, WP_KEY_HTTP_STATUS, source->http_status);
}

void
wp_lint_document_html (WpLint *lint, const WpSource *source)
{
  WpLintStatus status = worst_of (source);
  gboolean is_wildcard = FALSE;

  if (!is_web_page (source))
    {
      if (wp_lint_may_judge (lint, source))
        wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("The answer is a settings file."), NULL);
      return;
    }
  /* Nobody meant the host to be there. */
  for (guint i = 0; i < lint->report->steps->len; i++)
    is_wildcard |= wp_fields_flag (((const WpStep *) lint->report->steps->pdata[i])->evidence,
                                   WP_KEY_WILDCARD);
  wp_lint_add (lint, is_wildcard ? WP_LINT_WARN : status, source->target,
               N_ ("A web page or another document is sent with the status 200."),
               N_ ("The settings file, or 404 where there is none."));
}

static gboolean
is_of_type (const char *content_type, const char *word)
{
  g_autofree char *first = g_strndup (content_type, strcspn (content_type, ";"));
  g_autofree char *type = g_ascii_strdown (g_strstrip (first), -1);
  g_autofree char *application = g_strconcat ("application/", word, NULL);
  g_autofree char *text = g_strconcat ("text/", word, NULL);
  g_autofree char *suffix = g_strconcat ("+", word, NULL);

  return g_str_equal (type, application) || g_str_equal (type, text)
         || g_str_has_suffix (type, suffix);
}

void
wp_lint_document_type (WpLint *lint, const WpSource *source)
{
  const char *type = source->content_type;
  gboolean is_good;
  WpLintCheck *check;

  if (!wp_lint_may_judge (lint, source))
    return;
  is_good = type != NULL && is_of_type (type, is_pacc (source) ? "json" : "xml");
  check = wp_lint_add (lint, is_good ? WP_LINT_OK : WP_LINT_WARN, source->target,
                       type == NULL ? N_ ("It is sent without a type.")
                                    : N_ ("It is sent as {content_type}."),
                       NULL);
  wp_fields_set_text (check->params, WP_KEY_CONTENT_TYPE, type);
  if (!is_good)
    wp_lint_add_line (check, g_strdup (is_pacc (source) ? "Content-Type: application/json"
                                                        : "Content-Type: text/xml"));
}

/* What is in it */

void
wp_lint_document_domain (WpLint *lint, const WpSource *source)
{
  WpLintCheck *check;

  if (!wp_lint_may_judge (lint, source))
    return;
  if ((source->flaws & WP_FLAW_OTHER_DOMAIN) == 0)
    {
      wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("The file names {domain}."), NULL);
      return;
    }
  check = wp_lint_add (lint, WP_LINT_WARN, source->target, N_ ("The file does not name {domain}."),
                       NULL);
  wp_lint_add_line (check, g_strdup_printf ("<domain>%s</domain>", lint->domain));
}

static gboolean
says_plaintext (const WpLint *lint, const WpSource *source)
{
  for (guint i = 0; i < source->says->len; i++)
    {
      const WpCandidate *candidate = wp_report_candidate (lint->report,
                                                          g_array_index (source->says, guint, i));

      if (candidate != NULL && candidate->endpoint->tls == WP_TLS_NONE)
        return TRUE;
    }
  return FALSE;
}

void
wp_lint_document_plaintext (WpLint *lint, const WpSource *source)
{
  if (!wp_lint_may_judge (lint, source))
    return;
  if ((source->flaws & WP_FLAW_PLAINTEXT) != 0 || says_plaintext (lint, source))
    wp_lint_add (lint, WP_LINT_FAIL, source->target,
                 N_ ("The file has an entry with <socketType>plain</socketType>."),
                 N_ ("That entry removed; entries with SSL or STARTTLS only."));
  else
    wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("Every entry is encrypted."), NULL);
}

static void
put_notices (WpLintCheck *check, const GPtrArray *notices)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; i < MIN (notices->len, MOST_NOTICES); i++)
    g_ptr_array_add (some, notices->pdata[i]);
  g_ptr_array_add (some, NULL);
  if (some->len > 1)
    wp_fields_set_list (check->params, WP_KEY_NOTICES, (const char *const *) some->pdata);
}

void
wp_lint_document_entries (WpLint *lint, const WpSource *source)
{
  gboolean is_useless = source->outcome == WP_OUTCOME_TOO_LARGE
                        || source->outcome == WP_OUTCOME_MALFORMED
                        || (source->status == WP_SOURCE_STATUS_NOT_SETTINGS && !is_web_page (source)
                            && !wants_address (source));

  if (is_useless)
    {
      wp_lint_add (lint, WP_LINT_FAIL, source->target,
                   source->outcome == WP_OUTCOME_TOO_LARGE
                       ? N_ ("The document is larger than any settings file.")
                   : source->outcome == WP_OUTCOME_MALFORMED
                       ? N_ ("The document declares entities (DTD), which no reader accepts.")
                       : N_ ("The document holds nothing that a mail program could use."),
                   N_ ("A document as “waypost lint {domain} {option}” writes it."));
      return;
    }
  if (!wp_lint_may_judge (lint, source))
    return;
  if (source->notices->len > 0)
    put_notices (wp_lint_add (lint, WP_LINT_WARN, source->target,
                              N_ ("Entries were skipped or repaired: {notices}"),
                              N_ ("Those entries corrected or removed.")),
                 source->notices);
  else if ((source->flaws & WP_FLAW_UNUSABLE) != 0)
    wp_lint_add (lint, WP_LINT_WARN, source->target, N_ ("Some entries cannot be used."),
                 N_ ("Those entries corrected or removed."));
  else
    wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("Every entry can be used."), NULL);
}

void
wp_lint_document_digest (WpLint *lint, const WpSource *source)
{
  gboolean is_missing = (source->flaws & WP_FLAW_NO_DIGEST) != 0;
  WpLintCheck *check;
  g_autofree char *name = g_strconcat ("_ua-auto-config.", lint->domain, NULL);

  if (!is_missing && (source->flaws & WP_FLAW_OTHER_DIGEST) == 0
      && source->outcome != WP_OUTCOME_DIGEST_MISMATCH)
    {
      if (wp_lint_may_judge (lint, source))
        wp_lint_add (lint, WP_LINT_OK, name, N_ ("The record is for the document as served."),
                     NULL);
      return;
    }
  check = wp_lint_add (lint, WP_LINT_FAIL, name,
                       is_missing ? N_ ("No TXT record vouches for the document.")
                                  : N_ ("The TXT record is for other bytes than are served."),
                       N_ ("A TXT record with the SHA-256 digest of the exact bytes that are "
                           "served."));
  if (source->digest != NULL)
    wp_lint_add_line (check, g_strdup_printf ("%s. 3600 IN TXT \"%s\"", name, source->digest));
}
