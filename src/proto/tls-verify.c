/* See tls-verify.h. Names are judged here and not by OpenSSL's chain verification, since RFC 7817
 * lets an SRV-ID stand in for the host name and OpenSSL does not know that kind. */
#include "proto/tls-verify.h"

#include <string.h>

#include <openssl/objects.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "base/inet.h"
#include "base/limits.h"
#include "base/printable.h"

#define NAME_FLAGS (X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS)
#define SRV_NAME_OID "1.3.6.1.5.5.7.8.7" /* id-on-dnsSRV, RFC 4985 §2 */
#define NAME_CHARS 256

/* Faults */

static const struct
{
  int error;
  WpFaults fault;
} fault_rows[] = {
  { X509_V_ERR_CERT_HAS_EXPIRED, WP_FAULT_EXPIRED },
  { X509_V_ERR_CERT_NOT_YET_VALID, WP_FAULT_NOT_YET_VALID },
  { X509_V_ERR_HOSTNAME_MISMATCH, WP_FAULT_NAME },
  { X509_V_ERR_IP_ADDRESS_MISMATCH, WP_FAULT_NAME },
  { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, WP_FAULT_SELF_SIGNED },
  { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, WP_FAULT_UNKNOWN_ISSUER },
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, WP_FAULT_UNKNOWN_ISSUER },
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, WP_FAULT_UNKNOWN_ISSUER },
  { X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, WP_FAULT_UNKNOWN_ISSUER },
  { X509_V_ERR_EE_KEY_TOO_SMALL, WP_FAULT_WEAK },
  { X509_V_ERR_CA_KEY_TOO_SMALL, WP_FAULT_WEAK },
  { X509_V_ERR_CA_MD_TOO_WEAK, WP_FAULT_WEAK },
  { X509_V_ERR_INVALID_PURPOSE, WP_FAULT_PURPOSE },
  { X509_V_ERR_CERT_REVOKED, WP_FAULT_REVOKED },
};

static WpFaults
fault_of (int error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    if (fault_rows[i].error == error)
      return fault_rows[i].fault;
  return WP_FAULT_OTHER;
}

void
wp_tls_add_fault (WpTlsFacts *facts, int depth, int error)
{
  g_autofree char *detail = g_strdup_printf ("depth %d: %s (%d)", depth,
                                             X509_verify_cert_error_string (error), error);

  facts->faults |= fault_of (error);
  if (facts->faults & WP_FAULT_SELF_SIGNED) /* says it already */
    facts->faults &= ~(guint) WP_FAULT_UNKNOWN_ISSUER;
  if (facts->fault_details->len < WP_LIMIT_TLS_FAULTS
      && !g_ptr_array_find_with_equal_func (facts->fault_details, detail, g_str_equal, NULL))
    g_ptr_array_add (facts->fault_details, g_steal_pointer (&detail));
}

/* Names */

/* The IA5String of an SRV-ID; NULL if this name is none. Lent. */
static const ASN1_STRING *
srv_id_of (const GENERAL_NAME *name)
{
  char oid[64];

  if (name->type != GEN_OTHERNAME
      || OBJ_obj2txt (oid, sizeof oid, name->d.otherName->type_id, 1) <= 0
      || strcmp (oid, SRV_NAME_OID) != 0 || name->d.otherName->value == NULL
      || name->d.otherName->value->type != V_ASN1_IA5STRING)
    return NULL;
  return name->d.otherName->value->value.ia5string;
}

static gboolean
equals (const ASN1_STRING *string, const char *text)
{
  gsize length = (gsize) ASN1_STRING_length (string);

  return length == strlen (text)
         && g_ascii_strncasecmp ((const char *) ASN1_STRING_get0_data (string), text, length) == 0;
}

static gboolean
has_srv_id (X509 *certificate, const char *srv_name)
{
  GENERAL_NAMES *names = X509_get_ext_d2i (certificate, NID_subject_alt_name, NULL, NULL);
  gboolean has_it = FALSE;

  for (int i = 0; !has_it && i < MIN (sk_GENERAL_NAME_num (names), WP_LIMIT_TLS_NAMES); i++)
    {
      const ASN1_STRING *srv_id = srv_id_of (sk_GENERAL_NAME_value (names, i));

      has_it = srv_id != NULL && equals (srv_id, srv_name);
    }
  GENERAL_NAMES_free (names);
  return has_it;
}

