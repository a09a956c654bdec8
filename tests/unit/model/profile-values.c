/* model/profile: when two are equal, which language is chosen, what a person is shown. */
#include <string.h>

#include "base/limits.h"
#include "model/profile.h"

static WpOffer *
offer (const char *element, const char *type, const char *url, const char *host, guint16 port)
{
  WpOffer *value = wp_offer_new (element, type);

  if (url != NULL)
    wp_offer_add_url (value, "url", url);
  value->host = g_strdup (host);
  value->port = port;
  return value;
}

static WpPage *
page (const char *url, const char *lang, const char *text)
{
  WpPage *value = wp_page_new (url);

  if (text != NULL)
    g_ptr_array_add (value->texts, wp_text_new (lang, text));
  return value;
}

static WpEndpoint *
first (WpProfile *profile)
{
  return profile->servers->pdata[0];
}

static WpServerExtras *
extras (WpProfile *profile)
{
  return wp_profile_need_extras (profile, first (profile));
}

/* With a value in every place. */
static WpProfile *
full (void)
{
  static const char *const mx[] = { "mx.example.org", NULL };
  WpProfile *profile = wp_profile_new ("example.org");
  WpWebMailForm *form = g_new0 (WpWebMailForm, 1);
  WpOAuth *oauth = g_new0 (WpOAuth, 1);

  g_ptr_array_add (profile->servers,
                   wp_endpoint_new (WP_PROTOCOL_IMAP, "a.example.org", 993, WP_TLS_IMPLICIT));
  wp_endpoint_add_auth (first (profile), WP_AUTH_PASSWORD);
  g_ptr_array_add (extras (profile)->auths, wp_auth_word_new ("sasl", "PLAIN"));
  profile->version = g_strdup ("1.1");
  g_strfreev (profile->mx_domains);
  profile->mx_domains = g_strdupv ((char **) mx);
  g_ptr_array_add (profile->documentation, page ("https://a.example/", "en", "Read"));
  g_ptr_array_add (profile->instructions, page ("https://b.example/", NULL, "Do"));
  g_ptr_array_add (profile->enables, page ("https://c.example/", "de", "Einschalten"));
  g_ptr_array_add (profile->input_fields, wp_input_field_new ("KEY", "Label", "1"));
  g_ptr_array_add (profile->offers,
                   offer ("calendar", "caldav", "https://d.example/", "d.example", 443));
  g_ptr_array_add (((WpOffer *) profile->offers->pdata[0])->auths, wp_auth_word_new (NULL, "x"));
  oauth->issuer = g_strdup ("i");
  g_ptr_array_add (profile->oauths, oauth);
  profile->web_mail_url = g_strdup ("https://e.example/");
  form->url = g_strdup ("https://f.example/");
  profile->web_mail_form = form;
  profile->update_url = g_strdup ("https://g.example/");
  return profile;
}

static void
set (char **text)
{
  g_free (*text);
  *text = g_strdup ("other");
}

#define OAUTH ((WpOAuth *) p->oauths->pdata[0])
#define OFFER ((WpOffer *) p->offers->pdata[0])
#define OFFER_URL ((WpOfferUrl *) OFFER->urls->pdata[0])
#define FIELD ((WpInputField *) p->input_fields->pdata[0])
#define PAGE(list) ((WpPage *) p->list->pdata[0])
#define TEXT(list) ((WpText *) PAGE (list)->texts->pdata[0])
#define AUTH(list) ((WpAuthWord *) (list)->pdata[0])

