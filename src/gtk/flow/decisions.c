/* See decisions.h. */
#include "gtk/flow/decisions.h"

#include <glib/gi18n-lib.h>

#define CHECK_NAMED N_ ("_A page or letter of the provider names this server")

static const WpDecisionWords words[] = {
  { "guess", N_ ("Send the Password to This Server?"), N_ ("A guess"), CHECK_NAMED, NULL,
    N_ ("Test _Without Password"), N_ ("No page, record or database names it"), TRUE },
  { "mx", N_ ("Send the Password to This Server?"), N_ ("Not confirmed"), CHECK_NAMED, NULL,
    N_ ("Test _Without Password"), N_ ("Only the mail exchanger led there, unprotected"), TRUE },
  { "foreign", N_ ("Send the Password to This Server?"), N_ ("Another domain"), CHECK_NAMED, NULL,
    N_ ("Test _Without Password"), N_ ("Nothing signed says that it belongs to the address"),
    TRUE },
  { "http", N_ ("Send the Password to This Server?"), N_ ("Not confirmed"), CHECK_NAMED, NULL,
    N_ ("Test _Without Password"), N_ ("The page that names it came without encryption"), TRUE },
  { "port", N_ ("Send the Password to This Port?"), N_ ("Unusual port"),
    N_ ("_A page or letter of the provider names this port"), N_ ("_Use This Port"),
    N_ ("Test _Without Password"), N_ ("Mail is not usually served on this port"), TRUE },
  { "private", N_ ("Use a Server of This Network?"), N_ ("Internal address"),
    N_ ("The mail server _stands in this network"), NULL, N_ ("Test _Without Password"),
    N_ ("Its address is that of a home, an office or this computer"), TRUE },
  { "pin", N_ ("Accept This Certificate?"), N_ ("Certificate in doubt"),
    N_ ("The provider itself _gave this fingerprint"), N_ ("_Accept This Certificate"),
    N_ ("Test _Without Password"), N_ ("Anybody could be answering there"), TRUE },
  { "second-login", N_ ("Log In Once More?"), N_ ("Account at risk"),
    N_ ("The password was _checked or corrected since"), N_ ("_Log In Once More"),
    N_ ("Test _Without Login"), NULL, FALSE },
  { "send-address", N_ ("Send the Whole Address?"), NULL,
    N_ ("The address may be _sent to the servers of its domain"), N_ ("_Send the Address"),
    N_ ("Look _Without It"), NULL, FALSE },
};

const WpDecisionWords *
wp_decision_words (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].id, id))
      return &words[i];
  return NULL;
}