gboolean
wp_tls_name_fits (X509 *certificate, const char *host, const char *srv_name)
{
  WpInet inet;

  if (wp_inet_parse (host, &inet))
    return X509_check_ip (certificate, inet.bytes, inet.family == 4 ? 4 : 16, 0) == 1;
  if (X509_check_host (certificate, host, strlen (host), NAME_FLAGS, NULL) == 1)
    return TRUE;
  return srv_name != NULL && has_srv_id (certificate, srv_name);
}

/* Description */

static char *
name_text (const X509_NAME *name)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long length;
  char *text;

  X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~(unsigned long) ASN1_STRFLGS_ESC_MSB);
  length = BIO_get_mem_data (bio, &data);
  text = wp_printable (data, (gsize) MAX (length, 0), NAME_CHARS);
  BIO_free (bio);
  return text;
}

static char *
address_text (const ASN1_OCTET_STRING *address)
{
  WpInet inet = { .family = ASN1_STRING_length (address) == 4 ? 4 : 6 };
  char text[WP_INET_TEXT_SIZE];

  if (ASN1_STRING_length (address) != 4 && ASN1_STRING_length (address) != 16)
    return NULL;
  memcpy (inet.bytes, ASN1_STRING_get0_data (address), (size_t) ASN1_STRING_length (address));
  return g_strdup (wp_inet_format (&inet, text));
}

static char *
alt_name_text (const GENERAL_NAME *name)
{
  const ASN1_STRING *string = name->type == GEN_DNS ? name->d.dNSName : srv_id_of (name);

  if (name->type == GEN_IPADD)
    return address_text (name->d.iPAddress);
  if (string == NULL)
    return NULL;
  return wp_printable (ASN1_STRING_get0_data (string), (gsize) ASN1_STRING_length (string),
                       NAME_CHARS);
}

static char **
alt_names (X509 *certificate)
{
  GENERAL_NAMES *names = X509_get_ext_d2i (certificate, NID_subject_alt_name, NULL, NULL);
  GPtrArray *texts = g_ptr_array_new ();

  for (int i = 0; i < MIN (sk_GENERAL_NAME_num (names), WP_LIMIT_TLS_NAMES); i++)
    {
      char *text = alt_name_text (sk_GENERAL_NAME_value (names, i));

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }
  GENERAL_NAMES_free (names);
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (texts, FALSE);
}

/* Seconds since 1970; dates that cannot be read are 0. */
static gint64
unix_time (const ASN1_TIME *time)
{
  struct tm tm = { 0 };
  g_autoptr (GDateTime) date = NULL;

  if (ASN1_TIME_to_tm (time, &tm) != 1)
    return 0;
  date = g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                              MIN (tm.tm_sec, 59));
  return date == NULL ? 0 : g_date_time_to_unix (date);
}

static char *
fingerprint (X509 *certificate)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  GString *hex = g_string_new (NULL);

  if (X509_digest (certificate, EVP_sha256 (), digest, &length) == 1)
    for (unsigned i = 0; i < length; i++)
      g_string_append_printf (hex, "%02x", digest[i]);
  return g_string_free (hex, FALSE);
}

static char *
key_text (X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  const char *type = key == NULL ? NULL : EVP_PKEY_get0_type_name (key);

  return type == NULL ? g_strdup ("unknown")
                      : g_strdup_printf ("%s %d", type, EVP_PKEY_get_bits (key));
}

WpCertificate *
wp_tls_describe (X509 *certificate)
{
  WpCertificate *facts = wp_certificate_new ();

  facts->subject = name_text (X509_get_subject_name (certificate));
  facts->issuer = name_text (X509_get_issuer_name (certificate));
  facts->names = alt_names (certificate);
  facts->not_before = unix_time (X509_get0_notBefore (certificate));
  facts->not_after = unix_time (X509_get0_notAfter (certificate));
  facts->sha256 = fingerprint (certificate);
  facts->key = key_text (certificate);
  facts->signature = g_strdup (OBJ_nid2ln (X509_get_signature_nid (certificate)));
  return facts;
}
