/* How a step ended: a closed list of single words with a table row each. What an outcome *means*
 * for a person is decided in diagnose/; here is only what was seen. No word is ever reused or
 * renamed. */
#pragma once

#include <glib.h>

#define WP_OUTCOMES(X)                                                                             \
  X (OK, "ok")                                                                                     \
  X (CANCELLED, "cancelled")                                                                       \
  X (NOT_TESTED, "not-tested")                                                                     \
  /* name service */                                                                               \
  X (NXDOMAIN, "nxdomain")                    /* the name does not exist */                        \
  X (NO_DATA, "no-data")                      /* it does, without a record of this type */         \
  X (SERVFAIL, "servfail")                                                                         \
  X (BOGUS, "bogus")                          /* SERVFAIL, but an answer with checking disabled */ \
  X (DNS_REFUSED, "dns-refused")                                                                   \
  X (DNS_TIMED_OUT, "dns-timed-out")          /* no resolver answered */                           \
  X (DNS_MALFORMED, "dns-malformed")                                                               \
  X (NOT_OFFERED, "not-offered")              /* SRV target "." */                                 \
  /* connection */                                                                                 \
  X (FENCED, "fenced")                        /* private address or odd port: not connected to */  \
  X (REFUSED, "refused")                                                                           \
  X (TIMED_OUT, "timed-out")                                                                       \
  X (UNREACHABLE, "unreachable")              /* EHOSTUNREACH, ENETUNREACH */                      \
  X (DENIED, "denied")                        /* EACCES, EPERM: this machine or an ICMPv6 reject */\
  X (RESET, "reset")                                                                               \
  X (CLOSED, "closed")                        /* the peer hung up; at greeting: without a word */  \
  X (NETWORK_ERROR, "network-error")                                                               \
  /* TLS */                                                                                        \
  X (NOT_TLS, "not-tls")                      /* the peer's first bytes are no TLS record */       \
  X (TLS_ALERT, "tls-alert")                                                                       \
  X (TLS_VERSION, "tls-version")              /* no version in common */                           \
  X (TLS_FAILED, "tls-failed")                                                                     \
  X (UNTRUSTED, "untrusted")                  /* handshake done; the certificate has faults */     \
  /* conversation */                                                                               \
  X (SILENT, "silent")                        /* connected, no greeting in time */                 \
  X (WRONG_PROTOCOL, "wrong-protocol")        /* another protocol's greeting */                    \
  X (REJECTED, "rejected")                    /* greeted with BYE, -ERR or 4xx/5xx */              \
  X (PREAUTH, "preauth")                      /* IMAP PREAUTH before TLS */                        \
  X (MALFORMED, "malformed")                                                                       \
  X (LINE_TOO_LONG, "line-too-long")                                                               \
  X (REPLY_TOO_LONG, "reply-too-long")                                                             \
  X (STARTTLS_MISSING, "starttls-missing")                                                         \
  X (STARTTLS_REFUSED, "starttls-refused")                                                         \
  X (STARTTLS_INJECTION, "starttls-injection")                                                     \
  X (COMMAND_REFUSED, "command-refused")      /* EHLO, CAPABILITY, … answered with NO or 5xx */    \
  /* login */                                                                                      \
  X (NO_MECHANISM, "no-mechanism")            /* nothing in common */                              \
  X (TOKEN_NEEDED, "token-needed")            /* only OAuth mechanisms, and no token was given */  \
  X (LOGIN_REFUSED, "login-refused")                                                               \
  X (LOGIN_BLOCKED, "login-blocked")          /* disabled, locked, policy, app password */         \
  X (LOGIN_LIMITED, "login-limited")          /* too many, too soon */                             \
  X (BACKEND_DOWN, "backend-down")                                                                 \
  X (MECHANISM_REFUSED, "mechanism-refused")                                                       \
  X (SCRAM_ITERATIONS, "scram-iterations")                                                         \
  X (SERVER_PROOF, "server-proof")            /* SCRAM: the server did not know the password */    \
  X (SASL_FAILED, "sasl-failed")              /* a challenge that makes no sense */                \
  /* after login */                                                                                \
  X (MAILBOX_REFUSED, "mailbox-refused")                                                           \
  X (MAILBOX_BUSY, "mailbox-busy")                                                                 \
  X (SENDER_REFUSED, "sender-refused")                                                             \
  X (RECIPIENT_REFUSED, "recipient-refused")                                                       \
  X (TRY_LATER, "try-later")                  /* 4xx after login */                                \
  /* documents */                                                                                  \
  X (NOT_FOUND, "not-found")                                                                       \
  X (NOT_SETTINGS, "not-settings")            /* 200, but a web page or another document */        \
  X (HTTP_ERROR, "http-error")                                                                     \
  X (REDIRECT_REFUSED, "redirect-refused")    /* to http, too many, or nowhere */                  \
  X (TOO_LARGE, "too-large")                                                                       \
  X (DIGEST_MISMATCH, "digest-mismatch")      /* no record vouches for these bytes */

typedef enum
{
#define X(name, word) WP_OUTCOME_##name,
  WP_OUTCOMES (X)
#undef X
    WP_N_OUTCOMES
} WpOutcome;

/* "timed-out" */
const char *wp_outcome_id (WpOutcome outcome);
gboolean    wp_outcome_from_id (const char *id, WpOutcome *outcome);
