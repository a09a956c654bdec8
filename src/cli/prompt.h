/* Questions on the terminal, without stopping the main loop: one line is read from /dev/tty when it
 * has come. For a secret the echo is off, and is switched on again whatever happens. */
#pragma once

#include <glib.h>

typedef struct _WpPrompt WpPrompt;

/* `line` is without its line end, lent, and wiped after the call; NULL: end of input. */
typedef void (*WpPromptFunc) (const char *line, gsize length, gpointer data);

/* There is a terminal to ask on. */
gboolean  wp_prompt_is_possible (void);
/* Prints `text` (no line end is added) and calls `func` once. */
WpPrompt *wp_prompt_new (const char *text, gboolean is_secret, WpPromptFunc func, gpointer data);
/* Gives up without a call; harmless after the call, too: the caller clears its pointer in
 * `func`. */
void      wp_prompt_free (WpPrompt *prompt);