/* Each of these alone makes a profile another one. */
static gboolean
change (WpProfile *p, guint n)
{
  char **texts[] = {
    &p->id,
    &p->domains[0],
    &p->display_name,
    &p->display_short_name,
    &p->version,
    &p->mx_domains[0],
    &p->web_mail_url,
    &p->update_url,
    &first (p)->username,
    &first (p)->host,
    &extras (p)->username,
    &extras (p)->restriction,
    &AUTH (extras (p)->auths)->system,
    &AUTH (extras (p)->auths)->word,
    &OAUTH->issuer,
    &OAUTH->scope,
    &OAUTH->auth_url,
    &OAUTH->token_url,
    &OAUTH->client_id,
    &OFFER->element,
    &OFFER->type,
    &OFFER->host,
    &OFFER->socket_type,
    &OFFER->username,
    &OFFER_URL->element,
    &OFFER_URL->url,
    &AUTH (OFFER->auths)->word,
    &FIELD->key,
    &FIELD->label,
    &FIELD->value,
    &PAGE (documentation)->url,
    &PAGE (instructions)->url,
    &PAGE (enables)->url,
    &TEXT (documentation)->lang,
    &TEXT (instructions)->lang,
    &TEXT (enables)->text,
    &p->web_mail_form->url,
    &p->web_mail_form->username,
    &p->web_mail_form->username_id,
    &p->web_mail_form->username_name,
    &p->web_mail_form->password_id,
    &p->web_mail_form->password_name,
    &p->web_mail_form->button_id,
    &p->web_mail_form->button_name,
  };
  WpSaid *saids[] = {
    &extras (p)->add_this_server,
    &extras (p)->use_global_preferred_server,
    &extras (p)->leave_on_server,
    &extras (p)->download_on_biff,
  };
  GPtrArray *lists[] = {
    p->servers,      p->documentation, p->instructions, p->enables,
    p->input_fields, p->offers,        p->oauths,
  };

  if (n < G_N_ELEMENTS (texts))
    set (texts[n]);
  else if ((n -= G_N_ELEMENTS (texts)) < G_N_ELEMENTS (saids))
    *saids[n] = WP_SAID_YES;
  else if ((n -= G_N_ELEMENTS (saids)) < G_N_ELEMENTS (lists))
    g_ptr_array_set_size (lists[n], 0);
  else if ((n -= G_N_ELEMENTS (lists)) == 0)
    extras (p)->days_on_server = 0;
  else if (n == 1)
    extras (p)->check_minutes = 0;
  else if (n == 2)
    OFFER->port = 1;
  else if (n == 3)
    OFFER->place = 1;
  else if (n == 4)
    OAUTH->has_client_secret = TRUE;
  else if (n == 5)
    wp_endpoint_add_auth (first (p), WP_AUTH_NTLM);
  else if (n == 6)
    first (p)->auth[0] = WP_AUTH_NTLM;
  else if (n == 7)
    g_clear_pointer (&p->web_mail_form, wp_web_mail_form_free);
  else if (n == 8)
    g_hash_table_remove_all (p->extras);
  else
    return FALSE;
  return TRUE;
}

static void
test_equal (void)
{
  g_autoptr (WpProfile) a = full ();
  g_autoptr (WpProfile) b = full ();

  g_assert_true (wp_profile_equal (a, b));
  for (guint n = 0;; n++)
    {
      g_autoptr (WpProfile) changed = full ();

      if (!change (changed, n))
        break;
      g_test_message ("change %u", n);
      g_assert_false (wp_profile_equal (a, changed));
      g_assert_false (wp_profile_equal (changed, a));
    }
}

static void
test_extras (void)
{
  g_autoptr (WpProfile) profile = full ();

  g_assert_cmpint (wp_profile_extras (profile, first (profile))->days_on_server, ==, -1);
  wp_profile_remove_server (profile, 0);
  g_assert_cmpuint (profile->servers->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (profile->extras), ==, 0);
}

static void
test_covers (void)
{
  g_autoptr (WpProfile) profile = full ();

  g_assert_true (wp_profile_covers (profile, "example.org"));
  g_assert_true (wp_profile_covers (profile, "mx.example.org"));
  g_assert_false (wp_profile_covers (profile, "mail.example.org"));
  g_free (profile->domains[0]);
  profile->domains[0] = g_strdup ("%EMAILDOMAIN%");
  g_assert_true (wp_profile_covers (profile, "any.example"));
}

