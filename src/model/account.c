/* See account.h. Quoted local parts (RFC 5321 "Quoted-string") are refused on purpose: no provider
 * gives them out, and they are nearly always a pasting accident. */
#include "model/account.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/printable.h"

static char *
unwrap (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  const char *open = strrchr (text, '<');
  gsize length = strlen (text);

  if (open != NULL && length > 0 && text[length - 1] == '>')
    return g_strstrip (g_strndup (open + 1, length - (gsize) (open - text) - 2));
  if (g_ascii_strncasecmp (text, "mailto:", 7) == 0)
    return g_strdup (text + 7);
  return g_steal_pointer (&text);
}

static gboolean
is_good_local_part (const char *local_part)
{
  const char *c = local_part;

  if (*c == '\0' || *c == '.' || strlen (local_part) > 64 || !g_utf8_validate (local_part, -1, NULL)
      || g_str_has_suffix (local_part, ".") || strstr (local_part, "..") != NULL)
    return FALSE;
  for (; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u < 0x21 || u == 0x7f || strchr ("\"(),:;<>@[\\]", (int) MIN (u, 0x7f)) != NULL
          || g_unichar_isspace (u) || g_unichar_iscntrl (u) || g_unichar_iszerowidth (u))
        return FALSE;
    }
  return TRUE;
}

WpAccount *
wp_account_new (const char *typed, GError **error)
{
  g_autofree char *address = unwrap (typed == NULL ? "" : typed);
  g_autofree char *ascii = NULL;
  const char *at = strchr (address, '@');

  /* The end of a sentence it was copied from; as a user name it would be wrong. */
  if (at != NULL && g_str_has_suffix (address, ".") && !g_str_has_suffix (address, ".."))
    address[strlen (address) - 1] = '\0';
  if (at != NULL && strlen (address) <= 254)
    {
      g_autofree char *local_part = g_strndup (address, (gsize) (at - address));

      if (is_good_local_part (local_part) && g_utf8_validate (at + 1, -1, NULL))
        ascii = wp_domain_to_ascii (at + 1, NULL);
      if (ascii != NULL && wp_domain_is_host (ascii)
          && g_ascii_isalpha (*(strrchr (ascii, '.') + 1)))
        {
          WpAccount *account = g_new0 (WpAccount, 1);

          account->address = g_strdup (address);
          account->local_part = g_steal_pointer (&local_part);
          account->domain = g_strdup (at + 1);
          account->domain_ascii = g_steal_pointer (&ascii);
          return account;
        }
    }
  if (*address == '\0')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("No e-mail address was given. Type it as name@domain."));
  else
    {
      g_autofree char *shown = wp_printable_text (address, 100);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   /* Translators: %s is what the person typed. */
                   _ ("“%s” is not a complete e-mail address. Type it as name@domain."), shown);
    }
  return NULL;
}

WpAccount *
wp_account_dup (const WpAccount *account)
{
  WpAccount *copy = g_new0 (WpAccount, 1);

  copy->address = g_strdup (account->address);
  copy->local_part = g_strdup (account->local_part);
  copy->domain = g_strdup (account->domain);
  copy->domain_ascii = g_strdup (account->domain_ascii);
  return copy;
}

void
wp_account_free (WpAccount *account)
{
  if (account == NULL)
    return;
  g_free (account->address);
  g_free (account->local_part);
  g_free (account->domain);
  g_free (account->domain_ascii);
  g_free (account);
}

char *
wp_account_fill (const WpAccount *account, const char *template)
{
  const struct
  {
    const char *name;
    const char *value;
  } values[] = {
    { "%EMAILADDRESS%", account->address },
    { "%EMAILLOCALPART%", account->local_part },
    { "%EMAILDOMAIN%", account->domain_ascii },
  };
  GString *out = g_string_new (NULL);

  if (template == NULL)
    template = values[0].name;
  while (*template != '\0')
    {
      gsize taken = 0;

      for (guint i = 0; i < G_N_ELEMENTS (values) && taken == 0; i++)
        if (g_str_has_prefix (template, values[i].name))
          {
            g_string_append (out, values[i].value);
            taken = strlen (values[i].name);
          }
      if (taken == 0)
        g_string_append_c (out, *template);
      template += taken == 0 ? 1 : taken;
    }
  return g_string_free (out, FALSE);
}
