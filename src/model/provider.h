/* What is known of a large provider beforehand: what it demands of its customers before a mail
 * program may log in, and what it changed or does in its own way (notices). Dated and sourced;
 * comes from the notes (format/notes), never from the network. */
#pragma once

#include <glib.h>

#include "model/endpoint.h"

typedef enum
{
  WP_DEMAND_APP_PASSWORD,      /* a password made for mail programs, not that of the account */
  WP_DEMAND_SIGN_IN,           /* OAuth2 only: no password is taken */
  WP_DEMAND_SWITCH_ON,         /* the protocol is off until the person switches it on */
  WP_DEMAND_SEPARATE_PASSWORD, /* a mail password of its own, set by the person */
  WP_DEMAND_BRIDGE,            /* only through a program of the provider on this computer */
  WP_DEMAND_NO_MAIL,           /* neither IMAP nor POP3 is offered */
  WP_DEMAND_PAID,              /* only with a paid plan */
} WpDemandKind;
#define WP_N_DEMAND_KINDS 7

/* "app-password" */
const char *wp_demand_kind_id (WpDemandKind kind);
gboolean    wp_demand_kind_from_id (const char *id, WpDemandKind *kind);

typedef struct
{
  WpDemandKind kind;
  guint protocols; /* bits, 1u << WpProtocol */
  char *where;     /* the provider's own words for the way there, "Settings > Accounts"; NULL */
  char *url;       /* of the page where the person does it, https; NULL */
} WpDemand;

/* Whom a notice is told. */
typedef enum
{
  WP_NOTICE_CHOOSING,   /* between POP3 and IMAP */
  WP_NOTICE_SETTING_UP, /* a mail program */
  WP_NOTICE_SENDING,
} WpNoticeAudience;

/* What a provider changed, or does differently from others: a closed list. The texts are in
 * render/notices.c; dates and amounts are in the notes, never in the texts. */
typedef enum
{
  WP_NOTICE_ACCOUNT_PASSWORD_REFUSED, /* since `date`, an app password or a sign-in instead */
  WP_NOTICE_APP_PASSWORD_EXCEPTION,   /* sign-in; app passwords remain where they are allowed */
  WP_NOTICE_PASSWORDS_OFF,            /* since `date` only a sign-in, app passwords neither */
  WP_NOTICE_IMAP_ALWAYS_ON,           /* since `date` there is no switch any more */
  WP_NOTICE_IMAP_ONLY,
  WP_NOTICE_POP_WINDOW,               /* each message once; or "recent:", the last `amount` days */
  WP_NOTICE_POP_DISPOSITION,          /* a switch on the web decides what becomes of a collected
                                       * message, whatever the program asks for */
  WP_NOTICE_FETCHING_ENDS,            /* as a collector of other mailboxes, not as a server */
  WP_NOTICE_DOWNLOAD_LIMIT,           /* `amount` MB a day */
  WP_NOTICE_STORAGE_CUT,              /* since `date`, to `amount` GB */
  WP_NOTICE_SMTP_AUTH_BASIC_ENDS,     /* off by default at the end of the month `date` */
  WP_NOTICE_OLD_TLS_REFUSED,          /* TLS 1.0 and 1.1, from `date` on */
} WpNoticeKind;
#define WP_N_NOTICE_KINDS (WP_NOTICE_OLD_TLS_REFUSED + 1)

/* "pop-window" */
const char      *wp_notice_kind_id (WpNoticeKind kind);
gboolean         wp_notice_kind_from_id (const char *id, WpNoticeKind *kind);
WpNoticeAudience wp_notice_kind_audience (WpNoticeKind kind);
/* Whether the text speaks of a date or of an amount; a notice has neither more nor less. */
gboolean         wp_notice_kind_has_date (WpNoticeKind kind);
gboolean         wp_notice_kind_has_amount (WpNoticeKind kind);
/* The text says no more than a demand of the same provider does, but when it came. */
gboolean         wp_notice_kind_dates_demand (WpNoticeKind kind);

typedef struct
{
  WpNoticeKind kind;
  guint protocols;     /* bits, 1u << WpProtocol: which it is about */
  char *date;          /* "2026-12" or "2026-12-31"; NULL */
  gint64 amount;       /* in the unit of its kind; 0: none */
  char *source;        /* URL of the page that says so */
  char *checked_on;    /* "2026-11-22" */
  char *recheck_after; /* past that day it may have changed */
} WpNotice;

typedef struct
{
  char *id;            /* "example" */
  char *name;          /* as people know it */
  GPtrArray *demands;  /* of WpDemand */
  GPtrArray *notices;  /* of WpNotice, what matters most first */
  char *source;        /* URL of the page the facts are from */
  char *checked_on;    /* "2026-11-22" */
  char *recheck_after; /* past that day the facts may have changed */
  gboolean came_by_mx; /* matched by a mail exchanger, not by the domain of the address */
} WpProvider;

WpProvider     *wp_provider_dup (const WpProvider *provider);
void            wp_provider_free (WpProvider *provider);
/* The first demand of this kind on this protocol, or NULL; lent. */
const WpDemand *wp_provider_demand (const WpProvider *provider, WpDemandKind kind,
                                    WpProtocol protocol);
/* Whether the facts are older than they may be; `unix_s` is now. */
gboolean        wp_provider_is_stale (const WpProvider *provider, gint64 unix_s);
WpDemand       *wp_demand_new (WpDemandKind kind, guint protocols, const char *where,
                               const char *url);
void            wp_demand_free (WpDemand *demand);
/* Nothing is set but the kind; the caller fills it in. */
WpNotice       *wp_notice_new (WpNoticeKind kind);
void            wp_notice_free (WpNotice *notice);
gboolean        wp_notice_is_stale (const WpNotice *notice, gint64 unix_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpProvider, wp_provider_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpNotice, wp_notice_free)
