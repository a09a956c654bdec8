/* What the rules of lint share. */
#pragma once

#include "diagnose/lint.h"

#define WP_LINT_KIND(kind) (1u << WP_SOURCE_##kind)
/* What the domain says itself. */
#define WP_LINT_OWN_KINDS                                                                          \
  (WP_LINT_KIND (PACC) | WP_LINT_KIND (AUTOCONFIG_SUBDOMAIN)                                       \
   | WP_LINT_KIND (AUTOCONFIG_WELLKNOWN) | WP_LINT_KIND (AUTOCONFIG_HTTP) | WP_LINT_KIND (SRV)     \
   | WP_LINT_KIND (AUTODISCOVER) | WP_LINT_KIND (MAILCONF))

typedef struct _WpLint WpLint;

/* A server that some source named, and how it was found. All lent but `place`. */
typedef struct
{
  const WpEndpoint *endpoint;
  char *place;         /* "imap.example.org:993" */
  gboolean is_by_srv;
  const WpStep *resolve, *connect, *tls, *greeting, *capability; /* the last of each; NULL */
} WpLintServer;

/* One row a check; of the three functions it has one. */
typedef struct
{
  WpLintText text;
  /* Called for each source of `kinds`; where there is none, the check is unknown. */
  void (*source) (WpLint *lint, const WpSource *source);
  void (*server) (WpLint *lint, const WpLintServer *server);
  void (*whole) (WpLint *lint);
  guint kinds; /* of `source`, and for `whole` to use */
  guint arg;   /* for `whole` to use */
} WpLintRow;

/* lint-rows.c */
extern const WpLintRow wp_lint_rows[];
extern const guint wp_lint_n_rows;

struct _WpLint
{
  const WpReport *report;
  const char *domain;
  const char *zone_options; /* as wp_lint_zone_options says */
  const WpLintRow *row; /* the one under way */
  GPtrArray *servers;   /* of WpLintServer */
  GPtrArray *checks;
};

/* lint.c: adding to the result, under the id of the row that is under way. Lent. */
WpLintCheck *wp_lint_add (WpLint *lint, WpLintStatus status, const char *where, const char *is,
                          const char *should_be);
WpLintCheck *wp_lint_note (WpLint *lint, const char *where, const char *is);
/* Unknown, because the source (NULL: there is none) gave nothing to judge. */
WpLintCheck *wp_lint_not_told (WpLint *lint, const char *where, const WpSource *source);
/* One more line to be copied; should_be becomes WP_LINT_LINES. Takes the line. */
void         wp_lint_add_line (WpLintCheck *check, char *line_taken);
void         wp_lint_put_endpoint (WpLintCheck *check, const WpEndpoint *endpoint);

/* lint-look.c: looking things up in the report. */
gboolean           wp_lint_is_blind (WpOutcome outcome);
/* Another check complains of what this source answered. */
gboolean           wp_lint_is_told_elsewhere (const WpSource *source);
const WpSource    *wp_lint_find_source (const WpLint *lint, WpSourceKind kind);
/* The answer is that there is nothing: no such name, page or listener. */
gboolean           wp_lint_is_absent (const WpSource *source);
/* FALSE: there is nothing to judge, and that was said; of what does not exist nothing needs to be
 * said. */
gboolean           wp_lint_may_judge (WpLint *lint, const WpSource *source);
/* The best candidate of this protocol and mode that anybody but a guess named; a guess counts once
 * its server was reached. NULL: none. */
const WpCandidate *wp_lint_known (const WpLint *lint, WpProtocol protocol, WpTlsMode tls,
                                  guint without_kinds);
/* The first source of `kinds` that names it, or NULL. */
const WpSource    *wp_lint_who (const WpLint *lint, const WpCandidate *candidate, guint kinds);
/* It greeted and said what it can. */
gboolean           wp_lint_was_reached (const WpLint *lint, const WpEndpoint *endpoint);
/* Nothing was done with it, because its port is not one for mail: nobody connects there unasked, as
 * the policy has it, which this folder does not know. */