static void
test_language (void)
{
  static const struct
  {
    const char *has; /* languages, "-" is none; the text of each is its name */
    const char *wanted, *gets;
  } cases[] = {
    { "de en fr", NULL, "en" },
    { "de en fr", "fr", "fr" },
    { "de en fr", "fr_CH.UTF-8", "fr" },
    { "de en fr", "FR-ch", "fr" },
    { "pt pt-BR en", "pt_BR", "pt-BR" },
    { "pt-BR pt en", "pt_PT", "pt" },
    { "pt-BR en", "pt_PT", "pt-BR" },
    { "de en fr", "lv", "en" },
    { "de - en", "lv", "en" },
    { "de - fr", "lv", "-" },
    { "de fr", "lv", "de" },
    { "de en-GB", "lv", "en-GB" },
    { "de en-GB", "en_US", "en-GB" },
    { "nds de", "n", "nds" },
    { "de en", "C", "en" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) langs = g_strsplit (cases[i].has, " ", -1);
      g_autoptr (WpPage) value = wp_page_new (NULL);

      for (char **lang = langs; *lang != NULL; lang++)
        g_ptr_array_add (value->texts,
                         wp_text_new (g_str_equal (*lang, "-") ? NULL : *lang, *lang));
      g_test_message ("%s of %s", cases[i].wanted, cases[i].has);
      g_assert_cmpstr (wp_page_text (value, cases[i].wanted), ==, cases[i].gets);
    }
}

/* Links */

static char *
describe (const GPtrArray *links)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    {
      const WpLink *link = links->pdata[i];

      g_string_append_printf (out, "%s|%s|%s\n", wp_link_kind_id (link->kind),
                              link->target == NULL ? "-" : link->target,
                              link->text == NULL ? "-" : link->text);
    }
  return g_string_free (out, FALSE);
}

static void
assert_links (const WpProfile *profile, const WpAccount *account, const char *expected)
{
  g_autoptr (GPtrArray) links = wp_profile_links (profile, account, NULL);
  g_autofree char *is = describe (links);

  g_assert_cmpstr (is, ==, expected);
}

