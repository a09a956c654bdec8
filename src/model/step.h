/* One thing that was done, and what was seen. Everything the program says rests on steps. */
#pragma once

#include <glib.h>

#include "base/inet.h"
#include "model/endpoint.h"
#include "model/fields.h"
#include "model/outcome.h"
#include "model/tls-facts.h"

typedef enum
{
  WP_VERB_RESOLVE,
  WP_VERB_CONNECT,
  WP_VERB_TLS,
  WP_VERB_GREETING,
  WP_VERB_CAPABILITY,
  WP_VERB_LOGIN,
  WP_VERB_MAILBOX,
  WP_VERB_SUBMIT,
  WP_VERB_PROBE, /* a second question that explains an outcome */
} WpVerb;
#define WP_N_VERBS 9

const char *wp_verb_id (WpVerb verb);
gboolean    wp_verb_from_id (const char *id, WpVerb *verb);

/* A line of the dialogue: printable, bounded, secrets replaced by WP_SECRET_SHOWN_AS. */
typedef struct
{
  char dir; /* 'C' or 'S' */
  char *text;
} WpTranscriptLine;

typedef struct
{
  guint id;         /* given by the report, from 1; 0: not in a report yet */
  guint candidate;  /* id, or 0 */
  guint parent;     /* id of the step that this one explains or repeats, or 0 */
  WpEndpoint *endpoint; /* may be NULL (a lookup that serves several) */
  WpVerb verb;
  WpOutcome outcome;
  WpInet address;   /* family 0: none */
  guint attempt;    /* of logins: 1, 2, …; else 0 */
  gint64 start_us;  /* monotonic, of the loop's clock */
  gint64 end_us;
  WpFields *evidence;
  WpTlsFacts *tls;  /* of verb tls; else NULL */
  GArray *transcript; /* of WpTranscriptLine */
  guint transcript_cut; /* lines that were not kept */
} WpStep;

WpStep *wp_step_new (WpVerb verb);
void    wp_step_free (WpStep *step);
/* Makes the text printable and bounded; beyond WP_LIMIT_TRANSCRIPT_LINES it is only counted. */
void    wp_step_add_line (WpStep *step, char dir, const void *bytes, gsize count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpStep, wp_step_free)
