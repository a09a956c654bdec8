/* What another mail program would make of the same answers: a simulation over a finished report,
 * by a table of how each program searches. Pure; asks nothing of anybody.
 *
 * A program that asks where Waypost did not, or in a way that Waypost refuses, has an answer that
 * is not known: that is said and never filled in. Where a question with the address in it was not
 * sent, one that failed for lack of a page or a host is taken to fail with the address, too. */
#pragma once

#include <glib.h>

#include "model/report.h"

typedef struct _WpClientRules WpClientRules;

typedef struct
{
  const char *id;         /* "thunderbird" */
  const char *name;       /* as people know it; not translated */
  const char *version;    /* what was read: a version, a branch, a commit */
  const char *as_of;      /* when: "2026-08-22" or "2026-07" */
  gboolean is_from_docs;  /* a closed program: documents were read, not the program */
  const WpClientRules *rules;
} WpAsClient;

/* NULL: no such id. Lent, static. */
const WpAsClient *wp_as_client_find (const char *id);
/* All, in the order in which they are shown. */
const WpAsClient *wp_as_client_all (guint *count);

/* A whole sentence that begins with "It": a msgid (N_), and the values of its {placeholders}. The
 * list WP_KEY_SOURCE holds ids of source kinds, to be put in words. */
typedef struct
{
  const char *text;
  WpFields *params;
} WpClientRemark;

typedef struct
{
  WpEndpoint *endpoint; /* as it would be set up */
  guint source;         /* id of the report's source it comes from; 0: none */
  guint candidate;      /* id of the report's candidate on the same server; 0: none */
} WpClientFind;

/* Beside what Waypost chose. What nobody looked at makes no difference: it is not known. */
typedef enum
{
  WP_CLIENT_SAME,    /* mail comes and goes by the servers that Waypost chose */
  WP_CLIENT_PORTS,   /* the same hosts, another port or encryption */
  WP_CLIENT_OTHER,   /* another host */
  WP_CLIENT_PART,    /* nothing else, but not enough to receive and to send */
  WP_CLIENT_NOTHING,
  WP_CLIENT_UNKNOWN,
} WpClientVerdict;

typedef struct
{
  const WpAsClient *client;
  GPtrArray *finds;    /* of WpClientFind, one a protocol at most: IMAP, POP3, SMTP */
  GPtrArray *stumbles; /* of WpClientRemark */
  GPtrArray *unknown;  /* of WpClientRemark: what could change the result, and is not known */
  WpClientVerdict verdict; /* as far as is known, where `unknown` holds something */
} WpClientView;

WpClientView *wp_client_view (const WpReport *report, const WpAsClient *client);
void          wp_client_view_free (WpClientView *view);

/* The candidate that Waypost chose for this protocol, or would choose; NULL: none. A guess that
 * nobody has seen answer is no choice. */
const WpCandidate *wp_report_choice (const WpReport *report, WpProtocol protocol);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpClientView, wp_client_view_free)
