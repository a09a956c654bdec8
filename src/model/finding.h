/* What the steps mean: an id, who can mend it, and the steps it rests on. Its text is looked up by
 * id (diagnose/catalogue), never stored. */
#pragma once

#include <glib.h>

#include "model/fields.h"

typedef enum /* worst first */
{
  WP_SEVERITY_BLOCK, /* something asked for does not work */
  WP_SEVERITY_WARN,
  WP_SEVERITY_NOTE,
  WP_SEVERITY_GOOD,
} WpSeverity;

typedef enum
{
  WP_WHO_USER,
  WP_WHO_PROVIDER,
  WP_WHO_NETWORK,
  WP_WHO_COMPUTER,
} WpWho;

typedef enum
{
  WP_CONFIDENCE_CERTAIN,
  WP_CONFIDENCE_LIKELY,
  WP_CONFIDENCE_POSSIBLE,
} WpConfidence;

const char *wp_severity_id (WpSeverity severity);
const char *wp_who_id (WpWho who);
const char *wp_confidence_id (WpConfidence confidence);

typedef struct
{
  const char *id; /* static: "tls.cert.expired" */
  WpSeverity severity;
  WpWho who;
  WpConfidence confidence;
  WpFields *params;     /* for the {placeholders} of its texts */
  GArray *steps;        /* of guint: step ids */
  GPtrArray *ruled_out; /* of const char*: finding ids that a probe excluded */
} WpFinding;

WpFinding *wp_finding_new (const char *static_id);
void       wp_finding_free (WpFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpFinding, wp_finding_free)
