/* Who stands for a server that is given to a run: the person who typed it, or still the sources
 * that an earlier run heard. What was found and handed on unchanged is not typed: else a guess, or
 * an answer that could be forged, would get the password unasked. Pure. */
#pragma once

#include "model/report.h"

/* The candidate of `known` (an earlier report; NULL: none) that `endpoint` still is: the same
 * server and port, or another port of a host that itself is in doubt. NULL: a person typed it. Its
 * user name and encryption make no other server of it. Lent. */
const WpCandidate *wp_origin_of (const WpReport *known, const WpEndpoint *endpoint);
/* What has to be asked before a password may go to `endpoint`, which is `origin` still: "foreign",
 * "port", …; static. NULL: nothing, whatever its addresses and its certificate are: it may be
 * treated as if a person had typed it. */
const char        *wp_origin_question (const WpCandidate *origin, const WpEndpoint *endpoint);
/* Adds `endpoint` to `report` as `origin` was known: with its sources and its trust, never more. */
void               wp_origin_add (WpReport *report, const WpEndpoint *endpoint,
                                  const WpReport *known, const WpCandidate *origin);
