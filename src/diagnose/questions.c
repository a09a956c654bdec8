/* What only a person can decide, in words: who named the server, who could have forged that, and
 * what would be sent where. */
#include "diagnose/diagnose.h"

#include <glib/gi18n-lib.h>

static const WpQuestionText questions[] = {
  { "foreign",
    N_ ("{host} is not part of {domain}, and nothing that is signed or verified says that it "
        "belongs "
        "to it. It was named by an answer that anyone on this network could have forged, or by a "
        "page outside {domain}. Send the password of {username} to {host}?"),
    N_ ("Send the password there") },
  { "guess",
    N_ ("No source names the mail servers of {domain}; {host} is a guess: a usual name, or the "
        "host "
        "that receives mail for the domain. It answers, but nothing says that it may have your "
        "password. Send the password of {username} to {host}?"),
    N_ ("Send the password there") },
  { "http",
    N_ ("{host} was named by a page that came without encryption. Anyone on this network could "
        "have changed it. Send the password of {username} to {host}?"),
    N_ ("Send the password there") },
  { "mx",
    N_ ("{host} was found by way of the server that receives mail for {domain}, and that answer is "
        "not protected. Anyone on this network could have forged it. Send the password of "
        "{username} to {host}?"),
    N_ ("Send the password there") },
  { "password",
    N_ ("The password goes only to {names}, over a verified connection, and is not saved. What is "
        "the password of {username}?"),
    N_ ("Test with this password") },
  { "pin",
    N_ ("The certificate of {host} does not verify, so anybody could be answering there. Only if "
        "your provider gave you the fingerprint {fingerprint} itself: send the password of "
        "{username} to {host}, this time?"),
    N_ ("Accept this certificate") },
  { "port",
    N_ ("{host} is named with port {port}, which is not used for mail. Any other program could "
        "listen there. Send the password of {username} to {host}, port {port}?"),
    N_ ("Send the password there") },
  { "private",
    N_ ("{host} has an address of an internal network, such as a home, an office or this computer. "
        "That is right only if the mail server stands there. Use {host} all the same?"),
    N_ ("Use the internal server") },
  { "report-host",
    N_ ("The saved report names {host}, which is not part of {domain}. A report can be forged, and "
        "whoever uses the file sends the password of {address} there. Write settings with {host}?"),
    N_ ("Write these settings") },
  { "send-address",
    N_ ("No source has settings without the address. A server of {domain} may answer if the whole "
        "address is in the question, and others that it leads to may read it, too. Send {address} "
        "to them, over HTTPS and without any password?"),
    N_ ("Send the address") },
  { "second-login",
    N_ ("Logins of {username} were refused lately, and one more wrong password could "
        "lock the account. The safe way is to wait until 15 minutes have passed since the last "
        "refusal; Waypost then logs in without this question. Log in once more now?"),
    N_ ("Log in once more") },
};

const WpQuestionText *
wp_questions_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (g_strcmp0 (questions[i].id, id) == 0)
      return &questions[i];
  return NULL;
}

const WpQuestionText *
wp_questions_nth (guint n)
{
  return n < G_N_ELEMENTS (questions) ? &questions[n] : NULL;
}
