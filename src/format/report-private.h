/* What the parts of the reader of saved reports share. */
#pragma once

#include "format/json-private.h"
#include "model/report.h"

/* `facts` and `advice` of a saved report: what is known by name, of the right kind and possible
 * comes back, the rest is dropped. */
void wp_report_read_facts (WpReport *report, JsonObject *root);
void wp_report_read_advice (WpReport *report, JsonObject *root);

/* NULL for what is no endpoint, or none that could be connected to. */
WpEndpoint *wp_report_read_endpoint (JsonObject *object);
/* The candidate at the same server; 0: none. */
guint       wp_report_candidate_of (const WpReport *report, const WpEndpoint *endpoint);

/* For wp_report_read_run. Texts are printable and bounded, NULL at the end; of no array, none. */
char      **wp_report_read_texts (JsonArray *array);
#define WP_REPORT_MOST_ITEMS 512
/* The n-th of an array of objects; NULL: there is none, one too many, or it is something else. */
JsonObject *wp_report_item (JsonObject *object, const char *name, guint n);
/* The key as the program has it; NULL: it is none. Lent, static. */
const char *wp_report_known_key (const char *name);
/* `start_ms` and `ms`, on the clock of the report; FALSE: none, or an impossible one. */
gboolean    wp_report_read_span (JsonObject *object, gint64 *start_us, gint64 *end_us);
/* FALSE: what was asked is not shown; it was given, or is of a kind nobody knows. */
gboolean    wp_report_read_source_kind (JsonObject *object, WpSourceKind *kind);
/* Members whose names are keys. `object` may be NULL. */
void        wp_report_read_fields (WpFields *fields, JsonObject *object);
/* From the ids in the file to those in the report; the caller owns it. */
GHashTable *wp_report_read_steps (WpReport *report, JsonObject *root);
void        wp_report_read_findings (WpReport *report, JsonObject *root, GHashTable *step_ids);
