/* The parts of a session: its run (session.c), and what a person decides in it (answers.c). */
#pragma once

#include "check/check.h"
#include "discover/discover.h"
#include "format/notes.h"
#include "net/crowd.h"
#include "net/fetch.h"
#include "net/trust-store.h"
#include "policy/decisions.h"
#include "session/purse.h"
#include "session/session.h"

struct _WpSession
{
  GObject parent;

  WpSessionOptions options; /* its texts are owned below */
  char *ca_file;
  char *database_url;
  char *lang;
  WpDecisions *decisions;
  WpNotes *notes;

  WpLoop *loop;
  WpResolver *resolver;
  WpTrustStore *store;
  WpCrowd *crowd; /* of everything that connects in this run */
  WpFetcher *fetcher;
  SSL_CTX *tls_context;
  GCancellable *loading;
  WpDiscovery *discovery;
  WpCheck *check;
  WpPurse purses[2]; /* of the account; of the one that sends, where it is another */
  WpReport *report;
  WpTimer *deadline; /* NULL: over, or a person is being waited for */
  gint64 deadline_us;
  gint64 left_us; /* of the deadline, while it stands still */
  guint n_open;   /* questions that a person is being asked */
  WpTimer *finish_timer;
  WpTimer *search;   /* begins in the next turn: what is known beforehand is told first */
  WpTimer *patience; /* with servers, of who only wants to find them */
  WpTaskKind kind;
  gboolean has_heard;   /* every source, or nobody waits for them */
  gboolean has_checked; /* every service */
  guint protocols;      /* asked for by name */
  char *username, *smtp_username, *sender, *mechanism;
  gboolean is_cancelled;
  gboolean is_late;
  gboolean is_done;
};

/* Callback of the deadline's timer. */
void wp_session_deadline_over (gpointer session);

/* answers.c. The deadline stands still while a question is open. */
void wp_session_stop_deadline (WpSession *self);
/* One more login, which a person allowed. */
void wp_session_grant_one (WpSession *self);