gboolean           wp_lint_is_shut_port (const WpLint *lint, const WpEndpoint *endpoint);
/* Somebody was asked for this protocol and mode, and nobody but refusals answered. */
gboolean           wp_lint_was_refused (const WpLint *lint, WpProtocol protocol, WpTlsMode tls);
/* An unsigned record may not lead there without a person's consent. */
gboolean           wp_lint_is_unsafe_target (const WpLint *lint, const char *host);
/* The lookup of a host's addresses; of another type of record. */
const WpStep      *wp_lint_lookup (const WpLint *lint, const char *host);
const WpStep      *wp_lint_question (const WpLint *lint, const char *name, const char *type);
/* Where a source of this kind is expected; the caller owns it. */
char              *wp_lint_place (const WpLint *lint, WpSourceKind kind);
GPtrArray         *wp_lint_servers (const WpReport *report);
/* Some connection of the run came up; for sending, to the same port, which networks block. */
gboolean           wp_lint_network_works (const WpLint *lint, const WpEndpoint *endpoint);

/* lint-line.c: lines that would mend something; the caller owns them. */
guint wp_lint_srv_priority (const WpEndpoint *endpoint);
char *wp_lint_srv_line (const char *domain, const WpEndpoint *endpoint, guint priority);
char *wp_lint_srv_none_line (const char *domain, WpProtocol protocol, WpTlsMode tls);
char *wp_lint_xml_line (const WpEndpoint *endpoint);
/* In the format of this kind of source; NULL: it has none of its own. */
char *wp_lint_line_of (WpSourceKind kind, const char *domain, const WpEndpoint *endpoint);
/* "_imaps" */
const char *wp_lint_srv_label (WpProtocol protocol, WpTlsMode tls);

/* The rules. lint-document.c */
void wp_lint_document_published (WpLint *lint, const WpSource *source);
void wp_lint_document_certificate (WpLint *lint, const WpSource *source);
void wp_lint_document_address (WpLint *lint, const WpSource *source);
void wp_lint_document_html (WpLint *lint, const WpSource *source);
void wp_lint_document_type (WpLint *lint, const WpSource *source);
void wp_lint_document_redirect (WpLint *lint, const WpSource *source);
void wp_lint_document_domain (WpLint *lint, const WpSource *source);
void wp_lint_document_plaintext (WpLint *lint, const WpSource *source);
void wp_lint_document_entries (WpLint *lint, const WpSource *source);
void wp_lint_document_digest (WpLint *lint, const WpSource *source);
/* Of documents that a domain may do without. */
void wp_lint_optional_published (WpLint *lint);
void wp_lint_http_only (WpLint *lint);
/* lint-order.c */
void wp_lint_pop3_first (WpLint *lint, const WpSource *source);
void wp_lint_starttls_first (WpLint *lint, const WpSource *source);
void wp_lint_srv_pop3_first (WpLint *lint);
void wp_lint_srv_starttls_first (WpLint *lint);
/* lint-dns.c */
void wp_lint_mx (WpLint *lint);
void wp_lint_wildcard (WpLint *lint);
void wp_lint_dnssec (WpLint *lint);
/* `arg` is protocol * 2 + (STARTTLS) */
void wp_lint_srv_label_published (WpLint *lint);
void wp_lint_srv_target (WpLint *lint);
void wp_lint_srv_foreign (WpLint *lint);
void wp_lint_srv_port (WpLint *lint);
/* lint-agree.c */
void wp_lint_agree (WpLint *lint);
/* lint-server.c */
void wp_lint_server_reachable (WpLint *lint, const WpLintServer *server);
void wp_lint_server_tls (WpLint *lint, const WpLintServer *server);
void wp_lint_server_starttls (WpLint *lint, const WpLintServer *server);
void wp_lint_server_greeting (WpLint *lint, const WpLintServer *server);
void wp_lint_certificate_name (WpLint *lint, const WpLintServer *server);
void wp_lint_certificate_dates (WpLint *lint, const WpLintServer *server);
void wp_lint_certificate_chain (WpLint *lint, const WpLintServer *server);
void wp_lint_server_ipv6 (WpLint *lint, const WpLintServer *server);
