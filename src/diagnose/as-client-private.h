/* How a program searches, as data; and what the report knows of each question it would ask. */
#pragma once

#include "diagnose/as-client.h"

typedef enum
{
  WP_ASK_END,
  WP_ASK_SUBDOMAIN, /* autoconfig.DOMAIN/mail/config-v1.1.xml */
  WP_ASK_WELLKNOWN, /* DOMAIN/.well-known/autoconfig/mail/config-v1.1.xml */
  WP_ASK_OWN_PAGE,  /* autoconfig.DOMAIN/.well-known/mail-v1.xml */
  WP_ASK_DATABASE,
  WP_ASK_AUTODISCOVER,
  WP_ASK_SRV,
  WP_ASK_MX,        /* documents and database of names made from the mail exchanger's */
  WP_ASK_MX_OWN,    /* mail-v1.xml and database of such names, never config-v1.1.xml */
  WP_ASK_MX_HOST,   /* tries the mail exchanger itself */
  WP_ASK_GUESS,     /* tries the usual names */
  WP_ASK_PREFILL,   /* proposes the first usual name of each row untried */
} WpAskKind;

typedef struct
{
  WpAskKind kind;
  gboolean is_http;
  gboolean sends_address;
} WpAsk;

typedef enum
{
  WP_MX_FULL = 1 << 0,     /* the exchanger's own name */
  WP_MX_STRIPPED = 1 << 1, /* without its first label */
  WP_MX_WHITTLED = 1 << 2, /* label by label */
  WP_MX_BASE = 1 << 3,     /* its registrable domain */
  WP_MX_NO_LIST = 1 << 4,  /* goes on below the registrable domain: it has no public suffix list */
} WpMxNames;

#define WP_GUESS_LABELS 6

typedef struct
{
  WpProtocol protocol;
  guint16 port;
  WpTlsMode tls;
  const char *labels[WP_GUESS_LABELS]; /* best first; "": the domain itself; NULL at the end */
} WpGuess;

typedef enum
{
  WP_PLAIN_TAKEN,
  WP_PLAIN_WARNED,   /* taken after a warning */
  WP_PLAIN_SKIPPED,
  WP_PLAIN_REJECTED, /* the whole file */
  WP_PLAIN_AS_TLS,   /* taken for TLS from the first byte on the same port */
} WpPlain;

typedef enum
{
  WP_NAMES_FILLED,  /* placeholders anywhere in the value */
  WP_NAMES_WHOLE,   /* only where the value is one placeholder and nothing else */
  WP_NAMES_IGNORED, /* always the address */
} WpNames;

struct _WpClientRules
{
  const WpAsk *asks;      /* strongest first; the first answer that it can use wins */
  const WpGuess *guesses; /* in its order; n_guesses rows */
  guint n_guesses;
  guint guess_s;          /* what guessing may cost where a name leads nowhere */
  const WpGuess *mx_guesses; /* of WP_ASK_MX_HOST, without labels; n_mx_guesses rows */
  guint n_mx_guesses;
  guint mx;               /* WpMxNames */
  guint protocols;        /* bits, 1u << WpProtocol */
  WpPlain plain;
  WpNames names;
  const char *always;     /* msgid: what can never be known of it, or NULL */
  gboolean is_last;       /* of several servers for a protocol the last wins */
  gboolean is_first_incoming; /* only the first incoming server counts, whatever it is */
  gboolean needs_both;    /* a source that lacks receiving or sending is passed over */
  gboolean srv_fills;     /* SRV adds what documents lack, instead of replacing them */
  gboolean srv_by_priority; /* both TLS modes in one list; else implicit TLS first */
  gboolean named_user_first; /* a document with another user name than the address beats SRV */
  gboolean asks_consent;  /* a person confirms what could be forged */
  gboolean ignores_cert_name;
  gboolean ends_at_error; /* an error of the database ends the search for documents */
  gboolean trusts_starttls; /* a guess counts when STARTTLS is offered, certificate unseen */
  gboolean lacks_oauth;
  gboolean tells_app_password;
  gboolean has_own_list;  /* of large providers, before all else, and by mail exchanger */
  gboolean mx_is_domain;  /* a name of WP_ASK_MX gets all questions that the domain gets */
};

