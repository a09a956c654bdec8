/* One server made ready up to the login: its addresses, one connection, TLS, greeting,
 * capabilities. It may begin before any source named the server; its steps are held until a
 * candidate adopts it, and never enter the report otherwise. Knows no password. */
#pragma once

#include "model/report.h"
#include "net/conn.h"
#include "net/crowd.h"
#include "net/resolver.h"
#include "policy/decisions.h"

typedef struct _WpLook WpLook;

/* Folders of its mailbox are counted: so many have been, of so many (0: not known yet). */
typedef void (*WpLookProgress) (WpLook *look, guint done, guint total, gpointer data);

typedef struct
{
  WpLoop *loop;
  WpResolver *resolver;
  SSL_CTX *tls_context;         /* lent; NULL until the authorities are loaded */
  const WpDecisions *decisions;
  WpCrowd *crowd;               /* NULL: nobody is counted */
  WpReport *report;
  const char *srv_domain;       /* the address's domain, for SRV-ID; NULL */
  WpLookProgress progress;      /* NULL; `data` is that of WpLookFunc */
} WpLookContext;

typedef enum
{
  WP_LOOK_UNDER_WAY,
  WP_LOOK_READY,  /* greeted, inside TLS, idle */
  WP_LOOK_BUSY,   /* logging in */
  WP_LOOK_OVER,   /* closed: see wp_look_outcome */
} WpLookState;

/* Something changed: the state, or a step was added. From the main loop only. `step` is lent, NULL
 * where only the state changed. */
typedef void (*WpLookFunc) (WpLook *look, const WpStep *step, gpointer data);

/* `context` is lent for the look's life. */
WpLook *wp_look_new (const WpLookContext *context, const WpEndpoint *endpoint, WpLookFunc func,
                     gpointer data);
/* Says goodbye in the background if the server is live and idle. */
void    wp_look_free (WpLook *look);

/* A candidate named this server: what was seen goes to the report, now and from here on. */
void    wp_look_adopt (WpLook *look, const WpCandidate *candidate);
/* Begins, once the authorities are loaded. `may_be_private`: the address fence is off, because a
 * person typed the server or decided so (the login is the policy's question, all the same). */
void    wp_look_start (WpLook *look, gboolean may_be_private);
/* Closes and connects again, to the same addresses. */
void    wp_look_again (WpLook *look);
void    wp_look_login (WpLook *look, const WpLogin *login, guint attempt);
void    wp_look_quit (WpLook *look);
/* Only while over. A second question to the same port: TLS from the first byte (IMPLICIT), or none
 * (NONE, the greeting is read). One step of verb probe follows, with this parent. */
void    wp_look_probe (WpLook *look, WpTlsMode tls, guint parent);
gboolean wp_look_is_probing (const WpLook *look);
void    wp_look_cancel (WpLook *look);

const WpEndpoint *wp_look_endpoint (const WpLook *look);
WpLookState       wp_look_state (const WpLook *look);
/* Of the step that ended it; OK while it is fine. */
WpOutcome         wp_look_outcome (const WpLook *look);
gboolean          wp_look_is_started (const WpLook *look);
/* Only waits: for a place at an address, which our own other connections hold. */
gboolean          wp_look_is_queued (const WpLook *look);
/* Ready, and young enough to be used for a login. */
gboolean          wp_look_is_fresh (const WpLook *look);
const WpTlsFacts *wp_look_tls_facts (const WpLook *look); /* lent, NULL */
const WpInet     *wp_look_address (const WpLook *look);
const char *const *wp_look_mechanisms (const WpLook *look);
/* While ready: the mechanism that this login would use; NULL: none, nothing would be sent. */
const char       *wp_look_choose (const WpLook *look, const WpLogin *login);
guint             wp_look_candidate (const WpLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpLook, wp_look_free)
