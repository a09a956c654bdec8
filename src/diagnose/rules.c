/* From an outcome and its evidence to a finding: tables, read from the top. What stands nearer to
 * the top knows more; the last rows of a verb catch the rest. Reply texts are facts of the wire and
 * never the only evidence: the outcome comes first. Sources of the texts: RFC 5530, 3206, 2449,
 * 4954, 5248, 9051, and the replies of Dovecot, Cyrus, Courier, Postfix, Exim, Exchange and large
 * providers. */
#include "diagnose/rules-private.h"

#include <string.h>

#include "model/keys.h"

#define V(verb) (1u << WP_VERB_##verb)
#define O(outcome) (G_GUINT64_CONSTANT (1) << WP_OUTCOME_##outcome)
G_STATIC_ASSERT (WP_N_OUTCOMES <= 64);

#define TALK (V (GREETING) | V (CAPABILITY) | V (LOGIN) | V (MAILBOX) | V (SUBMIT))
#define REFUSALS (O (LOGIN_REFUSED) | O (LOGIN_BLOCKED) | O (LOGIN_LIMITED) | O (REJECTED))
#define GONE (O (CLOSED) | O (RESET) | O (NETWORK_ERROR))
#define SURE .confidence = WP_CONFIDENCE_CERTAIN
#define LIKELY .confidence = WP_CONFIDENCE_LIKELY
#define POSSIBLE .confidence = WP_CONFIDENCE_POSSIBLE
#define RUN .scope = WP_SCOPE_RUN
#define HOST .scope = WP_SCOPE_HOST
#define PORT .scope = WP_SCOPE_PORT
#define ACCOUNT .scope = WP_SCOPE_ACCOUNT, .fill = wp_fill_login