/* as-client-heard.c */
typedef enum
{
  WP_HEARD_NOTHING,
  WP_HEARD_SETTINGS,
  WP_HEARD_UNKNOWN,
} WpHearing;

typedef struct
{
  WpHearing hearing;
  const WpSource *source; /* of settings */
  const char *text;       /* msgid of what is not known, with {host} */
  char *host;             /* owned; NULL */
} WpHeard;

typedef enum
{
  WP_MX_PAGE,     /* autoconfig.NAME/mail/config-v1.1.xml */
  WP_MX_OWN_PAGE, /* autoconfig.NAME/.well-known/mail-v1.xml */
  WP_MX_DATABASE,
} WpMxPlace;

void    wp_heard_clear (WpHeard *heard);
WpHeard wp_heard_ask (const WpReport *report, const WpClientRules *rules, const WpAsk *ask);
/* What is there at one name that was made from the mail exchanger's. */
WpHeard wp_heard_mx (const WpReport *report, const char *name, WpMxPlace place);
/* The best mail exchanger, owned; NULL: none is known. */
char   *wp_heard_exchanger (const WpReport *report);
/* The names that these rules make, in order, of char*; `suffix` (may be NULL) is set to the first
 * one that is a public suffix, owned. */
GPtrArray *wp_heard_mx_names (const WpReport *report, const WpClientRules *rules, char **suffix);
/* The same page answered a question with the address, and not one without. */
gboolean wp_heard_needs_address (const WpReport *report, const WpAsk *ask);

/* as-client-guess.c */
typedef enum
{
  WP_PROBED_FAILS,
  WP_PROBED_WORKS,
  WP_PROBED_UNKNOWN,
} WpProbed;

/* What the report knows of a server: was it seen to answer? */
WpProbed wp_probed (const WpReport *report, const WpClientRules *rules, const WpEndpoint *endpoint);
/* "imap.example.org" for `label` */
char    *wp_guess_host (const WpReport *report, const char *label);

#define WP_KEY_SECONDS "seconds" /* of a remark only */

/* as-client.c */
typedef struct
{
  const WpReport *report;
  const WpClientRules *rules;
  WpClientView *view;
  gboolean has_document;   /* a document or database was used */
  gboolean has_given_up;
  gboolean has_tried_http;
  gboolean has_untried;    /* a name that it guesses was not looked at */
} WpClientWalk;

/* Values for the placeholders: pairs of key and text, NULL at the end. The same remark about the
 * same host is made once; lent. */
WpClientRemark     *wp_client_remark (GPtrArray *remarks, const char *text, ...)
  G_GNUC_NULL_TERMINATED;
/* NULL: nothing was found for it yet. */
const WpClientFind *wp_client_found (const WpClientView *view, WpProtocol protocol);

/* as-client-mx.c: somebody knows the provider, so a list of large ones may hold it. */
gboolean wp_client_is_well_known (const WpReport *report);
/* Asks at each name made from the mail exchanger's: `page`, and the database. */
gboolean wp_client_take_mx (WpClientWalk *walk, WpMxPlace page);

/* as-client-take.c: what it makes of an answer. TRUE: it found something it would use. */
gboolean wp_client_take_document (WpClientWalk *walk, const WpSource *source);
gboolean wp_client_take_srv (WpClientWalk *walk);
gboolean wp_client_take_guesses (WpClientWalk *walk);
/* The mail exchanger's own host. */
gboolean wp_client_take_exchanger (WpClientWalk *walk);
/* The first usual name of each row, untried. */
gboolean wp_client_take_prefill (WpClientWalk *walk);
