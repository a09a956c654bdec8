/* A stranger's JSON: what is checked before the JSON library sees it. */
#pragma once

#include <glib.h>

/* Brackets nest no deeper than `depth`, as far as JSON's strings allow to tell. */
gboolean wp_json_nests_within (const char *bytes, gsize count, guint depth);