static const WpRule rules[] = {
  /* Name service */
  { V (RESOLVE), O (NXDOMAIN), .finding = "dns.name.nxdomain", SURE, HOST, .fill = wp_fill_name },
  { V (RESOLVE), O (NO_DATA), .finding = "dns.name.no-address", SURE, HOST, .fill = wp_fill_name,
    .ruled_out = { "dns.name.nxdomain" } },
  { V (RESOLVE), O (BOGUS), .finding = "dns.dnssec.bogus", SURE, HOST, .fill = wp_fill_name,
    .ruled_out = { "dns.resolver.dead" } },
  { V (RESOLVE), O (UNREACHABLE), .sees = wp_sees_no_name_answered, .finding = "net.offline",
    LIKELY, RUN },
  { V (RESOLVE), O (DNS_TIMED_OUT) | O (NETWORK_ERROR), .sees = wp_sees_no_name_answered,
    .finding = "dns.resolver.dead", LIKELY, RUN },
  { V (RESOLVE), O (DNS_REFUSED), .sees = wp_sees_no_name_answered,
    .finding = "dns.resolver.refused", LIKELY, RUN, .ruled_out = { "dns.resolver.dead" } },
  { V (RESOLVE),
    O (SERVFAIL) | O (DNS_REFUSED) | O (DNS_TIMED_OUT) | O (DNS_MALFORMED) | O (UNREACHABLE)
        | O (NETWORK_ERROR),
    .finding = "dns.name.failed", LIKELY, HOST, .fill = wp_fill_name,
    .ruled_out = { "dns.name.nxdomain" } },
  { V (RESOLVE), O (FENCED), .finding = "dns.private-answer", SURE, HOST },
  { V (RESOLVE), O (NOT_OFFERED) }, /* told by wp_diagnose where a service depends on it */

  /* Connection */
  { V (CONNECT), O (OK), .sees = wp_sees_no_ipv6_here },
  { V (CONNECT), O (OK), .sees = wp_sees_no_ipv4_here },
  { V (CONNECT), O (OK), .sees = wp_sees_ipv6_broken, .finding = "net.ipv6.broken", LIKELY, RUN },
  { V (CONNECT), O (OK), .sees = wp_sees_ipv6_missing, .finding = "tcp.ipv6.service-missing",
    LIKELY, HOST },
  { V (CONNECT), O (OK), .sees = wp_sees_ipv4_missing, .finding = "tcp.ipv4.service-missing",
    LIKELY, HOST },
  { V (CONNECT), O (FENCED), .sees = wp_sees_unusual_port, .finding = "policy.refused.port", SURE,
    PORT },
  { V (CONNECT), O (FENCED), .finding = "dns.private-answer", SURE, HOST },
  { V (CONNECT), O (REFUSED), .sees = wp_sees_all_ports_refused, .finding = "tcp.refused.all", SURE,
    HOST, .ruled_out = { "tcp.timeout.host", "net.offline" } },
  { V (CONNECT), O (REFUSED), .finding = "tcp.refused.service", LIKELY, PORT,
    .ruled_out = { "tcp.timeout.host", "net.offline" } },
  { V (CONNECT), O (TIMED_OUT), .sees = wp_sees_other_port_open, .finding = "tcp.timeout.port",
    LIKELY, PORT, .ruled_out = { "tcp.timeout.host", "net.offline" } },
  { V (CONNECT), O (TIMED_OUT), .finding = "tcp.timeout.host", LIKELY, HOST },
  { V (CONNECT), O (UNREACHABLE), .sees = wp_sees_nothing_reached, .finding = "net.offline", LIKELY,
    RUN },
  { V (CONNECT), O (UNREACHABLE), .finding = "net.unreachable", LIKELY, HOST,
    .ruled_out = { "net.offline" } },
  { V (CONNECT), O (DENIED), .finding = "net.local.policy", LIKELY, PORT },
  { V (CONNECT), GONE, .finding = "net.error", LIKELY, PORT },

  /* TLS */
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_EXPIRED, .finding = "tls.cert.expired", LIKELY, HOST,
    .fill = wp_fill_certificate, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_NOT_YET_VALID, .finding = "tls.cert.future", LIKELY,
    HOST, .fill = wp_fill_certificate, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_REVOKED, .finding = "tls.cert.revoked", SURE, HOST,
    .fill = wp_fill_certificate, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_SELF_SIGNED, .finding = "tls.cert.self-signed", SURE,
    HOST, .fill = wp_fill_certificate, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_UNKNOWN_ISSUER, .sees = wp_sees_leaf_only,
    .finding = "tls.cert.intermediate-missing", LIKELY, HOST, .fill = wp_fill_certificate,
    .ruled_out = { "tls.cert.self-signed" }, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_UNKNOWN_ISSUER, .sees = wp_sees_foreign_chain,
    .finding = "tls.cert.private-ca", LIKELY, HOST, .fill = wp_fill_certificate,
    .ruled_out = { "tls.cert.self-signed" }, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_WEAK, .finding = "tls.cert.weak", SURE, HOST,
    .fill = wp_fill_certificate, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_PURPOSE, .finding = "tls.cert.purpose", SURE, HOST,
    .fill = wp_fill_certificate, .goes_on = TRUE },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_OTHER, .finding = "tls.cert.other", SURE, HOST,
    .fill = wp_fill_certificate, .goes_on = TRUE },
  /* Of the kinds of a wrong name one; they stand last because the first that fits ends it. */
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_NAME, .sees = wp_sees_cn_only,
    .finding = "tls.cert.cn-only", SURE, HOST, .fill = wp_fill_certificate },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_NAME, .sees = wp_sees_wildcard_depth,
    .finding = "tls.cert.name.wildcard-depth", SURE, HOST, .fill = wp_fill_certificate },
  { V (TLS), O (UNTRUSTED), .fault = WP_FAULT_NAME, .finding = "tls.cert.name.generic", SURE, HOST,
    .fill = wp_fill_certificate },
  { V (TLS), O (NOT_TLS), .sees = wp_sees_mail_peer, .finding = "mode.tls-on-plain-port", SURE,
    PORT, .ruled_out = { "mode.http-peer" } },
  { V (TLS), O (NOT_TLS), .sees = wp_sees_http_peer, .finding = "mode.http-peer", SURE, PORT,
    .ruled_out = { "mode.tls-on-plain-port" } },
  { V (TLS), O (NOT_TLS), .finding = "mode.unknown-peer", LIKELY, PORT },
  { V (TLS), O (TLS_VERSION), .finding = "tls.version.server-old", LIKELY, PORT },
  { V (TLS), O (TLS_ALERT) | O (TLS_FAILED), .tls = "certificate required",
    .finding = "tls.client-cert.required", SURE, PORT },
  { V (TLS), O (TLS_ALERT) | O (TLS_FAILED), .tls = "unrecognized name",
    .finding = "tls.sni.rejected", SURE, PORT },
  { V (TLS), O (TLS_ALERT) | O (TLS_FAILED), .tls = "protocol version",
    .finding = "tls.version.server-old", LIKELY, PORT },
  { V (TLS), O (TLS_ALERT) | O (TLS_FAILED), .tls = "unsupported protocol",
    .finding = "tls.version.server-old", LIKELY, PORT },
  { V (TLS), O (TLS_ALERT) | O (TLS_FAILED), .tls = "handshake failure",
    .finding = "tls.cipher.none", LIKELY, PORT },
  { V (TLS), O (TLS_ALERT) | O (TLS_FAILED), .finding = "tls.failed", SURE, PORT },
  { V (TLS), O (CLOSED) | O (RESET) | O (TIMED_OUT), .sees = wp_sees_mail_peer,
    .finding = "mode.tls-on-plain-port", SURE, PORT, .ruled_out = { "tls.eof", "tls.stall" } },
  { V (TLS), O (CLOSED) | O (RESET) | O (TIMED_OUT), .sees = wp_sees_http_peer,
    .finding = "mode.http-peer", SURE, PORT, .ruled_out = { "mode.tls-on-plain-port" } },
  { V (TLS), GONE, .finding = "tls.eof", LIKELY, PORT },
  { V (TLS), O (TIMED_OUT), .finding = "tls.stall", LIKELY, PORT },
  { V (TLS), O (UNTRUSTED), .sees = wp_sees_no_fault, .finding = "tls.cert.other", POSSIBLE, HOST },
  { V (TLS), O (UNTRUSTED) }, /* faults were told above */

  /* Greeting */
  { V (GREETING), O (SILENT) | O (TIMED_OUT) | O (CLOSED) | O (RESET) | O (MALFORMED),
    .sees = wp_sees_tls_by_probe, .finding = "mode.plain-on-tls-port", SURE, PORT,
    .ruled_out = { "greet.silent", "greet.closed" } },
  { V (GREETING), O (SILENT) | O (TIMED_OUT), .finding = "greet.silent", LIKELY, PORT },
  { V (GREETING), GONE, .finding = "greet.closed", LIKELY, PORT },
  { V (GREETING), O (WRONG_PROTOCOL) | O (MALFORMED), .sees = wp_sees_http_peer,
    .finding = "mode.http-peer", SURE, PORT },
  { V (GREETING), O (WRONG_PROTOCOL) | O (MALFORMED), .sees = wp_sees_other_mail_peer,
    .finding = "mode.wrong-mail-protocol", SURE, PORT, .fill = wp_fill_peer },
  { V (GREETING), O (WRONG_PROTOCOL), .finding = "mode.unknown-peer", LIKELY, PORT },
  { V (GREETING), O (REJECTED), .enhanced = "4.7.25", .finding = "greet.client-rejected", LIKELY,
    PORT },
  { V (GREETING), O (REJECTED), .enhanced = "5.7.25", .finding = "greet.client-rejected", LIKELY,
    PORT },
  { V (GREETING), O (REJECTED), .reply = "5", .sees = wp_sees_smtp,
    .finding = "greet.client-rejected", LIKELY, PORT },
  { V (GREETING), O (REJECTED), .text = "your hostname", .finding = "greet.client-rejected", LIKELY,
    PORT },
  { V (GREETING), O (REJECTED), .text = "blocked", .finding = "greet.client-rejected", LIKELY,
    PORT },
  { V (GREETING), O (REJECTED), .finding = "greet.busy", LIKELY, PORT },

  /* Capabilities and STARTTLS */
  { V (CAPABILITY), O (STARTTLS_MISSING), .finding = "starttls.not-offered", SURE, PORT,
    .fill = wp_fill_tls_port },
  { V (CAPABILITY), O (STARTTLS_REFUSED), .finding = "starttls.refused", SURE, PORT,
    .fill = wp_fill_tls_port, .ruled_out = { "starttls.not-offered" } },
  { V (CAPABILITY) | V (TLS) | V (GREETING), O (STARTTLS_INJECTION),
    .finding = "starttls.injection", SURE, PORT, .fill = wp_fill_tls_port },
  { V (CAPABILITY), O (COMMAND_REFUSED), .reply = "50", .sees = wp_sees_smtp,
    .finding = "proto.helo", LIKELY, PORT },
  { V (CAPABILITY), O (COMMAND_REFUSED), .finding = "proto.command-refused", SURE, PORT },
  { V (CAPABILITY), O (REJECTED), .finding = "greet.busy", LIKELY, PORT },

  /* Login: what happened besides comes first */
  { V (LOGIN), O (LOGIN_REFUSED) | O (LOGIN_BLOCKED) | O (MECHANISM_REFUSED) | O (SASL_FAILED),
    .sees = wp_sees_worked_by_other_mechanism, .finding = "auth.mechanism.broken", SURE, ACCOUNT,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (LOGIN), O (LOGIN_REFUSED) | O (LOGIN_BLOCKED), .sees = wp_sees_worked_by_other_name,
    .finding = "auth.username.form", SURE, .scope = WP_SCOPE_ACCOUNT,
    .fill = wp_fill_accepted_login, .ruled_out = { "auth.credentials.wrong" } },
  { V (LOGIN), REFUSALS, .text = "application-specific", .finding = "auth.app-password", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "app password", .finding = "auth.app-password", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .reply = "534", .enhanced = "5.7.9", .finding = "auth.app-password",
    LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "WEBALERT", .finding = "auth.web-confirm", SURE, ACCOUNT },
  { V (LOGIN), REFUSALS, .enhanced = "5.7.14", .finding = "auth.web-confirm", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "web browser", .finding = "auth.web-confirm", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "web login required", .finding = "auth.web-confirm", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "EXPIRED", .finding = "auth.password.expired", SURE, ACCOUNT },
  { V (LOGIN), REFUSALS, .reply = "432", .finding = "auth.password.expired", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "password has expired", .finding = "auth.password.expired", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "password expired", .finding = "auth.password.expired", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "smtpclientauthentication", .finding = "auth.smtp-disabled", SURE,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "basic authentication is disabled",
    .finding = "auth.basic-disabled", SURE, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "did not meet the criteria", .finding = "auth.conditional-access",
    LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "security defaults", .finding = "auth.conditional-access", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "organization configuration", .finding = "auth.conditional-access",
    LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "account is locked", .finding = "auth.account.locked", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "locked out", .finding = "auth.account.locked", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "imap is disabled", .finding = "auth.protocol-off", POSSIBLE,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "not enabled for imap", .finding = "auth.protocol-off", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "not enabled for pop", .finding = "auth.protocol-off", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "access is not allowed", .finding = "auth.protocol-off", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "access disabled", .finding = "auth.protocol-off", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "SYS/PERM", .text = "pop", .finding = "auth.protocol-off", LIKELY,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "REFERRAL", .finding = "auth.referral", SURE, ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "AUTHORIZATIONFAILED", .finding = "authz.identity-denied", SURE,
    ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "NOPERM", .finding = "authz.identity-denied", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "PRIVACYREQUIRED", .finding = "starttls.required", SURE, PORT },
  { V (LOGIN), REFUSALS, .reply = "523", .finding = "starttls.required", SURE, PORT },
  { V (LOGIN), O (LOGIN_LIMITED) | O (REJECTED), .text = "connections",
    .finding = "mbx.connection-limit", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "LOGIN-DELAY", .finding = "mbx.login-delay", SURE, ACCOUNT },
  { V (LOGIN), REFUSALS, .text = "login limit", .finding = "mbx.login-delay", LIKELY, ACCOUNT },
  { V (LOGIN), REFUSALS, .code = "OVERQUOTA", .finding = "mbx.bandwidth-limit", LIKELY, ACCOUNT },
  { V (LOGIN), O (LOGIN_LIMITED), .text = "too many auth commands", .finding = "auth.limit.ip",
    LIKELY, ACCOUNT },
  { V (LOGIN), O (LOGIN_LIMITED), .finding = "auth.limit.account", LIKELY, ACCOUNT },
  { V (LOGIN), O (REJECTED), .text = "too many", .finding = "auth.limit.account", LIKELY, ACCOUNT },
  { V (LOGIN), O (BACKEND_DOWN), .finding = "auth.backend.down", SURE, HOST,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (LOGIN), O (REJECTED), .text = "temporar", .finding = "auth.backend.down", LIKELY, HOST },
  { V (LOGIN), O (LOGIN_REFUSED) | O (LOGIN_BLOCKED), .sees = wp_sees_oauth_mechanism,
    .finding = "auth.oauth.token", LIKELY, ACCOUNT },
  { V (LOGIN), O (LOGIN_BLOCKED), .finding = "auth.account.disabled", LIKELY, ACCOUNT },
  /* The same name is let in elsewhere: then the name and the password are not what is wrong. */
  { V (LOGIN), O (LOGIN_REFUSED), .sees = wp_sees_only_this_switched_off,
    .finding = "auth.protocol-off", LIKELY, ACCOUNT, .ruled_out = { "auth.credentials.wrong" } },
  { V (LOGIN), O (LOGIN_REFUSED), .sees = wp_sees_only_sending_refused,
    .finding = "auth.sending.separate", LIKELY, ACCOUNT,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (LOGIN), O (LOGIN_REFUSED), .sees = wp_sees_accepted_elsewhere,
    .finding = "auth.protocol-off", POSSIBLE, ACCOUNT },
  /* What the provider is known to demand is likelier than a slip of the fingers. */
  { V (LOGIN), O (LOGIN_REFUSED), .sees = wp_sees_sign_in_demanded, .finding = "cap.oauth-only",
    LIKELY, HOST, .fill = wp_fill_login },
  { V (LOGIN), O (LOGIN_REFUSED), .sees = wp_sees_separate_password_demanded,
    .finding = "auth.password.separate", LIKELY, ACCOUNT },
  { V (LOGIN), O (LOGIN_REFUSED), .sees = wp_sees_app_password_demanded,
    .finding = "auth.app-password", LIKELY, ACCOUNT },
  { V (LOGIN), O (LOGIN_REFUSED), .sees = wp_sees_switch_on_demanded,
    .finding = "auth.protocol-off", LIKELY, ACCOUNT },
  { V (LOGIN), O (LOGIN_REFUSED), .finding = "auth.credentials.wrong", LIKELY, ACCOUNT },
  { V (LOGIN), O (MECHANISM_REFUSED) | O (COMMAND_REFUSED), .reply = "503",
    .finding = "cap.auth.missing", LIKELY, PORT },
  { V (LOGIN), O (MECHANISM_REFUSED), .sees = wp_sees_only_tokens_offered,
    .finding = "cap.oauth-only", LIKELY, HOST, .fill = wp_fill_login },
  { V (LOGIN), O (MECHANISM_REFUSED), .finding = "auth.mechanism.unsupported", SURE,
    .scope = WP_SCOPE_ACCOUNT, .fill = wp_fill_forced_login,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (LOGIN) | V (CAPABILITY), O (TOKEN_NEEDED), .finding = "cap.oauth-only", SURE, HOST,
    .fill = wp_fill_login },
  { V (LOGIN) | V (CAPABILITY), O (NO_MECHANISM), .sees = wp_sees_no_mechanisms,
    .finding = "cap.auth.missing", SURE, PORT },
  { V (LOGIN) | V (CAPABILITY), O (NO_MECHANISM), .finding = "cap.auth.no-common", SURE, PORT,
    .fill = wp_fill_forced_login },
  { V (LOGIN), O (SCRAM_ITERATIONS), .finding = "auth.scram.iterations", SURE, ACCOUNT },
  { V (LOGIN), O (SERVER_PROOF), .finding = "auth.server-proof", SURE, ACCOUNT },
  { V (LOGIN), O (SASL_FAILED), .finding = "auth.exchange.broken", SURE, ACCOUNT },
  { V (LOGIN), O (MAILBOX_BUSY), .finding = "mbx.pop-locked", LIKELY, ACCOUNT,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (LOGIN), O (COMMAND_REFUSED), .finding = "proto.command-refused", SURE, PORT },
  { V (LOGIN), O (UNTRUSTED), .sees = wp_sees_no_tls, .finding = "policy.refused.no-tls", SURE,
    PORT, .fill = wp_fill_tls_port },
  { V (LOGIN), O (UNTRUSTED) }, /* the certificate's faults were told at its handshake */
  { V (LOGIN), O (NOT_TESTED), .sees = wp_sees_no_refusal, .finding = "auth.budget.spent", LIKELY,
    ACCOUNT },

  /* Mailbox */
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER) | O (REJECTED), .text = "unsafe login",
    .finding = "auth.client-id-needed", LIKELY, ACCOUNT,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER) | O (REJECTED), .text = "not connected",
    .finding = "mbx.not-connected", LIKELY, ACCOUNT, .ruled_out = { "auth.credentials.wrong" } },
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER) | O (REJECTED), .text = "bandwidth",
    .finding = "mbx.bandwidth-limit", LIKELY, ACCOUNT },
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER), .code = "OVERQUOTA",
    .finding = "mbx.over-quota", SURE, ACCOUNT, .ruled_out = { "auth.credentials.wrong" } },
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER) | O (REJECTED), .text = "connections",
    .finding = "mbx.connection-limit", LIKELY, ACCOUNT },
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER), .code = "LIMIT",
    .finding = "mbx.connection-limit", LIKELY, ACCOUNT },
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER), .code = "LOGIN-DELAY",
    .finding = "mbx.login-delay", SURE, ACCOUNT },
  { V (MAILBOX), O (MAILBOX_BUSY), .finding = "mbx.pop-locked", LIKELY, ACCOUNT,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (MAILBOX), O (MAILBOX_REFUSED) | O (TRY_LATER) | O (COMMAND_REFUSED),
    .finding = "mbx.select-failed", LIKELY, ACCOUNT, .ruled_out = { "auth.credentials.wrong" } },
  { V (MAILBOX), O (REJECTED) | O (CLOSED) | O (RESET), .finding = "mbx.init-failed", LIKELY,
    ACCOUNT, .ruled_out = { "auth.credentials.wrong" } },

