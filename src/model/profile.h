/* What a provider says about its services, in the words of the settings formats; and what shall be
 * written for a mail client, made only from a report. A value; holds no password.
 *
 * `servers` are what can be logged in to. All else stands beside them: what a format says of one
 * server more than an endpoint can hold is in its WpServerExtras (found by the endpoint's address),
 * and what nobody logs in to here is an offer, a page or a plain value. */
#pragma once

#include <glib.h>

#include "model/advice.h"
#include "model/report.h"

typedef enum
{
  WP_SAID_NOTHING,
  WP_SAID_NO,
  WP_SAID_YES,
} WpSaid;

/* A text in one language. */
typedef struct
{
  char *lang; /* "de", as in the file; NULL: not said */
  char *text; /* printable */
} WpText;

/* A page for people: documentation, instruction, or where a protocol must be switched on. */
typedef struct
{
  char *url;        /* as in the file, perhaps with placeholders, unchecked; NULL: texts only */
  GPtrArray *texts; /* of WpText */
} WpPage;

/* A way to log in as the file says it; `system` is "sasl", "http" or NULL. */
typedef struct
{
  char *system;
  char *word;
} WpAuthWord;

/* What a format says of one server beside the endpoint. */
typedef struct
{
  char *username;          /* a template that nobody here can fill in (%REALNAME%, the key of an
                            * input field): as in the file; the endpoint's is NULL then */
  GPtrArray *auths;        /* of WpAuthWord: all, also the unknown ones, in order */
  char *restriction;       /* version 1.0: "client-IP-address" */
  WpSaid add_this_server;
  WpSaid use_global_preferred_server;
  WpSaid leave_on_server;  /* POP3, from here on */
  WpSaid download_on_biff;
  int days_on_server;      /* -1: not said */
  int check_minutes;       /* -1: not said */
} WpServerExtras;

typedef struct
{
  char *element; /* "url", "owaURL", "ewsURL", "easURL" */
  char *url;     /* as in the file, unchecked */
} WpOfferUrl;

/* A service that is offered, too, but that nobody logs in to here. */
typedef struct
{
  char *element;     /* "incomingServer", "calendar", "chatServer" … */
  char *type;        /* "jmap", "caldav", "xmpp" … */
  guint place;       /* as many of `servers` stand before it; of an incomingServer */
  GPtrArray *urls;   /* of WpOfferUrl */
  char *host;        /* A-labels, perhaps with placeholders; NULL */
  guint16 port;      /* 0: not said */
  char *socket_type; /* the file's word; NULL */
  char *username;    /* as in the file; NULL */
  GPtrArray *auths;  /* of WpAuthWord */
} WpOffer;

/* A value that the person is asked for; %KEY% stands for it in user names. */
typedef struct
{
  char *key;
  char *label;
  char *value; /* proposed; NULL */
} WpInputField;

/* The form of the web mail's login page; data only, never filled in or sent. */
typedef struct
{
  char *url;
  char *username;
  char *username_id, *username_name;
  char *password_id, *password_name;
  char *button_id, *button_name;
} WpWebMailForm;

typedef struct
{
  char *issuer;
  char *scope; /* a list with blanks between */
  char *auth_url;
  char *token_url;
  char *client_id;
  gboolean has_client_secret; /* the secret itself is never kept */
} WpOAuth;

/* Which folder of the server has which task (RFC 6154). */
typedef struct
{
  char *role;   /* "Sent" */
  char *folder; /* "Sent Items"; printable */
} WpFolderRole;

/* A use that says nothing. */
#define WP_MAIL_USE_NOTHING                                                                        \
  ((WpMailUse){ .outcome = WP_ADVICE_UNCLEAR,                                                      \
                .leave_on_server = -1,                                                             \
                .days_on_server = -1,                                                              \
                .delete_with_local = -1,                                                           \
                .pop_check_minutes = -1,                                                           \
                .check_minutes = -1,                                                               \
                .offline_copy = -1,                                                                \
                .offline_days = -1,                                                                \
                .archive_after_days = -1,                                                          \
                .instant = -1 })

/* What formats get that know no "for ever": a hundred years. A 0 is "at once" to some. */
#define WP_PROFILE_DAYS_FOR_EVER 36500

