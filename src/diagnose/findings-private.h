/* The list that a diagnosis grows: one entry for one fault, however many services show it. */
#pragma once

#include "diagnose/rules-private.h"

/* Adds a fault seen in a step, or merges it into what is there. */
void       wp_findings_raise (GPtrArray *findings, const WpView *view, const WpRule *rule);
/* Adds one that rests on the whole report, or lends the one that is there. */
WpFinding *wp_findings_add (GPtrArray *findings, const char *id);
gboolean   wp_findings_have (const GPtrArray *findings, const char *id);
gboolean   wp_findings_have_block (const GPtrArray *findings);
/* It says why this service does not work. */
gboolean   wp_finding_explains (const WpReport *report, const WpFinding *finding,
                                const WpService *service);

/* wholes.c: what only the report as a whole shows. */
void       wp_wholes_apply (const WpReport *report, GPtrArray *findings);
/* Somebody named a server for it, or a guessed one turned out to be a mail server. */
gboolean   wp_service_is_usable (const WpReport *report, const WpService *service);
/* Not offered, nobody asked for it, and mail comes (or goes) another way: not worth a word. */
gboolean   wp_service_is_spare (const WpReport *report, const WpService *service);