/* Sending */
#define SENDING O (SENDER_REFUSED) | O (RECIPIENT_REFUSED) | O (TRY_LATER) | O (COMMAND_REFUSED)
#define SENDER .scope = WP_SCOPE_ACCOUNT, .fill = wp_fill_sender
  { V (SUBMIT), SENDING, .reply = "530", .finding = "sub.auth-not-used", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .enhanced = "5.7.57", .finding = "sub.auth-not-used", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .text = "client host rejected", .finding = "sub.auth-not-used", LIKELY,
    SENDER },
  { V (SUBMIT), SENDING, .text = "authentication required", .finding = "sub.auth-not-used", LIKELY,
    SENDER },
  { V (SUBMIT), SENDING, .enhanced = "5.1.8", .text = "unusual",
    .finding = "sub.account-restricted", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .enhanced = "5.7.501", .finding = "sub.account-restricted", LIKELY,
    SENDER },
  { V (SUBMIT), SENDING, .enhanced = "5.7.503", .finding = "sub.account-restricted", LIKELY,
    SENDER },
  { V (SUBMIT), SENDING, .text = "suspicious", .finding = "sub.account-restricted", LIKELY,
    SENDER },
  { V (SUBMIT), SENDING, .enhanced = "5.1.8", .finding = "sub.sender-domain", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .enhanced = "4.1.8", .finding = "sub.sender-domain", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .text = "blocked using", .finding = "sub.ip-listed", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .enhanced = "5.4.5", .finding = "sub.rate", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .enhanced = "5.7.708", .finding = "sub.rate", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .text = "too many messages", .finding = "sub.rate", LIKELY, SENDER },
  { V (SUBMIT), SENDING, .text = "too much mail", .finding = "sub.rate", LIKELY, SENDER },
  /* Postfix tells about the sender only at RCPT */
  { V (SUBMIT), SENDING, .text = "sender address rejected", .finding = "sub.from-not-owned", LIKELY,
    SENDER, .ruled_out = { "auth.credentials.wrong" } },
  { V (SUBMIT), SENDING, .text = "sendasdenied", .finding = "sub.from-not-owned", LIKELY, SENDER,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (SUBMIT), SENDING, .text = "relaying disallowed as", .finding = "sub.from-not-owned", LIKELY,
    SENDER, .ruled_out = { "auth.credentials.wrong" } },
  { V (SUBMIT), SENDING, .enhanced = "5.7.60", .finding = "sub.from-not-owned", LIKELY, SENDER,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (SUBMIT), SENDING, .text = "relay", .finding = "sub.relay-denied", LIKELY, SENDER },
  { V (SUBMIT), O (TRY_LATER), .finding = "sub.greylist", POSSIBLE, SENDER,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (SUBMIT), O (SENDER_REFUSED), .finding = "sub.from-not-owned", LIKELY, SENDER,
    .ruled_out = { "auth.credentials.wrong" } },
  { V (SUBMIT), O (RECIPIENT_REFUSED), .finding = "sub.rcpt", LIKELY, SENDER,
    .ruled_out = { "auth.credentials.wrong", "sub.from-not-owned" } },
  { V (SUBMIT), O (COMMAND_REFUSED), .finding = "proto.command-refused", SURE, PORT },

  /* Whatever the part */
  { TALK, O (PREAUTH), .finding = "proto.preauth", SURE, PORT },
  { TALK, O (MALFORMED), .finding = "proto.malformed", LIKELY, PORT },
  { TALK, O (LINE_TOO_LONG) | O (REPLY_TOO_LONG), .finding = "proto.too-long", SURE, PORT },
  { TALK, O (TIMED_OUT), .finding = "proto.stalled", LIKELY, PORT },
  { TALK, GONE | O (REJECTED), .finding = "proto.closed", LIKELY, PORT },
  { V (PROBE), ~G_GUINT64_CONSTANT (0) }, /* speaks through the step that it explains */
  { ~0u, O (OK) | O (NOT_TESTED) },
  { ~0u, O (CANCELLED), .finding = "run.stopped", SURE, HOST },
  { ~0u, ~G_GUINT64_CONSTANT (0), .finding = "run.unexplained", POSSIBLE, PORT },
};