typedef struct
{
  char *id;            /* the provider's domain */
  char **domains;      /* that it serves, A-labels */
  char *display_name;
  char *display_short_name;
  GPtrArray *servers;  /* of WpEndpoint: incoming in order of preference, then outgoing */

  GHashTable *extras;  /* WpEndpoint (lent, by address) → WpServerExtras; use the functions below */
  char *version;       /* of the file, "1.1"; NULL: none was read */
  char **mx_domains;   /* of its mail exchangers; no address domains */
  GPtrArray *documentation; /* of WpPage */
  GPtrArray *instructions;  /* of WpPage */
  GPtrArray *enables;       /* of WpPage: where a protocol must be switched on first */
  GPtrArray *input_fields;  /* of WpInputField */
  GPtrArray *offers;        /* of WpOffer */
  GPtrArray *oauths;        /* of WpOAuth; nearly always at most one */
  char *web_mail_url;
  WpWebMailForm *web_mail_form;
  char *update_url;    /* where a newer file would be; never followed by itself */

  WpMailUse use;           /* what the person's answer makes of it; WP_MAIL_USE_NOTHING */
  GPtrArray *folder_roles; /* of WpFolderRole; of what was measured, no format here holds them */
} WpProfile;

WpProfile *wp_profile_new (const char *domain);
void       wp_profile_free (WpProfile *profile);
/* The proven services (works = yes), and those that take only a sign-in on the web (OAuth2);
 * with `may_be_untested` the chosen ones that were only looked at, too. IMAP first, implicit TLS
 * before STARTTLS. User names go back to placeholders where they are the address or its parts.
 * NULL if nothing incoming or outgoing is left. */
WpProfile *wp_profile_from_report (const WpReport *report, gboolean may_be_untested);
/* What an answer asks of a mail program becomes part of the profile: the servers of the preferred
 * protocol come first, and each POP3 server says what becomes of the mail on it. Unless the answer
 * is POP3 alone, all mail stays there. */
void       wp_profile_take_use (WpProfile *profile, const WpMailUse *use);
/* Whether it has the servers that an answer needs; FALSE for what is no answer. */
gboolean   wp_profile_can_follow (const WpProfile *profile, WpAdviceOutcome outcome);
gboolean   wp_profile_has (const WpProfile *profile, WpProtocol protocol);
/* The answer is to collect by POP3; IMAP is what else there is. */
gboolean   wp_profile_is_pop_first (const WpProfile *profile);
/* < 0: `one` comes first. Receiving before sending. */
int        wp_profile_compare_protocols (const WpProfile *profile, WpProtocol one,
                                         WpProtocol other);
void        wp_profile_add_folder_role (WpProfile *profile, const char *role, const char *folder);
/* NULL: not known. Lent. */
const char *wp_profile_folder (const WpProfile *profile, const char *role);
void        wp_folder_role_free (WpFolderRole *role);

/* All values, in order; of what was read, nothing is left out. */
gboolean   wp_profile_equal (const WpProfile *a, const WpProfile *b);

/* Whether the profile says that it is for this domain: an address domain, or that of a mail
 * exchanger. A-labels. */
gboolean   wp_profile_covers (const WpProfile *profile, const char *domain);

/* The extras of one of `servers` (the very pointer), or NULL. */
const WpServerExtras *wp_profile_extras (const WpProfile *profile, const WpEndpoint *server);
/* The same, made where there are none. */
WpServerExtras       *wp_profile_need_extras (WpProfile *profile, const WpEndpoint *server);
/* Removes a server together with its extras. */
void                  wp_profile_remove_server (WpProfile *profile, guint n);

/* All that a person may want to know beside the servers, as WpLink: enable, documentation,
 * instruction, web mail, then what is also offered. Texts are in `lang` ("de", "pt-BR"; NULL or not
 * there: English, else the first). All printable. A URL is kept only if it is http or https and
 * names a host and no user; an entry with any other is dropped, one with texts only has no target.
 * Placeholders in URLs are filled from `account`; without it such an entry is dropped. Owned by the
 * caller. */
GPtrArray            *wp_profile_links (const WpProfile *profile, const WpAccount *account,
                                        const char *lang);

WpText       *wp_text_new (const char *lang, const char *text);
WpPage       *wp_page_new (const char *url);
/* The text in `lang`, else English, else without language, else the first; NULL: none. Lent. */
const char   *wp_page_text (const WpPage *page, const char *lang);
WpAuthWord   *wp_auth_word_new (const char *system, const char *word);
WpOffer      *wp_offer_new (const char *element, const char *type);
void          wp_offer_add_url (WpOffer *offer, const char *element, const char *url);
WpInputField *wp_input_field_new (const char *key, const char *label, const char *value);
void          wp_text_free (WpText *text);
void          wp_page_free (WpPage *page);
void          wp_auth_word_free (WpAuthWord *word);
void          wp_offer_free (WpOffer *offer);
void          wp_input_field_free (WpInputField *field);
void          wp_web_mail_form_free (WpWebMailForm *form);
void          wp_oauth_free (WpOAuth *oauth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpProfile, wp_profile_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpPage, wp_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpOffer, wp_offer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpWebMailForm, wp_web_mail_form_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpOAuth, wp_oauth_free)
