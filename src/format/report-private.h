/* What the parts of the reader of saved reports share. */
#pragma once

#include "format/json-private.h"
#include "model/report.h"

/* `facts` and `advice` of a saved report: what is known by name, of the right kind and possible
 * comes back, the rest is dropped. */
void wp_report_read_facts (WpReport *report, JsonObject *root);
void wp_report_read_advice (WpReport *report, JsonObject *root);