static gboolean
came_unprotected (const WpReport *report G_GNUC_UNUSED, const WpSource *source)
{
  return source->trust == WP_TRUST_HTTP && source->says->len > 0;
}

/* It answers only who tells it the address (some 400, some nothing), and was not told. */
static gboolean
wants_address (const WpReport *report G_GNUC_UNUSED, const WpSource *source)
{
  return ((source->flaws & WP_FLAW_NEEDS_ADDRESS) != 0 || source->http_status == 400)
         && (source->kind == WP_SOURCE_AUTOCONFIG_SUBDOMAIN
             || source->kind == WP_SOURCE_AUTOCONFIG_WELLKNOWN)
         && strstr (source->target, "emailaddress=") == NULL;
}

/* What was chosen, or found to be missing, could be bettered by a page of the provider. */
static gboolean
could_be_better (const WpReport *report)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_report_candidate (report, service->candidate);

      if (candidate == NULL ? service->protocol == WP_PROTOCOL_SMTP || service->is_asked_for
                            : candidate->trust > WP_TRUST_PROVIDER_HTTPS)
        return TRUE;
      has_any = has_any || candidate != NULL;
    }
  return !has_any;
}

static gboolean
wants_address_in_vain (const WpReport *report, const WpSource *source)
{
  return wants_address (report, source) && could_be_better (report)
         && !g_ptr_array_find_with_equal_func (report->decisions, "send-address", g_str_equal,
                                               NULL);
}

