/* See tls-facts.h. */
#include "model/tls-facts.h"

static const char *const fault_ids[WP_N_FAULTS] = {
  "expired", "not-yet-valid", "name",    "self-signed", "unknown-issuer",
  "weak",    "purpose",       "revoked", "other",
};

const char *
wp_fault_id (WpFaults fault)
{
  for (guint i = 0; i < WP_N_FAULTS; i++)
    if ((guint) fault == 1u << i)
      return fault_ids[i];
  return fault_ids[WP_N_FAULTS - 1];
}

WpTlsFacts *
wp_tls_facts_new (void)
{
  WpTlsFacts *facts = g_new0 (WpTlsFacts, 1);

  facts->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_certificate_free);
  facts->fault_details = g_ptr_array_new_with_free_func (g_free);
  return facts;
}

static gpointer
dup_certificate (gconstpointer data, gpointer unused G_GNUC_UNUSED)
{
  const WpCertificate *certificate = data;
  WpCertificate *copy = g_new (WpCertificate, 1);

  *copy = *certificate;
  copy->subject = g_strdup (certificate->subject);
  copy->issuer = g_strdup (certificate->issuer);
  copy->names = g_strdupv (certificate->names);
  copy->sha256 = g_strdup (certificate->sha256);
  copy->key = g_strdup (certificate->key);
  copy->signature = g_strdup (certificate->signature);
  return copy;
}

WpTlsFacts *
wp_tls_facts_dup (const WpTlsFacts *facts)
{
  WpTlsFacts *copy;

  if (facts == NULL)
    return NULL;
  copy = wp_tls_facts_new ();
  copy->version = g_strdup (facts->version);
  copy->cipher = g_strdup (facts->cipher);
  copy->reference_name = g_strdup (facts->reference_name);
  copy->faults = facts->faults;
  copy->alert = g_strdup (facts->alert);
  copy->error = g_strdup (facts->error);
  for (guint i = 0; i < facts->chain->len; i++)
    g_ptr_array_add (copy->chain, dup_certificate (facts->chain->pdata[i], NULL));
  for (guint i = 0; i < facts->fault_details->len; i++)
    g_ptr_array_add (copy->fault_details, g_strdup (facts->fault_details->pdata[i]));
  return copy;
}

void
wp_tls_facts_free (WpTlsFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->version);
  g_free (facts->cipher);
  g_free (facts->reference_name);
  g_free (facts->alert);
  g_free (facts->error);
  g_ptr_array_unref (facts->chain);
  g_ptr_array_unref (facts->fault_details);
  g_free (facts);
}

WpCertificate *
wp_certificate_new (void)
{
  return g_new0 (WpCertificate, 1);
}

void
wp_certificate_free (WpCertificate *certificate)
{
  if (certificate == NULL)
    return;
  g_free (certificate->subject);
  g_free (certificate->issuer);
  g_strfreev (certificate->names);
  g_free (certificate->sha256);
  g_free (certificate->key);
  g_free (certificate->signature);
  g_free (certificate);
}

const WpCertificate *
wp_tls_facts_leaf (const WpTlsFacts *facts)
{
  return facts == NULL || facts->chain->len == 0 ? NULL : facts->chain->pdata[0];
}

gboolean
wp_tls_facts_is_modern (const WpTlsFacts *facts)
{
  static const char *const versions[] = { "TLSv1.2", "TLSv1.3", NULL };

  return facts != NULL && facts->version != NULL && g_strv_contains (versions, facts->version);
}

gboolean
wp_tls_facts_is_verified (const WpTlsFacts *facts)
{
  return wp_tls_facts_is_modern (facts) && facts->faults == 0 && facts->chain->len > 0;
}

gboolean
wp_tls_facts_is_pinnable (const WpTlsFacts *facts)
{
  const WpCertificate *leaf = wp_tls_facts_leaf (facts);

  return leaf != NULL && leaf->sha256 != NULL && facts->faults != 0
         && (facts->faults & ~(guint) WP_FAULTS_PINNABLE) == 0 && wp_tls_facts_is_modern (facts);
}

gboolean
wp_tls_facts_is_pinned (const WpTlsFacts *facts, const char *pin)
{
  return pin != NULL && wp_tls_facts_is_pinnable (facts)
         && g_ascii_strcasecmp (pin, wp_tls_facts_leaf (facts)->sha256) == 0;
}
