/* A report from a few lines of text, for tests: what a run would have put together. A line is
 *
 *   account ADDRESS                         look-only
 *   candidate PROTOCOL HOST PORT TLS TRUST
 *   source KIND TARGET STATUS OUTCOME [http=N] [https=yes] [left=yes] [type=T] [flaws=a,b]
 *                         [notice=T] [redirect=URL] [dnssec=D] [digest=T] [faults=a,b] [note=T]
 *   says SOURCE PROTOCOL HOST PORT TLS [user=NAME] [PRIORITY [WEIGHT]]
 *   conflict CANDIDATE CANDIDATE            link KIND TARGET [TEXT] (of the last source)
 *   provider ID NAME CHECKED RECHECK [DEMAND …]      typo DOMAIN      ready MS
 *   demand KIND PROTOCOL,… [where=TEXT] [url=URL] (of the provider)      late CANDIDATE
 *   service PROTOCOL WORKS CANDIDATE [asked] [ask|refuse] [own-password] [user=NAME] [auth=NAME]
 *                                           [tls=VERSION] [ms=N]
 *   step CANDIDATE VERB OUTCOME [address=IP] [parent=STEP] [attempt=N] [lasts_ms=N] [KEY=VALUE …]
 *   tls CANDIDATE OUTCOME [faults=a,b] [names=a,b] [chain=N] [version=V] [alert=A] [verb=probe]
 *                         [parent=STEP] [not_before=UNIX] [not_after=UNIX] [KEY=VALUE …]
 *   question ID [ALLOW] [answered] [declined] [KEY=VALUE …]
 *   decision VALUE      fact KEY=VALUE      sent N REFUSED
 *   S: TEXT or C: TEXT                      a line of the last step's dialogue
 *
 * Words are split as a shell does. A value of digits is a number, one with '|' a list; special_use
 * is a map, Sent>Gesendet|Trash>Trash. A step lasts 10 ms. */
#pragma once

#include "model/report.h"

WpReport *script_report (const char *text);
/* Diagnoses, and fills in findings, `why` and the exit code as a session does. */
void      script_diagnose (WpReport *report);
/* Both: a report as a person gets it. */
WpReport *script_told (const char *text);