/* Another question to a page of the same kind brought settings: what was wrong with the first one
 * does not matter any more. */
static gboolean
was_made_good (const WpReport *report, const WpSource *source)
{
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *other = report->sources->pdata[i];

      if (other->id > source->id && other->kind == source->kind
          && other->status == WP_SOURCE_STATUS_FOUND)
        return TRUE;
    }
  return FALSE;
}

#define S(status) (1u << WP_SOURCE_STATUS_##status)

static const WpSourceRule source_rules[] = {
  { S (FOUND), O (OK), came_unprotected, "discovery.untrusted" },
  { ~0u, ~G_GUINT64_CONSTANT (0), wants_address_in_vain, "discovery.address-wanted" },
  { ~0u, ~G_GUINT64_CONSTANT (0), wants_address, NULL }, /* it was asked again, or not needed */
  { ~0u, O (NOT_SETTINGS), NULL, "discovery.html" },
  { ~0u, O (DIGEST_MISMATCH), NULL, "discovery.digest" },
  { ~0u, O (HTTP_ERROR), was_made_good, NULL },
  { ~0u, O (HTTP_ERROR) | O (TOO_LARGE) | O (MALFORMED), NULL, "discovery.broken" },
  { ~0u, O (UNTRUSTED) | O (REDIRECT_REFUSED), NULL, "discovery.untrusted" },
  { ~0u, ~G_GUINT64_CONSTANT (0), NULL, NULL }, /* not there, or not reached: that is allowed */
};

