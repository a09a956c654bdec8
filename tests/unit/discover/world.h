/* A scripted world in the place of net/resolver and net/fetch. A line a fact:
 *   NAME A ADDRESS…         NAME MX PREFERENCE HOST        NAME SRV PRIORITY WEIGHT PORT HOST
 *   NAME TXT TEXT
 *   NAME TYPE !OUTCOME      NAME TYPE ~MS                  (the answer takes so long)
 *   URL 200 DOCUMENT        URL STATUS                     URL -> URL
 *   URL !OUTCOME            URL ~MS
 *   ad                      the resolver is trusted, and its answers authenticated
 * A host "." is the root. Names of which nothing is said do not exist; those with other records
 * have no data. */
#pragma once

#include "discover/discover.h"

/* `documents`: pairs of name and text, ended by NULL. */
void world_set (const char *script, const char *const *documents);
void world_clear (void);
/* How many questions are out. */
guint world_pending (void);
WpResolver *world_resolver (void);
WpFetcher *world_fetcher (void);
/* Every question, "NAME TYPE" or URL, was asked so often (equal questions share an answer in net,
 * so here each counts). */
guint world_asked (const char *question);
/* All bodies that were posted, one after the other. */
const char *world_posted (void);
