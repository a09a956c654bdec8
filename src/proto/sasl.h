/* One SASL exchange of a client (RFC 4422), in base64 as the mail protocols carry it. GNU SASL does
 * PLAIN, LOGIN, CRAM-MD5 and SCRAM; OAUTHBEARER (RFC 7628) and XOAUTH2 are two strings of ours.
 *
 * A challenge is read by us before the library sees it: its size, and of SCRAM the iteration count,
 * since gsasl_step obeys any number. The password of a SCRAM login never enters the library: it
 * gets the salted one. Channel binding goes into -PLUS exchanges only (libgsasl refuses it in
 * others). */
#pragma once

#include <glib.h>

#include "proto/engine.h"
#include "proto/mechanism.h"

typedef struct _WpSasl WpSasl;

typedef struct
{
  const WpMechanism *mechanism; /* by SASL */
  const char *username;
  WpSecret *secret;             /* referenced */
  const char *host;
  guint16 port;
  const WpChannelBinding *binding; /* copied */
} WpSaslParams;

typedef enum
{
  WP_SASL_RESPOND, /* send wp_sasl_response */
  WP_SASL_DERIVE,  /* run wp_sasl_derivation, then wp_sasl_derived */
  WP_SASL_GIVE_UP, /* abort the exchange ("*"); wp_sasl_outcome says why */
} WpSaslAction;

WpSasl             *wp_sasl_new (const WpSaslParams *params);
/* Wipes what it held. */
void                wp_sasl_free (WpSasl *sasl);
/* Makes the initial response; only where the mechanism is client-first. */
WpSaslAction        wp_sasl_begin (WpSasl *sasl);
/* What follows "+ " or "334 ". The first challenge to a client-first mechanism without initial
 * response is an empty one; what stands there is ignored. */
WpSaslAction        wp_sasl_challenge (WpSasl *sasl, const guint8 *base64, gsize count);
/* NULL: given up. */
WpSaslAction        wp_sasl_derived (WpSasl *sasl, const char *salted_password_hex);
/* The server said yes: OK only if the exchange was at its end and, with SCRAM, the server proved
 * that it knows the password too. */
WpOutcome           wp_sasl_accepted (const WpSasl *sasl);

/* Base64 without line end, lent until the next call. */
const char         *wp_sasl_response (const WpSasl *sasl);
const WpDerivation *wp_sasl_derivation (const WpSasl *sasl);
WpOutcome           wp_sasl_outcome (const WpSasl *sasl);
guint               wp_sasl_iterations (const WpSasl *sasl);   /* 0: not SCRAM, or not told yet */
gboolean            wp_sasl_has_proof (const WpSasl *sasl);
/* Printable, or NULL: what the other side or the library said of the failure. */
const char         *wp_sasl_error (const WpSasl *sasl);
/* Of an OAuth refusal: the status of its JSON ("401", "invalid_token"), or NULL. */
const char         *wp_sasl_oauth_status (const WpSasl *sasl);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpSasl, wp_sasl_free)