const WpRule *
wp_rules (guint *count)
{
  *count = G_N_ELEMENTS (rules);
  return rules;
}

const WpSourceRule *
wp_source_rules (guint *count)
{
  *count = G_N_ELEMENTS (source_rules);
  return source_rules;
}

/* The first word of a response code: "REFERRAL imap://…" is REFERRAL. */
static gboolean
is_code (const char *code, const char *word)
{
  gsize length = strlen (word);

  return code != NULL && g_ascii_strncasecmp (code, word, length) == 0
         && (code[length] == '\0' || code[length] == ' ');
}

static gboolean
names_tls_error (const WpTlsFacts *facts, const char *needle)
{
  const char *const texts[] = { facts == NULL ? NULL : facts->alert,
                                facts == NULL ? NULL : facts->error };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *lower = texts[i] == NULL ? NULL : g_ascii_strdown (texts[i], -1);

      if (lower != NULL && strstr (lower, needle) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
wp_rule_fits (const WpRule *rule, const WpView *view)
{
  const WpStep *step = view->step;
  const char *reply = wp_fields_text (step->evidence, WP_KEY_REPLY_CODE);

  if ((rule->verbs & (1u << step->verb)) == 0
      || (rule->outcomes & (G_GUINT64_CONSTANT (1) << step->outcome)) == 0)
    return FALSE;
  if (rule->reply != NULL && (reply == NULL || !g_str_has_prefix (reply, rule->reply)))
    return FALSE;
  if (rule->code != NULL
      && !is_code (wp_fields_text (step->evidence, WP_KEY_RESPONSE_CODE), rule->code))
    return FALSE;
  if (rule->enhanced != NULL
      && g_strcmp0 (wp_fields_text (step->evidence, WP_KEY_ENHANCED_CODE), rule->enhanced) != 0)
    return FALSE;
  if (rule->text != NULL && !wp_view_says (view, rule->text))
    return FALSE;
  if (rule->tls != NULL && !names_tls_error (step->tls, rule->tls))
    return FALSE;
  if (rule->fault != 0 && (step->tls == NULL || (step->tls->faults & rule->fault) == 0))
    return FALSE;
  return rule->sees == NULL || rule->sees (view);
}
