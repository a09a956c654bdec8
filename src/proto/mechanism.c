/* See mechanism.h. */
#include "proto/mechanism.h"

static const WpMechanism mechanisms[] = {
  /* in order of preference within a family */
  { "PLAIN", WP_FAMILY_CLEAR, WP_MECHANISM_BY_SASL, .is_client_first = TRUE },
  { "LOGIN", WP_FAMILY_CLEAR, WP_MECHANISM_BY_SASL },
  { "IMAP LOGIN", WP_FAMILY_CLEAR, WP_MECHANISM_BY_LOGIN },
  { "USER/PASS", WP_FAMILY_CLEAR, WP_MECHANISM_BY_USER },
  { "SCRAM-SHA-256-PLUS", WP_FAMILY_PROOF, WP_MECHANISM_BY_SASL, TRUE, TRUE, TRUE, TRUE },
  { "SCRAM-SHA-256", WP_FAMILY_PROOF, WP_MECHANISM_BY_SASL, TRUE, TRUE, TRUE, FALSE },
  { "SCRAM-SHA-1-PLUS", WP_FAMILY_PROOF, WP_MECHANISM_BY_SASL, TRUE, TRUE, FALSE, TRUE },
  { "SCRAM-SHA-1", WP_FAMILY_PROOF, WP_MECHANISM_BY_SASL, TRUE, TRUE, FALSE, FALSE },
  { "CRAM-MD5", WP_FAMILY_PROOF, WP_MECHANISM_BY_SASL },
  { "OAUTHBEARER", WP_FAMILY_TOKEN, WP_MECHANISM_BY_SASL, .is_client_first = TRUE },
  { "XOAUTH2", WP_FAMILY_TOKEN, WP_MECHANISM_BY_SASL, .is_client_first = TRUE },
};

const WpMechanism *
wp_mechanism_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    if (g_str_equal (mechanisms[i].name, name))
      return &mechanisms[i];
  return NULL;
}

static const WpMechanism *
first_offered (const WpWords *offered, WpMechanismFamily family, gboolean can_bind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    if (mechanisms[i].family == family && (can_bind || !mechanisms[i].is_bound)
        && wp_words_has (offered, mechanisms[i].name))
      return &mechanisms[i];
  return NULL;
}

static WpMechanismChoice
choose_forced (const WpWords *offered, const WpLogin *login, gboolean can_bind)
{
  g_autofree char *name = g_ascii_strup (login->mechanism, -1);
  const WpMechanism *mechanism = wp_mechanism_find (name);
  gboolean is_token = wp_secret_kind (login->secret) == WP_SECRET_TOKEN;

  if (mechanism == NULL || !wp_words_has (offered, name) || (mechanism->is_bound && !can_bind))
    return (WpMechanismChoice){ NULL, "forced", WP_OUTCOME_NO_MECHANISM };
  if ((mechanism->family == WP_FAMILY_TOKEN) != is_token)
    return (WpMechanismChoice){ NULL, "forced",
                                is_token ? WP_OUTCOME_NO_MECHANISM : WP_OUTCOME_TOKEN_NEEDED };
  return (WpMechanismChoice){ mechanism, "forced", WP_OUTCOME_OK };
}

/* The first of the source's words that a password can serve and the server offers. */
static WpMechanismChoice
choose_named (const WpWords *offered, const WpLogin *login, gboolean can_bind)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < login->n_auth; i++)
    {
      WpAuth auth = login->auth[i];
      const WpMechanism *mechanism;

      if (auth != WP_AUTH_PASSWORD && auth != WP_AUTH_ENCRYPTED)
        continue;
      if (auth == WP_AUTH_ENCRYPTED && !is_first)
        break;
      is_first = FALSE;
      mechanism = first_offered (
          offered, auth == WP_AUTH_PASSWORD ? WP_FAMILY_CLEAR : WP_FAMILY_PROOF, can_bind);
      if (mechanism != NULL)
        return (WpMechanismChoice){ mechanism, auth == WP_AUTH_PASSWORD ? "source" : "encrypted",
                                    WP_OUTCOME_OK };
    }
  return (WpMechanismChoice){ NULL, NULL, WP_OUTCOME_NO_MECHANISM };
}

WpMechanismChoice
wp_mechanism_choose (const WpWords *offered, const WpLogin *login, gboolean can_bind)
{
  WpMechanismChoice choice;
  const WpMechanism *token = first_offered (offered, WP_FAMILY_TOKEN, can_bind);

  if (login->mechanism != NULL)
    return choose_forced (offered, login, can_bind);
  if (wp_secret_kind (login->secret) == WP_SECRET_TOKEN)
    return (WpMechanismChoice){ token, "token",
                                token != NULL ? WP_OUTCOME_OK : WP_OUTCOME_NO_MECHANISM };
  choice = choose_named (offered, login, can_bind);
  if (choice.mechanism != NULL)
    return choice;
  choice = (WpMechanismChoice){ first_offered (offered, WP_FAMILY_CLEAR, can_bind), "default",
                                WP_OUTCOME_OK };
  if (choice.mechanism != NULL)
    return choice;
  choice = (WpMechanismChoice){ first_offered (offered, WP_FAMILY_PROOF, can_bind), "only-offer",
                                WP_OUTCOME_OK };
  if (choice.mechanism != NULL)
    return choice;
  return (WpMechanismChoice){ NULL, NULL,
                              token != NULL ? WP_OUTCOME_TOKEN_NEEDED : WP_OUTCOME_NO_MECHANISM };
}
