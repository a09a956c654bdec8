/* The list that a diagnosis grows: one entry for one fault, however many services show it. */
#pragma once

#include "diagnose/rules-private.h"

/* Adds a fault seen in a step, or merges it into what is there. */
void       wp_findings_raise (GPtrArray *findings, const WpView *view, const WpRule *rule);
/* Adds one that rests on the whole report, or lends the one that is there. */
WpFinding *wp_findings_add (GPtrArray *findings, const char *id);
/* Adds one more, whether or not there is one of that id. */
WpFinding *wp_findings_append (GPtrArray *findings, const char *id);
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

/* nothing.c: what is needed and was not found, and why. */
void       wp_nothing_find_not_offered (const WpReport *report, GPtrArray *findings);
void       wp_nothing_find_settings (const WpReport *report, GPtrArray *findings);
void       wp_nothing_find_null_mx (const WpReport *report, GPtrArray *findings);
void       wp_nothing_find_rewrite (const WpReport *report, GPtrArray *findings);
void       wp_nothing_find_domain (const WpReport *report, GPtrArray *findings);
void       wp_nothing_find_typo (const WpReport *report, GPtrArray *findings);
/* A finding of this id says that there are no settings at all. */
gboolean   wp_nothing_is_reason (const char *id);
/* The domain of the address; where it is the fault, also how it is read and what it is part of. */
void       wp_findings_set_domain (const WpReport *report, WpFinding *finding);

/* disagree.c: who says otherwise. */
void       wp_disagree_find_conflicts (const WpReport *report, GPtrArray *findings);
void       wp_disagree_find_better (const WpReport *report, GPtrArray *findings);

/* known.c: what the notes know of the provider. */
void       wp_known_tell (const WpReport *report, GPtrArray *findings);
/* The params of a refusal that becomes `id`, where the provider demands what it is about. */
void       wp_known_fill (const WpView *view, const char *id, WpFields *params);
/* The provider has no servers for mail programs. */
gboolean   wp_known_is_missing (const WpReport *report, WpProtocol protocol);
void       wp_known_fill_missing (const WpReport *report, WpProtocol protocol, WpFields *params);
