/* What is known of a large provider beforehand: what it demands of its customers before a mail
 * program may log in. Dated and sourced; comes from the notes (format/notes), never from the
 * network. */
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

typedef struct
{
  char *id;            /* "example" */
  char *name;          /* as people know it */
  GPtrArray *demands;  /* of WpDemand */
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpProvider, wp_provider_free)
