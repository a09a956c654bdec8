/* Fills {name} placeholders of a text. Values are copied, never read again: a value that holds
 * braces, percent signs or markup stays what it is. */
#pragma once

#include <stdarg.h>

#include <glib.h>

/* Gives the value of a name, or NULL if there is none. */
typedef const char *(*WpSubstLookup) (const char *name, gpointer data);

/* Replaces each {name} (ASCII letters, digits, '_' and '-') by its value, "?" where there is none.
 * A brace that starts no such name is kept. The caller owns the result. */
char *wp_subst (const char *text, WpSubstLookup lookup, gpointer data);
/* The same with pairs of a name and its value (const char *; NULL: none), NULL at the end. */
char *wp_subst_pairs (const char *text, ...) G_GNUC_NULL_TERMINATED;
char *wp_subst_pairs_va (const char *text, va_list pairs);
