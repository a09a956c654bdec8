/* The address that everything starts from: split and normalised (RFC 5321 §4.1.2). */
#pragma once

#include <glib.h>

typedef struct
{
  char *address;      /* as typed, without blanks around, "Name <…>" and a final dot */
  char *local_part;   /* byte for byte */
  char *domain;       /* as typed */
  char *domain_ascii; /* A-labels, lower case */
} WpAccount;

/* Reads an address as a person types or pastes it: blanks around it, "Name <a@b>", "mailto:a@b".
 * NULL and an error (G_IO_ERROR_INVALID_ARGUMENT, a whole sentence with what to do) for anything
 * else: no or two '@', an empty part, blanks, control characters, quotes, a domain without dot or
 * that cannot exist, more than 254 bytes. */
WpAccount *wp_account_new (const char *typed, GError **error);
WpAccount *wp_account_dup (const WpAccount *account);
void       wp_account_free (WpAccount *account);

/* Fills %EMAILADDRESS%, %EMAILLOCALPART%, %EMAILDOMAIN% of a user name, host or text. A NULL
 * template is the address. The caller owns the result. */
char      *wp_account_fill (const WpAccount *account, const char *template);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpAccount, wp_account_free)