static void
test_links (void)
{
  g_autoptr (WpProfile) profile = full ();
  static const struct
  {
    const char *element, *type;
  } types[] = {
    { "incomingServer", "jmap" },
    { "incomingServer", "ews" },
    { "incomingServer", "exchange" },
    { "incomingServer", "activeSync" },
    { "incomingServer", "graph" },
    { "incomingServer", "owa" },
    { "incomingServer", "nntp" },
    { "addressbook", "carddav" },
    { "fileShare", "webdav" },
    { "chatServer", "xmpp" },
    { "videoConference", "opentalk" },
    { "setupServer", "managesieve" },
    { "calendar", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_ptr_array_add (profile->offers,
                     offer (types[i].element, types[i].type, NULL, "s.example.org", i * 1000));
  assert_links (profile, NULL,
                "enable|https://c.example/|Einschalten\n"
                "documentation|https://a.example/|Read\n"
                "instruction|https://b.example/|Do\n"
                "webmail|https://e.example/|-\n"
                "caldav|https://d.example/|-\n"
                "jmap|s.example.org|-\n"
                "ews|s.example.org:1000|-\n"
                "ews|s.example.org:2000|-\n"
                "activesync|s.example.org:3000|-\n"
                "graph|s.example.org:4000|-\n"
                "webmail|s.example.org:5000|-\n"
                "carddav|s.example.org:7000|-\n"
                "webdav|s.example.org:8000|-\n"
                "chat|s.example.org:9000|xmpp\n"
                "video|s.example.org:10000|opentalk\n"
                "managesieve|s.example.org:11000|-\n");
}

/* Only pages of the web, and nothing that hides in a text. */
static void
test_links_of_strangers (void)
{
  g_autoptr (WpProfile) profile = wp_profile_new ("example.org");

  g_ptr_array_add (profile->documentation, page ("javascript:alert(1)", "en", "Click"));
  g_ptr_array_add (profile->documentation, page ("https://bank.example@evil.example/", NULL, "x"));
  g_ptr_array_add (profile->documentation, page ("file:///etc/passwd", NULL, NULL));
  g_ptr_array_add (profile->documentation, page (NULL, NULL, "Only \342\200\256text\033[31m"));
  g_ptr_array_add (profile->documentation, page (NULL, NULL, NULL));
  g_ptr_array_add (profile->documentation,
                   page ("https://b\303\274cher.example/\342\200\256", NULL, NULL));
  profile->web_mail_url = g_strdup ("ftp://example.org/");
  g_ptr_array_add (profile->offers,
                   offer ("calendar", "caldav", "ftp://example.org/", "dav.example.org", 0));
  g_ptr_array_add (profile->offers, offer ("calendar", "caldav", NULL, "a\nb", 0));
  g_ptr_array_add (profile->offers,
                   offer ("chatServer", "x\342\200\256mpp", NULL, "chat.example.org", 0));
  assert_links (profile, NULL,
                "documentation|-|Only \\u{202E}text\\x1B[31m\n"
                "documentation|https://xn--bcher-kva.example/%E2%80%AE|-\n"
                "chat|chat.example.org|x\\u{202E}mpp\n");
}

static void
test_links_with_placeholders (void)
{
  g_autoptr (WpProfile) profile = wp_profile_new ("example.org");
  g_autoptr (WpAccount) account = wp_account_new ("a/b&c?@example.org", NULL);

  g_ptr_array_add (
      profile->documentation,
      page ("https://help.%EMAILDOMAIN%/?u=%EMAILADDRESS%#%EMAILLOCALPART%", NULL, "A"));
  g_ptr_array_add (profile->documentation, page ("https://%EMAILADDRESS%/", NULL, "B"));
  g_ptr_array_add (profile->documentation, page ("https://help.example.org/%KEY%", NULL, "C"));
  g_ptr_array_add (profile->offers, offer ("calendar", "caldav", NULL, "dav.%EMAILDOMAIN%", 0));
  assert_links (profile, account,
                "documentation|https://help.example.org/?u=a%2Fb%26c%3F%40example.org#a%2Fb%26c%3F"
                "|A\n"
                "caldav|dav.example.org|-\n");
  assert_links (profile, NULL, "");
}

static void
test_links_are_bounded (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autoptr (WpProfile) profile = wp_profile_new ("example.org");
      g_autofree char *text = g_strnfill (WP_LIMIT_LINK_CHARS + more, 'x');
      g_autoptr (GPtrArray) links = NULL;

      for (guint i = 0; i < WP_LIMIT_LINKS + more; i++)
        g_ptr_array_add (profile->documentation, page ("https://a.example/", "en", text));
      links = wp_profile_links (profile, NULL, "en");
      g_assert_cmpuint (links->len, ==, WP_LIMIT_LINKS);
      g_assert_cmpint (g_utf8_strlen (((WpLink *) links->pdata[0])->text, -1), ==,
                       WP_LIMIT_LINK_CHARS + more);
      g_assert_true (
          g_str_has_suffix (((WpLink *) links->pdata[0])->text, more == 0 ? "x" : "\342\200\246"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/profile/equal", test_equal);
  g_test_add_func ("/model/profile/extras", test_extras);
  g_test_add_func ("/model/profile/covers", test_covers);
  g_test_add_func ("/model/profile/language", test_language);
  g_test_add_func ("/model/profile/links", test_links);
  g_test_add_func ("/model/profile/links-of-strangers", test_links_of_strangers);
  g_test_add_func ("/model/profile/links-with-placeholders", test_links_with_placeholders);
  g_test_add_func ("/model/profile/links-are-bounded", test_links_are_bounded);
  return g_test_run ();
}
