/* What is said of a finding where more is known than its id: another text where the provider is
 * known to demand something, and sentences that follow where a value is there. Texts only, like
 * the catalogue; what gives a finding its values is elsewhere. */
#include "diagnose/diagnose.h"

#include <glib/gi18n-lib.h>

#include "model/keys.h"

/* By id and WP_KEY_DEMAND. Only the words differ; severity and who are those of the finding. */
static const struct
{
  const char *demand;
  WpFindingText text;
} variants[] = {
  { "app-password",
    { "auth.app-password", WP_SEVERITY_BLOCK, WP_WHO_USER, N_ ("app password needed"),
      N_ ("{provider} takes an app password here, not the password of the account"),
      N_ ("{provider} lets mail programs in only with a password that was made for them, and "
          "{host} refused the one that was sent. If that was an app password, it was mistyped or "
          "has been withdrawn."),
      N_ ("Create an app password in the settings of the account, and run this again with it."),
      N_ ("Check whether {username} has an app password, and whether it is still valid."),
      "auth" } },
  { "switch-on",
    { "auth.protocol-off", WP_SEVERITY_BLOCK, WP_WHO_USER, N_ ("switched off for mail programs"),
      N_ ("At {provider}, access by {protocol} has to be switched on first"),
      N_ ("{provider} lets {protocol} in only after it has been switched on in the settings of the "
          "account, and {host} refused the login of {username}. A wrong password looks the same."),
      N_ ("Switch on {protocol} in the settings of the account, and run this again."),
      N_ ("Check whether {protocol} is switched on for {username}; if it is, the password was "
          "wrong."),
      "auth" } },
  { "sign-in",
    { "cap.oauth-only", WP_SEVERITY_BLOCK, WP_WHO_USER, N_ ("only sign-in through the web"),
      N_ ("{provider} wants a sign-in through its web page"),
      N_ ("{provider} takes no password from mail programs, only a token that a sign-in in a web "
          "browser gives. Everything up to the login works."),
      N_ ("Use a mail program that offers this sign-in and choose \342\200\234OAuth2\342\200\235 "
          "there."),
      N_ ("Point the person to a program that supports OAuth2 with {provider}."), "starttls" } },
  { "bridge",
    { "cap.protocol-missing", WP_SEVERITY_BLOCK, WP_WHO_PROVIDER,
      N_ ("no access for mail programs"),
      N_ ("Mail programs reach {provider} only through a program of its own"),
      N_ ("{provider} has no servers that a mail program could use. A program of {provider} on "
          "this computer, a bridge, stands in for them, with servers and a password of its own."),
      N_ ("Install that program and start it; then run this again with the servers, the name and "
          "the password that it shows (--imap, --smtp and --user)."),
      N_ ("Check that the bridge of {provider} runs on the person's computer and is signed in."),
      "starttls" } },
};

typedef struct
{
  const char *id; /* NULL: any */
  const char *key;
  const char *value;  /* of the text of `key`; NULL: any */
  const char *unless; /* a key that must not be there; NULL */
  WpFindingPart part;
  const char *text;
} Sentence;

static const Sentence sentences[] = {
  { "input.domain.typo", WP_KEY_OUTCOME, "nxdomain", NULL, WP_PART_CAUSE,
    N_ ("{domain} itself does not exist.") },
  { "input.domain.typo", WP_KEY_OUTCOME, "not-found", NULL, WP_PART_CAUSE,
    N_ ("No mail settings were found for {domain}.") },
  { "input.domain.typo", WP_KEY_OUTCOME, "ok", NULL, WP_PART_CAUSE,
    N_ ("There are settings for {domain} all the same; some of these names belong to people who "
        "wait for mistyped addresses.") },
  { NULL, WP_KEY_DOMAIN_SHOWN, NULL, NULL, WP_PART_CAUSE,
    N_ ("{domain} is how {domain_shown} is written in the name service.") },
  { NULL, WP_KEY_WHEN, NULL, WP_KEY_STALE, WP_PART_CAUSE, N_ ("This was checked on {when}.") },
  { NULL, WP_KEY_STALE, NULL, NULL, WP_PART_CAUSE,
    N_ ("This was so on {when} and may have changed since.") },
  { NULL, WP_KEY_WHERE, NULL, NULL, WP_PART_USER, N_ ("{where} is the place for it.") },
  { NULL, WP_KEY_REGISTRABLE, NULL, NULL, WP_PART_USER,
    N_ ("{domain} is a part of {registrable}: if your address ends in @{registrable}, type it that "
        "way.") },
  /* Translators: {option} is an option of the command line, like --mechanism. */
  { NULL, WP_KEY_OPTION, NULL, NULL, WP_PART_USER, N_ ("Here, leave out {option}.") },
  { "discovery.digest", WP_KEY_RECORDS, NULL, NULL, WP_PART_DESK,
    N_ ("The value that fits the document as it is served now: {records}.") },
};

const WpFindingText *
wp_finding_text (const WpFinding *finding)
{
  const char *demand = wp_fields_text (finding->params, WP_KEY_DEMAND);

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (g_strcmp0 (variants[i].demand, demand) == 0
        && g_str_equal (variants[i].text.id, finding->id))
      return &variants[i].text;
  return wp_catalogue_find (finding->id);
}

static gboolean
fits (const Sentence *sentence, const WpFinding *finding, WpFindingPart part)
{
  const WpFields *params = finding->params;

  return sentence->part == part && (sentence->id == NULL || g_str_equal (sentence->id, finding->id))
         && wp_fields_find (params, sentence->key) != NULL
         && (sentence->value == NULL
             || g_strcmp0 (wp_fields_text (params, sentence->key), sentence->value) == 0)
         && (sentence->unless == NULL || wp_fields_find (params, sentence->unless) == NULL);
}

const char *
wp_finding_sentence (const WpFinding *finding, WpFindingPart part, guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (fits (&sentences[i], finding, part) && n-- == 0)
      return sentences[i].text;
  return NULL;
}
