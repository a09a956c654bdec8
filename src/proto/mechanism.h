/* Which way to log in: one table of mechanisms in order of preference, and the choice among what a
 * server offers. Plain password mechanisms come first: the channel is verified TLS, and servers
 * that keep hashes refuse the right password by CRAM-MD5 and SCRAM, which would read "wrong
 * password". GSSAPI, NTLM, DIGEST-MD5, EXTERNAL are shown as offered and never tried. */
#pragma once

#include <glib.h>

#include "proto/engine.h"
#include "proto/words.h"

typedef enum
{
  WP_FAMILY_CLEAR, /* the password itself, inside TLS */
  WP_FAMILY_PROOF, /* a proof that the password is known */
  WP_FAMILY_TOKEN, /* OAuth 2.0 bearer token */
} WpMechanismFamily;

typedef enum
{
  WP_MECHANISM_BY_SASL,
  WP_MECHANISM_BY_LOGIN, /* IMAP's LOGIN command */
  WP_MECHANISM_BY_USER,  /* POP3's USER and PASS */
} WpMechanismWay;

typedef struct
{
  const char *name; /* of the registry; "IMAP LOGIN" and "USER/PASS" are ours */
  WpMechanismFamily family;
  WpMechanismWay way;
  gboolean is_client_first; /* may have an initial response */
  gboolean is_scram;
  gboolean is_sha256;
  gboolean is_bound; /* -PLUS */
} WpMechanism;

typedef struct
{
  const WpMechanism *mechanism; /* NULL: see outcome */
  const char *why;              /* static: default, source, forced, only-offer, encrypted, token */
  WpOutcome outcome;            /* OK, NO_MECHANISM, TOKEN_NEEDED */
} WpMechanismChoice;

/* Exact name, upper case; NULL if it is none of ours. */
const WpMechanism *wp_mechanism_find (const char *name);
/* `can_bind`: channel binding data is at hand, without which no -PLUS is chosen. */
WpMechanismChoice  wp_mechanism_choose (const WpWords *offered, const WpLogin *login,
                                        gboolean can_bind);
